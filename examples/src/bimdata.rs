//! A part of the API of BIMData, written by hand: its scopes, its operations, and the JSON it speaks.
//!
//! The facts are those that BIMData publishes: method, path and required scopes of each operation.

mod operations;
mod scopes;
mod types;

pub use operations::{
    CreateCloud, CreateModel, CreateProject, CreateProjectAccessToken, CreateTopic, GetClouds, GetElement, GetElements,
    GetModel, GetModels, GetProjectUsers, GetProjects, GetSelfUser, GetTopics, GetVersions, RenameModel,
};
pub use scopes::{
    BcfRead, BcfWrite, CloudManage, CloudRead, DocumentRead, DocumentWrite, ModelRead, ModelWrite, OrgManage, UserRead,
};
pub use types::{
    Cloud, Element, Model, Named, Project, ProjectAccessToken, ProjectAccessTokenRequest, SelfUser, Topic,
    TopicRequest, User, Version,
};
