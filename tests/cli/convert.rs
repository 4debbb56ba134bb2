//! `ascribe convert`: whole files or none, nothing done twice, nothing lost.

use crate::scratch::{Scratch, story};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

fn filled(name: &str, count: u64) -> Scratch {
    let scratch = Scratch::new(name);
    for number in 0..count {
        scratch.write(&format!("in/{}/{number}.txt", number % 7), story(number));
    }
    scratch
}

const CONVERT: [&str; 3] = ["convert", "in", "out"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&CONVERT[..], more].concat()
}

#[test]
fn the_tree_is_mirrored_and_what_is_done_is_left_alone() {
    let scratch = filled("mirrored", 20);
    scratch
        .run(&CONVERT)
        .ends(0)
        .says("20 records written, 0 up to date");
    let tree = scratch.tree("out");
    assert_eq!(tree.len(), 20);
    let record: Value = serde_json::from_slice(&tree[0].1).unwrap();
    assert_eq!(
        (record["id"].as_str(), tree[0].0.as_str()),
        (Some("0/0"), "0/0.json")
    );
    let times = |scratch: &Scratch| -> Vec<_> {
        let path = |name: &String| scratch.path(&format!("out/{name}"));
        let names = scratch.names("out");
        names
            .iter()
            .map(|name| fs::metadata(path(name)).unwrap().modified().unwrap())
            .collect()
    };
    let before = times(&scratch);
    scratch
        .run(&CONVERT)
        .ends(0)
        .says("0 records written, 20 up to date");
    assert_eq!(before, times(&scratch));
    // One input changed, one record was cut, one is gone: three are made again.
    scratch
        .write("in/1/1.txt", story(99))
        .write("out/2/2.json", "{\n  \"schema\"");
    fs::remove_file(scratch.path("out/3/3.json")).unwrap();
    scratch
        .run(&CONVERT)
        .ends(0)
        .says("3 records written, 17 up to date");
    scratch
        .run(&with(&["--offsets", "utf16"]))
        .ends(0)
        .says("20 records written");
    scratch
        .run(&with(&["--offsets", "utf16"]))
        .ends(0)
        .says("20 up to date");
    scratch.run(&with(&["--force", "-q"])).ends(0);
    let wanted = scratch.tree("out");
    scratch
        .run(&["convert", "in", "other", "-q", "--jobs", "1"])
        .ends(0);
    assert!(
        wanted == scratch.tree("other"),
        "the jobs or the way there matter"
    );
}

#[test]
fn lines_are_files_named_by_their_ids() {
    let scratch = Scratch::new("converted-lines");
    let long = "x".repeat(300);
    let ids = [
        "plain",
        "../../etc/x",
        "C:\\x",
        "a/b",
        "CON",
        "-rf",
        "a\nb",
        ".",
        "",
        &long,
    ];
    let lines: String = ids
        .iter()
        .map(|id| json!({"id": id, "text": story(1)}).to_string() + "\n")
        .collect();
    scratch.write(
        "in/wire.jsonl",
        lines.clone() + "\n{bad\n" + r#"{"id":"plain","text":"again"}"#,
    );
    let ran = scratch
        .run(&CONVERT)
        .ends(0)
        .says("10 records written")
        .says("wire.jsonl: line 12: not JSON");
    let _ = ran.says("line 13: another article has its name, wire/plain.json; give it an id");
    let tree = scratch.tree(".");
    let found: Vec<_> = tree
        .iter()
        .filter(|(name, _)| name.ends_with(".json"))
        .collect();
    assert_eq!(found.len(), ids.len());
    for (name, bytes) in found {
        assert!(name.starts_with("out/wire/") && name.len() < 210, "{name}");
        let record: Value = serde_json::from_slice(bytes).unwrap();
        assert!(
            ids.contains(&record["id"].as_str().unwrap()),
            "the id is unchanged"
        );
    }
    scratch
        .run(&CONVERT)
        .ends(0)
        .says("0 records written, 10 up to date");
    // Another title for the same text is another record.
    scratch.write(
        "in/wire.jsonl",
        lines.replacen("{\"id\":\"plain\"", "{\"title\":\"T\",\"id\":\"plain\"", 1),
    );
    scratch
        .run(&CONVERT)
        .ends(0)
        .says("1 record written, 9 up to date");
}

#[test]
fn names_that_clash_are_refused_before_anything_is_done() {
    for pair in [
        ["a.txt", "a.md"],
        ["b.txt", "B.txt"],
        ["c.jsonl", "c.jsonl.gz"],
    ] {
        let scratch = Scratch::new(&format!("clash-{}", &pair[0][..1]));
        scratch
            .write(&format!("in/{}", pair[0]), "x")
            .write(&format!("in/{}", pair[1]), "x");
        scratch
            .run(&CONVERT)
            .ends(2)
            .says(pair[0])
            .says(pair[1])
            .says("nothing was done");
        assert!(!scratch.path("out").exists());
    }
}

#[test]
fn the_output_is_never_input() {
    let scratch = filled("inside", 5);
    scratch.write("in/out/old.txt", "An old text.");
    for _ in 0..2 {
        scratch.run(&["convert", "in", "in/out"]).ends(0);
        let names: Vec<_> = scratch.names("in/out");
        assert_eq!(names.len(), 6, "{names:?}");
    }
    scratch
        .run(&["convert", "in", "in"])
        .ends(2)
        .says("input and output at once");
}

#[test]
fn only_our_own_leftovers_are_pruned() {
    let scratch = filled("prune", 9);
    scratch.run(&CONVERT).ends(0);
    scratch
        .write("out/mine.json", "{\"schema\":\"ascribe/1\"}\n")
        .write("out/notes.txt", "keep");
    fs::remove_dir_all(scratch.path("in/1")).unwrap();
    let dry = scratch.run(&with(&["--prune", "--dry-run"])).ends(0);
    assert!(dry.text().contains("remove\t1/1.json") && dry.text().contains("keep\t0/0.json"));
    assert_eq!(scratch.names("out").len(), 11);
    scratch.write("in/0/bad.txt", b"\0");
    scratch
        .run(&with(&["--prune"]))
        .ends(0)
        .says("nothing is removed");
    assert_eq!(scratch.names("out").len(), 11);
    fs::remove_file(scratch.path("in/0/bad.txt")).unwrap();
    scratch.run(&with(&["--prune"])).ends(0).says("2 removed");
    let names = scratch.names("out");
    assert!(
        names.len() == 9
            && names.contains(&"mine.json".into())
            && names.contains(&"notes.txt".into())
    );
    assert!(!scratch.path("out/1").exists(), "an emptied folder goes");
    scratch
        .run(&["convert", "in/0/0.txt", "out", "--prune"])
        .ends(2)
        .says("takes a folder");
}

#[test]
fn a_dry_run_writes_nothing() {
    let scratch = filled("dry", 3);
    let ran = scratch
        .run(&with(&["--dry-run"]))
        .ends(0)
        .says("3 records to write");
    assert_eq!(
        ran.text(),
        "write\t0/0.json\nwrite\t1/1.json\nwrite\t2/2.json\n"
    );
    assert!(!scratch.path("out").exists());
}

#[test]
fn failures_are_listed_with_reasons_and_counted() {
    let scratch = filled("listed", 3);
    scratch
        .write("in/bad.txt", b"\0")
        .write("in/long.txt", "x".repeat(3000));
    let arguments = with(&["--max-bytes", "2K", "--summary", "sum.json"]);
    scratch
        .run(&arguments)
        .ends(0)
        .says("bad.txt: is not text")
        .says("long.txt: is longer than 2048 bytes")
        .says("3 records written, 0 up to date, 2 failed");
    let summary: Value = serde_json::from_str(&scratch.read("sum.json")).unwrap();
    assert_eq!(
        (
            &summary["written"],
            summary["failed"].as_array().unwrap().len()
        ),
        (&json!(3), 2)
    );
    scratch
        .run(&with(&["--max-bytes", "2K", "--strict", "-q"]))
        .ends(1);
    scratch
        .run(&["convert", "nowhere", "out"])
        .ends(2)
        .says("no such file");
    scratch
        .run(&["convert", "in", "in/bad.txt"])
        .ends(2)
        .says("cannot be written to");
}

#[test]
fn killed_at_any_moment_and_resumed_the_tree_is_the_same() {
    let scratch = filled("killed", 300);
    scratch.run(&["convert", "in", "whole", "-q"]).ends(0);
    let whole = scratch.tree("whole");
    for moment in 0..10_u64 {
        let mut child = scratch
            .command(&with(&["-q"]))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(5 + moment * 17 % 60));
        child.kill().unwrap();
        child.wait().unwrap();
        if !scratch.path("out").exists() {
            continue;
        }
        for (name, bytes) in scratch.tree("out") {
            if name.ends_with(".json") {
                let there = whole.iter().find(|(other, _)| *other == name).unwrap();
                assert!(there.1 == bytes, "{name} is not whole");
            }
        }
    }
    scratch.run(&with(&["-q"])).ends(0);
    assert!(whole == scratch.tree("out"), "{:?}", scratch.names("out"));
}

/// Whether this process, and so its children, ignore interrupts, as a shell's background jobs do.
#[cfg(target_os = "linux")]
fn interrupts_are_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_none_or(|mask| mask & 0b10 != 0)
}

/// A shell reports a program that an interrupt has ended as 130, and a loop in a script ends with it.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_the_run_as_an_interrupt_and_the_next_goes_on() {
    use std::os::unix::process::ExitStatusExt;
    if interrupts_are_ignored() {
        eprintln!("SKIPPED: interrupts are ignored here");
        return;
    }
    let scratch = filled("interrupted", 400);
    let mut child = scratch.command(&with(&["-q"])).spawn().unwrap();
    let records = |scratch: &Scratch| {
        let names = scratch.names("out").into_iter();
        names.filter(|name| name.ends_with(".json")).count()
    };
    // The first record, and not just its folder.
    while !scratch.path("out").exists() || records(&scratch) == 0 {
        assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
        std::thread::sleep(Duration::from_millis(1));
    }
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(2));
    let done = records(&scratch);
    assert!((1..400).contains(&done), "{done} records");
    scratch
        .run(&CONVERT)
        .ends(0)
        .says(&format!("{done} up to date"));
    assert_eq!(records(&scratch), 400);
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let scratch = filled("twice", 5);
    fs::create_dir_all(scratch.path("out/.ascribe")).unwrap();
    let lock = fs::File::create(scratch.path("out/.ascribe/lock")).unwrap();
    lock.lock().unwrap();
    scratch
        .run(&CONVERT)
        .ends(2)
        .says("another ascribe is writing there");
    drop(lock);
    scratch.run(&CONVERT).ends(0);
    assert!(!scratch.path("out/.ascribe").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_whole_files_only() {
    let scratch = filled("disk", 60);
    fs::create_dir_all(scratch.path("out")).unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=100k", "tmpfs"])
        .arg(scratch.path("out"))
        .stderr(Stdio::null())
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: no file system can be mounted here");
        return;
    }
    let ran = scratch.run(&CONVERT);
    let tree = scratch.tree("out");
    let _ = Command::new("umount").arg(scratch.path("out")).status();
    ran.ends(2).says("No space left on device");
    assert!(!tree.is_empty() && tree.len() < 60);
    for (name, bytes) in tree {
        assert!(name.ends_with(".json"), "{name} is left");
        serde_json::from_slice::<Value>(&bytes).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told_before_anything_is_done() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = filled("read-only", 2);
    fs::create_dir_all(scratch.path("out")).unwrap();
    fs::set_permissions(scratch.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let may = fs::write(scratch.path("out/x"), "").is_ok();
    if may {
        eprintln!("SKIPPED: this user may write everywhere");
    } else {
        scratch.run(&CONVERT).ends(2).says("cannot be written to");
    }
    fs::set_permissions(scratch.path("out"), fs::Permissions::from_mode(0o755)).unwrap();
    if Path::new("/proc/self").exists() {
        scratch
            .run(&["convert", "in", "/proc/none"])
            .ends(2)
            .says("cannot be written to");
    }
}
