//! What sorts of statement a claim is.

use super::firmness::Firmness;
use super::units::{Place, Standing, Unit};
use super::{ClaimTime, ClaimType, Factuality, Quantity};
use crate::extract::attributions::{CueClass, Kind, Relation};
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::lexicon::reporting::Abilities;
use crate::lexicon::sets;
use crate::lexicon::{CAUSES, COMMITMENT, EVALUATIONS, PARTY_NOUNS, POLICIES};

/// The types of a claim, in the order of [`ClaimType`], at least one.
pub(super) fn types(
    sheet: &Sheet,
    unit: &Unit,
    relation: Option<&Relation>,
    firmness: &Firmness,
    quantities: &[Quantity],
    place: Place,
) -> Vec<ClaimType> {
    if unit.standing == Standing::Passing && sheet.arc(unit.head) == Arc::Appos {
        return vec![ClaimType::Role];
    }
    let signs = Signs::of(sheet, unit);
    let spoken = relation.is_some_and(|relation| relation.kind != Kind::Indirect);
    let first_person = sheet
        .subject(unit.head)
        .is_some_and(|subject| matches!(sheet.lower(subject), "i" | "we" | "you"));
    let in_headline = place == Place::Headline;
    let mut found = Vec::new();
    if signs.share
        || quantities
            .iter()
            .any(|quantity| is_statistic(sheet, quantity))
    {
        found.push(ClaimType::Statistical);
    }
    if signs.cause {
        found.push(ClaimType::Causal);
    }
    found.extend(outlook(relation, firmness, &signs, first_person));
    if is_policy(sheet, unit, firmness, &signs) {
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
fn is_policy(sheet: &Sheet, unit: &Unit, firmness: &Firmness, signs: &Signs) -> bool {
    let intends = sheet.can(unit.head, Abilities::PROPOSES);
    (signs.policy && (intends || firmness.value == Factuality::Uu))
        || (signs.rule && firmness.time == ClaimTime::Present)
}

/// A number that says how much, not an age or a span of time alone.
fn is_statistic(sheet: &Sheet, quantity: &Quantity) -> bool {
    let unit = quantity.unit.as_deref();
    let timely = unit.is_some_and(|unit| sets::UNITS_OF_TIME_AND_MANNER.has(unit));
    let words = sheet.article.slice(quantity.span).to_lowercase();
    let many = sets::GREAT_NUMBERS
        .all()
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
    fn of(sheet: &Sheet, unit: &Unit) -> Self {
        let head = unit.head;
        let mut signs = Self {
            copula: sheet.child(head, Arc::Cop).is_some() || sheet.printed_lemma(head) == "be",
            ..Self::default()
        };
        signs.cause = CAUSES.get(sheet.printed_lemma(head)) == Some("verb");
        for &at in &unit.words {
            let lower = sheet.lower(at);
            match EVALUATIONS.get(lower) {
                Some("strong") if sheet.tag(at) != Tag::NNP => signs.strong = true,
                Some(_) if sheet.tag(at) != Tag::NNP => signs.weak = true,
                _ => {}
            }
            signs.share |=
                matches!(lower, "majority" | "average" | "record") && sheet.tag(at) != Tag::VBP;
            signs.cause |= CAUSES.get(lower) == Some("word");
            signs.modal |= sheet.tag(at) == Tag::MD
                || COMMITMENT
                    .get(lower)
                    .is_some_and(|row| row.starts_with("word"));
            if let Some(kind) = POLICIES.get(sheet.printed_lemma(at)) {
                signs.policy = true;
                signs.rule |= kind == "rule";
            }
            signs.ought |= sets::OUGHT.has(sheet.printed_lemma(at));
            signs.compared |=
                matches!(sheet.tag(at), Tag::JJS | Tag::RBS) || matches!(lower, "than");
        }
        signs.role = signs.copula
            && matches!(sheet.tag(head), Tag::NN)
            && !sets::NO_ROLES.has(sheet.lower(head))
            && !(signs.weak || signs.strong)
            && PARTY_NOUNS
                .get(sheet.lower(head))
                .is_some_and(|row| row.starts_with("person"));
        signs
    }
}
