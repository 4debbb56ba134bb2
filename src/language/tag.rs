//! Parts of speech, from left to right.

use super::Tag;
use super::features::{Word, feature};
use super::model::Score;

/// The number of this feature set.
pub(super) const FEATURES: u32 = 110 + super::features::WORDS;
/// How many come before those that are doubled.
#[cfg(feature = "train")]
pub(super) const SHARED: usize = COUNT - 4;
/// The first kind of the doubled features.
const OWN: u8 = 40;
/// Stands for the tag before the first word.
const NONE: u32 = 255;
/// How many features a word has.
pub(super) const COUNT: usize = 33;

/// What convention a text is tagged in: gold treebanks differ from the silver analyses in details (`that`, hyphens, names).
/// Some features are doubled, so that what is particular to the treebanks is learned apart; prediction is always `News`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convention {
    News,
    #[cfg(feature = "train")]
    Treebank,
}

/// The features of the word at `at`, given the two tags before it.
pub(super) fn features(
    words: &[Word],
    at: usize,
    before: [u32; 2],
    convention: Convention,
) -> [u64; COUNT] {
    let word = |offset: isize| -> &Word {
        at.checked_add_signed(offset)
            .and_then(|at| words.get(at))
            .unwrap_or(&Word::EDGE)
    };
    let [second, first] = before;
    let w = word(0);
    let (l1, l2, r1, r2) = (word(-1), word(-2), word(1), word(2));
    let shape = |word: &Word| u32::from(word.shape);
    let cluster = |word: &Word| u32::from(word.cluster);
    let own = convention as u32;
    [
        feature(0, &[w.lower]),
        feature(1, &[w.lower, shape(w)]),
        feature(2, &[w.ending(4)]),
        feature(3, &[w.ending(3), shape(w)]),
        feature(4, &[w.ending(2), shape(w)]),
        feature(5, &[w.ending(1), shape(w)]),
        feature(6, &[w.prefix, shape(w)]),
        feature(7, &[first, shape(w)]),
        feature(8, &[second, first]),
        feature(9, &[first, w.lower]),
        feature(10, &[second, first, w.lower]),
        feature(11, &[l1.lower]),
        feature(12, &[l1.lower, w.lower]),
        feature(13, &[l1.lower, w.ending(3)]),
        feature(14, &[l2.lower]),
        feature(15, &[r1.lower]),
        feature(16, &[w.lower, r1.lower]),
        feature(17, &[r1.ending(3)]),
        feature(18, &[r1.ending(2), w.ending(2)]),
        feature(19, &[r2.lower]),
        feature(20, &[shape(l1), shape(w), shape(r1)]),
        feature(21, &[cluster(w), first]),
        feature(22, &[cluster(l1), cluster(w), cluster(r1)]),
        feature(23, &[cluster(w), cluster(r1)]),
        feature(24, &[first, r1.lower]),
        feature(25, &[w.lower, cluster(r1), first]),
        feature(26, &[cluster(r1), cluster(r2)]),
        feature(28, &[first, w.ending(3)]),
        feature(30, &[u32::from(w.lists), shape(w)]),
        feature(OWN, &[own, w.lower]),
        feature(OWN + 1, &[own, first, w.lower]),
        feature(OWN + 2, &[own, w.ending(3), shape(w)]),
        feature(OWN + 3, &[own, second, first]),
    ]
}

/// Tags the words of a sentence; `tags` is cleared first.
pub(super) fn tag(model: &impl Score, words: &[Word], tags: &mut Vec<Tag>) {
    tags.clear();
    let mut before = [NONE; 2];
    for at in 0..words.len() {
        let mut scores = [0; 256];
        model.score(&features(words, at, before, Convention::News), &mut scores);
        let best = best(&scores[..Tag::ALL.len()]);
        tags.push(Tag::ALL[best]);
        before = [before[1], best as u32];
    }
}

/// The index of the greatest score; the first of equals.
pub(super) fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}

/// The two tags before the word at `at`.
#[cfg(feature = "train")]
pub(super) fn before(tags: &[Tag], at: usize) -> [u32; 2] {
    [2, 1].map(|offset| at.checked_sub(offset).map_or(NONE, |at| tags[at] as u32))
}
