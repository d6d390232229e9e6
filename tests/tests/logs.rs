//! Nothing that is logged, at any level and by any crate below, holds a secret.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    error::Error,
    fmt::{self, Write as _},
    sync::{Mutex, PoisonError},
};

use auth_core::Secret;
use auth_examples::playground::{Playground, Registration};
use auth_reqwest::oauth::ClientCredentials;
use bimdata::{
    BimData,
    operations::{DeleteProjectAccessToken, GetProjectAccessToken},
    scopes::OrgManage,
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

const SECRET: &str = "0penSesame";

/// What was logged so far, one line for each.
static LOGGED: Mutex<String> = Mutex::new(String::new());

fn note(line: fmt::Arguments<'_>) {
    writeln!(LOGGED.lock().unwrap_or_else(PoisonError::into_inner), "{line}").unwrap();
}

#[tokio::test]
async fn a_token_in_a_path_and_the_secret_of_a_client_are_not_logged() {
    log::set_logger(&Collector).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    tracing::subscriber::set_global_default(Collector).unwrap();

    let playground = Playground::start().await.unwrap();
    playground.register(Registration::new("agent", SECRET, "org:manage".parse().unwrap()));
    let credential = ClientCredentials::discover(playground.issuer(), "agent", SECRET).await.unwrap();
    let api: BimData<OrgManage> = BimData::at(playground.api()).credential(credential).build().unwrap();
    let token = || Secret::new(SECRET);
    api.send(GetProjectAccessToken { cloud_pk: 1, project_pk: 2, token: token() }).await.unwrap();
    let delete = DeleteProjectAccessToken { cloud_pk: 1, project_pk: 2, token: token() };
    api.send(delete.clone()).await.unwrap();
    assert_eq!(playground.requests(&format!("DELETE /cloud/1/project/2/access-token/{SECRET}")), 1, "it was sent");

    drop(playground);
    while api.send(delete.clone()).await.is_ok() {}
    let error = api.send(delete).await.unwrap_err();
    let mut shown: Option<&dyn Error> = Some(&error);
    while let Some(error) = shown {
        note(format_args!("{error} {error:?}"));
        shown = error.source();
    }

    let logged = LOGGED.lock().unwrap();
    let speaks = |name: &str| logged.lines().any(|line| line.starts_with(name));
    assert!(speaks("reqwest::") && speaks("hyper_util::") && speaks("auth_core::lifecycle"), "{logged}");
    let line = logged.lines().find(|line| line.contains(SECRET));
    assert_eq!(line, None);
}

struct Collector;

impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        note(format_args!("{}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Fields(span.metadata().name()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields("span"));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(event.metadata().target()));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Notes the fields of an event or a span.
struct Fields(&'static str);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        note(format_args!("{}: {} = {value:?}", self.0, field.name()));
    }
}
