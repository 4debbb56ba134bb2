//! Lines to blocks: what a program that wraps lines has broken is put together again.
//!
//! ```text
//! The ferry to Mbita was held for two hours on Monday     a break that the width explains: "because" did not fit
//! because of the storm, the port said.                    a break that it does not: "Nobody" would have fitted
//! Nobody was told why.
//! ```

use crate::parse::lines::Line;
use std::ops::Range;

/// Lines that are one: a paragraph, a heading, an item of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its lines, by index.
    pub lines: Range<usize>,
}

/// No program wraps lines at fewer or more characters than these.
const WIDTHS: Range<usize> = 40..4097;

/// How much shorter than the width a wrapped line may be beyond the word that did not fit: link marks are cut afterwards.
const SLACK: usize = 2;

/// How many of a hundred breaks before a small letter the width must explain.
const EXPLAINED: usize = 70;

/// Fewer breaks before a small letter tell nothing.
const FEW_BREAKS: usize = 3;

/// Groups lines to blocks. Where lines are not wrapped, each is a block of its own.
#[must_use]
pub fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let shapes: Vec<Shape> = lines.iter().map(|line| Shape::of(text, line)).collect();
    let width = width(lines, &shapes);
    let mut found: Vec<Block> = Vec::new();
    for at in 0..lines.len() {
        let joins = at > 0
            && width.is_some_and(|width| {
                let first = found.last().map_or(0, |block| block.lines.start);
                carries_on(lines, &shapes, first, at, width)
            });
        match found.last_mut() {
            Some(block) if joins => block.lines.end = at + 1,
            _ => found.push(Block { lines: at..at + 1 }),
        }
    }
    found
}

/// What of a line tells whether the next one carries it on.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Its characters with its indent.
    width: usize,
    /// The characters of its first word.
    first: usize,
    /// Whether it begins in a small letter.
    small: bool,
    /// Whether it begins as an item of a list.
    item: bool,
    /// Whether it ends as a sentence does.
    stops: bool,
}

impl Shape {
    fn of(text: &str, line: &Line) -> Self {
        let slice = &text[line.span.range()];
        let first = slice.split([' ', '\t']).next().unwrap_or(slice);
        Self {
            width: count(slice) + usize::from(line.indent),
            first: count(first),
            small: slice.starts_with(char::is_lowercase),
            item: is_item(first) && first.len() < slice.len(),
            stops: crate::parse::paragraphs::ends_sentence(slice),
        }
    }
}

/// The characters of a string: its bytes that begin one.
fn count(slice: &str) -> usize {
    slice.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// Whether a word marks an item of a list: `*`, `-`, `•`, `12.`, `[12]`, `o`.
fn is_item(word: &str) -> bool {
    matches!(
        word,
        "*" | "-" | "•" | "+" | "o" | "·" | "–" | "#" | "##" | "###" | ">" | "■" | "●"
    ) || word
        .strip_suffix(['.', ')'])
        .is_some_and(|number| number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// At how many characters the lines are wrapped; `None` if they are not.
///
/// Only lines that the next one goes on in a small letter tell: tables, menus and addresses stick out.
fn width(lines: &[Line], shapes: &[Shape]) -> Option<usize> {
    let mut broken: Vec<(usize, usize)> = (1..lines.len())
        .filter(|&at| {
            let before = &shapes[at - 1];
            lines[at].blanks_before == 0 && shapes[at].small && !before.stops && !before.item
        })
        .map(|at| (shapes[at - 1].width, shapes[at].first))
        .collect();
    broken.sort_unstable();
    let width = broken
        .get(broken.len().checked_sub(1 + broken.len() / 20)?)?
        .0;
    let explained = broken
        .iter()
        .filter(|(before, first)| before + 1 + first + SLACK > width)
        .count();
    (WIDTHS.contains(&width)
        && broken.len() >= FEW_BREAKS
        && explained * 100 >= broken.len() * EXPLAINED)
        .then_some(width)
}

/// Whether line `at` carries on the line before it, which is of a block that begins with line `first`.
fn carries_on(lines: &[Line], shapes: &[Shape], first: usize, at: usize, width: usize) -> bool {
    let line = &lines[at];
    if line.blanks_before > 0 || shapes[at].item {
        return false;
    }
    // The lines of an item hang under its first; the first line of a paragraph may stand further in.
    let hangs = shapes[first].item && at - 1 == first;
    if line.indent > lines[at - 1].indent.saturating_add(u8::from(hangs) * 4) {
        return false;
    }
    let before = &shapes[at - 1];
    before.width <= width + SLACK && before.width + 1 + shapes[at].first + SLACK > width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines::lines;
    use crate::text::Span;

    fn read(text: &str) -> Vec<Range<usize>> {
        let lines = lines(text, Span::new(0, text.len()));
        let blocks = blocks(text, &lines).into_iter();
        blocks.map(|block| block.lines).collect()
    }

    #[test]
    fn only_breaks_that_the_width_explains_are_joined() {
        let wrapped = "The ferry to Mbita was held for two hours on Monday\nbecause of the storm, the port said, and the people who\nwaited for it were given tea and bread by the women of\nthe market before it left.\nNobody was told why.";
        assert_eq!(read(wrapped), [0..4, 4..5]);
        assert_eq!(
            read("Home\nNews\nSport\nhelp\nabout us"),
            [0..1, 1..2, 2..3, 3..4, 4..5]
        );
    }

    #[test]
    fn no_indent_is_too_deep() {
        let deep = " ".repeat(300);
        let line = "the ferry to Mbita was held for two hours on Monday and";
        let text = format!("{deep}* {line}\n").repeat(2) + &format!("{deep}{line}\n").repeat(8);
        assert!(!read(&text).is_empty());
    }
}
