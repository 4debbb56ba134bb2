//! Exact decimal numbers, as the words of a quantity give them.

use std::fmt;

/// `digits` divided by ten to the power `places`. [`fmt::Display`] prints it without an exponent: `4.5`, `1600000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: u128,
    places: u32,
}

/// Beyond this many digits a number is noise.
const MAX_DIGITS: usize = 24;

/// The largest factor of a number word is a quadrillion, and few stand in a row.
const MAX: u128 = 10u128.pow(30);

impl Decimal {
    /// Digits with a decimal point and commas between thousands: `1,001`, `47.1`, `.5`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty())
            || !is_digits(fraction)
            || text.len() > MAX_DIGITS
        {
            return None;
        }
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let grouped = groups.clone().count() > 0;
        // Lakhs and crores group by two: 12,34,567.
        let well = groups.all(|group| matches!(group.len(), 2 | 3) && is_digits(group));
        if !is_digits(first) || !well || (grouped && !matches!(first.len(), 1..=3)) {
            return None;
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        Some(Self {
            digits: digits.parse().ok()?,
            places: fraction.len() as u32,
        })
    }

    /// `None` where the product is absurdly large.
    pub(super) fn times(self, factor: Self) -> Option<Self> {
        let digits = self
            .digits
            .checked_mul(factor.digits)
            .filter(|&d| d < MAX)?;
        Some(Self {
            digits,
            places: self.places + factor.places,
        })
    }

    pub(super) fn plus(self, other: u64) -> Option<Self> {
        let scaled = u128::from(other).checked_mul(10u128.checked_pow(self.places)?)?;
        Some(Self {
            digits: self.digits.checked_add(scaled).filter(|&d| d < MAX)?,
            ..self
        })
    }

    /// Whether it is a whole number from `low` to `high`.
    pub(super) fn is_within(self, low: u128, high: u128) -> bool {
        self.places == 0 && (low..=high).contains(&self.digits)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let digits = format!("{:0>width$}", self.digits, width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() {
            f.write_str(whole)
        } else {
            write!(f, "{whole}.{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_are_exact() {
        let read = |text: &str| Decimal::parse(text).map(|number| number.to_string());
        for (text, value) in [
            ("1,001", "1001"),
            ("47.10", "47.1"),
            (".5", "0.5"),
            ("12,34,567", "1234567"),
            ("007", "7"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        for text in [
            "",
            ".",
            "1,0",
            "1.2.3",
            "12a",
            ",5",
            "1234567890123456789012345",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        let million = number("1000000");
        assert_eq!(
            Decimal::parse("1.6")
                .unwrap()
                .times(million)
                .unwrap()
                .to_string(),
            "1600000"
        );
        assert_eq!(number("20").plus(5).unwrap().to_string(), "25");
    }

    #[test]
    fn absurd_products_have_no_value() {
        let mut product = number("1000000000000");
        let mut steps = 0;
        while let Some(next) = product.times(number("1000000000000")) {
            product = next;
            steps += 1;
            assert!(steps < 10);
        }
    }
}
