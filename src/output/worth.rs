//! The squashing of a check-worthiness score, without a float that decides.

use crate::language::logistic;

/// Scores from here on are worth 1, in hundredths: `100 · ln(0.9995 / 0.0005)`.
const CERTAIN: usize = 761;

/// The logistic function of scores in hundredths, in thousandths.
static WORTH: [u16; CERTAIN] = {
    let mut table = [0; CERTAIN];
    let mut score = 0;
    while score < CERTAIN {
        table[score] = (1000.0 * logistic(score as f64 / 100.0) + 0.5) as u16;
        score += 1;
    }
    table
};

/// The logistic function of a score in hundredths, in thousandths: 500 for 0.
#[must_use]
pub fn permille(score: i32) -> u16 {
    let worth = WORTH
        .get(score.unsigned_abs() as usize)
        .map_or(1000, |&worth| worth);
    if score < 0 { 1000 - worth } else { worth }
}

/// The thousandths that a record prints as `worth`, between 0 and 1.
#[must_use]
pub fn printed(worth: f64) -> u16 {
    (worth * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_logistic_function() {
        for score in -1000..=1000 {
            let exact = 1000.0 / (1.0 + (-f64::from(score) / 100.0).exp());
            assert!(
                (f64::from(permille(score)) - exact).abs() <= 0.500_001,
                "{score}"
            );
        }
        assert_eq!((permille(i32::MIN), permille(i32::MAX)), (0, 1000));
        assert!(WORTH[CERTAIN - 1] < 1000);
        assert_eq!(permille(CERTAIN as i32), 1000);
    }

    #[test]
    fn what_is_printed_is_what_was_scored() {
        for worth in 0..=1000 {
            assert_eq!(printed(f64::from(worth) / 1000.0), worth);
        }
    }
}
