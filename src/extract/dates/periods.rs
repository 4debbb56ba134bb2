//! Arithmetic of stretches of the calendar, and what is known of a reference without its context.

use super::meaning::{Meaning, Near, Of, Ref};
use crate::time::holidays::When;
use crate::time::{Date, Unit, calendar};
use chrono::{Datelike, NaiveDate, Weekday};

/// Whether the date that follows can say what is meant.
pub(super) fn hangs_on_what_follows(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Date(Ref::Ended(_)) | Meaning::Time(Ref::Day, _)
    )
}

/// Whether the tense of the clause can change what is meant.
pub(super) fn needs_tense(meaning: &Meaning) -> bool {
    fn open(date: &Ref) -> bool {
        match date {
            Ref::Weekday(_, near) => matches!(near, Near::Tense | Near::This),
            Ref::Month(_, near)
            | Ref::MonthDay(_, _, near)
            | Ref::Season(_, near)
            | Ref::Quarter(_, near)
            | Ref::Half(_, near)
            | Ref::Holiday(_, near) => *near == Near::Tense,
            Ref::Same(unit) => *unit == Unit::Weekend,
            Ref::Day => true,
            Ref::Numbered(..) => true,
            Ref::Around(_, date)
            | Ref::Beyond(_, _, date)
            | Ref::Nth(_, _, date)
            | Ref::OnWeekday(_, date)
            | Ref::Beside(_, _, date)
            | Ref::Years(_, date) => open(date),
            Ref::Between(first, last) => open(first) || open(last),
            _ => false,
        }
    }
    match meaning {
        Meaning::Date(date) | Meaning::Time(date, _) => open(date),
        _ => false,
    }
}

/// The most days that a unit covers.
pub(super) fn days_in(unit: Unit) -> i64 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 1,
        Unit::Weekend => 2,
        Unit::Week => 7,
        Unit::Month => 31,
        Unit::Quarter => 92,
        Unit::Half => 184,
        Unit::Year => 366,
        Unit::Decade => 3653,
        Unit::Century | Unit::Millennium => 36_525,
    }
}

/// The so-manieth of what is counted in a stretch, from its end if negative. A week belongs to the stretch that has
/// most of its days.
pub(super) fn nth_in(n: i8, of: Of, stretch: &Date) -> Option<Date> {
    let (first, last) = stretch.days()?;
    let from_end = n < 0;
    let steps = i64::from(n.unsigned_abs()).checked_sub(1)?;
    let day = |first: Option<NaiveDate>, step: i64| {
        let day = calendar::add_days(first?, if from_end { -step } else { step } * steps)?;
        (first <= Some(day) || from_end).then_some(day)
    };
    let weekday = |weekday: Weekday| {
        let start = if from_end {
            calendar::weekday_until(last, weekday)
        } else {
            calendar::weekday_from(first, weekday)
        };
        day(start, 7).filter(|day| (first..=last).contains(day))
    };
    let edge = if from_end { last } else { first };
    Some(match of {
        Of::Weekday(name) => Date::Day(weekday(name)?),
        Of::Unit(Unit::Day) => {
            Date::Day(day(Some(edge), 1).filter(|day| (first..=last).contains(day))?)
        }
        Of::Unit(Unit::Week) => {
            let middle = calendar::add_days(edge, if from_end { -3 } else { 3 })?;
            calendar::shift(day(Some(middle), 7)?, Unit::Week, 0)?
        }
        Of::Unit(Unit::Weekend) => calendar::shift(weekday(Weekday::Sat)?, Unit::Weekend, 0)?,
        Of::Unit(unit) => {
            let steps = i32::try_from(steps).ok()?;
            let found = calendar::shift(edge, unit, if from_end { -steps } else { steps })?;
            let days = found.days()?;
            (first <= days.0 && days.1 <= last).then_some(found)?
        }
        Of::Part(_) | Of::Hours(_) => return None,
    })
}

/// The year in which a date begins.
pub(super) fn year_of(date: &Date) -> Option<i32> {
    Some(date.days()?.0.year())
}

/// The same stretch of another year.
pub(super) fn move_years(date: &Date, years: i32) -> Option<Date> {
    let moved = |year: &Option<i32>| year.and_then(|year| year.checked_add(years));
    Some(match date {
        Date::Year(year) => Date::Year(moved(year)),
        Date::Half(year, half) => Date::Half(moved(year), *half),
        Date::Quarter(year, quarter) => Date::Quarter(moved(year), *quarter),
        Date::Season(year, season) => Date::Season(moved(year), *season),
        Date::Month(year, month) => Date::Month(moved(year), *month),
        Date::Day(day) => Date::Day(calendar::add_months(*day, years.checked_mul(12)?)?),
        date => Date::Year(Some(year_of(date)?.checked_add(years)?)),
    })
}

/// What is known of a date without the day of writing.
pub(super) fn unknown(date: &Ref) -> Date {
    match date {
        Ref::Fixed(date) => date.clone(),
        Ref::Weekday(weekday, _) => Date::Weekday(*weekday),
        Ref::Month(month, _) => Date::Month(None, Some(*month)),
        Ref::MonthDay(month, day, _) | Ref::Holiday(When::Fixed(month, day), _) => {
            Date::MonthDay(*month, *day)
        }
        Ref::Season(season, _) => Date::Season(None, *season),
        Ref::Quarter(quarter, _) => Date::Quarter(None, Some(*quarter)),
        Ref::Half(half, _) => Date::Half(None, *half),
        Ref::Cell(unit, _)
        | Ref::From(unit, _)
        | Ref::Same(unit)
        | Ref::Ended(unit)
        | Ref::Beyond(unit, ..)
        | Ref::Around(unit, _)
        | Ref::Nth(_, Of::Unit(unit), _) => match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Date::SomeDay,
            Unit::Week => Date::Week(None),
            Unit::Weekend => Date::Weekend(None),
            Unit::Month => Date::Month(None, None),
            Unit::Quarter => Date::Quarter(None, None),
            Unit::Half | Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
                Date::Year(None)
            }
        },
        Ref::Latest => Date::Quarter(None, None),
        Ref::Holiday(..) | Ref::Day | Ref::Numbered(..) | Ref::Beside(..) | Ref::Nth(..) => {
            Date::SomeDay
        }
        Ref::In(inner, _) | Ref::Years(_, inner) | Ref::OnWeekday(_, inner) => unknown(inner),
        Ref::Between(first, last) => Date::Range(Box::new(unknown(first)), Box::new(unknown(last))),
        Ref::ShortYear(_)
        | Ref::SchoolYear(_)
        | Ref::NewYear
        | Ref::ShortDecade(_)
        | Ref::Period(_)
        | Ref::PeriodFrom(_)
        | Ref::PeriodIn(_) => Date::Year(None),
    }
}
