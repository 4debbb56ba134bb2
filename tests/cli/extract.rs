//! Extraction to standard output: files, folders, bytes, formats.

use crate::scratch::{Scratch, story};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn validator() -> jsonschema::Validator {
    let schema = Scratch::new("schema").run(&["schema"]).ends(0);
    let schema: Value = serde_json::from_slice(&schema.out).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn one_article_is_pretty_several_are_lines_and_all_follow_the_schema() {
    let scratch = Scratch::new("shapes");
    scratch
        .write("in/b.txt", story(1))
        .write("in/a/c.md", story(2));
    let validator = validator();
    for arguments in [
        &["in/b.txt"][..],
        &["in"],
        &["in", "in/b.txt", "--include-text"],
    ] {
        let ran = scratch.run(arguments).ends(0);
        let records: Vec<Value> = serde_json::Deserializer::from_slice(&ran.out)
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(
            records.len(),
            arguments
                .iter()
                .filter(|a| **a != "--include-text")
                .count()
                .max(1)
                + usize::from(arguments[0] == "in")
        );
        for record in records {
            let wrong: Vec<_> = validator
                .iter_errors(&record)
                .map(|e| e.to_string())
                .collect();
            assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
    assert!(
        scratch
            .run(&["in/b.txt"])
            .text()
            .starts_with("{\n  \"schema\"")
    );
    let records = scratch.run(&["in"]).records();
    let ids: Vec<_> = records
        .iter()
        .map(|record| record["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["a/c", "b"], "in the order of paths");
    assert_eq!(records[0]["source"]["path"], "in/a/c.md");
    let piped = scratch.pipe(&[], story(1).as_bytes()).ends(0);
    let piped: Value = serde_json::from_slice(&piped.out).unwrap();
    assert_eq!(piped["source"]["path"], Value::Null);
    assert_eq!(piped["body"], records[1]["body"]);
}

#[test]
fn packed_files_and_encodings_are_one_text() {
    let text = "Café “Río” closes\n\nThe café will close, Ana Ruiz said on Monday.\n";
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => c as u8,
        })
        .collect();
    let scratch = Scratch::new("encodings");
    scratch
        .write("in/1.txt", text)
        .write("in/2.txt.gz", gzip(text.as_bytes()))
        .write("in/3.md.zst", zstandard(text.as_bytes()))
        .write("in/4.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat())
        .write(
            "in/5.txt",
            [b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat(),
        )
        .write(
            "in/6.txt",
            [b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat(),
        )
        .write("in/7.txt", windows);
    let records = scratch
        .run(&["in", "--include-text", "-q"])
        .ends(0)
        .records();
    assert_eq!(records.len(), 7);
    for record in &records {
        assert_eq!(record["text"], text, "{}", record["id"]);
        assert_eq!(record["body"], records[0]["body"]);
    }
    let code = |at: usize| records[at]["notes"][0]["code"].as_str();
    assert_eq!(
        (code(3), code(6)),
        (Some("byte-order-mark"), Some("encoding-guessed"))
    );
    assert_eq!(records[6]["source"]["encoding"], "windows-1252");
    let named = scratch
        .pipe(&["--encoding", "utf-16le"], &utf16(u16::to_le_bytes))
        .ends(0);
    let named: Value = serde_json::from_slice(&named.out).unwrap();
    assert_eq!(named["body"], records[0]["body"]);
}

#[test]
fn offsets_count_what_is_asked_for() {
    let text = "“😀 We are open,” said Ana Ruiz.\n";
    let scratch = Scratch::new("offsets");
    for (unit, length) in [
        ("codepoints", text.trim_end().chars().count()),
        ("utf16", text.trim_end().encode_utf16().count()),
        ("bytes", text.trim_end().len()),
    ] {
        let ran = scratch.pipe(&["--offsets", unit], text.as_bytes()).ends(0);
        let record: Value = serde_json::from_slice(&ran.out).unwrap();
        assert_eq!(record["body"]["end"], length, "{unit}");
    }
}

#[test]
fn a_date_is_taken_where_the_text_has_none() {
    let scratch = Scratch::new("date");
    let ran = scratch.pipe(
        &["--date", "2024-02-03"],
        b"The bridge is open, Ana Ruiz said.\n",
    );
    let record: Value = serde_json::from_slice(&ran.ends(0).out).unwrap();
    assert_eq!(record["header"]["date"], "2024-02-03");
    scratch
        .pipe(&["--date", "2024-02-30"], b"")
        .ends(2)
        .says("YYYY-MM-DD");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let scratch = Scratch::new("failures");
    scratch
        .write("in/binary.txt", b"PK\0\0")
        .write("in/bomb.txt.gz", gzip(&vec![b'a'; 4 << 20]))
        .write(
            "in/cut.txt.gz",
            &gzip(story(3).repeat(50).as_bytes())[..200],
        )
        .write("in/empty.txt", "")
        .write("in/good.txt", story(1))
        .write("in/picture.png", b"\x89PNG\0")
        .write("in/.hidden.txt", "x");
    let arguments = ["in", "--max-bytes", "1M"];
    let ran = scratch.run(&arguments).ends(0);
    assert_eq!(ran.records().len(), 2);
    let ran = ran
        .says("binary.txt: is not text: a NUL byte")
        .says("bomb.txt.gz: is longer than 1048576 bytes; raise --max-bytes")
        .says("cut.txt.gz: cannot be read")
        .says("2 records from 5 inputs, 3 failed, 2 other files skipped");
    assert_eq!(ran.err.lines().count(), 4);
    scratch
        .run(&["in", "--max-bytes", "1M", "--strict"])
        .ends(1);
    scratch.run(&["in/binary.txt"]).ends(1).says("NUL");
    scratch
        .run(&["in/missing.txt", "in/good.txt"])
        .ends(2)
        .says("missing.txt: no such file");
    scratch.run(&["in/g*.txt", "-q"]).ends(0);
    scratch.run(&["in/z*.txt"]).ends(2).says("no such file");
    scratch
        .run(&["--encoding", "klingon"])
        .ends(2)
        .says("WHATWG");
    let summary = scratch.run(&["in", "-q", "--max-bytes", "1M", "--summary", "sum.json"]);
    assert_eq!(summary.ends(0).err.lines().count(), 3, "errors only");
    assert_eq!(
        scratch.read("sum.json"),
        "{\"inputs\":5,\"records\":2,\"failures\":3,\"blank_lines\":0,\"skipped\":2}\n"
    );
}

#[cfg(unix)]
#[test]
fn links_pipes_and_odd_names_do_no_harm() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("special");
    scratch
        .write("in/a.txt", story(1))
        .write("in/\u{1b}[31mred\n.txt", b"\0")
        .write("out.txt", story(2));
    symlink(".", scratch.path("in/loop")).unwrap();
    symlink("../out.txt", scratch.path("in/link.txt")).unwrap();
    let made = Command::new("mkfifo")
        .arg(scratch.path("in/pipe.txt"))
        .status();
    let ran = scratch
        .run(&["in"])
        .ends(0)
        .says("link.txt: is a link and was not followed");
    assert_eq!(ran.records().len(), 1);
    if made.is_ok_and(|status| status.success()) {
        let ran = ran.says("pipe.txt: is not a file and was not read");
        assert!(
            !ran.err.contains('\u{1b}') && ran.err.contains("\\u{1b}[31mred"),
            "{}",
            ran.err
        );
    }
    scratch.run(&["in/link.txt"]).ends(0);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("forbidden");
    scratch
        .write("in/a.txt", story(1))
        .write("in/b.txt", story(2))
        .write("in/c/d.txt", story(3));
    let forbid = |name: &str, mode| {
        std::fs::set_permissions(scratch.path(name), std::fs::Permissions::from_mode(mode))
            .unwrap();
    };
    forbid("in/b.txt", 0);
    forbid("in/c", 0);
    if std::fs::read(scratch.path("in/b.txt")).is_err() {
        let ran = scratch
            .run(&["in"])
            .ends(0)
            .says("b.txt: cannot be read")
            .says("in/c: cannot be read");
        assert_eq!(ran.records().len(), 1);
        scratch.run(&["in", "--strict"]).ends(1);
    } else {
        eprintln!("SKIPPED: this user may read everything");
    }
    forbid("in/c", 0o755);
}

#[test]
fn a_full_disk_is_an_error() {
    if std::path::Path::new("/dev/full").exists() {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let scratch = Scratch::new("full");
        scratch.write("a.txt", story(1));
        let mut child = scratch
            .command(&["a.txt"])
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(2));
    }
}

#[test]
fn marked_text_hides_nothing_and_sends_nothing() {
    let text = "Dam holds\r\n\r\nThe dam holds, \u{1b}[2J Amina Diallo\u{202e} said on Monday. “We checked,” she said.\r\n";
    let scratch = Scratch::new("marked");
    let ran = scratch
        .pipe(&["--format", "marked"], text.as_bytes())
        .ends(0);
    assert!(
        !ran.text().contains(['\u{1b}', '\u{202e}', '\r']),
        "{}",
        ran.text()
    );
    assert!(ran.text().contains("\\u{1b}"), "{}", ran.text());
    let colored = scratch
        .pipe(
            &["--format", "marked", "--color", "always"],
            text.as_bytes(),
        )
        .ends(0);
    assert!(!colored.text().contains("\u{1b}[2J"));
    // Without colors and marks the story is all there.
    let story: String = ran.text().chars().filter(|c| c.is_alphabetic()).collect();
    let wanted: String = "The dam holds"
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    assert!(story.contains(&wanted));
}

#[test]
fn tables_have_one_head_and_as_many_cells_in_every_line() {
    let scratch = Scratch::new("tables");
    for number in 0..4 {
        scratch.write(&format!("in/{number}.txt"), story(number));
    }
    for format in ["speakers", "claims"] {
        let ran = scratch.run(&["in", "-q", "--format", format]).ends(0);
        let lines: Vec<_> = ran.text().lines().collect();
        for line in &lines {
            assert_eq!(
                line.matches('\t').count(),
                lines[0].matches('\t').count(),
                "{line}"
            );
        }
        assert_eq!(lines.iter().filter(|line| **line == lines[0]).count(), 1);
    }
}

#[test]
fn json_ld_points_at_the_words_and_passes_no_verdict() {
    let scratch = Scratch::new("jsonld");
    let text = story(3);
    let ran = scratch
        .pipe(&["--format", "jsonld"], text.as_bytes())
        .ends(0);
    assert!(!ran.text().contains("ClaimReview"));
    let document: Value = serde_json::from_slice(&ran.out).unwrap();
    assert_eq!(document["@context"][0], "https://schema.org/");
    let points: Vec<char> = text.chars().collect();
    for node in document["@graph"].as_array().unwrap() {
        let Some(selectors) = node["selector"].as_array() else {
            continue;
        };
        for pair in selectors.chunks(2) {
            let at = |name: &str| pair[0][name].as_u64().unwrap() as usize;
            let words: String = points[at("start")..at("end")].iter().collect();
            assert_eq!(pair[1]["exact"], words);
        }
    }
}

#[test]
fn a_stored_record_is_printed_in_any_format_as_if_it_were_made_now() {
    let scratch = Scratch::new("stored");
    scratch
        .write("in/a.txt", story(1))
        .write("in/b.txt", story(2));
    scratch.run(&["convert", "in", "out", "-q"]).ends(0);
    for format in ["marked", "claims", "speakers", "jsonld", "html"] {
        let now = scratch.run(&["--format", format, "in/a.txt"]).ends(0);
        let then = scratch.run(&["--format", format, "out/a.json"]).ends(0);
        assert_eq!(now.text(), then.text());
    }
    let now = scratch.run(&["view", "in/a.txt"]).ends(0);
    assert_eq!(now.text(), scratch.run(&["view", "out/a.json"]).text());
    let report = |folder: &str, output: &str| {
        scratch.run(&["report", folder, "-o", output, "-q"]).ends(0);
        scratch.tree(output)
    };
    assert!(report("in", "site") == report("out", "other"));
    // Lines open no files, so they need the text in them.
    let lines = scratch.run(&["in", "--include-text", "-q"]).ends(0).out;
    scratch.write("all.jsonl", &lines);
    assert_eq!(scratch.run(&["all.jsonl", "-q"]).ends(0).out, lines);
    let bare = scratch.run(&["in", "-q"]).ends(0).out;
    let answers = scratch.pipe(&["--input", "jsonl", "-"], &bare).records();
    assert!(answers.len() == 2 && answers[0]["error"]["code"] == "record");
    // What does not fit is told.
    let utf16 = ["in/a.txt", "--offsets", "utf16", "--include-text"];
    let emoji = format!("😀 {}", story(1));
    scratch.write("in/a.txt", &emoji);
    scratch.write("u.json", scratch.run(&utf16).ends(0).out);
    scratch.run(&["u.json"]).ends(1).says("--offsets");
    scratch.run(&["u.json", "--offsets", "utf16"]).ends(0);
    scratch.run(&["out/a.json"]).ends(1).says("is another now");
    scratch.write("no.json", "{}").run(&["no.json"]).ends(1);
    scratch
        .run(&["convert", "u.json", "out"])
        .ends(2)
        .says("is a record and no article");
}

#[test]
fn a_page_holds_one_article() {
    let scratch = Scratch::new("html");
    scratch
        .write("in/a.txt", story(1))
        .write("in/b.txt", story(2));
    let page = scratch
        .run(&["--format", "html", "--offsets", "bytes", "in/a.txt"])
        .ends(0);
    assert!(page.text().starts_with("<!DOCTYPE html>"));
    let view = scratch.run(&["view", "--html", "in/a.txt"]).ends(0);
    assert_eq!(page.text(), view.text());
    for arguments in [&["--format", "html", "in"][..], &["view", "--html", "in"]] {
        let ran = scratch.run(arguments).ends(2).says("`ascribe report`");
        assert_eq!(ran.text(), "");
    }
}

#[test]
fn filters_leave_out_and_never_leave_loose_ends() {
    let scratch = Scratch::new("filters");
    let text = story(7).repeat(2);
    let all: Value = serde_json::from_slice(&scratch.pipe(&[], text.as_bytes()).out).unwrap();
    for arguments in [
        &["--min-worth", "0.6"][..],
        &["--claimant", "author"],
        &["--claimant", "quispe"],
        &["--type", "statistical", "--type", "prediction"],
        &["--speech-only"],
    ] {
        let some = scratch.pipe(arguments, text.as_bytes()).ends(0);
        let some: Value = serde_json::from_slice(&some.out).unwrap();
        let list = |record: &Value, name: &str| record[name].as_array().unwrap().clone();
        let claims = list(&some, "claims");
        for claim in &claims {
            let fits = match arguments[1..] {
                ["0.6"] => claim["check_worthiness"].as_f64().unwrap() >= 0.6,
                ["author"] => claim["claimants"].as_array().unwrap().is_empty(),
                ["quispe"] => claim["claimants"].to_string().contains("quispe"),
                [] => true,
                _ => ["statistical", "prediction"]
                    .iter()
                    .any(|kind| claim["types"].to_string().contains(kind)),
            };
            assert!(fits, "{arguments:?} leaves {claim}");
            let restates = &claim["restates"];
            assert!(restates.is_null() || claims.iter().any(|claim| claim["id"] == *restates));
        }
        assert!(claims.len() <= list(&all, "claims").len());
        assert!(list(&some, "quotes").len() <= list(&all, "quotes").len());
    }
    scratch.pipe(&["--min-worth", "2"], b"").ends(2);
    scratch
        .pipe(&["--type", "lie"], b"")
        .ends(2)
        .says("statistical");
}

#[test]
fn speech_only_leaves_out_what_is_thought_meant_and_ruled() {
    let scratch = Scratch::new("speech-only");
    let text = "Harbor plan splits Vesterby\n\nMayor Ines Dahl said the harbor would open in May. Residents believe that the \
        harbor is unsafe. The council plans to sell the old pier. The court ruled that the sale was \"null and void.\"\n\n\
        \"We are ready,\" Dahl said.\n";
    let read = |arguments: &[&str]| -> Value {
        serde_json::from_slice(&scratch.pipe(arguments, text.as_bytes()).ends(0).out).unwrap()
    };
    let (all, some) = (read(&[]), read(&["--speech-only"]));
    let list = |record: &Value, name: &str| record[name].as_array().unwrap().clone();
    let is_speech = |attribution: &&Value| attribution["speech"] == true;
    let spoken: Vec<_> = list(&all, "attributions")
        .iter()
        .filter(is_speech)
        .cloned()
        .collect();
    assert!(spoken.len() >= 2 && spoken.len() + 3 <= list(&all, "attributions").len());
    assert_eq!(list(&some, "attributions"), spoken);
    assert!(list(&all, "claims").len() == list(&some, "claims").len());
    for part in ["quotes", "claims"] {
        for found in list(&some, part) {
            let id = &found["attribution"];
            assert!(id.is_null() || spoken.iter().any(|attribution| attribution["id"] == *id));
        }
    }
}
