//! The parties of an article and which of them is behind each source.

use super::attributions::{QuoteReading, Relation};
use crate::language::Analysis;
use crate::parse::Article;
use crate::text::{Note, Span};

/// Index of a speaker in [`Cast::speakers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u32);

/// The parties behind the sources of an article.
#[derive(Debug, Default)]
pub struct Cast {
    /// In order of first mention.
    pub speakers: Vec<Speaker>,
    /// For each relation, in its order: whom its source names; empty when unsure or without a source.
    pub credited: Vec<Vec<SpeakerId>>,
}

/// One party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The mention that is the canonical name: the fullest form, no titles; for an unnamed party its own words.
    pub name: Span,
    /// What it is.
    pub kind: SpeakerKind,
    /// Titles as printed before or after the name.
    pub titles: Vec<Span>,
    /// Other forms of the name, each once, in order of first mention.
    pub aliases: Vec<Span>,
    /// The organization it is said to belong to.
    pub affiliation: Option<Span>,
    /// Every mention, by position.
    pub mentions: Vec<Mention>,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum SpeakerKind {
    Person,
    Organization,
    Group,
    Document,
    Unnamed,
}

/// One mention of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Its words.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum MentionKind {
    Name,
    Pronoun,
    Nominal,
}

/// Gathers the parties of an article and credits each relation.
#[must_use]
pub fn cast(
    _article: &Article,
    _analysis: &Analysis,
    relations: &[Relation],
    _quotes: &[QuoteReading],
    _notes: &mut Vec<Note>,
) -> Cast {
    Cast {
        speakers: Vec::new(),
        credited: vec![Vec::new(); relations.len()],
    }
}
