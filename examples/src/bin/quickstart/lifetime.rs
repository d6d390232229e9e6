//! Tokens end, in time or before it, and nobody who calls the API notices.

use std::time::Duration;

use auth_core::Endpoint as _;
use auth_examples::failure::Failure;
use auth_reqwest::Client;

use crate::{
    building::{Place, Viewer},
    tour::{Tour, registration, scopes_of},
};

const LIFETIME: Duration = Duration::from_secs(2);

pub(crate) async fn outlive_a_token(tour: &mut Tour, place: &Place) -> Result<(), Failure> {
    tour.step("Outlive a token", "The tokens of this client live for two seconds. It makes two calls:")?;
    let brief = registration("brief", scopes_of::<Viewer>()).token_lifetime(LIFETIME);
    let api: Client<Viewer> = tour.client(brief).await?;

    let start = Counts::of(tour, place);
    tour.call(&api, place.model()).await?;
    let first = Counts::of(tour, place);
    tour.screen.aside("waiting until the token has expired")?;
    tokio::time::sleep(LIFETIME).await;
    tour.call(&api, place.model()).await?;
    let second = Counts::of(tour, place);

    let tokens = [first.tokens - start.tokens, second.tokens - first.tokens];
    tour.check("one token was fetched for each", tokens == [1, 1], format_args!("{tokens:?} requests for tokens"))?;
    let calls = second.calls - start.calls;
    tour.check("the expired one was not tried: no 401, no repetition", calls == 2, format_args!("{calls} requests"))
}

pub(crate) async fn survive_a_revocation(tour: &mut Tour, place: &Place) -> Result<(), Failure> {
    tour.step(
        "Survive a revocation",
        "Now the server revokes all tokens, which no client can foresee. One call, which it refuses at first with 401 \
         and `invalid_token`:",
    )?;
    let api: Client<Viewer> = tour.client(registration("revoked", scopes_of::<Viewer>())).await?;
    api.verify().await?;
    tour.playground.revoke_tokens();

    let before = Counts::of(tour, place);
    tour.call(&api, place.model()).await?;
    let after = Counts::of(tour, place);
    let (calls, tokens) = (after.calls - before.calls, after.tokens - before.tokens);
    tour.check("the server saw it twice: refused, then repeated", calls == 2, format_args!("{calls} requests"))?;
    tour.check("in between, one token was fetched", tokens == 1, format_args!("{tokens} requests for tokens"))
}

/// What the servers have seen so far: requests for tokens, and for the model.
struct Counts {
    tokens: usize,
    calls: usize,
}

impl Counts {
    fn of(tour: &Tour, place: &Place) -> Self {
        let path = place.model().path().unwrap_or_default();
        Self { tokens: tour.token_requests(), calls: tour.playground.requests(&format!("GET {path}")) }
    }
}
