use std::fmt;

use aws_lc_rs::{
    digest,
    signature::{self, EcdsaSigningAlgorithm, RsaParameters, VerificationAlgorithm},
};

/// How something is signed (RFC 7518 section 3.1, RFC 8037 section 3.1). None of them takes a shared secret.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SigningAlgorithm {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// Ed25519; also read by its newer name, `Ed25519` (RFC 9864).
    EdDsa,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// RSASSA-PSS with SHA-384.
    Ps384,
    /// RSASSA-PSS with SHA-512.
    Ps512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
}

/// What a key is, which decides the algorithms that it is good for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Rsa,
    P256,
    P384,
    P521,
    Ed25519,
}

impl SigningAlgorithm {
    /// The name on the wire, such as `ES256`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::EdDsa => "EdDSA",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
        }
    }

    pub(in crate::oauth) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "ES256" => Self::Es256,
            "ES384" => Self::Es384,
            "ES512" => Self::Es512,
            "EdDSA" | "Ed25519" => Self::EdDsa,
            "PS256" => Self::Ps256,
            "PS384" => Self::Ps384,
            "PS512" => Self::Ps512,
            "RS256" => Self::Rs256,
            "RS384" => Self::Rs384,
            "RS512" => Self::Rs512,
            _ => return None,
        })
    }

    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Es256 => Kind::P256,
            Self::Es384 => Kind::P384,
            Self::Es512 => Kind::P521,
            Self::EdDsa => Kind::Ed25519,
            Self::Ps256 | Self::Ps384 | Self::Ps512 | Self::Rs256 | Self::Rs384 | Self::Rs512 => Kind::Rsa,
        }
    }

    /// The hash that its definition names; `None` for Ed25519.
    pub(in crate::oauth) fn digest(self) -> Option<&'static digest::Algorithm> {
        Some(match self {
            Self::Es256 | Self::Ps256 | Self::Rs256 => &digest::SHA256,
            Self::Es384 | Self::Ps384 | Self::Rs384 => &digest::SHA384,
            Self::Es512 | Self::Ps512 | Self::Rs512 => &digest::SHA512,
            Self::EdDsa => return None,
        })
    }

    /// How signatures of RSA are verified; `None` for other keys.
    pub(super) const fn rsa_verification(self) -> Option<&'static RsaParameters> {
        Some(match self {
            Self::Rs256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            Self::Rs384 => &signature::RSA_PKCS1_2048_8192_SHA384,
            Self::Rs512 => &signature::RSA_PKCS1_2048_8192_SHA512,
            Self::Ps256 => &signature::RSA_PSS_2048_8192_SHA256,
            Self::Ps384 => &signature::RSA_PSS_2048_8192_SHA384,
            Self::Ps512 => &signature::RSA_PSS_2048_8192_SHA512,
            Self::Es256 | Self::Es384 | Self::Es512 | Self::EdDsa => return None,
        })
    }

    pub(super) const fn rsa_encoding(self) -> Option<&'static dyn signature::RsaEncoding> {
        Some(match self {
            Self::Rs256 => &signature::RSA_PKCS1_SHA256,
            Self::Rs384 => &signature::RSA_PKCS1_SHA384,
            Self::Rs512 => &signature::RSA_PKCS1_SHA512,
            Self::Ps256 => &signature::RSA_PSS_SHA256,
            Self::Ps384 => &signature::RSA_PSS_SHA384,
            Self::Ps512 => &signature::RSA_PSS_SHA512,
            Self::Es256 | Self::Es384 | Self::Es512 | Self::EdDsa => return None,
        })
    }
}

impl fmt::Display for SigningAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Kind {
    pub(super) fn of_curve(crv: &str) -> Option<Self> {
        Some(match crv {
            "P-256" => Self::P256,
            "P-384" => Self::P384,
            "P-521" => Self::P521,
            "Ed25519" => Self::Ed25519,
            _ => return None,
        })
    }

    pub(super) const fn curve(self) -> Option<Curve> {
        Some(match self {
            Self::P256 => Curve {
                name: "P-256",
                coordinate: 32,
                signing: &signature::ECDSA_P256_SHA256_FIXED_SIGNING,
                verification: &signature::ECDSA_P256_SHA256_FIXED,
            },
            Self::P384 => Curve {
                name: "P-384",
                coordinate: 48,
                signing: &signature::ECDSA_P384_SHA384_FIXED_SIGNING,
                verification: &signature::ECDSA_P384_SHA384_FIXED,
            },
            Self::P521 => Curve {
                name: "P-521",
                coordinate: 66,
                signing: &signature::ECDSA_P521_SHA512_FIXED_SIGNING,
                verification: &signature::ECDSA_P521_SHA512_FIXED,
            },
            Self::Rsa | Self::Ed25519 => return None,
        })
    }

    /// What a key of this kind signs with when nothing else is said: for RSA, what servers understand most widely.
    pub(super) const fn default_algorithm(self) -> SigningAlgorithm {
        match self {
            Self::Rsa => SigningAlgorithm::Rs256,
            Self::P256 => SigningAlgorithm::Es256,
            Self::P384 => SigningAlgorithm::Es384,
            Self::P521 => SigningAlgorithm::Es512,
            Self::Ed25519 => SigningAlgorithm::EdDsa,
        }
    }

    /// The names that a signature by a key of this kind may go by.
    pub(super) const fn algorithm_names(self) -> &'static [&'static str] {
        match self {
            Self::Rsa => &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
            Self::P256 => &["ES256"],
            Self::P384 => &["ES384"],
            Self::P521 => &["ES512"],
            Self::Ed25519 => &["EdDSA", "Ed25519"],
        }
    }
}

/// A curve of ECDSA (RFC 7518 section 6.2.1.1).
pub(super) struct Curve {
    pub(super) name: &'static str,
    /// How many bytes a coordinate has.
    pub(super) coordinate: usize,
    pub(super) signing: &'static EcdsaSigningAlgorithm,
    pub(super) verification: &'static dyn VerificationAlgorithm,
}
