//! The server is down, in every way there is: reset, torn, silent, 500, 503 with `Retry-After`, not JSON.

use std::time::Duration;

use auth_core::{CredentialError, CredentialErrorKind::*};
use tokio::time::Instant;

use crate::script::{Answer, BRIEF, MINUTE, SECOND, Script, cache, pass, request, source};

const TICK: Duration = Duration::from_millis(100);
/// The longest pause that is taken unasked, and how long a fetch may take.
const STEP: Duration = Duration::from_secs(30);
const LIMIT: Duration = Duration::from_secs(30);

/// What a credential makes of each, and how long after the server is back it may take until that is noticed.
fn faults() -> Vec<(&'static str, Answer, Duration)> {
    let failed = |kind| Answer::Fail(CredentialError::new(kind, "as told"));
    let later = CredentialError::new(Unavailable, "503").with_retry_after(20 * SECOND);
    vec![
        ("connection reset, torn body, 500", failed(Unavailable), STEP),
        ("503 with Retry-After", Answer::Fail(later), STEP),
        ("HTML, truncated JSON", failed(InvalidResponse), STEP),
        ("invalid_client", failed(Rejected), STEP),
        ("panic", Answer::Panic, STEP),
        ("black hole", Answer::Hang, STEP + LIMIT),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_minute_of_outage_is_not_seen_while_the_token_lives() {
    for (name, fault, _) in faults() {
        let script = Script::living(10 * MINUTE);
        let source = source(&script);
        source.token(BRIEF).await.unwrap();
        // Idle until the token is certainly to be renewed.
        pass(8 * MINUTE).await;

        script.answers(Duration::ZERO, fault);
        for _ in 0..600 {
            let asked = Instant::now();
            source.token(BRIEF).await.unwrap();
            assert_eq!(asked.elapsed(), Duration::ZERO, "{name}");
            pass(TICK).await;
        }
        // Steps of 1, 2, 4, .. s with full jitter, or a pause of half to all of five seconds.
        let attempts = script.fetches() - 1;
        assert!((1..=26).contains(&attempts), "{name}: {attempts}");

        script.lives(10 * MINUTE);
        for _ in 0..50 {
            source.token(BRIEF).await.unwrap();
            pass(SECOND).await;
        }
        assert!(source.current(Duration::ZERO).unwrap().generation() == 2 || name == "black hole", "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_outage_across_the_end_is_over_one_step_after_the_server_is_back() {
    for (name, fault, step) in faults() {
        let script = Script::living(10 * MINUTE);
        let source = source(&script);
        let began = Instant::now();
        source.token(BRIEF).await.unwrap();
        pass(8 * MINUTE).await;

        script.answers(Duration::ZERO, fault);
        while began.elapsed() < 12 * MINUTE {
            let is_alive = began.elapsed() < 10 * MINUTE;
            assert_eq!(source.token(BRIEF).await.is_ok(), is_alive, "{name} at {:?}", began.elapsed());
            pass(TICK).await;
        }
        let attempts = script.fetches() - 1;
        assert!(attempts <= 4 * 60 * 10 / 25, "{name}: {attempts}");

        script.lives(10 * MINUTE);
        let back = Instant::now();
        while source.token(BRIEF).await.is_err() {
            pass(TICK).await;
        }
        assert!(back.elapsed() <= step, "{name}: {:?}", back.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_names_a_time_is_left_alone_until_then_but_not_for_a_day() {
    for (asked_for, waited) in [(MINUTE, MINUTE), (24 * 60 * MINUTE, 5 * MINUTE)] {
        let script = Script::new();
        let error = CredentialError::new(Unavailable, "503").with_retry_after(asked_for);
        script.answers(Duration::ZERO, Answer::Fail(error));
        let source = source(&script);
        source.token(BRIEF).await.unwrap_err();
        let began = Instant::now();
        while script.fetches() == 1 {
            pass(TICK).await;
            _ = source.token(BRIEF).await;
        }
        assert!(began.elapsed() >= waited && began.elapsed() <= waited + 2 * SECOND, "{:?}", began.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_for_no_pause_is_left_alone_longer_each_time_all_the_same() {
    let script = Script::new();
    let error = CredentialError::new(Unavailable, "503").with_retry_after(Duration::ZERO);
    script.answers(Duration::ZERO, Answer::Fail(error));
    let source = source(&script);
    let began = Instant::now();
    while began.elapsed() < 10 * MINUTE {
        source.token(BRIEF).await.unwrap_err();
        pass(TICK).await;
    }
    assert!(script.fetches() <= 4 * 60 * 10 / 25, "{}", script.fetches());
}

#[tokio::test(start_paused = true)]
async fn a_refused_credential_is_an_error_with_a_short_pause_and_works_once_it_is_corrected() {
    for kind in [Rejected, SignInRequired, InvalidRequest, Configuration] {
        let script = Script::new();
        script.fails(kind);
        let source = source(&script);
        for _ in 0..600 {
            assert_eq!(source.token(BRIEF).await.unwrap_err().kind(), kind);
            pass(TICK).await;
        }
        // A minute, with pauses of 2.5 to 5 s.
        assert!((12..=25).contains(&script.fetches()), "{kind:?}: {}", script.fetches());
        script.lives(MINUTE);
        pass(5 * SECOND).await;
        source.token(BRIEF).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_good_answer_the_first_pause_is_short_again() {
    let script = Script::living(MINUTE);
    let source = source(&script);
    for _ in 0..5 {
        script.fails(Unavailable);
        for _ in 0..600 {
            _ = source.token(BRIEF).await;
            pass(SECOND).await;
        }
        script.lives(MINUTE);
        pass(STEP).await;
        source.token(BRIEF).await.unwrap();
        pass(MINUTE).await;

        script.fails(Unavailable);
        source.token(BRIEF).await.unwrap_err();
        script.lives(MINUTE);
        pass(SECOND).await;
        source.token(BRIEF).await.unwrap();
        pass(MINUTE).await;
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_knows_better_does_not_have_to_wait_for_the_pause() {
    let script = Script::living(10 * MINUTE);
    let cache = cache(&script);
    let source = cache.source(request("read"));
    source.token(BRIEF).await.unwrap();
    pass(8 * MINUTE).await;
    script.fails(Rejected);
    source.token(BRIEF).await.unwrap();
    pass(TICK).await;
    script.lives(10 * MINUTE);
    source.token(BRIEF).await.unwrap();
    pass(TICK).await;
    assert_eq!(script.fetches(), 2);

    cache.retry_now();
    source.token(BRIEF).await.unwrap();
    pass(TICK).await;
    assert_eq!((script.fetches(), source.token(BRIEF).await.unwrap().generation()), (3, 2));
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_remembered_though_nobody_holds_the_source() {
    let script = Script::new();
    script.fails(Unavailable);
    let cache = cache(&script);
    for _ in 0..3 {
        for customer in 0..200 {
            let request = request("read").with_audience(customer.to_string());
            cache.source(request).token(BRIEF).await.unwrap_err();
        }
    }
    assert_eq!(script.fetches(), 200);
}
