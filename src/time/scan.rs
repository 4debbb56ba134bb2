//! The small pieces of dates and times: digits, names, blanks.

/// No name of a month, weekday or zone has more bytes.
pub(super) const LONGEST_NAME: usize = 12;

/// The letters that `text` begins with in small letters, and the rest; `None` if they are too many for a name.
pub(super) fn name(text: &str) -> Option<(String, &str)> {
    let end = text
        .char_indices()
        .take(LONGEST_NAME + 1)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(text.len(), |(at, _)| at);
    if end == 0 || end > LONGEST_NAME {
        return None;
    }
    let rest = &text[end..];
    (!rest.starts_with(char::is_alphanumeric)).then_some(())?;
    Some((text[..end].to_lowercase(), rest))
}

/// Scans digits: their value, at most `u32::MAX`, and how many they are.
pub(super) fn number(text: &str) -> Option<(u32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let value = text[..digits].parse().unwrap_or(u32::MAX);
    Some((value, digits, &text[digits..]))
}

pub(super) fn end_of_word(text: &str) -> Option<&str> {
    (!text.starts_with(|c: char| c.is_alphanumeric())).then_some(text)
}

/// How many blanks may stand between the parts of a date.
pub(super) const MOST_BLANKS: usize = 8;

/// Skips blanks, and one line end among them: wrapped text breaks dates.
pub(super) fn blanks(text: &str) -> &str {
    let mut ends = 0;
    let end = text
        .char_indices()
        .take(MOST_BLANKS)
        .find(|(_, c)| {
            ends += usize::from(*c == '\n');
            !is_space(*c) || ends > 1
        })
        .map_or_else(
            || text.chars().take(MOST_BLANKS).map(char::len_utf8).sum(),
            |(at, _)| at,
        );
    &text[end..]
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
}
