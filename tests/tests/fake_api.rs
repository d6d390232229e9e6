//! The API in memory that users test with treats a client as a server would.

use auth_core::{ApiOperation, Scope};
use auth_reqwest::{Client, Error, Refusal, testing::FakeApi};
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

#[derive(Scope)]
#[scope("model:read")]
struct ModelRead;

#[derive(Scope)]
#[scope("model:write")]
struct ModelWrite;

#[derive(ApiOperation)]
#[operation(GET, "/model/{id}", response = Value)]
#[requires(ModelRead)]
struct GetModel {
    id: u64,
    fields: Option<String>,
}

#[derive(ApiOperation)]
#[operation(PATCH, "/model/{id}", response = Value)]
#[requires(ModelWrite)]
struct RenameModel {
    id: u64,
    name: String,
}

type Editor = (ModelRead, ModelWrite);

fn rename() -> RenameModel {
    RenameModel { id: 3, name: "Tower".into() }
}

#[tokio::test]
async fn calls_are_answered_and_told_as_they_would_have_been_sent() {
    let api = FakeApi::new().answer::<RenameModel>(json!({ "name": "Tower" })).answer_by::<GetModel>(|call| {
        assert_eq!(call.headers()["authorization"], "Bearer test-token");
        http::Response::new(Bytes::from_static(b"{\"name\":\"Bridge\"}"))
    });
    let client: Client<Editor> = api.client();
    assert_eq!(client.send(rename()).await.unwrap()["name"], "Tower");
    assert_eq!(client.send(GetModel { id: 4, fields: Some("name".into()) }).await.unwrap()["name"], "Bridge");

    let calls = api.calls();
    let told: Vec<_> = calls.iter().map(|call| (call.operation(), call.method().as_str(), call.target())).collect();
    assert_eq!(
        told,
        [("RenameModel", "PATCH", "/model/3".to_owned()), ("GetModel", "GET", "/model/4?fields=name".to_owned())]
    );
    assert_eq!(calls[0].json().unwrap(), json!({ "name": "Tower" }));
    assert_eq!(calls[1].body(), None);
    assert_eq!(api.recorder().scopes().to_string(), "model:read model:write");
}

#[tokio::test]
async fn a_token_that_was_granted_less_is_refused_before_the_api_sees_it() {
    let api = FakeApi::new().answer::<RenameModel>(json!({}));
    let client: Client<Editor> = api.client_granted_only("model:read".parse().unwrap());
    let error = client.send(rename()).await.unwrap_err();
    assert!(matches!(error, Error::Refused(Refusal::MissingScopes { .. })), "{error:?}");
    assert!(api.calls().is_empty());
    assert!(matches!(client.verify().await.unwrap_err(), Error::GrantedLess { .. }));
}

#[tokio::test]
async fn a_refusal_of_the_server_reaches_the_program() {
    let api = FakeApi::new().answer_with_status::<RenameModel>(StatusCode::CONFLICT, json!({ "title": "taken" }));
    let error = api.client::<Editor>().send(rename()).await.unwrap_err();
    let Error::Response(response) = &error else { panic!("{error:?}") };
    assert_eq!((response.operation(), response.status()), ("RenameModel", StatusCode::CONFLICT));
}

#[tokio::test]
async fn what_has_no_answer_is_named() {
    let error = FakeApi::new().client::<Editor>().send(rename()).await.unwrap_err();
    assert_eq!(error.to_string(), "the fake API has no answer to `RenameModel`; give it one with `.answer::<..>(..)`");
}

mod v2 {
    use auth_core::ApiOperation;

    #[derive(ApiOperation)]
    #[requires(authenticated)]
    pub(crate) struct GetModel;
}

#[test]
#[should_panic(expected = "two operations are called `GetModel`")]
fn two_operations_of_one_name_have_no_answers_in_one_fake() {
    _ = FakeApi::new().answer::<GetModel>(1).answer::<v2::GetModel>(2);
}
