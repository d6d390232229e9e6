//! The hand-over from the fetch to its callers, model-checked: the sources of the token cache are compiled here a second
//! time, with the locks of the model checker `shuttle` in place of the standard ones, and run in every order.
//!
//! shuttle lets others come between wherever threads meet: at a lock, at the snapshot, at an await. A lost wake-up shows
//! as a deadlock. What `arc_swap` and `tokio::sync::watch` do inside has models of its own and counts as one step.
#![cfg(feature = "lifecycle")]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::{
    fmt,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Waker},
    time::Duration,
};

use async_trait::async_trait;
use auth_core::{
    AccessToken, Credential, CredentialError, CredentialErrorKind, Lifetime, ProofOfPossession, ScopeSet, TokenRequest,
};
use shuttle::{
    future::{block_on, yield_now},
    thread,
};

use self::lifecycle::{Clock, Moment, Spawner, TokenCache, TokenSource};

#[allow(dead_code, unreachable_pub, reason = "not all of it is used here")]
mod lifecycle {
    #[path = "../../src/lifecycle/backoff.rs"]
    mod backoff;
    #[path = "../../src/lifecycle/builder.rs"]
    mod builder;
    #[path = "../../src/lifecycle/cache.rs"]
    mod cache;
    #[path = "../../src/lifecycle/cached_token.rs"]
    mod cached_token;
    #[path = "../../src/lifecycle/clock.rs"]
    mod clock;
    #[path = "../../src/lifecycle/environment.rs"]
    mod environment;
    #[path = "../../src/lifecycle/event.rs"]
    mod event;
    #[path = "../../src/lifecycle/fetch.rs"]
    mod fetch;
    #[path = "../../src/lifecycle/header.rs"]
    mod header;
    #[path = "../../src/lifecycle/observe.rs"]
    mod observe;
    #[path = "../../src/lifecycle/refusals.rs"]
    mod refusals;
    #[path = "../../src/lifecycle/slot.rs"]
    mod slot;
    #[path = "../../src/lifecycle/source.rs"]
    mod source;
    #[path = "../../src/lifecycle/spawner.rs"]
    mod spawner;
    #[path = "../../src/lifecycle/state.rs"]
    mod state;
    #[path = "../../src/lifecycle/validity.rs"]
    mod validity;

    mod sync {
        use std::sync::Arc;

        use arc_swap::Guard;
        use shuttle::sync::atomic::{AtomicBool, Ordering};
        pub(super) use shuttle::sync::{Mutex, MutexGuard};

        /// The real one, and before each access an access to something that shuttle knows: there others may come between.
        pub(super) struct ArcSwapOption<T> {
            real: arc_swap::ArcSwapOption<T>,
            step: AtomicBool,
        }

        impl<T> ArcSwapOption<T> {
            pub(super) fn empty() -> Self {
                Self { real: arc_swap::ArcSwapOption::empty(), step: AtomicBool::new(true) }
            }

            pub(super) fn load(&self) -> Guard<Option<Arc<T>>> {
                self.step.load(Ordering::SeqCst);
                self.real.load()
            }

            pub(super) fn load_full(&self) -> Option<Arc<T>> {
                Guard::into_inner(self.load())
            }

            pub(super) fn store(&self, value: Option<Arc<T>>) {
                self.step.store(true, Ordering::SeqCst);
                self.real.store(value);
            }
        }
    }

    pub(crate) use self::{
        cache::TokenCache,
        clock::{Clock, Moment},
        source::TokenSource,
        spawner::Spawner,
    };
}

const BRIEF: Duration = Duration::from_secs(10);
const HOUR: Duration = Duration::from_secs(60 * 60);

#[test]
fn callers_that_come_at_once_share_one_fetch_and_none_is_forgotten() {
    explore(|| {
        let world = World::new();
        let callers: Vec<_> = (0..2).map(|_| world.caller(generation)).collect();
        for caller in callers {
            assert_eq!(caller.join().unwrap(), Some(1));
        }
        assert_eq!(world.fetches(), 1);
    });
}

#[test]
fn refusals_of_one_token_that_come_at_once_cost_one_fetch() {
    explore(|| {
        let world = World::new();
        assert_eq!(generation(&world.source), Some(1));
        let refused = |source: &TokenSource| {
            source.invalidate(1);
            generation(source)
        };
        let callers: Vec<_> = (0..2).map(|_| world.caller(refused)).collect();
        for caller in callers {
            assert_eq!(caller.join().unwrap(), Some(2));
        }
        assert_eq!(world.fetches(), 2);
    });
}

#[test]
fn a_caller_that_gives_up_takes_nothing_from_the_other() {
    explore(|| {
        let world = World::new();
        let hasty = world.caller(|source| {
            let mut token = std::pin::pin!(source.token(BRIEF));
            _ = token.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        });
        let patient = world.caller(generation);
        hasty.join().unwrap();
        assert_eq!(patient.join().unwrap(), Some(1));
        assert_eq!(world.fetches(), 1);
    });
}

#[test]
fn a_fetch_that_is_cut_off_is_told_to_everyone_and_the_next_one_works() {
    explore(|| {
        let world = World::new();
        world.drops.store(1, SeqCst);
        let callers: Vec<_> = (0..2).map(|_| world.caller(generation)).collect();
        for caller in callers {
            assert_eq!(caller.join().unwrap(), None);
        }
        world.clock.0.fetch_add(60, SeqCst);
        assert_eq!(generation(&world.source), Some(1));
        assert_eq!(world.fetches(), 1);
    });
}

#[test]
fn those_who_use_a_token_when_it_is_to_be_renewed_start_one_fetch_and_wait_for_none() {
    explore(|| {
        let world = World::new();
        assert_eq!(generation(&world.source), Some(1));
        world.clock.0.fetch_add(50 * 60, SeqCst);
        let callers: Vec<_> = (0..2)
            .map(|_| world.caller(|source| source.current(BRIEF).map(|token| token.generation()).is_some()))
            .collect();
        for caller in callers {
            assert!(caller.join().unwrap());
        }
        assert_eq!(world.fetches_after_all_ended(), 2);
    });
}

#[test]
fn a_refusal_during_a_renewal_leaves_the_new_token_in_its_place() {
    explore(|| {
        let world = World::new();
        assert_eq!(generation(&world.source), Some(1));
        world.clock.0.fetch_add(50 * 60, SeqCst);
        assert!(world.source.current(BRIEF).is_some());
        let refused = world.caller(|source| {
            source.invalidate(1);
            generation(source)
        });
        assert_eq!(refused.join().unwrap(), Some(2));
        assert_eq!((generation(&world.source), world.fetches()), (Some(2), 2));
    });
}

/// Four thousand orders one after the other, or every one (minutes) when `EVERY_ORDER` is set; then some that preempt at
/// unlikely moments.
fn explore(scenario: fn()) {
    let most = if std::env::var_os("EVERY_ORDER").is_some() { None } else { Some(4_000) };
    shuttle::check_dfs(scenario, most);
    shuttle::check_pct(scenario, 1_000, 3);
}

fn generation(source: &TokenSource) -> Option<u64> {
    block_on(source.token(BRIEF)).ok().map(|token| token.generation())
}

struct World {
    source: TokenSource,
    clock: StillClock,
    fetches: Arc<AtomicUsize>,
    drops: Arc<AtomicUsize>,
    tasks: Tasks,
}

impl World {
    fn new() -> Self {
        let (fetches, drops, tasks, clock) =
            (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default(), Tasks::default(), StillClock::default());
        let spawner = ModelSpawner { drops: drops.clone(), tasks: tasks.clone() };
        let cache = TokenCache::builder(Server(fetches.clone())).clock(clock.clone()).spawner(spawner).build();
        Self { source: cache.source(TokenRequest::default()), clock, fetches, drops, tasks }
    }

    fn caller<T: Send + 'static>(&self, act: impl FnOnce(&TokenSource) -> T + Send + 'static) -> thread::JoinHandle<T> {
        let source = self.source.clone();
        thread::spawn(move || act(&source))
    }

    fn fetches(&self) -> usize {
        self.fetches.load(SeqCst)
    }

    fn fetches_after_all_ended(&self) -> usize {
        for task in std::mem::take(&mut *self.tasks.0.lock().unwrap()) {
            block_on(task).unwrap();
        }
        self.fetches()
    }
}

struct Server(Arc<AtomicUsize>);

#[async_trait]
impl Credential for Server {
    async fn token(&self, _request: &TokenRequest) -> Result<AccessToken, CredentialError> {
        self.0.fetch_add(1, SeqCst);
        yield_now().await;
        Ok(AccessToken::bearer(&"token".into()).unwrap().with_lifetime(HOUR))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Server")
    }
}

#[derive(Clone, Default)]
struct Tasks(Arc<std::sync::Mutex<Vec<shuttle::future::JoinHandle<()>>>>);

/// Runs fetches as tasks of the model, but drops so many of the first.
struct ModelSpawner {
    drops: Arc<AtomicUsize>,
    tasks: Tasks,
}

impl Spawner for ModelSpawner {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + Send>>) {
        if self.drops.load(SeqCst) > 0 {
            self.drops.fetch_sub(1, SeqCst);
        } else {
            self.tasks.0.lock().unwrap().push(shuttle::future::spawn(task));
        }
    }
}

impl fmt::Debug for ModelSpawner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ModelSpawner")
    }
}

/// Stands still until it is set, in seconds.
#[derive(Clone, Debug, Default)]
struct StillClock(Arc<AtomicUsize>);

#[async_trait]
impl Clock for StillClock {
    fn now(&self) -> Moment {
        let now = Duration::from_secs(self.0.load(SeqCst) as u64);
        Moment { monotonic: now, wall: now }
    }

    async fn sleep(&self, _duration: Duration) {
        std::future::pending::<()>().await;
    }
}
