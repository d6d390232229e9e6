use std::time::SystemTime;

use cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderName, header};

use super::SignIns;

/// Cookies do not tell ports apart, so the name has to.
const COOKIE: &str = "playground_issuer";

/// A browser that has been here, and who has signed in with it.
#[derive(Clone, Default)]
pub(super) struct Browser {
    pub(super) user: Option<(&'static str, SystemTime)>,
}

/// The name of the browser, as its cookie has it.
pub(super) fn name_of(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|value| Cookie::split_parse(value).flatten());
    cookies.find(|cookie| cookie.name() == COOKIE).map(|cookie| cookie.value().to_owned())
}

/// Without `Secure`, as the playground speaks plain HTTP on loopback.
pub(super) fn set_cookie(name: &str) -> [(HeaderName, String); 1] {
    let cookie = Cookie::build((COOKIE, name)).path("/").http_only(true).same_site(SameSite::Lax);
    [(header::SET_COOKIE, cookie.to_string())]
}

impl SignIns {
    /// Who has signed in with the browser, and when.
    pub(super) fn user_of(&self, headers: &HeaderMap) -> Option<(&'static str, SystemTime)> {
        name_of(headers).and_then(|name| self.browsers.with(&name, |browser| browser.user)).flatten()
    }

    /// Forgets who has signed in with the browser.
    pub(super) fn sign_out(&self, headers: &HeaderMap) {
        if let Some(name) = name_of(headers) {
            self.browsers.take(&name);
        }
    }
}
