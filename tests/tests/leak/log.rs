//! One log of everything: what each crate tells `log` and `tracing`, what is printed, and each panic.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::{self, Debug, Write as _},
    panic,
    sync::{Mutex, PoisonError},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// What was logged so far.
static LOGGED: Mutex<Logged> = Mutex::new(Logged { text: String::new(), sources: BTreeMap::new() });

#[derive(Clone)]
pub(crate) struct Logged {
    pub(crate) text: String,
    /// How often each target of a crate spoke, each kind of print, and panics.
    pub(crate) sources: BTreeMap<String, usize>,
}

impl Logged {
    pub(crate) fn so_far() -> Self {
        LOGGED.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often a crate spoke.
    pub(crate) fn lines_of(&self, name: &str) -> usize {
        let of = |source: &str| source == name || source.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"));
        self.sources.iter().filter(|(source, _)| of(source)).map(|(_, lines)| lines).sum()
    }
}

/// Has everything collected, at every level.
pub(crate) fn collect() {
    log::set_logger(&Collector).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    tracing::subscriber::set_global_default(Collector).unwrap();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        note("panic", format_args!("{panicked}"));
        before(panicked);
    }));
}

/// Takes over what another process has logged.
pub(crate) fn add(text: &str) {
    for line in text.lines() {
        let named = line.split_once(": ").filter(|(source, _)| !source.contains(char::is_whitespace));
        let (source, told) = named.unwrap_or(("another process", line));
        note(source, format_args!("{told}"));
    }
}

/// Prints something, as a program would to find out what it has.
pub(crate) fn print(value: &(impl Debug + ?Sized)) {
    note("debug", format_args!("{value:?}"));
    note("debug", format_args!("{value:#?}"));
}

/// Prints an error with all that caused it.
pub(crate) fn print_error(error: &(dyn Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        note("error", format_args!("{error}"));
        note("error", format_args!("{error:?}"));
        note("error", format_args!("{error:#?}"));
        next = error.source();
    }
}

fn note(source: &str, text: fmt::Arguments<'_>) {
    // Before the lock, as what is formatted may log.
    let line = text.to_string();
    let mut logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
    *logged.sources.entry(source.to_owned()).or_default() += 1;
    writeln!(logged.text, "{source}: {line}").unwrap();
}

struct Collector;

impl log::Log for Collector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        note(record.target(), *record.args());
    }

    fn flush(&self) {}
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        note(span.metadata().target(), format_args!("{}", span.metadata().name()));
        span.record(&mut Fields(span.metadata().target()));
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
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        note(self.0, format_args!("{} = {value:?}", field.name()));
    }
}
