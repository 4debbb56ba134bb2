//! Frames of quotations whose verbs are none of speech: A nurse, who asked not to be named, disagreed: “…”. Ruiz shrugged. “…”

use super::draft::{self, Draft};
use super::quoted::{is_finite, is_noun};
use super::unclaimed::reports;
use super::view::{CLIMB, NONE, View};
use crate::language::{Arc, Tag};
use crate::lexicon::PARTY_NOUNS;
use std::ops::Range;

/// Most tokens of a frame, with all that is said of the speaker.
const FRAME: usize = 60;

/// Most tokens of a cue; what is longer is only its verb.
const CUE: usize = 8;

/// Most tokens that a sentence which does no more than show the speaker has beside him.
const BEAT: usize = 7;

/// The relation of a whole quotation behind a colon, or behind a comma and a verb that reports: the clause before it says whose it is.
pub(super) fn by_colon(view: &View, region: u32, taken: &[bool]) -> Option<Draft> {
    let start = view.regions[region as usize].tokens.start as usize;
    let colon = start.checked_sub(1)?;
    let node = &view.nodes[colon];
    let mark = view.text(colon);
    if !matches!(mark, ":" | ",") || node.region != NONE {
        return None;
    }
    let from = view.sentence(colon).start.max(colon.saturating_sub(FRAME));
    let clause = from..colon;
    if mark == "," {
        // A clerk, who gave his name as Obi, lamented, “…”
        let draft = interrupted(view, &clause).filter(|draft| reports(view, draft.head))?;
        return Some(with_region(view, draft, region, taken));
    }
    let mut draft = clause_before(view, &clause)
        .or_else(|| interrupted(view, &clause))
        .or_else(|| label_before(view, &clause))?;
    if draft.cue.len() < CUE {
        draft.cue.push(colon as u32);
    }
    Some(with_region(view, draft, region, taken))
}

/// The relation of a quotation that a short sentence of its paragraph shows the speaker before: Ruiz shrugged. “…”
pub(super) fn by_beat(view: &View, region: u32, taken: &[bool]) -> Option<Draft> {
    let tokens = &view.regions[region as usize].tokens;
    let sentence = view.nodes[tokens.start as usize].sentence as usize;
    let before = sentence.checked_sub(1)?;
    let (own, beat) = (&view.sentences[sentence], &view.sentences[before]);
    if own.start != tokens.start
        || own.end > tokens.end
        || view.paragraphs[before] != view.paragraphs[sentence]
    {
        return None;
    }
    let clause = beat.start as usize..(beat.end as usize).saturating_sub(1);
    let free = view.nodes[clause.clone()]
        .iter()
        .all(|node| node.region == NONE);
    if !free || clause.len() > FRAME || view.nodes.get(clause.end)?.tag != Tag::Stop {
        return None;
    }
    let draft = clause_before(view, &clause).or_else(|| interrupted(view, &clause))?;
    let shown = clause.len() - draft.source.len() <= BEAT
        && draft.source.iter().any(|&at| {
            let lemma = view.lemmas[at as usize].as_str();
            view.nodes[at as usize].name == 1
                || matches!(lemma, "another" | "he" | "one" | "she")
                || view.nodes[at as usize].tag == Tag::NN && kind_of(view, at as usize) == "person"
        });
    shown.then(|| with_region(view, draft, region, taken))
}

fn with_region(view: &View, mut draft: Draft, region: u32, taken: &[bool]) -> Draft {
    draft.content = view.regions[region as usize].tokens.clone().collect();
    draft::complete(view, &mut draft, taken);
    draft
}

/// How far a token is from the root.
fn depth(view: &View, mut at: usize) -> usize {
    let mut steps = 0;
    while steps < CLIMB && view.nodes[at].head != NONE {
        at = view.nodes[at].head as usize;
        steps += 1;
    }
    steps
}

/// The relation without content of a clause with a subject who can speak.
fn clause_before(view: &View, clause: &Range<usize>) -> Option<Draft> {
    let inside = |at: usize| clause.contains(&at) && view.nodes[at].region == NONE;
    let subject_of = |at: usize| {
        view.child(at, &[Arc::Nsubj])
            .filter(|&subject| inside(subject) && subject < at)
    };
    let finite = |at: usize| {
        let helper = |&child: &u32| {
            matches!(view.nodes[child as usize].arc, Arc::Aux | Arc::Cop)
                && is_finite(view, child as usize)
        };
        is_finite(view, at) || view.children(at).iter().any(helper)
    };
    let head = clause
        .clone()
        .filter(|&at| inside(at) && finite(at) && subject_of(at).is_some())
        .min_by_key(|&at| (depth(view, at), at))?;
    let subject = subject_of(head)?;
    // Where the verb group begins, and the comma that closes what is said of the subject before.
    let verbs = view
        .children(head)
        .iter()
        .map(|&child| child as usize)
        .filter(|&child| {
            matches!(
                view.nodes[child].arc,
                Arc::Aux | Arc::Cop | Arc::Neg | Arc::Advmod
            )
        });
    let first = verbs
        .filter(|&at| at > subject)
        .min()
        .unwrap_or(head)
        .min(head);
    let low = (view.nodes[subject].low as usize).max(clause.start);
    let mut source = low..first;
    while source.end > subject + 1 && !view.nodes[source.end - 1].is_word {
        source.end -= 1;
    }
    let mut cue = first..clause.end;
    if cue.len() > CUE {
        cue.end = head + 1;
    }
    let mut draft = Draft {
        head,
        cue: (cue.start as u32..cue.end as u32).collect(),
        source: (source.start as u32..source.end as u32).collect(),
        ..Draft::default()
    };
    (give_to_owner(view, &mut draft, subject) || can_speak(view, subject)).then_some(draft)
}

/// "The captain's verdict was blunt": where the head of the source is something said, whoever said it is the source, and the thing
/// goes to the cue; whether it was so.
fn give_to_owner(view: &View, draft: &mut Draft, noun: usize) -> bool {
    let Some(owner) = owner(view, noun).filter(|_| !is_sentient(view, noun)) else {
        return false;
    };
    let end = draft
        .source
        .last()
        .map_or(owner.end, |&last| last as usize + 1);
    if end.saturating_sub(owner.end) + draft.cue.len() <= CUE {
        draft.cue.splice(0..0, owner.end as u32..end as u32);
    }
    draft.source = (owner.start as u32..owner.end as u32).collect();
    true
}

/// The same for a relation that was learned, where its cue says nothing by itself and follows its source: was blunt.
pub(super) fn name_owner(view: &View, draft: &mut Draft) {
    let (Some(&first), Some(&last)) = (draft.source.first(), draft.source.last()) else {
        return;
    };
    let run = draft.source.len() == (last - first) as usize + 1;
    let noun = draft.source.iter().copied().find(|&at| {
        is_noun(view, at as usize)
            && draft
                .source
                .binary_search(&view.nodes[at as usize].head)
                .is_err()
    });
    if let Some(noun) = noun
        && run
        && draft.cue.first() == Some(&(last + 1))
        && !reports(view, draft.head)
    {
        give_to_owner(view, draft, noun as usize);
    }
}

/// The relation without content of a clause whose verb stands behind a remark in commas: A nurse, who asked not to be named, disagreed.
fn interrupted(view: &View, clause: &Range<usize>) -> Option<Draft> {
    let is_comma = |&at: &usize| view.nodes[at].tag == Tag::Comma && view.nodes[at].region == NONE;
    let verb = clause.clone().rev().find(is_comma)? + 1;
    let from = clause.clone().find(|&at| view.nodes[at].tag != Tag::CC)?;
    let first = (from..verb).find(is_comma)?;
    let noun = (from..first)
        .rev()
        .find(|&at| is_noun(view, at))
        .filter(|&at| is_sentient(view, at))?;
    let finite = matches!(
        view.nodes.get(verb)?.tag,
        Tag::VBD | Tag::VBN | Tag::VBZ | Tag::VBP
    );
    let clean = !(from..first).any(|at| is_finite(view, at) || view.nodes[at].tag == Tag::IN);
    let fits = finite && clean && first + 1 < verb && noun < first && clause.end - verb <= CUE;
    fits.then(|| Draft {
        head: verb,
        cue: (verb as u32..clause.end as u32).collect(),
        source: (from as u32..verb as u32 - 1).collect(),
        ..Draft::default()
    })
}

/// The relation without content of a label without a verb: "The captain's verdict", "The statement in full".
fn label_before(view: &View, clause: &Range<usize>) -> Option<Draft> {
    let plain = clause
        .clone()
        .all(|at| view.nodes[at].region == NONE && !is_finite(view, at) && view.nodes[at].is_word);
    if !plain || clause.len() > CUE || clause.is_empty() {
        return None;
    }
    // "The application states" looks like "states" of an application.
    let last = clause.end - 1;
    if view.nodes[last].tag == Tag::NNS && reports(view, last) && last > clause.start {
        let speaks = can_speak(view, last - 1) || clause.clone().any(|at| is_sentient(view, at));
        return speaks.then(|| Draft {
            head: last,
            cue: vec![last as u32],
            source: (clause.start as u32..last as u32).collect(),
            ..Draft::default()
        });
    }
    let from = clause.start + usize::from(view.nodes[clause.start].tag == Tag::IN);
    let noun = (from..clause.end).find(|&at| {
        is_noun(view, at) && !(from..clause.end).contains(&(view.nodes[at].head as usize))
    })?;
    let owner = owner(view, noun).filter(|_| !is_sentient(view, noun));
    let (source, cue) = match owner {
        Some(owner) => (owner.clone(), owner.end..clause.end),
        None if can_speak(view, noun) => (from..clause.end, clause.end..clause.end),
        None => return None,
    };
    Some(Draft {
        head: if cue.is_empty() { clause.end } else { noun },
        cue: (cue.start as u32..cue.end as u32).collect(),
        source: (source.start as u32..source.end as u32).collect(),
        ..Draft::default()
    })
}

/// Nouns of what is said that report nothing by themselves.
const WORDS: [&str; 14] = [
    "advice", "answer", "lesson", "mantra", "message", "motto", "question", "reaction", "reply",
    "response", "rule", "slogan", "verdict", "word",
];

/// The words of the one whose words a noun is: [the captain's] verdict, [her] advice.
fn owner(view: &View, noun: usize) -> Option<Range<usize>> {
    let owner = view.child(noun, &[Arc::NmodPoss]).filter(|&at| at < noun)?;
    let node = &view.nodes[owner];
    let said = reports(view, noun) || WORDS.contains(&view.lemmas[noun].as_str());
    let thing = matches!(view.lemmas[owner].as_str(), "it" | "its" | "whose");
    (said && !thing).then_some(node.low as usize..node.high as usize + 1)
}

/// What a noun of parties describes, or "".
fn kind_of(view: &View, at: usize) -> &'static str {
    let fields = PARTY_NOUNS.get(&view.lemmas[at]).unwrap_or("");
    fields.split('\t').next().unwrap_or("")
}

/// Whether a noun names somebody, not a thing.
pub(super) fn is_sentient(view: &View, at: usize) -> bool {
    let node = &view.nodes[at];
    let lemma = view.lemmas[at].as_str();
    match node.tag {
        Tag::PRP => matches!(lemma, "i" | "I" | "he" | "she" | "they" | "we"),
        Tag::WP | Tag::WDT | Tag::EX => false,
        _ => {
            matches!(node.name, 1 | 2)
                || !matches!(kind_of(view, at), "" | "document")
                || matches!(lemma, "another" | "many" | "one" | "other" | "some")
        }
    }
}

/// Whether a noun names somebody, or a thing with words on it.
pub(super) fn can_speak(view: &View, at: usize) -> bool {
    is_sentient(view, at) || kind_of(view, at) == "document"
}
