//! Words with digits: years, decades, clock times, dates in digits.

use super::classes::{
    CLOCK, CORE, DD, DECADE, DIGITS, DORD, HCODE, MERIDIEM, NUM, ORD, QCODE, SHORTYEAR, TIMEX,
    YEAR, YEARS, YY,
};
use crate::time::{Clock, Date};
use chrono::NaiveDate;

/// What a word with digits may be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub classes: u64,
    pub number: u32,
    pub hundredths: u32,
    pub date: Option<Date>,
    pub clock: Option<Clock>,
    pub month_day: Option<(u8, u8)>,
}

/// Numbers beyond this are no count of any unit of time.
const LARGEST: u32 = 999_999_999;

/// Reads a word in lower case.
pub(super) fn read(lower: &str) -> Option<Shape> {
    let bytes = lower.as_bytes();
    let first = *bytes.first()?;
    if !first.is_ascii_digit() && !matches!(first, b'\'' | b'q' | b'h' | b'f') {
        return None;
    }
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits == bytes.len() {
        return plain(lower);
    }
    apostrophe(lower)
        .or_else(|| code(lower))
        .or_else(|| suffixed(lower, digits))
        .or_else(|| decimal(lower, digits))
        .or_else(|| clock(lower))
        .or_else(|| full_date(lower))
        .or_else(|| years(lower))
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|&number| number <= LARGEST)
}

fn plain(lower: &str) -> Option<Shape> {
    let number = number(lower)?;
    let mut classes = NUM;
    if lower.len() <= 2 && (1..=31).contains(&number) {
        classes |= DD;
    }
    if lower.len() == 2 {
        classes |= YY;
    }
    if lower.len() == 4 && (1000..2200).contains(&number) {
        classes |= YEAR;
    }
    if lower.len() == 8
        && let Some(date) = NaiveDate::parse_from_str(lower, "%Y%m%d").ok()
        && (19_000_000..21_000_000).contains(&number)
    {
        return Some(Shape {
            classes: DIGITS,
            date: Some(Date::Day(date)),
            ..Shape::default()
        });
    }
    Some(Shape {
        classes,
        number,
        ..Shape::default()
    })
}

/// '98, '90s
fn apostrophe(lower: &str) -> Option<Shape> {
    let rest = lower.strip_prefix('\'')?;
    let (digits, classes) = match rest.strip_suffix('s') {
        Some(digits) => (digits, DECADE),
        None => (rest, SHORTYEAR),
    };
    if digits.len() != 2 {
        return None;
    }
    let number = number(digits)?;
    (classes == SHORTYEAR || number % 10 == 0).then(|| Shape {
        classes,
        number,
        ..Shape::default()
    })
}

/// A quarter, a half or a fiscal year by its code, alone or with its year: q3, 3q, h1, 1h23, 4q2021, fy23.
fn code(lower: &str) -> Option<Shape> {
    let year = |digits: &str| match digits.len() {
        4 => number(digits).filter(|year| (1900..2200).contains(year)),
        2 => number(digits).map(|year| year + if year < 50 { 2000 } else { 1900 }),
        _ => None,
    };
    let dated = |date: Date| {
        Some(Shape {
            classes: DIGITS,
            date: Some(date),
            ..Shape::default()
        })
    };
    if let Some(digits) = lower.strip_prefix("fy") {
        return dated(Date::Year(Some(year(digits)? as i32)));
    }
    let (letter, part, rest) = match lower.as_bytes() {
        [letter @ (b'q' | b'h'), part @ b'1'..=b'4', ..]
        | [part @ b'1'..=b'4', letter @ (b'q' | b'h'), ..] => (*letter, part - b'0', &lower[2..]),
        _ => return None,
    };
    if letter == b'h' && part > 2 {
        return None;
    }
    if rest.is_empty() {
        return Some(Shape {
            classes: if letter == b'q' { QCODE } else { HCODE },
            number: part.into(),
            ..Shape::default()
        });
    }
    let year = Some(year(rest.trim_start_matches('\''))? as i32);
    dated(if letter == b'q' {
        Date::Quarter(year, Some(part))
    } else {
        Date::Half(year, part)
    })
}

/// 3rd, 1990s, 5pm
fn suffixed(lower: &str, digits: usize) -> Option<Shape> {
    let (head, tail) = lower.split_at(digits);
    let number = number(head)?;
    let classes = match tail {
        "st" | "nd" | "rd" | "th" => {
            ORD | if (1..=31).contains(&number) {
                DORD | CORE
            } else {
                0
            }
        }
        "s" | "'s"
            if number % 10 == 0
                && matches!(digits, 2 | 4)
                && (digits == 2 || (1000..2200).contains(&number)) =>
        {
            DECADE
        }
        _ => {
            let clock = meridiem(number, 0, tail)?;
            return Some(Shape {
                classes: TIMEX | MERIDIEM,
                clock: Some(Clock::At(clock.0, Some(clock.1), None)),
                ..Shape::default()
            });
        }
    };
    Some(Shape {
        classes,
        number,
        ..Shape::default()
    })
}

/// The hour of the day and the minute, by the halves of the day.
pub(super) fn meridiem(hour: u32, minute: u32, suffix: &str) -> Option<(u8, u8)> {
    let add = match suffix {
        "am" | "a.m." | "a.m" => 0,
        "pm" | "p.m." | "p.m" => 12,
        _ => return None,
    };
    ((1..=12).contains(&hour) && minute < 60).then_some((hour as u8 % 12 + add, minute as u8))
}

/// 2.5 and 2,500
fn decimal(lower: &str, digits: usize) -> Option<Shape> {
    let (head, tail) = lower.split_at(digits);
    if let Some(fraction) = tail.strip_prefix('.') {
        let hundredths = match fraction.len() {
            1 => number(fraction)? * 10,
            2 => number(fraction)?,
            _ => return None,
        };
        if fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Shape {
                classes: NUM,
                number: number(head)?,
                hundredths,
                ..Shape::default()
            });
        }
        return None;
    }
    let groups = tail.strip_prefix(',')?;
    let whole = digits <= 3
        && groups
            .split(',')
            .all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    whole.then(|| Shape {
        classes: NUM,
        number: lower
            .replace(',', "")
            .parse()
            .ok()
            .filter(|&n| n <= LARGEST)
            .unwrap_or(LARGEST),
        ..Shape::default()
    })
}

/// 10:35, 10:35:20, 7:15pm
fn clock(lower: &str) -> Option<Shape> {
    let end = lower
        .find(|c: char| !c.is_ascii_digit() && c != ':')
        .unwrap_or(lower.len());
    let (face, suffix) = lower.split_at(end);
    let mut parts = face.split(':').map(number);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next());
    let two = face.split(':').skip(1).all(|part| part.len() == 2);
    if parts.next().is_some() || hour > 24 || minute > 59 || !two {
        return None;
    }
    let second = match second {
        Some(second) => Some(u8::try_from(second?).ok().filter(|&second| second < 60)?),
        None => None,
    };
    let (hour, minute, classes) = if suffix.is_empty() {
        (hour as u8, minute as u8, CLOCK)
    } else {
        let (hour, minute) = meridiem(hour, minute, suffix)?;
        (hour, minute, TIMEX | MERIDIEM)
    };
    Some(Shape {
        classes,
        number: u32::from(hour),
        clock: Some(Clock::At(hour, Some(minute), second)),
        ..Shape::default()
    })
}

/// 2025-04-19, 9/26/99, 26.9.1999, 9/11, 2009-12-19T17:00
fn full_date(lower: &str) -> Option<Shape> {
    if let Some((date, time)) = lower.split_once('t')
        && date.len() == 10
    {
        let date = full_date(date)?;
        let clock = clock(without_zone(time))?;
        return Some(Shape {
            classes: DIGITS | TIMEX,
            date: date.date,
            clock: clock.clock,
            ..Shape::default()
        });
    }
    let mark = lower.find(['-', '/', '.'])?;
    let mark = &lower[mark..=mark];
    let mut parts = lower.split(mark);
    let (one, two, three) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || one.is_empty() || two.is_empty() || two.len() > 2 {
        return None;
    }
    let Some(three) = three else {
        // Month and day: written so only for the attacks of 2001.
        return (lower == "9/11").then(|| Shape {
            classes: DIGITS,
            date: NaiveDate::from_ymd_opt(2001, 9, 11).map(Date::Day),
            ..Shape::default()
        });
    };
    let (first, second, third) = (number(one)?, number(two)?, number(three)?);
    let date = if one.len() == 4 && three.len() <= 2 {
        (first, second, third)
    } else if one.len() <= 2 && matches!(three.len(), 2 | 4) && (mark != "-" || three.len() == 4) {
        let year = if three.len() == 4 {
            third
        } else {
            third + if third < 50 { 2000 } else { 1900 }
        };
        // American order, unless there is no such month, or the stops are European.
        if second <= 12 && (first > 12 || mark == ".") {
            (year, second, first)
        } else {
            (year, first, second)
        }
    } else {
        return None;
    };
    if !(1000..2200).contains(&date.0) || date.1 > 99 || date.2 > 99 {
        return None;
    }
    let date =
        NaiveDate::from_ymd_opt(date.0 as i32, date.1, date.2).map_or(Date::Impossible, Date::Day);
    // A ratio or a version is no date, impossible or not.
    (date != Date::Impossible || one.len() == 4 && mark == "-").then(|| Shape {
        classes: DIGITS,
        date: Some(date),
        ..Shape::default()
    })
}

/// A time without its zone and its fractions of a second: 17:00 for 17:00z, 17:00+02:00.
fn without_zone(time: &str) -> &str {
    let end = time.find(['z', '+', '-', '.']).unwrap_or(time.len());
    &time[..end]
}

/// 1998-99, 1998-2002, and a month as 2014-10
fn years(lower: &str) -> Option<Shape> {
    let (one, two) = lower.split_once(['-', '/'])?;
    let (first, second) = (number(one)?, number(two)?);
    if one.len() != 4
        || !(1000..2200).contains(&first)
        || !(two.len() == 2 || two.len() == 4 && lower.contains('/'))
    {
        return None;
    }
    // No year comes before itself: what is left is a month.
    if lower.as_bytes()[4] == b'-'
        && two.len() == 2
        && (1..=12).contains(&second)
        && second <= first % 100
        && first >= 1900
    {
        return Some(Shape {
            classes: DIGITS,
            date: Some(Date::Month(Some(first as i32), Some(second as u8))),
            ..Shape::default()
        });
    }
    let second = if two.len() == 2 {
        first / 100 * 100 + second
    } else {
        second
    };
    // "1999-00"
    let second = if two.len() == 2 && second + 100 == first + 1 {
        first + 1
    } else {
        second
    };
    (first < second && second < 2200).then(|| Shape {
        classes: YEARS,
        date: Some(Date::Range(
            Box::new(Date::Year(Some(first as i32))),
            Box::new(Date::Year(Some(second as i32))),
        )),
        ..Shape::default()
    })
}

/// Where letters begin in a word that begins with digits: the 2 of "5h", if the letters could be a word of their own.
pub(super) fn letters_after_digits(lower: &str) -> Option<usize> {
    let at = lower.find(|c: char| !c.is_ascii_digit())?;
    (at > 0 && splits_off(&lower[at..])).then_some(at)
}

/// Whether letters behind digits are a word of their own: "10am", "5EST", but not "3rd", "5m".
pub(super) fn splits_off(letters: &str) -> bool {
    letters.len() > 2 || matches!(letters, "am" | "pm" | "AM" | "PM")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_by_their_shape() {
        for (word, classes, value) in [
            ("2025-04-19", DIGITS, "2025-04-19"),
            ("9/26/99", DIGITS, "1999-09-26"),
            ("26/9/1999", DIGITS, "1999-09-26"),
            ("9/11", DIGITS, "2001-09-11"),
            ("2010-11", YEARS, "2010/2011"),
            ("2014-10", DIGITS, "2014-10"),
            ("1h23", DIGITS, "2023-H1"),
            ("4q2021", DIGITS, "2021-Q4"),
            ("fy23", DIGITS, "2023"),
            ("1999-00", YEARS, "1999/2000"),
            ("1998/2002", YEARS, "1998/2002"),
        ] {
            let shape = read(word).unwrap();
            assert_eq!(
                (shape.classes, shape.date.unwrap().to_string().as_str()),
                (classes, value)
            );
        }
        for (word, classes, number, hundredths) in [
            ("1998", NUM | YEAR, 1998, 0),
            ("31", NUM | DD | YY, 31, 0),
            ("32", NUM | YY, 32, 0),
            ("1,998", NUM, 1998, 0),
            ("2.5", NUM, 2, 50),
            ("3rd", ORD | DORD | CORE, 3, 0),
            ("1990s", DECADE, 1990, 0),
            ("'90s", DECADE, 90, 0),
            ("'98", SHORTYEAR, 98, 0),
            ("q3", QCODE, 3, 0),
        ] {
            let shape = read(word).unwrap();
            assert_eq!(
                (shape.classes, shape.number, shape.hundredths),
                (classes, number, hundredths),
                "{word}"
            );
        }
    }

    #[test]
    fn clock_times_know_the_halves_of_the_day() {
        for (word, clock) in [
            ("10:35", Some(Clock::At(10, Some(35), None))),
            ("7:15pm", Some(Clock::At(19, Some(15), None))),
            ("12am", Some(Clock::At(0, Some(0), None))),
            ("12pm", Some(Clock::At(12, Some(0), None))),
            ("25:10", None),
            ("3:1", None),
            ("13pm", None),
        ] {
            assert_eq!(read(word).and_then(|shape| shape.clock), clock, "{word}");
        }
    }

    #[test]
    fn ratios_versions_and_long_numbers_are_no_dates() {
        for word in [
            "6-3",
            "1.2.3",
            "33/44/55",
            "2882015",
            "24/7",
            "192.168.1.1",
            "99999999999999999999",
            "1-2-3-4",
        ] {
            assert!(
                read(word).is_none_or(|shape| shape.date.is_none()),
                "{word}"
            );
        }
    }
}
