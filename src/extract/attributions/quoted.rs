//! Where whole quotations meet the words around them: what belongs to the quotation, to its source, and to neither.

use super::draft::Draft;
use super::predicates::is_finite;
use crate::language::Tag;
use crate::language::sheet::{NONE, Sheet};
use crate::lexicon::reporting::Abilities;
use crate::parse::QuoteSurface;

/// Most words of a heading in quotation marks.
const HEADING: usize = 9;

/// Most words of a title between a quotation and the name of the one who says it.
const TITLE: usize = 5;

/// How many paragraphs before the one with the speaker a quotation may begin; a page of open marks has no end.
const PARAGRAPHS: usize = 20;

/// How many tokens behind a quotation the words that say whose it is may take.
pub(super) const REACH: usize = 24;

/// Settles the edges of a relation whose content holds the regions `whole`.
pub(super) fn settle_edges(sheet: &Sheet, draft: &mut Draft, whole: &[u32]) {
    drop_opening(sheet, draft, whole);
    let Some((region, first)) = before_names(sheet, draft, whole) else {
        return;
    };
    if ends_in_comma(sheet, region) && sheet.regions[region as usize].surface != QuoteSurface::Term
    {
        drop_circumstance(sheet, draft, first);
    }
}

/// The first token of the source and the cue.
fn first_name(draft: &Draft) -> Option<usize> {
    let firsts = [draft.cue.first(), draft.source.first()];
    firsts.into_iter().flatten().min().map(|&at| at as usize)
}

/// The last token of the source and the cue.
fn last_name(draft: &Draft) -> Option<usize> {
    let lasts = [draft.cue.last(), draft.source.last()];
    lasts.into_iter().flatten().max().map(|&at| at as usize)
}

/// The quotation that ends right before source and cue, but for a few words, and where these begin.
fn before_names(sheet: &Sheet, draft: &Draft, whole: &[u32]) -> Option<(u32, usize)> {
    let first = first_name(draft)?;
    let mut at = first;
    while at > 0 && first - at <= TITLE {
        let region = sheet.cells[at - 1].region;
        if region != NONE {
            return whole.contains(&region).then_some((region, first));
        }
        if !sheet.cells[at - 1].is_word {
            return None;
        }
        at -= 1;
    }
    None
}

/// The last token of a region before its closing mark, and before that of a quotation that ends within it.
fn last_inside(sheet: &Sheet, region: u32) -> usize {
    let tokens = sheet.regions[region as usize].tokens;
    let is_mark = |at: u32| {
        matches!(
            sheet.text(at as usize),
            "\"" | "”" | "’" | "'" | "''" | "»" | "’”"
        )
    };
    let end = (tokens.start..tokens.end).rev().find(|&at| !is_mark(at));
    end.unwrap_or(tokens.start) as usize
}

/// Whether a region ends in a comma before its closing mark: its sentence goes on.
pub(super) fn ends_in_comma(sheet: &Sheet, region: u32) -> bool {
    sheet.text(last_inside(sheet, region)) == ","
}

/// “We will win,” she said of the vote in May. After a whole quotation that ends in a comma and its cue, the rest of the sentence
/// says when and of what it was said; only what is quoted in it, or begins with "that", is said too.
fn drop_circumstance(sheet: &Sheet, draft: &mut Draft, first: usize) {
    let own = sheet.sentence_around(draft.head);
    let loose_before = draft.content.iter().any(|&at| {
        let node = &sheet.cells[at as usize];
        (at as usize) < first && node.is_word && node.region == NONE
    });
    if loose_before {
        return;
    }
    let mut said = false;
    let (head, mut last) = (draft.head as u32, NONE);
    draft.content.retain(|&at| {
        if at < head || at as usize >= own.end {
            return true;
        }
        if last == NONE || at != last + 1 {
            said = sheet.lemma(at as usize) == "that" && sheet.text(at as usize - 1) == ",";
        }
        last = at;
        said || sheet.cells[at as usize].region != NONE
    });
}

/// In a letter, Ruiz said: “We will dig.” Where a whole quotation follows the cue, what opens the sentence and is no clause of its
/// own says how, when and of what it was said.
fn drop_opening(sheet: &Sheet, draft: &mut Draft, whole: &[u32]) {
    let (Some(first), Some(last)) = (first_name(draft), last_name(draft)) else {
        return;
    };
    let own = sheet.sentence_around(draft.head);
    let loose = draft
        .content
        .iter()
        .take_while(|&&at| sheet.cells[at as usize].region == NONE && (at as usize) < first)
        .count();
    let behind = draft
        .content
        .get(loose)
        .map(|&at| sheet.cells[at as usize].region);
    let follows = behind.is_some_and(|region| {
        let start = sheet
            .regions
            .get(region as usize)
            .map_or(0, |found| found.tokens.start as usize);
        whole.contains(&region)
            && sheet.regions[region as usize].surface == QuoteSurface::Speech
            && start > last
            && start <= last + 2
    });
    // "In an interview" [that aired on Monday]: no mark stands before what is left of the opening.
    let opens = loose > 0 && {
        let first = draft.content[0] as usize;
        first >= own.start && (own.start..first).all(|at| sheet.cells[at].is_word)
    };
    if !opens || !follows {
        return;
    }
    let run = own.start..draft.content[loose - 1] as usize + 1;
    let subordinate = matches!(
        sheet.cells[run.start].tag,
        Tag::IN | Tag::WRB | Tag::VBG | Tag::VBN | Tag::TO | Tag::RB
    );
    if subordinate || !run.clone().any(|at| is_finite(sheet, at)) {
        draft.content.drain(..loose);
    }
}

/// Whether a quotation that looks like speech stands right before or behind source and cue, with no more than a comma between.
pub(super) fn is_beside(sheet: &Sheet, draft: &Draft, region: u32) -> bool {
    let found = &sheet.regions[region as usize];
    let (Some(first), Some(last)) = (first_name(draft), last_name(draft)) else {
        return false;
    };
    let start = found.tokens.start as usize;
    found.surface == QuoteSurface::Speech
        && found.words > 3
        && (found.tokens.end as usize == first
            || start == last + 1
            || start == last + 2 && matches!(sheet.text(last + 1), "," | ":"))
}

/// Whether quotations that are a paragraph are its heading: they end without a stop, or are a title.
pub(super) fn is_heading(sheet: &Sheet, regions: &[u32]) -> bool {
    let [region] = *regions else {
        return false;
    };
    let found = &sheet.regions[region as usize];
    let stopped = !sheet.cells[last_inside(sheet, region)].is_word;
    found.words as usize <= HEADING && (!stopped || found.surface == QuoteSurface::Term)
}

/// Whether a cue is that of a question or an answer: what stands alone in quotation marks after it is somebody else's.
pub(super) fn is_exchange(sheet: &Sheet, head: usize) -> bool {
    sheet.can(head, Abilities::TURNS)
}

/// What is said in paragraphs of a quotation before the one that says whose it is.
pub(super) fn beginnings(sheet: &Sheet, whole: &mut Vec<u32>, taken: &[bool]) {
    let Some(&first) = whole.iter().min() else {
        return;
    };
    let mut before = sheet.regions[first as usize].continues;
    for _ in 0..PARAGRAPHS {
        if before == NONE || taken[before as usize] || whole.contains(&before) {
            break;
        }
        whole.push(before);
        before = sheet.regions[before as usize].continues;
    }
}

/// Looking back, Ruiz said: and the next paragraph is the quotation. A cue that nothing but its source, its hearers and a colon
/// follow has its content behind the colon.
pub(super) fn leads_to_colon(sheet: &Sheet, draft: &Draft, taken: &[bool]) -> bool {
    let own = sheet.sentence_around(draft.head);
    let next = sheet.cells.get(own.end).map_or(NONE, |node| node.region);
    sheet.text(own.end - 1) == ":"
        && own.end - draft.head <= REACH / 2
        && next != NONE
        && !taken[next as usize]
        && sheet.regions[next as usize].tokens.start as usize == own.end
        && !(draft.head + 1..own.end).any(|at| is_finite(sheet, at))
        && draft
            .content
            .iter()
            .all(|&at| (at as usize) < draft.head && sheet.cells[at as usize].region == NONE)
}
