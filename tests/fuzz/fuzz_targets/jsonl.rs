//! Any bytes as JSON Lines: `cargo +nightly fuzz run --fuzz-dir tests/fuzz jsonl`.
#![no_main]

#[path = "../../properties/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::lines(bytes));
