use std::{collections::HashSet, mem, time::SystemTime};

use auth_core::{AccessToken, CredentialError, CredentialErrorKind, Lifetime, ScopeSet, TokenRequest};

/// How many access tokens are remembered, of which it is not known that they have ended.
const ISSUED: usize = 16;

/// What changes in a session.
#[derive(Default)]
pub(super) struct State {
    granted: Option<ScopeSet>,
    first: Option<First>,
    has_refresh_token: bool,
    has_ended: bool,
    /// What lives of the access tokens that were issued, to be revoked at the end.
    issued: Vec<AccessToken>,
}

/// The access token that came with the sign-in. Whoever asks twice for the same has a reason to want another one.
struct First {
    token: AccessToken,
    served: HashSet<TokenRequest>,
}

impl State {
    pub(super) fn begin(&mut self, granted: Option<ScopeSet>, has_refresh_token: bool) {
        self.granted = granted;
        self.has_refresh_token = has_refresh_token;
    }

    /// Nothing is served from now on.
    pub(super) fn close(&mut self) {
        self.has_ended = true;
        self.first = None;
    }

    pub(super) const fn granted(&self) -> Option<&ScopeSet> {
        self.granted.as_ref()
    }

    pub(super) fn check_renewable(&self) -> Result<(), CredentialError> {
        let message = match self {
            Self { has_ended: true, .. } => "the user has signed out",
            Self { has_refresh_token: false, .. } => {
                "the access token cannot be renewed: the server issued no refresh token"
            }
            _ => return Ok(()),
        };
        Err(CredentialError::new(CredentialErrorKind::SignInRequired, message))
    }

    /// Notes a token. Its life is counted once, from when it was asked for.
    pub(super) fn issue(&mut self, token: &AccessToken, asked_at: SystemTime) {
        let lifetime = match token.lifetime() {
            Lifetime::For(duration) => asked_at.checked_add(duration).map_or(Lifetime::Unlimited, Lifetime::Until),
            stated => stated,
        };
        self.issued.retain(is_alive);
        if self.issued.len() == ISSUED {
            self.issued.remove(0);
        }
        self.issued.push(token.clone().with_lifetime(lifetime));
    }

    pub(super) fn take_issued(&mut self) -> Vec<AccessToken> {
        mem::take(&mut self.issued)
    }

    /// Has the last token that was noted served to whoever comes first.
    pub(super) fn keep_last(&mut self) {
        self.first = self.issued.last().cloned().map(|token| First { token, served: HashSet::new() });
    }

    pub(super) fn forget_first(&mut self) {
        self.first = None;
    }

    pub(super) fn first(&mut self, request: &TokenRequest) -> Option<AccessToken> {
        let first = self.first.as_mut().filter(|first| is_alive(&first.token))?;
        first.served.insert(request.clone()).then(|| first.token.clone())
    }
}

fn is_alive(token: &AccessToken) -> bool {
    !matches!(token.lifetime(), Lifetime::Until(end) if end <= SystemTime::now())
}
