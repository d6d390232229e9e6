//! What goes over the wire, and what is made of the answers.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, Mutex};

use auth_core::{AccessToken, Credential, CredentialErrorKind, Endpoint, Secret, StaticToken, TokenRequest};
use auth_reqwest::Error;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::IntoResponse,
};
use bimdata::{
    BimData,
    operations::{
        AcceptValidation, BulkDeleteDocuments, CreateWebHook, GetDocuments, GetElements, GetFullTopics, GetModels,
        GetProjectAccessToken, GetSnapshot, UpdateModel, UpdateTopic,
    },
    scopes::{BcfRead, BcfWrite, DocumentRead, DocumentWrite, ModelRead, ModelWrite, OrgManage, WebhookManage},
    types::{PatchedModelRequest, PatchedTopicRequest, Topic, WebHook, WebHookRequest},
};
use jiff::Timestamp;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, from_value, json};
use tokio::net::TcpListener;

type All = (BcfRead, BcfWrite, DocumentRead, DocumentWrite, ModelRead, ModelWrite, OrgManage, WebhookManage);

/// The last request: `METHOD path?query`, its content type and body.
type Seen = Arc<Mutex<(String, String, Bytes)>>;

/// A server that gives each request the same answer.
async fn server(status: StatusCode, answer: &'static str) -> (BimData<All>, Seen) {
    let seen = Seen::default();
    let app =
        Router::new().fallback(move |State(seen): State<Seen>, method: Method, uri: Uri, headers: HeaderMap, body| {
            let content_type = headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap().to_owned());
            *seen.lock().unwrap() = (format!("{method} {uri}"), content_type.unwrap_or_default(), body);
            async move { (status, answer).into_response() }
        });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let app = app.with_state(seen.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (client(&url), seen)
}

fn client(url: &str) -> BimData<All> {
    let token = AccessToken::bearer(&Secret::new("application")).unwrap();
    BimData::at(url).credential(StaticToken::new(token)).build().unwrap()
}

#[tokio::test]
async fn a_model_is_renamed_as_bimdata_documents_it() {
    let (api, seen) = server(StatusCode::OK, r#"{ "id": 3, "name": "Tower", "type": "IFC", "status": "C" }"#).await;
    let body = PatchedModelRequest { name: Some("Tower".into()), ..PatchedModelRequest::default() };
    let model = api.send(UpdateModel { cloud_pk: 1, project_pk: 2, id: 3, body }).await.unwrap();
    assert_eq!(model.name.as_deref(), Some("Tower"));

    let (line, content_type, body) = seen.lock().unwrap().clone();
    assert_eq!(line, "PATCH /cloud/1/project/2/model/3");
    assert_eq!((content_type.as_str(), &body[..]), ("application/json", &br#"{"name":"Tower"}"#[..]));
}

#[tokio::test]
async fn query_parameters_are_sent_under_their_own_names_and_only_when_set() {
    let (api, seen) = server(StatusCode::OK, "[]").await;
    let line = || seen.lock().unwrap().0.clone();

    api.send(GetModels::new(1, 2)).await.unwrap();
    assert_eq!(line(), "GET /cloud/1/project/2/model");

    let types = vec!["IFC".into(), "DWG".into()];
    api.send(GetModels { r#type: types, source: Some("UPLOAD".into()), ..GetModels::new(1, 2) }).await.unwrap();
    assert_eq!(line(), "GET /cloud/1/project/2/model?source=UPLOAD&type=IFC&type=DWG");

    api.send(GetElements { r#type: Some("IfcWall".into()), ..GetElements::new(1, 2, 3) }).await.unwrap();
    assert_eq!(line(), "GET /cloud/1/project/2/model/3/element?type=IfcWall");

    let named = GetDocuments { name_contains: Some("a&b".into()), has_visa: Some(true), ..GetDocuments::new(1, 2) };
    api.send(named).await.unwrap();
    assert_eq!(line(), "GET /cloud/1/project/2/document?has__visa=true&name__contains=a%26b");

    let filtered = GetFullTopics { orderby: Some("index".into()), models: vec![3, 4], ..GetFullTopics::new(2) };
    api.send(filtered).await.unwrap();
    assert_eq!(line(), "GET /bcf/2.1/projects/2/full-topic?models=3&models=4&%24orderby=index");
}

#[tokio::test]
async fn a_delete_may_have_a_body() {
    let (api, seen) = server(StatusCode::NO_CONTENT, "").await;
    api.send(BulkDeleteDocuments { cloud_pk: 1, project_pk: 2, body: json!([3, 4]) }).await.unwrap();
    let (line, _, body) = seen.lock().unwrap().clone();
    assert_eq!((line.as_str(), &body[..]), ("DELETE /cloud/1/project/2/document/bulk_destroy", &b"[3,4]"[..]));
}

#[tokio::test]
async fn a_file_is_answered_as_it_is() {
    let (api, _) = server(StatusCode::OK, "\u{89}PNG").await;
    let snapshot = GetSnapshot { projects_pk: 2, topics_guid: "t".into(), guid: "v".into() };
    assert_eq!(api.send(snapshot).await.unwrap(), "\u{89}PNG");
}

#[tokio::test]
async fn a_file_is_uploaded_as_a_part_and_may_be_left_out_where_that_is_allowed() {
    let (api, seen) = server(StatusCode::OK, "{}").await;
    let accept = AcceptValidation { cloud_pk: 1, project_pk: 2, document_pk: 3, visa_pk: 4, id: 5 };
    let form = Form::new().part("attachment", Part::bytes(b"%PDF".to_vec()).file_name("plan.pdf"));
    api.upload(&accept).unwrap().multipart(form).send().await.unwrap();
    let (line, content_type, body) = seen.lock().unwrap().clone();
    assert_eq!(line, "POST /cloud/1/project/2/document/3/visa/4/validation/5/accept");
    assert!(content_type.starts_with("multipart/form-data; boundary="), "{content_type}");
    assert!(String::from_utf8_lossy(&body).contains("filename=\"plan.pdf\""));

    api.send(accept).await.unwrap();
    assert!(seen.lock().unwrap().2.is_empty());
}

#[tokio::test]
async fn what_is_not_changed_is_not_sent() {
    let (api, seen) = server(StatusCode::OK, r#"{ "guid": "t", "title": "Leak" }"#).await;
    let body = PatchedTopicRequest { labels: Some(Vec::new()), ..PatchedTopicRequest::default() };
    api.send(UpdateTopic { projects_pk: 2, guid: "t".into(), body }).await.unwrap();
    assert_eq!(seen.lock().unwrap().2, r#"{"labels":[]}"#, "an empty list is a change, and what is `None` is not");
}

#[test]
fn a_null_or_missing_or_new_field_does_not_fail_an_answer() {
    let answer = json!({
        "guid": "t", "title": null, "labels": ["a", null], "models": null, "new": {}, "creation_date": "2026-01-31T12:00:00+01:00"
    });
    let topic: Topic = from_value(answer).unwrap();
    assert_eq!((topic.title.as_str(), &topic.labels[..], &topic.models[..]), ("", &["a".to_owned()][..], &[][..]));
    assert_eq!(topic.creation_date, Some("2026-01-31T11:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn a_webhooks_secret_is_sent_and_not_shown() {
    let (api, seen) = server(StatusCode::CREATED, r#"{ "id": 1, "secret": "sesame" }"#).await;
    let body = WebHookRequest {
        events: vec!["document.creation".into()],
        url: "https://hook.example.com".into(),
        secret: Some("sesame".into()),
    };
    let create = CreateWebHook { cloud_pk: 1, body };
    let hook: WebHook = api.send(create.clone()).await.unwrap();
    let sent: Value = serde_json::from_slice(&seen.lock().unwrap().2).unwrap();
    assert_eq!(sent["secret"], "sesame");
    assert!(!format!("{create:?} {hook:?}").contains("sesame"));
}

#[tokio::test]
async fn a_token_in_a_path_is_not_shown_when_the_answer_cannot_be_read() {
    let (api, _) = server(StatusCode::OK, r#"{ "scopes": 7 }"#).await;
    let get = GetProjectAccessToken { cloud_pk: 1, project_pk: 2, token: "sesame".into() };
    assert!(get.path().unwrap().ends_with("/access-token/sesame"));
    let error = api.send(get).await.unwrap_err();
    assert!(matches!(error, Error::Decoding { .. }), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("sesame"));
}

/// What the server's refusal of a project access token means for those who wait for one.
#[tokio::test]
async fn why_there_is_no_project_access_token_tells_what_can_be_done() {
    for (status, kind) in [
        (StatusCode::BAD_REQUEST, CredentialErrorKind::InvalidRequest),
        (StatusCode::FORBIDDEN, CredentialErrorKind::Rejected),
        (StatusCode::TOO_MANY_REQUESTS, CredentialErrorKind::Unavailable),
        (StatusCode::BAD_GATEWAY, CredentialErrorKind::Unavailable),
        (StatusCode::OK, CredentialErrorKind::InvalidResponse),
    ] {
        let (api, _) = server(status, "{}").await;
        let error = api.project_access_token::<ModelRead>(1, 2).token(&TokenRequest::default()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status}");
    }
    let unreachable = client("http://127.0.0.1:1").project_access_token::<ModelRead>(1, 2);
    assert_eq!(unreachable.token(&TokenRequest::default()).await.unwrap_err().kind(), CredentialErrorKind::Unavailable);
}

#[tokio::test]
async fn a_token_is_refused_here_when_it_would_carry_more_or_end_too_early() {
    let (api, seen) = server(StatusCode::OK, r#"{ "token": "t" }"#).await;
    let tokens = api.project_access_token::<(ModelRead, BcfRead)>(1, 2);

    let more = TokenRequest::for_scopes("model:read model:write".parse().unwrap());
    let error = tokens.token(&more).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Configuration);
    assert!(error.to_string().contains("`model:write`"), "{error}");

    let past = tokens.clone().expires_at(Timestamp::UNIX_EPOCH).token(&TokenRequest::default()).await.unwrap_err();
    assert_eq!(past.kind(), CredentialErrorKind::Configuration);
    assert_eq!(seen.lock().unwrap().0, "", "nothing was sent");

    let less = TokenRequest::for_scopes("model:read".parse().unwrap());
    let token = tokens.token(&less).await.unwrap();
    assert_eq!(token.scopes().unwrap().to_string(), "model:read", "as it was asked for, since the server did not say");
}
