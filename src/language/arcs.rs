//! Dependencies: a transition parser (arc-hybrid) that reads a sentence once.
//!
//! ```text
//! stack … s2 s1 s0 │ b0 b1 b2 … buffer, at its end the root above the sentence
//! shift:  b0 moves to the stack
//! left a: s0 depends on b0 by a and leaves the stack
//! right a: s0 depends on s1 by a and leaves the stack
//! ```
//!
//! Punctuation marks are not parsed: they are seen between the words (a clause's comma, the quotation marks around it) and
//! hang afterwards on the lowest word that spans the words on both sides of them.
//!
//! Every word is shifted once and leaves the stack once, so the work is linear. The root takes one dependent: the token
//! that is left on the stack at the end.

use super::{Arc, Tag};

/// What the parser does next: a number for the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    Shift,
    Left(Arc),
    Right(Arc),
}

/// The numbers of all moves: shift, left by each arc, right by each arc.
pub(super) const MOVES: usize = 1 + 2 * ARCS;
const ARCS: usize = Arc::ALL.len();

impl Move {
    pub(super) fn of(number: usize) -> Self {
        match number {
            0 => Self::Shift,
            _ if number <= ARCS => Self::Left(Arc::ALL[number - 1]),
            _ => Self::Right(Arc::ALL[(number - 1 - ARCS) % ARCS]),
        }
    }

    #[cfg(feature = "train")]
    pub(super) fn number(self) -> usize {
        match self {
            Self::Shift => 0,
            Self::Left(arc) => 1 + arc as usize,
            Self::Right(arc) => 1 + ARCS + arc as usize,
        }
    }
}

/// No token.
pub(super) const NONE: u32 = u32::MAX;

/// What is known of a token while its sentence is parsed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    head: u32,
    pub arc: u8,
    /// Outermost and next child on each side.
    pub left: [u32; 2],
    pub right: [u32; 2],
    /// How many children on each side.
    pub lefts: u8,
    pub rights: u8,
}

impl Node {
    pub(super) const NEW: Self = Self {
        head: NONE,
        arc: ARCS as u8,
        left: [NONE; 2],
        right: [NONE; 2],
        lefts: 0,
        rights: 0,
    };
}

/// How many of each kind were passed: commas and other marks, verbs, conjunctions, quotation marks.
pub(super) type Passed = [u16; 4];

/// A sentence half parsed. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The tokens that are parsed: all but punctuation. The stack, the nodes and so on count these.
    pub items: Vec<u32>,
    pub stack: Vec<u32>,
    pub next: u32,
    pub nodes: Vec<Node>,
    /// What was passed before and after each item; before the root at the end.
    pub passed: Vec<[Passed; 2]>,
    /// The last two marks between an item and the one before it.
    pub marks: Vec<u32>,
    /// The finished analysis, by token.
    heads: Vec<Option<u32>>,
    arcs: Vec<Arc>,
}

fn is_mark(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Open | Tag::Close | Tag::Comma | Tag::Stop | Tag::Colon | Tag::Left | Tag::Right
    )
}

impl State {
    /// Starts a sentence.
    pub(super) fn start(&mut self, tags: &[Tag]) {
        self.stack.clear();
        self.next = 0;
        self.items.clear();
        self.passed.clear();
        self.marks.clear();
        let mut passed = [0u16; 4];
        let mut marks = 0u32;
        for (at, &tag) in (0..).zip(tags) {
            let before = passed;
            let kind = match tag {
                Tag::Comma | Tag::Colon | Tag::Stop | Tag::Left | Tag::Right => Some(0),
                Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ | Tag::MD => Some(1),
                Tag::CC => Some(2),
                Tag::Open | Tag::Close => Some(3),
                _ => None,
            };
            if let Some(kind) = kind {
                passed[kind] = passed[kind].wrapping_add(1);
            }
            if is_mark(tag) {
                marks = (marks << 6 | (tag as u32 + 1)) & 0xfff;
            } else {
                self.items.push(at);
                self.passed.push([before, passed]);
                self.marks.push(std::mem::take(&mut marks));
            }
        }
        self.passed.push([passed; 2]);
        self.marks.push(marks);
        self.nodes.clear();
        self.nodes.resize(self.items.len() + 1, Node::NEW);
    }

    /// How many tokens are parsed; the number of the root.
    pub(super) fn count(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// The token `depth` below the top of the stack.
    pub(super) fn below(&self, depth: usize) -> u32 {
        let height = self.stack.len();
        if depth < height {
            self.stack[height - 1 - depth]
        } else {
            NONE
        }
    }

    /// Whether every token has its head.
    pub(super) fn is_done(&self) -> bool {
        self.next == self.count() && self.stack.is_empty()
    }

    /// Whether shift, left and right may be done.
    pub(super) fn allowed(&self) -> [bool; 3] {
        let height = self.stack.len();
        let at_root = self.next == self.count();
        [
            !at_root,
            height > 0 && (!at_root || height == 1),
            height > 1,
        ]
    }

    pub(super) fn make(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(arc) => {
                let arc = if self.next == self.count() {
                    Arc::Root
                } else {
                    arc
                };
                self.attach(self.next, arc);
            }
            Move::Right(arc) => self.attach(self.below(1), arc),
        }
    }

    /// Takes the top of the stack and hangs it below `head`.
    fn attach(&mut self, head: u32, arc: Arc) {
        let Some(child) = self.stack.pop() else {
            return;
        };
        let node = &mut self.nodes[child as usize];
        node.head = head;
        node.arc = arc as u8;
        let above = &mut self.nodes[head as usize];
        if child < head {
            above.left = [child, above.left[0]];
            above.lefts = above.lefts.saturating_add(1);
        } else {
            above.right = [child, above.right[0]];
            above.rights = above.rights.saturating_add(1);
        }
    }

    /// The head of a token of a finished sentence: `None` for the root.
    pub(super) fn head(&self, at: usize) -> Option<u32> {
        self.heads[at]
    }

    /// How a token of a finished sentence hangs on its head.
    pub(super) fn arc(&self, at: usize) -> Arc {
        self.arcs[at]
    }

    /// From items to tokens: hangs the marks up. Linear: a word is climbed over by the marks right behind its subtree only.
    pub(super) fn finish(&mut self, tokens: usize) {
        self.heads.clear();
        self.arcs.clear();
        let count = self.items.len();
        if count == 0 {
            self.heads
                .extend((0..tokens).map(|at| (at > 0).then_some(0)));
            self.arcs
                .extend((0..tokens).map(|at| if at > 0 { Arc::Punct } else { Arc::Root }));
            return;
        }
        let head = |item: usize| self.nodes[item].head as usize;
        // The last item of each subtree.
        let mut ends: Vec<usize> = (0..count).collect();
        for item in (0..count).rev() {
            let last = self.nodes[item].right[0];
            if last != NONE {
                ends[item] = ends[last as usize];
            }
        }
        let root = (0..count).find(|&item| head(item) >= count).unwrap_or(0);
        let mut next = 0; // the item at or after the token
        let mut between = root; // what spans the items on both sides of this gap
        for token in 0..tokens {
            if self.items.get(next) == Some(&(token as u32)) {
                self.heads.push(self.items.get(head(next)).copied());
                let arc = Arc::from_index(usize::from(self.nodes[next].arc)).unwrap_or(Arc::Dep);
                self.arcs.push(arc);
                between = root;
                next += 1;
                if next < count && self.items[next] > token as u32 + 1 {
                    between = next - 1;
                    while ends[between] < next && head(between) < count {
                        between = head(between);
                    }
                }
            } else {
                self.heads.push(Some(self.items[between]));
                self.arcs.push(Arc::Punct);
            }
        }
    }
}

/// The numbers of the moves that may be done.
pub(super) fn ranges([shift, left, right]: [bool; 3]) -> [std::ops::Range<usize>; 3] {
    let if_allowed =
        |allowed: bool, range: std::ops::Range<usize>| if allowed { range } else { 0..0 };
    [
        if_allowed(shift, 0..1),
        if_allowed(left, 1..1 + ARCS),
        if_allowed(right, 1 + ARCS..MOVES),
    ]
}

/// Which moves lose no arc of the right tree that could still be had.
#[cfg(feature = "train")]
pub(super) mod oracle {
    use super::{ARCS, Arc, MOVES, Move, NONE, State};

    /// The right tree of a sentence.
    #[derive(Debug, Default)]
    pub(in super::super) struct Gold {
        /// Head of each item; the number of items for the root.
        pub heads: Vec<u32>,
        pub arcs: Vec<Arc>,
        /// The last child of each item and of the root, if it has one.
        pub last: Vec<Option<u32>>,
    }

    impl Gold {
        /// The right tree of the sentence that `state` has started; a head that is a mark gives way to its own head.
        pub(in super::super) fn new(state: &State, heads: &[Option<u32>], arcs: &[Arc]) -> Self {
            let items = &state.items;
            let count = items.len() as u32;
            let above = |token: u32| {
                let mut head = heads[token as usize];
                for _ in 0..heads.len() {
                    match head.map(|head| items.binary_search(&head)) {
                        None => return count,
                        Some(Ok(item)) => return item as u32,
                        Some(Err(_)) => head = head.and_then(|head| heads[head as usize]),
                    }
                }
                count
            };
            let heads: Vec<u32> = items.iter().map(|&token| above(token)).collect();
            let mut last = vec![None; heads.len() + 1];
            for (child, &head) in (0..).zip(&heads) {
                last[head as usize] = Some(child);
            }
            Self {
                heads,
                arcs: items.iter().map(|&token| arcs[token as usize]).collect(),
                last,
            }
        }
    }

    /// Marks in `good` the numbers of the moves without loss.
    pub(in super::super) fn mark(state: &State, gold: &Gold, good: &mut [bool; MOVES]) {
        *good = [false; MOVES];
        let [shift, left, right] = state.allowed();
        let b0 = state.next;
        if shift {
            let head = gold.heads[b0 as usize];
            let below = state.stack.len().saturating_sub(1);
            good[0] = !state.stack.iter().any(|&at| gold.heads[at as usize] == b0)
                && !state.stack[..below].contains(&head);
        }
        let s0 = state.below(0);
        if s0 == NONE {
            return;
        }
        let head = gold.heads[s0 as usize];
        let keeps_children = gold.last[s0 as usize].is_none_or(|last| last < b0);
        let arc = gold.arcs[s0 as usize];
        let mut set = |found: bool, of: fn(Arc) -> Move| {
            if found {
                good[of(arc).number()] = true;
            } else {
                let first = of(Arc::ALL[0]).number();
                good[first..first + ARCS].fill(true);
            }
        };
        let s1 = state.below(1);
        if left && keeps_children && (head == b0 || head < b0 && head != s1) {
            set(head == b0, Move::Left);
        }
        if right && keeps_children && head < b0 {
            set(head == s1, Move::Right);
        }
    }
}
