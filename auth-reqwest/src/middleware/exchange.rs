use std::time::Duration;

use auth_core::{CredentialError, Requirement, ScopeSet, lifecycle::TokenSource};
use http::{Extensions, HeaderValue, StatusCode};
use reqwest::{Request, Response};
use reqwest_middleware::Next;

use super::{
    AuthMiddleware,
    attempt::{Attempt, Proof, Replay, Sent},
    check_absent,
    step_up::{Demand, Need},
    tokens::{Outcome, Standing, Turns},
};
use crate::{
    Challenges, Error, Refusal,
    operation::{DeclaredOperation, MinValidity},
};

/// The host that reqwest gives to a response of no URL.
const NOWHERE: &str = "no.url.provided.local";

/// What a request says of itself.
pub(super) struct Call {
    pub(super) declared: Option<DeclaredOperation>,
    pub(super) min_validity: Duration,
}

impl Call {
    pub(super) fn of(extensions: &Extensions) -> Self {
        let declared = extensions.get::<DeclaredOperation>().copied();
        let min_validity = match (extensions.get(), &declared) {
            (Some(MinValidity(asked_for)), _) => *asked_for,
            (None, Some(declared)) => declared.min_validity(),
            (None, None) => Duration::ZERO,
        };
        Self { declared, min_validity }
    }

    /// Whether it goes without a token.
    pub(super) fn is_public(&self) -> bool {
        self.declared.is_some_and(|declared| declared.requirement() == Requirement::Public)
    }

    /// Whether a token that was granted these scopes is enough, as far as that is known.
    pub(super) fn check_scopes(&self, granted: Option<&ScopeSet>) -> Result<(), Refusal> {
        let (Some(declared), Some(granted)) = (&self.declared, granted) else { return Ok(()) };
        declared.requirement().satisfied_by(granted).map_err(|missing| Refusal::MissingScopes {
            operation: declared.name(),
            missing,
            granted: granted.clone(),
        })
    }
}

/// A request on its way to an answer: once more with another token when the server refuses the one it had, with a nonce
/// when the server asks for one, and with more scopes when there is someone who obtains them.
pub(super) struct Exchange<'a> {
    auth: &'a AuthMiddleware,
    call: Call,
    nonce_is_new: bool,
    token_is_new: bool,
    turns: Turns,
    /// The answer to fall back on, and the token that got it: a 401, or what was stepped up for.
    refusal: Option<(HeaderValue, Response)>,
}

/// What comes next.
enum Step<T> {
    On(T),
    /// The request has its answer.
    Answered(Response),
}

impl<'a> Exchange<'a> {
    pub(super) fn new(auth: &'a AuthMiddleware, call: Call) -> Self {
        Self { auth, call, nonce_is_new: false, token_is_new: false, turns: Turns::default(), refusal: None }
    }

    /// From the beginning.
    pub(super) async fn run(
        mut self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        loop {
            let attempt = match self.authorize(&mut request).await.map_err(reqwest_middleware::Error::middleware)? {
                Step::On(attempt) => attempt,
                Step::Answered(response) => return Ok(response),
            };
            let response = next.clone().run(request, extensions).await?;
            request = match self.judge(attempt, response).await {
                Step::On(request) => request,
                Step::Answered(response) => return Ok(response),
            };
        }
    }

    /// From the first response on.
    pub(super) async fn resume(
        mut self,
        attempt: Attempt,
        response: Response,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        match self.judge(attempt, response).await {
            Step::On(request) => self.run(request, extensions, next).await,
            Step::Answered(response) => Ok(response),
        }
    }

    /// Makes the request one that can be sent.
    async fn authorize(&mut self, request: &mut Request) -> Result<Step<Attempt>, Error> {
        loop {
            let replay = Replay::of(request);
            let mut standing = self.auth.tokens.standing();
            let error = match self.add_token(request, &mut standing).await {
                Ok(sent) => {
                    return Ok(match self.refusal.take() {
                        // An API key, say: the server has said what it thinks of it.
                        Some((value, response)) if value == sent.value => Step::Answered(with_challenges(response)),
                        _ => Step::On(Attempt { standing, sent, replay }),
                    });
                }
                Err(error) => error,
            };
            let need = need_of(&error).filter(|_| self.auth.tokens.can_step_up());
            let outcome = match need {
                None => Ok(Outcome::Declined),
                Some(need) => self.step_up(&standing, need).await,
            };
            // The request has its answer, if it was sent before. Why there is no other token is told to whoever asks next.
            return match (outcome, self.refusal.take()) {
                (Ok(Outcome::SteppedUp), refusal) => {
                    self.refusal = refusal;
                    continue;
                }
                (Ok(Outcome::Declined), Some((_, response))) => Ok(Step::Answered(with_challenges(response))),
                (Err(failed), Some((_, response))) => Ok(Step::Answered(not_stepped_up(response, failed))),
                (Ok(Outcome::Declined), None) => Err(error),
                (Err(failed), None) => Err(failed.into()),
            };
        }
    }

    /// Obtains a token which the request may be sent with, and adds it.
    async fn add_token(&self, request: &mut Request, standing: &mut Standing) -> Result<Sent, Error> {
        let token = self.auth.tokens.token(standing, self.call.min_validity).await?;
        let (name, value) = token.header();
        check_absent(name, request)?;
        self.call.check_scopes(token.scopes())?;
        request.headers_mut().insert(name, value.clone());
        let (generation, value, proof) = (token.generation(), value.clone(), token.proof().cloned());
        // It is not to be held while the proof is being made.
        drop(token);
        let proof = match proof {
            None => None,
            Some(proof) => Some(Box::new(Proof::add(proof, request).await?)),
        };
        Ok(Sent { generation, value, proof })
    }

    /// Whether the response is the answer, or the same request is to be sent once more.
    async fn judge(&mut self, Attempt { standing, sent, replay }: Attempt, response: Response) -> Step<Request> {
        let replay = replay.map(Replay::into_request).filter(|request| can_be_repeated(request, &response));
        if sent.learn(&response) && !self.nonce_is_new {
            self.nonce_is_new = true;
            return replay.map_or_else(|| Step::Answered(with_challenges(response)), Step::On);
        }
        if is_token_refused(&response) && !self.token_is_new {
            self.token_is_new = true;
            self.auth.tokens.source(&standing).invalidate(sent.generation);
            let Some(replay) = replay else { return Step::Answered(with_challenges(response)) };
            self.refusal = Some((sent.value, response));
            return Step::On(replay);
        }
        if self.auth.tokens.can_step_up()
            && let Some(need) = Need::of(&response)
            && let Some(replay) = replay
        {
            return match self.step_up(&standing, need).await {
                Ok(Outcome::SteppedUp) => {
                    (self.nonce_is_new, self.token_is_new) = (false, false);
                    self.refusal = Some((sent.value, response));
                    Step::On(replay)
                }
                Ok(Outcome::Declined) => Step::Answered(with_challenges(response)),
                Err(error) => Step::Answered(not_stepped_up(response, error)),
            };
        }
        Step::Answered(with_challenges(response))
    }

    async fn step_up(&mut self, standing: &Standing, need: Need) -> Result<Outcome, CredentialError> {
        let Self { auth, call, turns, .. } = self;
        let demand = |held: &TokenSource| Demand::new(need, call.declared.as_ref(), held);
        auth.tokens.step_up(standing, turns, call.min_validity, demand).await
    }
}

/// What would have to be granted for a request that was refused here.
fn need_of(error: &Error) -> Option<Need> {
    match error {
        Error::Refused(Refusal::MissingScopes { missing, .. }) => Need::of_missing(missing),
        _ => None,
    }
}

/// Whether the same request may be sent again, now that this is its response. What a redirect led to says nothing of the
/// request itself, which may have been carried out: unless it changes nothing, it is not to be carried out twice.
fn can_be_repeated(request: &Request, response: &Response) -> bool {
    let (asked, answered) = (request.url(), response.url());
    // Not the query, to which other middleware may add, nor the fragment, which is not sent.
    let was_led_on = asked.origin() != answered.origin() || asked.path() != answered.path();
    // A response that was made of one of `http` has no URL, but this one.
    !was_led_on || request.method().is_safe() || answered.host_str() == Some(NOWHERE)
}

/// Whether the server refuses the token itself, so that another one may be accepted (RFC 6750 section 3.1).
fn is_token_refused(response: &Response) -> bool {
    response.status() == StatusCode::UNAUTHORIZED
        && match Challenges::of(response.headers()).oauth().and_then(|challenge| challenge.error().map(str::to_owned)) {
            None => true,
            Some(error) => error == "invalid_token",
        }
}

/// Whether the response says nothing of the token that the request was sent with.
pub(super) fn is_answer(response: &Response) -> bool {
    !matches!(response.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

/// An answer that says why nothing more was obtained.
fn not_stepped_up(response: Response, error: CredentialError) -> Response {
    let mut response = with_challenges(response);
    response.extensions_mut().insert(error);
    response
}

fn with_challenges(mut response: Response) -> Response {
    if !is_answer(&response) {
        let challenges = Challenges::of(response.headers());
        response.extensions_mut().insert(challenges);
    }
    response
}
