use std::time::Duration;

use auth_core::{ApiOperation, Endpoint, Requirement};
use reqwest_middleware::RequestBuilder;

/// Declares which operation a request is, for users of plain [`reqwest_middleware`].
///
/// The requirement is then checked at run time, by [`AuthMiddleware`](crate::AuthMiddleware);
/// [`Client::request`](crate::Client::request) has the compiler check it too.
///
/// ```no_run
/// use auth_core::{ApiKey, ApiOperation};
/// use auth_reqwest::{AuthMiddleware, OperationExt, same_origin_redirects};
///
/// #[derive(ApiOperation)]
/// #[requires(authenticated)]
/// struct ListClouds;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let auth = AuthMiddleware::builder(ApiKey::new("KEY")?).origin("https://api.bimdata.io").build()?;
/// let http = reqwest::Client::builder().redirect(same_origin_redirects()).build()?;
/// let http = reqwest_middleware::ClientBuilder::new(http).with(auth).build();
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
    fn operation<O: ApiOperation>(mut self) -> Self {
        self.extensions().insert(DeclaredOperation::of::<O>());
        self
    }

    fn min_validity(mut self, duration: Duration) -> Self {
        self.extensions().insert(MinValidity(duration));
        self
    }
}

/// What a request was declared to be; travels in its extensions, where other middleware can read it.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredOperation {
    name: &'static str,
    requirement: Requirement,
    idempotent: Option<bool>,
    min_validity: Duration,
}

impl DeclaredOperation {
    pub(crate) const fn of<O: ApiOperation>() -> Self {
        Self { name: O::NAME, requirement: Requirement::of::<O>(), idempotent: None, min_validity: Duration::ZERO }
    }

    pub(crate) const fn of_endpoint<O: Endpoint>() -> Self {
        Self { idempotent: Some(O::IDEMPOTENT), min_validity: O::MIN_VALIDITY, ..Self::of::<O>() }
    }

    /// The operation's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the operation requires.
    #[must_use]
    pub const fn requirement(&self) -> Requirement {
        self.requirement
    }

    /// Whether sending it twice is the same as sending it once, which tells a retry layer what it may repeat; `None` when
    /// the operation does not say.
    ///
    /// To repeat a request that was refused with a 401 is no retry in this sense: it was not carried out (RFC 9110
    /// section 15.5.2). One that was redirected elsewhere may have been, and is not repeated unless its method is safe.
    ///
    /// It is known of an [`Endpoint`] that is [sent](crate::Client::send).
    #[must_use]
    pub const fn is_idempotent(&self) -> Option<bool> {
        self.idempotent
    }

    /// For how long the token has to be valid when the request is sent, unless the request says otherwise.
    #[must_use]
    pub const fn min_validity(&self) -> Duration {
        self.min_validity
    }
}

/// For how long the token has to be valid when the request is sent, whatever its operation says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MinValidity(pub(crate) Duration);
