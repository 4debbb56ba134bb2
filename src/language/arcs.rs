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

use super::features::{Word, feature};
use super::model::{Score, Scores};
use super::{Arc, Tag};

/// The number of this feature set.
pub(super) const FEATURES: u32 = 220 + super::features::WORDS;

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

/// The names of the moves, for the first line of the model.
pub(super) fn move_names() -> impl Iterator<Item = &'static str> {
    let arcs = Arc::ALL.iter().chain(Arc::ALL).map(|arc| arc.as_str());
    ["shift"].into_iter().chain(arcs)
}

/// No token.
const NONE: u32 = u32::MAX;

/// What is known of a token while its sentence is parsed.
#[derive(Debug, Clone, Copy)]
struct Node {
    head: u32,
    arc: u8,
    /// Outermost and next child on each side.
    left: [u32; 2],
    right: [u32; 2],
    /// How many children on each side.
    lefts: u8,
    rights: u8,
    /// Bits of the arcs of its children (modulo 32).
    arcs: u32,
}

impl Node {
    const NEW: Self = Self {
        head: NONE,
        arc: ARCS as u8,
        left: [NONE; 2],
        right: [NONE; 2],
        lefts: 0,
        rights: 0,
        arcs: 0,
    };
}

/// How many of each kind were passed: commas and other marks, verbs, conjunctions, quotation marks.
type Passed = [u16; 4];

/// A sentence half parsed. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The tokens that are parsed: all but punctuation. The stack, the nodes and so on count these.
    items: Vec<u32>,
    stack: Vec<u32>,
    next: u32,
    nodes: Vec<Node>,
    /// What was passed before and after each item; before the root at the end.
    passed: Vec<[Passed; 2]>,
    /// The last two marks between an item and the one before it.
    marks: Vec<u32>,
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

    fn count(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// The token `depth` below the top of the stack.
    fn below(&self, depth: usize) -> u32 {
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
        above.arcs |= 1 << (arc as u32 % 32);
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
    fn finish(&mut self, tokens: usize) {
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

    /// Puts the features of the state into `features`.
    #[allow(clippy::too_many_lines)] // one list
    pub(super) fn features(&self, words: &[Word], tags: &[Tag], features: &mut Vec<u64>) {
        features.clear();
        let count = self.count();
        let token = |at: u32| {
            self.items
                .get(at as usize)
                .map_or(usize::MAX, |&token| token as usize)
        };
        let word = |at: u32| words.get(token(at)).unwrap_or(&Word::EDGE);
        let w = |at: u32| match at {
            NONE => 2,
            _ if at == count => 3,
            _ => word(at).lower,
        };
        let t = |at: u32| match at {
            NONE => 250,
            _ => tags.get(token(at)).map_or(251, |&tag| tag as u32),
        };
        let c = |at: u32| u32::from(word(at).cluster);
        let m = |at: u32| self.marks.get(at as usize).map_or(1 << 20, |&marks| marks);
        let node = |at: u32| self.nodes.get(at as usize).unwrap_or(&Node::NEW);
        let arc = |at: u32| u32::from(node(at).arc);
        let (s0, s1, s2) = (self.below(0), self.below(1), self.below(2));
        let b0 = self.next;
        let (b1, b2, b3) = (b0 + 1, b0 + 2, b0 + 3);
        let (n0, n1, nb) = (node(s0), node(s1), node(b0));
        let (s0l, s0r, s1l, s1r) = (n0.left[0], n0.right[0], n1.left[0], n1.right[0]);
        let (s0l2, s0r2, s1r2) = (n0.left[1], n0.right[1], n1.right[1]);
        let bl = nb.left[0];
        let bl2 = nb.left[1];
        let (s0w, s0t, s1w, s1t, s2t) = (w(s0), t(s0), w(s1), t(s1), t(s2));
        let (b0w, b0t, b1w, b1t, b2t) = (w(b0), t(b0), w(b1), t(b1), t(b2));
        let (s0c, s1c, b0c) = (c(s0), c(s1), c(b0));
        let distance = |from: u32, to: u32| match to.wrapping_sub(from) {
            _ if from == NONE => 0,
            d @ 0..=4 => d,
            5..=6 => 5,
            7..=9 => 6,
            10..=14 => 7,
            _ => 8,
        };
        let between = |from: u32, to: u32| {
            if from == NONE || to > count {
                return 0;
            }
            let (a, b) = (self.passed[from as usize][1], self.passed[to as usize][0]);
            let each = |kind: usize| u32::from(b[kind].wrapping_sub(a[kind]).min(3));
            each(0) | each(1) << 2 | each(2) << 4 | each(3) << 6
        };
        let valency =
            |node: &Node| u32::from(node.lefts.min(3)) | u32::from(node.rights.min(3)) << 2;
        let d0 = distance(s0, b0);
        let d1 = distance(s1, s0);
        let p0 = between(s0, b0);
        let p1 = between(s1, s0);
        let mut kind = 0u8;
        let mut put = |parts: &[u32]| {
            features.push(feature(kind, parts));
            kind += 1;
        };
        put(&[s0t, s1t, b0t, u32::from(b0 == count)]);
        put(&[s0w, s0t]);
        put(&[s1w, s1t]);
        put(&[b0w, b0t]);
        put(&[b1w, b1t]);
        put(&[w(b2), b2t]);
        put(&[w(s2), s2t]);
        put(&[s0w]);
        put(&[b0w, s0t]);
        put(&[s0w, b0t]);
        put(&[s0w, b0w]);
        put(&[s0t, b0t]);
        put(&[s0w, s0t, b0t]);
        put(&[s0t, b0w, b0t]);
        put(&[s1w, s0w]);
        put(&[s1w, s0t]);
        put(&[s1t, s0w]);
        put(&[s1t, s0t]);
        put(&[s1w, b0w]);
        put(&[s1w, b0t, s0t]);
        put(&[s1t, s0w, b0t]);
        put(&[s1t, s0t, b0w]);
        put(&[b0t, b1t]);
        put(&[b0w, b1t]);
        put(&[b0t, b1w]);
        put(&[s0t, b0t, b1t]);
        put(&[s0w, b0t, b1t]);
        put(&[b0t, b1t, b2t]);
        put(&[s0t, b0t, b1t, b2t]);
        put(&[s2t, s1t, s0t]);
        put(&[s2t, s1t, s0t, b0t]);
        put(&[s1t, s0t, b0t, b1t]);
        // Children.
        put(&[s0t, t(s0l), b0t]);
        put(&[s0t, t(s0r), b0t]);
        put(&[s1t, t(s1l), s0t]);
        put(&[s1t, t(s1r), s0t]);
        put(&[s1t, s0t, t(s0l)]);
        put(&[s1t, s0t, t(s0r), b0t]);
        put(&[s0t, b0t, t(bl)]);
        put(&[s0t, arc(s0l), arc(s0r), b0t]);
        put(&[s1t, arc(s1l), arc(s1r), s0t]);
        put(&[s0w, arc(s0l), arc(s0r)]);
        put(&[s1w, arc(s1r), s0t]);
        put(&[b0t, arc(bl), arc(bl2), s0t]);
        put(&[b0w, arc(bl), s0t]);
        put(&[s0t, w(s0l), s1t]);
        put(&[s1w, w(s0l), s0t]);
        put(&[s1t, w(s0l), s0w]);
        put(&[s2t, w(s0l), s1t, s0t]);
        put(&[s0t, w(s0r), b0t]);
        put(&[s1t, w(s1r), s0t]);
        put(&[s0t, t(s0l), t(s0l2)]);
        put(&[s0t, t(s0r), t(s0r2), b0t]);
        put(&[s1t, t(s1r), t(s1r2), s0t]);
        // Valency, distance, what lies between.
        put(&[s0w, valency(n0), b0t]);
        put(&[s0t, valency(n0), b0t]);
        put(&[s1w, valency(n1), s0t]);
        put(&[s1t, valency(n1), s0t, b0t]);
        put(&[b0t, valency(nb), s0t]);
        put(&[s0t, b0t, d0]);
        put(&[s0w, d0]);
        put(&[b0w, d0]);
        put(&[s1t, s0t, d1]);
        put(&[s1w, d1, s0t]);
        put(&[s0t, b0t, p0]);
        put(&[s1t, s0t, p1, b0t]);
        put(&[s1w, p1, s0t]);
        put(&[s0t, n0.arcs, b0t]);
        put(&[s1t, n1.arcs, s0t]);
        put(&[s0w, n0.arcs]);
        put(&[s1w, n1.arcs, s0w]);
        // Marks before and after.
        put(&[m(b0), s0t, b0t]);
        put(&[m(b0), s0w]);
        put(&[m(b0), b0w]);
        put(&[m(s0.wrapping_add(1)), s0t, b0t]);
        put(&[m(s0), s0t, m(b0), b0t]);
        put(&[m(b1), b0t, b1t]);
        put(&[m(s0), s1t, s0t, m(s0.wrapping_add(1))]);
        put(&[m(b0), s1t, s0t, b0t]);
        put(&[p0, s0w]);
        // Clusters.
        put(&[s0c, b0c]);
        put(&[s1c, s0c]);
        put(&[s1c, s0c, b0t]);
        put(&[s0c, b0t, b1t]);
        put(&[s1t, s0c, c(b1), b0t]);
        put(&[s1c, w(s0l), s0c]);
        put(&[s0t, b0t, t(b1), c(b2), t(b3)]);
        put(&[s1t, s0t, w(s2)]);
    }
}

/// Parses a tagged sentence; heads and arcs are in `state` afterwards.
pub(super) fn parse(
    model: &impl Score,
    words: &[Word],
    tags: &[Tag],
    state: &mut State,
    features: &mut Vec<u64>,
) {
    state.start(tags);
    while !state.is_done() {
        let allowed = state.allowed();
        let step = match allowed {
            [true, false, false] => Move::Shift,
            [false, true, false] => Move::Left(Arc::Root),
            _ => {
                let mut scores: Scores = [0; 256];
                state.features(words, tags, features);
                model.score(features, &mut scores);
                Move::of(best(&scores, allowed))
            }
        };
        state.make(step);
    }
    state.finish(tags.len());
}

/// The best of the allowed moves.
pub(super) fn best(scores: &Scores, [shift, left, right]: [bool; 3]) -> usize {
    let mut best = None;
    let mut consider = |range: std::ops::Range<usize>| {
        for at in range {
            if best.is_none_or(|best: usize| scores[at] > scores[best]) {
                best = Some(at);
            }
        }
    };
    if shift {
        consider(0..1);
    }
    if left {
        consider(1..1 + ARCS);
    }
    if right {
        consider(1 + ARCS..MOVES);
    }
    best.unwrap_or(0)
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
