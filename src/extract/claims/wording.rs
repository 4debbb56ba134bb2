//! The exact words of a unit, and whether they make a statement at all.

use super::units::{Place, Standing, Unit};
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::language::{ArcSet, TagSet};
use crate::lexicon::CONNECTIVES;
use crate::lexicon::reporting::Abilities;
use crate::lexicon::sets;
use crate::text::{Span, Spans};

/// How many words and phrases are taken off the front of a unit at most.
const MAX_TRIMMED: usize = 4;

/// The longest connective, in words.
const LONGEST_CONNECTIVE: usize = 4;

/// Takes off what is no part of the statement: conjunctions, complementizers, connectives. What is left may be empty.
pub(super) fn trim(sheet: &Sheet, unit: &mut Unit) {
    for _ in 0..MAX_TRIMMED {
        let taken = leading(sheet, unit);
        if taken == 0 {
            break;
        }
        unit.words.drain(..taken);
    }
    while let Some(&last) = unit.words.last() {
        if !matches!(sheet.tag(last), Tag::CC) || unit.words.len() == 1 {
            break;
        }
        unit.words.pop();
    }
    let sentence = unit
        .words
        .first()
        .map(|&first| sheet.sentence_around(first));
    let comma = |at: Option<usize>| {
        at.zip(sentence.as_ref())
            .is_some_and(|(at, sentence)| sentence.contains(&at) && sheet.tag(at) == Tag::Comma)
    };
    unit.words.retain(|&at| {
        !(CONNECTIVES.get(sheet.lower(at)) == Some("inside")
            && comma(at.checked_sub(1))
            && comma(Some(at + 1)))
    });
}

/// How many words at the front join the unit to what stood before.
fn leading(sheet: &Sheet, unit: &Unit) -> usize {
    let Some(&first) = unit.words.first() else {
        return 0;
    };
    if unit.words.len() == 1 {
        return 0;
    }
    if sheet.tag(first) == Tag::CC && !matches!(sheet.lower(first), "both" | "either" | "neither") {
        return 1;
    }
    if let Some(noun) = reported_noun(sheet, unit) {
        return noun;
    }
    let word = sheet.lower(first);
    let own_mark = sheet.arc(first) == Arc::Mark && sheet.head(first) == Some(unit.head);
    if own_mark && sets::COMPLEMENTIZERS.has(word) {
        return 1;
    }
    if word == "even" && matches!(sheet.lower(unit.words[1]), "though" | "as" | "while") {
        return 1;
    }
    if word == "so"
        && sheet.head(first) == Some(unit.head)
        && matches!(
            sheet.arc(first),
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
        phrase.push_str(sheet.lower(at));
        let ends = at + 1 < sheet.sentence_around(at).end && sheet.tag(at + 1) == Tag::Comma;
        if ends && CONNECTIVES.has(&phrase) {
            found = count + 1;
        }
    }
    if found < unit.words.len() { found } else { 0 }
}

/// "claims that" before the clause that says what is claimed: how many words to leave out.
fn reported_noun(sheet: &Sheet, unit: &Unit) -> Option<usize> {
    let that = unit.words.iter().take(LONGEST_CONNECTIVE).position(|&at| {
        sheet.arc(at) == Arc::Mark && sheet.lower(at) == "that" && sheet.head(at) == Some(unit.head)
    })?;
    let noun = *unit.words.get(that.checked_sub(1)?)?;
    let reports = sheet.can(noun, Abilities::HEADS);
    // Parsers hang the clause on the noun or beside it.
    let up = sheet.head(unit.head);
    let apart = up == Some(noun) || (up.is_some() && sheet.head(noun) == up);
    (reports && apart && unit.relation.is_some()).then_some(that + 1)
}

/// The spans of the words, with the marks between them; `None` without words.
pub(super) fn spans(sheet: &Sheet, words: &[usize]) -> Option<Spans> {
    let mut spans = Vec::new();
    let mut rest = words;
    while let Some(&first) = rest.first() {
        let mut count = 1;
        while count < rest.len()
            && (rest[count - 1] + 1..rest[count]).all(|between| !sheet.is_read_aloud(between))
        {
            count += 1;
        }
        spans.push(closed(sheet, first, rest[count - 1]));
        rest = &rest[count..];
    }
    Spans::of(spans)
}

/// From the first to the last token, with the quotation mark or bracket at either end whose partner is inside.
fn closed(sheet: &Sheet, first: usize, last: usize) -> Span {
    let sentence = sheet.sentence_around(first);
    let (mut from, mut to) = (first, last);
    for (open, close) in [(Tag::Open, Tag::Close), (Tag::Left, Tag::Right)] {
        let is = |at: usize, tag: Tag| sentence.contains(&at) && sheet.tag(at) == tag;
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
    sheet.span(from).cover(sheet.span(to))
}

/// Whether a trimmed unit states something: not a question, a command, a greeting, a heap of words.
pub(super) fn states(sheet: &Sheet, unit: &Unit, place: Place) -> bool {
    let Some(&last) = unit.words.last() else {
        return false;
    };
    if unit.words.len() < 2 || unit.standing == Standing::Frame || asks(sheet, unit, last) {
        return false;
    }
    if unit.standing == Standing::Passing && sheet.arc(unit.head) == Arc::Appos {
        return true;
    }
    if place == Place::Headline && unit.relation.is_none() {
        return unit.words.len() >= 4;
    }
    if is_bare_cue(sheet, unit.head) || !predicates(sheet, unit) {
        return false;
    }
    let subject = sheet.subject(unit.head).is_some() || unit.shares_subject;
    match sheet.finite(unit.head) {
        None => {
            unit.shares_subject
                || (subject && unit.relation.is_some() && TagSet::VERBS.has(sheet.tag(unit.head)))
        }
        // A command begins with its verb.
        Some(verb) => {
            subject
                || (unit.words.len() >= 4
                    && (sheet.tag(verb) != Tag::VBP || unit.words.first() != Some(&verb)))
        }
    }
}

/// Whether its predicate is among its words and says more than that something is or does: not "in June", whose verb
/// belongs to another clause, and not "she did" or "the problem is", which point elsewhere.
fn predicates(sheet: &Sheet, unit: &Unit) -> bool {
    let holds = |at: usize| unit.words.binary_search(&at).is_ok();
    let verb = sheet.finite(unit.head).unwrap_or(unit.head);
    if !holds(verb) && !holds(unit.head) {
        return false;
    }
    let empty = matches!(sheet.printed_lemma(unit.head), "be" | "do" | "have")
        || matches!(sheet.tag(unit.head), Tag::MD);
    let subject = sheet
        .subject(unit.head)
        .map_or(0..0, |subject| sheet.subtree(subject));
    !empty
        || unit.words.iter().any(|&at| {
            at != unit.head
                && !subject.contains(&at)
                && !matches!(sheet.tag(at), Tag::MD | Tag::CC | Tag::UH)
                && !matches!(sheet.arc(at), Arc::Aux | Arc::Neg | Arc::Mark)
                && (at > unit.head || sheet.tag(at) != Tag::RB)
        })
}

/// "said Obama": a cue whose content is elsewhere.
fn is_bare_cue(sheet: &Sheet, head: usize) -> bool {
    const SAID: ArcSet = ArcSet::of(&[
        Arc::Dobj,
        Arc::Ccomp,
        Arc::Xcomp,
        Arc::Nsubjpass,
        Arc::Parataxis,
    ]);
    let asks_for = sheet.printed_lemma(head) == "ask" && sheet.child(head, Arc::Nmod).is_some();
    sheet.can(head, Abilities::BARE)
        && !asks_for
        && TagSet::VERBS.has(sheet.tag(head))
        && sheet.child(head, SAID).is_none()
}

/// Whether it is a question: a question mark ends it, or "whether" begins it.
fn asks(sheet: &Sheet, unit: &Unit, last: usize) -> bool {
    let stop = (last + 1..sheet.sentence_around(last).end).find(|&at| sheet.tag(at) == Tag::Stop);
    if stop.is_some_and(|at| sheet.lower(at).contains('?')) {
        return true;
    }
    let mark = sheet.mark(unit.head);
    mark.is_some_and(|mark| {
        matches!(sheet.lower(mark), "whether" | "if") && unit.words.first() == Some(&mark)
    })
}
