use aws_lc_rs::digest;
use axum::response::{IntoResponse, Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    SignIn,
    answer::Answer,
    pages,
    request::{CodeRequest, Request},
};
use crate::playground::{
    client_auth::AuthMethod, form::Form, oauth_error::OAuthError, registry::Registration, world::World,
};

/// An authorization code, and what it was given for.
pub(super) struct Code {
    sign_in: SignIn,
    request: CodeRequest,
    requested: Option<String>,
    is_used: bool,
}

/// Sends the browser back to the client with a code.
pub(super) fn send(world: &World, request: &Request, code_request: &CodeRequest, sign_in: SignIn) -> Response {
    let requested = request.requested.clone();
    match world.sign_ins.codes.keep(Code { sign_in, request: code_request.clone(), requested, is_used: false }) {
        Ok(code) => code_request.return_to.code(&world.issuer, &code),
        Err(_) => pages::failure().into_response(),
    }
}

/// `grant_type=authorization_code` (RFC 6749 section 4.1.3).
pub(in crate::playground) fn redeem_code(
    world: &World,
    form: &Form,
    client: &Registration,
    auth_method: AuthMethod,
) -> Result<Response, OAuthError> {
    let code = form.one("code").ok_or(OAuthError::invalid_request("`code` is missing"))?;
    let unknown = OAuthError::invalid_grant("the code is not known, or no longer");
    let used = |code: &mut Code| {
        if code.sign_in.client_id != client.id {
            return Err(unknown);
        }
        if code.is_used {
            // Section 4.1.2: someone else may have used it.
            world.tokens.end_sign_in(code.sign_in.number);
            world.sign_ins.refresh_tokens.end(code.sign_in.number);
            return Err(OAuthError::invalid_grant("the code was used before, and what came of it is revoked"));
        }
        code.is_used = true;
        Ok((code.sign_in.clone(), code.request.clone(), code.requested.clone()))
    };
    let (sign_in, request, requested) = world.sign_ins.codes.with(code, used).ok_or(unknown)??;
    if form.one("redirect_uri") != Some(&request.return_to.uri) {
        return Err(OAuthError::invalid_grant("`redirect_uri` is not the one of the authorization request"));
    }
    let verifier = form.one("code_verifier").unwrap_or_default();
    if challenge_of(verifier) != request.code_challenge {
        return Err(OAuthError::invalid_grant("`code_verifier` does not belong to the `code_challenge`"));
    }
    Answer { world, client, auth_method, sign_in: &sign_in, requested }.begin(request.nonce)
}

/// RFC 7636 section 4.6.
fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_example_in_the_rfc() {
        let challenge = challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
