//! Learning whom a pronoun stands for.
//!
//! Articles with marked coreference are read as the program reads any other; the candidates that it weighs for each
//! pronoun are right or wrong by the marks. A conditional log-linear model over the candidates of each pronoun is learned
//! by AdaGrad over a fixed order, from GUM. GUM has little news in it, where those who spoke go on to speak, so the
//! learning starts from weights set by hand and is pulled back to them. The coreference of CoreNLP on PolNeAR is often
//! wrong: it is measured on and not learned from.

use crate::extract::{attributions, speakers};
use crate::language::chains::{FEATURES, LABELS, feature};
use crate::language::sheet::Sheet;
use crate::language::train::files::read;
use crate::language::train::{Header, fingerprint, root, shuffle, write};
use crate::text::Text;
use crate::{language, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Passes over all pronouns.
const PASSES: usize = 8;

/// How strongly weights are pulled back to where they started.
const PULL: f64 = 0.3;

/// The first step's length; it falls with the passes.
const STEP: f64 = 0.15;

/// Weights smaller than this share of the largest are left out.
const SMALLEST: f64 = 0.004;

/// A pronoun: for each candidate its features and whether it is right.
struct Example {
    options: Vec<(Vec<u64>, bool)>,
}

/// A text with, for each of its words, where it starts and ends and the groups of coreference that it heads a mention of.
#[derive(Default)]
struct Marked {
    text: String,
    words: Vec<(usize, usize, BTreeSet<u32>)>,
    /// The groups that a group of several stands for.
    parts: BTreeMap<u32, BTreeSet<u32>>,
}

impl Marked {
    fn groups(&self, at: usize) -> Option<&BTreeSet<u32>> {
        let word = self
            .words
            .partition_point(|word| word.0 <= at)
            .checked_sub(1)?;
        let (_, end, groups) = &self.words[word];
        (at < *end).then_some(groups)
    }

    /// The pronouns of the text for which one candidate at least is right.
    fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let Ok(text) = Text::new(self.text.clone()) else {
            return examples;
        };
        for article in parse::articles(&text) {
            let analysis = language::analyze(&article);
            let mut notes = Vec::new();
            let sheet = Sheet::new(&article, &analysis);
            let (relations, quotes) = attributions::find(&sheet, &mut notes);
            let cast = speakers::cast(&sheet, &relations, &quotes, &mut notes);
            let groups = |token| self.groups(analysis.token(token).span.start());
            for weighed in cast.chains.weighed {
                let Some(whose) = groups(weighed.pronoun) else {
                    continue;
                };
                let is_right = |heads: &[language::TokenId]| match heads {
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
                let options: Vec<(Vec<u64>, bool)> = weighed
                    .options
                    .into_iter()
                    .map(|(_, features, heads)| {
                        let right = !heads.is_empty() && is_right(&heads);
                        (features, right)
                    })
                    .collect();
                if options.iter().any(|option| option.1) {
                    examples.push(Example { options });
                }
            }
        }
        examples
    }
}

/// The documents of a file of GUM in CoNLL-U.
fn gum(conllu: &str) -> Vec<Marked> {
    let mut documents: Vec<Marked> = Vec::new();
    let mut open: Vec<(u32, usize, String)> = Vec::new();
    let mut joined_until = 0;
    for line in conllu.lines() {
        if line.starts_with("# newdoc") {
            documents.push(Marked::default());
            open.clear();
        }
        let Some(document) = documents.last_mut() else {
            continue;
        };
        if line.starts_with("# newpar") && !document.text.is_empty() {
            document.text.truncate(document.text.trim_end().len());
            document.text.push_str("\n\n");
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            joined_until = 0;
        }
        if fields.len() != 10 || fields[0].contains('.') {
            continue;
        }
        let misc = fields[9];
        let number = |field: &str| field.parse::<usize>().unwrap_or(0);
        let space = if misc.split('|').any(|part| part == "SpaceAfter=No") {
            ""
        } else {
            " "
        };
        if let Some((_, last)) = fields[0].split_once('-') {
            joined_until = number(last);
            document.text.push_str(fields[1]);
            document.text.push_str(space);
            continue;
        }
        let whole = document.text.trim_end().len();
        let span = if number(fields[0]) <= joined_until {
            // A part of "don't": where its letters end is of no matter.
            (whole.saturating_sub(fields[1].len()), whole)
        } else {
            let start = document.text.len();
            document.text.push_str(fields[1]);
            document.text.push_str(space);
            (start, start + fields[1].len())
        };
        document.words.push((span.0, span.1, BTreeSet::new()));
        for part in misc.split('|') {
            if let Some(pairs) = part.strip_prefix("SplitAnte=") {
                for (of, whole) in pairs.split(',').filter_map(|pair| pair.split_once('<')) {
                    let (of, whole) = (number(of) as u32, number(whole) as u32);
                    document.parts.entry(whole).or_default().insert(of);
                }
            }
            if let Some(entities) = part.strip_prefix("Entity=") {
                mark(document, &mut open, entities);
            }
        }
    }
    documents
}

/// Opens and closes the mentions that one word says begin or end with it: `(12-person-…-1,2-coref(13-…)12)`.
fn mark(document: &mut Marked, open: &mut Vec<(u32, usize, String)>, entities: &str) {
    let here = document.words.len() - 1;
    let mut rest = entities;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.strip_prefix('(').unwrap_or(rest);
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let (item, after) = body.split_at(end);
        let closes = after.starts_with(')');
        let group = item.split('-').next().and_then(|id| id.parse().ok());
        let group: u32 = group.unwrap_or(0);
        if opens {
            open.push((
                group,
                here,
                item.split('-').nth(5).unwrap_or("1").to_owned(),
            ));
        }
        if closes && let Some(at) = open.iter().rposition(|mention| mention.0 == group) {
            let (_, start, heads) = open.remove(at);
            for head in heads
                .split(',')
                .filter_map(|head| head.parse::<usize>().ok())
            {
                if let Some(word) = document.words.get_mut(start + head - 1) {
                    word.2.insert(group);
                }
            }
        }
        rest = after.strip_prefix(')').unwrap_or(after);
    }
}

/// The articles of PolNeAR with the chains of CoreNLP.
fn silver(conll: &str, texts: &Path) -> Vec<Marked> {
    let mut documents = Vec::new();
    for block in conll.split("# doc = ").skip(1) {
        let (id, block) = block.split_once('\n').unwrap_or((block, ""));
        let Ok(text) = std::fs::read_to_string(texts.join(format!("{id}.txt"))) else {
            continue;
        };
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        let mut document = Marked::default();
        for line in block.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [.., start, end, chain] = fields[..] else {
                continue;
            };
            let at = |field: &str| starts.get(field.parse::<usize>().ok()?).copied();
            if let (Some(start), Some(end)) = (at(start), at(end)) {
                let group = chain.get(1..).and_then(|chain| chain.parse().ok());
                document
                    .words
                    .push((start, end, group.into_iter().collect()));
            }
        }
        document.text = text;
        documents.push(document);
    }
    documents
}

type Weights = BTreeMap<u64, f64>;

fn score(weights: &Weights, features: &[u64]) -> f64 {
    features
        .iter()
        .filter_map(|feature| weights.get(feature))
        .sum()
}

/// Whether the candidate that the weights like best is right; the first of several alike.
fn is_solved(weights: &Weights, example: &Example) -> bool {
    let mut best = (f64::NEG_INFINITY, false);
    for (features, right) in &example.options {
        let score = score(weights, features);
        if score > best.0 {
            best = (score, *right);
        }
    }
    best.1
}

/// The weights set by hand, in tenths: a template of the features of candidates, its values, the weight.
const START: [(u64, &[u64], i32); 93] = [
    (0, &[0], 18),
    (0, &[1], 12),
    (0, &[2], 6),
    (0, &[3], -1),
    (0, &[4], -9),
    (1, &[0, 0], 10),
    (1, &[0, 1], 3),
    (1, &[0, 3], -1),
    (1, &[0, 4], -1),
    (1, &[1, 0], 10),
    (1, &[1, 1], 3),
    (1, &[1, 3], -1),
    (1, &[1, 4], -1),
    (1, &[2, 0], 10),
    (1, &[2, 1], 3),
    (1, &[2, 3], -1),
    (1, &[2, 4], -1),
    (1, &[3, 0], 10),
    (1, &[3, 1], 3),
    (1, &[3, 3], -1),
    (1, &[3, 4], -1),
    (1, &[4, 0], 10),
    (1, &[4, 1], 3),
    (1, &[4, 3], -1),
    (1, &[4, 4], -1),
    (3, &[0], 6),
    (5, &[0, 0], 3),
    (5, &[0, 1], 3),
    (5, &[0, 2], 3),
    (5, &[0, 3], 3),
    (5, &[0, 4], 3),
    (5, &[1, 0], 4),
    (5, &[1, 1], 4),
    (5, &[1, 2], 4),
    (5, &[1, 3], 4),
    (5, &[1, 4], 4),
    (5, &[2, 0], 3),
    (5, &[2, 1], 3),
    (5, &[2, 2], 3),
    (5, &[2, 3], 3),
    (5, &[2, 4], 3),
    (7, &[1, 0, 0], 8),
    (7, &[1, 0, 1], 8),
    (7, &[1, 0, 2], 8),
    (7, &[1, 0, 3], 8),
    (7, &[1, 0, 4], 8),
    (7, &[1, 1, 0], 14),
    (7, &[1, 1, 1], 14),
    (7, &[1, 1, 2], 14),
    (7, &[1, 1, 3], 14),
    (7, &[1, 1, 4], 14),
    (8, &[1, 0], 14),
    (8, &[1, 1], 14),
    (10, &[1, 0], 8),
    (10, &[1, 1], 12),
    (13, &[0, 1], 6),
    (13, &[1, 0], 1),
    (13, &[1, 1], 7),
    (13, &[2, 0], 3),
    (13, &[2, 1], 9),
    (13, &[3, 0], 8),
    (13, &[3, 1], 14),
    (14, &[1], 6),
    (15, &[3], 8),
    (15, &[5], -9),
    (15, &[9], 8),
    (17, &[1, 0], 4),
    (17, &[1, 1], 4),
    (18, &[1, 0], 4),
    (18, &[1, 1], 4),
    (18, &[1, 2], 4),
    (18, &[1, 3], 4),
    (18, &[1, 4], 4),
    (19, &[1, 0], 7),
    (19, &[1, 1], 7),
    (19, &[1, 2], 7),
    (19, &[1, 3], 7),
    (19, &[1, 4], 7),
    (21, &[1, 0], 4),
    (21, &[1, 1], 4),
    (21, &[1, 2], 4),
    (21, &[1, 3], 4),
    (21, &[1, 4], 4),
    (23, &[1, 0], 6),
    (23, &[1, 1], 6),
    (23, &[1, 2], 6),
    (23, &[1, 3], 6),
    (23, &[1, 4], 6),
    (24, &[1, 0], -9),
    (24, &[1, 1], -9),
    (24, &[3, 0], -9),
    (24, &[3, 1], -9),
    (115, &[2, 1], -4),
];

fn start() -> Weights {
    START
        .iter()
        .map(|&(template, values, weight)| (feature(template, values), f64::from(weight) / 10.0))
        .collect()
}

fn learn(examples: &[Example]) -> Weights {
    let start = start();
    let mut weights = start.clone();
    let mut squares: BTreeMap<u64, f64> = BTreeMap::new();
    for pass in 0..PASSES {
        let step = STEP * (1.0 - 0.9 * pass as f64 / PASSES as f64);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        shuffle(&mut order, 7 + pass as u64);
        for number in order {
            let example = &examples[number];
            let scores: Vec<f64> = example
                .options
                .iter()
                .map(|(features, _)| score(&weights, features))
                .collect();
            let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let odds: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
            let all: f64 = odds.iter().sum();
            let options = || example.options.iter().zip(&odds);
            let right: f64 = options()
                .filter(|(option, _)| option.1)
                .map(|(_, odds)| odds)
                .sum();
            let mut gradient = Weights::new();
            for ((features, is_right), odds) in options() {
                let wanted = if *is_right { odds / right } else { 0.0 };
                for &feature in features {
                    *gradient.entry(feature).or_default() += odds / all - wanted;
                }
            }
            for (feature, slope) in gradient {
                let weight = weights.entry(feature).or_default();
                let home = start.get(&feature).copied().unwrap_or(0.0);
                let slope = slope + PULL * (*weight - home);
                let square = squares.entry(feature).or_insert(1.0);
                *square += slope * slope;
                *weight -= step * slope / square.sqrt();
            }
        }
    }
    weights
}

fn share(weights: &Weights, examples: &[Example]) -> String {
    let solved = examples
        .iter()
        .filter(|example| is_solved(weights, example))
        .count();
    format!(
        "{:.1}",
        100.0 * solved as f64 / examples.len().max(1) as f64
    )
}

/// Learns the model of pronouns from the corpora below a folder; prints how well it does; the bytes of the file.
///
/// # Errors
/// If a corpus cannot be read.
pub fn pronouns(corpora: &Path) -> std::io::Result<Vec<u8>> {
    let gold_text = read(&corpora.join("ud/gum/en_gum-ud-train-open.conllu.gz"))?;
    let dev_text = read(&corpora.join("ud/gum/en_gum-ud-dev.conllu.gz"))?;
    let silver_text = read(&corpora.join("polnear/silver/train.conll.gz"))?;
    let all = |documents: Vec<Marked>| -> Vec<Example> {
        documents.iter().flat_map(Marked::examples).collect()
    };
    let gold = all(gum(&gold_text));
    let dev = all(gum(&dev_text));
    let texts = corpora.join("polnear/train/text");
    let silver = all(silver(&silver_text, &texts));
    let weights = learn(&gold);
    for (title, weights) in [("set by hand", &start()), ("learned", &weights)] {
        eprintln!(
            "{title}: GUM train {} of {}, GUM dev {} of {}, CoreNLP on PolNeAR train {} of {}",
            share(weights, &gold),
            gold.len(),
            share(weights, &dev),
            dev.len(),
            share(weights, &silver),
            silver.len(),
        );
    }
    let largest = weights
        .values()
        .fold(0.0f64, |most, weight| most.max(weight.abs()));
    let fixed = |weight: f64| (weight * 65_536.0) as i64;
    let step = (fixed(largest) + 127 * 127 - 1) / (127 * 127);
    let rows = weights
        .iter()
        .filter(|(_, weight)| weight.abs() > SMALLEST * largest)
        .map(|(&feature, &weight)| (feature, vec![(0, root(fixed(weight), step))]))
        .filter(|(_, cells): &(u64, Vec<(u8, i8)>)| cells[0].1 != 0)
        .collect();
    let header = Header {
        name: "pronouns",
        features: FEATURES,
        corpus: fingerprint([gold_text.as_bytes()]),
        dev: share(&weights, &dev),
        labels: &LABELS,
    };
    Ok(write(&header, rows, (65_536 / step).max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_gum_give_each_head_its_groups() {
        let line = |id: &str, form: &str, misc: &str| {
            format!("{id}\t{form}\t_\t_\t_\t_\t0\t_\t_\t{misc}\n")
        };
        let conllu = "# newdoc id = x\n".to_owned()
            + &line("1", "Ana", "Entity=(4-person-new-nnnnn-cf1-1,2-coref")
            + &line("2", "Ruiz", "Entity=4)")
            + &line("3", "slept", "SpaceAfter=No")
            + &line("4", ".", "_")
            + "\n"
            + &line("1", "She", "Entity=(4-person-giv-nnnnn-cf1-1-ana)");
        let documents = gum(&conllu);
        assert_eq!(documents[0].text, "Ana Ruiz slept. She ");
        let group = BTreeSet::from([4]);
        assert_eq!(documents[0].groups(4), Some(&group));
        assert_eq!(documents[0].groups(16), Some(&group));
        assert_eq!(documents[0].groups(9), Some(&BTreeSet::new()));
    }
}
