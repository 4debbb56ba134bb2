//! Temporal expressions with their TIMEX3 values.

use crate::language::Analysis;
use crate::parse::{Article, Given};
use crate::text::{Note, Span};
use crate::time::Timex;
use chrono::NaiveDate;

/// A temporal expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Its words.
    pub span: Span,
    /// Type and value; the value is `None` for an impossible date such as "Feb. 30".
    pub timex: Timex,
    /// Whether the value is one; an impossible date has a type only.
    pub possible: bool,
    /// The TIMEX3 modifier, such as `APPROX` or `START`.
    pub modifier: Option<&'static str>,
    /// The first and the last calendar day it covers, where it denotes any.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// Finds the temporal expressions of headline, deck and body, sorted and disjoint.
#[must_use]
pub fn find(
    _article: &Article,
    _analysis: &Analysis,
    _given: &Given,
    _notes: &mut Vec<Note>,
) -> Vec<DateMention> {
    Vec::new()
}
