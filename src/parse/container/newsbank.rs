//! NewsBank exports: `Outlet (City, ST) - January 14, 2020` under the headline, then labelled fields.

use super::{Format, Page, Piece, Role, is_copyright, settled, take_authors, take_behind};
use crate::parse::{Author, Credit, CreditKind, Draft, names};
use crate::text::Span;
use crate::time::absolute;

/// Of these fields an export has one, and other texts hardly any.
const KNOWN: &[&str] = &["author/byline", "readability", "record", "record number"];

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let anchors: Vec<usize> = (0..count)
        .filter(|&at| anchor(page, at).is_some())
        .collect();
    anchors.first()?;
    (0..count).find(|&at| {
        let label = page.label(at);
        label.is_some_and(|(label, _)| KNOWN.binary_search(&label.as_str()).is_ok())
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

/// The publisher and the day of a line `Sentinel, The (Varnholm, KM) - January 14, 2020`, or of one with the day before a bar.
fn anchor(page: &Page, at: usize) -> Option<(Span, Span)> {
    let slice = page.slice(at);
    if slice.len() > 200 || !slice.contains(" (") {
        return None;
    }
    let span = page.span(at);
    if let Some((day, publisher)) = slice.split_once(" | ") {
        let (_, after) = absolute::scan(day)?;
        let (outlet, _) = publisher.split_once(" (")?;
        let start = span.end() - publisher.len();
        let outlet = without_article(outlet);
        return after.trim().is_empty().then(|| {
            (
                Span::new(start, start + outlet.len()),
                Span::new(span.start(), span.start() + day.len()),
            )
        });
    }
    let open = slice.find(" (")?;
    let close = open + slice[open..].find(')')?;
    let rest = slice[close + 1..].trim_start();
    let date = rest.strip_prefix(['-', '–', '—'])?.trim_start();
    let (_, after) = absolute::scan(date)?;
    if after.split_whitespace().count() > 4 || !slice.starts_with(char::is_uppercase) {
        return None;
    }
    let outlet = without_article(&slice[..open]);
    Some((
        Span::new(span.start(), span.start() + outlet.len()),
        Span::new(span.end() - date.len(), span.end() - after.len()),
    ))
}

/// `Sentinel, The` is the Sentinel.
fn without_article(outlet: &str) -> &str {
    let outlet = outlet.trim_end();
    outlet.strip_suffix(", The").unwrap_or(outlet)
}

/// `221 Words`, a field of newer exports without a label.
fn is_unlabelled(slice: &str) -> bool {
    slice == "OpenURL Link"
        || slice
            .strip_suffix(" Words")
            .or_else(|| slice.strip_suffix(" words"))
            .is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit() || b == b','))
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
    let mut draft = settled();
    if let Some((outlet, day)) = anchor(page, at_anchor) {
        draft.header.outlet = Some(outlet);
        super::take_date(page.text, day, &mut draft);
    }
    if start < at_anchor {
        draft.header.headline = Some(page.cover(start, at_anchor));
    }
    let mut at = at_anchor + 1;
    while at < end {
        if is_unlabelled(page.slice(at)) {
            at += 1;
            continue;
        }
        let Some((role, value)) = page.field(at, Format::Newsbank) else {
            break;
        };
        match role {
            Role::Behind | Role::Memo => break,
            Role::Authors => authors(page, value, &mut draft),
            Role::Place => draft.header.place = Some(value),
            _ => {}
        }
        at += 1;
    }
    let is_behind = |at: usize| {
        let field = page.field(at, Format::Newsbank);
        matches!(field, Some((Role::Behind | Role::Memo, _))) || is_copyright(page.slice(at))
    };
    let behind = (at..end).find(|&at| is_behind(at)).unwrap_or(end);
    for line in behind..end {
        match page.field(line, Format::Newsbank) {
            Some((Role::Memo, memo)) => take_memo(page, line, memo, &mut draft),
            _ => take_behind(page, line, &mut draft),
        }
    }
    Piece {
        extent: page.cover(start, end),
        story: page.cover(at, behind),
        draft,
    }
}

/// Takes a remark behind the story: who contributed, or furniture.
fn take_memo(page: &Page, at: usize, memo: Span, draft: &mut Draft) {
    let found = crate::parse::credits::read(page.text, memo);
    if found.is_empty() {
        draft.boilerplate.push(page.span(at));
    }
    for credit in found {
        draft.credits.push(Credit {
            span: match credit.kind {
                CreditKind::Contributors => memo,
                _ => credit.span,
            },
            ..credit
        });
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
