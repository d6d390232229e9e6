use auth_core::Secret;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, Request, header::AUTHORIZATION};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The parameters whose values are secrets, or as good as one.
const SECRET: [&str; 12] = [
    "actor_token",
    "assertion",
    "client_assertion",
    "client_secret",
    "code",
    "code_verifier",
    "device_code",
    "nonce",
    "refresh_token",
    "state",
    "subject_token",
    "token",
];

/// From this length on, a text is not taken for a part of an error code by accident.
const LONG: usize = 8;

/// How much of a text of the server's is shown.
const LONGEST: usize = 500;

/// The secrets of a request, which its answer may repeat: an error of the server ends up in a log.
pub(super) struct Sent(Vec<Secret>);

impl Sent {
    /// What is secret of a request: parameters of its form, a software statement (RFC 7591 section 2.3), headers, and the
    /// client's secret; each also as it was sent.
    pub(super) fn with(request: &Request<Bytes>, client_secret: Option<&Secret>) -> Self {
        let form: Vec<(String, Secret)> = serde_html_form::from_bytes(request.body()).unwrap_or_default();
        let parameters = form.into_iter().filter(|(name, _)| SECRET.contains(&name.as_str())).map(|(_, value)| value);
        let registration: Option<Registration> = serde_json::from_slice(request.body()).ok();
        let statement = registration.and_then(|registration| registration.software_statement);
        let all = parameters.chain(as_sent(request.body())).chain(in_headers(request.headers()));
        let all = all.chain(statement).chain(client_secret.cloned());
        Self(all.filter(|secret| !secret.expose().is_empty()).collect())
    }

    /// The error of a server (RFC 6749 section 5.2) without the texts that repeat a secret.
    pub(super) fn hidden_in(&self, mut error: Map<String, Value>) -> Map<String, Value> {
        error.retain(|name, value| name == "error" || !self.is_repeated(value, 1));
        if let Some(code) = error.get_mut("error").filter(|code| self.is_repeated(code, LONG)) {
            *code = "not_shown".into();
        }
        for value in error.values_mut() {
            if let Value::String(text) = value {
                *text = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            }
        }
        error
    }

    fn is_repeated(&self, value: &Value, from: usize) -> bool {
        // As text, so that what is nested is looked at too.
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        self.0.iter().map(Secret::expose).any(|secret| secret.len() >= from && text.contains(secret))
    }
}

/// What is secret of a registration.
#[derive(Deserialize)]
struct Registration {
    software_statement: Option<Secret>,
}

/// The values of a form before they are decoded.
fn as_sent(form: &[u8]) -> impl Iterator<Item = Secret> {
    let pairs = str::from_utf8(form).unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| SECRET.contains(name)).map(|(_, value)| Secret::new(value))
}

/// Without the scheme; of Basic the password too, which is still encoded as a form is (RFC 6749 section 2.3.1).
fn in_headers(headers: &HeaderMap) -> impl Iterator<Item = Secret> {
    let secret = headers
        .iter()
        .filter(|(name, value)| value.is_sensitive() || *name == AUTHORIZATION || name.as_str() == "dpop");
    let texts = secret.filter_map(|(_, value)| value.to_str().ok()).filter_map(|text| text.rsplit(' ').next());
    texts.flat_map(|text| [Some(Secret::new(text)), password(text)]).flatten()
}

fn password(basic: &str) -> Option<Secret> {
    let pair = STANDARD.decode(basic).ok()?;
    str::from_utf8(&pair).ok()?.split_once(':').map(|(_, password)| Secret::new(password))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn hidden(error: Value) -> Value {
        let form = "grant_type=x&scope=model%3Aread&subject_token=s3same%2B+open&assertion=";
        let request = Request::post("/token").body(Bytes::from_static(form.as_bytes())).unwrap();
        let sent = Sent::with(&request, Some(&"n".into()));
        let Value::Object(error) = error else { panic!("an object") };
        Value::Object(sent.hidden_in(error))
    }

    #[test]
    fn what_repeats_a_secret_is_not_shown() {
        let error = json!({ "error": "invalid_grant", "error_description": "s3same+ open is bad", "error_uri": "a/b" });
        assert_eq!(hidden(error), json!({ "error": "invalid_grant", "error_uri": "a/b" }));
        let nested = json!({ "error": "s3same+ open", "sent": { "all": ["s3same+ open"] } });
        assert_eq!(hidden(nested), json!({ "error": "not_shown" }));
        assert_eq!(hidden(json!({ "error": "invalid", "error_description": "n" })), json!({ "error": "invalid" }));
    }

    #[test]
    fn what_repeats_a_secret_as_it_was_sent_is_not_shown() {
        let request = Request::post("/token")
            .header(AUTHORIZATION, format!("Basic {}", STANDARD.encode("agent:s3same%2B")))
            .header("dpop", "eyJ.e30.c2ln")
            .body(Bytes::from_static(b"grant_type=x&client_secret=%6fpen%2Bs3same"))
            .unwrap();
        let sent = Sent::with(&request, Some(&"s3same+".into()));
        for repeated in
            ["Basic YWdlbnQ6czNzYW1lJTJC", "agent:s3same%2B", "eyJ.e30.c2ln", "client_secret=%6fpen%2Bs3same"]
        {
            let Value::Object(error) = json!({ "error": "invalid_client", "error_description": repeated }) else {
                panic!()
            };
            assert_eq!(Value::Object(sent.hidden_in(error)), json!({ "error": "invalid_client" }), "{repeated}");
        }
    }

    #[test]
    fn what_is_no_secret_is_shown() {
        let error = json!({ "error": "invalid_scope", "error_description": "x: model:read?" });
        assert_eq!(hidden(error.clone()), error);
    }
}
