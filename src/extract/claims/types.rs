//! What sorts of statement a claim is.

use super::firmness::Firmness;
use super::reading::Reading;
use super::units::{Standing, Unit};
use super::{ClaimTime, ClaimType, Factuality, Place, Quantity};
use crate::extract::attributions::{CueClass, Kind, Relation};
use crate::language::{Arc, Tag};
use crate::lexicon::{CAUSES, COMMITMENT, EVALUATIONS, PARTY_NOUNS, POLICIES};

/// The types of a claim, in the order of [`ClaimType`], at least one.
pub(super) fn types(
    reading: &Reading,
    unit: &Unit,
    relation: Option<&Relation>,
    firmness: &Firmness,
    quantities: &[Quantity],
    place: Place,
) -> Vec<ClaimType> {
    if unit.standing == Standing::Passing && reading.arc(unit.head) == Arc::Appos {
        return vec![ClaimType::Role];
    }
    let signs = Signs::of(reading, unit);
    let spoken = relation.is_some_and(|relation| relation.kind != Kind::Indirect);
    let first_person = reading
        .subject(unit.head)
        .is_some_and(|subject| matches!(reading.lower(subject), "i" | "we" | "you"));
    let in_headline = place == Place::Headline;
    let mut found = Vec::new();
    if signs.share
        || quantities
            .iter()
            .any(|quantity| is_statistic(reading, quantity))
    {
        found.push(ClaimType::Statistical);
    }
    if signs.cause {
        found.push(ClaimType::Causal);
    }
    found.extend(outlook(relation, firmness, &signs, first_person));
    if is_policy(reading, unit, firmness, &signs) {
        found.push(ClaimType::Policy);
    }
    if signs.role {
        found.push(ClaimType::Role);
    }
    let judges = signs.weak || signs.strong || signs.compared;
    let settled = matches!(firmness.value, Factuality::CtPlus | Factuality::CtMinus);
    let happens = (matches!(firmness.time, ClaimTime::Past | ClaimTime::Ongoing)
        || (in_headline && relation.is_none()))
        && !signs.copula
        && firmness.value != Factuality::Uu;
    let ought = firmness.value == Factuality::Uu && signs.ought;
    if ought
        || unit.belief.is_some()
        || (signs.strong && !(happens && relation.is_none()))
        || (spoken
            && (signs.copula || (judges && !happens) || (first_person && !happens && settled)))
    {
        found.push(ClaimType::Opinion);
    }
    let general = relation.is_some() && !happens && found.is_empty();
    if !found.contains(&ClaimType::Statistical)
        && !ought
        && !signs.role
        && (signs.copula || general || (judges && !in_headline))
    {
        found.push(ClaimType::Evaluation);
    }
    if happens && (found.len() < 2 || relation.is_none()) {
        found.push(ClaimType::Event);
    }
    if found.is_empty() {
        found.push(ClaimType::Other);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A promise or a prediction.
fn outlook(
    relation: Option<&Relation>,
    firmness: &Firmness,
    signs: &Signs,
    first_person: bool,
) -> Option<ClaimType> {
    let future = firmness.time == ClaimTime::Future;
    let committed = relation.is_some_and(|relation| relation.cue_class == CueClass::Commissive);
    let uncertain = !matches!(
        firmness.value,
        Factuality::CtPlus | Factuality::CtMinus | Factuality::Uu
    );
    if committed || (future && first_person && relation.is_some()) {
        Some(ClaimType::Promise)
    } else if (future && firmness.value != Factuality::Uu) || (uncertain && signs.modal) {
        Some(ClaimType::Prediction)
    } else {
        None
    }
}

/// A rule that holds, or one that somebody wants or plans.
fn is_policy(reading: &Reading, unit: &Unit, firmness: &Firmness, signs: &Signs) -> bool {
    let intends = matches!(
        reading.lemma(unit.head),
        "plan" | "propose" | "seek" | "intend" | "call" | "support" | "oppose" | "vow" | "pledge"
    );
    (signs.policy && (intends || firmness.value == Factuality::Uu))
        || (signs.rule && firmness.time == ClaimTime::Present)
}

/// A number that says how much, not an age or a span of time alone.
fn is_statistic(reading: &Reading, quantity: &Quantity) -> bool {
    let timely = matches!(
        quantity.unit.as_deref(),
        Some(
            "year"
                | "day"
                | "month"
                | "week"
                | "hour"
                | "decade"
                | "second"
                | "century"
                | "way"
                | "reason"
        )
    );
    let words = reading.article.slice(quantity.span).to_lowercase();
    let many = ["thousands", "millions", "billions", "hundreds", "majority"]
        .iter()
        .any(|word| words.starts_with(word));
    let exact =
        quantity.percent || quantity.currency.is_some() || (quantity.unit.is_some() && !timely);
    (exact && !quantity.vague) || (many && !timely)
}

/// What the words of a unit show.
#[derive(Default)]
struct Signs {
    share: bool,
    cause: bool,
    modal: bool,
    policy: bool,
    rule: bool,
    ought: bool,
    role: bool,
    strong: bool,
    weak: bool,
    compared: bool,
    copula: bool,
}

impl Signs {
    fn of(reading: &Reading, unit: &Unit) -> Self {
        let head = unit.head;
        let mut signs = Self {
            copula: reading.child(head, &[Arc::Cop]).is_some() || reading.lemma(head) == "be",
            ..Self::default()
        };
        signs.cause = CAUSES.get(reading.lemma(head)) == Some("verb");
        for &at in &unit.words {
            let lower = reading.lower(at);
            match EVALUATIONS.get(lower) {
                Some("strong") if reading.tag(at) != Tag::NNP => signs.strong = true,
                Some(_) if reading.tag(at) != Tag::NNP => signs.weak = true,
                _ => {}
            }
            signs.share |=
                matches!(lower, "majority" | "average" | "record") && reading.tag(at) != Tag::VBP;
            signs.cause |= CAUSES.get(lower) == Some("word");
            signs.modal |= reading.tag(at) == Tag::MD
                || COMMITMENT
                    .get(lower)
                    .is_some_and(|row| row.starts_with("word"));
            if let Some(kind) = POLICIES.get(reading.lemma(at)) {
                signs.policy = true;
                signs.rule |= kind == "rule";
            }
            signs.ought |= matches!(
                reading.lemma(at),
                "should" | "must" | "ought" | "need" | "have" | "get" | "want" | "hope" | "wish"
            );
            signs.compared |=
                matches!(reading.tag(at), Tag::JJS | Tag::RBS) || matches!(lower, "than");
        }
        signs.role = signs.copula
            && matches!(reading.tag(head), Tag::NN)
            && !matches!(
                reading.lower(head),
                "one" | "winner" | "loser" | "someone" | "somebody"
            )
            && !(signs.weak || signs.strong)
            && PARTY_NOUNS
                .get(reading.lower(head))
                .is_some_and(|row| row.starts_with("person"));
        signs
    }
}
