//! Clocks that are set, and machines that sleep.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use auth_core::{
    Lifetime,
    lifecycle::{Spawner, TokenCache, TokenSource, TokenState},
};

use crate::script::{Answer, HOUR, MINUTE, SECOND, Script, TestClock, pass, request, text};

fn source(script: &Script, clock: &TestClock) -> TokenSource {
    TokenCache::builder(script.clone()).clock(clock.clone()).build().source(request("read"))
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_forward_costs_a_fetch_and_no_more() {
    let (script, clock) = (Script::new(), TestClock::new());
    let source = source(&script, &clock);
    source.token(Duration::ZERO).await.unwrap();
    clock.forward(HOUR);
    assert!(source.current(Duration::ZERO).is_none());
    for _ in 0..30 {
        source.token(Duration::ZERO).await.unwrap();
        pass(MINUTE).await;
    }
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_back_does_not_make_a_token_live_longer() {
    let (script, clock) = (Script::new(), TestClock::new());
    let source = source(&script, &clock);
    source.token(Duration::ZERO).await.unwrap();
    clock.back(HOUR);
    pass(HOUR).await;
    assert!(source.current(Duration::ZERO).is_none());
}

#[tokio::test(start_paused = true)]
async fn a_token_does_not_outlive_the_sleep_of_the_machine() {
    let (script, clock) = (Script::new(), TestClock::new());
    let source = source(&script, &clock);
    source.token(Duration::ZERO).await.unwrap();
    // The monotonic clock stands still meanwhile.
    clock.forward(HOUR);
    assert!(source.current(Duration::ZERO).is_none());
    source.token(Duration::ZERO).await.unwrap();
    // Awake again for less than a renewal takes: it is begun at the next use all the same.
    clock.forward(50 * MINUTE);
    source.token(Duration::ZERO).await.unwrap();
    pass(SECOND).await;
    assert_eq!((source.token(Duration::ZERO).await.unwrap().generation(), script.fetches()), (3, 3));
}

/// Whatever the clocks do, a token is never used after its true end. (One clock that is wrong at a time: a machine which
/// sleeps for an hour, and whose clock is set back by as much, cannot know.)
#[tokio::test(start_paused = true)]
async fn no_token_is_used_after_its_end_on_any_walk_through_time() {
    for seed in 0..300 {
        let mut dice = fastrand::Rng::with_seed(seed);
        let sleeps = dice.bool();
        let (script, clock) = (Script::new(), TestClock::new());
        let source = source(&script, &clock);
        let (began, mut slept) = (tokio::time::Instant::now(), Duration::ZERO);
        let mut ends = HashMap::new();
        for _ in 0..200 {
            let jump = MINUTE * dice.u32(0..90);
            match dice.u32(0..6) {
                0 if sleeps => {
                    clock.forward(jump);
                    slept += jump;
                }
                0 if dice.bool() => clock.forward(jump),
                0 => clock.back(jump),
                1 => pass(jump).await,
                2 => script.lives(SECOND * dice.u32(1..7200)),
                _ => pass(SECOND * dice.u32(0..60)).await,
            }
            let now = began.elapsed() + slept;
            let token = source.token(SECOND * dice.u32(0..600)).await.unwrap();
            let lifetime = script.lifetime();
            let end = *ends.entry(text(&token).to_owned()).or_insert(now + lifetime);
            assert!(now < end, "seed {seed}: used at {now:?}, ended at {end:?}");
        }
        assert_eq!(script.most_at_once(), 1);
    }
}

/// Counts what it runs.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl Spawner for Counting {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + Send>>) {
        self.0.fetch_add(1, Ordering::Relaxed);
        tokio::spawn(task);
    }
}

#[tokio::test(start_paused = true)]
async fn the_cache_of_another_credential_is_set_up_as_the_first_and_shares_nothing_else() {
    let (script, other, clock, spawner) = (Script::new(), Script::new(), TestClock::new(), Counting::default());
    let tokens = TokenCache::builder(script.clone()).clock(clock.clone()).spawner(spawner.clone());
    let tokens = tokens.fetch_timeout(5 * SECOND).default_lifetime(2 * MINUTE).build();
    let mut events = tokens.subscribe();
    let source = tokens.source(request("read"));
    let another = source.cache_for(other.clone()).source(request("read"));
    other.lives(Lifetime::Unstated);
    another.token(Duration::ZERO).await.unwrap();
    assert_eq!((script.fetches(), other.fetches(), spawner.0.load(Ordering::Relaxed)), (0, 1, 1));
    let TokenState::Valid { expires_in, .. } = another.state() else { panic!("{another:?}") };
    assert_eq!(expires_in, Some(2 * MINUTE));
    clock.forward(HOUR);
    assert!(another.current(Duration::ZERO).is_none());
    other.answers(Duration::ZERO, Answer::Hang);
    let error = another.token(Duration::ZERO).await.unwrap_err();
    assert_eq!(error.to_string(), "no token was obtained within 5s");
    let heard = tokio::time::timeout(HOUR, events.next()).await;
    assert!(heard.is_err(), "of another credential: {heard:?}");
}
