//! Kinds of characters that news text needs told apart.

/// Whether `c` ends a line: LF, VT, FF, CR, NEL, line and paragraph separator (Unicode UAX 14 mandatory breaks).
#[must_use]
pub fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether `c` is a blank within a line: white space that is not a line end, or a byte-order mark.
#[must_use]
pub fn is_blank(c: char) -> bool {
    (c.is_whitespace() && !is_line_end(c)) || c == '\u{feff}'
}

/// Whether `c` is invisible: soft hyphen, zero-width characters, bidi controls, tag characters. Such characters stay
/// in the text and its offsets and are skipped when words are compared.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}
