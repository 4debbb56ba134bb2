//! The exact words of a unit, and whether they make a statement at all.

use super::Place;
use super::reading::Reading;
use super::units::{Standing, Unit};
use crate::language::{Arc, Tag};
use crate::lexicon::CONNECTIVES;
use crate::text::{Span, Spans};

/// How many words and phrases are taken off the front of a unit at most.
const MAX_TRIMMED: usize = 4;

/// The longest connective, in words.
const LONGEST_CONNECTIVE: usize = 4;

/// Takes off what is no part of the statement: conjunctions, complementizers, connectives. What is left may be empty.
pub(super) fn trim(reading: &Reading, unit: &mut Unit) {
    for _ in 0..MAX_TRIMMED {
        let taken = leading(reading, unit);
        if taken == 0 {
            break;
        }
        unit.words.drain(..taken);
    }
    while let Some(&last) = unit.words.last() {
        if !matches!(reading.tag(last), Tag::CC) || unit.words.len() == 1 {
            break;
        }
        unit.words.pop();
    }
    let sentence = unit.words.first().map(|&first| reading.sentence_of(first));
    let comma = |at: Option<usize>| {
        at.zip(sentence.as_ref())
            .is_some_and(|(at, sentence)| sentence.contains(&at) && reading.tag(at) == Tag::Comma)
    };
    unit.words.retain(|&at| {
        !(CONNECTIVES.get(reading.lower(at)) == Some("inside")
            && comma(at.checked_sub(1))
            && comma(Some(at + 1)))
    });
}

/// How many words at the front join the unit to what stood before.
fn leading(reading: &Reading, unit: &Unit) -> usize {
    let Some(&first) = unit.words.first() else {
        return 0;
    };
    if unit.words.len() == 1 {
        return 0;
    }
    if reading.tag(first) == Tag::CC
        && !matches!(reading.lower(first), "both" | "either" | "neither")
    {
        return 1;
    }
    if let Some(noun) = reported_noun(reading, unit) {
        return noun;
    }
    let word = reading.lower(first);
    let own_mark = reading.arc(first) == Arc::Mark && reading.head(first) == Some(unit.head);
    if own_mark
        && matches!(
            word,
            "that"
                | "while"
                | "whereas"
                | "although"
                | "though"
                | "as"
                | "so"
                | "since"
                | "because"
        )
    {
        return 1;
    }
    if word == "even" && matches!(reading.lower(unit.words[1]), "though" | "as" | "while") {
        return 1;
    }
    if word == "so"
        && reading.head(first) == Some(unit.head)
        && matches!(
            reading.arc(first),
            Arc::Advmod | Arc::Mark | Arc::Cc | Arc::Dep
        )
    {
        return 1;
    }
    let mut phrase = String::new();
    let mut found = 0;
    for (count, &at) in unit.words.iter().take(LONGEST_CONNECTIVE).enumerate() {
        if at != first + count {
            break;
        }
        if count > 0 {
            phrase.push(' ');
        }
        phrase.push_str(reading.lower(at));
        let ends = at + 1 < reading.sentence_of(at).end && reading.tag(at + 1) == Tag::Comma;
        if ends && CONNECTIVES.has(&phrase) {
            found = count + 1;
        }
    }
    if found < unit.words.len() { found } else { 0 }
}

/// "claims that" before the clause that says what is claimed: how many words to leave out.
fn reported_noun(reading: &Reading, unit: &Unit) -> Option<usize> {
    let that = unit.words.iter().take(LONGEST_CONNECTIVE).position(|&at| {
        reading.arc(at) == Arc::Mark
            && reading.lower(at) == "that"
            && reading.head(at) == Some(unit.head)
    })?;
    let noun = *unit.words.get(that.checked_sub(1)?)?;
    let reports = matches!(
        reading.lemma(noun),
        "accusation"
            | "allegation"
            | "assertion"
            | "charge"
            | "claim"
            | "notion"
            | "report"
            | "rumor"
            | "speculation"
            | "suggestion"
    );
    // Parsers hang the clause on the noun or beside it.
    let up = reading.head(unit.head);
    let apart = up == Some(noun) || (up.is_some() && reading.head(noun) == up);
    (reports && apart && unit.relation.is_some()).then_some(that + 1)
}

/// The spans of the words, with the marks between them; `None` without words.
pub(super) fn spans(reading: &Reading, words: &[usize]) -> Option<Spans> {
    let mut spans = Vec::new();
    let mut rest = words;
    while let Some(&first) = rest.first() {
        let mut count = 1;
        while count < rest.len()
            && (rest[count - 1] + 1..rest[count]).all(|between| !reading.is_word(between))
        {
            count += 1;
        }
        spans.push(closed(reading, first, rest[count - 1]));
        rest = &rest[count..];
    }
    Spans::of(spans)
}

/// From the first to the last token, with the quotation mark or bracket at either end whose partner is inside.
fn closed(reading: &Reading, first: usize, last: usize) -> Span {
    let sentence = reading.sentence_of(first);
    let (mut from, mut to) = (first, last);
    for (open, close) in [(Tag::Open, Tag::Close), (Tag::Left, Tag::Right)] {
        let is = |at: usize, tag: Tag| sentence.contains(&at) && reading.tag(at) == tag;
        let (mut depth, mut lacking) = (0usize, false);
        for at in first..=last {
            if is(at, open) {
                depth += 1;
            } else if is(at, close) {
                lacking |= depth == 0;
                depth = depth.saturating_sub(1);
            }
        }
        if lacking && first > 0 && is(first - 1, open) {
            from = first - 1;
        }
        // A stop or comma may stand before the closing mark.
        let stop = is(last + 1, Tag::Stop) || is(last + 1, Tag::Comma);
        let end = last + 1 + usize::from(stop);
        if depth > 0 && is(end, close) {
            to = to.max(end);
        }
    }
    reading.span(from).cover(reading.span(to))
}

/// Whether a trimmed unit states something: not a question, a command, a greeting, a heap of words.
pub(super) fn states(reading: &Reading, unit: &Unit, place: Place) -> bool {
    let Some(&last) = unit.words.last() else {
        return false;
    };
    if unit.words.len() < 2 || unit.standing == Standing::Frame || asks(reading, unit, last) {
        return false;
    }
    if unit.standing == Standing::Passing && reading.arc(unit.head) == Arc::Appos {
        return true;
    }
    if place == Place::Headline && unit.relation.is_none() {
        return unit.words.len() >= 4;
    }
    if is_bare_cue(reading, unit.head) || !predicates(reading, unit) {
        return false;
    }
    let subject = reading.subject(unit.head).is_some() || unit.shares_subject;
    match reading.finite(unit.head) {
        None => {
            unit.shares_subject
                || (subject && unit.relation.is_some() && reading.is_verb(unit.head))
        }
        // A command begins with its verb.
        Some(verb) => {
            subject
                || (unit.words.len() >= 4
                    && (reading.tag(verb) != Tag::VBP || unit.words.first() != Some(&verb)))
        }
    }
}

/// Whether its predicate is among its words and says more than that something is or does: not "in June", whose verb
/// belongs to another clause, and not "she did" or "the problem is", which point elsewhere.
fn predicates(reading: &Reading, unit: &Unit) -> bool {
    let holds = |at: usize| unit.words.binary_search(&at).is_ok();
    let verb = reading.finite(unit.head).unwrap_or(unit.head);
    if !holds(verb) && !holds(unit.head) {
        return false;
    }
    let empty = matches!(reading.lemma(unit.head), "be" | "do" | "have")
        || matches!(reading.tag(unit.head), Tag::MD);
    let subject = reading
        .subject(unit.head)
        .map_or(0..0, |subject| reading.subtree(subject));
    !empty
        || unit.words.iter().any(|&at| {
            at != unit.head
                && !subject.contains(&at)
                && !matches!(reading.tag(at), Tag::MD | Tag::CC | Tag::UH)
                && !matches!(reading.arc(at), Arc::Aux | Arc::Neg | Arc::Mark)
                && (at > unit.head || reading.tag(at) != Tag::RB)
        })
}

/// "said Obama": a cue whose content is elsewhere.
fn is_bare_cue(reading: &Reading, head: usize) -> bool {
    let said = [
        Arc::Dobj,
        Arc::Ccomp,
        Arc::Xcomp,
        Arc::Nsubjpass,
        Arc::Parataxis,
    ];
    let asks_for = reading.lemma(head) == "ask" && reading.child(head, &[Arc::Nmod]).is_some();
    matches!(reading.lemma(head), "say" | "add" | "ask" | "reply")
        && !asks_for
        && reading.is_verb(head)
        && reading.child(head, &said).is_none()
}

/// Whether it is a question: a question mark ends it, or "whether" begins it.
fn asks(reading: &Reading, unit: &Unit, last: usize) -> bool {
    let stop = (last + 1..reading.sentence_of(last).end).find(|&at| reading.tag(at) == Tag::Stop);
    if stop.is_some_and(|at| reading.lower(at).contains('?')) {
        return true;
    }
    let mark = reading.mark(unit.head);
    mark.is_some_and(|mark| {
        matches!(reading.lower(mark), "whether" | "if") && unit.words.first() == Some(&mark)
    })
}
