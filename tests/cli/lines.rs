//! The line protocol: one line out for every line in, whatever the lines are.

use crate::scratch::{Scratch, story};
use serde_json::json;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

const LINES: [&str; 4] = ["--input", "jsonl", "--quiet", "-"];

#[test]
fn every_line_has_its_line_and_bad_ones_their_reason() {
    let deep = format!(
        r#"{{"id":"deep","text":"x","y":{}{}}}"#,
        "[".repeat(500),
        "]".repeat(500)
    );
    let cases: Vec<(Vec<u8>, &str, Option<&str>)> = vec![
        (br#"{"id":"a","text":"Yes."}"#.to_vec(), r#""a""#, None),
        (b"\xff\xfe".to_vec(), "null", Some("invalid_utf8")),
        (b"{".to_vec(), "null", Some("invalid_json")),
        (b"17".to_vec(), "null", Some("invalid_json")),
        (
            br#"{"id":"s","text":"\ud800"}"#.to_vec(),
            "null",
            Some("invalid_json"),
        ),
        (deep.into_bytes(), "null", Some("invalid_json")),
        (br#"{"id":"n"}"#.to_vec(), r#""n""#, Some("missing_text")),
        (
            br#"{"id":"t","text":["x"]}"#.to_vec(),
            r#""t""#,
            Some("invalid_field"),
        ),
        (
            br#"{"id":9007199254740993,"text":"x"}"#.to_vec(),
            r#""9007199254740993""#,
            None,
        ),
        (
            br#"{"id":"1","id":"2","text":"x"}"#.to_vec(),
            r#""2""#,
            None,
        ),
        (br#"{"text":"x"}"#.to_vec(), r#""line-12""#, None),
        (
            br#"{"id":"nul","text":"a\u0000b \u001b[31m\u202e"}"#.to_vec(),
            r#""nul""#,
            None,
        ),
        (
            "{\"id\":\"sep\",\"text\":\"a\u{2028}b\u{85}c\"}".into(),
            r#""sep""#,
            None,
        ),
        (
            format!(r#"{{"id":"long","text":"{}"}}"#, "x".repeat(5000)).into_bytes(),
            "null",
            Some("too_long"),
        ),
        (br#"{"id":"empty","text":""}"#.to_vec(), r#""empty""#, None),
        (
            br#"{"id":"../../etc/x","text":"x"}"#.to_vec(),
            r#""../../etc/x""#,
            None,
        ),
    ];
    let mut input = Vec::new();
    for (number, (line, _, _)) in cases.iter().enumerate() {
        // A blank line before the eleventh: it has no line out, but counts.
        if number == 10 {
            input.extend(b" \t\r\n");
        }
        input.extend(line);
        input.push(b'\n');
    }
    input.pop();
    let scratch = Scratch::new("lines");
    for jobs in ["1", "8"] {
        let arguments = [&LINES[..], &["--jobs", jobs, "--max-bytes", "4K"]].concat();
        let ran = scratch.pipe(&arguments, &input).ends(0);
        assert_eq!(ran.err, "");
        let records = ran.records();
        assert_eq!(records.len(), cases.len());
        for (record, (_, id, code)) in records.iter().zip(&cases) {
            assert_eq!(record["id"].to_string(), *id, "{record}");
            assert_eq!(record["error"]["code"].as_str(), *code, "{record}");
            assert_eq!(record.get("schema").is_some(), code.is_none(), "{record}");
        }
    }
    scratch
        .pipe(&[&LINES[..], &["--strict"]].concat(), &input)
        .ends(1);
}

#[test]
fn what_is_given_wins_and_meta_comes_along_unchanged() {
    let line = br#"{"id":"g","text":"HEADLINE OF THE PAPER\n\nBody text stands here.","date":"2024-02","title":"Given","authors":["Ada Obi"],"outlet":"Gazette","meta":{"z":1.50,"a":[12345678901234567890123,null]}}"#;
    let ran = Scratch::new("given").pipe(&LINES, line).ends(0);
    let record = &ran.records()[0];
    let header = &record["header"];
    assert_eq!(header["headline"], "Given");
    assert_eq!(header["date"], "2024-02");
    assert_eq!(header["date_precision"], "month");
    assert_eq!(header["authors"], json!(["Ada Obi"]));
    assert_eq!(header["outlet"], "Gazette");
    assert!(header["spans"].get("headline").is_none());
    assert!(
        ran.text()
            .contains(r#""meta":{"z":1.50,"a":[12345678901234567890123,null]}"#)
    );
}

#[test]
fn nothing_in_is_nothing_out() {
    let ran = Scratch::new("nothing").pipe(&LINES, b"").ends(0);
    assert_eq!((ran.text(), ran.err.as_str()), ("", ""));
}

#[test]
fn one_job_and_many_give_the_same_bytes_in_any_environment() {
    let input: String = (0..200)
        .map(|number| json!({"id": number, "text": story(number)}).to_string() + "\n")
        .collect();
    let scratch = Scratch::new("jobs");
    let one = scratch.pipe(&[&LINES[..], &["--jobs", "1"]].concat(), input.as_bytes());
    assert_eq!(one.records().len(), 200);
    for jobs in ["2", "8"] {
        let many = scratch.pipe(&[&LINES[..], &["--jobs", jobs]].concat(), input.as_bytes());
        assert!(one.out == many.out, "{jobs} jobs give other bytes");
    }
    let mut child = scratch
        .command(&LINES)
        .env_clear()
        .env("TZ", "Pacific/Apia")
        .env("LC_ALL", "tr_TR.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    assert!(
        one.out == child.wait_with_output().unwrap().stdout,
        "the environment matters"
    );
}

#[test]
fn a_record_comes_out_before_the_next_line_goes_in() {
    let scratch = Scratch::new("streaming");
    let mut child = scratch
        .command(&LINES)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in ["first", "second"] {
        writeln!(stdin, r#"{{"id":"{id}","text":"Yes."}}"#).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains(id), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_is_silence_and_zero() {
    let scratch = Scratch::new("closed");
    for jobs in ["1", "2"] {
        let mut child = scratch
            .command(&[&LINES[..], &["--jobs", jobs]].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Standard input stays open: the program must not wait for what nobody wants.
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let line = json!({"text": story(1)}).to_string() + "\n";
        stdin.write_all(line.as_bytes()).unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        while stdin.write_all(line.as_bytes()).is_ok() {}
        assert_eq!(child.wait().unwrap().code(), Some(0));
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!(said, "");
    }
}

#[test]
fn a_line_of_a_gigabyte_is_not_held() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let scratch = Scratch::new("gigabyte");
    let mut child = scratch
        .command(&[&LINES[..], &["--max-bytes", "1M"]].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let block = vec![b'x'; 1 << 20];
    stdin.write_all(br#"{"id":"big","text":""#).unwrap();
    for _ in 0..1024 {
        stdin.write_all(&block).unwrap();
    }
    stdin
        .write_all(b"\"}\n{\"id\":\"small\",\"text\":\"x\"}\n")
        .unwrap();
    stdin.flush().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(stdout.next().unwrap().unwrap().contains("too_long"));
    assert!(stdout.next().unwrap().unwrap().contains("small"));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kilobytes < 64 << 10, "{kilobytes} kB");
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
