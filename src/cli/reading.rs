//! Inputs to records: one job for each file, or for each line of JSON Lines.

use super::args::{Input, Reading};
use super::input::Entry;
use super::lines::{self, Cause, Fault, Line};
use super::packed::{self, Next};
use super::restored;
use super::source::{Settings, bytes, name, open, unreadable};
use crate::output::schema::Record;
use crate::output::sha256;
use crate::parse::Given;
use crate::text::Text;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// Something to read.
#[derive(Debug)]
pub(super) enum Job {
    /// A file of text or of a record, read by the worker.
    File(Entry),
    /// A line of JSON Lines.
    Line {
        /// The file it stands in.
        entry: Arc<Entry>,
        /// Its number, from 1 on, blank lines counted.
        number: u64,
        /// Its bytes; `None` where there are too many.
        bytes: Option<Vec<u8>>,
    },
    /// A line of white space.
    Blank,
    /// A file that cannot be read, or not to its end.
    Broken(String),
}

/// What a job gave.
#[derive(Debug)]
pub(super) enum Outcome<Made> {
    /// What was made of the records of a text.
    Made(Made),
    /// A line that is none, and the same for a person.
    Fault(Fault, String),
    /// A blank line.
    Blank,
    /// A file that cannot be read: what and why.
    Failed(String),
}

/// Hands over the jobs of the entries, in order, until told to stop.
pub(super) fn jobs(entries: &[Entry], settings: &Settings, hand: &mut dyn FnMut(Job) -> bool) {
    for entry in entries {
        let going = match entry.kind {
            Input::Text | Input::Record => hand(Job::File(entry.clone())),
            Input::Jsonl => lines_of(entry, settings, hand),
        };
        if !going {
            return;
        }
    }
}

fn lines_of(entry: &Entry, settings: &Settings, hand: &mut dyn FnMut(Job) -> bool) -> bool {
    let entry = Arc::new(entry.clone());
    let mut source = match open(&entry) {
        Ok(source) => source,
        Err(error) => return hand(Job::Broken(unreadable(&entry, &error))),
    };
    let mut number = 0;
    loop {
        number += 1;
        let bytes = match packed::line(&mut source, settings.reading.max_bytes) {
            Ok(Next::End) => return true,
            Ok(Next::Line(line)) if line.trim_ascii().is_empty() => {
                if !hand(Job::Blank) {
                    return false;
                }
                continue;
            }
            Ok(Next::Line(line)) => Some(line),
            Ok(Next::TooLong) => None,
            Err(error) => {
                let message = format!("{} (at line {number})", unreadable(&entry, &error));
                return hand(Job::Broken(message));
            }
        };
        let entry = Arc::clone(&entry);
        if !hand(Job::Line {
            entry,
            number,
            bytes,
        }) {
            return false;
        }
    }
}

/// Does a job and gives its records with their text to `make`. A panic in the middle of an article, there or here, is the
/// failure of that article alone.
pub(super) fn outcome<Made>(
    job: Job,
    settings: &Settings,
    make: impl FnOnce(Vec<Record>, Text) -> Made,
) -> Outcome<Made> {
    match job {
        Job::Blank => Outcome::Blank,
        Job::Broken(message) => Outcome::Failed(message),
        Job::File(entry) => {
            let made = file(&entry, settings).and_then(|(records, text)| {
                guarded(|| make(records, text)).map_err(|why| format!("{}: {why}", name(&entry)))
            });
            made.map_or_else(Outcome::Failed, Outcome::Made)
        }
        Job::Line {
            entry,
            number,
            bytes,
        } => {
            let made = line(&entry, number, bytes, settings).and_then(|(record, text)| {
                let id = record.id.clone();
                guarded(|| make(vec![record], text)).map_err(|why| Fault {
                    id: Some(id),
                    error: Cause {
                        code: "internal",
                        message: why,
                        line: number,
                    },
                })
            });
            made.map_or_else(
                |fault| {
                    let message = format!("{}: {fault}", name(&entry));
                    Outcome::Fault(fault, message)
                },
                Outcome::Made,
            )
        }
    }
}

/// The line that answers a line of JSON Lines, as the program does it without options.
pub(super) fn answer(line: &[u8]) -> String {
    if line.trim_ascii().is_empty() {
        return String::new();
    }
    let entry = Entry {
        path: "-".into(),
        id: "-".to_owned(),
        kind: Input::Jsonl,
    };
    let settings = Settings::code_points(&Reading {
        input: None,
        date: None,
        encoding: None,
        max_bytes: 16 << 20,
    });
    match self::line(&entry, 1, Some(line.to_vec()), &settings) {
        Ok((record, _)) => crate::output::json::line(&record),
        Err(fault) => fault.line(),
    }
}

fn file(entry: &Entry, settings: &Settings) -> Result<(Vec<Record>, Text), String> {
    let bytes = bytes(entry, settings)?;
    if entry.kind == Input::Record {
        let (record, text) =
            restored::in_file(&bytes, settings).map_err(|why| format!("{}: {why}", name(entry)))?;
        return Ok((vec![record], text));
    }
    text_records(entry, &bytes, settings)
}

/// The records of a file whose bytes are read.
pub(super) fn text_records(
    entry: &Entry,
    bytes: &[u8],
    settings: &Settings,
) -> Result<(Vec<Record>, Text), String> {
    let text = Text::decode(bytes, settings.reading.encoding.as_deref())
        .map_err(|error| format!("{}: {error}", name(entry)))?;
    let given = Given {
        date_if_none: settings.reading.date,
        ..Given::default()
    };
    let mut records = guarded(|| crate::read(&text, &given, &settings.options))
        .map_err(|why| format!("{}: {why}", name(entry)))?;
    let sha256 = sha256(bytes);
    let several = records.len() > 1;
    for (at, record) in records.iter_mut().enumerate() {
        record.id = if several {
            format!("{}#{}", entry.id, at + 1)
        } else {
            entry.id.clone()
        };
        record.source.path = entry.shown();
        record.source.sha256.clone_from(&sha256);
    }
    Ok((records, text))
}

fn line(
    entry: &Entry,
    number: u64,
    bytes: Option<Vec<u8>>,
    settings: &Settings,
) -> Result<(Record, Text), Fault> {
    let bytes = line_bytes(bytes, number, settings)?;
    if restored::is_record(&bytes) {
        return restored::in_line(&bytes, settings).map_err(|message| Fault {
            id: None,
            error: Cause {
                code: "record",
                message,
                line: number,
            },
        });
    }
    line_record(entry, number, lines::parse(&bytes, number)?, settings)
}

/// The bytes of a line, which may have been too many.
pub(super) fn line_bytes(
    bytes: Option<Vec<u8>>,
    number: u64,
    settings: &Settings,
) -> Result<Vec<u8>, Fault> {
    bytes.ok_or_else(|| Fault {
        id: None,
        error: Cause {
            code: "too_long",
            message: format!(
                "the line is longer than {} bytes; raise --max-bytes to read it",
                settings.reading.max_bytes
            ),
            line: number,
        },
    })
}

/// The record of a line that is read.
pub(super) fn line_record(
    entry: &Entry,
    number: u64,
    line: Line,
    settings: &Settings,
) -> Result<(Record, Text), Fault> {
    let id = line.id.unwrap_or_else(|| lines::unnamed(number));
    let fault = |code, message| Fault {
        id: Some(id.clone()),
        error: Cause {
            code,
            message,
            line: number,
        },
    };
    let text = Text::new(line.text).map_err(|error| fault("too_long", error.to_string()))?;
    let given = Given {
        date_if_none: settings.reading.date,
        ..line.given
    };
    let record = guarded(|| crate::read_one(&text, &given, &settings.options));
    let mut record = record.map_err(|why| fault("internal", why))?;
    record.source.path = entry.shown();
    record.meta = line.meta;
    record.id = id;
    Ok((record, text))
}

thread_local! {
    /// Within [`guarded`], what the last panic said; `None` outside.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it is caught and told.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    PANIC.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = PANIC.take().unwrap_or_default();
    result.map_err(|_| format!("an error in ascribe, please report it: {said}"))
}

/// Keeps panics within an article from talking to the terminal: their words go into the failure of the article.
pub(super) fn keep_panics_quiet() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let told = PANIC.with_borrow_mut(|said| {
            said.as_mut()
                .map(|said| *said = info.to_string().replace('\n', " "))
                .is_some()
        });
        if !told {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_an_article_is_told_and_not_passed_on() {
        keep_panics_quiet();
        let why = guarded(|| -> () { panic!("no verb") }).unwrap_err();
        assert!(
            why.contains("no verb") && why.contains("reading.rs"),
            "{why}"
        );
        assert_eq!(guarded(|| 7), Ok(7));
    }

    #[test]
    fn a_panic_in_what_is_made_of_an_article_is_the_failure_of_that_article() {
        keep_panics_quiet();
        let entry = Entry {
            path: "wire.jsonl".into(),
            id: "wire".to_owned(),
            kind: Input::Jsonl,
        };
        let settings = Settings::code_points(&Reading {
            input: None,
            date: None,
            encoding: None,
            max_bytes: 1 << 20,
        });
        let job = |number, text: &str| Job::Line {
            entry: Arc::new(entry.clone()),
            number,
            bytes: Some(format!(r#"{{"id":"n{number}","text":"{text}"}}"#).into_bytes()),
        };
        let make = |records: Vec<Record>, text: Text| {
            assert!(text.as_str() != "bad", "no such format");
            records.len()
        };
        for (number, text) in [(1, "good"), (2, "bad"), (3, "good")] {
            match outcome(job(number, text), &settings, make) {
                Outcome::Made(1) => assert_eq!(text, "good"),
                Outcome::Fault(fault, message) => {
                    assert_eq!(text, "bad");
                    assert_eq!(fault.id.as_deref(), Some("n2"));
                    assert_eq!((fault.error.code, fault.error.line), ("internal", 2));
                    assert!(message.contains("no such format"), "{message}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
