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
        failures.note(check_traces(&peer, &row, &store).await);
    }
    failures.assert_none();
}

async fn check_traces(peer: &Peer, row: &Row, store: &MemoryStore) -> Result<(), String> {
    let is_accepted = row.outcome == Outcome::Accepted;
    let key = RefreshTokenKey::new(peer.issuer(), row.client.id());
    if stored(store, &key).await.is_some() != is_accepted {
        return Err(format!("{}: a refresh token is stored, or is not", row.name));
    }
    let may_redeem = is_accepted || row.faults.iter().any(|(path, _)| [TOKEN, JWKS].contains(path));
    if !may_redeem && peer.hits("POST /token").await > 0 {
        return Err(format!("{}: the code was redeemed", row.name));
    }
    Ok(())
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
