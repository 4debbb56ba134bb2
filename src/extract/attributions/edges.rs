//! Where source, cue and content of a draft begin and end.

use super::draft::Draft;
use super::predicates::is_finite;
use crate::language::Tag;
use crate::language::TagSet;
use crate::language::sheet::{Cell, NONE, Sheet};

/// Cuts a source where a clause begins that is none of it: "one machinist as she left the site", "Mossop, whose constituency" of
/// "Mossop, whose constituency includes the mill, said", "Del Rio, whose contract runs" of "Del Rio, whose contract runs out, said".
fn cut_clause(sheet: &Sheet, draft: &mut Draft) {
    let relative = |&at: &u32| TagSet::WH.has(sheet.cells[at as usize].tag);
    let comma = draft
        .cue
        .iter()
        .rposition(|&at| sheet.text(at as usize) == "," && (at as usize) < draft.head);
    // The clause may be read as part of the cue.
    if let Some(comma) = comma
        && draft.source.iter().any(relative)
        && draft.source.last().map(|&last| last + 1) == draft.cue.first().copied()
    {
        draft.source.extend(draft.cue.drain(..comma));
        draft.cue.remove(0);
        return;
    }
    let (source, cue) = (&mut draft.source, &draft.cue);
    let goes_on = source.last().is_some_and(|&last| {
        let next = last as usize + 1;
        let same = |node: &Cell| node.is_word && node.sentence == sheet.cells[next - 1].sentence;
        sheet.cells.get(next).is_some_and(same) && !cue.contains(&(next as u32))
    });
    let finite = |rest: &[u32]| rest.iter().any(|&at| is_finite(sheet, at as usize));
    let begins = |place: usize| {
        let rest = &source[place..];
        let at = rest[0] as usize;
        match sheet.cells[at].tag {
            Tag::IN | Tag::WRB => {
                matches!(sheet.lemma(at), "as" | "when" | "while") && finite(rest)
            }
            Tag::WP | Tag::WPS | Tag::WDT => goes_on,
            _ => false,
        }
    };
    let clause = (1..source.len()).take_while(|&place| !is_finite(sheet, source[place] as usize));
    if let Some(place) = clause.filter(|&place| begins(place)).min() {
        source.truncate(place);
    }
}

/// Takes marks off the edges of all three: commas of cue and source, the full stop after words that are not quoted.
pub(super) fn trim(sheet: &Sheet, draft: &mut Draft) {
    let loose = |at: u32| {
        !sheet.cells[at as usize].is_word
            && matches!(
                sheet.cells[at as usize].tag,
                Tag::Comma | Tag::Stop | Tag::Colon | Tag::Open | Tag::Close
            )
    };
    cut_clause(sheet, draft);
    for list in [&mut draft.cue, &mut draft.source] {
        if list.iter().any(|&at| sheet.cells[at as usize].is_word) {
            while list.last().is_some_and(|&at| loose(at)) {
                list.pop();
            }
            let skip = list.iter().take_while(|&&at| loose(at)).count();
            list.drain(..skip);
        }
    }
    // Each run of the content: no comma at its edges, no full stop at its end, unless in quotation marks.
    let mut kept: Vec<u32> = Vec::with_capacity(draft.content.len());
    let mut start = 0;
    while start < draft.content.len() {
        let mut end = start + 1;
        while end < draft.content.len() && draft.content[end] == draft.content[end - 1] + 1 {
            end += 1;
        }
        let mut run = &draft.content[start..end];
        let edge = |at: u32| sheet.cells[at as usize].region == NONE && loose(at);
        while let Some((&first, rest)) = run.split_first() {
            if !edge(first) {
                break;
            }
            run = rest;
        }
        while let Some((&last, rest)) = run.split_last() {
            if !edge(last) {
                break;
            }
            run = rest;
        }
        if run.iter().any(|&at| sheet.cells[at as usize].is_word) {
            kept.extend(run);
        }
        start = end;
    }
    draft.content = kept;
}
