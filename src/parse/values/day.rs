//! The day of publication, from the lines of dates and bylines.

use super::Page;
use super::pieces::{Kind, Piece, pieces};
use crate::parse::Draft;
use crate::parse::roles::Role;
use crate::text::Span;
use crate::time::{Calendar, Precision, Printed};
use chrono::Datelike;

/// More lines than these are no header.
const MOST_LINES: usize = 500;

/// More days than these are no header.
const MOST_DAYS: usize = 64;

/// What stands before a day says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    /// That it is the day of publication.
    Published,
    /// Nothing.
    None,
    /// That the page was changed on it.
    Changed,
}

/// What makes one day better than another: its label, whether it is less than a day, whether its line is a byline.
type Rank = (Label, bool, bool);

/// A day that is printed in the header.
#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    printed: Printed,
    label: Label,
    /// The line of it is one of dates.
    own: bool,
}

/// Reads the day of publication into the draft; one that is there already stays, but for that of a crawler, which may
/// be a day off.
pub fn day(page: &Page, draft: &mut Draft) {
    if draft.header.date.is_some() && !draft.prefixed {
        return;
    }
    let found = all(page);
    let years = years(page, draft);
    let odd = found
        .iter()
        .any(|found| found.printed == Printed::Ambiguous);
    let zone = odd.then(|| zone(page).or_else(|| custom(page))).flatten();
    let mut best: Option<(Rank, (Span, Calendar))> = None;
    let full: Vec<Calendar> = found
        .iter()
        .filter_map(|found| found.printed.full())
        .collect();
    for found in &found {
        let day = match found.printed {
            Printed::Full(day) => Some(day),
            Printed::NoYear { .. } => years.and_then(|year| found.printed.in_year(year)),
            Printed::Ambiguous => settled(&page.text[found.span.range()], &full, zone, draft),
            Printed::Impossible => None,
        };
        let Some(day) = day else {
            continue;
        };
        let rank = (found.label, day.precision != Precision::Day, !found.own);
        if best.is_none_or(|(known, _)| rank < known) {
            best = Some((rank, (found.span, day)));
        }
    }
    let best = best.map(|(_, day)| day);
    let header = &mut draft.header;
    match (header.date, best) {
        (Some((_, noted)), Some(printed)) if near(noted, printed.1) => header.date = Some(printed),
        (Some(_), _) => {}
        (None, Some(printed)) => header.date = Some(printed),
        (None, None) => {
            let odd = found
                .iter()
                .find(|found| matches!(found.printed, Printed::Impossible | Printed::Ambiguous));
            header.date = credited(page).or_else(|| addressed(page));
            if let (None, Some(odd)) = (header.date, odd) {
                draft.bad_date(odd.span, odd.printed);
            }
        }
    }
}

/// Every day of the header, in order.
fn all(page: &Page) -> Vec<Found> {
    let mut found = Vec::new();
    let mut lines = 0;
    for run in page.runs(|role| matches!(role, Role::Date | Role::Byline | Role::Outlet)) {
        let mut label = Label::None;
        for at in run {
            let own = page.roles[at] == Role::Date;
            let mut end = page.lines[at].span;
            // A date may be broken by the end of a line.
            if at + 1 < page.lines.len()
                && page.roles[at + 1] == page.roles[at]
                && page.lines[at + 1].blanks_before == 0
            {
                end = page.lines[at + 1].span;
            }
            let span = page.lines[at].span;
            let reach = span.cover(end);
            let read = pieces(page.text, reach);
            lines += 1;
            if found.len() > MOST_DAYS || lines > MOST_LINES {
                return found;
            }
            label = labelled(page, &read, span, label, own, &mut found);
        }
    }
    found
}

/// Takes the days of a line: those that begin in `line`. Returns what the words at its end say of the next.
fn labelled(
    page: &Page,
    read: &[Piece],
    line: Span,
    mut label: Label,
    own: bool,
    found: &mut Vec<Found>,
) -> Label {
    for piece in read
        .iter()
        .take_while(|piece| piece.span.start() < line.end())
    {
        match piece.kind {
            Kind::Word => {
                let word = page.text[piece.span.range()]
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase();
                label = match word.as_str() {
                    "updated" | "update" | "modified" | "edited" | "revised" | "changed" => {
                        Label::Changed
                    }
                    "published" | "posted" | "first" | "created" | "originally" | "publication"
                    | "issued" | "released" | "filed" => Label::Published,
                    "ago" => Label::None,
                    _ => label,
                };
            }
            Kind::Date(printed) => {
                let again = found
                    .last()
                    .is_some_and(|last: &Found| last.span.overlaps(piece.span));
                if !again {
                    found.push(Found {
                        span: piece.span,
                        printed,
                        label,
                        own,
                    });
                }
                label = Label::None;
            }
            _ => {}
        }
    }
    label
}

/// The year of days that are printed without one: that of the crawler's day, or one that stands by itself among the
/// dates.
fn years(page: &Page, draft: &Draft) -> Option<i32> {
    if let Some((_, noted)) = draft.header.date {
        return Some(noted.day.year());
    }
    let lone = page
        .lines
        .iter()
        .zip(page.roles)
        .filter(|(_, role)| **role == Role::Date)
        .find_map(|(line, _)| year(&page.text[line.span.range()]));
    lone.or_else(|| addressed(page).map(|(_, day)| day.day.year()))
        .or_else(|| claimed(page))
}

/// The last year of a claim of copyright: a page that prints no year is of the year it was saved in.
fn claimed(page: &Page) -> Option<i32> {
    let furniture = page.lines.iter().zip(page.roles).rev().take(400);
    furniture
        .filter(|(line, role)| {
            matches!(role, Role::After | Role::Credit | Role::Before) && line.span.len() <= 300
        })
        .find_map(|(line, _)| {
            let slice = &page.text[line.span.range()];
            let at = slice.find('©').or_else(|| slice.find("Copyright"))?;
            let claim = slice[at..].split(|c: char| !c.is_alphanumeric());
            claim
                .filter(|word| !word.is_empty())
                .take(4)
                .filter_map(year)
                .last()
        })
}

fn year(slice: &str) -> Option<i32> {
    let bare = slice.trim_matches(|c: char| !c.is_ascii_digit());
    let year: i32 = (bare.len() == 4).then(|| bare.parse().ok())??;
    (1900..2100).contains(&year).then_some(year)
}

/// Which comes first in days of digits, by the time zone that stands in the header: the month, or the day.
fn zone(page: &Page) -> Option<bool> {
    let lines = page.lines.iter().zip(page.roles);
    let dated = lines.filter(|(_, role)| matches!(role, Role::Date | Role::Byline));
    dated
        .take(20)
        .filter(|(line, _)| line.span.len() < 400)
        .flat_map(|(line, _)| page.text[line.span.range()].split(|c: char| !c.is_alphanumeric()))
        .find_map(|word| match word {
            "ET" | "EST" | "EDT" | "CST" | "CDT" | "MST" | "MDT" | "PT" | "PST" | "PDT" | "HST" => {
                Some(true)
            }
            "GMT" | "BST" | "IST" | "CET" | "CEST" | "AEST" | "AEDT" | "SAST" | "EAT" | "WAT"
            | "PKT" => Some(false),
            _ => None,
        })
}

/// Which comes first in days of digits, by those of the page that tell: `23/10/2024`.
fn custom(page: &Page) -> Option<bool> {
    let (mut month_first, mut day_first) = (0, 0);
    let lines = page.lines.iter().filter(|line| line.span.len() <= 300);
    for line in lines.take(5000) {
        let slice = &page.text[line.span.range()];
        for (at, _) in slice.match_indices('/').take(4) {
            let before = slice[..at]
                .bytes()
                .rev()
                .take_while(u8::is_ascii_digit)
                .count();
            let start = at - before;
            if !(1..=2).contains(&before) {
                continue;
            }
            let mut numbers = slice[start..].splitn(3, '/');
            let (Some(first), Some(second), Some(rest)) =
                (numbers.next(), numbers.next(), numbers.next())
            else {
                continue;
            };
            let year = rest.bytes().take_while(u8::is_ascii_digit).count();
            if let (Ok(first), Ok(second)) = (first.parse::<u32>(), second.parse::<u32>())
                && matches!(year, 2 | 4)
            {
                month_first += u32::from(first <= 12 && (13..=31).contains(&second));
                day_first += u32::from(second <= 12 && (13..=31).contains(&first));
            }
        }
    }
    match (month_first > 0, day_first > 0) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The day that digits mean whose order is not told by themselves: what another day of the header, the crawler or the
/// time zone says.
fn settled(
    slice: &str,
    full: &[Calendar],
    month_first: Option<bool>,
    draft: &Draft,
) -> Option<Calendar> {
    let mut numbers = slice
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let (first, second, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let year: i32 = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => year.parse().ok()?,
    };
    let us = Calendar::day(year, first, second)?;
    let other = Calendar::day(year, second, first)?;
    let noted = draft.header.date.map(|(_, noted)| noted);
    let backed = |day: Calendar| {
        full.contains(&day)
            || noted.is_some_and(|noted| noted.precision == Precision::Day && near(noted, day))
    };
    match (backed(us), backed(other), month_first) {
        (true, false, _) | (false, false, Some(true)) => Some(us),
        (false, true, _) | (false, false, Some(false)) => Some(other),
        _ => None,
    }
}

/// A day in a credit that is nothing but publisher and day, or says when it was published.
fn credited(page: &Page) -> Option<(Span, Calendar)> {
    let lines = page.lines.iter().zip(page.roles);
    let credits = lines.filter(|(line, role)| **role == Role::Credit && line.span.len() <= 160);
    let mut best: Option<(Label, (Span, Calendar))> = None;
    for (line, _) in credits.take(60) {
        let mut found = Vec::new();
        let read = pieces(page.text, line.span);
        labelled(page, &read, line.span, Label::None, true, &mut found);
        let words = read.iter().filter(|piece| piece.kind == Kind::Word).count();
        let first = found.iter().find(|found| {
            found.label == Label::Published || found.label == Label::None && words <= 4
        });
        if let Some(found) = first
            && let Some(day) = found.printed.full()
            && best.is_none_or(|(label, _)| found.label < label)
        {
            best = Some((found.label, (found.span, day)));
        }
    }
    best.map(|(_, day)| day)
}

/// The day in the address of a page that stands before the story.
fn addressed(page: &Page) -> Option<(Span, Calendar)> {
    let end = page.story.map_or(page.lines.len(), |(first, _)| first);
    page.lines[..end]
        .iter()
        .filter(|line| line.span.len() <= 2000)
        .find_map(|line| in_address(page.text, line.span))
}

/// The day, or the month, that a line holds as a part of a web address.
fn in_address(text: &str, line: Span) -> Option<(Span, Calendar)> {
    let slice = &text[line.range()];
    let alone = !slice.contains(crate::text::chars::is_blank);
    let address = alone
        && ["http://", "https://", "www."]
            .iter()
            .any(|start| slice.starts_with(start));
    if !address {
        return None;
    }
    let (start, end, day) = crate::time::address::find(slice)?;
    let span = Span::new(line.start() + start, line.start() + end);
    Some((span, day))
}

/// Whether a printed day may be the day that a crawler noted: at most a day apart, or within its month.
fn near(noted: Calendar, printed: Calendar) -> bool {
    if noted.precision != Precision::Day {
        let (a, b) = (noted.day, printed.day);
        return a.year() == b.year()
            && (a.month() == b.month() || noted.precision == Precision::Year);
    }
    noted
        .day
        .signed_duration_since(printed.day)
        .num_days()
        .abs()
        <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines::lines;

    /// The day and the codes of the notes.
    fn read(rows: &[(Role, &str)]) -> (Option<String>, Vec<&'static str>) {
        let text = rows
            .iter()
            .map(|(_, line)| *line)
            .collect::<Vec<_>>()
            .join("\n");
        let roles: Vec<Role> = rows.iter().map(|(role, _)| *role).collect();
        let mut draft = Draft::default();
        super::super::read(
            &text,
            &lines(&text, Span::new(0, text.len())),
            &roles,
            &mut draft,
        );
        let codes = draft.notes.iter().map(|note| note.code).collect();
        (draft.header.date.map(|(_, day)| day.day.to_string()), codes)
    }

    #[test]
    fn the_day_of_publication_is_read_from_any_line() {
        for (line, day) in [
            ("Published Jun 05, 2026 • 3 minute read", "2026-06-05"),
            (
                "Posted on Tuesday, April 5, 2016 by Ana Ruiz in Harbor",
                "2016-04-05",
            ),
            (
                "PUBLISHED: April 24, 2020 at 9:11 a.m. | UPDATED: April 25, 2020 at 9:11 a.m.",
                "2020-04-24",
            ),
            (
                "Updated April 25, 2020 Published April 24, 2020",
                "2020-04-24",
            ),
            ("* Updated08:47, 3 NOV 2023", "2023-11-03"),
            (
                "06/13/2020 Business No Comments 0 Views : 1 Print",
                "2020-06-13",
            ),
            (
                "22:57 GMT 28.04.2020(updated 11:14 GMT 29.04.2020) Get short URL",
                "2020-04-28",
            ),
            ("- May. 26th 2022 8:57 am PT", "2022-05-26"),
            ("11/8/2023 10:46 PM EST", "2023-11-08"),
            ("May 15, 2020,07:02pm EDT", "2020-05-15"),
            ("September 30, 2020 - Updated", "2020-09-30"),
        ] {
            let (found, _) = read(&[(Role::Date, line), (Role::Body, "Wolves came back.")]);
            assert_eq!(found.as_deref(), Some(day), "{line}");
        }
    }

    #[test]
    fn a_day_that_cannot_be_told_is_noted() {
        let (day, codes) = read(&[
            (Role::Date, "06/02/2023"),
            (Role::Body, "Wolves came back."),
        ]);
        assert_eq!((day, codes), (None, vec!["ambiguous-date"]));
        let (day, codes) = read(&[
            (Role::Date, "30 February 2023"),
            (Role::Body, "Wolves came back."),
        ]);
        assert_eq!((day, codes), (None, vec!["impossible-date"]));
        let told = [
            (Role::Before, "Next meeting 23/03/2023"),
            (Role::Date, "06/02/2023"),
            (Role::Body, "Wolves."),
        ];
        assert_eq!(read(&told).0.as_deref(), Some("2023-02-06"));
    }

    #[test]
    fn a_day_without_a_year_takes_that_of_the_page() {
        let rows = [
            (Role::Date, "2014"),
            (Role::Date, "Dec 29"),
            (Role::Body, "Wolves."),
        ];
        assert_eq!(read(&rows).0.as_deref(), Some("2014-12-29"));
        let rows = [
            (Role::Byline, "By Ana Ruiz March 18 at 3:57 PM"),
            (Role::Body, "Wolves."),
            (Role::Credit, "© 1996-2015 Varnholm Courier"),
        ];
        assert_eq!(read(&rows).0.as_deref(), Some("2015-03-18"));
    }

    #[test]
    fn a_clock_of_the_site_is_no_day_of_publication() {
        let rows = [
            (Role::Before, "Friday, May 9, 2025"),
            (Role::Body, "Wolves."),
        ];
        assert_eq!(read(&rows).0, None);
    }
}
