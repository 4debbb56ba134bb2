//! Training on hand-marked articles. The same features that predict.

#![allow(missing_docs)]

pub mod corpus;
mod learn;

use super::features::Features;
use super::model::Models;
use super::{cues, roles, select};
use crate::language::sheet::{NONE, Sheet};
use crate::language::{self, Analysis, Tag};
use crate::parse::Article;
use crate::text::Span;
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
}

/// The files of two networks in a folder, each learned without one half of the articles.
pub struct Halves([Vec<u8>; 2]);

impl Halves {
    fn read(folder: &Path) -> io::Result<Self> {
        let file = |half: usize| fs::read(folder.join(format!("half-{half}.model")));
        Ok(Self([file(0)?, file(1)?]))
    }
}

/// Analyzes the examples: with the network that has not seen them where there are halves, so that the analysis is as good,
/// and as wrong, as it is on any other article.
pub fn prepare<'a>(examples: &'a [Example], halves: Option<&Halves>) -> Vec<Ready<'a>> {
    let ready = |example: &'a Example| {
        let article = corpus::plain_article(&example.text);
        let analysis = match halves {
            Some(Halves(files)) => {
                let file = &files[language::train::half(&example.name)];
                language::analyze_with(file, &article).expect("it is a network of this program")
            }
            None => language::analyze(&article),
        };
        Ready {
            article,
            analysis,
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
            })
        })
        .collect()
}

/// Sizes and rates of the learners.
struct Plan {
    cue_epochs: usize,
    chain_epochs: usize,
    cue_features: usize,
    state_features: usize,
    step_features: usize,
    decay: f32,
    cut: u32,
    folds: usize,
    write: Option<String>,
    /// Folders of halves; the articles are learned from once for each.
    halves: Vec<String>,
}

impl Plan {
    fn read(pairs: &[String]) -> Self {
        let mut plan = Self::default();
        for pair in pairs {
            let (key, value) = pair.split_once('=').expect("key=value");
            let number = || value.parse().expect("a number");
            match key {
                "cue_epochs" => plan.cue_epochs = number(),
                "chain_epochs" => plan.chain_epochs = number(),
                "cue_features" => plan.cue_features = number(),
                "state_features" => plan.state_features = number(),
                "step_features" => plan.step_features = number(),
                "decay" => plan.decay = value.parse().expect("a number"),
                "halves" => plan.halves.push(value.to_owned()),
                "folds" => plan.folds = number(),
                "write" => plan.write = Some(value.to_owned()),
                "cut" => plan.cut = value.parse().expect("a number"),
                _ => panic!("unknown {key}"),
            }
        }
        plan
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            cue_epochs: 5,
            chain_epochs: 4,
            cue_features: 120_000,
            state_features: 100_000,
            step_features: 20_000,
            decay: 1e-4,
            cut: 3,
            folds: 1,
            write: None,
            halves: Vec::new(),
        }
    }
}

/// Learns which words head cues.
fn learn_cues(ready: &[&Ready], plan: &Plan) -> Learned<1> {
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
            dictionary.settle(plan.cut - 1);
            eprintln!(
                "cues: {} features, {missed} of {total} heads are no candidates",
                dictionary.len()
            );
        } else {
            eprintln!("cues: {} decisions", data.labels.len());
            return learn::logistic(
                &data,
                &dictionary,
                plan.cue_epochs,
                plan.decay,
                plan.cue_features,
                "cues",
            );
        }
    }
    unreachable!("the second pass returns")
}

/// Learns to label around a cue.
fn learn_roles(ready: &[&Ready], plan: &Plan) -> (Learned<4>, Learned<16>) {
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
            state.settle(plan.cut);
            step.settle(plan.cut);
            eprintln!("roles: {} and {} features", state.len(), step.len());
        }
    }
    eprintln!("roles: {} sequences", data.len());
    learn::chain(
        &data,
        &state,
        &step,
        plan.chain_epochs,
        plan.decay,
        (plan.state_features, plan.step_features),
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

/// Whether a candidate is one of the marked relations, by the measure of the evaluation.
fn is_right(sheet: &Sheet, draft: &super::draft::Draft, marks: &[Marked]) -> bool {
    let words = |list: &[u32]| {
        list.iter()
            .copied()
            .filter(|&at| sheet.cells[at as usize].is_word)
            .collect::<Vec<u32>>()
    };
    let content = words(&draft.content);
    marks.iter().any(|mark| {
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
    })
}

/// Learns to judge candidates, from those of models that did not see the article; `ready` may hold all articles more than once.
fn learn_judge(ready: &[&Ready], articles: usize, plan: &Plan) -> Learned<1> {
    let mut dictionary = Dictionary::default();
    let mut rows: Vec<(Vec<u64>, bool)> = Vec::new();
    for fold in 0..plan.folds {
        let part = |inside: bool| -> Vec<&Ready> {
            ready
                .iter()
                .enumerate()
                .filter(|(at, _)| (at % articles % plan.folds == fold) == inside)
                .map(|(_, one)| *one)
                .collect()
        };
        let models = learn_models(&part(false), plan);
        for one in part(true) {
            let sheet = Sheet::new(&one.article, &one.analysis);
            let marks = marked(&sheet, one.gold);
            let candidates = select::candidates(&sheet, &models);
            let around = select::Surroundings::new(&sheet, &candidates);
            for number in 0..candidates.len() {
                let mut features = Features::default();
                select::features(&sheet, &models, &candidates, &around, number, &mut features);
                dictionary.count(&features.hashes);
                rows.push((
                    features.hashes,
                    is_right(&sheet, &candidates[number], &marks),
                ));
            }
        }
    }
    dictionary.settle(4);
    let mut data = Binary::default();
    for (hashes, right) in rows {
        dictionary.numbers(&hashes, &mut data.features);
        data.ends.push(data.features.len());
        data.labels.push(right);
    }
    eprintln!(
        "judge: {} candidates, {} right",
        data.labels.len(),
        data.labels.iter().filter(|right| **right).count()
    );
    learn::logistic(&data, &dictionary, 6, 1e-4, 20_000, "judge")
}

fn learn_models(ready: &[&Ready], plan: &Plan) -> Models {
    let cues = learn_cues(ready, plan);
    let (state, step) = learn_roles(ready, plan);
    Models {
        cues: cues.weights,
        state: state.weights,
        step: step.weights,
        judge: None,
    }
}

/// The predictions of an article as the line of JSON the evaluation reads.
fn predict(one: &Ready, models: &Models) -> String {
    let sheet = Sheet::new(&one.article, &one.analysis);
    let drafts = select::settle(&sheet, models, select::candidates(&sheet, models));
    let string = one.article.text.slice(one.article.text.span());
    let points = |byte: usize| string[..byte].chars().count();
    let spans = |tokens: &[u32]| {
        let list: Vec<String> = sheet
            .spans_of(tokens)
            .iter()
            .map(|span| {
                format!(
                    "{{\"start\":{},\"end\":{}}}",
                    points(span.start()),
                    points(span.end())
                )
            })
            .collect();
        format!("[{}]", list.join(","))
    };
    let list: Vec<String> = drafts
        .iter()
        .map(|draft| {
            format!(
                "{{\"content\":{},\"cue\":{},\"source\":{},\"score\":{}}}",
                spans(&draft.content),
                spans(&draft.cue),
                spans(&draft.source),
                draft.score
            )
        })
        .collect();
    format!(
        "{{\"id\":{},\"attributions\":[{}]}}",
        serde_json::Value::from(one.name),
        list.join(",")
    )
}

/// Learns from `train` and prints predictions for `dev`.
pub fn run(corpus: &Path, plan: &[String]) {
    let plan = Plan::read(plan);
    let halves = plan.halves.iter().map(|folder| {
        Halves::read(Path::new(folder)).expect("the networks of the halves are readable")
    });
    let halves: Vec<Halves> = halves.collect();
    let examples = corpus::read(&corpus.join("train")).expect("the training articles are readable");
    let ready: Vec<Vec<Ready>> = if halves.is_empty() {
        vec![prepare(&examples, None)]
    } else {
        let each = halves.iter();
        each.map(|halves| prepare(&examples, Some(halves)))
            .collect()
    };
    let all: Vec<&Ready> = ready.iter().flatten().collect();
    let judge = (plan.folds > 1).then(|| learn_judge(&all, examples.len(), &plan));
    let cues = learn_cues(&all, &plan);
    let (state, step) = learn_roles(&all, &plan);
    let models = Models {
        cues: cues.weights,
        state: state.weights,
        step: step.weights,
        judge: judge.as_ref().map(|judge| judge.weights),
    };
    if let Some(folder) = &plan.write {
        let write = |name: &str, file: &[u8]| {
            fs::write(Path::new(folder).join(name), file).expect("the models can be written")
        };
        write("cues.model", cues.file);
        write("state.model", state.file);
        write("step.model", step.file);
        if let Some(judge) = &judge {
            write("judge.model", judge.file);
        }
    }
    let dev = corpus::read(&corpus.join("dev")).expect("the development articles are readable");
    for one in prepare(&dev, None) {
        println!("{}", predict(&one, &models));
    }
}
