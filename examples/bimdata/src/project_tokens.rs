use std::{fmt, marker::PhantomData, time::Duration};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, Grant, InvalidToken, Lifetime, Permits, ScopeSet,
    StaticToken, TokenRequest, Within,
};
use auth_reqwest::{Client, Error};
use jiff::{Timestamp, Unit};

use crate::{
    BimData, BimDataBuilder,
    operations::CreateProjectAccessToken,
    scopes::{BcfRead, BcfWrite, ModelRead, ModelWrite},
    types::{ProjectAccessToken, ProjectAccessTokenRequest},
};

/// What BIMData recommends for a viewer: a working day.
const LIFETIME: Duration = Duration::from_hours(12);

/// Makes tokens for one project that carry the grant `H`; see [`BimData::project_access_token`].
///
/// It is a [`Credential`]: a client that is built from it makes a new token when the old one ends.
///
/// ```no_run
/// use bimdata::{
///     BimData,
///     operations::GetModels,
///     scopes::{BcfRead, ModelRead, OrgManage},
/// };
///
/// type Viewer = (ModelRead, BcfRead);
///
/// async fn show(api: &BimData<(OrgManage, Viewer)>) -> Result<(), auth_reqwest::Error> {
///     let viewer: BimData<Viewer> = api.project_access_token(1, 2).client().build()?;
///     for model in viewer.send(GetModels::new(1, 2)).await? {
///         println!("{}", model.id);
///     }
///     Ok(())
/// }
/// ```
///
/// The tokens open the whole project, or [what one user may](Self::email_impersonation), or
/// [some of its models](Self::available_models): which, is the last parameter.
pub struct ProjectTokens<G, H, R = WholeProject> {
    api: Client<G>,
    cloud_pk: u64,
    project_pk: u64,
    end: End,
    email_impersonation: Option<String>,
    available_models: Vec<u64>,
    carried: PhantomData<fn() -> (H, R)>,
}

/// Says of [`ProjectTokens`] that they open the whole project.
#[derive(Debug)]
pub enum WholeProject {}

/// Says of [`ProjectTokens`] that they speak for one user.
#[derive(Debug)]
pub enum OneUser {}

/// Says of [`ProjectTokens`] that they open some models.
#[derive(Debug)]
pub enum SomeModels {}

/// When a token ends.
#[derive(Clone, Copy, Debug)]
enum End {
    After(Duration),
    At(Timestamp),
}

impl End {
    /// In whole seconds, which is how such tokens are written.
    fn moment(self) -> Timestamp {
        match self {
            Self::After(duration) => {
                let end = Timestamp::now().checked_add(duration).and_then(|end| end.round(Unit::Second));
                end.unwrap_or(Timestamp::MAX)
            }
            Self::At(moment) => moment,
        }
    }
}

impl<G, H> ProjectTokens<G, H> {
    pub(crate) const fn new(api: Client<G>, cloud_pk: u64, project_pk: u64) -> Self {
        Self {
            api,
            cloud_pk,
            project_pk,
            end: End::After(LIFETIME),
            email_impersonation: None,
            available_models: Vec::new(),
            carried: PhantomData,
        }
    }

    /// Has the tokens speak for a user, by address, and limited by what that user may do in the project: for
    /// applications with single sign-on, which know who their users are.
    ///
    /// ```no_run
    /// use bimdata::{
    ///     BimData,
    ///     scopes::{BcfRead, BcfWrite, OrgManage},
    /// };
    ///
    /// type Commenter = (BcfRead, BcfWrite);
    ///
    /// fn speak_for(api: &BimData<(OrgManage, Commenter)>, email: &str) -> Result<BimData<Commenter>, auth_reqwest::Error> {
    ///     Ok(api.project_access_token(1, 2).email_impersonation(email).client().build()?)
    /// }
    /// ```
    ///
    /// Each such client has tokens of its own, so those of two users never mix. BIMData has no such token for some
    /// models alone:
    ///
    /// ```compile_fail,E0599
    /// # use bimdata::{BimData, scopes::{ModelRead, OrgManage}};
    /// # fn example(api: &BimData<(OrgManage, ModelRead)>) {
    /// let tokens = api.project_access_token::<ModelRead>(1, 2).email_impersonation("user@example.com");
    /// tokens.available_models([3]); // no method named `available_models` found
    /// # }
    /// ```
    #[must_use]
    pub fn email_impersonation(mut self, email: impl Into<String>) -> ProjectTokens<G, H, OneUser> {
        self.email_impersonation = Some(email.into());
        self.reaching()
    }

    /// The models that the tokens open. BIMData has no such tokens for a user, or with documents.
    #[must_use]
    pub fn available_models(mut self, models: impl IntoIterator<Item = u64>) -> ProjectTokens<G, H, SomeModels>
    where
        H: Within<(BcfRead, BcfWrite, ModelRead, ModelWrite)>,
    {
        self.available_models = models.into_iter().collect();
        self.reaching()
    }

    fn reaching<R>(self) -> ProjectTokens<G, H, R> {
        ProjectTokens {
            api: self.api,
            cloud_pk: self.cloud_pk,
            project_pk: self.project_pk,
            end: self.end,
            email_impersonation: self.email_impersonation,
            available_models: self.available_models,
            carried: PhantomData,
        }
    }
}

impl<G, H, R> ProjectTokens<G, H, R> {
    /// For how long each token lives, from the moment it is made: twelve hours unless this says otherwise.
    #[must_use]
    pub const fn lifetime(mut self, lifetime: Duration) -> Self {
        self.end = End::After(lifetime);
        self
    }

    /// When the token ends. After that, no new one is made.
    #[must_use]
    pub const fn expires_at(mut self, moment: Timestamp) -> Self {
        self.end = End::At(moment);
        self
    }
}

impl<G: Grant + Permits<CreateProjectAccessToken>, H: Grant, R: 'static> ProjectTokens<G, H, R> {
    /// Makes a token now.
    ///
    /// # Errors
    ///
    /// As [`Client::send`].
    pub async fn create(&self) -> Result<ProjectAccessToken, Error> {
        self.create_with(Self::carried()).await
    }

    /// Starts to build a client of the same server that uses such tokens, and makes a new one when the old one ends.
    #[must_use]
    pub fn client(self) -> BimDataBuilder<H> {
        BimData::at(self.api.base().as_str()).credential(self)
    }

    fn carried() -> ScopeSet {
        // Only `Dynamic` has no scopes that are known, and it is not within those that such a token may have.
        H::scopes().unwrap_or_default()
    }

    async fn create_with(&self, scopes: ScopeSet) -> Result<ProjectAccessToken, Error> {
        let expires_at = self.end.moment();
        let body = ProjectAccessTokenRequest {
            scopes: scopes.iter().cloned().collect(),
            expires_at: Some(expires_at),
            email_impersonation: self.email_impersonation.clone(),
            available_models: self.available_models.clone(),
        };
        let (cloud_pk, project_pk) = (self.cloud_pk, self.project_pk);
        let mut made = self.api.send(CreateProjectAccessToken { cloud_pk, project_pk, body }).await?;
        // As with any token (RFC 6749 section 5.1): what the server does not say is as it was asked for.
        made.expires_at.get_or_insert(expires_at);
        if made.scopes.is_empty() {
            made.scopes = scopes;
        }
        Ok(made)
    }
}

#[async_trait]
impl<G: Grant + Permits<CreateProjectAccessToken>, H: Grant, R: 'static> Credential for ProjectTokens<G, H, R> {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        let carried = Self::carried();
        let scopes = request.scopes().cloned().unwrap_or_else(|| carried.clone());
        let excess = scopes.difference(&carried);
        if !excess.is_empty() {
            let message =
                format!("a token was asked for with `{excess}`, but these project access tokens carry `{carried}`");
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        if let End::At(end) = self.end
            && end <= Timestamp::now()
        {
            let message = "the project access token has ended, and no new one is to be made";
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        let token = self.create_with(scopes).await.map_err(credential_error)?;
        token.access_token().map_err(CredentialError::invalid_response)
    }
}

fn credential_error(error: Error) -> CredentialError {
    let kind = match &error {
        Error::Credential(error) => return error.clone(),
        Error::Response(response) => match response.status().as_u16() {
            429 | 500.. => CredentialErrorKind::Unavailable,
            401 | 403 => CredentialErrorKind::Rejected,
            _ => CredentialErrorKind::InvalidRequest,
        },
        Error::Transport(_) | Error::Middleware(_) => CredentialErrorKind::Unavailable,
        Error::Decoding { .. } => CredentialErrorKind::InvalidResponse,
        _ => CredentialErrorKind::Configuration,
    };
    CredentialError::new(kind, "no project access token could be made").with_source(error)
}

impl<G, H, R> Clone for ProjectTokens<G, H, R> {
    fn clone(&self) -> Self {
        Self {
            api: self.api.clone(),
            cloud_pk: self.cloud_pk,
            project_pk: self.project_pk,
            end: self.end,
            email_impersonation: self.email_impersonation.clone(),
            available_models: self.available_models.clone(),
            carried: PhantomData,
        }
    }
}

impl<G, H: Grant, R> fmt::Debug for ProjectTokens<G, H, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProjectTokens")
            .field("cloud_pk", &self.cloud_pk)
            .field("project_pk", &self.project_pk)
            .field("carried", &H::scopes())
            .field("end", &self.end)
            .field("email_impersonation", &self.email_impersonation)
            .field("available_models", &self.available_models)
            .finish_non_exhaustive()
    }
}

impl ProjectAccessToken {
    /// A credential that serves this one token until it ends.
    ///
    /// # Errors
    ///
    /// [`InvalidToken`] when it has characters that a bearer token may not have.
    pub fn credential(&self) -> Result<StaticToken, InvalidToken> {
        self.access_token().map(StaticToken::new)
    }

    fn access_token(&self) -> Result<AccessToken, InvalidToken> {
        let end = self.expires_at.map_or(Lifetime::Unstated, |end| Lifetime::Until(end.into()));
        Ok(AccessToken::bearer(&self.token)?.with_scopes(self.scopes.clone()).with_lifetime(end))
    }
}
