//! Signs in, creates a cloud, a project and a model, and reads them.

use auth_core::GrantFor;
use auth_examples::failure::Failure;
use auth_reqwest::Client;
use bimdata::{
    operations::{
        CreateCloud, CreateMetaBuilding, CreateProject, GetClouds, GetElement, GetElements, GetModel, GetModels,
        GetProjects, UpdateModel,
    },
    scopes::{BcfRead, ModelRead},
    types::{
        Cloud, CloudRequest, CreateBuildingByNameRequest, Element, Model, PatchedModelRequest, Project, ProjectRequest,
        PropertyDefinition,
    },
};

use crate::tour::{Tour, registration, scopes_of};

/// What the atelier's program does, from which follows what it has to hold.
pub(crate) type Atelier = GrantFor<(CreateCloud, CreateProject, CreateMetaBuilding, UpdateModel, GetModels)>;

/// What a viewer holds, scope by scope.
pub(crate) type Viewer = (ModelRead, BcfRead);

/// Where the model is.
pub(crate) struct Place {
    cloud: Cloud,
    project: Project,
    model: Model,
}

impl Place {
    /// Lists the project's models.
    pub(crate) const fn models(&self) -> GetModels {
        GetModels::new(self.cloud.id, self.project.id)
    }

    /// Reads the model.
    pub(crate) const fn model(&self) -> GetModel {
        GetModel { cloud_pk: self.cloud.id, project_pk: self.project.id, id: self.model.id }
    }

    /// Gives the model another name.
    pub(crate) fn rename(&self, name: &str) -> UpdateModel {
        let body = PatchedModelRequest { name: Some(name.to_owned()), ..PatchedModelRequest::default() };
        UpdateModel { cloud_pk: self.cloud.id, project_pk: self.project.id, id: self.model.id, body }
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
    let body = CloudRequest { name: "Atelier".into(), ..CloudRequest::default() };
    let cloud = tour.call(api, CreateCloud { body }).await?;
    let body = ProjectRequest { name: "Lake house".into(), ..ProjectRequest::default() };
    let project = tour.call(api, CreateProject { cloud_pk: cloud.id, body }).await?;
    let body = CreateBuildingByNameRequest { name: "Draft".into() };
    let model = tour.call(api, CreateMetaBuilding { cloud_pk: cloud.id, project_pk: project.id, body }).await?;

    let place = Place { cloud, project, model };
    let name = tour.call(api, place.rename("First floor")).await?.name.unwrap_or_default();
    tour.check("the model has its new name", name == "First floor", &name)?;
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

    let (cloud_pk, project_pk, model_pk) = (place.cloud.id, place.project.id, place.model.id);
    let clouds = tour.call(&api, GetClouds).await?;
    let projects = tour.call(&api, GetProjects { cloud_pk }).await?;
    let models = tour.call(&api, place.models()).await?;
    let model = tour.call(&api, place.model()).await?;
    let elements = tour.call(&api, GetElements::new(cloud_pk, project_pk, model_pk)).await?;
    let Some(wall) = elements.iter().find(|element| element.r#type == "IfcWall") else {
        return Err(Failure::new("a wall among the elements", format_args!("{} elements without", elements.len())));
    };
    let uuid = wall.uuid.clone();
    let wall = tour.call(&api, GetElement { cloud_pk, project_pk, model_pk, uuid }).await?;

    let name = model.name.as_deref().unwrap_or_default();
    tour.screen.fact("model", format_args!("{name}, of {} elements", elements.len()))?;
    tour.screen.fact("element", format_args!("{}, an {}", name_of(&wall), wall.r#type))?;
    let lists = [clouds.len(), projects.len(), models.len()];
    tour.check("each list has the one entry that was created", lists == [1; 3], format_args!("{lists:?} entries"))?;
    let is_asked_for = model.id == place.model.id && elements.contains(&wall);
    tour.check("model and element are those that were asked for", is_asked_for, format_args!("{model:?}, {wall:?}"))
}

/// An element's name is one of its attributes.
fn name_of(element: &Element) -> &str {
    let mut attributes = element.attributes.iter().flat_map(|attributes| &attributes.properties);
    let is_name = |definition: &PropertyDefinition| definition.name.as_deref() == Some("Name");
    let name = attributes.find(|attribute| attribute.definition.as_ref().is_some_and(is_name));
    name.and_then(|name| name.value.as_str()).unwrap_or_default()
}
