//! The OAuth 2.0 flows that obtain tokens. Each begins with a [`ClientRegistration`] and is, or ends in, a
//! [`Credential`](auth_core::Credential).
//!
//! | you have | use |
//! |---|---|
//! | a back end, agent or service with a client id and a secret, private key or certificate | [`ClientCredentials`] |
//!
//! The implicit flow and the resource owner's password are not offered (RFC 9700 sections 2.1.2 and 2.4).

mod client_authentication;
mod client_credentials;
mod dpop;
mod error;
#[allow(dead_code, unused_imports, reason = "until the flows that verify ID tokens use the verifier")]
mod jws;
mod registration;
mod server;
mod token_response;
mod transport;

pub use client_authentication::ClientAuthentication;
pub use client_credentials::ClientCredentials;
pub use jws::{SigningAlgorithm, SigningKey};
pub use registration::{ClientRegistration, ClientRegistrationBuilder};
