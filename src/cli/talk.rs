//! What is said on standard error, and the counts of a run.

use super::args::Run;
use crate::output::visible::visible_line;
use anyhow::Context;
use serde::Serialize;
use std::process::ExitCode;

/// What a run did.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    /// Files and lines taken as articles.
    pub inputs: u64,
    /// Records written.
    pub records: u64,
    /// Inputs that gave no record.
    pub failures: u64,
    /// Lines of white space.
    pub blank_lines: u64,
    /// Files of a folder that are not articles by their names, links, special files.
    pub skipped: u64,
}

/// How a run ends that was not stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// All done.
    Done,
    /// Something differed or failed.
    Differs,
    /// A path could not be read or written.
    Environment,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Differs => 1,
            Status::Environment => 2,
        })
    }
}

/// Says something on standard error, whatever `--quiet` says.
pub(super) fn say(message: &str) {
    anstream::eprintln!("ascribe: {}", visible_line(message));
}

/// `1 record`, `2 records`.
pub(super) fn count(number: u64, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// Writes the summary where `--summary` wants it.
pub(super) fn write_summary(summary: &impl Serialize, run: &Run) -> anyhow::Result<()> {
    if let Some(path) = &run.summary {
        let text = serde_json::to_string(summary)? + "\n";
        std::fs::write(path, text)
            .with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}
