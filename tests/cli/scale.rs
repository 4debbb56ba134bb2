//! A hundred thousand articles: memory, rate of two jobs over one, and a second run over what is done.
//!
//! Not part of a usual run, for it takes minutes and gigabytes:
//! `cargo test --release --test cli -- --ignored --nocapture scale`; `ASCRIBE_SCALE` is another number of articles.

use crate::scratch::{Scratch, story};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// An invented article of about 4 kB.
fn article(number: u64) -> String {
    let mut text = format!(
        "date 2024-0{}-1{} ({} Desk, Gazette)\n\n",
        number % 9 + 1,
        number % 10,
        number
    );
    let mut part = 0;
    while text.len() < 4000 {
        text += &story(number * 31 + part * 7);
        text += "\n";
        part += 1;
    }
    text
}

/// Converts and gives the time taken and the most memory held, in kB.
fn convert(scratch: &Scratch, output: &str, jobs: &str) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = scratch
        .command(&["convert", "in", output, "--jobs", jobs, "-q"])
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut peak = 0;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let high = status.ok().and_then(|status| {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().trim_end_matches(" kB").parse::<u64>().ok()
        });
        peak = high.unwrap_or(0).max(peak);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return (start.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[ignore = "takes minutes and gigabytes"]
fn scale() {
    let count: u64 = std::env::var("ASCRIBE_SCALE")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(100_000);
    let scratch = Scratch::new("scale");
    for number in 0..count {
        scratch.write(
            &format!("in/{}/{number}.txt", number % 100),
            article(number),
        );
    }
    let (one, _) = convert(&scratch, "one", "1");
    let (two, peak) = convert(&scratch, "two", "2");
    let (again, _) = convert(&scratch, "two", "2");
    eprintln!(
        "{count} articles: one job {one:.1?}, two jobs {two:.1?} ({:.2} times), again {again:.1?}; {} MB",
        one.as_secs_f64() / two.as_secs_f64(),
        peak >> 10
    );
    assert!(scratch.names("one") == scratch.names("two"));
    assert!(peak < 300 << 10, "{peak} kB");
    assert!(again < two / 10, "the second run did work");
    let _ = std::fs::remove_dir_all(scratch.path("."));
}
