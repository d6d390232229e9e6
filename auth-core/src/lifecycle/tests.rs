//! What cannot be seen from outside: who waits for the lock, and what happens between two looks at the clock.

use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    task::{Context, Waker},
    thread,
    time::Duration,
};

use async_trait::async_trait;
use tokio::sync::broadcast;

use super::{
    Clock, Moment, Spawner, TokenState,
    environment::Environment,
    slot::{Join, Slot},
};
use crate::{AccessToken, Credential, CredentialError, TokenRequest};

const LIFE: Duration = Duration::from_secs(100);

/// A server that answers at once, a clock that is set, and a runtime on which nothing runs until it is told to.
#[derive(Clone, Default)]
struct World {
    time: Arc<Mutex<Duration>>,
    /// How far the clock on the wall has been set forward.
    ahead: Arc<Mutex<Duration>>,
    tasks: Arc<Mutex<Vec<Task>>>,
    hangs: Arc<AtomicBool>,
}

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

impl World {
    /// A slot with a token.
    fn slot(&self) -> Arc<Slot> {
        let slot = Arc::new(Slot::new(
            TokenRequest::default(),
            Arc::new(Environment {
                credential: Box::new(self.clone()),
                clock: Arc::new(self.clone()),
                spawner: Arc::new(self.clone()),
                fetch_timeout: LIFE / 20,
                default_lifetime: LIFE,
                events: broadcast::Sender::new(1),
            }),
        ));
        assert!(matches!(slot.join(Duration::ZERO), Join::Waits(..)));
        assert!(self.runs());
        slot
    }

    /// Runs the only task for as long as it can, and drops it. Whether it came to its end.
    fn runs(&self) -> bool {
        let mut task = self.tasks.lock().unwrap().remove(0);
        task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }

    fn passes(&self, duration: Duration) {
        *self.time.lock().unwrap() += duration;
    }

    fn fetches(&self) -> usize {
        self.tasks.lock().unwrap().len()
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("World")
    }
}

#[async_trait]
impl Credential for World {
    async fn token(&self, _: &TokenRequest) -> Result<AccessToken, CredentialError> {
        if self.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        Ok(AccessToken::bearer(&"sesame".into()).unwrap().with_lifetime(LIFE))
    }
}

#[async_trait]
impl Clock for World {
    fn now(&self) -> Moment {
        let monotonic = *self.time.lock().unwrap();
        Moment { monotonic, wall: monotonic + *self.ahead.lock().unwrap() }
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending::<()>().await;
    }
}

impl Spawner for World {
    fn spawn(&self, task: Task) {
        self.tasks.lock().unwrap().push(task);
    }
}

/// Whether a token is there for who finds the lock taken.
fn is_served_without_the_lock(slot: &Arc<Slot>) -> bool {
    let (sender, receiver) = mpsc::channel();
    let _held = slot.hold();
    let other = slot.clone();
    thread::spawn(move || sender.send(other.current(Duration::ZERO).is_some()));
    receiver.recv_timeout(Duration::from_secs(5)) == Ok(true)
}

#[test]
fn a_renewal_is_begun_once_however_many_see_that_it_is_due() {
    let world = World::default();
    let slot = world.slot();
    world.passes(LIFE * 9 / 10);
    for _ in 0..3 {
        slot.renew(Duration::ZERO, world.now());
    }
    assert_eq!(world.fetches(), 1);
    // Now it looks as if the renewal had been under way for longer than it may be.
    *world.ahead.lock().unwrap() = LIFE / 12;
    assert!(slot.current(Duration::ZERO).is_some());
    assert_eq!(world.fetches(), 1);
}

#[test]
fn who_uses_a_token_waits_for_no_lock_also_while_it_is_being_renewed() {
    let world = World::default();
    let slot = world.slot();
    assert!(is_served_without_the_lock(&slot));
    world.passes(LIFE * 9 / 10);
    assert!(slot.current(Duration::ZERO).is_some());
    assert_eq!(world.fetches(), 1);
    assert!(is_served_without_the_lock(&slot));
}

#[test]
fn a_failure_that_is_forgotten_does_not_disturb_the_renewal_that_is_under_way() {
    let world = World::default();
    let slot = world.slot();
    world.passes(LIFE * 8 / 10);
    assert!(slot.current(Duration::ZERO).is_some());
    // It is dropped with the runtime while it hangs, and so has failed.
    world.hangs.store(true, Ordering::Relaxed);
    assert!(!world.runs());
    assert!(matches!(slot.state(), TokenState::Valid { error: Some(_), .. }));
    world.passes(LIFE / 10);
    assert!(slot.current(Duration::ZERO).is_some());
    assert_eq!(world.fetches(), 1);
    slot.forget_failure();
    assert!(is_served_without_the_lock(&slot));
}

#[test]
fn a_failure_is_remembered_until_a_moment_and_no_longer() {
    let world = World::default();
    let slot = world.slot();
    world.passes(LIFE);
    assert!(matches!(slot.join(Duration::ZERO), Join::Waits(..)));
    world.tasks.lock().unwrap().clear();
    let TokenState::Failed { retry_in, .. } = slot.state() else { panic!("it has not failed") };
    world.passes(retry_in.saturating_sub(Duration::from_nanos(1)));
    assert!(matches!(slot.join(Duration::ZERO), Join::Paused(_)));
    world.passes(Duration::from_nanos(1));
    assert!(matches!(slot.join(Duration::ZERO), Join::Waits(..)));
}
