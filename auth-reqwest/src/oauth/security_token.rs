use std::{borrow::Cow, fmt};

use auth_core::{Credential, Secret, TokenRequest, lifecycle::TokenSource};

use super::presented::Presented;

/// A token that says for whom a token is wanted, or who acts (RFC 8693 section 2.1).
///
/// ```
/// use auth_core::{Secret, TokenRequest, lifecycle::TokenCache};
/// use auth_reqwest::oauth::{ClientCredentials, SecurityToken, SecurityTokenType};
///
/// # fn example(id_token: Secret, access_token: Secret, agent: ClientCredentials) {
/// // What someone has shown to this program: good for as long as it lives.
/// let alice = SecurityToken::new(access_token, SecurityTokenType::AccessToken).with_name("alice");
/// let bob = SecurityToken::new(id_token, SecurityTokenType::IdToken).with_name("bob");
///
/// // What this program can renew.
/// let itself = SecurityToken::from(agent.clone());
/// // The same, with one token for all who present it.
/// let shared = SecurityToken::from_source(TokenCache::new(agent).source(TokenRequest::default()));
/// # _ = (alice, bob, itself, shared);
/// # }
/// ```
#[derive(Clone)]
pub struct SecurityToken {
    presented: Presented,
    r#type: SecurityTokenType,
    name: Option<String>,
}

impl SecurityToken {
    /// A token that was obtained elsewhere, of this type. When it ends, it is refused.
    #[must_use]
    pub fn new(token: impl Into<Secret>, r#type: SecurityTokenType) -> Self {
        Self::of(Presented::Secret(token.into()), r#type)
    }

    /// The access token of a credential, which is asked with this request each time that one is needed.
    #[must_use]
    pub fn from_credential(credential: impl Credential, request: TokenRequest) -> Self {
        Self::of(Presented::credential(credential, request), SecurityTokenType::AccessToken)
    }

    /// The access token of a cache, which keeps it alive: fetched once for all who present it.
    #[must_use]
    pub const fn from_source(source: TokenSource) -> Self {
        Self::of(Presented::Source(source), SecurityTokenType::AccessToken)
    }

    /// Says whose it is, for logs. The authorization server reads that in the token itself.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Whose it is, if that was said.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What kind of token it is.
    #[must_use]
    pub const fn token_type(&self) -> &SecurityTokenType {
        &self.r#type
    }

    pub(super) const fn presented(&self) -> &Presented {
        &self.presented
    }

    const fn of(presented: Presented, r#type: SecurityTokenType) -> Self {
        Self { presented, r#type, name: None }
    }
}

/// The access token of a credential, which chooses its scopes.
impl<C: Credential> From<C> for SecurityToken {
    fn from(credential: C) -> Self {
        Self::from_credential(credential, TokenRequest::default())
    }
}

impl fmt::Debug for SecurityToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecurityToken")
            .field("name", &self.name)
            .field("type", &self.r#type)
            .field("from", &self.presented)
            .finish()
    }
}

/// What kind of token a [`SecurityToken`] is (RFC 8693 section 3).
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SecurityTokenType {
    /// An access token of OAuth 2.0, issued by the server that is asked.
    AccessToken,
    /// A refresh token of OAuth 2.0, issued by the server that is asked.
    RefreshToken,
    /// An ID token (OpenID Connect Core section 2).
    IdToken,
    /// A JWT, of whichever purpose.
    Jwt,
    /// An assertion of SAML 1.1, in base64url.
    Saml1,
    /// An assertion of SAML 2.0, in base64url.
    Saml2,
    /// Another type that the server knows, by its URI.
    Other(Cow<'static, str>),
}

impl SecurityTokenType {
    /// The URI that stands for it on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::AccessToken => "urn:ietf:params:oauth:token-type:access_token",
            Self::RefreshToken => "urn:ietf:params:oauth:token-type:refresh_token",
            Self::IdToken => "urn:ietf:params:oauth:token-type:id_token",
            Self::Jwt => "urn:ietf:params:oauth:token-type:jwt",
            Self::Saml1 => "urn:ietf:params:oauth:token-type:saml1",
            Self::Saml2 => "urn:ietf:params:oauth:token-type:saml2",
            Self::Other(uri) => uri,
        }
    }
}

impl fmt::Display for SecurityTokenType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
