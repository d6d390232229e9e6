//! Ahead of its end, in the background, and only when it is used.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use crate::script::{Answer, BRIEF, HOUR, MINUTE, SECOND, Script, pass, source};

#[tokio::test(start_paused = true)]
async fn no_caller_waits_for_a_renewal_that_takes_half_a_second() {
    for min_validity in [Duration::ZERO, BRIEF, 30 * MINUTE, 50 * MINUTE] {
        let script = Script::new();
        script.answers(Duration::from_millis(500), Answer::Token(HOUR.into()));
        let source = source(&script);
        source.token(min_validity).await.unwrap();
        for _ in 0..10 * 60 * 60 {
            let asked = Instant::now();
            source.token(min_validity).await.unwrap();
            assert_eq!(asked.elapsed(), Duration::ZERO, "{min_validity:?}");
            pass(SECOND).await;
        }
        // Ten hours; 60 to 80 % of the part of the hour that serves.
        let serving = HOUR.saturating_sub(min_validity).as_secs();
        let (fewest, most) = (36_000 / (serving * 8 / 10 + 2), 36_000 / (serving * 6 / 10) + 1);
        let fetches = script.fetches() as u64;
        assert!((fewest..=most).contains(&fetches), "{min_validity:?}: {fetches} not in {fewest}..={most}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_not_renewed_before_its_time() {
    let script = Script::new();
    let source = source(&script);
    source.token(BRIEF).await.unwrap();
    for _ in 0..35 {
        pass(MINUTE).await;
        source.token(BRIEF).await.unwrap();
    }
    assert_eq!(script.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_idle_day_costs_no_fetch() {
    let script = Script::new();
    let source = source(&script);
    source.token(BRIEF).await.unwrap();
    pass(24 * HOUR).await;
    assert_eq!(script.fetches(), 1);
    source.token(BRIEF).await.unwrap();
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_hundred_instances_that_started_together_renew_at_different_times() {
    let instances: Vec<_> = (0..100)
        .map(|_| {
            let script = Script::new();
            (source(&script), script)
        })
        .collect();
    for (source, _) in &instances {
        source.token(BRIEF).await.unwrap();
    }
    let (mut renewed_at, mut before) = (BTreeMap::<u64, usize>::new(), 0);
    for minute in 1..=50 {
        pass(MINUTE).await;
        for (source, _) in &instances {
            source.token(BRIEF).await.unwrap();
        }
        pass(Duration::from_nanos(1)).await;
        let renewed = instances.iter().filter(|(_, script)| script.fetches() == 2).count();
        renewed_at.insert(minute, renewed - before);
        before = renewed;
    }
    assert_eq!(before, 100);
    assert!(renewed_at.range(..36).all(|(_, renewed)| *renewed == 0), "{renewed_at:?}");
    // Evenly would be eight to nine in each of twelve minutes.
    assert!(renewed_at.values().all(|renewed| *renewed <= 30), "{renewed_at:?}");
    assert!(renewed_at.values().filter(|renewed| **renewed > 0).count() >= 8, "{renewed_at:?}");
}
