//! From a labeled cue to a relation in tokens: quotations taken whole, over sentences and paragraphs.

use super::roles::{CONTENT, CUE, Labeling, SOURCE};
use super::view::{NONE, View};
use super::{edges, hearers, quoted};
use crate::language::{Arc, Tag};

/// A relation in tokens, all lists sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) head: usize,
    pub(super) cue: Vec<u32>,
    pub(super) source: Vec<u32>,
    pub(super) content: Vec<u32>,
    /// How sure the cue is, then the whole: units of the models.
    pub(super) cue_score: i32,
    pub(super) score: i32,
    pub(super) leads: [i32; 4],
    /// Whether form alone decided.
    pub(super) by_form: bool,
}

/// The relation of a labeling; the content may be empty.
pub(super) fn draft(head: usize, cue_score: i32, labeling: &Labeling) -> Draft {
    let pick = |label: usize| -> Vec<u32> {
        labeling
            .labels
            .iter()
            .enumerate()
            .filter(|(_, found)| **found as usize == label)
            .map(|(place, _)| (labeling.window.start + place) as u32)
            .collect()
    };
    Draft {
        head,
        cue: pick(CUE),
        source: pick(SOURCE),
        content: pick(CONTENT),
        cue_score,
        score: cue_score,
        leads: labeling.leads,
        by_form: false,
    }
}

/// Takes quotations whole, and with them what carries on in the sentences and paragraphs after the cue.
pub(super) fn complete(view: &View, draft: &mut Draft, taken: &[bool]) {
    let cue_region = view.nodes[draft.head].region;
    let sentence = view.nodes[draft.head].sentence as usize;
    let own = view.sentence(draft.head);
    // Names within a quotation beside the source are no source of a cue outside; a title within it is.
    let outside = |at: &u32| {
        let region = view.nodes[*at as usize].region;
        region == NONE || region == cue_region
    };
    let mut named = draft.source.iter().copied().filter(outside);
    if let Some(first) = named.next() {
        let last = named.next_back().unwrap_or(first);
        draft.source.retain(|at| (first..=last).contains(at));
    } else if let Some(region) = quoted::before_cue(view, draft)
        && !draft
            .content
            .iter()
            .any(|&at| view.nodes[at as usize].region == region)
    {
        // “We are done,” admitted Ana Ruiz, read as if "we" had admitted something behind.
        draft.content.clear();
        return;
    }
    // A sentence that is only "he said." after a quotation that ended the sentence before.
    if quoted::leads_to_colon(view, draft, taken) {
        draft.content.clear();
    } else if !draft
        .content
        .iter()
        .any(|&at| view.nodes[at as usize].is_word)
    {
        draft.content.clear();
        if cue_region == NONE
            && sentence > 0
            && view.paragraphs[sentence - 1] == view.paragraphs[sentence]
        {
            let before = own.start.wrapping_sub(1);
            if let Some(region) = view
                .nodes
                .get(before)
                .map(|node| node.region)
                .filter(|&region| region != NONE)
            {
                draft
                    .content
                    .extend(view.regions[region as usize].tokens.clone());
            }
        }
    }
    edges::release_title(view, draft);
    hearers::release(view, draft);
    edges::stop_at_second(view, draft);
    // What a headline has behind its colon is one whole.
    if view.header[sentence]
        && view.text(draft.head) == ":"
        && draft
            .content
            .first()
            .is_some_and(|&at| at as usize > draft.head)
    {
        let rest = draft.head as u32 + 1..own.end as u32;
        draft
            .content
            .extend(rest.filter(|at| !draft.source.contains(at)));
        draft.content.sort_unstable();
        draft.content.dedup();
    }
    let mut regions: Vec<u32> = draft
        .content
        .iter()
        .map(|&at| view.nodes[at as usize].region)
        .filter(|&region| region != NONE && region != cue_region)
        .collect();
    regions.sort_unstable();
    regions.dedup();
    // A region of which most words in this sentence are content is content altogether.
    let mut whole = Vec::new();
    for &region in &regions {
        let tokens = &view.regions[region as usize].tokens;
        let here = (own.start.max(tokens.start as usize)..own.end.min(tokens.end as usize))
            .filter(|&at| view.nodes[at].is_word)
            .count();
        let content = draft
            .content
            .iter()
            .filter(|&&at| tokens.contains(&at) && view.nodes[at as usize].is_word)
            .count();
        if content * 2 >= here || quoted::is_beside(view, draft, region) {
            whole.push(region);
        }
    }
    if whole.is_empty() {
        follow_colon(view, draft, &mut whole, taken);
    }
    if !whole.is_empty() {
        other_half(view, draft, &mut whole, taken);
        quoted::first_half(view, draft, &mut whole, taken);
        quoted::second_half(view, draft, &mut whole, taken);
        quoted::beginnings(view, &mut whole, taken);
        follow(view, draft.head, &mut whole, taken);
    }
    if !whole.is_empty() {
        // A quotation is one whole: a few words of another belong to its own speaker.
        draft.content.retain(|&at| {
            let region = view.nodes[at as usize].region;
            region == NONE || region == cue_region || whole.contains(&region)
        });
    }
    for &region in &whole {
        draft
            .content
            .extend(view.regions[region as usize].tokens.clone());
    }
    let (cue, source) = (&draft.cue, &draft.source);
    draft
        .content
        .retain(|at| !cue.contains(at) && !source.contains(at));
    draft.content.sort_unstable();
    draft.content.dedup();
    quoted::settle_edges(view, draft, &whole);
    edges::stand_around(view, draft);
}

/// Whether a sentence stands wholly in quotation marks; its regions.
fn quoted_sentence(view: &View, sentence: usize) -> Option<Vec<u32>> {
    let range = view.sentences.get(sentence)?.clone();
    let mut regions: Vec<u32> = Vec::new();
    for node in &view.nodes[range.start as usize..range.end as usize] {
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
fn follow_colon(view: &View, draft: &Draft, whole: &mut Vec<u32>, taken: &[bool]) {
    let sentence = view.nodes[draft.head].sentence as usize;
    let own = view.sentence(draft.head);
    let colon = own.end > 0 && view.text(own.end - 1) == ":";
    if colon
        && !draft
            .content
            .iter()
            .any(|&at| view.nodes[at as usize].is_word)
        && let Some(regions) = quoted_sentence(view, sentence + 1)
    {
        whole.extend(regions.iter().filter(|&&region| !taken[region as usize]));
    }
}

/// How many quoted sentences after a cue are taken with it; a page of ten thousand quotations has no speaker for them.
const FOLLOWING: usize = 60;

/// “Every time you say that,” Ruiz said, “you give them ammunition.” The second half belongs to the first.
fn other_half(view: &View, draft: &Draft, whole: &mut Vec<u32>, taken: &[bool]) {
    let own = view.sentence(draft.head);
    let all_quoted = draft.content.iter().all(|&at| {
        let node = &view.nodes[at as usize];
        !node.is_word || whole.contains(&node.region)
    });
    if !all_quoted {
        return;
    }
    let last = [&draft.cue, &draft.source, &draft.content]
        .iter()
        .filter_map(|list| list.last().copied())
        .max()
        .unwrap_or(0) as usize;
    let next = view.nodes[last + 1..own.end.max(last + 1)]
        .iter()
        .take(4)
        .take_while(|node| !node.is_word || node.region != NONE)
        .map(|node| node.region)
        .find(|&region| region != NONE);
    if let Some(next) = next
        && !taken[next as usize]
        && !whole.contains(&next)
        && view.regions[next as usize].words > 2
    {
        whole.push(next);
    }
}

/// Adds the quoted sentences that follow, in the paragraph and then as whole paragraphs.
fn follow(view: &View, head: usize, whole: &mut Vec<u32>, taken: &[bool]) {
    let sentence = view.nodes[head].sentence as usize;
    let exchange = quoted::is_exchange(view, head);
    let mut next = sentence + 1;
    while next <= sentence + FOLLOWING
        && let Some(regions) = quoted_sentence(view, next)
    {
        let same = view.paragraphs[next] == view.paragraphs[sentence]
            || (!exchange
                && quoted_paragraph(view, next)
                && !quoted::is_heading(view, &regions)
                && opens_alike(view, whole[0], regions[0]));
        let carried = regions.iter().any(|&region| {
            let before = view.regions[region as usize].continues;
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
fn opens_alike(view: &View, one: u32, other: u32) -> bool {
    let [one, other] = [one, other].map(|region| {
        let at = view.regions[region as usize].tokens.start;
        view.text(at as usize)
    });
    one == other
}

/// Whether the paragraph that begins with a sentence stands in one pair of quotation marks.
fn quoted_paragraph(view: &View, sentence: usize) -> bool {
    let paragraph = view.paragraphs[sentence];
    let from = view.sentences[sentence].start as usize;
    let region = view.nodes[from].region;
    if region == NONE || view.header[sentence] {
        return false;
    }
    let end = view.regions[region as usize].tokens.end;
    let mut last = sentence;
    while view.paragraphs.get(last + 1) == Some(&paragraph) && view.sentences[last].end < end {
        last += 1;
    }
    view.regions[region as usize].words > 3
        && view.sentences[last].end == end
        && view.paragraphs.get(last + 1) != Some(&paragraph)
}

/// How many words a subject may have to become a source: one that runs on is a fault of the parse.
const SUBJECT: usize = 30;

/// Verbs whose participle says what somebody has in mind: who is told to go is no source, who is determined to go is one.
const MINDS: [&str; 5] = ["commit", "convince", "determine", "incline", "worry"];

/// Whether an adjective says how its subject is: is determined to, is sure that.
pub(super) fn is_state(view: &View, at: usize) -> bool {
    view.nodes[at].tag == Tag::JJ && view.child(at, &[Arc::Cop]).is_some()
}

/// Names the subject of the cue as the source where the labels name none: "Ruiz praised the port but has said …".
/// `taken` tells which tokens are cue or content of some relation.
pub(super) fn supply_source(view: &View, draft: &mut Draft, taken: impl Fn(usize) -> bool) {
    if !draft.source.is_empty()
        || draft.by_form
        || !(quoted::is_verb(view, draft.head) || is_state(view, draft.head))
    {
        return;
    }
    let mut verb = draft.head;
    let (mut subject, mut is_passive) = (None, false);
    if let Some(agent) = agent(view, draft.head)
        && !agent.clone().any(&taken)
    {
        draft.source = agent.map(|at| at as u32).collect();
        return;
    }
    for _ in 0..SHARED {
        subject = view.child(verb, &[Arc::Nsubj, Arc::Nsubjpass]);
        is_passive = subject.is_some_and(|at| view.nodes[at].arc == Arc::Nsubjpass)
            && !MINDS.contains(&view.lemmas[verb].as_str());
        let node = &view.nodes[verb];
        let shares = matches!(node.arc, Arc::Conj | Arc::Xcomp) && node.head != NONE;
        if subject.is_some() || !shares || !quoted::is_verb(view, node.head as usize) {
            break;
        }
        verb = node.head as usize;
    }
    let Some(subject) = subject else { return };
    let mut words = view.nodes[subject].low as usize..view.nodes[subject].high as usize + 1;
    // A clause after the name is no part of it.
    if let Some(clause) = view
        .children(subject)
        .iter()
        .find(|&&child| child as usize > subject && view.nodes[child as usize].arc == Arc::AclRelcl)
    {
        words.end = view.nodes[*clause as usize].low as usize;
    }
    let empty = matches!(
        view.lemmas[subject].as_str(),
        "it" | "there" | "that" | "this"
    );
    let whole = words.contains(&subject)
        && words.len() <= SUBJECT
        && view.nodes[subject].region == view.nodes[draft.head].region;
    let own = |at: usize| draft.content.binary_search(&(at as u32)).is_ok();
    let mine = words.clone().all(own) && draft.content.len() > words.len();
    if whole && !empty && !is_passive && (mine || !words.clone().any(taken)) {
        draft.source = words.map(|at| at as u32).collect();
        let source = &draft.source;
        draft.content.retain(|at| source.binary_search(at).is_err());
    }
}

/// The words behind "by" that say who does what a passive verb says: was told by [the clerk].
fn agent(view: &View, verb: usize) -> Option<std::ops::Range<usize>> {
    view.child(verb, &[Arc::Auxpass])?;
    let agent = *view.children(verb).iter().find(|&&child| {
        let by = view.child(child as usize, &[Arc::Case]);
        view.nodes[child as usize].arc == Arc::Nmod
            && child as usize > verb
            && by.is_some_and(|by| view.lemmas[by] == "by")
    })? as usize;
    let by = view.child(agent, &[Arc::Case])?;
    let words = by + 1..view.nodes[agent].high as usize + 1;
    (words.contains(&agent) && words.len() <= SUBJECT && hearers::can_hear(view, agent))
        .then_some(words)
}

/// Over how many verbs joined by "and" a subject is looked for.
const SHARED: usize = 4;
