use std::borrow::Cow;

use auth_core::{CredentialError, CredentialErrorKind, ScopeSet, Secret};
use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use huskarl::{
    core::jwt::validator::ValidatedJwt,
    grant::core::TokenResponse,
    token::{IdToken, id_token::IdTokenClaims},
};
use serde::Deserialize;
use serde_json::Value;

use crate::oauth::jws::SigningAlgorithm;

/// An ID token as it came, and what came with it.
pub(super) struct Issued {
    pub(super) id_token: IdToken,
    pub(super) access_token: Secret,
    /// The code that it was issued for.
    pub(super) code: Option<Secret>,
}

impl Issued {
    pub(super) fn in_response(response: &TokenResponse, code: Option<Secret>) -> Option<Self> {
        let access_token = Secret::new(response.access_token().token().expose_secret());
        Some(Self { id_token: response.id_token()?.clone(), access_token, code })
    }

    /// What huskarl leaves out of the validation of an ID token.
    pub(super) fn check(&self, token: &ValidatedJwt<IdTokenClaims>, client_id: &str) -> Result<(), CredentialError> {
        // OpenID Connect Core 1.0 section 2: `sub` is an identifier.
        if token.sub.as_ref().is_none_or(String::is_empty) {
            return invalid("the ID token does not say who signed in: its `sub` is empty");
        }
        // Section 2: `azp` is who the token was issued to. This one was issued to this client, at its own request; other
        // clients for whose audience it might be are refused by huskarl (section 3.1.3.7, number 3).
        if token.claims.azp.as_deref().is_some_and(|party| party != client_id) {
            return invalid("the ID token was issued to another client, as its `azp` says");
        }
        // Section 3.1.3.8: with these, an access token or code that someone slipped in is noticed. They are optional here.
        let hashes = [("at_hash", Some(&self.access_token)), ("c_hash", self.code.as_ref())];
        for (claim, secret) in hashes {
            let (Some(found), Some(hash)) =
                (token.claims.extra.get(claim), secret.and_then(|secret| self.hash(secret)))
            else {
                continue;
            };
            if *found != Value::String(hash) {
                return invalid(format!("the ID token belongs to other tokens: its `{claim}` does not match"));
            }
        }
        Ok(())
    }

    /// The left half of the hash that the signature of the ID token was made with (section 3.1.3.6). Servers do not agree on
    /// what that is for Ed25519, so nothing is compared then.
    fn hash(&self, secret: &Secret) -> Option<String> {
        #[derive(Deserialize)]
        struct Header {
            alg: String,
        }
        let (header, _) = self.id_token.token().split_once('.')?;
        let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        let algorithm = SigningAlgorithm::from_name(&header.alg)?;
        let hash = digest::digest(algorithm.digest()?, secret.expose().as_bytes());
        let (left, _) = hash.as_ref().split_at(hash.as_ref().len() / 2);
        Some(URL_SAFE_NO_PAD.encode(left))
    }
}

/// OpenID Connect Core 1.0 section 3.1.3.3: who was asked for `openid` answers with an ID token. Also when `openid` is not
/// among the scopes that it says it granted: some servers name only those of the access token, and nothing else binds the
/// answer to the question.
pub(super) fn check_absence(asked: Option<&ScopeSet>) -> Result<(), CredentialError> {
    if asked.is_some_and(|asked| asked.contains("openid")) {
        return invalid("the server issued no ID token, although `openid` was asked for");
    }
    Ok(())
}

fn invalid<T>(message: impl Into<Cow<'static, str>>) -> Result<T, CredentialError> {
    Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// OpenID Connect Core 1.0 appendix A.4.
    #[test]
    fn the_hash_is_that_of_the_specification() {
        let issued = Issued {
            // `{"kid":"1e9gdk7","alg":"RS256"}`
            id_token: "eyJraWQiOiIxZTlnZGs3IiwiYWxnIjoiUlMyNTYifQ.e30.AA".into(),
            access_token: Secret::new("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
            code: Some(Secret::new("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk")),
        };
        assert_eq!(issued.hash(&issued.access_token).as_deref(), Some("77QmUPtjPfzWtF2AnpK9RQ"));
        assert_eq!(issued.code.as_ref().and_then(|code| issued.hash(code)).as_deref(), Some("LDktKdoQak3Pk0cnXxCltA"));
    }
}
