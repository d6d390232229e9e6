use std::pin::Pin;

use auth_core::{Endpoint, Permits, ResponseFormat as _};

use super::{
    Client,
    read::Answer,
    write::{self, Written},
};
use crate::{Error, operation::DeclaredOperation, response::ResponseError};

impl<G> Client<G> {
    /// Calls an operation, which the grant has to permit.
    ///
    /// ```no_run
    /// use auth_core::{ApiOperation, Scope};
    /// use auth_reqwest::Client;
    ///
    /// #[derive(Scope)]
    /// #[scope("model:read")]
    /// struct ModelRead;
    ///
    /// /// List the models of a project.
    /// #[derive(ApiOperation)]
    /// #[operation(GET, "/project/{project_id}/model", response = Vec<String>)]
    /// #[requires(ModelRead)]
    /// struct ListModels {
    ///     project_id: u64,
    /// }
    ///
    /// async fn show(api: &Client<ModelRead>) -> Result<(), auth_reqwest::Error> {
    ///     for model in api.send(ListModels { project_id: 2 }).await? {
    ///         println!("{model}");
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// Code that is generic over the operation asks for what this does, and no more:
    ///
    /// ```
    /// use auth_core::{Endpoint, Permits};
    /// use auth_reqwest::{Client, Error};
    ///
    /// async fn call<G: Permits<O>, O: Endpoint>(api: &Client<G>, operation: O) -> Result<O::Response, Error> {
    ///     api.send(operation).await
    /// }
    /// ```
    ///
    /// For uploads, multipart bodies and what else an [`Endpoint`] cannot say there is [`Client::request`].
    ///
    /// # Errors
    ///
    /// - [`Error::Refused`]: not permitted here; nothing was sent
    /// - [`Error::Credential`]: no token; nothing was sent
    /// - [`Error::Encoding`]: a value cannot be sent; nothing was sent
    /// - [`Error::Transport`], [`Error::Middleware`]: no response
    /// - [`Error::Response`]: the server refused, with its status and challenge
    /// - [`Error::Decoding`]: the response is not of the declared type
    // Not an `async fn`: its opaque type would repeat the bounds, and the compiler the error, at each place that names it.
    #[expect(clippy::needless_pass_by_value, reason = "what is sent is gone")]
    pub fn send<'a, O>(&'a self, operation: O) -> Pin<Box<dyn Future<Output = Result<O::Response, Error>> + Send + 'a>>
    where
        G: Permits<O>,
        O: Endpoint + 'a,
    {
        let written = write::write(&operation);
        Box::pin(async move { self.call::<O>(written?).await })
    }

    async fn call<O: Endpoint>(&self, written: Written) -> Result<O::Response, Error> {
        let Written { path, headers, body, .. } = written;
        let mut request = self.stack.http().request(O::METHOD, self.url(&path)).headers(headers);
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.with_extension(DeclaredOperation::of_endpoint::<O>()).send().await?;
        if !response.status().is_success() {
            return Err(ResponseError::read(O::NAME, response).await);
        }
        O::Format::read(Answer { operation: O::NAME, response }).await
    }
}
