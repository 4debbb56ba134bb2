//! Every command in the README's `console` blocks is run, and prints what the README says it prints.
//!
//! A block is a series of `$ command` lines, each followed by its output. `…` alone on a line of output stands for any
//! lines. A block whose commands need a tool that is not installed is skipped, and the test says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The commands of a block with the output that the README shows for each.
fn commands(block: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            found.push((command.to_owned(), String::new()));
        } else if let Some((command, output)) = found.last_mut() {
            if command.ends_with('\\') {
                command.push('\n');
                command.push_str(line);
            } else {
                output.push_str(line);
                output.push('\n');
            }
        }
    }
    found
}

/// The `console` blocks of a Markdown text.
fn blocks(markdown: &str) -> Vec<&str> {
    markdown
        .split("```console\n")
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap())
        .collect()
}

/// Whether `shown` matches `printed`, where a line `…` stands for any lines.
fn matches(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}

/// A folder with the repository's fixtures in which the commands are run.
fn workplace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("articles")).unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    for entry in fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            fs::copy(
                &path,
                folder.join("articles").join(path.file_name().unwrap()),
            )
            .unwrap();
        }
    }
    folder
}

fn shell(command: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_ascribe"));
    let path = format!(
        "{}:{}",
        binary.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let run = Command::new("bash")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .expect("bash runs");
    String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr)
}

/// The tools of README commands that not every machine has.
const TOOLS: [&str; 6] = ["jq", "duckdb", "parallel", "make", "git", "python3"];

#[test]
fn every_command_prints_what_the_readme_says() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut wrong = Vec::new();
    let mut ran = 0;
    for (number, block) in blocks(&readme).into_iter().enumerate() {
        let folder = workplace(&format!("readme-{number}"));
        for (command, shown) in commands(block) {
            let missing = TOOLS.iter().find(|tool| {
                command
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .any(|word| word == **tool)
                    && shell(&format!("command -v {tool}"), &folder).is_empty()
            });
            if let Some(tool) = missing {
                eprintln!("SKIPPED, {tool} is not installed: {command}");
                continue;
            }
            let printed = shell(&command, &folder);
            ran += 1;
            if !matches(
                &shown.lines().collect::<Vec<_>>(),
                &printed.lines().collect::<Vec<_>>(),
            ) {
                wrong.push(format!(
                    "$ {command}\n--- the README says\n{shown}--- it prints\n{printed}"
                ));
            }
        }
    }
    assert!(ran > 0, "the README shows no commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(matches(&["a", "…", "d"], &["a", "b", "c", "d"]));
    assert!(matches(&["…"], &[]));
    assert!(!matches(&["a", "d"], &["a", "b", "d"]));
}
