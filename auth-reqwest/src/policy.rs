/// What a client may do besides what is safe.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Policy {
    pub(crate) undeclared: bool,
    pub(crate) plain_http: bool,
    pub(crate) any_origin: bool,
}

/// A builder whose safety can be reduced; obtained with `dangerous()`, so that a reader sees it and a search finds it.
#[derive(Debug)]
pub struct Dangerous<B>(pub(crate) B);

#[expect(private_bounds, reason = "only the builders of this crate have a policy")]
impl<B: HasPolicy> Dangerous<B> {
    /// Sends requests that declare no operation, with the token and without a check of its scopes.
    #[must_use]
    pub fn allow_undeclared(mut self) -> B {
        self.0.policy().undeclared = true;
        self.0
    }

    /// Sends tokens by http to hosts other than loopback, where anyone on the way can read them: for a test host.
    #[must_use]
    pub fn allow_plain_http(mut self) -> B {
        self.0.policy().plain_http = true;
        self.0
    }

    /// Sends the token to whatever host a request names, so that whoever chooses a URL (a link in a response, a
    /// configuration, a user) obtains the token. Where the hosts are known, name them instead:
    /// [`ClientBuilder::origin`](crate::ClientBuilder::origin).
    ///
    /// Redirects still stay within their origin, and http within the machine.
    #[must_use]
    pub fn allow_any_origin(mut self) -> B {
        self.0.policy().any_origin = true;
        self.0
    }
}

pub(crate) trait HasPolicy {
    fn policy(&mut self) -> &mut Policy;
}
