use std::time::Duration;

use http::{HeaderName, Method};

use crate::ApiOperation;

mod fields;
mod header;
mod path;
mod response;

pub use fields::{Fields, Member};
pub use header::{HeaderField, InvalidHeaderField};
pub use path::{InvalidPath, PathValue, fill};
pub use response::{ByteStream, Empty, Json, Raw, ResponseFormat, ResponseReader, Streamed};

/// An operation that is declared whole: method, path, parameters, body and response.
///
/// The fields that the path names go there, percent-encoded so that no value can change the route. The others are the
/// query of a GET, HEAD, DELETE or OPTIONS, and the JSON body of any other method.
///
/// ```
/// use auth_core::{ApiOperation, Endpoint, Scope};
/// # #[derive(Scope)]
/// # #[scope("model:write")]
/// # pub struct ModelWrite;
/// # #[derive(serde::Deserialize)]
/// # pub struct Model;
///
/// /// Rename a model.
/// #[derive(ApiOperation)]
/// #[operation(PATCH, "/cloud/{cloud_id}/project/{project_id}/model/{model_id}", response = Model)]
/// #[requires(ModelWrite)]
/// pub struct RenameModel {
///     pub cloud_id: u64,
///     pub project_id: u64,
///     pub model_id: u64,
///     pub name: String,
/// }
///
/// let rename = RenameModel { cloud_id: 1, project_id: 2, model_id: 3, name: "Tower".into() };
/// assert_eq!(rename.path().unwrap(), "/cloud/1/project/2/model/3");
/// ```
///
/// | in `#[operation(METHOD, "/path/{field}", ..)]` | |
/// |---|---|
/// | `response = T` | the response is JSON, and `T` its type; without it, `()` |
/// | `response = bytes`, `response = stream` | the response is [`Bytes`](bytes::Bytes), or a [`ByteStream`] |
/// | `min_validity = "5m"` | the token has to be valid for so long when the request is sent (`s`, `m` or `h`) |
/// | `idempotent` | sending it twice does no harm, though it is a POST or PATCH |
///
/// | on a field | |
/// |---|---|
/// | `#[in_path]` | it has to be in the path; for the reader, since a field that the path names is anyway |
/// | `#[query]`, `#[form]` | it goes there |
/// | `#[body]` | it is the whole JSON body |
/// | `#[header("name")]` | it is a header |
/// | `#[serde(..)]` | honoured in the query and in the body |
///
/// A field in the path or a header is written with `Display`, the others with serde's `Serialize`, which the crate need
/// not depend on for that. An `Option` that is `None` is left out. A [`Secret`](crate::Secret) may stand in the path, and
/// in a header, whose value is then marked sensitive; in the query or a body it needs a word, [`secret::exposed`].
///
/// # Generic code
///
/// What an operation sends and answers is known from its type, so code that is generic over it needs no other bound:
///
/// ```
/// use auth_core::{Endpoint, Permits};
///
/// # struct Client<G>(std::marker::PhantomData<G>);
/// # impl<G> Client<G> {
/// #     async fn send<O: Endpoint>(&self, operation: O) -> Result<O::Response, ()> where G: Permits<O> { Err(()) }
/// # }
/// async fn call<G: Permits<O>, O: Endpoint + Clone>(api: &Client<G>, operation: O) -> Option<O::Response> {
///     match api.send(operation.clone()).await {
///         Err(_) if O::IDEMPOTENT => api.send(operation).await.ok(),
///         answer => answer.ok(),
///     }
/// }
/// ```
///
/// [`secret::exposed`]: crate::secret::exposed
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say where it is called",
    label = "no `#[operation(..)]` on this type",
    note = "add `#[operation(METHOD, \"/path/{{field}}\", response = T)]` to it, or use `Client::request`"
)]
pub trait Endpoint: ApiOperation {
    /// What the response is decoded to.
    type Response;

    /// How it is decoded: an HTTP client calls [`ResponseFormat::read`] with what has arrived.
    type Format: ResponseFormat<Self::Response>;

    /// The HTTP method.
    const METHOD: Method;

    /// The path with its placeholders, as it is declared.
    const PATH: &'static str;

    /// For how long the token has to be valid when the request is sent.
    const MIN_VALIDITY: Duration = Duration::ZERO;

    /// Whether sending the request twice is the same as sending it once: what the method says (RFC 9110 section 9.2.2),
    /// unless the operation says more.
    const IDEMPOTENT: bool = is_idempotent(const { &Self::METHOD });

    /// The path of this call.
    ///
    /// # Errors
    ///
    /// [`InvalidPath`] when a value is empty, or would become a `.` or `..` segment: that would be another route.
    fn path(&self) -> Result<String, InvalidPath>;

    /// Hands the headers, the query and the body over.
    fn write(&self, request: &mut dyn RequestWriter);
}

const fn is_idempotent(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::PUT | Method::DELETE | Method::OPTIONS | Method::TRACE)
}

/// What an [`Endpoint`] writes its request into: implemented for an HTTP client.
///
/// A value that cannot be written is the writer's to report, once the operation has handed everything over.
pub trait RequestWriter {
    /// Adds a header; [`HeaderField::to_value`] is what to add.
    fn header(&mut self, name: HeaderName, value: &dyn HeaderField);

    /// Adds to the query.
    fn query(&mut self, query: &Fields<'_>);

    /// Sets the body, as JSON.
    fn json(&mut self, body: &Fields<'_>);

    /// Sets the body, as `application/x-www-form-urlencoded`.
    fn form(&mut self, body: &Fields<'_>);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_idempotent_as_rfc_9110_has_it() {
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            assert!(is_idempotent(&method), "{method}");
        }
        for method in [Method::POST, Method::PATCH, Method::CONNECT] {
            assert!(!is_idempotent(&method), "{method}");
        }
    }
}
