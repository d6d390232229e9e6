//! Each of BIMData's 395 operations, called: with exactly what it requires, and with everything else.

use std::{collections::BTreeMap, pin::Pin};

use auth_core::{
    AccessToken, ByteStream, Credential as _, Dynamic, Endpoint, MissingScopes, OperationInfo, Permits,
    ResponseFormat as _, ResponseReader, ScopeInfo, ScopeName, ScopeSet, Secret, StaticToken, TokenRequest,
};
use auth_examples::playground::{Playground, Registration};
use auth_reqwest::{Client, Error, Refusal, oauth::ClientCredentials};
use bimdata::{
    BimData,
    operations::{CreateCloud, CreateMetaBuilding, CreateProject, GetElements},
    scopes::{CloudManage, ModelRead, ModelWrite, OrgManage, SCOPES},
    types::{CloudRequest, CreateBuildingByNameRequest, ProjectRequest},
};
use bytes::Bytes;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::json;

#[tokio::test]
async fn each_is_answered_with_what_it_requires_and_refused_with_all_else_by_client_and_server() {
    let mut world = World::create().await;
    let mut checks: Vec<CheckOf> = Vec::new();
    macro_rules! each {
        ($operation:ty) => {
            checks.push(|world| Box::pin(check::<$operation>(world)));
        };
    }
    bimdata::for_each_operation!(each);
    let mut refused = 0;
    for check in &checks {
        refused += usize::from(check(&mut world).await);
    }
    assert_eq!((checks.len(), refused), (395, 375));
    // Besides the four that made the world: those that were answered, and those that the server refused.
    assert_eq!(world.playground.api_requests(), 4 + 395 + 375);
}

/// The check of one operation. As one future, those of all would be larger than a stack.
type CheckOf = fn(&mut World) -> Pin<Box<dyn Future<Output = bool> + '_>>;

/// Whether there is a scope without which it is refused.
async fn check<O: Endpoint>(world: &mut World) -> bool
where
    Dynamic: Permits<O>,
{
    let (exactly, others) = exactly_and_others(&OperationInfo::of::<O>());
    let answer = world.call::<O>(&exactly, Check::On).await.unwrap();
    assert!(answer.status().is_success(), "{} with `{exactly}`: {}", O::NAME, answer.status());
    if let Err(error) = O::Format::read(Answer(answer)).await {
        panic!("{}: the answer is not of the declared type: {error}", O::NAME);
    }
    if exactly.is_empty() {
        return false;
    }
    let kept = world.call::<O>(&others, Check::On).await.unwrap_err();
    assert!(matches!(kept, Error::Refused(Refusal::MissingScopes { .. })), "{}: {kept}", O::NAME);
    let sent = world.call::<O>(&others, Check::Off).await.unwrap();
    assert_eq!(sent.status(), StatusCode::FORBIDDEN, "{} with `{others}`", O::NAME);
    true
}

/// What a client asks for that means to call the operation, and everything besides.
fn exactly_and_others(operation: &OperationInfo) -> (ScopeSet, ScopeSet) {
    let name = |scope: &ScopeInfo| ScopeName::from_static(scope.name());
    let missing = operation.requirement().satisfied_by(&ScopeSet::new()).err();
    let exactly = missing.iter().flat_map(MissingScopes::scopes).map(|scope| name(scope)).collect();
    let named = operation.requirement().scopes();
    let others = SCOPES.iter().filter(|scope| !named.contains(scope)).map(|scope| name(scope)).collect();
    (exactly, others)
}

/// Whether the client knows what its token may do, or leaves it to the server to refuse.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Check {
    On,
    Off,
}

/// A playground with one of everything, and the clients that were needed so far.
struct World {
    playground: Playground,
    /// What stands in the place of an identifier, by the segment before it.
    identifiers: BTreeMap<&'static str, String>,
    clients: BTreeMap<(ScopeSet, Check), Client<Dynamic>>,
}

impl World {
    async fn create() -> Self {
        let playground = Playground::start().await.unwrap();
        let creator = credential(&playground, "cloud:manage org:manage model:read model:write".parse().unwrap()).await;
        let api: BimData<(CloudManage, OrgManage, ModelRead, ModelWrite)> =
            BimData::at(playground.api()).credential(creator).build().unwrap();
        let body = CloudRequest { name: "Atelier".into(), ..CloudRequest::default() };
        let cloud = api.send(CreateCloud { body }).await.unwrap().id;
        let body = ProjectRequest { name: "House".into(), ..ProjectRequest::default() };
        let project = api.send(CreateProject { cloud_pk: cloud, body }).await.unwrap().id;
        let body = CreateBuildingByNameRequest { name: "Model".into() };
        let model = api.send(CreateMetaBuilding { cloud_pk: cloud, project_pk: project, body }).await.unwrap().id;
        let elements = api.send(GetElements::new(cloud, project, model)).await.unwrap();
        let identifiers = BTreeMap::from([
            ("cloud", cloud.to_string()),
            ("element", elements[0].uuid.clone()),
            ("model", model.to_string()),
            ("project", project.to_string()),
            ("projects", project.to_string()),
        ]);
        Self { playground, identifiers, clients: BTreeMap::new() }
    }

    async fn call<O: Endpoint>(&mut self, scopes: &ScopeSet, check: Check) -> Result<Response, Error>
    where
        Dynamic: Permits<O>,
    {
        let path = self.path(O::PATH);
        let key = (scopes.clone(), check);
        if !self.clients.contains_key(&key) {
            let client = client(&self.playground, scopes, check).await;
            self.clients.insert(key.clone(), client);
        }
        let mut request = self.clients[&key].request::<O>(O::METHOD, path);
        if O::METHOD != reqwest::Method::GET {
            // As much as any of them insists on.
            let end = "2999-01-01T00:00:00Z";
            request = request.json(&json!({ "name": "a", "title": "a", "scopes": ["model:read"], "expires_at": end }));
        }
        Ok(request.send().await?)
    }

    fn path(&self, template: &str) -> String {
        let mut segments: Vec<&str> = Vec::new();
        for segment in template.split('/') {
            let before = segments.last().copied().unwrap_or_default();
            let identifier = self.identifiers.get(before).map_or("1", String::as_str);
            segments.push(if segment.starts_with('{') { identifier } else { segment });
        }
        segments.join("/")
    }
}

/// A client of the playground that is registered for these scopes.
async fn credential(playground: &Playground, scopes: ScopeSet) -> ClientCredentials {
    let id = format!("with {scopes}");
    playground.register(Registration::new(&id, "s3cret", scopes));
    ClientCredentials::discover(playground.issuer(), id, "s3cret").await.unwrap()
}

async fn client(playground: &Playground, scopes: &ScopeSet, check: Check) -> Client<Dynamic> {
    let credential = credential(playground, scopes.clone()).await;
    let builder = Client::builder(playground.api());
    let builder = match check {
        Check::On => builder.credential(credential).scopes(scopes.clone()),
        Check::Off => builder.credential(StaticToken::new(of_unknown_scopes(&credential).await)),
    };
    builder.build().unwrap()
}

/// A token that does not say what it may do.
async fn of_unknown_scopes(credential: &ClientCredentials) -> AccessToken {
    let token = credential.token(&TokenRequest::default()).await.unwrap();
    let header = token.header().1.to_str().unwrap();
    AccessToken::bearer(&Secret::new(header.strip_prefix("Bearer ").unwrap())).unwrap()
}

/// Reads a response as the client does.
struct Answer(Response);

impl ResponseReader for Answer {
    type Error = Box<dyn std::error::Error + Send + Sync>;

    async fn json<T: DeserializeOwned>(self) -> Result<T, Self::Error> {
        Ok(serde_json::from_slice(&self.0.bytes().await?)?)
    }

    async fn empty(self) -> Result<(), Self::Error> {
        Ok(())
    }

    async fn bytes(self) -> Result<Bytes, Self::Error> {
        Ok(self.0.bytes().await?)
    }

    async fn stream(self) -> Result<ByteStream, Self::Error> {
        let chunk = self.0.bytes().await?;
        Ok(ByteStream::new(futures_util::stream::once(async { Ok(chunk) })))
    }
}
