use crate::playground::registry::Fingerprint;

/// Someone with an account.
#[derive(Clone, Copy)]
pub(super) struct User {
    /// What the user signs in with, and the `sub` of tokens.
    pub(super) name: &'static str,
    pub(super) full_name: &'static str,
}

/// All of them.
pub(super) const USERS: [User; 2] =
    [User { name: "architect", full_name: "The Architect" }, User { name: "surveyor", full_name: "The Surveyor" }];

/// The password of each of them, which the page tells: it is a playground.
pub(super) const PASSWORD: &str = "playground";

pub(super) fn named(name: &str) -> Option<User> {
    USERS.into_iter().find(|user| user.name == name)
}

/// The user, if this is the password.
pub(super) fn authenticate(name: &str, password: &str) -> Option<User> {
    let is_right = Fingerprint::of(password).is(Fingerprint::of(PASSWORD));
    named(name).filter(|_| is_right)
}
