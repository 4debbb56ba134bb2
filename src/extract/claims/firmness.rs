//! How firmly a claim is asserted, and when it holds: negations, hedges, modals, tense.

use super::reading::Reading;
use super::units::Unit;
use super::{ClaimTime, Factuality};
use crate::extract::attributions::{CueClass, Kind, Relation};
use crate::language::{Arc, Tag};
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
pub(super) fn read(reading: &Reading, unit: &Unit, relation: Option<&Relation>) -> Firmness {
    let mut found = Firmness {
        value: Factuality::CtPlus,
        time: time(reading, unit),
        negations: Vec::new(),
        hedges: Vec::new(),
    };
    let verbs = chain(reading, unit.head);
    let mut degree = Degree::Certain;
    let mut flipped = false;
    for &at in &unit.words {
        if negates(reading, unit, &verbs, at) {
            found.negations.push(at);
        }
    }
    let negative = !found.negations.is_empty();
    for &at in &unit.words {
        let Some((place, value)) = COMMITMENT
            .get(reading.lower(at))
            .and_then(|row| row.split_once('\t'))
        else {
            continue;
        };
        let bears = match place {
            "modal" => {
                reading.tag(at) == Tag::MD
                    && reading.head(at).is_some_and(|head| verbs.contains(&head))
            }
            "word" => reading.arc(at) != Arc::Amod && belongs(reading, unit.head, at),
            _ => false,
        };
        if bears {
            let says = match value {
                "CAN" | "PS"
                    if negative
                        && place == "modal"
                        && reading.lower(at) != "may"
                        && reading.lower(at) != "might" =>
                {
                    Degree::Certain
                }
                // Somebody who says "we can" knows it; of what a thing can do, the doing is open.
                "CAN" if reading.is_verb(unit.head) && relation.is_some() => Degree::Certain,
                "CAN" | "PS" => Degree::Possible,
                "PR" => Degree::Probable,
                "UU" => Degree::Open,
                "WOULD" => would(reading, unit, relation, negative),
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
        let governs = reading
            .child(verb, &[Arc::Xcomp])
            .is_some_and(|below| reading.is_infinitive(below) || reading.tag(below) == Tag::VBG);
        let row = COMMITMENT
            .get(reading.lemma(verb))
            .and_then(|row| row.split_once('\t'));
        let says = match row {
            Some(("verb", value)) => match value {
                "UU" if (governs && !matches!(reading.tag(verb), Tag::VBN))
                    || matches!(reading.lemma(verb), "hope" | "wish")
                        && reading.child(verb, &[Arc::Ccomp]).is_some() =>
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
                    && (reading.tag(verb) == Tag::VBN
                        || matches!(reading.lemma(verb), "seem" | "appear")) =>
                {
                    Degree::Probable
                }
                _ => Degree::Certain,
            },
            _ if governs && obliges(reading, verb) => Degree::Open,
            _ => Degree::Certain,
        };
        if says != Degree::Certain {
            found.hedges.push(verb);
        }
        degree = degree.max(says);
    }
    if let Some(duty) = duty(reading, unit) {
        found.hedges.push(duty);
        degree = Degree::Open;
    }
    if degree == Degree::Open {
        found.hedges.extend(condition(reading, unit));
    }
    if let Some(belief) = unit.belief
        && matches!(reading.tag(belief), Tag::VBP | Tag::VBZ)
        && degree == Degree::Certain
        && !negative
    {
        degree = Degree::Probable;
    }
    if let Some(relation) = relation {
        if degree == Degree::Certain && expects(reading, relation) {
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
fn chain(reading: &Reading, head: usize) -> Vec<usize> {
    let mut verbs = vec![head];
    while verbs.len() < REACH {
        let last = verbs[verbs.len() - 1];
        match reading.child(last, &[Arc::Xcomp]) {
            Some(below) if reading.is_infinitive(below) => verbs.push(below),
            _ => break,
        }
    }
    verbs
}

/// Whether a word stands in the clause of the predicate itself and not in a clause below it.
fn belongs(reading: &Reading, head: usize, word: usize) -> bool {
    let mut at = word;
    for _ in 0..REACH {
        if at == head {
            return true;
        }
        if matches!(
            reading.arc(at),
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
        let Some(up) = reading.head(at) else {
            return false;
        };
        at = up;
    }
    at == head
}

fn negates(reading: &Reading, unit: &Unit, verbs: &[usize], at: usize) -> bool {
    let word = reading.lower(at);
    if NEGATIONS.get(reading.lemma(at)) == Some("verb") && verbs[0] == at && verbs.len() > 1 {
        return true;
    }
    if NEGATIONS.get(word) != Some("word") {
        return false;
    }
    let next = unit.words.iter().find(|&&next| next > at);
    let pair = next.map(|&next| format!("{word} {}", reading.lower(next)));
    if pair.is_some_and(|pair| NEGATIONS.get(&pair) == Some("none")) {
        return false;
    }
    let Some(head) = reading.head(at).filter(|_| at != unit.head) else {
        return false;
    };
    if verbs.contains(&head) {
        // "not abstract, but based on experience" says what it is.
        let contrasted = reading.children(head).any(|child| {
            reading.arc(child) == Arc::Cc && reading.lower(child) == "but" && child > at
        }) && reading.arc(at) == Arc::Neg
            && !reading.is_verb(head);
        return !contrasted;
    }
    // "no proof", "no one", "in no way": of a subject, an object or a circumstance of the predicate.
    let of = |up: usize| reading.head(up).is_some_and(|top| verbs.contains(&top));
    matches!(
        reading.arc(head),
        Arc::Nsubj | Arc::Nsubjpass | Arc::Dobj | Arc::Nmod | Arc::Expl | Arc::Cop | Arc::Aux
    ) && of(head)
        && !(reading.arc(head) == Arc::Nmod && word == "not")
}

/// "would": open under a condition, settled when reported, polite or said of a share, else open.
fn would(reading: &Reading, unit: &Unit, relation: Option<&Relation>, negative: bool) -> Degree {
    if condition(reading, unit).is_some() {
        return Degree::Open;
    }
    let share = reading.subject(unit.head).is_some_and(|subject| {
        reading
            .subtree(subject)
            .any(|at| matches!(reading.lower(at), "percent" | "%" | "majority"))
    });
    // In a speaker's own words it is no reported "will", unless politeness: "I would like to thank".
    let reported = relation.is_some_and(|relation| relation.kind != Kind::Direct);
    let polite = matches!(reading.lemma(unit.head), "like" | "love" | "prefer");
    if negative || share || reported || polite {
        Degree::Certain
    } else {
        Degree::Open
    }
}

/// The word that makes the unit depend on something: "if", "unless".
fn condition(reading: &Reading, unit: &Unit) -> Option<usize> {
    reading
        .children(unit.head)
        .filter(|&child| reading.arc(child) == Arc::Advcl)
        .find_map(|clause| {
            let mark = reading.mark(clause)?;
            matches!(reading.lower(mark), "if" | "unless").then_some(mark)
        })
        .or_else(|| {
            // "Were the court to …", "Had he known …"
            let first = *unit.words.first()?;
            let inverted = matches!(reading.lower(first), "were" | "had" | "should")
                && first + 1 < reading.sentence_of(first).end
                && matches!(reading.tag(first + 1), Tag::DT | Tag::PRP | Tag::NNP);
            inverted.then_some(first)
        })
}

/// "has to", "needs to", "is going to have to".
fn obliges(reading: &Reading, verb: usize) -> bool {
    matches!(reading.lemma(verb), "have" | "get" | "need")
        && !matches!(reading.tag(verb), Tag::VBD | Tag::VBN)
}

/// "What needs to be done is a repair": the verb of the subject clause that says what ought to be.
fn duty(reading: &Reading, unit: &Unit) -> Option<usize> {
    let clause = reading.child(unit.head, &[Arc::Csubj, Arc::Csubjpass])?;
    let verbs = chain(reading, clause);
    let infinitive = verbs.len() > 1;
    verbs
        .into_iter()
        .find(|&verb| infinitive && obliges(reading, verb))
}

/// Whether the cue says that its source expects rather than knows.
fn expects(reading: &Reading, relation: &Relation) -> bool {
    relation.cue_head.is_some_and(|cue| {
        matches!(
            reading.lemma(cue.index()),
            "expect"
                | "predict"
                | "forecast"
                | "project"
                | "anticipate"
                | "suspect"
                | "fear"
                | "speculate"
                | "guess"
                | "suggest"
                | "hint"
        )
    })
}

/// When a unit holds, by its verb group.
fn time(reading: &Reading, unit: &Unit) -> ClaimTime {
    let head = unit.head;
    let helpers = || reading.helpers(head);
    let lower = |at: usize| reading.lower(at);
    if helpers().any(|at| matches!(lower(at), "will" | "'ll" | "wo" | "shall" | "would" | "'d")) {
        return ClaimTime::Future;
    }
    let governs = reading
        .child(head, &[Arc::Xcomp])
        .is_some_and(|below| reading.is_infinitive(below));
    if governs
        && (lower(head) == "going"
            || matches!(
                reading.lemma(head),
                "expect" | "plan" | "intend" | "likely" | "unlikely" | "vow" | "pledge" | "promise"
            ) && !matches!(reading.tag(head), Tag::VBD))
    {
        return ClaimTime::Future;
    }
    let progressive =
        reading.tag(head) == Tag::VBG && helpers().any(|at| reading.lemma(at) == "be");
    let perfect = helpers()
        .any(|at| matches!(reading.lemma(at), "have") && matches!(reading.arc(at), Arc::Aux));
    match reading.finite(head).map(|at| reading.tag(at)) {
        Some(Tag::VBD | Tag::VBN) => ClaimTime::Past,
        Some(Tag::VBZ | Tag::VBP) if progressive => ClaimTime::Ongoing,
        Some(Tag::VBZ | Tag::VBP) if perfect => ClaimTime::Past,
        None if reading.tag(head) == Tag::VBN => ClaimTime::Past,
        None if reading.tag(head) == Tag::VBG => ClaimTime::Ongoing,
        _ => ClaimTime::Present,
    }
}
