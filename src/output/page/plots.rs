//! Small plots as inline SVG.

use super::frame::visible;
use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

/// The width of every plot in its own units; it is stretched to its column.
const WIDTH: i64 = 320;

/// Where a day stands on an axis between two others, in plot units.
fn place(day: NaiveDate, first: NaiveDate, last: NaiveDate) -> i64 {
    let span = (last - first).num_days().max(1);
    8 + (day - first).num_days() * (WIDTH - 16) / span
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// A day and what to say of it.
pub type Day = (String, String);

/// Days as dots on a line, with the years at its ends and a stroke for the day of publication; nothing for fewer than two
/// different days.
#[must_use]
pub fn time_line(days: &[Day], published: Option<&str>) -> Markup {
    let days: Vec<(NaiveDate, &str)> = days
        .iter()
        .filter_map(|(text, label)| Some((day(text)?, label.as_str())))
        .collect();
    let published = published.and_then(day);
    let all = || days.iter().map(|day| day.0).chain(published);
    let (Some(first), Some(last)) = (all().min(), all().max()) else {
        return html! {};
    };
    if first == last {
        return html! {};
    }
    html! {
        svg.plot viewBox={ "0 0 " (WIDTH) " 34" } role="img" aria-label={ "Time line from " (first) " to " (last) } {
            line x1="8" x2=(WIDTH - 8) y1="12" y2="12" {}
            @if let Some(day) = published {
                @let x = place(day, first, last);
                line.published x1=(x) x2=(x) y1="4" y2="20" { title { "published " (day) } }
            }
            @for (day, label) in &days {
                circle cx=(place(*day, first, last)) cy="12" r="3.5" opacity="0.6" { title { (visible(label)) } }
            }
            text x="8" y="30" { (label(first, last, first)) }
            text x=(WIDTH - 8) y="30" text-anchor="end" { (label(first, last, last)) }
        }
    }
}

/// A day as the end of an axis: the year alone where the axis runs over years.
fn label(first: NaiveDate, last: NaiveDate, day: NaiveDate) -> String {
    if last.year() - first.year() > 1 {
        day.year().to_string()
    } else {
        day.to_string()
    }
}

/// Counts as bars in the given order, each with its name beside it and its count at the end.
#[must_use]
pub fn bars(title: &str, rows: &[(String, usize)]) -> Markup {
    let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1);
    let height = rows.len() * 20 + 4;
    html! {
        figure {
            figcaption { (title) }
            svg.plot viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(title) {
                @for (i, (name, count)) in rows.iter().enumerate() {
                    @let width = count * 140 / most;
                    text x="128" y=(i * 20 + 15) text-anchor="end" { (cut(name)) }
                    rect x="134" y=(i * 20 + 4) width=(width.max(1)) height="14" {}
                    text x=(140 + width) y=(i * 20 + 15) { (count) }
                }
            }
        }
    }
}

/// Counts over days as columns; days between that have none stay empty.
#[must_use]
pub fn columns(title: &str, rows: &[(String, usize)]) -> Markup {
    let rows: Vec<(NaiveDate, usize)> = rows
        .iter()
        .filter_map(|(text, count)| Some((day(text)?, *count)))
        .collect();
    let (Some(&(first, _)), Some(&(last, _))) = (rows.first(), rows.last()) else {
        return html! {};
    };
    let most = rows.iter().map(|row| row.1).max().unwrap_or(0).max(1);
    let width = ((WIDTH - 16) / ((last - first).num_days() + 1)).clamp(1, 12);
    html! {
        figure {
            figcaption { (title) }
            svg.plot viewBox={ "0 0 " (WIDTH) " 100" } role="img" aria-label=(title) {
                line x1="8" x2=(WIDTH - 8) y1="80" y2="80" {}
                @for (day, count) in &rows {
                    @let height = count * 70 / most;
                    rect x=(place(*day, first, last) - width / 2) y=(80 - height) width=(width) height=(height) {}
                }
                text x="8" y="96" { (first) }
                text x=(WIDTH - 8) y="96" text-anchor="end" { (last) }
                text x=(WIDTH - 8) y="10" text-anchor="end" { "most: " (most) }
            }
        }
    }
}

/// At most 20 characters.
fn cut(name: &str) -> String {
    match name.char_indices().nth(20) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_line_needs_two_days() {
        let days = |days: &[&str]| -> Vec<Day> {
            let day = |day: &&str| ((*day).to_owned(), "a <day>".to_owned());
            days.iter().map(day).collect()
        };
        let same = days(&["2024-01-01", "2024-01-01"]);
        assert_eq!(time_line(&same, Some("2024-01-01")).into_string(), "");
        let other = days(&["2024-01-01", "2024-01-11", "2024-01-06"]);
        let line = time_line(&other, Some("2024-01")).into_string();
        assert_eq!(line.matches("<circle").count(), 3);
        assert!(line.contains("a &lt;day&gt;") && !line.contains("published"));
        assert!(
            line.contains(r#"cx="160""#),
            "the middle day stands in the middle: {line}"
        );
    }
}
