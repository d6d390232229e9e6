//! An SDK of iModelHub, the example of a small one: written by hand, one type for each of its 25 operations.
//!
//! ```no_run
//! use auth_reqwest::oauth::ClientCredentials;
//! use imodelhub::{HubClient, imodels::GetIModels, scopes::IModelHub};
//!
//! # async fn example() -> Result<(), auth_reqwest::Error> {
//! let credential = ClientCredentials::discover("https://ims.example.com", "agent", "s3cret").await?;
//! let hub = HubClient::<IModelHub>::builder("https://hub.example.com/sv1.1").credential(credential).build()?;
//! let hub = HubClient::from(hub);
//!
//! for imodel in hub.send(GetIModels { context_id: "4d54".into() }).await? {
//!     println!("{}", imodel.properties.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A token has to outlive the call it is sent with. The middleware sees to that: what takes long can say for how long the
//! token must be valid, with [`OperationExt::min_validity`](auth_reqwest::OperationExt::min_validity).

pub mod briefcases;
pub mod changes;
mod client;
mod envelope;
pub mod events;
pub mod imodels;
pub mod scopes;

use auth_core::{OperationInfo, operations};

pub use crate::{
    client::HubClient,
    envelope::{Changed, ChangedInstances, Class, Instance, Instances, One},
};

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
