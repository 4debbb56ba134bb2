//! Factiva exports: as displayed, where fields are told by their position, and indexed, with codes of two letters.

use super::{Page, Piece, is_copyright, settled, take_authors, take_copyright, take_date, words};
use crate::parse::paragraphs::ends_sentence;
use crate::parse::{Draft, names};
use crate::text::Span;
use crate::time::{absolute, clock};

/// Codes of indexed fields.
const CODES: &[&str] = &[
    "AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DE", "DLN", "ED", "ET", "HD", "IN",
    "IPC", "IPD", "LA", "LC", "LP", "NS", "PD", "PG", "PUB", "RE", "RF", "SC", "SE", "SN", "TD",
    "VOL", "WC",
];

/// Those that are no word of their own, and need no gap behind them.
const CERTAIN: &[&str] = &[
    "AN", "BY", "CY", "HD", "LA", "LP", "NS", "PD", "PG", "SC", "SN", "TD", "WC",
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
    if page.lines[at].indent > 0 || CODES.binary_search(&code).is_err() {
        return None;
    }
    let value = rest.trim();
    let end = page.span(at).end();
    // "IN" and "RE" are words as well: a code stands alone or has a gap behind it.
    let gap = rest.is_empty()
        || rest.starts_with('\t')
        || rest.starts_with("  ")
        || rest.starts_with('\u{a0}');
    let certain = gap || CERTAIN.binary_search(&code).is_ok();
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
    let mut draft = settled();
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
            && (is_end(page.slice(end - 1))
                || (words + 1..end.min(words + MOST_BELOW))
                    .any(|at| is_copyright(page.slice(at)) || is_language(page.slice(at))))
        {
            pieces.push(displayed_piece(page, start, words, end));
        }
        start = end;
    }
    (!pieces.is_empty()).then_some(pieces)
}

fn displayed_piece(page: &Page, start: usize, words: usize, end: usize) -> Piece {
    let mut draft = settled();
    let start = top(page, start, words);
    above_count(page, start, words, &mut draft);
    let mut story = below_count(page, words, end, &mut draft);
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
    // The publisher alone on a line behind it.
    let mut last = behind;
    while last > story + 1 && page.is_first(last - 1) && words::is_firm(page.slice(last - 1)) {
        last -= 1;
    }
    for at in last..end {
        draft.boilerplate.push(page.span(at));
    }
    Piece {
        extent: page.cover(start, end),
        story: page.cover(story, last),
        draft,
    }
}

/// The first line that is none of the page: `Factiva`, `Page 2 of 4 © 2019 Factiva, Inc.`
fn top(page: &Page, start: usize, words: usize) -> usize {
    let is_furniture = |at: usize| {
        let folded = page.slice(at).to_lowercase();
        words::holds("furniture", &folded)
            || folded.contains("factiva, inc")
            || folded.starts_with("page ") && folded.len() <= 20
    };
    // Before the first article there may be a cover, and before another only the edge of a page.
    let floor = start.max(words.saturating_sub(MOST_ABOVE));
    (floor..words)
        .rev()
        .find(|&at| is_furniture(at))
        .map_or(floor, |at| (at + 1).min(words))
}

/// So many lines at most are section, headline and byline.
const MOST_ABOVE: usize = 12;

/// Reads section, headline and byline, which stand above the count of words.
fn above_count(page: &Page, start: usize, words: usize, draft: &mut Draft) {
    let marked = |at: usize| {
        ["By ", "BY ", "by ", "Von ", "Par "]
            .iter()
            .any(|word| page.slice(at).starts_with(word))
    };
    let mut title_start = start;
    let mut title_end = words;
    let short = page.slice(start).split_whitespace().count() <= 3;
    // Of two lines the second may be the name of who wrote it.
    let named = || start + 2 == words && !names::persons(page.slice(start + 1)).is_empty();
    let section = start + 1 < words
        && page.lines[start + 1].blanks_before <= 1
        && !marked(start + 1)
        && (words::is_section(page.slice(start)) || short && !named());
    if section {
        title_start += 1;
    }
    // The lines below the headline: names, and for whom they write.
    let byline = (title_start + 1..words)
        .rev()
        .take(3)
        .find(|&at| marked(at));
    if let Some(byline) = byline {
        take_authors(page.text, page.span(byline), draft);
        title_end = byline;
    } else if title_start + 1 < words {
        let mut last = words - 1;
        if title_start + 2 < words && is_affiliation(page.slice(last)) {
            last -= 1;
        }
        if !names::persons(page.slice(last)).is_empty() {
            take_authors(page.text, page.span(last), draft);
            title_end = last;
        }
    }
    if title_start < title_end {
        draft.header.headline = Some(headline(page.text, page.cover(title_start, title_end)));
    }
}

/// `Special to The Tidewater Post`.
fn is_affiliation(slice: &str) -> bool {
    slice.starts_with("Special to ")
        || slice.starts_with("Special for ")
        || names::is_role(slice)
        || names::is_outlet(slice)
}

/// So many lines at most are day, time, publisher, code, edition, page, language and copyright.
const MOST_BELOW: usize = 14;

fn is_language(slice: &str) -> bool {
    slice.len() <= 20 && words::holds("languages", &slice.to_lowercase())
}

/// Reads day, time, publisher, code, edition and page, language and copyright, which stand below the count of words. Returns
/// the first line of the story.
fn below_count(page: &Page, words: usize, end: usize, draft: &mut Draft) -> usize {
    let below = end.min(words + MOST_BELOW);
    let dated = (words + 1..below).find(|&at| absolute::scan(page.slice(at)).is_some());
    let copyright = (words + 1..below).find(|&at| is_copyright(page.slice(at)));
    let mut story = words + 1;
    if let Some(dated) = dated {
        take_date(page.text, page.span(dated), draft);
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
        // A long claim goes on to the blank line.
        let paragraph = page.behind_paragraph(copyright, end);
        story = copyright + 1;
        while story < paragraph
            && (is_copyright(page.slice(story))
                || paragraph <= copyright + 3 && paragraph < end && page.slice(story).len() <= 80)
        {
            story += 1;
        }
        take_copyright(page.cover(copyright, story), draft);
    } else if let Some(language) =
        (story..below).find(|&at| words::holds("languages", &page.slice(at).to_lowercase()))
    {
        // Without a claim of copyright the language is the last of the positional lines.
        story = language + 1;
    }
    story
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
