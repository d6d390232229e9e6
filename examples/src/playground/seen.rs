use bimdata::types::SelfUser;
use serde::{Deserialize, Serialize};

/// What `GET /user` tells: the account, as BIMData does, and besides whom exactly the API sees.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Seen {
    /// The account.
    #[serde(flatten)]
    pub account: SelfUser,
    /// Whom the token speaks for.
    pub sub: String,
    /// Who acts for that, if someone else does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Actor>,
}

/// Who acts for someone else, as a token says it (RFC 8693 section 4.1).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Actor {
    /// Whose token the actor has shown.
    pub sub: String,
    /// Who acted before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Box<Actor>>,
}
