//! One line of JSON Lines: an article and what is known about it.

use crate::parse::Given;
use crate::time::{Calendar, Precision};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

/// An article of a line.
#[derive(Debug)]
pub(super) struct Line {
    pub id: Option<String>,
    pub text: String,
    pub given: Given,
    pub meta: Option<Value>,
}

/// Why a line gives no record; printed in its place.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Fault {
    /// The id of the line, or null where none can be read.
    pub id: Option<String>,
    pub error: Cause,
}

/// What is wrong, in which line.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Cause {
    /// A stable name in snake case.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub message: String,
    /// The number of the line, from 1 on, blank lines counted.
    pub line: u64,
}

impl std::fmt::Display for Fault {
    /// For a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Cause { line, message, .. } = &self.error;
        write!(f, "line {line}: {message}")
    }
}

impl Fault {
    /// The fault on one line, with a final line feed.
    pub fn line(&self) -> String {
        serde_json::to_string(self).expect("a fault is JSON") + "\n"
    }
}

/// Reads a line. The last of several fields of one name counts; fields that are not of the protocol are ignored.
pub(super) fn parse(line: &[u8], number: u64) -> Result<Line, Fault> {
    let fault = |id: Option<String>, code, message: String| Fault {
        id,
        error: Cause {
            code,
            message,
            line: number,
        },
    };
    let line = std::str::from_utf8(line).map_err(|error| {
        let message = format!(
            "not UTF-8 at byte {} of the line; JSON Lines are UTF-8",
            error.valid_up_to()
        );
        fault(None, "invalid_utf8", message)
    })?;
    let value: Value = serde_json::from_str(line).map_err(|error| {
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or_default();
        let message = format!("not JSON at column {}: {why}", error.column());
        fault(None, "invalid_json", message)
    })?;
    let Value::Object(mut fields) = value else {
        let message = r#"not an object; a line is {"id": …, "text": …}"#.to_owned();
        return Err(fault(None, "invalid_json", message));
    };
    let id = match fields.remove("id") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(_) => {
            let message = "id is neither a string nor a number".to_owned();
            return Err(fault(None, "invalid_field", message));
        }
    };
    article(&mut fields)
        .map(|(text, given)| Line {
            id: id.clone(),
            text,
            given,
            meta: fields.remove("meta"),
        })
        .map_err(|(code, message)| fault(id.or_else(|| Some(unnamed(number))), code, message))
}

/// The id of a line without one.
pub(super) fn unnamed(number: u64) -> String {
    format!("line-{number}")
}

fn article(fields: &mut Map<String, Value>) -> Result<(String, Given), (&'static str, String)> {
    let text = string(fields, "text")?
        .ok_or_else(|| ("missing_text", "the line has no text".to_owned()))?;
    let date = string(fields, "date")?
        .map(|date| calendar(&date).ok_or_else(|| ("invalid_field", not_a_date(&date))))
        .transpose()?;
    let authors = match fields.remove("authors") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(vec![name]),
        Some(Value::Array(names)) => Some(
            names
                .into_iter()
                .map(|name| match name {
                    Value::String(name) => Ok(name),
                    _ => Err(("invalid_field", "an author is not a string".to_owned())),
                })
                .collect::<Result<_, _>>()?,
        ),
        Some(_) => {
            let message = "authors is not a list of strings".to_owned();
            return Err(("invalid_field", message));
        }
    };
    Ok((
        text,
        Given {
            date,
            title: string(fields, "title")?,
            authors,
            outlet: string(fields, "outlet")?,
            date_if_none: None,
        },
    ))
}

fn string(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<Option<String>, (&'static str, String)> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(string)) => Ok(Some(string)),
        Some(_) => Err(("invalid_field", format!("{name} is not a string"))),
    }
}

/// Reads `2025-04-19`, `2025-04` or `2025`; what follows a day and a `T` or a blank is its time and does not count.
pub(super) fn calendar(text: &str) -> Option<Calendar> {
    let day = text.split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let digits = |part: Option<&str>, length: usize| {
        part.filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|part| part.parse::<u32>().ok())
    };
    let year = digits(parts.next(), 4).filter(|&year| year > 0)?;
    let (month, precision) = match parts.next() {
        None => (1, Precision::Year),
        part => (digits(part, 2)?, Precision::Month),
    };
    let (day, precision) = match parts.next() {
        None => (1, precision),
        part => (digits(part, 2)?, Precision::Day),
    };
    if parts.next().is_some() || (text.contains(['T', ' ']) && precision != Precision::Day) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(Calendar { day, precision })
}

/// What to say about a text that [`calendar`] cannot read.
pub(super) fn not_a_date(text: &str) -> String {
    format!("{text:?} is not a date of the calendar; write it as YYYY-MM-DD, YYYY-MM or YYYY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_all_fields_and_the_last_of_equals() {
        let line = parse(
            r#"{"id":17.50,"text":"a","text":"b","date":"2025-04-19T08:00:00Z","authors":["Ada Obi"],"title":"T","outlet":"O","meta":{"n":1e3},"x":[]}"#.as_bytes(),
            1,
        )
        .unwrap();
        assert_eq!(line.id.as_deref(), Some("17.50"));
        assert_eq!(line.text, "b");
        assert_eq!(
            line.given.date.unwrap().day,
            NaiveDate::from_ymd_opt(2025, 4, 19).unwrap()
        );
        assert_eq!(line.given.authors.unwrap(), ["Ada Obi"]);
        assert!(line.meta.is_some());
    }

    #[test]
    fn err_with_code_and_id() {
        for (line, id, code) in [
            (&b"{\"text\":\"\xff\"}"[..], None, "invalid_utf8"),
            (br#"{"id":"a","text":"#, None, "invalid_json"),
            (br#"{"id":"a","text":"\ud800"}"#, None, "invalid_json"),
            (br#"["a"]"#, None, "invalid_json"),
            (br#"{"id":["a"],"text":"b"}"#, None, "invalid_field"),
            (br#"{"id":"a"}"#, Some("a"), "missing_text"),
            (br#"{"text":null}"#, Some("line-7"), "missing_text"),
            (br#"{"id":"a","text":5}"#, Some("a"), "invalid_field"),
            (
                br#"{"id":"a","text":"b","date":"2025-02-30"}"#,
                Some("a"),
                "invalid_field",
            ),
        ] {
            let fault = parse(line, 7).unwrap_err();
            assert_eq!(
                (fault.id.as_deref(), fault.error.code, fault.error.line),
                (id, code, 7)
            );
        }
        let deep = format!(
            r#"{{"text":"a","x":{}1{}}}"#,
            "[".repeat(200),
            "]".repeat(200)
        );
        assert_eq!(
            parse(deep.as_bytes(), 1).unwrap_err().error.code,
            "invalid_json"
        );
    }

    #[test]
    fn dates_of_the_calendar() {
        for (text, expected) in [
            ("2025-04-19", Some(("2025-04-19", Precision::Day))),
            ("2025-04-19 23:10", Some(("2025-04-19", Precision::Day))),
            ("2025-04", Some(("2025-04-01", Precision::Month))),
            ("2025", Some(("2025-01-01", Precision::Year))),
            ("2025-02-30", None),
            ("0000-00-00", None),
            ("99/99/99", None),
            ("2025-4-1", None),
            ("2025-04-19-1", None),
            ("", None),
        ] {
            let found = calendar(text).map(|date| (date.day.to_string(), date.precision));
            assert_eq!(
                found
                    .as_ref()
                    .map(|(day, precision)| (day.as_str(), *precision)),
                expected,
                "{text}"
            );
        }
    }
}
