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
mod speech;
mod tense;
#[cfg(test)]
mod tests;
mod words;

use crate::language::{Analysis, NameKind, Tag, Token};
use crate::parse::{Article, Given, QuoteRegion};
use crate::text::{Note, Span};
use crate::time::{Date, Precision, Timex};
use anchor::Anchor;
use chrono::NaiveDate;
use grammar::{Grammar, Stage, grammar};
use meaning::{Expression, Meaning, Ref};
use std::cell::LazyCell;
use std::ops::Range;
use words::{
    CLOCK, DIGITS, EXPRESSIONS, Folded, Item, Items, MERIDIEM, PART, QUARTERX, UNIT, UNITS, YEARS,
    YEARX,
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
    let dates = find_in(article.text.as_str(), analysis, &article.quotes, now);
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

/// An expression in its sentence, before it is known when it was said.
struct Mention {
    span: Span,
    tokens: Range<u32>,
    found: Box<Expression>,
    /// The tokens of its sentence.
    sentence: Range<u32>,
    /// Whether the next mention follows in the same sentence, and how many items on.
    next: Option<usize>,
}

fn find_in(
    text: &str,
    analysis: &Analysis,
    quotes: &[QuoteRegion],
    now: Option<NaiveDate>,
) -> Vec<DateMention> {
    let mentions = mentions(text, analysis);
    let spoken = speech::days_of_speaking(text, analysis, quotes, &mentions, now);
    let mut anchor = Anchor::new(now);
    let mut sentence = 0;
    let mut dates = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        while analysis.sentences[sentence].end <= mention.tokens.start {
            sentence += 1;
        }
        anchor.turn_to(
            sentence as u32,
            speech::day_at(&spoken, mention.span).or(now),
        );
        let timex = anchor.resolve(
            &mention.found,
            || next_date(&mentions, index),
            || tense::tense(text, analysis, &mention.sentence, &mention.tokens),
        );
        if let Some(timex) = timex {
            dates.push(DateMention {
                span: mention.span,
                days: timex.days(),
                timex,
                modifier: mention.found.modifier,
            });
        }
    }
    dates
}

/// The expressions of all sentences, in order.
fn mentions(text: &str, analysis: &Analysis) -> Vec<Mention> {
    let grammar = grammar();
    let mut mentions: Vec<Mention> = Vec::new();
    let (mut items, mut spare) = (Items::default(), Items::default());
    for sentence in &analysis.sentences {
        let tokens = &analysis.tokens[sentence.start as usize..sentence.end as usize];
        if !words::read(grammar, text, tokens, sentence.start, &mut items) {
            continue;
        }
        for stage in &grammar.stages {
            pass(grammar, text, stage, &mut items, &mut spare);
            // Later stages join what the first has found.
            if !items.measure(EXPRESSIONS) {
                break;
            }
        }
        let runs = LazyCell::new(|| is_running(text, tokens));
        let mut last: Option<usize> = None;
        for (index, symbol) in items.symbols.iter().enumerate() {
            let item = &mut items.items[index];
            if item.found.is_none()
                || symbol.classes & (CLOCK | DIGITS | MERIDIEM | YEARS) != 0
                || is_title(grammar, text, analysis, sentence, item, symbol.classes) && *runs
                || is_masthead(text, analysis, sentence, item)
            {
                continue;
            }
            let Some(found) = item.found.take() else {
                continue;
            };
            if let Some((before, last)) = mentions.last_mut().zip(last) {
                before.next = Some(index - last);
            }
            last = Some(index);
            mentions.push(Mention {
                span: item.span,
                tokens: item.tokens.clone(),
                found,
                sentence: sentence.clone(),
                next: None,
            });
        }
    }
    mentions
}

/// Whether an expression is the name of a show or a film, or the end of one: "60 Minutes", "High Noon", "Good Morning".
/// A common word of time has its capital in the middle of a sentence; the sentence is to be [running](is_running) text.
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
}

/// Whether a weekday is part of the name of a paper or a show: "The Sunday Courier reported", not "on the Sunday Ruiz left".
fn is_masthead(text: &str, analysis: &Analysis, sentence: &Range<u32>, item: &Item) -> bool {
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
fn is_running(text: &str, tokens: &[Token]) -> bool {
    let small = |word: &str| word.len() > 3 && word.starts_with(|c: char| c.is_lowercase());
    let words = tokens.iter().map(|token| &text[token.span.range()]);
    words.filter(|word| small(word)).nth(1).is_some()
}

/// The first date right behind a mention, in its sentence.
fn next_date(mentions: &[Mention], mut index: usize) -> Option<&Ref> {
    let mut far = 0;
    while let Some(on) = mentions[index].next {
        (far, index) = (far + on, index + 1);
        if far > usize::from(REACH) {
            break;
        }
        if let Meaning::Date(date) = &mentions[index].found.meaning {
            return Some(date);
        }
    }
    None
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
                let item = &mut items.items[at];
                let moved = Item {
                    found: item.found.take(),
                    tokens: item.tokens.clone(),
                    ..*item
                };
                spare.push(moved, items.symbols[at]);
                at += 1;
            }
        }
    }
    std::mem::swap(items, spare);
}
