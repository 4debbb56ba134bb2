//! What a temporal expression means before it is known when it was said.

use super::words::{
    DAYX, DECADEX, LENGTHX, MONTHX, NOTHING, QUARTERX, SEASONX, SETX, STRETCHX, TIMEX, VAGUEX,
    WEEKX, YEARX,
};
use crate::time::holidays::When;
use crate::time::{Clock, Date, Length, Repeat, Season, Unit};
use chrono::Weekday;

/// An expression: its meaning and its TIMEX3 modifier.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression {
    pub meaning: Meaning,
    pub modifier: Option<&'static str>,
}

/// What an expression means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A stretch of the calendar.
    Date(Ref),
    /// A time of a day.
    Time(Ref, Clock),
    /// A length of time.
    Length(Length),
    /// A length of time that begins or ends at a known time: "the past two months".
    Stretch(Length),
    /// A repetition.
    Set(Repeat),
    /// Words that look like a date and are none.
    Nothing,
}

/// A reference to a stretch of the calendar.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ref {
    /// No context needed.
    Fixed(Date),
    /// A weekday.
    Weekday(Weekday, Near),
    /// A month: 1 to 12.
    Month(u8, Near),
    /// A month and a day of it.
    MonthDay(u8, u8, Near),
    /// A season.
    Season(Season, Near),
    /// A quarter: 1 to 4.
    Quarter(u8, Near),
    /// A half of a year: 1 or 2.
    Half(u8, Near),
    /// A holiday.
    Holiday(When, Near),
    /// A year or a decade by its last two digits.
    ShortYear(u8),
    /// See [`Ref::ShortYear`]: the decade of '90.
    ShortDecade(u8),
    /// So many units from the day of writing: (Week, -1) is last week.
    Cell(Unit, i32),
    /// So many units from the date mentioned last.
    From(Unit, i32),
    /// The unit mentioned last: "the quarter", "that year".
    Same(Unit),
    /// The last period for which there are figures: "the latest quarter".
    Latest,
    /// The unit that ends on the day named next: "the quarter ended | July 31".
    Ended(Unit),
    /// So many years from the period under discussion, a quarter or a year: "a year earlier".
    Period(i32),
    /// See [`Ref::Period`], or else so many years from the date mentioned last.
    PeriodFrom(i32),
    /// The period under discussion, in a year: "the 1988 period".
    PeriodIn(Box<Ref>),
    /// The first within the second: the third quarter, of last year.
    In(Box<Ref>, Box<Ref>),
    /// The week that holds a day.
    Around(Unit, Box<Ref>),
    /// So many units from another date.
    Beyond(Unit, i32, Box<Ref>),
    /// From the first to the second.
    Between(Box<Ref>, Box<Ref>),
    /// The day that a time of day belongs to where none is named.
    Day,
}

/// Which one of those that recur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    /// As the tense of the sentence says.
    Tense,
    /// The last one before now.
    Last,
    /// The current or coming one.
    This,
    /// The one in the next week, month or year.
    Next,
    /// The first one after now.
    Coming,
    /// The last one before the date mentioned last.
    Before,
    /// The first one after the date mentioned last.
    After,
}

impl Expression {
    pub fn new(meaning: Meaning) -> Self {
        Self {
            meaning,
            modifier: None,
        }
    }

    pub fn date(date: Ref) -> Self {
        Self::new(Meaning::Date(date))
    }

    pub fn modified(mut self, modifier: &'static str) -> Self {
        self.modifier = self.modifier.or(Some(modifier));
        self
    }

    /// The classes under which later rules see it.
    pub fn classes(&self) -> u64 {
        match &self.meaning {
            Meaning::Date(date) => date.classes(),
            Meaning::Time(..) => TIMEX,
            Meaning::Length(_) => LENGTHX,
            Meaning::Stretch(_) => STRETCHX,
            Meaning::Set(_) => SETX,
            Meaning::Nothing => NOTHING,
        }
    }
}

impl Ref {
    fn classes(&self) -> u64 {
        match self {
            Self::Fixed(date) => match date {
                Date::Day(_)
                | Date::MonthDay(..)
                | Date::Weekday(_)
                | Date::SomeDay
                | Date::Impossible => DAYX,
                Date::Week(_) | Date::Weekend(_) => WEEKX,
                Date::Month(..) => MONTHX,
                Date::Quarter(..) | Date::Half(..) => QUARTERX,
                Date::Season(..) => SEASONX,
                Date::Year(_) | Date::Range(..) => YEARX,
                Date::Century(_) | Date::Decade(_) | Date::BeforeChrist(_) => DECADEX,
                Date::Past | Date::Present | Date::Future => VAGUEX,
            },
            Self::Weekday(..) | Self::MonthDay(..) | Self::Holiday(..) | Self::Day => DAYX,
            Self::Month(..) => MONTHX,
            Self::Season(..) => SEASONX,
            Self::Quarter(..)
            | Self::Half(..)
            | Self::Latest
            | Self::Period(_)
            | Self::PeriodFrom(_)
            | Self::PeriodIn(_) => QUARTERX,
            Self::ShortYear(_) => YEARX,
            Self::ShortDecade(_) => DECADEX,
            Self::Cell(unit, _)
            | Self::From(unit, _)
            | Self::Same(unit)
            | Self::Ended(unit)
            | Self::Beyond(unit, ..)
            | Self::Around(unit, _) => of_unit(*unit),
            Self::In(inner, _) => inner.classes(),
            Self::Between(first, _) => first.classes(),
        }
    }

    /// In another stretch of the calendar.
    pub fn within(self, outer: Self) -> Self {
        Self::In(Box::new(self), Box::new(outer))
    }
}

fn of_unit(unit: Unit) -> u64 {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => DAYX,
        Unit::Week | Unit::Weekend => WEEKX,
        Unit::Month => MONTHX,
        Unit::Quarter | Unit::Half => QUARTERX,
        Unit::Year => YEARX,
        Unit::Decade | Unit::Century | Unit::Millennium => DECADEX,
    }
}
