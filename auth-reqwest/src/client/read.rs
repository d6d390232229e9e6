use auth_core::{ByteStream, ResponseReader};
use bytes::Bytes;
use futures_util::stream;
use reqwest::Response;
use serde::de::DeserializeOwned;

use crate::{DecodingError, Error};

/// A successful response, before the operation has said how it is read.
pub(super) struct Answer {
    pub(super) operation: &'static str,
    pub(super) response: Response,
}

impl ResponseReader for Answer {
    type Error = Error;

    async fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        let Self { operation, response } = self;
        let body = response.bytes().await?;
        let mut json = serde_json::Deserializer::from_slice(&body);
        let failed = |place, error| Error::Decoding { operation, place, source: DecodingError::new(error) };
        let value = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| failed(error.path().to_string(), error.into_inner()))?;
        json.end().map_err(|error| failed("the end".to_owned(), error))?;
        Ok(value)
    }

    async fn empty(self) -> Result<(), Error> {
        // Read to its end, so that the connection can be used again.
        self.response.bytes().await?;
        Ok(())
    }

    async fn bytes(self) -> Result<Bytes, Error> {
        Ok(self.response.bytes().await?)
    }

    async fn stream(self) -> Result<ByteStream, Error> {
        Ok(ByteStream::new(stream::try_unfold(self.response, |mut response| async {
            let chunk = response.chunk().await.map_err(reqwest::Error::without_url)?;
            Ok(chunk.map(|chunk| (chunk, response)))
        })))
    }
}
