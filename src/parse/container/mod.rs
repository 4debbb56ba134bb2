//! Exports of article databases: one text with one or more articles, each with labelled or positional fields.

mod factiva;
mod newsbank;
mod nexis;
mod proquest;

use super::lines::{Line, lines, trimmed};
use super::{Credit, CreditKind, Draft, values};
use crate::text::{Span, Text};
use crate::time::absolute;

/// One article of an export.
#[derive(Debug)]
pub struct Piece {
    /// The part of the text that it takes up.
    pub extent: Span,
    /// Its story, perhaps with a dateline before it and credits behind it.
    pub story: Span,
    /// What its fields say.
    pub draft: Draft,
}

/// Splits an export into its articles; `None` if the text is none.
#[must_use]
pub fn split(text: &Text) -> Option<Vec<Piece>> {
    let string = text.as_str();
    let page = Page {
        text: string,
        lines: lines(string, text.span()),
    };
    let found = nexis::split(&page)
        .or_else(|| factiva::split(&page))
        .or_else(|| proquest::split(&page))
        .or_else(|| newsbank::split(&page))?;
    (!found.is_empty()).then_some(found)
}

/// A text with its lines.
struct Page<'a> {
    text: &'a str,
    lines: Vec<Line>,
}

impl Page<'_> {
    fn slice(&self, at: usize) -> &str {
        &self.text[self.lines[at].span.range()]
    }

    fn span(&self, at: usize) -> Span {
        self.lines[at].span
    }

    /// From the first character of line `from` to the last of the line before `to`; empty where there is none.
    fn cover(&self, from: usize, to: usize) -> Span {
        if from < to {
            self.span(from).cover(self.span(to - 1))
        } else {
            let at = match from.checked_sub(1) {
                Some(before) => self.span(before).end(),
                None => 0,
            };
            Span::new(at, at)
        }
    }

    /// The value behind one of `labels` and a colon, if line `at` begins so. Labels are in small letters.
    fn value(&self, at: usize, labels: &[&str]) -> Option<Span> {
        let (label, value) = self.label(at)?;
        labels.contains(&label.as_str()).then_some(value)
    }

    /// The label in small letters and the value of a line such as `Section: LOCAL`.
    fn label(&self, at: usize) -> Option<(String, Span)> {
        let slice = self.slice(at);
        let colon = slice.char_indices().take(40).find(|(_, c)| *c == ':')?.0;
        let value = trimmed(&slice[colon + 1..]);
        let start = self.span(at).end() - trimmed_end(&slice[colon + 1..]).len();
        Some((
            trimmed(&slice[..colon]).to_lowercase(),
            Span::new(start, start + value.len()),
        ))
    }

    /// The index of the first line in `range` for which `holds`.
    fn find(&self, range: std::ops::Range<usize>, holds: impl Fn(&str) -> bool) -> Option<usize> {
        range.into_iter().find(|&at| holds(self.slice(at)))
    }
}

/// A string without blanks at its beginning.
fn trimmed_end(string: &str) -> &str {
    let kept = trimmed(string);
    match string.find(kept) {
        Some(at) => &string[at..],
        None => "",
    }
}

/// Takes a date that stands in `span`.
fn take_date(text: &str, span: Span, draft: &mut Draft) -> bool {
    let Some((start, end, printed)) = absolute::find(&text[span.range()]) else {
        return false;
    };
    let at = Span::new(span.start() + start, span.start() + end);
    match printed.full() {
        Some(date) => draft.header.date = Some((at, date)),
        None => draft.bad_date(at, printed),
    }
    true
}

/// Takes the names of a byline field: `By Ana Ruiz and Bo Li`, `RUIZ, ANA; LI, BO`, with tasks and places behind them.
fn take_authors(text: &str, field: Span, draft: &mut Draft) {
    draft.authors_settled = true;
    draft.header.authors = values::field(text, field).authors;
}

/// Takes a line of copyright.
fn take_copyright(span: Span, draft: &mut Draft) {
    draft.credits.push(Credit {
        kind: CreditKind::Copyright,
        names: Vec::new(),
        span,
    });
}

/// Whether a line claims copyright.
fn is_copyright(slice: &str) -> bool {
    let folded: String = slice
        .chars()
        .take(24)
        .flat_map(char::to_lowercase)
        .collect();
    folded.starts_with("copyright")
        || folded.starts_with('©')
        || folded.starts_with("(c) ")
        || folded.starts_with("all rights reserved")
        || folded.starts_with("alle rechte")
        || folded.starts_with("tous droits")
}
