//! What a temporal expression means before it is known when it was said.

use super::classes::{
    DAYX, DECADEX, LENGTHX, MONTHX, NOTHING, PIECEX, QUARTERX, SEASONX, SETX, STRETCHX, TIMEX,
    VAGUEX, WEEKX, YEARX,
};
use crate::time::holidays::When;
use crate::time::{Clock, Date, Length, Part, Repeat, Season, Unit};
use chrono::{Datelike, Weekday};

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
    /// A piece that only means something in a longer stretch: "the first Monday | of May". Where none follows, it is what
    /// stands beside it, or nothing.
    Piece(i8, Of, Option<Box<Expression>>),
    /// Words that look like a date and are none.
    Nothing,
}

/// What is counted in a longer stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The first Monday.
    Weekday(Weekday),
    /// The first week.
    Unit(Unit),
    /// The first night.
    Part(Part),
    /// The small hours.
    Hours(Part),
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
    /// The so-manieth of what is counted in a longer stretch, from its end if negative: the last Friday of this month.
    Nth(i8, Of, Box<Ref>),
    /// A day of a month that is not named, and its weekday: "on the 15th", "Tuesday the 19th".
    Numbered(u8, Option<Weekday>),
    /// The last such weekday before another day (-1), or the first one after it (1).
    Beside(Weekday, i8, Box<Ref>),
    /// A day of a month with its weekday, and without its year.
    OnWeekday(Weekday, Box<Ref>),
    /// The school year, so many from the one that runs on the day of writing.
    SchoolYear(i32),
    /// The year that begins or has just begun.
    NewYear,
    /// The same of another year: the summer before last.
    Years(i32, Box<Ref>),
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

/// What the verb says about the time of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// The present, or no verb.
    Other,
}

/// A tense, and what tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Side {
    pub tense: Tense,
    pub told_by: Teller,
}

/// What tells a tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teller {
    /// The verb that the date hangs on, by its own form: "arrived on Friday".
    Verb,
    /// A word right before the date: "by Friday".
    Word,
    /// A verb further up or beside.
    Clause,
}

/// How an expression hangs together with the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// "From Oct. 3 | to Nov. 12".
    To,
    /// "May | or June 1998".
    And,
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
            Meaning::Piece(_, _, alone) => {
                PIECEX | alone.as_ref().map_or(0, |alone| alone.classes())
            }
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
                Date::Century(_)
                | Date::Decade(_)
                | Date::BeforeChrist(_)
                | Date::CenturyBeforeChrist(_) => DECADEX,
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
            Self::ShortYear(_) | Self::SchoolYear(_) | Self::NewYear => YEARX,
            Self::ShortDecade(_) => DECADEX,
            Self::Cell(unit, _)
            | Self::From(unit, _)
            | Self::Same(unit)
            | Self::Ended(unit)
            | Self::Beyond(unit, ..)
            | Self::Around(unit, _) => of_unit(*unit),
            Self::In(inner, _) | Self::Years(_, inner) => inner.classes(),
            Self::Nth(_, Of::Unit(unit), _) => of_unit(*unit),
            Self::Nth(..) | Self::Numbered(..) | Self::Beside(..) | Self::OnWeekday(..) => DAYX,
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

/// The year that a reference names.
pub(super) fn year_said(date: &Ref) -> Option<i32> {
    match date {
        Ref::Fixed(Date::Year(year) | Date::Month(year, _)) => *year,
        Ref::Fixed(Date::Day(day)) => Some(day.year()),
        Ref::In(_, outer) => year_said(outer),
        Ref::Nth(_, _, outer) => year_said(outer),
        Ref::Between(_, last) => year_said(last),
        _ => None,
    }
}
