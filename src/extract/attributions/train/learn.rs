//! Two learners: logistic regression and a linear chain, both by AdaGrad over a fixed order.

use super::super::model::{FEATURES, ROLE_PAIRS, ROLES, Weights, YES};
use super::super::roles::{LABELS, allowed};
use crate::language::train::{Header, root, write};
use std::collections::HashMap;

/// Passes on features, which are hashes already.
#[derive(Default, Clone, Copy)]
struct Same(u64);

impl std::hash::Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Numbers the features that occur at least `least` times.
#[derive(Default)]
pub struct Dictionary {
    counts: HashMap<u64, (u32, u32), std::hash::BuildHasherDefault<Same>>,
    names: Vec<u64>,
}

impl Dictionary {
    pub fn count(&mut self, hashes: &[u64]) {
        for &hash in hashes {
            self.counts.entry(hash).or_default().0 += 1;
        }
    }

    pub fn settle(&mut self, least: u32) {
        let mut kept: Vec<u64> = self
            .counts
            .iter()
            .filter(|(_, (count, _))| *count >= least)
            .map(|(&hash, _)| hash)
            .collect();
        kept.sort_unstable();
        self.counts = kept
            .iter()
            .enumerate()
            .map(|(at, &hash)| (hash, (0, at as u32)))
            .collect();
        self.names = kept;
    }

    pub fn numbers(&self, hashes: &[u64], out: &mut Vec<u32>) {
        out.extend(
            hashes
                .iter()
                .filter_map(|hash| self.counts.get(hash))
                .map(|&(_, number)| number),
        );
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }
}

/// A xorshift generator for the order of examples.
struct Shuffle(u64);

impl Shuffle {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn order(&mut self, count: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..count as u32).collect();
        for at in (1..count).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}

/// Weights being learned, `width` a feature.
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
    decay: f32,
    /// The number of the example in the last pass; nothing before it.
    time: u32,
    /// Each change in the last pass, times when it was made.
    late: Vec<f64>,
}

impl Learner {
    fn new(count: usize, rate: f32, decay: f32) -> Self {
        Self {
            weights: vec![0.0; count],
            squares: vec![0.1; count],
            rate,
            decay,
            time: 0,
            late: vec![0.0; count],
        }
    }

    /// The weights as they were on average in the last pass: they depend less on the order of examples than the last ones.
    fn average(&self) -> Vec<f32> {
        let time = f64::from(self.time.max(1));
        let each = self.weights.iter().zip(&self.late);
        each.map(|(&weight, late)| (f64::from(weight) - late / time) as f32)
            .collect()
    }

    fn step(&mut self, at: usize, gradient: f32) {
        let gradient = gradient + self.decay * self.weights[at];
        self.squares[at] += gradient * gradient;
        let change = self.rate * gradient / self.squares[at].sqrt();
        self.weights[at] -= change;
        self.late[at] -= f64::from(change) * f64::from(self.time);
    }
}

/// A finished model: its name and labels, and the `most` features with the largest weights as the bytes of a file.
fn export<const L: usize>(
    dictionary: &Dictionary,
    weights: &[f32],
    most: usize,
    name: &str,
    labels: [&'static str; L],
) -> Learned<L> {
    let mut rows = Vec::new();
    for (number, &feature) in dictionary.names.iter().enumerate() {
        let row: Vec<(u8, i64)> = (0..L)
            .map(|label| {
                (
                    label as u8,
                    (f64::from(weights[number * L + label]) * 65_536.0) as i64,
                )
            })
            .filter(|cell| cell.1.abs() > 655)
            .collect();
        let size = row.iter().map(|cell| cell.1.abs()).max().unwrap_or(0);
        if size > 0 {
            rows.push((feature, row, size));
        }
    }
    rows.sort_by_key(|(feature, _, size)| (-size, *feature));
    rows.truncate(most);
    // The largest weight becomes ±127; q² · step is the weight.
    let largest = rows.first().map_or(1, |row| row.2);
    let step = (largest + 127 * 127 - 1) / (127 * 127);
    let rows = rows
        .into_iter()
        .map(|(feature, row, _)| {
            let cells = row
                .into_iter()
                .map(|(label, weight)| (label, root(weight, step)));
            (feature, cells.filter(|cell| cell.1 != 0).collect())
        })
        .collect();
    let header = Header {
        name,
        features: FEATURES,
        corpus: "polnear-world-train".to_owned(),
        dev: "none".to_owned(),
        labels: &labels,
    };
    let file: &'static [u8] =
        Box::leak(write(&header, rows, (65_536 / step).max(1)).into_boxed_slice());
    eprintln!("{name}: {} bytes", file.len());
    Learned {
        file,
        weights: Weights::new(file, name, labels),
    }
}

/// A model and its file.
pub struct Learned<const L: usize> {
    pub file: &'static [u8],
    pub weights: Weights<L>,
}

/// Examples for a yes-or-no decision.
#[derive(Default)]
pub struct Binary {
    pub features: Vec<u32>,
    pub ends: Vec<usize>,
    pub labels: Vec<bool>,
}

/// Learns a yes-or-no decision; positive sums mean yes.
pub fn logistic(
    data: &Binary,
    dictionary: &Dictionary,
    epochs: usize,
    decay: f32,
    most: usize,
    title: &str,
) -> Learned<1> {
    let mut learner = Learner::new(dictionary.len(), 0.1, decay);
    let mut shuffle = Shuffle(88_172_645_463_325_252);
    for epoch in 0..epochs {
        learner.rate = 0.1 * (1.0 - epoch as f32 / epochs as f32 * 0.8);
        let mut loss = 0.0;
        for at in shuffle.order(data.ends.len()) {
            learner.time += u32::from(epoch + 1 == epochs);
            let at = at as usize;
            let start = if at == 0 { 0 } else { data.ends[at - 1] };
            let features = &data.features[start..data.ends[at]];
            let sum: f32 = features.iter().map(|&f| learner.weights[f as usize]).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let y = f32::from(u8::from(data.labels[at]));
            loss -= if data.labels[at] {
                p.max(1e-9).ln()
            } else {
                (1.0 - p).max(1e-9).ln()
            };
            let error = p - y;
            if error.abs() > 0.005 {
                for &f in features {
                    learner.step(f as usize, error);
                }
            }
        }
        eprintln!(
            "{title} epoch {epoch}: loss {:.4} a decision",
            loss / data.ends.len() as f32
        );
    }
    export(dictionary, &learner.average(), most, title, YES)
}

/// One sequence to learn from.
pub struct Chain {
    /// Features of each position: those of the label, then those of the pair.
    pub state: Vec<Vec<u32>>,
    pub step: Vec<Vec<u32>>,
    pub labels: Vec<u8>,
    /// Where the head of the cue stands in the sequence.
    pub head: usize,
}

const PAIRS: usize = LABELS * LABELS;

/// Learns a linear chain by conditional likelihood.
#[allow(clippy::needless_range_loop)] // positions and labels index several tables at once
pub fn chain(
    data: &[Chain],
    state: &Dictionary,
    step: &Dictionary,
    epochs: usize,
    decay: f32,
    most: (usize, usize),
) -> (Learned<LABELS>, Learned<PAIRS>) {
    let mut states = Learner::new(state.len() * LABELS, 0.1, decay);
    let mut steps = Learner::new(step.len() * PAIRS, 0.1, decay);
    let mut shuffle = Shuffle(88_172_645_463_325_252);
    let minus = f32::NEG_INFINITY;
    let sum = |values: [f32; LABELS]| {
        let top = values.iter().copied().fold(minus, f32::max);
        if top == minus {
            minus
        } else {
            top + values.iter().map(|v| (v - top).exp()).sum::<f32>().ln()
        }
    };
    for epoch in 0..epochs {
        let rate = 0.1 * (1.0 - epoch as f32 / epochs as f32 * 0.8);
        states.rate = rate;
        steps.rate = rate;
        let mut loss = 0.0;
        for at in shuffle.order(data.len()) {
            states.time += u32::from(epoch + 1 == epochs);
            steps.time = states.time;
            let sequence = &data[at as usize];
            let n = sequence.labels.len();
            let mut node = vec![[0f32; LABELS]; n];
            let mut edge = vec![[0f32; PAIRS]; n];
            for i in 0..n {
                for &f in &sequence.state[i] {
                    for (label, cell) in node[i].iter_mut().enumerate() {
                        *cell += states.weights[f as usize * LABELS + label];
                    }
                }
                if i > 0 {
                    for &f in &sequence.step[i] {
                        for (pair, cell) in edge[i].iter_mut().enumerate() {
                            *cell += steps.weights[f as usize * PAIRS + pair];
                        }
                    }
                }
            }
            for i in 0..n {
                for before in 0..LABELS {
                    for next in 0..LABELS {
                        if !allowed(sequence.head, i, before, next) {
                            edge[i][before * LABELS + next] = minus;
                        }
                    }
                }
            }
            let mut forward = vec![[minus; LABELS]; n];
            for next in 0..LABELS {
                if allowed(sequence.head, 0, super::super::roles::OUT, next) {
                    forward[0][next] = node[0][next];
                }
            }
            for i in 1..n {
                for next in 0..LABELS {
                    forward[i][next] = node[i][next]
                        + sum(std::array::from_fn(|before| {
                            forward[i - 1][before] + edge[i][before * LABELS + next]
                        }));
                }
            }
            let mut backward = vec![[0f32; LABELS]; n];
            for i in (0..n - 1).rev() {
                for before in 0..LABELS {
                    backward[i][before] = sum(std::array::from_fn(|next| {
                        backward[i + 1][next]
                            + node[i + 1][next]
                            + edge[i + 1][before * LABELS + next]
                    }));
                }
            }
            let total = sum(forward[n - 1]);
            let mut gold = 0.0;
            for i in 0..n {
                let label = sequence.labels[i] as usize;
                gold += node[i][label];
                if i > 0 {
                    gold += edge[i][sequence.labels[i - 1] as usize * LABELS + label];
                }
            }
            loss += total - gold;
            for i in 0..n {
                let mut gradient: [f32; LABELS] = std::array::from_fn(|label| {
                    (forward[i][label] + backward[i][label] - total).exp()
                });
                gradient[sequence.labels[i] as usize] -= 1.0;
                for (label, &g) in gradient.iter().enumerate() {
                    if g.abs() > 0.002 {
                        for &f in &sequence.state[i] {
                            states.step(f as usize * LABELS + label, g);
                        }
                    }
                }
                if i == 0 {
                    continue;
                }
                for before in 0..LABELS {
                    for next in 0..LABELS {
                        let pair = before * LABELS + next;
                        if edge[i][pair] == minus {
                            continue;
                        }
                        let mut g = (forward[i - 1][before]
                            + edge[i][pair]
                            + node[i][next]
                            + backward[i][next]
                            - total)
                            .exp();
                        if sequence.labels[i - 1] as usize == before
                            && sequence.labels[i] as usize == next
                        {
                            g -= 1.0;
                        }
                        if g.abs() > 0.002 {
                            for &f in &sequence.step[i] {
                                steps.step(f as usize * PAIRS + pair, g);
                            }
                        }
                    }
                }
            }
        }
        eprintln!(
            "chain epoch {epoch}: loss {:.4} a sequence",
            loss / data.len() as f32
        );
    }
    (
        export(state, &states.average(), most.0, "roles-state", ROLES),
        export(step, &steps.average(), most.1, "roles-step", ROLE_PAIRS),
    )
}
