//! A row of the table: what is wrong, and what becomes of it.

use std::{error::Error, iter};

use auth_core::{CredentialError, CredentialErrorKind};
use auth_reqwest::oauth::SignInError;
use auth_tests::peer::Peer;
use reqwest::Url;
use serde_json::{Value, json};

pub(crate) const METADATA: &str = "/.well-known/openid-configuration";
/// RFC 8414 section 3.
const OAUTH_METADATA: &str = "/.well-known/oauth-authorization-server";
pub(crate) const TOKEN: &str = "/token";
pub(crate) const JWKS: &str = "/jwks";
pub(crate) const USER_INFO: &str = "/me";
/// Where sign-ins leave the server.
pub(crate) const CALLBACK: &str = "/auth*";
pub(crate) const PUSHED: &str = "/request";

/// A text that stands for a secret: it must not be in any error.
pub(crate) const SESAME: &str = "sesame";

/// One mutation.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// The modules of the OpenID Foundation's plans for relying parties that do the same.
    pub(crate) modules: &'static [&'static str],
    pub(crate) faults: Vec<(&'static str, Value)>,
    pub(crate) outcome: Outcome,
    pub(crate) client: Client,
    /// What the server does when the sign-in has begun, by the name of the control.
    pub(crate) meanwhile: Option<&'static str>,
}

/// Who signs in.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Client {
    Public,
    /// With tokens that are bound to a key.
    DPoP,
    /// Which has registered that user info is signed.
    SignedUserInfo,
}

impl Client {
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Public => "cli-native",
            Self::DPoP => "cli-dpop",
            Self::SignedUserInfo => "cli-signed",
        }
    }
}

/// What a row ends in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Accepted,
    /// The server said so.
    Refused,
    InteractionRequired,
    Expired,
    /// It does not belong to this sign-in.
    Foreign,
    Error(CredentialErrorKind),
}

pub(crate) const CONFIGURATION: Outcome = Outcome::Error(CredentialErrorKind::Configuration);
pub(crate) const INVALID: Outcome = Outcome::Error(CredentialErrorKind::InvalidResponse);
pub(crate) const INVALID_REQUEST: Outcome = Outcome::Error(CredentialErrorKind::InvalidRequest);
pub(crate) const REJECTED: Outcome = Outcome::Error(CredentialErrorKind::Rejected);
pub(crate) const UNAVAILABLE: Outcome = Outcome::Error(CredentialErrorKind::Unavailable);

pub(crate) fn row(name: &'static str, path: &'static str, fault: Value, outcome: Outcome) -> Row {
    Row { name, modules: &[], faults: vec![(path, fault)], outcome, client: Client::Public, meanwhile: None }
}

impl Row {
    pub(crate) fn of(self, modules: &'static [&'static str]) -> Self {
        Self { modules, ..self }
    }

    pub(crate) fn and(mut self, path: &'static str, fault: Value) -> Self {
        self.faults.push((path, fault));
        self
    }

    pub(crate) fn by(self, client: Client) -> Self {
        Self { client, ..self }
    }

    pub(crate) fn meanwhile(self, control: &'static str) -> Self {
        Self { meanwhile: Some(control), ..self }
    }

    /// Has the server do what is wrong, and nothing else. Of its metadata, both documents are wrong.
    pub(crate) async fn inject(&self, peer: &Peer) {
        peer.control("reset", json!({})).await;
        for (path, fault) in &self.faults {
            peer.fault(path, fault.clone()).await;
            if *path == METADATA {
                peer.fault(OAUTH_METADATA, fault.clone()).await;
            }
        }
    }

    /// Whether the result is what the row says, and no error repeats what is secret.
    pub(crate) async fn check<T>(&self, peer: &Peer, result: &Result<T, SignInError>) -> Result<(), String> {
        let texts = result.as_ref().err().map(|error| texts(error)).unwrap_or_default();
        let found = outcome(result);
        if found != self.outcome {
            return Err(format!("{}: {found:?} and not {:?}: {texts}", self.name, self.outcome));
        }
        let told = peer.told().await;
        if told.is_empty() && !self.faults.is_empty() {
            return Err(format!("{}: nothing was wrong", self.name));
        }
        let secrets: Vec<_> = told.iter().flat_map(|told| secrets(told)).collect();
        match secrets.iter().map(String::as_str).chain([SESAME]).find(|secret| texts.contains(secret)) {
            None => Ok(()),
            Some(secret) => Err(format!("{}: {secret} in {texts}", self.name)),
        }
    }
}

/// What is wrong with rows, so that all of them are read in one go.
#[derive(Default)]
pub(crate) struct Failures(Vec<String>);

impl Failures {
    pub(crate) fn note(&mut self, row: Result<(), String>) {
        self.0.extend(row.err());
    }

    pub(crate) fn ensure(&mut self, row: &Row, holds: bool, what: &str) {
        self.note(if holds { Ok(()) } else { Err(format!("{}: {what}", row.name)) });
    }

    pub(crate) fn assert_none(self) {
        assert!(self.0.is_empty(), "{} rows fail:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn outcome<T>(result: &Result<T, SignInError>) -> Outcome {
    match result {
        Ok(_) => Outcome::Accepted,
        Err(SignInError::Refused) => Outcome::Refused,
        Err(SignInError::InteractionRequired { .. }) => Outcome::InteractionRequired,
        Err(SignInError::Expired) => Outcome::Expired,
        Err(SignInError::ForeignCallback { .. }) => Outcome::Foreign,
        Err(SignInError::Credential(error)) => Outcome::Error(error.kind()),
        Err(other) => panic!("{other}"),
    }
}

pub(crate) fn of_credential<T>(result: Result<T, CredentialError>) -> Result<T, SignInError> {
    result.map_err(SignInError::from)
}

/// All that an error shows.
fn texts(error: &(dyn Error + 'static)) -> String {
    let chain = iter::successors(error.source(), |cause| (*cause).source());
    chain.fold(format!("{error} {error:?}"), |text, cause| format!("{text} {cause} {cause:?}"))
}

/// What is secret in an answer: tokens, codes, and the parts of those that are JWTs.
fn secrets(told: &str) -> Vec<String> {
    let whole = match serde_json::from_str(told) {
        Ok(Value::Object(members)) => ["access_token", "refresh_token", "id_token", "device_code", "request_uri"]
            .iter()
            .filter_map(|name| members.get(*name)?.as_str().map(str::to_owned))
            .collect(),
        _ => match Url::parse(told) {
            Ok(url) => {
                let is_secret = |name: &str| ["code", "state"].contains(&name);
                url.query_pairs().filter(|(name, _)| is_secret(name)).map(|(_, value)| value.into_owned()).collect()
            }
            Err(_) => vec![told.to_owned()],
        },
    };
    let parts = whole.iter().flat_map(|text| text.split('.').skip(1).map(str::to_owned).collect::<Vec<_>>());
    let long = |text: &String| text.len() >= 16;
    whole.iter().cloned().chain(parts).filter(long).collect()
}
