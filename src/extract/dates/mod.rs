//! Temporal expressions with their TIMEX3 values.
//!
//! A sentence becomes items ([`words`]), rules find expressions in them ([`rules`]), and each expression is resolved
//! in its context ([`anchor`]): the day of writing, the tense, and what was mentioned before.

mod anchor;
mod grammar;
mod meaning;
mod rules;
mod rules_calendar;
mod rules_joined;
mod rules_length;
mod rules_relative;
mod rules_time;
mod shapes;
mod tense;
#[cfg(test)]
mod tests;
mod words;

use crate::language::Analysis;
use crate::parse::{Article, Given};
use crate::text::{Note, Span};
use crate::time::{Date, Precision, Timex};
use anchor::Anchor;
use chrono::NaiveDate;
use grammar::{Grammar, Stage, grammar};
use meaning::{Meaning, Ref};
use std::ops::Range;
use words::{
    CLOCK, DIGITS, Folded, Item, Items, MERIDIEM, PART, QUARTERX, UNIT, UNITS, YEARS, YEARX,
};

/// A temporal expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Its words.
    pub span: Span,
    /// Type and value; an impossible date such as "Feb. 30" has a type only.
    pub timex: Timex,
    /// The TIMEX3 modifier, such as `APPROX` or `START`.
    pub modifier: Option<&'static str>,
    /// The first and the last calendar day it covers, where it denotes any.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// How many words may stand between the first word of an expression and one that is about time.
const REACH: u8 = 8;

/// Words that are of no class of the rules and end titles: "USA Today".
const TITLE: &[&str] = &["noon", "now", "today", "tomorrow", "tonight", "yesterday"];

/// Finds the temporal expressions of headline, deck and body, sorted and disjoint.
#[must_use]
pub fn find(
    article: &Article,
    analysis: &Analysis,
    given: &Given,
    notes: &mut Vec<Note>,
) -> Vec<DateMention> {
    let now = day_of_writing(article, given);
    let dates = find_in(article.text.as_str(), analysis, now);
    for date in &dates {
        if date.timex.value().is_none() {
            notes.push(Note {
                at: date.span,
                code: "impossible-date",
                message: "no calendar has this day".into(),
            });
        }
    }
    if now.is_none()
        && let Some(first) = dates.iter().find(|date| is_open(&date.timex))
    {
        notes.push(Note {
            at: first.span,
            code: "no-publication-date",
            message:
                "dates told from the day of publication stay open, because that day is not known"
                    .into(),
        });
    }
    dates
}

/// The day that "today" is: as given, else as the header says, else as the dateline says.
fn day_of_writing(article: &Article, given: &Given) -> Option<NaiveDate> {
    let header = &article.header;
    let dates = [
        given.date,
        header.date.map(|(_, date)| date),
        header.filed.map(|(_, date)| date),
    ];
    dates
        .into_iter()
        .flatten()
        .find(|date| date.precision == Precision::Day)
        .map(|date| date.day)
}

/// Whether a value lacks what the day of writing would tell.
fn is_open(timex: &Timex) -> bool {
    match timex {
        Timex::Date(date) | Timex::Time(date, _) => {
            date.days().is_none()
                && !matches!(
                    date,
                    Date::Past
                        | Date::Present
                        | Date::Future
                        | Date::BeforeChrist(_)
                        | Date::Impossible
                )
        }
        Timex::Duration(_) | Timex::Set(_) => false,
    }
}

fn find_in(text: &str, analysis: &Analysis, now: Option<NaiveDate>) -> Vec<DateMention> {
    let grammar = grammar();
    let mut anchor = Anchor::new(now);
    let mut dates = Vec::new();
    let (mut items, mut spare) = (Items::default(), Items::default());
    for sentence in &analysis.sentences {
        anchor.next_sentence();
        let tokens = &analysis.tokens[sentence.start as usize..sentence.end as usize];
        if !words::read(grammar, text, tokens, sentence.start, &mut items) {
            continue;
        }
        for stage in &grammar.stages {
            pass(grammar, text, stage, &mut items, &mut spare);
        }
        for (index, (item, symbol)) in items.items.iter().zip(&items.symbols).enumerate() {
            let Some(found) = &item.found else { continue };
            if symbol.classes & (CLOCK | DIGITS | MERIDIEM | YEARS) != 0 {
                continue;
            }
            if is_title(grammar, text, analysis, sentence, item, symbol.classes) {
                continue;
            }
            let timex = anchor.resolve(
                found,
                || next_date(&items.items[index + 1..]),
                || tense::tense(text, analysis, sentence, &item.tokens),
            );
            if let Some(timex) = timex {
                dates.push(DateMention {
                    span: item.span,
                    days: timex.days(),
                    timex,
                    modifier: found.modifier,
                });
            }
        }
    }
    dates
}

/// Whether an expression is the name of a show or a film, or the end of one: "60 Minutes", "High Noon", "Good Morning".
/// A common word of time has its capital in the middle of a sentence of which not all words have one.
fn is_title(
    grammar: &Grammar,
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    item: &Item,
    classes: u64,
) -> bool {
    let word = |at: u32| &text[analysis.tokens[at as usize].span.range()];
    let capital = |at: u32| word(at).starts_with(|c: char| c.is_ascii_uppercase());
    let small = |at: u32| word(at).len() > 3 && word(at).starts_with(|c: char| c.is_lowercase());
    let last = item.tokens.end - 1;
    // Behind a mark a sentence may begin anew.
    let begins = last == sentence.start || !word(last - 1).ends_with(char::is_alphanumeric);
    let common = match &item.found {
        Some(found) => match &found.meaning {
            Meaning::Length(_) | Meaning::Stretch(_) => true,
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
            let number = grammar.vocabulary.number(last.as_str());
            grammar.classes(number) & (UNIT | UNITS | PART) != 0 || TITLE.contains(&last.as_str())
        })
        && sentence.clone().filter(|&at| small(at)).count() > 1
}

/// The first date among the items right behind an expression.
fn next_date(behind: &[Item]) -> Option<&Ref> {
    let mut dates = behind.iter().take(usize::from(REACH)).filter_map(|item| {
        match &item.found.as_ref()?.meaning {
            Meaning::Date(date) => Some(date),
            _ => None,
        }
    });
    dates.next()
}

/// Replaces what the rules of a stage find by one item each.
fn pass(grammar: &Grammar, text: &str, stage: &Stage, items: &mut Items, spare: &mut Items) {
    spare.clear();
    let mut at = 0;
    while at < items.symbols.len() {
        let found = if items.reach[at] <= REACH {
            stage.at(grammar, text, items, at)
        } else {
            None
        };
        match found {
            Some((end, expression)) => {
                let classes = expression.classes();
                let (first, last) = (&items.items[at], &items.items[end - 1]);
                let item = Item {
                    span: first.span.cover(last.span),
                    tokens: first.tokens.start..last.tokens.end,
                    number: 0,
                    hundredths: 0,
                    found: Some(Box::new(expression)),
                };
                spare.push(item, crate::extract::pattern::Symbol { word: 0, classes });
                at = end;
            }
            None => {
                spare.push(items.items[at].clone(), items.symbols[at]);
                at += 1;
            }
        }
    }
    std::mem::swap(items, spare);
    items.measure();
}
