use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, StatusCode};

use super::world::World;

/// An answer that an endpoint gives without looking at the request.
///
/// ```
/// use auth_examples::playground::Answer;
/// use http::{HeaderValue, StatusCode, header};
///
/// let step_up = HeaderValue::from_static(r#"Bearer error="insufficient_user_authentication", acr_values="mfa""#);
/// let twice = Answer::new(StatusCode::UNAUTHORIZED).header(header::WWW_AUTHENTICATE, step_up).times(2);
/// # _ = twice;
/// ```
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: String,
    times: usize,
}

impl Answer {
    /// An answer without headers and body, given once.
    #[must_use]
    pub const fn new(status: StatusCode) -> Self {
        Self { status, headers: Vec::new(), body: String::new(), times: 1 }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Gives it a body.
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// Has it given for the next so many requests.
    #[must_use]
    pub const fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        response
    }
}

/// What was asked so far, and what will be answered out of turn.
#[derive(Default)]
pub(super) struct Script {
    requests: HashMap<String, usize>,
    api_requests: usize,
    answers: HashMap<String, VecDeque<Answer>>,
}

impl Script {
    pub(super) fn push(&mut self, endpoint: &str, answer: Answer) {
        self.answers.entry(endpoint.to_owned()).or_default().push_back(answer);
    }

    pub(super) fn requests(&self, endpoint: &str) -> usize {
        self.requests.get(endpoint).copied().unwrap_or_default()
    }

    pub(super) const fn api_requests(&self) -> usize {
        self.api_requests
    }

    fn note(&mut self, endpoint: &str, server: Server) {
        *self.requests.entry(endpoint.to_owned()).or_default() += 1;
        if server == Server::Api {
            self.api_requests += 1;
        }
    }

    fn next_answer(&mut self, endpoint: &str) -> Option<Answer> {
        let answers = self.answers.get_mut(endpoint)?;
        while let Some(answer) = answers.front_mut() {
            if let Some(left) = answer.times.checked_sub(1) {
                answer.times = left;
                return Some(answer.clone());
            }
            answers.pop_front();
        }
        None
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Server {
    Api,
    Issuer,
}

pub(super) async fn play_api(world: State<Arc<World>>, request: Request, next: Next) -> Response {
    play(Server::Api, world, request, next).await
}

pub(super) async fn play_issuer(world: State<Arc<World>>, request: Request, next: Next) -> Response {
    play(Server::Issuer, world, request, next).await
}

/// Counts the request, and answers it out of turn if that is what was set.
async fn play(server: Server, State(world): State<Arc<World>>, request: Request, next: Next) -> Response {
    let endpoint = format!("{} {}", request.method(), request.uri().path());
    let scripted = {
        let mut script = world.script();
        script.note(&endpoint, server);
        script.next_answer(&endpoint)
    };
    match scripted {
        Some(answer) => answer.into_response(),
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_given_in_order_and_as_often_as_set() {
        let mut script = Script::default();
        for (status, times) in [(StatusCode::GONE, 0), (StatusCode::FOUND, 2), (StatusCode::CONFLICT, 1)] {
            script.push("GET /", Answer::new(status).times(times));
        }
        let mut given = || script.next_answer("GET /").map(|answer| answer.status);
        assert_eq!(
            [given(), given(), given(), given()],
            [Some(StatusCode::FOUND), Some(StatusCode::FOUND), Some(StatusCode::CONFLICT), None]
        );
        assert!(script.next_answer("POST /").is_none());
    }
}
