use std::time::Duration;

use auth_core::{CredentialError, CredentialErrorKind};
use http::{HeaderValue, Request, header};
use huskarl::core::{
    Error,
    http::{HttpClient, HttpResponse, Idempotency},
    platform::MaybeSendBoxFuture,
};
use huskarl_reqwest::ReqwestClient;

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How requests reach the authorization server.
///
/// What an intermediary says instead of the server (a page of a proxy, say) does not become part of an error: it may
/// repeat what was sent, and that was a secret.
#[derive(Clone)]
pub(super) struct Transport(ReqwestClient);

impl Transport {
    pub(super) fn new(http: Option<reqwest::Client>) -> Result<Self, CredentialError> {
        let http = match http {
            Some(http) => http,
            None => default_client().map_err(|error| {
                CredentialError::new(CredentialErrorKind::Configuration, "the HTTP client could not be built")
                    .with_source(error)
            })?,
        };
        Ok(Self(ReqwestClient::from(http)))
    }
}

impl HttpClient for Transport {
    fn uses_mtls(&self) -> bool {
        self.0.uses_mtls()
    }

    fn execute(
        &self,
        request: Request<bytes::Bytes>,
        idempotency: Idempotency,
    ) -> MaybeSendBoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let mut response = self.0.execute(request, idempotency).await?;
            if !response.status.is_success() && !is_json(response.headers.get(header::CONTENT_TYPE)) {
                response.body = format!("{} bytes, not shown", response.body.len()).into();
            }
            Ok(response)
        })
    }
}

fn default_client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(TIME_LIMIT).build()
}

fn is_json(content_type: Option<&HeaderValue>) -> bool {
    let essence = content_type.and_then(|value| value.to_str().ok()).and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
