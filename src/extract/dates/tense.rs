//! The tense and modality of the clause around a date: by the verb that governs it where the analysis names it, else
//! by the verb forms nearby.

use super::anchor::Tense;
use super::words::Folded;
use crate::language::{Analysis, Tag, Token};
use std::ops::Range;

/// How far to look for a verb, in tokens to either side.
const WINDOW: usize = 30;

/// Modals and auxiliaries that tell of what is to come.
const FUTURE: &[&str] = &[
    "'ll", "can", "may", "might", "must", "shall", "should", "will", "wo", "would",
];

/// Words before "to" with a verb that tell of what is to come.
const PLANS: &[&str] = &[
    "agreed",
    "agrees",
    "aim",
    "aims",
    "are",
    "due",
    "expected",
    "expects",
    "expect",
    "going",
    "hope",
    "hoped",
    "hopes",
    "hoping",
    "intend",
    "intends",
    "is",
    "plan",
    "planned",
    "planning",
    "plans",
    "pledged",
    "promised",
    "ready",
    "scheduled",
    "set",
    "slated",
    "supposed",
    "vowed",
    "want",
    "wants",
    "was",
    "were",
    "preparing",
    "likely",
    "expecting",
    "has",
    "have",
];

/// Participles and adjectives that put what they govern into the future.
const AHEAD: &[&str] = &[
    "due",
    "expected",
    "planned",
    "scheduled",
    "set",
    "slated",
    "upcoming",
];

/// Words right before a date that is to come.
const TOWARDS: &[&str] = &[
    "beginning",
    "by",
    "due",
    "effective",
    "expected",
    "planned",
    "scheduled",
    "starting",
    "payable",
    "record",
    "slated",
    "through",
    "until",
];

/// Verb forms of the present that news uses of what is fixed to come.
const FIXED: &[&str] = &[
    "arrives", "begins", "closes", "convenes", "expires", "faces", "leaves", "matures", "meets",
    "opens", "reopens", "resumes", "retires", "starts", "travels", "visits",
];

/// Irregular past forms.
const PAST: &[&str] = &[
    "became", "began", "bought", "broke", "brought", "built", "burst", "called", "came", "cut",
    "did", "died", "drew", "drove", "fell", "felt", "fled", "flew", "fought", "found", "gave",
    "got", "grew", "had", "heard", "held", "hit", "kept", "knew", "led", "left", "lost", "made",
    "met", "paid", "put", "ran", "rose", "said", "sank", "sat", "saw", "sent", "shot", "shut",
    "slid", "sold", "spent", "spoke", "stood", "struck", "sued", "swept", "swore", "threw", "told",
    "took", "was", "went", "were", "withdrew", "woke", "won", "wrote",
];

/// The tense of the clause around the tokens `at` of a sentence.
pub(super) fn tense(
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    at: &Range<u32>,
) -> Tense {
    let tokens = &analysis.tokens[sentence.start as usize..sentence.end as usize];
    let local = (at.start - sentence.start) as usize..(at.end - sentence.start) as usize;
    nearby(text, tokens, &local)
}

fn nearby(text: &str, tokens: &[Token], at: &Range<usize>) -> Tense {
    let word = |index: usize| -> Option<Folded> { Folded::new(&text[tokens[index].span.range()]) };
    let is =
        |index: usize, list: &[&str]| word(index).is_some_and(|word| list.contains(&word.as_str()));
    // "By Nov. 22", "through January", "payable Dec. 15".
    if at.start > 0 && is(at.start - 1, TOWARDS)
        || at.start > 1 && is(at.start - 1, &["to", "on", "of"]) && is(at.start - 2, TOWARDS)
    {
        return Tense::Future;
    }
    // "As early as Tuesday"; "since the Oct. 23 killing", "the year ended Jan. 31".
    if at.start > 2 && is(at.start - 1, &["as"]) && is(at.start - 2, &["early", "soon"]) {
        return Tense::Future;
    }
    if (1..=2).any(|back| at.start >= back && is(at.start - back, &["ended", "since"])) {
        return Tense::Past;
    }
    let was = |index: usize| (1..=2).any(|back| index >= back && is(index - back, &["had"]));
    let first = at.start.saturating_sub(WINDOW);
    for index in (first..at.start).rev() {
        let Some(word) = word(index) else { continue };
        let word = word.as_str();
        let span = tokens[index].span;
        let capital = text[span.range()].starts_with(|c: char| c.is_ascii_uppercase());
        if FUTURE.contains(&word) && !(capital && word == "may") {
            return Tense::Future;
        }
        if AHEAD.contains(&word)
            && at.start - index <= 3
            && !(word == "set" && at.start - index == 1)
        {
            if was(index) {
                return Tense::Past;
            }
            return Tense::Future;
        }
        if word == "to"
            && index > 0
            && is(index - 1, PLANS)
            && looks_like_verb(text, tokens, index + 1)
        {
            // "Was scheduled to end on Friday".
            if was(index - 1) {
                return Tense::Past;
            }
            return Tense::Future;
        }
        if FIXED.contains(&word) && at.start - index <= 4 {
            return Tense::Future;
        }
        if PAST.contains(&word)
            || (word.ends_with("ed")
                && word.len() > 4
                && !capital
                && !word.starts_with("un")
                && !word.contains('-'))
        {
            // "Will be held", "to be sold": the auxiliary before it decides.
            if index > 0 && is(index - 1, &["be", "been", "being", "get", "not"]) {
                continue;
            }
            return Tense::Past;
        }
    }
    for index in at.end..(at.end + WINDOW).min(tokens.len()) {
        let Some(word) = word(index) else { continue };
        let word = word.as_str();
        if FUTURE.contains(&word) {
            return Tense::Future;
        }
        if PAST.contains(&word) || (word.ends_with("ed") && word.len() > 4) {
            return Tense::Past;
        }
    }
    Tense::Other
}

fn looks_like_verb(text: &str, tokens: &[Token], index: usize) -> bool {
    tokens.get(index).is_some_and(|token| {
        let word = &text[token.span.range()];
        token.tag == Tag::VB
            || (word.starts_with(|c: char| c.is_ascii_lowercase())
                && !matches!(
                    word,
                    "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "that"
                ))
    })
}
