use std::{fmt, ops::Deref};

use auth_core::{Grant, Within};
use auth_reqwest::{Client, ClientBuilder};

/// A client of iModelHub that holds the scopes of the grant `G`.
///
/// It is an [`auth_reqwest::Client`], and sends operations as such: `hub.send(GetIModel { .. })`. Cloning is cheap.
pub struct HubClient<G>(Client<G>);

impl<G: Grant> HubClient<G> {
    /// Starts to build a client. The base URL ends with the version of the service: `https://hub.example.com/sv1.1`.
    ///
    /// What is built becomes one of these with [`HubClient::from`].
    #[must_use]
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<G> {
        Client::builder(base_url)
    }

    /// The same client with fewer scopes, to hand on to code that needs no more; see [`Client::narrow`].
    #[must_use]
    pub fn narrow<H: Within<G>>(&self) -> HubClient<H> {
        HubClient(self.0.narrow())
    }
}

impl<G> Clone for HubClient<G> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<G: Grant> fmt::Debug for HubClient<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HubClient").field(&self.0).finish()
    }
}

impl<G> Deref for HubClient<G> {
    type Target = Client<G>;

    fn deref(&self) -> &Client<G> {
        &self.0
    }
}

impl<G> From<Client<G>> for HubClient<G> {
    fn from(client: Client<G>) -> Self {
        Self(client)
    }
}
