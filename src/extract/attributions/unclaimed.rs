//! Whole quotations that no candidate has taken, and what form says of their speakers.

use super::complete;
use super::draft::Draft;
use super::frames;
use super::predicates::{is_noun, is_sentient, is_verb, reports, speaks};
use super::quoted::{REACH, ends_in_comma, verb_before};
use crate::language::TagSet;
use crate::language::sheet::{Cell, NONE, Sheet};
use crate::language::{Arc, Tag};
use crate::parse::QuoteSurface;
use std::ops::Range;

/// Gives each quotation that is not `taken` a relation, where the words beside it decide and have no `role` yet, or the relation
/// that it carries on.
pub(super) fn find(sheet: &Sheet, role: &[u8], kept: &mut Vec<Draft>) {
    let mut taken: Vec<bool> = sheet
        .regions
        .iter()
        .map(|region| role[region.tokens.start as usize..region.tokens.end as usize].contains(&4))
        .collect();
    let mut here: Vec<Vec<u32>> = vec![Vec::new(); sheet.sentences.len()];
    for (number, draft) in kept.iter().enumerate() {
        here[sheet.cells[draft.head].sentence as usize].push(number as u32);
    }
    for region in 0..sheet.regions.len() as u32 {
        let found = &sheet.regions[region as usize];
        if taken[region as usize] || found.surface != QuoteSurface::Speech || found.words < 3 {
            continue;
        }
        let free = |draft: &Draft| words(draft).all(|at| role[at as usize] == 0);
        let mut stands = |draft: &Draft| {
            free(draft)
                || evict(
                    draft,
                    kept,
                    &here[sheet.cells[draft.head].sentence as usize],
                )
        };
        let draft = by_comma(sheet, region, &taken)
            .filter(&mut stands)
            .or_else(|| by_verb(sheet, region, &taken).filter(free))
            .or_else(|| frames::by_colon(sheet, region, &taken).filter(&mut stands));
        if let Some(draft) = draft {
            mark(sheet, &draft, &mut taken);
            kept.push(draft);
        } else if let Some((number, words)) = carried_on(sheet, region, kept, &here)
            && words.clone().all(|at| {
                let inside = sheet.cells[at as usize].region;
                role[at as usize] == 0 && (inside == NONE || !taken[inside as usize])
            })
        {
            kept[number].content.extend(words);
            kept[number].content.sort_unstable();
            mark(sheet, &kept[number], &mut taken);
        } else if let Some(draft) = frames::by_beat(sheet, region, &taken).filter(free) {
            mark(sheet, &draft, &mut taken);
            kept.push(draft);
        }
    }
    let mut given = vec![false; sheet.cells.len()];
    let give =
        |draft: &Draft, given: &mut [bool]| words(draft).for_each(|at| given[at as usize] = true);
    kept.iter().for_each(|draft| give(draft, &mut given));
    for draft in (0..sheet.cells.len()).filter_map(|at| by_clause(sheet, at)) {
        if !words(&draft).any(|at| given[at as usize]) {
            give(&draft, &mut given);
            kept.push(draft);
        }
    }
    kept.retain(|draft| !draft.content.is_empty());
}

/// The relation of a reporting verb with a clause right behind it that opens with "that": The mayor conceded that it would fail.
fn by_clause(sheet: &Sheet, verb: usize) -> Option<Draft> {
    let that = verb + 1;
    let next = sheet.cells.get(that)?;
    let clause = &sheet.cells[sheet.child(verb, Arc::Ccomp)?];
    let subject = sheet.child(verb, Arc::Nsubj)?;
    let source = &sheet.cells[subject];
    let plain = |node: &&Cell| node.region == NONE;
    if !matches!(sheet.cells[verb].tag, Tag::VBD | Tag::VBZ)
        || next.tag != Tag::IN
        || sheet.lemma(that) != "that"
        || clause.low != that as u32
        || source.high >= verb as u32
        || !reports(sheet, verb)
        || !is_sentient(sheet, subject)
        || ![&sheet.cells[verb], source, clause].iter().all(plain)
    {
        return None;
    }
    Some(Draft {
        head: verb,
        cue: vec![verb as u32],
        source: (source.low..=source.high).collect(),
        content: (clause.low..=clause.high).collect(),
        score: 256,
        ..Draft::default()
    })
}

/// Marks the quotations of a relation as taken.
fn mark(sheet: &Sheet, draft: &Draft, taken: &mut [bool]) {
    for &at in &draft.content {
        let inside = sheet.cells[at as usize].region;
        if inside != NONE {
            taken[inside as usize] = true;
        }
    }
}

/// The words of a relation.
fn words(draft: &Draft) -> impl Iterator<Item = u32> {
    let lists = [&draft.cue, &draft.source, &draft.content];
    lists.into_iter().flatten().copied()
}

/// “…,” a clerk who asked not to be named said: empties the relations of its sentence that stand wholly within the source, if nothing
/// else is in the way of the new one.
fn evict(draft: &Draft, kept: &mut [Draft], here: &[u32]) -> bool {
    let touches = |other: &Draft| words(other).any(|at| words(draft).any(|own| own == at));
    let within = |other: &Draft| words(other).all(|at| draft.source.contains(&at));
    let touching: Vec<usize> = here
        .iter()
        .map(|&number| number as usize)
        .filter(|&number| touches(&kept[number]))
        .collect();
    let gives_way = !touching.is_empty() && touching.iter().all(|&number| within(&kept[number]));
    if gives_way {
        for number in touching {
            kept[number].content.clear();
        }
    }
    gives_way
}

/// Over how many sentences of the writer's own a speaker goes on.
const ASIDE: usize = 2;

/// The relation of a sentence before, in the paragraph, that a quotation carries on, and the words that it gets: Ruiz said the pit
/// was flooded. “Nobody will go down.” Where that relation is a quotation as well, a sentence may stand between (“It is over,” she
/// said. She gave no reason. “I am going home.”), and words before (Now, “all of us go home.”) or behind (“We go” to the coast).
fn carried_on(
    sheet: &Sheet,
    region: u32,
    kept: &[Draft],
    here: &[Vec<u32>],
) -> Option<(usize, Range<u32>)> {
    let tokens = sheet.regions[region as usize].tokens;
    let sentence = sheet.cells[tokens.start as usize].sentence as usize;
    let own = &sheet.sentences[sentence];
    let opens = own.start == tokens.start;
    let whole = opens && own.end <= tokens.end;
    let said = |number: &&u32| !kept[**number as usize].content.is_empty();
    let by_pronoun = |draft: &Draft| match draft.source[..] {
        [at] => sheet.cells[at as usize].tag == Tag::PRP,
        _ => false,
    };
    let before = (sentence.saturating_sub(1 + ASIDE)..sentence)
        .rev()
        .take_while(|&before| sheet.block(before) == sheet.block(sentence))
        .find(|&before| {
            let range = &sheet.sentences[before];
            let nodes = &sheet.cells[range.start as usize..range.end as usize];
            let mut others = here[before].iter().filter(said);
            others.any(|&number| !by_pronoun(&kept[number as usize]))
                || nodes.iter().any(|node| node.region != NONE)
        })?;
    let number = *here[before]
        .iter()
        .filter(said)
        .max_by_key(|&&number| kept[number as usize].head)? as usize;
    let draft = &kept[number];
    let speaks = TagSet::TENSED.has(sheet.cells[draft.head].tag)
        && reports(sheet, draft.head)
        && draft
            .source
            .iter()
            .any(|&at| !matches!(sheet.cells[at as usize].tag, Tag::WP | Tag::WDT));
    let is_quoted = (draft.content[0] as usize) < draft.head
        && sheet.cells[draft.content[0] as usize].region != NONE;
    let next = before + 1 == sentence;
    if !speaks || !(whole && next || is_quoted && (opens || next)) {
        return None;
    }
    if whole || opens && ends_in_comma(sheet, region) {
        return Some((number, tokens.numbers()));
    }
    let loose = |at: &usize| sheet.cells[*at].region == NONE;
    let mut outside = own.range().filter(loose);
    let is_own = outside.any(|at| is_verb(sheet, at) && reports(sheet, at));
    (!is_own).then(|| (number, own.start..own.end.max(tokens.end)))
}

/// The relation of a whole quotation that nothing has claimed, by the verb right before it: Ana Ruiz said “We are done.”
fn by_verb(sheet: &Sheet, region: u32, taken: &[bool]) -> Option<Draft> {
    let found = &sheet.regions[region as usize];
    let start = found.tokens.start as usize;
    let verb = verb_before(sheet, start)?;
    if !speaks(sheet, verb) || sheet.cells[verb].sentence != sheet.cells[start].sentence {
        return None;
    }
    let subject = |verb: usize| {
        sheet
            .child(verb, Arc::Nsubj)
            .filter(|&at| at < verb && is_noun(sheet, at))
    };
    // The subject of a second verb is found later, that of a verb that looks like a noun is the one of the verb before.
    let source = if let Some(subject) = subject(verb) {
        let node = &sheet.cells[subject];
        (node.low..=node.high.min(verb as u32 - 1)).collect()
    } else if sheet.cells[verb].tag == Tag::NNS {
        let first = sheet
            .sentence_around(verb)
            .start
            .max(verb.saturating_sub(REACH));
        let node = &sheet.cells[(first..verb).rev().find_map(subject)?];
        (node.low..=node.high).collect()
    } else if sheet.cells[verb].arc == Arc::Conj {
        Vec::new()
    } else {
        return None;
    };
    let mut draft = Draft {
        head: verb,
        cue: vec![verb as u32],
        source,
        content: found.tokens.numbers().collect(),
        score: 256,
        ..Draft::default()
    };
    complete::complete(sheet, &mut draft, taken);
    Some(draft)
}

/// The relation of a whole quotation that nothing has claimed, by its comma: “We are not mad,” laughed Deb Mancini.
fn by_comma(sheet: &Sheet, region: u32, taken: &[bool]) -> Option<Draft> {
    let found = &sheet.regions[region as usize];
    if !ends_in_comma(sheet, region) {
        return None;
    }
    let from = found.tokens.end as usize;
    let sentence = sheet.cells[from - 1].sentence;
    let near: Vec<usize> = (from..sheet.cells.len().min(from + REACH))
        .take_while(|&at| sheet.cells[at].sentence == sentence && sheet.cells[at].region == NONE)
        .collect();
    let tag = |at: usize| sheet.cells[at].tag;
    // Behind "who", the verb of the main clause comes after a comma.
    let who = near
        .iter()
        .position(|&at| matches!(tag(at), Tag::WP | Tag::WDT));
    let verb = *near.iter().enumerate().find_map(|(place, at)| {
        let main =
            who.is_none_or(|who| place < who || place > 0 && tag(near[place - 1]) == Tag::Comma);
        let verb = TagSet::TENSED.has(tag(*at));
        // "states Ana Ruiz" looks like "states" of a country.
        let mistaken = place == 0 && tag(*at) == Tag::NNS && reports(sheet, *at);
        (verb && main || mistaken).then_some(at)
    })?;
    if matches!(sheet.lemma(verb), "be" | "do" | "have") || tag(near[0]) == Tag::IN {
        return None;
    }
    let adverbs = near.iter().take_while(|&&at| tag(at) == Tag::RB).count();
    let before = near[adverbs]..verb;
    let source = if before.is_empty() {
        let stop = |at: &usize| {
            matches!(
                tag(*at),
                Tag::Comma | Tag::Stop | Tag::Colon | Tag::Left | Tag::TO | Tag::VBD | Tag::VBZ
            ) || tag(*at) == Tag::IN && !hangs_between(sheet, verb, *at)
        };
        let end = near.iter().copied().filter(|&at| at > verb).find(stop);
        verb + 1..end.unwrap_or(near[near.len() - 1] + 1)
    } else {
        before
    };
    let named = |at: usize| is_noun(sheet, at) || matches!(tag(at), Tag::DT | Tag::CD);
    if !source.clone().any(named) {
        return None;
    }
    let mut draft = Draft {
        head: verb,
        cue: vec![verb as u32],
        source: source.map(|at| at as u32).collect(),
        content: found.tokens.numbers().collect(),
        score: 256,
        ..Draft::default()
    };
    complete::complete(sheet, &mut draft, taken);
    Some(draft)
}

/// Whether the phrase of a preposition depends on a word between `from` and it.
fn hangs_between(sheet: &Sheet, from: usize, preposition: usize) -> bool {
    let object = sheet.cells[preposition].head;
    object != NONE && {
        let head = sheet.cells[object as usize].head as usize;
        from < head && head < preposition
    }
}
