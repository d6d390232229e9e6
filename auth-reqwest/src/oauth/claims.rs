use std::fmt;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// What an authorization server says of a user: in an ID token, or at the user info endpoint (OpenID Connect Core 1.0
/// sections 2 and 5).
///
/// Personal data: what is printed of it is the names of the claims.
#[derive(Clone, PartialEq)]
pub struct Claims {
    subject: String,
    others: Map<String, Value>,
}

impl Claims {
    /// `claims` are the named members of a structure of huskarl's.
    pub(super) fn new(subject: &str, claims: &impl Serialize) -> Self {
        let mut others = match serde_json::to_value(claims) {
            Ok(Value::Object(others)) => others,
            _ => Map::new(),
        };
        // It has served its purpose, and is nobody's business.
        others.remove("nonce");
        others.insert("sub".to_owned(), subject.into());
        Self { subject: subject.to_owned(), others }
    }

    /// Who it is, for the issuer: never given to another user (`sub`).
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.others.get("name")?.as_str()
    }

    /// The e-mail address. It may be unverified, and is not what to tell users apart by.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.others.get("email")?.as_str()
    }

    /// Any claim, by its name; `None` when it is not there or of another type.
    ///
    /// ```no_run
    /// # fn example(claims: &auth_reqwest::oauth::Claims) {
    /// let groups: Vec<String> = claims.get("groups").unwrap_or_default();
    /// # _ = groups;
    /// # }
    /// ```
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        T::deserialize(self.others.get(name)?).ok()
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims").field("names", &self.others.keys()).finish_non_exhaustive()
    }
}
