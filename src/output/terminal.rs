//! An article for the terminal: findings told apart by color and by marks, speakers in the margin, lines wrapped.
//!
//! `‹content›`, `[source]`, `*cue*`, `<date=value>` and `{claim}`; colors come on top and may be stripped.

use super::schema::{Range, Record};
use super::segments::{self, Mark, Segment};
use super::visible::{is_hidden, visible_line};
use crate::text::chars;
use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

/// Which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// Attributions and dates.
    #[default]
    Most,
    /// Quotes with their sources and cues.
    Quotes,
    /// Claims.
    Claims,
    /// Dates.
    Dates,
}

/// Columns of the margin that holds speakers' names, the gap to the text included.
const MARGIN: usize = 20;

/// The narrowest text column; a terminal narrower than this and the margin gets long lines rather than broken words.
const NARROWEST: usize = 24;

const CONTENT: Style = AnsiColor::Green.on_default();
const SOURCE: Style = AnsiColor::Blue.on_default().bold();
const CUE: Style = AnsiColor::Magenta.on_default().italic();
const DATE: Style = AnsiColor::Cyan.on_default();
const CLAIM: Style = AnsiColor::Yellow.on_default();
const MARGIN_STYLE: Style = Style::new().bold();
const HEADLINE: Style = Style::new().bold();
const BYLINE: Style = Style::new().dimmed();

/// A character with its style.
type Cell = (char, Style);

/// The article with its findings, wrapped to `width` columns, with ANSI colors. `text` is the decoded text that the
/// record's offsets, in code points, refer to.
#[must_use]
pub fn view(record: &Record, text: &str, only: Only, width: usize) -> String {
    let column = width.saturating_sub(MARGIN).max(NARROWEST);
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let show = |range: Range, base: Style, out: &mut String| {
        let segments = segments::cut(record, &[range]).pop().unwrap_or_default();
        let mut painter = Painter {
            record,
            characters: &characters,
            only,
            cells: Vec::new(),
            names: Vec::new(),
        };
        for (i, segment) in segments.iter().enumerate() {
            painter.segment(
                i.checked_sub(1).map(|before| &segments[before]),
                segment,
                segments.get(i + 1),
                base,
            );
        }
        lines(&painter.cells, &painter.names, column, out);
        out.push('\n');
    };
    if let Some(range) = record.header.spans.headline {
        show(range, HEADLINE, &mut out);
    }
    if let Some(range) = record.header.spans.deck {
        show(range, Style::new(), &mut out);
    }
    let byline = byline(record);
    if !byline.is_empty() {
        let cells: Vec<Cell> = byline.chars().map(|c| (c, BYLINE)).collect();
        lines(&cells, &[], column, &mut out);
        out.push('\n');
    }
    for paragraph in &record.body.paragraphs {
        show(
            Range {
                start: paragraph.start,
                end: paragraph.end,
            },
            Style::new(),
            &mut out,
        );
    }
    out
}

/// Authors, outlet, date and dateline on one line.
fn byline(record: &Record) -> String {
    let header = &record.header;
    let dateline = &header.dateline;
    let authors = (!header.authors.is_empty()).then(|| header.authors.join(", "));
    let rest = [
        &header.outlet,
        &header.date,
        &dateline.place,
        &dateline.agency,
    ];
    let parts: Vec<String> = authors
        .into_iter()
        .chain(rest.into_iter().flatten().cloned())
        .collect();
    visible_line(&parts.join(" · "))
}

/// Turns segments into styled characters and remembers where speakers' names belong.
struct Painter<'a> {
    record: &'a Record,
    characters: &'a [char],
    only: Only,
    cells: Vec<Cell>,
    /// The cell at which an attribution begins, and who speaks.
    names: Vec<(usize, String)>,
}

impl Painter<'_> {
    fn shows(&self, mark: Mark) -> bool {
        match mark {
            Mark::Content(_) | Mark::Source(_) | Mark::Cue(_) => {
                matches!(self.only, Only::Most | Only::Quotes)
            }
            Mark::Date(_) => matches!(self.only, Only::Most | Only::Dates),
            Mark::Claim(_) => self.only == Only::Claims,
            Mark::Quote(_) => false,
        }
    }

    fn segment(
        &mut self,
        before: Option<&Segment>,
        segment: &Segment,
        after: Option<&Segment>,
        base: Style,
    ) {
        let in_neighbor = |neighbor: Option<&Segment>, mark: Mark| {
            neighbor.is_some_and(|neighbor| neighbor.marks.contains(&mark))
        };
        for mark in segment
            .marks
            .iter()
            .copied()
            .filter(|&mark| self.shows(mark))
            .collect::<Vec<_>>()
        {
            if segment.begins.contains(&mark)
                && let Some(label) = self.label(mark)
            {
                self.names.push((self.cells.len(), label));
            }
            if !in_neighbor(before, mark) {
                self.cells.push((open(mark), style(mark)));
            }
        }
        let inner = segment.marks.iter().rev().find(|&&mark| self.shows(mark));
        let style_of_text = inner.map_or(base, |&mark| style(mark));
        let last = self.characters.len();
        let (start, end) = (
            (segment.range.start as usize).min(last),
            (segment.range.end as usize).min(last),
        );
        for &c in &self.characters[start..end] {
            self.character(c, style_of_text);
        }
        for mark in segment
            .marks
            .iter()
            .rev()
            .copied()
            .filter(|&mark| self.shows(mark))
            .collect::<Vec<_>>()
        {
            if in_neighbor(after, mark) {
                continue;
            }
            if let Mark::Date(i) = mark {
                let value = self.record.dates[i]
                    .value
                    .as_deref()
                    .unwrap_or("?")
                    .to_owned();
                self.cells
                    .extend(['='].into_iter().chain(value.chars()).map(|c| (c, DATE)));
            }
            self.cells.push((close(mark), style(mark)));
        }
    }

    /// What the margin says of a finding: who speaks; how much a claim is worth checking, and whose it is.
    fn label(&self, mark: Mark) -> Option<String> {
        match mark {
            Mark::Content(i) => Some(self.parties(&self.record.attributions[i].speakers, "?")),
            Mark::Claim(i) => {
                let claim = &self.record.claims[i];
                let who = self.parties(&claim.claimants, "author");
                Some(format!("{:.3} {who}", claim.check_worthiness))
            }
            _ => None,
        }
    }

    /// The names of speakers, or what stands for nobody.
    fn parties(&self, ids: &[String], nobody: &str) -> String {
        let names: Vec<&str> = ids
            .iter()
            .map(|id| {
                self.record
                    .speakers
                    .iter()
                    .find(|speaker| speaker.id == *id)
                    .map_or(id.as_str(), |speaker| &speaker.name)
            })
            .collect();
        if names.is_empty() {
            nobody.to_owned()
        } else {
            names.join(", ")
        }
    }

    /// Shows hidden characters by their numbers: nothing in a text may steer the terminal.
    fn character(&mut self, c: char, style: Style) {
        if chars::is_line_end(c) || c == '\t' {
            self.cells.push((' ', style));
        } else if is_hidden(c) {
            self.cells.extend(c.escape_unicode().map(|c| (c, style)));
        } else {
            self.cells.push((c, style));
        }
    }
}

fn style(mark: Mark) -> Style {
    match mark {
        Mark::Content(_) | Mark::Quote(_) => CONTENT,
        Mark::Source(_) => SOURCE,
        Mark::Cue(_) => CUE,
        Mark::Date(_) => DATE,
        Mark::Claim(_) => CLAIM,
    }
}

fn open(mark: Mark) -> char {
    match mark {
        Mark::Content(_) | Mark::Quote(_) => '‹',
        Mark::Source(_) => '[',
        Mark::Cue(_) => '*',
        Mark::Date(_) => '<',
        Mark::Claim(_) => '{',
    }
}

fn close(mark: Mark) -> char {
    match mark {
        Mark::Content(_) | Mark::Quote(_) => '›',
        Mark::Source(_) => ']',
        Mark::Cue(_) => '*',
        Mark::Date(_) => '>',
        Mark::Claim(_) => '}',
    }
}

/// Wraps cells at blanks and writes them line by line, the names of those who begin to speak in a line before it.
fn lines(cells: &[Cell], names: &[(usize, String)], column: usize, out: &mut String) {
    let mut names = names.iter().peekable();
    let mut at = 0;
    while at < cells.len() {
        let end = line_end(cells, at, column);
        let mut label = String::new();
        while let Some((_, name)) = names.next_if(|(place, _)| *place < end) {
            if !label.split(", ").any(|shown| shown == name) {
                label = if label.is_empty() {
                    name.clone()
                } else {
                    format!("{label}, {name}")
                };
            }
        }
        margin(&label, out);
        let mut current = Style::new();
        for &(c, style) in &cells[at..end] {
            if style != current {
                out.push_str(&format!("{}{}", current.render_reset(), style.render()));
                current = style;
            }
            out.push(c);
        }
        out.push_str(&current.render_reset().to_string());
        out.push('\n');
        at = end;
        while cells.get(at).is_some_and(|cell| cell.0 == ' ') {
            at += 1;
        }
    }
}

/// The cell after the last that fits in a line that begins at `at`; at least one, a word longer than a line whole.
fn line_end(cells: &[Cell], at: usize, column: usize) -> usize {
    let mut width = 0;
    let mut blank = None;
    for (i, (c, _)) in cells.iter().enumerate().skip(at) {
        if *c == ' ' {
            blank = Some(i);
        }
        width += c.width().unwrap_or(0);
        if width > column
            && let Some(blank) = blank.filter(|&blank| blank > at)
        {
            return blank;
        }
    }
    cells.len()
}

/// A name in the margin, cut to fit.
fn margin(label: &str, out: &mut String) {
    let mut width = 0;
    let mut shown = String::new();
    for c in visible_line(label).chars() {
        let next = width + c.width().unwrap_or(0);
        if next > MARGIN - 2 {
            shown.pop();
            shown.push('…');
            break;
        }
        width = next;
        shown.push(c);
    }
    if !shown.is_empty() {
        out.push_str(&format!("{MARGIN_STYLE}{shown}{MARGIN_STYLE:#}"));
    }
    out.extend(std::iter::repeat_n(' ', MARGIN - width.min(MARGIN)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_never_within_a_word() {
        let cells: Vec<Cell> = "one two threefourfive six"
            .chars()
            .map(|c| (c, Style::new()))
            .collect();
        let mut out = String::new();
        lines(&cells, &[(4, "Ana Ruiz".into())], 8, &mut out);
        let plain = anstream::adapter::strip_str(&out).to_string();
        let rows: Vec<&str> = plain.lines().map(str::trim_end).collect();
        assert_eq!(
            rows,
            [
                "Ana Ruiz            one two",
                "                    threefourfive",
                "                    six"
            ]
        );
    }

    #[test]
    fn a_long_name_is_cut() {
        let mut out = String::new();
        margin("Maria Fernanda de Souza Albuquerque", &mut out);
        assert_eq!(
            anstream::adapter::strip_str(&out).to_string(),
            "Maria Fernanda de…  "
        );
    }
}
