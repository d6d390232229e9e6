use std::{
    any,
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use auth_core::{
    ApiOperation, Grant, ScopeSet,
    testing::{Grants, Recorder},
};
use bytes::Bytes;
use http::{Extensions, StatusCode, header};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};
use serde::Serialize;
use thiserror::Error;

use super::Call;
use crate::{Client, ClientBuilder, DeclaredOperation};

/// Not a host that exists (RFC 6761 section 6.2).
const BASE: &str = "https://api.test";

/// Answers operations from memory; see the [module](super).
///
/// Clones share the answers and what was called.
#[derive(Clone, Default)]
pub struct FakeApi(Arc<Inner>);

#[derive(Default)]
struct Inner {
    /// By the name, with the path of the type.
    answers: Mutex<HashMap<&'static str, (&'static str, Arc<Answer>)>>,
    calls: Mutex<Vec<Call>>,
    recorder: Recorder,
}

type Answer = dyn Fn(&Call) -> http::Response<Bytes> + Send + Sync;

impl FakeApi {
    /// An API that has no answers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers each call of `O` with 200 and this JSON.
    ///
    /// # Panics
    ///
    /// When the value cannot be written as JSON, or another operation of the same name has an answer.
    #[must_use]
    pub fn answer<O: ApiOperation>(self, body: impl Serialize) -> Self {
        self.answer_with_status::<O>(StatusCode::OK, body)
    }

    /// Answers each call of `O` with this status and JSON, such as a refusal.
    ///
    /// # Panics
    ///
    /// When the value cannot be written as JSON, or another operation of the same name has an answer.
    #[must_use]
    pub fn answer_with_status<O: ApiOperation>(self, status: StatusCode, body: impl Serialize) -> Self {
        let body = match serde_json::to_vec(&body) {
            Ok(body) => Bytes::from(body),
            Err(error) => panic!("the answer to `{}` cannot be written as JSON: {error}", O::NAME),
        };
        self.answer_by::<O>(move |_| {
            let mut response = http::Response::new(body.clone());
            *response.status_mut() = status;
            let json = header::HeaderValue::from_static("application/json");
            response.headers_mut().insert(header::CONTENT_TYPE, json);
            response
        })
    }

    /// Answers each call of `O` by looking at it: for answers that change, have headers, or are no JSON.
    ///
    /// # Panics
    ///
    /// When another operation of the same name has an answer: a request is known by the name.
    #[must_use]
    pub fn answer_by<O: ApiOperation>(
        self,
        answer: impl Fn(&Call) -> http::Response<Bytes> + Send + Sync + 'static,
    ) -> Self {
        let path = path_of::<O>();
        let former = lock(&self.0.answers).insert(O::NAME, (path, Arc::new(answer)));
        if let Some((other, _)) = former.filter(|(other, _)| *other != path) {
            panic!("two operations are called `{}`, `{other}` and `{path}`; give each a fake of its own", O::NAME);
        }
        self
    }

    /// A client of this API whose token was granted what it asks for.
    ///
    /// # Panics
    ///
    /// When reqwest cannot build an HTTP client on this machine.
    #[must_use]
    pub fn client<G: Grant>(&self) -> Client<G> {
        self.built(Client::builder(BASE).credential(Grants::<G>::new()))
    }

    /// A client of this API whose token was granted only these scopes: the server, or the user, agreed to less.
    ///
    /// # Panics
    ///
    /// As [`FakeApi::client`].
    #[must_use]
    pub fn client_granted_only<G: Grant>(&self, scopes: ScopeSet) -> Client<G> {
        self.built(Client::builder(BASE).credential(Grants::<G>::only(scopes)))
    }

    fn built<G: Grant>(&self, builder: ClientBuilder<G>) -> Client<G> {
        match builder.answered_by(self).build() {
            Ok(client) => client,
            Err(error) => panic!("the client cannot be built: {error}"),
        }
    }

    /// What was called, in order, with what would have been sent. What was refused before is not in it.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.0.calls).clone()
    }

    /// What the calls required.
    #[must_use]
    pub fn recorder(&self) -> &Recorder {
        &self.0.recorder
    }
}

/// In place of the network: never calls what comes next.
#[async_trait]
impl Middleware for FakeApi {
    async fn handle(
        &self,
        request: Request,
        extensions: &mut Extensions,
        _next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let undeclared = || reqwest_middleware::Error::middleware(NoAnswer("a request that declares no operation"));
        let declared = extensions.get::<DeclaredOperation>().ok_or_else(undeclared)?;
        let call = Call::new(declared.name(), &request);
        let answer = lock(&self.0.answers).get(declared.name()).cloned();
        lock(&self.0.calls).push(call.clone());
        self.0.recorder.record_named(declared.name(), declared.requirement());
        match answer {
            Some((_, answer)) => Ok(answer(&call).map(reqwest::Body::from).into()),
            None => Err(reqwest_middleware::Error::middleware(NoAnswer(declared.name()))),
        }
    }
}

impl fmt::Debug for FakeApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut answers: Vec<_> = lock(&self.0.answers).keys().copied().collect();
        answers.sort_unstable();
        f.debug_struct("FakeApi").field("answers", &answers).finish_non_exhaustive()
    }
}

/// What was called and cannot be answered.
#[derive(Debug, Error)]
#[error("the fake API has no answer to `{0}`; give it one with `.answer::<..>(..)`")]
struct NoAnswer(&'static str);

/// Without what is generic, which a call does not tell.
fn path_of<O>() -> &'static str {
    let name = any::type_name::<O>();
    match name.split_once('<') {
        Some((path, _)) if !path.is_empty() => path,
        _ => name,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
