use std::{path::PathBuf, time::Duration};

use lexopt::{Arg, Error, Parser, ValueExt as _};

pub(crate) const HELP: &str = "\
An agent that counts the models of BIMData, over and over, and tells an operator how it fares.

usage: service [FILE] [--every MILLISECONDS] [--rounds NUMBER]

  FILE        settings in TOML or JSON: issuer, client_id, client_secret or client_secret_file or private_key_file; or
              api_key; and base_url, scopes. Without it, variables: AUTH_SERVICE_ISSUER, AUTH_SERVICE_CLIENT_ID, ..
              Without those, a rehearsal against servers in this very process.
  --every     how long from one round to the next, in milliseconds
  --rounds    how many rounds; without it, until it is interrupted
";

/// What the command line asks for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) file: Option<PathBuf>,
    pub(crate) every: Option<Duration>,
    pub(crate) rounds: Option<usize>,
}

impl Arguments {
    /// `None` when help is asked for.
    pub(crate) fn read() -> Result<Option<Self>, Error> {
        Self::parse(Parser::from_env())
    }

    fn parse(mut parser: Parser) -> Result<Option<Self>, Error> {
        let mut arguments = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("every") => {
                    // An interval of nothing would never let anything else happen.
                    arguments.every = Some(Duration::from_millis(parser.value()?.parse::<u64>()?.max(1)));
                }
                Arg::Long("rounds") => arguments.rounds = Some(parser.value()?.parse()?),
                Arg::Value(file) if arguments.file.is_none() => arguments.file = Some(file.into()),
                other => return Err(other.unexpected()),
            }
        }
        Ok(Some(arguments))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_in_any_order_and_what_is_not_known_is_refused() {
        let parse = |arguments: &[&str]| Arguments::parse(Parser::from_args(arguments));
        let expected =
            Arguments { file: Some("s.toml".into()), every: Some(Duration::from_millis(250)), rounds: Some(3) };
        assert_eq!(parse(&["--rounds", "3", "s.toml", "--every=250"]).unwrap(), Some(expected));
        assert_eq!(parse(&[]).unwrap(), Some(Arguments::default()));
        assert_eq!(parse(&["x", "--help"]).unwrap(), None);
        for wrong in [&["a", "b"][..], &["--rounds", "many"], &["--secret", "x"]] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
