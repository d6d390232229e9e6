//! What users test their own code with does fail where it should.
#![cfg(feature = "testing")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::panic;

use auth_core::{
    ApiOperation, Credential, Dynamic, Scope, TokenRequest,
    testing::{Grants, Recorder, assert_permits, assert_refuses, assert_requires},
};

#[derive(Scope)]
#[scope("read", implied_by(Write))]
struct Read;

#[derive(Scope)]
#[scope("write")]
struct Write;

#[derive(Scope)]
#[scope("admin")]
struct Admin;

#[derive(ApiOperation)]
#[requires(Read)]
struct Get;

#[derive(ApiOperation)]
#[requires(all(Write, Admin))]
struct Reset;

#[derive(ApiOperation)]
#[requires(any(Admin, Write))]
struct Put;

#[derive(ApiOperation)]
#[requires(authenticated)]
struct List;

fn message(assertion: fn()) -> String {
    *panic::catch_unwind(assertion).unwrap_err().downcast::<String>().unwrap()
}

#[test]
fn exactly_the_scopes_of_an_operation_are_accepted() {
    assert_requires::<Get, Read>();
    assert_requires::<Get, Write>();
    assert_requires::<Reset, (Admin, Write)>();
    assert_requires::<Put, Write>();
    assert_requires::<Put, Admin>();
    assert_requires::<List, ()>();
}

#[test]
fn a_scope_too_few_or_too_many_is_named() {
    let rows: [(fn(), &str); 4] = [
        (assert_requires::<Reset, Write>, "`Reset` requires `all(write, admin)`; with `write`, `admin` is missing"),
        (assert_requires::<Get, ()>, "`Get` requires `read`; without a scope, `read` is missing"),
        (assert_requires::<Get, (Read, Admin)>, "`Get` requires `read`, for which `admin` is not needed"),
        (assert_refuses::<Write, Get>, "`Get` requires `read`, which is met with `write`"),
    ];
    for (assertion, expected) in rows {
        assert_eq!(message(assertion), expected);
    }
}

#[test]
fn a_grant_permits_or_refuses_as_the_compiler_would() {
    assert_permits::<Write, Get>();
    assert_permits::<(Read, Admin), Put>();
    assert_refuses::<Read, Put>();
    assert_refuses::<(), Get>();
}

#[test]
fn a_recorder_tells_the_least_that_its_calls_need() {
    let recorder = Recorder::new();
    recorder.clone().record::<List>();
    assert!(recorder.scopes().is_empty());
    recorder.record::<Reset>();
    recorder.record::<Get>();
    recorder.record::<Put>();
    assert_eq!(recorder.operations(), ["List", "Reset", "Get", "Put"]);
    assert_eq!(recorder.scopes().to_string(), "admin write");
    assert_eq!(recorder.required()[2].requirement.to_string(), "read");
}

#[tokio::test]
async fn a_credential_grants_exactly_its_grant() {
    let asked = TokenRequest::for_scopes("other".parse().unwrap());
    let scopes =
        async |credential: &dyn Credential| credential.token(&asked).await.unwrap().scopes().unwrap().to_string();
    assert_eq!(scopes(&Grants::<(Read, Write)>::new()).await, "read write");
    assert_eq!(scopes(&Grants::<Read>::only("write".parse().unwrap())).await, "write");
    assert_eq!(scopes(&Grants::<Dynamic>::new()).await, "other");
    assert!(format!("{:?}", Grants::<Read>::new()).starts_with("Grants"));
}
