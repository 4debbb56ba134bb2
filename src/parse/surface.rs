//! What a quotation region looks like before its context is known.

use super::QuoteSurface;
use crate::text::Span;

/// Longest title or name, in words.
const TERM_WORDS: usize = 8;
/// Words that stay in lower case in a title.
const SMALL: [&str; 24] = [
    "a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "into", "is", "la",
    "nor", "of", "on", "or", "the", "to", "v", "vs", "with", "&",
];

/// Reads the surface of the region `span`, whose words are `inside`.
#[must_use]
pub fn surface(text: &str, span: Span, inside: Span) -> QuoteSurface {
    let words = text[inside.range()].trim();
    let open_end = inside.end() == span.end();
    let last = words.chars().next_back().unwrap_or(' ');
    let stopped = matches!(last, '.' | ',' | '!' | '?' | '…' | '-' | '–' | '—' | ';');
    let count = words.split_whitespace().take(TERM_WORDS + 1).count();
    let capital = words.starts_with(char::is_uppercase);
    if open_end || matches!(last, '?' | '!') && count > 1 {
        return QuoteSurface::Speech;
    }
    if count > 1 && count <= TERM_WORDS && is_title(words) {
        return QuoteSurface::Term;
    }
    if count == 1 && !stopped {
        return QuoteSurface::Term;
    }
    let ends_clause = stopped && (count > 2 || capital && count > 1);
    if ends_clause || capital && count > 3 {
        return QuoteSurface::Speech;
    }
    QuoteSurface::Fragment
}

/// Whether every word but the small ones has a capital or is a number.
fn is_title(words: &str) -> bool {
    let mut capitals = 0;
    for word in words.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if !(word.is_empty()
            || word.starts_with(|c: char| c.is_numeric())
            || SMALL.contains(&word))
        {
            return false;
        }
    }
    capitals > 1 && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surface_tells_speech_from_terms() {
        use QuoteSurface::{Fragment, Speech, Term};
        for (words, expected) in [
            ("We will go on,", Speech),
            ("Why now?", Speech),
            ("and that is all there is.", Speech),
            ("We have never seen such a flood", Speech),
            ("State of the Union,", Term),
            ("One Hundred Years of Solitude", Term),
            ("fast", Term),
            ("the labels of old", Fragment),
            ("Yes,", Fragment),
        ] {
            let text = format!("x “{words}” y");
            let from = "x “".len();
            let inside = Span::new(from, from + words.len());
            let span = Span::new(2, inside.end() + '”'.len_utf8());
            assert_eq!(surface(&text, span, inside), expected, "{words}");
        }
    }
}
