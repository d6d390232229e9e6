//! Collects the mistakes of one item.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::{cell::RefCell, fmt::Display, thread};
use syn::Error;

/// The mistakes found so far. Must be read with [`Errors::finish`]: dropped unread it panics, so that none gets lost.
pub(crate) struct Errors {
    /// `None` once read.
    list: RefCell<Option<Vec<Error>>>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { list: RefCell::new(Some(Vec::new())) }
    }

    /// Reports a mistake, underlining `tokens`.
    pub(crate) fn at(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(Error::new_spanned(tokens, message));
    }

    pub(crate) fn push(&self, error: Error) {
        if let Some(list) = self.list.borrow_mut().as_mut() {
            list.push(error);
        }
    }

    /// Whether there was a mistake so far.
    pub(crate) fn any(&self) -> bool {
        self.list.borrow().as_ref().is_some_and(|list| !list.is_empty())
    }

    /// One `compile_error!` for each mistake; nothing when there was none.
    pub(crate) fn finish(self) -> TokenStream {
        self.list.take().iter().flatten().map(Error::to_compile_error).collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(self.list.borrow().is_none() || thread::panicking(), "errors were dropped unread");
    }
}
