//! An extraction to its record: ids, strings and printed offsets come into being here.

use super::schema::Record;
use crate::extract::Extraction;
use crate::language::Analysis;
use crate::parse::{Article, Given};
use crate::text::offsets::Unit;

/// What a record is to carry.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The unit of all offsets.
    pub unit: Unit,
    /// Whether the decoded text comes along.
    pub include_text: bool,
}

/// The record of an article.
#[must_use]
pub fn record(
    _article: &Article,
    _analysis: &Analysis,
    _extraction: &Extraction,
    _given: &Given,
    _options: &Options,
) -> Record {
    unreachable!("written with the output stage")
}
