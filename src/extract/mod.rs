//! An analyzed article to what it reports: dates, attributions, speakers, quotes and claims.
//!
//! Each stage is a function that takes finished values and returns finished values: dates first, then relations
//! (who is said to say what, as words), the cast (which party those words name), the quotes and the claims.

pub mod attributions;
pub mod claims;
pub mod dates;
pub mod pattern;
pub mod speakers;
mod valid;

use crate::language::Analysis;
use crate::language::sheet::Sheet;
use crate::parse::{Article, Given};
use crate::text::Note;

pub use attributions::{CueClass, Kind, Relation};
pub use claims::Claim;
pub use dates::DateMention;
pub use speakers::{Cast, Speaker, SpeakerId};

/// Everything found in one article. No strings: the words are spans of the text.
#[derive(Debug, Default)]
pub struct Extraction {
    /// Temporal expressions, by position.
    pub dates: Vec<DateMention>,
    /// Attribution relations, by the position of their content.
    pub relations: Vec<Relation>,
    /// For each quotation region of the article, in its order: what it is and whose.
    pub quotes: Vec<attributions::QuoteReading>,
    /// Who is behind the sources.
    pub cast: Cast,
    /// Statements, by position.
    pub claims: Vec<Claim>,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// Reads an analyzed article. An article that is not English gives nothing.
#[must_use]
pub fn extract(article: &Article, analysis: &Analysis, given: &Given) -> Extraction {
    if !article.english {
        return Extraction::default();
    }
    let mut notes = Vec::new();
    let dates = dates::find(article, analysis, given, &mut notes);
    let sheet = Sheet::new(article, analysis);
    let (mut relations, quotes) = attributions::find(&sheet, &mut notes);
    let cast = speakers::cast(&sheet, &relations, &quotes, &mut notes);
    // Doubt about the speaker is doubt about the attribution.
    for (relation, &certainty) in relations.iter_mut().zip(&cast.certainty) {
        let confidence = u32::from(relation.confidence) * u32::from(certainty) / 1000;
        relation.confidence = u16::try_from(confidence).unwrap_or(1000);
    }
    let claims = claims::find(&sheet, &dates, &relations, &cast);
    notes.sort();
    Extraction {
        dates,
        relations,
        quotes,
        cast,
        claims,
        notes,
    }
}
