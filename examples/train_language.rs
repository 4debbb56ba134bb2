//! Trains and measures the models of the language engine.
//!
//! `cargo run --release --features train --example train_language -- ../shared/corpora src/language/models all`
//!
//! Steps, each on the files of those before it: `words`, `net`; `all` of them; `measure`; `speed`;
//! `halves`: two networks that have not seen one half of the marked articles each, for what is learned from analyses of PolNeAR.

use ascribe::language::analyze_sentences;
use ascribe::language::train::{self, Corpora};
use ascribe::text::Span;
use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

/// Passes over the corpora.
const PASSES: usize = 15;
/// A network that only stands in for the other needs fewer.
const PASSES_OF_HALVES: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [corpora, models, steps @ ..] = &arguments[..] else {
        return Err("usage: train_language CORPORA MODELS STEP…".into());
    };
    let folder = Path::new(models);
    let corpora = Corpora::read(Path::new(corpora))?;
    let wanted = |step: &str| {
        steps
            .iter()
            .any(|name| name == step || name == "all" && step != "measure")
    };
    let file = |name: &str| fs::read(folder.join(name).with_extension("model"));
    let save = |name: &str, bytes: Vec<u8>| {
        eprintln!("{name}: {} bytes", bytes.len());
        fs::write(folder.join(name).with_extension("model"), bytes)
    };
    if wanted("words") {
        save("words", train::words(&corpora))?;
    }
    let words = file("words")?;
    if wanted("net") {
        let corpora = corpora.clone().without_world();
        save("net", train::net(&corpora, &words, PASSES)?)?;
    }
    if steps.iter().any(|step| step == "halves") {
        for half in [0, 1] {
            let corpora = corpora.clone().without_half(half);
            save(
                &format!("half-{half}"),
                train::net(&corpora, &words, PASSES_OF_HALVES)?,
            )?;
        }
    }
    if steps.iter().any(|step| step == "speed") {
        eprintln!("{} tokens a second", speed(&corpora));
    }
    if wanted("measure") {
        print!("{}", train::measure(&corpora, &words, &file("net")?)?);
    }
    Ok(())
}

/// Tokens a second of the whole analysis with the models in the program, over five times the news development data.
fn speed(corpora: &Corpora) -> u64 {
    let texts: Vec<(String, Vec<Span>)> = corpora.silver[1]
        .iter()
        .map(|document| {
            let (mut text, mut spans) = (String::new(), Vec::new());
            for sentence in document {
                let start = text.len();
                text += &sentence.forms.join(" ");
                spans.push(Span::new(start, text.len()));
                text.push('\n');
            }
            (text, spans)
        })
        .collect();
    let start = Instant::now();
    let mut tokens = 0;
    for (text, spans) in texts.iter().cycle().take(5 * texts.len()) {
        tokens += analyze_sentences(text, spans.iter().copied()).tokens.len() as u64;
    }
    tokens * 1000 / (start.elapsed().as_millis() as u64).max(1)
}
