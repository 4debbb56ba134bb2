//! How much the words of a block are those of furniture, of stories, of headlines, of captions and of credits.
//!
//! A word, and a pair of words beside each other, has a weight for each group: the logarithm of how much oftener it stands
//! there than elsewhere, in sixteenths. A block has the mean of its words'; its first and its last two words have weights of
//! their own: "Filed under", "available here".
//!
//! ```text
//! one row of GROUPS signed bytes for each of SLOTS hashes
//! ```

use super::words::fold;

/// Groups of roles that words tell apart: furniture before, furniture behind, story, headline and deck, caption, credit and byline.
pub const GROUPS: usize = 6;

/// Hashes that have weights.
pub const SLOTS: usize = 1 << 16;

/// Weights of words.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary<'a> {
    weights: &'a [u8],
}

/// Sums over the words of a block.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    sums: [i32; GROUPS],
    count: i32,
}

impl<'a> Vocabulary<'a> {
    /// Weights as they stand in the model; empty where there are none yet.
    #[must_use]
    pub const fn new(weights: &'a [u8]) -> Self {
        Self { weights }
    }

    /// Adds the first or the last two words of a block.
    pub fn add_edge(&self, score: &mut Score, slots: [usize; 2]) {
        score.count += 1;
        for slot in slots {
            self.look_up(score, slot);
        }
    }

    /// Adds a word, and its pair with the word before.
    pub fn add(&self, score: &mut Score, before: Option<u32>, word: u32) {
        if score.count >= MOST_WORDS {
            return;
        }
        score.count += 1;
        self.look_up(score, slot(word));
        if let Some(before) = before {
            self.look_up(score, pair(before, word));
        }
    }

    fn look_up(&self, score: &mut Score, slot: usize) {
        if let Some(weights) = self.weights.get(slot * GROUPS..(slot + 1) * GROUPS) {
            for (sum, &weight) in score.sums.iter_mut().zip(weights) {
                *sum += i32::from(weight as i8);
            }
        }
    }
}

/// More words of a block tell nothing new.
const MOST_WORDS: i32 = 200;

/// Where the weights of a word stand.
#[must_use]
pub fn slot(word: u32) -> usize {
    word as usize % SLOTS
}

/// Where the weights of two words beside each other stand.
#[must_use]
pub fn pair(before: u32, word: u32) -> usize {
    slot(fold(fold(0x2545_f491, before), word))
}

/// Where the weights of the words that a block begins with stand: of the first, and of the first two.
#[must_use]
pub fn opening(first: u32, second: u32) -> [usize; 2] {
    let one = fold(0x68bc_21eb, first);
    [slot(one), slot(fold(one, second))]
}

/// Where the weights of the words that a block ends with stand: of the last, and of the last two.
#[must_use]
pub fn closing(before: u32, last: u32) -> [usize; 2] {
    let one = fold(0x02e5_be93, last);
    [slot(one), slot(fold(one, before))]
}

impl Score {
    /// The means as bytes, 100 for nothing known.
    #[must_use]
    pub fn bytes(&self) -> [u8; GROUPS] {
        self.sums.map(|sum| {
            // One word tells less than many.
            let mean = sum * 2 / (self.count + 1).max(2);
            u8::try_from((100 + mean).clamp(0, 200)).unwrap_or(100)
        })
    }
}
