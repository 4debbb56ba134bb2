//! Feature hashing shared by all decisions of this stage.

use crate::language::model::feature;

/// The features of one decision: hashes of a template's number and its values.
#[derive(Default)]
pub(super) struct Features {
    pub(super) hashes: Vec<u64>,
}

impl Features {
    pub(super) fn clear(&mut self) {
        self.hashes.clear();
    }

    /// Adds a feature: a template and its values.
    pub(super) fn add(&mut self, template: u64, values: &[u64]) {
        self.hashes.push(feature(template, values.iter().copied()));
    }
}

/// By how much a part of an attribution leads (quarters of a natural logarithm of the odds) as one of 25 steps.
pub(super) fn grade(lead: i8) -> u64 {
    (i64::from(lead) / 2).clamp(-12, 12).wrapping_add(12) as u64
}

/// The same as one of 7 steps.
pub(super) fn coarse(lead: i8) -> u64 {
    match lead {
        ..=-16 => 0,
        -15..=-8 => 1,
        -7..=-3 => 2,
        -2..=2 => 3,
        3..=7 => 4,
        8..=15 => 5,
        16.. => 6,
    }
}

/// A distance in tokens as one of 13 steps, the sign kept.
pub(super) fn step(from: usize, to: usize) -> u64 {
    let size = match from.abs_diff(to) {
        near @ 0..=4 => near as u64,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        _ => 8,
    };
    size * 2 + u64::from(to < from)
}
