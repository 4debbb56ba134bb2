//! Lines of the body to paragraphs.

use super::lines::Line;
use crate::text::Span;

/// Lines longer than this are not wrapped by a program that wraps lines.
const WIDEST_WRAP: usize = 120;

/// Groups lines to paragraphs. Where lines are wrapped (most of them break in the middle of a sentence) a paragraph ends
/// at a blank line or before an indented one; elsewhere every line is one. Paragraphs stay within the runs given: something
/// else stands between those.
pub fn paragraphs(text: &str, runs: &[Vec<Line>]) -> Vec<Span> {
    let wrapped = is_wrapped(text, runs);
    let mut found: Vec<Span> = Vec::new();
    for run in runs {
        let mut before: Option<&Line> = None;
        for line in run {
            let carries_on = wrapped
                && line.blanks_before == 0
                && before.is_some_and(|before| line.indent <= before.indent.saturating_add(1));
            match found.last_mut() {
                Some(last) if carries_on => *last = last.cover(line.span),
                _ => found.push(line.span),
            }
            before = Some(line);
        }
    }
    found
}

/// Whether lines are broken to fit a width and not at the end of paragraphs.
#[must_use]
fn is_wrapped(text: &str, runs: &[Vec<Line>]) -> bool {
    let (mut breaks, mut inside) = (0u32, 0u32);
    for pair in runs.iter().flat_map(|run| run.windows(2)) {
        let [line, next] = pair else { continue };
        if next.blanks_before > 0 || line.span.len() < 20 {
            continue;
        }
        if line.span.len() > WIDEST_WRAP * 2
            || text[line.span.range()].chars().count() > WIDEST_WRAP
        {
            return false;
        }
        breaks += 1;
        let lower = text[next.span.range()].starts_with(char::is_lowercase);
        if lower || !ends_sentence(&text[line.span.range()]) {
            inside += 1;
        }
    }
    breaks > 0 && inside * 2 > breaks
}

/// Whether a line ends as a sentence does: a stop, perhaps with closing marks or brackets behind it.
#[must_use]
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_', ' '])
        .ends_with(['.', '?', '!', '…', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let lines = lines(text, Span::new(0, text.len()));
        paragraphs(text, &[lines])
            .into_iter()
            .map(|span| &text[span.range()])
            .collect()
    }

    #[test]
    fn wrapped_lines_are_joined_and_others_are_not() {
        assert_eq!(
            read(
                "The ferry to Mbita was held for\ntwo hours on Monday.\n\nNobody was told why it\nwas held.\n"
            ),
            [
                "The ferry to Mbita was held for\ntwo hours on Monday.",
                "Nobody was told why it\nwas held."
            ]
        );
        assert_eq!(
            read("The ferry to Mbita was held.\nNobody was told why.\nIt left at noon."),
            [
                "The ferry to Mbita was held.",
                "Nobody was told why.",
                "It left at noon."
            ]
        );
    }

    #[test]
    fn an_indented_line_begins_a_paragraph_of_wrapped_text() {
        assert_eq!(
            read(
                "   The ferry to Mbita was held for\ntwo hours on Monday and then\nleft.\n   Nobody was told why it\nwas held."
            )
            .len(),
            2
        );
    }
}
