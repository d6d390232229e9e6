//! An SDK of iModelHub, the example of a small one: written by hand, one type for each of its 25 operations.
//!
//! ```no_run
//! use auth_reqwest::{Client, oauth::ClientCredentials};
//! use imodelhub::{imodels::GetIModels, scopes::IModelHub};
//!
//! # async fn example() -> Result<(), auth_reqwest::Error> {
//! let credential = ClientCredentials::discover("https://ims.example.com", "agent", "s3cret").await?;
//! let hub: Client<IModelHub> = Client::builder("https://hub.example.com/v2.5").credential(credential).build()?;
//!
//! for imodel in hub.send(GetIModels { context_id: "4d54".into() }).await? {
//!     println!("{}", imodel.id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A token has to outlive the call it is sent with. The middleware sees to that: what takes long can say for how long the
//! token must be valid, with [`OperationExt::min_validity`](auth_reqwest::OperationExt::min_validity).

pub mod briefcases;
pub mod changes;
pub mod events;
pub mod imodels;
pub mod scopes;

use std::fmt;

use auth_core::{OperationInfo, operations};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Every operation, in the order of the table `operations.tsv`.
pub const OPERATIONS: &[OperationInfo] = operations![
    imodels::GetIModels,
    imodels::GetIModel,
    imodels::CreateIModel,
    imodels::UpdateIModel,
    imodels::DeleteIModel,
    imodels::GetThumbnail,
    imodels::GetSeedFile,
    changes::GetChangeSets,
    changes::GetChangeSet,
    changes::CreateChangeSet,
    briefcases::GetBriefcases,
    briefcases::AcquireBriefcase,
    briefcases::ReleaseBriefcase,
    briefcases::GetLocks,
    briefcases::UpdateLocks,
    briefcases::DeleteLocks,
    briefcases::GetCodes,
    briefcases::DiscardCodes,
    briefcases::NextCode,
    changes::GetNamedVersions,
    changes::CreateNamedVersion,
    imodels::GetUserInfo,
    changes::GetCheckpoints,
    events::CreateEventSubscription,
    events::GetEventSas,
];

/// What the service keeps: an id, and the properties of its kind.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Instance {
    /// The id.
    #[serde(rename = "instanceId")]
    pub id: String,
    /// Everything else.
    #[serde(flatten)]
    pub properties: Map<String, Value>,
}

/// How large the picture of an iModel is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ThumbnailSize {
    /// For lists.
    Small,
    /// For the page of one iModel.
    Large,
}

/// As it stands in the path.
impl fmt::Display for ThumbnailSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Small => "Small",
            Self::Large => "Large",
        })
    }
}
