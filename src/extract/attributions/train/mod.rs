//! Training on hand-marked articles. The same features that predict.

#![allow(missing_docs)]

pub mod corpus;
mod learn;

use super::draft::Draft;
use super::features::Features;
use super::model::Models;
use super::{cues, roles, select, speech};
use crate::language::sheet::{NONE, Sheet};
use crate::language::{self, Analysis, Tag};
use crate::parse::Article;
use crate::text::Span;
use crate::text::hash::Hash;
use corpus::{Example, Gold};
use learn::{Binary, Chain, Dictionary, Learned};
use std::path::Path;
use std::{fs, io};

/// An article ready to learn from.
pub struct Ready<'a> {
    pub article: Article<'a>,
    pub analysis: Analysis,
    pub gold: &'a [Gold],
    pub name: &'a str,
    /// Whether the annotators told speech from the rest.
    pub tells_speech: bool,
}

/// The files of two networks in a folder, each learned without one half of the articles.
pub struct Halves([Vec<u8>; 2]);

impl Halves {
    fn read(folder: &Path) -> io::Result<Self> {
        let file = |half: usize| fs::read(folder.join(format!("half-{half}.model")));
        Ok(Self([file(0)?, file(1)?]))
    }
}

/// Analyzes the examples with a network that has not seen them, so that the analysis is as good, and as wrong, as it is on any other
/// article: that of the program has seen PolNeAR alone, those of `halves` one half of it each.
pub fn prepare<'a>(examples: &'a [Example], Halves(files): &Halves) -> Vec<Ready<'a>> {
    let ready = |example: &'a Example| {
        let article = corpus::plain_article(&example.text);
        let analysis = if example.tells_speech() {
            language::analyze(&article)
        } else {
            let file = &files[language::train::half(&example.name)];
            language::analyze_with(file, &article).expect("it is a network of this program")
        };
        Ready {
            article,
            analysis,
            tells_speech: example.tells_speech(),
            gold: &example.gold,
            name: &example.name,
        }
    };
    examples.iter().map(ready).collect()
}

/// Tokens that some span touches.
fn tokens(sheet: &Sheet, spans: &[Span]) -> Vec<u32> {
    let mut found = Vec::new();
    for span in spans {
        found.extend(sheet.tokens_in(*span).numbers());
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A hand-marked relation in tokens.
pub(super) struct Marked {
    pub head: u32,
    pub cue: Vec<u32>,
    pub source: Vec<u32>,
    pub content: Vec<u32>,
    pub speech: Option<bool>,
}

/// The token that heads a cue: the one of its words that hangs highest, a verb before others.
fn head_of(sheet: &Sheet, cue: &[u32]) -> Option<u32> {
    let depth = |at: u32| {
        let mut at = at;
        let mut depth = 0;
        while depth < 60 && sheet.cells[at as usize].head != NONE {
            at = sheet.cells[at as usize].head;
            depth += 1;
        }
        depth
    };
    cue.iter().copied().min_by_key(|&at| {
        let node = &sheet.cells[at as usize];
        let outside = !cue.contains(&node.head);
        let candidate = cues::is_candidate(sheet, at as usize);
        let rank = match node.tag {
            Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ => 0,
            Tag::NN | Tag::NNS | Tag::JJ => 1,
            Tag::Colon => 3,
            _ => 2,
        };
        (!candidate, !outside, !node.is_word, depth(at), rank, at)
    })
}

fn marked(sheet: &Sheet, gold: &[Gold]) -> Vec<Marked> {
    gold.iter()
        .filter_map(|gold| {
            let cue = tokens(sheet, &gold.cue);
            let head = head_of(sheet, &cue)?;
            Some(Marked {
                head,
                cue,
                source: tokens(sheet, &gold.source),
                content: tokens(sheet, &gold.content),
                speech: gold.speech,
            })
        })
        .collect()
}

/// Passes over the examples of the cues, and over the sequences around them.
const CUE_EPOCHS: usize = 2;
const CHAIN_EPOCHS: usize = 2;
const JUDGE_EPOCHS: usize = 6;

/// Features that are kept, those with the largest weights.
const CUE_FEATURES: usize = 120_000;
const STATE_FEATURES: usize = 100_000;
const STEP_FEATURES: usize = 20_000;
const JUDGE_FEATURES: usize = 20_000;

/// How much weights are pulled to zero at each step.
const DECAY: f32 = 1e-4;

/// Features that are seen as often or less often are none.
const RARE: u32 = 3;

/// In so many parts the articles are judged by models that learned from the others.
const FOLDS: usize = 4;

/// How often the articles of world and web news are learned from; those of PolNeAR once.
const WORLD: usize = 2;

/// Learns which words head cues.
fn learn_cues(ready: &[&Ready]) -> Learned<1> {
    let mut dictionary = Dictionary::default();
    let mut features = Features::default();
    let mut missed = 0;
    let mut total = 0;
    for pass in 0..2 {
        let mut data = Binary::default();
        for one in ready {
            let sheet = Sheet::new(&one.article, &one.analysis);
            let mut is_head = vec![false; sheet.cells.len()];
            for mark in marked(&sheet, one.gold) {
                is_head[mark.head as usize] = true;
                total += 1;
                missed += usize::from(!cues::is_candidate(&sheet, mark.head as usize));
            }
            for (at, &head) in is_head.iter().enumerate() {
                if !cues::is_candidate(&sheet, at) {
                    continue;
                }
                features.clear();
                cues::features(&sheet, at, &mut features);
                if pass == 0 {
                    dictionary.count(&features.hashes);
                } else {
                    dictionary.numbers(&features.hashes, &mut data.features);
                    data.ends.push(data.features.len());
                    data.labels.push(head);
                }
            }
        }
        if pass == 0 {
            dictionary.settle(RARE - 1);
            eprintln!(
                "cues: {} features, {missed} of {total} heads are no candidates",
                dictionary.len()
            );
        } else {
            eprintln!("cues: {} decisions", data.labels.len());
            return learn::logistic(&data, &dictionary, CUE_EPOCHS, DECAY, CUE_FEATURES, "cues");
        }
    }
    unreachable!("the second pass returns")
}

/// Learns to label around a cue.
fn learn_roles(ready: &[&Ready]) -> (Learned<4>, Learned<16>) {
    let mut state = Dictionary::default();
    let mut step = Dictionary::default();
    let mut data = Vec::new();
    for pass in 0..2 {
        for one in ready {
            let sheet = Sheet::new(&one.article, &one.analysis);
            for mark in marked(&sheet, one.gold) {
                let window = roles::window(&sheet, mark.head as usize);
                let mut chain = Chain {
                    state: Vec::new(),
                    step: Vec::new(),
                    labels: vec![0; window.len()],
                    head: mark.head as usize - window.start,
                };
                for (label, tokens) in [
                    (roles::SOURCE, &mark.source),
                    (roles::CONTENT, &mark.content),
                    (roles::CUE, &mark.cue),
                ] {
                    for &at in tokens {
                        if window.contains(&(at as usize)) {
                            chain.labels[at as usize - window.start] = label as u8;
                        }
                    }
                }
                let lawful = (0..window.len()).all(|i| {
                    roles::allowed(
                        chain.head,
                        i,
                        if i == 0 {
                            0
                        } else {
                            chain.labels[i - 1] as usize
                        },
                        chain.labels[i] as usize,
                    )
                });
                if !lawful {
                    continue;
                }
                roles::features(&sheet, mark.head as usize, |_, position| {
                    if pass == 0 {
                        state.count(&position.state.hashes);
                        step.count(&position.step.hashes);
                    } else {
                        let mut numbers = Vec::with_capacity(position.state.hashes.len());
                        state.numbers(&position.state.hashes, &mut numbers);
                        chain.state.push(numbers);
                        let mut numbers = Vec::with_capacity(position.step.hashes.len());
                        step.numbers(&position.step.hashes, &mut numbers);
                        chain.step.push(numbers);
                    }
                });
                if pass == 1 {
                    data.push(chain);
                }
            }
        }
        if pass == 0 {
            state.settle(RARE);
            step.settle(RARE);
            eprintln!("roles: {} and {} features", state.len(), step.len());
        }
    }
    eprintln!("roles: {} sequences", data.len());
    learn::chain(
        &data,
        &state,
        &step,
        CHAIN_EPOCHS,
        DECAY,
        (STATE_FEATURES, STEP_FEATURES),
    )
}

/// The head word of a source as the evaluation has it: the last word before a comma, a relative word or a preposition.
fn source_head(sheet: &Sheet, source: &[u32]) -> Option<u32> {
    const STOP: [&str; 7] = ["who", "whom", "whose", "which", "that", "where", "when"];
    let lower = |at: u32| sheet.text(at as usize).to_lowercase();
    let mut segment = Vec::new();
    for &at in source {
        let node = &sheet.cells[at as usize];
        if !segment.is_empty()
            && (matches!(node.tag, Tag::Comma | Tag::Colon | Tag::Left | Tag::Right)
                || !node.is_word
                || STOP.contains(&lower(at).as_str()))
        {
            break;
        }
        if node.is_word && node.tag != Tag::POS {
            segment.push(at);
        }
    }
    let small = |at: u32| {
        matches!(
            lower(at).as_str(),
            "of" | "the" | "for" | "and" | "in" | "a" | "de" | "van" | "von" | "al" | "bin"
        )
    };
    let upper = |at: u32| matches!(sheet.cells[at as usize].shape, 1..=3);
    let titled = segment.iter().all(|&at| upper(at) || small(at));
    if !titled || segment.last().is_some_and(|&at| !upper(at)) {
        let cut = segment
            .iter()
            .skip(1)
            .position(|&at| matches!(sheet.cells[at as usize].tag, Tag::IN | Tag::TO))
            .map_or(segment.len(), |cut| cut + 1);
        segment.truncate(cut);
    }
    segment.last().or(source.first()).copied()
}

/// Whether a candidate is a marked relation, by the measure of the evaluation.
fn is_right(sheet: &Sheet, draft: &Draft, mark: &Marked) -> bool {
    let words = |list: &[u32]| {
        list.iter()
            .copied()
            .filter(|&at| sheet.cells[at as usize].is_word)
            .collect::<Vec<u32>>()
    };
    let content = words(&draft.content);
    let gold = words(&mark.content);
    let both = content
        .iter()
        .filter(|at| gold.binary_search(at).is_ok())
        .count();
    let source = match (draft.source.is_empty(), mark.source.is_empty()) {
        (true, true) => true,
        (false, false) => {
            let (a, b) = (
                source_head(sheet, &draft.source),
                source_head(sheet, &mark.source),
            );
            a.is_some_and(|a| mark.source.contains(&a))
                && b.is_some_and(|b| draft.source.contains(&b))
        }
        _ => false,
    };
    4 * both >= content.len() + gold.len()
        && source
        && draft.cue.iter().any(|at| mark.cue.contains(at))
}

/// In which of so many folds an article is, by its name.
fn fold_of(name: &str, folds: usize) -> usize {
    (Hash::new().field("fold").field(name).finish() >> 40) as usize % folds
}

/// Learns to judge candidates, from those of models that did not see the article: whether each is right, and whether it is
/// right and speech or evidence, where the annotators told. `ready` may hold articles more than once.
fn learn_judges(ready: &[&Ready]) -> [Learned<1>; 2] {
    let mut judge = Judged::default();
    let mut speech = Judged::default();
    for fold in 0..FOLDS {
        let part = |inside: bool| -> Vec<&Ready> {
            ready
                .iter()
                .copied()
                .filter(|one| (fold_of(one.name, FOLDS) == fold) == inside)
                .collect()
        };
        let models = learn_models(&part(false));
        for one in part(true) {
            let sheet = Sheet::new(&one.article, &one.analysis);
            let marks = marked(&sheet, one.gold);
            let candidates = select::candidates(&sheet, &models);
            let around = select::Surroundings::new(&sheet, &candidates);
            for (number, draft) in candidates.iter().enumerate() {
                let mut features = Features::default();
                select::features(&sheet, &models, &candidates, &around, number, &mut features);
                let right = marks.iter().find(|mark| is_right(&sheet, draft, mark));
                judge.add(&features.hashes, right.is_some());
                if one.tells_speech {
                    speech::features(&sheet, draft, &mut features);
                    speech.add(
                        &features.hashes,
                        right.is_some_and(|mark| mark.speech == Some(true)),
                    );
                }
            }
        }
    }
    [judge.learn("judge"), speech.learn("speech")]
}

/// Candidates and whether each is what is asked for.
#[derive(Default)]
struct Judged {
    dictionary: Dictionary,
    rows: Vec<(Vec<u64>, bool)>,
}

impl Judged {
    fn add(&mut self, features: &[u64], yes: bool) {
        self.dictionary.count(features);
        self.rows.push((features.to_vec(), yes));
    }

    fn learn(mut self, title: &'static str) -> Learned<1> {
        self.dictionary.settle(4);
        let mut data = Binary::default();
        for (hashes, yes) in self.rows {
            self.dictionary.numbers(&hashes, &mut data.features);
            data.ends.push(data.features.len());
            data.labels.push(yes);
        }
        let right = data.labels.iter().filter(|right| **right).count();
        eprintln!("{title}: {} candidates, {right} right", data.labels.len());
        learn::logistic(
            &data,
            &self.dictionary,
            JUDGE_EPOCHS,
            DECAY,
            JUDGE_FEATURES,
            title,
        )
    }
}

fn learn_models(ready: &[&Ready]) -> Models {
    let cues = learn_cues(ready);
    let (state, step) = learn_roles(ready);
    Models {
        cues: cues.weights,
        state: state.weights,
        step: step.weights,
        judge: None,
        speech: None,
    }
}

/// Learns all models from the training articles below the folder of the corpora, analyzed by the networks of `halves`, and writes
/// them.
///
/// # Errors
/// If a file cannot be read or written.
pub fn run(corpora: &Path, halves: &Path, models: &Path) -> io::Result<()> {
    let halves = Halves::read(halves)?;
    let examples = corpus::train(corpora)?;
    let ready = prepare(&examples, &halves);
    let mut all: Vec<&Ready> = ready.iter().collect();
    for _ in 1..WORLD {
        all.extend(ready.iter().filter(|one| one.tells_speech));
    }
    let [judge, speech] = learn_judges(&all);
    let cues = learn_cues(&all);
    let (state, step) = learn_roles(&all);
    for (name, file) in [
        ("cues", cues.file),
        ("state", state.file),
        ("step", step.file),
        ("judge", judge.file),
        ("speech", speech.file),
    ] {
        fs::write(models.join(name).with_extension("model"), file)?;
    }
    Ok(())
}
