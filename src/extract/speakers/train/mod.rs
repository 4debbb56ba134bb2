//! Learning whom a pronoun or a description stands for.
//!
//! Articles with marked coreference are read as the program reads any other; the candidates that it weighs for each mention are
//! right or wrong by the marks. A conditional log-linear model over the candidates of each mention is learned by AdaGrad over a
//! fixed order, from GUM, where all mentions are marked, and from world and web news, where the speakers of all sources are.

mod gum;

use super::cast_by;
use crate::extract::attributions;
use crate::language::chains::{Chains, FEATURES, LABELS, MentionKind, PartyId, Weighed};
use crate::language::model::Model;
use crate::language::sheet::Sheet;
use crate::language::train::files::read;
use crate::language::train::marks::{self, Told};
use crate::language::train::{Header, fingerprint, root, shuffle, write};
use crate::language::{self, TokenId};
use crate::lexicon::sets;
use crate::parse;
use crate::text::hash::Hash;
use crate::text::{Span, Text};
use gum::Marked;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;

/// Passes over all mentions.
const PASSES: usize = 8;

/// How strongly weights are pulled to zero.
const DECAY: f64 = 0.02;

/// The first step's length; it falls with the passes.
const STEP: f64 = 0.07;

/// How often what is learned is put to use in finding the candidates to learn from: whom earlier mentions stand for bears on
/// those of later ones.
const ROUNDS: usize = 2;

/// How much a mention of world and web news counts; a pronoun of GUM counts 1.
const NEWS: f64 = 2.0;

/// How much a description of GUM counts, nine in ten of which are of new parties.
const GUM_DESCRIPTION: f64 = 0.1;

/// Weights smaller than this share of the largest are left out.
const SMALLEST: f64 = 0.004;

/// A mention: for each candidate its features and whether it is right.
struct Example {
    options: Vec<(Vec<u64>, bool)>,
    kind: MentionKind,
    /// Whether it is of a party that was not met before.
    is_new: bool,
    weight: f64,
    /// The hash of the name of the article of world or web news.
    article: Option<u64>,
}

/// Reads a text as the program does, with a model of its own for whom mentions stand for.
fn read_by(model: &Model, text: &Text, mut each: impl FnMut(&Sheet, Chains)) {
    for article in parse::articles(text) {
        let analysis = language::analyze(&article);
        let mut notes = Vec::new();
        let sheet = Sheet::new(&article, &analysis);
        let (relations, quotes) = attributions::find(&sheet, &mut notes);
        let cast = cast_by(&sheet, &relations, &quotes, model, &mut notes);
        each(&sheet, cast.chains);
    }
}

impl Marked {
    /// The mentions of the text that have a right candidate.
    fn examples(&self, model: &Model) -> Vec<Example> {
        let mut examples = Vec::new();
        let Ok(text) = Text::new(self.text.clone()) else {
            return examples;
        };
        read_by(model, &text, |sheet, chains| {
            let groups = |token| self.groups(sheet.analysis.token(token).span.start());
            for weighed in &chains.weighed {
                let Some(whose) = groups(weighed.mention).filter(|groups| !groups.is_empty())
                else {
                    continue;
                };
                let is_right = |_: &[PartyId], heads: &[TokenId]| match heads {
                    [] => false,
                    [head] => groups(*head).is_some_and(|groups| !groups.is_disjoint(whose)),
                    heads => whose
                        .iter()
                        .filter_map(|whole| self.parts.get(whole))
                        .any(|parts| {
                            heads.iter().all(|&head| {
                                groups(head).is_some_and(|groups| !groups.is_disjoint(parts))
                            })
                        }),
                };
                examples.extend(example(&chains, weighed, is_right, None));
            }
        });
        examples
    }
}

/// A mention with its candidates, told right from wrong; nothing when none is right. A description none of whose known
/// candidates is right is of a party that was not met before.
fn example(
    chains: &Chains,
    weighed: &Weighed,
    is_right: impl Fn(&[PartyId], &[TokenId]) -> bool,
    article: Option<u64>,
) -> Option<Example> {
    let mut options: Vec<(Vec<u64>, bool)> = weighed
        .options
        .iter()
        .map(|(parties, features, heads)| {
            let right = !parties.is_empty() && is_right(parties, heads);
            (features.clone(), right)
        })
        .collect();
    let is_new = options.iter().all(|option| !option.1);
    if is_new {
        let new = weighed
            .options
            .iter()
            .position(|option| option.0.is_empty())?;
        options[new].1 = true;
    }
    let mention = chains.headed_by(weighed.mention)?;
    let kind = chains.mentions[mention].kind;
    Some(Example {
        options,
        kind,
        is_new,
        weight: match (article, kind) {
            (Some(_), _) => NEWS,
            (None, MentionKind::Nominal) => GUM_DESCRIPTION,
            (None, _) => 1.0,
        },
        article,
    })
}

/// The sources in an article of world or web news whose speakers are told, as mentions.
fn sources(article: &marks::Marked, model: &Model) -> Vec<Example> {
    let string = article.text.as_str();
    let starts = string.char_indices().map(|(at, _)| at);
    let bytes: Vec<usize> = starts.chain([string.len()]).collect();
    let mut examples = Vec::new();
    read_by(model, &article.text, |sheet, chains| {
        let all = chains.weighed.iter();
        let mut weighed: HashMap<TokenId, &Weighed> = all.map(|one| (one.mention, one)).collect();
        let called = |party: &PartyId| -> Vec<String> {
            let party = &chains.parties[party.index()];
            let mentions = party.mentions.iter().chain([&party.best]).take(40);
            let mentions = mentions.map(|&mention| &chains.mentions[mention]);
            let kind = if party.named {
                MentionKind::Name
            } else {
                MentionKind::Nominal
            };
            mentions
                .filter(|mention| mention.kind == kind)
                .map(|mention| {
                    let words = mention.tokens.range().map(|token| sheet.folded(token));
                    words.collect::<Vec<_>>().join(" ")
                })
                .collect()
        };
        for (marks, told) in article.marks.iter().zip(&article.told) {
            let Some(source) = marks.source.first() else {
                continue;
            };
            let source = Span::new(bytes[source.start], bytes[source.end]);
            let head = sheet.head_of(source).map(|head| TokenId(head as u32));
            let Some(weighed) = head.and_then(|head| weighed.remove(&head)) else {
                continue;
            };
            let is_right = |parties: &[PartyId], _: &[TokenId]| {
                let fits = |party: &PartyId, name: &String| {
                    let named = chains.parties[party.index()].named;
                    named == matches!(&*told.kind, "person" | "organization")
                        && called(party)
                            .iter()
                            .any(|other| is_called(told, name, other))
                };
                let all = |name| parties.iter().any(|party| fits(party, name));
                let only = |party| told.speakers.iter().any(|name| fits(party, name));
                !told.speakers.is_empty()
                    && parties.iter().all(only)
                    && told.speakers.iter().all(all)
            };
            let hash = Hash::new().field(&article.name).finish();
            examples.extend(example(&chains, weighed, is_right, Some(hash)));
        }
    });
    examples
}

/// Whether a party that an annotator calls by a name is the one that is called by another in the text.
fn is_called(told: &Told, name: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let folded = name.to_lowercase().replace('’', "'").replace("'s", "");
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| {
                !word.is_empty() && !sets::SUFFIXES.has(word) && !matches!(*word, "the" | "a")
            })
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(name), words(other));
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    match (&one[..], &other[..]) {
        ([], _) | (_, []) => false,
        ([.., last], [only]) if told.kind == "person" => last == only,
        ([first, .., last], [other, .., end]) if told.kind == "person" => {
            last == end && (first == other || first[..1] == other[..1])
        }
        _ => within(&one, &other) || within(&other, &one),
    }
}

/// The weights of features; the features are numbered as they are met.
#[derive(Default)]
struct Weights {
    numbers: HashMap<u64, usize>,
    values: Vec<f64>,
}

impl Weights {
    fn score(&self, features: &[u64]) -> f64 {
        let numbers = features
            .iter()
            .filter_map(|feature| self.numbers.get(feature));
        numbers.map(|&number| self.values[number]).sum()
    }

    /// Whether the candidate that the weights like best is right; the first of several alike.
    fn solves(&self, example: &Example) -> bool {
        let mut best = (f64::NEG_INFINITY, false);
        for (features, right) in &example.options {
            let score = self.score(features);
            if score > best.0 {
                best = (score, *right);
            }
        }
        best.1
    }

    fn learn(examples: &[&Example]) -> Self {
        let mut weights = Self::default();
        let numbered: Vec<Vec<(Vec<usize>, bool)>> = examples
            .iter()
            .map(|example| {
                let options = example.options.iter();
                let mut numbers = |features: &[u64]| {
                    let features = features.iter();
                    features
                        .map(|&feature| {
                            let next = weights.numbers.len();
                            *weights.numbers.entry(feature).or_insert(next)
                        })
                        .collect()
                };
                options
                    .map(|(features, right)| (numbers(features), *right))
                    .collect()
            })
            .collect();
        let mut values = vec![0.0f64; weights.numbers.len()];
        let mut squares = vec![1.0f64; values.len()];
        // The mean of the weights at the end of each pass is steadier than the last of them.
        let mut mean = vec![0.0f64; values.len()];
        let mut gradient: BTreeMap<usize, f64> = BTreeMap::new();
        for pass in 0..PASSES {
            let step = STEP * (1.0 - 0.9 * pass as f64 / PASSES as f64);
            let mut order: Vec<usize> = (0..examples.len()).collect();
            shuffle(&mut order, 7 + pass as u64);
            for number in order {
                let options = &numbered[number];
                let scores: Vec<f64> = options
                    .iter()
                    .map(|(features, _)| features.iter().map(|&feature| values[feature]).sum())
                    .collect();
                let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let odds: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
                let all: f64 = odds.iter().sum();
                let with_odds = || options.iter().zip(&odds);
                let right: f64 = with_odds()
                    .filter(|(option, _)| option.1)
                    .map(|(_, odds)| odds)
                    .sum();
                gradient.clear();
                for ((features, is_right), odds) in with_odds() {
                    let wanted = if *is_right { odds / right } else { 0.0 };
                    let slope = (odds / all - wanted) * examples[number].weight;
                    for &feature in features {
                        *gradient.entry(feature).or_default() += slope;
                    }
                }
                for (&feature, &slope) in &gradient {
                    let slope = slope + DECAY * values[feature];
                    squares[feature] += slope * slope;
                    values[feature] -= step * slope / squares[feature].sqrt();
                }
            }
            for (mean, value) in mean.iter_mut().zip(&values) {
                *mean += value / PASSES as f64;
            }
        }
        weights.values = mean;
        weights
    }

    /// The bytes of a model.
    fn file(&self, corpus: String, dev: String) -> Vec<u8> {
        let largest = self
            .values
            .iter()
            .fold(0.0f64, |most, weight| most.max(weight.abs()));
        let fixed = |weight: f64| (weight * 65_536.0) as i64;
        let step = ((fixed(largest) + 127 * 127 - 1) / (127 * 127)).max(1);
        let by_feature: BTreeMap<u64, f64> = self
            .numbers
            .iter()
            .map(|(&feature, &number)| (feature, self.values[number]))
            .collect();
        let rows = by_feature
            .into_iter()
            .filter(|(_, weight)| weight.abs() > SMALLEST * largest)
            .map(|(feature, weight)| (feature, vec![(0, root(fixed(weight), step))]))
            .filter(|(_, cells): &(u64, Vec<(u8, i8)>)| cells[0].1 != 0)
            .collect();
        let header = Header {
            name: "referents",
            features: FEATURES,
            corpus,
            dev,
            labels: &LABELS,
        };
        write(&header, rows, (65_536 / step).max(1))
    }
}

/// How well mentions are solved: the shares of pronouns, of descriptions of parties met before, and of those of new parties.
#[derive(Default)]
struct Shares([[u32; 2]; 3]);

impl Shares {
    fn add(&mut self, weights: &Weights, example: &Example) {
        let row = match (example.kind, example.is_new) {
            (MentionKind::Nominal, false) => 1,
            (MentionKind::Nominal, true) => 2,
            _ => 0,
        };
        self.0[row][0] += u32::from(weights.solves(example));
        self.0[row][1] += 1;
    }

    fn of(weights: &Weights, examples: &[Example]) -> Self {
        let mut shares = Self::default();
        for example in examples {
            shares.add(weights, example);
        }
        shares
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |[solved, all]: [u32; 2]| {
            let share = 100.0 * f64::from(solved) / f64::from(all.max(1));
            format!("{share:.1} of {all}")
        };
        let [pronouns, descriptions, new] = self.0.map(share);
        write!(
            f,
            "pronouns {pronouns}, descriptions {descriptions}, new {new}"
        )
    }
}

/// In how many parts the articles of world and web news are measured by what is learned from the others.
const FOLDS: u64 = 4;

/// Learns the model of pronouns and descriptions from the corpora below a folder; prints how well it does; the bytes of the file.
///
/// # Errors
/// If a corpus cannot be read.
pub fn referents(corpora: &Path) -> std::io::Result<Vec<u8>> {
    let gold_text = read(&corpora.join("ud/gum/en_gum-ud-train-open.conllu.gz"))?;
    let dev_text = read(&corpora.join("ud/gum/en_gum-ud-dev.conllu.gz"))?;
    let (train, dev) = (gum::read(&gold_text), gum::read(&dev_text));
    let news = marks::world(corpora)?;
    let told = news.iter().map(|article| format!("{article:?}"));
    let told: String = told.collect();
    let corpus = || fingerprint([gold_text.as_bytes(), told.as_bytes()]);
    let mut file = Weights::default().file(corpus(), String::new());
    for round in 1..=ROUNDS {
        let model = Model::read(&file, "referents", FEATURES, LABELS)
            .map_err(|error| std::io::Error::other(error.to_string()))?;
        let of = |documents: &[Marked]| -> Vec<Example> {
            let examples = documents.iter().map(|document| document.examples(&model));
            examples.flatten().collect()
        };
        let (train, dev) = (of(&train), of(&dev));
        let news: Vec<Example> = news
            .iter()
            .flat_map(|article| sources(article, &model))
            .collect();
        let all: Vec<&Example> = train.iter().chain(&news).collect();
        let mut parts = Shares::default();
        for fold in 0..FOLDS {
            let inside =
                |one: &&Example| one.article.is_some_and(|article| article % FOLDS == fold);
            let others = train.iter().chain(news.iter().filter(|one| !inside(one)));
            let weights = Weights::learn(&others.collect::<Vec<_>>());
            for one in news.iter().filter(inside) {
                parts.add(&weights, one);
            }
        }
        let weights = Weights::learn(&all);
        let dev = Shares::of(&weights, &dev);
        eprintln!("round {round}: each part of the news by the others: {parts}");
        eprintln!(
            "GUM train: {}; GUM dev: {dev}",
            Shares::of(&weights, &train)
        );
        file = weights.file(corpus(), dev.to_string());
    }
    Ok(file)
}
