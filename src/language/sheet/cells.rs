//! What is known of a token and of a quotation by number, and runs of tokens.

use crate::language::{Arc, Roles, Tag};
use crate::parse::QuoteSurface;
use std::ops::Range;

/// No token, no region.
pub const NONE: u32 = u32::MAX;

/// How far up the tree is looked; hostile input makes chains as long as its sentences.
pub const CLIMB: usize = 40;

/// [`Cell::name`] of names of persons.
pub const PERSON: u8 = 1;

/// The outermost region in quotation marks around some tokens.
#[derive(Debug, Clone, Copy)]
pub struct Region {
    /// Its tokens, marks included.
    pub tokens: Tokens,
    /// The region of the paragraph before that this one carries on, or [`NONE`].
    pub continues: u32,
    /// Number of word tokens.
    pub words: u32,
    /// What it looks like by itself.
    pub surface: QuoteSurface,
}

/// A run of tokens: from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tokens {
    /// The first.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// What is known of a token by number.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Its part of speech.
    pub tag: Tag,
    /// How it depends on its head.
    pub arc: Arc,
    /// The token it depends on, or [`NONE`].
    pub head: u32,
    /// First token of its subtree.
    pub low: u32,
    /// Last token of its subtree.
    pub high: u32,
    /// Hash of the word in lower case.
    pub word: u64,
    /// Hash of its lemma.
    pub lemma: u64,
    /// The outermost quotation region around it, or [`NONE`].
    pub region: u32,
    /// The number of its sentence.
    pub sentence: u32,
    /// 0 for no name, else one more than the number of the kind; [`PERSON`] for a person.
    pub name: u8,
    /// Whether it has a letter or digit: a word or number, not a mark.
    pub is_word: bool,
    /// 0 lower case, 1 capitalized, 2 capitals, 3 digits, 4 other.
    pub shape: u8,
    /// What the network takes it for.
    pub roles: Roles,
}

impl Tokens {
    /// As indices, for slices.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// As the numbers that [`Cell::head`] and others are.
    #[must_use]
    pub fn numbers(self) -> Range<u32> {
        self.start..self.end
    }

    /// Whether `at` is one of them.
    #[must_use]
    pub fn contains(self, at: usize) -> bool {
        self.range().contains(&at)
    }

    /// How many they are.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl From<Range<u32>> for Tokens {
    fn from(range: Range<u32>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

impl From<Range<usize>> for Tokens {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start as u32,
            end: range.end as u32,
        }
    }
}
