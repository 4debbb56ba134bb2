//! The words of the lines of a page, and what each tells.

use crate::lexicon::PAGE_WORDS;

/// What a word tells of its line, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u8);

impl Classes {
    /// How long ago something was.
    pub const AGO: Self = Self(1);
    /// Menus, buttons, invitations.
    pub const MENU: Self = Self(2);
    /// A month.
    pub const MONTH: Self = Self(4);
    /// Pictures and whose they are.
    pub const PHOTO: Self = Self(8);
    /// What people at a paper do.
    pub const ROLE: Self = Self(16);
    /// That somebody says something.
    pub const SAYS: Self = Self(32);
    /// When it was published or changed.
    pub const UPDATE: Self = Self(64);
    /// A day of the week.
    pub const WEEKDAY: Self = Self(128);

    /// Whether it has any of the classes of `other`.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn named(names: &str) -> Self {
        names.split(' ').fold(Self::default(), |set, name| {
            Self(
                set.0
                    | match name {
                        "ago" => Self::AGO.0,
                        "menu" => Self::MENU.0,
                        "month" => Self::MONTH.0,
                        "photo" => Self::PHOTO.0,
                        "role" => Self::ROLE.0,
                        "says" => Self::SAYS.0,
                        "update" => Self::UPDATE.0,
                        "weekday" => Self::WEEKDAY.0,
                        name => panic!("{name:?} is no class of words"),
                    },
            )
        })
    }
}

/// A word of letters and apostrophes, or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The hash of its small letters.
    pub hash: u32,
    /// Its characters, 255 at most.
    pub length: u8,
    /// What it tells.
    pub classes: Classes,
    /// How it is written.
    pub case: Case,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Digits, perhaps with points between them.
    Number,
    /// Begins in a small letter.
    Small,
    /// Begins with a capital.
    Capital,
    /// Two letters or more, all capitals.
    Capitals,
}

/// No word of the table has more bytes.
const LONGEST: usize = 16;

/// Calls `found` for every word of a line.
pub fn each(line: &str, mut found: impl FnMut(Word)) {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_digit() {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            found(Word {
                hash: number(&bytes[start..at]),
                length: length(at - start),
                classes: Classes::default(),
                case: Case::Number,
            });
        } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
            let word = word(&line[at..]);
            match word {
                "" => at += line[at..].chars().next().map_or(1, char::len_utf8),
                word => {
                    at += word.len();
                    found(lettered(word));
                }
            }
        } else {
            at += 1;
        }
    }
}

/// The letters that `rest` begins with, apostrophes among them.
fn word(rest: &str) -> &str {
    let end = rest
        .char_indices()
        .find(|&(at, c)| {
            !(c.is_alphabetic() || at > 0 && matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}'))
        })
        .map_or(rest.len(), |(at, _)| at);
    rest[..end].trim_end_matches(['\'', '’'])
}

fn lettered(word: &str) -> Word {
    let mut hash = FOLD;
    let (mut characters, mut capitals, mut first) = (0usize, 0usize, false);
    let mut folded = [0u8; LONGEST];
    let mut kept = 0;
    for c in word.chars() {
        let capital = c.is_uppercase();
        if characters == 0 {
            first = capital;
        }
        characters += 1;
        capitals += usize::from(capital);
        let small = if c.is_ascii() {
            c.to_ascii_lowercase()
        } else {
            c.to_lowercase().next().unwrap_or(c)
        };
        hash = fold(hash, small as u32);
        if kept < LONGEST {
            folded[kept] = u8::try_from(small).unwrap_or(0xff);
        }
        kept += 1;
    }
    let classes = match std::str::from_utf8(&folded[..kept.min(LONGEST)]) {
        Ok(key) if kept <= LONGEST => PAGE_WORDS
            .get(key)
            .map_or(Classes::default(), Classes::named),
        _ => Classes::default(),
    };
    let case = match (first, capitals == characters && characters > 1) {
        (_, true) => Case::Capitals,
        (true, false) => Case::Capital,
        (false, false) => Case::Small,
    };
    Word {
        hash,
        length: length(characters),
        classes,
        case,
    }
}

fn length(characters: usize) -> u8 {
    u8::try_from(characters).unwrap_or(u8::MAX)
}

/// Numbers are told apart by how many digits they have, years from others.
fn number(digits: &[u8]) -> u32 {
    let year = digits.len() == 4 && (digits.starts_with(b"19") || digits.starts_with(b"20"));
    fold(
        fold(FOLD, 0x110000),
        if year {
            0
        } else {
            u32::try_from(digits.len().min(9)).unwrap_or(9)
        },
    )
}

/// The hash of nothing.
pub const FOLD: u32 = 0x811c_9dc5;

/// Feeds a value to a hash (FNV-1a, Fowler, Noll, Vo, on whole values, with a shift that spreads the high bits).
#[must_use]
pub const fn fold(hash: u32, value: u32) -> u32 {
    let mixed = (hash ^ value).wrapping_mul(0x0100_0193);
    mixed ^ (mixed >> 15)
}

/// Feeds a word to the hash of a run of words, 0 at first.
#[must_use]
pub const fn joined(run: u64, word: Word) -> u64 {
    (run ^ word.hash as u64)
        .wrapping_mul(0x0000_0100_0000_01b3)
        .rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(usize, Case)> {
        let mut words = Vec::new();
        each(line, |word| {
            words.push((usize::from(word.length), word.case))
        });
        words
    }

    #[test]
    fn words_are_letters_with_apostrophes_and_numbers_are_digits() {
        use Case::*;
        assert_eq!(
            read("O’Neil’s BBC won’t — 2,024 ‘Åse’"),
            [
                (8, Capital),
                (3, Capitals),
                (5, Small),
                (1, Number),
                (3, Number),
                (3, Capital)
            ]
        );
    }

    #[test]
    fn words_have_their_classes_in_any_case() {
        let mut classes = Vec::new();
        each("PHOTO by Getty, Monday", |word| classes.push(word.classes));
        assert!(classes[0].any(Classes::PHOTO) && classes[2].any(Classes::PHOTO));
        assert!(classes[3].any(Classes::WEEKDAY) && !classes[1].any(Classes::PHOTO));
    }
}
