//! Check-worthiness: a weighted sum of counts that a person can name.
//!
//! `lexicon/worth.tsv` holds two integers in hundredths for every feature: what its presence adds, and what each
//! occurrence adds, up to [`CAP`]. The sum is the score; the record squashes it with the logistic function.

use super::firmness::Firmness;
use super::units::Unit;
use super::{ClaimTime, ClaimType, Quantity};
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::lexicon::reporting::Abilities;
use crate::lexicon::sets;
use crate::lexicon::{CLAIM_WORDS, EVALUATIONS, WORTH};
use std::collections::BTreeMap;
use std::ops::Range;

/// Occurrences of a feature beyond this many add nothing.
pub(super) const CAP: i32 = 3;

/// Words for a step of length.
const STEP: usize = 6;

/// Steps of length beyond this many add nothing: hostile input has sentences of any length.
const MAX_STEPS: usize = 8;

/// How often each feature occurs.
pub(super) type Counts = BTreeMap<&'static str, i32>;

/// The features that speak for or against checking, with what each adds, in hundredths, the weightiest first.
pub(super) fn reasons(counts: &Counts) -> Vec<(&'static str, i32)> {
    let mut reasons = Vec::new();
    for (&feature, &count) in counts {
        let weight = WORTH.get(feature).map_or(0, |row| weigh(row, count));
        if weight != 0 {
            reasons.push((feature, weight));
        }
    }
    reasons.sort_by_key(|&(feature, weight)| (-weight.abs(), feature));
    reasons
}

fn weigh(row: &str, count: i32) -> i32 {
    let (any, each) = row.split_once('\t').unwrap_or((row, "0"));
    let weight = |field: &str| field.parse::<i32>().unwrap_or(0);
    if count == 0 {
        return 0;
    }
    weight(any) + weight(each) * count
}

/// What the other parts of this stage found in a claim.
pub(super) struct Findings<'a> {
    pub(super) quantities: &'a [Quantity],
    pub(super) dates: usize,
    pub(super) firmness: &'a Firmness,
    pub(super) types: &'a [ClaimType],
    /// [`manner`] of its sentence.
    pub(super) manner: &'a [&'static str],
}

/// How often each feature occurs in a claim, at most [`CAP`] times but for length; features that do not are absent.
pub(super) fn counts(sheet: &Sheet, unit: &Unit, found: &Findings) -> Counts {
    let mut counts = Counts::new();
    let mut add = |feature: &'static str| {
        let count = counts.entry(feature).or_insert(0);
        *count = (*count + 1).min(CAP);
    };
    add("every-claim");
    for quantity in found.quantities {
        add(if quantity.vague {
            "vague-quantity"
        } else {
            "quantity"
        });
        if quantity.percent {
            add("percent");
        }
        if quantity.currency.is_some() {
            add("amount-of-money");
        }
    }
    let firmness = found.firmness;
    (0..found.dates).for_each(|_| add("date"));
    firmness.negations.iter().for_each(|_| add("negation"));
    firmness.hedges.iter().for_each(|_| add("hedge"));
    add(time_feature(firmness.time));
    found.types.iter().map(type_feature).for_each(&mut add);
    add(subject_feature(sheet, unit));
    let words = &unit.words;
    let mut extreme = false;
    let mut scope = found.dates > 0;
    for &at in words {
        let features = CLAIM_WORDS.get(sheet.lower(at));
        for feature in features.into_iter().flat_map(|row| row.split(' ')) {
            add(feature);
            extreme |= feature == "rank";
            scope |= feature == "scope";
        }
        extreme |= matches!(sheet.tag(at), Tag::JJS | Tag::RBS);
        scope |= matches!(sheet.lower(at), "ever" | "history" | "any");
        match EVALUATIONS.get(sheet.lower(at)) {
            Some("strong") => add("strong-judgment"),
            Some(_) => add("judgment"),
            None => {}
        }
        if let Some(feature) = tag_feature(sheet, at) {
            add(feature);
        }
    }
    if let Some(deed) = deed(sheet, unit, firmness.time) {
        add(deed);
    }
    if extreme && scope {
        add("extreme-in-scope");
    }
    found.manner.iter().copied().for_each(&mut add);
    if words.len() <= 4 {
        add("at-most-4-words");
    }
    if words.len() <= 8 {
        add("at-most-8-words");
    }
    counts.insert("length", (words.len() / STEP).min(MAX_STEPS) as i32);
    counts
}

/// What somebody is said to have done or to want: the speaker, the one spoken to, a third person.
fn deed(sheet: &Sheet, unit: &Unit, time: ClaimTime) -> Option<&'static str> {
    let subject = sheet.subject(unit.head)?;
    if !TagSet::VERBS.has(sheet.tag(unit.head)) || sheet.child(unit.head, Arc::Cop).is_some() {
        return None;
    }
    let done = time == ClaimTime::Past;
    let wanted = sheet.can(unit.head, Abilities::STANDS);
    match (sheet.tag(subject), sheet.lower(subject)) {
        (Tag::PRP, "i") if done => Some("own-deed"),
        (Tag::PRP, "you") if done => Some("deed-of-the-other"),
        (Tag::PRP, "he" | "she") | (Tag::NNP, _) if done => Some("deed-of-a-person"),
        (Tag::PRP, other) if wanted && sets::OTHERS.has(other) => Some("position-of-another"),
        (Tag::NNP, _) if wanted => Some("position-of-another"),
        _ => None,
    }
}

/// The longest stretch between quotation marks, in tokens, that keeps its distance from a word instead of quoting somebody.
const LONGEST_SCARE_QUOTE: usize = 4;

/// How a sentence is put, as features of all its claims: marks and turns that news prose leaves to those who comment.
pub(super) fn manner(sheet: &Sheet, sentence: Range<usize>) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut open = None;
    let mut quoted = false;
    for at in sentence.clone() {
        match sheet.tag(at) {
            Tag::Open => {
                open = Some(at);
                quoted = true;
            }
            Tag::Close => {
                let from = open.take();
                if from.is_some_and(|from| at - from - 1 <= LONGEST_SCARE_QUOTE) {
                    found.push("scare-quotes");
                }
            }
            Tag::Colon if !matches!(sheet.lower(at), ":" | ";") => found.push("dash"),
            Tag::Stop if sheet.lower(at).contains('!') => found.push("exclamation"),
            Tag::NN | Tag::NNS if is_abstract(sheet.printed_lemma(at)) => {
                found.push("abstract-noun")
            }
            _ => {}
        }
    }
    if quoted {
        found.push("quotation-marks");
    }
    if sets::CONNECTED_STARTS.has(sheet.lower(sentence.start)) {
        found.push("connected-start");
    }
    found
}

/// A noun made of an adjective or a doctrine: "weakness", "hostility", "socialism".
fn is_abstract(lemma: &str) -> bool {
    lemma.len() > 6 && sets::ABSTRACT_ENDINGS.all().any(|end| lemma.ends_with(end))
}

fn subject_feature(sheet: &Sheet, unit: &Unit) -> &'static str {
    let Some(at) = sheet.subject(unit.head) else {
        return "no-subject";
    };
    match sheet.tag(at) {
        Tag::NNP | Tag::NNPS => "subject-name",
        Tag::PRP => match sheet.lower(at) {
            "i" => "subject-i",
            "we" => "subject-we",
            "you" => "subject-you",
            "it" => "subject-it",
            "he" | "she" => "subject-he-or-she",
            _ => "subject-they",
        },
        Tag::EX => "subject-there",
        Tag::DT => "subject-that",
        _ => "subject-noun",
    }
}

fn time_feature(time: ClaimTime) -> &'static str {
    match time {
        ClaimTime::Past => "in-the-past",
        ClaimTime::Present => "in-the-present",
        ClaimTime::Ongoing => "ongoing",
        ClaimTime::Future => "in-the-future",
    }
}

fn type_feature(kind: &ClaimType) -> &'static str {
    match kind {
        ClaimType::Statistical => "statistical",
        ClaimType::Event => "event",
        ClaimType::Role => "role",
        ClaimType::Evaluation => "evaluation",
        ClaimType::Opinion => "opinion",
        ClaimType::Causal => "causal",
        ClaimType::Prediction => "prediction",
        ClaimType::Promise => "promise",
        ClaimType::Policy => "policy",
        ClaimType::Other => "other-type",
    }
}

fn tag_feature(sheet: &Sheet, at: usize) -> Option<&'static str> {
    Some(match sheet.tag(at) {
        Tag::CD => "number",
        Tag::VBD | Tag::VBN => "past-verb",
        Tag::VBZ => "present-verb",
        Tag::VB => "infinitive",
        Tag::NNP | Tag::NNPS => "name",
        Tag::NNS => "plural-noun",
        Tag::NN => "noun",
        Tag::JJ => "adjective",
        Tag::JJS | Tag::RBS => "superlative",
        Tag::JJR | Tag::RBR => "comparative",
        Tag::RB => "adverb",
        Tag::WDT | Tag::WP | Tag::WRB => "wh-word",
        Tag::UH => "interjection",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_a_pair_of_integers() {
        for (feature, row) in WORTH.rows() {
            let fields: Vec<_> = row.split('\t').collect();
            assert_eq!(fields.len(), 2, "{feature}");
            for field in fields {
                field.parse::<i32>().expect(feature);
            }
        }
    }

    #[test]
    fn a_feature_weighs_by_presence_and_by_count() {
        assert_eq!(weigh("10\t5", 0), 0);
        assert_eq!(weigh("10\t5", 1), 15);
        assert_eq!(weigh("10\t-5", 3), -5);
    }
}
