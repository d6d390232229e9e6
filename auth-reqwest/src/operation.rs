use std::time::Duration;

use auth_core::{ApiOperation, Requirement};
use reqwest_middleware::RequestBuilder;

/// Declares which operation a request is, for users of plain [`reqwest_middleware`].
///
/// The requirement is then checked at run time, by [`AuthMiddleware`](crate::AuthMiddleware);
/// [`Client::request`](crate::Client::request) has the compiler check it too.
///
/// ```no_run
/// use auth_core::{ApiKey, ApiOperation};
/// use auth_reqwest::{AuthMiddleware, OperationExt};
///
/// #[derive(ApiOperation)]
/// #[requires(authenticated)]
/// struct ListClouds;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let auth = AuthMiddleware::builder(ApiKey::new("KEY")?).origin("https://api.bimdata.io").build()?;
/// let http = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(auth).build();
///
/// let clouds = http.get("https://api.bimdata.io/cloud").operation::<ListClouds>().send().await?;
/// # _ = clouds;
/// # Ok(())
/// # }
/// ```
///
/// A request that is built and executed in two steps (`build()`, then `execute()`) loses what was declared, and is refused
/// as [`Refusal::Undeclared`](crate::Refusal::Undeclared).
pub trait OperationExt: Sized {
    /// States that the request is the operation `O`.
    #[must_use]
    fn operation<O: ApiOperation>(self) -> Self;

    /// States for how long the token has to be valid when the request is sent, for calls that take long.
    #[must_use]
    fn min_validity(self, duration: Duration) -> Self;
}

impl OperationExt for RequestBuilder {
    fn operation<O: ApiOperation>(self) -> Self {
        self.with_extension(Declared::of::<O>())
    }

    fn min_validity(self, duration: Duration) -> Self {
        self.with_extension(MinValidity(duration))
    }
}

/// What a request was declared to be; travels in its extensions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declared {
    pub(crate) name: &'static str,
    pub(crate) requirement: Requirement,
}

impl Declared {
    pub(crate) const fn of<O: ApiOperation>() -> Self {
        Self { name: O::NAME, requirement: Requirement::of::<O>() }
    }
}

/// For how long the token has to be valid when the request is sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MinValidity(pub(crate) Duration);
