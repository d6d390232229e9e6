use std::{fmt, pin::Pin};

/// Runs the fetches of the token cache. [`TokioSpawner`] unless the program has an executor of its own.
pub trait Spawner: fmt::Debug + Send + Sync + 'static {
    /// Runs a task to its end, whether or not anyone waits for it.
    ///
    /// A task that cannot be run is dropped: those who wait for the token are told.
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + Send>>);
}

/// Runs fetches on the tokio runtime of whoever needs the token.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioSpawner;

impl Spawner for TokioSpawner {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()> + Send>>) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(task);
        }
    }
}
