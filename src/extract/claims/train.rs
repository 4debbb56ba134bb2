//! Learning the weights of check-worthiness.
//!
//! A sentence is labelled, claims are scored, and a sentence is worth as much as its best claim: so each step of the
//! learning takes the claim of a sentence that scores highest now and moves the weights of its features. Logistic
//! loss, both classes of a corpus weighing the same, a little pull toward zero; full passes in file order, no chance anywhere.

use super::worth::{self, Counts};
use crate::extract::{attributions, dates, speakers};
use crate::language::sheet::Sheet;
use crate::parse::Given;
use crate::text::Text;
use crate::{language, parse};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Passes over all sentences.
const PASSES: i32 = 400;

/// The first step's length; it falls with the passes.
const STEP: f64 = 0.08;

/// How strongly weights are pulled toward zero.
const PULL: f64 = 0.006;

/// A sentence with the features of each of its claims and whether it is worth checking.
#[derive(Debug)]
pub struct Example {
    claims: Vec<Counts>,
    worthy: bool,
    /// How much its corpus weighs, in percent.
    share: u32,
}

/// Reads a labelled sentence, of a corpus that weighs `share` percent, as an article of its own. `None` if no claim is
/// found in it.
#[must_use]
pub fn example(sentence: &str, worthy: bool, share: u32) -> Option<Example> {
    let text = Text::new(sentence.to_string()).ok()?;
    let mut claims = Vec::new();
    for article in parse::articles(&text) {
        let analysis = language::analyze(&article);
        let mut notes = Vec::new();
        let dates = dates::find(&article, &analysis, &Given::default(), &mut notes);
        let sheet = Sheet::new(&article, &analysis);
        let (relations, quotes) = attributions::find(&sheet, &mut notes);
        let cast = speakers::cast(&sheet, &relations, &quotes, &mut notes);
        let found = super::read(&sheet, &dates, &relations, &cast);
        claims.extend(found.into_iter().map(|found| found.counts));
    }
    (!claims.is_empty()).then_some(Example {
        claims,
        worthy,
        share,
    })
}

/// One weight and how it moves (Adam; Kingma and Ba 2015).
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    value: f64,
    gradient: f64,
    mean: f64,
    spread: f64,
}

/// Learns the table of weights: the text of `worth.tsv`.
#[must_use]
pub fn table(examples: &[Example]) -> String {
    let mut names: Vec<&'static str> = examples
        .iter()
        .flat_map(|example| &example.claims)
        .flat_map(|counts| counts.keys().copied())
        .collect();
    names.sort_unstable();
    names.dedup();
    let number: BTreeMap<&str, usize> = names.iter().zip(0..).map(|(&name, i)| (name, i)).collect();
    let rows: Vec<Vec<Vec<(usize, f64)>>> = examples
        .iter()
        .map(|example| {
            let row = |counts: &Counts| {
                let present = counts.iter().filter(|&(_, &count)| count > 0);
                present
                    .map(|(name, &count)| (number[name], f64::from(count)))
                    .collect()
            };
            example.claims.iter().map(row).collect()
        })
        .collect();
    // In each corpus, the worthy ones together weigh as much as the others.
    let mut sizes: BTreeMap<(u32, bool), f64> = BTreeMap::new();
    for example in examples {
        *sizes.entry((example.share, example.worthy)).or_default() += 1.0;
    }
    // For each feature, the weight of its presence and that of each occurrence.
    let mut weights = vec![[Weight::default(); 2]; names.len()];
    for pass in 1..=PASSES {
        for (example, claims) in examples.iter().zip(&rows) {
            let score = |row: &[(usize, f64)]| -> f64 {
                row.iter()
                    .map(|&(at, count)| weights[at][0].value + weights[at][1].value * count)
                    .sum()
            };
            let scores: Vec<f64> = claims.iter().map(|row| score(row)).collect();
            let best = (0..scores.len()).fold(
                0,
                |best, at| if scores[at] > scores[best] { at } else { best },
            );
            let probability = 1.0 / (1.0 + (-scores[best]).exp());
            let share = 0.005 * f64::from(example.share) / sizes[&(example.share, example.worthy)];
            let error = (probability - f64::from(u8::from(example.worthy))) * share;
            for &(at, count) in &claims[best] {
                weights[at][0].gradient += error;
                weights[at][1].gradient += error * count;
            }
        }
        for weight in weights.iter_mut().flatten() {
            weight.gradient += PULL * weight.value;
            weight.mean = 0.9 * weight.mean + 0.1 * weight.gradient;
            weight.spread = 0.999 * weight.spread + 0.001 * weight.gradient * weight.gradient;
            let mean = weight.mean / (1.0 - 0.9f64.powi(pass));
            let spread = weight.spread / (1.0 - 0.999f64.powi(pass));
            weight.value -= STEP * mean / (spread.sqrt() + 1e-9) / f64::from(1 + pass / 100);
            weight.gradient = 0.0;
        }
    }
    let mut table = String::new();
    for (name, [any, each]) in names.iter().zip(&weights) {
        let hundredths = |weight: &Weight| (weight.value * 100.0).round() as i32;
        let (any, each) = (hundredths(any), hundredths(each));
        if (any, each) != (0, 0) {
            let _ = writeln!(table, "{name}\t{any}\t{each}");
        }
    }
    table
}

/// The score of a labelled sentence by the committed table, in hundredths: that of its best claim.
#[must_use]
pub fn score(example: &Example) -> i32 {
    let scores = example.claims.iter().map(|counts| {
        let reasons = worth::reasons(counts);
        reasons.iter().map(|&(_, weight)| weight).sum::<i32>()
    });
    scores.max().unwrap_or(i32::MIN)
}
