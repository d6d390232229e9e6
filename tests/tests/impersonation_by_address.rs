//! "I want to impersonate users", as BIMData has it: a project access token with `email_impersonation`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::error::Error as _;

use auth_core::GrantFor;
use auth_examples::playground::{Playground, Registration};
use auth_reqwest::{Error, oauth::ClientCredentials};
use bimdata::{
    BimData,
    operations::{CreateCloud, CreateProject, CreateTopic, GetSelfUser, GetTopics},
    scopes::{BcfRead, BcfWrite, OrgManage},
    types::{CloudRequest, ProjectRequest, TopicRequest},
};

type Commenter = (BcfRead, BcfWrite);
type Application = (OrgManage, Commenter, GrantFor<(CreateCloud, CreateProject, GetSelfUser)>);

/// An application with a project: its client, and the numbers of cloud and project.
async fn application(playground: &Playground) -> (BimData<Application>, u64, u64) {
    let scopes = "bcf:read bcf:write cloud:manage org:manage user:read".parse().unwrap();
    playground.register(Registration::new("portal", "s3cret", scopes));
    let credential = ClientCredentials::discover(playground.issuer(), "portal", "s3cret").await.unwrap();
    let api: BimData<Application> = BimData::at(playground.api()).credential(credential).build().unwrap();
    let body = CloudRequest { name: "Lake house".into(), ..CloudRequest::default() };
    let cloud = api.send(CreateCloud { body }).await.unwrap().id;
    let body = ProjectRequest { name: "Lake house".into(), ..ProjectRequest::default() };
    let project = api.send(CreateProject { cloud_pk: cloud, body }).await.unwrap().id;
    (api, cloud, project)
}

/// Opens a topic; whom the API takes for its author.
async fn author(api: &BimData<Commenter>, project: u64) -> String {
    let body = TopicRequest { title: "The door sticks".into(), ..TopicRequest::default() };
    api.send(CreateTopic { projects_pk: project, body }).await.unwrap().creation_author.unwrap()
}

#[tokio::test]
async fn an_application_speaks_for_each_of_its_users_and_never_for_the_wrong_one() {
    let playground = Playground::start().await.unwrap();
    let (api, cloud, project) = application(&playground).await;
    let tokens = || api.project_access_token::<Commenter>(cloud, project);
    let application = tokens().client().build().unwrap();
    let [architect, surveyor] = ["architect", "surveyor"]
        .map(|user| tokens().email_impersonation(format!("{user}@app.example")).client().build().unwrap());
    for _ in 0..3 {
        // All with the same scopes, at the same time.
        let authors = (author(&application, project), author(&architect, project), author(&surveyor, project));
        let (first, second, third) = tokio::join!(authors.0, authors.1, authors.2);
        assert_eq!([first, second, third], ["portal@app.example", "architect@app.example", "surveyor@app.example"]);
    }
    let made = format!("POST /cloud/{cloud}/project/{project}/access-token");
    assert_eq!(playground.requests(&made), 3, "one token for each");
}

#[tokio::test]
async fn the_token_carries_the_scopes_that_were_asked_for_and_no_others() {
    let playground = Playground::start().await.unwrap();
    let (api, cloud, project) = application(&playground).await;
    let tokens = api.project_access_token::<BcfRead>(cloud, project).email_impersonation("architect@app.example");
    let token = tokens.create().await.unwrap();
    assert_eq!(token.scopes.to_string(), "bcf:read");
    let reader: BimData<BcfRead> =
        BimData::at(playground.api()).credential(token.credential().unwrap()).build().unwrap();
    reader.verify().await.unwrap();
    assert!(reader.send(GetTopics::new(project)).await.unwrap().is_empty());

    // The application itself is not changed by it.
    assert_eq!(api.send(GetSelfUser).await.unwrap().email.unwrap(), "portal@app.example");
}

#[tokio::test]
async fn a_user_who_does_not_exist_is_refused_before_there_is_a_token() {
    let playground = Playground::start().await.unwrap();
    let (api, cloud, project) = application(&playground).await;
    let tokens = api.project_access_token::<Commenter>(cloud, project).email_impersonation("nobody@app.example");
    let Err(Error::Response(refused)) = tokens.create().await else { panic!("a response that refuses") };
    assert_eq!(refused.status(), 400);

    let nobody = tokens.client().build().unwrap();
    let Err(Error::Credential(error)) = nobody.verify().await else { panic!("no token") };
    assert_eq!(error.kind(), auth_core::CredentialErrorKind::InvalidRequest);
    assert!(error.source().is_some());
}
