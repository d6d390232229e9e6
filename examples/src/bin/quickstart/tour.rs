use std::{fmt::Display, io::Stdout};

use anstream::AutoStream;
use auth_core::{Endpoint, Grant, Permits, ScopeSet};
use auth_examples::{
    call::call,
    failure::Failure,
    playground::{Playground, Registration},
    screen::Screen,
    witness::Witness,
};
use auth_reqwest::{Client, ClientBuilder, Error, oauth::ClientCredentials};

const SECRET: &str = "a secret of the playground";

/// The playground, and where its story is told.
pub(crate) struct Tour {
    pub(crate) playground: Playground,
    pub(crate) screen: Screen<AutoStream<Stdout>>,
    witness: Witness,
    steps: usize,
}

impl Tour {
    pub(crate) async fn start() -> Result<Self, Failure> {
        let playground = Playground::start().await?;
        let mut screen = Screen::stdout();
        screen.title(
            "Scopes as types: the quickstart",
            "An authorization server and a small BIM API run in this process, on the loopback interface, for \
             demonstration only. Whatever is said below was checked against what they saw.",
        )?;
        screen.fact("issuer", playground.issuer())?;
        screen.fact("API", playground.api())?;
        Ok(Self { playground, screen, witness: Witness::default(), steps: 0 })
    }

    pub(crate) fn step(&mut self, title: &str, text: &str) -> Result<(), Failure> {
        self.steps += 1;
        Ok(self.screen.step(self.steps, title, text)?)
    }

    /// Registers a client at the playground, and builds one that holds the grant `G` with that registration.
    pub(crate) async fn client<G: Grant>(&mut self, registration: Registration) -> Result<Client<G>, Failure> {
        let credential = self.credential(registration).await?;
        Ok(self.builder().credential(credential).build().map_err(Error::from)?)
    }

    /// Starts to build a client of the playground's API.
    pub(crate) fn builder<G: Grant>(&self) -> ClientBuilder<G> {
        Client::builder(self.playground.api()).with(self.witness.clone())
    }

    /// Registers a client at the playground; what it gets tokens with.
    pub(crate) async fn credential(&mut self, registration: Registration) -> Result<ClientCredentials, Failure> {
        let id = registration.id().to_owned();
        self.playground.register(registration);
        Ok(ClientCredentials::discover(self.playground.issuer(), id, SECRET).await?)
    }

    /// Sends an operation, shows it, and gives the answer. Compiles for clients whose grant permits the operation.
    pub(crate) async fn call<G: Permits<O>, O: Endpoint>(
        &mut self,
        api: &Client<G>,
        operation: O,
    ) -> Result<O::Response, Failure> {
        call(&mut self.screen, &self.witness, api, operation).await
    }

    /// How often the token endpoint was asked so far.
    pub(crate) fn token_requests(&self) -> usize {
        self.playground.requests("POST /token")
    }

    /// Goes on, and says so, only if what is claimed is so; else says what was found.
    pub(crate) fn check(&mut self, claim: &str, is_so: bool, found: impl Display) -> Result<(), Failure> {
        if is_so { Ok(self.screen.holds(claim)?) } else { Err(Failure::new(claim, found)) }
    }

    pub(crate) fn end(mut self) -> Result<(), Failure> {
        let title = format!("All {} steps did what they say.", self.steps);
        let next = "Read on in examples/src/bin/quickstart for the steps, and in examples/bimdata for what a scope \
                    and an operation look like.";
        Ok(self.screen.title(&title, next)?)
    }
}

/// A client of the playground that may have these scopes.
pub(crate) fn registration(id: &str, scopes: ScopeSet) -> Registration {
    Registration::new(id, SECRET, scopes)
}

/// The scopes of a grant that the compiler knows.
pub(crate) fn scopes_of<G: Grant>() -> ScopeSet {
    G::scopes().unwrap_or_default()
}
