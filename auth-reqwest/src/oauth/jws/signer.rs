use std::{borrow::Cow, fmt, sync::Arc};

use auth_core::{CredentialError, CredentialErrorKind, Secret};
use huskarl::core::{
    Error, RetryAdvice,
    crypto::signer::{AsymmetricJwsSigner, AsymmetricJwsSignerSelector, JwsSigner, JwsSignerSelector},
    jwk::{Jwk, PublicJwk},
    platform::MaybeSendBoxFuture,
};

use super::{SigningAlgorithm, key_pair::KeyPair};

/// A private key that proves who a client is (`private_key_jwt`), or that it is the one a token was issued to (`DPoP`).
///
/// ```
/// use auth_reqwest::oauth::{SigningAlgorithm, SigningKey};
///
/// # fn example(pem: auth_core::Secret) -> Result<(), auth_core::CredentialError> {
/// let key = SigningKey::from_pem(&pem)?.with_key_id("2025-06");
/// let rsa = SigningKey::from_pem(&pem)?.with_algorithm(SigningAlgorithm::Ps256)?;
/// # _ = (key, rsa);
/// # Ok(())
/// # }
/// ```
///
/// # Security
///
/// The key is held by aws-lc, signs in constant time and is overwritten when dropped.
#[derive(Clone)]
pub struct SigningKey(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    pair: Arc<KeyPair>,
    algorithm: SigningAlgorithm,
    public: PublicJwk,
}

impl SigningKey {
    /// A key in PEM: PKCS#8 (`BEGIN PRIVATE KEY`), or the older `BEGIN EC PRIVATE KEY` and `BEGIN RSA PRIVATE KEY`.
    ///
    /// It signs with the algorithm of its curve, and with RS256 if it is one of RSA.
    ///
    /// # Errors
    ///
    /// [`CredentialErrorKind::Configuration`] when it is none of these, encrypted, of another curve, or of RSA with fewer
    /// than 2048 bits.
    pub fn from_pem(pem: &Secret) -> Result<Self, CredentialError> {
        let pair = KeyPair::from_pem(pem.expose());
        Self::of(pair.ok_or_else(|| {
            refused(
                "the signing key cannot be used: it must be an unencrypted private key in PEM, of P-256, P-384, P-521, \
                 Ed25519, or RSA with 2048 bits or more",
            )
        })?)
    }

    /// A key as a JWK (RFC 7517) with its private parts, in JSON. Its `alg` and `kid` are used where they are there.
    ///
    /// # Errors
    ///
    /// [`CredentialErrorKind::Configuration`] when it is no such key, its parts do not fit together, it is not of P-256,
    /// P-384, P-521, Ed25519 or RSA with 2048 bits or more, or its `alg` is not one of the key.
    pub fn from_jwk(json: &Secret) -> Result<Self, CredentialError> {
        // What serde says of JSON that it cannot read may repeat parts of it.
        let jwk: Option<Jwk> = serde_json::from_str(json.expose()).ok();
        let pair = jwk.as_ref().and_then(Jwk::private_key).and_then(|key| KeyPair::from_jwk(&key));
        let (Some(jwk), Some(pair)) = (jwk, pair) else {
            return Err(refused(
                "the signing key cannot be used: it must be a JWK with all its private parts, of P-256, P-384, P-521, \
                 Ed25519, or RSA with 2048 bits or more",
            ));
        };
        let mut key = Self::of(pair)?;
        if let Some(name) = &jwk.algorithm {
            let Some(algorithm) = SigningAlgorithm::from_name(name) else {
                return Err(refused("the signing key cannot be used: its `alg` is not known"));
            };
            key = key.with_algorithm(algorithm)?;
        }
        Ok(match jwk.kid {
            Some(id) => key.with_key_id(id),
            None => key,
        })
    }

    /// A new key that signs with ES256, for `DPoP`: it lives as long as the program.
    ///
    /// # Errors
    ///
    /// [`CredentialErrorKind::Configuration`] when the system has no random numbers.
    pub fn generate() -> Result<Self, CredentialError> {
        Self::of(KeyPair::generate().ok_or_else(|| refused("no key could be generated"))?)
    }

    /// Signs with another algorithm that the key is good for: PS256 instead of RS256, say.
    ///
    /// # Errors
    ///
    /// [`CredentialErrorKind::Configuration`] when the algorithm is not one of the key.
    pub fn with_algorithm(self, algorithm: SigningAlgorithm) -> Result<Self, CredentialError> {
        if algorithm.kind() != self.0.pair.kind() {
            let message = format!("the signing key cannot be used with {algorithm}");
            return Err(CredentialError::new(CredentialErrorKind::Configuration, message));
        }
        Ok(self.map(|inner| {
            inner.algorithm = algorithm;
            inner.public.algorithm = Some(algorithm.name().to_owned());
        }))
    }

    /// Names the key (`kid`), for servers that know several of the client.
    #[must_use]
    pub fn with_key_id(self, id: impl Into<String>) -> Self {
        self.map(|inner| inner.public.kid = Some(id.into()))
    }

    /// What it signs with.
    #[must_use]
    pub fn algorithm(&self) -> SigningAlgorithm {
        self.0.algorithm
    }

    /// The public key as a JWK in JSON: what is registered at the authorization server.
    #[must_use]
    pub fn public_jwk(&self) -> String {
        serde_json::to_string(&self.0.public).unwrap_or_default()
    }

    fn of(pair: KeyPair) -> Result<Self, CredentialError> {
        let algorithm = pair.kind().default_algorithm();
        let public = pair.public_key().ok_or_else(|| refused("the signing key has no public part"))?;
        let public = PublicJwk::builder().key(public).algorithm(algorithm.name()).build();
        Ok(Self(Arc::new(Inner { pair: Arc::new(pair), algorithm, public })))
    }

    fn map(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }
}

impl JwsSigner for SigningKey {
    fn jws_algorithm(&self) -> Cow<'_, str> {
        self.0.algorithm.name().into()
    }

    fn key_id(&self) -> Option<Cow<'_, str>> {
        self.0.public.kid.as_deref().map(Cow::from)
    }

    fn sign<'a>(&'a self, input: &'a [u8]) -> MaybeSendBoxFuture<'a, Result<Vec<u8>, Error>> {
        Box::pin(async move {
            let signature = self.0.pair.sign(self.0.algorithm, input);
            signature.ok_or_else(|| Error::new(RetryAdvice::No, "the key could not sign"))
        })
    }
}

impl AsymmetricJwsSigner for SigningKey {
    fn public_key_jwk(&self) -> Cow<'_, PublicJwk> {
        Cow::Borrowed(&self.0.public)
    }
}

impl JwsSignerSelector for SigningKey {
    fn select_signer(&self) -> MaybeSendBoxFuture<'_, Arc<dyn JwsSigner>> {
        Box::pin(async move { Arc::new(self.clone()) as Arc<dyn JwsSigner> })
    }
}

impl AsymmetricJwsSignerSelector for SigningKey {
    fn select_asymmetric_signer(&self) -> MaybeSendBoxFuture<'_, Arc<dyn AsymmetricJwsSigner>> {
        Box::pin(async move { Arc::new(self.clone()) as Arc<dyn AsymmetricJwsSigner> })
    }

    fn select_signer_by_thumbprint<'a>(
        &'a self,
        thumbprint: &'a str,
    ) -> MaybeSendBoxFuture<'a, Option<Arc<dyn AsymmetricJwsSigner>>> {
        Box::pin(async move {
            let is_this = self.0.public.thumbprint() == thumbprint;
            is_this.then(|| Arc::new(self.clone()) as Arc<dyn AsymmetricJwsSigner>)
        })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.0.algorithm)
            .field("key_id", &self.0.public.kid)
            .finish_non_exhaustive()
    }
}

fn refused(message: &'static str) -> CredentialError {
    CredentialError::new(CredentialErrorKind::Configuration, message)
}
