//! A text as lines: every kind of line end, blank lines counted and not kept.

use crate::text::Span;
use crate::text::chars::{is_blank, is_invisible, is_line_end};

/// A line that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its first to its last visible character.
    pub span: Span,
    /// How many blank lines stand before it, 255 at most.
    pub blanks_before: u8,
    /// How many blanks it begins with, 255 at most.
    pub indent: u8,
}

/// The lines of the part `extent` of a text, without the blank ones.
///
/// LF, CR, CR LF, VT, FF, NEL, U+2028 and U+2029 end a line. A line of nothing but blanks and invisible characters
/// is blank.
#[must_use]
pub fn lines(text: &str, extent: Span) -> Vec<Line> {
    let part = &text[extent.range()];
    let mut found = Vec::new();
    let mut blanks_before = 0u8;
    let mut at = 0;
    while at < part.len() {
        let rest = &part[at..];
        let length = line_length(rest);
        let content = &rest[..length];
        let visible = trimmed(content);
        if visible.is_empty() {
            blanks_before = blanks_before.saturating_add(1);
        } else {
            let skipped = content.len() - content.trim_start_matches(is_edge).len();
            let start = extent.start() + at + skipped;
            found.push(Line {
                span: Span::new(start, start + visible.len()),
                blanks_before,
                indent: u8::try_from(content[..skipped].chars().count()).unwrap_or(u8::MAX),
            });
            blanks_before = 0;
        }
        at += length + end_length(&rest[length..]);
    }
    found
}

/// A string without the blanks and invisible characters at its ends.
#[must_use]
pub fn trimmed(string: &str) -> &str {
    string.trim_matches(is_edge)
}

/// The span without the blanks, line ends and invisible characters at its ends.
#[must_use]
pub fn trim(text: &str, span: Span) -> Span {
    let edge = |c| is_edge(c) || is_line_end(c);
    let slice = &text[span.range()];
    let start = span.start() + slice.len() - slice.trim_start_matches(edge).len();
    let length = slice.trim_matches(edge).len();
    Span::new(start, start + length)
}

fn is_edge(c: char) -> bool {
    is_blank(c) || is_invisible(c)
}

/// The length of the line that `rest` begins with, without its end.
fn line_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    bytes
        .iter()
        .enumerate()
        .position(|(at, &byte)| match byte {
            b'\n' | 0xb | 0xc | b'\r' => true,
            0xc2 => bytes[at + 1] == 0x85,
            0xe2 => bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0xa8 | 0xa9),
            _ => false,
        })
        .unwrap_or(bytes.len())
}

/// The length of the line end that `rest` begins with.
fn end_length(rest: &str) -> usize {
    if rest.starts_with("\r\n") {
        return 2;
    }
    rest.chars()
        .next()
        .filter(|&c| is_line_end(c))
        .map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, u8)> {
        lines(text, Span::new(0, text.len()))
            .into_iter()
            .map(|line| (&text[line.span.range()], line.blanks_before))
            .collect()
    }

    #[test]
    fn every_line_end_ends_a_line_and_crlf_ends_one() {
        assert_eq!(
            read("a\r\nb\r\rc\u{85}\u{2028}d\u{2029}e\u{b}f\n\u{200b} \n \ng"),
            [
                ("a", 0),
                ("b", 0),
                ("c", 1),
                ("d", 1),
                ("e", 0),
                ("f", 0),
                ("g", 2)
            ]
        );
        assert_eq!(read(""), []);
        assert_eq!(read("\n\n"), []);
    }

    #[test]
    fn blanks_and_invisible_characters_at_the_ends_are_not_part_of_a_line() {
        let text = "\u{feff} \u{a0}x y\u{200b}\t\n";
        assert_eq!(read(text), [("x y", 0)]);
        assert_eq!(lines(text, Span::new(0, text.len()))[0].indent, 3);
        assert_eq!(trim("\n a \n", Span::new(0, 5)), Span::new(2, 3));
    }
}
