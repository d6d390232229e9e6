use std::time::Duration;

use auth_core::{AccessToken, CredentialError, CredentialErrorKind, ScopeSet, Secret, TokenRequest};
use huskarl::{grant::core::TokenResponse, token};

use super::dpop::Binding;

/// The token of a response, with what was granted.
pub(super) fn access_token(
    response: &TokenResponse,
    request: &TokenRequest,
    binding: &Binding,
) -> Result<AccessToken, CredentialError> {
    let issued = response.access_token();
    let token = Secret::new(issued.token().expose_secret());
    let token = match (issued, binding.proof_of(&token)) {
        (token::AccessToken::Bearer(_), None) => AccessToken::bearer(&token),
        (token::AccessToken::DPoP(_), Some(proof)) => AccessToken::dpop(&token).map(|token| token.with_proof(proof)),
        // RFC 9449 section 5: a client that needs its tokens bound does not use others.
        (_, proof) => {
            let expected = if proof.is_some() { "DPoP" } else { "bearer" };
            let message = format!("a {expected} token was expected, and the server issued `{}`", issued.token_type());
            return Err(CredentialError::new(CredentialErrorKind::InvalidResponse, message));
        }
    };
    let token = token.map_err(CredentialError::invalid_response)?;
    let raw = response.raw_token_response();
    let token = match granted(raw.scope.as_deref(), request)? {
        Some(scopes) => token.with_scopes(scopes),
        None => token,
    };
    Ok(match raw.expires_in {
        Some(seconds) => token.with_lifetime(Duration::from_secs(seconds)),
        None => token,
    })
}

/// The refresh token of a response. Some servers say that there is none by an empty one (RFC 6749 appendix A.17 has none
/// such).
pub(super) fn refresh_token(response: &TokenResponse) -> Option<&str> {
    response.refresh_token().map(|refresh| refresh.token().expose_secret()).filter(|refresh| !refresh.is_empty())
}

/// RFC 6749 section 5.1: a response without `scope` grants what was asked for. When nothing was, the server has chosen
/// (section 3.3), and does not say what.
fn granted(scope: Option<&str>, request: &TokenRequest) -> Result<Option<ScopeSet>, CredentialError> {
    match scope {
        None => Ok(request.scopes().filter(|asked| !asked.is_empty()).cloned()),
        // What is wrong with it would be told with a part of it, which may be anything.
        Some(scope) => scope.parse().map(Some).map_err(|_| {
            let message = "the `scope` that was granted has a character that no scope has (RFC 6749 section 3.3)";
            CredentialError::new(CredentialErrorKind::InvalidResponse, message)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> ScopeSet {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_granted_is_what_the_server_says_or_else_what_was_asked_for() {
        let asked = TokenRequest::for_scopes(scopes("model:read bcf:read"));
        assert_eq!(granted(Some("model:read"), &asked).unwrap(), Some(scopes("model:read")));
        assert_eq!(granted(Some(""), &asked).unwrap(), Some(ScopeSet::new()));
        assert_eq!(granted(None, &asked).unwrap(), Some(scopes("bcf:read model:read")));
    }

    #[test]
    fn what_was_granted_is_not_known_when_nothing_was_asked_for_and_the_server_says_nothing() {
        for asked in [TokenRequest::default(), TokenRequest::for_scopes(ScopeSet::new())] {
            assert_eq!(granted(None, &asked).unwrap(), None, "{asked:?}");
            assert_eq!(granted(Some("model:read"), &asked).unwrap(), Some(scopes("model:read")), "{asked:?}");
        }
    }
}
