//! The vocabulary and the compiled rules of dates.

use super::meaning::Expression;
use super::rules::{self, Rule};
use super::words::{CLASSES, CORE, DORD, Item, Items, NUM, ORD};
use crate::extract::pattern::{Match, Names, Pattern, Symbol, Vocabulary};
use crate::lexicon;
use crate::time::holidays::HOLIDAYS;
use crate::time::numbers::{self, NumberWord};
use std::sync::OnceLock;

/// What is known of a word.
#[derive(Debug, Default, Clone)]
struct Word {
    text: &'static str,
    classes: u64,
    /// Of these, the ones that ask for a capital letter.
    capital: u64,
    values: Vec<(u64, i32)>,
}

/// The rules of one pass over a sentence.
#[derive(Debug)]
pub(super) struct Stage {
    pub rules: Vec<(Pattern, &'static Rule)>,
    /// Of each rule, what its second symbol can be; `None` if it needs none.
    seconds: Vec<Option<(Vec<u16>, u64)>>,
    by_word: Vec<Vec<u16>>,
    by_class: Vec<Vec<u16>>,
}

/// Vocabulary and rules, compiled once.
#[derive(Debug)]
pub(super) struct Grammar {
    pub vocabulary: Vocabulary,
    words: Vec<Word>,
    holidays: Vec<(Vec<u16>, usize)>,
    pub stages: Vec<Stage>,
}

/// The grammar.
pub(super) fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(build)
}

/// The bit of a class by its name.
fn class(name: &str) -> u64 {
    let found = CLASSES.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no class {name}")).1
}

fn build() -> Grammar {
    let mut vocabulary = Vocabulary::default();
    let mut words = vec![Word::default()];
    let mut word_of =
        |vocabulary: &mut Vocabulary, text: &'static str, class: u64, value: i32, capital: bool| {
            let number = usize::from(vocabulary.intern(text));
            if words.len() <= number {
                words.resize(number + 1, Word::default());
            }
            let word = &mut words[number];
            word.text = text;
            word.classes |= class;
            word.capital |= if capital { class } else { 0 };
            word.values.push((class, value));
        };
    for (text, fields) in lexicon::TIME_WORDS.rows() {
        for field in fields.split(' ') {
            let (field, capital) = field
                .strip_suffix('!')
                .map_or((field, false), |field| (field, true));
            let (name, value) = field.split_once('=').unwrap_or((field, "0"));
            let value = value.parse().expect("a number of a class");
            word_of(&mut vocabulary, text, class(name), value, capital);
        }
    }
    for (text, number) in numbers::cardinals() {
        match number {
            NumberWord::Small(n) | NumberWord::Tens(n) => {
                word_of(&mut vocabulary, text, NUM, n as i32, false)
            }
            NumberWord::Hundred | NumberWord::Power(_) => {
                word_of(&mut vocabulary, text, 0, 0, false)
            }
        }
    }
    for (text, number) in numbers::ordinals() {
        let classes = if number <= 31 { ORD | DORD } else { ORD };
        word_of(&mut vocabulary, text, ORD, number as i32, false);
        word_of(&mut vocabulary, text, classes, number as i32, false);
    }
    let mut holidays: Vec<_> = HOLIDAYS
        .iter()
        .enumerate()
        .map(|(index, (name, _))| {
            // The longest word is the one that tells it from other phrases.
            let longest = name
                .split(' ')
                .max_by_key(|word| word.len())
                .unwrap_or(name);
            word_of(&mut vocabulary, longest, CORE, 0, false);
            (
                name.split(' ')
                    .map(|word| vocabulary.intern(word))
                    .collect::<Vec<_>>(),
                index,
            )
        })
        .collect();
    holidays.sort_by_key(|(words, index)| (words[0], usize::MAX - words.len(), *index));
    let names = Names {
        classes: CLASSES,
        macros: rules::MACROS,
    };
    let mut compiled: Vec<Vec<(Pattern, &'static Rule)>> = Vec::new();
    for stage in rules::STAGES {
        let rules = stage.iter().flat_map(|rules| rules.iter());
        compiled.push(
            rules
                .map(|rule| (Pattern::compile(rule.pattern, names, &mut vocabulary), rule))
                .collect(),
        );
    }
    words.resize(vocabulary.size(), Word::default());
    let stages = compiled
        .into_iter()
        .map(|rules| stage(rules, vocabulary.size()))
        .collect();
    let mut grammar = Grammar {
        vocabulary,
        words,
        holidays,
        stages,
    };
    grammar.name_words();
    grammar
}

fn stage(rules: Vec<(Pattern, &'static Rule)>, words: usize) -> Stage {
    let mut stage = Stage {
        rules: Vec::new(),
        seconds: rules.iter().map(|(pattern, _)| pattern.second()).collect(),
        by_word: vec![Vec::new(); words],
        by_class: vec![Vec::new(); u64::BITS as usize],
    };
    for (index, (pattern, _)) in rules.iter().enumerate() {
        let (firsts, mut classes) = pattern.first();
        for word in firsts {
            let list = &mut stage.by_word[usize::from(word)];
            if list.last() != Some(&(index as u16)) {
                list.push(index as u16);
            }
        }
        while classes != 0 {
            stage.by_class[classes.trailing_zeros() as usize].push(index as u16);
            classes &= classes - 1;
        }
    }
    stage.rules = rules;
    stage
}

impl Grammar {
    /// Gives the words that only patterns and holidays know their texts.
    fn name_words(&mut self) {
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

/// A match of a rule in a sentence, with what the rule may ask about it.
pub(super) struct Found<'a> {
    pub grammar: &'a Grammar,
    pub text: &'a str,
    pub items: &'a Items,
    pub pattern: &'a Pattern,
    pub found: Match,
}

impl<'a> Found<'a> {
    fn slot(&self, name: &str) -> Option<(usize, usize)> {
        self.pattern.slot(&self.found, name)
    }

    /// Whether a slot took part.
    pub fn has(&self, name: &str) -> bool {
        self.slot(name).is_some()
    }

    /// The first item of a slot.
    pub fn item(&self, name: &str) -> Option<&'a Item> {
        self.slot(name).map(|(start, _)| &self.items.items[start])
    }

    /// The number that a slot names.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.item(name).map(|item| item.number)
    }

    /// The number of a slot's word in a class.
    pub fn value(&self, name: &str, class: u64) -> Option<i32> {
        let (start, _) = self.slot(name)?;
        self.grammar.value(self.items.symbols[start].word, class)
    }

    /// Whether the first word of a slot is this one.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.slot(name).is_some_and(|(start, _)| {
            let symbol = self.items.symbols[start];
            symbol.word != 0 && symbol.word == self.grammar.vocabulary.number(word)
        })
    }

    /// Whether the first word of a slot is one of these.
    pub fn is_any(&self, name: &str, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(name, word))
    }

    /// Whether a slot's first symbol has one of the classes.
    pub fn class(&self, name: &str, class: u64) -> bool {
        self.slot(name)
            .is_some_and(|(start, _)| self.items.symbols[start].classes & class != 0)
    }

    /// Whether the expression in a slot ends with this word.
    pub fn ends_with(&self, name: &str, word: &str) -> bool {
        self.item(name)
            .is_some_and(|item| self.text[item.span.range()].ends_with(word))
    }

    /// The expression in a slot, found by an earlier stage.
    pub fn expression(&self, name: &str) -> Option<&'a Expression> {
        self.item(name)?.found.as_deref()
    }
}

impl Stage {
    /// The longest match of a rule at an item whose meaning the rule can tell; of equals, that of the first rule.
    pub fn at(
        &self,
        grammar: &Grammar,
        text: &str,
        items: &Items,
        at: usize,
    ) -> Option<(usize, Expression)> {
        let symbol = items.symbols[at];
        let next = items.symbols.get(at + 1).copied().unwrap_or_default();
        let mut best: Option<(usize, u16, Expression)> = None;
        let mut consider = |rule: u16| {
            if let Some((words, classes)) = &self.seconds[usize::from(rule)]
                && next.classes & classes == 0
                && (next.word == 0 || !words.contains(&next.word))
            {
                return;
            }
            let (pattern, row) = &self.rules[usize::from(rule)];
            let Some(found) = pattern.at(&items.symbols, at) else {
                return;
            };
            if let Some((end, earlier, _)) = &best
                && (found.end < *end || (found.end == *end && rule >= *earlier))
            {
                return;
            }
            let found = Found {
                grammar,
                text,
                items,
                pattern,
                found,
            };
            if found.found.end > at
                && let Some(expression) = (row.meaning)(&found)
            {
                best = Some((found.found.end, rule, expression));
            }
        };
        if symbol.word != 0 {
            self.by_word[usize::from(symbol.word)]
                .iter()
                .for_each(|&rule| consider(rule));
        }
        let mut classes = symbol.classes;
        while classes != 0 {
            self.by_class[classes.trailing_zeros() as usize]
                .iter()
                .for_each(|&rule| consider(rule));
            classes &= classes - 1;
        }
        best.map(|(end, _, expression)| (end, expression))
    }
}
