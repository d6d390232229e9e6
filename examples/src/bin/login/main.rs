//! A command line tool whose user signs in with a browser, or with `--device` on another machine: `cargo run --bin login`.
//!
//! Without settings it runs against a playground, which the first process that needs it keeps running; with
//! [`settings`], against any issuer and API. Read [`sign_in`] first.

mod arguments;
mod settings;
mod sign_in;
mod store;

use std::process::ExitCode;

use auth_core::{GrantFor, lifecycle::RefreshTokenKey};
use auth_examples::{
    bimdata::{GetClouds, GetModels, GetProjects},
    failure::Failure,
};
use auth_reqwest::oauth::{ClientRegistration, Session};
use bimdata::BimData;

use arguments::{Arguments, HELP};
use settings::Settings;

/// What the tool calls, from which follows what it asks the user for.
type Holds = GrantFor<(GetClouds, GetProjects, GetModels)>;

#[tokio::main]
async fn main() -> ExitCode {
    Failure::end(run().await)
}

async fn run() -> Result<(), Failure> {
    let Some(arguments) = Arguments::read()? else {
        anstream::print!("{HELP}");
        return Ok(());
    };
    let (settings, playground) = Settings::find().await?;
    let app = ClientRegistration::builder(&settings.client_id).discover(&settings.issuer).await?;
    let store = store::open(&RefreshTokenKey::new(&settings.issuer, &settings.client_id)).await;
    let session = sign_in::sign_in(&app, store, arguments.device).await?;
    greet(&session);
    if arguments.sign_out {
        session.sign_out().await?;
        anstream::println!("signed out");
    } else {
        list_models(&settings.api, &session).await?;
    }
    if playground.is_some() {
        anstream::println!("\nThe playground runs until you press Ctrl-C: start `login` again in another terminal.");
        tokio::signal::ctrl_c().await?;
    }
    Ok(())
}

fn greet(session: &Session) {
    let identity = session.identity();
    let name = identity.as_ref().map_or("someone", |claims| claims.name().unwrap_or(claims.subject()));
    let scopes = session.scopes().map_or_else(String::new, |scopes| format!(", who granted {scopes}"));
    anstream::println!("signed in as {name}{scopes}");
}

async fn list_models(api: &str, session: &Session) -> Result<(), Failure> {
    let api: BimData<Holds> = BimData::at(api).configure(|client| client.session(session)).build()?;
    api.verify().await?;
    for cloud in api.send(GetClouds).await? {
        for project in api.send(GetProjects { cloud_pk: cloud.id }).await? {
            for model in api.send(GetModels::new(cloud.id, project.id)).await? {
                anstream::println!("  {} / {} / {}", cloud.name, project.name, model.name.unwrap_or_default());
            }
        }
    }
    Ok(())
}
