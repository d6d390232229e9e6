/// A way to obtain tokens: what RFC 6749 calls a grant type, and RFC 7591 registers.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Flow {
    /// A user signs in (RFC 6749 section 4.1).
    AuthorizationCode,
    /// The client acts for itself (RFC 6749 section 4.4).
    ClientCredentials,
    /// A user signs in on another device (RFC 8628).
    DeviceCode,
    /// An assertion names the user (RFC 7523).
    JwtBearer,
    /// A sign-in is prolonged (RFC 6749 section 6).
    RefreshToken,
    /// One token for another (RFC 8693).
    TokenExchange,
}

impl Flow {
    /// The name on the wire (`grant_type`).
    #[must_use]
    pub const fn grant_type(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
            Self::DeviceCode => "urn:ietf:params:oauth:grant-type:device_code",
            Self::JwtBearer => "urn:ietf:params:oauth:grant-type:jwt-bearer",
            Self::RefreshToken => "refresh_token",
            Self::TokenExchange => "urn:ietf:params:oauth:grant-type:token-exchange",
        }
    }
}
