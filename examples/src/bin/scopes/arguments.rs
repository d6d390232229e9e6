use std::path::PathBuf;

use auth_core::OperationInfo;
use lexopt::{Arg, Error, Parser, ValueExt as _};

pub(crate) const HELP: &str = "\
What the operations of an SDK require.

usage: scopes <bimdata|imodelhub> [--for Operation,..] [--format table|json|html] [--output FILE]

  --for Operation,..   only these operations, and the least scopes that suffice for them
  --format ..          a table to read (unless told otherwise), JSON, or a page with the operations x scopes matrix
  --output FILE        write there instead of printing
";

/// What the command line asks for.
pub(crate) struct Arguments {
    pub(crate) sdk: Sdk,
    pub(crate) operations: Vec<String>,
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

/// An SDK whose operations can be listed.
#[derive(Clone, Copy)]
pub(crate) struct Sdk {
    pub(crate) name: &'static str,
    pub(crate) operations: &'static [OperationInfo],
}

const SDKS: [Sdk; 2] = [
    Sdk { name: "bimdata", operations: bimdata::operations::OPERATIONS },
    Sdk { name: "imodelhub", operations: imodelhub::OPERATIONS },
];

#[derive(Clone, Copy)]
pub(crate) enum Format {
    Table,
    Json,
    Html,
}

impl Arguments {
    /// `None` when help is asked for.
    pub(crate) fn read() -> Result<Option<Self>, Error> {
        Self::parse(Parser::from_env())
    }

    fn parse(mut parser: Parser) -> Result<Option<Self>, Error> {
        let (mut sdk, mut operations, mut format, mut file) = (None, Vec::new(), Format::Table, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Long("for") => {
                    let names: String = parser.value()?.string()?;
                    operations.extend(names.split(',').map(|name| name.trim().to_owned()));
                }
                Arg::Long("format") => {
                    format = match parser.value()?.string()?.as_str() {
                        "table" => Format::Table,
                        "json" => Format::Json,
                        "html" => Format::Html,
                        other => {
                            return Err(format!("`{other}` is no format; there are `table`, `json` and `html`").into());
                        }
                    }
                }
                Arg::Long("output") => file = Some(parser.value()?.into()),
                Arg::Value(name) if sdk.is_none() => sdk = Some(find_sdk(&name.string()?)?),
                other => return Err(other.unexpected()),
            }
        }
        match sdk {
            None => Err("name an SDK: `bimdata` or `imodelhub`".into()),
            Some(sdk) => Ok(Some(Self { sdk, operations, format, file })),
        }
    }
}

fn find_sdk(name: &str) -> Result<Sdk, Error> {
    let found = SDKS.into_iter().find(|sdk| sdk.name == name);
    found.ok_or_else(|| format!("`{name}` is no SDK that is known here; there are `bimdata` and `imodelhub`").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Arguments>, Error> {
        Arguments::parse(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn operations_are_separated_by_commas() {
        let arguments = parse("bimdata --for GetModel,CreateTopic --format=json").unwrap().unwrap();
        assert_eq!(arguments.operations, ["GetModel", "CreateTopic"]);
        assert!(matches!(arguments.format, Format::Json));
        assert_eq!(arguments.sdk.operations.len(), 395);
    }

    #[test]
    fn a_mistake_is_named() {
        for (line, named) in
            [("", "name an SDK"), ("bim", "`bim`"), ("bimdata --format pdf", "`pdf`"), ("bimdata --all", "--all")]
        {
            let mistake = parse(line).err().unwrap().to_string();
            assert!(mistake.contains(named), "{mistake}");
        }
    }
}
