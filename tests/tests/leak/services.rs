//! Programs that act in their own name, or in that of users who are not there.

use auth_core::{ApiOperation, Dynamic, Secret, TokenRequest, lifecycle::TokenCache};
use auth_reqwest::{
    Client, MoreScopes,
    oauth::{
        Assertion, ClientAuthentication, ClientCredentials, ClientRegistration, Flow, JwtBearer, SecurityToken,
        SecurityTokenType, SelfIssuedAssertion, SigningKey, TokenExchange,
    },
};
use auth_tests::{
    peer::Peer,
    sign_in::{API, ModelRead},
};
use serde_json::{Value, json};

use crate::log::print;

pub(crate) const SECRET: &str = "s3cr%t+with:odd/&=chars";

#[derive(ApiOperation, Clone, Debug)]
#[operation(GET, "/rs/models", response = Value)]
#[requires(ModelRead)]
pub(crate) struct ListModels;

/// As declared by one who does not know that it requires `model:write`, too.
#[derive(ApiOperation, Debug)]
#[operation(POST, "/rs/models", response = Value)]
#[requires(ModelRead)]
struct CreateModel;

pub(crate) async fn agent(peer: &Peer) -> ClientRegistration {
    ClientRegistration::builder("svc-basic").authentication(SECRET).discover(peer.issuer()).await.unwrap()
}

pub(crate) async fn run(peer: &Peer) {
    each_way_to_authenticate(peer).await;
    for_users(peer).await;
    with_more_scopes(peer).await;
    registered_by_itself(peer).await;
}

async fn call(api: &Client<ModelRead>) {
    print(api);
    print(&api.send(ListModels).await.unwrap());
    print(&api.verify().await);
    print(api);
}

async fn each_way_to_authenticate(peer: &Peer) {
    let key = peer.client_key("ES256");
    let from_jwk = SigningKey::from_jwk(&Secret::new(key.jwk.to_string())).unwrap();
    let from_pem = SigningKey::from_pem(&Secret::new(&*peer.client_key("EdDSA").pem)).unwrap();
    print(&[&from_jwk, &from_pem]);
    for (id, authentication, dpop) in [
        ("svc-basic", ClientAuthentication::secret_basic(SECRET), false),
        ("svc-post", ClientAuthentication::secret_post("post-secret"), false),
        ("svc-jwt", ClientAuthentication::private_key_jwt(from_jwk), false),
        ("svc-jwt-any", ClientAuthentication::private_key_jwt(from_pem), false),
        ("svc-dpop", ClientAuthentication::secret("dpop-secret"), true),
    ] {
        print(&authentication);
        let mut builder = ClientRegistration::builder(id).authentication(authentication);
        if dpop {
            builder = builder.dpop(SigningKey::generate().unwrap());
        }
        print(&builder);
        let service = builder.discover(peer.issuer()).await.unwrap();
        print(&service);
        let credential = ClientCredentials::new(&service);
        print(&credential);
        call(&Client::builder(peer.issuer()).credential(credential).build().unwrap()).await;
    }
}

async fn for_users(peer: &Peer) {
    let agent = agent(peer).await;
    let own: Client<ModelRead> =
        Client::builder(peer.issuer()).credential(ClientCredentials::new(&agent)).build().unwrap();
    let answer = peer.sign_in("alice", "openid model:read", API).await;
    for (member, kind) in [("access_token", SecurityTokenType::AccessToken), ("id_token", SecurityTokenType::IdToken)] {
        let subject = SecurityToken::new(answer[member].as_str().unwrap(), kind).with_name("alice");
        print(&subject);
        let exchange = TokenExchange::new(&agent, subject).with_actor(ClientCredentials::new(&agent));
        print(&exchange);
        call(&own.with_credential(exchange)).await;
    }
    call(&own.attenuate::<ModelRead>(&agent)).await;

    let key = SigningKey::from_jwk(&Secret::new(peer.client_key("ES256").jwk.to_string())).unwrap();
    let made = peer.control("assertion", json!({ "sub": "alice", "aud": peer.issuer() })).await;
    for assertion in [
        Assertion::from(SelfIssuedAssertion::new(key, "svc-jwt-any", "alice")),
        Assertion::new(made["assertion"].as_str().unwrap()),
    ] {
        print(&assertion);
        let credential = JwtBearer::new(&agent, assertion);
        print(&credential);
        call(&own.with_credential(credential)).await;
    }
}

async fn with_more_scopes(peer: &Peer) {
    let tokens = TokenCache::new(ClientCredentials::new(&agent(peer).await));
    let mut events = tokens.subscribe();
    let policy = MoreScopes::up_to("model:read model:write".parse().unwrap(), &tokens);
    print(&policy);
    let builder = Client::<Dynamic>::builder(peer.issuer()).tokens(tokens.clone());
    let builder = builder.scopes("model:read".parse().unwrap());
    print(&builder);
    let api = builder.step_up(policy).build().unwrap();
    print(&api.send(CreateModel).await.unwrap());
    print(&events.next().await);
    print(&(&tokens, tokens.state()));
    let source = tokens.source(TokenRequest::for_scopes("model:read".parse().unwrap()));
    print(&(source.token(std::time::Duration::ZERO).await, &source));
}

async fn registered_by_itself(peer: &Peer) {
    let new = ClientRegistration::register().flows([Flow::ClientCredentials]).scopes("model:read".parse().unwrap());
    print(&new);
    let registered = new.at(peer.issuer()).await.unwrap();
    print(&registered);
    print(&(registered.client_secret(), registered.registration_access_token()));
    let credential = ClientCredentials::new(registered.registration());
    call(&Client::builder(peer.issuer()).credential(credential).build().unwrap()).await;
}
