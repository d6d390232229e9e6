//! Tokens for one project: what is asked for, what they are used for, and that nothing shows them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, Mutex};

use auth_core::{AccessToken, Endpoint, Secret, StaticToken};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    routing::{delete, get, post},
};
use bimdata::{
    BimData,
    operations::{DeleteProjectAccessToken, GetModels},
    scopes::{BcfRead, ModelRead, OrgManage},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

type Viewer = (ModelRead, BcfRead);

const TOKEN: &str = "pr0ject-t0ken";

/// The bodies of the requests that made a token.
type Asked = Arc<Mutex<Vec<Value>>>;

async fn server() -> (String, Asked) {
    let asked = Asked::default();
    let app = Router::new()
        .route("/cloud/1/project/2/access-token", post(make))
        .route("/cloud/1/project/2/model", get(models))
        .route("/cloud/1/project/2/access-token/{token}", delete(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .with_state(asked.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, asked)
}

async fn make(State(asked): State<Asked>, Json(body): Json<Value>) -> Json<Value> {
    let token = json!({ "token": TOKEN, "scopes": body["scopes"], "expires_at": body["expires_at"] });
    asked.lock().unwrap().push(body);
    Json(token)
}

/// Open to the project's token alone.
async fn models(headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if authorization == Some(&format!("Bearer {TOKEN}")) {
        Ok(Json(json!([{ "id": 3 }])))
    } else {
        Err(StatusCode::FORBIDDEN)
    }
}

fn application(url: &str) -> BimData<(OrgManage, Viewer)> {
    let token = AccessToken::bearer(&Secret::new("application")).unwrap();
    let token = token.with_scopes("org:manage model:read bcf:read".parse().unwrap());
    BimData::at(url).credential(StaticToken::new(token)).build().unwrap()
}

#[tokio::test]
async fn a_viewer_is_given_a_token_with_its_scopes_for_twelve_hours() {
    let (url, asked) = server().await;
    let token = application(&url).project_access_token::<Viewer>(1, 2).create().await.unwrap();
    assert_eq!(token.token.expose(), TOKEN);
    assert_eq!(token.scopes.to_string(), "bcf:read model:read");

    let asked = asked.lock().unwrap();
    assert_eq!(asked[0]["scopes"], json!(["bcf:read", "model:read"]));
    assert!(asked[0].get("email_impersonation").is_none());
    let end: jiff::Timestamp = asked[0]["expires_at"].as_str().unwrap().parse().unwrap();
    let lifetime = end.duration_since(jiff::Timestamp::now());
    assert!((11 * 3600..=12 * 3600).contains(&lifetime.as_secs()), "{lifetime}");
}

#[tokio::test]
async fn a_client_is_built_from_such_tokens() {
    let (url, asked) = server().await;
    let tokens = application(&url).project_access_token::<Viewer>(1, 2).email_impersonation("user@example.com");
    let viewer: BimData<Viewer> = tokens.client().build().unwrap();
    for _ in 0..3 {
        assert_eq!(viewer.send(GetModels::new(1, 2)).await.unwrap().len(), 1);
    }
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 1, "one token serves all");
    assert_eq!(asked[0]["email_impersonation"], "user@example.com");
}

#[tokio::test]
async fn a_token_that_was_made_is_a_credential_too() {
    let (url, _) = server().await;
    let token = application(&url).project_access_token::<ModelRead>(1, 2).create().await.unwrap();
    let viewer: BimData<ModelRead> = BimData::at(&url).credential(token.credential().unwrap()).build().unwrap();
    assert_eq!(viewer.send(GetModels::new(1, 2)).await.unwrap()[0].id, 3);
}

#[tokio::test]
async fn a_token_in_a_path_is_not_shown() {
    let (url, _) = server().await;
    let delete = DeleteProjectAccessToken { cloud_pk: 1, project_pk: 2, token: TOKEN.into() };
    assert!(delete.path().unwrap().ends_with(TOKEN), "it is sent");

    let api = application(&url);
    let failed = api.send(delete.clone()).await.unwrap_err();
    let made = api.project_access_token::<Viewer>(1, 2);
    let token = made.create().await.unwrap();
    let unreachable = application("http://127.0.0.1:1").send(delete.clone()).await.unwrap_err();
    let sources = std::iter::successors(std::error::Error::source(&unreachable), |error| error.source());
    let sources: Vec<_> = sources.map(|error| format!("{error} {error:?}")).collect();
    let shown = format!(
        "{delete:?} {failed} {failed:?} {api:?} {made:?} {token:?} {unreachable} {unreachable:?} {}",
        sources.join(" ")
    );
    assert!(!shown.contains(TOKEN), "{shown}");
}
