//! Whatever a server says about how long its tokens live.

use std::time::{Duration, SystemTime};

use auth_core::{
    CredentialErrorKind, Lifetime,
    lifecycle::{Clock as _, TokenState},
};
use tokio::task::JoinSet;

use crate::script::{Answer, BRIEF, HOUR, MINUTE, SECOND, Script, TestClock, cache, pass, request, source};

/// Uses the token every 50 ms for so long; how many fetches that took.
async fn fetches_in(duration: Duration, script: &Script, min_validity: Duration) -> usize {
    let source = source(script);
    for _ in 0..duration.as_millis() / 50 {
        source.token(min_validity).await.unwrap();
        pass(Duration::from_millis(50)).await;
    }
    script.fetches()
}

#[tokio::test(start_paused = true)]
async fn tokens_that_live_for_seconds_are_fetched_about_once_per_life() {
    // Ten seconds are asked for and cannot be had: the token serves for nine tenths of its life.
    for (lifetime, fewest, most) in [(5 * SECOND, 12, 28), (SECOND, 60, 140)] {
        let fetches = fetches_in(MINUTE, &Script::living(lifetime), BRIEF).await;
        assert!((fewest..=most).contains(&fetches), "{lifetime:?}: {fetches}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_validity_which_the_server_cannot_give_is_lowered_and_one_that_it_can_give_is_kept() {
    let can_not = fetches_in(HOUR, &Script::living(5 * MINUTE), 5 * MINUTE).await;
    assert!((12..=35).contains(&can_not), "{can_not}");

    let script = Script::living(10 * MINUTE);
    let source = source(&script);
    source.token(BRIEF).await.unwrap();
    pass(5 * MINUTE + SECOND).await;
    assert!(source.current(5 * MINUTE).is_none());
    assert_eq!(source.token(5 * MINUTE).await.unwrap().generation(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_of_no_life_serves_those_who_waited_for_it_and_nobody_else() {
    let script = Script::new();
    script.answers(SECOND, Answer::Token(Duration::ZERO.into()));
    let source = source(&script);
    for round in 1..=3 {
        let mut tasks = JoinSet::new();
        for _ in 0..100 {
            let source = source.clone();
            tasks.spawn(async move { source.token(BRIEF).await.unwrap().generation() });
        }
        assert!(tasks.join_all().await.iter().all(|generation| *generation == round));
        assert_eq!(script.fetches() as u64, round);
        assert!(source.current(Duration::ZERO).is_none());
        pass(MINUTE).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_of_unstated_life_is_taken_for_five_minutes_or_what_is_configured() {
    let script = Script::living(Lifetime::Unstated);
    let stated = auth_core::lifecycle::TokenCache::builder(script.clone())
        .clock(TestClock::new())
        .default_lifetime(2 * MINUTE)
        .build();
    for (cache, lifetime) in [(cache(&script), 5 * MINUTE), (stated, 2 * MINUTE)] {
        let source = cache.source(request("read"));
        source.token(Duration::ZERO).await.unwrap();
        let TokenState::Valid { expires_in, .. } = source.state() else { panic!("{source:?}") };
        assert_eq!(expires_in, Some(lifetime));
        pass(lifetime).await;
        assert!(source.current(Duration::ZERO).is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_life_too_long_to_add_to_a_clock_is_a_century() {
    let far = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1 << 39)).unwrap();
    let endless: [Lifetime; 3] = [Duration::from_secs(i64::MAX as u64).into(), Duration::MAX.into(), far.into()];
    for lifetime in endless {
        let script = Script::living(lifetime);
        let source = source(&script);
        source.token(BRIEF).await.unwrap();
        pass(365 * 24 * HOUR).await;
        source.token(24 * HOUR).await.unwrap();
        pass(9 * 365 * 24 * HOUR).await;
        let token = source.token(24 * HOUR).await.unwrap();
        assert_eq!(script.fetches(), 1, "{lifetime:?}");
        let begun = SystemTime::UNIX_EPOCH + TestClock::new().now().wall;
        assert_eq!(token.expires_at(), Some(begun + 100 * 365 * 24 * HOUR));
    }
}

#[tokio::test(start_paused = true)]
async fn an_unlimited_key_is_fetched_once() {
    let script = Script::living(Lifetime::Unlimited);
    let source = source(&script);
    for _ in 0..100 {
        assert_eq!(source.token(Duration::MAX).await.unwrap().expires_at(), None);
        pass(365 * 24 * HOUR).await;
    }
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_arrives_expired_is_an_error_and_is_not_fetched_over_and_over() {
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (after, lifetime) in [(Duration::ZERO, past.into()), (3 * SECOND, Lifetime::For(SECOND))] {
        let script = Script::new();
        script.answers(after, Answer::Token(lifetime));
        let source = source(&script);
        for _ in 0..600 {
            assert_eq!(source.token(BRIEF).await.unwrap_err().kind(), CredentialErrorKind::InvalidResponse);
            pass(Duration::from_millis(100)).await;
        }
        assert!(script.fetches() <= 40, "{}", script.fetches());
    }
}

#[tokio::test(start_paused = true)]
async fn a_life_is_counted_from_before_the_token_was_asked_for() {
    let script = Script::new();
    script.answers(10 * SECOND, Answer::Token(MINUTE.into()));
    let source = source(&script);
    source.token(Duration::ZERO).await.unwrap();
    pass(Duration::from_millis(49_999)).await;
    assert!(source.current(Duration::ZERO).is_some());
    pass(Duration::from_millis(1)).await;
    assert!(source.current(Duration::ZERO).is_none());
}

#[tokio::test(start_paused = true)]
async fn a_token_serves_who_asks_for_all_the_life_that_is_left() {
    let source = source(&Script::living(MINUTE));
    source.token(Duration::ZERO).await.unwrap();
    pass(30 * SECOND).await;
    assert!(source.current(30 * SECOND).is_some());
    assert!(source.current(30 * SECOND + Duration::from_nanos(1)).is_none());
}
