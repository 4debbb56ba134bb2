//! Whole quotations that no candidate has taken, and what form says of their speakers.

use super::cues::known;
use super::draft::{self, Draft};
use super::frames;
use super::quoted::{REACH, ends_in_comma, is_noun};
use super::view::{NONE, View};
use crate::language::{Arc, Tag};
use crate::parse::QuoteSurface;

/// Gives each quotation that is not `taken` a relation, where the words beside it decide and have no `role` yet, or the relation
/// that it carries on.
pub(super) fn find(view: &View, role: &[u8], kept: &mut Vec<Draft>) {
    let mut taken: Vec<bool> = view
        .regions
        .iter()
        .map(|region| role[region.tokens.start as usize..region.tokens.end as usize].contains(&4))
        .collect();
    let mut here: Vec<Vec<u32>> = vec![Vec::new(); view.sentences.len()];
    for (number, draft) in kept.iter().enumerate() {
        here[view.nodes[draft.head].sentence as usize].push(number as u32);
    }
    for region in 0..view.regions.len() as u32 {
        let found = &view.regions[region as usize];
        if taken[region as usize] || found.surface != QuoteSurface::Speech || found.words < 3 {
            continue;
        }
        let sentence = view.nodes[found.tokens.start as usize].sentence as usize;
        let free = |draft: &Draft| words(draft).all(|at| role[at as usize] == 0);
        let mut stands = |draft: &Draft| {
            free(draft) || evict(draft, kept, &here[view.nodes[draft.head].sentence as usize])
        };
        let draft = by_comma(view, region, &taken)
            .filter(&mut stands)
            .or_else(|| by_verb(view, region, &taken).filter(free))
            .or_else(|| frames::by_colon(view, region, &taken).filter(&mut stands));
        if let Some(draft) = draft {
            mark(view, &draft, &mut taken);
            kept.push(draft);
        } else if found.tokens.clone().all(|at| role[at as usize] == 0)
            && let Some(before) = sentence.checked_sub(1)
            && let Some(number) = carried_on(view, region, kept, &here[before])
        {
            taken[region as usize] = true;
            kept[number].content.extend(found.tokens.clone());
            kept[number].content.sort_unstable();
        } else if let Some(draft) = frames::by_beat(view, region, &taken).filter(free) {
            mark(view, &draft, &mut taken);
            kept.push(draft);
        }
    }
    kept.retain(|draft| !draft.content.is_empty());
}

/// Marks the quotations of a relation as taken.
fn mark(view: &View, draft: &Draft, taken: &mut [bool]) {
    for &at in &draft.content {
        let inside = view.nodes[at as usize].region;
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

/// Whether a word says that something is said.
pub(super) fn reports(view: &View, at: usize) -> bool {
    !matches!(
        known(view, at),
        "" | "belief" | "intention" | "attitude" | "decree"
    )
}

/// The relation of the sentence before that a quoted sentence carries on: Ruiz said the pit was flooded. “Nobody will go down.”
fn carried_on(view: &View, region: u32, kept: &[Draft], before: &[u32]) -> Option<usize> {
    let tokens = &view.regions[region as usize].tokens;
    let sentence = view.nodes[tokens.start as usize].sentence as usize;
    let own = &view.sentences[sentence];
    if own.start != tokens.start
        || own.end > tokens.end
        || sentence == 0
        || view.paragraphs[sentence - 1] != view.paragraphs[sentence]
    {
        return None;
    }
    let number = before
        .iter()
        .map(|&number| number as usize)
        .filter(|&number| !kept[number].content.is_empty())
        .max_by_key(|&number| kept[number].head)?;
    let draft = &kept[number];
    let fits = matches!(view.nodes[draft.head].tag, Tag::VBD | Tag::VBZ | Tag::VBP)
        && reports(view, draft.head)
        && draft
            .source
            .iter()
            .any(|&at| !matches!(view.nodes[at as usize].tag, Tag::WP | Tag::WDT));
    fits.then_some(number)
}

/// The relation of a whole quotation that nothing has claimed, by the verb right before it: Ana Ruiz said “We are done.”
fn by_verb(view: &View, region: u32, taken: &[bool]) -> Option<Draft> {
    let found = &view.regions[region as usize];
    let start = found.tokens.start as usize;
    if start < 2 {
        return None;
    }
    let verb = if matches!(view.text(start - 1), "," | ":") {
        start - 2
    } else {
        start - 1
    };
    let fits = matches!(view.nodes[verb].tag, Tag::VBD | Tag::VBZ)
        && view.nodes[verb].region == NONE
        && view.nodes[verb].sentence == view.nodes[start].sentence
        && reports(view, verb);
    let subject = view
        .child(verb, &[Arc::Nsubj])
        .filter(|&at| fits && at < verb && is_noun(view, at))?;
    let node = &view.nodes[subject];
    let mut draft = Draft {
        head: verb,
        cue: vec![verb as u32],
        source: (node.low..=node.high.min(verb as u32 - 1)).collect(),
        content: found.tokens.clone().collect(),
        score: 256,
        ..Draft::default()
    };
    draft::complete(view, &mut draft, taken);
    Some(draft)
}

/// The relation of a whole quotation that nothing has claimed, by its comma: “We are not mad,” laughed Deb Mancini.
fn by_comma(view: &View, region: u32, taken: &[bool]) -> Option<Draft> {
    let found = &view.regions[region as usize];
    if !ends_in_comma(view, region) {
        return None;
    }
    let from = found.tokens.end as usize;
    let sentence = view.nodes[from - 1].sentence;
    let near: Vec<usize> = (from..view.nodes.len().min(from + REACH))
        .take_while(|&at| view.nodes[at].sentence == sentence && view.nodes[at].region == NONE)
        .collect();
    let tag = |at: usize| view.nodes[at].tag;
    // Behind "who", the verb of the main clause comes after a comma.
    let who = near
        .iter()
        .position(|&at| matches!(tag(at), Tag::WP | Tag::WDT));
    let verb = *near.iter().enumerate().find_map(|(place, at)| {
        let main =
            who.is_none_or(|who| place < who || place > 0 && tag(near[place - 1]) == Tag::Comma);
        let verb = matches!(tag(*at), Tag::VBD | Tag::VBZ | Tag::VBP);
        // "states Ana Ruiz" looks like "states" of a country.
        let mistaken = place == 0 && tag(*at) == Tag::NNS && reports(view, *at);
        (verb && main || mistaken).then_some(at)
    })?;
    if matches!(view.lemmas[verb].as_str(), "be" | "do" | "have") || tag(near[0]) == Tag::IN {
        return None;
    }
    let adverbs = near.iter().take_while(|&&at| tag(at) == Tag::RB).count();
    let before = near[adverbs]..verb;
    let source = if before.is_empty() {
        let stop = |at: &usize| {
            matches!(
                tag(*at),
                Tag::Comma | Tag::Stop | Tag::Colon | Tag::Left | Tag::TO | Tag::VBD | Tag::VBZ
            ) || tag(*at) == Tag::IN && !hangs_between(view, verb, *at)
        };
        let end = near.iter().copied().filter(|&at| at > verb).find(stop);
        verb + 1..end.unwrap_or(near[near.len() - 1] + 1)
    } else {
        before
    };
    let named = |at: usize| is_noun(view, at) || matches!(tag(at), Tag::DT | Tag::CD);
    if !source.clone().any(named) {
        return None;
    }
    let mut draft = Draft {
        head: verb,
        cue: vec![verb as u32],
        source: source.map(|at| at as u32).collect(),
        content: found.tokens.clone().collect(),
        score: 256,
        ..Draft::default()
    };
    draft::complete(view, &mut draft, taken);
    Some(draft)
}

/// Whether the phrase of a preposition depends on a word between `from` and it.
fn hangs_between(view: &View, from: usize, preposition: usize) -> bool {
    let object = view.nodes[preposition].head;
    object != NONE && {
        let head = view.nodes[object as usize].head as usize;
        from < head && head < preposition
    }
}
