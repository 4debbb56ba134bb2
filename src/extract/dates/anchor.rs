//! From what an expression means to the calendar: by the day of writing, the tense and what was mentioned before.

use super::meaning::{Expression, Meaning, Near, Ref};
use crate::time::holidays::When;
use crate::time::{Date, Length, Season, Timex, Unit, calendar};
use chrono::{Datelike, NaiveDate, Weekday};

/// What the verb says about the time of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// The present, or no verb.
    Other,
}

/// For how many sentences a date can be meant by "that year" and "two days later".
const MEMORY: u32 = 3;

/// A day without a year lies at most so many days away, whatever the verb nearby says.
const FAR_DAYS: i64 = 290;

/// A month without a year that is at most so many months off is the one of this year.
const NEAR_MONTHS: i32 = 1;

/// What is known when an expression is read.
#[derive(Debug)]
pub(super) struct Anchor {
    /// The day of writing.
    now: Option<NaiveDate>,
    /// The number of the sentence.
    sentence: u32,
    /// The last date mentioned that covers days, and in which sentence.
    last: Option<(u32, Date)>,
    /// The last day mentioned, and in which sentence.
    day: Option<(u32, NaiveDate)>,
    /// The quarter, half or year that the figures of the article are about.
    period: Option<Date>,
    /// Another quarter, mentioned in passing while the one just over is in the news, and in which sentence.
    aside: Option<(u32, Date)>,
    /// The date that follows in the sentence, where it says what is meant: "the quarter ended | July 31".
    ahead: Option<Date>,
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
        }
    }

    /// Turns to a place: the number of its sentence, and the day on which its words were written or spoken.
    pub fn turn_to(&mut self, sentence: u32, now: Option<NaiveDate>) {
        (self.sentence, self.now) = (sentence, now);
    }

    /// The value of an expression; what follows it and the tense are asked for where they matter.
    pub fn resolve<'a>(
        &mut self,
        expression: &Expression,
        ahead: impl FnOnce() -> Option<&'a Ref>,
        tense: impl FnOnce() -> Tense,
    ) -> Option<Timex> {
        let ahead = if hangs_on_what_follows(&expression.meaning) {
            ahead()
        } else {
            None
        };
        let tense = if needs_tense(&expression.meaning) {
            tense()
        } else {
            Tense::Other
        };
        self.ahead = ahead.and_then(|ahead| self.try_date(ahead, tense));
        let timex = match &expression.meaning {
            Meaning::Date(date) => Timex::Date(self.date(date, tense)),
            Meaning::Time(date, clock) => Timex::Time(self.date(date, tense), *clock),
            Meaning::Length(length) | Meaning::Stretch(length) => Timex::Duration(length.clone()),
            Meaning::Set(repeat) => Timex::Set(repeat.clone()),
            Meaning::Nothing => return None,
        };
        match &timex {
            Timex::Date(date) | Timex::Time(date, _) => self.remember(date, &expression.meaning),
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
    fn recent(&self) -> Option<&Date> {
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
    fn try_date(&self, date: &Ref, tense: Tense) -> Option<Date> {
        Some(match date {
            Ref::Fixed(date) => date.clone(),
            Ref::Weekday(weekday, near) => Date::Day(self.weekday(*weekday, *near, tense)?),
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
            Ref::MonthDay(month, day, near) => self.recurring(*near, tense, |year| {
                NaiveDate::from_ymd_opt(year, (*month).into(), (*day).into())
            })?,
            Ref::Holiday(when, near) => self.recurring(*near, tense, |year| when.in_year(year))?,
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
                calendar::shift(self.try_date(date, tense)?.days()?.0, *unit, 0)?
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

    fn weekday(&self, weekday: Weekday, near: Near, tense: Tense) -> Option<NaiveDate> {
        let now = self.now?;
        let base = match near {
            Near::Before | Near::After => self.day.map_or(now, |(_, day)| day),
            _ => now,
        };
        match (near, tense) {
            (Near::Tense | Near::This, Tense::Future) => calendar::weekday_from(now, weekday),
            (Near::Tense, _) | (Near::This, Tense::Past) => calendar::weekday_until(now, weekday),
            (Near::This, _) => calendar::weekday_from(now, weekday),
            (Near::Last | Near::Before, _) => calendar::weekday_until(base.pred_opt()?, weekday),
            (Near::Coming | Near::After, _) => calendar::weekday_from(base.succ_opt()?, weekday),
            (Near::Next, _) => {
                let sunday = calendar::weekday_from(now, Weekday::Sun)?;
                calendar::weekday_from(sunday.succ_opt()?, weekday)
            }
        }
    }

    /// The year of the `part`th of `parts` parts of a year: of a month.
    fn month(&self, part: i32, near: Near, tense: Tense, parts: i32) -> Option<i32> {
        let now = match near {
            Near::Before | Near::After => self
                .recent()
                .and_then(Date::days)
                .map_or(self.now?, |days| days.0),
            _ => self.now?,
        };
        let (year, current) = (now.year(), (now.month0() as i32) * parts / 12 + 1);
        Some(match (near, tense) {
            (Near::This, _) => year,
            // The verb nearby may be another's: nobody calls the next month by its name and means last year's.
            (Near::Tense, Tense::Future) => {
                year + i32::from(part < current && (parts < 12 || current - part > NEAR_MONTHS))
            }
            (Near::Tense, _) => {
                year - i32::from(part > current && (parts < 12 || part - current > NEAR_MONTHS))
            }
            (Near::Last | Near::Before, _) => year - i32::from(part >= current),
            (Near::Next | Near::Coming | Near::After, _) => year + i32::from(part <= current),
        })
    }

    /// See [`Self::month`]: of a quarter or half, for which figures come out when it is over.
    fn figures(&self, part: i32, near: Near, tense: Tense, parts: i32) -> Option<i32> {
        let now = self.now?;
        let current = (now.month0() as i32) * parts / 12 + 1;
        // "Hopes to publish third-quarter results", said in the fourth.
        if (near, tense) == (Near::Tense, Tense::Future) && (current - part).rem_euclid(parts) == 1
        {
            return Some(now.year() - i32::from(part > current));
        }
        self.month(part, near, tense, parts)
    }

    /// A day that comes every year.
    fn recurring(
        &self,
        near: Near,
        tense: Tense,
        day: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<Date> {
        let now = self.now?;
        let year = now.year();
        // Eight years hold a February 29.
        let before = |last: NaiveDate| {
            (0..=8)
                .filter_map(|back| day(year - back))
                .find(|day| *day <= last)
        };
        let after = |first: NaiveDate| {
            (-1..=8)
                .filter_map(|on| day(year + on))
                .find(|day| *day >= first)
        };
        let found = match (near, tense) {
            (Near::This, _) => day(year)?,
            (Near::Last | Near::Before, _) => before(now.pred_opt()?)?,
            (Near::Next | Near::Coming | Near::After, _) => after(now.succ_opt()?)?,
            (Near::Tense, tense) => {
                let (before, after) = (before(now)?, after(now)?);
                let (past, future) = ((now - before).num_days(), (after - now).num_days());
                // The nearer one, unless the verb says otherwise and the other is not far.
                let before_it = match tense {
                    Tense::Past => past <= FAR_DAYS,
                    Tense::Future => future > FAR_DAYS,
                    Tense::Other => past <= future,
                };
                if before_it { before } else { after }
            }
        };
        Some(Date::Day(found))
    }

    fn season(&self, season: Season, near: Near, tense: Tense) -> Option<Date> {
        let (year, current) = calendar::season_of(self.now?);
        let (part, current) = (
            i32::from(season.first_month()),
            i32::from(current.first_month()),
        );
        let year = match (near, tense) {
            (Near::This, _) => {
                year + i32::from(current == 12 && part < current && self.now?.month() < 3)
            }
            (Near::Tense, Tense::Future) => year + i32::from(part < current),
            (Near::Tense, _) => year - i32::from(part > current),
            (Near::Last | Near::Before, _) => year - i32::from(part >= current),
            (Near::Next | Near::Coming | Near::After, _) => year + i32::from(part <= current),
        };
        Some(Date::Season(Some(year), season))
    }

    /// '98: the last such year, or one of the next ten.
    fn short_year(&self, year: u8) -> i32 {
        let limit = self.now.map_or(2030, |now| now.year() + 10);
        let century = limit.div_euclid(100) * 100;
        let full = century + i32::from(year);
        if full > limit { full - 100 } else { full }
    }

    /// The '90s: the last such decade that has begun.
    fn short_decade(&self, tens: u8) -> u16 {
        let limit = self.now.map_or(202, |now| now.year() / 10);
        let full = limit / 10 * 10 + i32::from(tens) / 10;
        u16::try_from(if full > limit { full - 10 } else { full }).unwrap_or(0)
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

    fn within(&self, inner: &Ref, outer: &Date) -> Option<Date> {
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

/// Whether the date that follows can say what is meant.
fn hangs_on_what_follows(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Date(Ref::Ended(_)) | Meaning::Time(Ref::Day, _)
    )
}

/// Whether the tense of the clause can change what is meant.
fn needs_tense(meaning: &Meaning) -> bool {
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
            Ref::Around(_, date) | Ref::Beyond(_, _, date) => open(date),
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
fn days_in(unit: Unit) -> i64 {
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

/// The year in which a date begins.
fn year_of(date: &Date) -> Option<i32> {
    Some(date.days()?.0.year())
}

/// The same stretch of another year.
fn move_years(date: &Date, years: i32) -> Option<Date> {
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
fn unknown(date: &Ref) -> Date {
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
        | Ref::Around(unit, _) => match unit {
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
        Ref::Holiday(..) | Ref::Day => Date::SomeDay,
        Ref::In(inner, _) => unknown(inner),
        Ref::Between(first, last) => Date::Range(Box::new(unknown(first)), Box::new(unknown(last))),
        Ref::ShortYear(_)
        | Ref::ShortDecade(_)
        | Ref::Period(_)
        | Ref::PeriodFrom(_)
        | Ref::PeriodIn(_) => Date::Year(None),
    }
}
