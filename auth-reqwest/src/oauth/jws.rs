//! Signatures (RFC 7515, RFC 7518, RFC 8037) on aws-lc-rs, which rustls brings along anyway.
//!
//! huskarl's own back end is not used: it signs and verifies RSA with the crate `rsa`, whose private keys leak through
//! timing (RUSTSEC-2023-0071). What says which algorithm a key is good for is here; that a header's `crit` is understood
//! and that `none` is not an algorithm is huskarl's part, and tested here.

mod algorithm;
mod key_pair;
mod signer;
mod verifier;

pub use algorithm::SigningAlgorithm;
pub use signer::SigningKey;
pub(super) use verifier::AwsLcPlatform;

#[cfg(test)]
mod tests;
