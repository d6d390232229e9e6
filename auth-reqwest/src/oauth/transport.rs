use std::time::Duration;

use auth_core::{CredentialError, CredentialErrorKind, Secret};
use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode, Uri};
use huskarl::core::{
    Error, OAuthError, RetryAdvice,
    http::{HttpClient, HttpResponse, Idempotency},
    platform::MaybeSendBoxFuture,
};
use huskarl_reqwest::ReqwestClient;
use reqwest::Url;
use serde_json::{Map, Value};

use super::{ClientAuthentication, repeated::Sent};
use crate::origin::Origin;

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How requests reach the authorization server.
///
/// What an intermediary says instead of the server (a page of a proxy, say) does not become part of an error: it may
/// repeat what was sent, and that was a secret. Nor does what the server itself says, where it does.
#[derive(Clone)]
pub(super) struct Transport {
    http: ReqwestClient,
    headers: HeaderMap,
    /// Where the headers go.
    origins: Vec<Origin>,
    client_secret: Option<Secret>,
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
        let http = ReqwestClient::from(http).with_uses_mtls(shows_certificate);
        Ok(Self { http, headers: HeaderMap::new(), origins: Vec::new(), client_secret: None })
    }

    /// The same, with headers that go with every request to certain origins.
    pub(super) fn with_headers(self, headers: HeaderMap) -> Self {
        Self { headers, ..self }
    }

    /// One more origin that they go to.
    pub(super) fn allow(&mut self, url: &str) {
        self.origins.extend(Url::parse(url).iter().map(Origin::of));
    }

    /// The secret that the client has, which no error is to show.
    pub(super) fn learn(&mut self, authentication: &ClientAuthentication) {
        self.client_secret = authentication.shared_secret().cloned();
    }

    fn is_allowed(&self, uri: &Uri) -> bool {
        let url = Url::parse(&uri.to_string());
        url.is_ok_and(|url| self.origins.iter().any(|origin| origin.includes(&url)))
    }
}

impl HttpClient for Transport {
    fn uses_mtls(&self) -> bool {
        self.http.uses_mtls()
    }

    fn execute(
        &self,
        mut request: Request<Bytes>,
        idempotency: Idempotency,
    ) -> MaybeSendBoxFuture<'_, Result<HttpResponse, Error>> {
        if self.is_allowed(request.uri()) {
            request.headers_mut().extend(self.headers.clone());
        }
        let sent = Sent::with(&request, self.client_secret.as_ref());
        Box::pin(async move {
            let mut response = self.http.execute(request, idempotency).await?;
            if is_failure(response.status) {
                response.body = match oauth_error(&response.body) {
                    Some(error) => Value::Object(sent.hidden_in(error)).to_string().into(),
                    None => not_shown(&response.body),
                };
            } else if !response.status.is_success() {
                // A redirect is no answer, whatever its body says.
                response.body = not_shown(&response.body);
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

fn not_shown(body: &[u8]) -> Bytes {
    format!("{} bytes, not shown", body.len()).into()
}

/// What the server itself says is wrong (RFC 6749 section 5.2). What huskarl cannot read as such it would quote.
fn oauth_error(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice::<OAuthError>(body).ok()?;
    serde_json::from_slice(body).ok()
}
