use std::{
    cell::Cell,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use zeroize::Zeroizing;

/// One header, in as many copies as threads are likely to send it at once.
///
/// To clone a [`HeaderValue`] is to count a reference. Threads that count on the same address wait for each other: with
/// eight of them a clone would take several times as long as with one. Each thread therefore has a copy of its own.
#[derive(Clone)]
pub(super) struct Header(Arc<[(HeaderName, HeaderValue)]>);

impl Header {
    pub(super) fn new(name: &HeaderName, value: &HeaderValue) -> Self {
        Self((0..copies()).map(|_| (copy_name(name), copy_value(value))).collect())
    }

    /// The copy of this thread.
    pub(super) fn get(&self) -> (&HeaderName, &HeaderValue) {
        // A power of two, so that this is the remainder.
        let (name, value) = &self.0[thread_number() & (self.0.len() - 1)];
        (name, value)
    }
}

fn copies() -> usize {
    static COPIES: OnceLock<usize> = OnceLock::new();
    *COPIES.get_or_init(|| thread::available_parallelism().map_or(8, usize::from).next_power_of_two().clamp(8, 32))
}

/// Threads are numbered as they come, so that as many as there are copies have one each.
fn thread_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local!(static NUMBER: Cell<usize> = const { Cell::new(usize::MAX) });

    NUMBER.with(|number| {
        if number.get() == usize::MAX {
            number.set(NEXT.fetch_add(1, Ordering::Relaxed));
        }
        number.get()
    })
}

fn copy_name(name: &HeaderName) -> HeaderName {
    HeaderName::from_bytes(name.as_str().as_bytes()).unwrap_or_else(|_| name.clone())
}

fn copy_value(value: &HeaderValue) -> HeaderValue {
    let text = Bytes::from_owner(Text(Zeroizing::new(value.as_bytes().to_vec())));
    let mut copy = HeaderValue::from_maybe_shared(text).unwrap_or_else(|_| value.clone());
    copy.set_sensitive(true);
    copy
}

/// Aligned so that the count of references, which is allocated with it, shares its cache line with no other copy's.
#[repr(align(128))]
struct Text(Zeroizing<Vec<u8>>);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_copy_is_the_header_and_sensitive() {
        let mut value = HeaderValue::from_static("Bearer sesame");
        value.set_sensitive(true);
        let header = Header::new(&http::header::AUTHORIZATION, &value);
        assert!(header.0.len() >= 8);
        for (name, copy) in &*header.0 {
            assert_eq!((name, copy), (&http::header::AUTHORIZATION, &value));
            assert!(copy.is_sensitive());
            assert_ne!(copy.as_bytes().as_ptr(), value.as_bytes().as_ptr());
        }
    }

    #[test]
    fn threads_share_out_the_copies() {
        let header = Header::new(&http::header::AUTHORIZATION, &HeaderValue::from_static("x"));
        let address = || header.get().1.as_bytes().as_ptr().addr();
        let count = 2 * header.0.len();
        let used: HashSet<_> =
            thread::scope(|scope| (0..count).map(|_| scope.spawn(address).join().unwrap()).collect());
        assert_eq!(used.len(), header.0.len());
    }

    #[test]
    fn a_thread_always_gets_the_same_copy() {
        let header = Header::new(&http::header::AUTHORIZATION, &HeaderValue::from_static("x"));
        assert!(std::ptr::eq(header.get().1, header.get().1));
    }
}
