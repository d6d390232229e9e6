use http::{HeaderMap, header};

use super::oauth_error::OAuthError;

const FORM: &str = "application/x-www-form-urlencoded";

/// Those which may be repeated: RFC 8707 section 2 for `resource`, RFC 8693 section 2.1 for both.
const MANY: [&str; 2] = ["audience", "resource"];

/// The parameters of a request to the token endpoint, or to another that takes such.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body as RFC 6749 section 3.2 has it: a parameter without a value counts as left out, one that comes
    /// twice is a mistake.
    pub(super) fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, OAuthError> {
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case(FORM) {
            return Err(OAuthError::invalid_request("the body must be application/x-www-form-urlencoded"));
        }
        Self::read(body)
    }

    /// Reads the parameters of a query in the same way (RFC 6749 section 3.1).
    pub(super) fn read(encoded: &[u8]) -> Result<Self, OAuthError> {
        let mut parameters: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(encoded) {
            if !MANY.contains(&&*name) && parameters.iter().any(|(other, _)| *other == name) {
                return Err(OAuthError::invalid_request("a parameter is given more than once"));
            }
            parameters.push((name.into_owned(), value.into_owned()));
        }
        parameters.retain(|(_, value)| !value.is_empty());
        Ok(Self(parameters))
    }

    /// As if it named this client: one that has proved who it is need not repeat it.
    pub(super) fn with_client(mut self, id: &str) -> Self {
        self.0.retain(|(name, _)| name != "client_id");
        self.0.push(("client_id".to_owned(), id.to_owned()));
        self
    }

    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn parse(content_type: &'static str, body: &str) -> Result<Form, OAuthError> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Form::parse(&headers, body.as_bytes())
    }

    #[test]
    fn an_empty_parameter_counts_as_left_out() {
        let form = parse("application/x-www-form-urlencoded; charset=utf-8", "scope=&a=b+c%2B").unwrap();
        assert_eq!((form.one("scope"), form.one("a")), (None, Some("b c+")));
    }

    #[test]
    fn a_repeated_parameter_is_refused_unless_it_is_a_resource() {
        assert!(parse(FORM, "scope=a&scope=a").is_err());
        assert!(parse(FORM, "scope=&scope=a").is_err());
        assert_eq!(parse(FORM, "resource=a&resource=b").unwrap().all("resource").collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn another_content_type_is_refused() {
        assert!(parse("application/json", "{}").is_err());
        assert!(Form::parse(&HeaderMap::new(), b"a=b").is_err());
    }
}
