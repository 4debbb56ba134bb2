//! Times of day as printed.

use super::scan::{blanks, end_of_word, name, number};

/// Scans a time of day with its zone: `10:42 PM EDT`, `06.00 GMT`, `2:05 p.m. HST`, `16:26:22`, `T06:00:00+02:00`,
/// `1130 GMT`. The value is the hour and minute as printed, on a clock of 24 hours.
#[must_use]
pub fn clock(text: &str) -> Option<((u32, u32), &str)> {
    let start = text.strip_prefix("at ").map_or(text, blanks);
    if let Some((name, rest)) = name(start)
        && let Some(&(_, hour)) = NAMED.iter().find(|(known, _)| *known == name)
    {
        return Some(((hour, 0), zone(rest).unwrap_or(rest)));
    }
    let start = start.strip_prefix('T').unwrap_or(start);
    let (hour, digits, rest) = number(start)?;
    let (mut hour, minute, mut rest, needs_mark) = if digits == 4 {
        (hour / 100, hour % 100, rest, true)
    } else if let Some((minute, 2, after)) = rest.strip_prefix([':', '.']).and_then(number) {
        (hour, minute, after, rest.starts_with('.'))
    } else {
        (hour, 0, rest, true)
    };
    if digits > 4 || digits == 3 || hour > 24 || minute > 59 {
        return None;
    }
    if let Some((_, 2, after)) = rest.strip_prefix(':').and_then(number) {
        rest = after;
        if let Some((_, 1..=9, after)) = rest.strip_prefix('.').and_then(number) {
            rest = after;
        }
    }
    let mut marked = false;
    if let Some((afternoon, after)) = half_of_day(blanks(rest)) {
        if hour > 12 {
            return None;
        }
        hour = hour % 12 + 12 * u32::from(afternoon);
        (rest, marked) = (after, true);
    }
    if let Some(after) = zone(rest) {
        (rest, marked) = (after, true);
    }
    if (needs_mark && !marked) || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some(((hour, minute), rest))
}

/// Times of day that have a name.
const NAMED: &[(&str, u32)] = &[("midnight", 0), ("noon", 12)];

/// Abbreviations of time zones; sorted.
const ZONES: &[&str] = &[
    "acdt", "acst", "aedt", "aest", "akdt", "akst", "art", "awst", "brt", "bst", "cat", "cdt",
    "cest", "cet", "cst", "ct", "eat", "edt", "eest", "eet", "est", "et", "gmt", "hkt", "hst",
    "ist", "jst", "kst", "mdt", "msk", "mst", "mt", "nzdt", "nzst", "pdt", "pkt", "pst", "pt",
    "sast", "sgt", "utc", "wat", "wib", "z",
];

/// Scans `AM`, `p.m.` and the like: whether it is the afternoon.
fn half_of_day(text: &str) -> Option<(bool, &str)> {
    let mut characters = text.char_indices();
    let (_, half) = characters.next()?;
    let afternoon = match half {
        'a' | 'A' => false,
        'p' | 'P' => true,
        _ => return None,
    };
    let rest = &text[1..];
    let dotted = rest.strip_prefix('.');
    let rest = dotted.unwrap_or(rest).strip_prefix(['m', 'M'])?;
    let rest = match dotted {
        Some(_) => rest.strip_prefix('.').unwrap_or(rest),
        None => rest,
    };
    Some((afternoon, end_of_word(rest)?))
}

/// Scans a time zone: `EDT`, `(GMT)`, `+02:00`, `-0500`, `Z`, and two of them: `+0000 UTC`, `GMT+0100 (British Summer
/// Time)`, `UTC-05`.
fn zone(text: &str) -> Option<&str> {
    let start = blanks(text);
    if let Some(inside) = start.strip_prefix('(') {
        return one_zone(inside)?.strip_prefix(')');
    }
    let rest = one_zone(start)?;
    // What a zone is called may follow its hours, and its hours what it is called.
    let rest = offset(rest)
        .or_else(|| zone_name(blanks(rest)))
        .unwrap_or(rest);
    let rest = called(rest).unwrap_or(rest);
    end_of_word(rest)
}

fn one_zone(text: &str) -> Option<&str> {
    offset(text).or_else(|| zone_name(text))
}

/// Scans the hours that a zone is ahead or behind: `+02:00`, `-0500`, `-05`.
fn offset(text: &str) -> Option<&str> {
    let after = text.strip_prefix(['+', '-', '−'])?;
    let (_, digits, rest) = number(after)?;
    match (digits, rest.strip_prefix(':').and_then(number)) {
        (4, _) => Some(rest),
        (1..=2, Some((_, 2, rest))) => Some(rest),
        (2, None) => end_of_word(rest),
        _ => None,
    }
}

fn zone_name(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let known = (1..=4).contains(&end)
        && text.starts_with(char::is_uppercase)
        && ZONES
            .binary_search(&text[..end].to_ascii_lowercase().as_str())
            .is_ok();
    known.then(|| &text[end..])
}

/// The most characters of the long name of a zone.
const LONGEST_CALLED: usize = 48;

/// Scans the long name of a zone: `(Central European Summer Time)`.
fn called(text: &str) -> Option<&str> {
    let inside = blanks(text).strip_prefix('(')?;
    let end = inside
        .char_indices()
        .take(LONGEST_CALLED)
        .find(|(_, c)| *c == ')')?
        .0;
    let words = &inside[..end];
    (words.ends_with("Time") || words.chars().all(char::is_alphanumeric))
        .then(|| &inside[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zones_are_sorted() {
        assert!(ZONES.is_sorted());
    }

    #[test]
    fn times_are_read_and_their_zones_do_not_shift_the_day() {
        for (text, value) in [
            ("10:42 PM EDT, Thu", Some((22, 42, ", Thu"))),
            ("06.00 GMT", Some((6, 0, ""))),
            ("2:05 p.m. HST|", Some((14, 5, "|"))),
            ("2:05PM", Some((14, 5, ""))),
            ("11:42PM (Updated", Some((23, 42, " (Updated"))),
            ("16:26:22", Some((16, 26, ""))),
            ("T22:42:00.123-04:00", Some((22, 42, ""))),
            ("1130 GMT", Some((11, 30, ""))),
            ("5 a.m.", Some((5, 0, ""))),
            ("12:15AM", Some((0, 15, ""))),
            ("23:59:59 -1100", Some((23, 59, ""))),
            ("18:04:07 GMT+0100 (GMT Daylight Time)", Some((18, 4, ""))),
            ("00:12:00 +0000 UTC", Some((0, 12, ""))),
            ("at 5:00pm UTC-05", Some((17, 0, ""))),
            ("at noon", Some((12, 0, ""))),
            ("at midnight EST", Some((0, 0, ""))),
            ("at the end", None),
            ("1999", None),
            ("6.00", None),
            ("13:75", None),
            ("5 amps", None),
        ] {
            let found = clock(text).map(|((hour, minute), rest)| (hour, minute, rest));
            assert_eq!(found, value, "{text:?}");
        }
    }
}
