//! The command line: the only part that sees files, threads and terminals.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with its arguments, the program's name first.
#[must_use]
pub fn run(_arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
