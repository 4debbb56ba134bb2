//! The forms of a word that are compared: folded, in lower case, as a number.

use crate::text::chars;
use std::borrow::Cow;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

fn is_small_ascii(word: &str) -> bool {
    word.bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Lower case without diacritics, invisible characters and the full stops at its end; curly apostrophes made straight.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    let folded: Cow<str> = if is_small_ascii(word) {
        Cow::Borrowed(word)
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        let plain = word
            .nfkd()
            .filter(|&c| !chars::is_invisible(c) && !('\u{300}'..='\u{36f}').contains(&c))
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c });
        Cow::Owned(plain.collect())
    };
    let end = folded.trim_end_matches('.').len();
    match folded {
        folded if end == 0 => folded,
        Cow::Borrowed(folded) => Cow::Borrowed(&folded[..end]),
        Cow::Owned(mut folded) => {
            folded.truncate(end);
            Cow::Owned(folded)
        }
    }
}

/// In lower case and with straight apostrophes.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    if is_small_ascii(word) {
        return Cow::Borrowed(word);
    }
    let straight = |c| if matches!(c, '’' | '‘') { '\'' } else { c };
    Cow::Owned(
        word.chars()
            .map(straight)
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

/// In lower case and else as it is.
pub(super) fn in_small_letters(word: Cow<'_, str>) -> Cow<'_, str> {
    if is_small_ascii(&word) {
        return word;
    }
    Cow::Owned(word.to_lowercase())
}

/// For each of `count` tokens, whether its folded word stands in lower case somewhere.
pub(super) fn common<'a>(
    count: usize,
    word: impl Fn(usize) -> &'a str,
    folded: &[Cow<str>],
) -> Vec<bool> {
    let small = (0..count).filter(|&at| word(at).starts_with(char::is_lowercase));
    let small: HashSet<&str> = small.map(|at| &*folded[at]).collect();
    folded.iter().map(|word| small.contains(&**word)).collect()
}

/// A 64-bit hash of a string, for features.
pub(crate) fn hash(text: &str) -> u64 {
    crate::text::hash::Hash::new()
        .bytes(text.as_bytes())
        .finish()
}

/// The hash of a word in lower case.
pub(super) fn hash_lowered(word: &str) -> u64 {
    if is_small_ascii(word) {
        return hash(word);
    }
    hash(
        &word
            .chars()
            .flat_map(char::to_lowercase)
            .collect::<String>(),
    )
}

/// 0 lower case, 1 capitalized, 2 capitals, 3 digits, 4 other.
pub(super) fn shape(text: &str) -> u8 {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            if text.chars().count() > 1 && text.chars().all(|c| !c.is_lowercase()) {
                2
            } else {
                1
            }
        }
        Some(first) if first.is_alphabetic() => 0,
        Some(first) if first.is_ascii_digit() => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_without_case_accents_and_final_stops() {
        for (word, folded) in [
            ("García", "garcia"),
            ("Sen.", "sen"),
            ("U.S.", "u.s"),
            ("’s", "'s"),
            ("...", "..."),
            ("etc.", "etc"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
