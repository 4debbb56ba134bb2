//! Classic Nexis exports: `1 of 3 DOCUMENTS`, publisher, day and edition in the middle of the page, fields in capitals.

use super::{Format, Page, Piece, Role, is_copyright, is_day, settled, take_authors, take_behind};
use super::{take_copyright, take_date, without_edition, words};
use crate::parse::paragraphs::ends_sentence;
use crate::parse::{Credit, CreditKind, Draft};
use crate::text::Span;
use crate::time::{absolute, clock};

/// A line with so many blanks before it stands in the middle of the page.
const CENTERED: u8 = 8;

/// A headline is no longer than this, in bytes.
const LONGEST_HEADLINE: usize = 400;

/// Where fields begin, at most so many lines below the mark of a document.
const NEAR: usize = 60;

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let is_length = |at: usize| {
        page.label(at)
            .is_some_and(|(label, _)| LENGTHS.contains(&label.as_str()))
    };
    let mut starts: Vec<usize> = (0..count)
        .filter(|&at| is_marker(page.slice(at)))
        .filter(|&at| (at..count.min(at + NEAR)).any(|at| field(page, at).is_some()))
        .collect();
    if starts.is_empty() {
        // An export of a single article has no marker.
        let length = (0..count.min(NEAR)).find(|&at| field(page, at).is_some() && is_length(at))?;
        (length..count).find(|&at| is_behind(page, at))?;
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([count]);
    let pieces = starts.iter().copied().zip(ends);
    Some(pieces.map(|(start, end)| piece(page, start, end)).collect())
}

const LENGTHS: &[&str] = &["length", "longueur", "länge"];

/// `1 of 3 DOCUMENTS`, `Dokument 1 von 3`, `Document 1 de 3`.
fn is_marker(slice: &str) -> bool {
    if slice.len() > 40 {
        return false;
    }
    let folded = slice.to_lowercase();
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [first, "of", last, "documents" | "document"]
        | ["dokument" | "document", first, "von" | "de", last] => {
            is_number(first) && is_number(last)
        }
        _ => false,
    }
}

/// What a field whose label is in capitals is for, and its value.
fn field(page: &Page, at: usize) -> Option<(Role, Span)> {
    let slice = page.slice(at);
    let label = slice.split(':').next()?;
    if !slice.starts_with(char::is_uppercase) || label.contains(char::is_lowercase) {
        return None;
    }
    page.field(at, Format::Nexis)
}

fn is_behind(page: &Page, at: usize) -> bool {
    matches!(field(page, at), Some((Role::Behind | Role::Correction, _)))
}

/// What stands between the mark of a document and its story.
struct Head<'a> {
    page: &'a Page<'a>,
    end: usize,
    /// Whether some lines stand in the middle of the page: then headline and story do not.
    centered: bool,
    outlet: Option<Span>,
    /// Whether fields have begun: then the headline is over.
    fielded: bool,
    draft: Draft,
}

impl Head<'_> {
    /// Reads line `at` and what belongs to it; `None` where the story begins, else the line behind it.
    fn step(&mut self, at: usize) -> Option<usize> {
        let page = self.page;
        let (slice, span) = (page.slice(at), page.span(at));
        if let Some((role, value)) = field(page, at) {
            return self.field(at, role, value);
        }
        if is_copyright(slice) {
            take_copyright(span, &mut self.draft);
            return Some(at + 1);
        }
        if words::begins("notices", &slice.to_lowercase()) {
            return Some(at + 1);
        }
        let middle = page.lines[at].indent >= CENTERED;
        if self.outlet.is_none() && !self.fielded {
            self.outlet = Some(span);
            return Some(at + 1);
        }
        if self.draft.header.date.is_none()
            && is_day(slice)
            && take_date(page.text, span, &mut self.draft)
        {
            return Some(self.behind_day(at + 1));
        }
        if self.fielded {
            return None;
        }
        if words::is_edition(slice) || is_time(slice) || self.centered && middle {
            return Some(at + 1);
        }
        if self.draft.header.headline.is_some() {
            return None;
        }
        let paragraph = page.behind_paragraph(at, self.end);
        let behind =
            (at + 1..paragraph).find(|&at| field(page, at).is_some() || is_day(page.slice(at)));
        let behind = behind.unwrap_or(paragraph);
        let all = page.cover(at, behind);
        // A sentence with no field below it is the story of an article without a headline.
        let followed =
            behind < self.end && (field(page, behind).is_some() || is_day(page.slice(behind)));
        if all.len() > LONGEST_HEADLINE || !followed && ends_sentence(&page.text[all.range()]) {
            return None;
        }
        self.draft.header.headline = Some(all);
        Some(behind)
    }

    fn field(&mut self, at: usize, role: Role, value: Span) -> Option<usize> {
        let page = self.page;
        if role == Role::Story {
            return None;
        }
        let count = page
            .label(at)
            .is_some_and(|(label, _)| LENGTHS.contains(&label.as_str()));
        let (value, next) = if count && !value.is_empty() {
            (value, at + 1)
        } else {
            page.whole(at, value, self.end, |at| field(page, at).is_some())
        };
        self.fielded |= role != Role::Above;
        self.draft.transcript |= role == Role::Above;
        take_field(page, role, value, &mut self.draft);
        Some(next)
    }

    /// The line behind edition, time and region, which stand under the day.
    fn behind_day(&self, at: usize) -> usize {
        let page = self.page;
        let belongs = |at: usize| {
            let slice = page.slice(at);
            let middle = page.lines[at].indent >= CENTERED;
            !page.is_first(at)
                && field(page, at).is_none()
                && (words::is_edition(slice) || is_time(slice) || self.centered && middle)
        };
        (at..self.end).find(|&at| !belongs(at)).unwrap_or(self.end)
    }
}

/// `23:22 Central European Time`.
fn is_time(slice: &str) -> bool {
    slice.len() <= 40 && clock::clock(slice).is_some()
}

fn piece(page: &Page, start: usize, end: usize) -> Piece {
    let first = start + usize::from(is_marker(page.slice(start)));
    let mut head = Head {
        page,
        end,
        centered: (first..end.min(first + 12)).any(|at| page.lines[at].indent >= CENTERED),
        outlet: None,
        fielded: false,
        draft: settled(),
    };
    let mut at = first;
    while at < end
        && let Some(next) = head.step(at)
    {
        at = next;
    }
    let mut draft = head.draft;
    draft.header.outlet = head.outlet.map(|span| without_edition(page.text, span));
    // The mark of the story may have its first words behind it.
    let mut from = None;
    if at < end && matches!(field(page, at), Some((Role::Story, _))) {
        from = field(page, at)
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty());
        at += usize::from(from.is_none());
    }
    let behind = behind(page, at, end);
    let mut line = behind;
    while line < end {
        let Some((Role::Correction, _)) = field(page, line) else {
            take_behind(page, line, &mut draft);
            line += 1;
            continue;
        };
        let is_other = |at: usize| field(page, at).is_some() || is_copyright(page.slice(at));
        let next = (line + 1..end).find(|&at| is_other(at)).unwrap_or(end);
        draft.credits.push(Credit {
            kind: CreditKind::Correction,
            names: Vec::new(),
            span: page.cover(line, next),
        });
        line = next;
    }
    let story = page.cover(at, behind);
    Piece {
        extent: page.cover(start, end),
        story: from.map_or(story, |first| {
            Span::new(first.start(), story.end().max(first.start()))
        }),
        draft,
    }
}

/// The line behind a story: the first field that stands only there, or the fields that end the document.
fn behind(page: &Page, story: usize, end: usize) -> usize {
    let certain = |at: usize| is_behind(page, at) || at > story && is_copyright(page.slice(at));
    let mut behind = (story..end).find(|&at| certain(at)).unwrap_or(end);
    while behind > story {
        let mut first = behind - 1;
        if field(page, first).is_none() {
            while first > story && !page.is_first(first) {
                first -= 1;
            }
            if field(page, first).is_none() || behind == end && first == story {
                break;
            }
        }
        behind = first;
    }
    behind
}

pub(super) fn take_field(page: &Page, role: Role, value: Span, draft: &mut Draft) {
    if value.is_empty() {
        return;
    }
    match role {
        Role::Authors => take_authors(page.text, value, draft),
        Role::Place => draft.header.place = Some(place(page.text, value, draft)),
        Role::Headline => draft.header.headline = Some(value),
        Role::Deck => draft.header.deck = Some(value),
        _ => {}
    }
}

/// The place of a dateline field, without the day or agency behind it.
fn place(text: &str, value: Span, draft: &mut Draft) -> Span {
    let slice = &text[value.range()];
    let end = absolute::find(slice).map_or(slice.len(), |(start, ..)| start);
    let mut bare = slice[..end].trim_end_matches([' ', ',', ';', '-', '\u{a0}']);
    if let Some((before, agency)) = bare.trim_end_matches(')').rsplit_once(" (")
        && bare.ends_with(')')
    {
        let start = value.start() + before.len() + 2;
        draft.header.agency = Some(Span::new(start, start + agency.len()));
        bare = before;
    }
    Span::new(value.start(), value.start() + bare.len())
}
