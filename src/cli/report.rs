//! `ascribe report`: a browsable page for every article, speaker and claim of a folder.

use super::args::{Input, Report as Args, Run};
use super::input;
use super::pool;
use super::reading::{self, Outcome};
use super::source::Settings;
use super::stored::write_whole;
use super::talk::{Status, count, say};
use crate::output::page::report::{self, Report};
use crate::output::schema::Record;
use crate::text::Text;
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Reads a folder of articles and writes the pages below `--output`.
pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    let find = |kind| {
        let folder = std::slice::from_ref(&args.folder);
        input::inputs(folder, kind, std::slice::from_ref(&args.output))
    };
    let mut inputs = find(args.reading.input);
    if inputs.entries.is_empty() && args.reading.input.is_none() {
        // No articles: then it is a folder of records.
        inputs = find(Some(Input::Record));
    }
    for message in inputs.missing.iter().chain(&inputs.failed) {
        say(message);
    }
    if !inputs.missing.is_empty() {
        return Ok(Status::Environment);
    }
    for folder in ["articles", "speakers"] {
        let path = args.output.join(folder);
        fs::create_dir_all(&path).with_context(|| format!("{}: cannot be made", path.display()))?;
    }
    let settings = Settings::code_points(&args.reading);
    let mut report = Report::default();
    let mut names = Names::default();
    let (mut articles, mut failures) = (0, inputs.failed.len() as u64);
    pool::ordered(
        pool::jobs(args.run.jobs),
        |hand| reading::jobs(&inputs.entries, &settings, hand),
        |job| match reading::outcome(job, &settings, pages) {
            Outcome::Made(pages) => Ok(pages),
            Outcome::Failed(message) | Outcome::Fault(_, message) => Err(message),
            Outcome::Blank => Ok(Vec::new()),
        },
        |pages| -> anyhow::Result<()> {
            match pages {
                Err(message) => {
                    failures += 1;
                    say(&message);
                }
                Ok(pages) => {
                    for (page, record) in pages {
                        let name = names.of(&record);
                        write_whole(
                            &args.output.join("articles").join(format!("{name}.html")),
                            page.as_bytes(),
                        )?;
                        report.add(&record, &name);
                        articles += 1;
                    }
                }
            }
            Ok(())
        },
    )?;
    if articles == 0 && failures == 0 {
        bail!("{}: holds no articles", args.folder.display());
    }
    report.write(|path, content| write_whole(&args.output.join(path), content.as_bytes()))?;
    finish(&args.run, &args.output, articles, failures)
}

/// The records of a text, each with its page.
fn pages(records: Vec<Record>, text: Text) -> Vec<(String, Record)> {
    let page = |record: Record| {
        let page = report::article(&record, record.text_or(text.as_str()));
        (page, record)
    };
    records.into_iter().map(page).collect()
}

fn finish(run: &Run, output: &Path, articles: u64, failures: u64) -> anyhow::Result<Status> {
    if !run.quiet {
        let mut line = format!(
            "{} in {}",
            count(articles, "page", "pages"),
            output.join("index.html").display()
        );
        if failures > 0 {
            line += &format!(", {} failed", count(failures, "input", "inputs"));
        }
        say(&line);
    }
    Ok(if failures > 0 && run.strict {
        Status::Differs
    } else {
        Status::Done
    })
}

/// File names for articles: from a safe alphabet, none twice.
#[derive(Debug, Default)]
struct Names(BTreeSet<String>);

/// The longest name, in bytes, before a number is put behind it.
const NAME_LIMIT: usize = 80;

impl Names {
    fn of(&mut self, record: &Record) -> String {
        let mut name: String = record
            .id
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    '-'
                }
            })
            .take(NAME_LIMIT)
            .collect();
        name = name.trim_matches('-').to_owned();
        if name.is_empty() {
            name.push_str("article");
        }
        let mut unique = name.clone();
        let mut number = 2;
        while !self.0.insert(unique.clone()) {
            unique = format!("{name}-{number}");
            number += 1;
        }
        unique
    }
}
