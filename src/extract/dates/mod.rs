//! Temporal expressions with their TIMEX3 values.
//!
//! A sentence becomes items (`words`), rules find expressions in them (`rules`), and each expression is resolved
//! in its context (`anchor`): the day of writing, the tense, and what was mentioned before.

mod anchor;
mod classes;
mod found;
mod grammar;
mod item;
mod lexis;
mod lists;
mod meaning;
mod mention;
mod names;
mod periods;
mod recurring;
mod rule;
mod rules;
mod rules_days;
mod rules_joined;
mod rules_length;
mod rules_part;
mod rules_relative;
mod rules_said;
mod rules_time;
mod rules_vague;
mod rules_weekdays;
mod rules_years;
mod shapes;
mod speech;
mod tells;
mod tense;
#[cfg(test)]
mod tests;
mod words;
mod work;

use crate::language::Analysis;
use crate::parse::{Article, Given, QuoteRegion};
use crate::text::{Note, Span};
use crate::time::{Date, Precision, Timex};
use anchor::{Anchor, Context};
use chrono::NaiveDate;
use meaning::{Meaning, Ref};
use mention::{Mention, mentions};

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

/// Finds the temporal expressions of headline, deck and body, sorted and disjoint.
#[must_use]
pub fn find(
    article: &Article,
    analysis: &Analysis,
    given: &Given,
    notes: &mut Vec<Note>,
) -> Vec<DateMention> {
    let now = day_of_writing(article, given);
    let paragraphs = article
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.span.start());
    let paragraphs: Vec<usize> = paragraphs.collect();
    let text = article.text.as_str();
    let dates = find_in(text, analysis, &article.quotes, &paragraphs, now);
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
                        | Date::CenturyBeforeChrist(_)
                        | Date::Impossible
                )
        }
        Timex::Duration(_) | Timex::Set(_) => false,
    }
}

fn find_in(
    text: &str,
    analysis: &Analysis,
    quotes: &[QuoteRegion],
    paragraphs: &[usize],
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
        let paragraph = paragraphs.partition_point(|&start| start <= mention.span.start());
        anchor.turn_to(
            paragraph as u32,
            sentence as u32,
            speech::day_at(&spoken, mention.span).or(now),
        );
        let behind = mention
            .link
            .and_then(|link| match &mentions.get(index + 1)?.found.meaning {
                Meaning::Date(date) | Meaning::Time(date, _) => Some((link, date)),
                _ => None,
            });
        let before = index
            .checked_sub(1)
            .map(|before| &mentions[before])
            .filter(|before| {
                let both = [&before.found.meaning, &mention.found.meaning];
                both.iter()
                    .all(|meaning| matches!(meaning, Meaning::Date(_)))
            })
            .and_then(|before| before.link);
        let timex = anchor.resolve(
            &Context {
                expression: &mention.found,
                before,
                behind,
                frames: mention.frames,
                leads: mention.tokens.start <= mention.sentence.start + 1,
            },
            || next_date(&mentions, index),
            || tense::side(text, analysis, &mention.sentence, &mention.tokens),
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
