//! Where whole quotations meet the words around them: what belongs to the quotation, to its source, and to neither.

use super::draft::Draft;
use super::predicates::{is_finite, is_noun, speaks};
use crate::language::Tag;
use crate::language::sheet::{NONE, PERSON, Sheet};
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
    stay_inside(sheet, draft);
    drop_clock(sheet, draft);
    drop_topic(sheet, draft, whole);
    drop_opening(sheet, draft, whole);
    drop_sequel(sheet, draft, whole);
    keep_remark(sheet, draft, whole);
    name_source(sheet, draft, whole);
    let Some((region, first)) = before_names(sheet, draft, whole) else {
        return;
    };
    give_title(sheet, draft, region, first);
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

/// "He said no," she said: a cue and a source that stand in a quotation have their content there.
fn stay_inside(sheet: &Sheet, draft: &mut Draft) {
    let region = sheet.cells[draft.head].region;
    let inside = |at: &u32| sheet.cells[*at as usize].region == region;
    if region != NONE && !draft.source.is_empty() && draft.source.iter().all(inside) {
        let end = sheet.regions[region as usize].tokens.end;
        draft.content.retain(|at| inside(at) || *at < end);
    }
}

/// 10.02am “We are ready,” she said: the time of an entry of a live blog is neither content nor source.
fn drop_clock(sheet: &Sheet, draft: &mut Draft) {
    let lists = [&mut draft.content, &mut draft.source];
    for list in lists {
        let Some(&first) = list.first() else {
            continue;
        };
        let sentence = sheet.cells[first as usize].sentence as usize;
        let opens = sheet.sentences[sentence].start == first
            && (sentence == 0 || sheet.block(sentence - 1) != sheet.block(sentence));
        if !opens || !is_clock(sheet.text(first as usize)) {
            continue;
        }
        let behind = |at: &&u32| {
            let text = sheet.text(**at as usize);
            **at <= first + 2
                && (matches!(
                    text,
                    "am" | "pm" | "AM" | "PM" | "a.m." | "p.m." | "GMT" | "BST" | "EST"
                ) || !sheet.cells[**at as usize].is_word
                    && sheet.cells[**at as usize].region == NONE)
        };
        let clock = 1 + list[1..].iter().take_while(behind).count();
        if clock < list.len() {
            list.drain(..clock);
        }
    }
}

/// Whether a word is a time of day with its minutes: "14:32", "10.02am".
fn is_clock(text: &str) -> bool {
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let text = text.trim_end_matches(['a', 'p', 'm', 'A', 'P', 'M']);
    text.split_once([':', '.'])
        .is_some_and(|(hour, minute)| digits(hour, 2) && digits(minute, 2) && minute.len() == 2)
}

/// “We will dig,” fire chief Tomas Brandt said: what stands between a quotation and the name belongs to the name.
fn give_title(sheet: &Sheet, draft: &mut Draft, region: u32, first: usize) {
    let end = sheet.regions[region as usize].tokens.end;
    let title = end..first as u32;
    let is_noun = |at: u32| {
        matches!(
            sheet.cells[at as usize].tag,
            Tag::NN
                | Tag::NNS
                | Tag::NNP
                | Tag::NNPS
                | Tag::JJ
                | Tag::JJR
                | Tag::PRPS
                | Tag::DT
                | Tag::CD
                | Tag::POS
                | Tag::IN
        )
    };
    if title.is_empty() || !title.clone().all(is_noun) {
        return;
    }
    draft.content.retain(|at| !title.contains(at));
    if draft.source.first() == Some(&(first as u32)) {
        draft.source.splice(0..0, title);
    }
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

/// She says, “Leave the keys,” until the knocking stops. What follows a whole quotation that ends in a comma and stands right behind its
/// cue says when it was said, unless it is quoted too or joined by "and", "but" or "that".
fn drop_sequel(sheet: &Sheet, draft: &mut Draft, whole: &[u32]) {
    let Some(last) = last_name(draft) else { return };
    let behind = whole
        .iter()
        .map(|&region| (region, &sheet.regions[region as usize]));
    let next = behind
        .filter(|(_, found)| {
            found.surface == QuoteSurface::Speech && found.tokens.start as usize > last
        })
        .min_by_key(|(_, found)| found.tokens.start);
    let Some((region, found)) = next else { return };
    let end = found.tokens.end;
    let own = sheet.sentence_around(draft.head);
    let joins = |at: usize| {
        sheet.cells[at].tag == Tag::CC || sheet.lemma(at) == "that" || !sheet.cells[at].is_word
    };
    if verb_before(sheet, found.tokens.start as usize) == Some(last)
        && ends_in_comma(sheet, region)
        && (end as usize) < own.end
        && !joins(end as usize)
    {
        let sequel = |at: u32| {
            (end..own.end as u32).contains(&at) && sheet.cells[at as usize].region == NONE
        };
        draft.content.retain(|&at| !sequel(at));
    }
}

/// He joked of the museum, “I have not seen it.” What stands between a cue and a comma before a whole quotation, and is no clause,
/// says of what it was said.
fn drop_topic(sheet: &Sheet, draft: &mut Draft, whole: &[u32]) {
    let after = draft
        .content
        .iter()
        .position(|&at| at as usize > draft.head);
    let Some(from) = after else {
        return;
    };
    let loose = draft.content[from..]
        .iter()
        .take_while(|&&at| sheet.cells[at as usize].region == NONE)
        .count();
    let Some(&start) = draft.content.get(from + loose) else {
        return;
    };
    let region = sheet.cells[start as usize].region;
    let capital = sheet
        .cells
        .get(start as usize + 1)
        .is_some_and(|node| matches!(node.shape, 1 | 2));
    let run = &draft.content[from..from + loose];
    if whole.contains(&region)
        && capital
        && sheet.regions[region as usize].surface == QuoteSurface::Speech
        && matches!(sheet.text(start as usize - 1), "," | ":")
        && !run
            .iter()
            .any(|&at| is_finite(sheet, at as usize) || sheet.lemma(at as usize) == "that")
    {
        draft.content.drain(from..from + loose);
    }
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

/// “We will dig,” Ruiz, a chief of the port, said: a remark between the source and the cue is no content, but belongs to the source.
fn keep_remark(sheet: &Sheet, draft: &mut Draft, whole: &[u32]) {
    let (Some(&from), Some(&to)) = (draft.source.last(), draft.cue.first()) else {
        return;
    };
    let remark = from + 1..to;
    let loose = |at: u32| sheet.cells[at as usize].region == NONE;
    let in_content = |at: u32| draft.content.binary_search(&at).is_ok();
    // Her niece, Rosa Quiroga of Port Calder, said
    let names = sheet.cells[from as usize].name == 0
        && remark
            .clone()
            .any(|at| sheet.cells[at as usize].name == PERSON)
        && !remark.clone().any(|at| is_finite(sheet, at as usize));
    if whole.is_empty()
        || remark.len() < 3
        || draft.source[0] > 0 && sheet.lemma(draft.source[0] as usize - 1) == "as"
        || sheet.text(from as usize + 1) != ","
        || sheet.text(to as usize - 1) != ","
        || !remark.clone().all(loose)
        || !(names || remark.clone().any(in_content))
    {
        return;
    }
    draft.content.retain(|at| !remark.contains(at));
    draft.source.extend(remark.start..remark.end - 1);
}

/// “We will dig,” the chief, Morag Brandt, said: without a source, what stands between a quotation and its cue is the source.
fn name_source(sheet: &Sheet, draft: &mut Draft, whole: &[u32]) {
    let (Some(first), true) = (first_name(draft), draft.source.is_empty()) else {
        return;
    };
    if before_cue(sheet, draft).is_some_and(|region| whole.contains(&region)) {
        invert(sheet, draft);
        return;
    }
    let start = sheet
        .sentence_around(draft.head)
        .start
        .max(first.saturating_sub(2 * REACH));
    let mut from = first;
    while from > start && sheet.cells[from - 1].region == NONE {
        from -= 1;
    }
    let region = match from.checked_sub(1) {
        Some(before) => sheet.cells[before].region,
        None => return,
    };
    if whole.contains(&region)
        && ends_in_comma(sheet, region)
        && (from..first).any(|at| is_noun(sheet, at))
        && !(from..first).any(|at| is_finite(sheet, at))
        && sheet.cells[from].tag != Tag::IN
    {
        let source = from as u32..first as u32;
        draft.content.retain(|at| !source.contains(at));
        draft.source.extend(source);
    }
}

/// The whole quotation with a comma at its end that a cue stands right behind: nobody within it is the source of the cue.
pub(super) fn before_cue(sheet: &Sheet, draft: &Draft) -> Option<u32> {
    let before = (*draft.cue.first()? as usize).checked_sub(1)?;
    let region = sheet.cells[before].region;
    (region != NONE
        && region != sheet.cells[draft.head].region
        && sheet.regions[region as usize].tokens.end as usize == before + 1
        && sheet.regions[region as usize].surface == QuoteSurface::Speech
        && ends_in_comma(sheet, region))
    .then_some(region)
}

/// He walks to the window and shouts, “Leave the keys”: the reporting verb right before the quotation that is the whole content of a
/// relation, where it shares the subject of the cue that was read.
pub(super) fn nearer_verb(sheet: &Sheet, draft: &Draft) -> Option<usize> {
    let start = *draft.content.first()? as usize;
    let region = sheet.cells[start].region;
    let verb = verb_before(sheet, start)?;
    let quoted = |&at: &u32| sheet.cells[at as usize].region != NONE;
    let and = (draft.head..verb)
        .rev()
        .find(|&at| sheet.cells[at].tag == Tag::CC)?;
    let is_second = !(and..verb).any(|at| is_noun(sheet, at));
    (is_second
        && region != NONE
        && sheet.regions[region as usize].tokens.start as usize == start
        && (draft.content.iter().all(quoted) || ends_in_comma(sheet, region))
        && !draft.by_form
        && !draft.cue.contains(&(verb as u32))
        && speaks(sheet, verb))
    .then_some(verb)
}

/// Makes a verb the head of a cue: with the verb before it, where only "and" stands between. All that it says is quoted.
pub(super) fn give_cue(sheet: &Sheet, draft: &mut Draft, verb: usize) {
    draft
        .content
        .retain(|&at| sheet.cells[at as usize].region != NONE);
    if draft.cue.last() == Some(&(verb as u32 - 2)) {
        draft.cue.push(verb as u32 - 1);
    } else {
        draft.cue.clear();
    }
    draft.cue.push(verb as u32);
    draft.head = verb;
}

/// The token before one, and before a comma or a colon there.
pub(super) fn verb_before(sheet: &Sheet, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    let mark = usize::from(matches!(sheet.text(last), "," | ":"));
    last.checked_sub(mark)
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

/// “We will dig,” warned the chief: without a source, the phrase that was read as content right behind the cue is the source.
fn invert(sheet: &Sheet, draft: &mut Draft) {
    let Some(last) = last_name(draft) else {
        return;
    };
    let phrase = |at: &u32| {
        let node = &sheet.cells[*at as usize];
        node.region == NONE && node.tag != Tag::Comma && draft.content.binary_search(at).is_ok()
    };
    let end = (last as u32 + 1..sheet.cells.len() as u32)
        .find(|at| !phrase(at))
        .unwrap_or(sheet.cells.len() as u32);
    let run = last + 1..end as usize;
    let begins = |tag: Tag| matches!(tag, Tag::IN | Tag::TO | Tag::VBG | Tag::RB | Tag::WRB);
    if run.clone().any(|at| is_noun(sheet, at))
        && !run.clone().any(|at| is_finite(sheet, at))
        && !begins(sheet.cells[run.start].tag)
    {
        draft.source = (run.start as u32..run.end as u32).collect();
        let source = &draft.source;
        draft.content.retain(|at| !source.contains(at));
    }
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

/// “If you leave humming,” Ruiz likes to say, “we have done our job.” The first half belongs to the second.
pub(super) fn first_half(sheet: &Sheet, draft: &Draft, whole: &mut Vec<u32>, taken: &[bool]) {
    let Some(first) = first_name(draft) else {
        return;
    };
    let Some(before) = first.checked_sub(1).map(|at| sheet.cells[at].region) else {
        return;
    };
    let last = last_name(draft).unwrap_or(first);
    let second = whole.iter().any(|&region| {
        let start = sheet.regions[region as usize].tokens.start as usize;
        start == last + 1 || start == last + 2 && sheet.text(last + 1) == ","
    });
    if before != NONE
        && second
        && !taken[before as usize]
        && !whole.contains(&before)
        && sheet.regions[before as usize].surface != QuoteSurface::Term
        && sheet.cells[first - 1].sentence == sheet.cells[draft.head].sentence
        && ends_in_comma(sheet, before)
    {
        whole.push(before);
    }
}

/// “Every time you say that,” Ruiz told the panel, “you help them.” Behind a comma, and with no clause between, the second half
/// belongs to the first.
pub(super) fn second_half(sheet: &Sheet, draft: &Draft, whole: &mut Vec<u32>, taken: &[bool]) {
    let own = sheet.sentence_around(draft.head);
    let first = first_name(draft).and_then(|at| at.checked_sub(1));
    let Some(before) = first.map(|at| sheet.cells[at].region) else {
        return;
    };
    if !whole.contains(&before) || !ends_in_comma(sheet, before) {
        return;
    }
    let last = last_name(draft).unwrap_or(0);
    let behind = last + 1..own.end.min(last + 1 + REACH);
    let Some(start) = behind.clone().find(|&at| sheet.cells[at].region != NONE) else {
        return;
    };
    let region = sheet.cells[start].region;
    if !whole.contains(&region)
        && !taken[region as usize]
        && sheet.regions[region as usize].words > 2
        && sheet.text(start - 1) == ","
        && sheet
            .cells
            .get(start + 1)
            .is_some_and(|node| node.shape == 0)
        && !(last + 1..start).any(|at| matches!(sheet.cells[at].tag, Tag::VBD | Tag::VBZ | Tag::MD))
    {
        whole.push(region);
    }
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
