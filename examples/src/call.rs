//! Calls, as the programs make and show them.

use std::io::Write;

use auth_core::{ApiOperation, Grant, Permits, Requirement};
use auth_reqwest::{Client, Error};
use http::Method;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    failure::Failure,
    screen::{Call, Screen},
};

/// Sends an operation, shows it, and reads the answer. Compiles for clients whose grant permits the operation.
///
/// # Errors
///
/// When there is no answer, or not the expected one.
pub async fn call<O: ApiOperation, T: DeserializeOwned>(
    screen: &mut Screen<impl Write>,
    api: &Client<impl Grant + Permits<O>>,
    method: Method,
    path: &str,
    body: Option<impl Serialize>,
) -> Result<T, Failure> {
    let mut request = api.request::<O>(method.clone(), path);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let response = request.send().await.map_err(Error::from)?;
    let (status, operation) = (response.status(), O::NAME);
    let requirement = Requirement::of::<O>().to_string();
    screen.call(&Call { status, method, operation, requirement, path })?;
    if !status.is_success() {
        return Err(Failure::new(format_args!("{operation} to succeed"), format_args!("the status {status}")));
    }
    Ok(response.json().await?)
}
