//! What else the words around a cue say: its class, negation, addressee, place, medium.

use super::cues::known;
use super::draft::Draft;
use super::hearers;
use super::predicates::speaks;
use super::{CueClass, Kind};
use crate::language::TagSet;
use crate::language::sheet::{Cell, NONE, Sheet};
use crate::language::{Arc, NameKind, Tag};
use crate::lexicon::reporting::Abilities;
use crate::lexicon::sets;
use crate::text::Span;
use std::ops::Range;

/// How much of the content stands in quotation marks.
pub(super) fn kind(sheet: &Sheet, draft: &Draft) -> Kind {
    let words = draft
        .content
        .iter()
        .map(|&at| &sheet.cells[at as usize])
        .filter(|node| node.is_word);
    let (mut inside, mut outside) = (false, false);
    for node in words {
        if node.region == NONE {
            outside = true;
        } else {
            inside = true;
        }
    }
    match (inside, outside) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        _ => Kind::Indirect,
    }
}

/// The class of a cue: that of its head in the lexicon, else of another word of it, else by its part of speech.
pub(super) fn class(sheet: &Sheet, draft: &Draft) -> CueClass {
    let listed = std::iter::once(draft.head)
        .chain(draft.cue.iter().map(|&at| at as usize))
        .find_map(|at| CueClass::of(known(sheet, at)));
    let node = &sheet.cells[draft.head];
    listed.unwrap_or(match node.tag {
        _ if draft.by_form || kind(sheet, draft) == Kind::Direct => CueClass::Neutral,
        Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
            if draft
                .content
                .iter()
                .any(|&at| sheet.lemma(at as usize) == "that") =>
        {
            CueClass::Neutral
        }
        Tag::IN | Tag::TO | Tag::Colon | Tag::RB => CueClass::Neutral,
        _ => CueClass::Attitude,
    })
}

/// Whether the cue is negated or refused.
pub(super) fn is_negated(sheet: &Sheet, draft: &Draft) -> bool {
    draft.cue.iter().any(|&at| {
        let node = &sheet.cells[at as usize];
        node.arc == Arc::Neg || sets::REFUSALS.has(sheet.lemma(at as usize))
    })
}

/// Whom, where and by what means.
#[derive(Debug, Default)]
pub(super) struct Circumstances {
    pub(super) addressee: Option<Span>,
    pub(super) place: Option<Span>,
    pub(super) medium: Option<Span>,
}

pub(super) fn circumstances(sheet: &Sheet, draft: &Draft) -> Circumstances {
    let mut found = Circumstances::default();
    let head = draft.head;
    if !TagSet::VERBS.has(sheet.cells[head].tag) {
        return found;
    }
    let cover = |words: &Range<usize>| sheet.span(words.start).cover(sheet.span(words.end - 1));
    let hearer = hearers::hearer(sheet, draft);
    found.addressee = hearer.as_ref().map(cover);
    let free = |at: usize| {
        draft.content.binary_search(&(at as u32)).is_err() && !draft.source.contains(&(at as u32))
    };
    for child in sheet.children(head) {
        let node = &sheet.cells[child];
        if !free(child) || node.region != sheet.cells[head].region {
            continue;
        }
        let case = sheet
            .child(child, Arc::Case)
            .map_or("", |case| sheet.lemma(case));
        let phrase = || phrase(sheet, child, &free);
        match node.arc {
            Arc::Iobj if hearers::can_hear(sheet, child) => {
                found.addressee = found.addressee.or_else(phrase)
            }
            Arc::Dobj if sheet.can(head, Abilities::HEARER) => {
                found.addressee = found.addressee.or_else(phrase)
            }
            Arc::Nmod
                if matches!(case, "to" | "with")
                    && child > head
                    && hearers::can_hear(sheet, child) =>
            {
                found.addressee = found.addressee.or_else(phrase);
            }
            Arc::Nmod if sets::BY_MEANS_OF.has(case) => {
                if sets::MEDIA.has(sheet.lemma(child)) {
                    found.medium = found.medium.or_else(phrase);
                } else if is_place(node) && matches!(case, "in" | "at" | "from") {
                    found.place = found.place.or_else(|| place(sheet, child, &free));
                }
            }
            _ => {}
        }
    }
    // "told reporters in Paris", "told a rally in Leeds": the place hangs on the addressee.
    if found.place.is_none() {
        for child in sheet.children(head) {
            for below in sheet.children(child) {
                let node = &sheet.cells[below];
                let case = sheet
                    .child(below, Arc::Case)
                    .map_or("", |case| sheet.lemma(case));
                if node.arc == Arc::Nmod
                    && is_place(node)
                    && matches!(case, "in" | "at")
                    && free(below)
                    && below > head
                    && free(child)
                {
                    found.place = found.place.or_else(|| place(sheet, below, &free));
                    if let (Some(place), Some(addressee)) = (found.place, found.addressee) {
                        let in_word = sheet
                            .child(below, Arc::Case)
                            .map_or(place.start(), |case| sheet.span(case).start());
                        if addressee.start() < in_word && addressee.end() > in_word {
                            let tokens = &sheet.analysis.tokens;
                            let before =
                                tokens.partition_point(|token| token.span.start() < in_word);
                            let end = tokens[before - 1].span.end();
                            found.addressee =
                                Some(Span::new(addressee.start(), end.max(addressee.start())));
                        }
                    }
                }
            }
        }
    }
    // "told the court in a letter the plant …": what stands between hearer and content, whatever the tree hangs it on.
    if let Some(hearer) = hearer {
        let own = sheet.sentence_around(head);
        let end = (hearer.end..own.end)
            .find(|&at| !free(at))
            .unwrap_or(own.end);
        for (preposition, words) in hearers::phrases_behind(sheet, &hearer, end) {
            let last = words.end - 1;
            let preposition = sheet.lemma(preposition);
            if sets::BY_MEANS_OF.has(preposition) && sets::MEDIA.has(sheet.lemma(last)) {
                found.medium = found.medium.or_else(|| Some(cover(&words)));
            } else if matches!(preposition, "in" | "at") && is_place(&sheet.cells[last]) {
                found.place = found.place.or_else(|| place(sheet, last, &free));
            }
        }
    }
    found.addressee = found.addressee.filter(|span| !span.is_empty());
    found
}

/// Whether a token belongs to the name of a place.
fn is_place(node: &Cell) -> bool {
    node.name == NameKind::Place as u8 + 1
}

/// The name of a place around its head, with the wider place behind a comma: "Leeds", "Paris, France".
fn place(sheet: &Sheet, head: usize, free: &impl Fn(usize) -> bool) -> Option<Span> {
    let here = sheet.cells[head].sentence;
    let named = |at: usize| {
        let node = sheet.cells.get(at);
        node.is_some_and(|node| is_place(node) && node.sentence == here) && free(at)
    };
    let mut low = head;
    while low > 0 && named(low - 1) {
        low -= 1;
    }
    let mut high = head;
    loop {
        let comma = high + 1 < sheet.len() && sheet.lemma(high + 1) == ",";
        if named(high + 1) {
            high += 1;
        } else if comma && named(high + 2) {
            high += 2;
        } else {
            break;
        }
    }
    named(head).then(|| sheet.span(low).cover(sheet.span(high)))
}

/// The words of a phrase without its preposition, its clauses and what is source or content.
fn phrase(sheet: &Sheet, head: usize, free: &impl Fn(usize) -> bool) -> Option<Span> {
    let mut low = head;
    let mut high = head;
    for child in sheet.children(head) {
        let node = &sheet.cells[child];
        match node.arc {
            Arc::Case
            | Arc::Punct
            | Arc::AclRelcl
            | Arc::Acl
            | Arc::Ccomp
            | Arc::Appos
            | Arc::Parataxis
            | Arc::Advcl
            | Arc::Dep
            | Arc::NmodTmod => {}
            _ => {
                low = low.min(node.low as usize);
                high = high.max(node.high as usize);
            }
        }
    }
    while low < head && !free(low) {
        low += 1;
    }
    while high > head && !free(high) {
        high -= 1;
    }
    (low..=high)
        .all(free)
        .then(|| sheet.span(low).cover(sheet.span(high)))
}

/// The name of the way the relation was found: by form, else by what heads the cue, else by where the cue stands.
pub(super) fn by(sheet: &Sheet, draft: &Draft) -> &'static str {
    let node = &sheet.cells[draft.head];
    if draft.by_form && !node.is_word {
        return match sheet.text(draft.head) {
            ":" => "turn",
            _ => "signature",
        };
    }
    match node.tag {
        Tag::Colon => "mark",
        _ if matches!(sheet.lemma(draft.head), "accord" | "according") => "according-to",
        Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS if !speaks(sheet, draft.head) => "noun",
        Tag::JJ | Tag::JJR => "adjective",
        Tag::RB => "adverb",
        Tag::IN | Tag::TO => "preposition",
        _ => {
            let (first, last) = (
                draft.content[0] as usize,
                draft.content[draft.content.len() - 1] as usize,
            );
            match (first < draft.head, last > draft.head) {
                (true, true) => "said-inside",
                (true, false) => "said-after",
                _ => "said-before",
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::reporting::Reporting;

    #[test]
    fn every_reporting_word_has_a_class_or_none() {
        for (word, row) in Reporting::all().filter(|(_, row)| !row.class.is_empty()) {
            assert!(CueClass::of(row.class).is_some(), "{word}: {:?}", row.class);
        }
    }
}
