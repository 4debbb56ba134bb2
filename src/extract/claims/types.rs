//! What sorts of statement a claim is.

use super::firmness::Firmness;
use super::reading::Reading;
use super::units::{Standing, Unit};
use super::{ClaimTime, ClaimType, Factuality, Quantity};
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
) -> Vec<ClaimType> {
    let signs = Signs::of(reading, unit);
    let mut found = Vec::new();
    if unit.standing == Standing::Passing && reading.arc(unit.head) == Arc::Appos {
        return vec![if PARTY_NOUNS.has(reading.lower(unit.head)) {
            ClaimType::Role
        } else {
            ClaimType::Other
        }];
    }
    if quantities.iter().any(is_statistic) || signs.share {
        found.push(ClaimType::Statistical);
    }
    if signs.cause {
        found.push(ClaimType::Causal);
    }
    let spoken = relation.is_some_and(|relation| relation.kind != Kind::Indirect);
    let first_person = reading
        .subject(unit.head)
        .is_some_and(|subject| matches!(reading.lower(subject), "i" | "we"));
    let future = firmness.time == ClaimTime::Future;
    let committed = relation.is_some_and(|relation| relation.cue_class == CueClass::Commissive);
    let uncertain = !matches!(
        firmness.value,
        Factuality::CtPlus | Factuality::CtMinus | Factuality::Uu
    );
    if committed || (future && first_person && relation.is_some()) {
        found.push(ClaimType::Promise);
    } else if (future && firmness.value != Factuality::Uu) || (uncertain && signs.modal) {
        found.push(ClaimType::Prediction);
    }
    let intends = matches!(
        reading.lemma(unit.head),
        "plan" | "propose" | "seek" | "intend" | "call" | "support" | "oppose"
    );
    if signs.policy && (intends || firmness.value == Factuality::Uu || signs.states_rule) {
        found.push(ClaimType::Policy);
    }
    if signs.role {
        found.push(ClaimType::Role);
    }
    let ought = firmness.hedges.iter().any(|&at| {
        matches!(
            reading.lower(at),
            "should"
                | "must"
                | "ought"
                | "need"
                | "needs"
                | "have"
                | "has"
                | "got"
                | "want"
                | "hope"
                | "hopes"
        )
    });
    if signs.strong || ought || (signs.weak && spoken && signs.copula) || unit.belief.is_some() {
        found.push(ClaimType::Opinion);
    }
    if !found.contains(&ClaimType::Statistical)
        && (signs.weak || signs.strong || signs.compared || (signs.copula && !signs.role))
        && !ought
    {
        found.push(ClaimType::Evaluation);
    }
    let happens = matches!(firmness.time, ClaimTime::Past | ClaimTime::Ongoing);
    if happens && !signs.copula && firmness.value != Factuality::Uu && found.len() < 2 {
        found.push(ClaimType::Event);
    }
    if found.is_empty() {
        found.push(ClaimType::Other);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A number that says how much, not an age or a span of time alone.
fn is_statistic(quantity: &Quantity) -> bool {
    let timely = matches!(
        quantity.unit.as_deref(),
        Some(
            "year"
                | "day"
                | "month"
                | "week"
                | "hour"
                | "minute"
                | "decade"
                | "time"
                | "second"
                | "century"
        )
    );
    let exact =
        quantity.percent || quantity.currency.is_some() || (quantity.unit.is_some() && !timely);
    exact && !quantity.vague
}

/// What the words of a unit show.
#[derive(Default)]
struct Signs {
    share: bool,
    cause: bool,
    modal: bool,
    policy: bool,
    states_rule: bool,
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
            states_rule: matches!(reading.tag(head), Tag::VBZ | Tag::VBP)
                || reading.child(head, &[Arc::Cop, Arc::Expl]).is_some(),
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
            signs.policy |= POLICIES.has(reading.lemma(at));
            signs.compared |= matches!(reading.tag(at), Tag::JJR | Tag::JJS | Tag::RBR | Tag::RBS);
        }
        signs.role = signs.copula
            && matches!(reading.tag(head), Tag::NN)
            && PARTY_NOUNS
                .get(reading.lower(head))
                .is_some_and(|row| row.starts_with("person"));
        signs
    }
}
