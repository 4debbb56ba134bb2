//! Learns the model of pages and writes it, or measures one on marked pages.
//!
//! ```text
//! P=../shared/corpora/pages M=src/parse/page/models/page.model
//! cargo run --release --features train --example train_pages -- learn $P/train.jsonl.gz $M
//! cargo run --release --features train --example train_pages -- measure $P/dev.jsonl.gz $M
//! cargo run --release --features train --example train_pages -- judge $P/train.jsonl.gz $M
//! ```
//!
//! `judge` learns from four fifths of the publishers and measures on the pages of the others that were read by hand.

use ascribe::parse::page::model::Model;
use ascribe::parse::page::train::{corpus, learn, measure};
use flate2::read::GzDecoder;
use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, pages, model] = arguments.as_slice() else {
        return Err("learn, measure or judge, PAGES.jsonl.gz, MODEL, please".into());
    };
    let pages = corpus::read(BufReader::new(GzDecoder::new(File::open(pages)?)))?;
    eprintln!("{} pages", pages.len());
    match task.as_str() {
        "learn" => fs::write(model, learn(pages, |step| eprintln!("{step}")))?,
        "measure" => {
            let bytes = fs::read(model)?;
            let model = Model::read(&bytes).ok_or("that is no model")?;
            print!("{}", measure::table(&pages, &model));
        }
        "judge" => {
            let (known, unseen): (Vec<_>, Vec<_>) =
                pages.into_iter().partition(|page| !page.is_held_out());
            let unseen: Vec<_> = unseen.into_iter().filter(|page| page.by_hand).collect();
            let bytes = learn(known, |step| eprintln!("{step}"));
            fs::write(model, &bytes)?;
            let model = Model::read(&bytes).ok_or("what was learned is no model")?;
            print!("{}", measure::table(&unseen, &model));
        }
        _ => return Err("learn, measure or judge, please".into()),
    }
    Ok(())
}
