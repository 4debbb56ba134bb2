//! One sentence: forwards through the network, and backwards with the errors.

use super::float::{Random, add, exp, logistic, multiply, outer, softmax, tanh};
use super::weights::{Gradients, Turned, TurnedConvention, Weights};
use crate::language::Tag;
use crate::language::arcs::{MOVES, Move, State, oracle, ranges};
use crate::language::net::inputs::PARTS;
use crate::language::net::layout::{
    Convention, GATES, HALF, HIDDEN, Linear, OF_PARSER, OF_ROLES, SHARED, SHARES, WIDTH,
};
use crate::language::net::state::{Seen, Slot};
use crate::language::tags::Arc;

/// The part of the numbers that are left out at random in training (dropout).
const DROPPED: f32 = 0.15;
/// A known word seen `n` times is taken for an unknown one with this / (this + n).
const UNKNOWN: f32 = 0.25;
/// … and any word with this chance.
const ANY_UNKNOWN: f32 = 0.01;

/// How much a tag of a gold treebank weighs for the tags of news. The conventions are one but for habits (`please`, `thanks`), and the
/// treebanks know words and turns that are rare in news.
const GOLD_AS_NEWS: f32 = 0.2;

/// How much the errors of roles weigh in the layer below theirs: it is the parser's first of all.
const ROLES: f32 = 0.25;

/// A sentence and what is to be learned from it; what it does not tell is empty.
#[derive(Debug)]
pub(super) struct Lesson {
    pub rows: Vec<[u32; PARTS]>,
    pub tags: Vec<Tag>,
    /// Whether tags and tree are those of a gold treebank.
    pub is_gold: bool,
    pub tree: Option<oracle::Gold>,
    pub names: Vec<u8>,
    pub roles: Vec<u8>,
}

impl Lesson {
    /// The part of the weights that learns of its tags and its tree.
    fn convention<'a>(
        &self,
        weights: &'a Weights,
        turned: &'a Turned,
    ) -> (&'a Convention, &'a TurnedConvention) {
        if self.is_gold {
            (&weights.layout.treebank, &turned.treebank)
        } else {
            (&weights.layout.news, &turned.news)
        }
    }
}

/// What a layer computed.
struct Layer {
    input: Vec<f32>,
    /// What was left out of its output.
    mask: Vec<f32>,
    candidate: Vec<f32>,
    forget: Vec<f32>,
    reset: Vec<f32>,
    carried: Vec<f32>,
    bent: Vec<f32>,
}

/// A pass over one sentence.
pub(super) struct Pass<'a> {
    pub weights: &'a Weights,
    pub turned: &'a Turned,
    pub gradients: &'a mut Gradients,
    pub random: Random,
    /// The chance to follow the parser's own move where it is wrong.
    pub follow: f32,
}

impl Pass<'_> {
    /// Adds the gradients of a lesson.
    pub(super) fn learn(&mut self, lesson: &Lesson) {
        let mut rows = lesson.rows.clone();
        for row in &mut rows {
            let count = match row[0] {
                0 => continue,
                known => self.weights.counts[known as usize - 1] as f32,
            };
            let rare = self.random.unit() < UNKNOWN / (UNKNOWN + count);
            if rare || self.random.unit() < ANY_UNKNOWN {
                row[0] = 0;
            }
        }
        let mut vectors = vec![0.0; rows.len() * WIDTH];
        for (vector, rows) in vectors.chunks_exact_mut(WIDTH).zip(&rows) {
            for &row in rows {
                let row = row as usize * WIDTH;
                add(
                    vector,
                    1.0,
                    &self.weights.embeddings.values[row..row + WIDTH],
                );
            }
        }
        let mask = self.drop_out(&mut vectors);
        let mut layers = Vec::with_capacity(SHARED);
        for number in 0..SHARED {
            let layer;
            (layer, vectors) = self.layer(number, vectors);
            layers.push(layer);
        }
        let mut errors = vec![0.0; vectors.len()];
        let tags = self.labels(lesson, &vectors, &mut errors);
        if lesson.tree.is_some() || !lesson.roles.is_empty() {
            let (layer, vectors) = self.layer(OF_PARSER, vectors);
            let mut above = match &lesson.tree {
                Some(tree) => self.tree(lesson, tree, &tags, &vectors),
                None => vec![0.0; vectors.len()],
            };
            if !lesson.roles.is_empty() {
                add(&mut above, ROLES, &self.roles(lesson, vectors));
            }
            add(&mut errors, 1.0, &self.layer_back(OF_PARSER, &layer, above));
        }
        for (number, layer) in layers.iter().enumerate().rev() {
            errors = self.layer_back(number, layer, errors);
        }
        scale(&mut errors, &mask);
        for (error, rows) in errors.chunks_exact(WIDTH).zip(&rows) {
            for &row in rows {
                add(self.gradients.row(row), 1.0, error);
            }
        }
    }

    /// Learns the roles of a lesson from the vectors of the parser; returns the errors of these.
    fn roles(&mut self, lesson: &Lesson, vectors: Vec<f32>) -> Vec<f32> {
        let (linear, turned) = (&self.weights.layout.roles, &self.turned.roles);
        let (layer, vectors) = self.layer(OF_ROLES, vectors);
        let mut errors = vec![0.0; vectors.len()];
        self.labels_of(linear, turned, &lesson.roles, &vectors, &mut errors);
        self.layer_back(OF_ROLES, &layer, errors)
    }

    /// Leaves numbers out at random; returns the factors.
    fn drop_out(&mut self, numbers: &mut [f32]) -> Vec<f32> {
        let kept = 1.0 / (1.0 - DROPPED);
        let factors = numbers.iter_mut().map(|number| {
            let factor = if self.random.unit() < DROPPED {
                0.0
            } else {
                kept
            };
            *number *= factor;
            factor
        });
        factors.collect()
    }

    fn layer(&mut self, number: usize, input: Vec<f32>) -> (Layer, Vec<f32>) {
        let count = input.len() / WIDTH;
        let (linear, looks) = &self.weights.layout.layers[number];
        let looks = &self.weights.dense.values[looks.clone()];
        let bias = &self.weights.dense.values[linear.bias.clone()];
        let mut gates = bias.repeat(count);
        multiply(
            &input,
            &self.turned.layers[number],
            &mut gates,
            WIDTH,
            GATES,
        );
        let zeros = || vec![0.0; input.len()];
        let mut layer = Layer {
            candidate: zeros(),
            forget: zeros(),
            reset: zeros(),
            carried: zeros(),
            bent: zeros(),
            mask: Vec::new(),
            input: Vec::new(),
        };
        let mut output = zeros();
        for direction in 0..2 {
            let from = direction * HALF;
            let mut carried = [0.0; HALF];
            for at in 0..count {
                let at = if direction == 0 { at } else { count - 1 - at };
                let gates = &gates[at * GATES + 3 * from..][..3 * HALF];
                for number in 0..HALF {
                    let out = at * WIDTH + from + number;
                    let last = carried[number];
                    let candidate = gates[number];
                    let forget = logistic(gates[HALF + number] + looks[from + number] * last);
                    let reset =
                        logistic(gates[2 * HALF + number] + looks[WIDTH + from + number] * last);
                    let now = forget * last + (1.0 - forget) * candidate;
                    let bent = tanh(now);
                    carried[number] = now;
                    layer.candidate[out] = candidate;
                    layer.forget[out] = forget;
                    layer.reset[out] = reset;
                    layer.carried[out] = now;
                    layer.bent[out] = bent;
                    output[out] = reset * bent + (1.0 - reset) * input[out];
                }
            }
        }
        layer.input = input;
        layer.mask = self.drop_out(&mut output);
        (layer, output)
    }

    /// From the errors of a layer's output to those of its input.
    fn layer_back(&mut self, number: usize, layer: &Layer, mut errors: Vec<f32>) -> Vec<f32> {
        scale(&mut errors, &layer.mask);
        let count = errors.len() / WIDTH;
        let (linear, looks_at) = &self.weights.layout.layers[number];
        let looks = &self.weights.dense.values[looks_at.clone()];
        let slopes = &mut self.gradients.dense[looks_at.clone()];
        let mut gates = vec![0.0; count * GATES];
        let mut below = vec![0.0; errors.len()];
        for direction in 0..2 {
            let from = direction * HALF;
            let mut carried = [0.0; HALF];
            for step in (0..count).rev() {
                let at = if direction == 0 {
                    step
                } else {
                    count - 1 - step
                };
                let before = (step > 0).then(|| if direction == 0 { at - 1 } else { at + 1 });
                let gates = &mut gates[at * GATES + 3 * from..][..3 * HALF];
                for number in 0..HALF {
                    let here = at * WIDTH + from + number;
                    let (forget, reset) = (layer.forget[here], layer.reset[here]);
                    let (bent, error) = (layer.bent[here], errors[here]);
                    let last = before.map_or(0.0, |at| layer.carried[at * WIDTH + from + number]);
                    below[here] += error * (1.0 - reset);
                    let to_reset = error * (bent - layer.input[here]) * reset * (1.0 - reset);
                    let to_now = error * reset * (1.0 - bent * bent) + carried[number];
                    let to_forget =
                        to_now * (last - layer.candidate[here]) * forget * (1.0 - forget);
                    gates[number] = to_now * (1.0 - forget);
                    gates[HALF + number] = to_forget;
                    gates[2 * HALF + number] = to_reset;
                    let (look_forget, look_reset) = (from + number, WIDTH + from + number);
                    carried[number] = to_now * forget
                        + to_forget * looks[look_forget]
                        + to_reset * looks[look_reset];
                    slopes[look_forget] += to_forget * last;
                    slopes[look_reset] += to_reset * last;
                }
            }
        }
        self.linear_back(linear, &layer.input, &gates, &mut below);
        below
    }

    /// Adds the gradients of a linear layer and the errors of its inputs.
    fn linear_back(&mut self, linear: &Linear, inputs: &[f32], errors: &[f32], back: &mut [f32]) {
        let (weights, bias) = (linear.weights.clone(), linear.bias.clone());
        let slopes = &mut self.gradients.dense;
        outer(
            errors,
            inputs,
            &mut slopes[weights.clone()],
            linear.outputs,
            linear.inputs,
        );
        for error in errors.chunks_exact(linear.outputs) {
            add(&mut slopes[bias.clone()], 1.0, error);
        }
        let weights = &self.weights.dense.values[weights];
        multiply(errors, weights, back, linear.outputs, linear.inputs);
    }

    /// Scores for each vector.
    fn linear(&self, linear: &Linear, turned: &[f32], vectors: &[f32]) -> Vec<f32> {
        let count = vectors.len() / linear.inputs;
        let mut scores = self.weights.dense.values[linear.bias.clone()].repeat(count);
        multiply(vectors, turned, &mut scores, linear.inputs, linear.outputs);
        scores
    }

    /// Learns tags and names; returns the tags that were given.
    fn labels(&mut self, lesson: &Lesson, vectors: &[f32], errors: &mut [f32]) -> Vec<Tag> {
        let (weights, turned) = (self.weights, self.turned);
        let layout = &weights.layout;
        let mut predicted = Vec::new();
        if !lesson.tags.is_empty() {
            let mut learn = |convention: &Convention, turned: &TurnedConvention, weight: f32| {
                let linear = &convention.tags;
                let mut scores = self.linear(linear, &turned.tags, vectors);
                let predicted = scores
                    .chunks_exact(linear.outputs)
                    .map(|scores| Tag::ALL[greatest(scores)])
                    .collect();
                let right = lesson.tags.iter().map(|&tag| tag as usize);
                wrong_by(&mut scores, linear.outputs, right);
                scores.iter_mut().for_each(|score| *score *= weight);
                self.linear_back(linear, vectors, &scores, errors);
                predicted
            };
            if lesson.is_gold {
                learn(&layout.news, &turned.news, GOLD_AS_NEWS);
                predicted = learn(&layout.treebank, &turned.treebank, 1.0);
            } else {
                predicted = learn(&layout.news, &turned.news, 1.0);
            }
        }
        self.labels_of(&layout.names, &turned.names, &lesson.names, vectors, errors);
        predicted
    }

    /// Learns labels of tokens that weigh so much, if there are any.
    fn labels_of(
        &mut self,
        linear: &Linear,
        turned: &[f32],
        labels: &[u8],
        vectors: &[f32],
        errors: &mut [f32],
    ) {
        if !labels.is_empty() {
            let mut scores = self.linear(linear, turned, vectors);
            let right = labels.iter().map(|&label| usize::from(label));
            wrong_by(&mut scores, linear.outputs, right);
            self.linear_back(linear, vectors, &scores, errors);
        }
    }

    /// Learns the tree; returns the errors of the vectors.
    fn tree(
        &mut self,
        lesson: &Lesson,
        tree: &oracle::Gold,
        tags: &[Tag],
        vectors: &[f32],
    ) -> Vec<f32> {
        let (convention, turned) = lesson.convention(self.weights, self.turned);
        let shares = &convention.parser.shares;
        let shared = self.linear(shares, &turned.shares, vectors);
        let mut wrong = vec![0.0; shared.len()];
        self.moves(lesson, tree, tags, &shared, &mut wrong);
        let mut errors = vec![0.0; vectors.len()];
        self.linear_back(shares, vectors, &wrong, &mut errors);
        errors
    }

    /// Parses the sentence, learns from every state it comes to, and sums up the errors of the shares.
    fn moves(
        &mut self,
        lesson: &Lesson,
        tree: &oracle::Gold,
        tags: &[Tag],
        shares: &[f32],
        wrong: &mut [f32],
    ) {
        let mut state = State::default();
        state.start(&lesson.tags);
        let mut good = [false; MOVES];
        while !state.is_done() {
            let step = match state.allowed() {
                [true, false, false] => Move::Shift,
                [false, true, false] => Move::Left(Arc::Root),
                allowed => {
                    oracle::mark(&state, tree, &mut good);
                    let view = Seen::of(&state, tags);
                    let allowed = ranges(allowed).into_iter().flatten();
                    let allowed = allowed.collect::<Vec<_>>();
                    let [found, right] = self.state(lesson, &view, shares, wrong, &allowed, &good);
                    // With no good move left, or often, the parser goes its own way: it has to know its errors.
                    let own = right.is_none() || self.random.unit() < self.follow;
                    Move::of(if own { found } else { right }.unwrap_or(0))
                }
            };
            state.make(step);
        }
    }

    /// Learns from one state; returns the best move and the best good one.
    fn state(
        &mut self,
        lesson: &Lesson,
        view: &Seen,
        shares: &[f32],
        wrong: &mut [f32],
        allowed: &[usize],
        good: &[bool; MOVES],
    ) -> [Option<usize>; 2] {
        let (convention, turned) = lesson.convention(self.weights, self.turned);
        let parser = &convention.parser;
        let values = &self.weights.dense.values;
        let share = |slot: usize, token: u32| {
            let start = token as usize * SHARES + slot * HIDDEN;
            start..start + HIDDEN
        };
        let mut hidden = [0.0; HIDDEN];
        for (slot, &held) in view.slots.iter().enumerate() {
            match held {
                Slot::Token(token) => add(&mut hidden, 1.0, &shares[share(slot, token)]),
                Slot::Root => add(&mut hidden, 1.0, &values[parser.edge(slot, 1)]),
                Slot::Nothing => add(&mut hidden, 1.0, &values[parser.edge(slot, 0)]),
            }
        }
        for (fact, &value) in view.facts.iter().enumerate() {
            add(&mut hidden, 1.0, &values[parser.fact(fact, value)]);
        }
        let mut mask = [0.0; HIDDEN];
        for (number, factor) in hidden.iter_mut().zip(&mut mask) {
            if *number > 0.0 && self.random.unit() >= DROPPED {
                *factor = 1.0 / (1.0 - DROPPED);
            }
            *number *= *factor;
        }
        let mut scores = [0.0; MOVES];
        scores.copy_from_slice(&values[parser.moves.bias.clone()]);
        for (&number, row) in hidden.iter().zip(turned.moves.chunks_exact(MOVES)) {
            if number != 0.0 {
                add(&mut scores, number, row);
            }
        }
        let best = |only_good: bool| {
            let open = allowed.iter().filter(|&&at| good[at] || !only_good);
            open.copied()
                .reduce(|best, at| if scores[at] > scores[best] { at } else { best })
        };
        let [Some(found), Some(right)] = [best(false), best(true)] else {
            return [best(false), None];
        };
        // Minus the logarithm of the chance of all good moves together.
        let mut errors = [0.0; MOVES];
        let (mut all, mut all_good) = (0.0, 0.0);
        for &at in allowed {
            errors[at] = exp(scores[at] - scores[found]);
            all += errors[at];
            all_good += if good[at] { errors[at] } else { 0.0 };
        }
        let all_good = all_good.max(1e-30);
        for &at in allowed {
            let chance = errors[at] / all;
            errors[at] = if good[at] {
                chance - errors[at] / all_good
            } else {
                chance
            };
        }
        let slopes = &mut self.gradients.dense;
        add(&mut slopes[parser.moves.bias.clone()], 1.0, &errors);
        let mut back = [0.0; HIDDEN];
        let rows = parser.moves.weights.clone().step_by(HIDDEN);
        for (start, &error) in rows.zip(&errors) {
            if error != 0.0 {
                add(&mut slopes[start..start + HIDDEN], error, &hidden);
                add(&mut back, error, &values[start..start + HIDDEN]);
            }
        }
        scale(&mut back, &mask);
        for (slot, &held) in view.slots.iter().enumerate() {
            match held {
                Slot::Token(token) => add(&mut wrong[share(slot, token)], 1.0, &back),
                Slot::Root => add(&mut slopes[parser.edge(slot, 1)], 1.0, &back),
                Slot::Nothing => add(&mut slopes[parser.edge(slot, 0)], 1.0, &back),
            }
        }
        for (fact, &value) in view.facts.iter().enumerate() {
            add(&mut slopes[parser.fact(fact, value)], 1.0, &back);
        }
        [Some(found), Some(right)]
    }
}

fn scale(numbers: &mut [f32], factors: &[f32]) {
    for (number, factor) in numbers.iter_mut().zip(factors) {
        *number *= factor;
    }
}

/// Turns scores into the errors of their chances.
fn wrong_by(scores: &mut [f32], labels: usize, right: impl Iterator<Item = usize>) {
    for (scores, right) in scores.chunks_exact_mut(labels).zip(right) {
        softmax(scores);
        scores[right] -= 1.0;
    }
}

/// The first of the greatest.
fn greatest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}
