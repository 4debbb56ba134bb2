//! Lists of days and ranges of hours, where one expression lends another what it lacks: "Sept. 7, 8, and 9, 2021",
//! "from 3:30 to 6 p.m.".

use super::classes::{DAYX, DD, DORD, NUM, SETX, TIMEX};
use super::item::{Folded, Items};
use super::meaning::{Expression, Meaning, Near, Ref};
use super::tells::{Tells, tells};
use super::work;
use crate::extract::pattern::Symbol;
use crate::time::{Clock, Date, Repeat};
use chrono::Datelike;

/// Gives the days and hours of a sentence what they take from the next or the last.
pub(super) fn join(text: &str, items: &mut Items) {
    let mut at = 0;
    while at < items.symbols.len() {
        work::step();
        if items.symbols[at].classes & TIMEX != 0 {
            hours(text, items, at);
        } else if items.symbols[at].classes & SETX != 0 {
            weekdays(text, items, at);
        } else if items.symbols[at].classes & DAYX != 0 {
            at = days(text, items, at);
        }
        at += 1;
    }
}

fn word<'t>(text: &'t str, items: &Items, at: usize) -> &'t str {
    items
        .items
        .get(at)
        .map_or("", |item| &text[item.span.range()])
}

/// The month, the day and the year of a day of a month.
fn month_day(date: &Ref) -> Option<(u8, u8, Option<i32>)> {
    match date {
        Ref::MonthDay(month, day, Near::Tense) => Some((*month, *day, None)),
        Ref::Fixed(Date::Day(day)) => Some((day.month() as u8, day.day() as u8, Some(day.year()))),
        _ => None,
    }
}

/// The days that follow a day of a month without its name; where the last of them stands.
fn days(text: &str, items: &mut Items, first: usize) -> usize {
    let said = match items.items[first].found.as_deref() {
        Some(Expression {
            meaning: Meaning::Date(date),
            ..
        }) => month_day(date),
        _ => None,
    };
    let Some((month, mut last, mut year)) = said else {
        return first;
    };
    // The last word of the date is its day: no list goes on behind "March 3, 2004".
    if year.is_some()
        || !word(text, items, first).ends_with(|c: char| c.is_ascii_digit() || c == 'h')
    {
        return first;
    }
    let (mut at, mut found, mut closed) = (first, Vec::new(), false);
    loop {
        work::step();
        let mut next = at + 1;
        let comma = word(text, items, next) == ",";
        next += usize::from(comma);
        let and = tells(word(text, items, next), Tells::List);
        next += usize::from(and);
        let Some(symbol) = items.symbols.get(next).filter(|_| comma || and) else {
            break;
        };
        let number = items.items[next].number;
        let is_day = symbol.classes & (DD | DORD) != 0 && number > u32::from(last) && number <= 31;
        if !is_day || !word(text, items, next).starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        found.push(next);
        (at, last, closed) = (next, number as u8, and);
        if and {
            break;
        }
    }
    let behind = word(text, items, at + 1);
    let mark = behind.len() == 1 && behind.starts_with(|c: char| c.is_ascii_punctuation());
    let ends = behind.is_empty() || mark || tells(behind, Tells::Ends);
    if !closed || !ends {
        return first;
    }
    // "and 9, 2021"
    let dated = at + 1 + usize::from(behind == ",");
    if let Some(Meaning::Date(Ref::Fixed(Date::Year(Some(named))))) = items
        .items
        .get(dated)
        .and_then(|item| Some(&item.found.as_deref()?.meaning))
    {
        year = Some(*named);
        let end = items.items[dated].span;
        let tokens = items.items[dated].tokens.end;
        items.items[dated].found = None;
        items.symbols[dated] = Symbol::default();
        let item = &mut items.items[at];
        item.span = item.span.cover(end);
        item.tokens.end = tokens;
    }
    let in_year = |date: Ref| match year {
        Some(year) => date.within(Ref::Fixed(Date::Year(Some(year)))),
        None => date,
    };
    if let Some(found) = items.items[first].found.as_deref_mut()
        && let Meaning::Date(date) = &found.meaning
    {
        found.meaning = Meaning::Date(in_year(date.clone()));
    }
    for at in found {
        let day = items.items[at].number as u8;
        let date = Expression::date(in_year(Ref::MonthDay(month, day, Near::Tense)));
        items.symbols[at] = Symbol {
            word: 0,
            classes: date.classes(),
        };
        items.items[at].found = Some(Box::new(date));
    }
    at
}

/// The weekday that recurs with another: "every Tuesday and Thursday".
fn weekdays(text: &str, items: &mut Items, first: usize) {
    let recurs = |at: usize| match &items.items.get(at)?.found.as_deref()?.meaning {
        Meaning::Set(Repeat::On(Date::Weekday(_), clock)) => Some(*clock),
        _ => None,
    };
    let next = first + 2;
    if let Some(clock) = recurs(first)
        && (word(text, items, first + 1) == "," || tells(word(text, items, first + 1), Tells::List))
        && let Some(Meaning::Date(Ref::Weekday(weekday, Near::Tense))) = items
            .items
            .get(next)
            .and_then(|item| Some(&item.found.as_deref()?.meaning))
    {
        let set = Expression::new(Meaning::Set(Repeat::On(Date::Weekday(*weekday), clock)));
        items.symbols[next] = Symbol {
            word: 0,
            classes: set.classes(),
        };
        items.items[next].found = Some(Box::new(set));
    }
}

/// Whether a time says in which half of the day it is.
fn has_half(words: &str) -> bool {
    words.contains(['m', 'M'])
}

/// The hour before a time of day that says for both in which half of the day they are, and on which day.
fn hours(text: &str, items: &mut Items, last: usize) {
    let Some(Meaning::Time(day, Clock::At(until, ..))) = items.items[last]
        .found
        .as_deref()
        .map(|found| &found.meaning)
    else {
        return;
    };
    let (day, until) = (day.clone(), *until);
    let Some(first) = last.checked_sub(2) else {
        return;
    };
    let link = word(text, items, last - 1);
    let dash = matches!(link, "-" | "\u{2013}" | "\u{2014}");
    let opened = first
        .checked_sub(1)
        .and_then(|at| Folded::new(word(text, items, at)))
        .is_some_and(|word| tells(word.as_str(), Tells::Opens));
    let linked = tells(link, Tells::Range) || tells(link, Tells::List);
    if !(dash || opened && linked) {
        return;
    }
    let clock = match items.items[first]
        .found
        .as_deref()
        .map(|found| &found.meaning)
    {
        Some(Meaning::Time(Ref::Day, clock @ Clock::At(..))) => *clock,
        None if items.symbols[first].classes & NUM != 0 => {
            let item = &items.items[first];
            match u8::try_from(item.number) {
                Ok(hour @ 1..=12) if item.hundredths < 60 => {
                    Clock::At(hour, Some(item.hundredths as u8), None)
                }
                _ => return,
            }
        }
        _ => return,
    };
    let clock = match clock {
        // The later one's half, unless the first would come behind it.
        Clock::At(hour @ 1..=12, minute, second)
            if has_half(word(text, items, last)) && !has_half(word(text, items, first)) =>
        {
            let hour = hour % 12;
            let after = until >= 12 && hour + 12 <= until;
            Clock::At(if after { hour + 12 } else { hour }, minute, second)
        }
        clock => clock,
    };
    let time = Expression::new(Meaning::Time(day, clock));
    items.symbols[first] = Symbol {
        word: 0,
        classes: time.classes(),
    };
    items.items[first].found = Some(Box::new(time));
}
