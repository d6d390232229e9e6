use std::sync::Arc;

use aws_lc_rs::signature::{self, ParsedPublicKey, RsaPublicKeyComponents};
use huskarl::core::{
    Error, RetryAdvice,
    crypto::{
        KeyMatchStrength,
        verifier::{CreateVerifierError, JwsVerifier, JwsVerifierPlatform, KeyMatch, VerifyError},
    },
    jwk::{self, KeyOperation, KeyUse, PublicJwk},
    platform::MaybeSendBoxFuture,
};

use super::algorithm::{Kind, SigningAlgorithm};

/// RFC 7518 section 3.3, and what aws-lc accepts.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// Makes verifiers of public keys. A key that cannot be used (an unknown curve, RSA below 2048 bits, one for encryption)
/// is reported as such, which has huskarl pass over it and use the others of the set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AwsLcPlatform;

impl JwsVerifierPlatform for AwsLcPlatform {
    fn create_verifier_from_jwk(
        &self,
        jwk: PublicJwk,
    ) -> MaybeSendBoxFuture<'static, Result<Arc<dyn JwsVerifier>, CreateVerifierError>> {
        Box::pin(async move {
            match PublicKey::new(jwk) {
                Ok(key) => Ok(Arc::new(key) as Arc<dyn JwsVerifier>),
                Err(reason) => Err(CreateVerifierError::UnsupportedKey { source: Error::new(RetryAdvice::No, reason) }),
            }
        })
    }

    fn supported_signature_algorithms(&self) -> &[&str] {
        &["ES256", "ES384", "ES512", "EdDSA", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"]
    }
}

/// A public key, with the algorithms it may be used for: all that fit what it is, or the one that its `alg` names.
#[derive(Debug)]
struct PublicKey {
    material: Material,
    algorithms: Vec<&'static str>,
    id: Option<String>,
}

#[derive(Debug)]
enum Material {
    Rsa(RsaPublicKeyComponents<Vec<u8>>),
    Curve(ParsedPublicKey),
}

impl PublicKey {
    fn new(jwk: PublicJwk) -> Result<Self, &'static str> {
        if jwk.key_use.is_some_and(|key_use| key_use != KeyUse::Sign) {
            return Err("the key is not for signatures");
        }
        if jwk.key_operations.is_some_and(|operations| !operations.contains(&KeyOperation::Verify)) {
            return Err("the key is not for verifying");
        }
        let (kind, material) = match jwk.key {
            jwk::PublicKey::Rsa(key) => (Kind::Rsa, rsa(&key)?),
            jwk::PublicKey::Ec(key) => ec(&key)?,
            jwk::PublicKey::Okp(key) => (Kind::Ed25519, ed25519(&key)?),
            _ => return Err("the type of the key is not known"),
        };
        let named = jwk.algorithm.as_deref();
        let algorithms = match named.map(|name| SigningAlgorithm::from_name(name).map(SigningAlgorithm::kind)) {
            None => kind.algorithm_names().to_vec(),
            // Both names of Ed25519 mean the same.
            Some(Some(Kind::Ed25519)) if kind == Kind::Ed25519 => kind.algorithm_names().to_vec(),
            Some(Some(of)) if of == kind => {
                kind.algorithm_names().iter().filter(|name| Some(**name) == named).copied().collect()
            }
            Some(_) => return Err("the algorithm of the key is not known or does not fit it"),
        };
        Ok(Self { material, algorithms, id: jwk.kid })
    }

    fn verifies(&self, algorithm: &str, input: &[u8], signature: &[u8]) -> bool {
        let verified = match &self.material {
            Material::Curve(key) => key.verify_sig(input, signature),
            Material::Rsa(key) => {
                match SigningAlgorithm::from_name(algorithm).and_then(SigningAlgorithm::rsa_verification) {
                    Some(parameters) => key.verify(parameters, input, signature),
                    None => return false,
                }
            }
        };
        verified.is_ok()
    }
}

impl JwsVerifier for PublicKey {
    fn key_match(&self, key_match: &KeyMatch<'_>) -> Option<KeyMatchStrength> {
        key_match.strength_for(&self.algorithms, self.id.as_deref())
    }

    fn verify<'a>(
        &'a self,
        input: &'a [u8],
        signature: &'a [u8],
        key_match: &'a KeyMatch<'a>,
    ) -> MaybeSendBoxFuture<'a, Result<(), VerifyError>> {
        Box::pin(async move {
            if self.key_match(key_match).is_none() {
                return Err(VerifyError::NoMatchingKey);
            }
            if self.verifies(key_match.alg, input, signature) { Ok(()) } else { Err(VerifyError::SignatureMismatch) }
        })
    }
}

fn rsa(key: &jwk::RsaPublicKey) -> Result<Material, &'static str> {
    let number = |bytes: &[u8]| -> Vec<u8> { bytes.iter().copied().skip_while(|byte| *byte == 0).collect() };
    let (n, e) = (number(&key.n), number(&key.e));
    let bits = n.len() * 8 - n.first().map_or(0, |byte| byte.leading_zeros() as usize);
    if !RSA_BITS.contains(&bits) {
        return Err("an RSA key must have 2048 to 8192 bits");
    }
    let key = RsaPublicKeyComponents { n, e };
    // What else is wrong with it is found here, so that the key is passed over and not tried.
    match key.to_parsed_public_key(&signature::RSA_PKCS1_2048_8192_SHA256) {
        Ok(_) => Ok(Material::Rsa(key)),
        Err(_) => Err("the key is not a key of RSA"),
    }
}

fn ec(key: &jwk::EcPublicKey) -> Result<(Kind, Material), &'static str> {
    let known = Kind::of_curve(&key.crv).and_then(|kind| Some((kind, kind.curve()?)));
    let Some((kind, curve)) = known else { return Err("the curve of the key is not known") };
    if key.x.len() != curve.coordinate || key.y.len() != curve.coordinate {
        return Err("the coordinates of the key are not those of its curve");
    }
    let point = [&[4], key.x.as_slice(), key.y.as_slice()].concat();
    let parsed = ParsedPublicKey::new(curve.verification, point);
    Ok((kind, Material::Curve(parsed.map_err(|_| "the key is not a point of its curve")?)))
}

fn ed25519(key: &jwk::OkpPublicKey) -> Result<Material, &'static str> {
    if Kind::of_curve(&key.crv) != Some(Kind::Ed25519) {
        return Err("the curve of the key is not known");
    }
    let parsed = ParsedPublicKey::new(&signature::ED25519, &key.x);
    Ok(Material::Curve(parsed.map_err(|_| "the key is not one of Ed25519")?))
}
