//! BIMData's own way: a project access token with `email_impersonation`, for applications with single sign-on.

use auth_core::GrantFor;
use auth_examples::{
    bimdata::{
        BcfRead, BcfWrite, Cloud, CreateCloud, CreateModel, CreateProject, CreateTopic, Model, Named, OrgManage,
        Project, Topic, TopicRequest,
    },
    call::call,
    failure::Failure,
};
use auth_reqwest::{Client, Error, oauth::ClientCredentials};
use bimdata::BimData;
use http::Method;

use crate::stage::Stage;

/// What the tokens for users carry.
type Commenter = (BcfRead, BcfWrite);

/// What the application itself holds.
type Application = (OrgManage, Commenter, GrantFor<(CreateCloud, CreateProject, CreateModel)>);

/// The application's own client, and the project that it has created.
pub(crate) struct Place {
    api: BimData<Application>,
    cloud: u64,
    project: u64,
    model: u64,
}

impl Place {
    /// The path of the project's models.
    pub(crate) fn models(&self) -> String {
        format!("/cloud/{}/project/{}/model", self.cloud, self.project)
    }

    /// The path of its one model.
    pub(crate) fn model(&self) -> String {
        format!("{}/{}", self.models(), self.model)
    }
}

pub(crate) async fn create_a_project(stage: &mut Stage) -> Result<Place, Failure> {
    stage.step("Create a project", "For itself, and with a model in it, so that there is something to act on.")?;
    let api: Client<Application> = stage.client(ClientCredentials::new(&stage.agent))?;
    let name = Named::new("Lake house");
    let cloud: Cloud = call::<CreateCloud, _>(&mut stage.screen, &api, Method::POST, "/cloud", Some(&name)).await?;
    let projects = format!("/cloud/{}/project", cloud.id);
    let project: Project =
        call::<CreateProject, _>(&mut stage.screen, &api, Method::POST, &projects, Some(&name)).await?;
    let create = format!("{projects}/{}/model/create-model", project.id);
    let model: Model = call::<CreateModel, _>(&mut stage.screen, &api, Method::POST, &create, Some(&name)).await?;
    Ok(Place { api: api.into(), cloud: cloud.id, project: project.id, model: model.id })
}

pub(crate) async fn speak_for_an_address(stage: &mut Stage, place: &Place) -> Result<(), Failure> {
    stage.step(
        "Speak for an address",
        "BIMData lets an application make a token for one project that speaks for a user, by address and with no token \
         of that user's. The compiler sees to it that it carries no more than its maker holds.",
    )?;
    let tokens = place.api.project_access_token::<Commenter>(place.cloud, place.project);
    let tokens = tokens.email_impersonation("surveyor@app.example");
    let surveyor = tokens.client().build().map_err(Error::from)?;

    let topics = format!("/bcf/2.1/projects/{}/topics", place.project);
    let door = TopicRequest { title: "The door sticks".into() };
    let topic: Topic = call::<CreateTopic, _>(&mut stage.screen, &surveyor, Method::POST, &topics, Some(&door)).await?;
    stage.screen.fact("topic", format_args!("{}, by {}", topic.title, topic.creation_author))?;
    let is_user = topic.creation_author == "surveyor@app.example";
    stage.check("the API takes the user for the author", is_user, &topic.creation_author)
}
