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

/// 1 / (1 + e⁻ˣ) of a number in Q12, in Q15, within a ten-thousandth. No table, so that many are computed at once.
#[inline(always)]
fn gate(q12: i32) -> i32 {
    /// The logarithm of e to the base of two, in Q12.
    const LOG_E: i32 = 5_909;
    /// 2⁻ᶠ as a polynomial for f in 0 … 1, in Q15: exact at both ends.
    const POWER: [i32; 4] = [-1_298, 7_579, -22_665, 32_768];
    /// The line nearest to 1 / d for d in 1 … 2, in Q15.
    const INVERSE: [i32; 2] = [46_261, 15_420];
    const ONE: i32 = 1 << GATE;
    // e^-|x| as a power of two; beyond ±11 it is nothing.
    let power = (q12.saturating_abs().min(11 << WEIGHT) * LOG_E) >> WEIGHT;
    let (whole, rest) = (power >> WEIGHT, power & ((1 << WEIGHT) - 1));
    let [cube, square, slope, start] = POWER;
    let small = ((((((cube * rest) >> WEIGHT) + square) * rest) >> WEIGHT) + slope) * rest;
    let below = ((small >> WEIGHT) + start) >> whole;
    // 1 / (1 + below), by two steps of Newton's.
    let halved = (ONE + below) >> 1;
    let mut inverse = INVERSE[0] - ((INVERSE[1] * halved) >> (GATE - 1));
    inverse = (inverse * (2 * ONE - ((halved * inverse) >> (GATE - 1)))) >> GATE;
    inverse = (inverse * (2 * ONE - ((halved * inverse) >> (GATE - 1)))) >> GATE;
    if q12 < 0 { ONE - inverse } else { inverse }
}

/// The hyperbolic tangent of a number in Q12 within ±16, in Q15.
#[inline(always)]
fn bend(q12: i32) -> i32 {
    2 * gate(2 * q12) - (1 << GATE)
}

/// How many vectors meet the same rows of weights one after the other.
const TOGETHER: usize = 8;
/// How many rows of weights a vector meets at once.
const ROWS: usize = 4;

/// What computes on this machine. The numbers are the same on all: they are integers, modulo 2³².
#[derive(Debug, Clone, Copy)]
pub(super) enum Machine {
    /// Sixteen numbers at once, by the instructions of AVX2.
    #[cfg(target_arch = "x86_64")]
    Sixteen(pulp::x86::V3),
    /// Eight numbers at once, which every machine has or imitates.
    Eight,
}

impl Machine {
    /// The fastest of this machine.
    pub(super) fn new() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(machine) = pulp::x86::V3::try_new() {
            return Self::Sixteen(machine);
        }
        Self::Eight
    }

    /// Does `work` with the instructions of this machine, where it is inlined.
    #[inline(always)]
    pub(super) fn run<R>(self, work: impl FnOnce() -> R) -> R {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Sixteen(machine) => machine.vectorize(work),
            Self::Eight => work(),
        }
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
                || {
                    products(
                        vectors,
                        rows,
                        bias,
                        outputs,
                        #[inline(always)]
                        |pair, rows| sixteen(machine, pair, rows),
                    )
                },
            ),
            Self::Eight => products(vectors, rows, bias, outputs, |a, b| {
                [0, 1].map(|at| i32x4::new(std::array::from_fn(|row| eight(&a[at], &b[row]))))
            }),
        }
    }
}

/// `dots` gives the products of two vectors with some rows: each row that is fetched serves both.
#[inline(always)]
fn products<const N: usize>(
    vectors: &[[i16; N]],
    rows: &[[i16; N]],
    bias: &[i16],
    outputs: &mut [i32],
    dots: impl Fn(&[[i16; N]; 2], &[[i16; N]; ROWS]) -> [i32x4; 2],
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
            let bias = i32x4::new(bias.map(|bias| i32::from(bias) << VECTOR));
            let (pairs, last) = vectors.as_chunks::<2>();
            let mut outputs = outputs.chunks_exact_mut(rows.len());
            let mut put = |sums: i32x4| {
                let outputs = outputs.next().map(|outputs| &mut outputs[from..]);
                if let Some(place) = outputs.and_then(|outputs| outputs.first_chunk_mut::<ROWS>()) {
                    *place = (sums + bias).to_array();
                }
            };
            for pair in pairs {
                let [first, second] = dots(pair, some);
                put(first);
                put(second);
            }
            for vector in last {
                put(dots(&[*vector, *vector], some)[0]);
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

/// The sums of the products of two vectors with some rows.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn sixteen<'n, const N: usize>(
    machine: pulp::x86::V3,
    vectors: &'n [[i16; N]; 2],
    rows: &'n [[i16; N]; ROWS],
) -> [i32x4; 2] {
    let (avx, avx2) = (machine.avx, machine.avx2);
    // How long the loop is stays hidden: unrolled, it keeps more rows in hand than there are registers.
    let count = std::hint::black_box(N / 16);
    let parts = |numbers: &'n [i16; N]| numbers.as_chunks::<16>().0.get(..count).unwrap_or(&[]);
    let [a, b] = [parts(&vectors[0]), parts(&vectors[1])];
    let [r0, r1, r2, r3] = [0, 1, 2, 3].map(|row| parts(&rows[row]));
    let mut sums = [[avx._mm256_setzero_si256(); ROWS]; 2];
    let rows = r0.iter().zip(r1).zip(r2.iter().zip(r3));
    for ((&a, &b), ((&r0, &r1), (&r2, &r3))) in a.iter().zip(b).zip(rows) {
        let (a, b) = (pulp::cast(a), pulp::cast(b));
        for (number, row) in [r0, r1, r2, r3].into_iter().enumerate() {
            let row = pulp::cast(row);
            let [first, second] = &mut sums;
            first[number] = avx2._mm256_add_epi32(first[number], avx2._mm256_madd_epi16(a, row));
            second[number] = avx2._mm256_add_epi32(second[number], avx2._mm256_madd_epi16(b, row));
        }
    }
    [total(machine, sums[0]), total(machine, sums[1])]
}

/// The sum of the parts of each: adding up those of four at once costs hardly more than of one.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn total(machine: pulp::x86::V3, [a, b, c, d]: [std::arch::x86_64::__m256i; ROWS]) -> i32x4 {
    let avx2 = machine.avx2;
    let halves = avx2._mm256_hadd_epi32(avx2._mm256_hadd_epi32(a, b), avx2._mm256_hadd_epi32(c, d));
    let [low, high]: [i32x4; 2] = pulp::cast(halves);
    low + high
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
    let forget = gate(looked(forget, looks[0]));
    let reset = gate(looked(reset, looks[1]));
    let one = 1 << GATE;
    // Within ±16, so that the products stay below 2³¹.
    let candidate = candidate.clamp(-0xffff, 0xffff);
    *carried = (forget * *carried + (one - forget) * candidate + one / 2) >> GATE;
    let bent = (bend(*carried) + (1 << (GATE - VECTOR - 1))) >> (GATE - VECTOR);
    let output = reset * bent + (one - reset) * i32::from(input);
    ((output + one / 2) >> GATE) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_near_the_ones_of_the_library() {
        for q12 in (-65_535..=65_535).step_by(37) {
            let x = f64::from(q12) / 4096.0;
            let logistic = f64::from(gate(q12)) / 32_768.0;
            assert!((logistic - 1.0 / (1.0 + (-x).exp())).abs() < 0.0001, "{x}");
            let tanh = f64::from(bend(q12)) / 32_768.0;
            assert!((tanh - x.tanh()).abs() < 0.0002, "{x}");
        }
        for (q12, expected) in [(i32::MIN, 1), (i32::MAX, 32_767)] {
            assert_eq!(gate(q12), expected);
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
        for machine in [Machine::new(), Machine::Eight] {
            let mut sums = vec![0; expected.len()];
            machine.products(&vectors, &rows, &bias, &mut sums);
            assert_eq!(sums, expected, "{machine:?}");
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
