use std::{error, fmt};

use auth_core::CredentialError;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use reqwest::Response;
use serde_json::{Map, Value};

use crate::{Challenge, Challenges, Error};

/// How much of the body of an error is read.
const MOST_BYTES: usize = 64 * 1024;

/// The server answered an operation, but not with success.
///
/// What the server says in words is not part of its texts, as it may repeat what was sent: neither the body, nor the
/// [`problem`](Self::problem) in it, nor a description in a challenge.
pub struct ResponseError {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    challenges: Challenges,
    problem: Option<Problem>,
    body: Bytes,
    /// Why there is no token that is enough.
    step_up: Option<CredentialError>,
}

impl ResponseError {
    /// The operation that was called.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers, such as `Retry-After`, or the `Location` of a redirect that was not followed.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What a 401 or 403 asks for: a token with other scopes, another way to sign in.
    #[must_use]
    pub fn challenge(&self) -> Option<&Challenge> {
        self.challenges.oauth()
    }

    /// All challenges of the response.
    #[must_use]
    pub const fn challenges(&self) -> &Challenges {
        &self.challenges
    }

    /// What the server says is the matter, where it follows RFC 9457. For people rather than for logs.
    #[must_use]
    pub const fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// The body, as far as it arrived, and up to 64 KiB of it.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Reads a response that is not a success.
    pub(crate) async fn read(operation: &'static str, mut response: Response) -> Error {
        let step_up = response.extensions_mut().remove();
        let mut body = Vec::new();
        while body.len() < MOST_BYTES {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk[..chunk.len().min(MOST_BYTES - body.len())]),
                // What there is of it is enough: that the server refuses is known.
                Ok(None) | Err(_) => break,
            }
        }
        Error::from(Box::new(Self {
            operation,
            status: response.status(),
            headers: response.headers().clone(),
            challenges: Challenges::of(response.headers()),
            problem: Problem::of(&response, &body),
            body: body.into(),
            step_up,
        }))
    }
}

impl fmt::Debug for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("challenges", &self.challenges)
            .field("has_problem", &self.problem.is_some())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered `{}` with {}", self.operation, self.status)?;
        if self.status.is_redirection() && self.headers.contains_key(header::LOCATION) {
            f.write_str(": a redirect, which is not followed to another origin")?;
        }
        if let Some(challenge) = self.challenge() {
            if let Some(code) = challenge.code() {
                write!(f, ", `{code}`")?;
            }
            if let Some(scope) = challenge.scope() {
                write!(f, "; it needs `{scope}`")?;
            }
        }
        match self.problem {
            None => Ok(()),
            Some(_) => f.write_str("; `ResponseError::problem` says why"),
        }
    }
}

impl error::Error for ResponseError {
    /// Why [stepping up](crate::StepUp) failed, if it did.
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.step_up.as_ref().map(|error| error as _)
    }
}

/// Problem details of RFC 9457, of the media type `application/problem+json`.
///
/// # Security
///
/// Its members are the server's words, and may repeat what was sent. No error shows them by itself.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// A URI that says which kind of problem it is.
    pub kind: Option<String>,
    /// What kind of problem it is, for people.
    pub title: Option<String>,
    /// What happened this time, for people.
    pub detail: Option<String>,
    /// A URI of this occurrence.
    pub instance: Option<String>,
    /// All other members.
    pub extensions: Map<String, Value>,
}

impl Problem {
    fn of(response: &Response, body: &[u8]) -> Option<Self> {
        let content_type = response.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
        let essence = content_type.split(';').next()?.trim();
        if !essence.eq_ignore_ascii_case("application/problem+json") {
            return None;
        }
        let mut members: Map<String, Value> = serde_json::from_slice(body).ok()?;
        // RFC 9457 section 3.1: a member of another type is ignored.
        let mut text = |name| match members.remove(name)? {
            Value::String(text) => Some(text),
            _ => None,
        };
        let (kind, title, detail, instance) = (text("type"), text("title"), text("detail"), text("instance"));
        Some(Self { kind, title, detail, instance, extensions: members })
    }
}
