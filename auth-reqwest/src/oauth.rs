//! The OAuth 2.0 flows that obtain tokens. Each begins with a [`ClientRegistration`] and is, or ends in, a
//! [`Credential`](auth_core::Credential).
//!
//! | you have | use |
//! |---|---|
//! | a back end, agent or service with a client id and a secret, private key or certificate | [`ClientCredentials`] |
//! | a user's token, and a program that acts for that user | [`TokenExchange`] |
//! | the server's trust that the program names the user itself | [`JwtBearer`] |
//! | a client, and code (or someone else) that needs fewer scopes | [`Client::attenuate`](crate::Client::attenuate) |
//!
//! The implicit flow and the resource owner's password are not offered (RFC 9700 sections 2.1.2 and 2.4).

mod assertion;
mod client_authentication;
mod client_credentials;
mod dpop;
mod error;
#[allow(dead_code, unused_imports, reason = "until the flows that verify ID tokens use the verifier")]
mod jws;
mod jwt_bearer;
mod presented;
mod registration;
mod repeated;
mod security_token;
mod server;
mod token_endpoint;
mod token_exchange;
mod token_response;
mod transport;

pub use assertion::{Assertion, SelfIssuedAssertion};
pub use client_authentication::ClientAuthentication;
pub use client_credentials::ClientCredentials;
pub use jws::{SigningAlgorithm, SigningKey};
pub use jwt_bearer::JwtBearer;
pub use registration::{ClientRegistration, ClientRegistrationBuilder};
pub use security_token::{SecurityToken, SecurityTokenType};
pub use token_exchange::TokenExchange;
