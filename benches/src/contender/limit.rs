//! The limit: nobody can do less than insert a clone of a finished value. The value's count of references is shared by all
//! threads, as it would be without further thought.

use std::pin::Pin;

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
        undeclared: None,
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

impl Middleware for Insert {
    // Not an `async fn`: nothing is left to be done once the request is handed on, so not even a future is needed.
    fn handle<'s, 'e, 'n, 'f>(
        &'s self,
        mut request: Request,
        extensions: &'e mut Extensions,
        next: Next<'n>,
    ) -> Pin<Box<dyn Future<Output = reqwest_middleware::Result<Response>> + Send + 'f>>
    where
        's: 'f,
        'e: 'f,
        'n: 'f,
        Self: 'f,
    {
        request.headers_mut().insert(AUTHORIZATION, self.0.clone());
        next.run(request, extensions)
    }
}
