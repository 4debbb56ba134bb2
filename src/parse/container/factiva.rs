//! Factiva exports: as displayed, where fields are told by their position, and indexed, with codes of two letters.

use super::{Page, Piece, is_copyright, take_authors, take_copyright, take_date};
use crate::parse::paragraphs::ends_sentence;
use crate::parse::{Draft, names};
use crate::text::Span;
use crate::time::{absolute, clock};

/// Codes of indexed fields.
const CODES: &[&str] = &[
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP",
    "TD", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "DE", "DLN", "ART", "CLM",
    "CX", "LC",
];

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    indexed(page).or_else(|| displayed(page))
}

/// The code that a line begins with, and the value behind it.
fn code<'a>(page: &'a Page, at: usize) -> Option<(&'a str, Span)> {
    let slice = page.slice(at);
    let (code, rest) = match slice.find([' ', '\t', '\u{a0}']) {
        Some(end) => (&slice[..end], &slice[end..]),
        None => (slice, ""),
    };
    if page.lines[at].indent > 0 || !CODES.contains(&code) {
        return None;
    }
    let value = rest.trim();
    let end = page.span(at).end();
    // "IN" and "RE" are words as well: a code stands alone or has a gap behind it.
    let gap = rest.is_empty()
        || rest.starts_with('\t')
        || rest.starts_with("  ")
        || rest.starts_with('\u{a0}');
    let certain = gap
        || matches!(
            code,
            "HD" | "WC"
                | "PD"
                | "SN"
                | "SC"
                | "LP"
                | "TD"
                | "CY"
                | "NS"
                | "AN"
                | "LA"
                | "BY"
                | "PG"
        );
    certain.then(|| (code, Span::new(end - value.len(), end)))
}

fn indexed(page: &Page) -> Option<Vec<Piece>> {
    let codes: Vec<Option<(&str, Span)>> = (0..page.lines.len()).map(|at| code(page, at)).collect();
    let has = |wanted: &str| codes.iter().flatten().any(|(code, _)| *code == wanted);
    if !(has("HD") && has("PD") && (has("LP") || has("TD"))) {
        return None;
    }
    let is = |at: usize, wanted: &str| matches!(codes[at], Some((code, _)) if code == wanted);
    let mut starts: Vec<usize> = Vec::new();
    for at in 0..codes.len() {
        if is(at, "HD") {
            // A section line belongs to the headline that follows.
            let start = if at > 0 && is(at - 1, "SE") {
                at - 1
            } else {
                at
            };
            starts.push(start);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([codes.len()]);
    Some(
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| indexed_piece(page, &codes, start, end))
            .collect(),
    )
}

fn indexed_piece(page: &Page, codes: &[Option<(&str, Span)>], start: usize, end: usize) -> Piece {
    let mut draft = Draft {
        authors_settled: true,
        ..Draft::default()
    };
    let mut story: Option<Span> = None;
    let mut last = end;
    let mut at = start;
    while at < end {
        let Some((code, mut value)) = codes[at] else {
            at += 1;
            continue;
        };
        let label = at;
        at += 1;
        while at < end && codes[at].is_none() {
            value = if value.is_empty() {
                page.span(at)
            } else {
                value.cover(page.span(at))
            };
            at += 1;
        }
        if value.is_empty() {
            continue;
        }
        match code {
            "HD" => draft.header.headline = Some(headline(page.text, value)),
            "BY" => take_authors(page.text, value, &mut draft),
            "PD" => {
                take_date(page.text, value, &mut draft);
            }
            "SN" => draft.header.outlet = Some(value),
            "CY" => take_copyright(value, &mut draft),
            "CR" => {}
            "LP" | "TD" => {
                let mark = Span::new(
                    page.span(label).start(),
                    page.span(label).start() + code.len(),
                );
                if story.is_some() {
                    draft.holes.push(mark);
                }
                story = Some(story.map_or(value, |known| known.cover(value)));
            }
            "AN" => {
                last = at;
                break;
            }
            _ => {}
        }
    }
    let extent = page.cover(start, last);
    let story = story.unwrap_or(Span::new(extent.end(), extent.end()));
    Piece {
        extent,
        story,
        draft,
    }
}

/// `1,234 words`.
fn is_count(slice: &str) -> bool {
    ["words", "word", "Wörter", "mots"].iter().any(|unit| {
        slice.strip_suffix(unit).is_some_and(|number| {
            number.ends_with(' ')
                && number
                    .trim()
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
                && !number.trim().is_empty()
        })
    })
}

/// `Document LOTCOU0020200114eg1e0001x`.
fn is_end(slice: &str) -> bool {
    slice
        .strip_prefix("Document ")
        .or_else(|| slice.strip_prefix("Dokument "))
        .is_some_and(|code| {
            (20..=30).contains(&code.len())
                && code.bytes().all(|b| b.is_ascii_alphanumeric())
                && code.bytes().any(|b| b.is_ascii_digit())
        })
}

fn displayed(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let mut pieces = Vec::new();
    let mut start = 0;
    let ends: Vec<usize> = (0..count).filter(|&at| is_end(page.slice(at))).collect();
    let open = ends.last().map_or(0, |end| end + 1);
    for end in ends.into_iter().map(|at| at + 1).chain([count]) {
        let words = page.find(start..end, is_count);
        if let Some(words) = words
            && words + 1 < end
            && (end <= open || start == 0)
            && (words + 1..end.min(words + 4)).any(|at| absolute::scan(page.slice(at)).is_some())
        {
            pieces.push(displayed_piece(page, start, words, end));
        }
        start = end;
    }
    (!pieces.is_empty()).then_some(pieces)
}

fn displayed_piece(page: &Page, start: usize, words: usize, end: usize) -> Piece {
    let mut draft = Draft {
        authors_settled: true,
        ..Draft::default()
    };
    // Above the count: section, headline, byline.
    let mut title_end = words;
    if words > start + 1 {
        let slice = page.slice(words - 1);
        let named =
            !names::persons(slice.trim_start_matches("By ").trim_start_matches("BY ")).is_empty();
        if slice.starts_with("By ") || slice.starts_with("BY ") || named {
            take_authors(page.text, page.span(words - 1), &mut draft);
            title_end -= 1;
        }
    }
    let mut title_start = start;
    if title_end > start + 1
        && page.slice(start).split_whitespace().count() <= 3
        && page.lines[start + 1].blanks_before <= 1
    {
        title_start += 1;
    }
    if title_start < title_end {
        draft.header.headline = Some(headline(page.text, page.cover(title_start, title_end)));
    }
    // Below it: day, time, publisher, code, edition and page, language, copyright.
    let below = end.min(words + 14);
    let dated = (words + 1..below).find(|&at| absolute::scan(page.slice(at)).is_some());
    let copyright = (words + 1..below).find(|&at| is_copyright(page.slice(at)));
    let mut story = words + 1;
    if let Some(dated) = dated {
        take_date(page.text, page.span(dated), &mut draft);
        let mut at = dated + 1;
        while at < below
            && clock::clock(page.slice(at)).is_some_and(|(_, rest)| rest.trim().is_empty())
        {
            at += 1;
        }
        if at < below {
            draft.header.outlet = Some(page.span(at));
        }
        story = (at + 1).min(end);
    }
    if let Some(copyright) = copyright {
        take_copyright(page.span(copyright), &mut draft);
        story = copyright + 1;
        while story < end && is_copyright(page.slice(story)) && page.lines[story].blanks_before == 0
        {
            take_copyright(page.span(story), &mut draft);
            story += 1;
        }
    } else {
        // Without a claim of copyright the language is the last of the positional lines.
        if let Some(language) = page.find(story..below, |slice| {
            matches!(
                slice,
                "English" | "Englisch" | "Anglais" | "German" | "French"
            )
        }) {
            story = language + 1;
        }
    }
    let behind = (story..end)
        .rev()
        .find(|&at| is_end(page.slice(at)))
        .unwrap_or(end);
    // The city alone on a line before the story.
    if story + 1 < behind
        && page.slice(story).split_whitespace().count() <= 3
        && page.slice(story).len() <= 40
        && !ends_sentence(page.slice(story))
        && names::may_be_place(page.slice(story))
    {
        draft.header.place = Some(page.span(story));
        story += 1;
    }
    if behind < end {
        draft.boilerplate.push(page.cover(behind, end));
    }
    Piece {
        extent: page.cover(start, end),
        story: page.cover(story, behind),
        draft,
    }
}

/// The headline without the section glued before it: `Markets --- Wolves cross strait`.
fn headline(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    for mark in [" --- ", " -- "] {
        if let Some((section, title)) = slice.split_once(mark)
            && section.split_whitespace().count() <= 4
            && !title.trim().is_empty()
        {
            return Span::new(span.end() - title.trim_start().len(), span.end());
        }
    }
    span
}
