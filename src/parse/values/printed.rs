//! Days in every form that a header prints, what a page glued to them left out.

use crate::time::{Printed, absolute};

/// The day that `rest` begins with, in any form a header has, and its length.
#[must_use]
pub fn date(rest: &str) -> Option<(Printed, usize)> {
    let first = rest.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let mut end = rest.len().min(60);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let near = &rest[..end];
    if let Some(cut) = glued_year(near)
        && let Some((printed, after)) = absolute::scan(&near[..cut])
        && after.is_empty()
        && printed.full().is_some()
    {
        return Some((printed, cut));
    }
    if let Some(after) = rest.strip_prefix("May. ") {
        // An abbreviation that is none.
        let (printed, length) = date(&format!(
            "May {}",
            &after[..after.len().min(20)].trim_end_matches(|c: char| !c.is_ascii())
        ))?;
        return Some((printed, length + 1));
    }
    let scanned = absolute::scan(rest).map(|(printed, after)| (printed, rest.len() - after.len()));
    match scanned {
        Some((Printed::Impossible, _)) | None => {
            short_date(rest).or(short_year(rest, scanned)).or(scanned)
        }
        Some((Printed::NoYear { .. }, _)) => short_year(rest, scanned).or(scanned),
        found => found,
    }
}

/// The end of a year that letters or digits are glued to.
fn glued_year(near: &str) -> Option<usize> {
    let bytes = near.as_bytes();
    (0..bytes.len().saturating_sub(4)).find_map(|at| {
        let four = &bytes[at..at + 4];
        let year = four.iter().all(u8::is_ascii_digit)
            && (four.starts_with(b"19") || four.starts_with(b"20"));
        let free = at == 0 || !bytes[at - 1].is_ascii_digit();
        let after = &bytes[at + 4..];
        let digit = |at: usize| after.get(at).is_some_and(u8::is_ascii_digit);
        let clock = after[0] == b','
            && digit(1)
            && (digit(2) && after.get(3) == Some(&b':') || after.get(2) == Some(&b':'));
        let glued = after[0].is_ascii_alphanumeric() && !(after[0] == b'T' && digit(1)) || clock;
        (year && free && glued && at > 0).then_some(at + 4)
    })
}

/// A day in digits with half a year: `10/13/16`, `11.03.17`. Where day and month cannot be told apart it is ambiguous.
fn short_date(rest: &str) -> Option<(Printed, usize)> {
    let mut parts = [0u32; 3];
    let mut at = 0;
    let mut mark = None;
    for (index, part) in parts.iter_mut().enumerate() {
        let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || index == 2 && digits != 2 {
            return None;
        }
        *part = rest[at..at + digits].parse().ok()?;
        at += digits;
        if index < 2 {
            let next = rest[at..]
                .chars()
                .next()
                .filter(|c| matches!(c, '/' | '.' | '-'))?;
            if next == '-' && digits != 2 {
                return None;
            }
            if mark.is_some_and(|mark| mark != next) {
                return None;
            }
            mark = Some(next);
            at += 1;
        }
    }
    if rest[at..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | ':')) {
        return None;
    }
    let [first, second, half] = parts;
    let year = i32::try_from(if half < 70 { 2000 + half } else { 1900 + half }).ok()?;
    let day = |month, day| absolute::Calendar::day(year, month, day);
    let printed = match (day(first, second), day(second, first)) {
        (Some(a), Some(b)) if a == b => Printed::Full(a),
        (Some(_), Some(_)) => Printed::Ambiguous,
        (Some(only), None) | (None, Some(only)) => Printed::Full(only),
        (None, None) => return None,
    };
    Some((printed, at))
}

/// A day of a month with half a year behind it: `4 April 17`, `Nov 2 '18`.
fn short_year(rest: &str, scanned: Option<(Printed, usize)>) -> Option<(Printed, usize)> {
    let (Printed::NoYear { month, day }, length) = scanned? else {
        return None;
    };
    let behind = &rest[length..];
    let gap = behind.len() - behind.trim_start_matches([' ', ',', '\'', '’', '-']).len();
    let digits = behind[gap..].bytes().take_while(u8::is_ascii_digit).count();
    let after = &behind[gap + digits..];
    let marked = behind[..gap].contains(['\'', '’', '-']);
    // "4 April 17" and "May 9 '24", not "May 9, 17 people" or "May 9 12:30".
    let ends = after.trim_start().is_empty() || marked;
    if gap == 0
        || digits != 2
        || !ends
        || after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '.'))
    {
        return None;
    }
    let half: i32 = behind[gap..gap + digits].parse().ok()?;
    let year = if half < 70 { 2000 + half } else { 1900 + half };
    let found = absolute::Calendar::day(year, month, day)?;
    Some((Printed::Full(found), length + gap + digits))
}
