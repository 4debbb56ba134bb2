//! The words that the rules of dates know.

use super::classes::{CLASSES, CORE, DORD, NUM, ORD};
use crate::extract::pattern::{Symbol, Vocabulary};
use crate::lexicon;
use crate::time::holidays::HOLIDAYS;
use crate::time::numbers::{self, NumberWord};

/// What is known of a word.
#[derive(Debug, Default, Clone)]
struct Word {
    text: &'static str,
    classes: u64,
    /// Of these, the ones that ask for a capital letter.
    capital: u64,
    values: Vec<(u64, i32)>,
}

/// Words with their classes, and the names of holidays.
#[derive(Debug, Default)]
pub(super) struct Lexis {
    vocabulary: Vocabulary,
    words: Vec<Word>,
    holidays: Vec<(Vec<u16>, usize)>,
}

/// The bit of a class by its name.
fn class(name: &str) -> u64 {
    let found = CLASSES.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no class {name}")).1
}

impl Lexis {
    /// The words of the tables. Patterns add theirs to the vocabulary before [`Self::finish`].
    pub fn of_tables() -> Self {
        let mut lexis = Self::default();
        for (text, fields) in lexicon::TIME_WORDS.rows() {
            for field in fields.split(' ') {
                let (field, capital) = field
                    .strip_suffix('!')
                    .map_or((field, false), |field| (field, true));
                let (name, value) = field.split_once('=').unwrap_or((field, "0"));
                let value = value.parse().expect("a number of a class");
                lexis.add(text, class(name), value, capital);
            }
        }
        for (text, number) in numbers::cardinals() {
            match number {
                NumberWord::Small(n) | NumberWord::Tens(n) => lexis.add(text, NUM, n as i32, false),
                NumberWord::Hundred | NumberWord::Power(_) => lexis.add(text, 0, 0, false),
            }
        }
        for (text, number) in numbers::ordinals() {
            let classes = if number <= 31 { ORD | DORD } else { ORD };
            lexis.add(text, ORD, number as i32, false);
            lexis.add(text, classes, number as i32, false);
        }
        for (index, (name, _)) in HOLIDAYS.iter().enumerate() {
            // The longest word is the one that tells it from other phrases.
            let longest = name.split(' ').max_by_key(|word| word.len());
            lexis.add(longest.unwrap_or(name), CORE, 0, false);
            let words = name.split(' ').map(|word| lexis.vocabulary.intern(word));
            lexis.holidays.push((words.collect(), index));
        }
        lexis
            .holidays
            .sort_by_key(|(words, index)| (words[0], usize::MAX - words.len(), *index));
        lexis
    }

    fn add(&mut self, text: &'static str, class: u64, value: i32, capital: bool) {
        let number = usize::from(self.vocabulary.intern(text));
        if self.words.len() <= number {
            self.words.resize(number + 1, Word::default());
        }
        let word = &mut self.words[number];
        word.text = text;
        word.classes |= class;
        word.capital |= if capital { class } else { 0 };
        word.values.push((class, value));
    }

    /// The vocabulary, for patterns to add their words to.
    pub fn vocabulary(&mut self) -> &mut Vocabulary {
        &mut self.vocabulary
    }

    /// Makes room for the words of the patterns, and gives those that code asks for their texts.
    pub fn finish(&mut self) {
        self.words.resize(self.vocabulary.size(), Word::default());
        for text in numbers::cardinals()
            .map(|(text, _)| text)
            .chain(["a", "an", "and", "half", "-", "hundred"])
        {
            let number = self.vocabulary.number(text);
            if number != 0 {
                self.words[usize::from(number)].text = text;
            }
        }
    }

    /// How many numbers of words there are, 0 included.
    pub fn size(&self) -> usize {
        self.vocabulary.size()
    }

    /// The number of a word in lower case, 0 for one that no rule knows.
    pub fn number(&self, word: &str) -> u16 {
        self.vocabulary.number(word)
    }

    /// The text of a word, where code asks for it; empty for others.
    pub fn word(&self, number: u16) -> &'static str {
        self.words[usize::from(number)].text
    }

    /// All classes of a word.
    pub fn classes(&self, number: u16) -> u64 {
        self.words[usize::from(number)].classes
    }

    /// The classes of a word that is or is not written with a capital.
    pub fn classes_of(&self, number: u16, capital: bool) -> u64 {
        let word = &self.words[usize::from(number)];
        if capital {
            word.classes
        } else {
            word.classes & !word.capital
        }
    }

    /// The number of a word in one of the classes.
    pub fn value(&self, number: u16, classes: u64) -> Option<i32> {
        let values = &self.words[usize::from(number)].values;
        let found = values.iter().find(|(class, _)| class & classes != 0);
        found.map(|&(_, value)| value)
    }

    /// The longest name of a holiday at the beginning of the symbols: how many symbols, and its index.
    pub fn holiday(&self, symbols: &[Symbol]) -> Option<(usize, usize)> {
        let first = symbols.first()?.word;
        let from = self.holidays.partition_point(|(words, _)| words[0] < first);
        self.holidays[from..]
            .iter()
            .take_while(|(words, _)| words[0] == first)
            .find(|(words, _)| {
                symbols.len() >= words.len()
                    && words
                        .iter()
                        .zip(symbols)
                        .all(|(&word, symbol)| word == symbol.word)
            })
            .map(|(words, index)| (words.len(), *index))
    }
}
