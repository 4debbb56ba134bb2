//! Growing boosted trees: histograms over bytes, leaf by leaf, with second derivatives (Friedman 2001; Chen and Guestrin
//! 2016; Ke et al. 2017).
//!
//! Gradients are rounded to whole numbers before they are added, so no order of additions and no machine changes a tree.

use crate::parse::page::trees::{SCORE, UNIT};

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Rounds; each grows a tree for every class.
    pub rounds: usize,
    /// Scores of a tree at most.
    pub leaves: usize,
    /// How far a tree goes, in hundredths.
    pub rate: u32,
    /// How many of a hundred examples, and of a hundred columns, a tree looks at.
    pub examples: u64,
    /// How many of a hundred columns a tree looks at.
    pub columns: u64,
    /// What pulls scores toward zero.
    pub pull: f64,
    /// The least second derivative of a leaf.
    pub least: f64,
    /// The fewest examples of a leaf.
    pub fewest: usize,
}

/// A column that splits look at.
#[derive(Debug, Clone)]
pub struct Column {
    /// The row and the column, as trees name them.
    pub place: (u8, u8),
    /// Its value for every example.
    pub values: Vec<u8>,
}

/// Gradients are rounded to units of this.
const GRAIN: f64 = 1024.0;

/// Random numbers that are the same everywhere (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn of_hundred(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }
}

/// A sum of gradients and second derivatives.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    gradient: i64,
    curve: i64,
    count: u32,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curve += other.curve;
        self.count += other.count;
    }

    fn less(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curve: self.curve - other.curve,
            count: self.count - other.count,
        }
    }

    fn gain(self, plan: &Plan) -> f64 {
        let gradient = self.gradient as f64 / GRAIN;
        gradient * gradient / (self.curve as f64 / GRAIN + plan.pull)
    }

    fn may_be_leaf(self, plan: &Plan) -> bool {
        self.count as usize >= plan.fewest && self.curve as f64 / GRAIN >= plan.least
    }
}

/// A leaf that may yet be split.
struct Leaf {
    examples: Vec<u32>,
    sum: Sum,
    histogram: Vec<Sum>,
    /// The gain, the column, the threshold.
    best: Option<(f64, usize, u8)>,
    /// The split that leads here and on which side; `None` for the whole.
    parent: Option<(usize, bool)>,
}

/// Grows a forest that tells `labels` apart. `classes` is one for a score: labels are then 0 and 1.
#[must_use]
pub fn grow(
    columns: &[Column],
    labels: &[u8],
    weights: &[f64],
    classes: usize,
    plan: &Plan,
) -> Vec<u8> {
    let count = labels.len();
    let mut dice = Dice(0x5eed);
    let mut scores = vec![0f64; count * classes];
    let mut forest = vec![u8::try_from(classes).expect("classes are few"), 0];
    let trees = u16::try_from(plan.rounds * classes).expect("trees are few");
    forest.extend(trees.to_le_bytes());
    let mut gradients = vec![(0i32, 0i32); count * classes];
    for _ in 0..plan.rounds {
        derive(&scores, labels, weights, classes, &mut gradients);
        let sample: Vec<u32> = (0..u32::try_from(count).expect("examples are few"))
            .filter(|_| dice.of_hundred(plan.examples))
            .collect();
        let looked: Vec<Vec<usize>> = (0..classes)
            .map(|_| {
                (0..columns.len())
                    .filter(|_| dice.of_hundred(plan.columns))
                    .collect()
            })
            .collect();
        // The trees of a round know nothing of each other.
        let grown = std::thread::scope(|scope| {
            let threads: Vec<_> = scores
                .chunks_exact_mut(count)
                .zip(gradients.chunks_exact(count))
                .zip(&looked)
                .map(|((scores, gradients), looked)| {
                    let sample = &sample;
                    scope.spawn(move || {
                        let tree = grow_tree(columns, looked, gradients, sample, plan);
                        for (example, score) in scores.iter_mut().enumerate() {
                            *score += f64::from(tree.score(columns, example)) / f64::from(UNIT);
                        }
                        tree
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("growing does not panic"))
                .collect::<Vec<_>>()
        });
        for tree in grown {
            tree.write(columns, &mut forest);
        }
    }
    forest
}

/// First and second derivatives of the loss of every class and example: cross entropy.
fn derive(
    scores: &[f64],
    labels: &[u8],
    weights: &[f64],
    classes: usize,
    found: &mut [(i32, i32)],
) {
    let count = labels.len();
    let round = |value: f64| (value * GRAIN).round() as i32;
    for example in 0..count {
        let weight = weights[example];
        if classes == 1 {
            let chance = 1.0 / (1.0 + (-scores[example]).exp());
            let gradient = chance - f64::from(labels[example]);
            found[example] = (
                round(weight * gradient),
                round(weight * chance * (1.0 - chance)).max(1),
            );
            continue;
        }
        let of = |class: usize| scores[class * count + example];
        let most = (0..classes).map(of).fold(f64::MIN, f64::max);
        let sum: f64 = (0..classes).map(|class| (of(class) - most).exp()).sum();
        for class in 0..classes {
            let chance = (of(class) - most).exp() / sum;
            let right = f64::from(u8::from(usize::from(labels[example]) == class));
            let factor = classes as f64 / (classes as f64 - 1.0);
            found[class * count + example] = (
                round(weight * (chance - right)),
                round(weight * factor * chance * (1.0 - chance)).max(1),
            );
        }
    }
}

/// A tree while it grows.
struct Tree {
    /// The column, the threshold, and where the two sides lead.
    splits: Vec<(usize, u8, [To; 2])>,
    scores: Vec<i16>,
}

#[derive(Clone, Copy)]
enum To {
    Split(usize),
    Score(usize),
}

fn grow_tree(
    columns: &[Column],
    looked: &[usize],
    gradients: &[(i32, i32)],
    sample: &[u32],
    plan: &Plan,
) -> Tree {
    let mut tree = Tree {
        splits: Vec::new(),
        scores: Vec::new(),
    };
    let mut whole = Leaf {
        examples: sample.to_vec(),
        sum: Sum::default(),
        histogram: histogram(columns, looked, gradients, sample),
        best: None,
        parent: None,
    };
    for &example in sample {
        whole.sum.add(one(gradients[example as usize]));
    }
    whole.best = best(&whole, looked, plan);
    let mut leaves = vec![whole];
    while leaves.len() < plan.leaves {
        let next = (0..leaves.len())
            .filter_map(|at| Some((at, leaves[at].best?)))
            .max_by(|(a, (x, ..)), (b, (y, ..))| x.total_cmp(y).then(b.cmp(a)));
        let Some((at, (_, column, threshold))) = next else {
            break;
        };
        let leaf = leaves.swap_remove(at);
        let values = &columns[looked[column]].values;
        let (low, high): (Vec<u32>, Vec<u32>) = leaf
            .examples
            .iter()
            .partition(|&&example| values[example as usize] <= threshold);
        let split = tree.splits.len();
        tree.splits
            .push((looked[column], threshold, [To::Score(0); 2]));
        if let Some((parent, side)) = leaf.parent {
            tree.splits[parent].2[usize::from(side)] = To::Split(split);
        }
        // The histogram of the larger side is what the smaller one leaves.
        let (small, small_side) = if low.len() <= high.len() {
            (&low, false)
        } else {
            (&high, true)
        };
        let of_small = histogram(columns, looked, gradients, small);
        let of_large: Vec<Sum> = leaf
            .histogram
            .iter()
            .zip(&of_small)
            .map(|(all, part)| all.less(*part))
            .collect();
        let mut sum_small = Sum::default();
        for &example in small {
            sum_small.add(one(gradients[example as usize]));
        }
        let sum_large = leaf.sum.less(sum_small);
        for (examples, side) in [(low, false), (high, true)] {
            let is_small = side == small_side;
            let mut made = Leaf {
                examples,
                sum: if is_small { sum_small } else { sum_large },
                histogram: if is_small {
                    of_small.clone()
                } else {
                    of_large.clone()
                },
                best: None,
                parent: Some((split, side)),
            };
            made.best = best(&made, looked, plan);
            leaves.push(made);
        }
    }
    for leaf in leaves {
        let gradient = leaf.sum.gradient as f64 / GRAIN;
        let step =
            -gradient / (leaf.sum.curve as f64 / GRAIN + plan.pull) * f64::from(plan.rate) / 100.0;
        let score = (step * f64::from(UNIT)).round().clamp(-32_000.0, 32_000.0) as i16;
        if let Some((split, side)) = leaf.parent {
            tree.splits[split].2[usize::from(side)] = To::Score(tree.scores.len());
        }
        tree.scores.push(score);
    }
    tree
}

fn one((gradient, curve): (i32, i32)) -> Sum {
    Sum {
        gradient: i64::from(gradient),
        curve: i64::from(curve),
        count: 1,
    }
}

fn histogram(
    columns: &[Column],
    looked: &[usize],
    gradients: &[(i32, i32)],
    examples: &[u32],
) -> Vec<Sum> {
    let mut found = vec![Sum::default(); looked.len() * 256];
    let ordered: Vec<(i32, i32)> = examples
        .iter()
        .map(|&example| gradients[example as usize])
        .collect();
    for (sums, &column) in found.chunks_exact_mut(256).zip(looked) {
        let values = &columns[column].values;
        for (&example, &(gradient, curve)) in examples.iter().zip(&ordered) {
            let sum = &mut sums[usize::from(values[example as usize])];
            sum.gradient += i64::from(gradient);
            sum.curve += i64::from(curve);
            sum.count += 1;
        }
    }
    found
}

/// The split of a leaf that gains most, if any gains; of equal ones the first.
fn best(leaf: &Leaf, looked: &[usize], plan: &Plan) -> Option<(f64, usize, u8)> {
    if (leaf.sum.count as usize) < 2 * plan.fewest {
        return None;
    }
    let mut found: Option<(f64, usize, u8)> = None;
    let whole = leaf.sum.gain(plan);
    for (column, sums) in leaf
        .histogram
        .chunks_exact(256)
        .enumerate()
        .take(looked.len())
    {
        let mut low = Sum::default();
        for (value, sum) in sums.iter().enumerate().take(255) {
            if sum.count == 0 {
                continue;
            }
            low.add(*sum);
            let high = leaf.sum.less(low);
            if !high.may_be_leaf(plan) {
                break;
            }
            if !low.may_be_leaf(plan) {
                continue;
            }
            let gain = low.gain(plan) + high.gain(plan) - whole;
            if gain > 1e-6 && found.is_none_or(|(most, ..)| gain > most) {
                found = Some((gain, column, u8::try_from(value).unwrap_or(u8::MAX)));
            }
        }
    }
    found
}

impl Tree {
    fn score(&self, columns: &[Column], example: usize) -> i16 {
        let mut at = if self.splits.is_empty() {
            To::Score(0)
        } else {
            To::Split(0)
        };
        loop {
            match at {
                To::Score(score) => return self.scores[score],
                To::Split(split) => {
                    let (column, threshold, to) = &self.splits[split];
                    at = to[usize::from(columns[*column].values[example] > *threshold)];
                }
            }
        }
    }

    fn write(&self, columns: &[Column], forest: &mut Vec<u8>) {
        forest.push(u8::try_from(self.splits.len()).expect("splits are few"));
        for (column, threshold, to) in &self.splits {
            let (row, place) = columns[*column].place;
            forest.extend([row, place, *threshold]);
            forest.extend(to.map(|to| match to {
                To::Split(split) => u8::try_from(split).expect("splits are few"),
                To::Score(score) => SCORE + u8::try_from(score).expect("scores are few"),
            }));
        }
        for score in &self.scores {
            forest.extend(score.to_le_bytes());
        }
    }
}
