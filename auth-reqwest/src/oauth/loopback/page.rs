use std::sync::Arc;

use crate::oauth::{Session, SignInError};

/// What the user sees at the end.
#[derive(Clone)]
pub(super) struct Pages(Arc<Page>);

type Page = dyn Fn(Result<&Session, &SignInError>) -> String + Send + Sync;

impl Pages {
    pub(super) fn custom(page: impl Fn(Result<&Session, &SignInError>) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(page))
    }

    pub(super) fn of(&self, outcome: &Result<Session, SignInError>) -> String {
        (self.0)(outcome.as_ref())
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self::custom(|outcome| match outcome {
            Ok(_) => page("You are signed in", "You can close this window and go back to the program."),
            Err(SignInError::Refused) => page(
                "You are not signed in",
                "You did not agree, so the program gets no access. You can close this window.",
            ),
            Err(_) => page("You are not signed in", "It did not work. Go back to the program: it says what is wrong."),
        })
    }
}

/// Neither is text of anyone else.
pub(super) fn page(title: &str, text: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <link rel=icon href=\"data:,\"><title>{title}</title>\
         <style>body{{font:1.1rem system-ui,sans-serif;margin:15vh auto;max-width:30rem;padding:0 1rem;\
         color-scheme:light dark}}</style><h1>{title}</h1><p>{text}</p>"
    )
}
