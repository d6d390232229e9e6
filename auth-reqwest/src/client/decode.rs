use async_trait::async_trait;
use auth_core::{
    ByteStream,
    private::{Empty, Json, Raw, Streamed},
};
use bytes::Bytes;
use futures_util::stream;
use reqwest::Response;
use serde::de::DeserializeOwned;

use crate::Error;

/// How a response becomes what the operation declares.
#[async_trait]
pub trait Decode<T> {
    async fn decode(operation: &'static str, response: Response) -> Result<T, Error>;
}

#[async_trait]
impl<T: DeserializeOwned> Decode<T> for Json {
    async fn decode(operation: &'static str, response: Response) -> Result<T, Error> {
        let body = response.bytes().await?;
        let mut json = serde_json::Deserializer::from_slice(&body);
        let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let place = error.path().to_string();
            Error::Decoding { operation, place, source: error.into_inner() }
        })?;
        json.end().map_err(|source| Error::Decoding { operation, place: "the end".to_owned(), source })?;
        Ok(value)
    }
}

#[async_trait]
impl Decode<()> for Empty {
    async fn decode(_operation: &'static str, response: Response) -> Result<(), Error> {
        // Read to its end, so that the connection can be used again.
        response.bytes().await?;
        Ok(())
    }
}

#[async_trait]
impl Decode<Bytes> for Raw {
    async fn decode(_operation: &'static str, response: Response) -> Result<Bytes, Error> {
        Ok(response.bytes().await?)
    }
}

#[async_trait]
impl Decode<ByteStream> for Streamed {
    async fn decode(_operation: &'static str, response: Response) -> Result<ByteStream, Error> {
        Ok(ByteStream::new(stream::try_unfold(response, |mut response| async {
            let chunk = response.chunk().await.map_err(reqwest::Error::without_url)?;
            Ok(chunk.map(|chunk| (chunk, response)))
        })))
    }
}
