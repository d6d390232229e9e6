//! BIMData's own way: a project access token with `email_impersonation`, for applications with single sign-on.

use auth_core::GrantFor;
use auth_examples::failure::Failure;
use auth_reqwest::{Client, Error, oauth::ClientCredentials};
use bimdata::{
    BimData,
    operations::{CreateCloud, CreateMetaBuilding, CreateProject, CreateTopic, GetModels, UpdateModel},
    scopes::{BcfRead, BcfWrite, OrgManage},
    types::{CloudRequest, CreateBuildingByNameRequest, PatchedModelRequest, ProjectRequest, TopicRequest},
};

use crate::stage::Stage;

/// What the tokens for users carry.
type Commenter = (BcfRead, BcfWrite);

/// What the application itself holds.
type Application = (OrgManage, Commenter, GrantFor<(CreateCloud, CreateProject, CreateMetaBuilding)>);

/// The application's own client, and the project that it has created.
pub(crate) struct Place {
    api: BimData<Application>,
    cloud: u64,
    project: u64,
    model: u64,
}

impl Place {
    /// Lists the project's models.
    pub(crate) const fn models(&self) -> GetModels {
        GetModels::new(self.cloud, self.project)
    }

    /// Gives its one model another name.
    pub(crate) fn rename(&self, name: &str) -> UpdateModel {
        let body = PatchedModelRequest { name: Some(name.to_owned()), ..PatchedModelRequest::default() };
        UpdateModel { cloud_pk: self.cloud, project_pk: self.project, id: self.model, body }
    }
}

pub(crate) async fn create_a_project(stage: &mut Stage) -> Result<Place, Failure> {
    stage.step("Create a project", "For itself, and with a model in it, so that there is something to act on.")?;
    let api: Client<Application> = stage.client(ClientCredentials::new(&stage.agent))?;
    let name = || "Lake house".to_owned();
    let body = CloudRequest { name: name(), ..CloudRequest::default() };
    let cloud = stage.call(&api, CreateCloud { body }).await?.id;
    let body = ProjectRequest { name: name(), ..ProjectRequest::default() };
    let project = stage.call(&api, CreateProject { cloud_pk: cloud, body }).await?.id;
    let body = CreateBuildingByNameRequest { name: name() };
    let model = stage.call(&api, CreateMetaBuilding { cloud_pk: cloud, project_pk: project, body }).await?.id;
    Ok(Place { api: api.into(), cloud, project, model })
}

pub(crate) async fn speak_for_an_address(stage: &mut Stage, place: &Place) -> Result<(), Failure> {
    stage.step(
        "Speak for an address",
        "BIMData lets an application make a token for one project that speaks for a user, by address and with no token \
         of that user's. The compiler sees to it that it carries no more than its maker holds.",
    )?;
    let tokens = place.api.project_access_token::<Commenter>(place.cloud, place.project);
    let tokens = tokens.email_impersonation("surveyor@app.example");
    let surveyor = tokens.client().configure(|client| stage.watched(client)).build().map_err(Error::from)?;

    let body = TopicRequest { title: "The door sticks".into(), ..TopicRequest::default() };
    let topic = stage.call(&surveyor, CreateTopic { projects_pk: place.project, body }).await?;
    let author = topic.creation_author.unwrap_or_default();
    stage.screen.fact("topic", format_args!("{}, by {author}", topic.title))?;
    let is_user = author == "surveyor@app.example";
    stage.check("the API takes the user for the author", is_user, author)
}
