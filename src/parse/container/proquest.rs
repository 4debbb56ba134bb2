//! ProQuest exports: documents between lines of underscores, each with labelled fields, the story under `Full text:`.

use super::{
    Format, Page, Piece, Role, fields, settled, take_authors, take_copyright, take_date, words,
};
use crate::text::Span;

/// Of these fields an export has some in every document, and other texts hardly have two.
const KNOWN: &[&str] = &[
    "database",
    "proquest document id",
    "publication date",
    "publication info",
    "publication title",
    "source type",
];

/// Any of these makes a part of an export a document.
const OWN: &[&str] = &[
    "full text",
    "publication date",
    "publication info",
    "publication title",
];

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let has = |at: usize, labels: &[&str]| {
        page.label(at)
            .is_some_and(|(label, _)| labels.binary_search(&label.as_str()).is_ok())
    };
    if (0..count).filter(|&at| has(at, KNOWN)).take(2).count() < 2 {
        return None;
    }
    let is_rule =
        |at: usize| page.slice(at).len() >= 40 && page.slice(at).bytes().all(|b| b == b'_');
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in (0..count).filter(|&at| is_rule(at)).chain([count]) {
        if (start..end).any(|at| has(at, OWN)) {
            pieces.push(piece(page, start, end));
        }
        start = end + 1;
    }
    Some(pieces)
}

fn piece(page: &Page, start: usize, end: usize) -> Piece {
    let mut draft = settled();
    let mut story = None;
    let mut first_title = None;
    let is_field = |at: usize| page.field(at, Format::Proquest).is_some();
    let mut at = start;
    while at < end {
        let Some((role, value)) = page.field(at, Format::Proquest) else {
            let slice = page.slice(at);
            let numbered = slice.starts_with("Document ") && slice.len() < 30;
            if first_title.is_none()
                && !numbered
                && !words::holds("furniture", &slice.to_lowercase())
            {
                first_title = Some(page.span(at));
            }
            at += 1;
            continue;
        };
        if role == Role::Story && story.is_none() {
            let behind = behind_story(page, at + 1, end);
            let last = before_captions(page, at + 1, behind, &mut draft.holes);
            for line in last..behind {
                draft.boilerplate.push(page.span(line));
            }
            let rest = page.cover(at + 1, last);
            story = Some(match (value.is_empty(), rest.is_empty()) {
                (true, _) => rest,
                (false, true) => value,
                (false, false) => value.cover(rest),
            });
            at = behind;
            continue;
        }
        let (value, next) = page.whole(at, value, end, is_field);
        at = next;
        if value.is_empty() {
            continue;
        }
        match role {
            Role::Headline => draft.header.headline = Some(value),
            Role::Authors if draft.header.authors.is_empty() => {
                take_authors(page.text, value, &mut draft);
            }
            Role::Outlet => draft.header.outlet = Some(until(page.text, value, &[';', '['])),
            Role::Info => {
                if draft.header.date.is_none() {
                    take_date(page.text, value, &mut draft);
                }
                let publisher = until(page.text, value, &[';', '[', ',']);
                draft.header.outlet.get_or_insert(publisher);
            }
            Role::Date => {
                take_date(page.text, value, &mut draft);
            }
            Role::Place => draft.header.place = Some(value),
            Role::Copyright => take_copyright(value, &mut draft),
            _ => {}
        }
    }
    if draft.header.headline.is_none() {
        draft.header.headline = first_title;
    }
    let extent = page.cover(start, end);
    Piece {
        extent,
        story: story.unwrap_or(Span::new(extent.end(), extent.end())),
        draft,
    }
}

/// The line behind a story: a field behind a blank line, with another below it, for a story may say `Location: City Hall`.
fn behind_story(page: &Page, story: usize, end: usize) -> usize {
    let is_field = |at: usize| {
        !matches!(
            page.field(at, Format::Proquest),
            None | Some((Role::Caption, _))
        )
    };
    let mut at = story;
    while at < end {
        let next = page.behind_paragraph(at, end);
        if page.is_first(at) && is_field(at) && (next == end || is_field(next)) {
            return at;
        }
        // Without blank lines two fields in a row are the end as well.
        if let Some(two) =
            (at + 1..next).find(|&at| is_field(at) && at + 1 < next && is_field(at + 1))
        {
            return two;
        }
        at = next;
    }
    end
}

/// The line behind the last of the story before what is said of its pictures, to its end; a caption with more story behind it
/// than before it is a hole.
fn before_captions(page: &Page, story: usize, behind: usize, holes: &mut Vec<Span>) -> usize {
    let length = |from: usize, to: usize| page.cover(from, to).len();
    for at in story..behind {
        if !is_caption(page, at) {
            continue;
        }
        if length(story, at) >= length(at + 1, behind) {
            return at;
        }
        holes.push(page.span(at));
    }
    behind
}

/// Whether a line begins what is said of pictures; the label may stand alone: `Illustration`.
fn is_caption(page: &Page, at: usize) -> bool {
    let slice = page.slice(at);
    let alone = || fields::role(Format::Proquest, &slice.to_lowercase());
    matches!(page.field(at, Format::Proquest), Some((Role::Caption, _)))
        || slice.len() <= 30 && page.is_first(at) && alone() == Some(Role::Caption)
}

/// The part of `Varnholm Courier; Varnholm, KM` before the first of the marks.
fn until(text: &str, span: Span, marks: &[char]) -> Span {
    let slice = &text[span.range()];
    let end = slice.find(marks).unwrap_or(slice.len());
    Span::new(span.start(), span.start() + slice[..end].trim_end().len())
}
