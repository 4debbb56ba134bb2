//! Words as numbers, and the hashing of features: shared by prediction and training.

use super::model::Model;
use crate::text::hash::Hash;

/// Odd constants with well-mixed bits (the fractions of √2 and √3).
const MIX: u64 = 0x6a09_e667_f3bc_c909;
const STEP: u64 = 0xbb67_ae85_84ca_a73b;

/// The feature of kind `kind` made of `parts`: well-mixed 64 bits, the same on every machine.
#[must_use]
#[inline(always)]
pub fn feature(kind: u8, parts: &[u32]) -> u64 {
    let mut hash = (u64::from(kind) + 1).wrapping_mul(STEP);
    for &part in parts {
        hash = (hash ^ u64::from(part)).wrapping_mul(MIX);
        hash ^= hash >> 32;
    }
    hash.wrapping_mul(STEP)
}

/// How the letters of a sentence are cased: what capitals mean depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// As in running text.
    Running,
    /// `Most Words Like This`.
    Title,
    /// `ALL LIKE THIS`.
    Upper,
}

/// A word as the models see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// Hash of the lower-case form, all digits alike, quotation marks and dashes in one spelling each.
    pub lower: u32,
    /// The first three bytes of the lower-case form.
    pub prefix: u32,
    /// The last four bytes of the lower-case form; the last in the lowest byte.
    pub suffix: u32,
    /// Kind of spelling, told apart by the case of the sentence.
    pub shape: u8,
    /// What lists the word is in: bits of [`list`].
    pub lists: u8,
    /// Its distributional cluster; 0 for none.
    pub cluster: u8,
}

/// Bits of [`Word::lists`].
#[allow(missing_docs)] // the names are the lists
pub mod list {
    pub const GIVEN: u8 = 1;
    pub const SURNAME: u8 = 2;
    pub const CITY: u8 = 4;
    pub const COUNTRY: u8 = 8;
    pub const DEMONYM: u8 = 16;
    pub const TITLE: u8 = 32;
    pub const OUTLET: u8 = 64;
}

/// Labels of the rows of the model `words`: what its weights are.
pub(super) const WORD_COLUMNS: [&str; 2] = ["lists", "cluster"];
/// The number of the way words become numbers; part of the feature set of every model.
pub(super) const WORDS: u32 = 2;

impl Word {
    /// Stands before and after a sentence.
    pub const EDGE: Self = Self {
        lower: 1,
        prefix: 1,
        suffix: 1,
        shape: 255,
        lists: 0,
        cluster: 0,
    };

    /// The last `count` bytes (1 to 4) of the lower-case form.
    #[must_use]
    #[inline(always)]
    pub fn ending(&self, count: u32) -> u32 {
        self.suffix & (u32::MAX >> (32 - 8 * count))
    }

    /// Whether it is all small letters, or a mark.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        matches!(self.shape & 15, shape::LOWER | shape::MARK) && self.shape != 255
    }

    /// Whether it starts with a capital.
    #[must_use]
    pub fn is_capitalized(&self) -> bool {
        matches!(
            self.shape & 15,
            shape::CAPITAL | shape::CAPITALS | shape::INITIAL | shape::MIXED | shape::JOINED
        ) && self.shape != 255
    }
}

/// Kinds of spelling.
mod shape {
    pub const LOWER: u8 = 0;
    pub const CAPITAL: u8 = 1;
    pub const CAPITALS: u8 = 2;
    pub const INITIAL: u8 = 3;
    pub const MIXED: u8 = 4;
    pub const NUMBER: u8 = 5;
    pub const CODE: u8 = 6;
    pub const MARK: u8 = 7;
    pub const JOINED: u8 = 8;
    pub const LOWER_JOINED: u8 = 9;
}

/// Spelling of one word: its kind, and how many of its letters are capital or small.
fn spelling(word: &str) -> u8 {
    let (mut upper, mut lower, mut digits, mut joints) = (0u32, 0u32, 0u32, 0u32);
    let mut first_upper = false;
    for (at, c) in word.chars().enumerate() {
        if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) {
            digits += 1;
        } else if c.is_uppercase() {
            upper += 1;
            first_upper |= at == 0;
        } else if c.is_alphabetic() {
            lower += 1;
        } else {
            joints += u32::from(matches!(c, '-' | '.' | '/' | '&'));
        }
    }
    match (upper, lower, digits) {
        (0, 0, 0) => shape::MARK,
        (0, 0, _) => shape::NUMBER,
        (_, _, 1..) => shape::CODE,
        (0, _, 0) if joints > 0 => shape::LOWER_JOINED,
        (0, _, 0) => shape::LOWER,
        _ if joints > 0 && first_upper => shape::JOINED,
        (1, 0, 0) => shape::INITIAL,
        (_, 0, 0) => shape::CAPITALS,
        (1, _, 0) if first_upper => shape::CAPITAL,
        _ => shape::MIXED,
    }
}

/// The case of a sentence of these spellings, of words of these lengths in bytes, that has a full stop or not: names may
/// be most of a short sentence, but headlines have no full stop.
fn case(words: &[(u8, usize)], stopped: bool) -> Case {
    let (mut long, mut capital, mut capitals) = (0usize, 0usize, 0usize);
    for &(shape, length) in words.iter().skip(1) {
        if length > 3
            && matches!(
                shape,
                shape::LOWER
                    | shape::LOWER_JOINED
                    | shape::CAPITAL
                    | shape::CAPITALS
                    | shape::MIXED
                    | shape::JOINED
            )
        {
            long += 1;
            capital += usize::from(!matches!(shape, shape::LOWER | shape::LOWER_JOINED));
            capitals += usize::from(shape == shape::CAPITALS);
        }
    }
    if long >= 3 && 10 * capitals >= 7 * long {
        Case::Upper
    } else if long >= 3
        && (!stopped && 10 * capital >= 7 * long || long >= 5 && 20 * capital >= 19 * long)
    {
        Case::Title
    } else {
        Case::Running
    }
}

/// Puts `word` into `folded` in lower case, digits as `0`, and quotation marks, dashes and ellipses in one spelling.
fn fold(word: &str, folded: &mut String) {
    folded.clear();
    let whole = match word {
        "“" | "„" | "«" | "‟" | "``" => "``",
        "”" | "»" | "''" => "''",
        "‘" | "`" | "‹" => "`",
        "’" | "›" => "'",
        "—" | "–" | "―" | "--" | "---" => "--",
        "…" | ". . ." => "...",
        _ => "",
    };
    if !whole.is_empty() {
        folded.push_str(whole);
        return;
    }
    for c in word.chars() {
        match c {
            '0'..='9' => folded.push('0'),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            '’' | '‘' | 'ʼ' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            _ if c.is_ascii() => folded.push(c),
            _ => folded.extend(c.to_lowercase()),
        }
    }
}

fn short(folded: &str) -> u32 {
    let hash = Hash::new().bytes(folded.as_bytes()).finish();
    (hash ^ hash >> 32) as u32
}

/// The lower-case form of a word, digits as `0`, quotation marks, dashes and ellipses in one spelling each.
#[must_use]
pub fn folded(word: &str) -> String {
    let mut folded = String::new();
    fold(word, &mut folded);
    folded
}

/// The hash of the folded form of a word.
#[must_use]
pub fn lower(word: &str) -> u32 {
    short(&folded(word))
}

/// Makes the words of one sentence.
#[derive(Debug)]
pub struct Reader<'a> {
    lists: Option<Model<'a>>,
    folded: String,
    spellings: Vec<(u8, usize)>,
}

impl<'a> Reader<'a> {
    /// A reader that looks words up in the model `words`, or knows none.
    #[must_use]
    pub fn new(lists: Option<Model<'a>>) -> Self {
        Self {
            lists,
            folded: String::new(),
            spellings: Vec::new(),
        }
    }

    /// Adds the words of a sentence to `words`.
    pub fn read<'t>(
        &mut self,
        forms: impl Iterator<Item = &'t str>,
        words: &mut Vec<Word>,
    ) -> Case {
        let start = words.len();
        self.spellings.clear();
        let (mut stopped, mut open) = (false, false);
        // `open`: inside straight quotation marks
        for form in forms {
            let spelling = spelling(form);
            self.spellings.push((spelling, form.len()));
            fold(form, &mut self.folded);
            if form == "\"" {
                self.folded.clear();
                self.folded.push_str(if open { "''" } else { "``" });
                open = !open;
            }
            stopped |= self.folded == ".";
            let bytes = self.folded.as_bytes();
            let lower = short(&self.folded);
            let pack = |all: u32, &byte: &u8| all << 8 | u32::from(byte);
            let mut word = Word {
                lower,
                prefix: bytes.iter().take(3).fold(0, pack),
                suffix: bytes[bytes.len().saturating_sub(4)..].iter().fold(0, pack),
                shape: spelling,
                lists: 0,
                cluster: 0,
            };
            if let Some(lists) = &self.lists {
                for cell in lists.row(feature(0, &[lower])).chunks_exact(2) {
                    match cell[0] {
                        0 => word.lists = cell[1],
                        _ => word.cluster = cell[1],
                    }
                }
            }
            words.push(word);
        }
        let case = case(&self.spellings, stopped);
        for word in &mut words[start..] {
            word.shape += 16 * case as u8;
        }
        case
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_differ_by_kind_and_parts_and_their_order() {
        let all = [
            feature(0, &[]),
            feature(1, &[]),
            feature(0, &[0]),
            feature(0, &[1, 2]),
            feature(0, &[2, 1]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other != one), "{at}");
        }
    }

    #[test]
    fn words_of_one_spelling_are_one_word() {
        assert_eq!(lower("N’T"), lower("n't"));
        assert_eq!(lower("1,234"), lower("9,876"));
        assert_eq!(lower("—"), lower("--"));
        assert_ne!(lower("“"), lower("”"));
    }

    #[test]
    fn the_case_of_a_sentence_is_seen() {
        for (sentence, expected) in [
            ("The minister left Lagos on Monday night .", Case::Running),
            ("Minister Leaves Lagos as Talks Collapse", Case::Title),
            ("MINISTER LEAVES LAGOS AS TALKS COLLAPSE", Case::Upper),
            (
                "Amina Yusuf flew to Geneva , the World Health Organization said .",
                Case::Running,
            ),
            ("Talks over", Case::Running),
        ] {
            let mut words = Vec::new();
            let case = Reader::new(None).read(sentence.split(' '), &mut words);
            assert_eq!(case, expected, "{sentence}");
        }
    }
}
