//! What a client may not do, and how to let it do less.

use auth_core::{ApiKey, Dynamic, Grant, Permits, Scope};
use auth_examples::failure::Failure;
use auth_reqwest::{Client, Error, Refusal};
use bimdata::{
    operations::{GetModels, GetSelfUser},
    scopes::{ModelRead, ModelWrite, UserRead},
    types::Model,
};

use crate::{
    building::{Atelier, Place},
    tour::{Tour, registration, scopes_of},
};

const KEY: &str = "a-key-of-the-playground";

/// What two of the clients are registered for.
const READING: &str = "bcf:read model:read";

pub(crate) async fn learn_at_start_what_is_missing(tour: &mut Tour) -> Result<(), Failure> {
    tour.step(
        "Learn at start-up what is missing",
        "A grant is what the program counts on. `verify` asks whether the server sees it the same way; this client \
         wants to write models, and is registered for reading.",
    )?;
    let api: Client<(ModelRead, ModelWrite)> = tour.client(registration("hopeful", READING.parse()?)).await?;
    let Err(error) = api.verify().await else {
        return Err(Failure::new("an error that names the missing scope", "none"));
    };
    tour.screen.error(&error)?;
    let names_it = matches!(&error, Error::GrantedLess { missing, .. } if missing.to_string() == "model:write");
    tour.check("the error names the scope that is missing, and no other", names_it, error)
}

pub(crate) async fn be_refused_before_sending(tour: &mut Tour, place: &Place) -> Result<(), Failure> {
    tour.step(
        "Be refused at run time",
        "A client whose scopes come from a configuration is a `Client<Dynamic>`. The compiler lets it call anything; \
         what its token was not granted is refused before it is sent.",
    )?;
    let credential = tour.credential(registration("configured", READING.parse()?)).await?;
    let api = tour.builder::<Dynamic>().credential(credential).scopes(READING.parse()?).build();
    let api = api.map_err(Error::from)?;

    let before = tour.playground.api_requests();
    match api.send(place.rename("Mine")).await {
        Err(Error::Refused(refusal @ Refusal::MissingScopes { .. })) => tour.screen.error(refusal)?,
        Err(other) => return Err(Failure::new("a refusal for lack of a scope", other)),
        Ok(_) => return Err(Failure::new("a refusal for lack of a scope", "an answer")),
    }
    let sent = tour.playground.api_requests() - before;
    tour.check("nothing was sent: the API has seen no request", sent == 0, format_args!("{sent} requests"))
}

pub(crate) async fn narrow(tour: &mut Tour, atelier: &Client<Atelier>, place: &Place) -> Result<(), Failure> {
    tour.step(
        "Narrow a client",
        "The atelier's client can do a lot. A part of the program that only lists models gets a client with which \
         nothing else compiles; nor does widening it again.",
    )?;
    // Its token was revoked three steps ago. What is counted below is not to include the next one.
    tour.call(atelier, place.models()).await?;

    let before = tour.token_requests();
    let reader: Client<ModelRead> = atelier.narrow();
    list_models(tour, &reader, place).await?;
    tour.screen.fact("before", scopes_of::<Atelier>())?;
    tour.screen.fact("after", ModelRead::INFO)?;
    let tokens = tour.token_requests() - before;
    tour.check("both clients share one token", tokens == 0, format_args!("{tokens} requests for tokens"))
}

/// Says in its signature what it does with the client that it gets.
async fn list_models<G>(tour: &mut Tour, api: &Client<G>, place: &Place) -> Result<Vec<Model>, Failure>
where
    G: Grant + Permits<GetModels>,
{
    tour.call(api, place.models()).await
}

pub(crate) async fn use_an_api_key(tour: &mut Tour) -> Result<(), Failure> {
    tour.step(
        "Use an API key",
        "A key is sent as it is and does not expire. What it may do is known to the server alone.",
    )?;
    tour.playground.register_key(KEY, "robot", scopes_of::<UserRead>());
    let before = tour.token_requests();
    let api: Client<UserRead> = tour.builder().credential(ApiKey::new(KEY)?).build().map_err(Error::from)?;
    let owner = tour.call(&api, GetSelfUser).await?.email.unwrap_or_default();
    tour.check("the server knows whose key it is", owner == "robot@app.example", &owner)?;
    let tokens = tour.token_requests() - before;
    tour.check("no token was asked for", tokens == 0, format_args!("{tokens} requests for tokens"))
}
