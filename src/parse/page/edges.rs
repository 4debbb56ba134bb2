//! Where the story begins, where it ends, and which line is its headline: what is measured of the blocks that may be it.
//!
//! A first forest gives every block the shares of its classes. They are added up to what a block is worth before, in and
//! behind the story; the blocks at which a story could well begin or end are candidates, and a forest of its own scores them.

use super::measures::{Measure, Row};
use super::trees::{MOST_CLASSES, logarithm};

/// What the first forest tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Furniture before the story.
    Before,
    /// Furniture behind it.
    After,
    /// The story.
    Body,
    /// The headline.
    Headline,
    /// Captions.
    Caption,
    /// Credits.
    Credit,
    /// Furniture in the story.
    Inside,
    /// Bylines.
    Byline,
    /// Dates, and the rare lines of the header: publishers, datelines.
    Date,
    /// Decks.
    Deck,
    /// Sections.
    Section,
    /// Headings in the story.
    Crosshead,
}

/// How many classes there are.
pub const CLASSES: usize = 12;

const _: () = assert!(CLASSES <= MOST_CLASSES);

/// The shares of a block's classes in thousandths.
pub type Shares = [u16; MOST_CLASSES];

/// What is asked of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Whether the story begins with it.
    First,
    /// Whether the story ends with it.
    Last,
    /// Whether it is the headline of a story that begins with the block given.
    Headline(usize),
    /// What it is beside or within a story that is known.
    Role(Story),
}

/// A story that has been found, by its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Story {
    /// Its first block.
    pub first: usize,
    /// Its last block.
    pub last: usize,
    /// Its headline.
    pub headline: Option<usize>,
}

/// How many bytes are measured of a candidate.
pub const EDGE_MEASURES: usize =
    5 + 3 * (2 + 2 * SUMMED.len()) + 7 + 7 * CLASSES + 3 * LOOKED.len() + 5;

/// The measures of a candidate.
pub type EdgeRow = [u8; EDGE_MEASURES];

const _: () = assert!(EDGE_MEASURES <= 256);

/// Classes added up around a candidate.
const SUMMED: [Class; 7] = [
    Class::After,
    Class::Before,
    Class::Credit,
    Class::Headline,
    Class::Caption,
    Class::Inside,
    Class::Crosshead,
];

/// Measures of a candidate and its neighbors that are looked at again.
const LOOKED: [Measure; 31] = [
    Measure::Length,
    Measure::Words,
    Measure::Shared,
    Measure::SharedBehind,
    Measure::SharedBefore,
    Measure::Ends,
    Measure::Begins,
    Measure::Dateline,
    Measure::Lines,
    Measure::Prose,
    Measure::Says,
    Measure::You,
    Measure::Credit,
    Measure::Photo,
    Measure::WordsBody,
    Measure::WordsAfter,
    Measure::WordsCaption,
    Measure::WordsCredit,
    Measure::WordsTitle,
    Measure::BlanksBefore,
    Measure::Blocks,
    Measure::PageProse,
    Measure::Repeated,
    Measure::Echo,
    Measure::Extends,
    Measure::Who,
    Measure::OpensAfter,
    Measure::OpensBody,
    Measure::OpensCredit,
    Measure::ClosesAfter,
    Measure::ClosesBody,
];

/// How far around a candidate classes are added up.
const WINDOWS: [usize; 3] = [3, 10, 30];

/// What a block is worth in each part of the page, in hundredths of a logarithm, added up from the first block.
#[derive(Debug)]
struct Parts {
    before: Vec<i32>,
    within: Vec<i32>,
    behind: Vec<i32>,
    /// What is won where a block that begins or ends the story is one of its text and not just within it.
    body: Vec<i32>,
}

/// Weights of the classes in each part of a page, in tenths.
const BEFORE: [u32; CLASSES] = [10, 5, 0, 10, 10, 10, 3, 10, 10, 10, 10, 0];
const WITHIN: [u32; CLASSES] = [1, 1, 10, 1, 10, 10, 10, 1, 1, 3, 2, 10];
const BEHIND: [u32; CLASSES] = [3, 10, 0, 3, 10, 10, 5, 3, 3, 1, 3, 1];

impl Parts {
    fn of(shares: &[Shares]) -> Self {
        let worth = |of: &Shares, weights: &[u32; CLASSES]| {
            let sum: u32 = of
                .iter()
                .zip(weights)
                .map(|(&share, weight)| u32::from(share) * weight)
                .sum();
            logarithm(sum / 10)
        };
        let added = |weights: &[u32; CLASSES]| {
            let mut sums = vec![0];
            for of in shares {
                sums.push(sums[sums.len() - 1] + worth(of, weights));
            }
            sums
        };
        Self {
            before: added(&BEFORE),
            within: added(&WITHIN),
            behind: added(&BEHIND),
            body: shares
                .iter()
                .map(|of| logarithm(u32::from(of[Class::Body as usize])) - worth(of, &WITHIN))
                .collect(),
        }
    }

    /// How much worse than the best story is the best one that begins with each block, and the best that ends with it; 0
    /// is the best.
    fn margins(&self) -> (Vec<i32>, Vec<i32>) {
        let count = self.body.len();
        let begins: Vec<i32> = (0..count)
            .map(|at| self.before[at] - self.within[at] + self.body[at])
            .collect();
        let ends: Vec<i32> = (0..count)
            .map(|at| {
                self.within[at + 1] + self.behind[count] - self.behind[at + 1] + self.body[at]
            })
            .collect();
        let mut most_begin = begins.clone();
        for at in 1..count {
            most_begin[at] = most_begin[at].max(most_begin[at - 1]);
        }
        let mut most_end = ends.clone();
        for at in (0..count.saturating_sub(1)).rev() {
            most_end[at] = most_end[at].max(most_end[at + 1]);
        }
        let best = (0..count)
            .map(|at| most_begin[at] + ends[at])
            .max()
            .unwrap_or(0);
        (
            (0..count)
                .map(|at| begins[at] + most_end[at] - best)
                .collect(),
            (0..count)
                .map(|at| most_begin[at] + ends[at] - best)
                .collect(),
        )
    }
}

/// What is known of the blocks of a page once the first forest has seen them.
#[derive(Debug)]
pub struct Sight<'a> {
    rows: &'a [Row],
    shares: &'a [Shares],
    begins: Vec<i32>,
    ends: Vec<i32>,
    /// Shares of each summed class, and of the headline, added up.
    sums: Vec<[u32; SUMMED.len()]>,
    /// How much story there is, added up: characters by share.
    mass: Vec<u64>,
    /// The block before each, and the block at or behind each, that is likely story.
    story_before: Vec<u32>,
    story_behind: Vec<u32>,
}

/// Stands for no block.
const NO_BLOCK: u32 = u32::MAX;

impl<'a> Sight<'a> {
    /// Adds up what the first forest says.
    #[must_use]
    pub fn new(rows: &'a [Row], shares: &'a [Shares]) -> Self {
        let (begins, ends) = Parts::of(shares).margins();
        let mut sums = vec![[0; SUMMED.len()]];
        let mut mass = vec![0];
        let count = shares.len();
        let mut story_before = Vec::with_capacity(count);
        let mut last = NO_BLOCK;
        for (at, (of, row)) in shares.iter().zip(rows).enumerate() {
            let mut next = sums[at];
            for (sum, class) in next.iter_mut().zip(SUMMED) {
                *sum += u32::from(of[class as usize]);
            }
            sums.push(next);
            let body = u64::from(of[Class::Body as usize]);
            mass.push(mass[at] + body * characters(row[Measure::Length as usize]));
            story_before.push(last);
            if body > 500 {
                last = u32::try_from(at).unwrap_or(NO_BLOCK);
            }
        }
        let mut story_behind = vec![NO_BLOCK; count];
        let mut next = NO_BLOCK;
        for at in (0..count).rev() {
            story_behind[at] = next;
            if shares[at][Class::Body as usize] > 500 {
                next = u32::try_from(at).unwrap_or(NO_BLOCK);
            }
        }
        Self {
            rows,
            shares,
            begins,
            ends,
            sums,
            mass,
            story_before,
            story_behind,
        }
    }

    /// The blocks that may be this edge, in order; none for a headline where nothing looks like one.
    #[must_use]
    pub fn candidates(&self, edge: Edge) -> Vec<usize> {
        let count = self.shares.len();
        let close = |at: usize, margins: &[i32]| {
            self.shares[at][Class::Body as usize] > LEAST_BODY && margins[at] > -WIDEST_MARGIN
        };
        let margins = match edge {
            Edge::First => &self.begins,
            Edge::Last => &self.ends,
            Edge::Headline(story) => {
                let mut likely: Vec<usize> = (0..story)
                    .filter(|&at| self.shares[at][Class::Headline as usize] > LEAST_HEADLINE)
                    .collect();
                likely.sort_by_key(|&at| {
                    (
                        std::cmp::Reverse(self.shares[at][Class::Headline as usize]),
                        story - at,
                    )
                });
                likely.truncate(MOST_HEADLINES);
                likely.sort_unstable();
                return likely;
            }
            Edge::Role(story) => {
                let low = story.first.saturating_sub(CLOSE);
                return (low..(story.last + 1 + CLOSE).min(count)).collect();
            }
        };
        let mut found: Vec<usize> = (0..count).filter(|&at| close(at, margins)).collect();
        if found.is_empty() && count > 0 {
            return vec![best(margins)];
        }
        found.sort_by_key(|&at| (std::cmp::Reverse(margins[at]), at));
        found.truncate(MOST_CANDIDATES);
        found.sort_unstable();
        found
    }

    /// What is measured of a candidate; `all` are all candidates.
    #[must_use]
    pub fn measure(&self, edge: Edge, at: usize, all: &[usize]) -> EdgeRow {
        let mut row = [0; EDGE_MEASURES];
        let mut next = 0;
        let mut put = |value: u64| {
            row[next] = u8::try_from(value.min(254)).unwrap_or(254);
            next += 1;
        };
        let count = self.shares.len();
        let (margins, best) = match edge {
            Edge::First => (&self.begins, best(&self.begins)),
            Edge::Last => (&self.ends, best(&self.ends)),
            Edge::Headline(story) => (&self.begins, story),
            Edge::Role(story) => (&self.begins, story.first),
        };
        let offset = |other: usize| 127 + (at as i64 - other as i64).clamp(-127, 127);
        let total = self.mass[count].max(1);
        put(u64::from(margins[at].unsigned_abs() / 10));
        put(offset(best) as u64);
        put(all.len() as u64);
        put(self.mass[at] * 100 / total);
        put((total - self.mass[at + 1].min(total)) * 100 / total);
        for window in WINDOWS {
            let (low, high) = (at.saturating_sub(window), (at + 1 + window).min(count));
            put((self.mass[at] - self.mass[low]) / (1000 * MASS_STEP));
            put((self.mass[high] - self.mass[at + 1]) / (1000 * MASS_STEP));
            for class in 0..SUMMED.len() {
                put(u64::from(self.sums[at][class] - self.sums[low][class]) / 100);
                put(u64::from(self.sums[high][class] - self.sums[at + 1][class]) / 100);
            }
        }
        let headline = |at: usize| u64::from(self.shares[at][Class::Headline as usize]);
        let near = (at.saturating_sub(FARTHEST_HEADLINE)..at)
            .max_by_key(|&other| (headline(other), other));
        put(near.map_or(0, |other| headline(other) / 4));
        put(near.map_or(254, |other| (at - other) as u64));
        put(distance(at, self.story_before[at]));
        put(distance(at, self.story_behind[at]));
        let place = all.partition_point(|&other| other < at);
        put(place as u64);
        put((all.len() - place) as u64);
        let better = all
            .iter()
            .take(MOST_CANDIDATES)
            .filter(|&&other| headline(other) > headline(at));
        put(better.count() as u64);
        for away in -3i64..=3 {
            for class in 0..CLASSES {
                put(match self.at(at, away) {
                    Some(other) => u64::from(self.shares[other][class]) / 4,
                    None => 254,
                });
            }
        }
        for away in -1i64..=1 {
            for measure in LOOKED {
                put(match self.at(at, away) {
                    Some(other) => u64::from(self.rows[other][measure as usize]),
                    None => 254,
                });
            }
        }
        // How much story stands between it and where the story begins, and how far that is; how far the story's end and the
        // headline are.
        let (story, last, headline) = match edge {
            Edge::First | Edge::Last => (at, at, None),
            Edge::Headline(story) => (story, story, None),
            Edge::Role(story) => (story.first, story.last, story.headline),
        };
        put((self.mass[story] - self.mass[at].min(self.mass[story])) / (1000 * MASS_STEP));
        put(story.saturating_sub(at) as u64);
        put(at.saturating_sub(story) as u64);
        put(offset(last) as u64);
        put(headline.map_or(254, |headline| offset(headline) as u64));
        row
    }

    fn at(&self, at: usize, away: i64) -> Option<usize> {
        let other = usize::try_from(at as i64 + away).ok()?;
        (other < self.shares.len()).then_some(other)
    }
}

/// A candidate has a greater share of story than this, in thousandths.
const LEAST_BODY: u16 = 30;

/// A story with a candidate at its edge is at most so much worse than the best, in hundredths of a logarithm.
const WIDEST_MARGIN: i32 = 2500;

/// How many blocks are looked at as edges; a page of which every line may be story or not has no better ones.
const MOST_CANDIDATES: usize = 64;

/// How far from a story its header and its credits may stand.
pub const CLOSE: usize = 40;

/// A headline has a greater share than this, in thousandths.
const LEAST_HEADLINE: u16 = 20;

/// How many lines are looked at as headlines.
const MOST_HEADLINES: usize = 12;

/// How far before an edge a headline is looked for.
const FARTHEST_HEADLINE: usize = 60;

/// Characters of story are counted in steps of this.
const MASS_STEP: u64 = 50;

/// The characters that a measured length stands for, 600 at most.
fn characters(length: u8) -> u64 {
    let (whole, rest) = (u64::from(length) / 8, u64::from(length) % 8);
    match whole {
        0 => 0,
        whole if whole > 10 => 600,
        whole => ((8 + rest) << (whole - 1)).div_ceil(8).min(600),
    }
}

fn best(margins: &[i32]) -> usize {
    (0..margins.len())
        .max_by_key(|&at| (margins[at], std::cmp::Reverse(at)))
        .unwrap_or(0)
}

fn distance(at: usize, other: u32) -> u64 {
    if other == NO_BLOCK {
        return 200;
    }
    (at as u64).abs_diff(u64::from(other)).min(199)
}
