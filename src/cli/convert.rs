//! `ascribe convert`: a folder of articles to a folder of records.

use super::args::{Content, Convert, Filter, Input, OffsetUnit, Reading};
use super::input::{self, Entry, Inputs};
use super::lines::{self, Line};
use super::pool;
use super::reading::{self, Job};
use super::source::{self, Settings};
use super::stored::{Folder, safe_part, safe_path, source_of};
use super::talk::{self, Status, count, say};
use crate::output::schema::Record;
use crate::output::{self, json, sha256};
use crate::text::hash::Hash;
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::slice;
use tempfile::NamedTempFile;
use walkdir::WalkDir;

/// Converts a folder.
pub(super) fn run(args: &Convert) -> anyhow::Result<Status> {
    let without: Vec<PathBuf> = fs::canonicalize(&args.output).into_iter().collect();
    if fs::canonicalize(&args.input).is_ok_and(|input| without.contains(&input)) {
        bail!(
            "{}: is input and output at once; name another folder to write to",
            args.output.display()
        );
    }
    if args.prune && !args.input.is_dir() {
        bail!("--prune takes a folder as input: of anything else it is not known what is gone");
    }
    let inputs = input::inputs(slice::from_ref(&args.input), args.reading.input, &without);
    if let Some(message) = inputs.missing.first() {
        bail!("{message}");
    }
    inputs.only_articles()?;
    refuse_clashes(&inputs.entries)?;
    if !args.run.quiet {
        inputs.skipped.iter().for_each(|message| say(message));
    }
    let folder = if args.dry_run {
        None
    } else {
        Some(Folder::open(&args.output)?)
    };
    let work = Work {
        settings: Settings::new(&args.reading, &args.content),
        filter: args.filter.settled(),
        made_by: made_by(&args.reading, &args.content, &args.filter),
        output: &args.output,
        force: args.force,
        folder: folder.as_ref(),
    };
    let mut tally = Tally::new(args, &inputs);
    pool::ordered(
        workers(pool::jobs(args.run.jobs)),
        |hand| reading::jobs(&inputs.entries, &work.settings, hand),
        |job| work.done(job),
        |done| tally.take(done, folder.as_ref()),
    )?;
    tally.progress.finish_and_clear();
    if args.prune {
        tally.prune(args)?;
    }
    for parent in &tally.folders {
        let _ = fs::File::open(args.output.join(parent)).and_then(|parent| parent.sync_all());
    }
    finish(args, &tally)
}

/// How many workers keep that many processors busy: some of them wait for the disk. One job is one worker.
fn workers(jobs: usize) -> usize {
    match jobs {
        1 => 1,
        _ => jobs + jobs.div_ceil(2),
    }
}

fn finish(args: &Convert, tally: &Tally) -> anyhow::Result<Status> {
    for message in &tally.counts.failed {
        say(message);
    }
    talk::write_summary(&tally.counts, &args.run)?;
    let counts = &tally.counts;
    if !args.run.quiet {
        let mut line = format!(
            "{} {}, {} up to date",
            count(counts.written, "record", "records"),
            if args.dry_run { "to write" } else { "written" },
            counts.up_to_date
        );
        for (number, what) in [
            (counts.removed, "removed"),
            (counts.failed.len() as u64, "failed"),
        ] {
            if number > 0 {
                let _ = write!(line, ", {number} {what}");
            }
        }
        if counts.skipped > 0 {
            let files = count(counts.skipped, "other file", "other files");
            let _ = write!(line, ", {files} skipped");
        }
        say(&line);
    }
    let nothing = counts.written + counts.up_to_date == 0;
    Ok(
        if !counts.failed.is_empty() && (args.run.strict || nothing) {
            Status::Differs
        } else {
            Status::Done
        },
    )
}

/// How many clashes are told before the rest is counted.
const CLASHES: usize = 10;

/// Refuses inputs whose records would have one name, also on a file system that does not tell small letters from capitals.
fn refuse_clashes(entries: &[Entry]) -> anyhow::Result<()> {
    let mut first: HashMap<String, &Entry> = HashMap::new();
    let mut clashes = Vec::new();
    for entry in entries {
        let kind = if entry.kind == Input::Jsonl { "/" } else { "" };
        let name = safe_path(&entry.id).to_lowercase() + kind;
        match first.get(&name) {
            Some(other) => clashes.push(format!(
                "{} and {}",
                other.path.display(),
                entry.path.display()
            )),
            None => {
                first.insert(name, entry);
            }
        }
    }
    if clashes.is_empty() {
        return Ok(());
    }
    let more = clashes.len().saturating_sub(CLASHES);
    let mut told = clashes[..clashes.len() - more].join("; ");
    if more > 0 {
        let _ = write!(told, "; and {more} more");
    }
    bail!("nothing was done, for these would have one name: {told}")
}

/// What shapes a record besides its input: the version and the options.
pub(super) fn made_by(reading: &Reading, content: &Content, filter: &Filter) -> String {
    let mut line = format!("ascribe {}", env!("CARGO_PKG_VERSION"));
    if let Some(date) = reading.date {
        let _ = write!(line, " --date {} {:?}", date.day, date.precision);
    }
    if let Some(encoding) = &reading.encoding {
        let _ = write!(line, " --encoding {}", encoding.to_lowercase());
    }
    match content.offsets {
        OffsetUnit::Codepoints => {}
        OffsetUnit::Utf16 => line += " --offsets utf16",
        OffsetUnit::Bytes => line += " --offsets bytes",
    }
    if content.include_text {
        line += " --include-text";
    }
    if filter.speech_only {
        line += " --speech-only";
    }
    if let Some(score) = filter.min_worth {
        let _ = write!(line, " --min-worth {}.{:03}", score / 1000, score % 1000);
    }
    if let Some(claimant) = &filter.claimant {
        let _ = write!(line, " --claimant {claimant:?}");
    }
    for kind in &filter.types {
        let _ = write!(line, " --type {kind:?}");
    }
    line
}

/// What every job needs to know.
struct Work<'a> {
    settings: Settings,
    filter: output::Filter,
    made_by: String,
    output: &'a Path,
    force: bool,
    /// `None` where nothing is to be written.
    folder: Option<&'a Folder>,
}

/// A record to be.
enum State {
    /// It is there and up to date.
    UpToDate,
    /// It is written and has no name yet; `None` where nothing is to be written.
    New(Option<NamedTempFile>),
}

/// What a job gave.
enum Done {
    Blank,
    Failed(String),
    /// The name of the input, and for each record its path below the output folder.
    Articles(String, Vec<(String, State)>),
    /// The output folder cannot be written to.
    Stop(anyhow::Error),
}

impl Work<'_> {
    fn done(&self, job: Job) -> Done {
        match job {
            Job::Blank => Done::Blank,
            Job::Broken(message) => Done::Failed(message),
            Job::File(entry) => self.file(&entry),
            Job::Line {
                entry,
                number,
                bytes,
            } => {
                let input = format!("{}: line {number}", source::name(&entry));
                match reading::line_bytes(bytes, number, &self.settings)
                    .and_then(|bytes| lines::parse(&bytes, number))
                {
                    Ok(line) => self.line(&entry, number, line, input),
                    Err(fault) => Done::Failed(format!("{}: {fault}", source::name(&entry))),
                }
            }
        }
    }

    fn file(&self, entry: &Entry) -> Done {
        let bytes = match source::bytes(entry, &self.settings) {
            Ok(bytes) => bytes,
            Err(message) => return Done::Failed(message),
        };
        let name = safe_path(&entry.id);
        let input = source::name(entry);
        if let Some(names) = self.up_to_date(&name, &sha256(&bytes)) {
            let names = names.into_iter().map(|name| (name, State::UpToDate));
            return Done::Articles(input, names.collect());
        }
        if self.folder.is_none() {
            return Done::Articles(input, vec![(name + ".json", State::New(None))]);
        }
        match reading::text_records(entry, &bytes, &self.settings) {
            Ok((records, _)) => self.write(input, &name, &self.made_by, records),
            Err(message) => Done::Failed(message),
        }
    }

    fn line(&self, entry: &Entry, number: u64, line: Line, input: String) -> Done {
        let id = line.id.clone().unwrap_or_else(|| lines::unnamed(number));
        let name = format!("{}/{}", safe_path(&entry.id), safe_part(&id));
        let made_by = self.made_by.clone() + &given(&line);
        let there = self.output.join(name.clone() + ".json");
        if self.is_up_to_date(&there, &sha256(line.text.as_bytes()), &made_by) == Some(None) {
            return Done::Articles(input, vec![(name + ".json", State::UpToDate)]);
        }
        if self.folder.is_none() {
            return Done::Articles(input, vec![(name + ".json", State::New(None))]);
        }
        match reading::line_record(entry, number, line, &self.settings) {
            Ok((record, _)) => self.write(input, &name, &made_by, vec![record]),
            Err(fault) => Done::Failed(format!("{}: {fault}", source::name(entry))),
        }
    }

    /// The names of the records of a text, if all of them are there and up to date.
    fn up_to_date(&self, name: &str, sha256: &str) -> Option<Vec<String>> {
        let articles = |number: Option<u32>| {
            let name = numbered(name, number);
            let there = self.is_up_to_date(&self.output.join(&name), sha256, &self.made_by);
            there.map(|articles| (name, articles))
        };
        if let Some((name, None)) = articles(None) {
            return Some(vec![name]);
        }
        let (first, Some(last)) = articles(Some(1))? else {
            return None;
        };
        let mut names = vec![first];
        for number in 2..=last {
            match articles(Some(number)) {
                Some((name, Some(of))) if of == last => names.push(name),
                _ => return None,
            }
        }
        Some(names)
    }

    /// Whether a record is there that was made from the same in the same way; if so, of how many it is one.
    fn is_up_to_date(&self, path: &Path, sha256: &str, made_by: &str) -> Option<Option<u32>> {
        let source = if self.force { None } else { source_of(path) }?;
        (source.sha256 == sha256 && source.made_by.as_deref() == Some(made_by))
            .then_some(source.articles)
    }

    fn write(&self, input: String, name: &str, made_by: &str, mut records: Vec<Record>) -> Done {
        let several = (records.len() > 1).then_some(records.len() as u32);
        let mut written = Vec::with_capacity(records.len());
        for (number, record) in (1..).zip(&mut records) {
            let printed = reading::guarded(|| {
                self.filter.apply(record);
                record.source.articles = several;
                record.source.made_by = Some(made_by.to_owned());
                json::pretty(record)
            });
            let text = match printed {
                Ok(text) => text,
                Err(why) => return Done::Failed(format!("{input}: {why}")),
            };
            match self.folder.map(|folder| folder.write(&text)).transpose() {
                Ok(file) => {
                    let name = numbered(name, several.map(|_| number));
                    written.push((name, State::New(file)));
                }
                Err(error) => return Done::Stop(error),
            }
        }
        Done::Articles(input, written)
    }
}

fn numbered(name: &str, number: Option<u32>) -> String {
    number.map_or_else(
        || format!("{name}.json"),
        |number| format!("{name}#{number}.json"),
    )
}

/// What a line gives besides its text, as a hash; nothing where it gives nothing.
fn given(line: &Line) -> String {
    let meta = line.meta.as_ref().map(ToString::to_string);
    if meta.is_none() && line.given == crate::parse::Given::default() {
        return String::new();
    }
    let hash = Hash::new()
        .field(&format!("{:?}", line.given))
        .field(&meta.unwrap_or_default());
    format!(" given {:016x}", hash.finish())
}

/// What a conversion did.
#[derive(Debug, Default, Serialize)]
struct Counts {
    /// Files and lines taken as articles.
    inputs: u64,
    /// Records written.
    written: u64,
    /// Records that were there and up to date.
    up_to_date: u64,
    /// Records removed because their input is gone.
    removed: u64,
    /// Lines of white space.
    blank_lines: u64,
    /// Files that are not articles by their names, links, special files.
    skipped: u64,
    /// Inputs that gave no record: what and why.
    failed: Vec<String>,
}

struct Tally {
    counts: Counts,
    dry_run: bool,
    progress: ProgressBar,
    /// Hashes of the names of all records there should be, letters folded.
    names: HashSet<u64>,
    /// Folders below the output folder with something new.
    folders: HashSet<PathBuf>,
}

fn folded(name: &str) -> u64 {
    Hash::new().field(&name.to_lowercase()).finish()
}

/// Articles a second, as whole as they are.
fn rate(state: &ProgressState, out: &mut dyn Write) {
    let _ = write!(out, "{:.0} a second", state.per_sec());
}

impl Tally {
    fn new(args: &Convert, inputs: &Inputs) -> Self {
        let counts = Counts {
            skipped: (inputs.skipped.len() + inputs.left) as u64,
            failed: inputs.failed.clone(),
            ..Counts::default()
        };
        let known = inputs.entries.iter().all(|entry| entry.kind == Input::Text);
        // Not drawn unless standard error is a terminal.
        let (progress, style) = if args.run.quiet {
            (ProgressBar::hidden(), "")
        } else if known {
            let bar = "{bar:30} {pos} of {len}, {rate}, {msg}{eta} left";
            (ProgressBar::new(inputs.entries.len() as u64), bar)
        } else {
            let bar = "{spinner} {pos} articles, {rate}, {msg}{elapsed} so far";
            (ProgressBar::no_length(), bar)
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            progress.set_style(style.with_key("rate", rate));
        }
        Self {
            counts,
            dry_run: args.dry_run,
            progress,
            names: HashSet::new(),
            folders: HashSet::new(),
        }
    }

    fn take(&mut self, done: Done, folder: Option<&Folder>) -> anyhow::Result<()> {
        match done {
            Done::Blank => {
                self.counts.blank_lines += 1;
                return Ok(());
            }
            Done::Failed(message) => self.fail(message),
            Done::Stop(error) => return Err(error),
            Done::Articles(input, records) => {
                for (name, state) in records {
                    self.record(&input, &name, state, folder)?;
                }
            }
        }
        self.counts.inputs += 1;
        self.progress.inc(1);
        Ok(())
    }

    fn fail(&mut self, message: String) {
        self.counts.failed.push(message);
        let failed = self.counts.failed.len();
        self.progress.set_message(format!("{failed} failed, "));
    }

    fn record(
        &mut self,
        input: &str,
        name: &str,
        state: State,
        folder: Option<&Folder>,
    ) -> anyhow::Result<()> {
        if !self.names.insert(folded(name)) {
            let message = format!("{input}: another article has its name, {name}; give it an id");
            self.fail(message);
            return Ok(());
        }
        let what = match state {
            State::UpToDate => {
                self.counts.up_to_date += 1;
                "keep"
            }
            State::New(file) => {
                self.counts.written += 1;
                if let (Some(file), Some(folder)) = (file, folder) {
                    folder.name(file, name)?;
                    let parent = Path::new(name).parent().unwrap_or(Path::new(""));
                    if !self.folders.contains(parent) {
                        self.folders.insert(parent.to_owned());
                    }
                }
                "write"
            }
        };
        self.tell(what, name)
    }

    /// Prints what a dry run would do.
    fn tell(&self, what: &str, name: &str) -> anyhow::Result<()> {
        use io::Write;
        if !self.dry_run {
            return Ok(());
        }
        let line = format!("{what}\t{}\n", output::visible::visible_line(name));
        match io::stdout().write_all(line.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
            written => written.context("standard output cannot be written"),
        }
    }

    /// Removes the records of earlier runs that have no input any more, and folders that are empty then.
    fn prune(&mut self, args: &Convert) -> anyhow::Result<()> {
        if !self.counts.failed.is_empty() {
            say("nothing is removed, for some inputs failed and their records would be missed");
            return Ok(());
        }
        let walk = WalkDir::new(&args.output)
            .contents_first(true)
            .sort_by_file_name();
        let mut emptied: HashSet<PathBuf> = HashSet::new();
        for found in walk.into_iter().flatten() {
            let path = found.path();
            let Ok(name) = path.strip_prefix(&args.output) else {
                continue;
            };
            if found.file_type().is_dir() && found.depth() > 0 {
                // A folder that is not empty stays, for it cannot be removed.
                if emptied.contains(path) && fs::remove_dir(path).is_ok() {
                    emptied.extend(path.parent().map(Path::to_owned));
                }
                continue;
            }
            let name = name.to_string_lossy().replace('\\', "/");
            let ours = found.file_type().is_file()
                && name.ends_with(".json")
                && !self.names.contains(&folded(&name))
                && source_of(path).is_some_and(|source| source.made_by.is_some());
            if ours {
                self.counts.removed += 1;
                self.tell("remove", &name)?;
                if !self.dry_run {
                    fs::remove_file(path)
                        .with_context(|| format!("{}: cannot be removed", path.display()))?;
                    emptied.extend(path.parent().map(Path::to_owned));
                }
            }
        }
        Ok(())
    }
}
