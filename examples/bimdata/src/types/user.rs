use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::nullable;

/// A person, or an application that acts for none.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct User {
    /// The account's number.
    pub id: u64,
    /// The address.
    pub email: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// The first name.
    pub firstname: Option<String>,
    /// The last name.
    pub lastname: Option<String>,
    /// When the account was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// Someone who works in a project.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct UserProject {
    /// The number of the membership, by which it is changed.
    pub id: u64,
    /// 100 is an administrator, 50 a user, 25 a guest.
    pub role: Option<u64>,
    /// The person, once the invitation is accepted.
    pub user: Option<User>,
    /// The project's number.
    pub project: Option<u64>,
}

/// The account of whom the token speaks for.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct SelfUser {
    /// The account's number.
    pub id: u64,
    /// The address.
    pub email: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// The first name.
    pub firstname: Option<String>,
    /// The last name.
    pub lastname: Option<String>,
    /// The roles in clouds.
    #[serde(deserialize_with = "nullable")]
    pub clouds: Vec<Value>,
    /// The roles in projects.
    #[serde(deserialize_with = "nullable")]
    pub projects: Vec<Value>,
    /// When the account was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
}

/// The account of whom the token speaks for, as BCF has it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct SelfBcfUser {
    /// Its identifier.
    pub id: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// The address.
    pub email: Option<String>,
    /// Whether it is an application.
    pub is_client: bool,
}
