use std::{sync::Arc, time::Duration};

use auth_core::{CredentialError, CredentialErrorKind, ProofOfPossession};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, Version};
use reqwest::{Request, Response, Url};

use super::{check_absent, tokens::Standing};
use crate::{Challenges, Error};

/// A request that was sent.
pub(super) struct Attempt {
    pub(super) standing: Standing,
    pub(super) sent: Sent,
    /// `None` when its body can be sent once only.
    pub(super) replay: Option<Replay>,
}

/// What a request was sent with. No more is kept of the token, so that no one else waits for it.
pub(super) struct Sent {
    pub(super) generation: u64,
    pub(super) value: HeaderValue,
    /// In a box, as most requests have none, and room for it would be made in each.
    pub(super) proof: Option<Box<Proof>>,
}

impl Sent {
    /// Takes a nonce from the response, and says whether the same request may be accepted with it (RFC 9449 section 9).
    pub(super) fn learn(&self, response: &Response) -> bool {
        let Some(Proof { of, uri }) = self.proof.as_deref() else { return false };
        of.learn(uri, response.headers());
        response.status() == StatusCode::UNAUTHORIZED
            && Challenges::of(response.headers()).scheme("DPoP").and_then(|challenge| challenge.error())
                == Some("use_dpop_nonce")
    }
}

/// What proved that the token was issued here, and for which URL.
pub(super) struct Proof {
    of: Arc<dyn ProofOfPossession>,
    uri: Uri,
}

impl Proof {
    pub(super) async fn add(of: Arc<dyn ProofOfPossession>, request: &mut Request) -> Result<Self, Error> {
        let uri = request.url().as_str().parse::<Uri>().map_err(|error| {
            let message = "the URL of the request cannot be part of a proof";
            CredentialError::new(CredentialErrorKind::InvalidRequest, message).with_source(error)
        })?;
        let (name, value) = of.prove(request.method(), &uri).await?;
        check_absent(&name, request)?;
        request.headers_mut().insert(name, value);
        Ok(Self { of, uri })
    }
}

/// What it takes to send a request once more.
#[expect(clippy::large_enum_variant, reason = "the large one is the usual one, and to allocate is what takes the time")]
pub(super) enum Replay {
    /// Of a request without a body, all that it has: [`Request::try_clone`] takes several times as long, because it makes
    /// room for a time limit where there is none.
    Parts { method: Method, url: Url, headers: HeaderMap, version: Version, timeout: Option<Duration> },
    /// Of one with a body, which also one has that was made of an [`http::Request`], with extensions no one can see.
    Whole(Box<Request>),
}

impl Replay {
    /// `None` when the body can be sent once only.
    pub(super) fn of(request: &Request) -> Option<Self> {
        if request.body().is_some() {
            return request.try_clone().map(Box::new).map(Self::Whole);
        }
        Some(Self::Parts {
            method: request.method().clone(),
            url: request.url().clone(),
            headers: request.headers().clone(),
            version: request.version(),
            timeout: request.timeout().copied(),
        })
    }

    pub(super) fn into_request(self) -> Request {
        match self {
            Self::Whole(request) => *request,
            Self::Parts { method, url, headers, version, timeout } => {
                let mut request = Request::new(method, url);
                *request.headers_mut() = headers;
                *request.version_mut() = version;
                if timeout.is_some() {
                    *request.timeout_mut() = timeout;
                }
                request
            }
        }
    }
}
