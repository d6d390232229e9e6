//! A guide to these crates: what to do, in the order in which one does it.
//!
//! | page | |
//! |---|---|
//! | [`start`] | an operation, a client, a call and a test |
//! | [`declare`] | for authors of an SDK: scopes, operations, endpoints, names, versions, tests |
//! | [`enforce`] | what the compiler checks, and what the middleware checks: a request's way |
//! | [`obtain`] | which credential do I need? |
//! | [`testing`] | tests of an application, without a server |
//! | [`operate`] | a token's life; health, events, traces, metrics, time limits, logs |
//! | [`moving`] | from `oauth2`, `openidconnect`, `aliri` or a middleware of one's own |
//! | [`compile_errors`] | why does my code not compile? Each message, with its cause and its cure |

/// A page of the guide. Its text is a file, which can be read on a code host as well; what it links to there stands at its
/// end, and what it links to here stands in `links.md`, which comes first and therefore wins.
macro_rules! page {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[doc = include_str!("guide/links.md")]
        #[doc = include_str!(concat!("../docs/", stringify!($name), ".md"))]
        pub mod $name {}
    };
}

page!(compile_errors);
page!(
    #[expect(clippy::test_attr_in_doctest, reason = "the test that it shows is called, by a hidden `main`")]
    declare
);
page!(enforce);
page!(moving);
page!(obtain);
page!(operate);
page!(start);
page!(testing);
