//! The figures of `accuracy.tsv` on the development corpora, where those are: none may fall below its line.
//!
//! The corpora hold other people's articles and stand beside the repository, in `../shared`.

use std::path::Path;
use std::process::Command;

#[test]
fn no_figure_falls_below_its_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let figures = root.join("../shared/eval/figures.py");
    if !figures.exists() {
        eprintln!("SKIPPED: {} is not there", figures.display());
        return;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("SKIPPED: the evaluators need python3");
        return;
    }
    let command = format!(
        "{} --input jsonl --format jsonl --quiet -",
        env!("CARGO_BIN_EXE_ascribe")
    );
    let run = Command::new("python3")
        .arg(&figures)
        .args(["--cmd", &command, "--floor"])
        .arg(root.join("tests/accuracy.tsv"))
        .output()
        .expect("python3 runs");
    println!("{}", String::from_utf8_lossy(&run.stdout));
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}
