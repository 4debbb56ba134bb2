//! What the rules see of a sentence: items, each a word or an expression that has been found.

use super::meaning::Expression;
use crate::extract::pattern::Symbol;
use crate::text::Span;
use std::ops::Range;

/// One word for the rules, or an expression that they have found.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub span: Span,
    /// The tokens it comes from.
    pub tokens: Range<u32>,
    /// The number it names, if it names one.
    pub number: u32,
    /// Hundredths beyond the number: 50 for "two and a half".
    pub hundredths: u32,
    /// What it means, once found.
    pub found: Option<Box<Expression>>,
}

/// The items of a sentence with their symbols.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub items: Vec<Item>,
    pub symbols: Vec<Symbol>,
    /// For each item, how far the next word lies that a date may hang on; 255 for far or never.
    pub reach: Vec<u8>,
}

impl Items {
    pub fn clear(&mut self) {
        self.items.clear();
        self.symbols.clear();
        self.reach.clear();
    }

    pub fn push(&mut self, item: Item, symbol: Symbol) {
        self.items.push(item);
        self.symbols.push(symbol);
    }

    /// Fills [`Items::reach`] with the distance to a symbol of one of the classes; whether there is one at all.
    pub fn measure(&mut self, cores: u64) -> bool {
        self.reach.clear();
        self.reach.resize(self.symbols.len(), u8::MAX);
        let mut distance = u8::MAX;
        let mut any = false;
        for (reach, symbol) in self.reach.iter_mut().zip(&self.symbols).rev() {
            distance = distance.saturating_add(1);
            if symbol.classes & cores != 0 {
                distance = 0;
                any = true;
            }
            *reach = distance;
        }
        any
    }
}

/// Longer words than this are none that a rule knows.
const LONGEST: usize = 24;

/// A word in lower case, without allocation: ASCII letters folded, typographic apostrophes and dashes made plain.
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// `None` for a word that is too long or has other characters than ASCII, apostrophes and dashes.
    pub fn new(word: &str) -> Option<Self> {
        let mut folded = Self {
            bytes: [0; LONGEST],
            length: 0,
        };
        if word.len() > LONGEST {
            return None;
        }
        if word.is_ascii() {
            folded.length = word.len();
            folded.bytes[..word.len()].copy_from_slice(word.as_bytes());
            folded.bytes[..word.len()].make_ascii_lowercase();
            return Some(folded);
        }
        for c in word.chars() {
            let byte = match c {
                '\u{2019}' | '\u{2018}' => b'\'',
                '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' => b'-',
                c if c.is_ascii() => c.to_ascii_lowercase() as u8,
                _ => return None,
            };
            folded.bytes[folded.length] = byte;
            folded.length += 1;
        }
        Some(folded)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("")
    }
}
