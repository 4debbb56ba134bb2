//! Learning of the models of this engine, and the files of linear models.
//!
//! The model of words is counted ([`words`]), the network is learned by stochastic gradients ([`net`]). Both are the same
//! bytes on every run: seeds are fixed, input is read in order, and floats meet only operations that are rounded the same
//! everywhere. [`write`] makes the file of any linear model with integer weights.

mod clusters;
pub mod corpus;
mod data;
pub mod files;
pub mod marks;
mod measure;
mod net;

pub use data::{Corpora, half, words};
pub use measure::measure;
pub use net::net;

use super::model::MAGIC;
use crate::text::hash::Hash;

/// Number of features for one bucket of a file.
const BUCKET: usize = 4;
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
    use std::collections::BTreeMap;

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
                .flat_map(|_| corpus::silver(text, &BTreeMap::new()))
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
            let net = net(&corpora, &words, 100).unwrap();
            let table = measure(&corpora, &words, &net).unwrap();
            for row in [
                "tags silver\t100.00",
                "labelled attachment silver\t100.00",
                "names silver all\t100.00",
            ] {
                assert!(table.contains(row), "{row} is not in\n{table}");
            }
            [words, net]
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
