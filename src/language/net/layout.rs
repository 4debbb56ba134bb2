//! The sizes of the network and the order of its weights, for training and reading alike.

use super::state::FACTS;
use crate::language::arcs::MOVES;
use crate::language::names::LABELS;
use crate::language::{Arc, Tag};
use std::ops::Range;

/// Numbers in one direction of a layer.
pub(in crate::language) const HALF: usize = 64;
/// Numbers that stand for a token.
pub(in crate::language) const WIDTH: usize = 2 * HALF;
/// Recurrent layers; the last is the parser's own.
pub(in crate::language) const LAYERS: usize = 3;
/// What a layer computes from its input: candidate, forget gate and reset gate of each direction.
pub(in crate::language) const GATES: usize = 3 * WIDTH;
/// Numbers of the parser's hidden layer.
pub(in crate::language) const HIDDEN: usize = 64;
/// Tokens whose vectors the parser looks at.
pub(in crate::language) const SLOTS: usize = 6;
/// Numbers that the parser may need of a token: its part in the hidden layer for each slot.
pub(in crate::language) const SHARES: usize = SLOTS * HIDDEN;

/// A matrix with a row for each output, and what is added to each output.
#[derive(Debug, Clone)]
pub(in crate::language) struct Linear {
    pub weights: Range<usize>,
    pub bias: Range<usize>,
    /// Length of a row.
    pub inputs: usize,
    /// Number of rows.
    pub outputs: usize,
}

/// Where each part of the weights is.
#[derive(Debug, Clone)]
pub(in crate::language) struct Layout {
    /// Of each layer: its gates, and how much the two gates of each number look at what was carried.
    pub layers: Vec<(Linear, Range<usize>)>,
    pub tags: Linear,
    pub names: Linear,
    /// From a token to its shares.
    pub shares: Linear,
    /// The shares of no token and of the root, for each slot.
    pub edges: Range<usize>,
    /// A row of the hidden layer for each value of each fact.
    pub facts: Vec<Range<usize>>,
    pub moves: Linear,
    /// How many weights there are.
    pub size: usize,
    /// Tags as the gold treebanks give them: for training only, behind the weights of the file.
    pub treebank_tags: Linear,
}

impl Layout {
    pub(in crate::language) fn new() -> Self {
        let mut size = 0;
        let mut take = |count: usize| {
            size += count;
            size - count..size
        };
        let mut linear = |inputs: usize, outputs: usize| Linear {
            weights: take(inputs * outputs),
            bias: take(outputs),
            inputs,
            outputs,
        };
        let gates: Vec<Linear> = (0..LAYERS).map(|_| linear(WIDTH, GATES)).collect();
        let tags = linear(WIDTH, Tag::ALL.len());
        let names = linear(WIDTH, LABELS.len());
        let shares = linear(WIDTH, SHARES);
        let moves = linear(HIDDEN, MOVES);
        let layers = gates.into_iter().map(|gates| (gates, take(2 * WIDTH)));
        let layers = layers.collect();
        let edges = take(SLOTS * 2 * HIDDEN);
        let facts = FACTS.iter().map(|&values| take(values * HIDDEN)).collect();
        let end = size;
        let mut take = |count: usize| {
            size += count;
            size - count..size
        };
        let treebank_tags = Linear {
            weights: take(WIDTH * Tag::ALL.len()),
            bias: take(Tag::ALL.len()),
            inputs: WIDTH,
            outputs: Tag::ALL.len(),
        };
        Self {
            layers,
            tags,
            names,
            shares,
            edges,
            facts,
            moves,
            size: end,
            treebank_tags,
        }
    }

    /// Where the shares of no token (`0`) or of the root (`1`) are for a slot.
    pub(in crate::language) fn edge(&self, slot: usize, root: usize) -> Range<usize> {
        let start = self.edges.start + (2 * slot + root) * HIDDEN;
        start..start + HIDDEN
    }

    /// Where the row of a fact is.
    pub(in crate::language) fn fact(&self, fact: usize, value: u16) -> Range<usize> {
        let start = self.facts[fact].start + usize::from(value) * HIDDEN;
        start..start + HIDDEN
    }
}

/// What is learned from: part of the feature set, with the tables of facts.
pub(in crate::language) fn labels() -> String {
    let tags = Tag::ALL.iter().map(|tag| tag.as_str());
    let arcs = Arc::ALL.iter().map(|arc| arc.as_str());
    tags.chain(arcs).chain(LABELS).collect::<Vec<_>>().join(" ")
}
