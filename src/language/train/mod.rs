//! Learning of linear models: an averaged perceptron over hashed features.
//!
//! How to train something with it:
//!
//! 1. For every example make its features (`u64` hashes, see [`feature`](super::features::feature)) and call
//!    [`Perceptron::learn`]; go over the examples a few times, in an order that is always the same ([`shuffle`]).
//! 2. [`Perceptron::pack`] averages, drops small weights, quantizes and gives the bytes of the file.
//! 3. [`Model::read`](super::model::Model::read) reads them; both score by [`Score`].
//!
//! For a binary decision use two labels. For a ranker score every candidate's features with one label and call
//! [`Perceptron::adjust`] for the right (+1) and the wrongly best candidate (-1), then [`Perceptron::tick`]. All sums
//! are integers, so a training run gives the same bytes everywhere.

mod arcs;
mod clusters;
pub mod corpus;
mod data;
mod measure;
mod names;
mod tags;

pub use arcs::arcs;
pub use data::{Corpora, words};
pub use measure::measure;
pub use names::{Models, names};
pub use tags::tags;

use super::model::{MAGIC, Score, Scores};
use crate::text::hash::Hash;

/// Number of features for one bucket of a file.
const BUCKET: usize = 4;
/// A model of fewer features keeps them all.
const SMALL: usize = 10_000;

/// The weight of a feature for a label, with what its average needs.
#[derive(Debug, Clone, Copy)]
struct Cell {
    label: u8,
    weight: i32,
    /// When `weight` last changed.
    since: u32,
    /// The sum of `weight` over all ticks before `since`.
    total: i64,
}

/// Weights under training.
#[derive(Debug, Default)]
pub struct Perceptron {
    /// Open addressing: a feature, and its row plus one, or 0 where none is.
    slots: Vec<(u64, u32)>,
    rows: Vec<Vec<Cell>>,
    clock: u32,
}

/// What the first line of a model file says.
#[derive(Debug)]
pub struct Header<'a> {
    /// What the model is for.
    pub name: &'a str,
    /// The number of the feature set: change it with the features.
    pub features: u32,
    /// Fingerprint of the training data, see [`fingerprint`].
    pub corpus: String,
    /// The score on development data.
    pub dev: String,
    /// The labels, in the order of their numbers.
    pub labels: &'a [&'a str],
}

impl Perceptron {
    /// No weights.
    #[must_use]
    pub fn new() -> Self {
        Self {
            slots: vec![(0, 0); 1 << 16],
            rows: Vec::new(),
            clock: 0,
        }
    }

    /// Predicts one of `labels` from `features` and, if the right label does not win by `margin`, moves the weights of
    /// the right and of the best wrong label by one. Returns the predicted label. Counts as one tick.
    pub fn learn(&mut self, features: &[u64], right: u8, labels: &[u8], margin: i32) -> u8 {
        let mut scores = [0; 256];
        self.score(features, &mut scores);
        let of = |label: u8| scores[usize::from(label)];
        let wrong = labels
            .iter()
            .copied()
            .filter(|&label| label != right)
            .min_by_key(|&label| (-of(label), label));
        let mut best = right;
        if let Some(wrong) = wrong {
            if of(wrong) > of(right) || of(wrong) == of(right) && wrong < right {
                best = wrong;
            }
            if of(right) - of(wrong) < margin || best != right {
                self.adjust(features, right, 1);
                self.adjust(features, wrong, -1);
            }
        }
        self.tick();
        best
    }

    /// Adds `by` to the weight of every feature for `label`.
    pub fn adjust(&mut self, features: &[u64], label: u8, by: i32) {
        let clock = self.clock;
        for &feature in features {
            let row = self.row_mut(feature);
            let at = match row.iter().position(|cell| cell.label == label) {
                Some(at) => at,
                None => {
                    row.push(Cell {
                        label,
                        weight: 0,
                        since: clock,
                        total: 0,
                    });
                    row.len() - 1
                }
            };
            let cell = &mut row[at];
            cell.total += i64::from(cell.weight) * i64::from(clock - cell.since);
            cell.since = clock;
            cell.weight += by;
        }
    }

    /// Takes all weight from features.
    pub fn forget(&mut self, features: &[u64]) {
        for &feature in features {
            if let Ok(row) = self.find(feature) {
                self.rows[row].clear();
            }
        }
    }

    /// Lets time pass: weights are averaged over ticks.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// The number of features with a weight.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was learned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The bytes of the model file: averages, without those below `least` hundredths of a unit.
    ///
    /// # Panics
    /// If the file would exceed 4 GiB.
    #[must_use]
    pub fn pack(&self, header: &Header, least: i64) -> Vec<u8> {
        // Averages in 65,536ths.
        let clock = i64::from(self.clock.max(1));
        let average = |cell: &Cell| {
            let total = cell.total + i64::from(cell.weight) * (clock - i64::from(cell.since));
            total * 65_536 / clock
        };
        let least = if self.rows.len() < SMALL {
            0
        } else {
            least * 65_536 / 100
        };
        let mut rows: Vec<(u64, Vec<(u8, i64)>)> = Vec::new();
        let mut largest = 1;
        for &(feature, row) in self.slots.iter().filter(|slot| slot.1 > 0) {
            let mut cells: Vec<(u8, i64)> = self.rows[row as usize - 1]
                .iter()
                .map(|cell| (cell.label, average(cell)))
                .filter(|cell| cell.1.abs() >= least.max(1))
                .collect();
            cells.sort_unstable();
            if !cells.is_empty() {
                largest = cells
                    .iter()
                    .fold(largest, |most, cell| most.max(cell.1.abs()));
                rows.push((feature, cells));
            }
        }
        // The largest weight becomes ±127; q² · step is the weight.
        let step = (largest + 127 * 127 - 1) / (127 * 127);
        let rows = rows
            .into_iter()
            .map(|(feature, cells)| {
                let cells = cells
                    .into_iter()
                    .map(|(label, weight)| (label, root(weight, step)));
                (feature, cells.filter(|cell| cell.1 != 0).collect())
            })
            .collect();
        write(header, rows, (65_536 / step).max(1))
    }

    fn find(&self, feature: u64) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = (feature >> 20) as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return Err(at),
                (here, row) if here == feature => return Ok(row as usize - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn row_mut(&mut self, feature: u64) -> &mut Vec<Cell> {
        let row = match self.find(feature) {
            Ok(row) => row,
            Err(at) => {
                self.rows.push(Vec::with_capacity(2));
                self.slots[at] = (feature, self.rows.len() as u32);
                if 2 * self.rows.len() > self.slots.len() {
                    self.grow();
                }
                self.rows.len() - 1
            }
        };
        &mut self.rows[row]
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); 2 * self.slots.len()];
        let slots = std::mem::replace(&mut self.slots, larger);
        for slot in slots.into_iter().filter(|slot| slot.1 > 0) {
            if let Err(at) = self.find(slot.0) {
                self.slots[at] = slot;
            }
        }
    }
}

impl Score for Perceptron {
    fn score(&self, features: &[u64], scores: &mut Scores) {
        // All rows are found before one is read: the look-ups do not wait for each other.
        let mut rows = [0; 128];
        for features in features.chunks(128) {
            for (row, &feature) in rows.iter_mut().zip(features) {
                *row = self.find(feature).map_or(0, |row| row + 1);
            }
            for &row in rows[..features.len()].iter().filter(|&&row| row > 0) {
                for cell in &self.rows[row - 1] {
                    scores[usize::from(cell.label)] += cell.weight;
                }
            }
        }
    }
}

/// The bytes of a model file of finished rows: a feature, and its labels and weights.
///
/// # Panics
/// If the file would exceed 4 GiB.
#[must_use]
pub fn write(header: &Header, mut rows: Vec<(u64, Vec<(u8, i8)>)>, unit: i64) -> Vec<u8> {
    rows.retain(|row| !row.1.is_empty());
    let buckets = rows.len().div_ceil(BUCKET).max(1);
    let bucket = |feature: u64| (((feature >> 32) * buckets as u64) >> 32) as usize;
    rows.sort_unstable_by_key(|&(feature, _)| (bucket(feature), feature as u16, feature));
    // Two features that agree in bucket and check cannot be told apart: the first stays.
    rows.dedup_by_key(|&mut (feature, _)| (bucket(feature), feature as u16));
    let mut starts = vec![0u32; buckets + 1];
    let mut cells = Vec::new();
    let mut rows = rows.into_iter().peekable();
    for number in 0..buckets {
        while let Some((feature, row)) = rows.next_if(|row| bucket(row.0) == number) {
            cells.extend((feature as u16).to_le_bytes());
            cells.push(u8::try_from(row.len()).unwrap_or(u8::MAX));
            for (label, weight) in row.into_iter().take(255) {
                cells.extend([label, weight as u8]);
            }
        }
        starts[number + 1] = u32::try_from(cells.len()).expect("a model is under 4 GiB");
    }
    let mut file = format!(
        "{MAGIC}\tname={}\tfeatures={}\tcorpus={}\tdev={}\tunit={unit}\tbuckets={buckets}\tlabels={}\n",
        header.name,
        header.features,
        header.corpus,
        header.dev,
        header.labels.join(" "),
    )
    .into_bytes();
    file.extend(starts.iter().flat_map(|start| start.to_le_bytes()));
    file.extend(cells);
    file
}

/// The signed root of `weight / step`, rounded to the nearest: how every model writes its weights.
pub(crate) fn root(weight: i64, step: i64) -> i8 {
    let square = weight.abs();
    let root = (0..127i64)
        .take_while(|&root| {
            // Nearer to root + 1 than to root on the scale of roots: beyond (root + ½)².
            4 * square > step * (2 * root + 1) * (2 * root + 1)
        })
        .count() as i8;
    if weight < 0 { -root } else { root }
}

/// Brings `items` into an order that depends on `seed` only (Fisher and Yates; xorshift64*).
pub fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for last in (1..items.len()).rev() {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let random = state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        items.swap(last, (random as usize * (last + 1)) >> 32);
    }
}

/// Eight hex digits of a hash of the training data, for the first line of a model.
pub fn fingerprint<'a>(files: impl IntoIterator<Item = &'a [u8]>) -> String {
    let hash = files.into_iter().fold(Hash::new(), Hash::bytes);
    format!("{:08x}", hash.finish() >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_rounded_to_the_nearest() {
        for (weight, expected) in [
            (0, 0),
            (1, 1),
            (2, 1),
            (3, 2),
            (-4, -2),
            (-16_129, -127),
            (99_999, 127),
        ] {
            assert_eq!(root(weight, 1), expected, "{weight}");
        }
    }

    /// A treebank of two sentences, many times.
    fn tiny() -> Corpora {
        let text = "# doc = a\n\
            1\tAna\tAna\tNNP\tPERSON\t2\tnsubj\t0\t3\t-\n\
            2\tsaid\tsay\tVBD\tO\t0\troot\t4\t8\t-\n\
            3\tBo\tBo\tNNP\tPERSON\t4\tnsubj\t9\t11\t-\n\
            4\tleft\tleave\tVBD\tO\t2\tccomp\t12\t16\t-\n\
            5\tLima\tLima\tNNP\tLOCATION\t4\tdobj\t17\t21\t-\n\
            6\t.\t.\t.\tO\t2\tpunct\t21\t22\t-\n\n\
            1\tThey\tthey\tPRP\tO\t2\tnsubj\t23\t27\t-\n\
            2\tvisited\tvisit\tVBD\tO\t0\troot\t28\t35\t-\n\
            3\tthe\tthe\tDT\tO\t4\tdet\t36\t39\t-\n\
            4\tharbor\tharbor\tNN\tO\t2\tdobj\t40\t46\t-\n\
            5\t.\t.\t.\tO\t2\tpunct\t46\t47\t-\n";
        let documents = || {
            (0..12)
                .flat_map(|_| corpus::silver(text))
                .collect::<Vec<_>>()
        };
        Corpora {
            silver: [documents(), documents()],
            ..Corpora::default()
        }
    }

    #[test]
    fn training_on_an_invented_treebank_learns_it_and_gives_the_same_bytes_twice() {
        let corpora = tiny();
        let train = || {
            let words = words(&corpora);
            let tags = tags(&corpora, &words).unwrap();
            let arcs = arcs(&corpora, &words, &tags).unwrap();
            let models = Models {
                words: &words,
                tags: &tags,
                arcs: &arcs,
            };
            let names = names(&corpora, models).unwrap();
            let table = measure(&corpora, models, &names).unwrap();
            for row in [
                "tags silver\t100.00",
                "labelled attachment silver\t100.00",
                "names silver all\t100.00",
            ] {
                assert!(table.contains(row), "{row} is not in\n{table}");
            }
            [words, tags, arcs, names]
        };
        assert!(train() == train());
    }

    #[test]
    fn an_order_depends_on_its_seed_only() {
        let order = |seed| {
            let mut items: Vec<u32> = (0..100).collect();
            shuffle(&mut items, seed);
            items
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
    }
}
