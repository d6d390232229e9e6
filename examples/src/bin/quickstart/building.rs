//! Signs in, creates a cloud, a project and a model, and reads them.

use auth_core::GrantFor;
use auth_examples::{
    bimdata::{
        BcfRead, Cloud, CreateCloud, CreateModel, CreateProject, Element, GetClouds, GetElement, GetElements, GetModel,
        GetModels, GetProjects, Model, ModelRead, Named, Project, UpdateModel,
    },
    failure::Failure,
};
use auth_reqwest::Client;
use http::Method;

use crate::tour::{Tour, registration, scopes_of};

/// What the atelier's program does, from which follows what it has to hold.
pub(crate) type Atelier = GrantFor<(CreateCloud, CreateProject, CreateModel, UpdateModel, GetModels)>;

/// What a viewer holds, scope by scope.
pub(crate) type Viewer = (ModelRead, BcfRead);

/// Where the model is.
pub(crate) struct Place {
    cloud: Cloud,
    project: Project,
    model: Model,
}

impl Place {
    /// The path of the project's models.
    pub(crate) fn models(&self) -> String {
        format!("/cloud/{}/project/{}/model", self.cloud.id, self.project.id)
    }

    /// The path of the model.
    pub(crate) fn model(&self) -> String {
        format!("{}/{}", self.models(), self.model.id)
    }
}

pub(crate) async fn sign_in(tour: &mut Tour) -> Result<Client<Atelier>, Failure> {
    tour.step(
        "Sign in",
        "The program states which operations it calls; the scopes that it asks for follow from that.",
    )?;
    let api: Client<Atelier> = tour.client(registration("atelier", scopes_of::<Atelier>())).await?;
    api.verify().await?;

    tour.screen.fact("client", "atelier, with a client secret")?;
    tour.screen.fact("scopes", scopes_of::<Atelier>())?;
    let granted = tour.playground.issued().pop().map(|token| token.granted).unwrap_or_default();
    tour.check("a token was issued with these scopes and no others", granted == scopes_of::<Atelier>(), granted)?;
    Ok(api)
}

pub(crate) async fn create(tour: &mut Tour, api: &Client<Atelier>) -> Result<Place, Failure> {
    tour.step(
        "Create a cloud, a project and a model",
        "One line for each call: the answer, the operation, what that requires, and the request.",
    )?;
    let cloud: Cloud = tour.call::<CreateCloud, _>(api, Method::POST, "/cloud", Named::new("Atelier")).await?;
    let projects = format!("/cloud/{}/project", cloud.id);
    let project: Project =
        tour.call::<CreateProject, _>(api, Method::POST, &projects, Named::new("Lake house")).await?;
    let create_model = format!("{projects}/{}/model/create-model", project.id);
    let model: Model = tour.call::<CreateModel, _>(api, Method::POST, &create_model, Named::new("Draft")).await?;

    let place = Place { cloud, project, model };
    let renamed: Model =
        tour.call::<UpdateModel, _>(api, Method::PATCH, &place.model(), Named::new("First floor")).await?;
    tour.check("the model has its new name", renamed.name == "First floor", &renamed.name)?;
    let tokens = tour.token_requests();
    tour.check("one token was enough for all of it", tokens == 1, format_args!("{tokens} requests for tokens"))?;
    Ok(place)
}

pub(crate) async fn read(tour: &mut Tour, place: &Place) -> Result<(), Failure> {
    tour.step(
        "Read the model and its elements",
        "With another client, which holds two scopes and can do no more than they allow.",
    )?;
    let api: Client<Viewer> = tour.client(registration("viewer", scopes_of::<Viewer>())).await?;
    tour.screen.fact("client", "viewer, with a client secret")?;
    tour.screen.fact("scopes", scopes_of::<Viewer>())?;

    let clouds: Vec<Cloud> = tour.call::<GetClouds, _>(&api, Method::GET, "/cloud", None).await?;
    let projects = format!("/cloud/{}/project", place.cloud.id);
    let projects: Vec<Project> = tour.call::<GetProjects, _>(&api, Method::GET, &projects, None).await?;
    let models: Vec<Model> = tour.call::<GetModels, _>(&api, Method::GET, &place.models(), None).await?;
    let model: Model = tour.call::<GetModel, _>(&api, Method::GET, &place.model(), None).await?;
    let elements = format!("{}/element", place.model());
    let all: Vec<Element> = tour.call::<GetElements, _>(&api, Method::GET, &elements, None).await?;
    let Some(wall) = all.iter().find(|element| element.r#type == "IfcWall") else {
        return Err(Failure::new("a wall among the elements", format_args!("{} elements without", all.len())));
    };
    let path = format!("{elements}/{}", wall.uuid);
    let wall: Element = tour.call::<GetElement, _>(&api, Method::GET, &path, None).await?;

    tour.screen.fact("model", format_args!("{}, of {} elements", model.name, all.len()))?;
    tour.screen.fact("element", format_args!("{}, an {}", wall.name, wall.r#type))?;
    let lists = [clouds.len(), projects.len(), models.len()];
    tour.check("each list has the one entry that was created", lists == [1; 3], format_args!("{lists:?} entries"))?;
    let is_asked_for = model.id == place.model.id && path.ends_with(&wall.uuid);
    tour.check("model and element are those that were asked for", is_asked_for, format_args!("{model:?}, {wall:?}"))
}
