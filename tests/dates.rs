//! Dates and times in invented sentences: the table `tests/dates.tsv`, read as the program reads a line of JSON Lines.

use ascribe::output::Options;
use ascribe::parse::Given;
use ascribe::text::Text;
use ascribe::time::{Calendar, Precision};
use std::fs;
use std::path::Path;

/// A row: the text with its expressions in `<>`, the day of publication, and "TYPE value" of each expression.
struct Row {
    marked: String,
    day: String,
    values: String,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates.tsv");
    let table = fs::read_to_string(path).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let fields: Vec<_> = line.split('\t').map(str::to_owned).collect();
        let [marked, day, values] = <[String; 3]>::try_from(fields).expect("three fields");
        Row {
            marked,
            day,
            values,
        }
    };
    lines.map(row).collect()
}

/// The text with the expressions that are found in it marked, and their values.
fn read(row: &Row) -> (String, String) {
    let text = Text::new(row.marked.replace(['<', '>'], "")).unwrap();
    let given = Given {
        date: Some(Calendar {
            day: row.day.parse().unwrap(),
            precision: Precision::Day,
        }),
        ..Given::default()
    };
    let record = ascribe::read_one(&text, &given, &Options::default());
    let characters: Vec<char> = text.as_str().chars().collect();
    let (mut marked, mut at) = (String::new(), 0);
    let mut values = Vec::new();
    for date in &record.dates {
        let (start, end) = (date.start as usize, date.end as usize);
        marked.extend(&characters[at..start]);
        marked.push('<');
        marked.extend(&characters[start..end]);
        marked.push('>');
        at = end;
        let value = date.value.as_deref().unwrap_or_default();
        values.push(format!("{:?} {value}", date.kind).to_uppercase());
    }
    marked.extend(&characters[at..]);
    (marked, values.join("; "))
}

#[test]
fn the_table_is_sorted_and_long_enough() {
    let rows = rows();
    assert!(rows.len() >= 300, "{} rows", rows.len());
    for pair in rows.windows(2) {
        let key = |row: &Row| (row.marked.clone(), row.day.clone());
        assert!(
            key(&pair[0]) < key(&pair[1]),
            "{} must not stand before {}",
            pair[0].marked,
            pair[1].marked
        );
    }
}

#[test]
fn every_row_is_read_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows() {
        let (marked, values) = read(&row);
        if (&marked, &values) != (&row.marked, &row.values) {
            wrong.push(format!(
                "{}\t{}\t{}\n  found {marked}\t{values}",
                row.marked, row.day, row.values
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
