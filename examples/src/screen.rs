//! How the programs tell what they do.

use std::{
    fmt::Display,
    io::{self, Stdout, Write},
};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use http::Method;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const MARGIN: &str = "   ";
/// Where sentences are broken, so that they can be read wherever they appear.
const WIDTH: usize = 76;

/// Where a program tells what it does. Writes styles always: the writer drops them where they are not wanted.
#[derive(Debug)]
pub struct Screen<W>(W);

impl Screen<AutoStream<Stdout>> {
    /// The standard output, with colours on a terminal only, and not against `NO_COLOR`.
    #[must_use]
    pub fn stdout() -> Self {
        Self::new(anstream::stdout())
    }
}

#[expect(clippy::missing_errors_doc, reason = "each fails when it cannot be written, and for no other reason")]
impl<W: Write> Screen<W> {
    /// Writes there.
    pub const fn new(writer: W) -> Self {
        Self(writer)
    }

    /// What it is about.
    pub fn title(&mut self, title: &str, text: &str) -> io::Result<()> {
        writeln!(self.0, "\n{BOLD}{title}{BOLD:#}")?;
        wrap(text).iter().try_for_each(|line| writeln!(self.0, "{line}"))?;
        writeln!(self.0)
    }

    /// A step, and what to know about it.
    pub fn step(&mut self, number: usize, title: &str, text: &str) -> io::Result<()> {
        writeln!(self.0, "\n{BOLD}{number}. {title}{BOLD:#}")?;
        wrap(text).iter().try_for_each(|line| writeln!(self.0, "{MARGIN}{line}"))?;
        writeln!(self.0)
    }

    /// Something that is so.
    pub fn fact(&mut self, name: &str, value: impl Display) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{DIM}{name:<11}{DIM:#} {value}")
    }

    /// A call, and what the server answered.
    pub fn call(&mut self, call: &Call<'_>) -> io::Result<()> {
        let Call { status, method, operation, requirement, path } = call;
        writeln!(
            self.0,
            "{MARGIN}{GOOD}{status}{GOOD:#} {operation:<18} {requirement:<13} {DIM}{method:<5} {path}{DIM:#}",
            method = method.as_str(),
        )
    }

    /// A check that held.
    pub fn holds(&mut self, what: impl Display) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{GOOD}✓{GOOD:#} {what}")
    }

    /// What an error says.
    pub fn error(&mut self, error: impl Display) -> io::Result<()> {
        wrap(&error.to_string()).iter().try_for_each(|line| writeln!(self.0, "{MARGIN}{BAD}{line}{BAD:#}"))
    }

    /// What the compiler says, line by line as it has it.
    pub fn diagnostic(&mut self, message: &str) -> io::Result<()> {
        let (first, rest) = message.split_once('\n').unwrap_or((message, ""));
        writeln!(self.0, "{MARGIN}{BAD}{first}{BAD:#}")?;
        rest.lines().try_for_each(|line| writeln!(self.0, "{MARGIN}{line}"))
    }

    /// A line of a program.
    pub fn source(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{BOLD}{line}{BOLD:#}\n")
    }

    /// Something by the way; shown at once, whatever the writer keeps back.
    pub fn aside(&mut self, what: &str) -> io::Result<()> {
        writeln!(self.0, "{MARGIN}{DIM}.. {what}{DIM:#}")?;
        self.0.flush()
    }
}

/// A call that was answered.
#[derive(Debug)]
pub struct Call<'a> {
    /// What the server answered.
    pub status: u16,
    /// The method of the request.
    pub method: Method,
    /// What was called.
    pub operation: &'static str,
    /// What that requires.
    pub requirement: String,
    /// Where.
    pub path: &'a str,
}

/// Breaks a text between words.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_broken_between_words_and_lose_none() {
        let text = "scopes ".repeat(40);
        let lines = wrap(&text);
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert_eq!(lines.join(" "), text.trim_end());
        assert_eq!(wrap(&"x".repeat(WIDTH + 1)).len(), 1, "a word stays whole");
    }

    #[test]
    fn what_the_compiler_says_keeps_its_layout() {
        let mut shown = Vec::new();
        Screen::new(anstream::StripStream::new(&mut shown)).diagnostic("error: a\n  |\n2 | b   c").unwrap();
        assert_eq!(String::from_utf8(shown).unwrap(), "   error: a\n     |\n   2 | b   c\n");
    }
}
