//! The part of BIMData's API that the [playground](crate::playground) serves: the operations and scopes of the SDK
//! `bimdata`, and the JSON that the playground speaks.

mod types;

use auth_core::ApiOperation;
pub use bimdata::{
    operations::{
        CreateCloud, CreateModel, CreateProject, CreateProjectAccessToken, CreateTopic, GetClouds, GetElement,
        GetElements, GetModel, GetModels, GetProjectUsers, GetProjects, GetSelfUser, GetTopics, UpdateModel,
    },
    scopes::{
        BcfRead, BcfWrite, CloudManage, CloudRead, DocumentRead, DocumentWrite, ModelRead, ModelWrite, OrgManage,
        UserRead,
    },
};
pub use types::{
    Actor, Cloud, Element, Model, Named, Project, ProjectAccessToken, ProjectAccessTokenRequest, SelfUser, Topic,
    TopicRequest, User, Version,
};

/// Ask which versions of BCF there are: `GET /bcf/versions`.
///
/// The SDK has it with a token, as the table does not say that it is public. Here it is, to show such an operation.
#[derive(ApiOperation, Debug)]
#[requires(public)]
pub struct GetVersions;
