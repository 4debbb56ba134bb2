//! `ascribe check` and `ascribe diff`.

use crate::scratch::{Scratch, story};
use serde_json::Value;
use std::fs;

fn stored(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    for number in 1..6 {
        scratch.write(&format!("in/a/{number}.txt"), story(number));
    }
    scratch.run(&["convert", "in", "out", "-q"]).ends(0);
    scratch
}

/// Changes a stored record.
fn edit(scratch: &Scratch, name: &str, change: impl Fn(&mut Value)) {
    let mut record: Value = serde_json::from_str(&scratch.read(name)).unwrap();
    change(&mut record);
    scratch.write(name, serde_json::to_string_pretty(&record).unwrap() + "\n");
}

#[test]
fn no_change_is_silence_and_zero() {
    let scratch = stored("same");
    for arguments in [["check", "in", "out"], ["diff", "out", "out"]] {
        let ran = scratch.run(&arguments).ends(0);
        assert_eq!((ran.text(), ran.err.as_str()), ("", ""));
    }
    let lines = scratch.run(&["in"]).ends(0).out;
    scratch.write("all.jsonl", lines);
    assert_eq!(
        scratch.run(&["check", "in", "all.jsonl"]).ends(0).text(),
        ""
    );
    let one = scratch.run(&["in/a/1.txt"]).ends(0).out;
    scratch.write("one.json", one);
    assert_eq!(
        scratch
            .run(&["check", "in/a/1.txt", "one.json"])
            .ends(0)
            .text(),
        ""
    );
}

#[test]
fn changes_are_told_in_words_and_accepted() {
    let scratch = stored("changes");
    edit(&scratch, "out/a/2.json", |record| {
        record["header"]["outlet"] = "Gazette".into()
    });
    scratch.write("in/a/new.txt", story(8));
    fs::remove_file(scratch.path("in/a/3.txt")).unwrap();
    scratch.write("out/a/4.json", "{}\n");
    let ran = scratch
        .run(&["check", "in", "out"])
        .ends(1)
        .says("4 of 5 articles differ");
    for told in [
        "a/2\n  header: outlet was Gazette, is now none\n",
        "a/new\n  article is new\n",
        "a/3\n  article is gone\n",
        "a/4.json: is no record of this version",
    ] {
        assert!(
            ran.text().contains(told),
            "{told:?} is not in {}",
            ran.text()
        );
    }
    let github = scratch
        .run(&["check", "in", "out", "--format", "github", "-q"])
        .ends(1);
    assert!(github.text().contains(
        "::error file=in/a/2.txt,title=ascribe::header: outlet was Gazette, is now none\n"
    ));
    let json = scratch
        .run(&["check", "in", "out", "--format", "json", "-q"])
        .ends(1);
    let two = json
        .records()
        .into_iter()
        .find(|line| line["id"] == "a/2")
        .unwrap();
    assert_eq!(two["changes"][0]["fields"][0]["was"], "Gazette");
    scratch
        .run(&["check", "in", "out", "--update"])
        .ends(0)
        .says("4 of 5 articles updated");
    scratch.run(&["check", "in", "out"]).ends(0);
    assert_eq!(
        scratch.names("out"),
        ["a/1.json", "a/2.json", "a/4.json", "a/5.json", "a/new.json"]
    );
}

#[test]
fn a_shift_is_one_line_and_no_difference_to_diff() {
    let scratch = stored("shift");
    fs::create_dir_all(scratch.path("old")).unwrap();
    fs::rename(scratch.path("out/a"), scratch.path("old/a")).unwrap();
    scratch.write("in/a/1.txt", format!("\n\n{}", story(1)));
    let ran = scratch.run(&["check", "in", "old"]).ends(1);
    assert!(
        ran.text().starts_with("a/1\n  article: the text changed\n"),
        "{}",
        ran.text()
    );
    assert!(ran.text().contains("stand"), "{}", ran.text());
    assert!(ran.text().lines().count() <= 3, "{}", ran.text());
    // The same words elsewhere: only that the text is another is a difference.
    scratch.run(&["convert", "in", "out", "-q"]).ends(0);
    for folder in ["old", "out"] {
        edit(&scratch, &format!("{folder}/a/1.json"), |record| {
            record["source"]["sha256"] = "0".into()
        });
    }
    assert_eq!(scratch.run(&["diff", "old", "out"]).ends(0).text(), "");
}

#[test]
fn a_failed_input_does_not_make_its_record_gone() {
    let scratch = stored("failed");
    scratch.write("in/a/1.txt", b"\0");
    let ran = scratch
        .run(&["check", "in", "out", "--update"])
        .ends(1)
        .says("1.txt: is not text");
    assert_eq!(ran.text(), "");
    assert_eq!(scratch.names("out").len(), 5);
}

#[test]
fn two_files_of_one_record_are_compared_whatever_their_ids() {
    let scratch = stored("two");
    fs::copy(scratch.path("out/a/1.json"), scratch.path("b.json")).unwrap();
    edit(&scratch, "b.json", |record| {
        record["id"] = "other".into();
        record["header"]["authors"] = serde_json::json!(["Ada Obi"]);
    });
    let ran = scratch.run(&["diff", "out/a/1.json", "b.json"]).ends(1);
    assert_eq!(
        ran.text(),
        "other\n  header: author is now Ada Obi, was none\n"
    );
    scratch
        .run(&["diff", "out", "b.json"])
        .ends(2)
        .says("name two folders or two files");
    scratch
        .run(&["diff", "nowhere", "b.json"])
        .ends(2)
        .says("cannot be read");
    scratch
        .run(&["diff", "in/a/1.txt", "b.json"])
        .ends(2)
        .says("no record");
}
