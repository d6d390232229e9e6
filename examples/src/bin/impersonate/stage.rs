use std::{fmt::Display, io::Stdout};

use anstream::AutoStream;
use auth_core::{Credential, Endpoint, Grant, Permits, ScopeSet};
use auth_examples::{
    call::call,
    failure::Failure,
    playground::{Playground, Registration, Seen},
    screen::Screen,
    witness::Witness,
};
use auth_reqwest::{
    Client, ClientBuilder, Error,
    oauth::{ClientRegistration, SecurityToken, SecurityTokenType},
};
use bimdata::operations::GetSelfUser;
use http::Method;

/// The application that acts for others.
pub(crate) const AGENT: &str = "agent";
const SECRET: &str = "a secret of the playground";

/// What the application may do at the most, for itself or for others.
const SCOPES: &str = "bcf:read bcf:write cloud:manage model:read model:write org:manage user:read";

/// The playground, the application, and where its story is told.
pub(crate) struct Stage {
    pub(crate) playground: Playground,
    pub(crate) agent: ClientRegistration,
    pub(crate) screen: Screen<AutoStream<Stdout>>,
    witness: Witness,
    steps: usize,
}

impl Stage {
    pub(crate) async fn set() -> Result<Self, Failure> {
        let playground = Playground::start().await?;
        playground.register(Registration::new(AGENT, SECRET, SCOPES.parse()?));
        let agent = ClientRegistration::builder(AGENT).authentication(SECRET).discover(playground.issuer()).await?;
        let mut screen = Screen::stdout();
        screen.title(
            "Acting for other users",
            "An authorization server and a small BIM API run in this process, on the loopback interface, for \
             demonstration only. Two users, `architect` and `surveyor`, have signed in to a web page. The program behind \
             it, `agent`, has been shown their tokens. Whatever is said below was checked against what the API saw.",
        )?;
        screen.fact("issuer", playground.issuer())?;
        screen.fact("API", playground.api())?;
        Ok(Self { playground, agent, screen, witness: Witness::default(), steps: 0 })
    }

    pub(crate) fn step(&mut self, title: &str, text: &str) -> Result<(), Failure> {
        self.steps += 1;
        Ok(self.screen.step(self.steps, title, text)?)
    }

    /// The token of a user's web page, as it comes with a request to the program behind it.
    pub(crate) fn shown_by(&self, user: &str) -> Result<SecurityToken, Failure> {
        let scopes: ScopeSet = "model:read model:write user:read".parse()?;
        let token = self.playground.user_token(user, "viewer-web", scopes);
        let token = token.ok_or_else(|| Failure::new("a user of the playground", user))?;
        Ok(SecurityToken::new(token, SecurityTokenType::AccessToken).with_name(user))
    }

    pub(crate) fn client<G: Grant>(&self, credential: impl Credential) -> Result<Client<G>, Failure> {
        let builder = Client::builder(self.playground.api()).credential(credential);
        Ok(self.watched(builder).build().map_err(Error::from)?)
    }

    /// Lets the answers to a client be shown.
    pub(crate) fn watched<G: Grant>(&self, builder: ClientBuilder<G>) -> ClientBuilder<G> {
        builder.with(self.witness.clone())
    }

    /// Sends an operation, shows it, and gives the answer. Compiles for clients whose grant permits the operation.
    pub(crate) async fn call<G: Permits<O>, O: Endpoint>(
        &mut self,
        api: &Client<G>,
        operation: O,
    ) -> Result<O::Response, Failure> {
        call(&mut self.screen, &self.witness, api, operation).await
    }

    /// Goes on, and says so, only if what is claimed is so; else says what was found.
    pub(crate) fn check(&mut self, claim: &str, is_so: bool, found: impl Display) -> Result<(), Failure> {
        if is_so { Ok(self.screen.holds(claim)?) } else { Err(Failure::new(claim, found)) }
    }

    pub(crate) fn end(mut self) -> Result<(), Failure> {
        let title = format!("All {} steps did what they say.", self.steps);
        let next = "Read on in examples/src/bin/impersonate for the steps, and in the documentation of \
                    auth_reqwest::oauth for which flow to use when.";
        Ok(self.screen.title(&title, next)?)
    }
}

/// Whom the API sees, of which the playground tells more than the SDK knows.
pub(crate) async fn seen(api: &Client<impl Grant + Permits<GetSelfUser>>) -> Result<Seen, Failure> {
    let response = api.request::<GetSelfUser>(Method::GET, "/user").send().await.map_err(Error::from)?;
    Ok(response.error_for_status()?.json().await?)
}

/// In a sentence.
pub(crate) fn in_words(seen: &Seen) -> String {
    match &seen.act {
        None => seen.sub.clone(),
        Some(actor) => format!("{}, for whom {} acts", seen.sub, actor.sub),
    }
}
