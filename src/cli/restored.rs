//! Stored records as input: shown again as they are, with the text that they were made from.

use super::args::Input;
use super::input::Entry;
use super::source::{Settings, bytes};
use crate::output::schema::{Range, Record, SCHEMA};
use crate::output::{Positions, sha256};
use crate::text::Text;
use std::fs;

/// Whether a line of JSON Lines is a record that this program has written.
pub(super) fn is_record(line: &[u8]) -> bool {
    let start = format!("{{\"schema\":\"{SCHEMA}\"");
    line.trim_ascii_start().starts_with(start.as_bytes())
}

/// How to mend a record without its text.
const MEND: &str = "make it with --include-text";

/// The record of a file, with its text: the text in it, or else that of the file that it names.
///
/// # Errors
/// What is missing or does not fit, and how to mend it.
pub(super) fn in_file(bytes: &[u8], settings: &Settings) -> Result<(Record, Text), String> {
    restored(bytes, settings, |record| text_of(record, settings))
}

/// The record of a line, with the text in it: a line may come from anywhere and opens no files.
///
/// # Errors
/// What is missing or does not fit, and how to mend it.
pub(super) fn in_line(bytes: &[u8], settings: &Settings) -> Result<(Record, Text), String> {
    restored(bytes, settings, |_| {
        Err(format!("the record has no text; {MEND}"))
    })
}

fn restored(
    bytes: &[u8],
    settings: &Settings,
    text_of: impl FnOnce(&Record) -> Result<Text, String>,
) -> Result<(Record, Text), String> {
    let record: Record = serde_json::from_slice(bytes)
        .map_err(|error| format!("is no single record of this version: {error}"))?;
    let text = match &record.text {
        Some(text) => Text::new(text.clone()).map_err(|error| error.to_string())?,
        None => text_of(&record)?,
    };
    if fits(&record, text.as_str(), settings) {
        Ok((record, text))
    } else {
        Err("the record does not fit its text; give the --offsets it was made with".to_owned())
    }
}

/// The text of the file that a record names.
fn text_of(record: &Record, settings: &Settings) -> Result<Text, String> {
    let path = record
        .source
        .path
        .as_ref()
        .ok_or_else(|| format!("the record has no text and names no file; {MEND}"))?;
    let cannot = |why| format!("the record has no text, and {why}; {MEND}");
    if !fs::metadata(path).is_ok_and(|found| found.is_file()) {
        return Err(cannot(format!("there is no file {path} here")));
    }
    let entry = Entry {
        path: path.into(),
        id: record.id.clone(),
        kind: Input::Text,
    };
    let bytes = bytes(&entry, settings).map_err(cannot)?;
    if sha256(&bytes) != record.source.sha256 {
        return Err(cannot(format!("{path} is another now")));
    }
    let text = Text::decode(&bytes, settings.reading.encoding.as_deref())
        .map_err(|error| cannot(format!("{path}: {error}")))?;
    let Some(part) = record.source.part else {
        return Ok(text);
    };
    // Of several articles in the file, the one that the record is about.
    let positions = Positions::new(text.as_str(), settings.options.unit);
    let own = text.as_str().get(positions.range(part));
    Text::new(own.unwrap_or_default().to_owned()).map_err(|error| error.to_string())
}

/// Whether the words of a record stand where it says.
fn fits(record: &Record, text: &str, settings: &Settings) -> bool {
    let positions = Positions::new(text, settings.options.unit);
    let quotes = record.quotes.iter().map(|it| (it.start, it.end, &it.text));
    let dates = record.dates.iter().map(|it| (it.start, it.end, &it.text));
    let credits = record.credits.iter().map(|it| (it.start, it.end, &it.text));
    quotes
        .chain(dates)
        .chain(credits)
        .all(|(start, end, words)| {
            start <= end && text.get(positions.range(Range { start, end })) == Some(words.as_str())
        })
}
