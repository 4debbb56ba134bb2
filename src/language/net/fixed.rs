//! Arithmetic in integers: every machine gives the same numbers.
//!
//! A number with `n` fractional bits is written Qn. Vectors of tokens are `i16` in Q10, weights `i16` in Q12, embeddings
//! `i8` in Q6, sums of products `i32` in Q22.

use wide::{i16x8, i32x4};

/// Fractional bits of weights.
pub(in crate::language) const WEIGHT: u32 = 12;
/// Fractional bits of embeddings.
pub(in crate::language) const EMBEDDING: u32 = 6;
/// Fractional bits of vectors.
pub(super) const VECTOR: u32 = 10;
/// Fractional bits of gates.
const GATE: u32 = 15;
/// Half the range of the tables of functions, in Q12: beyond ±8 both functions are flat.
const REACH: i32 = 8 << WEIGHT;
/// Values of Q12 that share one entry of a table, as bits.
const GRAIN: u32 = 4;
const ENTRIES: usize = (2 * REACH as usize) >> GRAIN;

/// The logistic function in Q15.
static LOGISTIC: [u16; ENTRIES] = {
    let mut table = [0; ENTRIES];
    let mut at = 0;
    while at < ENTRIES {
        table[at] = (logistic(middle(at)) * (1 << GATE) as f64 + 0.5) as u16;
        at += 1;
    }
    table
};

/// The hyperbolic tangent in Q10.
static TANH: [i16; ENTRIES] = {
    let mut table = [0; ENTRIES];
    let mut at = 0;
    while at < ENTRIES {
        let value = (2.0 * logistic(2.0 * middle(at)) - 1.0) * (1 << VECTOR) as f64;
        table[at] = (value + if value < 0.0 { -0.5 } else { 0.5 }) as i16;
        at += 1;
    }
    table
};

/// The middle of what an entry of a table stands for.
const fn middle(entry: usize) -> f64 {
    let q12 = (entry << GRAIN) as f64 + (1 << GRAIN) as f64 / 2.0;
    q12 / (1 << WEIGHT) as f64 - 8.0
}

/// 1 / (1 + e⁻ˣ), by the series of eˣ and squaring: the same bits everywhere. For tables made when the program is built.
pub(crate) const fn logistic(x: f64) -> f64 {
    let small = -x / 1024.0;
    let (mut power, mut term, mut at) = (1.0, 1.0, 1.0);
    while at < 8.0 {
        term = term * small / at;
        power += term;
        at += 1.0;
    }
    let mut squarings = 0;
    while squarings < 10 {
        power *= power;
        squarings += 1;
    }
    1.0 / (1.0 + power)
}

const fn entry(q12: i32) -> usize {
    let inside = if q12 < -REACH {
        0
    } else if q12 >= REACH {
        2 * REACH - 1
    } else {
        q12 + REACH
    };
    inside as usize >> GRAIN
}

/// How many vectors meet the same rows of weights one after the other.
const TOGETHER: usize = 8;
/// How many rows of weights a vector meets at once.
const ROWS: usize = 4;

/// What multiplies on this machine. The sums are the same on all: they are of integers, modulo 2³².
#[derive(Debug, Clone, Copy)]
pub(super) enum Multiplier {
    /// Sixteen numbers at once, by the instructions of AVX2.
    #[cfg(target_arch = "x86_64")]
    Sixteen(pulp::x86::V3),
    /// Eight numbers at once, which every machine has or imitates.
    Eight,
}

impl Multiplier {
    /// The fastest of this machine.
    pub(super) fn new() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(machine) = pulp::x86::V3::try_new() {
            return Self::Sixteen(machine);
        }
        Self::Eight
    }

    /// The products of each vector with each row, plus the row's bias (which has the fractional bits of a weight); those of
    /// one vector lie together. `N` is a multiple of sixteen, and there are at least [`ROWS`] rows.
    pub(super) fn products<const N: usize>(
        self,
        vectors: &[[i16; N]],
        rows: &[[i16; N]],
        bias: &[i16],
        outputs: &mut [i32],
    ) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Sixteen(machine) => machine.vectorize(
                #[inline(always)]
                || products(vectors, rows, bias, outputs, |a, b| sixteen(machine, a, b)),
            ),
            Self::Eight => products(vectors, rows, bias, outputs, |a, b| {
                std::array::from_fn(|row| eight(a, &b[row]))
            }),
        }
    }
}

/// `dots` gives the products of a vector with some rows.
#[inline(always)]
fn products<const N: usize>(
    vectors: &[[i16; N]],
    rows: &[[i16; N]],
    bias: &[i16],
    outputs: &mut [i32],
    dots: impl Fn(&[i16; N], &[[i16; N]; ROWS]) -> [i32; ROWS],
) {
    // Some rows of weights serve some vectors while they are near; of the last rows, some meet the vectors twice.
    let last = rows.len().saturating_sub(ROWS);
    let groups = (0..last).step_by(ROWS).chain([last]);
    let groups = groups.filter_map(|from| {
        let rows = rows[from..].first_chunk::<ROWS>()?;
        Some((from, rows, bias[from..].first_chunk::<ROWS>()?))
    });
    let outputs = outputs.chunks_mut(TOGETHER * rows.len());
    for (vectors, outputs) in vectors.chunks(TOGETHER).zip(outputs) {
        for (from, some, bias) in groups.clone() {
            let bias = bias.map(|bias| i32::from(bias) << VECTOR);
            for (vector, outputs) in vectors.iter().zip(outputs.chunks_exact_mut(rows.len())) {
                if let Some(outputs) = outputs[from..].first_chunk_mut::<ROWS>() {
                    let sums = dots(vector, some);
                    *outputs = std::array::from_fn(|at| sums[at].wrapping_add(bias[at]));
                }
            }
        }
    }
}

/// The sum of the products of two vectors.
#[inline(always)]
fn eight<const N: usize>(a: &[i16; N], b: &[i16; N]) -> i32 {
    let (a, _) = a.as_chunks::<8>();
    let (b, _) = b.as_chunks::<8>();
    let mut sums = i32x4::ZERO;
    for (&a, &b) in a.iter().zip(b) {
        sums += i16x8::new(a).dot(i16x8::new(b));
    }
    sums.reduce_add()
}

/// The sums of the products of a vector with some rows: adding up the parts of four sums at once costs hardly more than of one.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn sixteen<const N: usize>(
    machine: pulp::x86::V3,
    a: &[i16; N],
    rows: &[[i16; N]; ROWS],
) -> [i32; ROWS] {
    let (avx, avx2) = (machine.avx, machine.avx2);
    let (a, _) = a.as_chunks::<16>();
    let mut sums = [avx._mm256_setzero_si256(); ROWS];
    for (at, &a) in a.iter().enumerate() {
        let a = pulp::cast(a);
        for (sum, row) in sums.iter_mut().zip(rows) {
            let row = row.as_chunks::<16>().0[at];
            *sum = avx2._mm256_add_epi32(*sum, avx2._mm256_madd_epi16(a, pulp::cast(row)));
        }
    }
    let [first, second, third, fourth] = sums;
    let halves = avx2._mm256_hadd_epi32(
        avx2._mm256_hadd_epi32(first, second),
        avx2._mm256_hadd_epi32(third, fourth),
    );
    let [low, high]: [i32x4; 2] = pulp::cast(halves);
    (low + high).to_array()
}

/// The nearest `i16` to `sum` after dropping `bits` fractional bits.
#[inline(always)]
pub(super) fn narrow(sum: i32, bits: u32) -> i16 {
    let rounded = sum.saturating_add(1 << (bits - 1)) >> bits;
    rounded.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// One step of one number of a recurrent layer.
///
/// `gates` are candidate, forget and reset gate in Q22 before what was carried is looked at, by the weights `looks` in Q12;
/// `carried` is in Q12, `input` in Q10. Returns the output in Q10.
#[inline(always)]
pub(super) fn step(gates: [i32; 3], looks: [i16; 2], carried: &mut i32, input: i16) -> i16 {
    let [candidate, forget, reset] = gates.map(|gate| gate >> VECTOR);
    let looked =
        |gate: i32, look: i16| gate.wrapping_add(i32::from(look).wrapping_mul(*carried) >> WEIGHT);
    let forget = i32::from(LOGISTIC[entry(looked(forget, looks[0]))]);
    let reset = i32::from(LOGISTIC[entry(looked(reset, looks[1]))]);
    let one = 1 << GATE;
    // Within ±16, so that the products stay below 2³¹.
    let candidate = candidate.clamp(-0xffff, 0xffff);
    *carried = (forget * *carried + (one - forget) * candidate + one / 2) >> GATE;
    let output = reset * i32::from(TANH[entry(*carried)]) + (one - reset) * i32::from(input);
    ((output + one / 2) >> GATE) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_their_functions() {
        for q12 in (-40_000..40_000).step_by(37) {
            let x = f64::from(q12) / 4096.0;
            let logistic = f64::from(LOGISTIC[entry(q12)]) / 32_768.0;
            assert!((logistic - 1.0 / (1.0 + (-x).exp())).abs() < 0.001, "{x}");
            let tanh = f64::from(TANH[entry(q12)]) / 1024.0;
            assert!((tanh - x.tanh()).abs() < 0.003, "{x}");
        }
    }

    #[test]
    fn every_way_to_multiply_gives_the_sums_of_products() {
        let number = |at: usize| (at * at * 7_919 % 65_536) as u16 as i16;
        let vector =
            |from: usize| -> [i16; 32] { std::array::from_fn(|at| number(from + 32 * at)) };
        // More vectors than meet a row together, and the sum that leaves 32 bits.
        let mut vectors: Vec<_> = (0..TOGETHER + 3).map(vector).collect();
        vectors[2] = [i16::MIN; 32];
        let rows = [vector(5), [i16::MIN; 32], vector(9), vector(2), vector(7)];
        let bias = [-3, 0, i16::MAX, 1, 2];
        let mut expected = Vec::new();
        for vector in &vectors {
            for (row, bias) in rows.iter().zip(bias) {
                let products = vector
                    .iter()
                    .zip(row)
                    .map(|(&a, &b)| i64::from(a) * i64::from(b));
                expected.push((products.sum::<i64>() + (i64::from(bias) << VECTOR)) as i32);
            }
        }
        for multiplier in [Multiplier::new(), Multiplier::Eight] {
            let mut sums = vec![0; expected.len()];
            multiplier.products(&vectors, &rows, &bias, &mut sums);
            assert_eq!(sums, expected, "{multiplier:?}");
        }
    }

    #[test]
    fn narrowing_rounds_and_stops_at_the_ends() {
        assert_eq!(narrow(5, 1), 3);
        assert_eq!(narrow(-5, 1), -2);
        assert_eq!(narrow(i32::MAX, 4), i16::MAX);
        assert_eq!(narrow(i32::MIN, 4), i16::MIN);
    }

    #[test]
    fn a_step_keeps_within_its_bounds_whatever_the_gates_are() {
        for gate in [i32::MIN, -1, 0, i32::MAX] {
            let mut carried = 0xffff;
            for _ in 0..3 {
                step([gate; 3], [i16::MAX, i16::MIN], &mut carried, i16::MIN);
                assert!(carried.abs() <= 0xffff);
            }
        }
    }
}
