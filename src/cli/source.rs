//! What an input is read with, and its bytes.

use super::args::{Content, Reading};
use super::input::Entry;
use super::packed;
use crate::output::Options;
use std::fs::File;
use std::io::{self, BufRead, BufReader};

/// How things are read.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub reading: Reading,
    pub options: Options,
}

impl Settings {
    pub fn new(reading: &Reading, content: &Content) -> Self {
        Self {
            reading: reading.clone(),
            options: Options {
                unit: content.offsets.unit(),
                include_text: content.include_text,
            },
        }
    }
}

impl Settings {
    /// For displays, whose offsets are code points.
    pub fn code_points(reading: &Reading) -> Self {
        Self {
            reading: reading.clone(),
            options: Options::default(),
        }
    }
}

/// What to call an input in messages.
pub(super) fn name(entry: &Entry) -> String {
    if entry.is_stdin() {
        "standard input".to_owned()
    } else {
        entry.path.display().to_string()
    }
}

/// The bytes of a file, unpacked.
pub(super) fn bytes(entry: &Entry, settings: &Settings) -> Result<Vec<u8>, String> {
    let limit = settings.reading.max_bytes;
    open(entry)
        .and_then(|mut source| packed::whole(&mut source, limit))
        .map_err(|error| unreadable(entry, &error))?
        .ok_or_else(|| {
            format!(
                "{}: is longer than {limit} bytes; raise --max-bytes to read it",
                name(entry)
            )
        })
}

pub(super) fn open(entry: &Entry) -> io::Result<Box<dyn BufRead + Send>> {
    const BUFFER: usize = 64 << 10;
    if entry.is_stdin() {
        packed::unpacked(BufReader::with_capacity(BUFFER, io::stdin()))
    } else {
        packed::unpacked(BufReader::with_capacity(BUFFER, File::open(&entry.path)?))
    }
}

pub(super) fn unreadable(entry: &Entry, error: &io::Error) -> String {
    format!("{}: cannot be read: {error}", name(entry))
}
