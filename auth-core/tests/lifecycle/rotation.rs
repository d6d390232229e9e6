//! Refresh tokens that are good for one use, and programs that end at any moment.

mod world;

use std::{
    future::ready,
    pin::pin,
    sync::Arc,
    task::{Context, Waker},
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, TokenRequest,
    lifecycle::{Ended, MemoryStore, RefreshToken, RefreshTokenKey, RefreshTokenStore, Renewed, Rotation},
};

use self::world::{World, run, steps};
use crate::script::{BRIEF, MINUTE, pass, request};

#[test]
fn a_rotated_refresh_token_is_stored_before_the_access_token_is_served() {
    let world = World::new();
    let rotation = world.rotation();
    for _ in 0..2 {
        run(world.renew(&rotation)).unwrap();
    }
    assert_eq!(world.log(), ["exchange 0", "store 1", "exchange 1", "store 2"]);
}

#[test]
fn an_answer_without_a_refresh_token_keeps_the_old_one() {
    let world = World::new();
    world.with(|state| state.keeps = true);
    let rotation = world.rotation();
    for _ in 0..2 {
        run(world.renew(&rotation)).unwrap();
    }
    assert_eq!(world.log(), ["exchange 0", "exchange 0"]);
}

#[test]
fn a_refresh_token_that_comes_with_a_useless_access_token_is_kept() {
    let world = World::new();
    let rotation = world.rotation();
    let error = run(rotation.renew(None, |token| {
        let exchange = world.clone().exchange(token);
        async {
            exchange.await?;
            let error = CredentialError::new(CredentialErrorKind::InvalidResponse, "of no use");
            Ok(Renewed::unusable(error).with_refresh_token("1"))
        }
    }));
    assert_eq!(error.unwrap_err().to_string(), "of no use");
    assert_eq!(world.log(), ["exchange 0", "store 1"]);
    assert!(run(world.renew(&rotation)).is_ok());
}

#[test]
fn a_program_that_ends_at_any_step_leaves_a_used_token_only_where_no_order_could_help() {
    let mut lost = 0;
    for count in 0..10 {
        let world = World::new();
        let served = steps(count, world.renew(&world.rotation())).is_some();
        let log = world.log();
        let is_cut_between = log == ["exchange 0"];

        // The program starts again.
        let is_signed_in = run(world.renew(&world.rotation())).is_ok();
        assert_eq!(is_signed_in, !is_cut_between, "ended after {count} steps: {log:?}");
        assert!(!served || is_signed_in, "served before it was stored");
        lost += usize::from(!is_signed_in);
    }
    // One step while the answer is under way, one while the disk is busy.
    assert_eq!(lost, 2);
}

#[test]
fn a_renewal_that_is_dropped_at_any_step_after_the_answer_loses_nothing() {
    for count in 0..10 {
        let world = World::new();
        let rotation = world.rotation();
        _ = steps(count, world.renew(&rotation));
        let is_answer_lost = count == 3;
        assert_eq!(run(world.renew(&rotation)).is_ok(), !is_answer_lost, "dropped after {count} steps");
    }
}

#[test]
fn a_token_that_cannot_be_stored_is_kept_and_stored_before_it_is_used() {
    let world = World::new();
    let rotation = world.rotation();
    world.with(|state| state.cannot_write = Some("disk full"));
    for _ in 0..2 {
        assert_eq!(run(world.renew(&rotation)).unwrap_err().to_string(), "disk full");
    }
    world.with(|state| state.cannot_write = None);
    run(world.renew(&rotation)).unwrap();
    assert_eq!(world.log(), ["exchange 0", "store 1", "exchange 1", "store 2"]);
}

#[test]
fn who_signs_out_is_told_of_the_refresh_token_that_lives_whatever_the_store_does() {
    let (unreadable, full) = (Some("cannot be read"), Some("disk full"));
    for (cannot_read, cannot_write, is_unsaved, lives, failed) in [
        (None, None, false, &["0"][..], None),
        (None, full, false, &["0"], full),
        (unreadable, None, false, &[], unreadable),
        (unreadable, full, false, &[], full),
        (None, None, true, &["1", "0"], None),
        (None, full, true, &["1", "0"], full),
        (unreadable, None, true, &["1"], None),
        (unreadable, full, true, &["1"], full),
    ] {
        let world = World::new();
        let rotation = world.rotation();
        if is_unsaved {
            world.with(|state| state.cannot_write = full);
            run(world.renew(&rotation)).unwrap_err();
        }
        world.with(|state| (state.cannot_read, state.cannot_write) = (cannot_read, cannot_write));
        let ended = run(rotation.end());
        assert_eq!(secrets(&ended), lives);
        assert_eq!(ended.outcome.err().map(|error| error.to_string()).as_deref(), failed);

        world.with(|state| (state.cannot_read, state.cannot_write) = (None, None));
        let left = cannot_write.map_or(&[][..], |_| &["0"]);
        assert_eq!(secrets(&run(rotation.end())), left, "what was not stored is forgotten in any case");
    }
}

fn secrets(ended: &Ended) -> Vec<&str> {
    ended.refresh_tokens.iter().map(|token| token.secret().expose()).collect()
}

#[test]
fn who_signs_out_is_told_of_a_refresh_token_that_another_sign_in_has_taken_the_place_of() {
    let store = Arc::new(MemoryStore::new()) as Arc<dyn RefreshTokenStore>;
    let rotation = || Rotation::new(store.clone(), RefreshTokenKey::new("i", "c"));
    let (first, second) = (rotation(), rotation());
    run(first.begin(RefreshToken::new("first", None))).unwrap();
    run(second.begin(RefreshToken::new("second", None))).unwrap();
    assert_eq!(secrets(&run(first.end())), ["second", "first"]);
    assert_eq!(secrets(&run(second.end())), ["second"]);
    assert!(run(second.end()).refresh_tokens.is_empty());
}

#[test]
fn who_signs_out_is_told_that_the_store_may_have_had_another_refresh_token() {
    let world = World::new();
    let rotation = world.rotation();
    run(world.renew(&rotation)).unwrap();
    // By now another process may have rotated it.
    world.with(|state| state.cannot_read = Some("cannot be read"));
    let ended = run(rotation.end());
    assert_eq!(secrets(&ended), ["1"]);
    assert_eq!(ended.outcome.unwrap_err().to_string(), "cannot be read");
}

#[test]
fn a_store_that_cannot_forget_does_not_hide_that_the_sign_in_has_ended() {
    for cannot_read in [None, Some("cannot be read")] {
        let world = World::new();
        world.with(|state| (state.has_ended, state.cannot_write) = (true, Some("disk full")));
        let rotation = world.rotation();
        let error = run(rotation.renew(None, |token| {
            world.with(|state| state.cannot_read = cannot_read);
            world.clone().exchange(token)
        }));
        // Unless it may have another token.
        let told = cannot_read.unwrap_or("the sign-in has ended (`invalid_grant`)");
        assert_eq!(error.unwrap_err().to_string(), told);
        world.with(|state| state.cannot_read = None);
        for _ in 0..3 {
            let error = run(world.renew(&rotation)).unwrap_err();
            assert_eq!((error.kind(), error.code()), (CredentialErrorKind::SignInRequired, Some("invalid_grant")));
        }
        assert_eq!(world.log(), ["exchange 0"], "it is not sent again");
        assert!(secrets(&run(rotation.end())).is_empty(), "nor is there anything to revoke");
        assert!(run(world.renew(&rotation)).is_err());
        assert_eq!(world.log().len(), 0, "and it is not sent after that either");

        // Someone signs in again.
        world.with(|state| (state.has_ended, state.cannot_write) = (false, None));
        run(rotation.begin(RefreshToken::new("0", None))).unwrap();
        run(world.renew(&rotation)).unwrap();
    }
}

#[test]
fn a_refused_refresh_token_is_one_typed_error_and_no_loop() {
    let world = World::new();
    world.with(|state| state.has_ended = true);
    let rotation = world.rotation();
    let error = run(world.renew(&rotation)).unwrap_err();
    assert_eq!((error.kind(), error.code()), (CredentialErrorKind::SignInRequired, Some("invalid_grant")));
    for _ in 0..10 {
        assert_eq!(run(world.renew(&rotation)).unwrap_err().kind(), CredentialErrorKind::SignInRequired);
    }
    assert_eq!(world.log(), ["exchange 0", "clear"]);
}

#[test]
fn a_token_that_another_process_has_rotated_meanwhile_is_not_the_end() {
    // However often it does, each time before this one's exchange is answered.
    for times in 1..=3 {
        let world = World::new();
        let elsewhere = world.clone();
        let renewed = run(world.rotation().renew(None, |token| {
            let (world, elsewhere) = (world.clone(), elsewhere.clone());
            async move {
                let used: u32 = token.secret().expose().parse().unwrap();
                if used < times {
                    elsewhere.with(|state| (state.good, state.disk) = (used + 1, Some(used + 1)));
                    return Err(CredentialError::new(CredentialErrorKind::Rejected, "no").with_code("invalid_grant"));
                }
                world.exchange(token).await
            }
        }));
        renewed.unwrap();
        assert_eq!(world.log(), [format!("exchange {times}"), format!("store {}", times + 1)]);
    }
}

#[test]
fn a_store_that_has_another_token_each_time_is_no_reason_to_go_on_for_ever() {
    let world = World::new();
    let mut asked = 0;
    let refused = run(world.rotation().renew(None, |_| {
        asked += 1;
        world.with(|state| state.disk = Some(asked));
        async { Err(CredentialError::new(CredentialErrorKind::Rejected, "no").with_code("invalid_grant")) }
    }));
    let refused = refused.unwrap_err();
    assert_eq!((refused.kind(), asked), (CredentialErrorKind::Unavailable, 5), "{refused}");
    assert_eq!(world.with(|state| state.disk), Some(asked), "what was not refused is kept");
}

#[test]
fn two_scope_sets_use_the_refresh_token_one_after_the_other() {
    let world = World::new();
    let rotation = world.rotation();
    let (mut a, mut b) = (pin!(world.renew(&rotation)), pin!(world.renew(&rotation)));
    let mut context = Context::from_waker(Waker::noop());
    let mut done = [false; 2];
    while done != [true; 2] {
        done[0] = done[0] || a.as_mut().poll(&mut context).is_ready();
        done[1] = done[1] || b.as_mut().poll(&mut context).is_ready();
    }
    assert_eq!(world.log(), ["exchange 0", "store 1", "exchange 1", "store 2"]);
}

#[test]
fn a_sign_in_that_covers_fewer_scopes_is_not_used() {
    let rotation = Rotation::new(Arc::new(MemoryStore::new()), RefreshTokenKey::new("i", "c").for_user("u"));
    let never = |_| async { panic!("exchanged") };
    let refused = run(rotation.renew(None, never)).unwrap_err();
    assert_eq!(refused.to_string(), "no one has signed in");

    run(rotation.begin(RefreshToken::new("r", Some("read".parse().unwrap())))).unwrap();
    let refused = run(rotation.renew(Some(&"read write".parse().unwrap()), never)).unwrap_err();
    assert_eq!(refused.kind(), CredentialErrorKind::SignInRequired);

    let access = || AccessToken::bearer(&"a".into()).unwrap();
    for _ in 0..2 {
        let rotated = run(rotation
            .renew(Some(&"read".parse().unwrap()), |_| async { Ok(Renewed::new(access()).with_refresh_token("r2")) }));
        rotated.unwrap();
    }
    let [last] = &run(rotation.end()).refresh_tokens[..] else { panic!("it is the only one") };
    assert_eq!((last.secret().expose(), last.scopes().map(ToString::to_string)), ("r2", Some("read".to_owned())));
    assert!(run(rotation.end()).refresh_tokens.is_empty());
}

/// What a flow makes of it.
#[derive(Debug)]
struct Refresh(World, Rotation);

#[async_trait]
impl Credential for Refresh {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        self.1.renew(request.scopes(), |token| ready(run(self.0.clone().exchange(token)))).await
    }
}

#[test]
fn a_key_says_whose_token_it_is() {
    let key = RefreshTokenKey::new("https://iam.example", "viewer");
    assert_eq!((key.issuer(), key.client(), key.user()), ("https://iam.example", "viewer", None));
    assert_eq!(key.for_user("ada").user(), Some("ada"));
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_sign_in_is_one_request_however_many_callers_there_are() {
    let world = World::new();
    let store = Arc::new(MemoryStore::new());
    let rotation = Rotation::new(store, RefreshTokenKey::new("i", "c"));
    rotation.begin(RefreshToken::new("0", None)).await.unwrap();
    let cache = auth_core::lifecycle::TokenCache::builder(Refresh(world.clone(), rotation))
        .clock(crate::script::TestClock::new())
        .build();
    let source = cache.source(request("read"));
    source.token(BRIEF).await.unwrap();
    world.with(|state| state.has_ended = true);
    pass(MINUTE).await;
    for _ in 0..1000 {
        assert_eq!(source.token(BRIEF).await.unwrap_err().kind(), CredentialErrorKind::SignInRequired);
        pass(MINUTE / 1000).await;
    }
    assert_eq!(world.log(), ["exchange 0", "exchange 1"]);
}
