//! The command line: the only part that sees files, threads and terminals.

pub mod args;
mod changes;
mod check;
mod convert;
mod diff;
mod extract;
mod input;
mod lines;
mod packed;
mod pool;
mod reading;
mod report;
mod restored;
mod source;
mod stored;
mod talk;
mod view;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use talk::Status;

/// Runs the program with its arguments, the program's name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    reading::keep_panics_quiet();
    let end = match cli.command {
        None => extract::run(&cli.extract),
        Some(Command::View(args)) => view::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Convert(args)) => convert::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Schema) => print(&schema()),
        Some(Command::Completions { shell }) => print(&completions(shell)),
        Some(Command::Man) => print(&manual()),
    };
    match end {
        Ok(status) => status.into(),
        Err(error) => {
            talk::say(&format!("{error:#}"));
            Status::Environment.into()
        }
    }
}

/// The line that answers a line of JSON Lines: its record or its error, with a final line feed; nothing for a blank line.
/// For fuzzing and for tests, which have no standard input.
#[must_use]
pub fn answer(line: &[u8]) -> String {
    reading::answer(line)
}

/// Prints what is made without any input.
fn print(text: &str) -> anyhow::Result<Status> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Status::Done),
    }
}

/// The JSON Schema of a record.
fn schema() -> String {
    let schema = schemars::schema_for!(crate::output::schema::Record);
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

fn completions(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ascribe", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page: the program, then each of its commands.
fn manual() -> String {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    for subcommand in command.get_subcommands() {
        let man = clap_mangen::Man::new(subcommand.clone());
        let name = subcommand.get_name().to_uppercase();
        let _ = writeln!(page, ".SH \"ASCRIBE {name}\"");
        let _ = man.render_description_section(&mut page);
        let _ = man.render_options_section(&mut page);
    }
    String::from_utf8_lossy(&page).into_owned()
}
