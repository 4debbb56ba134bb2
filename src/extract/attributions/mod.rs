//! Attribution relations: who is said to say what.
//!
//! After the PARC and PolNeAR tradition (Pareti 2012; Newell, Margolin and Ruths 2018): *content* is what is said,
//! *cue* the words that say that it is said, *source* the words that name who says it.

mod cues;
mod details;
mod draft;
mod edges;
mod features;
mod forms;
mod frames;
mod hearers;
mod model;
mod quoted;
mod readings;
mod roles;
mod select;
#[cfg(feature = "train")]
pub mod train;
mod unclaimed;
mod view;

use crate::language::Analysis;
use crate::parse::Article;
use crate::text::{Note, Span, Spans};
use draft::Draft;
use model::Models;
use view::View;

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
    /// The token that heads the cue, whose lemma is the cue lemma.
    pub cue_head: Option<crate::language::TokenId>,
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
    /// Thousandths: the share of relations with this figure whose content, cue and source are right on the development corpus;
    /// taken down afterwards by doubt about the speaker.
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

/// Index of a relation in [`super::Extraction::relations`].
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

/// Finds the relations of an article, sorted by content, and reads its quotation regions, one reading each.
#[must_use]
pub fn find(
    article: &Article,
    analysis: &Analysis,
    notes: &mut Vec<Note>,
) -> (Vec<Relation>, Vec<QuoteReading>) {
    let view = View::new(article, analysis, lemmas(article, analysis));
    let models = Models::load();
    let drafts = select::settle(&view, &models, select::candidates(&view, &models));
    let relations: Vec<Relation> = drafts
        .iter()
        .filter_map(|draft| relation(&view, draft))
        .collect();
    let quotes = readings::of(&view, &relations, notes);
    (relations, quotes)
}

/// The lemma of every token, in lower case.
fn lemmas(article: &Article, analysis: &Analysis) -> Vec<String> {
    analysis
        .tokens
        .iter()
        .map(|token| crate::language::lemma(article.slice(token.span), token.tag).to_lowercase())
        .collect()
}

fn relation(view: &View, draft: &Draft) -> Option<Relation> {
    let circumstances = details::circumstances(view, draft);
    Some(Relation {
        content: Spans::of(runs(view, &draft.content))?,
        cue: Spans::of(runs(view, &draft.cue)),
        source: Spans::of(runs(view, &draft.source)),
        kind: details::kind(view, draft),
        cue_class: details::class(view, draft),
        cue_head: (!draft.cue.is_empty()).then_some(crate::language::TokenId(draft.head as u32)),
        negated: details::is_negated(view, draft),
        addressee: circumstances.addressee,
        place: circumstances.place,
        medium: circumstances.medium,
        by: details::by(view, draft),
        confidence: confidence(draft.score),
    })
}

/// The share of right relations by score, in thousandths; the score in halves of a natural logarithm of the odds from -4
/// to 4. Measured on the development articles of PolNeAR (`models/CARDS.md` has the counts), made monotone.
const SHARES: [u16; 17] = [
    18, 29, 47, 76, 119, 260, 360, 467, 503, 659, 698, 802, 897, 904, 904, 977, 979,
];

/// The share of relations with a score (in 256ths of a natural logarithm of the odds) that are right.
fn confidence(score: i32) -> u16 {
    SHARES[((score + 4 * 256 + 64).clamp(0, 16 * 128) / 128) as usize]
}

/// Runs of tokens as spans.
fn runs(view: &View, tokens: &[u32]) -> Vec<Span> {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for &at in tokens {
        match spans.last_mut() {
            Some(last) if last.1 + 1 == at => last.1 = at,
            _ => spans.push((at, at)),
        }
    }
    spans
        .iter()
        .map(|&(first, last)| view.spans[first as usize].cover(view.spans[last as usize]))
        .collect()
}
