//! Linear models: hashed features to integer weights of labels, read in place.
//!
//! A file is a line of text and three tables; every number is little-endian.
//!
//! ```text
//! ascribe-model 1 ⇥ name=tag ⇥ features=3 ⇥ corpus=… ⇥ dev=… ⇥ unit=… ⇥ buckets=N ⇥ labels=CC CD … ⏎
//! N+1 × u32          where each bucket starts in the cells; the last is their length
//! cells of bucket 0: [check u16, count u8, count × (label u8, weight i8)] …   cells of bucket 1: …
//!
//! feature (64 bits) ─▶ high 32 bits × N / 2³² = bucket;  low 16 bits = check
//! ```
//!
//! A weight `w` of the file stands for `sign(w) · w²`: small weights keep their differences and large ones their size.
//! Scores are sums of these in `i32`; `unit` is what a weight of one of the trainer became, for comparing margins.

use std::fmt;

/// What the first line of every model starts with; the number is the version of the format.
pub const MAGIC: &str = "ascribe-model 1";

/// A feature: the number of a template and its values, as one hash.
#[must_use]
pub fn feature(template: u64, values: impl IntoIterator<Item = u64>) -> u64 {
    let mix = |state: u64, value: u64| {
        let x = (state ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^ (x >> 29)
    };
    let start = mix(0x51ed_270b_35ae_f1c3, template + 1);
    let state = values.into_iter().fold(start, |state, value| {
        mix(state, value.wrapping_add(0x632b_e59b_d9b4_e019))
    });
    mix(state, 0x2545_f491_4f6c_dd1d)
}

/// Scores by label. Labels are bytes, so an index is never out of range.
pub type Scores = [i32; 256];

/// The first line of a model, without its end, and the tables after it.
///
/// # Errors
/// If the line does not start with `magic`.
pub(super) fn first_line<'a>(
    bytes: &'a [u8],
    magic: &'static str,
) -> Result<(&'a str, &'a [u8]), Error> {
    let line = memchr::memchr(b'\n', bytes).ok_or(Error::Magic(magic))?;
    let header = std::str::from_utf8(&bytes[..line]).map_err(|_| Error::Magic(magic))?;
    if !header.starts_with(magic) {
        return Err(Error::Magic(magic));
    }
    Ok((header, &bytes[line + 1..]))
}

/// A field of a first line: `name=value` between tabs.
pub(super) fn field<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header
        .split('\t')
        .find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
}

/// A linear model over the bytes of its file.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// The first line, without its end.
    pub header: &'a str,
    /// What a weight of 1 in training is in the scores of this model.
    pub unit: i32,
    buckets: u64,
    starts: &'a [u8],
    cells: &'a [u8],
}

/// Why a file is no model for this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The first line does not start with this, what every model of this kind and version starts with.
    Magic(&'static str),
    /// A field of the first line is missing or not what is expected.
    Field {
        /// Its name.
        name: &'static str,
        /// What it should be, where that is known.
        expected: String,
    },
    /// There are fewer bytes than the first line promises.
    Short,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic(magic) => write!(
                f,
                "the file does not start with `{magic}`: it is no model, or one of another version"
            ),
            Self::Field { name, expected } if expected.is_empty() => {
                write!(
                    f,
                    "the model's first line has no usable field `{name}`: the file is damaged"
                )
            }
            Self::Field { name, expected } => {
                write!(
                    f,
                    "the model's field `{name}` is not `{expected}`: train it again with this version of the program"
                )
            }
            Self::Short => write!(
                f,
                "the model ends before its tables do: the file is damaged"
            ),
        }
    }
}

impl std::error::Error for Error {}

/// How many buckets are looked up before the first is read, so that the look-ups do not wait for each other.
const AHEAD: usize = 96;

impl<'a> Model<'a> {
    /// The model `name` in `bytes`, made for the feature set `features` and these labels.
    ///
    /// Looks at the first line and the length only, so it costs nothing at start-up; a table that was damaged gives wrong
    /// scores, never a panic. The tests compare the checksums of the committed files.
    ///
    /// # Errors
    /// If the bytes are no model of this version, or one made for something else.
    pub fn read<'l>(
        bytes: &'a [u8],
        name: &str,
        features: u32,
        labels: impl IntoIterator<Item = &'l str>,
    ) -> Result<Self, Error> {
        let (header, tables) = first_line(bytes, MAGIC)?;
        let model = Self {
            header,
            unit: 1,
            buckets: 1,
            starts: &[],
            cells: &[],
        };
        let labels: Vec<_> = labels.into_iter().collect();
        for (field, expected) in [
            ("name", name.to_owned()),
            ("features", features.to_string()),
            ("labels", labels.join(" ")),
        ] {
            if model.field(field) != Some(expected.as_str()) {
                return Err(Error::Field {
                    name: field,
                    expected,
                });
            }
        }
        let number = |name| {
            let value = model
                .field(name)
                .and_then(|value| value.parse::<i32>().ok());
            value.filter(|&value| value > 0).ok_or(Error::Field {
                name,
                expected: String::new(),
            })
        };
        let (unit, buckets) = (number("unit")?, number("buckets")?);
        let starts = tables
            .get(..4 * (buckets as usize + 1))
            .ok_or(Error::Short)?;
        let cells = &tables[starts.len()..];
        if word(starts, 4 * buckets as usize) != Some(cells.len()) {
            return Err(Error::Short);
        }
        Ok(Self {
            unit,
            buckets: buckets as u64,
            starts,
            cells,
            ..model
        })
    }

    /// A field of the first line: `name features corpus dev unit buckets labels`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'a str> {
        field(self.header, name)
    }

    /// The bucket of a feature: where its cells start and end.
    fn bucket(&self, feature: u64) -> (u32, u32) {
        let bucket = ((feature >> 32) * self.buckets) >> 32;
        let at = 4 * bucket as usize;
        let Some(pair) = self.starts.get(at..at + 8) else {
            return (0, 0);
        };
        let word =
            |at: usize| u32::from_le_bytes([pair[at], pair[at + 1], pair[at + 2], pair[at + 3]]);
        (word(0), word(4))
    }

    /// The cells of a feature in its bucket.
    fn find(&self, feature: u64, (start, end): (u32, u32)) -> &'a [u8] {
        let mut rest = self.cells.get(start as usize..end as usize).unwrap_or(&[]);
        let check = (feature as u16).to_le_bytes();
        while let [low, high, count, after @ ..] = rest {
            let length = 2 * usize::from(*count);
            if [*low, *high] == check {
                return after.get(..length).unwrap_or(&[]);
            }
            rest = after.get(length..).unwrap_or(&[]);
        }
        &[]
    }

    /// The cells of a feature: pairs of label and weight.
    #[must_use]
    pub fn row(&self, feature: u64) -> &'a [u8] {
        self.find(feature, self.bucket(feature))
    }

    /// Adds the weights of `features` to `scores`.
    pub fn score(&self, features: &[u64], scores: &mut Scores) {
        let mut buckets = [(0, 0); AHEAD];
        for features in features.chunks(AHEAD) {
            for (bucket, &feature) in buckets.iter_mut().zip(features) {
                *bucket = self.bucket(feature);
            }
            // The cells are far apart in memory: touching all of them first lets the loads overlap.
            let touched = buckets[..features.len()].iter().fold(0, |touched, bucket| {
                touched ^ self.cells.get(bucket.0 as usize).copied().unwrap_or(0)
            });
            std::hint::black_box(touched);
            for (&bucket, &feature) in buckets.iter().zip(features) {
                for cell in self.find(feature, bucket).chunks_exact(2) {
                    scores[usize::from(cell[0])] += SQUARES[usize::from(cell[1])];
                }
            }
        }
    }
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let word = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(word.try_into().ok()?) as usize)
}

/// What the weight in a byte stands for.
const SQUARES: [i32; 256] = {
    let mut squares = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let weight = byte as u8 as i8 as i32;
        squares[byte] = weight * weight.abs();
        byte += 1;
    }
    squares
};

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;
    use crate::language::train::{Header, write};

    const LABELS: [&str; 2] = ["no", "yes"];

    /// Forty features each for one of the labels.
    fn file() -> Vec<u8> {
        let rows = (0..40u64).flat_map(|round| {
            [
                (round << 40 | 1, vec![(1, 3)]),
                (round << 40 | 2, vec![(0, 2), (1, -1)]),
            ]
        });
        let header = Header {
            name: "test",
            features: 7,
            corpus: "none".to_owned(),
            dev: "none".to_owned(),
            labels: &LABELS,
        };
        write(&header, rows.collect(), 1)
    }

    #[test]
    fn a_model_says_what_was_written_and_nothing_of_other_features() {
        let file = file();
        let model = Model::read(&file, "test", 7, LABELS).unwrap();
        for round in 0..40u64 {
            let mut scores = [0; 256];
            model.score(&[round << 40 | 1, round << 40 | 2], &mut scores);
            assert_eq!(scores[..3], [4, 8, 0], "{round}");
        }
        assert!(model.row(99 << 40).is_empty());
    }

    #[test]
    fn a_damaged_file_is_an_error_or_a_wrong_score_but_never_a_panic() {
        let file = file();
        let read = |bytes: &[u8]| Model::read(bytes, "test", 7, LABELS).map(|_| ());
        assert_eq!(read(b""), Err(Error::Magic(MAGIC)));
        assert_eq!(read(b"PK\x03\x04\n"), Err(Error::Magic(MAGIC)));
        assert_eq!(read(&file[..file.len() - 1]), Err(Error::Short));
        assert_eq!(read(&file[..150.min(file.len())]), Err(Error::Short));
        assert!(
            Model::read(&file, "test", 8, LABELS)
                .unwrap_err()
                .to_string()
                .contains("train it again")
        );
        assert!(Model::read(&file, "other", 7, LABELS).is_err());
        for at in 0..file.len() {
            let mut broken = file.clone();
            broken[at] ^= 0xff;
            if let Ok(model) = Model::read(&broken, "test", 7, LABELS) {
                for round in 0..40u64 {
                    model.score(&[round << 40 | 1, round << 40 | 2, 77], &mut [0; 256]);
                }
            }
        }
    }
}
