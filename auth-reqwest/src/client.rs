use std::{fmt, marker::PhantomData, time::Duration};

use auth_core::{ApiOperation, Credential, Grant, Permits, ScopeName, ScopeSet, Within};
use reqwest::{Method, Url};
use reqwest_middleware::RequestBuilder;

use crate::{Error, OperationExt};

#[cfg(feature = "oauth")]
mod attenuate;
mod builder;
mod read;
mod send;
mod stack;
mod write;

pub use builder::ClientBuilder;
use stack::Stack;

/// A client that holds the scopes of the grant `G`, and sends the operations which that permits.
///
/// ```no_run
/// use auth_core::{ApiOperation, Scope};
/// use auth_reqwest::{Client, oauth::ClientCredentials, reqwest::Method};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// #[derive(ApiOperation)]
/// #[requires(ModelRead)]
/// struct ListModels;
///
/// # async fn example() -> Result<(), auth_reqwest::Error> {
/// let credential = ClientCredentials::discover("https://iam.example.com", "viewer", "s3cret").await?;
/// let api: Client<ModelRead> = Client::builder("https://api.example.com").credential(credential).build()?;
///
/// let models = api.request::<ListModels>(Method::GET, "/cloud/1/project/2/model").send().await?;
/// # _ = models;
/// # Ok(())
/// # }
/// ```
///
/// An operation that requires more does not compile:
///
/// ```compile_fail,E0277
/// # use auth_core::{ApiOperation, Scope};
/// # use auth_reqwest::Client;
/// # use reqwest::Method;
/// # #[derive(Scope)]
/// # #[scope("model:read")]
/// # struct ModelRead;
/// # #[derive(Scope)]
/// # #[scope("model:write")]
/// # struct ModelWrite;
/// #[derive(ApiOperation)]
/// #[requires(ModelWrite)]
/// struct RenameModel;
///
/// # fn example(api: Client<ModelRead>) {
/// api.request::<RenameModel>(Method::PATCH, "/model/3");
/// # }
/// ```
///
/// Cloning is cheap; all clones share the connections and the token.
pub struct Client<G> {
    stack: Stack,
    base: Url,
    grant: PhantomData<fn() -> G>,
}

impl<G> Client<G> {
    /// Starts a request for the operation `O`, which the grant has to permit.
    ///
    /// The path begins with `/` and continues that of the base URL. A whole URL is possible, as for the next page of a
    /// listing; one that leads to another origin is refused when it is sent, unless the operation is `public`: that has no
    /// token to lose.
    #[must_use = "a request does nothing until it is sent"]
    pub fn request<O: ApiOperation>(&self, method: Method, path: impl AsRef<str>) -> RequestBuilder
    where
        G: Permits<O>,
    {
        self.stack.http().request(method, self.url(path.as_ref())).operation::<O>()
    }

    /// The base URL.
    #[must_use]
    pub const fn base(&self) -> &Url {
        &self.base
    }

    /// The same client with tokens of another credential: that of one user among many, say.
    ///
    /// It shares the connections, origins and middleware, and nothing of the tokens. It asks for the same scopes,
    /// resources and audience, and keeps its tokens as this client does: with the same clock, spawner and limits.
    /// It does not step up: what a [`StepUp`](crate::StepUp) obtains is for the user whom this client had.
    #[must_use]
    pub fn with_credential(&self, credential: impl Credential) -> Self {
        let source = self.stack.tokens();
        let tokens = source.cache_for(credential).source(source.request().clone());
        Self { stack: self.stack.with_tokens(tokens), base: self.base.clone(), grant: PhantomData }
    }

    /// The URL of a path; what is not one is left to reqwest to refuse when the request is sent.
    fn url(&self, path: &str) -> String {
        let base = self.base.as_str().trim_end_matches('/');
        // As the parser of URLs does.
        let path = path.trim_start_matches(|c: char| c == ' ' || c.is_ascii_control());
        // `//host/path` is a URL of another host, in whichever way the slashes lean, and treated as one.
        if path.len() > 1 && path.bytes().take(2).all(|byte| matches!(byte, b'/' | b'\\')) {
            return self.base.join(path).map_or_else(|_| path.to_owned(), Into::into);
        }
        match Url::parse(path) {
            Ok(url) => url.into(),
            Err(_) => format!("{base}/{}", path.trim_start_matches('/')),
        }
    }
}

impl<G: Grant> Client<G> {
    /// The same client with fewer scopes, to hand on to code that needs no more.
    ///
    /// It shares the connections and the token, which is as powerful as before: this keeps one's own code in bounds. A
    /// token with fewer scopes is obtained by `attenuate` (feature `oauth`).
    #[must_use]
    pub fn narrow<H: Within<G>>(&self) -> Client<H> {
        Client { stack: self.stack.clone(), base: self.base.clone(), grant: PhantomData }
    }

    /// Obtains a token and checks that it was granted every scope of the grant: for the start of a program.
    ///
    /// Of a token whose scopes only the server knows, such as an API key, there is nothing to check.
    ///
    /// # Errors
    ///
    /// [`Error::Credential`] when there is no token, and [`Error::GrantedLess`] when scopes are missing, naming them.
    pub async fn verify(&self) -> Result<(), Error> {
        let token = self.stack.tokens().token(Duration::ZERO).await?;
        let Some(granted) = token.scopes() else {
            return Ok(());
        };
        let missing: ScopeSet = match G::infos() {
            Some(wanted) => {
                let missing = wanted.into_iter().filter(|scope| !granted.holds(scope));
                missing.map(|scope| ScopeName::from_static(scope.name())).collect()
            }
            None => self.stack.tokens().request().scopes().map(|wanted| wanted.difference(granted)).unwrap_or_default(),
        };
        if missing.is_empty() { Ok(()) } else { Err(Error::GrantedLess { missing, granted: granted.clone() }) }
    }
}

impl<G> Clone for Client<G> {
    fn clone(&self) -> Self {
        Self { stack: self.stack.clone(), base: self.base.clone(), grant: PhantomData }
    }
}

impl<G: Grant> fmt::Debug for Client<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base.as_str()).field("grant", &G::scopes()).finish_non_exhaustive()
    }
}
