//! From what was found to what can be used, or to everything that is wrong with it.

use std::fs;

use auth_core::{ApiKey, ScopeName, ScopeSet, Secret};
use reqwest::Url;

use super::{
    Identity, Setting, Settings, SettingsError, SettingsProblem,
    source::{Entry, Source, Value},
};
use crate::{
    oauth::{ClientAuthentication, SigningKey},
    origin,
};

pub(super) fn check(source: Source) -> Result<Settings, SettingsError> {
    let mut checker = Checker { problems: Vec::new(), source };
    let base_url = checker.url(Setting::BaseUrl);
    let scopes = checker.scopes();
    let identity = checker.identity();
    let Checker { mut problems, source } = checker;
    problems.extend(source.problems);
    match identity {
        Some(identity) if problems.is_empty() => Ok(Settings { base_url, scopes, identity, naming: source.naming }),
        _ => Err(SettingsError::new(source.naming.origin().to_owned(), problems)),
    }
}

struct Checker {
    source: Source,
    problems: Vec<SettingsProblem>,
}

impl Checker {
    /// Who the program is; without one there is a problem.
    fn identity(&mut self) -> Option<Identity> {
        let has = |keys: &[Setting]| keys.iter().find(|key| self.source.entries.contains_key(key)).copied();
        let api_key = has(&[Setting::ApiKey, Setting::ApiKeyFile]);
        let of_client = [
            Setting::Issuer,
            Setting::ClientId,
            Setting::ClientSecret,
            Setting::ClientSecretFile,
            Setting::PrivateKeyFile,
        ];
        let client = has(&of_client);
        let name = |key| self.source.naming.name(key);
        match (api_key, client) {
            (None, None) => {
                let [api_key, issuer, client_id] = [Setting::ApiKey, Setting::Issuer, Setting::ClientId].map(name);
                self.problems.push(SettingsProblem::of_all(format!(
                    "nothing says who the program is: set `{api_key}`, or `{issuer}` and `{client_id}`"
                )));
                None
            }
            (Some(api_key), Some(client)) => {
                let message = format!("is there and `{}` too: a program has an API key or is a client", name(client));
                self.wrong(api_key, &message);
                // What is wrong with them besides is told as well.
                _ = (self.api_key(), self.client());
                None
            }
            (Some(_), None) => self.api_key(),
            (None, Some(_)) => self.client(),
        }
    }

    fn api_key(&mut self) -> Option<Identity> {
        let (key, secret) = self.secret(Setting::ApiKey, Setting::ApiKeyFile)?;
        let api_key = ApiKey::new(secret).ok();
        if api_key.is_none() {
            self.wrong(key, "has a character that a header may not have");
        }
        api_key.map(Identity::ApiKey)
    }

    fn client(&mut self) -> Option<Identity> {
        for key in [Setting::Issuer, Setting::ClientId] {
            if !self.source.entries.contains_key(&key) {
                self.wrong(key, "is missing");
            }
        }
        let (issuer, client_id) = (self.url(Setting::Issuer), self.text(Setting::ClientId));
        let by_secret = self.secret(Setting::ClientSecret, Setting::ClientSecretFile);
        let by_key = self.private_key();
        let authentication = match (by_secret, by_key) {
            (Some((key, _)), Some(_)) => {
                let message =
                    format!("is there and `{}` too: a client has one of them", self.name(Setting::PrivateKeyFile));
                self.wrong(key, &message);
                None
            }
            (Some((_, secret)), None) => Some(ClientAuthentication::secret(secret)),
            (None, Some(key)) => Some(ClientAuthentication::private_key_jwt(key)),
            (None, None) => None,
        };
        Some(Identity::Client { issuer: issuer?, client_id: client_id?.expose().to_owned(), authentication })
    }

    fn private_key(&mut self) -> Option<SigningKey> {
        let key_id = self.text(Setting::KeyId);
        let text = self.file(Setting::PrivateKeyFile);
        if key_id.is_some() && !self.source.entries.contains_key(&Setting::PrivateKeyFile) {
            let message = format!("is there without `{}`, whose key it names", self.name(Setting::PrivateKeyFile));
            self.wrong(Setting::KeyId, &message);
        }
        let text = text?;
        let is_jwk = text.expose().trim_start().starts_with('{');
        let key = if is_jwk { SigningKey::from_jwk(&text) } else { SigningKey::from_pem(&text) };
        match (key, key_id) {
            (Ok(key), Some(id)) => Some(key.with_key_id(id.expose())),
            (Ok(key), None) => Some(key),
            (Err(error), _) => {
                self.wrong(Setting::PrivateKeyFile, &format!("has no key that can be used: {error}"));
                None
            }
        }
    }

    /// A secret, and where it is said, of the two places where it can be.
    fn secret(&mut self, key: Setting, in_file: Setting) -> Option<(Setting, Secret)> {
        match (self.text(key), self.file(in_file)) {
            (Some(_), Some(_)) => {
                let message = format!("is there and `{}` too: one of them is enough", self.name(in_file));
                self.wrong(key, &message);
                None
            }
            (Some(secret), None) => Some((key, secret)),
            (None, Some(secret)) => Some((in_file, secret)),
            (None, None) => None,
        }
    }

    /// What is in the file that a setting names, without the end of its line.
    fn file(&mut self, key: Setting) -> Option<Secret> {
        let path = self.text(key)?;
        let text = match fs::read_to_string(self.source.path(path.expose())) {
            Ok(text) => Secret::new(text),
            // The path is not shown: someone may have put the secret itself there.
            Err(error) => {
                self.wrong(key, &format!("names a file that cannot be read: {}", error.kind()));
                return None;
            }
        };
        let trimmed = text.expose().trim_end_matches(['\r', '\n']);
        if trimmed.is_empty() {
            self.wrong(key, "names a file that is empty");
            return None;
        }
        Some(Secret::new(trimmed))
    }

    fn url(&mut self, key: Setting) -> Option<String> {
        let text = self.text(key)?;
        match problem_of_url(text.expose()) {
            None => Some(text.expose().to_owned()),
            Some(problem) => {
                self.wrong(key, problem);
                None
            }
        }
    }

    fn scopes(&mut self) -> Option<ScopeSet> {
        let entry = self.source.entries.get(&Setting::Scopes)?;
        let texts: Vec<Secret> = match &entry.value {
            Value::Texts(texts) => texts.clone(),
            _ => self
                .text(Setting::Scopes)?
                .expose()
                .split(' ')
                .filter(|name| !name.is_empty())
                .map(Secret::from)
                .collect(),
        };
        if texts.is_empty() {
            self.wrong(Setting::Scopes, "is empty");
        }
        let mut scopes = ScopeSet::new();
        for (text, number) in texts.iter().zip(1..) {
            if let Ok(name) = ScopeName::new(text.expose().to_owned()) {
                scopes.insert(name);
            } else {
                let message = format!("has a name that is none, the one at place {number} (RFC 6749 section 3.3)");
                self.wrong(Setting::Scopes, &message);
            }
        }
        Some(scopes)
    }

    /// A text that is not empty.
    fn text(&mut self, key: Setting) -> Option<Secret> {
        let problem = match &self.source.entries.get(&key)?.value {
            Value::Text(text) if text.expose().is_empty() => "is empty",
            Value::Text(text) if text.expose().trim() != text.expose() => "begins or ends with white space",
            Value::Text(text) => return Some(text.clone()),
            _ => "is not a text",
        };
        self.wrong(key, problem);
        None
    }

    fn wrong(&mut self, key: Setting, message: &str) {
        let line = self.source.entries.get(&key).and_then(|Entry { line, .. }| *line);
        self.problems.push(SettingsProblem::new(self.name(key), line, message));
    }

    fn name(&self, key: Setting) -> String {
        self.source.naming.name(key)
    }
}

/// Secrets are sent there.
fn problem_of_url(text: &str) -> Option<&'static str> {
    match Url::parse(text) {
        Err(_) => Some("is not a whole URL, such as https://iam.example.com"),
        Ok(url) if !matches!(url.scheme(), "http" | "https") || !url.has_host() => {
            Some("is not a whole URL, such as https://iam.example.com")
        }
        Ok(url) if origin::is_readable_on_the_way(&url) => {
            Some("is http to another machine, where tokens could be read on the way; use https")
        }
        Ok(url) if !url.username().is_empty() || url.password().is_some() => Some("has a user name or password"),
        Ok(url) if url.query().is_some() || url.fragment().is_some() => Some("has a query or fragment"),
        Ok(_) => None,
    }
}
