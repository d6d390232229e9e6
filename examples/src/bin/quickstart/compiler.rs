//! Shows what the compiler says of a call that is not permitted.

use crate::{failure::Failure, tour::Tour};

/// A case of the test suite, which compiles it and compares what the compiler says.
const SOURCE: &str = "a\nb RenameModel";
const MESSAGE: &str = "error: `RenameModel` requires `ModelWrite`, `(ModelRead, BcfRead)`\n --> x:2:2";

pub(crate) fn refuse(tour: &mut Tour) -> Result<(), Failure> {
    tour.step(
        "Be refused by the compiler",
        &["All this needs no server. With the grant `(ModelRead, BcfRead)`, this line:"],
    )?;
    let Some(line) = faulty_line(SOURCE, MESSAGE) else {
        return Err(Failure::new("a message that names a line of the program", MESSAGE));
    };
    tour.screen.source(line.trim())?;
    tour.screen.error(first_error(MESSAGE))?;
    let is_sentence = ["`RenameModel` requires `ModelWrite`", "`(ModelRead, BcfRead)`"]
        .iter()
        .all(|part| MESSAGE.lines().next().is_some_and(|first| first.contains(part)));
    tour.check("the first line names operation, scope and grant", &true, &is_sentence)
}

/// The line of the program that the message points at: ` --> path:LINE:COLUMN`.
fn faulty_line<'a>(source: &'a str, message: &str) -> Option<&'a str> {
    let (_, place) = message.lines().find_map(|line| line.split_once("--> "))?;
    let number: usize = place.split(':').nth(1)?.parse().ok()?;
    source.lines().nth(number.checked_sub(1)?)
}

/// Up to the empty line that ends an error.
fn first_error(message: &str) -> &str {
    message.split_once("\n\n").map_or(message, |(first, _)| first).trim_end()
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
    fn only_the_first_error_is_shown() {
        assert_eq!(first_error("error: a\n  |\n\nerror: b\n"), "error: a\n  |");
        assert_eq!(first_error("error: a\n"), "error: a");
    }
}
