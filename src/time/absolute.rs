//! Full dates as printed in headers, datelines and prose.

use chrono::NaiveDate;

/// How exactly a date is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// A year only.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

/// A calendar date with the precision it was given in; the day is the first that it covers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Calendar {
    /// The day, or the first day of the month or year.
    pub day: NaiveDate,
    /// How exactly it is known.
    pub precision: Precision,
}
