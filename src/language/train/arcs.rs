//! Learning of the parser.

use super::corpus::{Document, Sentence};
use super::data::{Corpora, Example, every, example, header, percent, reader};
use super::tags::{self, learn_tags, tag_names};
use super::{Header, Perceptron, shuffle};
use crate::language::arcs::{self as parser, Move, State, oracle};
use crate::language::features::Reader;
use crate::language::model::{Error, Model, Score};
use crate::language::tag as tagger;
use crate::language::{Arc, Tag};
use std::collections::BTreeMap;

/// Weights below this many hundredths are dropped.
const LEAST: i64 = 190;
const PASSES: usize = 4;
/// By how much the best right move must win.
const MARGIN: i32 = 8;

/// The model `arcs`, learned on tags that a tagger of the other half of the data gives.
///
/// # Errors
/// If `words` or `tags` is no such model.
pub fn arcs(corpora: &Corpora, words: &[u8], tags: &[u8]) -> Result<Vec<u8>, Error> {
    let mut reader = reader(words)?;
    let sentences: Vec<Sentence> = every(&corpora.silver[0]).cloned().collect();
    let mut examples: Vec<Example> = sentences
        .iter()
        .map(|sentence| example(&mut reader, sentence))
        .collect();
    retag(&mut examples);
    let mut state = State::default();
    let golds: Vec<oracle::Gold> = sentences
        .iter()
        .zip(&examples)
        .map(|(sentence, example)| {
            state.start(&example.tags);
            oracle::Gold::new(&state, &sentence.heads, &sentence.arcs)
        })
        .collect();
    let trainer = learn_arcs(&examples, &golds, PASSES);
    let labels: Vec<&str> = parser::move_names().collect();
    let packed = |dev: String| {
        trainer.pack(
            &header(corpora, "arcs", parser::FEATURES, dev, &labels),
            LEAST,
        )
    };
    let trial = packed(String::new());
    let tagger = Model::read(tags, "tags", tagger::FEATURES, tag_names())?;
    let model = Model::read(&trial, "arcs", parser::FEATURES, labels.iter().copied())?;
    let score = arc_score(&tagger, &model, &mut reader, &corpora.silver[1]);
    Ok(packed(format!(
        "{}/{}",
        percent(score.heads, score.all),
        percent(score.arcs, score.all)
    )))
}

/// Gives each half of the examples the tags of a tagger learned from the other.
fn retag(examples: &mut [Example]) {
    let half = examples.len().div_ceil(2).max(1);
    let mut found: Vec<Vec<Tag>> = Vec::new();
    for number in 0..examples.len().div_ceil(half) {
        let part = number * half..((number + 1) * half).min(examples.len());
        let others: Vec<Example> = examples[..part.start]
            .iter()
            .chain(&examples[part.end..])
            .map(|example| Example {
                words: example.words.clone(),
                tags: example.tags.clone(),
                convention: example.convention,
            })
            .collect();
        let trainer = learn_tags(&others, 2);
        let file = trainer.pack(
            &Header {
                name: "tags",
                features: tagger::FEATURES,
                corpus: String::new(),
                dev: String::new(),
                labels: &tag_names(),
            },
            tags::LEAST,
        );
        let model =
            Model::read(&file, "tags", tagger::FEATURES, tag_names()).expect("it was just written");
        for example in &examples[part] {
            let mut tags = Vec::new();
            tagger::tag(&model, &example.words, &mut tags);
            found.push(tags);
        }
    }
    for (example, tags) in examples.iter_mut().zip(found) {
        example.tags = tags;
    }
}

fn learn_arcs(examples: &[Example], golds: &[oracle::Gold], passes: usize) -> Perceptron {
    let mut trainer = Perceptron::new();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = State::default();
    let mut features = Vec::new();
    let mut good = [false; parser::MOVES];
    let mut random = 0x9e37_79b9u32;
    for pass in 0..passes {
        shuffle(&mut order, 71 + pass as u64);
        for &at in &order {
            let (example, gold) = (&examples[at], &golds[at]);
            state.start(&example.tags);
            while !state.is_done() {
                let allowed = state.allowed();
                oracle::mark(&state, gold, &mut good);
                state.features(&example.words, &example.tags, &mut features);
                let mut scores = [0; 256];
                trainer.score(&features, &mut scores);
                let predicted = parser::best(&scores, allowed);
                let best_of = |wanted: bool| {
                    let mut best = None;
                    for number in 0..parser::MOVES {
                        let kind = usize::from(number > 0) + usize::from(number > Arc::ALL.len());
                        if allowed[kind]
                            && good[number] == wanted
                            && best.is_none_or(|best: usize| scores[number] > scores[best])
                        {
                            best = Some(number);
                        }
                    }
                    best
                };
                let Some(right) = best_of(true) else {
                    state.make(Move::of(predicted));
                    trainer.tick();
                    continue;
                };
                if let Some(wrong) = best_of(false)
                    && scores[wrong] + MARGIN >= scores[right]
                {
                    trainer.adjust(&features, right as u8, 1);
                    trainer.adjust(&features, wrong as u8, -1);
                }
                trainer.tick();
                // Follow the parser's own errors nine times in ten after the first pass.
                random ^= random << 13;
                random ^= random >> 17;
                random ^= random << 5;
                let follow = pass > 0 && !random.is_multiple_of(10);
                state.make(Move::of(if follow { predicted } else { right }));
            }
        }
    }
    trainer
}

/// What was counted of predicted dependencies.
#[derive(Debug, Default)]
pub(super) struct ArcScore {
    /// Tokens other than punctuation.
    pub all: usize,
    /// … with the right head.
    pub heads: usize,
    /// … and the right arc.
    pub arcs: usize,
    /// By arc: found, there, and both.
    pub by_arc: BTreeMap<Arc, [usize; 3]>,
    /// Subjects of verbs of saying and thinking: found, there, both.
    pub speakers: [usize; 3],
}

pub(super) fn arc_score(
    tagger: &impl Score,
    model: &impl Score,
    reader: &mut Reader,
    documents: &[Document],
) -> ArcScore {
    let mut score = ArcScore::default();
    let (mut tags, mut state, mut features) = (Vec::new(), State::default(), Vec::new());
    for sentence in every(documents) {
        let example = example(reader, sentence);
        tagger::tag(tagger, &example.words, &mut tags);
        parser::parse(model, &example.words, &tags, &mut state, &mut features);
        for at in 0..tags.len() {
            let (head, arc) = (state.head(at), state.arc(at));
            let (gold_head, gold_arc) = (sentence.heads[at], sentence.arcs[at]);
            if gold_arc != Arc::Punct {
                score.all += 1;
                score.heads += usize::from(head == gold_head);
                score.arcs += usize::from(head == gold_head && arc == gold_arc);
            }
            let both = head == gold_head && arc == gold_arc;
            let found = score.by_arc.entry(arc).or_default();
            found[0] += 1;
            found[2] += usize::from(both);
            score.by_arc.entry(gold_arc).or_default()[1] += 1;
            let reporting = |head: Option<u32>| {
                head.is_some_and(|head| {
                    matches!(
                        sentence.lemmas[head as usize].as_str(),
                        "say"
                            | "tell"
                            | "add"
                            | "believe"
                            | "think"
                            | "argue"
                            | "claim"
                            | "announce"
                            | "warn"
                            | "insist"
                            | "suggest"
                            | "accuse"
                            | "ask"
                            | "call"
                            | "note"
                            | "acknowledge"
                            | "explain"
                            | "report"
                            | "write"
                            | "hope"
                            | "want"
                            | "promise"
                            | "deny"
                            | "urge"
                            | "show"
                    )
                })
            };
            let subject = |head: Option<u32>, arc: Arc| arc == Arc::Nsubj && reporting(head);
            score.speakers[0] += usize::from(subject(head, arc));
            score.speakers[1] += usize::from(subject(gold_head, gold_arc));
            score.speakers[2] += usize::from(both && subject(head, arc));
        }
    }
    score
}
