//! A web front end keeps its users apart from whoever means them harm.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod app;
mod clock;
mod cookies;
mod foreign_pages;
mod forged_callbacks;
mod secrets;
mod sessions;
