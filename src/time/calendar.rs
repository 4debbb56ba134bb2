//! Calendar arithmetic. Every function answers `None` beyond the years that can be computed.

use super::timex::{Date, Season, Unit};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The day `days` later, or earlier if negative.
#[must_use]
pub fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        day.checked_add_days(Days::new(days.unsigned_abs()))
    }
}

/// The same day of the month `months` later, or earlier if negative; the last of the month where it is shorter.
#[must_use]
pub fn add_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    if months < 0 {
        day.checked_sub_months(Months::new(months.unsigned_abs()))
    } else {
        day.checked_add_months(Months::new(months.unsigned_abs()))
    }
}

/// The ISO week of a day: its year and its number.
#[must_use]
pub fn week_of(day: NaiveDate) -> (i32, u8) {
    let week = day.iso_week();
    (week.year(), week.week() as u8)
}

/// The Monday of an ISO week.
#[must_use]
pub fn week_start((year, week): (i32, u8)) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, u32::from(week), Weekday::Mon)
}

/// The quarter of the year in which a day lies: 1 to 4.
#[must_use]
pub fn quarter_of(day: NaiveDate) -> u8 {
    (day.month0() / 3 + 1) as u8
}

/// The year to which the season of a day belongs, and the season; January lies in the winter of the year before.
#[must_use]
pub fn season_of(day: NaiveDate) -> (i32, Season) {
    let year = day.year() - i32::from(day.month() < 3);
    (year, Season::of_month(day.month()))
}

/// The last day with this weekday, up to and including `day`.
#[must_use]
pub fn weekday_until(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    add_days(day, -i64::from(days_between(weekday, day.weekday())))
}

/// The first day with this weekday, from `day` on, itself included.
#[must_use]
pub fn weekday_from(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    add_days(day, i64::from(days_between(day.weekday(), weekday)))
}

/// The `n`th such weekday of a month, from 1; the last for 5 where there is no fifth.
#[must_use]
pub fn nth_weekday(year: i32, month: u32, weekday: Weekday, n: u8) -> Option<NaiveDate> {
    let first = weekday_from(NaiveDate::from_ymd_opt(year, month, 1)?, weekday)?;
    let day = add_days(first, 7 * (i64::from(n) - 1))?;
    if day.month() == month {
        Some(day)
    } else {
        add_days(day, -7)
    }
}

fn days_between(from: Weekday, to: Weekday) -> u32 {
    (to.num_days_from_monday() + 7 - from.num_days_from_monday()) % 7
}

/// The stretch of the calendar, one `unit` long, that lies `count` units after the one that holds `day` (before it if
/// negative): (Week, -1) is last week. Units of the clock give the day.
#[must_use]
pub fn shift(day: NaiveDate, unit: Unit, count: i32) -> Option<Date> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Date::Day(day),
        Unit::Day => Date::Day(add_days(day, i64::from(count))?),
        Unit::Week => Date::Week(Some(week_of(add_days(day, 7 * i64::from(count))?))),
        Unit::Weekend => Date::Weekend(Some(week_of(add_days(day, 7 * i64::from(count))?))),
        Unit::Month => month_date(add_months(day, count)?),
        Unit::Quarter => {
            let day = add_months(day, count.checked_mul(3)?)?;
            Date::Quarter(Some(day.year()), Some(quarter_of(day)))
        }
        Unit::Half => {
            let day = add_months(day, count.checked_mul(6)?)?;
            Date::Half(Some(day.year()), (day.month0() / 6 + 1) as u8)
        }
        Unit::Year => Date::Year(Some(year_in_range(day.year().checked_add(count)?)?)),
        Unit::Decade => Date::Decade(u16::try_from(year_in_range(day.year() / 10 + count)?).ok()?),
        Unit::Century => {
            Date::Century(u16::try_from(year_in_range(day.year() / 100 + count)?).ok()?)
        }
        Unit::Millennium => return None,
    })
}

/// The month in which a day lies.
#[must_use]
pub fn month_date(day: NaiveDate) -> Date {
    Date::Month(Some(day.year()), Some(day.month() as u8))
}

/// Years that TIMEX3 can write with four digits.
fn year_in_range(year: i32) -> Option<i32> {
    (0..=9999).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn shifting_agrees_with_the_calendar_on_the_wall() {
        for (from, unit, count, value) in [
            ("2025-04-19", Unit::Week, -1, "2025-W15"),
            ("2025-01-01", Unit::Week, -1, "2024-W52"),
            ("2025-01-31", Unit::Month, 1, "2025-02"),
            ("2025-01-15", Unit::Quarter, -1, "2024-Q4"),
            ("2024-02-29", Unit::Year, -1, "2023"),
            ("2000-03-01", Unit::Day, -1, "2000-02-29"),
            ("2025-04-19", Unit::Decade, -1, "201"),
        ] {
            assert_eq!(shift(day(from), unit, count).unwrap().to_string(), value);
        }
    }

    #[test]
    fn weekdays_before_and_after_include_the_day_itself() {
        let saturday = day("2025-04-19");
        assert_eq!(weekday_until(saturday, Weekday::Sat), Some(saturday));
        assert_eq!(
            weekday_until(saturday, Weekday::Sun),
            Some(day("2025-04-13"))
        );
        assert_eq!(
            weekday_from(saturday, Weekday::Fri),
            Some(day("2025-04-25"))
        );
    }

    #[test]
    fn the_fifth_weekday_is_the_last_where_there_is_none() {
        assert_eq!(
            nth_weekday(2025, 5, Weekday::Mon, 5),
            Some(day("2025-05-26"))
        );
        assert_eq!(
            nth_weekday(2024, 11, Weekday::Thu, 4),
            Some(day("2024-11-28"))
        );
    }
}
