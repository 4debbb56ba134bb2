//! What a word is by itself: a verb, a noun, a word that reports, somebody who can speak.

use super::cues::known;
use crate::language::Tag;
use crate::language::TagSet;
use crate::language::sheet::{NONE, Sheet};
use crate::lexicon::PARTY_NOUNS;

/// Whether a token is a verb that makes a clause.
pub(super) fn is_finite(sheet: &Sheet, at: usize) -> bool {
    TagSet::FINITE.has(sheet.cells[at].tag)
}

/// Whether a token is a verb of any form.
pub(super) fn is_verb(sheet: &Sheet, at: usize) -> bool {
    TagSet::VERBS.has(sheet.cells[at].tag)
}

/// Whether a token is the head of a name or a noun phrase.
pub(super) fn is_noun(sheet: &Sheet, at: usize) -> bool {
    matches!(
        sheet.cells[at].tag,
        Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::PRP
    )
}

/// Whether the word before a quotation is a reporting verb, or looks like a noun and cannot be one: "and repeatedly shouts".
pub(super) fn speaks(sheet: &Sheet, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| sheet.cells[before].tag);
    reports(sheet, at)
        && sheet.cells[at].region == NONE
        && (is_finite(sheet, at)
            || sheet.cells[at].tag == Tag::NNS && matches!(before, Some(Tag::CC | Tag::RB)))
}

/// Whether a word says that something is said.
pub(super) fn reports(sheet: &Sheet, at: usize) -> bool {
    !matches!(
        known(sheet, at),
        "" | "belief" | "intention" | "attitude" | "decree"
    )
}

/// What a noun of parties describes, or "".
pub(super) fn kind_of(sheet: &Sheet, at: usize) -> &'static str {
    let fields = PARTY_NOUNS.get(sheet.lemma(at)).unwrap_or("");
    fields.split('\t').next().unwrap_or("")
}

/// Whether a noun names somebody, not a thing.
pub(super) fn is_sentient(sheet: &Sheet, at: usize) -> bool {
    let node = &sheet.cells[at];
    let lemma = sheet.lemma(at);
    match node.tag {
        Tag::PRP => matches!(lemma, "i" | "I" | "he" | "she" | "they" | "we"),
        Tag::WP | Tag::WDT | Tag::EX => false,
        _ => {
            matches!(node.name, 1 | 2)
                || !matches!(kind_of(sheet, at), "" | "document")
                || matches!(lemma, "another" | "many" | "one" | "other" | "some")
        }
    }
}

/// Whether a noun names somebody, or a thing with words on it.
pub(super) fn can_speak(sheet: &Sheet, at: usize) -> bool {
    is_sentient(sheet, at) || kind_of(sheet, at) == "document"
}
