//! Where source, cue and content of a draft begin and end.

use super::draft::Draft;
use super::predicates::{is_finite, is_sentient, reports};
use crate::language::sheet::{Cell, NONE, Sheet};
use crate::language::{Arc, Tag};
use crate::language::{ArcSet, TagSet};

/// Most tokens of hearers between a cue and the comma behind it.
const HEARERS: usize = 8;

/// He has not worked since, his wife told the paper, and “may never go back”: what stands before an insertion of source and cue is
/// said too, if it is a clause.
pub(super) fn stand_around(sheet: &Sheet, draft: &mut Draft) {
    let own = sheet.sentence_around(draft.head);
    let (Some(&from), Some(&last), Some(&next)) = (
        draft.source.first(),
        draft.cue.last(),
        draft.content.first(),
    ) else {
        return;
    };
    let (from, last, next) = (from as usize, last as usize, next as usize);
    let comma = |at: usize| sheet.text(at) == "," && sheet.cells[at].region == NONE;
    let close = (last + 1..own.end.min(last + 2 + HEARERS)).find(|&at| comma(at));
    let inserted = from > own.start + 1
        && from < last
        && comma(from - 1)
        && close.is_some_and(|close| {
            next > close
                && !(last + 1..close).any(|at| is_finite(sheet, at))
                && sheet.cells[next].tag == Tag::CC
        });
    if !inserted || !is_finite(sheet, draft.head) || !reports(sheet, draft.head) {
        return;
    }
    let before = own.start..from - 1;
    let opens = sheet.cells[before.start].tag;
    let clause = before.clone().any(|at| is_finite(sheet, at))
        && before.clone().any(|at| sheet.cells[at].arc == Arc::Nsubj)
        && before.clone().all(|at| sheet.cells[at].region == NONE)
        && !matches!(opens, Tag::IN | Tag::WRB | Tag::CC | Tag::TO);
    if clause {
        draft.content.splice(0..0, before.map(|at| at as u32));
    }
}

/// Cuts the content behind a cue where another statement begins: at a semicolon before a clause ("The Red Cross said two were dead;
/// the county says three"), in a headline at any, and at a verb that only the source can be the subject of ("told the council the
/// line was dead and accused …").
pub(super) fn stop_at_second(sheet: &Sheet, draft: &mut Draft) {
    let own = sheet.sentence_around(draft.head);
    let loose = |at: usize| sheet.cells[at].region == sheet.cells[draft.head].region;
    let is_header = sheet.is_header(sheet.cells[draft.head].sentence as usize);
    let clause = |at: usize| {
        let rest = (at + 1..own.end).take_while(|&at| sheet.text(at) != ";");
        rest.clone().any(|at| is_finite(sheet, at))
            && rest.clone().any(|at| sheet.cells[at].arc == Arc::Nsubj)
    };
    let ends = |at: usize| {
        loose(at)
            && (sheet.text(at) == ";" && (is_header || clause(at))
                || sheet.cells[at].tag == Tag::CC && is_of_source(sheet, draft, at))
    };
    let content = draft
        .content
        .partition_point(|&at| (at as usize) < draft.head);
    let Some(&first) = draft.content.get(content) else {
        return;
    };
    if let Some(end) = (first as usize + 1..own.end).find(|&at| ends(at)) {
        draft
            .content
            .retain(|&at| (at as usize) < end || at as usize >= own.end);
    }
}

/// Whether the verb behind "and" says what the source of a relation says, because nothing in the content that could be its subject
/// speaks.
fn is_of_source(sheet: &Sheet, draft: &Draft, and: usize) -> bool {
    let Some(verb) = (and + 1..sheet.cells.len()).find(|&at| sheet.cells[at].tag != Tag::RB) else {
        return false;
    };
    let node = &sheet.cells[verb];
    let mut subjects =
        (draft.head + 1..and).filter(|&at| ArcSet::NOUN_SUBJECTS.has(sheet.cells[at].arc));
    let is_thing =
        |at: usize| !matches!(sheet.cells[at].tag, Tag::WP | Tag::WDT) && !is_sentient(sheet, at);
    node.tag == sheet.cells[draft.head].tag
        && matches!(node.tag, Tag::VBD | Tag::VBZ)
        && node.sentence == sheet.cells[and].sentence
        && reports(sheet, verb)
        && sheet
            .child(verb, ArcSet::of(&[Arc::Nsubj, Arc::Nsubjpass]))
            .is_none()
        && !draft.source.is_empty()
        && subjects.next().is_some_and(is_thing)
        && subjects.all(is_thing)
}

/// Gives the title at the end of a cue to the name behind it, which the content begins with: informed Ms ‹Hale her claim had failed›.
pub(super) fn release_title(sheet: &Sheet, draft: &mut Draft) {
    while let Some((&last, rest)) = draft.cue.split_last()
        && last as usize != draft.head
        && rest.last().is_some_and(|&before| before + 1 == last)
        && sheet.cells[last as usize].tag == Tag::NNP
        && draft.content.binary_search(&(last + 1)).is_ok()
        && sheet.cells[last as usize + 1].tag == Tag::NNP
    {
        draft.cue.pop();
        draft.content.push(last);
        draft.content.sort_unstable();
    }
}

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

/// Cuts what stands before the subject off a source: a phrase with a preposition, and anything before a pronoun, as in "Outside court
/// she said".
fn cut_place(sheet: &Sheet, draft: &mut Draft) {
    let Some(subject) = sheet.child(draft.head, Arc::Nsubj) else {
        return;
    };
    let node = &sheet.cells[subject];
    let is_pronoun = node.tag == Tag::PRP;
    let low = if is_pronoun { subject as u32 } else { node.low };
    let first = draft.source.first().copied().unwrap_or(low);
    let joined = (first..low).any(|at| sheet.cells[at as usize].tag == Tag::CC);
    if first < low
        && (is_pronoun && !joined || sheet.cells[first as usize].tag == Tag::IN)
        && draft.source.contains(&(subject as u32))
    {
        draft.source.retain(|&at| at >= low);
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
    cut_place(sheet, draft);
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
