//! The command line: the only part that sees files, threads and terminals.

mod args;
mod extract;
mod lines;

use clap::Parser;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// Runs the program with its arguments, the program's name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match args::Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match extract::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("ascribe: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of standard output has gone away: no failure of ours.
fn closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
