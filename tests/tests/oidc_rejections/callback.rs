//! What the browser brings back (RFC 6749 section 4.1.2, RFC 9207, RFC 9700 section 4).

use serde_json::{Value, json};

use super::{
    row::{CALLBACK, INVALID, INVALID_REQUEST, METADATA, Outcome::*, REJECTED, Row, UNAVAILABLE, row},
    sign_in,
};

#[tokio::test]
async fn an_answer_that_is_not_to_this_sign_in_signs_nobody_in() {
    sign_in::run(rows()).await;
}

fn set(parameters: &Value) -> Value {
    json!({ "location": { "set": parameters } })
}

fn twice(parameters: &Value) -> Value {
    json!({ "location": { "append": parameters } })
}

fn without(parameter: &str) -> Value {
    json!({ "location": { "drop": [parameter] } })
}

pub(crate) fn rows() -> Vec<Row> {
    [places(), states(), issuers(), codes(), errors()].into_iter().flatten().collect()
}

/// RFC 8252 section 8.10: the redirect URI, and nothing that is like it.
fn places() -> Vec<Row> {
    let to = |url: &str| json!({ "location": { "to": url } });
    vec![
        row("callback: another path", CALLBACK, to("com.example.app:/elsewhere"), Foreign),
        row("callback: a path below", CALLBACK, to("com.example.app:/cb/more"), Foreign),
        row("callback: another scheme", CALLBACK, to("com.example.other:/cb"), Foreign),
        row("callback: another host", CALLBACK, to("com.example.app://host/cb"), Foreign),
        row("callback: someone before the host", CALLBACK, to("com.example.app://sesame@host/cb"), Foreign),
    ]
}

/// RFC 6749 section 10.12.
fn states() -> Vec<Row> {
    vec![
        row("callback: state of another sign-in", CALLBACK, set(&json!({ "state": "another" })), Foreign)
            .of(&["fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails"]),
        row("callback: state missing", CALLBACK, without("state"), Foreign).of(&[
            "fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-state-fails",
        ]),
        row("callback: state empty", CALLBACK, set(&json!({ "state": "" })), Foreign),
        row("callback: state twice", CALLBACK, twice(&json!({ "state": "another" })), Foreign),
    ]
}

/// RFC 9207, and mix-up (RFC 9700 section 4.4).
fn issuers() -> Vec<Row> {
    let silent = || json!({ "patch": { "authorization_response_iss_parameter_supported": null } });
    let another = || json!({ "iss": "https://iam.example.com" });
    vec![
        row("callback: iss of another", CALLBACK, set(&another()), INVALID)
            .of(&["fapi2-security-profile-final-client-test-invalid-authorization-response-iss"]),
        row("callback: iss missing", CALLBACK, without("iss"), INVALID)
            .of(&["fapi2-security-profile-final-client-test-remove-authorization-response-iss"]),
        row("callback: iss empty", CALLBACK, set(&json!({ "iss": "" })), INVALID),
        row("callback: iss twice", CALLBACK, twice(&another()), Foreign),
        row("callback: iss of another, unannounced", CALLBACK, set(&another()), INVALID).and(METADATA, silent()),
        row("callback: iss missing, unannounced", CALLBACK, without("iss"), Accepted).and(METADATA, silent()),
        row(
            "callback: an error of another",
            CALLBACK,
            set(&json!({ "error": "access_denied", "iss": "https://iam.example.com" })),
            INVALID,
        ),
        row(
            "callback: an error without iss",
            CALLBACK,
            json!({ "location": { "set": { "error": "access_denied" }, "drop": ["iss"] } }),
            INVALID,
        ),
    ]
}

fn codes() -> Vec<Row> {
    vec![
        row("callback: code missing", CALLBACK, without("code"), INVALID),
        row("callback: code empty", CALLBACK, set(&json!({ "code": "" })), INVALID),
        row("callback: code twice", CALLBACK, twice(&json!({ "code": "another" })), Foreign),
        row("callback: code and error", CALLBACK, set(&json!({ "error": "access_denied" })), Refused),
        row("callback: code and another error", CALLBACK, set(&json!({ "error": "invalid_scope" })), INVALID_REQUEST),
        row(
            "callback: code and error twice",
            CALLBACK,
            json!({ "location": {
            "set": { "error": "access_denied" }, "append": { "error": "server_error" }
        } }),
            Foreign,
        ),
    ]
}

/// RFC 6749 section 4.1.2.1, OpenID Connect Core 1.0 section 3.1.2.6.
fn errors() -> Vec<Row> {
    let says = |error: &str| json!({ "location": { "drop": ["code"], "set": { "error": error } } });
    vec![
        row("callback: access_denied", CALLBACK, says("access_denied"), Refused),
        row("callback: login_required", CALLBACK, says("login_required"), InteractionRequired),
        row("callback: consent_required", CALLBACK, says("consent_required"), InteractionRequired),
        row("callback: server_error", CALLBACK, says("server_error"), UNAVAILABLE),
        row("callback: temporarily_unavailable", CALLBACK, says("temporarily_unavailable"), UNAVAILABLE),
        row("callback: unauthorized_client", CALLBACK, says("unauthorized_client"), REJECTED),
        row("callback: invalid_request", CALLBACK, says("invalid_request"), INVALID_REQUEST),
        row("callback: an error of its own", CALLBACK, says("too_late"), INVALID_REQUEST),
    ]
}
