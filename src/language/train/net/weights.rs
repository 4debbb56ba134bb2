//! The weights under training, how they start, move and end up in a file.

use super::float::{Random, transposed};
use crate::language::net::fixed::{EMBEDDING, WEIGHT};
use crate::language::net::inputs::{Inputs, rows};
use crate::language::net::layout::{Convention, HIDDEN, LAYERS, Layout, Linear, WIDTH};

/// What becomes of the average of gradients and of their squares at a step (Adam: Kingma and Ba 2015).
const DECAY: [f32; 2] = [0.9, 0.99];
/// Keeps the steps of weights with small gradients finite.
const EPSILON: f32 = 1e-6;
/// Weights of moves are written so much smaller, lest sums of their products overflow.
const TAMED: f32 = 0.25;
/// Embeddings stay within what a byte holds.
const REACH: f32 = 127.0 / (1 << EMBEDDING) as f32;

/// Numbers that are learned, with the averages that Adam keeps.
#[derive(Debug, Clone, Default)]
pub(super) struct Learned {
    pub values: Vec<f32>,
    means: Vec<f32>,
    squares: Vec<f32>,
}

impl Learned {
    fn new(values: Vec<f32>) -> Self {
        Self {
            means: vec![0.0; values.len()],
            squares: vec![0.0; values.len()],
            values,
        }
    }

    /// Moves the numbers of a range against the gradients, which are cleared.
    fn step(&mut self, range: std::ops::Range<usize>, gradients: &mut [f32], pace: Pace) {
        let [mean_decay, square_decay] = DECAY;
        for (at, gradient) in range.zip(gradients) {
            let slope = *gradient * pace.scale;
            *gradient = 0.0;
            let mean = &mut self.means[at];
            *mean = mean_decay * *mean + (1.0 - mean_decay) * slope;
            let square = &mut self.squares[at];
            *square = square_decay * *square + (1.0 - square_decay) * slope * slope;
            self.values[at] -= pace.rate * *mean / (square.sqrt() + EPSILON);
        }
    }
}

/// How far a step goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Learning rate, corrected for the averages that start at zero.
    pub rate: f32,
    /// Factor of all gradients.
    pub scale: f32,
}

/// The correction of the learning rate at a step, counted from 1.
pub(super) fn correction(step: u32) -> f32 {
    let [mean, square] = DECAY.map(|decay| {
        let power = (0..step.min(2_000)).fold(1.0f32, |power, _| power * decay);
        1.0 - power
    });
    square.sqrt() / mean
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    pub inputs: Inputs,
    /// How often each known word was seen in training.
    pub counts: Vec<u32>,
    pub embeddings: Learned,
    pub dense: Learned,
    pub layout: Layout,
}

/// Gradients of the weights, summed over some sentences.
#[derive(Debug)]
pub(super) struct Gradients {
    pub embeddings: Vec<f32>,
    pub dense: Vec<f32>,
    /// Rows of embeddings with a gradient, each once.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
}

impl Gradients {
    pub(super) fn new(weights: &Weights) -> Self {
        Self {
            embeddings: vec![0.0; weights.embeddings.values.len()],
            dense: vec![0.0; weights.dense.values.len()],
            touched: Vec::new(),
            is_touched: vec![false; weights.embeddings.values.len() / WIDTH],
        }
    }

    /// The gradient of a row of embeddings.
    pub(super) fn row(&mut self, row: u32) -> &mut [f32] {
        if !std::mem::replace(&mut self.is_touched[row as usize], true) {
            self.touched.push(row);
        }
        &mut self.embeddings[row as usize * WIDTH..][..WIDTH]
    }

    /// Moves all gradients of `other` here.
    pub(super) fn take(&mut self, other: &mut Self) {
        for (sum, part) in self.dense.iter_mut().zip(&mut other.dense) {
            *sum += std::mem::take(part);
        }
        for row in std::mem::take(&mut other.touched) {
            other.is_touched[row as usize] = false;
            let part = &mut other.embeddings[row as usize * WIDTH..][..WIDTH];
            for (sum, part) in self.row(row).iter_mut().zip(part) {
                *sum += std::mem::take(part);
            }
        }
    }

    /// The length of the gradient of all but the embeddings.
    pub(super) fn length(&self) -> f32 {
        let squares = self.dense.iter().map(|slope| slope * slope);
        squares.sum::<f32>().sqrt()
    }
}

/// The matrices the other way round, made anew for every step.
#[derive(Debug)]
pub(super) struct Turned {
    pub layers: [Vec<f32>; LAYERS],
    pub names: Vec<f32>,
    pub roles: Vec<f32>,
    pub news: TurnedConvention,
    pub treebank: TurnedConvention,
}

/// Those of a [`Convention`].
#[derive(Debug)]
pub(super) struct TurnedConvention {
    pub tags: Vec<f32>,
    pub shares: Vec<f32>,
    pub moves: Vec<f32>,
}

impl Weights {
    /// Random weights for a network that knows the words of `inputs`.
    pub(super) fn new(inputs: Inputs, counts: Vec<u32>) -> Self {
        let layout = Layout::new();
        let mut random = Random::new(1);
        let mut dense = vec![0.0; layout.learned];
        let mut fill = |range: std::ops::Range<usize>, reach: f32| {
            for value in &mut dense[range] {
                *value = (2.0 * random.unit() - 1.0) * reach;
            }
        };
        let reach = |inputs: usize| (3.0 / inputs as f32).sqrt();
        for (gates, _) in &layout.layers {
            fill(gates.weights.clone(), reach(WIDTH));
        }
        fill(layout.names.weights.clone(), reach(WIDTH));
        fill(layout.roles.weights.clone(), reach(WIDTH));
        for Convention { tags, parser } in [&layout.news, &layout.treebank] {
            fill(tags.weights.clone(), reach(WIDTH));
            fill(parser.shares.weights.clone(), reach(3 * WIDTH));
            fill(parser.moves.weights.clone(), reach(HIDDEN));
            for part in parser.parts() {
                fill(part, 0.1);
            }
        }
        let mut embeddings = vec![0.0; rows(inputs.keys().len()) * WIDTH];
        for value in &mut embeddings[WIDTH..] {
            *value = (2.0 * random.unit() - 1.0) * 0.4;
        }
        Self {
            inputs,
            counts,
            embeddings: Learned::new(embeddings),
            dense: Learned::new(dense),
            layout,
        }
    }

    pub(super) fn turned(&self) -> Turned {
        let turn =
            |linear: &Linear| transposed(&self.dense.values[linear.weights.clone()], linear.inputs);
        let convention = |Convention { tags, parser }: &Convention| TurnedConvention {
            tags: turn(tags),
            shares: turn(&parser.shares),
            moves: turn(&parser.moves),
        };
        Turned {
            layers: std::array::from_fn(|at| turn(&self.layout.layers[at].0)),
            names: turn(&self.layout.names),
            roles: turn(&self.layout.roles),
            news: convention(&self.layout.news),
            treebank: convention(&self.layout.treebank),
        }
    }

    /// One step along the gradients, which are cleared.
    pub(super) fn step(&mut self, gradients: &mut Gradients, pace: Pace) {
        let all = 0..self.dense.values.len();
        self.dense.step(all, &mut gradients.dense, pace);
        for row in std::mem::take(&mut gradients.touched) {
            gradients.is_touched[row as usize] = false;
            let range = row as usize * WIDTH..(row as usize + 1) * WIDTH;
            let slopes = &mut gradients.embeddings[range.clone()];
            self.embeddings.step(range.clone(), slopes, pace);
            for value in &mut self.embeddings.values[range] {
                *value = value.clamp(-REACH, REACH);
            }
        }
    }

    /// The tables of the file: embeddings, then weights.
    pub(super) fn pack(&self) -> Vec<u8> {
        let nearest = |value: f32, bits: u32, least: i32, most: i32| {
            let scaled = value * (1 << bits) as f32;
            let half = if scaled < 0.0 { -0.5 } else { 0.5 };
            ((scaled + half) as i32).clamp(least, most)
        };
        let embeddings = self.embeddings.values.iter();
        let embeddings = embeddings.map(|&value| nearest(value, EMBEDDING, -127, 127) as i8 as u8);
        // Scores of moves are only compared, so the parser may be written smaller than it was learned.
        let mut values = self.dense.values[..self.layout.size].to_vec();
        let moves = &self.layout.news.parser.moves;
        for value in &mut values[moves.weights.start..moves.bias.end] {
            *value *= TAMED;
        }
        let weights = values.iter().flat_map(|&value| {
            (nearest(value, WEIGHT, i32::from(i16::MIN), i32::from(i16::MAX)) as i16).to_le_bytes()
        });
        embeddings.chain(weights).collect()
    }
}
