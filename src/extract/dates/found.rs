//! A match of a rule, with what the rule may ask about it.

use super::item::{Item, Items};
use super::lexis::Lexis;
use super::meaning::{Expression, Meaning, Of};
use crate::extract::pattern::{Match, Pattern};

/// A match of a rule in a sentence, with what the rule may ask about it.
pub(super) struct Found<'a> {
    pub lexis: &'a Lexis,
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
        self.lexis.value(self.items.symbols[start].word, class)
    }

    /// Whether the first word of a slot is this one.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.slot(name).is_some_and(|(start, _)| {
            let symbol = self.items.symbols[start];
            symbol.word != 0 && symbol.word == self.lexis.number(word)
        })
    }

    /// Whether the first word of a slot is one of these.
    pub fn is_any(&self, name: &str, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(name, word))
    }

    /// The first item of a slot as it is written; empty if the slot took no part.
    pub fn word(&self, name: &str) -> &'a str {
        self.item(name)
            .map_or("", |item| &self.text[item.span.range()])
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

    /// The expression in a slot, found by an earlier stage; of a piece, what it is alone.
    pub fn expression(&self, name: &str) -> Option<&'a Expression> {
        let found = self.item(name)?.found.as_deref()?;
        match &found.meaning {
            Meaning::Piece(_, _, alone) => alone.as_deref(),
            _ => Some(found),
        }
    }

    /// The piece in a slot: which, and of what.
    pub fn piece(&self, name: &str) -> Option<(i8, Of)> {
        match self.item(name)?.found.as_deref()?.meaning {
            Meaning::Piece(place, of, _) => Some((place, of)),
            _ => None,
        }
    }
}
