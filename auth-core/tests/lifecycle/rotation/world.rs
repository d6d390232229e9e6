//! A server that rotates refresh tokens, a disk, and a program that may end at any step.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, CredentialError, CredentialErrorKind,
    lifecycle::{RefreshToken, RefreshTokenKey, RefreshTokenStore, Renewed, Rotation},
};

use crate::script::MINUTE;

/// A server that rotates, and a disk that outlives the program, with what happened to them.
#[derive(Clone, Debug, Default)]
pub(super) struct World(Arc<Mutex<State>>);

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) log: Vec<String>,
    /// The number of the refresh token that is good, on the server and on the disk.
    pub(super) good: u32,
    pub(super) disk: Option<u32>,
    pub(super) keeps: bool,
    pub(super) has_ended: bool,
    /// What is wrong with reading the disk, and with writing to it.
    pub(super) cannot_read: Option<&'static str>,
    pub(super) cannot_write: Option<&'static str>,
}

/// What a disk does that has a problem.
fn check(problem: Option<&'static str>) -> Result<(), CredentialError> {
    problem.map_or(Ok(()), |problem| Err(CredentialError::new(CredentialErrorKind::Unavailable, problem)))
}

impl World {
    /// Someone has signed in: refresh token 0 is good and stored.
    pub(super) fn new() -> Self {
        let world = Self::default();
        world.with(|state| state.disk = Some(0));
        world
    }

    pub(super) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.0.lock().unwrap())
    }

    pub(super) fn rotation(&self) -> Rotation {
        Rotation::new(Arc::new(self.clone()), RefreshTokenKey::new("https://iam.example", "viewer"))
    }

    /// What was done since the last time.
    pub(super) fn log(&self) -> Vec<String> {
        self.with(|state| std::mem::take(&mut state.log))
    }

    pub(super) async fn exchange(self, token: RefreshToken) -> Result<Renewed, CredentialError> {
        step().await;
        let answer = self.with(|state| {
            let used = token.secret().expose();
            state.log.push(format!("exchange {used}"));
            if state.has_ended || used != state.good.to_string() {
                state.has_ended = true;
                return Err(CredentialError::new(CredentialErrorKind::Rejected, "no").with_code("invalid_grant"));
            }
            let access = Renewed::new(AccessToken::bearer(&"access".into()).unwrap().with_lifetime(MINUTE));
            if state.keeps {
                return Ok(access);
            }
            state.good += 1;
            Ok(access.with_refresh_token(state.good.to_string()))
        });
        step().await;
        answer
    }

    pub(super) async fn renew(&self, rotation: &Rotation) -> Result<AccessToken, CredentialError> {
        rotation.renew(None, |token| self.clone().exchange(token)).await
    }
}

#[async_trait]
impl RefreshTokenStore for World {
    async fn load(&self, _key: &RefreshTokenKey) -> Result<Option<RefreshToken>, CredentialError> {
        step().await;
        self.with(|state| {
            check(state.cannot_read)?;
            Ok(state.disk.map(|number| RefreshToken::new(number.to_string(), None)))
        })
    }

    async fn store(&self, _key: &RefreshTokenKey, token: &RefreshToken) -> Result<(), CredentialError> {
        step().await;
        let stored = self.with(|state| {
            check(state.cannot_write)?;
            state.disk = token.secret().expose().parse().ok();
            state.log.push(format!("store {}", token.secret().expose()));
            Ok(())
        });
        step().await;
        stored
    }

    async fn clear(&self, _key: &RefreshTokenKey) -> Result<(), CredentialError> {
        self.with(|state| {
            check(state.cannot_write)?;
            state.disk = None;
            state.log.push("clear".to_owned());
            Ok(())
        })
    }
}

/// Where a program may end.
pub(super) async fn step() {
    let mut is_first = true;
    poll_fn(|_| if std::mem::take(&mut is_first) { Poll::Pending } else { Poll::Ready(()) }).await;
}

/// Takes so many steps and then no more; what came of it by then.
pub(super) fn steps<F: Future>(count: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    (0..count).find_map(|_| match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

pub(super) fn run<F: Future>(future: F) -> F::Output {
    steps(100, future).expect("a hundred steps are enough")
}
