//! What the parser looks at: the tokens whose vectors it reads, and facts about the tree so far.

use crate::language::arcs::{NONE, Node, State};
use crate::language::{Arc, Tag};

/// Numbers of tags beyond those of [`Tag`]: no token, and the root.
const NO_TAG: u16 = Tag::ALL.len() as u16;
const ROOT_TAG: u16 = NO_TAG + 1;
const TAGS: usize = Tag::ALL.len() + 2;
/// Arcs, and none.
const ARCS: usize = Arc::ALL.len() + 1;
/// Tags of marks as they are packed in [`State`].
const MARKS: usize = 64;

/// Tokens whose vectors the parser looks at.
pub(in crate::language) const SLOTS: usize = 6;

/// How many values each fact has.
pub(in crate::language) const FACTS: [usize; 29] = [
    ARCS, ARCS, ARCS, ARCS, ARCS, ARCS, // children
    16, 16, 4, // how many children
    9, 9, // distances
    256, 256, // what lies between
    MARKS, MARKS, MARKS, MARKS, MARKS, // marks
    8,     // root and height
    TAGS, TAGS, TAGS, TAGS, TAGS, TAGS, TAGS, TAGS, TAGS, TAGS,
];

/// What a slot of the parser holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::language) enum Slot {
    Nothing,
    Root,
    /// A token by its place in the sentence.
    Token(u32),
}

/// A state as the network sees it.
#[derive(Debug, Clone, Copy)]
pub(in crate::language) struct Seen {
    pub slots: [Slot; SLOTS],
    pub facts: [u16; FACTS.len()],
}

impl Seen {
    /// What is to be seen of `state`, given the tags of the sentence.
    pub(in crate::language) fn of(state: &State, tags: &[Tag]) -> Self {
        let count = state.count();
        let (s0, s1, s2, b0) = (state.below(0), state.below(1), state.below(2), state.next);
        let (b1, b2) = (b0 + 1, b0 + 2);
        let node = |at: u32| state.nodes.get(at as usize).unwrap_or(&Node::NEW);
        let arc = |at: u32| u16::from(node(at).arc);
        let slot = |at: u32| match state.items.get(at as usize) {
            Some(&token) => Slot::Token(token),
            None if at == count => Slot::Root,
            None => Slot::Nothing,
        };
        let tag = |at: u32| match slot(at) {
            Slot::Token(token) => tags[token as usize] as u16,
            Slot::Root => ROOT_TAG,
            Slot::Nothing => NO_TAG,
        };
        let marks = |at: u32| state.marks.get(at as usize).map_or(0xfff, |&marks| marks);
        let last = |marks: u32| (marks & 0x3f) as u16;
        let distance = |from: u32, to: u32| match to.wrapping_sub(from) {
            _ if from == NONE => 0,
            near @ 0..=4 => near as u16,
            5..=6 => 5,
            7..=9 => 6,
            10..=14 => 7,
            _ => 8,
        };
        let between = |from: u32, to: u32| {
            if from == NONE || to > count {
                return 0;
            }
            let (after, before) = (state.passed[from as usize][1], state.passed[to as usize][0]);
            (0..4).fold(0, |all, kind| {
                all | before[kind].wrapping_sub(after[kind]).min(3) << (2 * kind)
            })
        };
        let children =
            |node: &Node| u16::from(node.lefts.min(3)) | u16::from(node.rights.min(3)) << 2;
        let (n0, n1, nb) = (node(s0), node(s1), node(b0));
        let at_root = u16::from(b0 == count) << 2;
        Self {
            slots: [s0, s1, s2, b0, b1, n0.right[0]].map(slot),
            facts: [
                arc(n0.left[0]),
                arc(n0.right[0]),
                arc(n1.left[0]),
                arc(n1.right[0]),
                arc(nb.left[0]),
                arc(nb.left[1]),
                children(n0),
                children(n1),
                u16::from(nb.lefts.min(3)),
                distance(s0, b0),
                distance(s1, s0),
                between(s0, b0),
                between(s1, s0),
                last(marks(b0)),
                last(marks(b0) >> 6),
                last(marks(s0)),
                last(marks(s0.wrapping_add(1))),
                last(marks(b1)),
                at_root | state.stack.len().min(3) as u16,
                tag(s0),
                tag(s1),
                tag(s2),
                tag(b0),
                tag(b1),
                tag(b2),
                tag(n0.left[0]),
                tag(n0.right[0]),
                tag(n1.right[0]),
                tag(nb.left[0]),
            ],
        }
    }
}
