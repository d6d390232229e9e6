//! Keeps what an operation writes.

use auth_core::{Endpoint, HeaderField, RequestWriter, private::HeaderName};
use serde_json::{Error, Value, to_value};

#[derive(Debug, Default, PartialEq)]
pub struct Recorder {
    pub headers: Vec<(String, String)>,
    pub query: Option<Value>,
    pub json: Option<Value>,
    pub form: Option<Value>,
}

impl RequestWriter for Recorder {
    type Error = Error;

    fn header(&mut self, name: HeaderName, value: &dyn HeaderField) -> Result<(), Error> {
        self.headers.push((name.to_string(), value.to_value().unwrap().to_str().unwrap().to_owned()));
        Ok(())
    }

    fn query<T: serde::Serialize + ?Sized>(&mut self, query: &T) -> Result<(), Error> {
        assert_eq!(self.query.replace(to_value(query)?), None, "one query");
        Ok(())
    }

    fn json<T: serde::Serialize + ?Sized>(&mut self, body: &T) -> Result<(), Error> {
        assert_eq!(self.json.replace(to_value(body)?), None, "one body");
        Ok(())
    }

    fn form<T: serde::Serialize + ?Sized>(&mut self, body: &T) -> Result<(), Error> {
        assert_eq!(self.form.replace(to_value(body)?), None, "one form");
        Ok(())
    }
}

pub fn record(operation: &impl Endpoint) -> Recorder {
    let mut recorder = Recorder::default();
    operation.write(&mut recorder).unwrap();
    recorder
}
