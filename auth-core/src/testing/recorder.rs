use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{ApiOperation, Requirement, ScopeName, ScopeSet};

/// What operations a program called, in order, and what they require.
///
/// ```
/// use auth_core::{ApiOperation, Scope, testing::Recorder};
///
/// #[derive(Scope)]
/// #[scope("model:read")]
/// struct ModelRead;
///
/// #[derive(ApiOperation)]
/// #[requires(ModelRead)]
/// struct GetModel;
///
/// let recorder = Recorder::new();
/// recorder.record::<GetModel>(); // in a fake of your HTTP layer; that of `auth_reqwest::testing` does it itself
///
/// assert_eq!(recorder.operations(), ["GetModel"]);
/// assert_eq!(recorder.scopes().to_string(), "model:read");
/// ```
///
/// Clones share what is recorded.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<Required>>>);

/// One call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Required {
    /// The operation's name.
    pub operation: &'static str,
    /// What it requires.
    pub requirement: Requirement,
}

impl Recorder {
    /// Nothing is recorded yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The operation `O` was called.
    pub fn record<O: ApiOperation>(&self) {
        self.record_named(O::NAME, Requirement::of::<O>());
    }

    /// An operation was called whose type is not at hand.
    pub fn record_named(&self, operation: &'static str, requirement: Requirement) {
        self.calls().push(Required { operation, requirement });
    }

    /// What was called and what it requires, in order.
    #[must_use]
    pub fn required(&self) -> Vec<Required> {
        self.calls().clone()
    }

    /// The names of what was called, in order.
    #[must_use]
    pub fn operations(&self) -> Vec<&'static str> {
        self.calls().iter().map(|call| call.operation).collect()
    }

    /// Scopes that suffice for everything that was called, found call by call: of several alternatives, one that needs as
    /// few as possible besides what the calls before it need, and of those the first.
    #[must_use]
    pub fn scopes(&self) -> ScopeSet {
        self.calls().iter().fold(ScopeSet::new(), |mut scopes, call| {
            if let Err(missing) = call.requirement.satisfied_by(&scopes) {
                scopes.extend(missing.scopes().iter().map(|scope| ScopeName::from_static(scope.name())));
            }
            scopes
        })
    }

    fn calls(&self) -> MutexGuard<'_, Vec<Required>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
