//! Learning of the network: all tasks together, sentence by sentence in small batches.

mod float;
mod lesson;
mod weights;

use super::corpus::{Document, Recase, recased};
use super::data::{Corpora, columns, reader};
use super::measure::score;
use super::shuffle;
use crate::language::arcs::{State, oracle};
use crate::language::columns::Columns;
use crate::language::features::Word;
use crate::language::model::Error;
use crate::language::net::inputs::Inputs;
use crate::language::net::{FEATURES, MAGIC, Net, layout};
use float::Random;
use lesson::{Lesson, Pass};
use std::collections::BTreeMap;
use weights::{Gradients, Pace, Weights, correction};

/// Sentences between two steps.
const BATCH: usize = 16;
/// Each batch is split between so many threads, always: sums depend on the order of their parts.
const THREADS: usize = 2;
/// Learning rate at its highest, after so many steps or a tenth of all; then it falls in a straight line.
const RATE: f32 = 0.002;
const WARM_UP: f32 = 400.0;
/// Gradients are not longer than this.
const LONGEST: f32 = 20.0;
/// Sentences with more tokens are lists and tables.
const TOKENS: usize = 150;
/// Words seen less often are unknown ones.
const OFTEN: u32 = 3;
/// The chance to follow the parser's errors, after the first pass.
const FOLLOW: f32 = 0.9;

/// The network, learned from all corpora in so many passes over their sentences.
///
/// # Errors
/// If `words` is no model of words.
pub fn net(corpora: &Corpora, words: &[u8], passes: usize) -> Result<Vec<u8>, Error> {
    let mut reader = reader(words)?;
    let documents = documents(corpora);
    let pages: Vec<Columns> = documents
        .iter()
        .map(|document| columns(&mut reader, document))
        .collect();
    let (inputs, counts) = vocabulary(pages.iter().flat_map(|columns| &columns.words));
    let mut weights = Weights::new(inputs, counts);
    let lessons: Vec<Lesson> = documents
        .iter()
        .zip(&pages)
        .flat_map(|(document, columns)| lessons(&weights.inputs, document, columns))
        .filter(|lesson| lesson.rows.len() <= TOKENS)
        .collect();
    learn(&mut weights, &lessons, passes);
    let trial = file(corpora, &weights, "-");
    let score = score(&Net::read(&trial)?, &mut reader, &corpora.silver[1]);
    Ok(file(corpora, &weights, &score.attachment()))
}

/// All documents that are learned from, some of them in another case as well, so that headlines are read.
fn documents(corpora: &Corpora) -> Vec<Document> {
    let all = [
        &corpora.silver[0],
        &corpora.ewt[0],
        &corpora.gum,
        &corpora.worldwide[0],
        &corpora.wikigold[0],
        &corpora.world,
    ];
    let mut documents = Vec::new();
    for (at, document) in all.into_iter().flatten().enumerate() {
        documents.push(document.clone());
        let case = match at % 24 {
            5 | 17 => Recase::Title,
            11 => Recase::Upper,
            _ => continue,
        };
        let copy = document.iter().map(|sentence| recased(sentence, case));
        documents.push(copy.collect());
    }
    documents
}

/// The words that are seen often enough, and how often.
fn vocabulary<'w>(words: impl Iterator<Item = &'w Word>) -> (Inputs, Vec<u32>) {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for word in words {
        *counts.entry(word.lower).or_insert(0) += 1;
    }
    let (keys, counts) = counts.into_iter().filter(|word| word.1 >= OFTEN).unzip();
    (Inputs::new(keys), counts)
}

fn lessons(inputs: &Inputs, document: &Document, columns: &Columns) -> Vec<Lesson> {
    let hints = columns.hints();
    let mut state = State::default();
    let sentences = document.iter().zip(columns.sentences());
    sentences
        .map(|(sentence, (words, _))| Lesson {
            rows: words
                .iter()
                .map(|word| inputs.rows(word, hints.about(word)))
                .collect(),
            tags: sentence.tags.clone(),
            is_gold: sentence.is_gold,
            tree: (!sentence.heads.is_empty()).then(|| {
                state.start(&sentence.tags);
                oracle::Gold::new(&state, &sentence.heads, &sentence.arcs)
            }),
            names: sentence.names.clone(),
            roles: sentence.roles.clone(),
        })
        .collect()
}

fn learn(weights: &mut Weights, lessons: &[Lesson], passes: usize) {
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut gradients: Vec<Gradients> = (0..THREADS).map(|_| Gradients::new(weights)).collect();
    let steps = (passes * lessons.len().div_ceil(BATCH)) as f32;
    let mut step = 0u32;
    for pass in 0..passes {
        shuffle(&mut order, 71 + pass as u64);
        let follow = if pass == 0 { 0.0 } else { FOLLOW };
        for batch in order.chunks(BATCH) {
            add_gradients(weights, lessons, batch, step, follow, &mut gradients);
            step += 1;
            let (first, others) = gradients.split_at_mut(1);
            let sum = &mut first[0];
            others.iter_mut().for_each(|other| sum.take(other));
            let scale = 1.0 / batch.len() as f32;
            let length = sum.length() * scale;
            let done = step as f32;
            let rate =
                RATE * (done / WARM_UP.min(steps / 10.0)).min(1.0) * (1.0 - done / steps).max(0.02);
            let pace = Pace {
                rate: rate * correction(step),
                scale: if length > LONGEST {
                    scale * LONGEST / length
                } else {
                    scale
                },
            };
            weights.step(sum, pace);
        }
        eprintln!("net: pass {} of {passes}", pass + 1);
    }
}

/// The gradients of a batch, each part in its own thread.
fn add_gradients(
    weights: &Weights,
    lessons: &[Lesson],
    batch: &[usize],
    step: u32,
    follow: f32,
    gradients: &mut [Gradients],
) {
    let turned = &weights.turned();
    let parts = batch.chunks(batch.len().div_ceil(THREADS));
    std::thread::scope(|scope| {
        for (number, (gradients, part)) in (0..).zip(gradients.iter_mut().zip(parts)) {
            scope.spawn(move || {
                let seed = u64::from(step) * THREADS as u64 + number + 1;
                let mut pass = Pass {
                    weights,
                    turned,
                    gradients,
                    random: Random::new(seed),
                    follow,
                };
                for &lesson in part {
                    pass.learn(&lessons[lesson]);
                }
            });
        }
    });
}

/// The bytes of the file.
fn file(corpora: &Corpora, weights: &Weights, dev: &str) -> Vec<u8> {
    let keys = weights.inputs.keys();
    let mut file = format!(
        "{MAGIC}\tfeatures={FEATURES}\tcorpus={}\tdev={dev}\twords={}\tlabels={}",
        corpora.fingerprint,
        keys.len(),
        layout::labels(),
    )
    .into_bytes();
    // The tables begin at an even place.
    file.extend(if file.len() % 2 == 0 {
        &b"\t\n"[..]
    } else {
        b"\n"
    });
    file.extend(keys.iter().flat_map(|key| key.to_le_bytes()));
    file.extend(weights.pack());
    file
}
