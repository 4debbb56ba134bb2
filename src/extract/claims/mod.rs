//! Claims: the smallest clauses that can be true or false on their own.
//!
//! ```text
//! relations ─frames─▶ regions ─units─▶ clauses ─wording─▶ words ─┬─ firmness, types, quantities, references
//!                                                                └─ worth
//! ```

mod claim;
mod decimal;
mod firmness;
mod frames;
mod quantities;
mod references;
#[cfg(feature = "train")]
pub mod train;
mod types;
mod units;
mod wording;
mod worth;

use super::attributions::{Relation, RelationId};
use super::dates::DateMention;
use super::speakers::Cast;
use crate::language::sheet::Sheet;
use crate::text::Spans;
use frames::Frames;
use units::{Place, Standing, Unit};

pub use claim::{Claim, ClaimTime, ClaimType, Factuality, Quantity};

/// Finds the claims of an article, by position.
#[must_use]
pub fn find(
    sheet: &Sheet,
    dates: &[DateMention],
    relations: &[Relation],
    cast: &Cast,
) -> Vec<Claim> {
    let found = read(sheet, dates, relations, cast);
    let (mut claims, contents): (Vec<_>, Vec<_>) = found
        .into_iter()
        .map(|found| (found.claim, found.content))
        .unzip();
    let restated = references::restated(&claims, &contents);
    for (claim, earlier) in claims.iter_mut().zip(restated) {
        claim.restates = earlier;
    }
    claims
}

/// A claim and what it was made from.
struct Made {
    claim: Claim,
    /// Its content words.
    content: Vec<String>,
    /// The features of its check-worthiness.
    #[cfg_attr(not(feature = "train"), allow(dead_code))] // what training learns from
    counts: worth::Counts,
}

fn read(sheet: &Sheet, dates: &[DateMention], relations: &[Relation], cast: &Cast) -> Vec<Made> {
    let frames = Frames::new(sheet, relations);
    let quantities = quantities::find(sheet, dates);
    let parts = Parts {
        dates,
        relations,
        quantities: &quantities,
        cast,
    };
    let mut found = Vec::new();
    for number in 0..sheet.sentences.len() {
        let sentence = sheet.sentences[number].range();
        let place = Place::of(sheet, sentence.clone());
        let manner = worth::manner(sheet, sentence.clone());
        for mut unit in units::units(sheet, &frames, sentence) {
            wording::trim(sheet, &mut unit);
            if wording::states(sheet, &unit, place)
                && let Some(words) = wording::spans(sheet, &unit.words)
            {
                found.push(claim(sheet, &unit, words, &parts, place, &manner));
            }
        }
    }
    found.sort_by(|a, b| a.claim.words.cmp(&b.claim.words));
    found
}

/// What other stages found.
struct Parts<'a> {
    dates: &'a [DateMention],
    relations: &'a [Relation],
    quantities: &'a [Quantity],
    cast: &'a Cast,
}

impl Parts<'_> {
    /// The dates whose words are words of the claim.
    fn dates_in(&self, words: &Spans) -> Vec<usize> {
        let extent = words.extent();
        let from = self
            .dates
            .partition_point(|date| date.span.start() < extent.start());
        (from..self.dates.len())
            .take_while(|&date| self.dates[date].span.start() < extent.end())
            .filter(|&date| words.contains(self.dates[date].span))
            .collect()
    }

    /// The quantities whose words are words of the claim.
    fn quantities_in(&self, words: &Spans) -> Vec<Quantity> {
        let extent = words.extent();
        let from = self
            .quantities
            .partition_point(|quantity| quantity.span.start() < extent.start());
        self.quantities[from..]
            .iter()
            .take_while(|quantity| quantity.span.start() < extent.end())
            .filter(|quantity| words.contains(quantity.span))
            .cloned()
            .collect()
    }
}

fn claim(
    sheet: &Sheet,
    unit: &Unit,
    words: Spans,
    parts: &Parts,
    place: Place,
    manner: &[&'static str],
) -> Made {
    let relation = unit.relation.map(|number| &parts.relations[number]);
    let dates = parts.dates_in(&words);
    let quantities = parts.quantities_in(&words);
    let credited = unit
        .relation
        .and_then(|number| parts.cast.credited.get(number));
    let claimants = credited.cloned().unwrap_or_default();
    let firmness = firmness::read(sheet, unit, relation);
    let spans = |tokens: &[usize]| tokens.iter().map(|&at| sheet.span(at)).collect();
    let types = types::types(sheet, unit, relation, &firmness, &quantities, place);
    let counts = worth::counts(
        sheet,
        unit,
        &worth::Findings {
            quantities: &quantities,
            dates: dates.len(),
            firmness: &firmness,
            types: &types,
            manner,
        },
    );
    let claim = Claim {
        types,
        factuality: firmness.value,
        time: firmness.time,
        negations: spans(&firmness.negations),
        hedges: spans(&firmness.hedges),
        unresolved: references::unresolved(sheet, &unit.words, &claimants),
        presupposed: unit.standing == Standing::Passing,
        restates: None,
        reasons: worth::reasons(&counts),
        relation: unit.relation.map(|number| RelationId(number as u32)),
        words,
        claimants,
        dates,
        quantities,
    };
    Made {
        claim,
        content: references::content(sheet, &unit.words),
        counts,
    }
}
