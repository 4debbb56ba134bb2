//! The sizes of the network and the order of its weights, for training and reading alike.

use super::state::{FACTS, SLOTS};
use crate::language::arcs::MOVES;
use crate::language::{Arc, Tag};
use crate::language::{name_labels, roles};
use std::ops::Range;

/// Numbers in one direction of a layer.
pub(in crate::language) const HALF: usize = 80;
/// Numbers that stand for a token.
pub(in crate::language) const WIDTH: usize = 2 * HALF;
/// Recurrent layers that serve all tasks.
pub(in crate::language) const SHARED: usize = 2;
/// The number of the parser's own layer, and of that of the roles, which stands on it.
pub(in crate::language) const OF_PARSER: usize = SHARED;
pub(in crate::language) const OF_ROLES: usize = SHARED + 1;
pub(in crate::language) const LAYERS: usize = SHARED + 2;
/// What a layer computes from its input: candidate, forget gate and reset gate of each direction.
pub(in crate::language) const GATES: usize = 3 * WIDTH;
/// Numbers of the parser's hidden layer.
pub(in crate::language) const HIDDEN: usize = 96;

/// Numbers that the parser may need of a token: its part in the hidden layer for each slot.
pub(in crate::language) const SHARES: usize = SLOTS * HIDDEN;

/// A matrix with a row for each output, and what is added to each output.
#[derive(Debug, Clone)]
pub(in crate::language) struct Linear {
    pub weights: Range<usize>,
    pub bias: Range<usize>,
    /// Length of a row.
    #[cfg(feature = "train")]
    pub inputs: usize,
    /// Number of rows.
    #[cfg(feature = "train")]
    pub outputs: usize,
}

/// The next `count` weights.
fn take(size: &mut usize, count: usize) -> Range<usize> {
    *size += count;
    *size - count..*size
}

impl Linear {
    fn new(size: &mut usize, inputs: usize, outputs: usize) -> Self {
        Self {
            weights: take(size, inputs * outputs),
            bias: take(size, outputs),
            #[cfg(feature = "train")]
            inputs,
            #[cfg(feature = "train")]
            outputs,
        }
    }
}

/// Where the weights of a parser are.
#[derive(Debug, Clone)]
pub(in crate::language) struct Parser {
    /// From a token to its shares.
    pub shares: Linear,
    /// The shares of no token and of the root, for each slot.
    edges: Range<usize>,
    /// A row of the hidden layer for each value of each fact.
    facts: Vec<Range<usize>>,
    pub moves: Linear,
}

impl Parser {
    fn new(size: &mut usize) -> Self {
        Self {
            shares: Linear::new(size, WIDTH, SHARES),
            moves: Linear::new(size, HIDDEN, MOVES),
            edges: take(size, SLOTS * 2 * HIDDEN),
            facts: FACTS
                .iter()
                .map(|&values| take(size, values * HIDDEN))
                .collect(),
        }
    }

    /// All edges and facts.
    #[cfg(feature = "train")]
    pub(in crate::language) fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        std::iter::once(&self.edges).chain(&self.facts).cloned()
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

/// Tags and trees as one kind of corpus gives them.
#[derive(Debug, Clone)]
pub(in crate::language) struct Convention {
    pub tags: Linear,
    pub parser: Parser,
}

impl Convention {
    fn new(size: &mut usize) -> Self {
        Self {
            tags: Linear::new(size, WIDTH, Tag::ALL.len()),
            parser: Parser::new(size),
        }
    }
}

/// Where each part of the weights is.
#[derive(Debug, Clone)]
pub(in crate::language) struct Layout {
    /// Of each layer: its gates, and how much the two gates of each number look at what was carried.
    pub layers: [(Linear, Range<usize>); LAYERS],
    pub names: Linear,
    /// Parts in attributions.
    pub roles: Linear,
    /// Penn's tags and CoreNLP's trees.
    pub news: Convention,
    /// How many weights there are in a file.
    pub size: usize,
    /// Tags and trees as the gold treebanks give them: behind the weights of the file.
    #[cfg(feature = "train")]
    pub treebank: Convention,
    /// How many weights are learned.
    #[cfg(feature = "train")]
    pub learned: usize,
}

impl Layout {
    pub(in crate::language) fn new() -> Self {
        let mut size = 0;
        let layers = [(); LAYERS].map(|()| {
            (
                Linear::new(&mut size, WIDTH, GATES),
                take(&mut size, 2 * WIDTH),
            )
        });
        let names = Linear::new(&mut size, WIDTH, name_labels::LABELS.len());
        let roles = Linear::new(&mut size, WIDTH, roles::LABELS.len());
        let news = Convention::new(&mut size);
        #[cfg(feature = "train")]
        let mut learned = size;
        Self {
            layers,
            names,
            roles,
            news,
            size,
            #[cfg(feature = "train")]
            treebank: Convention::new(&mut learned),
            #[cfg(feature = "train")]
            learned,
        }
    }
}

/// The names of all labels, for the first line of a file.
pub(in crate::language) fn labels() -> String {
    let tags = Tag::ALL.iter().map(|tag| tag.as_str());
    let arcs = Arc::ALL.iter().map(|arc| arc.as_str());
    tags.chain(arcs)
        .chain(name_labels::LABELS)
        .chain(roles::LABELS)
        .collect::<Vec<_>>()
        .join(" ")
}
