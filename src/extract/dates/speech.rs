//! The day on which a quotation was spoken, where the attribution says it: "We leave tomorrow," she said on Monday.

use super::anchor::{Anchor, Context};
use super::meaning::{Meaning, Ref};
use super::mention::Mention;
use super::tense;
use crate::language::{Analysis, lemma};
use crate::lexicon::REPORTING;
use crate::parse::{QuoteRegion, QuoteSurface};
use crate::text::Span;
use crate::time::{Date, Timex, Unit};
use chrono::NaiveDate;

/// The quotations whose day is told and is not the day of writing, in order, with that day.
pub(super) fn days_of_speaking(
    text: &str,
    analysis: &Analysis,
    quotes: &[QuoteRegion],
    mentions: &[Mention],
    now: Option<NaiveDate>,
) -> Vec<(Span, NaiveDate)> {
    let mut days: Vec<Option<NaiveDate>> = vec![None; quotes.len()];
    for mention in mentions {
        if !may_be_of_speaking(&mention.found.meaning) {
            continue;
        }
        let sentence = analysis.span(mention.sentence.clone());
        // Regions are in order; those that end before the sentence are passed over.
        let first = quotes.partition_point(|quote| quote.span.start() < sentence.start());
        let first = first.saturating_sub(1);
        let touching = || {
            (first..quotes.len())
                .take_while(|&at| quotes[at].span.start() < sentence.end())
                .filter(|&at| {
                    let quote = &quotes[at];
                    quote.surface != QuoteSurface::Term && quote.span.end() > sentence.start()
                })
        };
        let inside = |at: usize| {
            let quote = quotes[at].span;
            quote.start() <= mention.span.start() && mention.span.end() <= quote.end()
        };
        if touching().next().is_none()
            || touching().any(inside)
            || !is_of_speaking(text, analysis, mention)
        {
            continue;
        }
        let spoken = Anchor::new(now).resolve(
            &Context {
                expression: &mention.found,
                before: None,
                behind: None,
                frames: false,
                leads: false,
            },
            || None,
            || tense::side(text, analysis, &mention.sentence, &mention.tokens),
        );
        if let Some(Timex::Date(Date::Day(day))) = spoken
            && now.is_none_or(|now| day < now)
        {
            for at in touching() {
                days[at].get_or_insert(day);
            }
        }
    }
    for at in 0..quotes.len() {
        if let Some(before) = quotes[at].continues {
            days[at] = days[at].or(days[before.0 as usize]);
        }
    }
    let spans = quotes.iter().zip(days);
    spans
        .filter_map(|(quote, day)| Some((quote.span, day?)))
        .collect()
}

/// The day on which the words at a place were spoken.
pub(super) fn day_at(spoken: &[(Span, NaiveDate)], place: Span) -> Option<NaiveDate> {
    let before = spoken.partition_point(|(quote, _)| quote.start() <= place.start());
    let (quote, day) = spoken.get(before.checked_sub(1)?)?;
    (place.end() <= quote.end()).then_some(*day)
}

/// Whether a day that has been can be meant.
fn may_be_of_speaking(meaning: &Meaning) -> bool {
    let Meaning::Date(date) = meaning else {
        return false;
    };
    match date {
        Ref::Weekday(..) | Ref::MonthDay(..) | Ref::Fixed(Date::Day(_)) => true,
        Ref::Cell(Unit::Day, count) => *count < 0,
        Ref::In(inner, _) => matches!(**inner, Ref::MonthDay(..)),
        _ => false,
    }
}

/// Whether the verb above a date reports.
fn is_of_speaking(text: &str, analysis: &Analysis, mention: &Mention) -> bool {
    tense::verb_above(text, analysis, &mention.sentence, &mention.tokens).is_some_and(|verb| {
        let token = analysis.token(verb);
        REPORTING.has(&lemma(&text[token.span.range()], token.tag))
    })
}
