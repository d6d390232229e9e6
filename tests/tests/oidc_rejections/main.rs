//! What a client must not accept, one mutation each, against a certified server that is made to answer wrongly.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod callback;
mod discovery;
mod id_token;
mod refresh;
mod row;
mod sign_in;
mod signature;
mod token_endpoint;
mod user_info;
