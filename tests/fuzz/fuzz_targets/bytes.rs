//! Any bytes as a file: `cargo +nightly fuzz run --fuzz-dir tests/fuzz bytes`.
#![no_main]

#[path = "../../properties/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    checks::bytes(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        checks::place_does_not_matter(text);
    }
});
