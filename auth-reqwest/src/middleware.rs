use std::{fmt, future::ready, pin::Pin, sync::Arc};

use auth_core::lifecycle::TokenSource;
use http::{Extensions, HeaderName, header};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};

use crate::{
    Error, Refusal,
    operation::DeclaredOperation,
    origin::{self, Origin},
    policy::Policy,
};

mod attempt;
mod builder;
mod exchange;
mod step_up;
mod tokens;

pub use builder::AuthMiddlewareBuilder;
pub use step_up::{Demand, MoreScopes, StepUp};

use attempt::{Attempt, Replay, Sent};
use exchange::{Call, Exchange};
use tokens::{Standing, Tokens};

/// Adds the token to requests, once it is certain that it may be sent; see the table in the [crate's](crate) page.
///
/// [`Client`](crate::Client) is built on it. In a stack of one's own, requests say with
/// [`OperationExt::operation`](crate::OperationExt::operation) what they are:
///
/// ```no_run
/// use auth_core::{ApiOperation, Scope};
/// use auth_reqwest::{AuthMiddleware, OperationExt, oauth::ClientCredentials, same_origin_redirects};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// #[derive(ApiOperation)]
/// #[requires(ModelRead)]
/// struct ListModels;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let credential = ClientCredentials::discover("https://iam.example.com", "viewer", "s3cret").await?;
/// let auth = AuthMiddleware::builder(credential)
///     .origin("https://api.example.com")
///     .scopes("model:read".parse()?)
///     .build()?;
///
/// let http = reqwest::Client::builder().redirect(same_origin_redirects()).build()?;
/// let http = reqwest_middleware::ClientBuilder::new(http).with(auth).build();
/// let models = http.get("https://api.example.com/model").operation::<ListModels>().send().await?;
/// # _ = models;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// A request fails with [`Error`], inside [`reqwest_middleware::Error::Middleware`]; `Error::from` takes it out.
#[derive(Clone)]
pub struct AuthMiddleware {
    tokens: Tokens,
    origins: Arc<[Origin]>,
    policy: Policy,
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl AuthMiddleware {
    /// What requests are to be sent with.
    pub(crate) const fn tokens(&self) -> &TokenSource {
        self.tokens.base()
    }

    /// The same with other tokens.
    pub(crate) fn with_source(self, tokens: TokenSource) -> Self {
        Self { tokens: Tokens::new(tokens), ..self }
    }

    /// Whether the request may carry a token at all; nothing is known of the token yet.
    fn check_request(&self, request: &Request, declared: Option<&DeclaredOperation>) -> Result<(), Refusal> {
        if declared.is_none() && !self.policy.undeclared {
            return Err(Refusal::Undeclared);
        }
        let url = request.url();
        if origin::is_readable_on_the_way(url) && !self.policy.plain_http {
            return Err(Refusal::PlainHttp { found: Origin::of(url).to_string() });
        }
        if !self.policy.any_origin && !self.origins.iter().any(|origin| origin.includes(url)) {
            return Err(Refusal::ForeignOrigin {
                found: Origin::of(url).to_string(),
                allowed: self.origins.iter().map(ToString::to_string).collect(),
            });
        }
        check_absent(&header::AUTHORIZATION, request)
    }

    /// Adds the token that is there, if the request may be sent with it and nothing has to be waited for.
    fn authorize_at_once(&self, request: &mut Request, call: &Call, standing: &Standing) -> Option<Sent> {
        let token = self.tokens.source(standing).current(call.min_validity)?;
        let (name, value) = token.header();
        if token.proof().is_some() || request.headers().contains_key(name) || call.check_scopes(token.scopes()).is_err()
        {
            return None;
        }
        request.headers_mut().insert(name, value.clone());
        Some(Sent { generation: token.generation(), value: value.clone(), proof: None })
    }
}

impl Middleware for AuthMiddleware {
    // Not an `async fn`: what is refused, or needs no token, is decided at once. The rare ways have futures of their own, so
    // that the usual one is small.
    fn handle<'s, 'e, 'n, 'f>(
        &'s self,
        mut request: Request,
        extensions: &'e mut Extensions,
        next: Next<'n>,
    ) -> BoxFuture<'f, reqwest_middleware::Result<Response>>
    where
        's: 'f,
        'e: 'f,
        'n: 'f,
        Self: 'f,
    {
        let call = Call::of(extensions);
        if call.is_public() {
            return next.run(request, extensions);
        }
        if let Err(refusal) = self.check_request(&request, call.declared.as_ref()) {
            return Box::pin(ready(Err(reqwest_middleware::Error::middleware(Error::from(refusal)))));
        }
        Box::pin(async move {
            let (standing, replay) = (self.tokens.standing(), Replay::of(&request));
            let Some(sent) = self.authorize_at_once(&mut request, &call, &standing) else {
                return Box::pin(Exchange::new(self, call).run(request, extensions, next)).await;
            };
            let response = next.clone().run(request, extensions).await?;
            if exchange::is_answer(&response) {
                return Ok(response);
            }
            let attempt = Attempt { standing, sent, replay };
            Box::pin(Exchange::new(self, call).resume(attempt, response, extensions, next)).await
        })
    }
}

impl fmt::Debug for AuthMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthMiddleware")
            .field("origins", &self.origins)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// A request has one credential, and it is added here.
fn check_absent(name: &HeaderName, request: &Request) -> Result<(), Refusal> {
    if request.headers().contains_key(name) {
        return Err(Refusal::CredentialPresent { header: name.to_string() });
    }
    Ok(())
}
