use aws_lc_rs::{
    rand::SystemRandom,
    rsa,
    signature::{EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaKeyPair},
};
use huskarl::core::jwk::{self, EcPublicKey, OkpPublicKey, PrivateKey, PublicKey, RsaPublicKey};
use rustls_pki_types::{PrivateKeyDer, pem::PemObject as _};

use super::algorithm::{Kind, SigningAlgorithm};

/// A private key in aws-lc, which overwrites it when it is dropped.
pub(super) enum KeyPair {
    Ec(Kind, EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Rsa(RsaKeyPair),
}

impl KeyPair {
    /// A new key for ECDSA on P-256.
    pub(super) fn generate() -> Option<Self> {
        let curve = Kind::P256.curve()?;
        Some(Self::Ec(Kind::P256, EcdsaKeyPair::generate(curve.signing).ok()?))
    }

    /// The first private key in a PEM file: PKCS#8, or what openssl wrote before (RFC 5915, RFC 8017).
    pub(super) fn from_pem(pem: &str) -> Option<Self> {
        match PrivateKeyDer::from_pem_slice(pem.as_bytes()).ok()? {
            PrivateKeyDer::Pkcs8(der) => {
                let der = der.secret_pkcs8_der();
                let ed25519 = || Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).ok().map(Self::Ed25519);
                let rsa = || RsaKeyPair::from_pkcs8(der).ok().map(Self::Rsa);
                ed25519().or_else(|| Self::ec(der)).or_else(rsa)
            }
            PrivateKeyDer::Sec1(der) => Self::ec(der.secret_sec1_der()),
            PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()).ok().map(Self::Rsa),
            _ => None,
        }
    }

    fn ec(der: &[u8]) -> Option<Self> {
        [Kind::P256, Kind::P384, Kind::P521].into_iter().find_map(|kind| {
            let pair = EcdsaKeyPair::from_private_key_der(kind.curve()?.signing, der).ok()?;
            Some(Self::Ec(kind, pair))
        })
    }

    /// The key of a JWK; `None` when its parts do not fit together.
    pub(super) fn from_jwk(key: &PrivateKey) -> Option<Self> {
        match key {
            PrivateKey::Ec(key) => {
                let kind = Kind::of_curve(&key.public.crv)?;
                let public = [&[4], key.public.x.as_slice(), key.public.y.as_slice()].concat();
                let pair = EcdsaKeyPair::from_private_key_and_public_key(kind.curve()?.signing, &key.d, &public);
                Some(Self::Ec(kind, pair.ok()?))
            }
            PrivateKey::Okp(key) if key.public.crv == "Ed25519" => {
                Ed25519KeyPair::from_seed_and_public_key(&key.d, &key.public.x).ok().map(Self::Ed25519)
            }
            PrivateKey::Rsa(key) => rsa_from_jwk(key).map(Self::Rsa),
            _ => None,
        }
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Ec(kind, _) => *kind,
            Self::Ed25519(_) => Kind::Ed25519,
            Self::Rsa(_) => Kind::Rsa,
        }
    }

    /// The public part; `None` is not expected of a key that was accepted.
    pub(super) fn public_key(&self) -> Option<PublicKey> {
        Some(match self {
            Self::Ec(kind, pair) => {
                let curve = kind.curve()?;
                // An uncompressed point (SEC 1 section 2.3.3): 4, x, y.
                let (x, y) = pair.public_key().as_ref().get(1..)?.split_at_checked(curve.coordinate)?;
                let key = EcPublicKey::builder().crv(curve.name).x(x.iter().copied()).y(y.iter().copied());
                PublicKey::Ec(key.build())
            }
            Self::Ed25519(pair) => {
                let x = pair.public_key().as_ref().iter().copied();
                PublicKey::Okp(OkpPublicKey::builder().crv("Ed25519").x(x).build())
            }
            Self::Rsa(pair) => {
                let (n, e) = (pair.public_key().modulus(), pair.public_key().exponent());
                let number = |bytes: &[u8]| bytes.to_vec();
                let (n, e) = (number(n.big_endian_without_leading_zero()), number(e.big_endian_without_leading_zero()));
                PublicKey::Rsa(RsaPublicKey::builder().n(n).e(e).build())
            }
        })
    }

    /// `None` when the algorithm is not one of the key, or the system has no random numbers.
    pub(super) fn sign(&self, algorithm: SigningAlgorithm, input: &[u8]) -> Option<Vec<u8>> {
        if algorithm.kind() != self.kind() {
            return None;
        }
        match self {
            Self::Ec(_, pair) => {
                pair.sign(&SystemRandom::new(), input).ok().map(|signature| signature.as_ref().to_vec())
            }
            Self::Ed25519(pair) => pair.try_sign(input).ok().map(|signature| signature.as_ref().to_vec()),
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(algorithm.rsa_encoding()?, &SystemRandom::new(), input, &mut signature).ok()?;
                Some(signature)
            }
        }
    }
}

fn rsa_from_jwk(key: &jwk::RsaPrivateKey) -> Option<RsaKeyPair> {
    let number = |bytes: &[u8]| -> Vec<u8> { bytes.iter().copied().skip_while(|byte| *byte == 0).collect() };
    let (n, e) = (number(&key.public.n), number(&key.public.e));
    RsaKeyPair::from_components(&rsa::KeyPairComponents {
        public_key: rsa::PublicKeyComponents { n: n.as_slice(), e: e.as_slice() },
        d: key.d.as_slice(),
        p: key.p.as_deref()?,
        q: key.q.as_deref()?,
        dP: key.dp.as_deref()?,
        dQ: key.dq.as_deref()?,
        qInv: key.qi.as_deref()?,
    })
    .ok()
}
