use std::{env, ffi::OsString, fmt, fs, path::Path, sync::Arc};

use auth_core::{ApiKey, Credential, CredentialError, Grant, ScopeSet, Secret};

use crate::oauth::{ClientAuthentication, ClientCredentials, ClientRegistration};

mod check;
mod error;
mod json;
mod setting;
mod source;
mod toml;

pub use error::{SettingsError, SettingsProblem};
use setting::Setting;
use source::{Naming, Source};

/// What a deployed program is told of the API that it calls, and of itself: from the environment, or from a file.
///
/// ```no_run
/// use auth_core::Dynamic;
/// use auth_reqwest::{Client, Settings};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let settings = Settings::from_env("MYSERVICE_API")?; // MYSERVICE_API_ISSUER, MYSERVICE_API_CLIENT_ID, ..
/// let base_url = settings.base_url().unwrap_or("https://api.example.com");
/// let api: Client<Dynamic> = Client::builder(base_url)
///     .credential(settings.credential().await?)
///     .scopes(settings.scopes().cloned().unwrap_or_default())
///     .build()?;
/// # _ = api;
/// # Ok(())
/// # }
/// ```
///
/// | in a file | in the environment | what it is |
/// |---|---|---|
/// | `base_url` | `.._BASE_URL` | the URL of the API |
/// | `scopes` | `.._SCOPES` | what to ask for, separated by spaces; in a file also an array |
/// | `api_key`, `api_key_file` | `.._API_KEY`, `.._API_KEY_FILE` | an API key, or the file that it is in |
/// | `issuer` | `.._ISSUER` | the authorization server |
/// | `client_id` | `.._CLIENT_ID` | who the program is there |
/// | `client_secret`, `client_secret_file` | `.._CLIENT_SECRET`, `.._CLIENT_SECRET_FILE` | its secret, or the file that it is in |
/// | `private_key_file` | `.._PRIVATE_KEY_FILE` | the file of its private key (PEM or JWK), in place of a secret |
/// | `key_id` | `.._KEY_ID` | the name (`kid`) of that key, for servers that know several |
///
/// There is either an API key, or an issuer and a client id. All mistakes are told at once; a [`SettingsError`] has the
/// names of what is wrong, and no value: whatever stands at the wrong place may be a secret.
#[derive(Clone)]
pub struct Settings {
    base_url: Option<String>,
    scopes: Option<ScopeSet>,
    identity: Identity,
    naming: Naming,
}

#[derive(Clone)]
enum Identity {
    ApiKey(ApiKey),
    Client { issuer: String, client_id: String, authentication: Option<ClientAuthentication> },
}

impl Settings {
    /// Reads the variables of the environment that begin with a prefix and `_`. The prefix is to be for these alone: a
    /// variable that is not known is a mistake. An empty one is, too.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] with all mistakes.
    pub fn from_env(prefix: &str) -> Result<Self, SettingsError> {
        Self::from_vars(prefix, env::vars_os())
    }

    /// The same, with variables from elsewhere.
    ///
    /// ```
    /// use auth_reqwest::Settings;
    ///
    /// let vars = [("API_ISSUER", "http://iam.example.com"), ("API_CLIENT_ID", ""), ("API_SCOPE", "model:read")];
    /// let error = Settings::from_vars("API", vars).unwrap_err();
    /// let names: Vec<_> = error.problems().iter().map(|problem| problem.name().unwrap()).collect();
    /// assert_eq!(names, ["API_CLIENT_ID", "API_ISSUER", "API_SCOPE"]);
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Settings::from_env`].
    pub fn from_vars<N, V>(prefix: &str, vars: impl IntoIterator<Item = (N, V)>) -> Result<Self, SettingsError>
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        let vars = vars.into_iter().map(|(name, value)| (name.into(), value.into()));
        check::check(Source::of_vars(prefix, vars))
    }

    /// Reads a file: JSON when its name ends in `.json`, else TOML. What it names as a file is relative to its directory.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] with all mistakes.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, SettingsError> {
        Self::from_path(path.as_ref(), None)
    }

    /// Reads one table of a file that has others too.
    ///
    /// # Errors
    ///
    /// As [`Settings::from_file`].
    pub fn from_file_table(path: impl AsRef<Path>, table: &str) -> Result<Self, SettingsError> {
        Self::from_path(path.as_ref(), Some(table))
    }

    fn from_path(path: &Path, table: Option<&str>) -> Result<Self, SettingsError> {
        let origin = path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => Secret::new(text),
            Err(error) => {
                let problem = SettingsProblem::of_all(format!("the file cannot be read: {error}"));
                return Err(SettingsError::new(origin, vec![problem]));
            }
        };
        let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let read = if is_json { json::read } else { toml::read };
        let directory = path.parent().unwrap_or(Path::new("")).to_owned();
        check::check(read(&text, table, Source::of_file(origin, directory, table))?)
    }

    /// The URL of the API, if it is said.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// The scopes to ask for; `None` when the server is to choose.
    #[must_use]
    pub const fn scopes(&self) -> Option<&ScopeSet> {
        self.scopes.as_ref()
    }

    /// The authorization server; `None` with an API key.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        match &self.identity {
            Identity::ApiKey(_) => None,
            Identity::Client { issuer, .. } => Some(issuer),
        }
    }

    /// Who the program is there; `None` with an API key.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        match &self.identity {
            Identity::ApiKey(_) => None,
            Identity::Client { client_id, .. } => Some(client_id),
        }
    }

    /// Compares the scopes with those of a grant, for programs whose client has one.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when scopes are said and some of the grant's are not among them.
    pub fn check_grant<G: Grant>(&self) -> Result<(), SettingsError> {
        let missing = match (&self.scopes, G::scopes()) {
            (Some(said), Some(needed)) => needed.difference(said),
            _ => ScopeSet::new(),
        };
        if missing.is_empty() {
            return Ok(());
        }
        let message = format!("`{missing}` is missing, which this program needs");
        let problem = SettingsProblem::new(self.naming.name(Setting::Scopes), None, message);
        Err(SettingsError::new(self.naming.origin().to_owned(), vec![problem]))
    }

    /// What obtains tokens: the API key, or [`ClientCredentials`].
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the issuer's metadata cannot be had, or when the client has neither secret nor private key.
    pub async fn credential(&self) -> Result<Arc<dyn Credential>, CredentialError> {
        match &self.identity {
            Identity::ApiKey(key) => Ok(Arc::new(key.clone())),
            Identity::Client { authentication: Some(_), .. } => {
                Ok(Arc::new(ClientCredentials::new(&self.registration().await?)))
            }
            Identity::Client { authentication: None, .. } => Err(self.lacks(
                "the client cannot prove who it is",
                &[Setting::ClientSecret, Setting::ClientSecretFile, Setting::PrivateKeyFile],
            )),
        }
    }

    /// The client at its authorization server, which any flow can begin with.
    ///
    /// # Errors
    ///
    /// As [`ClientRegistrationBuilder::discover`](crate::oauth::ClientRegistrationBuilder::discover); or there is an API
    /// key, and no client.
    pub async fn registration(&self) -> Result<ClientRegistration, CredentialError> {
        let Identity::Client { issuer, client_id, authentication } = &self.identity else {
            return Err(self.lacks("there is an API key, and no client", &[Setting::Issuer]));
        };
        let builder = ClientRegistration::builder(client_id);
        let builder = match authentication {
            Some(authentication) => builder.authentication(authentication.clone()),
            None => builder,
        };
        builder.discover(issuer).await
    }

    fn lacks(&self, what: &str, one_of: &[Setting]) -> CredentialError {
        let names: Vec<_> = one_of.iter().map(|key| format!("`{}`", self.naming.name(*key))).collect();
        let message = format!("{what}: set {} ({})", names.join(" or "), self.naming.origin());
        CredentialError::new(auth_core::CredentialErrorKind::Configuration, message)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Settings");
        shown.field("origin", &self.naming.origin()).field("base_url", &self.base_url).field("scopes", &self.scopes);
        match &self.identity {
            Identity::ApiKey(key) => shown.field("api_key", key),
            Identity::Client { issuer, client_id, authentication } => {
                shown.field("issuer", issuer).field("client_id", client_id).field("authentication", authentication)
            }
        };
        shown.finish()
    }
}

#[cfg(test)]
mod tests;
