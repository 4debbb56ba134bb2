//! Names and titles that words of time are part of, and that are no dates.

use super::classes::{PART, QUARTERX, UNIT, UNITS, YEARX};
use super::item::{Folded, Item};
use super::lexis::Lexis;
use super::meaning::{Meaning, Ref};
use crate::language::{Analysis, Arc, NameKind, Tag, Token, lemma};
use crate::lexicon::{GIVEN_NAMES, REPORTING};
use std::ops::Range;

/// Words that are of no class of the rules and end titles: "USA Today".
const TITLE: &[&str] = &["noon", "now", "today", "tomorrow", "tonight", "yesterday"];

/// Whether an expression is the name of a show or a film, or the end of one: "60 Minutes", "High Noon", "Good Morning".
/// A common word of time has its capital in the middle of a sentence; the sentence is to be running text.
pub(super) fn is_title(
    lexis: &Lexis,
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    item: &Item,
    classes: u64,
) -> bool {
    let word = |at: u32| &text[analysis.tokens[at as usize].span.range()];
    // "TODAY" only shouts.
    let capital = |at: u32| {
        word(at).starts_with(|c: char| c.is_ascii_uppercase())
            && word(at).ends_with(|c: char| c.is_ascii_lowercase())
    };
    let last = item.tokens.end - 1;
    // Behind a mark a sentence may begin anew.
    let begins = last == sentence.start || !word(last - 1).ends_with(char::is_alphanumeric);
    let common = match &item.found {
        Some(found) => match &found.meaning {
            Meaning::Length(_) | Meaning::Stretch(_) => true,
            // "Saturday Night Live"
            Meaning::Time(Ref::Weekday(..), _) => true,
            Meaning::Date(date) | Meaning::Time(date, _) => matches!(
                date,
                Ref::Cell(..) | Ref::From(..) | Ref::Same(_) | Ref::Fixed(_) | Ref::Day
            ),
            _ => false,
        },
        None => false,
    };
    common
        && classes & (YEARX | QUARTERX) == 0
        && capital(last)
        && !(begins && item.tokens.len() == 1)
        && Folded::new(word(last)).is_some_and(|last| {
            let number = lexis.number(last.as_str());
            lexis.classes(number) & (UNIT | UNITS | PART) != 0 || TITLE.contains(&last.as_str())
        })
}

/// Whether a weekday is part of the name of a paper or a show: "The Sunday Courier reported", not "on the Sunday Ruiz left".
pub(super) fn is_masthead(
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    item: &Item,
) -> bool {
    let weekday = item.found.as_ref().is_some_and(|found| {
        matches!(found.meaning, Meaning::Date(Ref::Weekday(..))) && item.tokens.len() == 1
    });
    let names = &analysis.names;
    let named = names.partition_point(|name| name.tokens.end <= item.tokens.end);
    let named = names.get(named).is_some_and(|name| {
        name.tokens.start <= item.tokens.start
            && matches!(name.kind, NameKind::Organization | NameKind::Other)
    });
    let word = |at: u32| {
        let token = sentence.contains(&at).then(|| analysis.tokens[at as usize]);
        token.map_or("", |token| &text[token.span.range()])
    };
    let (start, end) = (item.tokens.start, item.tokens.end);
    let titled = |at: u32| {
        matches!(word(at), "The" | "the")
            && (at == sentence.start || analysis.tokens[at as usize - 1].tag != Tag::IN)
            && word(end).starts_with(char::is_uppercase)
    };
    weekday && (named || start.checked_sub(1).is_some_and(titled))
}

/// Whether a sentence has words without a capital, so that a capital says something.
pub(super) fn is_running(text: &str, tokens: &[Token]) -> bool {
    let small = |word: &str| word.len() > 3 && word.starts_with(|c: char| c.is_lowercase());
    let words = tokens.iter().map(|token| &text[token.span.range()]);
    words.filter(|word| small(word)).nth(1).is_some()
}

/// Whether words of time are a person's name or part of one, part of a place's or a company's, or no noun at all:
/// Theresa May, May Pen, the Daily Courier, "May the best team win".
pub(super) fn is_name(text: &str, analysis: &Analysis, item: &Item) -> bool {
    let words = &text[item.span.range()];
    if text[..item.span.start()].ends_with(['$', '£', '€']) {
        return true;
    }
    if words.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Some(found) = &item.found else {
        return false;
    };
    let bare = match &found.meaning {
        Meaning::Date(Ref::Month(..) | Ref::Season(..)) => item.tokens.len() == 1,
        _ => false,
    };
    if bare {
        let tag = analysis.tokens[item.tokens.start as usize].tag;
        if matches!(tag, Tag::MD | Tag::VB | Tag::VBP) {
            return true;
        }
    }
    let given =
        bare && GIVEN_NAMES.has(&words.to_lowercase()) && is_given_name(text, analysis, item);
    let names = &analysis.names;
    let named = names.partition_point(|name| name.tokens.end <= item.tokens.start);
    given
        || names.get(named).is_some_and(|name| {
            let around =
                name.tokens.start <= item.tokens.start && item.tokens.end <= name.tokens.end;
            let longer = name.tokens.len() > item.tokens.len();
            around
                && match name.kind {
                    // Ramadan is a feast as often as a family.
                    NameKind::Person => {
                        longer || !matches!(found.meaning, Meaning::Date(Ref::Holiday(..)))
                    }
                    NameKind::Place => longer,
                    NameKind::Organization | NameKind::Other => {
                        longer && (bare || matches!(found.meaning, Meaning::Set(_)))
                    }
                }
        })
}

/// Whether a month that is a given name stands before a surname, or says something: "April Stone left", "June told us",
/// not "in April Eurostat said".
fn is_given_name(text: &str, analysis: &Analysis, item: &Item) -> bool {
    let token = analysis.tokens[item.tokens.start as usize];
    if token.arc == Arc::Nsubj
        && let Some(verb) = token.head
    {
        let verb = analysis.token(verb);
        if REPORTING.has(&lemma(&text[verb.span.range()], verb.tag)) {
            return true;
        }
    }
    let tag = |at: u32| analysis.tokens.get(at as usize).map(|token| token.tag);
    let end = item.tokens.end;
    let before = item.tokens.start.checked_sub(1).and_then(tag);
    !matches!(
        before,
        Some(Tag::IN | Tag::TO | Tag::DT | Tag::JJ | Tag::CD | Tag::PRPS | Tag::VBG)
    ) && tag(end) == Some(Tag::NNP)
        && !matches!(
            tag(end + 1),
            Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::CD | Tag::POS)
        )
}
