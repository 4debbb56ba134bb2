//! Arithmetic of training: in floats, but only with operations that IEEE 754 rounds the same on every machine.

/// e to the power of `x`, within about a millionth.
pub(super) fn exp(x: f32) -> f32 {
    /// Adding and taking away this rounds a float to a whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = (x + ROUND) - ROUND;
    let rest = (x - whole) * std::f32::consts::LN_2;
    let series = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0];
    let power = series.iter().fold(0.0, |sum, factor| (sum + factor) * rest) + 1.0;
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * power
}

/// The logistic function.
pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
pub(super) fn tanh(x: f32) -> f32 {
    2.0 * logistic(2.0 * x) - 1.0
}

/// Turns scores into probabilities.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - most);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// `a += factor · b`.
pub(super) fn add(a: &mut [f32], factor: f32, b: &[f32]) {
    for (a, b) in a.iter_mut().zip(b) {
        *a += factor * b;
    }
}

/// Four rows of `rows`, each of `width`, from the row `at`.
fn four(rows: &[f32], at: usize, width: usize) -> [&[f32]; 4] {
    [0, 1, 2, 3].map(|next| &rows[(at + next) * width..][..width])
}

/// `y += x · w`: `x` has rows of `inputs` numbers, `w` a row of `outputs` for each input, `y` rows of `outputs`.
pub(super) fn multiply(x: &[f32], w: &[f32], y: &mut [f32], inputs: usize, outputs: usize) {
    let count = x.len() / inputs;
    let whole = count - count % 4;
    // Four rows at once, so that each row of `w` is fetched a quarter as often.
    for at in (0..whole).step_by(4) {
        let [x0, x1, x2, x3] = four(x, at, inputs);
        let (y0, rest) = y[at * outputs..(at + 4) * outputs].split_at_mut(outputs);
        let (y1, rest) = rest.split_at_mut(outputs);
        let (y2, y3) = rest.split_at_mut(outputs);
        for input in 0..inputs {
            let (a, b, c, d) = (x0[input], x1[input], x2[input], x3[input]);
            let row = &w[input * outputs..][..outputs];
            for output in 0..outputs {
                y0[output] += a * row[output];
                y1[output] += b * row[output];
                y2[output] += c * row[output];
                y3[output] += d * row[output];
            }
        }
    }
    for at in whole..count {
        let y = &mut y[at * outputs..][..outputs];
        for input in 0..inputs {
            add(y, x[at * inputs + input], &w[input * outputs..][..outputs]);
        }
    }
}

/// `w += xᵀ · y`: a row of `w` for each number in a row of `x`.
pub(super) fn outer(x: &[f32], y: &[f32], w: &mut [f32], inputs: usize, outputs: usize) {
    let count = x.len() / inputs;
    let whole = count - count % 4;
    for at in (0..whole).step_by(4) {
        let [x0, x1, x2, x3] = four(x, at, inputs);
        let [y0, y1, y2, y3] = four(y, at, outputs);
        for input in 0..inputs {
            let (a, b, c, d) = (x0[input], x1[input], x2[input], x3[input]);
            let row = &mut w[input * outputs..][..outputs];
            for output in 0..outputs {
                row[output] += a * y0[output] + b * y1[output] + c * y2[output] + d * y3[output];
            }
        }
    }
    for at in whole..count {
        for input in 0..inputs {
            let row = &mut w[input * outputs..][..outputs];
            add(row, x[at * inputs + input], &y[at * outputs..][..outputs]);
        }
    }
}

/// The transpose of a matrix with rows of `inputs` numbers.
pub(super) fn transposed(w: &[f32], inputs: usize) -> Vec<f32> {
    let outputs = w.len() / inputs;
    let mut turned = vec![0.0; w.len()];
    for output in 0..outputs {
        for input in 0..inputs {
            turned[input * outputs + output] = w[output * inputs + input];
        }
    }
    turned
}

/// Random numbers that depend on a seed only (xorshift64*).
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xd134_2543_de82_ef95) ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// Between 0 and 1, without 1.
    pub(super) fn unit(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let random = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        (random >> 40) as f32 / 16_777_216.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_near_the_ones_of_the_library() {
        for step in -400..400 {
            let x = step as f32 / 20.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
            assert!((tanh(x) - x.tanh()).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn products_of_matrices_are_right_for_any_number_of_rows() {
        let x: Vec<f32> = (0..10).map(|number| number as f32).collect();
        let w = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]; // two inputs, three outputs
        let mut y = vec![0.0; 15];
        multiply(&x, &w, &mut y, 2, 3);
        assert_eq!(y[..3], [4.0, 5.0, 6.0]);
        assert_eq!(y[12..], [8.0 + 36.0, 16.0 + 45.0, 24.0 + 54.0]);
        let mut back = vec![0.0; 6];
        outer(&x, &y, &mut back, 2, 3);
        let expected: f32 = (0..5).map(|row| x[2 * row] * y[3 * row + 1]).sum();
        assert_eq!(back[1], expected);
        assert_eq!(transposed(&w, 3), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
