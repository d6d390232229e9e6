//! What the real key store in `tests/tests/keyring.rs` cannot be made to do.

use std::sync::{LazyLock, Mutex as Lock, PoisonError};

use auth_core::CredentialErrorKind;
use keyring_core::{CredentialStore, mock};

use super::*;

/// The entries of the mock live as long as it does.
static MOCK: LazyLock<Arc<CredentialStore>> = LazyLock::new(|| mock::Store::new().unwrap());
/// Tests share it, and so does an error that is to be given next.
static ONE_AT_A_TIME: Lock<()> = Lock::new(());

fn key() -> RefreshTokenKey {
    RefreshTokenKey::new("https://iam.example", "viewer").for_user("alice & bob")
}

fn token() -> RefreshToken {
    RefreshToken::new("8xLOxBtZp8", Some("b a".parse().unwrap()))
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

/// What a program is told when the key store gives this error.
fn told(error: Error) -> CredentialError {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let store = KeyringStore { open: |_, account, _| MOCK.build("test", account, None), ..KeyringStore::new("test") };
    let entry = MOCK.build("test", &account(&key()), None).unwrap();
    entry.set_secret(b"there is one").unwrap();
    entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
    run(store.store(&key(), &token())).unwrap_err()
}

#[test]
fn each_failure_of_a_key_store_says_what_can_be_done_and_not_what_was_in_it() {
    const CONTENT: &str = "8xLOxBtZp8";
    let platform = || Box::new(std::io::Error::other("no such bus"));
    let table = [
        (Error::NoStorageAccess(platform()), CredentialErrorKind::Unavailable, "locked"),
        (Error::PlatformFailure(platform()), CredentialErrorKind::Unavailable, "failed: no such bus"),
        (Error::TooLong("secret".to_owned(), 2560), CredentialErrorKind::Configuration, "2560"),
        (Error::BadEncoding(CONTENT.into()), CredentialErrorKind::SignInRequired, "another sign-in"),
        (Error::BadDataFormat(CONTENT.into(), platform()), CredentialErrorKind::SignInRequired, "another sign-in"),
    ];
    for (error, kind, part) in table {
        let error = told(error);
        assert_eq!(error.kind(), kind, "{error:?}");
        let source = std::error::Error::source(&error).unwrap();
        assert!(source.is::<KeyringError>());
        assert!(source.to_string().contains(part), "{source}");
        let shown = format!("{error} {error:?} {source} {source:?}");
        assert!(!shown.contains(CONTENT) && !shown.contains(&format!("{:?}", CONTENT.as_bytes())), "{shown}");
    }
}

#[test]
fn without_a_key_store_the_error_says_so_and_what_to_do() {
    for refused in [
        |_, _, _| Err(Error::NoDefaultStore),
        |_, _, _| Err(Error::PlatformFailure(Box::new(std::io::Error::other("no such bus")))),
    ] as [platform::Open; 2]
    {
        let store = KeyringStore { open: refused, ..KeyringStore::new("test") };
        let error = run(store.load(&key())).unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        let source = std::error::Error::source(&error).unwrap().downcast_ref::<KeyringError>().unwrap();
        assert!(matches!(source, KeyringError::Absent { .. }), "{source:?}");
        assert!(source.to_string().contains("start one"), "{source}");
    }
}

#[test]
fn two_keys_never_share_an_entry() {
    let key = |issuer: &str, client: &str| RefreshTokenKey::new(issuer, client);
    let keys = [
        key("https://a", "b"),
        key("https://a", "b").for_user(""),
        key("https://a", "b").for_user("c"),
        key("https://a", "b&user=c"),
        key("https://a&client_id=b", "b"),
        key("https://a", "b@c"),
        key("https://a", "b c"),
        key("https://a", "b+c"),
    ];
    let accounts: std::collections::HashSet<_> = keys.iter().map(account).collect();
    assert_eq!(accounts.len(), keys.len(), "{accounts:?}");
    assert!(accounts.iter().all(|account| !account.contains('@')), "{accounts:?}");
}

#[test]
fn an_entry_holds_the_refresh_token_and_its_scopes_and_nothing_else() {
    let text = |token: &RefreshToken| write(token).unwrap().expose().to_owned();
    assert_eq!(text(&token()), r#"{"refresh_token":"8xLOxBtZp8","scopes":"a b"}"#);
    assert_eq!(text(&RefreshToken::new("8xLOxBtZp8", None)), r#"{"refresh_token":"8xLOxBtZp8"}"#);
}

#[test]
fn what_is_not_an_entry_of_ours_is_unreadable_and_not_quoted() {
    for content in ["", "{}", "8xLOxBtZp8", r#""8xLOxBtZp8""#, r#"{"refresh_token":1}"#, "[]", "\u{0}"] {
        let error = parse(content.into()).unwrap_err();
        assert!(matches!(error, KeyringError::Unreadable), "{content}");
        assert!(!error.to_string().contains("8xLOxBtZp8"), "{error}");
    }
    assert!(parse(vec![0xff]).is_err());
    assert_eq!(parse(write(&token()).unwrap().expose().into()).unwrap().scopes(), token().scopes());
}

/// `tests/tests/keyring.rs` has a key store of its own; elsewhere there is but the user's.
#[cfg(any(windows, target_os = "macos"))]
#[test]
#[ignore = "changes the key store of whoever runs it: asked for by name, as in `cargo xtask windows`"]
fn the_key_store_of_the_system_keeps_what_it_is_given() {
    let application = format!("auth-reqwest test {}", std::process::id());
    let (store, other) = (KeyringStore::new(&*application), RefreshTokenKey::new("https://iam.example", "viewer"));
    let found = |store: &KeyringStore, key: &RefreshTokenKey| {
        run(store.load(key)).unwrap().map(|token| (token.secret().expose().to_owned(), token.scopes().cloned()))
    };
    let whole = |token: &RefreshToken| Some((token.secret().expose().to_owned(), token.scopes().cloned()));
    assert_eq!(found(&store, &key()), None);
    run(store.clear(&key())).unwrap();

    run(store.store(&key(), &RefreshToken::new("the one before", None))).unwrap();
    run(store.store(&key(), &token())).unwrap();
    run(store.store(&other, &RefreshToken::new("another", None))).unwrap();
    let next_start = KeyringStore::new(&*application);
    assert_eq!(found(&next_start, &key()), whole(&token()));
    assert_eq!(found(&next_start, &other).unwrap().0, "another");
    assert_eq!(found(&KeyringStore::new("auth-reqwest test, another"), &key()), None);

    if cfg!(windows) {
        let error = run(store.store(&key(), &RefreshToken::new("x".repeat(2561), None))).unwrap_err();
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration);
        assert!(source.to_string().contains("refresh token with its scopes is too long"), "{source}");
        assert_eq!(found(&store, &key()), whole(&token()), "the one before is kept");
    }

    run(store.clear(&key())).unwrap();
    assert_eq!(found(&next_start, &key()), None);
    assert_eq!(found(&store, &other).unwrap().0, "another");
    run(store.clear(&other)).unwrap();
    assert_eq!(found(&store, &other), None);
}
