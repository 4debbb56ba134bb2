//! What is found: relations, as words of the text, and what quotation marks are used for.

use crate::language::TokenId;
use crate::text::{Span, Spans};

/// One attribution, as words; who the source is belongs to [`super::speakers`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What is said. Quotation marks around it belong to it.
    pub content: Spans,
    /// The words that say that it is said.
    pub cue: Option<Spans>,
    /// The words that name who says it.
    pub source: Option<Spans>,
    /// Whether the content is in quotation marks.
    pub kind: Kind,
    /// What the writer signals with the cue.
    pub cue_class: CueClass,
    /// Whether words are reported, or evidence: no thought, wish, stance or rule.
    pub speech: bool,
    /// The token that heads the cue, whose lemma is the cue lemma.
    pub cue_head: Option<TokenId>,
    /// Whether the cue is negated or refused: "did not say", "declined to comment".
    pub negated: bool,
    /// Whom it is said to: "reporters".
    pub addressee: Option<Span>,
    /// Where it is said: "Paris".
    pub place: Option<Span>,
    /// By what means it is said: "a statement".
    pub medium: Option<Span>,
    /// The name of the finder, in kebab case.
    pub by: &'static str,
    /// Thousandths: the chance that content, cue and source are right; taken down afterwards by doubt about the speaker.
    pub confidence: u16,
}

/// How much of a content is in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// All words of it.
    Direct,
    /// Some words of it.
    Mixed,
    /// None.
    Indirect,
}

/// What a cue signals about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the classes; lexicon/reporting.tsv has examples of each
pub enum CueClass {
    Neutral,
    Supportive,
    Doubtful,
    Denying,
    Admitting,
    Accusing,
    Commissive,
    Questioning,
    Belief,
    Intention,
    Attitude,
    Decree,
}

impl CueClass {
    /// The class that `lexicon/reporting.tsv` calls so.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "neutral" => Self::Neutral,
            "supportive" => Self::Supportive,
            "doubtful" => Self::Doubtful,
            "denying" => Self::Denying,
            "admitting" => Self::Admitting,
            "accusing" => Self::Accusing,
            "commissive" => Self::Commissive,
            "questioning" => Self::Questioning,
            "belief" => Self::Belief,
            "intention" => Self::Intention,
            "attitude" => Self::Attitude,
            "decree" => Self::Decree,
            _ => return None,
        })
    }
}

/// Index of a relation in [`crate::extract::Extraction::relations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub u32);

/// What a quotation region of the article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteReading {
    /// Speech, or a term.
    pub kind: QuoteUse,
    /// The relation whose content it is, or is part of.
    pub relation: Option<RelationId>,
}

/// What quotation marks are used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteUse {
    /// Somebody's words.
    Speech,
    /// A title, a name, scare quotes.
    Term,
}
