/// What can be set.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Setting {
    ApiKey,
    ApiKeyFile,
    BaseUrl,
    ClientId,
    ClientSecret,
    ClientSecretFile,
    Issuer,
    KeyId,
    PrivateKeyFile,
    Scopes,
}

impl Setting {
    pub(super) const ALL: [Self; 10] = [
        Self::ApiKey,
        Self::ApiKeyFile,
        Self::BaseUrl,
        Self::ClientId,
        Self::ClientSecret,
        Self::ClientSecretFile,
        Self::Issuer,
        Self::KeyId,
        Self::PrivateKeyFile,
        Self::Scopes,
    ];

    /// As it is called in a file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::ApiKeyFile => "api_key_file",
            Self::BaseUrl => "base_url",
            Self::ClientId => "client_id",
            Self::ClientSecret => "client_secret",
            Self::ClientSecretFile => "client_secret_file",
            Self::Issuer => "issuer",
            Self::KeyId => "key_id",
            Self::PrivateKeyFile => "private_key_file",
            Self::Scopes => "scopes",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}
