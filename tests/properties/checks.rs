//! What holds for every input, as functions; the tests of properties and of hostile input and the fuzz targets call them.
#![allow(dead_code)] // every user calls some of them

use ascribe::output::{Options, schema::Record};
use ascribe::parse::{self, Given};
use ascribe::text::{Span, Text};
use ascribe::{extract, language};

/// The records of a text, each stage checked on the way.
pub fn read(text: &str) -> Vec<Record> {
    let text = Text::new(text.to_owned()).expect("a test text is short");
    let articles = parse::articles(&text);
    for article in &articles {
        let given = Given::default().settled(article);
        let analysis = language::analyze(article);
        extract::extract(article, &analysis, &given).assert_valid(article);
    }
    ascribe::read(&text, &Given::default(), &Options::default())
}

/// Any bytes: decoded or refused, read without a panic, valid, twice the same.
pub fn bytes(bytes: &[u8]) {
    let Ok(text) = Text::decode(bytes, None) else {
        return;
    };
    let records = read(text.as_str());
    assert!(!records.is_empty(), "every text has a reading");
    assert_eq!(
        records,
        read(text.as_str()),
        "the same text gives the same record"
    );
    for record in &records {
        offsets(record, text.as_str());
    }
}

/// Any bytes as JSON Lines: every line that is not blank has one line for an answer, a record or an error.
pub fn lines(bytes: &[u8]) {
    for line in bytes.split(|&byte| byte == b'\n') {
        let answer = ascribe::cli::answer(line);
        if line.trim_ascii().is_empty() {
            assert_eq!(answer, "");
            continue;
        }
        assert!(
            answer.ends_with('\n') && answer.matches('\n').count() == 1,
            "{answer:?}"
        );
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("an answer is JSON");
        let error = answer.get("error");
        assert!(
            error.is_some() || answer["schema"] == "ascribe/1",
            "{answer}"
        );
        assert!(
            error.is_none_or(|error| error["code"] != "internal"),
            "{answer}"
        );
    }
}

/// Every `text` of a record is the slice that its offsets say, counted the slow way.
pub fn offsets(record: &Record, text: &str) {
    let characters: Vec<char> = record.text_or(text).chars().collect();
    let json = serde_json::to_value(record).expect("a record is JSON");
    slices(&json, &characters);
}

fn slices(value: &serde_json::Value, characters: &[char]) {
    use serde_json::Value;
    match value {
        Value::Array(items) => items.iter().for_each(|item| slices(item, characters)),
        Value::Object(fields) => {
            let offset = |name: &str| fields.get(name).and_then(Value::as_u64).map(|n| n as usize);
            if let (Some(start), Some(end)) = (offset("start"), offset("end")) {
                assert!(start <= end && end <= characters.len(), "{value}");
                let broken = fields
                    .get("spans")
                    .and_then(Value::as_array)
                    .is_some_and(|spans| !spans.is_empty());
                if let (Some(text), false) = (fields.get("text").and_then(Value::as_str), broken) {
                    let slice: String = characters[start..end].iter().collect();
                    assert_eq!(text, slice);
                }
            }
            fields.values().for_each(|field| slices(field, characters));
        }
        _ => {}
    }
}

/// Sentences and quotations of a paragraph are the same wherever it stands.
pub fn place_does_not_matter(text: &str) {
    let before = "Élan, the dog’s paper, came late. ¶ ";
    let moved = format!("{before}{text}");
    let (here, there) = (
        Span::new(0, text.len()),
        Span::new(before.len(), moved.len()),
    );
    let shifted: Vec<Span> = parse::sentences::split(text, here)
        .into_iter()
        .map(|sentence| sentence.shifted(before.len()))
        .collect();
    assert_eq!(shifted, parse::sentences::split(&moved, there));
    let (mut regions, _) = parse::quotes::regions(text, &[here]);
    for region in &mut regions {
        region.span = region.span.shifted(before.len());
        region.inside = region.inside.shifted(before.len());
    }
    assert_eq!(regions, parse::quotes::regions(&moved, &[there]).0);
}

/// Empty lines before a text change offsets only, and those by as much as was put before.
pub fn empty_lines_before_move_offsets_only(text: &str) {
    let moved: Vec<_> = read(&format!("\n\n{text}"))
        .iter()
        .map(|record| shifted(record, |at| at - 2))
        .collect();
    let here: Vec<_> = read(text)
        .iter()
        .map(|record| shifted(record, |at| at))
        .collect();
    assert_eq!(here, moved);
}

/// With CRLF for LF offsets change only by the characters that were added.
pub fn line_ends_do_not_matter(text: &str) {
    let with_crlf = text.replace('\n', "\r\n");
    let mut back = Vec::new();
    let mut added = 0;
    for c in with_crlf.chars() {
        back.push(back.len() as u64 - added);
        added += u64::from(c == '\r');
    }
    back.push(back.len() as u64 - added);
    let crlf: Vec<_> = read(&with_crlf)
        .iter()
        .map(|record| shifted(record, |at| back[at as usize]))
        .collect();
    let lf: Vec<_> = read(text)
        .iter()
        .map(|record| shifted(record, |at| at))
        .collect();
    assert_eq!(lf, crlf);
}

/// A record as JSON with every offset moved, the checksum left out, CRLF in words written as LF.
fn shifted(record: &Record, to: impl Fn(u64) -> u64 + Copy) -> serde_json::Value {
    let mut json = serde_json::to_value(record).expect("a record is JSON");
    json["source"] = serde_json::Value::Null;
    shift(&mut json, to);
    json
}

fn shift(value: &mut serde_json::Value, to: impl Fn(u64) -> u64 + Copy) {
    use serde_json::Value;
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, to)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_u64() {
                    Some(at) if name == "start" || name == "end" => *field = to(at).into(),
                    _ => shift(field, to),
                }
            }
        }
        Value::String(words) => *words = words.replace("\r\n", "\n"),
        _ => {}
    }
}
