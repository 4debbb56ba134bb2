//! The command line, run for real: cases of `tests/cli`, and what a case file cannot say.

#[path = "cli/scratch.rs"]
mod scratch;

#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/convert.rs"]
mod convert;
#[path = "cli/exports.rs"]
mod exports;
#[path = "cli/extract.rs"]
mod extract;
#[path = "cli/lines.rs"]
mod lines;
#[path = "cli/scale.rs"]
mod scale;

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
