//! The OAuth 2.0 flows that obtain tokens. Each begins with a [`ClientRegistration`] and is, or ends in, a
//! [`Credential`](auth_core::Credential).
//!
//! | you have | use |
//! |---|---|
//! | a back end, agent or service with a client id and a secret, private key or certificate | [`ClientCredentials`] |
//! | a web front end, whose users sign in at its back end | [`AuthorizationCode`], for axum with `web` (feature `axum`) |
//! | a user's token, and a program that acts for that user | [`TokenExchange`] |
//! | the server's trust that the program names the user itself | [`JwtBearer`] |
//! | a client, and code (or someone else) that needs fewer scopes | [`Client::attenuate`](crate::Client::attenuate) |
//!
//! A client that is not known to the server yet can have itself registered, where the server has that:
//! [`ClientRegistration::register`].
//!
//! The implicit flow and the resource owner's password are not offered (RFC 9700 sections 2.1.2 and 2.4).

mod assertion;
mod authorization_code;
mod callback;
mod claims;
mod client_authentication;
mod client_credentials;
mod dpop;
mod error;
mod flow;
mod jws;
mod jwt_bearer;
mod keys;
#[cfg(feature = "loopback")]
mod loopback;
mod new_client;
mod pending_sign_in;
mod presented;
mod prompt;
mod registration;
mod repeated;
mod security_token;
mod server;
mod session;
mod sign_in_error;
mod sign_in_request;
mod token_endpoint;
mod token_exchange;
mod token_response;
mod transport;
#[cfg(feature = "axum")]
pub mod web;

pub use assertion::{Assertion, SelfIssuedAssertion};
pub use authorization_code::AuthorizationCode;
pub use claims::Claims;
pub use client_authentication::ClientAuthentication;
pub use client_credentials::ClientCredentials;
pub use flow::Flow;
pub use jws::{SigningAlgorithm, SigningKey};
pub use jwt_bearer::JwtBearer;
#[cfg(feature = "loopback")]
pub use loopback::{Loopback, open_browser};
pub use new_client::{NewClient, RegisteredClient};
pub use pending_sign_in::PendingSignIn;
pub use prompt::Prompt;
pub use registration::{ClientRegistration, ClientRegistrationBuilder};
pub use security_token::{SecurityToken, SecurityTokenType};
pub use session::Session;
pub use sign_in_error::SignInError;
pub use token_exchange::TokenExchange;
