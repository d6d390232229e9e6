use std::time::Duration;

use auth_examples::playground::{Playground, Registration};
use bimdata::types::{Cloud, Element, Model, Project, ProjectAccessToken, Topic};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::{challenges, http, json, playground, send, token};

const EVERYTHING: &str = "bcf:read bcf:write cloud:manage cloud:read model:read model:write org:manage user:read";

fn call(playground: &Playground, token: &str, method: Method, path: &str) -> RequestBuilder {
    http().request(method, format!("{}{path}", playground.api())).bearer_auth(token)
}

async fn create<T: serde::de::DeserializeOwned>(playground: &Playground, token: &str, path: &str, body: &Value) -> T {
    let answer = send(call(playground, token, Method::POST, path).json(body)).await;
    assert_eq!(answer.status(), StatusCode::CREATED, "{path}");
    answer.json().await.unwrap()
}

/// The path of a model, in a project, in a cloud.
async fn model(playground: &Playground, token: &str) -> (String, String) {
    let name = json!({ "name": "house" });
    let cloud: Cloud = create(playground, token, "/cloud", &name).await;
    let project: Project = create(playground, token, &format!("/cloud/{}/project", cloud.id), &name).await;
    let project = format!("/cloud/{}/project/{}", cloud.id, project.id);
    let model: Model = create(playground, token, &format!("{project}/model/create-metabuilding"), &name).await;
    let model = format!("{project}/model/{}", model.id);
    (project, model)
}

#[tokio::test]
async fn what_is_created_can_be_read_and_renamed() {
    let playground = playground().await;
    let token = &token(&playground, EVERYTHING).await;
    let (project, model) = model(&playground, token).await;

    let renamed = call(&playground, token, Method::PATCH, &model).json(&json!({ "name": "villa" }));
    assert_eq!(json(renamed).await["name"], "villa");
    let models = json(call(&playground, token, Method::GET, &format!("{project}/model"))).await;
    assert_eq!(models[0]["name"], "villa");

    let elements = json(call(&playground, token, Method::GET, &format!("{model}/element"))).await;
    let elements: Vec<Element> = serde_json::from_value(elements).unwrap();
    for element in elements {
        let path = format!("{model}/element/{}", element.uuid);
        assert_eq!(json(call(&playground, token, Method::GET, &path)).await, json!(element));
    }
}

#[tokio::test]
async fn topics_and_users_belong_to_a_project() {
    let playground = playground().await;
    let token = &token(&playground, EVERYTHING).await;
    let (project, _) = model(&playground, token).await;
    let id = project.rsplit('/').next().unwrap();
    let topics = format!("/bcf/2.1/projects/{id}/topics");
    let topic: Topic = create(&playground, token, &topics, &json!({ "title": "The door sticks" })).await;
    let listed = json(call(&playground, token, Method::GET, &topics)).await;
    assert_eq!((&listed[0]["guid"], &listed[0]["title"]), (&json!(topic.guid), &json!("The door sticks")));

    let me = json(call(&playground, token, Method::GET, "/user")).await;
    let users = json(call(&playground, token, Method::GET, &format!("{project}/user"))).await;
    assert_eq!(users[0]["user"]["email"], me["email"]);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let playground = playground().await;
    let token = &token(&playground, EVERYTHING).await;
    for path in ["/cloud/9/project", "/cloud/9/project/9/model", "/bcf/2.1/projects/9/topics", "/nowhere"] {
        let answer = send(call(&playground, token, Method::GET, path)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_name_may_not_be_missing() {
    let playground = playground().await;
    let token = &token(&playground, EVERYTHING).await;
    let answer = send(call(&playground, token, Method::POST, "/cloud").json(&json!({}))).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "name": ["This field is required."] }));
}

#[tokio::test]
async fn without_credentials_the_challenge_says_what_is_taken_and_has_no_error_code() {
    let playground = playground().await;
    let url = format!("{}/cloud", playground.api());
    for request in [http().get(&url), http().get(&url).basic_auth("a", Some("b"))] {
        let answer = send(request).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(challenges(&answer), [r#"Bearer realm="playground""#, r#"ApiKey realm="playground""#]);
    }
}

#[tokio::test]
async fn a_token_that_is_not_good_is_invalid() {
    let playground = playground().await;
    let (mine, other) = (token(&playground, "model:read").await, Playground::start().await.unwrap());
    let elsewhere = token(&other, "model:read").await;
    for bad in ["junk", &elsewhere, &format!("{mine}x"), &mine[..mine.len() - 4]] {
        let answer = send(call(&playground, bad, Method::GET, "/cloud")).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert!(challenges(&answer)[0].contains(r#"error="invalid_token""#));
    }
}

#[tokio::test]
async fn a_token_is_good_for_its_life_and_not_much_longer() {
    let playground = playground().await;
    let brief = Registration::new("brief", "s3cret", "model:read".parse().unwrap());
    playground.register(brief.token_lifetime(Duration::from_secs(2)));
    let request = http().post(playground.token_endpoint()).basic_auth("brief", Some("s3cret"));
    let answer = json(request.form(&[("grant_type", "client_credentials")])).await;
    let token = answer["access_token"].as_str().unwrap();

    assert_eq!(send(call(&playground, token, Method::GET, "/cloud")).await.status(), StatusCode::OK);
    tokio::time::sleep(Duration::from_secs(3)).await;
    let late = send(call(&playground, token, Method::GET, "/cloud")).await;
    assert!(challenges(&late)[0].contains(r#"error_description="the access token has expired""#));
}

#[tokio::test]
async fn a_token_that_lacks_a_scope_is_told_which() {
    let playground = playground().await;
    let token = token(&playground, "model:read").await;
    let answer = send(call(&playground, &token, Method::POST, "/cloud").json(&json!({ "name": "mine" }))).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let challenge = challenges(&answer)[0];
    assert!(challenge.contains(r#"error="insufficient_scope""#) && challenge.contains(r#"scope="cloud:manage""#));
}

#[tokio::test]
async fn the_old_name_of_a_scope_still_opens_the_door() {
    let playground = playground().await;
    let creator = &token(&playground, EVERYTHING).await;
    let (_, model) = model(&playground, creator).await;
    let old = token(&playground, "ifc:read").await;
    assert_eq!(send(call(&playground, &old, Method::GET, &model)).await.status(), StatusCode::OK);
    let write = call(&playground, &old, Method::PATCH, &model).json(&json!({ "name": "villa" }));
    assert_eq!(send(write).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn one_of_two_scopes_is_enough_where_either_is_asked_for() {
    let playground = playground().await;
    let creator = &token(&playground, EVERYTHING).await;
    let (project, _) = model(&playground, creator).await;
    for (scope, status) in [("bcf:read", 200), ("cloud:read", 200), ("user:read", 403)] {
        let token = token(&playground, scope).await;
        let answer = send(call(&playground, &token, Method::GET, &format!("{project}/user"))).await;
        assert_eq!(answer.status(), status, "{scope}");
    }
}

#[tokio::test]
async fn a_public_operation_asks_for_nothing() {
    let playground = playground().await;
    let versions = json(http().get(format!("{}/bcf/versions", playground.api()))).await;
    assert_eq!(versions[0]["version_id"], "2.1");
}

#[tokio::test]
async fn an_api_key_does_what_its_owner_may_do() {
    let playground = playground().await;
    playground.register_key("k3y", "robot", "cloud:manage user:read".parse().unwrap());
    let call = |key: &str, method, path: &str| {
        http().request(method, format!("{}{path}", playground.api())).header("authorization", format!("ApiKey {key}"))
    };
    assert_eq!(json(call("k3y", Method::GET, "/user")).await["email"], "robot@app.example");
    let cloud = call("k3y", Method::POST, "/cloud").json(&json!({ "name": "mine" }));
    assert_eq!(send(cloud).await.status(), StatusCode::CREATED);
    let project = call("k3y", Method::POST, "/cloud/1/project").json(&json!({ "name": "mine" }));
    assert_eq!(send(project).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(send(call("wrong", Method::GET, "/user")).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn two_credentials_at_once_are_refused() {
    let playground = playground().await;
    let token = token(&playground, "model:read").await;
    let twice = call(&playground, &token, Method::GET, "/cloud").header("authorization", "ApiKey k3y");
    assert_eq!(send(twice).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_project_access_token_opens_one_project() {
    let playground = playground().await;
    let creator = &token(&playground, EVERYTHING).await;
    let (project, _) = model(&playground, creator).await;
    let (other, _) = model(&playground, creator).await;
    let path = format!("{project}/access-token");
    let wanted = json!({ "scopes": ["model:read"], "expires_at": "2999-01-01T00:00:00Z" });
    let made: ProjectAccessToken = create(&playground, creator, &path, &wanted).await;

    let status = async |path: &str| send(call(&playground, made.token.expose(), Method::GET, path)).await.status();
    assert_eq!(status(&format!("{project}/model")).await, StatusCode::OK);
    assert_eq!(status(&format!("{other}/model")).await, StatusCode::FORBIDDEN);
    assert_eq!(status("/cloud").await, StatusCode::FORBIDDEN);

    for (scope, end) in [("org:manage", "2999-01-01T00:00:00Z"), ("model:read", "1999-01-01T00:00:00Z")] {
        let wrong = json!({ "scopes": [scope], "expires_at": end });
        let answer = send(call(&playground, creator, Method::POST, &path).json(&wrong)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{scope} {end}");
    }
}
