//! Which one is meant of what recurs: a weekday, a day of the year, a month, a season; by the tense, by what it hangs
//! together with, and by the year that was named before.

use super::anchor::{Anchor, Place};
use super::meaning::{Link, Near, Ref, Teller, Tense};
use super::periods::{days_in, year_of};
use crate::time::{Date, Season, Unit, calendar};
use chrono::{Datelike, NaiveDate, Weekday};

/// A day without a year lies at most so many days away, whatever the verb nearby says.
const FAR_DAYS: i64 = 290;

/// A month without a year that is at most so many months off is the one of this year.
const NEAR_MONTHS: i32 = 1;

impl Anchor {
    pub(super) fn weekday(&self, weekday: Weekday, near: Near, tense: Tense) -> Option<NaiveDate> {
        let now = self.now?;
        let base = match near {
            Near::Before | Near::After => self.day.map_or(now, |(_, day)| day),
            _ => now,
        };
        match (near, tense) {
            (Near::Tense, _) if self.linked_day().is_some() => {
                calendar::weekday_from(self.linked_day()?.succ_opt()?, weekday)
            }
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

    /// The day that a weekday follows: "from Monday | to Wednesday".
    pub(super) fn linked_day(&self) -> Option<NaiveDate> {
        match &self.linked {
            Some((Link::To, Date::Day(day), Place::Before))
                if (*day - self.now?).num_days().abs() < 7 =>
            {
                Some(*day)
            }
            _ => None,
        }
    }

    /// The year of the `part`th of `parts` parts of a year: of a month.
    pub(super) fn month(&self, part: i32, near: Near, tense: Tense, parts: i32) -> Option<i32> {
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
                let far =
                    parts < 12 || self.told_by == Teller::Verb || current - part > NEAR_MONTHS;
                year + i32::from(part < current && far)
            }
            (Near::Tense, _) => {
                let far =
                    parts < 12 || self.told_by == Teller::Verb || part - current > NEAR_MONTHS;
                year - i32::from(part > current && far)
            }
            (Near::Last | Near::Before, _) => year - i32::from(part >= current),
            (Near::Next | Near::Coming | Near::After, _) => year + i32::from(part <= current),
        })
    }

    /// See [`Self::month`]: of a quarter or half, for which figures come out when it is over.
    pub(super) fn figures(&self, part: i32, near: Near, tense: Tense, parts: i32) -> Option<i32> {
        let now = self.now?;
        let current = (now.month0() as i32) * parts / 12 + 1;
        // "Hopes to publish third-quarter results", said in the fourth.
        if (near, tense) == (Near::Tense, Tense::Future) && (current - part).rem_euclid(parts) == 1
        {
            return Some(now.year() - i32::from(part > current));
        }
        self.month(part, near, tense, parts)
    }

    /// The year of a day or a month that hangs together with a dated one: "from Oct. 3 to Nov. 12, 2013".
    pub(super) fn linked_year(&self, date: &Ref) -> Option<i32> {
        let (link, other, place) = self.linked.as_ref()?;
        let year = year_of(other)?;
        let start = |year| Some(self.within(date, &Date::Year(Some(year)))?.days()?.0);
        let there = other.days()?.0;
        match place {
            Place::Behind => [year, year - 1]
                .into_iter()
                .find(|&year| start(year).is_some_and(|start| start <= there)),
            Place::Before if *link == Link::To => [year, year + 1]
                .into_iter()
                .find(|&year| start(year).is_some_and(|start| start >= there)),
            Place::Before => None,
        }
    }

    /// The year that was named before in the sentence, if the tense leaves it open; or with a day right before in the
    /// paragraph, for a day that has been.
    pub(super) fn carried_year(&self, date: &Ref, tense: Tense) -> Option<i32> {
        let carried = self.carried.as_ref()?;
        let now = self.now?.year();
        let open = match tense {
            Tense::Future if !(self.told_by == Teller::Word && carried.leads) => carried.year > now,
            Tense::Past => carried.year < now,
            _ => carried.year != now,
        };
        if !open {
            return None;
        }
        if carried.sentence == self.sentence {
            return Some(carried.year);
        }
        let follows = carried.paragraph == self.paragraph
            && self.sentence - carried.sentence == 1
            && self.told_by == Teller::Verb
            && matches!(date, Ref::MonthDay(..));
        let before = carried.day.filter(|_| follows)?;
        let there = self
            .within(date, &Date::Year(Some(carried.year)))?
            .days()?
            .0;
        (there > before).then_some(carried.year)
    }

    /// A day of a month that is not named: of the month mentioned last, or else the one that the tense asks for.
    pub(super) fn numbered(
        &self,
        day: u8,
        weekday: Option<Weekday>,
        tense: Tense,
    ) -> Option<NaiveDate> {
        let now = self.now?;
        let in_month = |first: NaiveDate| {
            let day = first.with_day(day.into())?;
            weekday
                .is_none_or(|weekday| day.weekday() == weekday)
                .then_some(day)
        };
        if tense != Tense::Future
            && let Some((first, last)) = self.recent().and_then(Date::days)
            && (last - first).num_days() <= days_in(Unit::Month)
            && last < now
            && let Some(day) = in_month(first.with_day(1)?)
        {
            return Some(day);
        }
        // Within fourteen months every weekday has every number.
        let first = now.with_day(1)?;
        let months = |step: i32| {
            (0..14).filter_map(move |months| calendar::add_months(first, step * months))
        };
        let before = months(-1).filter_map(in_month).find(|day| *day <= now);
        let after = months(1).filter_map(in_month).find(|day| *day >= now);
        match tense {
            Tense::Past => before,
            Tense::Future => after,
            Tense::Other => {
                let near = |day: &NaiveDate| (*day - now).num_days().abs();
                before.into_iter().chain(after).min_by_key(near)
            }
        }
    }

    /// The year of a day that comes every year.
    pub(super) fn recurring(
        &self,
        near: Near,
        tense: Tense,
        day: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<i32> {
        let now = self.now?;
        let year = now.year();
        // Eight years hold a February 29.
        let before = |last: NaiveDate| {
            (-1..=8)
                .filter_map(|back| Some((year - back, day(year - back)?)))
                .find(|(_, day)| *day <= last)
        };
        let after = |first: NaiveDate| {
            (-1..=8)
                .filter_map(|on| Some((year + on, day(year + on)?)))
                .find(|(_, day)| *day >= first)
        };
        Some(match (near, tense) {
            (Near::This, _) => year,
            (Near::Last | Near::Before, _) => before(now.pred_opt()?)?.0,
            (Near::Next | Near::Coming | Near::After, _) => after(now.succ_opt()?)?.0,
            (Near::Tense, tense) => {
                let (before, after) = (before(now)?, after(now)?);
                let (past, future) = ((now - before.1).num_days(), (after.1 - now).num_days());
                // The nearer one, unless the verb says otherwise and governs it, or the other is not far.
                let before_it = match tense {
                    Tense::Past => self.told_by == Teller::Verb || past <= FAR_DAYS,
                    Tense::Future => self.told_by != Teller::Verb && future > FAR_DAYS,
                    Tense::Other => past <= future,
                };
                if before_it { before.0 } else { after.0 }
            }
        })
    }

    pub(super) fn season(&self, season: Season, near: Near, tense: Tense) -> Option<Date> {
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
    pub(super) fn short_year(&self, year: u8) -> i32 {
        let limit = self.now.map_or(2030, |now| now.year() + 10);
        let century = limit.div_euclid(100) * 100;
        let full = century + i32::from(year);
        if full > limit { full - 100 } else { full }
    }

    /// The '90s: the last such decade that has begun.
    pub(super) fn short_decade(&self, tens: u8) -> u16 {
        let limit = self.now.map_or(202, |now| now.year() / 10);
        let full = limit / 10 * 10 + i32::from(tens) / 10;
        u16::try_from(if full > limit { full - 10 } else { full }).unwrap_or(0)
    }
}
