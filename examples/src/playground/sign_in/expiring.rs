use std::{
    collections::HashMap,
    io,
    sync::Mutex,
    time::{Duration, Instant},
};

use super::unguessable;
use crate::playground::world::lock;

/// Things that are forgotten after a while, each under a name that nobody can guess.
pub(super) struct Expiring<T> {
    lifetime: Duration,
    entries: Mutex<HashMap<String, (Instant, T)>>,
}

impl<T> Expiring<T> {
    pub(super) fn new(lifetime: Duration) -> Self {
        Self { lifetime, entries: Mutex::default() }
    }

    /// Keeps it; returns its name.
    pub(super) fn keep(&self, value: T) -> io::Result<String> {
        let name = unguessable()?;
        let mut entries = lock(&self.entries);
        let now = Instant::now();
        entries.retain(|_, (end, _)| *end > now);
        entries.insert(name.clone(), (now + self.lifetime, value));
        Ok(name)
    }

    /// What has this name, once.
    pub(super) fn take(&self, name: &str) -> Option<T> {
        let (end, value) = lock(&self.entries).remove(name)?;
        (end > Instant::now()).then_some(value)
    }

    /// Looks at what has this name, and may change it.
    pub(super) fn with<R>(&self, name: &str, look: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut entries = lock(&self.entries);
        let (end, value) = entries.get_mut(name)?;
        (*end > Instant::now()).then(|| look(value))
    }

    /// The name of the one that is like this.
    pub(super) fn find(&self, is_it: impl Fn(&T) -> bool) -> Option<String> {
        let now = Instant::now();
        let entries = lock(&self.entries);
        let found = entries.iter().find(|(_, (end, value))| *end > now && is_it(value));
        found.map(|(name, _)| name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_there_until_it_is_taken_or_its_time_is_over() {
        let things = Expiring::new(Duration::from_mins(1));
        let name = things.keep(7).unwrap();
        assert_eq!(things.with(&name, |thing| *thing), Some(7));
        assert_eq!((things.take(&name), things.take(&name)), (Some(7), None));

        let brief = Expiring::new(Duration::ZERO);
        let name = brief.keep(7).unwrap();
        assert_eq!((brief.with(&name, |thing| *thing), brief.find(|_| true), brief.take(&name)), (None, None, None));
    }
}
