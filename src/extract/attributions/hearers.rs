//! Who is told, and where behind the hearer the content begins: told [Radio Norte] ‹the island had lost power›.

use super::draft::Draft;
use super::quoted::{is_finite, is_noun};
use super::view::{NONE, View};
use crate::language::{Arc, Tag};
use crate::lexicon::{PARTY_NOUNS, TIME_WORDS};
use crate::parse::QuoteSurface;
use std::ops::Range;

/// Verbs that name their hearer before they say what he hears.
const HEARD: [&str; 8] = [
    "advise", "assure", "convince", "inform", "notify", "persuade", "remind", "tell",
];

/// Verbs that may name their hearer or not.
const MAY_BE_HEARD: [&str; 3] = ["caution", "promise", "warn"];

/// What is told and is nobody who hears.
const TOLD: [&str; 7] = ["joke", "lie", "secret", "story", "tale", "thing", "truth"];

/// How many tokens behind the verb are looked at; a hearer with all his titles is shorter.
const REACH: usize = 40;

/// Takes the hearer out of a content that begins with him: told ‹Radio Norte the island had lost power›. Where there is no
/// content, the clause behind the hearer is it.
pub(super) fn release(view: &View, draft: &mut Draft) {
    let Some(from) = behind_verb(view, draft) else {
        return;
    };
    if draft.content.is_empty() && !draft.source.is_empty() {
        let own = view.sentence(draft.head);
        let clause = content_start(view, draft, from)
            .filter(|&at| view.lemmas[at] == "that" && !draft.source.contains(&(at as u32)));
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
    let region = view.nodes[first as usize].region;
    let cut = region != NONE && region != view.nodes[draft.head].region && !is_speech(view, region);
    let headless = is_finite(view, first as usize) && first as usize > from;
    if first as usize != from && !cut && !headless {
        return;
    }
    let Some(begins) = content_start(view, draft, from) else {
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
pub(super) fn hearer(view: &View, draft: &Draft) -> Option<Range<usize>> {
    let from = behind_verb(view, draft)?;
    let free = |at: usize| {
        draft.content.binary_search(&(at as u32)).is_err() && !draft.source.contains(&(at as u32))
    };
    let mut end = noun_phrase(view, from, limit(view, draft.head));
    if let Some(taken) = (from..end).find(|&at| !free(at)) {
        end = taken;
    }
    hears(view, draft.head, from..end).then_some(from..end)
}

/// The phrases with a preposition between a hearer and what ends at `to`: the preposition, and the words behind it.
pub(super) fn phrases_behind(
    view: &View,
    hearer: &Range<usize>,
    to: usize,
) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = hearer.end;
    while at < to && (view.nodes[at].tag == Tag::IN || is_time(view, at)) {
        let end = noun_phrase(view, at + 1, to);
        if view.nodes[at].tag == Tag::IN && end > at + 1 {
            found.push((at, at + 1..end));
        }
        at = end.max(at + 1);
    }
    found
}

/// Whether what a noun phrase names hears what a verb says: "promised customers", not "promised a screen", nor "told a joke".
fn hears(view: &View, verb: usize, phrase: Range<usize>) -> bool {
    let mut nouns = phrase.rev().filter(|&at| is_noun(view, at));
    if HEARD.contains(&view.lemmas[verb].as_str()) {
        nouns
            .next()
            .is_some_and(|last| !TOLD.contains(&view.lemmas[last].as_str()))
    } else {
        nouns.any(|at| can_hear(view, at))
    }
}

/// Whether a noun names somebody, or a place where somebody listens.
pub(super) fn can_hear(view: &View, at: usize) -> bool {
    let lemma = view.lemmas[at].as_str();
    match view.nodes[at].tag {
        Tag::PRP => lemma != "it",
        Tag::NN | Tag::NNS => {
            view.nodes[at].name != 0
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
        _ => view.nodes[at].name != 0 || is_named(view, at),
    }
}

/// Where a hearer may stand behind the verb of a cue that has one.
fn behind_verb(view: &View, draft: &Draft) -> Option<usize> {
    let head = draft.head;
    let lemma = view.lemmas[head].as_str();
    let verb = matches!(
        view.nodes[head].tag,
        Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
    );
    let heard = HEARD.contains(&lemma) || MAY_BE_HEARD.contains(&lemma);
    let passive = view.child(head, &[Arc::Auxpass]).is_some();
    let from = *draft.cue.last()? as usize + 1;
    let own = view.sentence(head);
    (verb && heard && !passive && from == head + 1 && from < own.end).then_some(from)
}

fn limit(view: &View, head: usize) -> usize {
    view.sentence(head).end.min(head + REACH)
}

fn is_speech(view: &View, region: u32) -> bool {
    view.regions[region as usize].surface == QuoteSurface::Speech
}

/// Whether a word tells a time: "Tuesday", "yesterday", and "this" before "week".
fn is_time(view: &View, at: usize) -> bool {
    let owns = |at: usize| {
        view.nodes
            .get(at + 1)
            .is_some_and(|node| node.tag == Tag::POS)
    };
    if view.nodes[at].name != 0 || owns(at) {
        return false;
    }
    // "Business Day" is a newspaper.
    let paper =
        |at: usize, class: &str| view.nodes[at].shape != 0 && !class.starts_with(['W', 'M']);
    let small = view.nodes[at].shape == 0;
    let tells = |at: usize| {
        TIME_WORDS.get(&view.lemmas[at]).is_some_and(|class| {
            ["WEEKDAY=", "UNIT=", "UNITS=", "PART=", "SEASON=", "MONTH="]
                .iter()
                .any(|name| class.starts_with(name))
                && !paper(at, class)
        })
    };
    match view.lemmas[at].as_str() {
        "yesterday" | "today" | "tomorrow" | "tonight" | "earlier" | "later" | "late" => small,
        "this" | "last" | "that" | "next" | "the" | "early" => {
            small && view.nodes.get(at + 1).is_some() && tells(at + 1)
        }
        "may" | "march" => view.nodes[at].tag == Tag::NNP && tells(at),
        _ => tells(at),
    }
}

/// Whether a noun phrase begins with a word, if one has ended before.
fn begins_phrase(view: &View, at: usize) -> bool {
    matches!(
        view.nodes[at].tag,
        Tag::DT | Tag::PDT | Tag::PRP | Tag::PRPS | Tag::EX
    ) || view.nodes[at].tag == Tag::CD && !is_named(view, at - 1)
}

fn is_named(view: &View, at: usize) -> bool {
    matches!(view.nodes[at].tag, Tag::NNP | Tag::NNPS)
}

/// Words before a number that is not exact.
const NEARLY: [&str; 9] = [
    "about", "almost", "around", "more", "nearly", "over", "roughly", "some", "than",
];

/// The end of the noun phrase that begins at `from`, as tags and words tell it; `from` if none does.
fn noun_phrase(view: &View, from: usize, limit: usize) -> usize {
    // Whether the last word may end the phrase, and behind which word it last might.
    let mut ended = false;
    let mut stop = from;
    let mut at = from;
    if from >= limit || is_time(view, from) {
        return from;
    }
    let own = view.nodes[from].region;
    while at < limit {
        let node = &view.nodes[at];
        let next = view.nodes.get(at + 1).filter(|_| at + 1 < limit);
        let before_name = next.is_some_and(|_| is_named(view, at + 1));
        if node.region != own {
            // The name of a program in quotation marks.
            let whole = node.region != NONE
                && !is_speech(view, node.region)
                && at == view.regions[node.region as usize].tokens.start as usize;
            if !whole {
                break;
            }
            at = view.regions[node.region as usize].tokens.end as usize;
            (ended, stop) = (true, at);
            continue;
        }
        if ended && (is_time(view, at) || begins_phrase(view, at)) {
            break;
        }
        match node.tag {
            // "New York-based The Ledger"
            Tag::NNP if view.text(at).ends_with("-based") => ended = false,
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::PRP => ended = true,
            // "told her in a letter"
            Tag::PRPS
                if !ended
                    && view.lemmas[at] == "she"
                    && next.is_none_or(|next| next.tag == Tag::IN) =>
            {
                ended = true;
            }
            Tag::CD if ended && is_named(view, at - 1) => {}
            // "Radio Norte's morning show": one who is singular shows nothing in the plural.
            Tag::VBP
                if ended
                    && view.nodes[at - 1].tag == Tag::NN
                    && next.is_some()
                    && begins_phrase(view, at + 1)
                    && (at + 2..limit).any(|at| is_finite(view, at)) => {}
            Tag::IN
                if ended && view.lemmas[at] == "of" && (before_name || !is_named(view, at - 1)) =>
            {
                ended = false
            }
            Tag::IN if ended && view.lemmas[at] == "for" && before_name => ended = false,
            Tag::CC if ended && next.is_some() && joins(view, at) => ended = false,
            Tag::POS => ended = false,
            Tag::Left if ended => match closing(view, at, limit) {
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
            _ if !ended && at > from && NEARLY.contains(&view.lemmas[at].as_str()) => {}
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
fn closing(view: &View, open: usize, limit: usize) -> Option<usize> {
    (open + 1..limit.min(open + 6)).find(|&at| view.nodes[at].tag == Tag::Right)
}

/// Whether "and" joins two names of hearers, not two clauses.
fn joins(view: &View, and: usize) -> bool {
    let next = view.nodes[and + 1].tag;
    is_noun(view, and + 1) && next != Tag::PRP
        || matches!(next, Tag::DT | Tag::PRPS | Tag::JJ | Tag::CD)
}

/// Where behind a hearer at `from` the content begins: told [her husband], Carl, [in a letter on Monday] ‹she had left›.
fn content_start(view: &View, draft: &Draft, from: usize) -> Option<usize> {
    let limit = limit(view, draft.head);
    let end = noun_phrase(view, from, limit);
    if end == from
        || matches!(
            view.text(from),
            "I" | "he" | "she" | "we" | "they" | "it" | "there"
        )
    {
        return None;
    }
    if !hears(view, draft.head, from..end) {
        return None;
    }
    let mut at = end;
    let mut phrase = from..end;
    let mut apposition = false;
    while at < limit {
        let node = &view.nodes[at];
        if node.region != NONE && node.region != view.nodes[draft.head].region {
            // "told them “not to fall into the trap”"
            let spoken = (at..limit)
                .find(|&at| view.nodes[at].is_word)
                .is_some_and(|at| !matches!(view.nodes[at].tag, Tag::TO | Tag::VB | Tag::RB));
            return (!apposition && spoken).then_some(at);
        }
        match node.tag {
            Tag::Comma => apposition = !apposition,
            _ if apposition && !is_finite(view, at) => {}
            _ if is_time(view, at) => {}
            Tag::RB if at + 1 < limit && view.lemmas[at + 1] == "that" => {}
            Tag::IN if view.lemmas[at] != "that" => {
                let end = noun_phrase(view, at + 1, limit);
                if end > at + 1 {
                    phrase = at + 1..end;
                    at = end;
                    continue;
                }
                if at + 1 >= limit || !is_time(view, at + 1) {
                    return None;
                }
            }
            _ if apposition => return None,
            _ if is_finite(view, at) => {
                let split = split(view, phrase, at)?;
                let heard = HEARD.contains(&view.lemmas[draft.head].as_str())
                    || view.nodes[split - 1].name != 0
                    || PARTY_NOUNS.has(&view.lemmas[split - 1]);
                return heard.then_some(split);
            }
            Tag::IN | Tag::WRB | Tag::WDT => return Some(at),
            Tag::WP if view.lemmas[at] != "who" => return Some(at),
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
                    (at..limit).find(|&at| is_finite(view, at) || view.nodes[at].tag == Tag::TO);
                return verb.filter(|&verb| is_finite(view, verb)).map(|_| at);
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Where two noun phrases that stand side by side before a verb meet: told [residents] ‹floods could …›.
fn split(view: &View, phrase: Range<usize>, verb: usize) -> Option<usize> {
    let common = |at: usize| matches!(view.nodes[at].tag, Tag::NN | Tag::NNS);
    let party = |at: usize| common(at) && PARTY_NOUNS.has(&view.lemmas[at]);
    let person = |at: usize| view.nodes[at].name == 1;
    let opens = |at: usize| {
        matches!(
            view.nodes[at].tag,
            Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::CD | Tag::VBG
        )
    };
    let borders = || (phrase.start + 1..phrase.end.min(verb)).filter(|&at| opens(at));
    let plural = |at: usize| view.nodes[at].tag == Tag::NNS;
    let ends: [&dyn Fn(usize) -> bool; 6] = [
        &|at| person(at - 1) && !person(at),
        &|at| party(at - 1) && (plural(at - 1) || !common(at)),
        &|at| is_named(view, at - 1) && view.nodes[at].shape == 0,
        &|at| plural(at - 1),
        &|at| common(at - 1) && is_named(view, at),
        &|at| common(at - 1) && plural(at),
    ];
    ends.iter()
        .find_map(|ends| borders().rev().find(|&at| ends(at)))
}
