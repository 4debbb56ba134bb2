//! JSON: pretty for one record, a line each for several.

use super::schema::Record;

/// A record over several lines, with a final line feed.
///
/// # Panics
/// Never: a record holds nothing that JSON cannot write.
#[must_use]
pub fn pretty(record: &Record) -> String {
    serde_json::to_string_pretty(record).expect("a record is JSON") + "\n"
}

/// A record on one line, with a final line feed.
///
/// # Panics
/// Never: a record holds nothing that JSON cannot write.
#[must_use]
pub fn line(record: &Record) -> String {
    serde_json::to_string(record).expect("a record is JSON") + "\n"
}
