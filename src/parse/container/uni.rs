//! Exports of Nexis Uni and Lexis Advance: headline, publisher and day in lines, `Body`, `End of Document`, and before them all a
//! cover of any length that lists what was ordered.

use super::{Format, Page, Piece, Role, classic, is_copyright, is_day, settled, take_behind};
use super::{take_copyright, take_date, without_edition, words};

/// So many lines over the story at most are read as its header.
const MOST_LINES: usize = 80;

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let is_end = |at: usize| page.slice(at).eq_ignore_ascii_case("end of document");
    let ends = (0..count).filter(|&at| is_end(at)).map(|at| at + 1);
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in ends.chain([count]) {
        if let Some(body) = body(page, start, end) {
            pieces.push(piece(page, start, body, end));
        }
        start = end;
    }
    (!pieces.is_empty()).then_some(pieces)
}

/// The line behind the header of the article between two lines; `None` if there is none. Where it is not said where the story
/// begins, it begins behind the last field of the header.
fn body(page: &Page, start: usize, end: usize) -> Option<usize> {
    let is_mark = |at: &usize| is_body(page.slice(*at));
    for mark in (start..end).filter(is_mark).take(3) {
        let over = start.max(mark.saturating_sub(MOST_LINES))..mark;
        let behind = mark..end;
        let labelled = over.clone().any(|at| is_header(page, at))
            || behind.into_iter().any(|at| is_load_date(page, at));
        if labelled && over.clone().any(|at| is_day(page.slice(at))) {
            return Some(mark + 1);
        }
    }
    // Without the mark there is nothing to go by but all the rest.
    let whole = start < end
        && page.slice(end - 1).eq_ignore_ascii_case("end of document")
        && (start..end).any(|at| is_load_date(page, at));
    let day = (start..end).find(|&at| whole && is_day(page.slice(at)))?;
    let last = (day..end.min(day + MOST_LINES))
        .take_while(|&at| at == day || is_header(page, at) || is_copyright(page.slice(at)));
    last.last().map(|at| at + 1)
}

fn is_body(slice: &str) -> bool {
    let bare = slice.strip_suffix(':').unwrap_or(slice);
    bare.len() <= 10
        && bare.starts_with(char::is_uppercase)
        && words::holds("stories", &bare.to_lowercase())
}

/// Whether a line is a field that stands over the story. Labels are in small letters but for the first.
fn is_header(page: &Page, at: usize) -> bool {
    let small = |label: &str| label.contains(char::is_lowercase);
    page.slice(at).split(':').next().is_some_and(small)
        && page.slice(at).starts_with(char::is_uppercase)
        && page.field(at, Format::Nexis).is_some_and(|(role, _)| {
            !matches!(role, Role::Behind | Role::Story) && !is_cover(page, at)
        })
}

fn is_load_date(page: &Page, at: usize) -> bool {
    page.slice(at).starts_with("Load-Date:")
}

/// Whether a line is one of a cover or of the edge of a page.
fn is_cover(page: &Page, at: usize) -> bool {
    let slice = page.slice(at);
    let folded = slice.to_lowercase();
    is_edge(&folded)
        || page
            .label(at)
            .is_some_and(|(label, _)| words::holds("cover", &label) || label.starts_with("news "))
        || words::holds("cover", &folded)
        || folded.starts_with("content type ")
        || ["documents (", "document ("]
            .iter()
            .any(|word| folded.starts_with(word))
}

/// `1. Council backs bridge`, a line of the list of a cover.
fn is_listed(slice: &str) -> bool {
    slice
        .split_once(". ")
        .is_some_and(|(number, _)| number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// `Page 2 of 3`, `| About LexisNexis | Privacy Policy |`, in small letters.
fn is_edge(folded: &str) -> bool {
    let bare = folded.trim_start_matches(['|', ' ']);
    bare.starts_with("about lexisnexis")
        || bare.starts_with("about nexis")
        || words::holds("furniture", bare)
        || bare.starts_with("page ")
            && bare.len() < 20
            && bare.contains(|c: char| c.is_ascii_digit())
        || bare.contains("copyright") && bare.ends_with("lexisnexis")
}

fn piece(page: &Page, start: usize, body: usize, end: usize) -> Piece {
    let mut draft = settled();
    let over = start..body.saturating_sub(1).max(start);
    let day = over.clone().rev().take(MOST_LINES).find(|&at| {
        at > start && page.field(at, Format::Nexis).is_none() && is_day(page.slice(at))
    });
    let first_field = over
        .clone()
        .find(|&at| !is_cover(page, at) && (is_header(page, at) || is_copyright(page.slice(at))));
    let below = day.map_or(first_field.unwrap_or(over.end), |day| day + 1);
    // The headline stands right over publisher and day; what a cover says stands over that.
    let above = day.unwrap_or(below);
    let cover = (start..above).rev().find(|&at| is_cover(page, at));
    let mut top = cover.map_or(start, |at| at + 1);
    if cover.is_some() {
        // The last of a list may stand behind the last label, and a blank line behind the list.
        while top + 2 < above && is_listed(page.slice(top)) {
            top += 1;
        }
    }
    let mut outlet = above.saturating_sub(1).max(top);
    while outlet > top && is_copyright(page.slice(outlet)) {
        outlet -= 1;
    }
    let mut headline = outlet.max(top + 1) - 1;
    while headline > top && !page.is_first(headline) {
        headline -= 1;
    }
    // The edge of a page has said it once.
    let half = outlet.saturating_sub(headline) / 2;
    if half > 0
        && outlet - headline == 2 * half
        && (headline..headline + half).all(|at| page.slice(at) == page.slice(at + half))
    {
        headline += half;
    }
    if let Some(day) = day {
        take_date(page.text, page.span(day), &mut draft);
    }
    if top < outlet {
        draft.header.outlet = Some(without_edition(page.text, page.span(outlet)));
        draft.header.headline = Some(page.cover(headline, outlet));
    } else if top < above {
        draft.header.headline = Some(page.span(top));
        headline = top;
    }
    let mut at = below;
    while at < over.end {
        if is_copyright(page.slice(at)) {
            take_copyright(page.span(at), &mut draft);
        } else if let Some((role, value)) = page.field(at, Format::Nexis) {
            let stops = |at: usize| {
                page.field(at, Format::Nexis).is_some()
                    || is_copyright(page.slice(at))
                    || at == over.end
            };
            let (value, next) = page.whole(at, value, body, stops);
            classic::take_field(page, role, value, &mut draft);
            at = next;
            continue;
        }
        at += 1;
    }
    let behind = (body..end)
        .find(|&at| words::holds("closers", page.slice(at)) || is_load_date(page, at))
        .unwrap_or(end);
    let mut edge = false;
    for at in body..behind {
        // The edge of a page says its number, and then the headline once more.
        let slice = page.slice(at);
        let again = edge
            && draft
                .header
                .headline
                .is_some_and(|known| page.text[known.range()] == *slice);
        edge = slice.len() <= 200 && is_edge(&slice.to_lowercase());
        if edge || again {
            draft.holes.push(page.span(at));
        }
    }
    for at in behind..end {
        take_behind(page, at, &mut draft);
    }
    Piece {
        extent: page.cover(headline.min(body), end),
        story: page.cover(body, behind),
        draft,
    }
}
