//! Exports of article databases: one text with one or more articles, each with labelled or positional fields.

mod classic;
mod factiva;
mod fields;
mod newsbank;
mod proquest;
mod tails;
mod uni;
mod words;

use super::lines::{Line, lines, trimmed};
use super::{Credit, CreditKind, Draft, values};
use crate::text::{Span, Text};
use crate::time::absolute;
use fields::{Format, Role};

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
    let mut found = uni::split(&page)
        .or_else(|| classic::split(&page))
        .or_else(|| factiva::split(&page))
        .or_else(|| proquest::split(&page))
        .or_else(|| newsbank::split(&page))?;
    for piece in &mut found {
        tails::cut(&page, piece);
    }
    (!found.is_empty()).then_some(found)
}

/// A value that stands under its label, behind a blank line, is no longer than this, in bytes.
const LONGEST_VALUE: usize = 200;

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

    /// What the field that line `at` begins with is for, and its value on this line.
    fn field(&self, at: usize, format: Format) -> Option<(Role, Span)> {
        let (label, value) = self.label(at)?;
        Some((fields::role(format, &label)?, value))
    }

    /// Whether line `at` begins a paragraph.
    fn is_first(&self, at: usize) -> bool {
        at == 0 || self.lines[at].blanks_before > 0
    }

    /// The line behind the paragraph of line `at`, `end` at most.
    fn behind_paragraph(&self, at: usize, end: usize) -> usize {
        (at + 1..end).find(|&at| self.is_first(at)).unwrap_or(end)
    }

    /// The whole value of a field, of which `value` stands on its first line `at`, and the line behind it: it goes on to the
    /// next blank line or to a line that `stops` it. Where there is none, the line behind the blank one is it, if a field follows.
    fn whole(
        &self,
        at: usize,
        value: Span,
        end: usize,
        stops: impl Fn(usize) -> bool,
    ) -> (Span, usize) {
        let behind = (at + 1..end)
            .find(|&at| self.is_first(at) || stops(at))
            .unwrap_or(end);
        if behind > at + 1 {
            let more = self.cover(at + 1, behind);
            let all = if value.is_empty() {
                more
            } else {
                value.cover(more)
            };
            return (all, behind);
        }
        if value.is_empty()
            && behind + 1 < end
            && !stops(behind)
            && stops(behind + 1)
            && self.slice(behind).len() <= LONGEST_VALUE
        {
            return (self.span(behind), behind + 1);
        }
        (value, behind)
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

/// Whether a line claims copyright: `(c) 2020 Elven Mills`, and not `(C) The council may` or `Copyright law is old`.
fn is_copyright(slice: &str) -> bool {
    let head: String = slice
        .chars()
        .take(60)
        .flat_map(char::to_lowercase)
        .collect();
    let head = head.trim_start_matches(['(', '[', ' ']);
    if head.starts_with("all rights reserved") {
        return true;
    }
    let bare = ["copyright", "©", "c)", "c]"]
        .iter()
        .find_map(|mark| head.strip_prefix(mark));
    let Some(rest) = bare else { return false };
    let year = rest
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    year || head.starts_with('©')
        || head.starts_with("copyright")
            && slice.len() <= 80
            && !slice
                .trim_end_matches("Inc.")
                .trim_end_matches("Ltd.")
                .ends_with(['.', ','])
}

/// What is known of every article of an export before it is read.
fn settled() -> Draft {
    Draft {
        authors_settled: true,
        ..Draft::default()
    }
}

/// Takes a line between the story and the end of the article: a claim of copyright, or furniture.
fn take_behind(page: &Page, at: usize, draft: &mut Draft) {
    if is_copyright(page.slice(at)) {
        take_copyright(page.span(at), draft);
    } else {
        draft.boilerplate.push(page.span(at));
    }
}

/// The publisher without the edition that stands behind it.
fn without_edition(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    for mark in [", ", " - ", "   ", " ("] {
        if let Some((before, after)) = slice.split_once(mark)
            && words::is_edition(after)
        {
            return Span::new(span.start(), span.start() + before.trim_end().len());
        }
    }
    span
}

/// The day of a line that is one but for weekday, edition and time: a headline with a date in it is none.
fn is_day(slice: &str) -> bool {
    let Some((_, rest)) = absolute::scan(slice) else {
        return false;
    };
    let rest = rest.trim();
    let starts = |c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric();
    rest.is_empty() || rest.split_whitespace().count() <= 8 && rest.starts_with(starts)
}
