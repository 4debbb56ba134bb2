//! How long each stage takes on one core, over an invented article of about 4 kB.
//!
//! `cargo bench` prints the times; nothing here is a test.

use ascribe::{extract, language, output, parse, text};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// The longest fixture, repeated to at least 4 kB.
fn article() -> text::Text {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles");
    let longest = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .max_by(|a, b| (a.len(), a).cmp(&(b.len(), b)))
        .expect("there are fixtures");
    let copies = 4_000_usize.div_ceil(longest.len().max(1));
    text::Text::new(vec![longest; copies].join("\n\n")).unwrap()
}

#[divan::bench]
fn parse_stage(bencher: Bencher) {
    let text = article();
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| parse::articles(&text));
}

#[divan::bench]
fn language_stage(bencher: Bencher) {
    let text = article();
    let articles = parse::articles(&text);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| language::analyze(&articles[0]));
}

/// An invented story with two dates or more in every sentence, the hardest that news has, repeated to 4 kB.
fn dense() -> text::Text {
    let story = "The mill lost $4.2 million in the third quarter, compared with $3 million a year earlier. It said on \
                 Monday that it will close on Friday, March 14, after more than two years of talks. The union struck \
                 for three weeks last summer and again in early November 2023. Workers met at 10 a.m. Tuesday and will \
                 meet again next week, two days before the deadline of Sept. 30. Sales fell 12 percent in the past six \
                 months, from January to June, and may recover late next year. The plant opened on 3 May 1987 and was \
                 sold in the 1990s; every Thursday night its band still plays.\n\n";
    text::Text::new(story.repeat(4_000_usize.div_ceil(story.len()))).unwrap()
}

/// The finding of dates alone: in a common article, and where every sentence has some.
#[divan::bench(args = ["common", "dense"])]
fn dates_stage(bencher: Bencher, kind: &str) {
    let text = if kind == "dense" { dense() } else { article() };
    let articles = parse::articles(&text);
    let analysis = language::analyze(&articles[0]);
    let given = parse::Given::default();
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| extract::dates::find(&articles[0], &analysis, &given, &mut Vec::new()));
}

#[divan::bench]
fn attributions_stage(bencher: Bencher) {
    let text = article();
    let articles = parse::articles(&text);
    let analysis = language::analyze(&articles[0]);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| {
            let sheet = language::sheet::Sheet::new(&articles[0], &analysis);
            extract::attributions::find(&sheet, &mut Vec::new())
        });
}

#[divan::bench]
fn extract_stage(bencher: Bencher) {
    let text = article();
    let articles = parse::articles(&text);
    let analysis = language::analyze(&articles[0]);
    let given = parse::Given::default();
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| extract::extract(&articles[0], &analysis, &given));
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let text = article();
    let (given, options) = (parse::Given::default(), output::Options::default());
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| ascribe::read(&text, &given, &options));
}

/// From the start of the process to its end, for the smallest piece of work.
#[divan::bench]
fn start_up() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .arg("--version")
        .output()
        .expect("the binary runs");
    assert!(run.status.success());
}
