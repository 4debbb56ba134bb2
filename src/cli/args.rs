//! The arguments: every flag with its doc.

use clap::{Parser, ValueEnum};
use std::path::PathBuf;

/// Reads news articles and says who said what, when, and what is being claimed
#[derive(Debug, Parser)]
#[command(name = "ascribe", version)]
pub(super) struct Args {
    /// Files, or - for standard input
    pub paths: Vec<PathBuf>,

    /// What the input is
    #[arg(long, value_name = "KIND")]
    pub input: Option<Input>,

    /// What to print
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Input {
    /// Plain text, one article or an export of several
    Text,
    /// One JSON object a line: {"id", "text", "date", "title", "authors", "outlet", "meta"}
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Pretty JSON, several articles one after the other
    Json,
    /// One record a line
    Jsonl,
}
