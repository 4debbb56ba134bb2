//! Learns the weights of check-worthiness from sentences labelled 0 or 1 and prints the table:
//!
//! `cargo run --release --features train --example train_worth -- ../shared/corpora/claims/claimbuster/train.jsonl > src/lexicon/worth.tsv`

use ascribe::extract::claims::train;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut examples = Vec::new();
    for path in env::args().skip(1) {
        for line in fs::read_to_string(path)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            let text = row["text"].as_str().ok_or("a row has no text")?;
            let worthy = row["label"].as_u64().ok_or("a row has no label")? == 1;
            examples.extend(train::example(text, worthy));
        }
    }
    eprintln!("{} sentences with claims", examples.len());
    println!(
        "# What speaks for (+) and against (-) checking a claim, in hundredths: feature, weight of its presence, weight of each\n\
         # occurrence. Learned from the claims of ClaimBuster's crowdsourced sentences (Arslan et al. 2020) by examples/train_worth.rs."
    );
    print!("{}", train::table(&examples));
    Ok(())
}
