//! What the operations of an SDK require: `cargo run --bin scopes -- bimdata`.

mod arguments;
mod listing;
mod output;

use std::{
    fs,
    io::{self, Write as _},
    process::ExitCode,
};

use arguments::{Arguments, Format};
use listing::Listing;

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            anstream::print!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Err(mistake) => {
            anstream::eprintln!("scopes: {mistake}");
            return ExitCode::from(2);
        }
    };
    let listing = match Listing::of(arguments.sdk, &arguments.operations) {
        Ok(listing) => listing,
        Err(mistake) => {
            anstream::eprintln!("scopes: {mistake}");
            return ExitCode::from(2);
        }
    };
    let text = match arguments.format {
        Format::Table => output::table(&listing),
        Format::Json => output::json(&listing),
        Format::Html => output::html(&listing),
    };
    let written = match &arguments.file {
        None => anstream::stdout().write_all(text.as_bytes()),
        Some(file) => fs::write(file, &text),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        // Who only wanted the first lines has them.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("scopes: the output cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}
