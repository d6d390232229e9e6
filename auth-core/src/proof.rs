use std::fmt;

use async_trait::async_trait;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use crate::CredentialError;

/// Proves with each request that the token was issued to who sends it, as `DPoP` does (RFC 9449).
///
/// A token without one is a bearer token: whoever has it can use it.
#[async_trait]
pub trait ProofOfPossession: fmt::Debug + Send + Sync + 'static {
    /// The header that goes beside the token, for one request: it is not to be sent twice.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] when the key cannot sign.
    async fn prove(&self, method: &Method, uri: &Uri) -> Result<(HeaderName, HeaderValue), CredentialError>;

    /// Reads the headers of a response: a nonce for the next proof may be among them (RFC 9449 section 8).
    fn learn(&self, uri: &Uri, headers: &HeaderMap);
}
