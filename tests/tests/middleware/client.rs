//! `Client`, from its credential to its narrower copies.

use auth_core::{ApiKey, CredentialErrorKind, GrantFor};
use auth_examples::{
    bimdata::{BcfRead, GetClouds, GetModels, GetTopics, ModelRead, ModelWrite},
    playground::AuthMethod,
};
use auth_reqwest::{
    Client, Error,
    oauth::{ClientAuthentication, ClientCredentials, ClientRegistration},
};
use http::{Method, StatusCode};

use crate::{builder, key, stage, traffic};

type Viewer = (ModelRead, BcfRead);

#[tokio::test]
async fn a_client_asks_for_the_scopes_of_its_grant() {
    let playground = stage().await;
    builder::<Viewer>(&playground).build().unwrap().verify().await.unwrap();
    builder::<GrantFor<(GetClouds, GetTopics)>>(&playground).build().unwrap().verify().await.unwrap();
    let requested: Vec<_> = playground.issued().into_iter().map(|issued| issued.requested.unwrap()).collect();
    assert_eq!(requested, ["bcf:read model:read", "bcf:read"]);
}

#[tokio::test]
async fn verify_names_the_scopes_that_the_server_did_not_grant() {
    let playground = stage().await;
    let api = builder::<(Viewer, ModelWrite)>(&playground).build().unwrap();
    let error = api.verify().await.unwrap_err();
    let Error::GrantedLess { missing, granted, .. } = &error else { panic!("{error:?}") };
    assert_eq!((missing.to_string(), granted.to_string()), ("model:write".into(), "bcf:read model:read".into()));
    assert_eq!(error.to_string(), "the server did not grant `model:write`; it granted `bcf:read model:read`");
    assert_eq!(traffic(&playground), (1, 0));
}

#[tokio::test]
async fn verify_says_that_the_client_is_not_known() {
    let playground = stage().await;
    let agent = ClientRegistration::builder("agent").authentication("wrong");
    let agent = agent.token_endpoint(&playground.token_endpoint()).unwrap();
    let api = Client::<Viewer>::builder(playground.api()).credential(ClientCredentials::new(&agent)).build().unwrap();
    let error = api.verify().await.unwrap_err();
    let Error::Credential(error) = &error else { panic!("{error:?}") };
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::Rejected, Some("invalid_client")));
}

#[tokio::test]
async fn verify_has_nothing_to_say_of_an_api_key() {
    let playground = stage().await;
    let api = Client::<Viewer>::builder(playground.api()).credential(ApiKey::new(key()).unwrap()).build().unwrap();
    api.verify().await.unwrap();
    assert_eq!(traffic(&playground), (0, 0));
}

#[tokio::test]
async fn a_narrowed_client_shares_the_token() {
    let playground = stage().await;
    let api = builder::<Viewer>(&playground).build().unwrap();
    let reader: Client<ModelRead> = api.narrow();
    let lister: Client<GrantFor<GetModels>> = reader.narrow();
    api.request::<GetClouds>(Method::GET, "/cloud").send().await.unwrap();
    for response in [
        reader.request::<GetModels>(Method::GET, "/cloud/1/project/2/model").send().await.unwrap(),
        lister.request::<GetModels>(Method::GET, "/cloud/1/project/2/model").send().await.unwrap(),
    ] {
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "it was authorized, and there is no such project");
    }
    assert_eq!(traffic(&playground), (1, 3));
}

#[tokio::test]
async fn the_client_proves_who_it_is_in_the_way_it_was_told_to() {
    let playground = stage().await;
    let (basic, post) =
        (|| ClientAuthentication::secret_basic("s3cret"), || ClientAuthentication::secret_post("s3cret"));
    for (authentications, method) in
        [([basic(), basic()], AuthMethod::ClientSecretBasic), ([post(), post()], AuthMethod::ClientSecretPost)]
    {
        let [discovered, explicit] =
            authentications.map(|secret| ClientRegistration::builder("agent").authentication(secret));
        for agent in [
            discovered.discover(playground.issuer()).await.unwrap(),
            explicit.token_endpoint(&playground.token_endpoint()).unwrap(),
        ] {
            let api =
                Client::<Viewer>::builder(playground.api()).credential(ClientCredentials::new(&agent)).build().unwrap();
            api.verify().await.unwrap();
            assert_eq!(playground.issued().last().unwrap().auth_method, method);
        }
    }
}
