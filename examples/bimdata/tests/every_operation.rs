//! Each of the 395 operations, called: with exactly what it requires, and with everything else.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use auth_core::{
    AccessToken, Dynamic, Endpoint, OperationInfo, Permits, Requirement, ScopeName, ScopeSet, Secret, StaticToken,
};
use auth_reqwest::{Client, Error, Refusal};
use axum::{
    Router,
    http::{HeaderMap, StatusCode, header},
    routing::{MethodFilter, on},
};
use bimdata::{operations::OPERATIONS, scopes::SCOPES};
use reqwest_middleware::RequestBuilder;
use tokio::net::TcpListener;

/// Guards each operation with its own declaration, and trusts the token to say what it may do.
async fn server() -> String {
    let mut app = Router::new();
    for operation in OPERATIONS {
        let requirement = operation.requirement();
        let method = MethodFilter::try_from(operation.method().clone()).unwrap();
        let guard = move |headers: HeaderMap| async move { guard(&requirement, &headers) };
        app = app.route(&with_numbered_placeholders(operation.path()), on(method, guard));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

fn guard(requirement: &Requirement, headers: &HeaderMap) -> StatusCode {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let scopes = token.map(|token| token.replace('.', ":").replace('~', " ").replace('/', "")).unwrap();
    if requirement.satisfied_by(&scopes.parse().unwrap()).is_ok() { StatusCode::OK } else { StatusCode::FORBIDDEN }
}

/// A router wants one name for one place.
fn with_numbered_placeholders(path: &str) -> String {
    let segments = path.split('/').enumerate();
    let renamed =
        segments.map(|(at, segment)| if segment.starts_with('{') { format!("{{p{at}}}") } else { segment.to_owned() });
    renamed.collect::<Vec<_>>().join("/")
}

/// A client with these scopes. Where it does not know them, it leaves it to the server to refuse.
fn client(url: &str, scopes: &ScopeSet, knows_them: bool) -> Client<Dynamic> {
    // Something has to be there, also when there is no scope.
    let text = format!("/{}", scopes.to_string().replace(':', ".").replace(' ', "~"));
    let token = AccessToken::bearer(&Secret::new(text)).unwrap();
    let token = if knows_them { token.with_scopes(scopes.clone()) } else { token };
    Client::builder(url).credential(StaticToken::new(token)).build().unwrap()
}

fn request<O: Endpoint>(client: &Client<Dynamic>) -> RequestBuilder
where
    Dynamic: Permits<O>,
{
    client.request::<O>(O::METHOD, O::PATH.replace(['{', '}'], ""))
}

/// What a client asks for that means to call the operation, and everything besides.
fn exactly_and_others(operation: &OperationInfo) -> (ScopeSet, ScopeSet) {
    let name = |scope: &auth_core::ScopeInfo| ScopeName::from_static(scope.name());
    let missing = operation.requirement().satisfied_by(&ScopeSet::new()).err();
    let exactly = missing.iter().flat_map(auth_core::MissingScopes::scopes).map(|scope| name(scope)).collect();
    let named = operation.requirement().scopes();
    let others = SCOPES.iter().filter(|scope| !named.contains(scope)).map(|scope| name(scope)).collect();
    (exactly, others)
}

/// The clients that were needed so far: it takes long to build one.
struct Clients {
    url: String,
    built: BTreeMap<(ScopeSet, bool), Client<Dynamic>>,
}

impl Clients {
    fn with(&mut self, scopes: &ScopeSet, knows_them: bool) -> &Client<Dynamic> {
        let key = (scopes.clone(), knows_them);
        self.built.entry(key).or_insert_with(|| client(&self.url, scopes, knows_them))
    }
}

/// Whether there is a scope without which it is refused.
async fn check<O: Endpoint>(clients: &mut Clients) -> bool
where
    Dynamic: Permits<O>,
{
    let (exactly, others) = exactly_and_others(&OperationInfo::of::<O>());
    let sent = request::<O>(clients.with(&exactly, true)).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::OK, "{}: {exactly}", O::NAME);
    if exactly.is_empty() {
        return false;
    }
    let kept = request::<O>(clients.with(&others, true)).send().await.map_err(Error::from).unwrap_err();
    assert!(matches!(kept, Error::Refused(Refusal::MissingScopes { .. })), "{}: {kept}", O::NAME);
    let sent = request::<O>(clients.with(&others, false)).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::FORBIDDEN, "{}: {others}", O::NAME);
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn each_is_permitted_with_what_it_requires_and_refused_with_all_else_by_client_and_server() {
    let mut clients = Clients { url: server().await, built: BTreeMap::new() };
    let (mut called, mut refused) = (0, 0);
    macro_rules! each {
        ($operation:ty) => {
            refused += usize::from(check::<$operation>(&mut clients).await);
            called += 1;
        };
    }
    bimdata::for_each_operation!(each);
    assert_eq!((called, refused), (395, 375));
}
