//! A token for one project, from the client that has it made to the viewer that is built from it.

use auth_core::{Credential as _, TokenRequest};
use auth_examples::playground::{Playground, Registration};
use auth_reqwest::{Error, oauth::ClientCredentials};
use bimdata::{
    BimData,
    operations::{CreateCloud, CreateMetaBuilding, CreateProject, GetModels},
    scopes::{BcfRead, CloudManage, ModelRead, ModelWrite, OrgManage},
    types::{CloudRequest, CreateBuildingByNameRequest, ProjectRequest},
};
use reqwest::StatusCode;

type Viewer = (ModelRead, BcfRead);
type Owner = (CloudManage, OrgManage, ModelWrite, Viewer);

#[tokio::test]
async fn a_viewer_is_built_from_a_token_for_one_project_and_opens_no_other() {
    let playground = Playground::start().await.unwrap();
    let scopes = "bcf:read cloud:manage model:read model:write org:manage";
    playground.register(Registration::new("owner", "s3cret", scopes.parse().unwrap()));
    let credential = ClientCredentials::discover(playground.issuer(), "owner", "s3cret").await.unwrap();
    let owner: BimData<Owner> = BimData::at(playground.api()).credential(credential).build().unwrap();

    let body = CloudRequest { name: "Atelier".into(), ..CloudRequest::default() };
    let cloud_pk = owner.send(CreateCloud { body }).await.unwrap().id;
    let body = ProjectRequest { name: "House".into(), ..ProjectRequest::default() };
    let house = owner.send(CreateProject { cloud_pk, body: body.clone() }).await.unwrap().id;
    let other = owner.send(CreateProject { cloud_pk, body }).await.unwrap().id;
    let body = CreateBuildingByNameRequest { name: "Ground floor".into() };
    owner.send(CreateMetaBuilding { cloud_pk, project_pk: house, body }).await.unwrap();

    let tokens = owner.project_access_token::<Viewer>(cloud_pk, house);
    let granted = tokens.token(&TokenRequest::default()).await.unwrap();
    assert_eq!(granted.scopes().unwrap().to_string(), "bcf:read model:read");

    let viewer: BimData<Viewer> = tokens.client().build().unwrap();
    viewer.verify().await.unwrap();
    assert_eq!(viewer.send(GetModels::new(cloud_pk, house)).await.unwrap().len(), 1);
    let error = viewer.send(GetModels::new(cloud_pk, other)).await.unwrap_err();
    assert!(matches!(&error, Error::Response(response) if response.status() == StatusCode::FORBIDDEN), "{error:?}");
}
