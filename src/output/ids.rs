//! Ids that do not shift: made of what a thing says, never of where it stands.

use crate::text::chars::is_invisible;
use crate::text::hash::Hash;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Ids given out so far in one record; a repeat gets `-2`, `-3` and so on.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashMap<String, u32>,
}

impl Ids {
    /// `letter`, a hyphen and eight hex digits of a hash of `parts`.
    pub fn of(&mut self, letter: char, parts: &[&str]) -> String {
        let hash = parts
            .iter()
            .fold(Hash::new(), |hash, part| hash.field(part))
            .finish();
        self.unique(format!("{letter}-{:08x}", fold(hash)))
    }

    /// A slug of a speaker's name.
    pub fn slug(&mut self, name: &str) -> String {
        self.unique(slug(name))
    }

    /// The id, with a number where it is taken. A numbered id may itself be taken: a party called "Unit 2".
    fn unique(&mut self, id: String) -> String {
        let mut number = self.taken.get(&id).map_or(1, |count| count + 1);
        let mut unique = numbered(&id, number);
        while number > 1 && self.taken.contains_key(&unique) {
            number += 1;
            unique = numbered(&id, number);
        }
        self.taken.insert(id, number);
        if number > 1 {
            self.taken.insert(unique.clone(), 1);
        }
        unique
    }
}

fn numbered(id: &str, number: u32) -> String {
    if number == 1 {
        id.to_owned()
    } else {
        format!("{id}-{number}")
    }
}

/// 64 bits to 32: FNV mixes upwards, so both halves count.
fn fold(hash: u64) -> u32 {
    ((hash >> 32) ^ (hash & 0xffff_ffff)) as u32
}

/// The words of a text in small letters, one blank between them; marks, line ends, quotation marks and invisible
/// characters do not count. Where there is no word, the characters themselves.
pub(super) fn normalized(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkc() {
        if is_invisible(c) || matches!(c, '\'' | '’' | '‘') {
            continue;
        }
        if c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '%' | '$' | '€' | '£' | '¥')
        {
            if gap && !words.is_empty() {
                words.push(' ');
            }
            gap = false;
            words.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    if words.is_empty() {
        text.trim().to_owned()
    } else {
        words
    }
}

/// The longest slug, in bytes; unnamed parties may be described at length.
const LONGEST_SLUG: usize = 60;

/// Small ASCII letters and digits with hyphens between words: "Nicolás Peña" is `nicolas-pena`. A name without any
/// Latin letter or digit is `s-` and eight hex digits.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.nfkd() {
        if is_combining_mark(c) || is_invisible(c) || matches!(c, '\'' | '’' | '‘' | '.') {
            continue;
        }
        let letters = match c {
            'a'..='z' | '0'..='9' => None,
            'A'..='Z' => None,
            'ß' => Some("ss"),
            'æ' | 'Æ' => Some("ae"),
            'œ' | 'Œ' => Some("oe"),
            'ø' | 'Ø' => Some("o"),
            'ł' | 'Ł' => Some("l"),
            'đ' | 'Đ' | 'ð' | 'Ð' => Some("d"),
            'þ' | 'Þ' => Some("th"),
            'ı' => Some("i"),
            'ħ' | 'Ħ' => Some("h"),
            'ŋ' | 'Ŋ' => Some("ng"),
            'ə' | 'Ə' => Some("e"),
            _ => {
                gap = true;
                continue;
            }
        };
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        match letters {
            Some(letters) => slug.push_str(letters),
            None => slug.push(c.to_ascii_lowercase()),
        }
    }
    if slug.len() > LONGEST_SLUG {
        let cut = slug[..=LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(cut);
    }
    if slug.is_empty() {
        let hash = Hash::new().field(&normalized(name)).finish();
        slug = format!("s-{:08x}", fold(hash));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii_and_readable() {
        for (name, expected) in [
            ("Marco Rubio", "marco-rubio"),
            ("Nicolás Peña-Ortiz", "nicolas-pena-ortiz"),
            ("Łukasz Sørensen", "lukasz-sorensen"),
            ("U.S. Geological Survey", "us-geological-survey"),
            ("Siobhán O’Brien", "siobhan-obrien"),
            ("Nguyễn Thị Đào", "nguyen-thi-dao"),
            ("a  senior\nofficial", "a-senior-official"),
            ("−–", "s-4b06f8e5"),
        ] {
            let found = slug(name);
            if expected.starts_with("s-") {
                assert!(found.starts_with("s-") && found.len() == 10, "{found}");
            } else {
                assert_eq!(found, expected);
            }
        }
        let long = slug(&"residents of the valley ".repeat(9));
        assert!(long.len() <= LONGEST_SLUG && !long.ends_with('-'), "{long}");
        assert_ne!(slug("Мария Иванова"), slug("王小红"));
    }

    #[test]
    fn repeats_are_numbered_and_numbers_never_clash() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["Unit", "Unit 2", "Unit", "Unit", "Unit 2"]
            .map(|name| ids.slug(name))
            .into();
        assert_eq!(given, ["unit", "unit-2", "unit-3", "unit-4", "unit-2-2"]);
    }

    #[test]
    fn what_does_not_change_the_words_does_not_change_the_id() {
        let id = |text: &str| Ids::default().of('q', &["quote", &normalized(text)]);
        assert_eq!(
            id("“We’re not\r\ngoing,”"),
            id("\"We're  not go\u{ad}ing.\"")
        );
        assert_ne!(id("We are going"), id("We are not going"));
        assert_ne!(id("!"), id("?"));
    }
}
