//! What the network is told of a word: rows of its table of embeddings.

use crate::language::features::{Word, feature};

/// How many rows of embeddings a word has.
pub(in crate::language) const PARTS: usize = 8;
/// Rows of the properties other than the word itself: three hashed ones, then spelling, lists, cluster and hints.
const ROWS: [u32; PARTS - 1] = [6_000, 2_000, 6_000, 64, 128, 256, 256];

/// How many rows of embeddings a network has that knows so many words.
pub(in crate::language) fn rows(words: usize) -> usize {
    1 + words + ROWS.iter().sum::<u32>() as usize
}

/// The words that have an embedding of their own.
#[derive(Debug, Clone, Default)]
pub(in crate::language) struct Inputs {
    /// Their hashes, ascending.
    keys: Vec<u32>,
}

impl Inputs {
    /// `keys` are hashes of words, ascending.
    pub(in crate::language) fn new(keys: Vec<u32>) -> Self {
        Self { keys }
    }

    #[cfg(feature = "train")]
    pub(in crate::language) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The rows of a word, given the [hints](crate::language::hints) of its article; the first is that of the word
    /// itself, or 0 for an unknown one.
    pub(in crate::language) fn rows(&self, word: &Word, hints: u8) -> [u32; PARTS] {
        let mut rows = [0; PARTS];
        if let Ok(at) = self.keys.binary_search(&word.lower) {
            rows[0] = at as u32 + 1;
        }
        let hashed = |kind: u8, part: u32| {
            let rows = u64::from(ROWS[usize::from(kind)]);
            (((feature(kind, &[part]) >> 32) * rows) >> 32) as u32
        };
        let values = [
            hashed(0, word.ending(3)),
            hashed(1, word.ending(2)),
            hashed(2, word.prefix),
            u32::from(word.shape),
            u32::from(word.lists),
            u32::from(word.cluster),
            u32::from(hints),
        ];
        let mut start = self.keys.len() as u32 + 1;
        for ((row, value), rows) in rows[1..].iter_mut().zip(values).zip(ROWS) {
            *row = start + value.min(rows - 1);
            start += rows;
        }
        rows
    }
}
