//! Learns the weights of check-worthiness from labelled sentences and prints the table. Each corpus is given with how
//! much it weighs, in percent: crowdsourced sentences tell what can be checked, news sentences what is somebody's view,
//! debates what fact-checkers took up.
//!
//! ```text
//! C=../shared/corpora/claims
//! cargo run --release --features train --example train_worth -- $C/claimbuster/train.jsonl=100 \
//!     $C/subjectivity_news/train.jsonl=45 $C/checkthat_debates/train.jsonl=30 > src/lexicon/worth.tsv
//! ```

use ascribe::extract::claims::train;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut examples = Vec::new();
    for argument in env::args().skip(1) {
        let (path, share) = argument.split_once('=').ok_or("PATH=PERCENT, please")?;
        for line in fs::read_to_string(path)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            let text = row["text"].as_str().ok_or("a row has no text")?;
            let worthy = row["label"] == 1 || row["label"] == "OBJ";
            examples.extend(train::example(text, worthy, share.parse()?));
        }
    }
    eprintln!("{} sentences with claims", examples.len());
    println!(
        "# What speaks for (+) and against (-) checking a claim, in hundredths: feature, weight of its presence, weight of each\n\
         # occurrence. Learned by examples/train_worth.rs from ClaimBuster's crowdsourced sentences (Arslan et al. 2020) and,\n\
         # less heavy, the objective and subjective news sentences of CheckThat! 2025 and the debates of CheckThat! 2019 and 2021."
    );
    print!("{}", train::table(&examples));
    Ok(())
}
