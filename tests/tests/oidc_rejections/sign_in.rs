//! How the rows of a sign-in are run.

use std::sync::Arc;

use auth_core::lifecycle::{MemoryStore, RefreshTokenKey};
use auth_reqwest::oauth::{AuthorizationCode, ClientRegistration, Session, SignInError, SigningKey};
use auth_tests::{
    browser::Browser,
    peer::Peer,
    sign_in::{API, Editor, REDIRECT_URI, stored},
};
use serde_json::json;

use super::row::{Client, Failures, JWKS, Outcome, Row, TOKEN};

/// Runs each row as a sign-in of its own, at one server. One that fails leaves nothing behind.
pub(crate) async fn run(rows: Vec<Row>) {
    let peer = Peer::start();
    let mut failures = Failures::default();
    for row in rows {
        row.inject(&peer).await;
        let store = Arc::new(MemoryStore::new());
        let result = sign_in(&peer, &row, &store).await;
        failures.note(row.check(&peer, &result).await);
        let is_accepted = row.outcome == Outcome::Accepted;
        let key = RefreshTokenKey::new(peer.issuer(), row.client.id());
        let is_stored = stored(&store, &key).await.is_some();
        failures.ensure(&row, is_stored == is_accepted, "a refresh token is stored, or is not");
        let may_redeem = is_accepted || row.faults.iter().any(|(path, _)| [TOKEN, JWKS].contains(path));
        failures.ensure(&row, may_redeem || peer.hits("POST /token").await == 0, "the code was redeemed");
    }
    failures.assert_none();
}

/// A sign-in with what the row says is wrong.
pub(crate) async fn sign_in(peer: &Peer, row: &Row, store: &Arc<MemoryStore>) -> Result<Session, SignInError> {
    let flow = AuthorizationCode::new(&registration(peer, row.client).await?, REDIRECT_URI)
        .grant::<Editor>()
        .resource(API)
        .store(store.clone());
    let pending = flow.start().await?;
    if let Some(control) = row.meanwhile {
        peer.control(control, json!({})).await;
    }
    let callback = Browser::new().visit(pending.url()).await;
    pending.complete(&callback).await
}

pub(crate) async fn registration(peer: &Peer, client: Client) -> Result<ClientRegistration, SignInError> {
    let builder = ClientRegistration::builder(client.id());
    let builder = if client == Client::DPoP { builder.dpop(SigningKey::generate()?) } else { builder };
    Ok(builder.discover(peer.issuer()).await?)
}
