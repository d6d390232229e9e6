//! Token exchange (RFC 8693): as a user, and for one.

use auth_examples::failure::Failure;
use auth_reqwest::{
    Client,
    oauth::{ClientCredentials, TokenExchange},
};
use bimdata::scopes::{ModelRead, UserRead};

use crate::stage::{AGENT, Stage, in_words, seen};

/// What the application asks for when it acts for someone.
type Viewer = (ModelRead, UserRead);

pub(crate) async fn impersonate(stage: &mut Stage) -> Result<(), Failure> {
    stage.step(
        "Impersonate a user",
        "The application exchanges the token that the user has shown for one of its own. To the API it is the user who \
         calls, and nothing shows that it is not.",
    )?;
    let as_architect = TokenExchange::new(&stage.agent, stage.shown_by("architect")?);
    let api: Client<Viewer> = stage.client(as_architect)?;
    api.verify().await?;

    let seen = seen(&api).await?;
    stage.screen.fact("scopes", "model:read user:read")?;
    stage.screen.fact("API sees", in_words(&seen))?;
    let is_user = seen.sub == "architect" && seen.act.is_none();
    stage.check("the API takes the application for the user", is_user, format_args!("{seen:?}"))
}

pub(crate) async fn act_for_a_user(stage: &mut Stage) -> Result<(), Failure> {
    stage.step(
        "Act for a user",
        "With a token of its own beside it, the application says who it is: the server writes it into the token (`act`), \
         and the API can tell who did what for whom.",
    )?;
    let itself = ClientCredentials::new(&stage.agent);
    let for_architect = TokenExchange::new(&stage.agent, stage.shown_by("architect")?).with_actor(itself);
    let api: Client<Viewer> = stage.client(for_architect)?;

    let seen = seen(&api).await?;
    stage.screen.fact("API sees", in_words(&seen))?;
    let acts = seen.act.as_ref().is_some_and(|actor| actor.sub == AGENT);
    stage.check("the API sees both", seen.sub == "architect" && acts, format_args!("{seen:?}"))
}

pub(crate) async fn act_for_several_at_once(stage: &mut Stage) -> Result<(), Failure> {
    stage.step(
        "Act for several users at once",
        "Each gets a client of their own, which shares the connections and nothing of the tokens. All ask for the same \
         scopes, at the same time.",
    )?;
    let itself = ClientCredentials::new(&stage.agent);
    let own: Client<Viewer> = stage.client(itself.clone())?;
    let acts_for = |user| -> Result<Client<Viewer>, Failure> {
        let exchange = TokenExchange::new(&stage.agent, stage.shown_by(user)?);
        Ok(own.with_credential(exchange.with_actor(itself.clone())))
    };
    let (architect, surveyor) = (acts_for("architect")?, acts_for("surveyor")?);

    let before = stage.playground.requests("POST /token");
    let seen = tokio::try_join!(seen(&own), seen(&architect), seen(&surveyor))?;
    let seen = [seen.0, seen.1, seen.2];
    for seen in &seen {
        stage.screen.fact("API sees", in_words(seen))?;
    }
    let users = seen.each_ref().map(|seen| seen.sub.as_str());
    stage.check(
        "each call was made for whom it was meant",
        users == [AGENT, "architect", "surveyor"],
        users.join(", "),
    )?;
    let tokens = stage.playground.requests("POST /token") - before;
    let what = "three tokens were issued for it, and two to the application, to say who acts";
    stage.check(what, tokens == 5, format_args!("{tokens} requests for tokens"))
}
