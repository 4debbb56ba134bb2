//! The rules of dates, as rows: a pattern, what it means, and examples that a test reads.
//!
//! Three passes over a sentence: first the bare expressions ("the third quarter", "10 p.m.", "two weeks"), then what
//! is made of two of them ("the third quarter | of last year", "10 p.m. | Wednesday"), then what is said about them
//! ("early | next week", "more than | two weeks"). At each word the longest match wins, of equals the first rule.

use super::grammar::Found;
use super::meaning::{Expression, Meaning, Near, Ref};
use super::words::{
    ABBRUNIT, EACH, MONTH, PART, PARTS, SEASON, SEASONS, UNIT, UNITS, WEEKDAY, WEEKDAYABBR,
    WEEKDAYS,
};
use crate::time::{Date, Length, Part, Season, Unit};
use chrono::Weekday;

/// A row: what to look for, what it means, and examples: a text with the expression in `<>`, and its type and value
/// as written on Saturday, April 19, 2025; no value where nothing is to be found.
#[derive(Debug)]
pub(super) struct Rule {
    pub pattern: &'static str,
    pub meaning: fn(&Found) -> Option<Expression>,
    #[cfg_attr(not(test), allow(dead_code))] // read by the test of the rules
    pub examples: &'static [(&'static str, &'static str)],
}

/// The passes, each with its tables of rules.
pub(super) const STAGES: &[&[&[Rule]]] = &[
    &[
        super::rules_calendar::RULES,
        super::rules_relative::RULES,
        super::rules_length::RULES,
        super::rules_time::RULES,
    ],
    &[super::rules_joined::RULES],
    &[super::rules_joined::MODIFIED],
];

/// Pieces of patterns.
pub(super) const MACROS: &[(&str, &str)] = &[
    (
        "many",
        "(n:NUM | few:FEW of? | (a|the|these|those) few:(few|couple|dozen) of?)",
    ),
    ("one", "(a|an|one)"),
    ("units", "u:(UNIT|UNITS|ABBRUNIT)"),
    ("weekday", "w:(WEEKDAY|WEEKDAYABBR)"),
    ("early", "early:(early|beginning|start|begin)"),
    (
        "in",
        "in|since|of|until|till|by|before|after|from|through|during|between|to|for|than|and|or|around|about|until|circa|late|early|mid|-",
    ),
    (
        "counted",
        "PLURAL|percent|%|people|men|women|children|million|billion|thousand|hundred|years-old|NUM",
    ),
    (
        "heads",
        "percent|%|people|men|women|children|million|billion|thousand|hundred|NUM",
    ),
];

/// How many of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Many {
    /// A number, and hundredths.
    Number(u32, u32),
    /// "Several".
    Vague,
}

/// The count in the slots of `$many`; 1 if neither took part.
pub(super) fn many(f: &Found) -> Many {
    if f.has("few") {
        if f.is("few", "couple") {
            return Many::Number(2, 0);
        }
        if f.is("few", "dozen") {
            return Many::Number(12, 0);
        }
        return Many::Vague;
    }
    f.item("n").map_or(Many::Number(1, 0), |item| {
        Many::Number(item.number, item.hundredths)
    })
}

/// The unit in slot `u`.
pub(super) fn unit(f: &Found) -> Option<Unit> {
    if f.is("u", "fortnight") {
        return None;
    }
    unit_of(f.value("u", UNIT | UNITS | ABBRUNIT | EACH)?)
}

fn unit_of(number: i32) -> Option<Unit> {
    [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Half,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
        Unit::Millennium,
    ]
    .get(usize::try_from(number).ok()?)
    .copied()
}

/// The length of so many units.
pub(super) fn length(count: Many, unit: Unit) -> Option<Length> {
    Some(match count {
        Many::Vague => Length::Vague(unit),
        Many::Number(n, 0) => Length::of(n, unit),
        Many::Number(n, hundredths) => {
            let (factor, whole) = unit.counted();
            match unit.half() {
                Some((half, smaller)) if hundredths == 50 && factor == 1 => {
                    let mut parts = vec![(n, unit), (half, smaller)];
                    parts.retain(|&(count, _)| count != 0);
                    Length::Exact(parts)
                }
                _ => {
                    let all = n
                        .checked_mul(100)?
                        .checked_add(hundredths)?
                        .checked_mul(factor)?;
                    if all % 100 == 0 {
                        Length::Exact(vec![(all / 100, whole)])
                    } else {
                        Length::Decimal(all, whole)
                    }
                }
            }
        }
    })
}

/// The weekday in slot `w`.
pub(super) fn weekday(f: &Found) -> Option<Weekday> {
    let number = f.value("w", WEEKDAY | WEEKDAYABBR | WEEKDAYS)?;
    Weekday::try_from(u8::try_from(number - 1).ok()?).ok()
}

/// The month in slot `m`.
pub(super) fn month(f: &Found) -> Option<u8> {
    u8::try_from(f.value("m", MONTH)?).ok()
}

/// The season in slot `s`.
pub(super) fn season(f: &Found) -> Option<Season> {
    [Season::Spring, Season::Summer, Season::Fall, Season::Winter]
        .get(usize::try_from(f.value("s", SEASON | SEASONS)?).ok()?)
        .copied()
}

/// The part of the day in slot `p`.
pub(super) fn part(f: &Found) -> Option<Part> {
    [
        Part::Morning,
        Part::Midday,
        Part::Afternoon,
        Part::Evening,
        Part::Night,
    ]
    .get(usize::try_from(f.value("p", PART | PARTS)?).ok()?)
    .copied()
}

/// The year in slot `y`, as a date.
pub(super) fn year(f: &Found) -> Option<Ref> {
    let item = f.item("y")?;
    if f.class("y", super::words::SHORTYEAR) {
        return Some(Ref::ShortYear(item.number as u8));
    }
    Some(Ref::Fixed(Date::Year(Some(item.number as i32))))
}

/// The nearness that the word in slot `which` says.
pub(super) fn near(f: &Found) -> Near {
    for (word, near) in [
        ("last", Near::Last),
        ("past", Near::Last),
        ("next", Near::Next),
        ("coming", Near::Coming),
        ("upcoming", Near::Coming),
        ("this", Near::This),
        ("current", Near::This),
        ("previous", Near::Before),
        ("following", Near::After),
    ] {
        if f.is("which", word) {
            return near;
        }
    }
    Near::Tense
}

/// A date.
pub(super) fn date(date: Ref) -> Option<Expression> {
    Some(Expression::date(date))
}

/// A fixed date.
pub(super) fn fixed(date: Date) -> Option<Expression> {
    Some(Expression::date(Ref::Fixed(date)))
}

/// Nothing: words that look like a date.
pub(super) fn nothing(_: &Found) -> Option<Expression> {
    Some(Expression::new(Meaning::Nothing))
}
