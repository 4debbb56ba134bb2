//! `ascribe view`: an article to look at, in the terminal or as a page.

use super::args::{View, ViewOnly};
use super::input;
use super::reading::{self, Outcome};
use super::source::Settings;
use super::stored::write_whole;
use super::talk::{Status, say};
use crate::output::schema::Record;
use crate::output::terminal::Only;
use crate::output::{self, Paint, page, terminal};
use crate::text::Text;
use crate::text::offsets::Unit;
use anyhow::{Context, bail};
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

/// Columns of a terminal that does not say how many it has.
const COLUMNS: usize = 100;

/// Shows the articles of one input.
pub(super) fn run(args: &View) -> anyhow::Result<Status> {
    let inputs = input::inputs(std::slice::from_ref(&args.path), args.reading.input, &[]);
    for message in inputs.missing.iter().chain(&inputs.failed) {
        say(message);
    }
    let settings = Settings::code_points(&args.reading);
    let width = columns();
    let show = |records: Vec<Record>, text: Text| -> Vec<String> {
        let show = |record: &Record| {
            let text = record.text_or(text.as_str());
            if args.html {
                page::article(record, text)
            } else {
                show(args, record, text, width)
            }
        };
        records.iter().map(show).collect()
    };
    let mut shown = Vec::new();
    let mut failures = inputs.failed.len();
    reading::jobs(&inputs.entries, &settings, &mut |job| {
        match reading::outcome(job, &settings, show) {
            Outcome::Made(articles) => shown.extend(articles),
            Outcome::Failed(message) | Outcome::Fault(_, message) => {
                failures += 1;
                say(&message);
            }
            Outcome::Blank => {}
        }
        true
    });
    if args.html {
        let told = failures > 0 || !inputs.missing.is_empty();
        if !shown.is_empty() || !told {
            page(args, &shown)?;
        }
    } else {
        display(&shown.join(&format!("{}\n", "─".repeat(width))), args)?;
    }
    Ok(if !inputs.missing.is_empty() {
        Status::Environment
    } else if shown.is_empty() && failures > 0 {
        Status::Differs
    } else {
        Status::Done
    })
}

/// One article for a terminal; marked text, which diffs well, where no terminal and nothing special is asked for.
fn show(args: &View, record: &Record, text: &str, width: usize) -> String {
    let only = match args.only {
        None if !io::stdout().is_terminal() => {
            return output::marked(record, text, Unit::CodePoints, Paint::Ansi);
        }
        None => Only::Most,
        Some(ViewOnly::Quotes) => Only::Quotes,
        Some(ViewOnly::Claims) => Only::Claims,
        Some(ViewOnly::Dates) => Only::Dates,
    };
    terminal::view(record, text, only, width)
}

/// Writes one article as a page.
fn page(args: &View, shown: &[String]) -> anyhow::Result<()> {
    let [page] = shown else {
        bail!(
            "a page holds one article and {} has {}; `ascribe report` makes pages of many",
            args.path.display(),
            shown.len()
        );
    };
    match &args.output {
        Some(path) => write_whole(path, page.as_bytes()),
        None => quiet_on_closed_pipe(io::stdout().lock().write_all(page.as_bytes()))
            .context("standard output cannot be written"),
    }
}

fn columns() -> usize {
    terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0))
}

/// Prints to the pager on a terminal, else to standard output.
fn display(text: &str, args: &View) -> anyhow::Result<()> {
    let choice = args.color.choice();
    let colored = choice != anstream::ColorChoice::Never;
    if io::stdout().is_terminal()
        && let Some(pager) = pager()
    {
        let plain = anstream::adapter::strip_str(text).to_string();
        let mut child = Command::new("sh")
            .arg("-c")
            .arg(&pager)
            .env("LESS", less())
            .stdin(Stdio::piped())
            .spawn()
            .with_context(|| format!("the pager {pager:?} does not start; set PAGER"))?;
        if let Some(mut to) = child.stdin.take() {
            let text = if colored { text } else { &plain };
            quiet_on_closed_pipe(to.write_all(text.as_bytes()))
                .context("the pager cannot be written to")?;
        }
        child.wait().context("the pager went away")?;
        return Ok(());
    }
    let mut out = anstream::AutoStream::new(io::stdout(), choice);
    quiet_on_closed_pipe(out.write_all(text.as_bytes()))
        .context("standard output cannot be written")
}

/// What `$PAGER` says, or `less` without it; an empty one means none.
fn pager() -> Option<String> {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    (!pager.trim().is_empty()).then_some(pager)
}

/// Options for `less` where the user has none: colors, and no pager for what fits on a screen.
fn less() -> String {
    std::env::var("LESS").unwrap_or_else(|_| "FRX".to_owned())
}

fn quiet_on_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Ok(())
        } else {
            Err(error)
        }
    })
}
