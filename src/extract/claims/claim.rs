//! What is found: claims, with what they say of themselves.

use crate::extract::attributions::RelationId;
use crate::extract::speakers::SpeakerId;
use crate::text::{Span, Spans};

/// A checkable statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its words, without complementizer, cue, source or quotation marks.
    pub words: Spans,
    /// Who claims it; nobody means the author.
    pub claimants: Vec<SpeakerId>,
    /// The relation it is the content of.
    pub relation: Option<RelationId>,
    /// What sorts of statement it is, in the order of [`ClaimType`].
    pub types: Vec<ClaimType>,
    /// How firmly the claimant commits to it.
    pub factuality: Factuality,
    /// When it holds.
    pub time: ClaimTime,
    /// Words that negate it.
    pub negations: Vec<Span>,
    /// Words that hedge it.
    pub hedges: Vec<Span>,
    /// Indices into the dates of the article.
    pub dates: Vec<usize>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// Words whose referent the claim alone does not tell.
    pub unresolved: Vec<Span>,
    /// Whether it is asserted in passing.
    pub presupposed: bool,
    /// The index of the earlier claim that it repeats.
    pub restates: Option<usize>,
    /// What speaks for and against checking it, in hundredths, each feature once; they add up to the score.
    pub reasons: Vec<(&'static str, i32)>,
}

/// What sort of statement a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the types
pub enum ClaimType {
    Statistical,
    Event,
    Role,
    Evaluation,
    Opinion,
    Causal,
    Prediction,
    Promise,
    Policy,
    Other,
}

/// FactBank values (Saurí and Pustejovsky 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // Certain, PRobable, PoSsible; plus or minus; Uu for uncommitted
pub enum Factuality {
    CtPlus,
    CtMinus,
    PrPlus,
    PrMinus,
    PsPlus,
    PsMinus,
    Uu,
}

/// When a claim holds, by its main verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the times
pub enum ClaimTime {
    Past,
    Present,
    Ongoing,
    Future,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Its words.
    pub span: Span,
    /// Its value as decimal digits, such as `4.5`; `None` for a vague one ("several").
    pub value: Option<String>,
    /// What is counted or measured, as a singular noun: "hour".
    pub unit: Option<String>,
    /// The ISO 4217 code of the currency.
    pub currency: Option<&'static str>,
    /// Whether it is a percentage.
    pub percent: bool,
    /// Whether it is hedged: "close to", "about".
    pub approximate: bool,
    /// Whether it names no number: "several".
    pub vague: bool,
}
