//! Learning of the tagger.

use super::corpus::{Document, Recase, Sentence, recased};
use super::data::{Corpora, Example, every, example, header, percent, reader};
use super::{Perceptron, shuffle};
use crate::language::Tag;
use crate::language::features::Reader;
use crate::language::model::{Error, Model, Score};
use crate::language::tag::{self as tagger, Convention};
use std::collections::BTreeMap;

/// Weights below this many hundredths are dropped.
pub(super) const LEAST: i64 = 100;
const PASSES: usize = 4;

/// Every sentence, and copies of every eighth in Title Case and every twelfth in UPPER CASE.
fn with_cases<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (at, sentence) in sentences.enumerate() {
        all.push(sentence.clone());
        if at % 8 == 3 {
            all.push(recased(sentence, Recase::Title));
        }
        if at % 12 == 5 {
            all.push(recased(sentence, Recase::Upper));
        }
    }
    all
}

pub(super) fn learn_tags(examples: &[Example], passes: usize) -> Perceptron {
    let labels: Vec<u8> = (0..Tag::ALL.len() as u8).collect();
    let mut trainer = Perceptron::new();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for pass in 0..passes {
        shuffle(&mut order, 17 + pass as u64);
        for &at in &order {
            let example = &examples[at];
            let mut before = tagger::before(&[], 0);
            for (at, &tag) in example.tags.iter().enumerate() {
                let features = tagger::features(&example.words, at, before, example.convention);
                let predicted = trainer.learn(&features, tag as u8, &labels, 1);
                before = [before[1], u32::from(predicted)];
            }
        }
    }
    // What only the treebanks' own features know is never asked for.
    for example in examples {
        if example.convention == Convention::Treebank {
            let mut before = tagger::before(&[], 0);
            for (at, &tag) in example.tags.iter().enumerate() {
                let features = tagger::features(&example.words, at, before, Convention::Treebank);
                trainer.forget(&features[tagger::SHARED..]);
                before = [before[1], tag as u32];
            }
        }
    }
    trainer
}

fn tag_examples(corpora: &Corpora, reader: &mut Reader) -> Vec<Example> {
    let silver = with_cases(every(&corpora.silver[0]));
    let gold = with_cases(every(&corpora.ewt[0]).chain(every(&corpora.gum[0])));
    let news = silver.iter().map(|sentence| (sentence, Convention::News));
    let treebank = gold.iter().map(|sentence| (sentence, Convention::Treebank));
    news.chain(treebank)
        .map(|(sentence, convention)| Example {
            convention,
            ..example(reader, sentence)
        })
        .collect()
}

pub(super) fn tag_names() -> Vec<&'static str> {
    Tag::ALL.iter().map(|tag| tag.as_str()).collect()
}

/// The model `tags`.
///
/// # Errors
/// If `words` is no model of words.
pub fn tags(corpora: &Corpora, words: &[u8]) -> Result<Vec<u8>, Error> {
    let mut reader = reader(words)?;
    let examples = tag_examples(corpora, &mut reader);
    let trainer = learn_tags(&examples, PASSES);
    let labels = tag_names();
    let packed = |dev: String| {
        trainer.pack(
            &header(corpora, "tags", tagger::FEATURES, dev, &labels),
            LEAST,
        )
    };
    let trial = packed(String::new());
    let model = Model::read(&trial, "tags", tagger::FEATURES, labels.iter().copied())?;
    let (right, all) = tag_score(&model, &mut reader, &corpora.silver[1]);
    Ok(packed(percent(right, all)))
}

/// How often which tag was given for which other one: the right tag, the given, how often, and the last such word.
pub(super) fn confusions<'a>(
    model: &impl Score,
    reader: &mut Reader,
    documents: &'a [Document],
) -> Vec<(usize, Tag, Tag, &'a str)> {
    let mut counts: BTreeMap<(Tag, Tag), (usize, &str)> = BTreeMap::new();
    let mut tags = Vec::new();
    for sentence in every(documents) {
        let example = example(reader, sentence);
        tagger::tag(model, &example.words, &mut tags);
        for (at, (&right, &given)) in sentence.tags.iter().zip(&tags).enumerate() {
            if right != given {
                let count = counts.entry((right, given)).or_default();
                *count = (count.0 + 1, &sentence.forms[at]);
            }
        }
    }
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|((right, given), (count, word))| (count, right, given, word))
        .collect();
    rows.sort_by_key(|row| (usize::MAX - row.0, row.1, row.2));
    rows
}

/// How many tags of how many are right.
pub(super) fn tag_score(
    model: &impl Score,
    reader: &mut Reader,
    documents: &[Document],
) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    let mut tags = Vec::new();
    for sentence in every(documents) {
        let example = example(reader, sentence);
        tagger::tag(model, &example.words, &mut tags);
        right += tags
            .iter()
            .zip(&sentence.tags)
            .filter(|(a, b)| a == b)
            .count();
        all += tags.len();
    }
    (right, all)
}
