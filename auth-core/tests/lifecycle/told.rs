//! What health checks and user interfaces are told.

use std::time::Duration;

use auth_core::{
    CredentialErrorKind,
    lifecycle::{TokenChange, TokenEvents, TokenState},
};

use tokio::time::Instant;

use crate::script::{Answer, BRIEF, HOUR, MINUTE, SECOND, Script, cache, pass, request, source};

/// The names of the events until now.
async fn told(events: &mut TokenEvents) -> Vec<&'static str> {
    let mut names = Vec::new();
    while let Ok(Some(event)) = tokio::time::timeout(Duration::from_nanos(1), events.next()).await {
        names.push(match event.change {
            TokenChange::SignedIn => "signed in",
            TokenChange::Refreshed => "refreshed",
            TokenChange::Expired => "expired",
            TokenChange::SignInRequired(_) => "sign-in required",
            TokenChange::SignedOut => "signed out",
            _ => "something else",
        });
    }
    names
}

#[tokio::test(start_paused = true)]
async fn a_user_interface_is_told_of_each_change_once() {
    let script = Script::new();
    let cache = cache(&script);
    let mut events = cache.subscribe();
    let source = cache.source(request("read"));
    source.token(BRIEF).await.unwrap();
    assert_eq!(told(&mut events).await, ["signed in"]);

    pass(50 * MINUTE).await;
    source.token(BRIEF).await.unwrap();
    pass(SECOND).await;
    assert_eq!(told(&mut events).await, ["refreshed"]);

    script.fails(CredentialErrorKind::SignInRequired);
    for _ in 0..100 {
        pass(MINUTE).await;
        _ = source.token(BRIEF).await;
    }
    assert_eq!(told(&mut events).await, ["sign-in required", "expired"]);

    script.lives(HOUR);
    cache.retry_now();
    source.token(BRIEF).await.unwrap();
    assert_eq!(told(&mut events).await, ["signed in"]);

    assert_eq!(source.times_cleared(), 0);
    cache.clear();
    assert!(source.current(Duration::ZERO).is_none());
    assert_eq!((told(&mut events).await, source.times_cleared()), (vec!["signed out"], 1));
}

#[tokio::test(start_paused = true)]
async fn a_token_that_was_asked_for_before_the_sign_out_does_not_arrive_after_it() {
    let script = Script::new();
    script.answers(SECOND, Answer::Token(HOUR.into()));
    let cache = cache(&script);
    let source = cache.source(request("read"));
    let waiting = tokio::spawn({
        let source = source.clone();
        async move { source.token(BRIEF).await.map(|_| ()) }
    });
    pass(SECOND / 2).await;
    cache.clear();
    let cleared = Instant::now();
    let error = waiting.await.unwrap().unwrap_err();
    assert_eq!((error.kind(), cleared.elapsed()), (CredentialErrorKind::Unavailable, Duration::ZERO));
    assert!(error.to_string().contains("cleared"), "{error}");
    pass(SECOND).await;
    assert!(source.current(Duration::ZERO).is_none());
    source.token(BRIEF).await.unwrap();
    assert_eq!(script.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_sign_out_is_told_also_when_the_token_had_just_been_refused() {
    let script = Script::new();
    let cache = cache(&script);
    let mut events = cache.subscribe();
    let source = cache.source(request("read"));
    let sent = source.token(BRIEF).await.unwrap().generation();
    source.invalidate(sent);
    for _ in 0..2 {
        cache.clear();
    }
    assert_eq!(told(&mut events).await, ["signed in", "signed out"]);
}

#[tokio::test(start_paused = true)]
async fn events_end_with_the_cache_and_whoever_reads_late_gets_the_last_ones() {
    let script = Script::living(MINUTE);
    let cache = cache(&script);
    let mut events = cache.subscribe();
    let source = cache.source(request("read"));
    for _ in 0..100 {
        source.token(BRIEF).await.unwrap();
        pass(MINUTE).await;
    }
    drop((cache, source));
    let mut last = Vec::new();
    while let Some(event) = events.next().await {
        last.push(event);
    }
    assert_eq!(last.len(), 64);
    assert!(matches!(last[63].change, TokenChange::Refreshed), "{last:?}");
    assert!(events.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_health_check_sees_how_things_stand() {
    let script = Script::new();
    let source = source(&script);
    assert!(matches!(source.state(), TokenState::Empty));

    script.answers(SECOND, Answer::Token(HOUR.into()));
    let waiting = tokio::spawn({
        let source = source.clone();
        async move { source.token(BRIEF).await.map(|_| ()) }
    });
    pass(SECOND / 2).await;
    assert!(matches!(source.state(), TokenState::Fetching));
    waiting.await.unwrap().unwrap();
    assert!(matches!(source.state(), TokenState::Valid { error: None, .. }));

    script.fails(CredentialErrorKind::Unavailable);
    pass(50 * MINUTE).await;
    source.token(BRIEF).await.unwrap();
    pass(SECOND).await;
    assert!(matches!(source.state(), TokenState::Valid { error: Some(_), .. }));
    assert!(source.state().is_healthy());

    pass(10 * MINUTE).await;
    source.token(BRIEF).await.unwrap_err();
    let TokenState::Failed { error, retry_in, .. } = source.state() else { panic!("{source:?}") };
    assert_eq!(error.kind(), CredentialErrorKind::Unavailable);
    assert!(retry_in > Duration::ZERO && retry_in <= 30 * SECOND);
    assert!(!source.state().is_healthy());
}

#[tokio::test(start_paused = true)]
async fn equal_requests_share_a_token_and_requests_nobody_uses_are_forgotten() {
    let script = Script::living(MINUTE);
    let cache = cache(&script);
    for _ in 0..3 {
        cache.source(request("read write")).token(BRIEF).await.unwrap();
        cache.source(request("write read")).token(BRIEF).await.unwrap();
    }
    assert_eq!(script.fetches(), 1);

    let kept = cache.source(request("kept"));
    for customer in 0..1000 {
        cache.source(request("read").with_resource(format!("https://{customer}.example"))).token(BRIEF).await.unwrap();
        pass(MINUTE).await;
    }
    assert!(cache.state().len() <= 64, "{}", cache.state().len());
    assert!(cache.state().iter().any(|(request, _)| request == kept.request()));
}

#[tokio::test(start_paused = true)]
async fn a_token_of_no_life_does_not_expire() {
    let script = Script::living(Duration::ZERO);
    let cache = cache(&script);
    let mut events = cache.subscribe();
    let source = cache.source(request("read"));
    source.token(BRIEF).await.unwrap();
    pass(MINUTE).await;
    source.token(BRIEF).await.unwrap();
    assert_eq!(told(&mut events).await, ["signed in", "refreshed"]);
}

#[tokio::test(start_paused = true)]
async fn what_was_known_before_a_sign_out_is_not_taken_for_what_comes_after() {
    let script = Script::new();
    let cache = cache(&script);
    let source = cache.source(request("read"));
    let before = source.token(BRIEF).await.unwrap().generation();
    cache.clear();
    let after = source.token(BRIEF).await.unwrap().generation();
    assert!(after > before);
    source.invalidate(before);
    assert_eq!(source.current(BRIEF).unwrap().generation(), after);
}

#[tokio::test(start_paused = true)]
async fn debug_shows_no_secret() {
    let cache = cache(&Script::new());
    let source = cache.source(request("read"));
    let token = source.token(BRIEF).await.unwrap();
    let shown = format!("{cache:?} {source:?} {token:?} {:?} {:?}", token.header(), cache.state());
    assert!(!shown.contains("token-1"), "{shown}");
    assert!(shown.starts_with("TokenCache {"), "{shown}");
    assert!(shown.contains("TokenSource {") && shown.contains("CachedToken {"), "{shown}");
    assert_eq!(format!("{:?}", *token), format!("{token:?}"));
    assert_eq!(format!("{:?}", cache.subscribe()), "TokenEvents { .. }");
}
