//! The BIM API. The first argument of each handler says what it takes to call it.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State},
    middleware::from_fn_with_state,
    routing::{any, get, post},
};
use http::StatusCode;

use super::{
    echo::echo,
    guard::{Caller, Guard},
    problem::Problem,
    script::play_api,
    start_page,
    store::Held,
    world::World,
};
use crate::bimdata::{
    Cloud, CreateCloud, CreateModel, CreateProject, CreateTopic, Element, GetClouds, GetElement, GetElements, GetModel,
    GetModels, GetProjectUsers, GetProjects, GetSelfUser, GetTopics, GetVersions, Model, Named, Project, SelfUser,
    Topic, TopicRequest, UpdateModel, User, Version,
};

mod project_token;

type Playground = State<Arc<World>>;
type Created<T> = (StatusCode, Json<T>);

pub(super) fn router(world: Arc<World>) -> Router {
    let project = "/cloud/{cloud_id}/project/{project_id}";
    let model = &format!("{project}/model/{{model_id}}");
    Router::new()
        .route("/", get(start_page::api))
        .route("/bcf/versions", get(get_versions))
        .route("/bcf/2.1/projects/{project_id}/topics", get(get_topics).post(create_topic))
        .route("/cloud", get(get_clouds).post(create_cloud))
        .route("/cloud/{cloud_id}/project", get(get_projects).post(create_project))
        .route(&format!("{project}/access-token"), post(project_token::create))
        .route(&format!("{project}/user"), get(get_project_users))
        .route(&format!("{project}/model"), get(get_models))
        .route(&format!("{project}/model/create-model"), post(create_model))
        .route(model, get(get_model).patch(rename_model))
        .route(&format!("{model}/element"), get(get_elements))
        .route(&format!("{model}/element/{{uuid}}"), get(get_element))
        .route("/user", get(get_self_user))
        .route("/echo", any(echo))
        .fallback(|| async { Problem::NotFound })
        .layer(from_fn_with_state(Arc::clone(&world), play_api))
        .with_state(world)
}

async fn get_versions(_: Guard<GetVersions>) -> Json<Vec<Version>> {
    Json(vec![Version { version_id: "2.1".into() }])
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
    let mut store = world.store();
    let project = store.project(project).ok_or(Problem::NotFound)?;
    project.open_topic(topic.title, email(&guard.caller.name)).map(created).map_err(|_| Problem::ServerError)
}

async fn get_clouds(_: Guard<GetClouds>, State(world): Playground) -> Json<Vec<Cloud>> {
    Json(world.store().clouds())
}

async fn create_cloud(_: Guard<CreateCloud>, State(world): Playground, Json(cloud): Json<Named>) -> Created<Cloud> {
    created(world.store().create_cloud(cloud.name))
}

async fn get_projects(
    _: Guard<GetProjects>,
    State(world): Playground,
    Path(cloud): Path<u64>,
) -> Result<Json<Vec<Project>>, Problem> {
    world.store().projects(cloud).map(Json).ok_or(Problem::NotFound)
}

async fn create_project(
    guard: Guard<CreateProject>,
    State(world): Playground,
    Path(cloud): Path<u64>,
    Json(project): Json<Named>,
) -> Result<Created<Project>, Problem> {
    world.store().create_project(cloud, project.name, guard.caller.name).map(created).ok_or(Problem::NotFound)
}

async fn get_project_users(
    _: Guard<GetProjectUsers>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
) -> Result<Json<Vec<User>>, Problem> {
    with_project(&world, cloud, project, |held| Some(vec![User { email: email(&held.owner), role: 100 }]))
}

async fn get_models(
    _: Guard<GetModels>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
) -> Result<Json<Vec<Model>>, Problem> {
    with_project(&world, cloud, project, |held| Some(held.models()))
}

async fn create_model(
    _: Guard<CreateModel>,
    State(world): Playground,
    Path((cloud, project)): Path<(u64, u64)>,
    Json(model): Json<Named>,
) -> Result<Created<Model>, Problem> {
    world.store().create_model(cloud, project, model.name).map(created).ok_or(Problem::NotFound)
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
    Json(new): Json<Named>,
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

async fn get_self_user(guard: Guard<GetSelfUser>) -> Json<SelfUser> {
    let Caller { name: username, act, .. } = guard.caller;
    Json(SelfUser { email: email(&username), username, act })
}

fn with_project<T>(
    world: &World,
    cloud: u64,
    project: u64,
    read: impl FnOnce(&mut Held) -> Option<T>,
) -> Result<Json<T>, Problem> {
    world.store().project_in(cloud, project).and_then(read).map(Json).ok_or(Problem::NotFound)
}

/// Applications have no address; BIMData gives them one. So does the playground, and to its users.
pub(super) fn email(client: &str) -> String {
    format!("{client}@app.example")
}

const fn created<T>(body: T) -> Created<T> {
    (StatusCode::CREATED, Json(body))
}
