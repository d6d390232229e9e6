//! What BIMData's quick start does, against a server that runs in this very process: `cargo run --bin quickstart`.
//!
//! Each step says what it is going to do, does it, and checks that it came about. Read [`building`] first.

mod bounds;
mod building;
mod compiler;
mod lifetime;
mod tour;

use std::process::ExitCode;

use auth_examples::failure::Failure;
use tour::Tour;

#[tokio::main]
async fn main() -> ExitCode {
    Failure::end(run().await)
}

async fn run() -> Result<(), Failure> {
    let mut tour = Tour::start().await?;

    let atelier = building::sign_in(&mut tour).await?;
    let place = building::create(&mut tour, &atelier).await?;
    building::read(&mut tour, &place).await?;

    lifetime::outlive_a_token(&mut tour, &place).await?;
    lifetime::survive_a_revocation(&mut tour, &place).await?;

    bounds::learn_at_start_what_is_missing(&mut tour).await?;
    bounds::be_refused_before_sending(&mut tour, &place).await?;
    bounds::narrow(&mut tour, &atelier, &place).await?;
    bounds::use_an_api_key(&mut tour).await?;

    compiler::refuse(&mut tour)?;
    tour.end()
}
