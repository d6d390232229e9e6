//! The application: which operations it calls, and one handler for each page.

use auth_core::GrantFor;
use auth_examples::bimdata::{
    BcfRead, CreateProjectAccessToken, CreateTopic, GetClouds, GetModels, GetProjects, GetTopics, ModelRead,
};
use auth_reqwest::{
    ConfigurationError,
    oauth::web::{SignedIn, WebSignIn},
};
use axum::{
    Form, Json, Router,
    extract::{FromRef, Path, State},
    middleware::from_fn_with_state,
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use bimdata::{BimData, types::TopicRequest};
use http::{HeaderValue, header};
use serde::Deserialize;
use serde_json::json;

use crate::{
    refusal::{self, Refused},
    views::{self, Page},
};

/// What the application calls, from which follows what it asks the user for.
pub(crate) type Holds = GrantFor<(GetClouds, GetProjects, GetModels, GetTopics, CreateTopic, CreateProjectAccessToken)>;

/// What the viewer holds, which runs in the browser with a token of its own.
type Viewer = (ModelRead, BcfRead);

#[derive(Clone)]
pub(crate) struct Application {
    sign_in: WebSignIn,
    api: String,
}

impl Application {
    pub(crate) fn new(sign_in: WebSignIn, api: String) -> Self {
        Self { sign_in, api }
    }

    /// A client of the API that speaks for the user.
    fn client(&self, user: &SignedIn) -> Result<BimData<Holds>, ConfigurationError> {
        user.keep(|session| BimData::at(&self.api).configure(|client| client.session(session)).build())
    }

    fn page<'a>(&'a self, user: Option<&'a SignedIn>) -> Page<'a> {
        Page { sign_in: &self.sign_in, api: &self.api, user }
    }
}

impl FromRef<Application> for WebSignIn {
    fn from_ref(application: &Application) -> Self {
        application.sign_in.clone()
    }
}

pub(crate) fn router(application: Application) -> Router {
    let place = "/projects/{cloud}/{project}";
    Router::new()
        .route("/", get(start))
        .route("/projects", get(projects))
        .route(place, get(project))
        .route(&format!("{place}/topics"), post(open_topic))
        .route(&format!("{place}/viewer"), get(viewer))
        .route(&format!("{place}/viewer/token"), post(viewer_token))
        .layer(from_fn_with_state(application.sign_in.clone(), refusal::explain))
        .merge(views::assets())
        .merge(application.sign_in.router())
        .with_state(application)
}

/// The path of a project's page.
pub(crate) fn path_of(cloud: u64, project: u64) -> String {
    format!("/projects/{cloud}/{project}")
}

type Place = Path<(u64, u64)>;

async fn start(State(app): State<Application>, user: Option<SignedIn>) -> impl IntoResponse {
    app.page(user.as_ref()).start()
}

async fn projects(State(app): State<Application>, user: SignedIn) -> Result<impl IntoResponse, Refused> {
    let api = app.client(&user)?;
    let mut found = Vec::new();
    for cloud in api.send(GetClouds).await? {
        let projects = api.send(GetProjects { cloud_pk: cloud.id }).await?;
        found.push((cloud, projects));
    }
    Ok(app.page(Some(&user)).projects(&found))
}

async fn project(
    State(app): State<Application>,
    user: SignedIn,
    Path((cloud, project)): Place,
) -> Result<impl IntoResponse, Refused> {
    let api = app.client(&user)?;
    let models = api.send(GetModels::new(cloud, project)).await?;
    let topics = api.send(GetTopics::new(project)).await?;
    Ok(app.page(Some(&user)).project((cloud, project), &models, &topics))
}

#[derive(Deserialize)]
struct NewTopic {
    title: String,
}

async fn open_topic(
    State(app): State<Application>,
    user: SignedIn,
    Path((cloud, project)): Place,
    Form(NewTopic { title }): Form<NewTopic>,
) -> Result<Redirect, Refused> {
    let body = TopicRequest { title, ..TopicRequest::default() };
    app.client(&user)?.send(CreateTopic { projects_pk: project, body }).await?;
    Ok(Redirect::to(&path_of(cloud, project)))
}

async fn viewer(
    State(app): State<Application>,
    user: SignedIn,
    Path((cloud, project)): Place,
) -> Result<impl IntoResponse, Refused> {
    app.client(&user)?.narrow::<Viewer>().verify().await?;
    Ok(app.page(Some(&user)).viewer((cloud, project)))
}

/// A token that opens one project, and can do less than the application's: the only one that a browser ever gets.
async fn viewer_token(
    State(app): State<Application>,
    user: SignedIn,
    Path((cloud, project)): Place,
) -> Result<impl IntoResponse, Refused> {
    let api = app.client(&user)?;
    // The compiler sees to it that the token can do no more than the application, and this that the user agreed to it.
    api.narrow::<Viewer>().verify().await?;
    let token = api.project_access_token::<Viewer>(cloud, project).create().await?;
    let body = json!({ "token": token.token.expose(), "scopes": token.scopes, "expires_at": token.expires_at });
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(body)))
}
