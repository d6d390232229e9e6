//! The server refuses a token that should be good: 401.

use std::{
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use tokio::task::JoinSet;

use crate::script::{Answer, BRIEF, HOUR, MINUTE, SECOND, Script, pass, source};

#[tokio::test(start_paused = true)]
async fn a_hundred_refusals_of_one_token_cost_one_fetch() {
    let script = Script::new();
    script.answers(SECOND, Answer::Token(HOUR.into()));
    let source = source(&script);
    let refused = source.token(BRIEF).await.unwrap().generation();
    let mut tasks = JoinSet::new();
    for late in 0..100 {
        let source = source.clone();
        tasks.spawn(async move {
            pass(Duration::from_millis(40 * late)).await;
            source.invalidate(refused);
            source.token(BRIEF).await.unwrap().generation()
        });
    }
    assert!(tasks.join_all().await.iter().all(|generation| *generation == 2));
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_late_refusal_of_an_old_token_leaves_the_new_one_alone() {
    let script = Script::new();
    let source = source(&script);
    let old = source.token(BRIEF).await.unwrap().generation();
    source.invalidate(old);
    let new = source.token(BRIEF).await.unwrap().generation();
    source.invalidate(old);
    assert_eq!(source.current(BRIEF).unwrap().generation(), new);
    source.invalidate(new + 1);
    assert_eq!(source.current(BRIEF).unwrap().generation(), new);
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_while_the_token_is_being_renewed_waits_for_that_renewal() {
    let script = Script::new();
    let source = source(&script);
    source.token(BRIEF).await.unwrap();
    pass(50 * MINUTE).await;
    script.answers(SECOND, Answer::Token(HOUR.into()));
    let sent = source.token(BRIEF).await.unwrap().generation();
    source.invalidate(sent);
    assert_eq!(source.token(BRIEF).await.unwrap().generation(), 2);
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn who_wakes_late_does_not_get_a_token_that_was_refused_by_then() {
    let script = Script::new();
    script.answers(SECOND, Answer::Token(HOUR.into()));
    let source = source(&script);
    let mut late = pin!(source.token(BRIEF));
    assert!(late.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let sent = source.token(BRIEF).await.unwrap().generation();
    source.invalidate(sent);
    assert_eq!(late.await.unwrap().generation(), 2);
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn refusals_that_are_hours_apart_are_not_one_after_the_other() {
    let script = Script::new();
    let source = source(&script);
    for _ in 0..8 {
        // An API that learns late of new tokens refuses each once or twice, and is content with the last for its life.
        for _ in 0..2 {
            let sent = source.token(BRIEF).await.unwrap().generation();
            source.invalidate(sent);
            assert!(source.current(BRIEF).is_none(), "it is replaced each time");
        }
        source.token(BRIEF).await.unwrap();
        pass(55 * MINUTE).await;
        _ = source.current(BRIEF);
        pass(SECOND).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_refuses_every_token_is_not_asked_for_one_per_request() {
    let script = Script::new();
    let source = source(&script);
    for _ in 0..6000 {
        let sent = source.token(BRIEF).await.unwrap().generation();
        source.invalidate(sent);
        pass(Duration::from_millis(10)).await;
    }
    // A minute: three are free, then a fetch per step of the back-off.
    assert!((4..=40).contains(&script.fetches()), "{}", script.fetches());

    // Once tokens are good again for a while, a refusal counts at once, and three are free.
    for _ in 0..3 {
        pass(10 * MINUTE).await;
        for _ in 0..3 {
            let sent = source.token(BRIEF).await.unwrap().generation();
            source.invalidate(sent);
            assert_ne!(source.token(BRIEF).await.unwrap().generation(), sent);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_invalidated_token_is_not_served_though_no_other_can_be_had() {
    let script = Script::new();
    let source = source(&script);
    let sent = source.token(BRIEF).await.unwrap().generation();
    script.fails(auth_core::CredentialErrorKind::Unavailable);
    source.invalidate(sent);
    assert!(source.token(BRIEF).await.is_err());
    assert!(source.current(Duration::ZERO).is_none());
}
