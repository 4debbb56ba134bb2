//! Extraction: articles in, records on standard output.

use super::args::{Color, Extract, Filter, Format, Input};
use super::input::{self, Inputs};
use super::pool;
use super::reading::{self, Outcome};
use super::source::Settings;
use super::talk::{self, Counts, Status, count, say};
use crate::output::schema::Record;
use crate::output::{self, Paint, json, page, tables};
use crate::text::Text;
use anyhow::{Context, bail};
use std::io::{self, Write};
use std::path::PathBuf;

/// Prints the records of all inputs.
pub(super) fn run(args: &Extract) -> anyhow::Result<Status> {
    let stdin = [PathBuf::from("-")];
    let paths = if args.paths.is_empty() {
        &stdin[..]
    } else {
        &args.paths
    };
    let inputs = input::inputs(paths, args.reading.input, &[]);
    for message in inputs.missing.iter().chain(&inputs.failed) {
        say(message);
    }
    if !args.run.quiet {
        inputs.skipped.iter().for_each(|message| say(message));
    }
    let mut counts = Counts {
        failures: inputs.failed.len() as u64,
        skipped: (inputs.skipped.len() + inputs.left) as u64,
        ..Counts::default()
    };
    let settings = match args.format {
        Some(Format::Html) => Settings::code_points(&args.reading),
        _ => Settings::new(&args.reading, &args.content),
    };
    let filter = args.filter.settled();
    let printing = Printing {
        format: args
            .format
            .or_else(|| has_lines(&inputs).then_some(Format::Jsonl)),
        quiet: args.run.quiet,
        unit: settings.options.unit,
        paint: paint(args.color),
    };
    let mut out = Out {
        to: io::BufWriter::with_capacity(64 << 10, io::stdout().lock()),
        printing: &printing,
        held: None,
        printed: 0,
    };
    let end = pool::ordered(
        jobs(args, &inputs),
        |hand| reading::jobs(&inputs.entries, &settings, hand),
        |job| {
            printing.printed(reading::outcome(job, &settings, |records, text| {
                printing.records(records, &text, &filter)
            }))
        },
        |printed| out.take(printed, &mut counts),
    )
    .and_then(|()| out.end());
    if let Err(error) = end {
        let cause = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if cause == Some(io::ErrorKind::BrokenPipe) {
            // The reader may still be waiting for input that nobody wants.
            std::process::exit(0);
        }
        return Err(error);
    }
    drop(out);
    finish(args, &inputs, &counts)
}

/// Whether lines are among the inputs: then the output is lines, one for each.
fn has_lines(inputs: &Inputs) -> bool {
    inputs
        .entries
        .iter()
        .any(|entry| entry.kind == Input::Jsonl)
}

/// One file of text needs no threads.
fn jobs(args: &Extract, inputs: &Inputs) -> usize {
    match inputs.entries.as_slice() {
        [only] if only.kind != Input::Jsonl => 1,
        _ => pool::jobs(args.run.jobs),
    }
}

fn finish(args: &Extract, inputs: &Inputs, counts: &Counts) -> anyhow::Result<Status> {
    talk::write_summary(counts, &args.run)?;
    if counts.inputs == 0 && !inputs.missing.is_empty() {
        return Ok(Status::Environment);
    }
    let several = counts.inputs != 1 || counts.records > 1;
    if !args.run.quiet && (several || counts.failures + counts.blank_lines + counts.skipped > 0) {
        let mut line = count(counts.records, "record", "records");
        line += &format!(" from {}", count(counts.inputs, "input", "inputs"));
        if counts.failures > 0 {
            line += &format!(", {} failed", counts.failures);
        }
        if counts.blank_lines > 0 {
            line += &format!(
                ", {}",
                count(counts.blank_lines, "blank line", "blank lines")
            );
        }
        if counts.skipped > 0 {
            let files = count(counts.skipped, "other file", "other files");
            line += &format!(", {files} skipped");
        }
        say(&line);
    }
    Ok(if !inputs.missing.is_empty() {
        Status::Environment
    } else if counts.failures > 0 && (args.run.strict || counts.records == 0 && !has_lines(inputs))
    {
        Status::Differs
    } else {
        Status::Done
    })
}

/// How records are printed.
struct Printing {
    /// `None`: pretty for one record, lines for several.
    format: Option<Format>,
    quiet: bool,
    unit: crate::text::offsets::Unit,
    paint: Paint,
}

/// What one job prints.
#[derive(Debug, Default)]
struct Printed {
    out: String,
    /// The same, in case it is all that there is.
    alone: Option<String>,
    message: Option<String>,
    records: u64,
    failures: u64,
    inputs: u64,
    blank: bool,
}

impl Printing {
    fn printed(&self, outcome: Outcome<Printed>) -> Printed {
        match outcome {
            Outcome::Blank => Printed {
                blank: true,
                ..Printed::default()
            },
            Outcome::Failed(message) => Printed {
                message: Some(message),
                failures: 1,
                inputs: 1,
                ..Printed::default()
            },
            Outcome::Fault(fault, message) => {
                let tells = matches!(self.format, None | Some(Format::Json | Format::Jsonl));
                Printed {
                    out: if tells { fault.line() } else { String::new() },
                    message: (!tells || !self.quiet).then_some(message),
                    failures: 1,
                    inputs: 1,
                    ..Printed::default()
                }
            }
            Outcome::Made(printed) => printed,
        }
    }

    fn records(&self, mut records: Vec<Record>, text: &Text, filter: &output::Filter) -> Printed {
        records.iter_mut().for_each(|record| filter.apply(record));
        let alone = match (self.format, records.as_slice()) {
            (None, [only]) => Some(json::pretty(only)),
            _ => None,
        };
        let printed: Vec<_> = records
            .iter()
            .map(|record| self.record(record, text))
            .collect();
        Printed {
            out: printed.join(self.between()),
            alone,
            records: records.len() as u64,
            inputs: 1,
            ..Printed::default()
        }
    }

    /// What stands before the first record, even if there is none.
    fn head(&self) -> &'static str {
        match self.format {
            Some(Format::Speakers) => tables::SPEAKERS,
            Some(Format::Claims) => tables::CLAIMS,
            _ => "",
        }
    }

    /// What stands between records.
    fn between(&self) -> &'static str {
        match self.format {
            Some(Format::Marked) => "\n",
            _ => "",
        }
    }

    fn record(&self, record: &Record, text: &Text) -> String {
        let text = record.text_or(text.as_str());
        match self.format {
            None | Some(Format::Jsonl) => json::line(record),
            Some(Format::Json) => json::pretty(record),
            Some(Format::Marked) => output::marked(record, text, self.unit, self.paint),
            Some(Format::Speakers) => tables::speakers(record),
            Some(Format::Claims) => tables::claims(record),
            Some(Format::Jsonld) => output::jsonld(record, text, self.unit),
            Some(Format::Html) => page::article(record, text),
        }
    }
}

/// Standard output.
struct Out<'a, W: Write> {
    to: W,
    printing: &'a Printing,
    /// The first record, or a page, until it is known whether it stays alone.
    held: Option<Printed>,
    printed: u64,
}

impl<W: Write> Out<'_, W> {
    fn take(&mut self, mut printed: Printed, counts: &mut Counts) -> anyhow::Result<()> {
        counts.inputs += printed.inputs;
        counts.records += printed.records;
        counts.failures += printed.failures;
        counts.blank_lines += u64::from(printed.blank);
        if let Some(message) = printed.message.take() {
            say(&message);
        }
        if printed.out.is_empty() {
            return Ok(());
        }
        let page = self.printing.format == Some(Format::Html);
        if page && counts.records > 1 {
            bail!("a page holds one article; `ascribe report` makes pages of many");
        }
        if self.printed == 0 && self.held.is_none() && (page || printed.alone.is_some()) {
            self.held = Some(printed);
            return Ok(());
        }
        if let Some(held) = self.held.take() {
            self.write(&held.out)?;
        }
        self.write(&printed.out)
    }

    fn write(&mut self, text: &str) -> anyhow::Result<()> {
        let before = match self.printed {
            0 => self.printing.head(),
            _ => self.printing.between(),
        };
        self.printed += 1;
        self.bytes(before)?;
        self.bytes(text)?;
        self.flush()
    }

    fn bytes(&mut self, text: &str) -> anyhow::Result<()> {
        self.to
            .write_all(text.as_bytes())
            .context("standard output cannot be written")
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        self.to.flush().context("standard output cannot be written")
    }

    fn end(&mut self) -> anyhow::Result<()> {
        if let Some(held) = self.held.take() {
            let alone = held.alone.unwrap_or(held.out);
            self.write(&alone)?;
        }
        if self.printed == 0 {
            self.bytes(self.printing.head())?;
        }
        self.flush()
    }
}

impl Filter {
    /// As the output stage takes it.
    pub(super) fn settled(&self) -> output::Filter {
        output::Filter {
            speech_only: self.speech_only,
            min_worth: self.min_worth,
            claimant: self.claimant.clone(),
            types: self.types.clone(),
        }
    }
}

fn paint(color: Color) -> Paint {
    match color.choice() {
        anstream::ColorChoice::Never => Paint::Plain,
        _ => Paint::Ansi,
    }
}
