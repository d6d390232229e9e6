//! Tokens end, in time or before it, and nobody who calls the API notices.

use std::time::Duration;

use auth_examples::bimdata::{GetModel, Model};
use auth_reqwest::Client;
use http::Method;

use crate::{
    building::{Place, Viewer},
    failure::Failure,
    tour::{Tour, registration, scopes_of},
};

const LIFETIME: Duration = Duration::from_secs(2);

pub(crate) async fn outlive_a_token(tour: &mut Tour, place: &Place) -> Result<(), Failure> {
    tour.step("Outlive a token", &["The tokens of this client live for two seconds."])?;
    let brief = registration("brief", scopes_of::<Viewer>()).token_lifetime(LIFETIME);
    let api: Client<Viewer> = tour.client(brief).await?;

    let at_first = tour.token_requests();
    let _: Model = tour.call::<GetModel, _>(&api, Method::GET, &place.model(), None).await?;
    let before = tour.token_requests();
    tour.screen.pause("waiting until the token has expired")?;
    tokio::time::sleep(LIFETIME + Duration::from_millis(100)).await;
    let _: Model = tour.call::<GetModel, _>(&api, Method::GET, &place.model(), None).await?;
    let after = tour.token_requests();

    let asked = format!("the token endpoint was asked {} times, then {}", before - at_first, after - at_first);
    if after <= before {
        return Err(Failure::new("another token for the second call", asked));
    }
    tour.screen.holds(asked)?;
    Ok(tour.screen.holds("the second call did not see a 401 and did not do anything special")?)
}

pub(crate) async fn survive_a_revocation(tour: &mut Tour, place: &Place) -> Result<(), Failure> {
    tour.step(
        "Survive a revocation",
        &["Now the server revokes all tokens, which no client can foresee: it answers 401", "`invalid_token`."],
    )?;
    let api: Client<Viewer> = tour.client(registration("revoked", scopes_of::<Viewer>())).await?;
    api.verify().await?;
    tour.playground.revoke_tokens();

    let endpoint = format!("GET {}", place.model());
    let before = (tour.playground.requests(&endpoint), tour.token_requests());
    let _: Model = tour.call::<GetModel, _>(&api, Method::GET, &place.model(), None).await?;
    let after = (tour.playground.requests(&endpoint), tour.token_requests());
    tour.check("the server saw the request twice: refused, then repeated", &2, &(after.0 - before.0))?;
    tour.check("in between, the token endpoint was asked once", &1, &(after.1 - before.1))
}
