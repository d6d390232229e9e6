//! Keeps what an operation writes.

use auth_core::{Endpoint, Fields, HeaderField, RequestWriter, private::HeaderName};
use serde_json::{Value, to_value};

#[derive(Debug, Default, PartialEq)]
pub struct Recorder {
    pub headers: Vec<(String, String)>,
    pub query: Option<Value>,
    pub json: Option<Value>,
    pub form: Option<Value>,
}

impl RequestWriter for Recorder {
    fn header(&mut self, name: HeaderName, value: &dyn HeaderField) {
        self.headers.push((name.to_string(), value.to_value().unwrap().to_str().unwrap().to_owned()));
    }

    fn query(&mut self, query: &Fields<'_>) {
        assert_eq!(self.query.replace(to_value(query).unwrap()), None, "one query");
    }

    fn json(&mut self, body: &Fields<'_>) {
        assert_eq!(self.json.replace(to_value(body).unwrap()), None, "one body");
    }

    fn form(&mut self, body: &Fields<'_>) {
        assert_eq!(self.form.replace(to_value(body).unwrap()), None, "one form");
    }
}

pub fn record(operation: &impl Endpoint) -> Recorder {
    let mut recorder = Recorder::default();
    operation.write(&mut recorder);
    recorder
}
