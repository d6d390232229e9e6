use std::{sync::Arc, time::Duration};

use tokio::sync::broadcast;

use super::{
    clock::{Clock, Moment},
    event::{TokenChange, TokenEvent},
    spawner::Spawner,
};
use crate::{Credential, TokenRequest};

/// What all tokens of a cache share.
#[derive(Debug)]
pub(super) struct Environment {
    pub(super) credential: Box<dyn Credential>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) spawner: Arc<dyn Spawner>,
    pub(super) fetch_timeout: Duration,
    pub(super) default_lifetime: Duration,
    pub(super) events: broadcast::Sender<TokenEvent>,
}

impl Environment {
    /// How many events wait for a listener before the oldest is forgotten.
    pub(super) const EVENTS: usize = 64;

    /// The same for another credential; who listens to this one hears nothing of it.
    pub(super) fn with_credential(&self, credential: impl Credential) -> Self {
        Self {
            credential: Box::new(credential),
            clock: self.clock.clone(),
            spawner: self.spawner.clone(),
            events: broadcast::Sender::new(Self::EVENTS),
            ..*self
        }
    }

    pub(super) fn now(&self) -> Moment {
        self.clock.now()
    }

    pub(super) fn tell(&self, request: &TokenRequest, change: TokenChange) {
        // An error says that no one listens, which is no one's loss.
        _ = self.events.send(TokenEvent { request: request.clone(), change });
    }
}
