//! Text for people: control characters, bidi controls and other invisible characters are shown, never sent.

use crate::text::chars::{is_invisible, is_line_end};
use std::borrow::Cow;

/// Whether a terminal must not see `c`, or a reader cannot.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_invisible(c) || is_line_end(c) && c != '\n'
}

/// `text` with hidden characters as `\u{202e}`; line feeds and tabs stay, CR LF and other line ends become line feeds.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            c if is_line_end(c) => shown.push('\n'),
            c if is_hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// `text` on one line: hidden characters as [`visible`] shows them, a blank for every run of blanks, tabs and line ends.
#[must_use]
pub fn visible_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in visible(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_a_terminal_unseen() {
        assert_eq!(visible("plain\ttext\n"), "plain\ttext\n");
        assert_eq!(visible("a\r\nb\rc\u{2028}d"), "a\nb\nc\nd");
        assert_eq!(
            visible("\u{1b}[31mred\u{202e}x\u{ad}"),
            "\\u{1b}[31mred\\u{202e}x\\u{ad}"
        );
        assert_eq!(visible_line(" a\t b\r\n\u{7}c "), "a b \\u{7}c");
    }
}
