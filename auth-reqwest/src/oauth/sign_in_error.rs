use std::{io, sync::Arc, time::Duration};

use auth_core::CredentialError;
use thiserror::Error;

/// Why nobody is signed in.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum SignInError {
    /// The user said no (RFC 6749 section 4.1.2.1, `access_denied`).
    #[error("the user refused to sign in, or to grant what was asked for (`access_denied`)")]
    Refused,
    /// The server would have to ask the user something, which [`Prompt::None`](super::Prompt::None) forbids (OpenID
    /// Connect Core 1.0 section 3.1.2.6).
    #[error("the server has to ask the user, and the prompt `none` forbids it (`{code}`): sign in with another prompt")]
    #[non_exhaustive]
    InteractionRequired {
        /// What is missing: `login_required`, `consent_required`, `account_selection_required` or
        /// `interaction_required`.
        code: String,
    },
    /// The URL does not belong to this sign-in: a stray request, a forged one, or the answer to another sign-in. The
    /// answer may still come.
    #[error("the callback is not the answer to this sign-in: {reason}")]
    #[non_exhaustive]
    ForeignCallback {
        /// What shows it.
        reason: &'static str,
    },
    /// Nobody answered in time.
    #[error("nobody signed in within {0:?}")]
    TimedOut(Duration),
    /// The user did not enter the code while it was good (RFC 8628 section 3.5, `expired_token`).
    #[error("the code has expired before anyone signed in with it (`expired_token`): begin anew")]
    Expired,
    /// The browser could not be opened.
    #[error("the browser could not be opened: show the user the URL instead")]
    Browser(#[source] Arc<io::Error>),
    /// The server refused, could not be reached, or gave an answer that is none.
    #[error(transparent)]
    Credential(#[from] CredentialError),
}
