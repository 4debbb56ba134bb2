//! How firmly a claim is asserted, and when it holds: negations, hedges, modals, tense.

use super::units::Unit;
use super::{ClaimTime, Factuality};
use crate::extract::attributions::{CueClass, Kind, Relation};
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::language::{ArcSet, TagSet};
use crate::lexicon::reporting::Abilities;
use crate::lexicon::sets;
use crate::lexicon::{COMMITMENT, NEGATIONS};

/// What the words of a claim say about its firmness. Words are token indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Firmness {
    pub(super) value: Factuality,
    pub(super) time: ClaimTime,
    pub(super) negations: Vec<usize>,
    pub(super) hedges: Vec<usize>,
}

/// How far a word may stand below the predicate to bear on it.
const REACH: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Degree {
    Certain,
    Probable,
    Possible,
    Open,
}

/// Reads the firmness of a unit.
pub(super) fn read(sheet: &Sheet, unit: &Unit, relation: Option<&Relation>) -> Firmness {
    let mut found = Firmness {
        value: Factuality::CtPlus,
        time: time(sheet, unit),
        negations: Vec::new(),
        hedges: Vec::new(),
    };
    let verbs = chain(sheet, unit.head);
    let mut degree = Degree::Certain;
    let mut flipped = false;
    for &at in &unit.words {
        if negates(sheet, unit, &verbs, at) {
            found.negations.push(at);
        }
    }
    let negative = !found.negations.is_empty();
    for &at in &unit.words {
        let Some((place, value)) = COMMITMENT
            .get(sheet.lower(at))
            .and_then(|row| row.split_once('\t'))
        else {
            continue;
        };
        let bears = match place {
            "modal" => {
                sheet.tag(at) == Tag::MD && sheet.head(at).is_some_and(|head| verbs.contains(&head))
            }
            "word" => sheet.arc(at) != Arc::Amod && belongs(sheet, unit.head, at),
            _ => false,
        };
        if bears {
            let says = match value {
                "CAN" | "PS"
                    if negative
                        && place == "modal"
                        && sheet.lower(at) != "may"
                        && sheet.lower(at) != "might" =>
                {
                    Degree::Certain
                }
                // Somebody who says "we can" knows it; of what a thing can do, the doing is open.
                "CAN" if TagSet::VERBS.has(sheet.tag(unit.head)) && relation.is_some() => {
                    Degree::Certain
                }
                "CAN" | "PS" => Degree::Possible,
                "PR" => Degree::Probable,
                "UU" => Degree::Open,
                "WOULD" => would(sheet, unit, relation, negative),
                "PR-" => {
                    flipped = !flipped;
                    Degree::Probable
                }
                "CT-" => {
                    flipped = !flipped;
                    Degree::Certain
                }
                _ => Degree::Certain,
            };
            if says != Degree::Certain {
                found.hedges.push(at);
            }
            degree = degree.max(says);
        }
    }
    for &verb in &verbs {
        let governs = sheet
            .child(verb, Arc::Xcomp)
            .is_some_and(|below| sheet.is_infinitive(below) || sheet.tag(below) == Tag::VBG);
        let row = COMMITMENT
            .get(sheet.printed_lemma(verb))
            .and_then(|row| row.split_once('\t'));
        let says = match row {
            Some(("verb", value)) => match value {
                "UU" if (governs && !matches!(sheet.tag(verb), Tag::VBN))
                    || matches!(sheet.printed_lemma(verb), "hope" | "wish")
                        && sheet.child(verb, Arc::Ccomp).is_some() =>
                {
                    if negative {
                        Degree::Certain
                    } else {
                        Degree::Open
                    }
                }
                "PS" if governs => Degree::Possible,
                // "is expected to", but not "voters expect her to".
                "PR" if governs
                    && (sheet.tag(verb) == Tag::VBN
                        || matches!(sheet.printed_lemma(verb), "seem" | "appear")) =>
                {
                    Degree::Probable
                }
                _ => Degree::Certain,
            },
            _ if governs && obliges(sheet, verb) => Degree::Open,
            _ => Degree::Certain,
        };
        if says != Degree::Certain {
            found.hedges.push(verb);
        }
        degree = degree.max(says);
    }
    if let Some(duty) = duty(sheet, unit) {
        found.hedges.push(duty);
        degree = Degree::Open;
    }
    if degree == Degree::Open {
        found.hedges.extend(condition(sheet, unit));
    }
    if let Some(belief) = unit.belief
        && matches!(sheet.tag(belief), Tag::VBP | Tag::VBZ)
        && degree == Degree::Certain
        && !negative
    {
        degree = Degree::Probable;
    }
    if let Some(relation) = relation {
        if degree == Degree::Certain && expects(sheet, relation) {
            degree = Degree::Probable;
        }
        if relation.cue_class == CueClass::Denying
            && relation.kind != Kind::Direct
            && !relation.negated
        {
            flipped = !flipped;
        }
    }
    found.hedges.sort_unstable();
    found.hedges.dedup();
    found.value = value(degree, negative != flipped);
    found
}

fn value(degree: Degree, negative: bool) -> Factuality {
    match (degree, negative) {
        (Degree::Certain, false) => Factuality::CtPlus,
        (Degree::Certain, true) => Factuality::CtMinus,
        (Degree::Probable, false) => Factuality::PrPlus,
        (Degree::Probable, true) => Factuality::PrMinus,
        (Degree::Possible, false) => Factuality::PsPlus,
        (Degree::Possible, true) => Factuality::PsMinus,
        (Degree::Open, _) => Factuality::Uu,
    }
}

/// The predicate and the verbs below it that it only colors: "seems to | try to | leave".
fn chain(sheet: &Sheet, head: usize) -> Vec<usize> {
    let mut verbs = vec![head];
    while verbs.len() < REACH {
        let last = verbs[verbs.len() - 1];
        match sheet.child(last, Arc::Xcomp) {
            Some(below) if sheet.is_infinitive(below) => verbs.push(below),
            _ => break,
        }
    }
    verbs
}

/// Whether a word stands in the clause of the predicate itself and not in a clause below it.
fn belongs(sheet: &Sheet, head: usize, word: usize) -> bool {
    let mut at = word;
    for _ in 0..REACH {
        if at == head {
            return true;
        }
        if matches!(
            sheet.arc(at),
            Arc::AclRelcl
                | Arc::Advcl
                | Arc::Acl
                | Arc::Ccomp
                | Arc::Csubj
                | Arc::Parataxis
                | Arc::Appos
        ) {
            return false;
        }
        let Some(up) = sheet.head(at) else {
            return false;
        };
        at = up;
    }
    at == head
}

fn negates(sheet: &Sheet, unit: &Unit, verbs: &[usize], at: usize) -> bool {
    let word = sheet.lower(at);
    if NEGATIONS.get(sheet.printed_lemma(at)) == Some("verb") && verbs[0] == at && verbs.len() > 1 {
        return true;
    }
    if NEGATIONS.get(word) != Some("word") {
        return false;
    }
    let next = unit.words.iter().find(|&&next| next > at);
    let pair = next.map(|&next| format!("{word} {}", sheet.lower(next)));
    if pair.is_some_and(|pair| NEGATIONS.get(&pair) == Some("none")) {
        return false;
    }
    let Some(head) = sheet.head(at).filter(|_| at != unit.head) else {
        return false;
    };
    if verbs.contains(&head) {
        // "not abstract, but based on experience" says what it is.
        let contrasted = sheet
            .children(head)
            .any(|child| sheet.arc(child) == Arc::Cc && sheet.lower(child) == "but" && child > at)
            && sheet.arc(at) == Arc::Neg
            && !TagSet::VERBS.has(sheet.tag(head));
        return !contrasted;
    }
    // "no proof", "no one", "in no way": of a subject, an object or a circumstance of the predicate.
    let of = |up: usize| sheet.head(up).is_some_and(|top| verbs.contains(&top));
    matches!(
        sheet.arc(head),
        Arc::Nsubj | Arc::Nsubjpass | Arc::Dobj | Arc::Nmod | Arc::Expl | Arc::Cop | Arc::Aux
    ) && of(head)
        && !(sheet.arc(head) == Arc::Nmod && word == "not")
}

/// "would": open under a condition, settled when reported, polite or said of a share, else open.
fn would(sheet: &Sheet, unit: &Unit, relation: Option<&Relation>, negative: bool) -> Degree {
    if condition(sheet, unit).is_some() {
        return Degree::Open;
    }
    let share = sheet.subject(unit.head).is_some_and(|subject| {
        sheet
            .subtree(subject)
            .any(|at| matches!(sheet.lower(at), "percent" | "%" | "majority"))
    });
    // In a speaker's own words it is no reported "will", unless politeness: "I would like to thank".
    let reported = relation.is_some_and(|relation| relation.kind != Kind::Direct);
    let polite = matches!(sheet.printed_lemma(unit.head), "like" | "love" | "prefer");
    if negative || share || reported || polite {
        Degree::Certain
    } else {
        Degree::Open
    }
}

/// The word that makes the unit depend on something: "if", "unless".
fn condition(sheet: &Sheet, unit: &Unit) -> Option<usize> {
    sheet
        .children(unit.head)
        .filter(|&child| sheet.arc(child) == Arc::Advcl)
        .find_map(|clause| {
            let mark = sheet.mark(clause)?;
            matches!(sheet.lower(mark), "if" | "unless").then_some(mark)
        })
        .or_else(|| {
            // "Were the court to …", "Had he known …"
            let first = *unit.words.first()?;
            let inverted = matches!(sheet.lower(first), "were" | "had" | "should")
                && first + 1 < sheet.sentence_around(first).end
                && matches!(sheet.tag(first + 1), Tag::DT | Tag::PRP | Tag::NNP);
            inverted.then_some(first)
        })
}

/// "has to", "needs to", "is going to have to".
fn obliges(sheet: &Sheet, verb: usize) -> bool {
    matches!(sheet.printed_lemma(verb), "have" | "get" | "need")
        && !matches!(sheet.tag(verb), Tag::VBD | Tag::VBN)
}

/// "What needs to be done is a repair": the verb of the subject clause that says what ought to be.
fn duty(sheet: &Sheet, unit: &Unit) -> Option<usize> {
    let clause = sheet.child(unit.head, ArcSet::of(&[Arc::Csubj, Arc::Csubjpass]))?;
    let verbs = chain(sheet, clause);
    let infinitive = verbs.len() > 1;
    verbs
        .into_iter()
        .find(|&verb| infinitive && obliges(sheet, verb))
}

/// Whether the cue says that its source expects rather than knows.
fn expects(sheet: &Sheet, relation: &Relation) -> bool {
    relation
        .cue_head
        .is_some_and(|cue| sheet.can(cue.index(), Abilities::EXPECTS))
}

/// When a unit holds, by its verb group.
fn time(sheet: &Sheet, unit: &Unit) -> ClaimTime {
    let head = unit.head;
    let helpers = || sheet.helpers(head);
    let lower = |at: usize| sheet.lower(at);
    if helpers().any(|at| sets::FUTURE_AUXILIARIES.has(lower(at))) {
        return ClaimTime::Future;
    }
    let governs = sheet
        .child(head, Arc::Xcomp)
        .is_some_and(|below| sheet.is_infinitive(below));
    if governs
        && (lower(head) == "going"
            || (sheet.can(head, Abilities::PLANS)
                || matches!(sheet.printed_lemma(head), "likely" | "unlikely"))
                && !matches!(sheet.tag(head), Tag::VBD))
    {
        return ClaimTime::Future;
    }
    let progressive =
        sheet.tag(head) == Tag::VBG && helpers().any(|at| sheet.printed_lemma(at) == "be");
    let perfect = helpers()
        .any(|at| matches!(sheet.printed_lemma(at), "have") && matches!(sheet.arc(at), Arc::Aux));
    match sheet.finite(head).map(|at| sheet.tag(at)) {
        Some(Tag::VBD | Tag::VBN) => ClaimTime::Past,
        Some(Tag::VBZ | Tag::VBP) if progressive => ClaimTime::Ongoing,
        Some(Tag::VBZ | Tag::VBP) if perfect => ClaimTime::Past,
        None if sheet.tag(head) == Tag::VBN => ClaimTime::Past,
        None if sheet.tag(head) == Tag::VBG => ClaimTime::Ongoing,
        _ => ClaimTime::Present,
    }
}
