use std::error;

use auth_core::{Endpoint, HeaderField, RequestWriter};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;

use crate::Error;

/// A call, ready to be sent.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// With the query.
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
}

pub(super) fn write<O: Endpoint>(operation: &O) -> Result<Written, Error> {
    let encoding = |source: Box<dyn error::Error + Send + Sync>| Error::Encoding { operation: O::NAME, source };
    let mut written = Written { path: operation.path().map_err(|error| encoding(error.into()))?, ..Written::default() };
    operation.write(&mut written).map_err(encoding)?;
    Ok(written)
}

impl Written {
    fn body(&mut self, content_type: &'static str, body: Vec<u8>) {
        self.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        self.body = Some(body);
    }
}

impl RequestWriter for Written {
    type Error = Box<dyn error::Error + Send + Sync>;

    fn header(&mut self, name: HeaderName, value: &dyn HeaderField) -> Result<(), Self::Error> {
        self.headers.append(name, value.to_value()?);
        Ok(())
    }

    fn query<T: Serialize + ?Sized>(&mut self, query: &T) -> Result<(), Self::Error> {
        let query = serde_html_form::to_string(query)?;
        if !query.is_empty() {
            self.path.push(if self.path.contains('?') { '&' } else { '?' });
            self.path.push_str(&query);
        }
        Ok(())
    }

    fn json<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<(), Self::Error> {
        self.body("application/json", serde_json::to_vec(body)?);
        Ok(())
    }

    fn form<T: Serialize + ?Sized>(&mut self, body: &T) -> Result<(), Self::Error> {
        self.body("application/x-www-form-urlencoded", serde_html_form::to_string(body)?.into_bytes());
        Ok(())
    }
}
