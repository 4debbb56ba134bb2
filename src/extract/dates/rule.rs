//! What a rule is, and what its meanings are made of: the readings of its slots.

use super::classes::{
    ABBRUNIT, EACH, MONTH, PART, PARTS, SEASON, SEASONS, SHORTYEAR, UNIT, UNITS, WEEKDAY,
    WEEKDAYABBR, WEEKDAYS, YEAR, YY,
};
use super::found::Found;
use super::meaning::{Expression, Meaning, Near, Ref};
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
    if f.class("y", SHORTYEAR | YY) && !f.class("y", YEAR) {
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

/// The TIMEX3 modifier of the slots early, mid, late, about, more, less, least, most.
pub(super) fn modifier(f: &Found, expression: Expression) -> Expression {
    for (slot, modifier) in [
        ("early", "START"),
        ("mid", "MID"),
        ("late", "END"),
        ("about", "APPROX"),
        ("more", "MORE_THAN"),
        ("less", "LESS_THAN"),
        ("least", "EQUAL_OR_MORE"),
        ("most", "EQUAL_OR_LESS"),
    ] {
        if f.has(slot) {
            return expression.modified(modifier);
        }
    }
    expression
}

/// The date in a slot.
pub(super) fn date_in(f: &Found, slot: &str) -> Option<Ref> {
    match &f.expression(slot)?.meaning {
        Meaning::Date(date) => Some(date.clone()),
        _ => None,
    }
}
