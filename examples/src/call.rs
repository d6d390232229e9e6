//! Calls, as the programs make and show them.

use std::io::Write;

use auth_core::{Endpoint, Permits, Requirement};
use auth_reqwest::Client;

use crate::{
    failure::Failure,
    screen::{Call, Screen},
    witness::Witness,
};

/// Sends an operation, shows it, and gives the answer. Compiles for clients whose grant permits the operation. The witness
/// is among the middleware of the client.
///
/// # Errors
///
/// When there is no answer, or not the expected one.
pub async fn call<G: Permits<O>, O: Endpoint>(
    screen: &mut Screen<impl Write>,
    witness: &Witness,
    api: &Client<G>,
    operation: O,
) -> Result<O::Response, Failure> {
    let path = operation.path()?;
    let answer = api.send(operation).await?;
    let requirement = Requirement::of::<O>().to_string();
    let status = witness.status();
    screen.call(&Call { status, method: O::METHOD, operation: O::NAME, requirement, path: &path })?;
    Ok(answer)
}
