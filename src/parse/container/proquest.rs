//! ProQuest exports: documents between lines of underscores, each with labelled fields, the story under `Full text:`.

use super::{Page, Piece, take_authors, take_copyright, take_date};
use crate::parse::Draft;
use crate::text::Span;

/// Labels of fields, in small letters.
const LABELS: &[&str] = &[
    "abstract",
    "abstract (summary)",
    "author",
    "authors",
    "byline",
    "business indexing term",
    "classification",
    "column",
    "company",
    "company / organization",
    "copyright",
    "country of publication",
    "credit",
    "database",
    "dateline",
    "document type",
    "document url",
    "first page",
    "full text",
    "identifier / keyword",
    "illustration",
    "issn",
    "issue",
    "language",
    "language of publication",
    "last updated",
    "links",
    "location",
    "number of pages",
    "pages",
    "people",
    "place of publication",
    "proquest document id",
    "publication date",
    "publication info",
    "publication information",
    "publication subject",
    "publication title",
    "publication year",
    "publisher",
    "section",
    "source type",
    "start page",
    "subject",
    "title",
    "volume",
    "year",
    "entry date",
    "supplement",
    "edition",
    "document feature",
    "accession number",
    "e-issn",
    "eissn",
];

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let is_rule =
        |at: usize| page.slice(at).len() >= 40 && page.slice(at).bytes().all(|b| b == b'_');
    let known = (0..count)
        .filter(|&at| {
            page.value(
                at,
                &[
                    "publication title",
                    "publication date",
                    "publication info",
                    "proquest document id",
                    "source type",
                    "database",
                ],
            )
            .is_some()
        })
        .take(2)
        .count();
    if known < 2 {
        return None;
    }
    let rules: Vec<usize> = (0..count).filter(|&at| is_rule(at)).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in rules.into_iter().chain([count]) {
        if (start..end).any(|at| {
            page.value(
                at,
                &[
                    "publication title",
                    "publication date",
                    "publication info",
                    "full text",
                ],
            )
            .is_some()
        }) {
            pieces.push(piece(page, start, end));
        }
        start = end + 1;
    }
    Some(pieces)
}

fn piece(page: &Page, start: usize, end: usize) -> Piece {
    let mut draft = Draft {
        authors_settled: true,
        ..Draft::default()
    };
    let mut story = None;
    let mut first_title = None;
    let mut at = start;
    while at < end {
        let Some((label, mut value)) = page
            .label(at)
            .filter(|(label, _)| LABELS.contains(&label.as_str()))
        else {
            let slice = page.slice(at);
            let numbered = slice.starts_with("Document ") && slice.len() < 30;
            if first_title.is_none()
                && !numbered
                && !slice.eq_ignore_ascii_case("ProQuest document link")
            {
                first_title = Some(page.span(at));
            }
            at += 1;
            continue;
        };
        at += 1;
        let is_text = label == "full text";
        while at < end && (is_text || page.lines[at].blanks_before == 0) {
            if page.label(at).is_some_and(|(label, _)| {
                LABELS.contains(&label.as_str())
                    && !(is_text
                        && matches!(
                            label.as_str(),
                            "location" | "people" | "company" | "year" | "issue" | "links"
                        )
                        && page.lines[at].blanks_before == 0)
            }) {
                break;
            }
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
        match label.as_str() {
            "title" => draft.header.headline = Some(value),
            "author" | "authors" | "byline" if draft.header.authors.is_empty() => {
                take_authors(page.text, value, &mut draft)
            }
            "publication title" => draft.header.outlet = Some(without_place(page.text, value)),
            "publication info" | "publication information" => {
                if draft.header.date.is_none() {
                    take_date(page.text, value, &mut draft);
                }
                draft
                    .header
                    .outlet
                    .get_or_insert(publisher(page.text, value));
            }
            "publication date" => {
                take_date(page.text, value, &mut draft);
            }
            "dateline" => draft.header.place = Some(value),
            "copyright" => take_copyright(value, &mut draft),
            "full text" => story = Some(value),
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

/// `Varnholm Courier; Varnholm, KM` is the Varnholm Courier.
fn without_place(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let end = slice.find([';', '[']).unwrap_or(slice.len());
    Span::new(span.start(), span.start() + slice[..end].trim_end().len())
}

/// The publisher of `Varnholm Courier ; Varnholm, KM [Varnholm, KM]14 Jan 2020: A.1.`
fn publisher(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let end = slice.find([';', '[', ',']).unwrap_or(slice.len());
    Span::new(span.start(), span.start() + slice[..end].trim_end().len())
}
