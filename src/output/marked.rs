//! The article as marked text, for reading and diffing:
//!
//! ```text
//! [s1 Marco Rubio] *said* that ‹talks would resume› on <Monday 2025-04-21>
//! ```
//!
//! `[s1 …]` is a source and whom it names, `*…*` a cue, `‹…›` a content, `<… value>` a date. A content whose source stands
//! elsewhere names its speaker: `‹s1: …›`. `?` is a speaker that is not known. `{…}` is what is not story: the header, credits,
//! boilerplate; and what a quotation is that is nobody's speech. Speakers, claims and notes follow the text.

use super::positions::Positions;
use super::schema::{Attribution, Range, Record, Speaker};
use super::visible::{visible, visible_line};
use crate::text::offsets::Unit;
use anstyle::{AnsiColor, Style};
use std::collections::HashMap;
use std::fmt::Write;

/// Whether marks come with colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Marks only.
    Plain,
    /// ANSI escape sequences as well.
    Ansi,
}

/// A mark around a range of the text.
struct Mark {
    start: usize,
    end: usize,
    open: String,
    close: String,
    style: Style,
}

/// What is found in `text`, which is the text of `record`, whose offsets count `unit`.
#[must_use]
pub fn marked(record: &Record, text: &str, unit: Unit, paint: Paint) -> String {
    let positions = Positions::new(text, unit);
    let labels = labels(&record.speakers);
    let mut page = String::with_capacity(text.len() * 2);
    head(record, &mut page);
    let marks = marks(record, &positions, &labels);
    write_marked(text, &marks, paint, extent(record, &positions), &mut page);
    speakers(record, &labels, &mut page);
    claims(record, &labels, &mut page);
    if !record.notes.is_empty() {
        page.push_str("\n-- notes\n");
    }
    for note in &record.notes {
        let _ = writeln!(page, "{}: {}", note.code, visible_line(&note.message));
    }
    page
}

/// The part of the text that the record is about: a text may hold other articles.
fn extent(record: &Record, positions: &Positions) -> (usize, usize) {
    let mut start = record.body.start;
    let mut end = record.body.end;
    for part in record
        .credits
        .iter()
        .map(|credit| (credit.start, credit.end))
        .chain(
            record
                .boilerplate
                .iter()
                .map(|range| (range.start, range.end)),
        )
        .chain(record.header.start.zip(record.header.end))
    {
        start = start.min(part.0);
        end = end.max(part.1);
    }
    (positions.byte(start), positions.byte(end))
}

/// `s1`, `s2` and so on, in order of first mention.
fn labels(speakers: &[Speaker]) -> HashMap<&str, String> {
    speakers
        .iter()
        .enumerate()
        .map(|(at, speaker)| (speaker.id.as_str(), format!("s{}", at + 1)))
        .collect()
}

fn label(ids: &[String], labels: &HashMap<&str, String>) -> String {
    if ids.is_empty() {
        return "?".to_owned();
    }
    let labels: Vec<_> = ids
        .iter()
        .map(|id| labels.get(id.as_str()).map_or("?", String::as_str))
        .collect();
    labels.join("+")
}

fn head(record: &Record, page: &mut String) {
    let header = &record.header;
    let _ = writeln!(page, "== {}", visible_line(&record.id));
    for (name, value) in [
        ("headline", &header.headline),
        ("deck", &header.deck),
        ("date", &header.date),
        ("outlet", &header.outlet),
        ("place", &header.dateline.place),
        ("agency", &header.dateline.agency),
    ] {
        if let Some(value) = value {
            let _ = writeln!(page, "{name}: {}", visible_line(value));
        }
    }
    for author in &header.authors {
        let _ = writeln!(page, "author: {}", visible_line(author));
    }
    page.push('\n');
}

fn marks(record: &Record, positions: &Positions, labels: &HashMap<&str, String>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |range: Range, open: String, close: String, style: Style| {
        let range = positions.range(range);
        if !range.is_empty() {
            marks.push(Mark {
                start: range.start,
                end: range.end,
                open,
                close,
                style,
            });
        }
    };
    let dim = Style::new().dimmed();
    let color = |color: AnsiColor| color.on_default();
    if let Some((start, end)) = record.header.start.zip(record.header.end) {
        mark(Range { start, end }, "{header: ".into(), "}".into(), dim);
    }
    for credit in &record.credits {
        let kind = serde_json::to_value(credit.kind).unwrap_or_default();
        let open = format!("{{{}: ", kind.as_str().unwrap_or("credit"));
        let range = Range {
            start: credit.start,
            end: credit.end,
        };
        mark(range, open, "}".into(), dim);
    }
    for &range in &record.boilerplate {
        mark(range, "{boilerplate: ".into(), "}".into(), dim);
    }
    for quote in &record.quotes {
        if quote.attribution.is_none() {
            let what = match quote.used {
                super::schema::QuoteUse::Speech => "{?}",
                super::schema::QuoteUse::Term => "{term}",
            };
            let range = Range {
                start: quote.start,
                end: quote.end,
            };
            mark(range, String::new(), what.into(), Style::new());
        }
    }
    for attribution in &record.attributions {
        attribution_marks(attribution, labels, &mut mark);
    }
    for date in &record.dates {
        let close = format!(
            " {}{}>",
            date.value.as_deref().unwrap_or("?"),
            date.modifier
                .as_ref()
                .map_or_else(String::new, |modifier| format!(" {modifier}"))
        );
        let range = Range {
            start: date.start,
            end: date.end,
        };
        mark(range, "<".into(), close, color(AnsiColor::Magenta));
    }
    marks
}

fn attribution_marks(
    attribution: &Attribution,
    labels: &HashMap<&str, String>,
    mark: &mut impl FnMut(Range, String, String, Style),
) {
    let who = label(&attribution.speakers, labels);
    for &range in &attribution.source {
        let style = AnsiColor::Cyan.on_default().bold();
        mark(range, format!("[{who} "), "]".into(), style);
    }
    for &range in &attribution.cue {
        mark(range, "*".into(), "*".into(), Style::new().bold());
    }
    let open = if attribution.source.is_empty() {
        format!("‹{who}: ")
    } else {
        "‹".to_owned()
    };
    for &range in &attribution.content {
        let style = AnsiColor::Green.on_default();
        mark(range, open.clone(), "›".into(), style);
    }
}

/// Writes the text within `extent` with its marks: what ends, ends before what begins at the same place; of what begins
/// together, the longer is outside.
fn write_marked(
    text: &str,
    marks: &[Mark],
    paint: Paint,
    extent: (usize, usize),
    page: &mut String,
) {
    let mut opening: Vec<usize> = (0..marks.len()).collect();
    opening.sort_by_key(|&at| (marks[at].start, usize::MAX - marks[at].end, at));
    let mut opening = opening.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut at = extent.0;
    let style = |open: &[usize], page: &mut String| {
        if paint == Paint::Ansi {
            let _ = write!(page, "{}", anstyle::Reset.render());
            for &mark in open {
                let _ = write!(page, "{}", marks[mark].style.render());
            }
        }
    };
    loop {
        // Marks that cross others end where they end, not where nesting would have them.
        let ends = open.iter().map(|&mark| marks[mark].end).min();
        let begins = opening.peek().map(|&mark| marks[mark].start);
        let next = match (ends, begins) {
            (Some(end), Some(begin)) => end.min(begin),
            (Some(place), None) | (None, Some(place)) => place,
            (None, None) => break,
        };
        if next > at {
            page.push_str(&visible(&text[at..next]));
            at = next;
        }
        if ends == Some(next) {
            let last = open
                .iter()
                .rposition(|&mark| marks[mark].end == next)
                .expect("one of them ends here");
            page.push_str(&marks[open.remove(last)].close);
        } else {
            let mark = opening.next().expect("one of them begins here");
            open.push(mark);
            style(&open, page);
            page.push_str(&marks[mark].open);
            continue;
        }
        style(&open, page);
    }
    if extent.1 > at {
        page.push_str(&visible(&text[at..extent.1]));
    }
    if !page.ends_with('\n') {
        page.push('\n');
    }
}

fn speakers(record: &Record, labels: &HashMap<&str, String>, page: &mut String) {
    if !record.speakers.is_empty() {
        page.push_str("\n-- speakers\n");
    }
    for speaker in &record.speakers {
        let kind = serde_json::to_value(speaker.kind).unwrap_or_default();
        let _ = write!(
            page,
            "{} {} ({})",
            labels[speaker.id.as_str()],
            visible_line(&speaker.name),
            kind.as_str().unwrap_or_default()
        );
        for title in &speaker.titles {
            let _ = write!(page, ", {}", visible_line(title));
        }
        if let Some(affiliation) = &speaker.affiliation {
            let _ = write!(page, ", of {}", visible_line(affiliation));
        }
        for alias in &speaker.aliases {
            let _ = write!(page, " = {}", visible_line(alias));
        }
        page.push('\n');
    }
}

fn claims(record: &Record, labels: &HashMap<&str, String>, page: &mut String) {
    if !record.claims.is_empty() {
        page.push_str("\n-- claims\n");
    }
    for claim in &record.claims {
        let who = if claim.claimants.is_empty() {
            "author".to_owned()
        } else {
            label(&claim.claimants, labels)
        };
        let types: Vec<_> = claim.types.iter().map(super::tables::name).collect();
        let _ = writeln!(
            page,
            "{:.3} {who} {} {}: {}",
            claim.check_worthiness,
            super::tables::name(&claim.factuality),
            types.join("+"),
            visible_line(&claim.text)
        );
    }
}
