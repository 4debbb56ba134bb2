//! The `ascribe` program: everything is in [`ascribe::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    ascribe::cli::run(std::env::args_os())
}
