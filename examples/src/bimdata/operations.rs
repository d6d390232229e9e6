//! One type per operation, named after BIMData's `operation_id`, with method and path in the first line.

use auth_core::ApiOperation;

use super::{BcfRead, BcfWrite, CloudManage, CloudRead, ModelRead, ModelWrite, OrgManage, UserRead};

/// `POST /cloud`: creates a cloud, the place where an organization keeps its projects.
#[derive(ApiOperation, Debug)]
#[requires(CloudManage)]
pub struct CreateCloud;

/// `POST /cloud/{cloud_id}/project/{project_id}/model/create-model`: creates a model without a file.
#[derive(ApiOperation, Debug)]
#[requires(ModelWrite)]
pub struct CreateModel;

/// `POST /cloud/{cloud_id}/project`: creates a project.
#[derive(ApiOperation, Debug)]
#[requires(OrgManage)]
pub struct CreateProject;

/// `POST /cloud/{cloud_id}/project/{project_id}/access-token`: makes a token for one project, to hand to a browser.
#[derive(ApiOperation, Debug)]
#[requires(OrgManage)]
pub struct CreateProjectAccessToken;

/// `POST /bcf/2.1/projects/{project_id}/topics`: opens a topic.
#[derive(ApiOperation, Debug)]
#[requires(BcfWrite)]
pub struct CreateTopic;

/// `GET /cloud`: lists the clouds. BIMData documents no scope: any token will do.
#[derive(ApiOperation, Debug)]
#[requires(authenticated)]
pub struct GetClouds;

/// `GET /cloud/{cloud_id}/project/{project_id}/model/{model_id}/element/{uuid}`: reads an element of a model.
#[derive(ApiOperation, Debug)]
#[requires(ModelRead)]
pub struct GetElement;

/// `GET /cloud/{cloud_id}/project/{project_id}/model/{model_id}/element`: lists the elements of a model.
#[derive(ApiOperation, Debug)]
#[requires(ModelRead)]
pub struct GetElements;

/// `GET /cloud/{cloud_id}/project/{project_id}/model/{model_id}`: reads a model.
#[derive(ApiOperation, Debug)]
#[requires(ModelRead)]
pub struct GetModel;

/// `GET /cloud/{cloud_id}/project/{project_id}/model`: lists the models of a project.
#[derive(ApiOperation, Debug)]
#[requires(ModelRead)]
pub struct GetModels;

/// `GET /cloud/{cloud_id}/project`: lists the projects of a cloud. BIMData documents no scope: any token will do.
#[derive(ApiOperation, Debug)]
#[requires(authenticated)]
pub struct GetProjects;

/// `GET /cloud/{cloud_id}/project/{project_id}/user`: lists who works in a project.
// BIMData says "cloud:read bcf:read", the one line of its documentation that names two scopes which are not two names
// for the same. Whether both are needed or one is enough it does not say; read here as: one is enough.
#[derive(ApiOperation, Debug)]
#[requires(any(CloudRead, BcfRead))]
pub struct GetProjectUsers;

/// `GET /user`: reads the account of whom the token speaks for.
#[derive(ApiOperation, Debug)]
#[requires(UserRead)]
pub struct GetSelfUser;

/// `GET /bcf/2.1/projects/{project_id}/topics`: lists the topics of a project.
#[derive(ApiOperation, Debug)]
#[requires(BcfRead)]
pub struct GetTopics;

/// `GET /bcf/versions`: lists the versions of BCF that are spoken here. A BCF client asks before it signs in.
#[derive(ApiOperation, Debug)]
#[requires(public)]
pub struct GetVersions;

/// `PATCH /cloud/{cloud_id}/project/{project_id}/model/{model_id}`: renames a model; BIMData's `update_model`.
#[derive(ApiOperation, Debug)]
#[requires(ModelWrite)]
pub struct RenameModel;
