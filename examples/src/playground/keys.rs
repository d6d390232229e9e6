use std::io;

use aws_lc_rs::{
    rand::{SecureRandom, SystemRandom},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, TokenData, Validation, decode, encode, errors,
    jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash},
};
use serde::{Serialize, de::DeserializeOwned};

/// The key that signs access tokens: ECDSA on P-256, made at start and never stored.
pub(super) struct SigningKey {
    private: EncodingKey,
    public: DecodingKey,
    id: String,
    set: JwkSet,
}

impl SigningKey {
    pub(super) fn generate() -> io::Result<Self> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(io::Error::other)?;
        let private = EncodingKey::from_ec_der(pair.to_pkcs8v1().map_err(io::Error::other)?.as_ref());
        let mut jwk = Jwk::from_encoding_key(&private, Algorithm::ES256).map_err(io::Error::other)?;
        let id = jwk.thumbprint(ThumbprintHash::SHA256).map_err(io::Error::other)?;
        jwk.common.key_id = Some(id.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let public = DecodingKey::from_jwk(&jwk).map_err(io::Error::other)?;
        Ok(Self { private, public, id, set: JwkSet { keys: vec![jwk] } })
    }

    /// The public half, for whoever verifies.
    pub(super) const fn set(&self) -> &JwkSet {
        &self.set
    }

    pub(super) fn sign<C: Serialize>(&self, r#type: &str, claims: &C) -> errors::Result<String> {
        let header =
            Header { typ: Some(r#type.to_owned()), kid: Some(self.id.clone()), ..Header::new(Algorithm::ES256) };
        encode(&header, claims, &self.private)
    }

    pub(super) fn verify<C: DeserializeOwned + Clone>(
        &self,
        token: &str,
        validation: &Validation,
    ) -> errors::Result<TokenData<C>> {
        decode(token, &self.public, validation)
    }
}

/// Random bytes that no one can guess.
pub(super) fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
