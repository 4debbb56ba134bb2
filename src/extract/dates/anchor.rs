//! From what an expression means to the calendar: by the day of writing, the tense and what was mentioned before.

use super::meaning::{Expression, Link, Meaning, Near, Ref, Side, Teller, Tense, year_said};
use super::periods::{
    days_in, hangs_on_what_follows, move_years, needs_tense, nth_in, unknown, year_of,
};
use crate::time::holidays::When;
use crate::time::{Date, Length, Timex, Unit, calendar};
use chrono::{Datelike, NaiveDate, Weekday};

/// For how many sentences a date can be meant by "that year" and "two days later".
const MEMORY: u32 = 3;

/// The month in which a school year begins.
const SCHOOL_BEGINS: u32 = 8;

/// What is known when an expression is read.
#[derive(Debug)]
pub(super) struct Anchor {
    /// The day of writing.
    pub(super) now: Option<NaiveDate>,
    /// The number of the sentence.
    pub(super) sentence: u32,
    /// The last date mentioned that covers days, and in which sentence.
    pub(super) last: Option<(u32, Date)>,
    /// The last day mentioned, and in which sentence.
    pub(super) day: Option<(u32, NaiveDate)>,
    /// The quarter, half or year that the figures of the article are about.
    pub(super) period: Option<Date>,
    /// Another quarter, mentioned in passing while the one just over is in the news, and in which sentence.
    pub(super) aside: Option<(u32, Date)>,
    /// The date that follows in the sentence, where it says what is meant: "the quarter ended | July 31".
    pub(super) ahead: Option<Date>,
    /// The number of the paragraph.
    pub(super) paragraph: u32,
    /// The year that was named last, and where.
    pub(super) carried: Option<Carried>,
    /// What tells the tense.
    pub(super) told_by: Teller,
    /// The date before that this one hangs together with, or the one behind it.
    pub(super) linked: Option<(Link, Date, Place)>,
}

/// On which side of an expression another stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Before,
    Behind,
}

/// A year that holds for the days and months that follow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carried {
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) year: i32,
    /// The day that it was named with.
    pub(super) day: Option<NaiveDate>,
    /// Whether it leads its sentence: "In 2020, by Christmas".
    pub(super) leads: bool,
}

/// An expression where it stands.
pub(super) struct Context<'a> {
    pub expression: &'a Expression,
    /// How it hangs together with the expression before.
    pub before: Option<Link>,
    /// How the expression behind it hangs together with it, and what it refers to.
    pub behind: Option<(Link, &'a Ref)>,
    /// Whether a year says here when all of its clause was: "in 2014", not "the 2014 law".
    pub frames: bool,
    /// Whether it leads its sentence.
    pub leads: bool,
}

impl Anchor {
    pub fn new(now: Option<NaiveDate>) -> Self {
        Self {
            now,
            sentence: 0,
            last: None,
            day: None,
            period: None,
            aside: None,
            ahead: None,
            paragraph: 0,
            carried: None,
            told_by: Teller::Clause,
            linked: None,
        }
    }

    /// Turns to a place: the numbers of its paragraph and its sentence, and the day on which its words were written or
    /// spoken.
    pub fn turn_to(&mut self, paragraph: u32, sentence: u32, now: Option<NaiveDate>) {
        (self.paragraph, self.sentence, self.now) = (paragraph, sentence, now);
    }

    /// The value of an expression; what follows it and the tense are asked for where they matter.
    pub fn resolve<'a>(
        &mut self,
        context: &Context,
        ahead: impl FnOnce() -> Option<&'a Ref>,
        side: impl FnOnce() -> Side,
    ) -> Option<Timex> {
        let meaning = match &context.expression.meaning {
            Meaning::Piece(_, _, alone) => &alone.as_ref()?.meaning,
            meaning => meaning,
        };
        let ahead = if hangs_on_what_follows(meaning) {
            ahead()
        } else {
            None
        };
        let side = if needs_tense(meaning) {
            side()
        } else {
            Side {
                tense: Tense::Other,
                told_by: Teller::Clause,
            }
        };
        let tense = side.tense;
        self.told_by = side.told_by;
        self.linked = match (context.behind, context.before, &self.linked) {
            (Some((link, behind)), ..) if year_said(behind).is_some() => self
                .try_date(behind, tense)
                .map(|date| (link, date, Place::Behind)),
            (_, Some(link), _) => self
                .last
                .as_ref()
                .filter(|(_, date)| match meaning {
                    Meaning::Date(Ref::Month(..)) => matches!(date, Date::Month(..)),
                    _ => matches!(date, Date::Day(_)),
                })
                .map(|(_, date)| (link, date.clone(), Place::Before)),
            _ => None,
        };
        self.ahead = ahead.and_then(|ahead| self.try_date(ahead, tense));
        let timex = match meaning {
            Meaning::Date(date) => Timex::Date(self.date(date, tense)),
            Meaning::Time(date, clock) => Timex::Time(self.date(date, tense), *clock),
            Meaning::Length(length) | Meaning::Stretch(length) => Timex::Duration(length.clone()),
            Meaning::Set(repeat) => Timex::Set(repeat.clone()),
            Meaning::Piece(..) | Meaning::Nothing => return None,
        };
        match &timex {
            Timex::Date(date) | Timex::Time(date, _) => {
                self.remember(date, meaning);
                if let Meaning::Date(said) | Meaning::Time(said, _) = meaning
                    && let Some(year) = year_said(said)
                    && context.frames
                {
                    self.carried = Some(Carried {
                        sentence: self.sentence,
                        paragraph: self.paragraph,
                        year,
                        leads: context.leads,
                        day: match date {
                            Date::Day(day) => Some(*day),
                            _ => None,
                        },
                    });
                }
            }
            // "The first nine months": what follows compares years.
            Timex::Duration(Length::Exact(parts))
                if matches!(parts[..], [(6 | 9, Unit::Month)]) =>
            {
                self.period = self.now.map(|now| Date::Year(Some(now.year())));
            }
            _ => {}
        }
        Some(timex)
    }

    fn remember(&mut self, date: &Date, meaning: &Meaning) {
        if date.days().is_none() {
            return;
        }
        if let Date::Day(day) = date {
            self.day = Some((self.sentence, *day));
        }
        let compared = matches!(
            meaning,
            Meaning::Date(Ref::Period(_) | Ref::PeriodFrom(_) | Ref::PeriodIn(_))
        );
        if compared {
            return;
        }
        if matches!(date, Date::Quarter(..) | Date::Half(..)) {
            let news = self.quarter_just_over();
            if news.is_some() && self.period == news && news.as_ref() != Some(date) {
                self.aside = Some((self.sentence, date.clone()));
            } else {
                self.period = Some(date.clone());
            }
        }
        self.last = Some((self.sentence, date.clone()));
    }

    /// The last date, if it was mentioned not long ago.
    pub(super) fn recent(&self) -> Option<&Date> {
        let (sentence, date) = self.last.as_ref()?;
        (self.sentence - sentence <= MEMORY).then_some(date)
    }

    /// The quarter whose figures come out now.
    fn quarter_just_over(&self) -> Option<Date> {
        calendar::shift(self.now?, Unit::Quarter, -1)
    }

    /// The period under discussion.
    fn discussed(&self) -> Option<&Date> {
        match &self.aside {
            Some((sentence, aside)) if *sentence == self.sentence => Some(aside),
            _ => self.period.as_ref(),
        }
    }

    /// The last period for which there are figures.
    fn latest(&self) -> Option<Date> {
        match &self.period {
            Some(Date::Year(_)) | None => self.quarter_just_over(),
            Some(period) => Some(period.clone()),
        }
    }

    fn date(&self, date: &Ref, tense: Tense) -> Date {
        self.try_date(date, tense).unwrap_or_else(|| unknown(date))
    }

    /// `None` where the day of writing is asked for and not known.
    pub(super) fn try_date(&self, date: &Ref, tense: Tense) -> Option<Date> {
        Some(match date {
            Ref::Fixed(date) => date.clone(),
            Ref::Weekday(weekday, near) => Date::Day(self.weekday(*weekday, *near, tense)?),
            Ref::Month(_, Near::Tense) | Ref::MonthDay(_, _, Near::Tense)
                if self.linked_year(date).is_some() =>
            {
                self.within(date, &Date::Year(self.linked_year(date)))?
            }
            Ref::Month(_, Near::Tense)
            | Ref::MonthDay(_, _, Near::Tense)
            | Ref::Holiday(_, Near::Tense)
                if self.carried_year(date, tense).is_some() =>
            {
                self.within(date, &Date::Year(self.carried_year(date, tense)))?
            }
            Ref::Month(month, near) => {
                let number = self.month(i32::from(*month), *near, tense, 12)?;
                Date::Month(Some(number), Some(*month))
            }
            Ref::Quarter(quarter, near) => Date::Quarter(
                Some(self.figures(i32::from(*quarter), *near, tense, 4)?),
                Some(*quarter),
            ),
            Ref::Half(half, near) => Date::Half(
                Some(self.figures(i32::from(*half), *near, tense, 2)?),
                *half,
            ),
            Ref::MonthDay(month, day, near) => {
                let day = |year| NaiveDate::from_ymd_opt(year, (*month).into(), (*day).into());
                Date::Day(day(self.recurring(*near, tense, day)?)?)
            }
            Ref::Holiday(When::Eid, near) => {
                let now = self.now?;
                let feast = |when| self.try_date(&Ref::Holiday(when, *near), tense);
                let feasts = [feast(When::Islamic(10, 1))?, feast(When::Islamic(12, 10))?];
                // The nearer one.
                let far = |date: &Date| date.days().map(|days| (days.0 - now).num_days().abs());
                feasts.into_iter().min_by_key(far)?
            }
            Ref::Holiday(when, near) => {
                Date::Day(when.in_year(self.recurring(*near, tense, |year| when.in_year(year))?)?)
            }
            Ref::Nth(n, of, stretch) => match **stretch {
                Ref::Month(month, Near::Tense) => {
                    let nth = |year| nth_in(*n, *of, &Date::Month(Some(year), Some(month)));
                    let day = |year| Some(nth(year)?.days()?.0);
                    nth(self.recurring(Near::Tense, tense, day)?)?
                }
                _ => nth_in(*n, *of, &self.try_date(stretch, tense)?)?,
            },
            Ref::Beside(weekday, side, day) => {
                let days = self.try_date(day, tense)?.days()?;
                Date::Day(if *side < 0 {
                    calendar::weekday_until(days.0.pred_opt()?, *weekday)?
                } else {
                    calendar::weekday_from(days.1.succ_opt()?, *weekday)?
                })
            }
            Ref::OnWeekday(weekday, day) => {
                let there = self.try_date(day, tense)?;
                // The weekday settles the year.
                let moved = |years: i32| {
                    let moved = move_years(&there, years)?;
                    (moved.days()?.0.weekday() == *weekday).then_some(moved)
                };
                [0, 1, -1].into_iter().find_map(moved).unwrap_or(there)
            }
            Ref::Numbered(day, weekday) => Date::Day(self.numbered(*day, *weekday, tense)?),
            Ref::SchoolYear(years) => {
                let now = self.now?;
                let begun = now.year() - i32::from(now.month() < SCHOOL_BEGINS);
                Date::Year(Some(begun.checked_add(*years)?))
            }
            Ref::NewYear => {
                let now = self.now?;
                Date::Year(Some(now.year() + i32::from(now.month() > 6)))
            }
            Ref::Years(years, date) => move_years(&self.try_date(date, tense)?, *years)?,
            Ref::Season(season, near) => self.season(*season, *near, tense)?,
            Ref::ShortYear(year) => Date::Year(Some(self.short_year(*year))),
            Ref::ShortDecade(tens) => Date::Decade(self.short_decade(*tens)),
            Ref::Cell(unit, count) => calendar::shift(self.now?, *unit, *count)?,
            Ref::From(unit, count) => self.from(*unit, *count)?,
            Ref::Same(unit) => self.same(*unit, tense)?,
            Ref::Latest => self.latest()?,
            Ref::Ended(unit) => match (&self.period, &self.ahead) {
                // "The fiscal first quarter" has been named.
                (Some(period @ Date::Quarter(..)), _)
                    if self.period != self.quarter_just_over() =>
                {
                    period.clone()
                }
                // The one of the calendar that it shares most days with.
                (_, Some(Date::Day(last))) => {
                    calendar::shift(calendar::add_days(*last, -days_in(*unit) / 2)?, *unit, 0)?
                }
                _ => self.same(*unit, tense)?,
            },
            Ref::Period(years) => match self.discussed() {
                Some(period) => move_years(period, *years)?,
                None => calendar::shift(self.now?, Unit::Year, *years)?,
            },
            Ref::PeriodFrom(years) => match (self.discussed(), self.recent()) {
                (Some(period), _) => move_years(period, *years)?,
                (None, Some(last)) => move_years(last, *years)?,
                (None, None) => calendar::shift(self.now?, Unit::Year, *years)?,
            },
            Ref::PeriodIn(year) => {
                let year = year_of(&self.try_date(year, tense)?)?;
                match self.discussed() {
                    Some(Date::Quarter(_, quarter)) => Date::Quarter(Some(year), *quarter),
                    Some(Date::Half(_, half)) => Date::Half(Some(year), *half),
                    _ => Date::Year(Some(year)),
                }
            }
            Ref::In(inner, outer) => self.within(inner, &self.try_date(outer, tense)?)?,
            Ref::Around(unit, date) => {
                let day = self.try_date(date, tense)?.days()?.0;
                // The weekend of a Monday is the one before it.
                let monday = *unit == Unit::Weekend && day.weekday().num_days_from_monday() < 2;
                calendar::shift(day, *unit, -i32::from(monday))?
            }
            Ref::Beyond(unit, count, date) => {
                calendar::shift(self.try_date(date, tense)?.days()?.0, *unit, *count)?
            }
            Ref::Between(first, last) => {
                let (first, last) = (self.try_date(first, tense)?, self.try_date(last, tense)?);
                let turned = first
                    .days()
                    .zip(last.days())
                    .is_some_and(|(first, last)| first.0 > last.1);
                let first = if turned {
                    move_years(&first, -1)?
                } else {
                    first
                };
                Date::Range(Box::new(first), Box::new(last))
            }
            Ref::Day => match (&self.ahead, self.day) {
                (_, Some((sentence, day))) if sentence == self.sentence => Date::Day(day),
                (Some(Date::Day(day)), _) => Date::Day(*day),
                (_, Some((sentence, day)))
                    if tense == Tense::Past && self.sentence - sentence <= 1 =>
                {
                    Date::Day(day)
                }
                _ => Date::Day(self.now?),
            },
        })
    }

    fn from(&self, unit: Unit, count: i32) -> Option<Date> {
        let Some(last) = self.recent() else {
            return calendar::shift(self.now?, unit, count);
        };
        if unit == Unit::Year {
            return move_years(last, count)
                .and_then(|date| Some(Date::Year(Some(year_of(&date)?))));
        }
        let (first, until) = last.days()?;
        // "Three days later" than a month is no day.
        if (until - first).num_days() > days_in(unit) {
            return None;
        }
        calendar::shift(first, unit, count)
    }

    fn same(&self, unit: Unit, tense: Tense) -> Option<Date> {
        let recent = self.recent().and_then(Date::days);
        match unit {
            Unit::Quarter => match self.discussed() {
                Some(period @ Date::Quarter(..)) => Some(period.clone()),
                _ => self.quarter_just_over(),
            },
            Unit::Weekend => {
                let saturday = match tense {
                    Tense::Future => calendar::weekday_from(self.now?, Weekday::Sat)?,
                    _ => calendar::weekday_until(self.now?, Weekday::Sat)?,
                };
                calendar::shift(saturday, unit, 0)
            }
            _ => {
                let base =
                    recent.filter(|(first, last)| (*last - *first).num_days() <= days_in(unit));
                calendar::shift(base.map_or(self.now?, |days| days.0), unit, 0)
            }
        }
    }

    pub(super) fn within(&self, inner: &Ref, outer: &Date) -> Option<Date> {
        if let (Ref::Weekday(weekday, _), Some((first, _))) = (inner, outer.days()) {
            return Some(Date::Day(calendar::weekday_from(first, *weekday)?));
        }
        let year = match outer {
            Date::Year(year) => *year,
            outer => Some(year_of(outer)?),
        };
        Some(match inner {
            Ref::Month(month, _) => Date::Month(year, Some(*month)),
            Ref::Quarter(quarter, _) => Date::Quarter(year, Some(*quarter)),
            Ref::Half(half, _) => Date::Half(year, *half),
            Ref::Season(season, _) => Date::Season(year, *season),
            Ref::Nth(n, of, stretch) => nth_in(*n, *of, &self.within(stretch, outer)?)?,
            Ref::MonthDay(month, day, _) => match year {
                Some(year) => NaiveDate::from_ymd_opt(year, (*month).into(), (*day).into())
                    .map_or(Date::Impossible, Date::Day),
                None => Date::MonthDay(*month, *day),
            },
            Ref::Holiday(when, _) => Date::Day(when.in_year(year?)?),
            Ref::In(inner, _) => self.within(inner, outer)?,
            Ref::Same(_) => {
                let same = self.try_date(inner, Tense::Other)?;
                move_years(&same, year? - year_of(&same)?)?
            }
            Ref::Fixed(Date::Impossible) => Date::Impossible,
            _ => self.try_date(inner, Tense::Other)?,
        })
    }
}
