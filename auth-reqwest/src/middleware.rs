use std::{fmt, sync::Arc};

use async_trait::async_trait;
use auth_core::{CredentialError, CredentialErrorKind, ProofOfPossession, Requirement, lifecycle::TokenSource};
use http::{Extensions, HeaderName, HeaderValue, StatusCode, Uri, header};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};

use crate::{
    Challenges, Error, Refusal,
    operation::{DeclaredOperation, MinValidity},
    origin::{self, Origin},
    policy::Policy,
};

mod builder;
mod step_up;
mod tokens;

pub use builder::AuthMiddlewareBuilder;
pub use step_up::{Demand, MoreScopes, StepUp};

use step_up::Need;
use tokens::{Outcome, Standing, Tokens, Turns};

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

    /// Obtains a token which the request may be sent with, and adds it.
    async fn authorize(
        &self,
        request: &mut Request,
        declared: Option<&DeclaredOperation>,
        min_validity: MinValidity,
        standing: &mut Standing,
    ) -> Result<Sent, Error> {
        let token = self.tokens.token(standing, min_validity.0).await?;
        let (name, value) = token.header();
        check_absent(name, request)?;
        if let (Some(declared), Some(granted)) = (declared, token.scopes()) {
            declared.requirement().satisfied_by(granted).map_err(|missing| Refusal::MissingScopes {
                operation: declared.name(),
                missing,
                granted: granted.clone(),
            })?;
        }
        request.headers_mut().insert(name, value.clone());
        let (generation, value, proof) = (token.generation(), value.clone(), token.proof().cloned());
        // It is not to be held while the proof is being made.
        drop(token);
        let proof = match proof {
            None => None,
            Some(proof) => Some(Box::pin(Proof::add(proof, request)).await?),
        };
        Ok(Sent { generation, value, proof })
    }
}

#[async_trait]
impl Middleware for AuthMiddleware {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        let declared = extensions.get::<DeclaredOperation>().copied();
        if declared.is_some_and(|declared| declared.requirement() == Requirement::Public) {
            return next.run(request, extensions).await;
        }
        let refused = |error: Error| reqwest_middleware::Error::middleware(error);
        self.check_request(&request, declared.as_ref()).map_err(|refusal| refused(refusal.into()))?;
        let min_validity = extensions.get::<MinValidity>().copied().unwrap_or_default();

        let (mut nonce_is_new, mut token_is_new, mut turns) = (false, false, Turns::default());
        let mut refusal: Option<(HeaderValue, Response)> = None;
        loop {
            let replay = request.try_clone();
            let mut standing = self.tokens.standing();
            let demand_of = |need| move |held: &TokenSource| Demand::new(need, declared.as_ref(), held);
            let sent = match self.authorize(&mut request, declared.as_ref(), min_validity, &mut standing).await {
                Ok(sent) => sent,
                Err(error) => {
                    // The request has its answer, the 401. Why there is no other token is told to whoever asks next.
                    if let Some((_, response)) = refusal.take() {
                        return Ok(with_challenges(response));
                    }
                    if let Some(need) = need_of(&error).filter(|_| self.tokens.can_step_up()) {
                        let stepped =
                            Box::pin(self.tokens.step_up(&standing, &mut turns, min_validity.0, demand_of(need))).await;
                        if stepped.map_err(|error| refused(error.into()))? == Outcome::SteppedUp {
                            continue;
                        }
                    }
                    return Err(refused(error));
                }
            };
            if let Some((value, response)) = refusal.take()
                && value == sent.value
            {
                // An API key, say: the server has said what it thinks of it.
                return Ok(with_challenges(response));
            }
            let response = next.clone().run(request, extensions).await?;
            if sent.learn(&response) && !nonce_is_new {
                nonce_is_new = true;
                let Some(replay) = replay else { return Ok(with_challenges(response)) };
                request = replay;
            } else if is_token_refused(&response) && !token_is_new {
                token_is_new = true;
                self.tokens.source(&standing).invalidate(sent.generation);
                let Some(replay) = replay else { return Ok(with_challenges(response)) };
                request = replay;
                refusal = Some((sent.value, response));
            } else if self.tokens.can_step_up()
                && let Some(need) = Need::of(&response)
                && let Some(replay) = replay
            {
                match Box::pin(self.tokens.step_up(&standing, &mut turns, min_validity.0, demand_of(need))).await {
                    Ok(Outcome::SteppedUp) => {
                        (nonce_is_new, token_is_new) = (false, false);
                        request = replay;
                    }
                    Ok(Outcome::Declined) => return Ok(with_challenges(response)),
                    Err(error) => {
                        let mut response = with_challenges(response);
                        response.extensions_mut().insert(error);
                        return Ok(response);
                    }
                }
            } else {
                return Ok(with_challenges(response));
            }
        }
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

/// What would have to be granted for a request that was refused here.
fn need_of(error: &Error) -> Option<Need> {
    match error {
        Error::Refused(Refusal::MissingScopes { missing, .. }) => Need::of_missing(missing),
        _ => None,
    }
}

/// A request has one credential, and it is added here.
fn check_absent(name: &HeaderName, request: &Request) -> Result<(), Refusal> {
    if request.headers().contains_key(name) {
        return Err(Refusal::CredentialPresent { header: name.to_string() });
    }
    Ok(())
}

/// What a request was sent with. No more is kept of the token, so that no one else waits for it.
struct Sent {
    generation: u64,
    value: HeaderValue,
    proof: Option<Proof>,
}

impl Sent {
    /// Takes a nonce from the response, and says whether the same request may be accepted with it (RFC 9449 section 9).
    fn learn(&self, response: &Response) -> bool {
        let Some(Proof { of, uri }) = &self.proof else { return false };
        of.learn(uri, response.headers());
        response.status() == StatusCode::UNAUTHORIZED
            && Challenges::of(response.headers()).scheme("DPoP").and_then(|challenge| challenge.error())
                == Some("use_dpop_nonce")
    }
}

/// What proved that the token was issued here, and for which URL.
struct Proof {
    of: Arc<dyn ProofOfPossession>,
    uri: Uri,
}

impl Proof {
    async fn add(of: Arc<dyn ProofOfPossession>, request: &mut Request) -> Result<Self, Error> {
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

/// Whether the server refuses the token itself, so that another one may be accepted (RFC 6750 section 3.1).
fn is_token_refused(response: &Response) -> bool {
    response.status() == StatusCode::UNAUTHORIZED
        && match Challenges::of(response.headers()).oauth().and_then(|challenge| challenge.error().map(str::to_owned)) {
            None => true,
            Some(error) => error == "invalid_token",
        }
}

fn with_challenges(mut response: Response) -> Response {
    if matches!(response.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        let challenges = Challenges::of(response.headers());
        response.extensions_mut().insert(challenges);
    }
    response
}
