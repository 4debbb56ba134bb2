//! Who is told, and where behind the hearer the content begins: told [Radio Norte] ‹the island had lost power›.

use super::draft::Draft;
use super::predicates::{is_finite, is_noun};
use crate::language::TagSet;
use crate::language::sheet::{NONE, Sheet};
use crate::language::{Arc, Tag};
use crate::lexicon::reporting::Abilities;
use crate::lexicon::{PARTY_NOUNS, TIME_WORDS};
use crate::parse::QuoteSurface;
use std::ops::Range;

/// Verbs that may name their hearer or not.
const MAY_BE_HEARD: [&str; 3] = ["caution", "promise", "warn"];

/// What is told and is nobody who hears.
const TOLD: [&str; 7] = ["joke", "lie", "secret", "story", "tale", "thing", "truth"];

/// How many tokens behind the verb are looked at; a hearer with all his titles is shorter.
const REACH: usize = 40;

/// Takes the hearer out of a content that begins with him: told ‹Radio Norte the island had lost power›. Where there is no
/// content, the clause behind the hearer is it.
pub(super) fn release(sheet: &Sheet, draft: &mut Draft) {
    let Some(from) = behind_verb(sheet, draft) else {
        return;
    };
    if draft.content.is_empty() && !draft.source.is_empty() {
        let own = sheet.sentence_around(draft.head);
        let clause = content_start(sheet, draft, from)
            .filter(|&at| sheet.lemma(at) == "that" && !draft.source.contains(&(at as u32)));
        if let Some(begins) = clause {
            draft.content = (begins as u32..own.end as u32).collect();
        }
        return;
    }
    let Some(first) = draft
        .content
        .iter()
        .copied()
        .find(|&at| at as usize >= from)
    else {
        return;
    };
    // Where the labels left a hearer out, they are trusted, unless they cut a title in quotation marks in two.
    let region = sheet.cells[first as usize].region;
    let cut =
        region != NONE && region != sheet.cells[draft.head].region && !is_speech(sheet, region);
    let headless = is_finite(sheet, first as usize) && first as usize > from;
    if first as usize != from && !cut && !headless {
        return;
    }
    let Some(begins) = content_start(sheet, draft, from) else {
        return;
    };
    if headless {
        let subject = begins as u32..first;
        if !subject.clone().any(|at| draft.source.contains(&at)) {
            draft.content.extend(subject);
            draft.content.sort_unstable();
        }
    } else if draft.content.binary_search(&(begins as u32)).is_ok() {
        draft
            .content
            .retain(|&at| (at as usize) < from || at as usize >= begins);
    }
}

/// The words that name the hearer of a verb that has one.
pub(super) fn hearer(sheet: &Sheet, draft: &Draft) -> Option<Range<usize>> {
    let from = behind_verb(sheet, draft)?;
    let free = |at: usize| {
        draft.content.binary_search(&(at as u32)).is_err() && !draft.source.contains(&(at as u32))
    };
    let mut end = noun_phrase(sheet, from, limit(sheet, draft.head));
    if let Some(taken) = (from..end).find(|&at| !free(at)) {
        end = taken;
    }
    hears(sheet, draft.head, from..end).then_some(from..end)
}

/// The phrases with a preposition between a hearer and what ends at `to`: the preposition, and the words behind it.
pub(super) fn phrases_behind(
    sheet: &Sheet,
    hearer: &Range<usize>,
    to: usize,
) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = hearer.end;
    while at < to && (sheet.cells[at].tag == Tag::IN || is_time(sheet, at)) {
        let end = noun_phrase(sheet, at + 1, to);
        if sheet.cells[at].tag == Tag::IN && end > at + 1 {
            found.push((at, at + 1..end));
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether what a noun phrase names hears what a verb says: "promised customers", not "promised a screen", nor "told a joke".
fn hears(sheet: &Sheet, verb: usize, phrase: Range<usize>) -> bool {
    let mut nouns = phrase.rev().filter(|&at| is_noun(sheet, at));
    if sheet.can(verb, Abilities::HEARS) {
        nouns
            .next()
            .is_some_and(|last| !TOLD.contains(&sheet.lemma(last)))
    } else {
        nouns.any(|at| can_hear(sheet, at))
    }
}

/// Whether a noun names somebody, or a place where somebody listens.
pub(super) fn can_hear(sheet: &Sheet, at: usize) -> bool {
    let lemma = sheet.lemma(at);
    match sheet.cells[at].tag {
        Tag::PRP => lemma != "it",
        Tag::NN | Tag::NNS => {
            sheet.cells[at].name != 0
                || PARTY_NOUNS
                    .get(lemma)
                    .is_some_and(|kind| !kind.starts_with("document"))
                || matches!(
                    lemma,
                    "class"
                        | "conference"
                        | "congregation"
                        | "convention"
                        | "follower"
                        | "gathering"
                        | "hearing"
                        | "inquiry"
                        | "meeting"
                        | "rally"
                )
        }
        _ => sheet.cells[at].name != 0 || is_named(sheet, at),
    }
}

/// Where a hearer may stand behind the verb of a cue that has one.
fn behind_verb(sheet: &Sheet, draft: &Draft) -> Option<usize> {
    let head = draft.head;
    let lemma = sheet.lemma(head);
    let verb = TagSet::VERBS.has(sheet.cells[head].tag);
    let heard = sheet.can(head, Abilities::HEARS) || MAY_BE_HEARD.contains(&lemma);
    let passive = sheet.child(head, Arc::Auxpass).is_some();
    let from = *draft.cue.last()? as usize + 1;
    let own = sheet.sentence_around(head);
    (verb && heard && !passive && from == head + 1 && from < own.end).then_some(from)
}

fn limit(sheet: &Sheet, head: usize) -> usize {
    sheet.sentence_around(head).end.min(head + REACH)
}

fn is_speech(sheet: &Sheet, region: u32) -> bool {
    sheet.regions[region as usize].surface == QuoteSurface::Speech
}

/// Whether a word tells a time: "Tuesday", "yesterday", and "this" before "week".
fn is_time(sheet: &Sheet, at: usize) -> bool {
    let owns = |at: usize| {
        sheet
            .cells
            .get(at + 1)
            .is_some_and(|node| node.tag == Tag::POS)
    };
    if sheet.cells[at].name != 0 || owns(at) {
        return false;
    }
    // "Business Day" is a newspaper.
    let paper =
        |at: usize, class: &str| sheet.cells[at].shape != 0 && !class.starts_with(['W', 'M']);
    let small = sheet.cells[at].shape == 0;
    let tells = |at: usize| {
        TIME_WORDS.get(sheet.lemma(at)).is_some_and(|class| {
            ["WEEKDAY=", "UNIT=", "UNITS=", "PART=", "SEASON=", "MONTH="]
                .iter()
                .any(|name| class.starts_with(name))
                && !paper(at, class)
        })
    };
    match sheet.lemma(at) {
        "yesterday" | "today" | "tomorrow" | "tonight" | "earlier" | "later" | "late" => small,
        "this" | "last" | "that" | "next" | "the" | "early" => {
            small && sheet.cells.get(at + 1).is_some() && tells(at + 1)
        }
        "may" | "march" => sheet.cells[at].tag == Tag::NNP && tells(at),
        _ => tells(at),
    }
}

/// Whether a noun phrase begins with a word, if one has ended before.
fn begins_phrase(sheet: &Sheet, at: usize) -> bool {
    matches!(
        sheet.cells[at].tag,
        Tag::DT | Tag::PDT | Tag::PRP | Tag::PRPS | Tag::EX
    ) || sheet.cells[at].tag == Tag::CD && !is_named(sheet, at - 1)
}

fn is_named(sheet: &Sheet, at: usize) -> bool {
    TagSet::PROPER_NOUNS.has(sheet.cells[at].tag)
}

/// Words before a number that is not exact.
const NEARLY: [&str; 9] = [
    "about", "almost", "around", "more", "nearly", "over", "roughly", "some", "than",
];

/// The end of the noun phrase that begins at `from`, as tags and words tell it; `from` if none does.
fn noun_phrase(sheet: &Sheet, from: usize, limit: usize) -> usize {
    // Whether the last word may end the phrase, and behind which word it last might.
    let mut ended = false;
    let mut stop = from;
    let mut at = from;
    if from >= limit || is_time(sheet, from) {
        return from;
    }
    let own = sheet.cells[from].region;
    while at < limit {
        let node = &sheet.cells[at];
        let next = sheet.cells.get(at + 1).filter(|_| at + 1 < limit);
        let before_name = next.is_some_and(|_| is_named(sheet, at + 1));
        if node.region != own {
            // The name of a program in quotation marks.
            let whole = node.region != NONE
                && !is_speech(sheet, node.region)
                && at == sheet.regions[node.region as usize].tokens.start as usize;
            if !whole {
                break;
            }
            at = sheet.regions[node.region as usize].tokens.end as usize;
            (ended, stop) = (true, at);
            continue;
        }
        if ended && (is_time(sheet, at) || begins_phrase(sheet, at)) {
            break;
        }
        match node.tag {
            // "New York-based The Ledger"
            Tag::NNP if sheet.text(at).ends_with("-based") => ended = false,
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::PRP => ended = true,
            // "told her in a letter"
            Tag::PRPS
                if !ended
                    && sheet.lemma(at) == "she"
                    && next.is_none_or(|next| next.tag == Tag::IN) =>
            {
                ended = true;
            }
            Tag::CD if ended && is_named(sheet, at - 1) => {}
            // "Radio Norte's morning show": one who is singular shows nothing in the plural.
            Tag::VBP
                if ended
                    && sheet.cells[at - 1].tag == Tag::NN
                    && next.is_some()
                    && begins_phrase(sheet, at + 1)
                    && (at + 2..limit).any(|at| is_finite(sheet, at)) => {}
            Tag::IN
                if ended
                    && sheet.lemma(at) == "of"
                    && (before_name || !is_named(sheet, at - 1)) =>
            {
                ended = false
            }
            Tag::IN if ended && sheet.lemma(at) == "for" && before_name => ended = false,
            Tag::CC if ended && next.is_some() && joins(sheet, at) => ended = false,
            Tag::POS => ended = false,
            Tag::Left if ended => match closing(sheet, at, limit) {
                Some(close) => at = close,
                None => break,
            },
            Tag::DT
            | Tag::PDT
            | Tag::PRPS
            | Tag::CD
            | Tag::JJ
            | Tag::JJR
            | Tag::JJS
            | Tag::VBG
            | Tag::VBN
                if !ended || node.arc == Arc::Amod => {}
            _ if !ended && at > from && NEARLY.contains(&sheet.lemma(at)) => {}
            _ => break,
        }
        at += 1;
        if ended {
            stop = at;
        }
    }
    stop.min(limit)
}

/// The bracket that closes a short remark.
fn closing(sheet: &Sheet, open: usize, limit: usize) -> Option<usize> {
    (open + 1..limit.min(open + 6)).find(|&at| sheet.cells[at].tag == Tag::Right)
}

/// Whether "and" joins two names of hearers, not two clauses.
fn joins(sheet: &Sheet, and: usize) -> bool {
    let next = sheet.cells[and + 1].tag;
    is_noun(sheet, and + 1) && next != Tag::PRP
        || matches!(next, Tag::DT | Tag::PRPS | Tag::JJ | Tag::CD)
}

/// Where behind a hearer at `from` the content begins: told [her husband], Carl, [in a letter on Monday] ‹she had left›.
fn content_start(sheet: &Sheet, draft: &Draft, from: usize) -> Option<usize> {
    let limit = limit(sheet, draft.head);
    let end = noun_phrase(sheet, from, limit);
    if end == from
        || matches!(
            sheet.text(from),
            "I" | "he" | "she" | "we" | "they" | "it" | "there"
        )
    {
        return None;
    }
    if !hears(sheet, draft.head, from..end) {
        return None;
    }
    let mut at = end;
    let mut phrase = from..end;
    let mut apposition = false;
    while at < limit {
        let node = &sheet.cells[at];
        if node.region != NONE && node.region != sheet.cells[draft.head].region {
            // "told them “not to fall into the trap”"
            let spoken = (at..limit)
                .find(|&at| sheet.cells[at].is_word)
                .is_some_and(|at| !matches!(sheet.cells[at].tag, Tag::TO | Tag::VB | Tag::RB));
            return (!apposition && spoken).then_some(at);
        }
        match node.tag {
            Tag::Comma => apposition = !apposition,
            _ if apposition && !is_finite(sheet, at) => {}
            _ if is_time(sheet, at) => {}
            Tag::RB if at + 1 < limit && sheet.lemma(at + 1) == "that" => {}
            Tag::IN if sheet.lemma(at) != "that" => {
                let end = noun_phrase(sheet, at + 1, limit);
                if end > at + 1 {
                    phrase = at + 1..end;
                    at = end;
                    continue;
                }
                if at + 1 >= limit || !is_time(sheet, at + 1) {
                    return None;
                }
            }
            _ if apposition => return None,
            _ if is_finite(sheet, at) => {
                let split = split(sheet, phrase, at)?;
                let heard = sheet.can(draft.head, Abilities::HEARS)
                    || sheet.cells[split - 1].name != 0
                    || PARTY_NOUNS.has(sheet.lemma(split - 1));
                return heard.then_some(split);
            }
            Tag::IN | Tag::WRB | Tag::WDT => return Some(at),
            Tag::WP if sheet.lemma(at) != "who" => return Some(at),
            // The subject of the content; its verb must follow.
            Tag::DT
            | Tag::PDT
            | Tag::PRP
            | Tag::PRPS
            | Tag::EX
            | Tag::CD
            | Tag::NNP
            | Tag::NNPS
            | Tag::NN
            | Tag::NNS
            | Tag::JJ => {
                let verb =
                    (at..limit).find(|&at| is_finite(sheet, at) || sheet.cells[at].tag == Tag::TO);
                return verb.filter(|&verb| is_finite(sheet, verb)).map(|_| at);
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Where two noun phrases that stand side by side before a verb meet: told [residents] ‹floods could …›.
fn split(sheet: &Sheet, phrase: Range<usize>, verb: usize) -> Option<usize> {
    let common = |at: usize| TagSet::COMMON_NOUNS.has(sheet.cells[at].tag);
    let party = |at: usize| common(at) && PARTY_NOUNS.has(sheet.lemma(at));
    let person = |at: usize| sheet.cells[at].name == 1;
    let opens = |at: usize| {
        matches!(
            sheet.cells[at].tag,
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::CD | Tag::VBG
        )
    };
    let borders = || (phrase.start + 1..phrase.end.min(verb)).filter(|&at| opens(at));
    let plural = |at: usize| sheet.cells[at].tag == Tag::NNS;
    let ends: [&dyn Fn(usize) -> bool; 6] = [
        &|at| person(at - 1) && !person(at),
        &|at| party(at - 1) && (plural(at - 1) || !common(at)),
        &|at| is_named(sheet, at - 1) && sheet.cells[at].shape == 0,
        &|at| plural(at - 1),
        &|at| common(at - 1) && is_named(sheet, at),
        &|at| common(at - 1) && plural(at),
    ];
    ends.iter()
        .find_map(|ends| borders().rev().find(|&at| ends(at)))
}
