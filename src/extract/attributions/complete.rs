//! From a labeled cue to a relation in tokens: quotations taken whole, over sentences and paragraphs.

use super::draft::Draft;
use super::predicates::is_verb;
use super::{hearers, quoted};
use crate::language::ArcSet;
use crate::language::sheet::{NONE, Sheet};
use crate::language::{Arc, Tag};

/// Takes quotations whole, and with them what carries on in the sentences and paragraphs after the cue.
pub(super) fn complete(sheet: &Sheet, draft: &mut Draft, taken: &[bool]) {
    let cue_region = sheet.cells[draft.head].region;
    let sentence = sheet.cells[draft.head].sentence as usize;
    let own = sheet.sentence_around(draft.head);
    // Names within a quotation beside the source are no source of a cue outside; a title within it is.
    let outside = |at: &u32| {
        let region = sheet.cells[*at as usize].region;
        region == NONE || region == cue_region
    };
    let mut named = draft.source.iter().copied().filter(outside);
    if let Some(first) = named.next() {
        let last = named.next_back().unwrap_or(first);
        draft.source.retain(|at| (first..=last).contains(at));
    }
    // A sentence that is only "he said." after a quotation that ended the sentence before.
    if quoted::leads_to_colon(sheet, draft, taken) {
        draft.content.clear();
    } else if !draft
        .content
        .iter()
        .any(|&at| sheet.cells[at as usize].is_word)
    {
        draft.content.clear();
        if cue_region == NONE && sentence > 0 && sheet.block(sentence - 1) == sheet.block(sentence)
        {
            let before = own.start.wrapping_sub(1);
            if let Some(region) = sheet
                .cells
                .get(before)
                .map(|node| node.region)
                .filter(|&region| region != NONE)
            {
                draft
                    .content
                    .extend(sheet.regions[region as usize].tokens.numbers());
            }
        }
    }
    hearers::release(sheet, draft);
    let mut regions: Vec<u32> = draft
        .content
        .iter()
        .map(|&at| sheet.cells[at as usize].region)
        .filter(|&region| region != NONE && region != cue_region)
        .collect();
    regions.sort_unstable();
    regions.dedup();
    // A region of which most words in this sentence are content is content altogether.
    let mut whole = Vec::new();
    for &region in &regions {
        let tokens = sheet.regions[region as usize].tokens;
        let here = (own.start.max(tokens.start as usize)..own.end.min(tokens.end as usize))
            .filter(|&at| sheet.cells[at].is_word)
            .count();
        let content = draft
            .content
            .iter()
            .filter(|&&at| tokens.contains(at as usize) && sheet.cells[at as usize].is_word)
            .count();
        if content * 2 >= here || quoted::is_beside(sheet, draft, region) {
            whole.push(region);
        }
    }
    if whole.is_empty() {
        follow_colon(sheet, draft, &mut whole, taken);
    }
    if !whole.is_empty() {
        quoted::beginnings(sheet, &mut whole, taken);
        follow(sheet, draft.head, &mut whole, taken);
    }
    for &region in &whole {
        draft
            .content
            .extend(sheet.regions[region as usize].tokens.numbers());
    }
    let (cue, source) = (&draft.cue, &draft.source);
    draft
        .content
        .retain(|at| !cue.contains(at) && !source.contains(at));
    draft.content.sort_unstable();
    draft.content.dedup();
    quoted::settle_edges(sheet, draft, &whole);
}

/// Whether a sentence stands wholly in quotation marks; its regions.
fn quoted_sentence(sheet: &Sheet, sentence: usize) -> Option<Vec<u32>> {
    let range = *sheet.sentences.get(sentence)?;
    let mut regions: Vec<u32> = Vec::new();
    for node in &sheet.cells[range.start as usize..range.end as usize] {
        if node.region == NONE {
            if node.is_word {
                return None;
            }
        } else if regions.last() != Some(&node.region) {
            regions.push(node.region);
        }
    }
    (!regions.is_empty()).then_some(regions)
}

/// A cue whose sentence ends in a colon takes the quotation that begins the next.
fn follow_colon(sheet: &Sheet, draft: &Draft, whole: &mut Vec<u32>, taken: &[bool]) {
    let sentence = sheet.cells[draft.head].sentence as usize;
    let own = sheet.sentence_around(draft.head);
    let colon = own.end > 0 && sheet.text(own.end - 1) == ":";
    if colon
        && !draft
            .content
            .iter()
            .any(|&at| sheet.cells[at as usize].is_word)
        && let Some(regions) = quoted_sentence(sheet, sentence + 1)
    {
        whole.extend(regions.iter().filter(|&&region| !taken[region as usize]));
    }
}

/// How many quoted sentences after a cue are taken with it; a page of ten thousand quotations has no speaker for them.
const FOLLOWING: usize = 60;

/// Adds the quoted sentences that follow, in the paragraph and then as whole paragraphs.
fn follow(sheet: &Sheet, head: usize, whole: &mut Vec<u32>, taken: &[bool]) {
    let sentence = sheet.cells[head].sentence as usize;
    let exchange = quoted::is_exchange(sheet, head);
    let mut next = sentence + 1;
    while next <= sentence + FOLLOWING
        && let Some(regions) = quoted_sentence(sheet, next)
    {
        let same = sheet.block(next) == sheet.block(sentence)
            || (!exchange
                && quoted_paragraph(sheet, next)
                && !quoted::is_heading(sheet, &regions)
                && opens_alike(sheet, whole[0], regions[0]));
        let carried = regions.iter().any(|&region| {
            let before = sheet.regions[region as usize].continues;
            whole.contains(&region) || (before != NONE && whole.contains(&before))
        });
        if !(same || carried)
            || regions
                .iter()
                .any(|&region| taken[region as usize] && !whole.contains(&region))
        {
            break;
        }
        whole.extend(regions);
        next += 1;
    }
    whole.sort_unstable();
    whole.dedup();
}

/// Whether two quotations open with the same mark.
fn opens_alike(sheet: &Sheet, one: u32, other: u32) -> bool {
    let [one, other] = [one, other].map(|region| {
        let at = sheet.regions[region as usize].tokens.start;
        sheet.text(at as usize)
    });
    one == other
}

/// Whether the paragraph that begins with a sentence stands in one pair of quotation marks.
fn quoted_paragraph(sheet: &Sheet, sentence: usize) -> bool {
    let from = sheet.sentences[sentence].start as usize;
    let region = sheet.cells[from].region;
    if region == NONE || sheet.is_header(sentence) {
        return false;
    }
    let end = sheet.regions[region as usize].tokens.end;
    let mut last = sentence;
    while sheet.share_block(last + 1, sentence) && sheet.sentences[last].end < end {
        last += 1;
    }
    sheet.regions[region as usize].words > 3
        && sheet.sentences[last].end == end
        && !sheet.share_block(last + 1, sentence)
}

/// How many words a subject may have to become a source: one that runs on is a fault of the parse.
const SUBJECT: usize = 30;

/// Verbs whose participle says what somebody has in mind: who is told to go is no source, who is determined to go is one.
const MINDS: [&str; 5] = ["commit", "convince", "determine", "incline", "worry"];

/// Whether an adjective says how its subject is: is determined to, is sure that.
pub(super) fn is_state(sheet: &Sheet, at: usize) -> bool {
    sheet.cells[at].tag == Tag::JJ && sheet.child(at, Arc::Cop).is_some()
}

/// Names the subject of the cue as the source where the labels name none: "Ruiz praised the port but has said …".
/// `taken` tells which tokens are cue or content of some relation.
pub(super) fn supply_source(sheet: &Sheet, draft: &mut Draft, taken: impl Fn(usize) -> bool) {
    if !draft.source.is_empty()
        || draft.by_form
        || !(is_verb(sheet, draft.head) || is_state(sheet, draft.head))
    {
        return;
    }
    let mut verb = draft.head;
    let (mut subject, mut is_passive) = (None, false);
    for _ in 0..SHARED {
        subject = sheet.child(verb, ArcSet::of(&[Arc::Nsubj, Arc::Nsubjpass]));
        is_passive = subject.is_some_and(|at| sheet.cells[at].arc == Arc::Nsubjpass)
            && !MINDS.contains(&sheet.lemma(verb));
        let node = &sheet.cells[verb];
        let shares = matches!(node.arc, Arc::Conj | Arc::Xcomp) && node.head != NONE;
        if subject.is_some() || !shares || !is_verb(sheet, node.head as usize) {
            break;
        }
        verb = node.head as usize;
    }
    let Some(subject) = subject else { return };
    let mut words = sheet.cells[subject].low as usize..sheet.cells[subject].high as usize + 1;
    // A clause after the name is no part of it.
    if let Some(clause) = sheet
        .children(subject)
        .find(|&child| child > subject && sheet.cells[child].arc == Arc::AclRelcl)
    {
        words.end = sheet.cells[clause].low as usize;
    }
    let empty = matches!(sheet.lemma(subject), "it" | "there" | "that" | "this");
    let whole = words.contains(&subject)
        && words.len() <= SUBJECT
        && sheet.cells[subject].region == sheet.cells[draft.head].region;
    let own = |at: usize| draft.content.binary_search(&(at as u32)).is_ok();
    let mine = words.clone().all(own) && draft.content.len() > words.len();
    if whole && !empty && !is_passive && (mine || !words.clone().any(taken)) {
        draft.source = words.map(|at| at as u32).collect();
        let source = &draft.source;
        draft.content.retain(|at| source.binary_search(at).is_err());
    }
}

/// Over how many verbs joined by "and" a subject is looked for.
const SHARED: usize = 4;
