//! `ascribe diff`: two records, or two folders of them.

use super::args::Diff;
use super::changes::{Changed, Printer};
use super::talk::{Status, count, say};
use crate::output::compare::{Side, compare};
use crate::output::schema::Record;
use crate::text::offsets::Unit;
use anyhow::{Context, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Compares, prints what changed, and says whether anything did.
pub(super) fn run(args: &Diff) -> anyhow::Result<Status> {
    let printer = Printer::new(args.report, args.color);
    let mut differing = 0;
    let mut compared = 0;
    let mut print = |changed: &Changed| -> anyhow::Result<()> {
        compared += 1;
        let places_only = matches!(&changed.what, Ok(found) if found.changes.is_empty());
        if places_only {
            return Ok(());
        }
        differing += 1;
        written(&printer.print(changed))
    };
    if args.old.is_dir() && args.new.is_dir() {
        let (old, new) = (files(&args.old)?, files(&args.new)?);
        let names: BTreeSet<_> = old.iter().chain(&new).collect();
        for name in names {
            let read = |folder: &Path, names: &BTreeSet<String>| match names.contains(name) {
                true => records(&folder.join(name)),
                false => Ok(BTreeMap::new()),
            };
            let (old, new) = (read(&args.old, &old)?, read(&args.new, &new)?);
            compare_all(&old, &new, Some(name), &mut print)?;
        }
    } else if args.old.is_dir() || args.new.is_dir() {
        bail!("one is a folder and the other is not; name two folders or two files");
    } else {
        let (old, new) = (records(&args.old)?, records(&args.new)?);
        if let (1, 1) = (old.len(), new.len()) {
            // Two files of one record each are compared whatever their ids are.
            let (Some(old), Some(new)) = (old.values().next(), new.values().next()) else {
                return Ok(Status::Done);
            };
            print(&both(old, new, None))?;
        } else {
            compare_all(&old, &new, None, &mut print)?;
        }
    }
    if !args.quiet && differing > 0 {
        say(&format!(
            "{differing} of {} differ",
            count(compared, "article", "articles")
        ));
    }
    Ok(if differing > 0 {
        Status::Differs
    } else {
        Status::Done
    })
}

/// Writes to standard output; a closed pipe ends the program silently.
pub(super) fn written(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        written => written.context("standard output cannot be written"),
    }
}

fn compare_all(
    old: &BTreeMap<String, Record>,
    new: &BTreeMap<String, Record>,
    path: Option<&str>,
    print: &mut impl FnMut(&Changed) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let ids: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for id in ids {
        let sentence = |sentence: &str| Changed {
            id: id.clone(),
            path: path.map(str::to_owned),
            what: Err(sentence.to_owned()),
            lines: Vec::new(),
        };
        let changed = match (old.get(id), new.get(id)) {
            (Some(old), Some(new)) => both(old, new, path),
            (None, _) => sentence("article is new"),
            (_, None) => sentence("article is gone"),
        };
        print(&changed)?;
    }
    Ok(())
}

fn both(old: &Record, new: &Record, path: Option<&str>) -> Changed {
    let side = |record: &'_ Record| -> Option<String> { record.text.clone() };
    let (old_text, new_text) = (side(old), side(new));
    let found = compare(
        Side {
            record: old,
            text: old_text.as_deref(),
            unit: Unit::CodePoints,
        },
        Side {
            record: new,
            text: new_text.as_deref(),
            unit: Unit::CodePoints,
        },
    );
    Changed {
        id: new.id.clone(),
        path: path.map(str::to_owned).or_else(|| new.source.path.clone()),
        what: Ok(found),
        lines: Vec::new(),
    }
}

/// The files of records below a folder.
fn files(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for found in WalkDir::new(folder) {
        let found = found.with_context(|| format!("{}: cannot be read", folder.display()))?;
        let path = found.path();
        let extension = path.extension().unwrap_or_default();
        if found.file_type().is_file() && (extension == "json" || extension == "jsonl") {
            let below: PathBuf = path.strip_prefix(folder).unwrap_or(path).to_owned();
            names.insert(below.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(names)
}

/// The records of a file, by their ids: one after the other or one a line. `-` is standard input.
pub(super) fn records(path: &Path) -> anyhow::Result<BTreeMap<String, Record>> {
    let cannot = || format!("{}: cannot be read", path.display());
    let mut source: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(fs::File::open(path).with_context(cannot)?))
    };
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).with_context(cannot)?;
    let mut records = BTreeMap::new();
    for value in serde_json::Deserializer::from_slice(&bytes).into_iter::<serde_json::Value>() {
        let not = || format!("{}: holds something that is no record", path.display());
        let value = value.with_context(not)?;
        if value.get("error").is_some() {
            continue;
        }
        let record: Record = serde_json::from_value(value).with_context(not)?;
        records.insert(record.id.clone(), record);
    }
    Ok(records)
}
