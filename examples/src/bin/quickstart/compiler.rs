//! Shows what the compiler says of a call that is not permitted.

use auth_examples::failure::Failure;

use crate::tour::Tour;

/// A case of the test suite, which compiles it and compares what the compiler says.
const SOURCE: &str = include_str!("../../../../tests/ui/fail/the_call_of_the_readme_is_refused.rs");
const MESSAGE: &str = include_str!("../../../../tests/ui/fail/the_call_of_the_readme_is_refused.stderr");

pub(crate) fn refuse(tour: &mut Tour) -> Result<(), Failure> {
    tour.step(
        "Be refused by the compiler",
        "All of that happens when a program runs. This happens while it is written: `api` is a client with the grant \
         `(ModelRead, BcfRead)`, and the line is",
    )?;
    let Some(line) = faulty_line(SOURCE, MESSAGE) else {
        return Err(Failure::new("a message that names a line of the program", MESSAGE));
    };
    tour.screen.source(line.trim())?;
    let (error, explanation) = split(MESSAGE);
    tour.screen.diagnostic(error)?;
    tour.screen.aside(&format!("{} more lines say where the requirement comes from", explanation.lines().count()))?;

    let first = MESSAGE.lines().next().unwrap_or_default();
    let parts = ["`RenameModel`", "`ModelWrite`", "`(ModelRead, BcfRead)`"];
    let are_named = parts.iter().all(|part| first.contains(part));
    tour.check("the first line names the operation, what it requires, and the grant", are_named, first)
}

/// The line of the program that the message points at: ` --> path:LINE:COLUMN`.
fn faulty_line<'a>(source: &'a str, message: &str) -> Option<&'a str> {
    let (_, place) = message.lines().find_map(|line| line.split_once("--> "))?;
    let number: usize = place.split(':').nth(1)?.parse().ok()?;
    source.lines().nth(number.checked_sub(1)?)
}

/// What the compiler says of the line itself, and of everything else that has to do with it.
fn split(message: &str) -> (&str, &str) {
    let headings = ["\nhelp: ", "\nnote: "];
    match headings.iter().filter_map(|heading| message.find(heading)).min() {
        Some(at) => message.split_at(at + 1),
        None => (message, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_is_shown_is_the_one_the_compiler_points_at() {
        assert!(faulty_line(SOURCE, MESSAGE).unwrap().contains("RenameModel"));
        assert_eq!(faulty_line("a\nb", "error: x\n --> c:2:1\n"), Some("b"));
        assert_eq!(faulty_line("a\nb", "error: x\n --> c:3:1\n"), None);
    }

    #[test]
    fn what_is_said_of_the_line_itself_is_told_from_the_rest() {
        let (line, rest) = ("error: a\n  = note: b\n", "note: c\nhelp: d\n");
        assert_eq!(split(&[line, rest].concat()), (line, rest));
        assert_eq!(split(line), (line, ""));
    }
}
