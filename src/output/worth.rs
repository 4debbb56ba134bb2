//! The squashing of a check-worthiness score, without a float that decides.

/// For 51 to 100 percent, the smallest score in hundredths whose logistic function rounds to it:
/// `100 · ln(p / (1 − p))` for p half a percent below, rounded up.
const THRESHOLDS: [i32; 50] = [
    3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 43, 47, 52, 56, 60, 65, 69, 74, 78, 83, 88, 92, 97, 103,
    108, 113, 119, 124, 130, 136, 142, 149, 156, 163, 170, 178, 186, 195, 205, 215, 226, 238, 252,
    267, 285, 306, 332, 367, 419, 530,
];

/// The logistic function of a score in hundredths, in percent: 50 for 0.
#[must_use]
pub fn percent(score: i32) -> u8 {
    let above = THRESHOLDS.partition_point(|&threshold| threshold <= score.saturating_abs()) as u8;
    if score < 0 { 50 - above } else { 50 + above }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_logistic_function() {
        for score in -1000..=1000 {
            let exact = 100.0 / (1.0 + (-f64::from(score) / 100.0).exp());
            assert!(
                (f64::from(percent(score)) - exact).abs() <= 0.500_001,
                "{score}"
            );
        }
        assert_eq!((percent(i32::MIN), percent(i32::MAX)), (0, 100));
    }
}
