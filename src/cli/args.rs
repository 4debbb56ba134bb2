//! The arguments: every flag with its doc. Its effect is in the module that reads it, its test in `tests/cli`.

use super::lines;
use crate::output::schema::ClaimType;
use crate::text::offsets::Unit;
use crate::time::Calendar;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The version of the program and of its records.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (schema ascribe/1)");

const TEMPLATE: &str = "\
{about-with-newline}
{before-help}{usage-heading} {usage}

{all-args}{after-help}";

const EXAMPLES: &str = "\
Examples:
  ascribe story.txt                          the record of one article, as JSON
  cat story.txt | ascribe | jq .quotes       the same through a pipe
  ascribe stories/ > records.jsonl           a folder, one record a line
  ascribe --format claims story.txt          the claims as a table, those worth checking first
  ascribe --input jsonl - < in.jsonl         a line protocol: one line out for every line in
  ascribe convert stories/ records/          a folder to a folder of JSON, resumable
  ascribe check stories/ records/            what changed since, in words; status 1 if anything
";

const STATUS: &str = "\
Exit status:
  0    done, also when the reader of a pipe has gone
  1    something differed, some inputs failed under --strict, or nothing could be read
  2    usage, or a path that cannot be read or written
  130  interrupted";

/// Reads news articles and says who said what, when, and what is being claimed
///
/// Every article gives one JSON record: header, body, credits, quotes, attributions, speakers, dates and claims, with exact
/// offsets. Data go to standard output, all talk to standard error. Nothing is sent anywhere, and the same input gives the
/// same bytes on every machine.
#[derive(Debug, Parser)]
#[command(
    name = "ascribe",
    version = VERSION,
    styles = STYLES,
    before_help = EXAMPLES,
    after_help = STATUS,
    help_template = TEMPLATE,
    max_term_width = 120,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Something else than extraction to standard output.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Extraction to standard output.
    #[command(flatten)]
    pub extract: Extract,
}

/// The other things the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show an article with its findings marked, in the terminal or as a page
    View(View),
    /// Make a browsable page for every article, speaker and claim of a folder
    Report(Report),
    /// Convert a folder of articles to a folder of JSON, one file for each article
    Convert(Convert),
    /// Extract again, compare with stored records, and say what changed; exit status 1 if anything did
    Check(Check),
    /// Say what changed between two records, or two folders of them; exit status 1 if anything did
    Diff(Diff),
    /// Print the JSON Schema of a record
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// An article to look at.
#[derive(Debug, Args)]
pub struct View {
    /// An article or a record of one, or - for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub path: PathBuf,

    /// Write a self-contained page instead, of one article
    #[arg(long)]
    pub html: bool,

    /// Where the page goes [default: standard output]
    #[arg(long, short, value_name = "FILE", requires = "html")]
    pub output: Option<PathBuf>,

    /// What is marked in the terminal [default: attributions and dates]
    #[arg(long, value_name = "WHAT", conflicts_with = "html")]
    pub only: Option<ViewOnly>,

    /// Colors in the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// What to read and how.
    #[command(flatten)]
    pub reading: Reading,
}

/// A folder to browse.
#[derive(Debug, Args)]
pub struct Report {
    /// A folder of articles or of records, or a file of JSON Lines
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,

    /// The folder the pages go to; made if it is not there
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,

    /// What to read and how.
    #[command(flatten)]
    pub reading: Reading,

    /// How the run goes.
    #[command(flatten)]
    pub run: Run,
}

/// Extraction to standard output.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files, folders, globs, or - for standard input (the default)
    ///
    /// In a folder, files named .txt, .text, .md, .markdown, .jsonl, .ndjson, or without an extension are read, each also with
    /// .gz or .zst behind it; hidden files and links are not. A file that is named itself is read whatever its name: as a
    /// record to be printed in another format where it is named .json.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What to print [default: pretty JSON for one article, one record a line for several]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// What to read and how.
    #[command(flatten)]
    pub reading: Reading,

    /// What a record carries.
    #[command(flatten)]
    pub content: Content,

    /// What to leave out of the records.
    #[command(flatten)]
    pub filter: Filter,

    /// How the run goes.
    #[command(flatten)]
    pub run: Run,

    /// Colors in marked text
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub color: Color,
}

/// Conversion of a folder.
///
/// The folder's tree is mirrored; `in/a/b.txt` becomes `OUTPUT/a/b.json`. An export of several articles becomes `b#1.json`,
/// `b#2.json` and so on, each line of `c.jsonl` a file in `c/` named by its id. Every file is written whole or not at all, and
/// what is there and up to date (same bytes, same version of the program, same options) is left alone, so that a run that was
/// stopped can be started again.
#[derive(Debug, Args)]
pub struct Convert {
    /// A folder, a file or a glob
    pub input: PathBuf,

    /// The folder to write to; it is made if it is not there
    pub output: PathBuf,

    /// Write every record, even where one is up to date
    #[arg(long)]
    pub force: bool,

    /// Write nothing; print what would be written, kept and removed
    #[arg(long)]
    pub dry_run: bool,

    /// Remove records that an earlier run has written and whose input is gone
    ///
    /// Nothing is removed when an input failed, and never a file that this program did not write.
    #[arg(long)]
    pub prune: bool,

    /// What to read and how.
    #[command(flatten)]
    pub reading: Reading,

    /// What a record carries.
    #[command(flatten)]
    pub content: Content,

    /// What to leave out of the records.
    #[command(flatten)]
    pub filter: Filter,

    /// How the run goes.
    #[command(flatten)]
    pub run: Run,
}

/// Comparison of articles with their stored records.
#[derive(Debug, Args)]
pub struct Check {
    /// A folder, a file or a glob
    pub input: PathBuf,

    /// A folder as `ascribe convert` writes it, or a file of records
    pub expected: PathBuf,

    /// Accept: store what is found now
    #[arg(long)]
    pub update: bool,

    /// How to print what changed
    #[arg(
        long = "format",
        short = 'f',
        value_name = "FORMAT",
        default_value = "text"
    )]
    pub report: ChangeFormat,

    /// What to read and how.
    #[command(flatten)]
    pub reading: Reading,

    /// What a record carries.
    #[command(flatten)]
    pub content: Content,

    /// What to leave out of the records.
    #[command(flatten)]
    pub filter: Filter,

    /// How many articles at once, up to 1024 [default: as many as there are processors]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<NonZeroUsize>,

    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// Comparison of stored records.
///
/// Articles are matched by their files, or within a file by their ids, findings by their ids and then by their words. Order and
/// offsets do not matter.
#[derive(Debug, Args)]
pub struct Diff {
    /// A file of records, or a folder of such files
    pub old: PathBuf,

    /// The same, later
    pub new: PathBuf,

    /// How to print what changed
    #[arg(
        long = "format",
        short = 'f',
        value_name = "FORMAT",
        default_value = "text"
    )]
    pub report: ChangeFormat,

    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// How changes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangeFormat {
    /// In words
    Text,
    /// One JSON object a line for each article that changed
    Json,
    /// Annotations for GitHub Actions
    Github,
}

/// What to read and how.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Input")]
pub struct Reading {
    /// What the input is [default: by its name, else text]
    #[arg(id = "kind", long = "input", value_name = "KIND")]
    pub input: Option<Input>,

    /// The day of publication for articles that do not say it: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Calendar>,

    /// The encoding of text files [default: by byte-order mark, else utf-8, else windows-1252 with a note]
    ///
    /// A name of the WHATWG Encoding Standard. JSON Lines are always UTF-8.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<String>,

    /// The longest text or line that is read, unpacked; from 1K to 1G
    ///
    /// A number of bytes, or of K, M or G of 1024. A longer file is a failure, a longer line an error record; neither is held
    /// in memory.
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub max_bytes: usize,
}

/// What a record carries.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub struct Content {
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "codepoints")]
    pub offsets: OffsetUnit,

    /// Put the decoded text, which offsets refer to, into the record; the articles of an export always carry their own
    #[arg(long)]
    pub include_text: bool,
}

/// What to leave out of the records; every format is made from what is left.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct Filter {
    /// Leave out what is not speech: quotes that are titles, names or scare quotes, and attributions of beliefs, intentions,
    /// attitudes and decrees
    #[arg(long)]
    pub speech_only: bool,

    /// Leave out claims that score less, 0 to 1
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub min_worth: Option<u16>,

    /// Leave out claims of others; a speaker's id or part of a name, or "author" for the article's own
    #[arg(long, value_name = "NAME")]
    pub claimant: Option<String>,

    /// Leave out claims of other types; may be given more than once
    #[arg(long = "type", value_name = "TYPE", value_parser = claim_type)]
    pub types: Vec<ClaimType>,
}

/// How the run goes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Run")]
pub struct Run {
    /// How many articles at once, up to 1024 [default: as many as there are processors]; the output is the same
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub jobs: Option<NonZeroUsize>,

    /// Exit with 1 if any input failed
    #[arg(long)]
    pub strict: bool,

    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Write counts of inputs, records and failures to a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Input {
    /// Plain text or Markdown, one article or an export of several
    #[value(alias = "txt", alias = "markdown", alias = "md")]
    Text,
    /// One JSON object a line: {"id", "text", "date"?, "title"?, "authors"?, "outlet"?, "meta"?}; what is given wins
    #[value(alias = "ndjson")]
    Jsonl,
    /// A record that this program has written, to be shown in another way; by its name .json, and also a line of JSON Lines
    Record,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Pretty JSON, several records one after the other
    Json,
    /// One record a line
    Jsonl,
    /// The text with its findings marked, for reading and diffing
    Marked,
    /// A table of the speakers, tab-separated
    Speakers,
    /// A table of the claims, tab-separated, those worth checking first
    Claims,
    /// schema.org Claim and Quotation, one JSON-LD document a line
    Jsonld,
    /// A self-contained page to look at, of one article
    Html,
}

/// What is marked in the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViewOnly {
    /// Content, source and cue of attributions
    Quotes,
    /// Claims
    Claims,
    /// Temporal expressions
    Dates,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OffsetUnit {
    /// Unicode code points, as Python counts
    Codepoints,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
    /// Bytes of the text in UTF-8, as Rust and Go count
    Bytes,
}

impl OffsetUnit {
    /// As the output stage names it.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Codepoints => Unit::CodePoints,
            Self::Utf16 => Unit::Utf16,
            Self::Bytes => Unit::Bytes,
        }
    }
}

impl Color {
    /// Whether to color what goes to standard output.
    #[must_use]
    pub fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
            Self::Auto => anstream::AutoStream::choice(&std::io::stdout()),
        }
    }
}

/// When to color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn date(text: &str) -> Result<Calendar, String> {
    lines::calendar(text).ok_or_else(|| lines::not_a_date(text))
}

fn encoding(name: &str) -> Result<String, String> {
    match encoding_rs::Encoding::for_label(name.as_bytes()) {
        Some(_) => Ok(name.to_owned()),
        None => Err(
            "use a name of the WHATWG Encoding Standard, such as utf-8 or windows-1252".to_owned(),
        ),
    }
}

/// The bounds of `--max-bytes`: an article is not shorter, and offsets and memory should not be asked for more.
const SIZES: std::ops::RangeInclusive<usize> = 1 << 10..=1 << 30;

fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kib" => 10,
        "m" | "mib" => 20,
        "g" | "gib" => 30,
        _ => return Err("write a number of bytes, or of K, M or G".to_owned()),
    };
    digits
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .filter(|size| SIZES.contains(size))
        .ok_or_else(|| "it must be from 1K to 1G".to_owned())
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse::<NonZeroUsize>()
        .ok()
        .filter(|jobs| jobs.get() <= 1024)
        .ok_or_else(|| "it must be from 1 to 1024".to_owned())
}

/// A score between 0 and 1 in thousandths, rounded up, so that what is kept is never under it.
fn score(text: &str) -> Result<u16, String> {
    text.parse::<f64>()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score))
        .map(|score| (score * 1000.0 - 1e-9).ceil() as u16)
        .ok_or_else(|| "it must be from 0 to 1".to_owned())
}

fn claim_type(name: &str) -> Result<ClaimType, String> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|_| {
        "use one of statistical, event, role, evaluation, opinion, causal, prediction, promise, policy, other"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_version_names_the_schema() {
        assert!(VERSION.contains(crate::output::schema::SCHEMA));
    }

    #[test]
    fn sizes_scores_and_jobs() {
        assert_eq!(jobs("1024").map(usize::from), Ok(1024));
        for text in ["0", "1025", "18446744073709551615", "-1", "all"] {
            assert!(jobs(text).is_err(), "{text}");
        }
        assert_eq!(size("16M"), Ok(16 << 20));
        assert_eq!(size("1024"), Ok(1024));
        assert_eq!(size("64KiB"), Ok(64 << 10));
        for text in ["0", "1023", "2G", "99999999999999999999G", "M", "-1", "5x"] {
            assert!(size(text).is_err(), "{text}");
        }
        assert_eq!(score("0.5"), Ok(500));
        assert_eq!(score("0.07"), Ok(70));
        assert_eq!(score("0.5001"), Ok(501));
        for text in ["1.01", "-0.1", "NaN", "half"] {
            assert!(score(text).is_err(), "{text}");
        }
    }
}
