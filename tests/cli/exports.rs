//! Exports on the command line: each record has its own text, and what reads records back takes it.

use crate::scratch::Scratch;
use std::fs;
use std::path::Path;

/// An export of three articles, two of which have quotations, and its copy in which the second begins with an emoji.
fn exported(name: &str) -> Scratch {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exports/uni-cover-list.txt");
    let scratch = Scratch::new(name);
    scratch.write("in/e.txt", fs::read_to_string(fixture).unwrap());
    scratch.run(&["convert", "in", "out", "-q"]).ends(0);
    assert_eq!(scratch.names("out"), ["e#1.json", "e#2.json", "e#3.json"]);
    scratch
}

#[test]
fn records_of_an_export_are_shown_as_the_export_is() {
    let scratch = exported("export-formats");
    let stored = ["out/e#1.json", "out/e#2.json", "out/e#3.json"];
    for format in ["jsonl", "marked", "jsonld", "claims", "speakers"] {
        let now = scratch.run(&["--format", format, "-q", "in/e.txt"]).ends(0);
        let then = [&["--format", format, "-q"], &stored[..]].concat();
        let then = scratch.run(&then).ends(0);
        // A converted record says how it was made.
        if format != "jsonl" {
            assert_eq!(now.text(), then.text(), "{format}");
        }
    }
    let now = scratch.run(&["view", "in/e.txt"]).ends(0);
    assert!(now.text().contains("lifeboats") && !now.text().contains("Client/Matter"));
    let report = |folder: &str, output: &str| {
        scratch.run(&["report", folder, "-o", output, "-q"]).ends(0);
        scratch.tree(output)
    };
    assert!(report("in", "site") == report("out", "other"));
    scratch.run(&["diff", "out", "out"]).ends(0);
}

#[test]
fn a_record_without_its_text_finds_it_in_the_export() {
    let scratch = exported("export-restored");
    let whole = scratch.run(&["--format", "marked", "out/e#2.json"]).ends(0);
    let mut record: serde_json::Value =
        serde_json::from_str(&scratch.read("out/e#2.json")).unwrap();
    record.as_object_mut().unwrap().remove("text").unwrap();
    scratch.write("bare.json", record.to_string());
    let bare = scratch.run(&["--format", "marked", "bare.json"]).ends(0);
    assert_eq!(whole.text(), bare.text());
}

#[test]
fn a_change_is_told_with_its_line_in_the_export() {
    let scratch = exported("export-lines");
    assert_eq!(scratch.run(&["check", "in", "out"]).ends(0).text(), "");
    let claims = |record: &serde_json::Value| record["claims"].as_array().unwrap().len();
    let mut record: serde_json::Value =
        serde_json::from_str(&scratch.read("out/e#2.json")).unwrap();
    assert!(claims(&record) > 0);
    record["claims"] = serde_json::json!([]);
    scratch.write("out/e#2.json", record.to_string() + "\n");
    let all = scratch.read("in/e.txt");
    let line = 1 + all
        .lines()
        .position(|line| line.starts_with("Rice sold"))
        .unwrap();
    let told = scratch
        .run(&["check", "in", "out", "--format", "github"])
        .ends(1);
    assert!(
        told.text().contains(&format!("line={line},")),
        "{}",
        told.text()
    );
}

#[test]
fn the_text_of_an_export_is_given_once() {
    let scratch = Scratch::new("export-size");
    let one = "Bridge opens\nTidewater Post\nJuly 1, 2019 Monday\n\nLength: 9 words\nBody\n\n\
               A bridge opened on Monday, the council said.\n\nLoad-Date: July 2, 2019\n\nEnd of Document\n\n";
    scratch.write("e.txt", one.repeat(200));
    let lines = scratch.run(&["e.txt", "--include-text", "-q"]).ends(0).out;
    let alone = scratch
        .pipe(&["--include-text", "--format", "jsonl"], one.as_bytes())
        .ends(0)
        .out;
    assert!(
        lines.len() < 210 * (alone.len() + 100),
        "{} bytes",
        lines.len()
    );
}
