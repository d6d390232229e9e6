//! Many callers, one fetch.

use std::time::Duration;

use auth_core::{CredentialErrorKind, lifecycle::TokenSource};
use tokio::task::JoinSet;

use crate::script::{Answer, BRIEF, HOUR, SECOND, Script, cache, pass, request, source, text};

/// So many callers at once; how many were served, and how many were told why not.
async fn herd(source: &TokenSource, callers: usize) -> (usize, usize) {
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let source = source.clone();
        tasks.spawn(async move { source.token(BRIEF).await.is_ok() });
    }
    let outcomes = tasks.join_all().await;
    let served = outcomes.iter().filter(|served| **served).count();
    (served, outcomes.len() - served)
}

#[tokio::test(start_paused = true)]
async fn a_thousand_cold_callers_make_one_token_request() {
    let script = Script::new();
    script.answers(SECOND, Answer::Token(HOUR.into()));
    let source = source(&script);
    assert_eq!(herd(&source, 1000).await, (1000, 0));
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn ten_scope_sets_make_ten_overlapping_token_requests() {
    let script = Script::new();
    script.answers(SECOND, Answer::Token(HOUR.into()));
    let cache = cache(&script);
    let mut tasks = JoinSet::new();
    for caller in 0..1000 {
        let source = cache.source(request(&format!("scope{}", caller % 10)));
        tasks.spawn(async move { source.token(BRIEF).await.map(|token| token.scopes().cloned()) });
    }
    for scopes in tasks.join_all().await {
        assert_eq!(scopes.unwrap().unwrap().len(), 1);
    }
    assert_eq!((script.fetches(), script.most_at_once()), (10, 10));
}

#[tokio::test(start_paused = true)]
async fn a_thousand_cold_callers_share_one_failure_and_the_first_good_answer() {
    let script = Script::new();
    script.fails(CredentialErrorKind::Unavailable);
    let source = source(&script);
    assert_eq!(herd(&source, 1000).await, (0, 1000));
    assert_eq!(script.fetches(), 1);

    // A minute of callers, every 10 ms: 6,000 of them.
    for _ in 0..6000 {
        assert!(source.token(BRIEF).await.is_err());
        pass(Duration::from_millis(10)).await;
    }
    // The shortest pause is 250 ms, the steps are 1, 2, 4, 8, 16, 30 and 30 s with full jitter.
    let attempts = script.fetches();
    assert!((3..=40).contains(&attempts), "{attempts}");

    script.lives(HOUR);
    pass(Duration::from_secs(30)).await;
    assert_eq!(herd(&source, 1000).await, (1000, 0));
    assert_eq!(script.fetches(), attempts + 1);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_leaves_the_token_to_the_next_one() {
    let script = Script::new();
    script.answers(3 * SECOND, Answer::Token(HOUR.into()));
    let source = source(&script);
    assert!(tokio::time::timeout(SECOND, source.token(BRIEF)).await.is_err());
    pass(3 * SECOND).await;
    assert_eq!(text(&source.current(BRIEF).unwrap()), "Bearer token-1");
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_hangs_for_one_scope_set_does_not_delay_another() {
    let script = Script::new();
    let cache = cache(&script);
    let (hanging, other) = (cache.source(request("a")), cache.source(request("b")));
    script.hangs_for(hanging.request());
    let waiting = tokio::spawn(async move { hanging.token(BRIEF).await.map(|_| ()) });
    let began = tokio::time::Instant::now();
    other.token(BRIEF).await.unwrap();
    assert_eq!(began.elapsed(), Duration::ZERO);
    // The one that hangs ends too, by its own limit.
    assert_eq!(waiting.await.unwrap().unwrap_err().kind(), CredentialErrorKind::Unavailable);
    assert_eq!(began.elapsed(), 30 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_panics_is_an_error_and_the_next_one_works() {
    let script = Script::new();
    script.answers(SECOND, Answer::Panic);
    let source = source(&script);
    assert_eq!(herd(&source, 10).await, (0, 10));
    script.lives(HOUR);
    pass(SECOND).await;
    assert_eq!(herd(&source, 10).await, (10, 0));
    assert_eq!(script.fetches(), 2);
}
