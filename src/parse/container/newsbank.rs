//! NewsBank exports: `Outlet (City, ST) - January 14, 2020` under the headline, then labelled fields.

use super::{Page, Piece, is_copyright, take_authors, take_copyright};
use crate::parse::{Author, Credit, CreditKind, Draft, names};
use crate::text::Span;
use crate::time::absolute;

/// Fields that stand before the story.
const BEFORE: &[&str] = &[
    "author/byline",
    "author",
    "byline",
    "edition",
    "section",
    "page",
    "pages",
    "readability",
    "column",
    "dateline",
    "series",
    "source",
    "origin",
    "publication",
];

/// Fields that stand behind it.
const BEHIND: &[&str] = &[
    "memo",
    "record",
    "record number",
    "caption",
    "captions",
    "index terms",
    "correction",
    "dateline",
    "graphic",
    "document-id",
    "openurl link",
    "citation",
];

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let anchors: Vec<usize> = (0..count)
        .filter(|&at| anchor(page, at).is_some())
        .collect();
    anchors.first()?;
    (0..count).find(|&at| {
        page.value(
            at,
            &["author/byline", "record", "readability", "record number"],
        )
        .is_some()
    })?;
    let starts: Vec<usize> = anchors
        .iter()
        .enumerate()
        .map(|(number, &anchor)| {
            let floor = if number == 0 {
                0
            } else {
                anchors[number - 1] + 1
            };
            headline_start(page, floor, anchor)
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([count]);
    Some(
        starts
            .iter()
            .copied()
            .zip(anchors.iter().copied())
            .zip(ends)
            .map(|((start, anchor), end)| piece(page, start, anchor, end))
            .collect(),
    )
}

/// The publisher and the day of a line `Sentinel, The (Varnholm, KM) - January 14, 2020`.
fn anchor(page: &Page, at: usize) -> Option<(Span, Span)> {
    let slice = page.slice(at);
    if slice.len() > 200 {
        return None;
    }
    let open = slice.find(" (")?;
    let close = open + slice[open..].find(')')?;
    let rest = slice[close + 1..].trim_start();
    let date = rest.strip_prefix(['-', '–', '—'])?.trim_start();
    let (_, after) = absolute::scan(date)?;
    if after.split_whitespace().count() > 4 || !slice.starts_with(char::is_uppercase) {
        return None;
    }
    let span = page.span(at);
    let outlet = slice[..open].trim_end();
    let outlet = outlet.strip_suffix(", The").unwrap_or(outlet);
    Some((
        Span::new(span.start(), span.start() + outlet.len()),
        Span::new(span.end() - date.len(), span.end() - after.len()),
    ))
}

/// The first line of the headline over the anchor: the lines over it without a blank line between, or one.
fn headline_start(page: &Page, floor: usize, anchor: usize) -> usize {
    let mut start = anchor.saturating_sub(1).max(floor);
    while start > floor
        && page.lines[start].blanks_before == 0
        && !is_copyright(page.slice(start - 1))
        && page.label(start - 1).is_none()
    {
        start -= 1;
    }
    start
}

fn piece(page: &Page, start: usize, at_anchor: usize, end: usize) -> Piece {
    let mut draft = Draft {
        authors_settled: true,
        ..Draft::default()
    };
    if let Some((outlet, day)) = anchor(page, at_anchor) {
        draft.header.outlet = Some(outlet);
        super::take_date(page.text, day, &mut draft);
    }
    if start < at_anchor {
        draft.header.headline = Some(page.cover(start, at_anchor));
    }
    let mut at = at_anchor + 1;
    while at < end {
        let Some((label, value)) = page
            .label(at)
            .filter(|(label, _)| BEFORE.contains(&label.as_str()))
        else {
            break;
        };
        match label.as_str() {
            "author/byline" | "author" | "byline" => authors(page, value, &mut draft),
            "dateline" => draft.header.place = Some(value),
            _ => {}
        }
        at += 1;
    }
    let behind = (at..end)
        .find(|&line| page.value(line, BEHIND).is_some() || is_copyright(page.slice(line)))
        .unwrap_or(end);
    let mut line = behind;
    while line < end {
        let span = page.span(line);
        line += 1;
        if is_copyright(page.slice(line - 1)) {
            take_copyright(span, &mut draft);
        } else if let Some(memo) = page.value(line - 1, &["memo"]) {
            let found = crate::parse::credits::read(page.text, memo);
            if found.is_empty() {
                draft.boilerplate.push(span);
            }
            for credit in found {
                draft.credits.push(Credit {
                    span: if credit.kind == CreditKind::Contributors {
                        memo
                    } else {
                        credit.span
                    },
                    ..credit
                });
            }
        } else {
            draft.boilerplate.push(span);
        }
    }
    Piece {
        extent: page.cover(start, end),
        story: page.cover(at, behind),
        draft,
    }
}

/// The names of the field; the publisher may stand behind them.
fn authors(page: &Page, value: Span, draft: &mut Draft) {
    let slice = &page.text[value.range()];
    let list = match slice.split_once(", ") {
        Some((name, rest))
            if names::is_person(name.trim_start_matches("By ").trim_start_matches("BY "))
                && (names::is_outlet(rest) || names::is_role(rest)) =>
        {
            Span::new(value.start(), value.start() + name.len())
        }
        _ => value,
    };
    take_authors(page.text, list, draft);
    let all: Vec<Author> = std::mem::take(&mut draft.header.authors);
    draft.header.authors = all
        .into_iter()
        .filter(|author| !names::is_outlet(&author.name))
        .collect();
}
