use std::{collections::HashSet, time::Duration};

use ::cookie::{Cookie, CookieBuilder, SameSite};
use http::{HeaderMap, HeaderValue, header};

use super::{id::Id, sensitive};

/// The name of a cookie, and whether it is for https only.
#[derive(Clone, Debug)]
pub(super) struct CookieName {
    name: String,
    is_secure: bool,
}

impl CookieName {
    /// With the prefix `__Host-` a browser takes it from this very host only, and only by https: no neighbour, and nobody
    /// on the way, can plant one.
    pub(super) fn new(name: &str, is_secure: bool) -> Self {
        let prefix = if is_secure { "__Host-" } else { "" };
        Self { name: format!("{prefix}{name}"), is_secure }
    }

    /// What the browser is known by. Of two cookies with the name, one is someone else's, so neither counts.
    pub(super) fn read(&self, headers: &HeaderMap) -> Option<Id> {
        let mut found = cookies(headers).filter(|cookie| cookie.name() == self.name);
        let cookie = found.next()?;
        if found.next().is_some() { None } else { Id::read(cookie.value()) }
    }

    /// What the browser is known by, if it may have several: those whose name is [of](Self::of) theirs.
    pub(super) fn read_each(&self, headers: &HeaderMap) -> HashSet<Id> {
        let known = cookies(headers).filter_map(|cookie| {
            let id = Id::read(cookie.value())?;
            (cookie.name() == self.of(&id).name).then_some(id)
        });
        known.collect()
    }

    /// The name of one of several, of which a browser may be given two at a time: the beginning of its value tells them
    /// apart, and leaves enough of it to chance.
    pub(super) fn of(&self, id: &Id) -> Self {
        let text = id.text();
        let tag = text.expose().get(..8).unwrap_or_default();
        Self { name: format!("{}-{tag}", self.name), ..*self }
    }

    /// `Set-Cookie` for as long as the browser is open; when it ends before, the back end knows.
    pub(super) fn set(&self, id: &Id) -> Option<HeaderValue> {
        sensitive(&self.build(id.text().expose()).to_string())
    }

    /// `Set-Cookie` for a time.
    pub(super) fn set_for(&self, id: &Id, lifetime: Duration) -> Option<HeaderValue> {
        sensitive(&self.build(id.text().expose()).max_age(lifetime.try_into().ok()?).to_string())
    }

    /// `Set-Cookie` that has the browser forget it.
    pub(super) fn remove(&self) -> Option<HeaderValue> {
        sensitive(&self.build("").removal().to_string())
    }

    fn build<'a>(&'a self, value: &'a str) -> CookieBuilder<'a> {
        Cookie::build((self.name.as_str(), value))
            .path("/")
            .http_only(true)
            .secure(self.is_secure)
            // Not `Strict`: the browser comes back from the authorization server, which is another site.
            .same_site(SameSite::Lax)
    }
}

/// Each cookie that can be read. What another has in it, which any page of the host may have set, does not hide it.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = Cookie<'_>> {
    let values = headers.get_all(header::COOKIE).iter().map(HeaderValue::as_bytes);
    let pairs = values.flat_map(|value| value.split(|byte| *byte == b';')).filter_map(|pair| str::from_utf8(pair).ok());
    pairs.filter_map(|pair| Cookie::parse(pair).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &[&str]) -> HeaderMap {
        cookies.iter().map(|cookie| (header::COOKIE, HeaderValue::from_bytes(cookie.as_bytes()).unwrap())).collect()
    }

    #[test]
    fn a_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts() {
        let id = Id::random().unwrap();
        let value = id.text();
        let set = CookieName::new("session", true).set(&id).unwrap();
        assert!(set.is_sensitive());
        let expected = format!("__Host-session={}; HttpOnly; SameSite=Lax; Secure; Path=/", value.expose());
        assert_eq!(set.to_str().unwrap(), expected);
        let plain = CookieName::new("session", false).set(&id).unwrap();
        assert_eq!(plain.to_str().unwrap(), format!("session={}; HttpOnly; SameSite=Lax; Path=/", value.expose()));
        let removed = CookieName::new("session", true).remove().unwrap();
        assert!(
            removed.to_str().unwrap().starts_with("__Host-session=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0")
        );
    }

    #[test]
    fn of_several_those_are_read_whose_name_is_theirs() {
        let name = CookieName::new("session-pending", true);
        let ids = [Id::random().unwrap(), Id::random().unwrap()];
        let pair = |of: &Id, id: &Id| {
            let set = name.of(of).set_for(id, Duration::from_mins(10)).unwrap();
            let set = set.to_str().unwrap();
            assert!(set.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=600"), "{set}");
            set.split(';').next().unwrap().to_owned()
        };
        let own = ids.each_ref().map(|id| pair(id, id));
        assert_ne!(own[0].split('=').next(), own[1].split('=').next());
        let found = name.read_each(&headers(&[&format!("a=b; {}", own[0]), &own[1]]));
        assert!(found == ids.iter().cloned().collect());
        let foreign = pair(&ids[0], &ids[1]);
        let unnamed = own[0].replace("session-pending-", "session-pending");
        assert!(name.read_each(&headers(&[&foreign, &unnamed, "__Host-session-pending-=", "a"])).is_empty());
    }

    #[test]
    fn a_value_is_read_if_it_is_the_only_one_of_its_name() {
        let name = CookieName::new("session", true);
        let id = Id::random().unwrap();
        let own = format!("__Host-session={}", id.text().expose());
        assert!(name.read(&headers(&[&format!("a=b; {own}; session=x")])) == Some(id.clone()));
        assert!(name.read(&headers(&["a=b", &own])) == Some(id.clone()));
        assert!(name.read(&headers(&[&format!("a=ü; {own}")])) == Some(id.clone()), "what another has in it");
        let broken = HeaderValue::from_bytes(&[b"a=\xff; ", own.as_bytes()].concat()).unwrap();
        assert!(name.read(&[(header::COOKIE, broken)].into_iter().collect()) == Some(id));
        for cookies in [&[&format!("{own}; {own}") as &str] as &[&str], &[&own, &own], &["__Host-session=short"], &[]] {
            assert!(name.read(&headers(cookies)).is_none(), "{cookies:?}");
        }
    }
}
