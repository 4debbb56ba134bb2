//! Names of months and weekdays.

use super::scan::{blanks, name};
use chrono::Weekday;

/// The name of a month as printed.
#[derive(Clone, Copy)]
pub(super) struct Month {
    /// 1 to 12.
    pub number: u32,
    /// Not an English name.
    pub foreign: bool,
    /// In small letters.
    pub lower: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    English,
    Foreign,
}

/// English names of months with AP's and other abbreviations, German and French names; sorted.
const MONTHS: &[(&str, u32, Origin)] = &[
    ("août", 8, Origin::Foreign),
    ("apr", 4, Origin::English),
    ("april", 4, Origin::English),
    ("aug", 8, Origin::English),
    ("august", 8, Origin::English),
    ("avr", 4, Origin::Foreign),
    ("avril", 4, Origin::Foreign),
    ("dec", 12, Origin::English),
    ("december", 12, Origin::English),
    ("dez", 12, Origin::Foreign),
    ("dezember", 12, Origin::Foreign),
    ("déc", 12, Origin::Foreign),
    ("décembre", 12, Origin::Foreign),
    ("feb", 2, Origin::English),
    ("februar", 2, Origin::Foreign),
    ("february", 2, Origin::English),
    ("févr", 2, Origin::Foreign),
    ("février", 2, Origin::Foreign),
    ("jan", 1, Origin::English),
    ("januar", 1, Origin::Foreign),
    ("january", 1, Origin::English),
    ("janv", 1, Origin::Foreign),
    ("janvier", 1, Origin::Foreign),
    ("juil", 7, Origin::Foreign),
    ("juillet", 7, Origin::Foreign),
    ("juin", 6, Origin::Foreign),
    ("jul", 7, Origin::English),
    ("juli", 7, Origin::Foreign),
    ("july", 7, Origin::English),
    ("jun", 6, Origin::English),
    ("june", 6, Origin::English),
    ("juni", 6, Origin::Foreign),
    ("jänner", 1, Origin::Foreign),
    ("mai", 5, Origin::Foreign),
    ("mar", 3, Origin::English),
    ("march", 3, Origin::English),
    ("mars", 3, Origin::Foreign),
    ("may", 5, Origin::English),
    ("märz", 3, Origin::Foreign),
    ("nov", 11, Origin::English),
    ("november", 11, Origin::English),
    ("novembre", 11, Origin::Foreign),
    ("oct", 10, Origin::English),
    ("october", 10, Origin::English),
    ("octobre", 10, Origin::Foreign),
    ("okt", 10, Origin::Foreign),
    ("oktober", 10, Origin::Foreign),
    ("sep", 9, Origin::English),
    ("sept", 9, Origin::English),
    ("september", 9, Origin::English),
    ("septembre", 9, Origin::Foreign),
];

/// English, German and French names of weekdays; sorted.
const WEEKDAYS: &[(&str, Weekday)] = &[
    ("dienstag", Weekday::Tue),
    ("dimanche", Weekday::Sun),
    ("donnerstag", Weekday::Thu),
    ("freitag", Weekday::Fri),
    ("fri", Weekday::Fri),
    ("friday", Weekday::Fri),
    ("jeudi", Weekday::Thu),
    ("lundi", Weekday::Mon),
    ("mardi", Weekday::Tue),
    ("mercredi", Weekday::Wed),
    ("mittwoch", Weekday::Wed),
    ("mon", Weekday::Mon),
    ("monday", Weekday::Mon),
    ("montag", Weekday::Mon),
    ("samedi", Weekday::Sat),
    ("samstag", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("saturday", Weekday::Sat),
    ("sonnabend", Weekday::Sat),
    ("sonntag", Weekday::Sun),
    ("sun", Weekday::Sun),
    ("sunday", Weekday::Sun),
    ("thu", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("thursday", Weekday::Thu),
    ("tue", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("tuesday", Weekday::Tue),
    ("vendredi", Weekday::Fri),
    ("wed", Weekday::Wed),
    ("wednesday", Weekday::Wed),
    ("weds", Weekday::Wed),
];

/// The weekday with a name in small letters.
fn weekday_named(name: &str) -> Option<Weekday> {
    let at = WEEKDAYS.binary_search_by(|(known, _)| (*known).cmp(name));
    at.ok().map(|at| WEEKDAYS[at].1)
}

/// Scans the name of a month, with its full stop if it is an abbreviation.
pub(super) fn month(text: &str) -> Option<(Month, &str)> {
    let first = text.chars().next().filter(|c| c.is_alphabetic())?;
    let (name, rest) = name(text)?;
    let at = MONTHS
        .binary_search_by(|(month, ..)| (*month).cmp(name.as_str()))
        .ok()?;
    let (full, number, origin) = MONTHS[at];
    let rest = match rest.strip_prefix('.') {
        Some(after) if full.chars().count() <= 5 && full != "may" => after,
        _ => rest,
    };
    let month = Month {
        number,
        foreign: origin == Origin::Foreign,
        lower: first.is_lowercase(),
    };
    Some((month, rest))
}

/// Scans a weekday before a date, with what parts the two.
pub(super) fn weekday(text: &str) -> Option<(Weekday, &str)> {
    let (name, rest) = name(text)?;
    let weekday = weekday_named(&name)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = blanks(rest);
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    Some((weekday, blanks(rest)))
}

/// Skips a weekday behind a date: `January 14, 2020 Tuesday`.
pub(super) fn trailing_weekday(text: &str) -> &str {
    let rest = text.strip_prefix(',').unwrap_or(text);
    let start = blanks(rest);
    if start.len() == rest.len() {
        return text;
    }
    match name(start) {
        Some((name, rest))
            if name.len() > 4
                && start.starts_with(char::is_uppercase)
                && weekday_named(&name).is_some() =>
        {
            rest
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(MONTHS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WEEKDAYS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
