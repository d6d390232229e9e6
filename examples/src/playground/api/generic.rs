//! What the API answers where it has no handler of its own: it keeps what it is sent, and gives it back.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use auth_core::{ByteStream, Endpoint, ResponseFormat as _, ResponseReader};
use axum::{
    Json,
    body::Bytes,
    response::{IntoResponse as _, Response},
};
use http::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, from_slice, from_value};

use super::sample::sample;
use crate::playground::store::{Store, guid};

/// Where an object says what it is called.
const IDENTIFIERS: [&str; 3] = ["id", "guid", "uuid"];

/// In which form an operation is answered.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Empty,
    Bytes,
    Json {
        /// An answer of the declared type.
        sample: Value,
        is_of_type: fn(&Value) -> bool,
    },
}

impl Form {
    /// The form that the operation declares.
    pub(super) fn of<O: Endpoint>() -> Self {
        match pin!(O::Format::read(Ask)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Err(form)) => form,
            Poll::Ready(Ok(_)) | Poll::Pending => Self::Empty, // neither happens: `Ask` refuses at once
        }
    }

    /// The answer to a request for an operation of this form.
    pub(super) fn answer(&self, store: &mut Store, method: &Method, path: &str, body: &[u8]) -> Response {
        if *method == Method::DELETE {
            store.forget(path);
        }
        match self {
            Self::Empty => StatusCode::NO_CONTENT.into_response(),
            Self::Bytes => Bytes::from_static(b"playground").into_response(),
            Self::Json { sample, is_of_type } => {
                let status = if *method == Method::POST { StatusCode::CREATED } else { StatusCode::OK };
                let sent = from_slice(body).unwrap_or_default(); // a form with files is not looked into
                let answer = Some(json(sample, store, method, path, sent)).filter(is_of_type);
                (status, Json(answer.unwrap_or_else(|| sample.clone()))).into_response()
            }
        }
    }
}

fn json(sample: &Value, store: &mut Store, method: &Method, path: &str, sent: Value) -> Value {
    let Value::Object(sample) = sample else {
        return if *method == Method::GET { store.below(path).into() } else { sent };
    };
    let sent = if let Value::Object(sent) = sent { sent } else { Map::new() };
    match *method {
        Method::POST => create(sample.clone(), store, path, sent),
        Method::GET | Method::DELETE => store.at(path).unwrap_or_else(|| sample.clone()).into(),
        _ => {
            let mut object = store.at(path).unwrap_or_else(|| sample.clone());
            object.extend(sent);
            store.keep(path.to_owned(), object.clone());
            object.into()
        }
    }
}

/// A new object, which is found under its number, or whatever else identifies it.
fn create(mut object: Map<String, Value>, store: &mut Store, path: &str, sent: Map<String, Value>) -> Value {
    let key = IDENTIFIERS.into_iter().find(|key| object.contains_key(*key)).unwrap_or(IDENTIFIERS[0]);
    object.extend(sent);
    let identifier = match object.get(key) {
        _ if key == "id" => store.number().to_string(),
        Some(Value::String(given)) => given.clone(),
        _ => guid().unwrap_or_default(),
    };
    let value = identifier.parse::<u64>().map_or_else(|_| Value::from(identifier.as_str()), Value::from);
    object.insert(key.to_owned(), value);
    store.keep(format!("{path}/{identifier}"), object.clone());
    object.into()
}

/// Asks an operation how it reads its response, and is told by the way it tries.
struct Ask;

impl ResponseReader for Ask {
    type Error = Form;

    async fn json<T: DeserializeOwned>(self) -> Result<T, Form> {
        let is_of_type = |value: &Value| from_value::<T>(value.clone()).is_ok();
        Err(Form::Json { sample: sample::<T>().unwrap_or_default(), is_of_type })
    }

    async fn empty(self) -> Result<(), Form> {
        Err(Form::Empty)
    }

    async fn bytes(self) -> Result<Bytes, Form> {
        Err(Form::Bytes)
    }

    async fn stream(self) -> Result<ByteStream, Form> {
        Err(Form::Bytes)
    }
}
