use std::error;

use auth_core::{Endpoint, Fields, HeaderField, RequestWriter};
use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::Error;

/// A call, ready to be sent.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// With the query.
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
    /// What could not be written, first of all.
    problem: Option<BoxError>,
}

type BoxError = Box<dyn error::Error + Send + Sync>;

pub(super) fn write<O: Endpoint>(operation: &O) -> Result<Written, Error> {
    let encoding = |source: BoxError| Error::Encoding { operation: O::NAME, source };
    let mut written = Written { path: operation.path().map_err(|error| encoding(error.into()))?, ..Written::default() };
    operation.write(&mut written);
    written.problem.take().map_or(Ok(written), |problem| Err(encoding(problem)))
}

impl Written {
    fn body(&mut self, content_type: &'static str, body: Result<Vec<u8>, impl Into<BoxError>>) {
        // The operation may declare one that says more, such as `application/merge-patch+json`.
        self.headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
        self.body = self.written(body);
    }

    fn written<T>(&mut self, written: Result<T, impl Into<BoxError>>) -> Option<T> {
        written.map_err(|error| _ = self.problem.get_or_insert_with(|| error.into())).ok()
    }
}

impl RequestWriter for Written {
    fn header(&mut self, name: HeaderName, value: &dyn HeaderField) {
        if let Some(value) = self.written(value.to_value()) {
            self.headers.append(name, value);
        }
    }

    fn query(&mut self, query: &Fields<'_>) {
        let query = self.written(serde_html_form::to_string(query)).unwrap_or_default();
        if !query.is_empty() {
            self.path.push(if self.path.contains('?') { '&' } else { '?' });
            self.path.push_str(&query);
        }
    }

    fn json(&mut self, body: &Fields<'_>) {
        self.body("application/json", serde_json::to_vec(body));
    }

    fn form(&mut self, body: &Fields<'_>) {
        self.body("application/x-www-form-urlencoded", serde_html_form::to_string(body).map(String::into_bytes));
    }
}
