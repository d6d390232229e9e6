//! Refresh tokens in a real key store: in sessions of their own, whose logs become part of this one.

use std::sync::Arc;

use auth_core::{
    AccessToken, CredentialError,
    lifecycle::{RefreshToken, RefreshTokenKey, RefreshTokenStore as _, Renewed, Rotation},
};
use auth_reqwest::KeyringStore;
use auth_tests::key_store::{Home, KeyStore::*, is_inside, secret_tool};

use crate::{
    log::{self, Logged, print, print_error},
    search::Secrets,
};

const APPLICATION: &str = "Auth leak test";
const STORED: &str = "0penSesame-that-is-stored";
const RENEWED: &str = "0penSesame-that-is-renewed";
const SPOILT: &str = "0penSesame, written by hand";
const ACCESS: &str = "0penSesame-of-a-renewal";

pub(crate) fn run(secrets: &mut Secrets) {
    for secret in [STORED, RENEWED, SPOILT] {
        secrets.add("stored refresh token", secret);
    }
    secrets.add("access token", ACCESS);
    let home = Home::new("leak");
    for state in [Unlocked, Locked, Absent] {
        log::add(&home.session(state, "key_store::in_a_session"));
    }
}

#[tokio::test]
#[ignore = "runs in a session"]
async fn in_a_session() {
    assert!(is_inside(), "this would change the key store of whoever runs the tests");
    log::collect();
    let key = RefreshTokenKey::new("https://iam.example", "viewer").for_user("alice");
    let store = KeyringStore::new(APPLICATION);
    print(&store);
    tell(store.store(&key, &RefreshToken::new(STORED, None)).await);
    tell(store.load(&key).await);

    let rotation = Rotation::new(Arc::new(store.clone()), key.clone());
    print(&rotation);
    let exchange = |token: RefreshToken| async move {
        print(&token);
        Ok(Renewed::new(AccessToken::bearer(&ACCESS.into()).unwrap()).with_refresh_token(RENEWED))
    };
    tell(rotation.renew(None, exchange).await);
    tell(store.load(&key).await);

    let account = "issuer=https%3A%2F%2Fiam.example&client_id=viewer&user=alice";
    _ = secret_tool(&["store", "--label=x", "service", APPLICATION, "username", account], SPOILT);
    tell(store.load(&key).await);
    tell(store.clear(&key).await);
    println!("{}", Logged::so_far().text);
}

fn tell<T: std::fmt::Debug>(outcome: Result<T, CredentialError>) {
    print(&outcome);
    if let Err(error) = outcome {
        print_error(&error);
    }
}
