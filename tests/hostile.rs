//! Input that breaks readers: the files of `fixtures/hostile`, and long input that is made here.

#[path = "properties/checks.rs"]
mod checks;

use ascribe::output::schema::Record;
use ascribe::text::{Error, Text};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// A quadratic reading of the long inputs below takes minutes; a linear one takes seconds in a debug build.
const PATIENCE: Duration = Duration::from_secs(120);

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hostile");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str) -> (Text, Record) {
    let text = Text::decode(&bytes(name), None).unwrap_or_else(|error| panic!("{name}: {error}"));
    let record = checks::read(text.as_str()).swap_remove(0);
    (text, record)
}

fn quotes(record: &Record) -> Vec<&str> {
    record
        .quotes
        .iter()
        .map(|quote| quote.text.as_str())
        .collect()
}

fn notes(text: &Text) -> Vec<&str> {
    text.notes().iter().map(|note| note.code).collect()
}

#[test]
fn every_hostile_file_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hostile");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        checks::bytes(&fs::read(path).unwrap());
    }
}

#[test]
fn the_same_words_in_every_encoding_are_the_same_text() {
    let (expected, _) = read("byte-order-mark.txt");
    assert_eq!(notes(&expected), ["byte-order-mark"]);
    for (name, encoding) in [
        ("utf-16-le.txt", "utf-16le"),
        ("utf-16-be.txt", "utf-16be"),
        ("windows-1252.txt", "windows-1252"),
    ] {
        let (text, record) = read(name);
        assert_eq!(text.as_str(), expected.as_str(), "{name}");
        assert_eq!(text.encoding(), encoding);
        assert_eq!(
            quotes(&record),
            ["“old bridge”", "“It is tired,”"],
            "{name}"
        );
    }
    assert_eq!(notes(&read("windows-1252.txt").0), ["encoding-guessed"]);
    assert_eq!(notes(&read("one-bad-byte.txt").0), ["encoding-guessed"]);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert_eq!(
        Text::decode(&bytes("nul.txt"), None).unwrap_err(),
        Error::Binary { at: 4 }
    );
}

#[test]
fn every_line_end_ends_a_line() {
    let (text, record) = read("line-ends.txt");
    let sentences: usize = record
        .body
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.sentences.len())
        .sum();
    assert_eq!(sentences, 6, "{:?}", text.as_str());
}

#[test]
fn marks_are_found_in_debris() {
    let (_, record) = read("entities.txt");
    assert_eq!(
        quotes(&record),
        [
            "&ldquo;We are not closing,&rdquo;",
            "quot;Not today.quot;",
            "&#8220;Or tomorrow,&#8221;"
        ]
    );
    let (_, record) = read("mojibake.txt");
    assert_eq!(
        quotes(&record),
        ["â€œWe wonâ€™t close,â€\u{9d}", "â€œNot today.â€\u{9d}"]
    );
    assert!(record.notes.iter().any(|note| note.code == "mojibake"));
}

#[test]
fn characters_beyond_the_plain_ones_count_once() {
    let (_, record) = read("combining.txt");
    assert_eq!(quotes(&record), ["“se\u{301}”", "“Go,”"]);
    let (_, record) = read("invisible.txt");
    assert_eq!(quotes(&record), ["“Go\u{2060} home.”"]);
}

#[test]
fn nothing_to_read_is_a_record_with_empty_lists() {
    for name in ["empty.txt", "blanks.txt"] {
        let (_, record) = read(name);
        assert_eq!(record.body.start, record.body.end, "{name}");
        assert!(
            record.body.paragraphs.is_empty()
                && record.quotes.is_empty()
                && record.claims.is_empty(),
            "{name}"
        );
    }
    let (_, record) = read("furniture.txt");
    assert!(record.attributions.is_empty() && record.claims.is_empty());
}

#[test]
fn impossible_dates_are_none() {
    let (_, record) = read("impossible-dates.txt");
    assert_eq!(record.header.date, None);
    for date in &record.dates {
        assert!(
            !date.text.contains("30 Feb") || date.value.is_none(),
            "{date:?}"
        );
    }
}

#[test]
fn text_that_ends_in_the_middle_of_a_report_is_read() {
    let article =
        "Ana Ruiz, who chairs the port, said that it “would not close”, she told reporters";
    for (end, _) in article.char_indices() {
        let head = &article[..end];
        let debris = head.replace(", who chairs the port, said", "“");
        checks::bytes(head.as_bytes());
        checks::bytes(debris.as_bytes());
    }
}

#[test]
fn an_export_that_ends_after_any_line_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/headers");
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let Ok(text) = Text::decode(&bytes, None) else {
            continue;
        };
        // Longer heads than twenty lines there are none.
        for (end, _) in text.as_str().match_indices('\n').take(20) {
            checks::bytes(&text.as_str().as_bytes()[..end]);
        }
    }
}

#[test]
fn another_language_gives_a_body_and_a_note() {
    let (_, record) = read("french.txt");
    assert!(record.attributions.is_empty() && record.claims.is_empty() && record.dates.is_empty());
    assert!(record.body.start < record.body.end);
    assert!(record.notes.iter().any(|note| note.code == "not-english"));
}

#[test]
fn long_input_takes_time_in_proportion() {
    for (name, unit, times) in [
        ("open marks", "“", 100_000),
        ("open marks in lines", "“a\n", 20_000),
        ("straight marks", "\"a ", 20_000),
        ("single marks", "'a s' ", 20_000),
        ("nested marks", "“a ‘b ", 10_000),
        ("one word", "a", 200_000),
        ("lines of a character", "a\n", 50_000),
        (
            "one paragraph",
            "The port reopened on Monday, he said. ",
            2_000,
        ),
        ("one sentence", "and the port and the ship ", 2_000),
        ("second verbs", "and shouts, “all of us go home,” ", 4_000),
        ("stops", ". ", 50_000),
        ("brackets", "(", 100_000),
        ("digits", "1", 100_000),
        ("names", "Ana Ruiz ", 5_000),
        ("no letters", "–—…;:", 20_000),
    ] {
        let text = unit.repeat(times);
        let start = Instant::now();
        let records = checks::read(&text);
        let took = start.elapsed();
        println!("{name}: {took:?}");
        assert!(took < PATIENCE, "{name} took {took:?}");
        assert!(
            records
                .iter()
                .all(|record| record.quotes.len() <= text.len())
        );
    }
}

#[test]
fn no_quotation_of_open_marks_leaves_its_paragraph() {
    let text = "“a\n\n".repeat(500);
    let record = checks::read(&text).swap_remove(0);
    assert!(record.quotes.iter().all(|quote| !quote.text.contains('\n')));
}
