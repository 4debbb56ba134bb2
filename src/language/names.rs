//! Names of persons, organizations, places and other things, from left to right.

use super::arcs::State;
use super::features::{Case, Word, feature, list};
use super::model::Score;
use super::{Arc, Name, NameKind, Tag};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The number of this feature set.
pub(super) const FEATURES: u32 = 300 + super::features::WORDS;
/// Outside of names, and beginning and inside of each kind.
pub(super) const LABELS: [&str; 9] = [
    "O",
    "B-Person",
    "I-Person",
    "B-Organization",
    "I-Organization",
    "B-Place",
    "I-Place",
    "B-Other",
    "I-Other",
];
const KINDS: [NameKind; 4] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Place,
    NameKind::Other,
];

/// The sentences of an article, tagged and parsed, as far as names need them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub words: Vec<Word>,
    pub tags: Vec<Tag>,
    /// The head of each token, by its index here, and the arc to it.
    pub heads: Vec<Option<u32>>,
    pub arcs: Vec<Arc>,
    pub sentences: Vec<(Range<u32>, Case)>,
    /// How each capitalized word is used over the whole article: bits of [`hint`].
    pub hints: HashMap<u32, u8, BuildHasherDefault<Spread>>,
}

/// Hashes of words are hashes already.
#[derive(Debug, Default)]
pub(super) struct Spread(u64);

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

/// What an article tells about a word in some place.
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

impl Page {
    /// Adds a sentence.
    pub(super) fn add(&mut self, case: Case, words: &[Word], tags: &[Tag], state: &State) {
        let start = self.words.len() as u32;
        self.words.extend_from_slice(words);
        self.tags.extend_from_slice(tags);
        for at in 0..words.len() {
            self.heads.push(state.head(at).map(|head| start + head));
            self.arcs.push(state.arc(at));
        }
        self.sentences.push((start..self.words.len() as u32, case));
    }

    /// Collects the hints; to be called when all sentences are there.
    pub(super) fn settle(&mut self) {
        self.hints.clear();
        let speech = ["said", "says", "told", "added", "asked"].map(super::features::lower);
        let places = ["in", "at", "near", "from"].map(super::features::lower);
        let the = super::features::lower("the");
        for (range, case) in &self.sentences {
            let words = &self.words[range.start as usize..range.end as usize];
            if *case != Case::Running {
                continue;
            }
            for (at, word) in words.iter().enumerate() {
                let mut hints = 0;
                if !word.is_capitalized() {
                    if word.shape == 0 {
                        hints |= hint::LOWER;
                    }
                } else {
                    let last = at.checked_sub(1).map(|at| &words[at]);
                    let next = words.get(at + 1);
                    if let Some(last) = last {
                        hints |= hint::CAPITAL;
                        let mut set = |found: bool, bit: u8| hints |= if found { bit } else { 0 };
                        set(last.lists & list::TITLE != 0, hint::TITLED);
                        set(places.contains(&last.lower), hint::LOCATED);
                        set(last.lower == the, hint::DEFINITE);
                        set(last.is_capitalized(), hint::AFTER_CAPITAL);
                        set(speech.contains(&last.lower), hint::SPEAKS);
                    }
                    if let Some(next) = next {
                        let mut set = |found: bool, bit: u8| hints |= if found { bit } else { 0 };
                        set(next.is_capitalized(), hint::BEFORE_CAPITAL);
                        set(speech.contains(&next.lower), hint::SPEAKS);
                    }
                }
                if hints != 0 {
                    *self.hints.entry(word.lower).or_insert(0) |= hints;
                }
            }
        }
    }

    /// Puts the features of the token `at` of the sentence `range` into `features`, given the two labels before it.
    fn features(
        &self,
        range: &Range<u32>,
        at: usize,
        [second, first]: [u32; 2],
        features: &mut Vec<u64>,
    ) {
        features.clear();
        let (start, end) = (range.start as usize, range.end as usize);
        let index = |offset: isize| {
            let at = at.checked_add_signed(offset)?;
            (start <= at && at < end).then_some(at)
        };
        let word = |offset| index(offset).map_or(&Word::EDGE, |at| &self.words[at]);
        let tag = |offset| index(offset).map_or(250, |at| self.tags[at] as u32);
        let w = word(0);
        let (l1, l2, r1, r2) = (word(-1), word(-2), word(1), word(2));
        let (t0, tl, tr) = (tag(0), tag(-1), tag(1));
        let shape = |word: &Word| u32::from(word.shape);
        let lists = |word: &Word| u32::from(word.lists);
        let cluster = |word: &Word| u32::from(word.cluster);
        let hints = u32::from(self.hints.get(&w.lower).copied().unwrap_or(0));
        let next_hints = u32::from(self.hints.get(&r1.lower).copied().unwrap_or(0));
        let head = self.heads[at].map_or(2, |head| self.words[head as usize].lower);
        let arc = self.arcs[at] as u32;
        let mut kind = 0u8;
        let mut put = |parts: &[u32]| {
            features.push(feature(kind, parts));
            kind += 1;
        };
        put(&[first, t0]);
        put(&[w.lower, shape(w)]);
        put(&[w.lower, first]);
        put(&[l1.lower, first]);
        put(&[r1.lower, first]);
        put(&[l2.lower, first]);
        put(&[r2.lower, first]);
        put(&[l1.lower, w.lower]);
        put(&[w.lower, r1.lower]);
        put(&[l1.lower, shape(w), first]);
        put(&[r1.lower, shape(w), first]);
        put(&[l2.lower, l1.lower]);
        put(&[r1.lower, r2.lower]);
        put(&[w.ending(3), shape(w)]);
        put(&[w.ending(4), first]);
        put(&[w.prefix, shape(w), first]);
        put(&[shape(l1), shape(w), shape(r1), first]);
        put(&[shape(w), shape(r1), shape(r2), first]);
        put(&[tl, t0, tr, first]);
        put(&[t0, tr, tag(2), first]);
        put(&[second, first, shape(w), u32::from(at == start)]);
        put(&[lists(l1), lists(w), lists(r1)]);
        put(&[lists(w), first, shape(w)]);
        put(&[lists(w), lists(r1), first]);
        put(&[lists(l1), first, shape(w)]);
        put(&[cluster(w), first]);
        put(&[cluster(l1), cluster(w), first]);
        put(&[cluster(w), cluster(r1), first]);
        put(&[cluster(l1), shape(w), first]);
        put(&[cluster(r1), shape(w), first]);
        put(&[hints, shape(w), first]);
        put(&[hints, lists(w), first]);
        put(&[hints, next_hints, first, shape(r1)]);
        put(&[head, arc, first]);
        put(&[arc, t0, first]);
        put(&[cluster(w), hints]);
        put(&[l1.lower, w.lower, r1.lower]);
        put(&[cluster(l2), cluster(l1), first]);
        put(&[cluster(r1), cluster(r2), first]);
        put(&[w.ending(2), hints, shape(w)]);
    }

    /// Whether a token may be part of a name at all: in running text the first or second word of a name has a capital or a
    /// digit, so most words need no look at the model.
    fn may_name(&self, case: Case, at: usize, before: u32) -> bool {
        let plain = |at: usize| self.words.get(at).is_none_or(Word::is_plain);
        case != Case::Running || matches!(before, 1..=8) || !plain(at) || !plain(at + 1)
    }

    /// Labels every token.
    pub(super) fn label(&self, model: &impl Score) -> Vec<u8> {
        let mut labels = vec![0; self.words.len()];
        let mut features = Vec::new();
        for (range, case) in &self.sentences {
            let mut before = [9; 2];
            let tokens = range.start as usize..range.end as usize;
            for (at, label) in tokens.clone().zip(&mut labels[tokens]) {
                let mut best = 0;
                if self.may_name(*case, at, before[1]) {
                    self.features(range, at, before, &mut features);
                    let mut scores = [0; 256];
                    model.score(&features, &mut scores);
                    best = best_of(&scores, before[1]);
                }
                *label = best as u8;
                before = [before[1], best as u32];
            }
        }
        labels
    }

    /// Calls `learn` with the features of every token and the labels that may follow; it gives the label to go on with.
    #[cfg(feature = "train")]
    pub(super) fn teach(&self, sentence: usize, mut learn: impl FnMut(usize, &[u64], &[u8]) -> u8) {
        let (range, case) = &self.sentences[sentence];
        let mut features = Vec::new();
        let mut before = [9; 2];
        for at in range.start as usize..range.end as usize {
            if !self.may_name(*case, at, before[1]) {
                before = [before[1], 0];
                continue;
            }
            self.features(range, at, before, &mut features);
            let allowed: Vec<u8> = (0..9).filter(|&label| follows(label, before[1])).collect();
            let label = learn(at, &features, &allowed);
            before = [before[1], u32::from(label)];
        }
    }
}

/// Whether `label` may stand after `before`: the inside of a name only after a token of the same kind.
fn follows(label: u8, before: u32) -> bool {
    label == 0 || label % 2 == 1 || before == u32::from(label) || before + 1 == u32::from(label)
}

fn best_of(scores: &[i32; 256], before: u32) -> usize {
    let mut best = 0;
    for label in 1..LABELS.len() {
        if scores[label] > scores[best] && follows(label as u8, before) {
            best = label;
        }
    }
    best
}

/// The names that `labels` say.
pub(super) fn names(labels: &[u8]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, &label) in (0..).zip(labels) {
        if label == 0 {
            continue;
        }
        match names.last_mut() {
            Some(name) if label % 2 == 0 && name.tokens.end == at => name.tokens.end = at + 1,
            _ => names.push(Name {
                tokens: at..at + 1,
                kind: KINDS[usize::from(label - 1) / 2],
            }),
        }
    }
    names
}
