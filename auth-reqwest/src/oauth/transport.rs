use std::time::Duration;

use auth_core::{CredentialError, CredentialErrorKind};
use http::{HeaderMap, Request, StatusCode};
use huskarl::core::{
    Error, OAuthError, RetryAdvice,
    http::{HttpClient, HttpResponse, Idempotency},
    platform::MaybeSendBoxFuture,
};
use huskarl_reqwest::ReqwestClient;

use super::ClientAuthentication;

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How requests reach the authorization server.
///
/// What an intermediary says instead of the server (a page of a proxy, say) does not become part of an error: it may
/// repeat what was sent, and that was a secret.
#[derive(Clone)]
pub(super) struct Transport {
    http: ReqwestClient,
    headers: HeaderMap,
}

impl Transport {
    /// Redirects are never followed: what is sent is a secret, and the server named its endpoints itself.
    pub(super) fn new(
        http: Option<reqwest::ClientBuilder>,
        authentication: &ClientAuthentication,
    ) -> Result<Self, CredentialError> {
        let http = http.unwrap_or_else(|| reqwest::Client::builder().timeout(TIME_LIMIT));
        let http = http.redirect(reqwest::redirect::Policy::none());
        let (http, shows_certificate) = with_certificate(http, authentication);
        let http = http.build().map_err(|error| {
            CredentialError::new(CredentialErrorKind::Configuration, "the HTTP client could not be built")
                .with_source(error)
        })?;
        Ok(Self { http: ReqwestClient::from(http).with_uses_mtls(shows_certificate), headers: HeaderMap::new() })
    }

    /// The same, with headers that go with every request.
    pub(super) fn with_headers(self, headers: HeaderMap) -> Self {
        Self { headers, ..self }
    }
}

impl HttpClient for Transport {
    fn uses_mtls(&self) -> bool {
        self.http.uses_mtls()
    }

    fn execute(
        &self,
        mut request: Request<bytes::Bytes>,
        idempotency: Idempotency,
    ) -> MaybeSendBoxFuture<'_, Result<HttpResponse, Error>> {
        request.headers_mut().extend(self.headers.clone());
        Box::pin(async move {
            let mut response = self.http.execute(request, idempotency).await?;
            let is_answer = if is_failure(response.status) {
                is_oauth_error(&response.body)
            } else {
                // A redirect is no answer, whatever its body says.
                response.status.is_success()
            };
            if !is_answer {
                response.body = format!("{} bytes, not shown", response.body.len()).into();
            }
            // serde reads a struct from an array too, member by member; no answer of OAuth is one.
            if response.body.trim_ascii_start().starts_with(b"[") {
                return Err(Error::new(RetryAdvice::No, "the answer is a JSON array, and not an object"));
            }
            Ok(response)
        })
    }
}

#[cfg(feature = "rustls")]
fn with_certificate(
    http: reqwest::ClientBuilder,
    authentication: &ClientAuthentication,
) -> (reqwest::ClientBuilder, bool) {
    match authentication.identity() {
        Some(identity) => (http.identity(identity.clone()), true),
        None => (http, false),
    }
}

#[cfg(not(feature = "rustls"))]
fn with_certificate(
    http: reqwest::ClientBuilder,
    _authentication: &ClientAuthentication,
) -> (reqwest::ClientBuilder, bool) {
    (http, false)
}

fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// Whether it is the server itself that says what is wrong (RFC 6749 section 5.2). What huskarl cannot read as such it
/// would quote.
fn is_oauth_error(body: &[u8]) -> bool {
    serde_json::from_slice::<OAuthError>(body).is_ok()
}
