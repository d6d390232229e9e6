//! Fetches that never end, and runtimes that go away.

use std::{
    pin::{Pin, pin},
    sync::{Arc, Mutex},
    task::{Context, Waker},
    time::Duration,
};

use auth_core::{
    CredentialErrorKind, Lifetime,
    lifecycle::{Spawner, TokenCache, TokenState},
};

use crate::script::{Answer, BRIEF, HOUR, MINUTE, SECOND, Script, TestClock, pass, request, source, text};

/// A runtime on which nothing runs until it is told to.
#[derive(Clone, Default)]
struct Standstill(Arc<Mutex<Vec<Task>>>);

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

impl std::fmt::Debug for Standstill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Standstill")
    }
}

impl Standstill {
    fn first(&self) -> Task {
        self.0.lock().unwrap().remove(0)
    }
}

impl Spawner for Standstill {
    fn spawn(&self, task: Task) {
        self.0.lock().unwrap().push(task);
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_is_not_run_is_given_up_and_cannot_take_the_place_of_a_later_one() {
    let (script, runtime) = (Script::new(), Standstill::default());
    let cache = TokenCache::builder(script.clone()).clock(TestClock::new()).spawner(runtime.clone()).build();
    let source = cache.source(request("read"));
    let error = source.token(BRIEF).await.unwrap_err();
    assert_eq!(error.kind(), CredentialErrorKind::Unavailable);

    let (waiting, later) = (source.clone(), runtime.clone());
    let served = tokio::spawn(async move { waiting.token(BRIEF).await.map(|token| token.generation()) });
    pass(SECOND).await;
    let overdue = later.first();
    later.first().await;
    assert_eq!(served.await.unwrap().unwrap(), 1);

    // The machine comes back to life, and with it the first fetch.
    overdue.await;
    assert_eq!(script.fetches(), 2);
    assert_eq!(source.current(BRIEF).unwrap().generation(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_was_asked_for_before_a_sign_out_is_no_answer_to_what_is_asked_for_after_it() {
    let (script, runtime) = (Script::new(), Standstill::default());
    let cache = TokenCache::builder(script.clone()).clock(TestClock::new()).spawner(runtime.clone()).build();
    let source = cache.source(request("read"));
    let mut context = Context::from_waker(Waker::noop());

    let mut before = pin!(source.token(BRIEF));
    assert!(before.as_mut().poll(&mut context).is_pending());
    let old = runtime.first();
    cache.clear();
    let mut after = pin!(source.token(BRIEF));
    assert!(after.as_mut().poll(&mut context).is_pending());
    let new = runtime.first();
    old.await;
    assert!(source.current(BRIEF).is_none());
    new.await;
    // The second token that was fetched, and the first that anyone gets.
    assert_eq!(text(&after.await.unwrap()), "Bearer token-2");
    assert_eq!(source.current(BRIEF).unwrap().generation(), 1);
}

#[tokio::test(start_paused = true)]
async fn who_wakes_after_a_sign_out_gets_no_token_from_before_it() {
    let (script, runtime) = (Script::new(), Standstill::default());
    let cache = TokenCache::builder(script.clone()).clock(TestClock::new()).spawner(runtime.clone()).build();
    let source = cache.source(request("read"));
    let mut context = Context::from_waker(Waker::noop());

    let mut late = pin!(source.token(BRIEF));
    assert!(late.as_mut().poll(&mut context).is_pending());
    runtime.first().await;
    cache.clear();
    assert!(late.as_mut().poll(&mut context).is_pending());
    runtime.first().await;
    assert_eq!(text(&late.await.unwrap()), "Bearer token-2");
}

#[tokio::test(start_paused = true)]
async fn who_wakes_when_the_token_has_ended_gets_the_one_that_lives() {
    let script = Script::living(MINUTE);
    let source = source(&script);
    let mut late = pin!(source.token(BRIEF));
    assert!(late.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    source.token(BRIEF).await.unwrap();
    pass(2 * MINUTE).await;
    assert_eq!(text(&late.await.unwrap()), "Bearer token-2");
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_better_and_loses_what_there_was_waits_on() {
    let script = Script::living(MINUTE);
    let source = source(&script);
    let sent = source.token(BRIEF).await.unwrap().generation();
    pass(20 * SECOND).await;
    script.answers(25 * SECOND, Answer::Token(HOUR.into()));
    // 40 s are left, of which half would be waited for.
    let waiting = tokio::spawn({
        let source = source.clone();
        async move { source.token(50 * SECOND).await.map(|token| token.generation()) }
    });
    pass(SECOND).await;
    source.invalidate(sent);
    assert_eq!(waiting.await.unwrap().unwrap(), 2);
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_lifetime_of_none_that_is_not_stated_serves_those_who_wait() {
    let script = Script::living(Lifetime::Unstated);
    let cache = TokenCache::builder(script.clone()).clock(TestClock::new()).default_lifetime(Duration::ZERO).build();
    let source = cache.source(request("read"));
    for number in 1..=2 {
        assert_eq!(text(&source.token(BRIEF).await.unwrap()), format!("Bearer token-{number}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_has_its_own_time_limit() {
    let script = Script::new();
    script.answers(Duration::ZERO, Answer::Hang);
    let cache = TokenCache::builder(script.clone()).clock(TestClock::new()).fetch_timeout(5 * SECOND).build();
    let source = cache.source(request("read"));
    let began = tokio::time::Instant::now();
    let error = source.token(BRIEF).await.unwrap_err();
    assert_eq!(began.elapsed(), 5 * SECOND);
    assert_eq!(error.to_string(), "no token was obtained within 5s");
}

#[test]
fn a_runtime_that_is_shut_down_takes_no_other_with_it() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let script = Script::new();
    script.answers(HOUR, Answer::Token(HOUR.into()));
    let cache = TokenCache::new(script.clone());
    let source = cache.source(request("read"));

    let first = runtime();
    let given_up = async { tokio::time::timeout(Duration::from_millis(1), source.token(BRIEF)).await };
    assert!(first.block_on(given_up).is_err());
    drop(first);

    script.lives(HOUR);
    cache.retry_now();
    runtime().block_on(source.token(BRIEF)).unwrap();
    assert_eq!(script.fetches(), 2);
}

#[test]
fn a_token_can_be_read_where_there_is_no_runtime() {
    let script = Script::living(HOUR);
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let first = runtime();
    let clock = first.block_on(async { TestClock::new() });
    let source = TokenCache::builder(script.clone()).clock(clock.clone()).build().source(request("read"));
    first.block_on(async { source.token(BRIEF).await.map(drop) }).unwrap();
    clock.forward(50 * MINUTE);
    // To be renewed now, which cannot be done here. That is no reason to panic, nor to withhold the token.
    for _ in 0..3 {
        assert!(source.current(Duration::ZERO).is_some());
    }
    assert_eq!(script.fetches(), 1);
    // Nor is it taken for a failure of the server: where there is a runtime, it is renewed soon.
    assert!(matches!(source.state(), TokenState::Valid { error: None, .. }));
    clock.forward(2 * SECOND);
    first.block_on(async {
        assert!(source.current(Duration::ZERO).is_some());
        pass(SECOND).await;
    });
    assert_eq!(script.fetches(), 2);
}
