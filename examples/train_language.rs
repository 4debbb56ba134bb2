//! Trains and measures the models of the language engine.
//!
//! `cargo run --release --features train --example train_language -- ../shared/corpora src/language/models all`
//!
//! Steps, each on the files of those before it: `words`, `tags`, `arcs`, `names`; `all` of them; `measure`.

use ascribe::language::train::{self, Corpora, Models};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

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
    if wanted("tags") {
        save("tags", train::tags(&corpora, &words)?)?;
    }
    let tags = file("tags")?;
    if wanted("arcs") {
        save("arcs", train::arcs(&corpora, &words, &tags)?)?;
    }
    let arcs = file("arcs")?;
    let models = Models {
        words: &words,
        tags: &tags,
        arcs: &arcs,
    };
    if wanted("names") {
        save("names", train::names(&corpora, models)?)?;
    }
    if wanted("measure") {
        print!("{}", train::measure(&corpora, models, &file("names")?)?);
    }
    Ok(())
}
