//! The BIM API. The first argument of each handler says what it takes to call it; what has no handler is answered by
//! [`generic`].

use std::sync::Arc;

use ::bimdata::{
    operations::{
        CreateCloud, CreateMetaBuilding, CreateProject, CreateProjectAccessToken, CreateTopic, GetCloud, GetClouds,
        GetElement, GetElements, GetModel, GetModels, GetProject, GetProjectUsers, GetProjects, GetSelfUser, GetTopics,
        UpdateModel,
    },
    types::{
        Cloud, CloudRequest, CreateBuildingByNameRequest, Element, Model, PatchedModelRequest, Project, ProjectRequest,
        SelfUser, Topic, TopicRequest, User, UserProject, Version,
    },
};
use axum::{
    Json, Router,
    extract::{Path, State},
    middleware::from_fn_with_state,
    routing::{any, get},
};
use http::{StatusCode, header};
use tower_http::cors::{Any, CorsLayer};

use super::{
    Seen,
    echo::echo,
    guard::{Caller, Guard},
    problem::Problem,
    script::play_api,
    start_page,
    store::Held,
    world::World,
};
use crate::bimdata::GetVersions;

mod generic;
mod project_token;
mod routes;
mod sample;

use routes::Routes;

type Playground = State<Arc<World>>;
type Created<T> = (StatusCode, Json<T>);

/// The role of who may do everything in a project.
const ADMINISTRATOR: u64 = 100;

pub(super) fn router(world: Arc<World>) -> Router {
    Routes::default()
        .handled::<GetVersions, _>(get_versions)
        .handled::<GetTopics, _>(get_topics)
        .handled::<CreateTopic, _>(create_topic)
        .handled::<GetClouds, _>(get_clouds)
        .handled::<GetCloud, _>(get_cloud)
        .handled::<CreateCloud, _>(create_cloud)
        .handled::<GetProjects, _>(get_projects)
        .handled::<GetProject, _>(get_project)
        .handled::<CreateProject, _>(create_project)
        .handled::<CreateProjectAccessToken, _>(project_token::create)
        .handled::<GetProjectUsers, _>(get_project_users)
        .handled::<GetModels, _>(get_models)
        .handled::<CreateMetaBuilding, _>(create_model)
        .handled::<GetModel, _>(get_model)
        .handled::<UpdateModel, _>(rename_model)
        .handled::<GetElements, _>(get_elements)
        .handled::<GetElement, _>(get_element)
        .handled::<GetSelfUser, _>(get_self_user)
        .all()
        .route("/", get(start_page::api))
        .route("/echo", any(echo))
        .fallback(|| async { Problem::NotFound })
        .layer(from_fn_with_state(Arc::clone(&world), play_api))
        .layer(browsers())
        .with_state(world)
}

/// Lets pages of any origin call, with a token that they bring: there are no cookies to be abused.
fn browsers() -> CorsLayer {
    CorsLayer::new().allow_origin(Any).allow_methods(Any).allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
}

async fn get_versions(_: Guard<GetVersions>) -> Json<Vec<Version>> {
    Json(vec![Version { version_id: "2.1".into(), ..Version::default() }])
}

async fn get_topics(
    _: Guard<GetTopics>,
    State(world): Playground,
    Path(project): Path<u64>,
) -> Result<Json<Vec<Topic>>, Problem> {
    Ok(Json(world.store().project(project).ok_or(Problem::NotFound)?.topics.clone()))
}

async fn create_topic(
    guard: Guard<CreateTopic>,
    State(world): Playground,
    Path(project): Path<u64>,
    Json(topic): Json<TopicRequest>,
) -> Result<Created<Topic>, Problem> {
    let title = required("title", topic.title)?;
    let mut store = world.store();
    let project = store.project(project).ok_or(Problem::NotFound)?;
    project.open_topic(title, email(&guard.caller.name)).map(created).map_err(|_| Problem::ServerError)
}

async fn get_clouds(_: Guard<GetClouds>, State(world): Playground) -> Json<Vec<Cloud>> {
    Json(world.store().clouds())
}

async fn get_cloud(
    _: Guard<GetCloud>,
    State(world): Playground,
    Path(cloud): Path<u64>,
) -> Result<Json<Cloud>, Problem> {
    world.store().cloud(cloud).cloned().map(Json).ok_or(Problem::NotFound)
}

async fn create_cloud(
    _: Guard<CreateCloud>,
    State(world): Playground,
    Json(cloud): Json<CloudRequest>,
) -> Result<Created<Cloud>, Problem> {
    Ok(created(world.store().create_cloud(required("name", cloud.name)?)))
}

async fn get_projects(
    _: Guard<GetProjects>,
    State(world): Playground,
    Path(cloud): Path<u64>,
) -> Result<Json<Vec<Project>>, Problem> {
    world.store().projects(cloud).map(Json).ok_or(Problem::NotFound)
}

async fn get_project(
    _: Guard<GetProject>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
) -> Result<Json<Project>, Problem> {
    with_project(&world, cloud, project, |held| Some(held.project.clone()))
}

async fn create_project(
    guard: Guard<CreateProject>,
    State(world): Playground,
    Path(cloud): Path<u64>,
    Json(project): Json<ProjectRequest>,
) -> Result<Created<Project>, Problem> {
    let name = required("name", project.name)?;
    world.store().create_project(cloud, name, guard.caller.name).map(created).ok_or(Problem::NotFound)
}

async fn get_project_users(
    _: Guard<GetProjectUsers>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
) -> Result<Json<Vec<UserProject>>, Problem> {
    with_project(&world, cloud, project, |held| {
        let user = User { email: Some(email(&held.owner)), ..User::default() };
        Some(vec![UserProject { role: Some(ADMINISTRATOR), user: Some(user), ..UserProject::default() }])
    })
}

async fn get_models(
    _: Guard<GetModels>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
) -> Result<Json<Vec<Model>>, Problem> {
    with_project(&world, cloud, project, |held| Some(held.models()))
}

async fn create_model(
    _: Guard<CreateMetaBuilding>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
    Json(model): Json<CreateBuildingByNameRequest>,
) -> Result<Created<Model>, Problem> {
    let name = required("name", model.name)?;
    world.store().create_model(cloud, project, name).map(created).ok_or(Problem::NotFound)
}

async fn get_model(
    _: Guard<GetModel>,
    State(world): Playground,
    Path((cloud, project, model)): Path<(u64, u64, u64)>,
) -> Result<Json<Model>, Problem> {
    with_project(&world, cloud, project, |held| held.model(model).cloned())
}

async fn rename_model(
    _: Guard<UpdateModel>,
    State(world): Playground,
    Path((cloud, project, model)): Path<(u64, u64, u64)>,
    Json(new): Json<PatchedModelRequest>,
) -> Result<Json<Model>, Problem> {
    with_project(&world, cloud, project, |held| held.rename_model(model, new.name).cloned())
}

async fn get_elements(
    _: Guard<GetElements>,
    State(world): Playground,
    Path((cloud, project, model)): Path<(u64, u64, u64)>,
) -> Result<Json<Vec<Element>>, Problem> {
    with_project(&world, cloud, project, |held| held.elements(model).map(<[Element]>::to_vec))
}

async fn get_element(
    _: Guard<GetElement>,
    State(world): Playground,
    Path((cloud, project, model, uuid)): Path<(u64, u64, u64, String)>,
) -> Result<Json<Element>, Problem> {
    with_project(&world, cloud, project, |held| {
        held.elements(model)?.iter().find(|element| element.uuid == uuid).cloned()
    })
}

async fn get_self_user(guard: Guard<GetSelfUser>) -> Json<Seen> {
    let Caller { name, act, .. } = guard.caller;
    let account = SelfUser { email: Some(email(&name)), ..SelfUser::default() };
    Json(Seen { account, sub: name, act })
}

fn with_project<T>(
    world: &World,
    cloud: u64,
    project: u64,
    read: impl FnOnce(&mut Held) -> Option<T>,
) -> Result<Json<T>, Problem> {
    world.store().project_in(cloud, project).and_then(read).map(Json).ok_or(Problem::NotFound)
}

/// BIMData's complaint about a text that is not there.
fn required(field: &'static str, text: String) -> Result<String, Problem> {
    match text.as_str() {
        "" => Err(Problem::Invalid { field, complaint: "This field is required." }),
        _ => Ok(text),
    }
}

/// Applications have no address; BIMData gives them one. So does the playground, and to its users.
pub(super) fn email(client: &str) -> String {
    format!("{client}@app.example")
}

const fn created<T>(body: T) -> Created<T> {
    (StatusCode::CREATED, Json(body))
}
