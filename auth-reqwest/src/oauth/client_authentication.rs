use std::{fmt, sync::Arc};

use auth_core::{CredentialError, Secret};
use huskarl::core::{
    client_auth::{self, Audience, ClientSecret, JwtBearer},
    secrets::{ProvidedSecret, SecretString},
};

use super::{SigningKey, server::Server};

/// How a client proves to the authorization server who it is (RFC 6749 section 2.3).
///
/// | the client has | use | on the wire |
/// |---|---|---|
/// | a secret | [`secret`](Self::secret), or the text itself | `client_secret_basic`, `client_secret_post` |
/// | a private key | [`private_key_jwt`](Self::private_key_jwt) | `private_key_jwt` (RFC 7523 section 2.2) |
/// | nothing: it runs on a user's machine | [`none`](Self::none) | `none` |
/// | a certificate | [`certificate`](Self::certificate) | `tls_client_auth`, `self_signed_tls_client_auth` (RFC 8705) |
///
/// A private key is safer than a secret: it is never sent.
#[derive(Clone)]
pub struct ClientAuthentication(Method);

#[derive(Clone)]
enum Method {
    None,
    /// With the ways in which it may be sent.
    Secret(Secret, &'static [&'static str]),
    PrivateKeyJwt(SigningKey, Option<String>),
    #[cfg(feature = "rustls")]
    Certificate(reqwest::Identity),
}

impl ClientAuthentication {
    /// `none`: a public client, which can keep no secret (RFC 6749 section 2.1).
    #[must_use]
    pub const fn none() -> Self {
        Self(Method::None)
    }

    /// A secret, sent as the server's metadata has it, and of several ways, or without metadata, in the `Authorization`
    /// header.
    #[must_use]
    pub fn secret(secret: impl Into<Secret>) -> Self {
        Self(Method::Secret(secret.into(), &["client_secret_basic", "client_secret_post"]))
    }

    /// `client_secret_basic`: in the `Authorization` header. What every server has to support.
    #[must_use]
    pub fn secret_basic(secret: impl Into<Secret>) -> Self {
        Self(Method::Secret(secret.into(), &["client_secret_basic"]))
    }

    /// `client_secret_post`: in the body.
    #[must_use]
    pub fn secret_post(secret: impl Into<Secret>) -> Self {
        Self(Method::Secret(secret.into(), &["client_secret_post"]))
    }

    /// `private_key_jwt`: a statement that lives for a minute, signed by the key.
    ///
    /// It is addressed to the issuer, so that no other server can use it, and to the token endpoint when the issuer is
    /// not known.
    #[must_use]
    pub const fn private_key_jwt(key: SigningKey) -> Self {
        Self(Method::PrivateKeyJwt(key, None))
    }

    /// `private_key_jwt`, addressed (`aud`) to what an older server insists on.
    #[must_use]
    pub fn private_key_jwt_for(key: SigningKey, audience: impl Into<String>) -> Self {
        Self(Method::PrivateKeyJwt(key, Some(audience.into())))
    }

    /// A certificate that TLS shows to the server (RFC 8705): PEM with the private key (PKCS#8) and the chain.
    ///
    /// The server's endpoints for it (`mtls_endpoint_aliases`) are used where there are any. Tokens may be bound to the
    /// certificate; then the client of the API has to show it too: [`ClientBuilder::http`](crate::ClientBuilder::http).
    ///
    /// # Errors
    ///
    /// [`Configuration`](auth_core::CredentialErrorKind::Configuration) when it is no such PEM.
    #[cfg(feature = "rustls")]
    pub fn certificate(pem: &Secret) -> Result<Self, CredentialError> {
        match reqwest::Identity::from_pem(pem.expose().as_bytes()) {
            Ok(identity) => Ok(Self(Method::Certificate(identity))),
            // What could not be read may be part of the key.
            Err(_) => Err(CredentialError::new(
                auth_core::CredentialErrorKind::Configuration,
                "the certificate cannot be used: it must be PEM with an unencrypted private key and a certificate",
            )),
        }
    }

    /// Whether the client proves nothing.
    pub(super) const fn is_none(&self) -> bool {
        matches!(self.0, Method::None)
    }

    /// What is sent to the server as it is.
    pub(super) const fn shared_secret(&self) -> Option<&Secret> {
        match &self.0 {
            Method::Secret(secret, _) => Some(secret),
            _ => None,
        }
    }

    /// What TLS has to show.
    #[cfg(feature = "rustls")]
    pub(super) fn identity(&self) -> Option<&reqwest::Identity> {
        match &self.0 {
            Method::Certificate(identity) => Some(identity),
            _ => None,
        }
    }

    /// What the OAuth library is to do, once it is certain that the server supports it.
    pub(super) fn with(
        self,
        server: &mut Server,
    ) -> Result<Arc<dyn client_auth::ClientAuthentication>, CredentialError> {
        if !self.is_none() {
            server.restrict_authentication_to(self.names())?;
        }
        Ok(match self.0 {
            Method::None => Arc::new(client_auth::NoAuth),
            Method::Secret(secret, _) => {
                let secret = ProvidedSecret::new(SecretString::new(secret.expose()));
                Arc::new(ClientSecret::builder().client_secret(secret).prefer_basic_auth(true).build())
            }
            Method::PrivateKeyJwt(key, audience) => {
                let audience = match (audience, server.issuer()) {
                    (Some(audience), _) => Audience::Custom(audience.into()),
                    (None, Some(_)) => Audience::Issuer,
                    (None, None) => Audience::TargetEndpoint,
                };
                Arc::new(JwtBearer::builder().signer(key).audience(audience).build())
            }
            #[cfg(feature = "rustls")]
            Method::Certificate(_) => Arc::new(client_auth::NoAuth),
        })
    }

    const fn names(&self) -> &'static [&'static str] {
        match &self.0 {
            Method::None => &["none"],
            Method::Secret(_, names) => names,
            Method::PrivateKeyJwt(..) => &["private_key_jwt"],
            #[cfg(feature = "rustls")]
            Method::Certificate(_) => &["tls_client_auth", "self_signed_tls_client_auth"],
        }
    }
}

impl fmt::Debug for ClientAuthentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ClientAuthentication").field(&self.names()).finish()
    }
}

impl<S: Into<Secret>> From<S> for ClientAuthentication {
    fn from(secret: S) -> Self {
        Self::secret(secret)
    }
}
