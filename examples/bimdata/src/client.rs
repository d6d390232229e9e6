use std::{fmt, ops::Deref};

use auth_core::{Credential, Endpoint, Grant, InvalidPath, Permits, Within};
use auth_reqwest::{Client, ClientBuilder, ConfigurationError, oauth::ClientRegistration};
use reqwest_middleware::RequestBuilder;

use crate::{
    ProjectTokens,
    operations::CreateProjectAccessToken,
    scopes::{BcfRead, BcfWrite, DocumentRead, DocumentWrite, ModelRead, ModelWrite},
};

/// Where BIMData serves its API.
const API: &str = "https://api.bimdata.io";

/// A client of BIMData's API that holds the scopes of the grant `G`.
///
/// It is an [`auth_reqwest::Client`], and sends operations as such: `api.send(GetModel { .. })`. Cloning is cheap.
pub struct BimData<G>(Client<G>);

impl<G: Grant> BimData<G> {
    /// Starts to build a client of BIMData's own servers.
    #[must_use]
    pub fn builder() -> BimDataBuilder<G> {
        Self::at(API)
    }

    /// Starts to build a client of another server: BIMData on one's own premises, or a test's.
    #[must_use]
    pub fn at(base_url: impl Into<String>) -> BimDataBuilder<G> {
        BimDataBuilder(Client::builder(base_url))
    }

    /// The same client with fewer scopes, to hand on to code that needs no more; see [`Client::narrow`].
    #[must_use]
    pub fn narrow<H: Within<G>>(&self) -> BimData<H> {
        BimData(self.0.narrow())
    }

    /// A client with fewer scopes and tokens of its own, which have no more than those; see [`Client::attenuate`].
    #[must_use]
    pub fn attenuate<H: Within<G>>(&self, registration: &ClientRegistration) -> BimData<H> {
        BimData(self.0.attenuate(registration))
    }

    /// The same client with tokens of another credential; see [`Client::with_credential`].
    #[must_use]
    pub fn with_credential(&self, credential: impl Credential) -> Self {
        Self(self.0.with_credential(credential))
    }

    /// Prepares tokens for one project, which carry the grant `H`: to be handed to a browser, or to be used here.
    ///
    /// ```no_run
    /// use bimdata::{
    ///     BimData,
    ///     scopes::{BcfRead, ModelRead, OrgManage},
    /// };
    ///
    /// type Viewer = (ModelRead, BcfRead);
    ///
    /// async fn open_viewer(api: &BimData<(OrgManage, Viewer)>) -> Result<String, auth_reqwest::Error> {
    ///     let token = api.project_access_token::<Viewer>(1, 2).create().await?;
    ///     Ok(token.token.expose().to_owned())
    /// }
    /// ```
    ///
    /// Such a token may read and write BCF, documents and models, and nothing else; and no one hands on what they do not
    /// hold. Both are checked by the compiler:
    ///
    /// ```compile_fail,E0277
    /// # use bimdata::{BimData, scopes::{CloudManage, OrgManage}};
    /// # fn example(api: &BimData<(OrgManage, CloudManage)>) {
    /// api.project_access_token::<CloudManage>(1, 2); // does not lie within `(BcfRead, BcfWrite, ..)`
    /// # }
    /// ```
    ///
    /// ```compile_fail,E0277
    /// # use bimdata::{BimData, scopes::{ModelRead, ModelWrite, OrgManage}};
    /// # fn example(api: &BimData<(OrgManage, ModelRead)>) {
    /// api.project_access_token::<ModelWrite>(1, 2); // does not lie within `(OrgManage, ModelRead)`
    /// # }
    /// ```
    #[must_use]
    pub fn project_access_token<H>(&self, cloud_pk: u64, project_pk: u64) -> ProjectTokens<G, H>
    where
        G: Permits<CreateProjectAccessToken>,
        H: Within<(BcfRead, BcfWrite, DocumentRead, DocumentWrite, ModelRead, ModelWrite)> + Within<G>,
    {
        ProjectTokens::new(self.0.clone(), cloud_pk, project_pk)
    }

    /// Starts the request of an operation whose body is a `multipart/form-data`, which the type of the operation cannot
    /// hold: a file is a stream.
    ///
    /// ```no_run
    /// use bimdata::{BimData, operations::CreateDocument, scopes::DocumentWrite};
    /// use reqwest::multipart::{Form, Part};
    ///
    /// # async fn example(api: &BimData<DocumentWrite>) -> Result<(), Box<dyn std::error::Error>> {
    /// let form = Form::new().text("name", "Plan").part("file", Part::bytes(b"%PDF".to_vec()).file_name("plan.pdf"));
    /// let request = api.upload(&CreateDocument { cloud_pk: 1, project_pk: 2 })?;
    /// let response = request.multipart(form).send().await?.error_for_status()?;
    /// # _ = response;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidPath`] when a value would change the route.
    pub fn upload<O: Endpoint>(&self, operation: &O) -> Result<RequestBuilder, InvalidPath>
    where
        G: Permits<O>,
    {
        Ok(self.0.request::<O>(O::METHOD, operation.path()?))
    }
}

impl<G> Clone for BimData<G> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<G: Grant> fmt::Debug for BimData<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BimData").field(&self.0).finish()
    }
}

impl<G> Deref for BimData<G> {
    type Target = Client<G>;

    fn deref(&self) -> &Client<G> {
        &self.0
    }
}

impl<G> From<Client<G>> for BimData<G> {
    fn from(client: Client<G>) -> Self {
        Self(client)
    }
}

/// Builds a [`BimData`].
#[derive(Debug)]
pub struct BimDataBuilder<G>(ClientBuilder<G>);

impl<G: Grant> BimDataBuilder<G> {
    /// Where tokens come from.
    #[must_use]
    pub fn credential(self, credential: impl Credential) -> Self {
        self.configure(|client| client.credential(credential))
    }

    /// Any other setting of the client: a token cache, time limits, further middleware.
    #[must_use]
    pub fn configure(self, settings: impl FnOnce(ClientBuilder<G>) -> ClientBuilder<G>) -> Self {
        Self(settings(self.0))
    }

    /// Builds the client. No token is fetched yet; [`Client::verify`] does.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn build(self) -> Result<BimData<G>, ConfigurationError> {
        self.0.build().map(BimData)
    }
}
