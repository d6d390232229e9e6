//! What the facades `tracing` and `metrics` get to see. Alone in its process, and one test, because `tracing` decides for
//! the whole process whether a place in the code is of interest.
#![cfg(all(feature = "lifecycle", feature = "metrics", feature = "tracing"))]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[expect(dead_code, reason = "shared with tests that use more of it")]
#[path = "lifecycle/script.rs"]
mod script;

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
    sync::{Arc, Mutex},
};

use auth_core::{CredentialErrorKind, lifecycle::TokenSource};
use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use self::script::{BRIEF, HOUR, MINUTE, Script, pass, source};

/// A fetch, a refusal, a late refusal, and a failure.
async fn story(script: &Script, source: &TokenSource) {
    source.token(BRIEF).await.unwrap();
    source.invalidate(1);
    source.token(BRIEF).await.unwrap();
    source.invalidate(1);
    script.fails(CredentialErrorKind::Unavailable);
    pass(HOUR).await;
    source.token(BRIEF).await.unwrap_err();
    pass(MINUTE).await;
    script.lives(HOUR);
    source.token(BRIEF).await.unwrap();
    pass(50 * MINUTE).await;
    source.token(BRIEF).await.unwrap();
    pass(MINUTE).await;
}

#[tokio::test(start_paused = true)]
async fn each_fetch_and_refusal_is_told_and_no_secret() {
    let (told, counts) = (Text::default(), Counts::default());
    let _told = tracing::subscriber::set_default(told.clone());
    let _counts = metrics::set_default_local_recorder(&counts);
    let script = Script::new();
    story(&script, &source(&script)).await;

    let told = told.0.lock().unwrap();
    let count = |text: &str| told.matches(text).count();
    assert_eq!((count("token_fetch in_background=false"), count("token_fetch in_background=true")), (4, 1), "{told}");
    assert_eq!((count("message=token fetched generation="), count("message=token fetch failed;")), (4, 1), "{told}");
    assert!(told.contains(" pause="), "{told}");
    assert_eq!((count("outcome=\"done\""), count("outcome=\"late\"")), (1, 1), "{told}");
    assert!(!told.contains("token-"), "{told}");

    let expected = [
        ("auth_token_fetch_seconds", 5),
        ("auth_token_fetches_total outcome=Unavailable", 1),
        ("auth_token_fetches_total outcome=fetched", 4),
        ("auth_token_invalidations_total outcome=done", 1),
        ("auth_token_invalidations_total outcome=late", 1),
    ];
    assert_eq!(*counts.0.lock().unwrap(), expected.map(|(name, count)| (name.to_owned(), count)).into());
}

/// Writes every span and event down.
#[derive(Clone, Default)]
struct Text(Arc<Mutex<String>>);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0.lock().unwrap(), " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Text {
    fn enabled(&self, _metadata: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        write!(self.0.lock().unwrap(), "\n{}", span.metadata().name()).unwrap();
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.0.lock().unwrap().push('\n');
        event.record(&mut self.clone());
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// Counts what is counted or measured.
#[derive(Clone, Default)]
struct Counts(Arc<Mutex<BTreeMap<String, u64>>>);

struct Count(Counts, String);

impl Counts {
    fn of(&self, key: &Key) -> Arc<Count> {
        let mut name = key.name().to_owned();
        for label in key.labels() {
            write!(name, " {}={}", label.key(), label.value()).unwrap();
        }
        Arc::new(Count(self.clone(), name))
    }
}

impl Count {
    fn add(&self, count: u64) {
        *self.0.0.lock().unwrap().entry(self.1.clone()).or_default() += count;
    }
}

impl CounterFn for Count {
    fn increment(&self, value: u64) {
        self.add(value);
    }

    fn absolute(&self, _value: u64) {}
}

impl HistogramFn for Count {
    fn record(&self, _value: f64) {
        self.add(1);
    }
}

impl Recorder for Counts {
    fn describe_counter(&self, _key: KeyName, _unit: Option<Unit>, _description: SharedString) {}

    fn describe_gauge(&self, _key: KeyName, _unit: Option<Unit>, _description: SharedString) {}

    fn describe_histogram(&self, _key: KeyName, _unit: Option<Unit>, _description: SharedString) {}

    fn register_counter(&self, key: &Key, _metadata: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.of(key))
    }

    fn register_gauge(&self, _key: &Key, _metadata: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _metadata: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.of(key))
    }
}
