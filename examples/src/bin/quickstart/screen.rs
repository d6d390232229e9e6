use std::{
    fmt::Display,
    io::{self, Write},
};

use anstyle::{AnsiColor, Style};
use http::{Method, StatusCode};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const MARGIN: &str = "   ";

/// Where the tour is told. Writes styles always: the writer drops them where they are not wanted.
pub(crate) struct Screen<W>(W);

impl<W: Write> Screen<W> {
    pub(crate) const fn new(writer: W) -> Self {
        Self(writer)
    }

    pub(crate) fn title(&mut self, title: &str, lines: &[&str]) -> io::Result<()> {
        writeln!(self.0, "\n{BOLD}{title}{BOLD:#}")?;
        lines.iter().try_for_each(|line| writeln!(self.0, "{line}"))
    }

    /// A step, and what to know about it.
    pub(crate) fn step(&mut self, number: usize, title: &str, lines: &[&str]) -> io::Result<()> {
        writeln!(self.0, "\n{BOLD}{number}. {title}{BOLD:#}")?;
        lines.iter().try_for_each(|line| writeln!(self.0, "{MARGIN}{line}"))?;
        writeln!(self.0)
    }

    /// Something that is so.
    pub(crate) fn fact(&mut self, name: &str, value: impl Display) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{DIM}{name:<11}{DIM:#} {value}")
    }

    /// A call, and what the server answered.
    pub(crate) fn call(&mut self, call: &Call<'_>) -> io::Result<()> {
        let Call { status, method, operation, requirement, path } = call;
        let style = if status.is_success() { GOOD } else { BAD };
        writeln!(
            self.0,
            "{MARGIN}{style}{}{style:#} {operation:<12} {requirement:<13} {DIM}{method:<5} {path}{DIM:#}",
            status.as_u16(),
            method = method.as_str(),
        )
    }

    /// A check that held.
    pub(crate) fn holds(&mut self, what: impl Display) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{GOOD}✓{GOOD:#} {what}")
    }

    /// What an error says.
    pub(crate) fn error(&mut self, error: impl Display) -> io::Result<()> {
        let text = error.to_string();
        let mut lines = text.lines();
        if let Some(first) = lines.next() {
            writeln!(self.0, "{MARGIN}{BAD}{first}{BAD:#}")?;
        }
        lines.try_for_each(|line| writeln!(self.0, "{MARGIN}{line}"))
    }

    /// A line of a program.
    pub(crate) fn source(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{BOLD}{line}{BOLD:#}\n")
    }

    /// What is waited for; shown at once, whatever the writer keeps back.
    pub(crate) fn pause(&mut self, what: &str) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{DIM}.. {what}{DIM:#}")?;
        self.0.flush()
    }
}

/// A call that was answered.
pub(crate) struct Call<'a> {
    pub(crate) status: StatusCode,
    pub(crate) method: Method,
    pub(crate) operation: &'static str,
    pub(crate) requirement: String,
    pub(crate) path: &'a str,
}
