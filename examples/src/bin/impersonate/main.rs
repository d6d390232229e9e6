//! Acts for other users: `cargo run --bin impersonate`.
//!
//! Without a configuration at the playground, in this very process. With these variables in the environment at any server
//! that exchanges tokens (RFC 8693): `IMPERSONATE_ISSUER`, `IMPERSONATE_CLIENT_ID`, `IMPERSONATE_CLIENT_SECRET`,
//! `IMPERSONATE_SUBJECT_TOKEN` (an access token of the user), `IMPERSONATE_SCOPES`.
//!
//! Each step says what it is going to do, does it, and checks that it came about. Read [`users`] first.

mod address;
mod elsewhere;
mod fewer;
mod stage;
mod users;

use std::process::ExitCode;

use auth_examples::failure::Failure;
use elsewhere::Elsewhere;
use stage::Stage;

#[tokio::main]
async fn main() -> ExitCode {
    Failure::end(run().await)
}

async fn run() -> Result<(), Failure> {
    if let Some(elsewhere) = Elsewhere::from_env()? {
        return elsewhere.run().await;
    }
    let mut stage = Stage::set().await?;
    users::impersonate(&mut stage).await?;
    users::act_for_a_user(&mut stage).await?;
    users::act_for_several_at_once(&mut stage).await?;

    let place = address::create_a_project(&mut stage).await?;
    address::speak_for_an_address(&mut stage, &place).await?;

    fewer::hand_on_fewer_scopes(&mut stage, &place).await?;
    fewer::be_refused(&mut stage, &place).await?;
    stage.end()
}
