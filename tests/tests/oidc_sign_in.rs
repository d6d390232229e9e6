//! A user signs in with a browser (code and PKCE), against a certified server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use auth_reqwest::Client;
use auth_tests::{
    peer::Peer,
    sign_in::{Editor, client, editor, list_models, sign_in},
};
use serde_json::{Value, json};

#[tokio::test]
async fn a_mobile_app_signs_a_user_in_by_a_scheme_of_its_own() {
    let peer = Peer::start();
    let session = sign_in(&editor(&peer).await.login_hint("maria")).await;
    let api: Client<Editor> = client(&peer, &session);
    api.verify().await.unwrap();
    let told: Value = list_models(&api).await.unwrap().json().await.unwrap();
    assert_eq!((&told["sub"], &told["client_id"]), (&json!("maria"), &json!("cli-native")));
    assert_eq!(session.identity().unwrap().subject(), "maria");
    assert_eq!(peer.hits("POST /token").await, 1, "the first access token is served as it is");
}
