//! Boosted decision trees over rows of bytes, with integer thresholds and scores, read in place.
//!
//! ```text
//! forest  classes u8, zero, trees u16, then the trees: those of the first round for each class, those of the second, …
//! tree    splits u8, then splits of 5 bytes, then splits + 1 scores i16
//! split   row u8, column u8, threshold u8, if not above it: to, if above it: to
//! to      a split of the tree, or 128 and more: a score
//! ```
//!
//! All numbers are little-endian. Scores are logarithms in units of 1/1024.

/// Classes at most.
pub const MOST_CLASSES: usize = 12;

/// Stands for a score among the splits.
pub const SCORE: u8 = 128;

/// One unit of a score.
pub const UNIT: i32 = 1024;

const SPLIT: usize = 5;
const HEAD: usize = 4;

/// Trees as they stand in a model.
#[derive(Debug, Clone)]
pub struct Forest<'a> {
    classes: usize,
    /// The splits and scores of each tree.
    trees: Vec<Tree<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Tree<'a> {
    splits: &'a [u8],
    scores: &'a [u8],
}

impl<'a> Forest<'a> {
    /// Reads a forest. `None` if the bytes are no whole forest, or lead out of it.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let classes = usize::from(*bytes.first()?);
        let count = usize::from(u16::from_le_bytes([*bytes.get(2)?, *bytes.get(3)?]));
        if !(1..=MOST_CLASSES).contains(&classes) || count % classes != 0 {
            return None;
        }
        let mut at = HEAD;
        let mut trees = Vec::with_capacity(count);
        for _ in 0..count {
            let splits = usize::from(*bytes.get(at)?);
            let scores = at + 1 + splits * SPLIT;
            let end = scores + (splits + 1) * 2;
            let tree = Tree {
                splits: bytes.get(at + 1..scores)?,
                scores: bytes.get(scores..end)?,
            };
            tree.leads_down().then_some(())?;
            trees.push(tree);
            at = end;
        }
        (at == bytes.len()).then_some(Self { classes, trees })
    }

    /// How many classes it tells apart; one for a forest that scores.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Adds the scores of every class for `rows`, which the splits look at by row and column.
    pub fn score(&self, rows: &[&[u8]], scores: &mut [i32; MOST_CLASSES]) {
        for round in self.trees.chunks_exact(self.classes) {
            for (tree, score) in round.iter().zip(scores.iter_mut()) {
                *score += tree.score(rows);
            }
        }
    }
}

impl Tree<'_> {
    fn score(&self, rows: &[&[u8]]) -> i32 {
        let mut at = 0usize;
        if !self.splits.is_empty() {
            loop {
                let [row, column, threshold, low, high] = self.splits[at * SPLIT..][..SPLIT] else {
                    unreachable!("a split has five bytes")
                };
                let above = rows[usize::from(row)][usize::from(column)] > threshold;
                let to = if above { high } else { low };
                if to >= SCORE {
                    at = usize::from(to - SCORE);
                    break;
                }
                at = usize::from(to);
            }
        }
        i32::from(i16::from_le_bytes([
            self.scores[at * 2],
            self.scores[at * 2 + 1],
        ]))
    }

    /// Whether every split leads to one behind it or to a score that is there: so every way ends.
    fn leads_down(&self) -> bool {
        let scores = self.scores.len() / 2;
        self.splits
            .chunks_exact(SPLIT)
            .enumerate()
            .all(|(at, split)| {
                split[3..].iter().all(|&to| {
                    if to >= SCORE {
                        usize::from(to - SCORE) < scores
                    } else {
                        usize::from(to) > at && usize::from(to) < self.splits.len() / SPLIT
                    }
                })
            })
    }
}

/// `2^(-i/64)` in units of 1/65536 for `i` below 64, from 16 exact steps of the 64th root of two (rounded).
const POWERS: [u32; 64] = powers();

const fn powers() -> [u32; 64] {
    // The 64th root of one half in units of 2^-62, by six square roots.
    let mut root: u128 = 1 << 61;
    let mut step = 0;
    while step < 6 {
        root = square_root(root << 62);
        step += 1;
    }
    let mut found = [0u32; 64];
    let mut value: u128 = 1 << 62;
    let mut at = 0;
    while at < 64 {
        found[at] = ((value + (1 << 45)) >> 46) as u32;
        value = (value * root) >> 62;
        at += 1;
    }
    found
}

const fn square_root(value: u128) -> u128 {
    let (mut low, mut high) = (0u128, 1 << 63);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if middle * middle <= value {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// `e^(score)` of a score that is zero or below, in units of 1/65536.
#[must_use]
pub fn exponential(score: i32) -> u32 {
    // One is 1.4427 of a doubling; a doubling has 64 steps.
    let steps = (i64::from(-score) * 94_548 / (i64::from(UNIT) << 10)) as u64;
    let doublings = steps / 64;
    if doublings >= 17 {
        return 0;
    }
    POWERS[(steps % 64) as usize] >> doublings
}

/// The shares of classes by their scores, in thousandths (softmax).
#[must_use]
pub fn shares(scores: &[i32]) -> [u16; MOST_CLASSES] {
    let most = scores.iter().copied().max().unwrap_or(0);
    let mut found = [0u16; MOST_CLASSES];
    let powers: Vec<u32> = scores
        .iter()
        .map(|score| exponential(score - most))
        .collect();
    let sum: u64 = powers.iter().map(|&power| u64::from(power)).sum();
    for (share, power) in found.iter_mut().zip(powers) {
        *share = u16::try_from((u64::from(power) * 1000 + sum / 2) / sum.max(1)).unwrap_or(1000);
    }
    found
}

/// The natural logarithm of `share` thousandths, in hundredths; a share of none counts as one.
#[must_use]
pub fn logarithm(share: u32) -> i32 {
    // log2 with eight bits behind the point, by squaring (Knuth, The Art of Computer Programming 1, 1.2.2, exercise 25).
    let value = u64::from(share.clamp(1, 1 << 20));
    let whole = value.ilog2();
    let mut fraction = value << (31 - whole);
    let mut bits = whole << 8;
    let mut bit = 128;
    while bit > 0 {
        fraction = (fraction * fraction) >> 31;
        if fraction >= 1 << 32 {
            fraction >>= 1;
            bits |= bit;
        }
        bit >>= 1;
    }
    // log2(1000) is 2551.2 of these; ln 2 is 0.6931.
    (bits as i32 - 2551) * 6931 / 25_600
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_and_logarithms_are_right_to_a_hundredth() {
        for score in [0, -100, -1024, -2048, -5000, -9000] {
            let exact = (f64::from(score) / 1024.0).exp() * 65536.0;
            assert!(
                (f64::from(exponential(score)) - exact).abs() <= exact * 0.012 + 1.0,
                "{score}"
            );
        }
        assert_eq!(exponential(-20_000), 0);
        for share in [1, 2, 7, 50, 333, 999, 1000] {
            let exact = (f64::from(share) / 1000.0).ln() * 100.0;
            assert!(
                (f64::from(logarithm(share)) - exact).abs() <= 1.0,
                "{share}"
            );
        }
    }

    #[test]
    fn shares_add_up_to_one() {
        let found = shares(&[0, 1024, -3000]);
        assert!((995..=1005).contains(&found.iter().sum::<u16>()));
        assert!(found[1] > found[0] && found[0] > found[2]);
    }

    #[test]
    fn a_forest_that_leads_out_of_itself_is_none() {
        // One tree: byte 1 of row 0 above 7 scores 5, else -5.
        let good = [1, 0, 1, 0, 1, 0, 1, 7, 128, 129, 251, 255, 5, 0];
        let forest = Forest::read(&good).unwrap();
        let mut scores = [0; MOST_CLASSES];
        forest.score(&[&[0, 8]], &mut scores);
        assert_eq!(scores[0], 5);
        forest.score(&[&[0, 7]], &mut scores);
        assert_eq!(scores[0], 0);
        for (at, byte) in [(8, 130), (8, 0), (4, 2), (0, 0), (2, 2)] {
            let mut bad = good;
            bad[at] = byte;
            assert!(Forest::read(&bad).is_none(), "{at}");
        }
        assert!(Forest::read(&good[..13]).is_none());
    }
}
