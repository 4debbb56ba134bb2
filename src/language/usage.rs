//! How each word is used over a whole article: a name that is ambiguous in one sentence is plain in another.

use super::features::{Case, Word, list, lower};
use crate::lexicon::sets::{self, Words};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Bits of hints.
mod hint {
    pub const LOWER: u8 = 1;
    pub const CAPITAL: u8 = 2;
    pub const TITLED: u8 = 4;
    pub const SPEAKS: u8 = 8;
    pub const LOCATED: u8 = 16;
    pub const DEFINITE: u8 = 32;
    pub const AFTER_CAPITAL: u8 = 64;
    pub const BEFORE_CAPITAL: u8 = 128;
}

/// What an article tells about its words in some place.
#[derive(Debug, Default)]
pub(super) struct Usage(HashMap<u32, u8, BuildHasherDefault<Spread>>);

/// Hashes of words are hashes already.
#[derive(Debug, Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Usage {
    /// Collects what the sentences of an article tell. Sentences without small letters tell nothing.
    pub(super) fn of<'w>(sentences: impl Iterator<Item = (&'w [Word], Case)>) -> Self {
        let mut all = Self::default();
        let numbers = |set: &Words| set.all().map(lower).collect::<Vec<_>>();
        let speech = numbers(&sets::BESIDE_SPEAKERS);
        let places = numbers(&sets::BEFORE_PLACES);
        let the = lower("the");
        for (words, _) in sentences.filter(|&(_, case)| case == Case::Running) {
            for (at, word) in words.iter().enumerate() {
                let mut hints = 0;
                let mut set = |found: bool, bit: u8| hints |= if found { bit } else { 0 };
                if word.is_capitalized() {
                    if let Some(last) = at.checked_sub(1).map(|at| &words[at]) {
                        set(true, hint::CAPITAL);
                        set(last.lists & list::TITLE != 0, hint::TITLED);
                        set(places.contains(&last.lower), hint::LOCATED);
                        set(last.lower == the, hint::DEFINITE);
                        set(last.is_capitalized(), hint::AFTER_CAPITAL);
                        set(speech.contains(&last.lower), hint::SPEAKS);
                    }
                    if let Some(next) = words.get(at + 1) {
                        set(next.is_capitalized(), hint::BEFORE_CAPITAL);
                        set(speech.contains(&next.lower), hint::SPEAKS);
                    }
                } else {
                    set(word.shape == 0, hint::LOWER);
                }
                if hints != 0 {
                    *all.0.entry(word.lower).or_insert(0) |= hints;
                }
            }
        }
        all
    }

    /// The hints about a word.
    pub(super) fn about(&self, word: &Word) -> u8 {
        self.0.get(&word.lower).copied().unwrap_or(0)
    }
}
