//! Whether a relation reports words or evidence, not a thought, a wish, a stance or a rule.

use super::cues::{frame, known};
use super::details;
use super::draft::Draft;
use super::features::{Features, coarse};
use super::predicates::kind_of;
use crate::language::Arc;
use crate::language::sheet::{NONE, Sheet, hash};

/// What speaks for a right relation of speech or evidence, and against, besides what judges its words.
pub(super) fn features(sheet: &Sheet, draft: &Draft, out: &mut Features) {
    let none = hash("");
    let node = sheet.cells[draft.head];
    let (lemma, t) = (node.lemma, node.tag as u64);
    let class = hash(known(sheet, draft.head));
    let kind = details::kind(sheet, draft) as u64;
    let frame = frame(sheet, draft.head);
    let listed = draft
        .cue
        .iter()
        .find(|&&at| !known(sheet, at as usize).is_empty());
    let other = listed.map_or(none, |&at| hash(known(sheet, at as usize)));
    out.add(400, &[]);
    out.add(401, &[lemma]);
    out.add(402, &[lemma, t]);
    out.add(403, &[class, t]);
    out.add(404, &[class, kind]);
    out.add(405, &[kind, t]);
    out.add(406, &[lemma, kind]);
    out.add(407, &[other]);
    out.add(408, &[other, class, kind]);
    out.add(409, &[u64::from(draft.source.is_empty()), kind, t]);
    out.add(410, &[draft.cue.len().min(5) as u64, t]);
    for &at in &draft.cue {
        out.add(411, &[sheet.cells[at as usize].lemma]);
        out.add(412, &[sheet.cells[at as usize].lemma, lemma]);
    }
    for bit in 0..16 {
        if frame >> bit & 1 == 1 {
            out.add(413, &[bit, class]);
            out.add(414, &[bit, lemma]);
        }
    }
    if let Some(&first) = draft.content.first() {
        let start = sheet.cells[first as usize];
        let after = u64::from(first as usize > draft.head);
        out.add(415, &[start.word, after]);
        out.add(416, &[start.word, class]);
        out.add(417, &[start.tag as u64, class, after]);
        out.add(418, &[lemma, start.tag as u64]);
        out.add(419, &[u64::from(start.region != NONE), class]);
    }
    let words = draft.source.iter().map(|&at| at as usize);
    let head = words.clone().find(|&at| {
        draft.source.binary_search(&sheet.cells[at].head).is_err() && sheet.cells[at].is_word
    });
    if let Some(head) = head {
        let cell = sheet.cells[head];
        let noun = hash(kind_of(sheet, head));
        out.add(420, &[cell.lemma]);
        out.add(421, &[noun, cell.tag as u64, u64::from(cell.name)]);
        out.add(422, &[noun, class]);
        out.add(423, &[u64::from(cell.name), lemma]);
        out.add(424, &[cell.lemma, lemma]);
    }
    for child in sheet.children(draft.head) {
        let other = sheet.cells[child];
        if matches!(other.arc, Arc::Aux | Arc::Auxpass | Arc::Neg | Arc::Cop) {
            out.add(425, &[other.lemma, class]);
            out.add(426, &[other.lemma, lemma]);
        }
    }
    out.add(427, &[coarse(node.roles.cue), class]);
}
