//! Headline and deck from the lines that hold them.

use super::Page;
use crate::parse::lines::trim;
use crate::parse::names;
use crate::parse::roles::Role;
use crate::text::Span;
use crate::text::chars::is_blank;

/// A shorter line is not broken to fit a width.
const NARROWEST: usize = 40;

/// Words of buttons that stand behind a headline on its line.
const BUTTONS: &[&str] = &["Add to ...", "Add to …", "Add to..."];

/// A headline, and the publisher that stands behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Title {
    /// The headline.
    pub headline: Option<Span>,
    /// The publisher behind a bar or dash.
    pub outlet: Option<Span>,
}

/// Reads the headline: of several that which stands nearest before the story.
#[must_use]
pub fn headline(page: &Page) -> Title {
    let runs = page.runs(|role| role == Role::Headline);
    let start = page.story.map_or(usize::MAX, |(first, _)| first);
    let before = runs.iter().rev().find(|run| run.start < start);
    let Some(run) = before.or(runs.first()) else {
        return Title::default();
    };
    let span = bare(page.text, last_title(page, run.clone()));
    if span.is_empty() {
        return Title::default();
    }
    let (span, outlet) = without_outlet(page.text, span);
    Title {
        headline: Some(span),
        outlet,
    }
}

/// Reads the deck: the first, whole where it goes on over several lines.
#[must_use]
pub fn deck(page: &Page) -> Option<Span> {
    let runs = page.runs(|role| role == Role::Deck);
    let run = runs.first()?;
    let mut at = run.start;
    // A heading such as "Key points" is none.
    while at + 1 < run.end && page.slice(at).len() < 20 {
        at += 1;
    }
    let mut span = page.lines[at].span;
    while at + 1 < run.end && goes_on(page, at) {
        at += 1;
        span = span.cover(page.lines[at].span);
    }
    let span = bare(page.text, span);
    (!span.is_empty()).then_some(span)
}

/// The lines of a run that are one headline, the last of those that stand there.
fn last_title(page: &Page, run: std::ops::Range<usize>) -> Span {
    let lines = &page.lines[run.clone()];
    let cover =
        |range: std::ops::Range<usize>| lines[range.start].span.cover(lines[range.end - 1].span);
    let count = lines.len();
    // The same twice, be it in one line or in more.
    if count > 1 {
        for first in 1..count.min(8) {
            let whole = key(page.text, cover(count - first..count));
            for second in 1..=(count - first).min(8) {
                let before = key(page.text, cover(count - first - second..count - first));
                if whole == before {
                    return cover(count - first..count);
                }
            }
        }
    }
    let mut start = count - 1;
    while start > 0 && goes_on(page, run.start + start - 1) {
        start -= 1;
    }
    cover(start..count)
}

/// Whether a line is carried on by the next, which has the same role.
fn goes_on(page: &Page, at: usize) -> bool {
    let (line, next) = (page.slice(at), page.slice(at + 1));
    let near = page.lines[at + 1].blanks_before == 0;
    let long = line.chars().count() >= NARROWEST;
    let small = next.starts_with(char::is_lowercase);
    let open = line.ends_with([',', ':', '-', '–', '—', ';']);
    near && (long || small || open || line.contains('[') && !line.contains(']'))
}

/// The letters and digits of a title, to compare it.
fn key(text: &str, span: Span) -> String {
    text[span.range()]
        .chars()
        .take(600)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A title without marks of Markdown and of text browsers at its ends.
fn bare(text: &str, span: Span) -> Span {
    let mark = |c: char| matches!(c, '#' | '*' | '_' | '•' | '|') || is_blank(c);
    let mut span = trim(text, span);
    for _ in 0..4 {
        let slice = &text[span.range()];
        let mut start = slice.len() - slice.trim_start_matches(mark).len();
        let rest = &slice[start..];
        if let Some(inside) = rest.strip_prefix('[')
            && let Some(end) = inside.find(']')
            && (inside[..end].chars().all(|c| c.is_ascii_digit())
                || matches!(&inside[..end], "IMG" | "INLINE" | "EMBED"))
        {
            start += end + 2;
        }
        let mut end = slice[start..].trim_end_matches(mark).len() + start;
        for button in BUTTONS {
            if let Some(rest) = slice[start..end].strip_suffix(button) {
                end = start + rest.len();
            }
        }
        let rest = &slice[start..end];
        // A link around all of it.
        if let Some(inside) = rest.strip_prefix('[')
            && rest.ends_with(')')
            && let Some(close) = inside.find("](")
            && !inside[close + 2..].contains("](")
        {
            end = start + 1 + close;
            start += 1;
        }
        let next = trim(text, Span::new(span.start() + start, span.start() + end));
        if next == span {
            break;
        }
        span = next;
    }
    span
}

/// A headline without the publisher behind a bar or dash, and the publisher.
fn without_outlet(text: &str, span: Span) -> (Span, Option<Span>) {
    for mark in [" | ", " - ", " – ", " — "] {
        if let Some((title, outlet)) = text[span.range()].rsplit_once(mark)
            && names::is_publisher(outlet.trim())
            && title.split_whitespace().count() >= 3
        {
            let start = span.end() - outlet.len();
            let title = Span::new(span.start(), span.start() + title.trim_end().len());
            return (title, Some(trim(text, Span::new(start, span.end()))));
        }
    }
    (span, None)
}
