//! What has no handler of its own is kept, and given back.

use auth_examples::playground::{Playground, Registration};
use auth_reqwest::oauth::ClientCredentials;
use bimdata::{
    BimData,
    operations::{
        CreateTag, CreateWebHook, DeleteTag, GetProjectAccessToken, GetSnapshot, GetTag, GetTags, GetWebHooks,
        UpdateTag,
    },
    scopes::{BcfRead, DocumentRead, DocumentWrite, OrgManage, WebhookManage},
    types::WebHookRequest,
};
use serde_json::json;

type Everything = (BcfRead, DocumentRead, DocumentWrite, OrgManage, WebhookManage);

async fn client(playground: &Playground) -> BimData<Everything> {
    let scopes = "bcf:read document:read document:write org:manage webhook:manage";
    playground.register(Registration::new("someone", "s3cret", scopes.parse().unwrap()));
    let credential = ClientCredentials::discover(playground.issuer(), "someone", "s3cret").await.unwrap();
    BimData::at(playground.api()).credential(credential).build().unwrap()
}

#[tokio::test]
async fn what_was_created_is_listed_read_changed_and_deleted() {
    let playground = Playground::start().await.unwrap();
    let api = client(&playground).await;
    let create = |name: &str| CreateTag { cloud_pk: 1, project_pk: 2, body: json!({ "name": name }) };
    let tag = api.send(create("plan")).await.unwrap();
    let other = api.send(create("photo")).await.unwrap();
    assert_ne!(tag.id, other.id);
    assert_eq!(api.send(GetTags { cloud_pk: 1, project_pk: 2 }).await.unwrap(), [tag.clone(), other.clone()]);
    assert_eq!(api.send(GetTags { cloud_pk: 1, project_pk: 3 }).await.unwrap(), [], "of another project");

    let id = tag.id;
    let body = json!({ "color": "ff0000" });
    let changed = api.send(UpdateTag { cloud_pk: 1, project_pk: 2, id, body }).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.color.as_deref()), ("plan", Some("ff0000")));
    assert_eq!(api.send(GetTag { cloud_pk: 1, project_pk: 2, id }).await.unwrap(), changed);

    api.send(DeleteTag { cloud_pk: 1, project_pk: 2, id }).await.unwrap();
    assert_eq!(api.send(GetTags { cloud_pk: 1, project_pk: 2 }).await.unwrap(), [other]);
}

#[tokio::test]
async fn an_answer_is_of_the_declared_type_whatever_was_sent() {
    let playground = Playground::start().await.unwrap();
    let api = client(&playground).await;
    let tag = CreateTag { cloud_pk: 1, project_pk: 2, body: json!({ "name": { "not": "a text" } }) };
    assert_eq!(api.send(tag).await.unwrap().name, "");
    let token = GetProjectAccessToken { cloud_pk: 1, project_pk: 2, token: "t0ken".into() };
    assert_eq!(api.send(token).await.unwrap().scopes.len(), 1);
    let snapshot = GetSnapshot { projects_pk: 2, topics_guid: "t".into(), guid: "v".into() };
    assert!(!api.send(snapshot).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_secret_arrives_that_the_client_does_not_show() {
    let playground = Playground::start().await.unwrap();
    let api = client(&playground).await;
    let body = WebHookRequest { secret: Some("sesame".into()), ..WebHookRequest::default() };
    api.send(CreateWebHook { cloud_pk: 1, body }).await.unwrap();
    let hooks = api.send(GetWebHooks { cloud_pk: 1 }).await.unwrap();
    assert_eq!(hooks[0].secret.as_ref().unwrap().expose(), "sesame");
    assert!(!format!("{hooks:?}").contains("sesame"));
}
