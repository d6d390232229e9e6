//! Refresh tokens in a real key store: gnome-keyring, looked at with libsecret's own tool.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use auth_tests::key_store::{Home, KeyStore::*};

#[test]
fn a_refresh_token_outlives_the_program_and_the_session() {
    let home = Home::new("outlives");
    home.session(Unlocked, "inside::a_sign_in_is_stored");
    home.session(Unlocked, "inside::the_next_start_finds_it_and_signs_out");
    home.session(Unlocked, "inside::nobody_is_signed_in");
}

#[test]
fn an_entry_is_of_one_issuer_client_and_user_and_holds_the_refresh_token_and_its_scopes_alone() {
    Home::new("entry").session(Unlocked, "inside::each_key_has_an_entry_of_its_own");
}

#[test]
fn a_renewal_uses_what_is_stored_and_stores_what_it_got() {
    Home::new("renewal").session(Unlocked, "inside::a_rotation_goes_through_the_store");
}

#[test]
fn calls_are_carried_out_in_their_order_even_when_a_caller_has_given_up() {
    Home::new("order").session(Unlocked, "inside::what_was_stored_last_stays");
}

#[test]
fn an_entry_that_something_else_has_spoilt_needs_a_sign_in_which_heals_it() {
    Home::new("spoilt").session(Unlocked, "inside::a_spoilt_entry_is_replaced_by_a_sign_in");
}

#[test]
fn a_refresh_token_of_a_hundred_kilobytes_fits_into_the_secret_service() {
    Home::new("large").session(Unlocked, "inside::a_large_token_comes_back_whole");
}

#[test]
fn a_locked_key_store_is_an_error_that_says_so() {
    let home = Home::new("locked");
    home.session(Unlocked, "inside::a_sign_in_is_stored");
    home.session(Locked, "inside::the_key_store_is_locked");
    home.session(Unlocked, "inside::the_next_start_finds_it_and_signs_out");
}

#[test]
fn a_machine_without_a_key_store_is_told_so() {
    Home::new("absent").session(Absent, "inside::there_is_no_key_store");
}

/// What the tests above run in a session.
mod inside {
    use std::{error::Error as _, sync::Arc};

    use auth_core::{
        AccessToken, CredentialError, CredentialErrorKind,
        lifecycle::{RefreshToken, RefreshTokenKey, RefreshTokenStore as _, Renewed, Rotation},
    };
    use auth_reqwest::{KeyringError, KeyringStore};
    use auth_tests::key_store::{is_inside, secret_tool};

    const APPLICATION: &str = "Auth tests";
    const ISSUER: &str = "https://iam.example";

    fn store() -> KeyringStore {
        assert!(is_inside(), "this would change the key store of whoever runs the tests");
        KeyringStore::new(APPLICATION)
    }

    fn key() -> RefreshTokenKey {
        RefreshTokenKey::new(ISSUER, "viewer").for_user("alice")
    }

    fn token(secret: &str) -> RefreshToken {
        RefreshToken::new(secret, Some("model:read bcf:read".parse().unwrap()))
    }

    fn secret_of(token: Option<RefreshToken>) -> Option<String> {
        token.map(|token| token.secret().expose().to_owned())
    }

    /// What the tool knows of an account.
    fn look_up(account: &str) -> String {
        secret_tool(&["lookup", "service", APPLICATION, "username", account], "")
    }

    fn reason(error: &CredentialError) -> &KeyringError {
        error.source().unwrap().downcast_ref().unwrap()
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn a_sign_in_is_stored() {
        store().store(&key(), &token("8xLOxBtZp8")).await.unwrap();
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn the_next_start_finds_it_and_signs_out() {
        let found = store().load(&key()).await.unwrap().unwrap();
        assert_eq!(found.secret().expose(), "8xLOxBtZp8");
        assert!(found.covers(Some(&"bcf:read model:read".parse().unwrap())), "compared as sets");
        assert!(!found.covers(Some(&"model:write".parse().unwrap())));
        store().clear(&key()).await.unwrap();
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn nobody_is_signed_in() {
        assert!(store().load(&key()).await.unwrap().is_none());
        store().clear(&key()).await.unwrap();
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn each_key_has_an_entry_of_its_own() {
        let store = store();
        let keys = [
            key(),
            RefreshTokenKey::new(ISSUER, "viewer"),
            RefreshTokenKey::new(ISSUER, "viewer").for_user("bob"),
            RefreshTokenKey::new(ISSUER, "editor").for_user("alice"),
            RefreshTokenKey::new("https://other.example", "viewer").for_user("alice"),
        ];
        for (key, number) in keys.iter().zip(0..) {
            store.store(key, &token(&format!("token-{number}"))).await.unwrap();
        }
        store.store(&keys[0], &token("token-0-rotated")).await.unwrap();
        for (key, expected) in keys.iter().zip(["token-0-rotated", "token-1", "token-2", "token-3", "token-4"]) {
            assert_eq!(secret_of(store.load(key).await.unwrap()).as_deref(), Some(expected));
        }
        assert!(KeyringStore::new("Another").load(&keys[0]).await.unwrap().is_none());

        let account = "issuer=https%3A%2F%2Fiam.example&client_id=viewer&user=alice";
        assert_eq!(look_up(account), r#"{"refresh_token":"token-0-rotated","scopes":"bcf:read model:read"}"#);
        let all = secret_tool(&["search", "--all", "service", APPLICATION], "");
        assert_eq!(all.matches("attribute.username = ").count(), keys.len(), "{all}");
        assert!(all.contains("label = Auth tests: sign-in of alice at https://iam.example\n"), "{all}");
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn a_rotation_goes_through_the_store() {
        let rotation = Rotation::new(Arc::new(store()), key());
        rotation.begin(token("first")).await.unwrap();
        let wanted = "model:read".parse().unwrap();
        for (used, got) in [("first", "second"), ("second", "third")] {
            let exchange = |refresh_token: RefreshToken| async move {
                assert_eq!(refresh_token.secret().expose(), used);
                Ok(Renewed::new(AccessToken::bearer(&"mF_9.B5f-4.1JqM".into()).unwrap()).with_refresh_token(got))
            };
            rotation.renew(Some(&wanted), exchange).await.unwrap();
            assert_eq!(secret_of(store().load(&key()).await.unwrap()).as_deref(), Some(got));
        }
        assert_eq!(secret_of(rotation.end().await.refresh_tokens.pop()).as_deref(), Some("third"));
        assert!(store().load(&key()).await.unwrap().is_none());
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn what_was_stored_last_stays() {
        let store = store();
        for number in 0..20 {
            let (key, token) = (key(), token(&format!("cut-off-{number}")));
            let call = store.store(&key, &token);
            tokio::select! {
                biased;
                _ = call => {}
                () = std::future::ready(()) => {}
            }
        }
        store.store(&key(), &token("last")).await.unwrap();
        assert_eq!(secret_of(store.load(&key()).await.unwrap()).as_deref(), Some("last"));
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn a_spoilt_entry_is_replaced_by_a_sign_in() {
        let account = "issuer=https%3A%2F%2Fiam.example&client_id=viewer&user=alice";
        let write = ["store", "--label=x", "service", APPLICATION, "username", account];
        let second = [&write[..], &["copied", "yes"]].concat();
        let store = store();
        for spoil in [vec![&write[..]], vec![&write[..], &second[..]]] {
            for arguments in spoil {
                assert_eq!(secret_tool(arguments, "8xLOxBtZp8, by hand"), "");
            }
            let error = store.load(&key()).await.unwrap_err();
            assert_eq!(error.kind(), CredentialErrorKind::SignInRequired);
            assert!(matches!(reason(&error), KeyringError::Unreadable), "{error:?}");
            assert!(!format!("{error:?} {}", reason(&error)).contains("8xLOxBtZp8"));

            store.store(&key(), &token("healed")).await.unwrap();
            assert_eq!(secret_of(store.load(&key()).await.unwrap()).as_deref(), Some("healed"));
        }
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn a_large_token_comes_back_whole() {
        let large = "x".repeat(100_000);
        store().store(&key(), &token(&large)).await.unwrap();
        assert_eq!(secret_of(store().load(&key()).await.unwrap()), Some(large));
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn the_key_store_is_locked() {
        let store = store();
        for error in [
            store.load(&key()).await.unwrap_err(),
            store.store(&key(), &token("another")).await.unwrap_err(),
            store.clear(&key()).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), CredentialErrorKind::Unavailable, "{error:?}");
            assert!(matches!(reason(&error), KeyringError::Locked { .. }), "{error:?}");
            assert_eq!(error.to_string(), "the key store is locked");
        }
    }

    #[tokio::test]
    #[ignore = "runs in a session"]
    async fn there_is_no_key_store() {
        let error = store().load(&key()).await.unwrap_err();
        assert_eq!(error.kind(), CredentialErrorKind::Configuration, "{error:?}");
        assert!(matches!(reason(&error), KeyringError::Absent { .. }), "{error:?}");
        println!("{}", reason(&error));
    }
}
