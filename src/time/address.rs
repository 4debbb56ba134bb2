//! The day in the path of a web address.

use super::absolute::{Calendar, Precision, scan};
use super::names::month;

/// The first day, or else the first month, that the path of a web address holds, with the bytes at which it begins and
/// ends: `/2024/6/11/`, `/2024-06-11/`, `-2024-06-11-`, `/20240611/`, `/2024/jun/11/`, `/2024/06/`.
#[must_use]
pub fn find(address: &str) -> Option<(usize, usize, Calendar)> {
    let places = || {
        let marks = address.match_indices(['/', '-', '_']);
        marks.map(|(at, _)| at + 1)
    };
    let read = |at: usize| {
        let (date, length) = day(&address[at..])?;
        Some((at, at + length, date))
    };
    let day = places().filter_map(read);
    let mut months = day.clone();
    let is_day = |found: &(usize, usize, Calendar)| found.2.precision == Precision::Day;
    day.into_iter().find(is_day).or_else(|| months.next())
}

/// A day or a month that a path goes on with, and its length.
fn day(path: &str) -> Option<(Calendar, usize)> {
    let digits = path.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        4 => {}
        8 => {
            let number = |from: usize, to: usize| path[from..to].parse::<u32>().ok();
            let year = number(0, 4).filter(|year| PAGES.contains(year))?;
            let date = Calendar::day(year as i32, number(4, 6)?, number(6, 8)?)?;
            return ends(&path[8..]).then_some((date, 8));
        }
        _ => return None,
    }
    if let Some((printed, rest)) = scan(path)
        && let Some(date) = printed.full()
        && date.precision == Precision::Day
    {
        return Some((date, path.len() - rest.len()));
    }
    // "/2024/06/" and "/2024/jun/11/"
    let year: u32 = path[..4].parse().ok().filter(|year| PAGES.contains(year))?;
    let rest = path[4..].strip_prefix('/')?;
    let (word, after) = rest.split_at(rest.find('/')?);
    let month = match word.parse() {
        Ok(number) if word.len() == 2 => number,
        Ok(_) => return None,
        Err(_) => month(word).filter(|(_, rest)| rest.is_empty())?.0.number,
    };
    let number = after[1..].bytes().take_while(u8::is_ascii_digit).count();
    if matches!(number, 1 | 2)
        && ends(&after[1 + number..])
        && let Ok(day) = after[1..=number].parse()
        && let Some(date) = Calendar::day(year as i32, month, day)
    {
        return Some((date, path.len() - after.len() + 1 + number));
    }
    let date = Calendar::month(year as i32, month)?;
    Some((date, path.len() - after.len()))
}

/// Years in which a page may have been put on the web.
const PAGES: std::ops::RangeInclusive<u32> = 1990..=2099;

/// Whether a part of a path ends here.
fn ends(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_days_and_months() {
        for (address, value) in [
            ("https://paper.example/2024/6/11/harbor", "2024-06-11"),
            ("https://paper.example/news/2024-06-11-harbor", "2024-06-11"),
            ("https://paper.example/20240611/harbor", "2024-06-11"),
            ("https://paper.example/a-20240611.html", "2024-06-11"),
            ("https://paper.example/2024/jun/11/harbor", "2024-06-11"),
            ("https://paper.example/2024/06/harbor", "2024-06"),
            (
                "https://paper.example/2024/06/20240611-harbor",
                "2024-06-11",
            ),
            ("https://paper.example/20241341/harbor", ""),
            ("https://paper.example/2024/harbor", ""),
            ("https://paper.example/12345678/harbor", ""),
            ("https://paper.example/story-2024061155", ""),
        ] {
            let found = find(address).map_or(String::new(), |(.., date)| match date.precision {
                Precision::Day => date.day.to_string(),
                _ => date.day.to_string()[..7].to_owned(),
            });
            assert_eq!(found, value, "{address}");
        }
    }
}
