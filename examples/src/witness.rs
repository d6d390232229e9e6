//! What a client saw.

use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering},
};

use async_trait::async_trait;
use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next, Result};

/// A middleware that notes the last status, which a program need not know when it has the answer.
#[derive(Clone, Debug, Default)]
pub struct Witness(Arc<AtomicU16>);

impl Witness {
    /// That status; zero before the first answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Middleware for Witness {
    async fn handle(&self, request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
        let response = next.run(request, extensions).await?;
        self.0.store(response.status().as_u16(), Ordering::Relaxed);
        Ok(response)
    }
}
