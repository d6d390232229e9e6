//! Those who are compared, each used as its documentation says.
//!
//! | row | what is run |
//! |---|---|
//! | warm | from a token that is there to an `Authorization` header in a new `HeaderMap`, by the shortest way that is public |
//! | stack | one request through the contender's own kind of stack, which ends in a transport that answers at once, in process; and the same request through the same stack without the contender |
//! | herd | a thousand tasks that want the header at once, when there is no token yet |

use std::{
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

mod aliri;
mod auth;
mod azure;
mod google;
mod huskarl;
mod limit;
mod terminal;

/// So many times what is to be measured.
pub type Work = Arc<dyn Fn(u64) + Send + Sync>;

/// What was asked for, or why it cannot be had.
pub type Row<T> = Result<T, &'static str>;

/// A thousand cold callers, who get their tokens at this URL; how long it took until all were served.
pub type Herd = fn(String) -> Pin<Box<dyn Future<Output = anyhow::Result<Duration>> + Send>>;

/// How many callers a herd has.
pub const HERD: usize = 1_000;

/// Where the requests of the stack row would go.
const URL: &str = "https://api.example.com/cloud/1/project/2/model/3";

/// Someone who is compared.
pub struct Contender {
    /// The name, as crates.io has it.
    pub name: &'static str,
    /// From a token to a header.
    pub warm: Row<Work>,
    /// A request without and with the contender.
    pub stack: Row<(Work, Work)>,
    /// The same with a request that declares no operation, so that no scope is checked; `None` when that is the same.
    pub undeclared: Option<(Work, Work)>,
    /// The cold herd.
    pub herd: Row<Herd>,
}

/// All of them, with a token from this URL. The first is the limit, the second is ours.
///
/// # Errors
///
/// Whatever kept one of them from getting its token.
pub async fn all(url: &str) -> anyhow::Result<Vec<Contender>> {
    Ok(vec![
        limit::contender(),
        auth::contender(url).await?,
        huskarl::contender(url).await?,
        aliri::contender(url).await?,
        azure::contender(url).await?,
        google::contender(url).await?,
    ])
}

/// Repeats something that is ready at once.
fn work<T>(once: impl Fn() -> T + Send + Sync + 'static) -> Work {
    Arc::new(move |times| {
        for _ in 0..times {
            std::hint::black_box(once());
        }
    })
}

/// The output of a future that waits for nothing but, at most, another thread's lock.
fn now<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        std::hint::spin_loop();
    }
}

/// Starts the herd; how long until all were served.
async fn crowd<F, T>(caller: impl Fn() -> F) -> anyhow::Result<Duration>
where
    F: Future<Output = anyhow::Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let began = Instant::now();
    let tasks: Vec<_> = (0..HERD).map(|_| tokio::spawn(caller())).collect();
    for task in tasks {
        task.await??;
    }
    Ok(began.elapsed())
}
