//! The network that tags, names and parses: one encoder of sentences and four readings of it.
//!
//! ```text
//! word ─▶ sum of embeddings (word, endings, beginning, spelling, lists, cluster, use in the article)
//!      ─▶ simple recurrent layers in both directions ─▶ a vector for each token
//! vector ─▶ scores of tags;  vector ─▶ scores of labels of names
//! vectors ─▶ one more layer ─▶ vectors of what is on the stack and next in the buffer
//!      + facts about the tree so far ─▶ hidden layer ─▶ scores of moves
//! vectors ─▶ one more layer ─▶ scores of roles in attributions
//! ```
//!
//! The layers are those of Lei, Zhang, Wang, Dai and Artzi 2018 (simple recurrent units: what is carried from token to token
//! is mixed number by number, so that the costly products need no token before them); the parser over vectors of a
//! recurrent encoder is that of Kiperwasser and Goldberg 2016; that the simpler tasks read a lower layer is from Søgaard and
//! Goldberg 2016. All arithmetic is in integers, see [`fixed`].
//!
//! A file is a line of text, of an even number of bytes, and three tables; numbers are little-endian.
//!
//! ```text
//! ascribe-net 1 ⇥ features=4 ⇥ corpus=… ⇥ dev=… ⇥ words=N ⇥ labels=CC CD … ⏎
//! N × u32                       hashes of known words, ascending
//! (1 + N + PARTS) rows × i8     embeddings: of unknown words, of known words, of the other properties
//! weights × i16                 in the order of `Layout`
//! ```

pub(super) mod fixed;
pub(super) mod inputs;
pub(super) mod layout;
pub(super) mod state;

pub(crate) use fixed::logistic;

use super::arcs::{self, MOVES, Move, State};
use super::features::Word;
use super::model::{Error, field, first_line};
use super::{Arc, Roles, Tag, name_labels, roles};
use fixed::{EMBEDDING, Machine, VECTOR, WEIGHT, narrow, step};
use inputs::{Inputs, PARTS};
use layout::{GATES, HALF, HIDDEN, Layout, Linear, OF_PARSER, OF_ROLES, SHARED, SHARES, WIDTH};
use state::{FACTS, SLOTS, Seen, Slot};
use std::borrow::Cow;

/// What the first line of every network starts with; the number is the version of the format.
pub(super) const MAGIC: &str = "ascribe-net 1";
/// The number of the feature set: changes with the inputs, the facts of the parser and the sizes.
pub(super) const FEATURES: u32 = 4 + 10 * super::features::WORDS;

/// The network of a file.
#[derive(Debug)]
pub(super) struct Net<'a> {
    inputs: Inputs,
    embeddings: &'a [u8],
    weights: Cow<'a, [i16]>,
    layout: Layout,
    machine: Machine,
}

/// Room for the numbers of a sentence, reused from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// A vector for each token: the input of a layer, and at the end the output of the last.
    vectors: Vec<i16>,
    /// The output of a layer.
    next: Vec<i16>,
    gates: Vec<i32>,
    shares: Vec<i16>,
    scores: Vec<i32>,
}

impl<'a> Net<'a> {
    /// The network in `bytes`.
    ///
    /// # Errors
    /// If the bytes are no network of this version, or one made for another program.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let (header, tables) = first_line(bytes, MAGIC)?;
        let field = |name: &'static str, expected: String| match field(header, name) {
            Some(value) if expected.is_empty() || value == expected => Ok(value),
            _ => Err(Error::Field { name, expected }),
        };
        field("features", FEATURES.to_string())?;
        field("labels", layout::labels())?;
        let words = field("words", String::new())?
            .parse::<u32>()
            .map_err(|_| Error::Field {
                name: "words",
                expected: String::new(),
            })? as usize;
        let layout = Layout::new();
        let rows = inputs::rows(words);
        let (keys, rest) = tables.split_at_checked(4 * words).ok_or(Error::Short)?;
        let (embeddings, weights) = rest.split_at_checked(rows * WIDTH).ok_or(Error::Short)?;
        if weights.len() != 2 * layout.size {
            return Err(Error::Short);
        }
        let keys = keys.chunks_exact(4);
        let keys = keys.map(|key| u32::from_le_bytes([key[0], key[1], key[2], key[3]]));
        Ok(Self {
            inputs: Inputs::new(keys.collect()),
            embeddings,
            weights: numbers(weights),
            layout,
            machine: Machine::new(),
        })
    }

    /// Reads the words of a sentence with the hints about them: their vectors are in `room` afterwards.
    pub(super) fn encode<'w>(&self, words: impl Iterator<Item = (&'w Word, u8)>, room: &mut Room) {
        room.vectors.clear();
        for (word, hints) in words {
            let start = room.vectors.len();
            room.vectors.resize(start + WIDTH, 0);
            let rows = self.inputs.rows(word, hints);
            let rows = rows.map(|row| &self.embeddings[row as usize * WIDTH..][..WIDTH]);
            let vector = &mut room.vectors[start..];
            self.machine.run(
                #[inline(always)]
                || sum_up(&rows, vector),
            );
        }
        for number in 0..SHARED {
            self.layer(number, room);
        }
    }

    /// From the vectors in `room` to those of the next layer.
    fn layer(&self, number: usize, room: &mut Room) {
        let (gates, looks) = &self.layout.layers[number];
        self.linear(gates, &room.vectors, &mut room.gates);
        let looks = &self.weights[looks.clone()];
        self.machine.run(
            #[inline(always)]
            || recur(&room.vectors, &room.gates, looks, &mut room.next),
        );
        std::mem::swap(&mut room.vectors, &mut room.next);
    }

    /// The outputs of a linear layer for each vector, in Q22.
    fn linear(&self, linear: &Linear, vectors: &[i16], outputs: &mut Vec<i32>) {
        let bias = &self.weights[linear.bias.clone()];
        let (rows, _) = self.weights[linear.weights.clone()].as_chunks::<WIDTH>();
        let (vectors, _) = vectors.as_chunks::<WIDTH>();
        outputs.clear();
        outputs.resize(vectors.len() * rows.len(), 0);
        self.machine.products(vectors, rows, bias, outputs);
    }

    /// The tags of the sentence in `room`; `tags` is cleared first.
    pub(super) fn tag(&self, room: &mut Room, tags: &mut Vec<Tag>) {
        self.linear(&self.layout.news.tags, &room.vectors, &mut room.scores);
        tags.clear();
        let scores = room.scores.chunks_exact(Tag::ALL.len());
        let best = scores.filter_map(|scores| best(scores, 0..scores.len()));
        tags.extend(best.map(|best| Tag::ALL[best]));
    }

    /// Adds the labels of names of the sentence in `room` to `labels`.
    pub(super) fn name(&self, room: &mut Room, labels: &mut Vec<u8>) {
        self.linear(&self.layout.names, &room.vectors, &mut room.scores);
        name_labels::best_path(&room.scores, labels);
    }

    /// Adds the roles of the sentence in `room`, which has been parsed, to `roles`.
    pub(super) fn roles(&self, room: &mut Room, roles: &mut Vec<Roles>) {
        self.layer(OF_ROLES, room);
        self.linear(&self.layout.roles, &room.vectors, &mut room.scores);
        roles::read(&room.scores, roles);
    }

    /// Parses the sentence in `room`; heads and arcs are in `state` afterwards. It changes the vectors: tags and names are read before.
    pub(super) fn parse(&self, room: &mut Room, tags: &[Tag], state: &mut State) {
        self.layer(OF_PARSER, room);
        // The token's part in the hidden layer, computed once for each slot it may come to stand in.
        self.linear(
            &self.layout.news.parser.shares,
            &room.vectors,
            &mut room.gates,
        );
        room.shares.clear();
        let narrowed = room.gates.iter().map(|&sum| narrow(sum, VECTOR));
        room.shares.extend(narrowed);
        state.start(tags);
        while !state.is_done() {
            let step = match state.allowed() {
                [true, false, false] => Move::Shift,
                [false, true, false] => Move::Left(Arc::Root),
                allowed => {
                    let scores = self.moves(&room.shares, &Seen::of(state, tags));
                    let open = arcs::ranges(allowed).into_iter().flatten();
                    Move::of(best(&scores, open).unwrap_or(0))
                }
            };
            state.make(step);
        }
        state.finish(tags.len());
    }

    /// The scores of all moves in a state.
    fn moves(&self, shares: &[i16], view: &Seen) -> [i32; MOVES] {
        let parser = &self.layout.news.parser;
        let share = |slot: usize| match view.slots[slot] {
            Slot::Token(token) => &shares[token as usize * SHARES + slot * HIDDEN..][..HIDDEN],
            Slot::Root => &self.weights[parser.edge(slot, 1)],
            Slot::Nothing => &self.weights[parser.edge(slot, 0)],
        };
        let fact = |fact: usize| &self.weights[parser.fact(fact, view.facts[fact])];
        let slots: [&[i16]; SLOTS] = std::array::from_fn(share);
        let facts: [&[i16]; FACTS.len()] = std::array::from_fn(fact);
        let hidden = self.machine.run(
            #[inline(always)]
            || hidden(&slots, &facts),
        );
        let moves = &parser.moves;
        let (rows, _) = self.weights[moves.weights.clone()].as_chunks::<HIDDEN>();
        let bias = &self.weights[moves.bias.clone()];
        let mut scores = [0; MOVES];
        self.machine.products(&[hidden], rows, bias, &mut scores);
        scores
    }
}

/// The numbers in little-endian bytes: in place, where the machine reads them so and they begin at an even address.
fn numbers(bytes: &[u8]) -> Cow<'_, [i16]> {
    match bytemuck::try_cast_slice(bytes) {
        Ok(numbers) if cfg!(target_endian = "little") => Cow::Borrowed(numbers),
        _ => {
            let pairs = bytes.chunks_exact(2);
            pairs
                .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
                .collect()
        }
    }
}

/// Where the first of the greatest scores is, among some.
fn best(scores: &[i32], among: impl Iterator<Item = usize>) -> Option<usize> {
    among.reduce(|best, at| if scores[at] > scores[best] { at } else { best })
}

/// Adds rows of embeddings up.
#[inline(always)]
fn sum_up(rows: &[&[u8]; PARTS], vector: &mut [i16]) {
    for row in rows {
        for (sum, &number) in vector.iter_mut().zip(*row) {
            *sum += i16::from(number as i8) << (VECTOR - EMBEDDING);
        }
    }
}

/// The hidden layer of the parser: its parts added up, or nothing below zero.
#[inline(always)]
fn hidden(slots: &[&[i16]; SLOTS], facts: &[&[i16]; FACTS.len()]) -> [i16; HIDDEN] {
    let mut sums = [0i32; HIDDEN];
    for part in slots.iter().chain(facts) {
        for (sum, &number) in sums.iter_mut().zip(*part) {
            *sum += i32::from(number);
        }
    }
    sums.map(|sum| narrow(sum.max(0), WEIGHT - VECTOR))
}

/// A recurrent layer: from vectors and gates to the vectors of the next.
#[inline(always)]
fn recur(vectors: &[i16], gates: &[i32], looks: &[i16], next: &mut Vec<i16>) {
    next.clear();
    next.resize(vectors.len(), 0);
    let count = vectors.len() / WIDTH;
    for direction in 0..2 {
        let from = direction * HALF;
        let forget = &looks[from..from + HALF];
        let reset = &looks[WIDTH + from..][..HALF];
        let mut carried = [0i32; HALF];
        for at in 0..count {
            let at = if direction == 0 { at } else { count - 1 - at };
            let gates = &gates[at * GATES + 3 * from..][..3 * HALF];
            let input = &vectors[at * WIDTH + from..][..HALF];
            let output = &mut next[at * WIDTH + from..][..HALF];
            for number in 0..HALF {
                output[number] = step(
                    [
                        gates[number],
                        gates[HALF + number],
                        gates[2 * HALF + number],
                    ],
                    [forget[number], reset[number]],
                    &mut carried[number],
                    input[number],
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &[u8] = include_bytes!("../models/net.model");

    #[test]
    fn a_damaged_file_is_an_error_with_a_sentence() {
        let read = |bytes: &[u8]| Net::read(bytes).map(|_| ());
        assert_eq!(read(FILE), Ok(()));
        assert_eq!(read(b""), Err(Error::Magic(MAGIC)));
        assert_eq!(read(&FILE[..FILE.len() - 1]), Err(Error::Short));
        assert_eq!(read(&FILE[..3_000]), Err(Error::Short));
        let other = FILE
            .iter()
            .map(|&byte| if byte == b'=' { b':' } else { byte });
        let error = read(&other.collect::<Vec<_>>()).unwrap_err();
        assert!(
            error.to_string().contains("damaged") || error.to_string().contains("train it again")
        );
    }

    #[test]
    fn weights_are_read_in_place_or_alike() {
        let net = Net::read(crate::language::NET).unwrap();
        assert!(matches!(net.weights, Cow::Borrowed(_)) || cfg!(target_endian = "big"));
        let mut moved = vec![0; 1 + crate::language::NET.len()];
        for start in [0, 1] {
            let moved = &mut moved[start..][..crate::language::NET.len()];
            moved.copy_from_slice(crate::language::NET);
            assert_eq!(Net::read(moved).unwrap().weights, net.weights);
        }
    }

    #[test]
    fn wrong_weights_give_a_wrong_analysis_but_never_a_panic() {
        use crate::language::columns::Columns;
        use crate::language::features::Reader;
        let line = memchr::memchr(b'\n', FILE).unwrap();
        let mut broken = FILE.to_vec();
        for (at, byte) in broken.iter_mut().enumerate().skip(line + 1) {
            *byte ^= (at * 37 % 251) as u8;
        }
        let net = Net::read(&broken).unwrap();
        let mut columns = Columns::default();
        let words = "Officials in Quito said \" no \" , ( again ) .";
        columns.add(&mut Reader::new(None), words.split(' '));
        columns.analyze(&net);
        assert_eq!(columns.heads.len(), words.split(' ').count());
    }
}
