//! Attribution relations: who is said to say what.
//!
//! After the PARC and PolNeAR tradition (Pareti 2012; Newell, Margolin and Ruths 2018): *content* is what is said,
//! *cue* the words that say that it is said, *source* the words that name who says it.

mod complete;
mod cues;
mod details;
mod draft;
mod edges;
mod features;
mod forms;
mod frames;
mod hearers;
mod model;
mod predicates;
mod quoted;
mod readings;
mod relation;
mod roles;
mod select;
#[cfg(feature = "train")]
pub mod train;
mod unclaimed;

use crate::language::sheet::Sheet;
use crate::text::{Note, Spans};
pub use relation::{CueClass, Kind, QuoteReading, QuoteUse, Relation, RelationId};

use draft::Draft;
use model::Models;

/// Finds the relations of an article, sorted by content, and reads its quotation regions, one reading each.
#[must_use]
pub fn find(sheet: &Sheet, notes: &mut Vec<Note>) -> (Vec<Relation>, Vec<QuoteReading>) {
    let models = Models::load();
    let drafts = select::settle(sheet, &models, select::candidates(sheet, &models));
    let relations: Vec<Relation> = drafts
        .iter()
        .filter_map(|draft| relation(sheet, draft))
        .collect();
    let quotes = readings::of(sheet, &relations, notes);
    (relations, quotes)
}

fn relation(sheet: &Sheet, draft: &Draft) -> Option<Relation> {
    let circumstances = details::circumstances(sheet, draft);
    Some(Relation {
        content: Spans::of(sheet.spans_of(&draft.content))?,
        cue: Spans::of(sheet.spans_of(&draft.cue)),
        source: Spans::of(sheet.spans_of(&draft.source)),
        kind: details::kind(sheet, draft),
        cue_class: details::class(sheet, draft),
        cue_head: (!draft.cue.is_empty()).then_some(crate::language::TokenId(draft.head as u32)),
        negated: details::is_negated(sheet, draft),
        addressee: circumstances.addressee,
        place: circumstances.place,
        medium: circumstances.medium,
        by: details::by(sheet, draft),
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
