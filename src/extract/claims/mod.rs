//! Claims: the smallest clauses that can be true or false on their own.
//!
//! ```text
//! relations ─frames─▶ regions ─units─▶ clauses ─wording─▶ words ─┬─ firmness, types, quantities, references
//!                                                                └─ worth
//! ```

mod decimal;
mod firmness;
mod frames;
mod quantities;
mod reading;
mod references;
#[cfg(feature = "train")]
pub mod train;
mod types;
mod units;
mod wording;
mod worth;

use super::attributions::{Relation, RelationId};
use super::dates::DateMention;
use super::speakers::{Cast, SpeakerId};
use crate::language::Analysis;
use crate::parse::Article;
use crate::text::{Span, Spans};
use frames::Frames;
use reading::Reading;
use std::ops::Range;
use units::{Standing, Unit};

/// A checkable statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its words, without complementizer, cue, source or quotation marks.
    pub words: Spans,
    /// Who claims it; nobody means the author.
    pub claimants: Vec<SpeakerId>,
    /// The relation it is the content of.
    pub relation: Option<RelationId>,
    /// What sorts of statement it is, in the order of [`ClaimType`].
    pub types: Vec<ClaimType>,
    /// How firmly the claimant commits to it.
    pub factuality: Factuality,
    /// When it holds.
    pub time: ClaimTime,
    /// Words that negate it.
    pub negations: Vec<Span>,
    /// Words that hedge it.
    pub hedges: Vec<Span>,
    /// Indices into the dates of the article.
    pub dates: Vec<usize>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// Words whose referent the claim alone does not tell.
    pub unresolved: Vec<Span>,
    /// Whether it is asserted in passing.
    pub presupposed: bool,
    /// The index of the earlier claim that it repeats.
    pub restates: Option<usize>,
    /// What speaks for and against checking it, in hundredths, each feature once; they add up to the score.
    pub reasons: Vec<(&'static str, i32)>,
}

/// What sort of statement a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the types
pub enum ClaimType {
    Statistical,
    Event,
    Role,
    Evaluation,
    Opinion,
    Causal,
    Prediction,
    Promise,
    Policy,
    Other,
}

/// FactBank values (Saurí and Pustejovsky 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // Certain, PRobable, PoSsible; plus or minus; Uu for uncommitted
pub enum Factuality {
    CtPlus,
    CtMinus,
    PrPlus,
    PrMinus,
    PsPlus,
    PsMinus,
    Uu,
}

/// When a claim holds, by its main verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the times
pub enum ClaimTime {
    Past,
    Present,
    Ongoing,
    Future,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Its words.
    pub span: Span,
    /// Its value as decimal digits, such as `4.5`; `None` for a vague one ("several").
    pub value: Option<String>,
    /// What is counted or measured, as a singular noun: "hour".
    pub unit: Option<String>,
    /// The ISO 4217 code of the currency.
    pub currency: Option<&'static str>,
    /// Whether it is a percentage.
    pub percent: bool,
    /// Whether it is hedged: "close to", "about".
    pub approximate: bool,
    /// Whether it names no number: "several".
    pub vague: bool,
}

/// Finds the claims of an article, by position.
#[must_use]
pub fn find(
    article: &Article,
    analysis: &Analysis,
    dates: &[DateMention],
    relations: &[Relation],
    cast: &Cast,
) -> Vec<Claim> {
    let found = read(article, analysis, dates, relations, cast);
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
struct Found {
    claim: Claim,
    /// Its content words.
    content: Vec<String>,
    /// The features of its check-worthiness.
    #[cfg_attr(not(feature = "train"), allow(dead_code))] // what training learns from
    counts: worth::Counts,
}

fn read(
    article: &Article,
    analysis: &Analysis,
    dates: &[DateMention],
    relations: &[Relation],
    cast: &Cast,
) -> Vec<Found> {
    let reading = Reading::new(article, analysis);
    let frames = Frames::new(&reading, relations);
    let quantities = quantities::find(&reading, dates);
    let parts = Parts {
        dates,
        relations,
        quantities: &quantities,
        cast,
    };
    let mut found = Vec::new();
    for number in 0..analysis.sentences.len() {
        let sentence = reading.sentence(number);
        let place = Place::of(&reading, sentence.clone());
        let manner = worth::manner(&reading, sentence.clone());
        for mut unit in units::units(&reading, &frames, sentence) {
            wording::trim(&reading, &mut unit);
            if wording::states(&reading, &unit, place)
                && let Some(words) = wording::spans(&reading, &unit.words)
            {
                found.push(claim(&reading, &unit, words, &parts, place, &manner));
            }
        }
    }
    found.sort_by(|a, b| a.claim.words.cmp(&b.claim.words));
    found
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the headline or the line under it, which leave out words and put the past in the present.
    Headline,
    Body,
}

impl Place {
    fn of(reading: &Reading, sentence: Range<usize>) -> Self {
        let header = [reading.article.header.headline, reading.article.header.deck];
        let holds = |line: &Span| {
            sentence.start < sentence.end && line.contains(reading.span(sentence.start))
        };
        if header.iter().flatten().any(holds) {
            Self::Headline
        } else {
            Self::Body
        }
    }
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
    reading: &Reading,
    unit: &Unit,
    words: Spans,
    parts: &Parts,
    place: Place,
    manner: &[&'static str],
) -> Found {
    let relation = unit.relation.map(|number| &parts.relations[number]);
    let dates = parts.dates_in(&words);
    let quantities = parts.quantities_in(&words);
    let credited = unit
        .relation
        .and_then(|number| parts.cast.credited.get(number));
    let claimants = credited.cloned().unwrap_or_default();
    let firmness = firmness::read(reading, unit, relation);
    let spans = |tokens: &[usize]| tokens.iter().map(|&at| reading.span(at)).collect();
    let types = types::types(reading, unit, relation, &firmness, &quantities, place);
    let counts = worth::counts(
        reading,
        unit,
        &worth::Found {
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
        unresolved: references::unresolved(reading, &unit.words, &claimants),
        presupposed: unit.standing == Standing::Passing,
        restates: None,
        reasons: worth::reasons(&counts),
        relation: unit.relation.map(|number| RelationId(number as u32)),
        words,
        claimants,
        dates,
        quantities,
    };
    Found {
        claim,
        content: references::content(reading, &unit.words),
        counts,
    }
}
