//! An app and its user at the peer.
#![expect(clippy::expect_used, reason = "it is for tests, which end with the message")]
#![expect(missing_docs, reason = "the names of scopes and operations say all")]

use std::sync::Arc;

use auth_core::{
    AccessToken, ApiOperation, Credential as _, CredentialError, Grant, Permits, Scope, ScopeSet, TokenRequest,
    lifecycle::{MemoryStore, RefreshTokenKey, RefreshTokenStore as _},
};
use auth_reqwest::{
    Client, Error,
    oauth::{AuthorizationCode, ClientRegistration, Session, SignInError},
};
use reqwest::{Method, Response};

use crate::{browser::Browser, peer::Peer};

/// Where the app is called back to.
pub const REDIRECT_URI: &str = "com.example.app:/cb";
/// The API whose tokens are JWTs.
pub const API: &str = "https://api.example.test/";

#[derive(Debug, Scope)]
#[scope("model:read")]
pub struct ModelRead;

#[derive(Debug, Scope)]
#[scope("model:write")]
pub struct ModelWrite;

#[derive(ApiOperation, Debug)]
#[requires(ModelRead)]
pub struct ListModels;

#[derive(ApiOperation, Debug)]
#[requires(all(ModelRead, ModelWrite))]
pub struct CreateModel;

pub type Editor = (ModelRead, ModelWrite);

/// An app without a secret, known to the server.
///
/// # Panics
///
/// When the server cannot be asked.
pub async fn app(peer: &Peer) -> ClientRegistration {
    ClientRegistration::builder("cli-native").discover(peer.issuer()).await.expect("the peer has metadata")
}

/// A flow that asks for an [`Editor`]'s scopes at the API.
///
/// # Panics
///
/// When the server cannot be asked.
pub async fn editor(peer: &Peer) -> AuthorizationCode {
    AuthorizationCode::new(&app(peer).await, REDIRECT_URI).grant::<Editor>().resource(API)
}

/// The user signs in.
///
/// # Errors
///
/// Why not.
pub async fn try_sign_in(flow: &AuthorizationCode) -> Result<Session, SignInError> {
    let pending = flow.start().await?;
    let callback = Browser::new().visit(pending.url()).await;
    pending.complete(&callback).await
}

/// The user signs in.
///
/// # Panics
///
/// When that fails.
pub async fn sign_in(flow: &AuthorizationCode) -> Session {
    try_sign_in(flow).await.expect("the user agrees")
}

/// A client of the peer's API.
///
/// # Panics
///
/// Never, as the URL is right.
#[must_use]
pub fn client<G: Grant>(peer: &Peer, session: &Session) -> Client<G> {
    Client::builder(peer.issuer()).session(session).build().expect("the URL is right")
}

/// Calls the API.
///
/// # Errors
///
/// Why nothing was sent.
pub async fn list_models<G: Permits<ListModels>>(api: &Client<G>) -> Result<Response, Error> {
    api.request::<ListModels>(Method::GET, "/rs/models").send().await.map_err(Error::from)
}

/// Parses scopes.
///
/// # Panics
///
/// When they are not legal.
#[must_use]
pub fn scopes(text: &str) -> ScopeSet {
    text.parse().expect("they are legal")
}

/// Where the refresh token of the app is kept.
#[must_use]
pub fn key(peer: &Peer) -> RefreshTokenKey {
    RefreshTokenKey::new(peer.issuer(), "cli-native")
}

/// A request for scopes.
///
/// # Panics
///
/// When they are not legal.
#[must_use]
pub fn request(text: &str) -> TokenRequest {
    TokenRequest::for_scopes(scopes(text))
}

/// The refresh token that is kept.
///
/// # Panics
///
/// Never, as memory can always be read.
pub async fn stored(store: &MemoryStore, key: &RefreshTokenKey) -> Option<String> {
    let stored = store.load(key).await.expect("memory can always be read");
    stored.map(|token| token.secret().expose().to_owned())
}

/// A session whose first access token has been served, and its store.
///
/// # Panics
///
/// When the sign-in fails.
pub async fn begun(peer: &Peer) -> (Session, Arc<MemoryStore>) {
    let store = Arc::new(MemoryStore::new());
    let session = sign_in(&editor(peer).await.store(store.clone())).await;
    refresh(&session).await.expect("the first token is there");
    (session, store)
}

/// Asks for an [`Editor`]'s token again, which has the session use its refresh token.
///
/// # Errors
///
/// Why there is none.
pub async fn refresh(session: &Session) -> Result<AccessToken, CredentialError> {
    session.token(&request("model:read model:write")).await
}
