//! What those who pass articles on put behind the story, whosever export it is.

use super::{Page, Piece, words};
use crate::parse::paragraphs::ends_sentence;
use crate::parse::{Credit, CreditKind};
use crate::text::Span;

/// So many lines at the end of a story may be none of it.
const MOST: usize = 6;

/// So many bytes at the end of the last line are searched for what is glued behind a sentence.
const GLUED: usize = 600;

/// Cuts `Published by HT Syndication with permission from …` and its like from the end of the story.
pub(super) fn cut(page: &Page, piece: &mut Piece) {
    for _ in 0..MOST {
        let behind = page
            .lines
            .partition_point(|line| line.span.start() < piece.story.end());
        let Some(last) = behind.checked_sub(1).map(|at| page.span(at)) else {
            return;
        };
        // A story may begin behind the label of its field.
        let start = last.start().max(piece.story.start());
        if start >= last.end() || last.end() > piece.story.end() {
            return;
        }
        let slice = &page.text[start..last.end()];
        let Some(at) = tail(slice) else { return };
        if at == 0 && start == piece.story.start() {
            return;
        }
        let found = Span::new(start + at, last.end());
        piece.draft.credits.push(Credit {
            kind: CreditKind::Syndication,
            names: Vec::new(),
            span: found,
        });
        let rest = &page.text[piece.story.start()..found.start()];
        let end = piece.story.start() + rest.trim_end().len();
        piece.story = Span::new(piece.story.start(), end);
        if at > 0 {
            return;
        }
    }
}

/// Where the tail of a line begins, which may be at its first character.
fn tail(slice: &str) -> Option<usize> {
    let is_tail = |at: usize| {
        let head = slice[at..].chars().take(60);
        words::begins(
            "tails",
            &head.flat_map(char::to_lowercase).collect::<String>(),
        )
    };
    if is_tail(0) {
        return Some(0);
    }
    // It may be glued behind a sentence.
    let mut from = slice.len().saturating_sub(GLUED);
    while !slice.is_char_boundary(from) {
        from -= 1;
    }
    let mut starts = slice[from..]
        .match_indices(". ")
        .map(|(at, _)| from + at + 2);
    starts.find(|&at| is_tail(at) && ends_sentence(slice[..at].trim_end()))
}
