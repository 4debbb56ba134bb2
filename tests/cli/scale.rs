//! A hundred thousand articles: memory, a second run over what is done, and over a tenth of them the rate of two jobs over
//! one, and a tree that was killed ten times on its way.
//!
//! Not part of a usual run, for it takes a quarter of an hour and gigabytes:
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
fn convert(scratch: &Scratch, [input, output]: [&str; 2], jobs: &str) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = scratch
        .command(&["convert", input, output, "--jobs", jobs, "-q"])
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

/// Starts a conversion of the tenth and kills it after a while.
fn killed(scratch: &Scratch, output: &str, after: Duration) {
    let mut child = scratch
        .command(&["convert", "tenth", output, "--jobs", "2", "-q"])
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Compares two trees of that many records, byte by byte, and removes the first.
fn same(scratch: &Scratch, one: &str, other: &str, count: u64) {
    let names = scratch.names(one);
    assert_eq!(names.len() as u64, count);
    assert!(names == scratch.names(other), "{one} and {other}");
    for name in names {
        let bytes = |tree| std::fs::read(scratch.path(&format!("{tree}/{name}"))).unwrap();
        assert!(bytes(one) == bytes(other), "{one} and {other}: {name}");
    }
    std::fs::remove_dir_all(scratch.path(one)).unwrap();
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
        let file = format!("{}/{number}.txt", number % 100);
        let article = article(number);
        if number % 10 == 0 {
            scratch.write(&format!("tenth/{file}"), &article);
        }
        scratch.write(&format!("in/{file}"), &article);
    }
    let (one, _) = convert(&scratch, ["tenth", "one"], "1");
    let (two, _) = convert(&scratch, ["tenth", "two"], "2");
    eprintln!(
        "{} articles: one job {one:.1?}, two jobs {two:.1?} ({:.2} times)",
        count.div_ceil(10),
        one.as_secs_f64() / two.as_secs_f64(),
    );
    same(&scratch, "one", "two", count.div_ceil(10));
    // Moments of a fixed random series, together in most cases less than a whole run.
    let mut random = 0x9e37_79b9_u64;
    for _ in 0..10 {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        killed(&scratch, "killed", two * (random >> 56) as u32 / 1280);
    }
    eprintln!(
        "killed ten times, {} records were there",
        scratch.names("killed").len()
    );
    let _ = convert(&scratch, ["tenth", "killed"], "2");
    same(&scratch, "killed", "two", count.div_ceil(10));
    let (all, peak) = convert(&scratch, ["in", "all"], "2");
    let (again, _) = convert(&scratch, ["in", "all"], "2");
    eprintln!(
        "{count} articles: two jobs {all:.1?}, again {again:.1?}; {} MB",
        peak >> 10
    );
    assert!(peak < 300 << 10, "{peak} kB");
    assert!(again < all / 10, "the second run did work");
    let _ = std::fs::remove_dir_all(scratch.path("."));
}
