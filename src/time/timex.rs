//! TIMEX3 values (TimeML 1.2.1, Pustejovsky et al. 2005) that carry what they mean.

use super::calendar;
use chrono::{Datelike, NaiveDate, Weekday};
use std::fmt;

/// A TIMEX3 type with its value; [`Timex::value`] writes the value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Timex {
    /// A stretch of the calendar, such as `2025-04-14`, `2025-Q1` or `PAST_REF`.
    Date(Date),
    /// A time of a day, such as `2025-04-14T16:30`.
    Time(Date, Clock),
    /// A length of time, such as `P3D`.
    Duration(Length),
    /// A repetition, such as `P1W` or `XXXX-WXX-1`.
    Set(Repeat),
}

/// A stretch of the calendar. A missing year or part of the year is written with `X`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Date {
    /// The hundred years whose numbers begin so: 18 for the 19th century.
    Century(u16),
    /// The ten years whose numbers begin so: 199 for the 1990s.
    Decade(u16),
    /// A year.
    Year(Option<i32>),
    /// A year before the common era, counted from 1.
    BeforeChrist(u16),
    /// The hundred years before the common era whose numbers begin so: 4 for the fifth century B.C.
    CenturyBeforeChrist(u8),
    /// A half of a year: 1 or 2.
    Half(Option<i32>, u8),
    /// A quarter of a year: 1 to 4.
    Quarter(Option<i32>, Option<u8>),
    /// A season of a year; a winter belongs to the year in which it begins.
    Season(Option<i32>, Season),
    /// A month of a year: 1 to 12.
    Month(Option<i32>, Option<u8>),
    /// An ISO week: its year and its number.
    Week(Option<(i32, u8)>),
    /// Saturday and Sunday of an ISO week.
    Weekend(Option<(i32, u8)>),
    /// A day.
    Day(NaiveDate),
    /// A day of an unknown year: month and day of the month.
    MonthDay(u8, u8),
    /// A weekday of an unknown week, in an unknown year.
    Weekday(Weekday),
    /// A day that is not known.
    SomeDay,
    /// From the first to the last, both included.
    Range(Box<Date>, Box<Date>),
    /// The past.
    Past,
    /// The present.
    Present,
    /// The future.
    Future,
    /// A day that no calendar has, such as February 30. It has no value.
    Impossible,
}

/// Seasons of the north, by the months of meteorologists: spring is March to May.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the names are the seasons
pub enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

/// When in a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Clock {
    /// By the clock: hour 0 to 24, minute and second 0 to 59.
    At(u8, Option<u8>, Option<u8>),
    /// A part of the day.
    Part(Part),
}

/// Parts of the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the names are the parts
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// Units of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the names are the units
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A length of time.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Length {
    /// Whole numbers of units, the largest unit first: 2 years and 6 months.
    Exact(Vec<(u32, Unit)>),
    /// So many hundredths of a unit: 130 for "1.3 seconds".
    Decimal(u32, Unit),
    /// An unknown number of a unit: "several years".
    Vague(Unit),
    /// Not even the unit is known: "a while".
    Unknown,
}

/// What a repetition repeats.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Repeat {
    /// Once in so long: "every two weeks".
    Every(Length),
    /// Whenever the calendar shows it: "each Thursday", "Tuesday nights".
    On(Date, Option<Clock>),
}

impl Timex {
    /// The TIMEX3 type in capitals: `DATE`, `TIME`, `DURATION` or `SET`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Date(_) => "DATE",
            Self::Time(..) => "TIME",
            Self::Duration(_) => "DURATION",
            Self::Set(_) => "SET",
        }
    }

    /// The TIMEX3 value; `None` for a day that no calendar has.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        match self {
            Self::Date(Date::Impossible) | Self::Time(Date::Impossible, _) => None,
            timex => Some(timex.to_string()),
        }
    }

    /// The first and the last calendar day that it covers, where it denotes any.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Date(date) | Self::Time(date, _) => date.days(),
            Self::Duration(_) | Self::Set(_) => None,
        }
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Time(date, clock) => write!(f, "{date}{clock}"),
            Self::Duration(length) => write!(f, "{length}"),
            Self::Set(Repeat::Every(length)) => write!(f, "{length}"),
            Self::Set(Repeat::On(date, None)) => write!(f, "{date}"),
            Self::Set(Repeat::On(date, Some(clock))) => write!(f, "{date}{clock}"),
        }
    }
}

impl Date {
    /// The first and the last day it covers.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let months = |year: i32, first: u32, count: u32| {
            let start = NaiveDate::from_ymd_opt(year, first, 1)?;
            Some((
                start,
                calendar::add_months(start, count as i32)?.pred_opt()?,
            ))
        };
        let years = |first: i32, count: i32| {
            Some((
                NaiveDate::from_ymd_opt(first, 1, 1)?,
                NaiveDate::from_ymd_opt(first + count - 1, 12, 31)?,
            ))
        };
        match *self {
            Self::Century(century) => years(i32::from(century) * 100, 100),
            Self::Decade(decade) => years(i32::from(decade) * 10, 10),
            Self::Year(year) => years(year?, 1),
            Self::Half(year, half) => months(year?, u32::from(half) * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year?, u32::from(quarter?) * 3 - 2, 3),
            Self::Season(year, season) => months(year?, u32::from(season.first_month()), 3),
            Self::Month(year, month) => months(year?, u32::from(month?), 1),
            Self::Week(week) => {
                let monday = calendar::week_start(week?)?;
                Some((monday, calendar::add_days(monday, 6)?))
            }
            Self::Weekend(week) => {
                let monday = calendar::week_start(week?)?;
                Some((
                    calendar::add_days(monday, 5)?,
                    calendar::add_days(monday, 6)?,
                ))
            }
            Self::Day(day) => Some((day, day)),
            Self::Range(ref first, ref last) => {
                let (start, end) = (first.days()?.0, last.days()?.1);
                (start <= end).then_some((start, end))
            }
            Self::BeforeChrist(_)
            | Self::CenturyBeforeChrist(_)
            | Self::MonthDay(..)
            | Self::Weekday(_)
            | Self::SomeDay
            | Self::Past
            | Self::Present
            | Self::Future
            | Self::Impossible => None,
        }
    }
}

/// A year as four digits, `XXXX` when it is not known.
struct Four(Option<i32>);

impl fmt::Display for Four {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(year) => write!(f, "{year:04}"),
            None => f.write_str("XXXX"),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(year) => write!(f, "{}", Four(year)),
            Self::BeforeChrist(year) => write!(f, "BC{year:04}"),
            Self::CenturyBeforeChrist(century) => write!(f, "BC{century:02}"),
            Self::Half(year, half) => write!(f, "{}-H{half}", Four(year)),
            Self::Quarter(year, Some(quarter)) => write!(f, "{}-Q{quarter}", Four(year)),
            Self::Quarter(year, None) => write!(f, "{}-QX", Four(year)),
            Self::Season(year, season) => write!(f, "{}-{}", Four(year), season.code()),
            Self::Month(year, Some(month)) => write!(f, "{}-{month:02}", Four(year)),
            Self::Month(year, None) => write!(f, "{}-XX", Four(year)),
            Self::Week(Some((year, week))) => write!(f, "{year:04}-W{week:02}"),
            Self::Week(None) => f.write_str("XXXX-WXX"),
            Self::Weekend(Some((year, week))) => write!(f, "{year:04}-W{week:02}-WE"),
            Self::Weekend(None) => f.write_str("XXXX-WXX-WE"),
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Self::MonthDay(month, day) => write!(f, "XXXX-{month:02}-{day:02}"),
            Self::Weekday(day) => write!(f, "XXXX-WXX-{}", day.number_from_monday()),
            Self::SomeDay => f.write_str("XXXX-XX-XX"),
            Self::Range(ref first, ref last) => write!(f, "{first}/{last}"),
            Self::Past => f.write_str("PAST_REF"),
            Self::Present => f.write_str("PRESENT_REF"),
            Self::Future => f.write_str("FUTURE_REF"),
            Self::Impossible => Ok(()),
        }
    }
}

impl Season {
    /// The first of its three months.
    #[must_use]
    pub fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall => 9,
            Self::Winter => 12,
        }
    }

    /// The season a month lies in.
    #[must_use]
    pub fn of_month(month: u32) -> Self {
        match month {
            3..=5 => Self::Spring,
            6..=8 => Self::Summer,
            9..=11 => Self::Fall,
            _ => Self::Winter,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Fall => "FA",
            Self::Winter => "WI",
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::At(hour, None, _) => write!(f, "T{hour:02}"),
            Self::At(hour, Some(minute), None) => write!(f, "T{hour:02}:{minute:02}"),
            Self::At(hour, Some(minute), Some(second)) => {
                write!(f, "T{hour:02}:{minute:02}:{second:02}")
            }
            Self::Part(part) => f.write_str(match part {
                Part::Morning => "TMO",
                Part::Midday => "TMI",
                Part::Afternoon => "TAF",
                Part::Evening => "TEV",
                Part::Night => "TNI",
                Part::Daytime => "TDT",
            }),
        }
    }
}

impl Unit {
    /// The unit that TIMEX3 counts it in, and how many of them it is; a decade is ten years.
    #[must_use]
    pub fn counted(self) -> (u32, Self) {
        match self {
            Self::Decade => (10, Self::Year),
            Self::Century => (100, Self::Year),
            Self::Millennium => (1000, Self::Year),
            Self::Half => (6, Self::Month),
            unit => (1, unit),
        }
    }

    /// Half of it, in whole numbers of a smaller unit.
    #[must_use]
    pub fn half(self) -> Option<(u32, Self)> {
        Some(match self {
            Self::Minute => (30, Self::Second),
            Self::Hour => (30, Self::Minute),
            Self::Day => (12, Self::Hour),
            Self::Year => (6, Self::Month),
            Self::Decade => (5, Self::Year),
            Self::Century => (50, Self::Year),
            Self::Millennium => (500, Self::Year),
            _ => return None,
        })
    }

    fn is_clock(self) -> bool {
        self <= Self::Hour
    }

    fn code(self) -> &'static str {
        match self {
            Self::Second => "S",
            Self::Minute | Self::Month => "M",
            Self::Hour => "H",
            Self::Day => "D",
            Self::Weekend => "WE",
            Self::Week => "W",
            Self::Quarter => "Q",
            Self::Half => "H",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
            Self::Millennium => "ML",
        }
    }
}

impl Length {
    /// So many of a unit.
    #[must_use]
    pub fn of(count: u32, unit: Unit) -> Self {
        let (factor, unit) = unit.counted();
        Self::Exact(vec![(count.saturating_mul(factor), unit)])
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(parts) => {
                f.write_str("P")?;
                let mut clock = false;
                for &(count, unit) in parts {
                    if unit.is_clock() && !clock {
                        f.write_str("T")?;
                        clock = true;
                    }
                    write!(f, "{count}{}", unit.code())?;
                }
                Ok(())
            }
            Self::Decimal(hundredths, unit) => {
                let (whole, rest) = (hundredths / 100, hundredths % 100);
                f.write_str(if unit.is_clock() { "PT" } else { "P" })?;
                if rest % 10 == 0 {
                    write!(f, "{whole}.{}{}", rest / 10, unit.code())
                } else {
                    write!(f, "{whole}.{rest:02}{}", unit.code())
                }
            }
            Self::Vague(unit) if unit.is_clock() => write!(f, "PTX{}", unit.code()),
            Self::Vague(unit) => write!(f, "PX{}", unit.code()),
            Self::Unknown => f.write_str("PXX"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn values_are_written_as_timeml_writes_them() {
        for (timex, value) in [
            (Timex::Date(Date::Decade(199)), "199"),
            (Timex::Date(Date::Week(Some((2000, 8)))), "2000-W08"),
            (Timex::Date(Date::Weekday(Weekday::Thu)), "XXXX-WXX-4"),
            (Timex::Date(Date::Quarter(None, Some(3))), "XXXX-Q3"),
            (
                Timex::Date(Date::Season(Some(2003), Season::Summer)),
                "2003-SU",
            ),
            (
                Timex::Time(Date::Day(day(2025, 11, 9)), Clock::At(17, Some(0), None)),
                "2025-11-09T17:00",
            ),
            (
                Timex::Duration(Length::Exact(vec![(5, Unit::Hour), (30, Unit::Minute)])),
                "PT5H30M",
            ),
            (Timex::Duration(Length::of(3, Unit::Decade)), "P30Y"),
            (Timex::Duration(Length::Vague(Unit::Minute)), "PTXM"),
            (
                Timex::Set(Repeat::On(
                    Date::Weekday(Weekday::Tue),
                    Some(Clock::Part(Part::Night)),
                )),
                "XXXX-WXX-2TNI",
            ),
        ] {
            assert_eq!(timex.value().as_deref(), Some(value));
        }
        assert_eq!(Timex::Date(Date::Impossible).value(), None);
    }

    #[test]
    fn a_date_covers_its_first_to_its_last_day() {
        for (date, first, last) in [
            (
                Date::Month(Some(2024), Some(2)),
                day(2024, 2, 1),
                day(2024, 2, 29),
            ),
            (
                Date::Quarter(Some(2024), Some(4)),
                day(2024, 10, 1),
                day(2024, 12, 31),
            ),
            (
                Date::Week(Some((2025, 1))),
                day(2024, 12, 30),
                day(2025, 1, 5),
            ),
            (
                Date::Season(Some(2024), Season::Winter),
                day(2024, 12, 1),
                day(2025, 2, 28),
            ),
            (Date::Decade(199), day(1990, 1, 1), day(1999, 12, 31)),
        ] {
            assert_eq!(date.days(), Some((first, last)), "{date}");
        }
    }
}
