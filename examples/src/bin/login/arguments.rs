use lexopt::{Arg, Error, Parser};

pub(crate) const HELP: &str = "\
Signs in, and lists models.

usage: login [--device] [--sign-out]

  --device     sign in on another machine, with a code
  --sign-out   sign out again, here and at the server
";

/// What the command line asks for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) device: bool,
    pub(crate) sign_out: bool,
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
                Arg::Long("device") => arguments.device = true,
                Arg::Long("sign-out") => arguments.sign_out = true,
                other => return Err(other.unexpected()),
            }
        }
        Ok(Some(arguments))
    }
}
