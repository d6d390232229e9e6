//! The limit: nobody can do less than insert a clone of a finished value. The value's count of references is shared by all
//! threads, as it would be without further thought.

use http::{Extensions, HeaderMap, HeaderValue, header::AUTHORIZATION};
use reqwest::{Request, Response};
use reqwest_middleware::{Middleware, Next};

use super::{Contender, now, terminal, work};
use crate::server;

pub(super) fn contender() -> Contender {
    let value = value();
    let stack = terminal::stack(Insert(value.clone()));
    let bare = terminal::bare();
    Contender {
        name: "limit",
        warm: Ok(work(move || {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, value.clone());
            headers
        })),
        stack: Ok((work(move || now(terminal::get(&bare).send())), work(move || now(terminal::get(&stack).send())))),
        herd: Err("the limit fetches nothing"),
    }
}

/// As it is after it has been cloned for the first time: with a count of references.
fn value() -> HeaderValue {
    let text = format!("Bearer {}", server::token()).into_bytes();
    let mut value = HeaderValue::from_maybe_shared(text).expect("a token is a legal value");
    value.set_sensitive(true);
    _ = value.clone();
    value
}

struct Insert(HeaderValue);

#[async_trait::async_trait]
impl Middleware for Insert {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<Response> {
        request.headers_mut().insert(AUTHORIZATION, self.0.clone());
        next.run(request, extensions).await
    }
}
