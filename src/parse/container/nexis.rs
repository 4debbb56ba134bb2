//! Nexis exports: the classic one with `1 of 3 DOCUMENTS`, and that of Nexis Uni and Lexis Advance with `Body` and
//! `End of Document`.

use super::{Page, Piece, is_copyright, take_authors, take_copyright, take_date};
use crate::parse::Draft;
use crate::text::Span;
use crate::time::absolute;

/// Fields that stand before the story.
const BEFORE: &[&str] = &[
    "byline",
    "section",
    "length",
    "dateline",
    "highlight",
    "series",
    "column",
    "language-of-source",
    "autor",
    "rubrik",
    "länge",
    "longueur",
    "rubrique",
    "auteur",
    "ressort",
    "correction-date",
    "correction",
];

/// Fields that stand behind it.
const BEHIND: &[&str] = &[
    "load-date",
    "language",
    "graphic",
    "publication-type",
    "journal-code",
    "subject",
    "company",
    "ticker",
    "industry",
    "geographic",
    "person",
    "organization",
    "document-type",
    "sprache",
    "langue",
    "update",
    "date-chargement",
    "type-publication",
    "publikationsart",
    "publikationstyp",
    "notes",
    "pub-type",
    "city",
    "state",
    "country",
    "photo",
    "graphique",
    "classification",
    "type",
    "name",
];

const LENGTHS: &[&str] = &["length", "länge", "longueur"];

pub(super) fn split(page: &Page) -> Option<Vec<Piece>> {
    uni(page).or_else(|| classic(page))
}

/// `1 of 3 DOCUMENTS`, `Dokument 1 von 3`, `Document 1 de 3`.
fn is_marker(slice: &str) -> bool {
    if slice.len() > 40 {
        return false;
    }
    let words: Vec<String> = slice.split_whitespace().map(str::to_lowercase).collect();
    let number = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
    };
    let word = |at: usize, all: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| all.contains(&word.as_str()))
    };
    words.len() == 4
        && ((number(0) && word(1, &["of"]) && number(2) && word(3, &["documents", "document"]))
            || (word(0, &["dokument", "document"])
                && number(1)
                && word(2, &["von", "de"])
                && number(3)))
}

fn classic(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let mut starts: Vec<usize> = (0..count).filter(|&at| is_marker(page.slice(at))).collect();
    let capital_field = |at: usize, labels: &[&str]| {
        page.value(at, labels).is_some()
            && page.slice(at).starts_with(|c: char| c.is_uppercase())
            && !page
                .slice(at)
                .split(':')
                .next()
                .unwrap_or("")
                .contains(char::is_lowercase)
    };
    if starts.is_empty() {
        // An export of a single article has no marker.
        let length = (0..count.min(60)).find(|&at| capital_field(at, LENGTHS))?;
        (length..count).find(|&at| capital_field(at, BEHIND))?;
        starts.push(0);
    } else {
        starts.iter().copied().find(|&start| {
            (start..count.min(start + 60))
                .any(|at| capital_field(at, LENGTHS) || capital_field(at, &["byline", "headline"]))
        })?;
    }
    let ends = starts.iter().skip(1).copied().chain([count]);
    Some(
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| classic_piece(page, start, end))
            .collect(),
    )
}

fn classic_piece(page: &Page, start: usize, end: usize) -> Piece {
    let mut draft = Draft {
        authors_settled: true,
        ..Draft::default()
    };
    let extent = page.cover(start, end);
    let mut at = start + usize::from(is_marker(page.slice(start)));
    let mut outlet = None;
    let mut headline: Option<(Span, usize)> = None;
    // Lines before the first field: publisher, day, edition, headline, in this order; copyright anywhere.
    while at < end && !is_field(page, at, BEFORE) && !is_field(page, at, &["headline"]) {
        let (slice, span) = (page.slice(at), page.span(at));
        if is_copyright(slice) {
            take_copyright(span, &mut draft);
        } else if outlet.is_none() {
            outlet = Some(span);
        } else if draft.header.date.is_none() && take_date_line(page, at, &mut draft) {
        } else if draft.header.date.is_some() && !is_edition(slice) {
            match headline {
                Some((known, last)) if last + 1 == at && page.lines[at].blanks_before == 0 => {
                    headline = Some((known.cover(span), at));
                }
                None => headline = Some((span, at)),
                _ => {}
            }
        }
        at += 1;
        if at > start + 40 {
            break;
        }
    }
    draft.header.outlet = outlet.map(|span| without_edition(page.text, span));
    draft.header.headline = headline.map(|(span, _)| span);
    // Fields before the story; a value goes on to the next blank line.
    while at < end && (is_field(page, at, BEFORE) || is_field(page, at, &["headline"])) {
        let (label, value) = page.label(at).expect("a field has a label");
        let mut value = value;
        at += 1;
        while at < end && page.lines[at].blanks_before == 0 && !is_field(page, at, BEFORE) {
            value = if value.is_empty() {
                page.span(at)
            } else {
                value.cover(page.span(at))
            };
            at += 1;
        }
        take_field(page, &label, value, &mut draft);
    }
    let behind = (at..end)
        .find(|&line| is_field(page, line, BEHIND) || (line > at && is_copyright(page.slice(line))))
        .unwrap_or(end);
    for line in behind..end {
        if is_copyright(page.slice(line)) {
            take_copyright(page.span(line), &mut draft);
        } else {
            draft.boilerplate.push(page.span(line));
        }
    }
    Piece {
        extent,
        story: page.cover(at, behind),
        draft,
    }
}

/// A label in capitals with its colon.
fn is_field(page: &Page, at: usize, labels: &[&str]) -> bool {
    let slice = page.slice(at);
    slice.starts_with(char::is_uppercase)
        && page.value(at, labels).is_some()
        && !slice
            .split(':')
            .next()
            .unwrap_or("")
            .contains(char::is_lowercase)
}

fn take_field(page: &Page, label: &str, value: Span, draft: &mut Draft) {
    if value.is_empty() {
        return;
    }
    match label {
        "byline" | "autor" | "auteur" => take_authors(page.text, value, draft),
        "dateline" => draft.header.place = Some(place(page.text, value, draft)),
        "headline" => draft.header.headline = Some(value),
        "highlight" => draft.header.deck = Some(value),
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

/// Takes the day of a line that is one but for weekday and edition: a headline with a date in it is none.
fn take_date_line(page: &Page, at: usize, draft: &mut Draft) -> bool {
    let slice = page.slice(at);
    let Some((_, rest)) = absolute::scan(slice) else {
        return false;
    };
    let rest = rest.trim();
    let words = rest.split_whitespace().count();
    if words > 8
        || (words > 0
            && !rest.starts_with(|c: char| {
                c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric()
            }))
    {
        return false;
    }
    take_date(page.text, page.span(at), draft)
}

fn is_edition(slice: &str) -> bool {
    let folded = slice.to_lowercase();
    slice.len() <= 60
        && ["edition", "ausgabe", "édition", "final", "first ed"]
            .iter()
            .any(|word| folded.contains(word))
        && slice.split_whitespace().count() <= 6
}

/// The publisher without the edition that stands behind it.
fn without_edition(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    for mark in [", ", " - ", "   ", " ("] {
        if let Some((before, after)) = slice.split_once(mark)
            && is_edition(after)
        {
            return Span::new(span.start(), span.start() + before.trim_end().len());
        }
    }
    span
}

fn uni(page: &Page) -> Option<Vec<Piece>> {
    let count = page.lines.len();
    let ends: Vec<usize> = (0..count)
        .filter(|&at| page.slice(at).eq_ignore_ascii_case("end of document"))
        .collect();
    let has_body = page.find(0..count.min(80), is_body_line).is_some();
    let has_field = (0..count.min(80)).any(|at| {
        page.value(at, &["length", "load-date", "byline", "section"])
            .is_some()
    }) || (0..count).any(|at| page.value(at, &["load-date"]).is_some());
    if !has_body || !has_field {
        return None;
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in ends.into_iter().chain([count]) {
        let to = (end + 1).min(count);
        if let Some(body) = page.find(start..to, is_body_line) {
            pieces.push(uni_piece(page, start, body, to));
        }
        start = to;
    }
    Some(pieces)
}

fn is_body_line(slice: &str) -> bool {
    matches!(
        slice,
        "Body" | "Text" | "BODY" | "TEXT" | "Body:" | "Full Text"
    )
}

fn uni_piece(page: &Page, start: usize, body: usize, end: usize) -> Piece {
    let mut draft = Draft {
        authors_settled: true,
        ..Draft::default()
    };
    // Lines before the first field or claim of copyright: headline, publisher, day, edition.
    let first_field = (start..body)
        .find(|&at| is_copyright(page.slice(at)) || is_uni_field(page, at))
        .unwrap_or(body);
    let dated = (start + 1..first_field).find(|&at| take_date_line(page, at, &mut draft));
    let top = (start..first_field)
        .find(|&at| !is_page_line(page.slice(at)))
        .unwrap_or(start);
    match dated {
        Some(dated) if dated >= top + 2 => {
            draft.header.outlet = Some(without_edition(page.text, page.span(dated - 1)));
            draft.header.headline = Some(page.cover(top, dated - 1));
        }
        Some(dated) if dated == top + 1 => draft.header.headline = Some(page.span(top)),
        _ => {
            draft.header.headline = (top < first_field).then(|| page.span(top));
            draft.header.outlet = (top + 1 < first_field).then(|| page.span(top + 1));
        }
    }
    for at in first_field..body {
        if is_copyright(page.slice(at)) {
            take_copyright(page.span(at), &mut draft);
        } else if let Some((label, value)) = page.label(at) {
            take_field(page, &label, value, &mut draft);
        }
    }
    let behind = (body + 1..end)
        .find(|&at| {
            matches!(
                page.slice(at),
                "Classification"
                    | "Graphic"
                    | "Notes"
                    | "End of Document"
                    | "CLASSIFICATION"
                    | "GRAPHIC"
                    | "END OF DOCUMENT"
            ) || page.value(at, &["load-date"]).is_some()
        })
        .unwrap_or(end);
    if behind < end {
        draft.boilerplate.push(page.cover(behind, end));
    }
    Piece {
        extent: page.cover(start, end),
        story: page.cover(body + 1, behind),
        draft,
    }
}

fn is_uni_field(page: &Page, at: usize) -> bool {
    page.value(at, BEFORE).is_some()
}

/// `Page 1 of 3` and the like over the headline.
fn is_page_line(slice: &str) -> bool {
    slice.starts_with("Page ") && slice.len() < 20
}
