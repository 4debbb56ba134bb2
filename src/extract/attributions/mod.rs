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
mod hearers;
mod model;
mod predicates;
mod quoted;
mod readings;
mod relation;
mod roles;
mod select;
mod speech;
#[cfg(feature = "train")]
pub mod train;

use crate::language::logistic;
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
        speech: draft.is_speech(),
        cue_head: (!draft.cue.is_empty()).then_some(crate::language::TokenId(draft.head as u32)),
        negated: details::is_negated(sheet, draft),
        addressee: circumstances.addressee,
        place: circumstances.place,
        medium: circumstances.medium,
        by: details::by(sheet, draft),
        confidence: confidence(if draft.is_speech() {
            draft.speech
        } else {
            draft.score
        }),
    })
}

/// The chance, in thousandths, that a relation is right, by the judges' score for it in quarters of a natural logarithm of the
/// odds from -8 to 8.
const CHANCES: [u16; 65] = {
    let mut chances = [0; 65];
    let mut at = 0;
    while at < 65 {
        chances[at] = (1000.0 * logistic((at as f64 - 32.0) / 4.0) + 0.5) as u16;
        at += 1;
    }
    chances
};

/// The chance that a relation with a score (in 256ths of a natural logarithm of the odds) is right.
fn confidence(score: i32) -> u16 {
    CHANCES[((score + 8 * 256 + 32).clamp(0, 64 * 64) / 64) as usize]
}
