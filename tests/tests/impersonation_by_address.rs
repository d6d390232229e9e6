//! "I want to impersonate users", as BIMData has it: a project access token with `email_impersonation`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::error::Error as _;

use auth_core::GrantFor;
use auth_examples::{
    bimdata::{Cloud, Named, Project, SelfUser, Topic},
    playground::{Playground, Registration},
};
use auth_reqwest::{Error, oauth::ClientCredentials};
use bimdata::{
    BimData,
    operations::{CreateCloud, CreateProject, CreateTopic, GetSelfUser, GetTopics},
    scopes::{BcfRead, BcfWrite, OrgManage},
};
use http::Method;

type Commenter = (BcfRead, BcfWrite);
type Application = (OrgManage, Commenter, GrantFor<(CreateCloud, CreateProject, GetSelfUser)>);

/// An application with a project: its client, and the numbers of cloud and project.
async fn application(playground: &Playground) -> (BimData<Application>, u64, u64) {
    let scopes = "bcf:read bcf:write cloud:manage org:manage user:read".parse().unwrap();
    playground.register(Registration::new("portal", "s3cret", scopes));
    let credential = ClientCredentials::discover(playground.issuer(), "portal", "s3cret").await.unwrap();
    let api: BimData<Application> = BimData::at(playground.api()).credential(credential).build().unwrap();
    let name = Named::new("Lake house");
    let cloud = api.request::<CreateCloud>(Method::POST, "/cloud").json(&name).send().await.unwrap();
    let cloud = cloud.json::<Cloud>().await.unwrap().id;
    let projects = format!("/cloud/{cloud}/project");
    let project = api.request::<CreateProject>(Method::POST, &projects).json(&name).send().await.unwrap();
    (api, cloud, project.json::<Project>().await.unwrap().id)
}

/// Opens a topic; whom the API takes for its author.
async fn author(api: &BimData<Commenter>, project: u64) -> String {
    let topics = format!("/bcf/2.1/projects/{project}/topics");
    let topic = serde_json::json!({ "title": "The door sticks" });
    let answer = api.request::<CreateTopic>(Method::POST, &topics).json(&topic).send().await.unwrap();
    answer.json::<Topic>().await.unwrap().creation_author
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
    let me = api.request::<GetSelfUser>(Method::GET, "/user").send().await.unwrap();
    assert_eq!(me.json::<SelfUser>().await.unwrap().username, "portal");
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
