//! `ascribe check`: extract again and compare with what is stored.

use super::args::{Check, Input};
use super::changes::{Changed, Printer};
use super::diff::{records, written};
use super::input;
use super::pool;
use super::reading::{self, Outcome};
use super::source::Settings;
use super::stored::{Folder, safe_part, safe_path, write_whole};
use super::talk::{Status, count, say};
use crate::output::compare::{Change, How, Side, compare};
use crate::output::schema::Record;
use crate::output::{Filter, Positions, json};
use crate::text::Text;
use anyhow::{Context, bail};
use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::slice;
use walkdir::WalkDir;

/// Extracts, compares, prints what changed, and says whether anything did.
pub(super) fn run(args: &Check) -> anyhow::Result<Status> {
    let without: Vec<_> = fs::canonicalize(&args.expected).into_iter().collect();
    let inputs = input::inputs(slice::from_ref(&args.input), args.reading.input, &without);
    if let Some(message) = inputs.missing.first() {
        bail!("{message}");
    }
    inputs.only_articles()?;
    let stored = Stored::open(&args.expected, args.update)?;
    let folder = match (&stored, args.update) {
        (Stored::Folder(path), true) => Some(Folder::open(path)?),
        _ => None,
    };
    let work = Work {
        settings: Settings::new(&args.reading, &args.content),
        filter: args.filter.settled(),
        stored: &stored,
    };
    let printer = Printer::new(args.report, args.color);
    let mut seen = Seen::default();
    pool::ordered(
        jobs(args),
        |hand| {
            reading::jobs(&inputs.entries, &work.settings, &mut |job| {
                let base = match &job {
                    reading::Job::Line { entry, .. } => safe_path(&entry.id) + "/",
                    _ => String::new(),
                };
                hand((base, job))
            });
        },
        |(base, job)| work.done(&base, job),
        |done| -> anyhow::Result<()> {
            for article in done {
                seen.take(article, args, printer, folder.as_ref())?;
            }
            Ok(())
        },
    )?;
    seen.failures += inputs.failed.len() as u64;
    inputs.failed.iter().for_each(|message| say(message));
    if seen.failures > 0 {
        say("stored records without an article are not looked for, for some inputs failed");
    } else if args.input.is_dir() || matches!(stored, Stored::File(_)) {
        gone(&stored, &mut seen, args, printer)?;
    }
    if let (Stored::File(_), true) = (&stored, args.update) {
        seen.write(&args.expected)?;
    }
    if !args.quiet && seen.changed > 0 {
        let what = if args.update { "updated" } else { "differ" };
        let articles = count(seen.articles, "article", "articles");
        say(&format!("{} of {articles} {what}", seen.changed));
    }
    Ok(if seen.changed > 0 && !args.update || seen.failures > 0 {
        Status::Differs
    } else {
        Status::Done
    })
}

/// The stored records.
enum Stored<'a> {
    /// A folder as `ascribe convert` writes it.
    Folder(&'a Path),
    /// All records of a file.
    File(BTreeMap<String, Record>),
}

impl<'a> Stored<'a> {
    fn open(path: &'a Path, update: bool) -> anyhow::Result<Self> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Self::Folder(path)),
            Ok(_) => Ok(Self::File(records(path)?)),
            Err(_) if update && path.extension().is_none() => Ok(Self::Folder(path)),
            Err(_) if update => Ok(Self::File(BTreeMap::new())),
            Err(error) => Err(error)
                .with_context(|| format!("{}: cannot be read; --update makes it", path.display())),
        }
    }

    /// The stored record of an article; `None` if there is none, and in words what is wrong with it.
    fn record(&self, name: &str, id: &str) -> Result<Option<Record>, String> {
        match self {
            Self::File(records) => Ok(records.get(id).cloned()),
            Self::Folder(folder) => {
                let path = folder.join(name);
                if !path.exists() {
                    return Ok(None);
                }
                let bytes = fs::read(&path)
                    .map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
                serde_json::from_slice(&bytes).map(Some).map_err(|error| {
                    format!("{}: is no record of this version: {error}", path.display())
                })
            }
        }
    }
}

struct Work<'a> {
    settings: Settings,
    filter: Filter,
    stored: &'a Stored<'a>,
}

/// An article that was extracted again.
enum Article {
    Same(String),
    Different(String, Changed, Box<Record>),
    Failed(String),
}

impl Work<'_> {
    /// `base` is the folder of a line's record.
    fn done(&self, base: &str, job: reading::Job) -> Vec<Article> {
        let compared = |records: Vec<Record>, text: Text| {
            let unit = self.settings.options.unit;
            let lines =
                LazyCell::new(|| Lines::new(text.as_str(), Positions::new(text.as_str(), unit)));
            let of = |record: Record| {
                let id = if base.is_empty() {
                    safe_path(&record.id)
                } else {
                    safe_part(&record.id)
                };
                self.article(format!("{base}{id}.json"), record, &text, &lines)
            };
            records.into_iter().map(of).collect()
        };
        match reading::outcome(job, &self.settings, compared) {
            Outcome::Blank => Vec::new(),
            Outcome::Failed(message) | Outcome::Fault(_, message) => vec![Article::Failed(message)],
            Outcome::Made(articles) => articles,
        }
    }

    /// `lines` are those of the whole input; an article of several has a text of its own within it.
    fn article<'a>(
        &self,
        path: String,
        mut record: Record,
        text: &Text,
        lines: &LazyCell<Lines<'a>, impl FnOnce() -> Lines<'a>>,
    ) -> Article {
        self.filter.apply(&mut record);
        let name = match self.stored {
            Stored::Folder(_) => path,
            Stored::File(_) => record.id.clone(),
        };
        let changed = |what, lines| Changed {
            id: record.id.clone(),
            path: record.source.path.clone(),
            what,
            lines,
        };
        let changed = match self.stored.record(&name, &record.id) {
            Err(sentence) => changed(Err(sentence), Vec::new()),
            Ok(None) => changed(Err("article is new".to_owned()), Vec::new()),
            Ok(Some(mut old)) => {
                // The paths are those of whoever made the record, and how it was made is not what it says.
                old.source.path.clone_from(&record.source.path);
                record.source.articles = old.source.articles;
                record.source.made_by.clone_from(&old.source.made_by);
                if old == record {
                    return Article::Same(name);
                }
                let unit = self.settings.options.unit;
                let same_text = old.source.sha256 == record.source.sha256;
                let of_old = old
                    .text
                    .as_deref()
                    .or(same_text.then(|| match old.source.part {
                        Some(_) => record.text_or(text.as_str()),
                        None => text.as_str(),
                    }));
                let found = compare(
                    Side {
                        record: &old,
                        text: of_old,
                        unit,
                    },
                    Side {
                        record: &record,
                        text: Some(record.text_or(text.as_str())),
                        unit,
                    },
                );
                let before = record.source.part.map_or(0, |part| part.start);
                let lines = found
                    .changes
                    .iter()
                    .map(|change| lines.of(change, before))
                    .collect();
                let changed = changed(Ok(found), lines);
                if changed.is_nothing() {
                    return Article::Same(name);
                }
                changed
            }
        };
        Article::Different(name, changed, Box::new(record))
    }
}

/// The lines of a text.
struct Lines<'a> {
    text: &'a str,
    positions: Positions,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, positions: Positions) -> Self {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Self {
            text,
            positions,
            starts,
        }
    }

    /// The number of the line of a change, from 1 on, and what it says around the change. The text of the article begins
    /// after `before` units.
    fn of(&self, change: &Change, before: u32) -> Option<(usize, String)> {
        if change.change == How::Lost {
            return None;
        }
        let at = self.positions.byte(change.start? + before);
        let line = self.starts.partition_point(|&start| start <= at);
        let start = self.starts[line - 1];
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |&next| next - 1);
        // A sentence's length before the change, so that a paragraph on one line shows the right part of it.
        let from = self.text[start..at]
            .char_indices()
            .rev()
            .nth(60)
            .map_or(start, |(back, _)| start + back);
        let lead = if from > start { "…" } else { "" };
        Some((line, format!("{lead}{}", &self.text[from..end.max(from)])))
    }
}

#[derive(Default)]
struct Seen {
    articles: u64,
    changed: u64,
    failures: u64,
    /// The files of the records of all articles; where the store is a file, their ids.
    names: HashSet<String>,
    /// For a store that is a file and updated: its new records.
    records: Vec<Record>,
}

impl Seen {
    fn take(
        &mut self,
        article: Article,
        args: &Check,
        printer: Printer,
        folder: Option<&Folder>,
    ) -> anyhow::Result<()> {
        self.articles += 1;
        match article {
            Article::Failed(message) => {
                self.failures += 1;
                say(&message);
            }
            Article::Same(name) => {
                self.names.insert(name);
            }
            Article::Different(name, changed, record) => {
                self.changed += 1;
                written(&printer.print(&changed))?;
                if let Some(folder) = folder {
                    folder.name(folder.write(&json::pretty(&record))?, &name)?;
                } else if args.update {
                    self.records.push(*record);
                }
                self.names.insert(name);
            }
        }
        Ok(())
    }

    /// Writes the store that is a file, changed records in their places.
    fn write(&mut self, path: &Path) -> anyhow::Result<()> {
        let mut all = if path.exists() {
            records(path)?
        } else {
            BTreeMap::new()
        };
        if self.failures == 0 {
            all.retain(|id, _| self.names.contains(id));
        }
        for record in self.records.drain(..) {
            all.insert(record.id.clone(), record);
        }
        let text: String = if all.len() == 1 {
            all.values().map(json::pretty).collect()
        } else {
            all.values().map(json::line).collect()
        };
        write_whole(path, text.as_bytes())
    }
}

/// Tells of stored records without an article.
fn gone(stored: &Stored, seen: &mut Seen, args: &Check, printer: Printer) -> anyhow::Result<()> {
    let mut lost = Vec::new();
    match stored {
        Stored::File(records) => {
            for (id, record) in records {
                if !seen.names.contains(id) {
                    lost.push((id.clone(), record.source.path.clone(), None));
                }
            }
        }
        Stored::Folder(folder) => {
            for found in WalkDir::new(folder)
                .sort_by_file_name()
                .into_iter()
                .flatten()
            {
                let path = found.path();
                let below = path.strip_prefix(folder).unwrap_or(path);
                let name = below.to_string_lossy().replace('\\', "/");
                let is_record = found.file_type().is_file() && name.ends_with(".json");
                if is_record && !seen.names.contains(&name) {
                    let id = name.trim_end_matches(".json").to_owned();
                    lost.push((id, Some(path.display().to_string()), Some(path.to_owned())));
                }
            }
        }
    }
    for (id, path, file) in lost {
        seen.changed += 1;
        let changed = Changed {
            id: id.clone(),
            path,
            what: Err("article is gone".to_owned()),
            lines: Vec::new(),
        };
        written(&printer.print(&changed))?;
        if let (Some(file), true) = (file, args.update) {
            fs::remove_file(&file)
                .with_context(|| format!("{}: cannot be removed", file.display()))?;
        }
    }
    Ok(())
}

/// How many articles at once: one file is one article.
fn jobs(args: &Check) -> usize {
    match args.jobs {
        None if args.input.is_file() && args.reading.input != Some(Input::Jsonl) => 1,
        wanted => pool::jobs(wanted),
    }
}
