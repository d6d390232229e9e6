//! What goes out.

use auth_core::{ApiOperation, Secret};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{ThingWrite, client, server};

/// As BIMData documents it.
#[derive(ApiOperation, Clone, Debug)]
#[operation(PATCH, "/cloud/{cloud_id}/project/{project_id}/model/{model_id}", response = Value)]
#[requires(ThingWrite)]
struct RenameModel {
    cloud_id: u64,
    project_id: u64,
    model_id: u64,
    name: String,
}

#[tokio::test]
async fn path_fields_stay_out_of_the_body() {
    let api = client(&server::start().await);
    let rename = RenameModel { cloud_id: 1, project_id: 2, model_id: 3, name: "Tower".into() };
    let seen = api.send(rename).await.unwrap();
    assert_eq!(seen["method"], "PATCH");
    assert_eq!(seen["path"], "/cloud/1/project/2/model/3");
    assert_eq!(seen["content_type"], "application/json");
    assert_eq!(seen["body"], r#"{"name":"Tower"}"#);
    assert_eq!(seen["authorization"], "Bearer sesame");
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/thing", response = Value)]
#[requires(ThingWrite)]
struct Find {
    name: Option<String>,
    kind: Vec<String>,
    #[serde(rename = "page[size]")]
    page: Option<u32>,
    #[header("if-match")]
    tag: Option<String>,
}

#[tokio::test]
async fn the_fields_of_a_get_are_its_query_and_what_is_none_is_left_out() {
    let api = client(&server::start().await);
    let find = Find { name: Some("a b&c".into()), kind: vec!["x".into(), "y".into()], page: None, tag: None };
    let seen = api.send(find).await.unwrap();
    assert_eq!(seen["query"], "name=a+b%26c&kind=x&kind=y");
    assert_eq!((&seen["body"], &seen["if_match"]), (&json!(""), &Value::Null));

    let find = Find { name: None, kind: Vec::new(), page: Some(9), tag: Some("\"v1\"".into()) };
    let seen = api.send(find).await.unwrap();
    assert_eq!((&seen["query"], &seen["if_match"]), (&json!("page%5Bsize%5D=9"), &json!("\"v1\"")));
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/login", response = Value)]
#[requires(ThingWrite)]
struct Form {
    #[form]
    user: String,
    #[form]
    remember: Option<bool>,
    #[query]
    dry_run: bool,
}

#[tokio::test]
async fn a_form_is_urlencoded() {
    let api = client(&server::start().await);
    let seen = api.send(Form { user: "a=b".into(), remember: None, dry_run: true }).await.unwrap();
    assert_eq!(seen["content_type"], "application/x-www-form-urlencoded");
    assert_eq!((&seen["body"], &seen["query"]), (&json!("user=a%3Db"), &json!("dry_run=true")));
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(PUT, "/thing/{id}", response = Value)]
#[requires(ThingWrite)]
struct Replace<T: Serialize + Send + Sync> {
    id: String,
    #[body]
    thing: T,
}

#[tokio::test]
async fn a_body_is_the_whole_body_of_any_type() {
    let api = client(&server::start().await);
    let seen = api.send(Replace { id: "a/b".into(), thing: [1, 2] }).await.unwrap();
    assert_eq!((&seen["path"], &seen["body"]), (&json!("/thing/a%2Fb"), &json!("[1,2]")));
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(PATCH, "/thing", response = Value)]
#[requires(ThingWrite)]
struct Merge {
    name: String,
    #[header("content-type")]
    kind: Option<&'static str>,
}

#[tokio::test]
async fn a_content_type_that_is_declared_is_the_one_that_is_sent() {
    let api = client(&server::start().await);
    for (kind, sent) in
        [(Some("application/merge-patch+json"), "application/merge-patch+json"), (None, "application/json")]
    {
        let seen = api.send(Merge { name: "a".into(), kind }).await.unwrap();
        assert_eq!((&seen["content_type"], &seen["body"]), (&json!(sent), &json!(r#"{"name":"a"}"#)));
    }
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(PUT, "/secret", response = Value)]
#[requires(ThingWrite)]
struct SetSecret {
    #[body]
    #[serde(rename = "of no matter", with = "auth_core::secret::exposed")]
    secret: Option<Secret>,
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(PUT, "/names", response = Value)]
#[requires(ThingWrite)]
struct SetNames {
    #[body]
    #[serde(rename = "of no matter")]
    names: Option<Vec<String>>,
}

#[tokio::test]
async fn a_body_with_attributes_of_serde_is_the_whole_body() {
    let api = client(&server::start().await);
    let seen = api.send(SetSecret { secret: Some("open".into()) }).await.unwrap();
    assert_eq!(seen["body"], r#""open""#);
    let seen = api.send(SetNames { names: Some(vec!["a".into()]) }).await.unwrap();
    assert_eq!((&seen["body"], &seen["content_type"]), (&json!(r#"["a"]"#), &json!("application/json")));
    let seen = api.send(SetNames { names: None }).await.unwrap();
    assert_eq!((&seen["body"], &seen["content_type"]), (&json!(""), &Value::Null));
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(DELETE, "/token/{token}", response = Value)]
#[requires(ThingWrite)]
struct Revoke {
    token: Secret,
}

#[tokio::test]
async fn a_secret_in_the_path_is_sent_and_shown_nowhere() {
    let revoke = Revoke { token: Secret::new("open") };
    let seen = client(&server::start().await).send(revoke.clone()).await.unwrap();
    assert_eq!(seen["path"], "/token/open");
    let failed = client("http://127.0.0.1:1").send(revoke.clone()).await.unwrap_err();
    assert!(!format!("{revoke:?} {failed} {failed:?}").contains("open"));
}

#[derive(ApiOperation, Clone, Debug)]
#[operation(POST, "/webhook", response = Value)]
#[requires(ThingWrite)]
struct Subscribe {
    url: String,
    #[serde(with = "auth_core::secret::exposed")]
    secret: Secret,
    #[serde(with = "auth_core::secret::exposed", skip_serializing_if = "Option::is_none")]
    former: Option<Secret>,
    #[header("if-match")]
    proof: Secret,
}

#[tokio::test]
async fn a_secret_in_a_body_or_header_is_sent_and_shown_nowhere() {
    let subscribe = Subscribe { url: "u".into(), secret: "open".into(), former: None, proof: "open".into() };
    let seen = client(&server::start().await).send(subscribe.clone()).await.unwrap();
    assert_eq!((&seen["body"], &seen["if_match"]), (&json!(r#"{"url":"u","secret":"open"}"#), &json!("open")));
    let broken = Subscribe { proof: "open\n".into(), ..subscribe.clone() };
    let unwritten = client("http://127.0.0.1:1").send(broken).await.unwrap_err();
    let failed = client("http://127.0.0.1:1").send(subscribe.clone()).await.unwrap_err();
    assert!(!format!("{subscribe:?} {unwritten} {unwritten:?} {failed} {failed:?}").contains("open"));
}

#[tokio::test]
async fn operations_are_composed_and_sent_from_any_task() {
    let api = client(&server::start().await);
    let page = |page| Find { name: None, kind: Vec::new(), page: Some(page), tag: None };
    let sent = (1..=3).map(|at| {
        let (api, page) = (api.clone(), page(at));
        tokio::spawn(async move { api.send(page).await.unwrap() })
    });
    for (at, sent) in sent.enumerate() {
        assert_eq!(sent.await.unwrap()["query"], format!("page%5Bsize%5D={}", at + 1));
    }
}
