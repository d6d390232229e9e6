//! Nothing that is printed holds a secret: no `{:?}`, no `{:#?}`, no message of an error or of what caused it.

use std::{error::Error, fmt::Debug, time::Duration};

use async_trait::async_trait;
use auth_core::{
    AccessToken, ApiKey, Credential, CredentialError, Dynamic, Secret, StaticToken, TokenRequest, lifecycle::TokenCache,
};
use auth_examples::{
    bimdata::{DeleteProjectAccessToken, GetClouds, ModelRead},
    playground::{Answer, Playground},
};
use auth_reqwest::{
    AuthMiddleware, Client, KeyringStore, MoreScopes,
    oauth::{
        Assertion, ClientAuthentication, ClientCredentials, ClientRegistration, Flow, JwtBearer, SecurityToken,
        SecurityTokenType, SelfIssuedAssertion, SigningKey, TokenExchange,
    },
};
use auth_tests::peer::Peer;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use reqwest::{Request, Response, Url};
use reqwest_middleware::{Middleware, Next};
use serde_json::json;

/// Neither a word nor a part of a name.
const SECRET: &str = "0penSesame";

fn secret() -> Secret {
    SECRET.into()
}

fn api_key() -> HeaderName {
    HeaderName::from_static("x-api-key")
}

#[track_caller]
fn check(value: &(impl Debug + ?Sized)) {
    check_text(&format!("{value:?} {value:#?}"));
}

#[track_caller]
fn check_error(error: &(dyn Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check_text(&format!("{error} {error:?} {error:#?}"));
        next = error.source();
    }
}

#[track_caller]
fn check_text(text: &str) {
    assert!(!text.contains(SECRET), "{text}");
    let bytes = format!("{:?}", SECRET.as_bytes());
    assert!(!text.contains(bytes.trim_matches(['[', ']'])), "{text}");
}

#[test]
fn secrets_tokens_and_keys() {
    let bearer = AccessToken::bearer(&secret()).unwrap();
    let mut headers = HeaderMap::new();
    headers.insert(bearer.header().0.clone(), bearer.header().1.clone());
    check(&secret());
    check(&Some(vec![secret()]));
    check(&serde_secret(&format!("{SECRET:?}")).unwrap());
    check(&bearer);
    check(&bearer.header());
    check(&headers);
    check(&AccessToken::in_header(api_key(), None, &secret()).unwrap());
    check(&ApiKey::new(secret()).unwrap());
    check(&ApiKey::with_scheme("Token", secret()).unwrap());
    check(&ApiKey::in_header(api_key(), secret()).unwrap());
    check(&StaticToken::new(bearer.with_lifetime(Duration::from_mins(1))));
}

#[test]
fn what_is_not_a_token_or_a_key() {
    let broken = Secret::new(format!("{SECRET} {SECRET}\n"));
    let refused = AccessToken::bearer(&broken).unwrap_err();
    check_error(&refused);
    check_error(&CredentialError::invalid_response(refused));
    check_error(&AccessToken::in_header(api_key(), Some("Token"), &broken).unwrap_err());
    check_error(&ApiKey::new(broken).unwrap_err());
}

#[tokio::test]
async fn the_token_cache() {
    let builder = TokenCache::builder(ApiKey::new(secret()).unwrap());
    check(&builder);
    let cache = builder.build();
    let mut events = cache.subscribe();
    let source = cache.source(TokenRequest::for_scopes("model:read".parse().unwrap()));
    let token = source.token(Duration::ZERO).await.unwrap();
    check(&token);
    check(&token.clone());
    check(&token.into_arc());
    check(&cache);
    check(&cache.state());
    check(&source);
    check(&source.request());
    check(&events.next().await);
    check(&events);
}

#[tokio::test]
async fn clients_and_their_builders() {
    let playground = Playground::start().await.unwrap();
    let agent = || ClientRegistration::builder("agent").authentication(secret());
    check(&agent());
    check(&ClientRegistration::builder("agent").authentication(ClientAuthentication::secret_post(secret())));
    check(&ClientAuthentication::secret_basic(secret()));
    let explicit = agent().token_endpoint(&playground.token_endpoint()).unwrap();
    check(&explicit);
    check(&ClientCredentials::new(&explicit));
    check(&agent().discover(playground.issuer()).await.unwrap());

    let key = || ApiKey::new(secret()).unwrap();
    let auth = || AuthMiddleware::builder(key()).origin(playground.api());
    check(&auth());
    check(&auth().dangerous());
    check(&auth().build().unwrap());
    let api = || Client::<ModelRead>::builder(playground.api()).credential(key());
    check(&api());
    check(&api().dangerous());
    check(&api().build().unwrap());
    check(&api().build().unwrap().request::<GetClouds>(Method::GET, "/cloud"));
}

#[tokio::test]
async fn tokens_that_are_exchanged_and_clients_that_use_them() {
    let playground = Playground::start().await.unwrap();
    let agent = ClientRegistration::builder("agent").authentication("s3cret");
    let agent = agent.token_endpoint(&playground.token_endpoint()).unwrap();
    let key = SigningKey::generate().unwrap();
    let bearer = || StaticToken::new(AccessToken::bearer(&secret()).unwrap());
    let source = || TokenCache::new(bearer()).source(TokenRequest::default());
    for subject in [
        SecurityToken::new(secret(), SecurityTokenType::AccessToken),
        SecurityToken::from(bearer()),
        SecurityToken::from_credential(bearer(), TokenRequest::default()),
        SecurityToken::from_source(source()).with_name("alice"),
    ] {
        check(&subject);
        let exchange = TokenExchange::new(&agent, subject.clone()).with_actor(subject);
        check(&exchange);
        check(&exchange.actor());
        // The playground does not know the client.
        check_error(&exchange.token(&TokenRequest::default()).await.unwrap_err());
        let api: Client<ModelRead> = Client::builder(playground.api()).credential(exchange.clone()).build().unwrap();
        let others = api.with_credential(exchange);
        let attenuated = others.attenuate::<ModelRead>(&agent);
        for api in [api, others, attenuated] {
            check(&api);
            check(&api.request::<GetClouds>(Method::GET, "/cloud"));
            check_error(&api.verify().await.unwrap_err());
        }
    }
    for assertion in [
        Assertion::new(secret()),
        Assertion::from(bearer()),
        Assertion::from(SelfIssuedAssertion::new(key.clone(), "agent", "alice")),
    ] {
        check(&assertion);
        let credential = JwtBearer::new(&agent, assertion);
        check(&credential);
        check_error(&credential.token(&TokenRequest::default()).await.unwrap_err());
    }
    let broken = AccessToken::in_header(header::AUTHORIZATION, Some("Token"), &secret()).unwrap();
    let exchange = TokenExchange::new(&agent, StaticToken::new(broken));
    check_error(&exchange.token(&TokenRequest::default()).await.unwrap_err());
}

#[tokio::test]
async fn a_server_that_repeats_what_it_was_sent() {
    let playground = Playground::start().await.unwrap();
    let agent = ClientRegistration::builder("agent").authentication("s3cret");
    let agent = agent.token_endpoint(&playground.token_endpoint()).unwrap();
    let subject = SecurityToken::new(secret(), SecurityTokenType::AccessToken);
    let exchange: [Box<dyn Credential>; 3] = [
        Box::new(TokenExchange::new(&agent, subject.clone())),
        Box::new(
            TokenExchange::new(&agent, StaticToken::new(AccessToken::bearer(&"t0ken".into()).unwrap()))
                .with_actor(subject),
        ),
        Box::new(JwtBearer::new(&agent, Assertion::new(secret()))),
    ];
    for credential in exchange {
        for code in ["invalid_request", "invalid_grant", "invalid_target", "temporarily_unavailable", SECRET] {
            let body =
                format!(r#"{{"error":"{code}","error_description":"{SECRET} is no good","error_uri":"/{SECRET}"}}"#);
            playground.answer("POST /token", answer(StatusCode::BAD_REQUEST, "application/json", &body));
            check_error(&credential.token(&TokenRequest::default()).await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn a_client_secret_that_was_refused() {
    let playground = Playground::start().await.unwrap();
    for authentication in [ClientAuthentication::secret_basic(secret()), ClientAuthentication::secret_post(secret())] {
        let agent = ClientRegistration::builder("agent").authentication(authentication);
        let credential = ClientCredentials::new(&agent.token_endpoint(&playground.token_endpoint()).unwrap());
        check_error(&credential.token(&TokenRequest::default()).await.unwrap_err());
    }
}

#[tokio::test]
async fn an_intermediary_that_repeats_what_was_sent() {
    let playground = Playground::start().await.unwrap();
    let agent = ClientRegistration::builder("agent").authentication(secret());
    let credential = ClientCredentials::new(&agent.token_endpoint(&playground.token_endpoint()).unwrap());
    for status in [StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED, StatusCode::BAD_GATEWAY, StatusCode::FOUND] {
        for content_type in ["text/html", "text/plain", "application/x-www-form-urlencoded"] {
            let page = format!("client_id=agent&client_secret={SECRET}");
            playground.answer("POST /token", answer(status, content_type, &page));
            check_error(&credential.token(&TokenRequest::default()).await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn an_oauth_error_that_cannot_be_read() {
    let playground = Playground::start().await.unwrap();
    let agent = ClientRegistration::builder("agent").authentication(secret());
    let credential = ClientCredentials::new(&agent.token_endpoint(&playground.token_endpoint()).unwrap());
    for status in [StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED, StatusCode::BAD_GATEWAY] {
        for body in [
            format!(r#"{{"error":"invalid_request","error_description":{{"client_secret":"{SECRET}"}}}}"#),
            format!(r#"{{"error":"invalid_request","error_uri":["{SECRET}"]}}"#),
            format!(r#"{{"error":"invalid_request","sent":"{SECRET}","at":1e999}}"#),
            format!(r#"{{"error":"a","error":"b","sent":"{SECRET}"}}"#),
        ] {
            playground.answer("POST /token", answer(status, "application/json", &body));
            check_error(&credential.token(&TokenRequest::default()).await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn a_token_response_that_cannot_be_used() {
    let playground = Playground::start().await.unwrap();
    let agent = ClientRegistration::builder("agent").authentication("s3cret");
    let credential = ClientCredentials::new(&agent.token_endpoint(&playground.token_endpoint()).unwrap());
    for response in [
        format!(r#"{{"access_token":"{SECRET}""#),
        format!(r#"{{"access_token":"{SECRET}"}}"#),
        format!(r#"{{"access_token":"{SECRET} {SECRET}","token_type":"Bearer"}}"#),
        format!(r#"{{"access_token":["{SECRET}"],"token_type":"Bearer"}}"#),
        format!(r#"{{"access_token":"{SECRET}","token_type":"mac"}}"#),
        format!(r#"{{"access_token":"{SECRET}","token_type":"Bearer","expires_in":{{}}}}"#),
        format!(r#"{{"access_token":"{SECRET}","token_type":"Bearer","scope":"\u0007"}}"#),
    ] {
        playground.answer("POST /token", answer(StatusCode::OK, "application/json", &response));
        check_error(&credential.token(&TokenRequest::default()).await.expect_err(&response));
    }
}

#[tokio::test]
async fn a_token_response_of_the_wrong_type() {
    let playground = Playground::start().await.unwrap();
    let agent = ClientRegistration::builder("agent").authentication("s3cret");
    let credential = ClientCredentials::new(&agent.token_endpoint(&playground.token_endpoint()).unwrap());
    playground.answer("POST /token", answer(StatusCode::OK, "application/json", &format!("{SECRET:?}")));
    check_error(&credential.token(&TokenRequest::default()).await.unwrap_err());
}

#[test]
fn a_secret_of_the_wrong_type() {
    let error = serde_secret("1234567890").unwrap_err();
    assert!(!error.to_string().contains("1234567890"), "{error}");
}

#[tokio::test]
async fn a_url_with_a_password_or_a_secret_in_its_query() {
    let playground = Playground::start().await.unwrap();
    let key = || ApiKey::new("k3y").unwrap();
    for base in
        [format!("https://me:{SECRET}@api.example.com"), format!("https://:{SECRET}@"), format!("me:{SECRET}@h")]
    {
        check_error(&Client::<Dynamic>::builder(&base).credential(key()).build().unwrap_err());
        check_error(&AuthMiddleware::builder(key()).origin(&base).build().unwrap_err());
    }

    let api = Client::<Dynamic>::builder(playground.api()).credential(key()).build().unwrap();
    for url in [format!("https://me:{SECRET}@api.example.com/"), format!("https://api.example.com/?key={SECRET}")] {
        let error = api.request::<GetClouds>(Method::GET, url).send().await.unwrap_err();
        check_error(&auth_reqwest::Error::from(error));
    }
    let gone = format!("{}/cloud?key={SECRET}", playground.api());
    drop(playground);
    while let Ok(answered) = api.request::<GetClouds>(Method::GET, &gone).send().await {
        drop(answered); // the playground has not ended yet
    }
    let error = api.request::<GetClouds>(Method::GET, &gone).send().await.unwrap_err();
    check_error(&auth_reqwest::Error::from(error));
}

/// Says what it was told, as a retry layer does when it gives up.
struct GivesUp;

#[derive(Debug, thiserror::Error)]
#[error("gave up on {url}")]
struct GaveUp {
    url: Url,
    source: reqwest_middleware::Error,
}

#[async_trait]
impl Middleware for GivesUp {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let url = request.url().clone();
        next.run(request, extensions)
            .await
            .map_err(|source| reqwest_middleware::Error::middleware(GaveUp { url, source }))
    }
}

#[tokio::test]
async fn another_middleware_that_repeats_the_url() {
    let key = ApiKey::new("k3y").unwrap();
    let api = Client::<Dynamic>::builder("http://127.0.0.1:1").credential(key).with(GivesUp).build().unwrap();
    let delete = DeleteProjectAccessToken { cloud_pk: 1, project_pk: 2, token: secret() };
    let error = api.send(delete).await.unwrap_err();
    check_error(&error);
    assert_eq!(error.to_string(), "gave up on http://127.0.0.1:1/..");
    let cause = error.source().unwrap();
    assert_eq!(cause.to_string(), "error sending request for url (http://127.0.0.1:1/..)");
    assert!(cause.source().is_some(), "that the connection failed");

    let auth_reqwest::Error::Middleware(error) = error else { panic!("{error:?}") };
    let reqwest_middleware::Error::Middleware(whole) = error.expose() else { panic!("{error:?}") };
    assert!(whole.downcast_ref::<GaveUp>().unwrap().url.as_str().contains(SECRET), "it is there for who asks");
}

#[tokio::test]
async fn a_request_that_is_refused() {
    let playground = Playground::start().await.unwrap();
    let api = Client::<Dynamic>::builder(playground.api()).credential(ApiKey::new("k3y").unwrap()).build().unwrap();
    let error = api.request::<GetClouds>(Method::GET, "/cloud").bearer_auth(SECRET).send().await.unwrap_err();
    check_error(&auth_reqwest::Error::from(error));
}

fn answer(status: StatusCode, content_type: &'static str, body: &str) -> Answer {
    Answer::new(status).header(header::CONTENT_TYPE, HeaderValue::from_static(content_type)).body(body)
}

fn serde_secret(json: &str) -> serde_json::Result<Secret> {
    serde_json::from_str(json)
}

#[tokio::test]
async fn a_client_that_is_registered_and_what_it_was_issued() {
    let peer = Peer::start();
    let new = || {
        ClientRegistration::register()
            .flows([Flow::ClientCredentials])
            .initial_access_token(secret())
            .software_statement(secret())
            .private_key_jwt(SigningKey::generate().unwrap())
    };
    check(&new());
    check_error(&new().at("https://iam.invalid").await.unwrap_err());
    let patch = json!({ "client_secret": SECRET, "registration_access_token": SECRET });
    peer.fault("/reg", json!({ "patch": patch })).await;
    let registered = ClientRegistration::register().flows([Flow::ClientCredentials]).at(peer.issuer()).await.unwrap();
    assert_eq!(registered.client_secret().unwrap().expose(), SECRET);
    check(&registered);
    check(&registered.client_secret());
    check(&registered.registration_access_token());
    check(registered.registration());
    peer.fault("/reg", json!({ "status": 400, "raw": SECRET, "body": SECRET })).await;
    check_error(&new().at(peer.issuer()).await.unwrap_err());
}

#[tokio::test]
async fn the_key_store_and_stepping_up() {
    check(&KeyringStore::new("tests"));
    let tokens = TokenCache::new(ApiKey::new(secret()).unwrap());
    let more = MoreScopes::up_to("model:write".parse().unwrap(), &tokens);
    check(&more);
    let auth =
        AuthMiddleware::builder_with_tokens(tokens.clone()).origin("https://api.example.com").step_up(more.clone());
    check(&auth);
    check(&auth.build().unwrap());
    check(&Client::<Dynamic>::builder("https://api.example.com").tokens(tokens).step_up(more));
}
