//! Does one thing so many times, for callgrind to count the instructions: `auth-instructions limit|token TIMES`.
//!
//! `cargo xtask test` runs it for N and for 2N times; the difference is what N of them cost.

use std::{env, hint::black_box, process::ExitCode, time::Duration};

use auth_core::{
    AccessToken, StaticToken, TokenRequest,
    lifecycle::{TokenCache, TokenSource},
};
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (Some(what), Some(Ok(times))) = (arguments.next(), arguments.next().map(|times| times.parse::<u32>())) else {
        eprintln!("usage: auth-instructions limit|token TIMES");
        return ExitCode::from(2);
    };
    let source = source();
    let token = source.current(Duration::ZERO).expect("it was fetched");
    let value = token.header().1.clone();
    drop(token);
    for _ in 0..times {
        black_box(match what.as_str() {
            "token" => of_token(&source),
            _ => of_limit(&value),
        });
    }
    ExitCode::SUCCESS
}

/// What nobody can do without: a clone of a finished value, inserted.
#[inline(never)]
fn of_limit(value: &HeaderValue) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, value.clone());
    headers
}

/// The warm path.
#[inline(never)]
fn of_token(source: &TokenSource) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(token) = source.current(Duration::from_secs(10)) {
        let (name, value) = token.header();
        headers.insert(name, value.clone());
    }
    headers
}

/// With a token that lives for an hour.
fn source() -> TokenSource {
    let token = AccessToken::bearer(&"mF_9.B5f-4.1JqM".into()).expect("it is a legal token");
    let credential = StaticToken::new(token.with_lifetime(Duration::from_hours(1)));
    let source = TokenCache::new(credential).source(TokenRequest::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime starts");
    runtime.block_on(source.token(Duration::ZERO)).expect("the token is there");
    source
}
