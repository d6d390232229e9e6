//! Fewer scopes, by token exchange, and what comes of asking for more.

use auth_core::{Credential, Dynamic, Scope, StaticToken, TokenRequest};
use auth_examples::failure::Failure;
use auth_reqwest::{
    Client, Error, Refusal,
    oauth::{ClientCredentials, TokenExchange},
};
use bimdata::scopes::{ModelRead, ModelWrite};
use http::StatusCode;

use crate::{address::Place, stage::Stage};

type Editor = (ModelRead, ModelWrite);

/// A case of the test suite, which compiles it and compares what the compiler says.
const MESSAGE: &str = include_str!("../../../../tests/ui/fail/client_is_attenuated_to_more_than_it_holds.stderr");

pub(crate) async fn hand_on_fewer_scopes(stage: &mut Stage, place: &Place) -> Result<(), Failure> {
    stage.step(
        "Hand on fewer scopes",
        "The application may write models for the architect. A plug-in that only lists them gets a client whose token can \
         do no more. It is obtained for the wider one, which the plug-in cannot get at.",
    )?;
    let itself = ClientCredentials::new(&stage.agent);
    let exchange = TokenExchange::new(&stage.agent, stage.shown_by("architect")?).with_actor(itself);
    let editor: Client<Editor> = stage.client(exchange)?;
    stage.call(&editor, place.rename("First floor")).await?;

    let reader: Client<ModelRead> = editor.attenuate(&stage.agent);
    let models = stage.call(&reader, place.models()).await?;
    let granted = stage.playground.issued().pop().map(|token| token.granted).unwrap_or_default();
    stage.screen.fact("before", "model:read model:write")?;
    stage.screen.fact("after", &granted)?;
    let is_renamed = models.iter().any(|model| model.name.as_deref() == Some("First floor"));
    stage.check("the plug-in sees the model that was renamed", is_renamed, format_args!("{models:?}"))?;
    let is_fewer = granted.to_string() == ModelRead::INFO.name();
    stage.check("its token was issued for reading alone", is_fewer, granted)
}

pub(crate) async fn be_refused(stage: &mut Stage, place: &Place) -> Result<(), Failure> {
    stage.step(
        "Be refused what it lacks",
        "Three times: by the compiler, when a client is to be attenuated to more than it holds; before a byte is sent, \
         when the compiler cannot know; and by the API, when the token ends up where nothing is checked.",
    )?;
    let message = MESSAGE.lines().next().unwrap_or_default();
    stage.screen.error(message)?;
    stage.check("the compiler names the scope that is too much", message.contains("`ModelWrite`"), message)?;

    let exchange = TokenExchange::new(&stage.agent, stage.shown_by("architect")?);
    let reading = TokenRequest::for_scopes("model:read".parse()?);
    let narrow = exchange.token(&reading).await?;
    let before = stage.playground.api_requests();
    let checked: Client<Dynamic> = stage.client(StaticToken::new(narrow.clone()))?;
    match checked.send(place.rename("Mine")).await {
        Err(Error::Refused(refusal @ Refusal::MissingScopes { .. })) => stage.screen.error(refusal)?,
        other => return Err(Failure::new("a refusal for lack of a scope", format_args!("{other:?}"))),
    }
    let sent = stage.playground.api_requests() - before;
    stage.check("nothing was sent", sent == 0, format_args!("{sent} requests"))?;

    // As if it had been stolen: what it was granted is not known any more.
    let (name, value) = narrow.header();
    let stolen = value.to_str()?.trim_start_matches("Bearer ");
    let stolen = auth_core::AccessToken::in_header(name.clone(), Some("Bearer"), &stolen.into())?;
    let unchecked: Client<Dynamic> = stage.client(StaticToken::new(stolen))?;
    let status = match unchecked.send(place.rename("Mine")).await {
        Err(Error::Response(response)) => response.status(),
        other => return Err(Failure::new("a response that refuses", format_args!("{other:?}"))),
    };
    stage.check("the API answers with 403", status == StatusCode::FORBIDDEN, status)
}
