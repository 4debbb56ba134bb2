//! Full dates as printed in headers, datelines and prose.
//!
//! Scanners take the text from some place on and return the value and the rest; they look at a bounded piece of it.

use super::clock::clock;
use super::names::{Month, month, trailing_weekday, weekday};
use super::scan::{blanks, end_of_word, is_space, number};
use chrono::{Datelike, NaiveDate, Weekday};

/// How exactly a date is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// A year only.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

/// A calendar date with the precision it was given in; the day is the first that it covers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Calendar {
    /// The day, or the first day of the month or year.
    pub day: NaiveDate,
    /// How exactly it is known.
    pub precision: Precision,
}

impl Calendar {
    /// The day, if the calendar has it: `None` for 30 February.
    #[must_use]
    pub fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        Some(Self {
            day: NaiveDate::from_ymd_opt(year, month, day)?,
            precision: Precision::Day,
        })
    }

    /// The month, if there is one with that number.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Some(Self {
            precision: Precision::Month,
            ..Self::day(year, month, 1)?
        })
    }

    /// The year.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            precision: Precision::Year,
            ..Self::day(year, 1, 1)?
        })
    }
}

/// What a printed date says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Printed {
    /// A day or a month of a year.
    Full(Calendar),
    /// A day of a month, without a year: `Aug 14`.
    NoYear {
        /// 1 to 12.
        month: u32,
        /// 1 to 31, and some year has that day.
        day: u32,
    },
    /// It has the form of a date and is none, such as 30 February, or 31/12/99 with half a year.
    Impossible,
    /// Day and month cannot be told apart: 06/02/2023.
    Ambiguous,
}

impl Printed {
    /// The date, in `year` where none is printed. `None` if it is not a date.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<Calendar> {
        match self {
            Self::Full(date) => Some(date),
            Self::NoYear { month, day } => Calendar::day(year, month, day),
            Self::Impossible | Self::Ambiguous => None,
        }
    }

    /// The date if its year is printed.
    #[must_use]
    pub fn full(self) -> Option<Calendar> {
        match self {
            Self::Full(date) => Some(date),
            _ => None,
        }
    }
}

/// Scans a date that `text` begins with: day first, month first, ISO 8601, dotted, slashed or hyphenated, with or
/// without weekday, ordinals and year; `June 2024` is a month. German and French names of months are read where day
/// and year stand with them. A year alone is not a date here, nor is a weekday.
///
/// The time of day and its zone are left in the rest (see [`clock`]): they never shift the day.
#[must_use]
pub fn scan(text: &str) -> Option<(Printed, &str)> {
    if let Some(found) = numeric(text, false) {
        return Some(found);
    }
    let (has_weekday, rest) = match weekday(text) {
        Some((weekday, rest)) => {
            if let Some((printed, after)) = numeric(rest, true) {
                return Some((settled(printed, rest, weekday), after));
            }
            (true, rest)
        }
        None => (false, text),
    };
    let (printed, rest) = day_first(rest).or_else(|| month_first(rest))?;
    let rest = match printed {
        Printed::Full(Calendar {
            precision: Precision::Day,
            ..
        }) if !has_weekday => trailing_weekday(rest),
        _ => rest,
    };
    Some((printed, rest))
}

/// The first date in `text`, with the bytes at which it begins and ends.
#[must_use]
pub fn find(text: &str) -> Option<(usize, usize, Printed)> {
    find_from(text, 0)
}

/// The first date in `text` that begins at byte `from` or later.
#[must_use]
pub fn find_from(text: &str, from: usize) -> Option<(usize, usize, Printed)> {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text[from..].char_indices() {
        let starts = c.is_alphanumeric()
            && !before.is_some_and(|b| b.is_alphanumeric() || (c.is_ascii_digit() && b == '.'));
        before = Some(c);
        if !starts {
            continue;
        }
        if let Some((printed, rest)) = scan(&text[from + at..]) {
            return Some((from + at, text.len() - rest.len(), printed));
        }
    }
    None
}

/// Years that a news text may be from, or about to the day.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

/// Dates of digits alone, and whether a weekday stands before them: 2025-04-19, 2024-07, 19.4.2025, 4/19/2025, 2025/04/19.
fn numeric(text: &str, on_weekday: bool) -> Option<(Printed, &str)> {
    let (first, first_digits, rest) = number(text)?;
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (second, second_digits, rest) = number(&rest[1..])?;
    let third = rest.strip_prefix(mark).and_then(number);
    match (first_digits, second_digits, third) {
        (4, 2, None) if mark == '-' && YEARS.contains(&first) && (1..=12).contains(&second) => {
            let rest = end_of_word(rest)?;
            (!rest.starts_with('-')).then_some(())?;
            Some((full(Calendar::month(first as i32, second)), rest))
        }
        (4, 1..=2, Some((day, day_digits, rest))) if day_digits <= 2 => {
            let rest = rest
                .strip_prefix('T')
                .map_or_else(|| end_of_word(rest), |time| number(time).map(|_| rest))?;
            Some((full(calendar_day(first, second, day)), rest))
        }
        (1..=2, 1..=2, Some((year, year_digits, rest))) => {
            let rest = end_of_word(rest)?;
            let printed = match (year_digits, mark) {
                (2, _) => Printed::Impossible,
                (4, '/') if first <= 12 && second <= 12 && first != second => Printed::Ambiguous,
                (4, '/') if second > 12 => full(calendar_day(year, first, second)),
                (4, '.' | '/') => full(calendar_day(year, second, first)),
                (4, _) if first <= 12 && second <= 12 && first != second => Printed::Ambiguous,
                (4, _) if second > 12 => full(calendar_day(year, first, second)),
                (4, _) => full(calendar_day(year, second, first)),
                _ => return None,
            };
            // "24/7/365" and "10-2-20" are ratios and results: half a year needs two digits everywhere.
            if printed == Printed::Impossible
                && year_digits == 2
                && !on_weekday
                && (first_digits, second_digits) != (2, 2)
            {
                return None;
            }
            Some((printed, rest))
        }
        _ => None,
    }
}

/// A date of digits whose weekday is printed: where it can be read in more than one order, or its year has two digits,
/// the reading that falls on that weekday, if only one does.
fn settled(printed: Printed, text: &str, weekday: Weekday) -> Printed {
    let (Printed::Ambiguous | Printed::Impossible) = printed else {
        return printed;
    };
    let mut parts = text
        .split(|c: char| !c.is_ascii_digit())
        .take(3)
        .map(|part| part.parse::<u32>());
    let (Some(Ok(first)), Some(Ok(second)), Some(Ok(year))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return printed;
    };
    let year = if year < 100 { full_year(year) } else { year };
    let mut fitting = [(first, second), (second, first)]
        .into_iter()
        .filter_map(|(month, day)| calendar_day(year, month, day))
        .filter(|date| date.day.weekday() == weekday);
    match (fitting.next(), fitting.next()) {
        (Some(date), None) => Printed::Full(date),
        (Some(one), Some(other)) if one == other => Printed::Full(one),
        _ => printed,
    }
}

/// A year by its last two digits, as POSIX reads them: 1969 to 2068.
fn full_year(year: u32) -> u32 {
    year + if year < 69 { 2000 } else { 1900 }
}

fn calendar_day(year: u32, month: u32, day: u32) -> Option<Calendar> {
    YEARS
        .contains(&year)
        .then(|| Calendar::day(year as i32, month, day))
        .flatten()
}

fn full(date: Option<Calendar>) -> Printed {
    date.map_or(Printed::Impossible, Printed::Full)
}

/// `14 January 2020`, `the 14th of Jan., 2020`, `14-Jan-2020`, `14. Januar 2020`, `1er mars 2020`, `14 Jan`.
fn day_first(text: &str) -> Option<(Printed, &str)> {
    let start = word(text, "the").map_or(text, blanks);
    let (day, 1..=2, rest) = number(start)? else {
        return None;
    };
    let rest = ordinal(rest);
    let hyphen = rest.strip_prefix('-');
    let rest = hyphen.unwrap_or_else(|| {
        let rest = blanks(rest);
        word(rest, "of").map_or(rest, blanks)
    });
    if hyphen.is_none() && rest.len() == start.len() {
        return None;
    }
    let (month, rest) = month(rest)?;
    let after = if hyphen.is_some() {
        rest.strip_prefix('-')
    } else {
        Some(year_gap(rest))
    };
    // "15-Jan-18"
    let short = after.filter(|_| hyphen.is_some()).and_then(|after| {
        let (year, 2, rest) = number(after)? else {
            return None;
        };
        Some((full_year(year), end_of_word(rest)?))
    });
    finish(month, Some(day), after.and_then(year).or(short), rest)
}

/// `January 14, 2020`, `Jan. 14`, `Sept. 14th 2020`, `June 2024`, `June, 2024`.
fn month_first(text: &str) -> Option<(Printed, &str)> {
    let (month, rest) = month(text)?;
    if let Some((year, after)) = year(year_gap(rest)) {
        return finish(month, None, Some((year, after)), rest);
    }
    let start = blanks(rest);
    (start.len() < rest.len()).then_some(())?;
    let (day, 1..=2, after) = number(start)? else {
        return None;
    };
    let after = ordinal(after);
    // "March 1,200 people", "May 10.5 percent", "May 3:15" hold no day; "May 10%" neither.
    if after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ':'))
        || after
            .strip_prefix(['.', ','])
            .and_then(number)
            .is_some_and(|(_, digits, _)| digits != 4)
    {
        return None;
    }
    // "May 8 17:57:51 2009", as Unix prints it
    let behind_time = || {
        let (_, rest) = clock(blanks(after))?;
        year(blanks(rest))
    };
    let dated = year(year_gap(after)).or_else(behind_time);
    finish(month, Some(day), dated, after)
}

/// Puts the parts together; `unfinished` is the rest where no year follows.
fn finish<'a>(
    month: Month,
    day: Option<u32>,
    year: Option<(u32, &'a str)>,
    unfinished: &'a str,
) -> Option<(Printed, &'a str)> {
    let complete = day.is_some() && year.is_some();
    if !complete && (month.foreign || month.lower) {
        return None;
    }
    match (day, year) {
        (Some(day), Some((year, rest))) => {
            Some((full(calendar_day(year, month.number, day)), rest))
        }
        (None, Some((year, rest))) => {
            Some((full(Calendar::month(year as i32, month.number)), rest))
        }
        (Some(day), None) => {
            // 2000 is a leap year: some year has 29 February.
            let rest =
                (!unfinished.starts_with(|c: char| c.is_alphanumeric())).then_some(unfinished)?;
            let printed = match Calendar::day(2000, month.number, day) {
                Some(_) => Printed::NoYear {
                    month: month.number,
                    day,
                },
                None if day > 31 => return None,
                None => Printed::Impossible,
            };
            Some((printed, rest))
        }
        (None, None) => None,
    }
}

/// A year of four digits that nothing carries on.
fn year(text: &str) -> Option<(u32, &str)> {
    let (year, 4, rest) = number(text)? else {
        return None;
    };
    let rest = end_of_word(rest)?;
    let carried_on = rest
        .strip_prefix([',', '.', ':'])
        .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    (YEARS.contains(&year) && !carried_on).then_some((year, rest))
}

/// Skips what may stand before a year: blanks, a comma, a full stop.
fn year_gap(text: &str) -> &str {
    let rest = blanks(text);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    blanks(rest)
}

/// Skips the ordinal ending of a day: `14th`, `1er`, `14.`
fn ordinal(text: &str) -> &str {
    for ending in ["st", "nd", "rd", "th", "er", "ST", "ND", "RD", "TH"] {
        if let Some(rest) = text.strip_prefix(ending).and_then(end_of_word) {
            return rest;
        }
    }
    match text.strip_prefix('.') {
        Some(rest) if blanks(rest).starts_with(char::is_alphabetic) => rest,
        _ => text,
    }
}

/// Skips a word in small letters, if `text` begins with it.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)
        .filter(|rest| rest.starts_with(is_space))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed for a reading: ISO 8601 with `XXXX` for no year, `bad`, `unclear`, or nothing.
    fn shown(printed: Printed) -> String {
        match printed {
            Printed::Full(date) => match date.precision {
                Precision::Day => date.day.to_string(),
                Precision::Month => date.day.to_string()[..7].into(),
                Precision::Year => date.day.to_string()[..4].into(),
            },
            Printed::NoYear { month, day } => format!("XXXX-{month:02}-{day:02}"),
            Printed::Impossible => "bad".into(),
            Printed::Ambiguous => "unclear".into(),
        }
    }

    #[test]
    fn dates_are_read_with_their_rest() {
        for (text, value, rest) in [
            ("2025-04-19 (", "2025-04-19", " ("),
            ("2023-12 x", "2023-12", " x"),
            ("2024-05-09T22:42:00-04:00", "2024-05-09", "T22:42:00-04:00"),
            ("2025/4/19", "2025-04-19", ""),
            ("06.02.2023 16:26:22", "2023-02-06", " 16:26:22"),
            ("4/19/2025", "2025-04-19", ""),
            ("19/4/2025", "2025-04-19", ""),
            ("06/02/2023", "unclear", ""),
            ("05/05/2023", "2023-05-05", ""),
            ("14 January 2020", "2020-01-14", ""),
            ("14th of January, 2020 x", "2020-01-14", " x"),
            ("the 14th of January", "XXXX-01-14", ""),
            ("14-Jan-2020", "2020-01-14", ""),
            ("14Jan2020", "", ""),
            ("14. Januar 2020 Dienstag", "2020-01-14", ""),
            ("Dienstag, 14. Januar 2020", "2020-01-14", ""),
            ("Dienstag 14. Januar 2020", "2020-01-14", ""),
            ("mardi 14 janvier 2020", "2020-01-14", ""),
            ("1er août 2021", "2021-08-01", ""),
            ("January 14, 2020 Tuesday", "2020-01-14", ""),
            ("January 14, 2020, Tuesday\nx", "2020-01-14", "\nx"),
            ("Jan. 14, 2020, officials", "2020-01-14", ", officials"),
            ("Aug 14 (Reuters)", "XXXX-08-14", " (Reuters)"),
            ("AUG. 14 /PRNewswire/", "XXXX-08-14", " /PRNewswire/"),
            ("Feb 8, 2022 (AFP)", "2022-02-08", " (AFP)"),
            ("Sept. 3rd, 2019", "2019-09-03", ""),
            ("Thu May 9, 2024", "2024-05-09", ""),
            ("Tue 12 Nov 2024 06.00 GMT", "2024-11-12", " 06.00 GMT"),
            (
                "Tue, 14 Jan 2020 23:59:59 -1100",
                "2020-01-14",
                " 23:59:59 -1100",
            ),
            ("Sunday, April 27, 2025", "2025-04-27", ""),
            ("Thu May 8 17:57:51 2009", "2009-05-08", ""),
            ("Thu May  8 17:57:51 UTC 2009 x", "2009-05-08", " x"),
            (
                "Fri Jul 03 2015 18:04:07 GMT+0100 (GMT Daylight Time)",
                "2015-07-03",
                " 18:04:07 GMT+0100 (GMT Daylight Time)",
            ),
            (
                "2015-02-18 00:12:00 +0000 UTC",
                "2015-02-18",
                " 00:12:00 +0000 UTC",
            ),
            ("15-Jan-18", "2018-01-15", ""),
            ("November 19, 2014 at noon", "2014-11-19", " at noon"),
            ("Fri 3/8/24", "2024-03-08", ""),
            ("Friday, 8/3/24", "2024-03-08", ""),
            ("Friday, 3/8/2024", "2024-03-08", ""),
            ("Tue 3/12/24", "bad", ""),
            ("June 2024", "2024-06", ""),
            ("June, 2024.", "2024-06", "."),
            ("Nov\u{a0}08, 2024", "2024-11-08", ""),
            ("January\n14, 2020", "2020-01-14", ""),
            ("30 February 2024", "bad", ""),
            ("Feb. 30", "bad", ""),
            ("2023-02-29", "bad", ""),
            ("0000-00-00", "bad", ""),
            ("99/99/9999", "bad", ""),
            ("99/99/99", "bad", ""),
            ("March 1,200 people", "", ""),
            ("May 10.5 percent", "", ""),
            ("May 3:15", "", ""),
            ("Mars 12", "", ""),
            ("may 9", "", ""),
            ("2 hours ago", "", ""),
            ("24/7/365", "", ""),
            ("2020-2021", "", ""),
            ("555-0123-4567", "", ""),
            ("192.168.1.1", "", ""),
            ("Marching 4, 2020", "", ""),
            ("Decemberists 4, 2020", "", ""),
        ] {
            let found = scan(text);
            assert_eq!(
                found.map_or(String::new(), |(printed, _)| shown(printed)),
                value,
                "{text:?}"
            );
            if let Some((_, left)) = found {
                assert_eq!(left, rest, "{text:?}");
            }
        }
    }

    #[test]
    fn the_first_date_is_found_within_a_line() {
        let line = "Updated 10:42 PM EDT, Thu May 9, 2024";
        let (start, end, printed) = find(line).unwrap();
        assert_eq!(
            (&line[start..end], shown(printed)),
            ("Thu May 9, 2024", "2024-05-09".into())
        );
        assert_eq!(find("Nothing on Monday, nor in May."), None);
        assert_eq!(find("x2024-05-09"), None);
    }
}
