//! TIMEX3 values (TimeML 1.2.1, Pustejovsky et al. 2005).

use std::fmt;

/// A TIMEX3 type with its value; [`fmt::Display`] writes the value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Timex {
    /// A point on the calendar, such as `2025-04-14`, `2025-Q1` or `PAST_REF`.
    Date(String),
    /// A time of a day, such as `2025-04-14T16:30`.
    Time(String),
    /// A length of time, such as `P3D`.
    Duration(String),
    /// A repetition, such as `XXXX-WXX-1`.
    Set(String),
}

impl Timex {
    /// The TIMEX3 type in capitals: `DATE`, `TIME`, `DURATION` or `SET`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Date(_) => "DATE",
            Self::Time(_) => "TIME",
            Self::Duration(_) => "DURATION",
            Self::Set(_) => "SET",
        }
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(value) | Self::Time(value) | Self::Duration(value) | Self::Set(value) => {
                f.write_str(value)
            }
        }
    }
}
