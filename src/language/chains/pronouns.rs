//! Pronouns: whom "he", "they", "who" and, in quotation marks, "I" stand for.
//!
//! Every party mentioned within reach is a candidate unless gender, number or syntax rules it out; the others are
//! scored by [`FEATURES`], whose weights were fitted on gold coreference and are integers.

use super::scene::Scene;
use super::{Chains, Gender, MentionKind, PartyId, PartyKind, Saying};
use crate::language::{Arc, TokenId};

/// How many mentions back a pronoun or a description looks for its party: some thousand words.
const REACH: usize = 300;

/// How many sentences back.
const SENTENCES: usize = 15;

/// A lead smaller than this leaves the pronoun open and names both rivals.
const CLOSE: i32 = 2;

/// From this lead on, a pronoun tells the gender of a party that had none.
const SURE: i32 = 15;

/// Who speaks where, per token.
pub(super) struct Stage {
    /// For each token, one more than the saying whose source it is part of; 0 for none.
    sources: Vec<u32>,
    /// For each token, one more than the innermost saying whose content it is part of; 0 for none.
    contents: Vec<u32>,
    /// The head of each source.
    heads: Vec<Option<usize>>,
    /// For each token, whether it heads a source.
    speaking: Vec<bool>,
}

impl Stage {
    pub(super) fn new(scene: &Scene, sayings: &[Saying]) -> Self {
        let mut stage = Self {
            sources: vec![0; scene.len()],
            contents: vec![0; scene.len()],
            heads: Vec::with_capacity(sayings.len()),
            speaking: vec![false; scene.len()],
        };
        for (index, saying) in sayings.iter().enumerate() {
            let head = saying.source.and_then(|source| {
                for span in source.iter() {
                    stage.sources[scene.tokens_in(span)].fill(index as u32 + 1);
                }
                scene.head_of(source.first())
            });
            if let Some(head) = head {
                stage.speaking[head] = true;
            }
            stage.heads.push(head);
        }
        let mut order: Vec<usize> = (0..sayings.len()).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(sayings[index].content.extent().len()));
        for index in order {
            for span in sayings[index].content.iter() {
                stage.contents[scene.tokens_in(span)].fill(index as u32 + 1);
            }
        }
        stage
    }

    /// Whether a token is part of a source.
    pub(super) fn speaks(&self, token: usize) -> bool {
        self.sources[token] > 0
    }

    /// Whether a token heads a source.
    pub(super) fn heads_source(&self, token: usize) -> bool {
        self.speaking[token]
    }

    /// The head of the source of the saying whose content holds a token.
    fn speaker_around(&self, token: usize) -> Option<usize> {
        let content = self.contents[token].checked_sub(1)?;
        self.heads[content as usize]
    }

    /// Whether `other` stands in the content of the saying whose source `token` is.
    fn is_said_by(&self, other: usize, token: usize) -> bool {
        self.sources[token] > 0 && self.contents[other] == self.sources[token]
    }
}

/// What a pronoun asks of its party.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Singular(Gender),
    Neuter,
    Plural,
    First,
    Relative,
}

/// The class of a pronoun, `None` for "you" and for words that are none.
pub(super) fn class(word: &str) -> Option<Class> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Class::Singular(Gender::Male),
        "she" | "her" | "hers" | "herself" => Class::Singular(Gender::Female),
        "it" | "its" | "itself" => Class::Neuter,
        "they" | "them" | "their" | "theirs" | "themselves" => Class::Plural,
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => {
            Class::First
        }
        "who" | "whom" | "whose" | "which" | "that" => Class::Relative,
        _ => return None,
    })
}

/// What speaks for and against a candidate, with its weight.
pub(super) const FEATURES: [(&str, i32); 33] = [
    ("same sentence", 18),
    ("previous sentence", 12),
    ("two sentences back", 6),
    ("three to five sentences back", -1),
    ("further back", -9),
    ("same paragraph", 6),
    ("last as subject", 10),
    ("last as object", 3),
    ("last as oblique", 0),
    ("last as possessor or modifier", -1),
    ("last within a quotation", -9),
    ("last by name", 3),
    ("last by pronoun", 4),
    ("last by description", 3),
    ("last as a source", 8),
    ("both subjects", 2),
    ("both sources", 6),
    ("gender known", 6),
    ("mentioned twice", 1),
    ("mentioned four times", 2),
    ("mentioned eight times", 5),
    ("known by name", 6),
    ("source of the saying around", 14),
    ("spoke last", 8),
    ("nearest", 6),
    ("first of its sentence", 4),
    ("kind unknown", -9),
    ("group for they", 10),
    ("organization for they", -4),
    ("the last such pronoun was it", 7),
    ("first of this paragraph", 4),
    ("first of the paragraph before", 4),
    ("spoke last and both sources", 4),
];

struct Candidate {
    party: PartyId,
    last: usize,
    features: u64,
}

impl Candidate {
    fn score(&self) -> i32 {
        FEATURES
            .iter()
            .enumerate()
            .filter(|(bit, _)| self.features >> bit & 1 == 1)
            .map(|(_, (_, weight))| weight)
            .sum()
    }
}

/// The parties mentioned within reach before a mention, each with its latest mention, latest first.
pub(super) fn recent(chains: &Chains, mention: usize) -> Vec<(usize, PartyId)> {
    let from = mention.saturating_sub(REACH);
    let mut latest: Vec<(PartyId, usize)> = Vec::new();
    for (index, earlier) in chains.mentions[from..mention].iter().enumerate() {
        for &party in &earlier.parties {
            latest.push((party, from + index));
        }
    }
    latest.sort_by_key(|&(party, at)| (party, std::cmp::Reverse(at)));
    latest.dedup_by_key(|&mut (party, _)| party);
    let mut recent: Vec<(usize, PartyId)> =
        latest.into_iter().map(|(party, at)| (at, party)).collect();
    recent.sort_by_key(|&(at, party)| (std::cmp::Reverse(at), party));
    recent
}

/// The person that a description without a known referent takes up as a pronoun would: "the billionaire".
pub(super) fn taken_up(
    scene: &Scene,
    stage: &Stage,
    chains: &Chains,
    mention: usize,
) -> Option<(PartyId, i32)> {
    let gender = super::names::party_noun(scene.word(chains.mentions[mention].head.index()))
        .and_then(|noun| noun.1);
    let here = scene.sentence(chains.mentions[mention].head.index());
    let mut scored: Vec<(i32, PartyId)> = [Gender::Female, Gender::Male]
        .into_iter()
        .filter(|&other| gender.is_none_or(|gender| gender == other))
        .flat_map(|gender| candidates(scene, stage, chains, mention, Class::Singular(gender), &[]))
        .filter(|candidate| {
            let last = chains.mentions[candidate.last].head.index();
            chains.parties[candidate.party.index()].named && scene.sentence(last) + 3 >= here
        })
        .map(|candidate| (candidate.score(), candidate.party))
        .collect();
    scored.sort_by_key(|&(score, party)| (std::cmp::Reverse(score), party));
    scored.dedup_by_key(|&mut (_, party)| party);
    let (best, party) = *scored.first()?;
    let lead = scored.get(1).map_or(30, |next| best - next.0);
    Some((party, lead))
}

/// Settles a pronoun. `speakers` are those of the quotation around it.
pub(super) fn settle(
    scene: &Scene,
    stage: &Stage,
    chains: &mut Chains,
    mention: usize,
    speakers: &[PartyId],
) {
    let token = chains.mentions[mention].head.index();
    match class(scene.word(token)) {
        Some(Class::First) => {
            for &speaker in speakers {
                chains.refer(mention, speaker, 950);
            }
        }
        Some(Class::Relative) => relative(scene, chains, mention),
        Some(class) => third(scene, stage, chains, mention, class, speakers),
        None => {}
    }
}

/// "who" and "which": the noun that their clause modifies.
fn relative(scene: &Scene, chains: &mut Chains, mention: usize) {
    let token = chains.mentions[mention].head.index();
    let mut at = token;
    for _ in 0..5 {
        let Some(head) = scene.head(at) else { break };
        let clause = scene.arc(at) == Arc::AclRelcl;
        at = head;
        if clause {
            break;
        }
    }
    let modified = (at < token)
        .then(|| chains.parties_at(TokenId(at as u32)).to_vec())
        .filter(|parties| !parties.is_empty());
    let before = || {
        let earlier = chains.mentions[..mention].last()?;
        let near = token - earlier.head.index() < 8
            && scene.sentence(earlier.head.index()) == scene.sentence(token);
        near.then(|| earlier.parties.clone())
    };
    let Some(parties) = modified.or_else(before) else {
        return;
    };
    for party in parties {
        chains.refer(mention, party, 950);
    }
}

fn agrees(chains: &Chains, party: PartyId, class: Class) -> bool {
    let party = &chains.parties[party.index()];
    match class {
        Class::Singular(gender) => {
            matches!(party.kind, PartyKind::Person | PartyKind::Other)
                && party.gender.is_none_or(|known| known == gender)
        }
        Class::Neuter => !matches!(party.kind, PartyKind::Person | PartyKind::Group),
        Class::Plural => matches!(party.kind, PartyKind::Group | PartyKind::Organization),
        Class::First | Class::Relative => false,
    }
}

fn is_subject(arc: Arc) -> bool {
    matches!(arc, Arc::Nsubj | Arc::Nsubjpass)
}

/// Whether a pronoun and a mention are arguments of one verb, so that the pronoun would have to be reflexive.
fn are_coarguments(scene: &Scene, pronoun: usize, other: usize) -> bool {
    let argument = |token: usize| {
        matches!(
            scene.arc(token),
            Arc::Nsubj | Arc::Nsubjpass | Arc::Dobj | Arc::Iobj | Arc::Nmod
        )
    };
    let (a, b) = (scene.first_conjunct(pronoun), scene.first_conjunct(other));
    (a == b && pronoun != other && a != pronoun.max(other))
        || (argument(a) && argument(b) && scene.head(a).is_some() && scene.head(a) == scene.head(b))
}

fn third(
    scene: &Scene,
    stage: &Stage,
    chains: &mut Chains,
    mention: usize,
    class: Class,
    speakers: &[PartyId],
) {
    let mut candidates = candidates(scene, stage, chains, mention, class, speakers);
    if candidates.is_empty() {
        let pair = joined(scene, chains, mention).filter(|_| class == Class::Plural);
        for party in pair.map_or_else(Vec::new, |(pair, _)| pair) {
            chains.refer(mention, party, 600);
        }
        return;
    }
    candidates.sort_by_key(|candidate| {
        (
            std::cmp::Reverse(candidate.score()),
            std::cmp::Reverse(candidate.last),
        )
    });
    let best = candidates[0].party;
    let lead = candidates
        .get(1)
        .map_or(30, |next| candidates[0].score() - next.score());
    if lead < CLOSE {
        chains.mentions[mention].rivals = Some((best, candidates[1].party));
        return;
    }
    if class == Class::Plural
        && let Some((pair, at)) = joined(scene, chains, mention)
        && (candidates[0].last < at
            || !is_subject(
                scene.arc(scene.first_conjunct(chains.anchor(scene, candidates[0].last))),
            ))
    {
        for party in pair {
            chains.refer(mention, party, 600);
        }
        return;
    }
    chains.refer(mention, best, (550 + 15 * lead).clamp(550, 970) as u16);
    if let Class::Singular(gender) = class {
        let party = &mut chains.parties[best.index()];
        if party.gender.is_none() && lead >= SURE {
            party.gender = Some(gender);
        }
        if party.kind == PartyKind::Other && lead >= SURE {
            party.kind = PartyKind::Person;
        }
    }
}

/// Two persons joined by "and" as the subject of this sentence or one of the two before, and the latter's mention.
pub(super) fn joined(
    scene: &Scene,
    chains: &Chains,
    mention: usize,
) -> Option<(Vec<PartyId>, usize)> {
    let here = scene.sentence(chains.mentions[mention].head.index());
    for index in (mention.saturating_sub(JOINED_REACH)..mention).rev() {
        let token = chains.anchor(scene, index);
        if scene.sentence(token) + 2 < here {
            return None;
        }
        let first = scene.first_conjunct(token);
        if first == token || !is_subject(scene.arc(first)) {
            continue;
        }
        let others = chains.parties_at(TokenId(first as u32));
        let person = |party: &&PartyId| chains.parties[party.index()].kind == PartyKind::Person;
        let these = &chains.mentions[index].parties;
        if let (Some(&one), Some(&other)) = (others.iter().find(person), these.iter().find(person))
            && one != other
        {
            return Some((vec![one, other], index));
        }
    }
    None
}

/// How many mentions back a joined subject is looked for.
const JOINED_REACH: usize = 25;

/// The first parties that a pronoun of this class could stand for in its own paragraph and in the one before.
fn leads(scene: &Scene, chains: &Chains, mention: usize, class: Class) -> [Option<PartyId>; 2] {
    let here = scene.paragraph(chains.mentions[mention].head.index());
    let mut leads = [None; 2];
    for other in chains.mentions[..mention].iter().rev().take(REACH) {
        let back = here.saturating_sub(scene.paragraph(other.head.index()));
        if back > 1 {
            break;
        }
        if let Some(&party) = other
            .parties
            .iter()
            .find(|&&party| agrees(chains, party, class))
        {
            leads[back] = Some(party);
        }
    }
    leads
}

fn candidates(
    scene: &Scene,
    stage: &Stage,
    chains: &Chains,
    mention: usize,
    class: Class,
    speakers: &[PartyId],
) -> Vec<Candidate> {
    let token = chains.mentions[mention].head.index();
    let here = scene.sentence(token);
    let possessive = scene.arc(token) == Arc::NmodPoss;
    let reflexive = scene.word(token).ends_with("self") || scene.word(token).ends_with("selves");
    let mut barred: Vec<PartyId> = speakers.to_vec();
    let near = chains.mentions[mention.saturating_sub(40)..]
        .iter()
        .enumerate()
        .take(80);
    for (offset, other) in near {
        let index = mention.saturating_sub(40) + offset;
        let at = chains.anchor(scene, index);
        let parties = || match chains.foreseen.get(index).copied().flatten() {
            Some(party) => vec![party],
            None => other.parties.clone(),
        };
        let coargument = !possessive && !reflexive && are_coarguments(scene, token, at);
        let owned = possessive && scene.head(token) == Some(at);
        let said = other.kind == MentionKind::Name
            && !matches!(scene.arc(at), Arc::NmodPoss | Arc::Compound)
            && stage.is_said_by(at, token)
            && stage.heads_source(token);
        if index != mention && (coargument || owned || said) {
            barred.extend(parties());
        }
    }
    let last_such = chains.mentions[..mention]
        .iter()
        .rev()
        .take(REACH)
        .find(|other| {
            other.kind == MentionKind::Pronoun
                && !other.parties.is_empty()
                && super::pronouns::class(scene.word(other.head.index())) == Some(class)
        });
    let last_such = last_such.map_or(&[][..], |other| &other.parties);
    let last_source = (mention.saturating_sub(REACH)..mention)
        .rev()
        .filter(|&other| !chains.mentions[other].parties.is_empty())
        .find(|&other| stage.heads_source(chains.anchor(scene, other)));
    let last_source = last_source.map_or(&[][..], |other| &chains.mentions[other].parties);
    let leads = leads(scene, chains, mention, class);
    let around = stage
        .speaker_around(token)
        .map_or(&[][..], |head| chains.parties_at(TokenId(head as u32)));
    let mut found = Vec::new();
    for (last, party) in recent(chains, mention) {
        let latest = &chains.mentions[last];
        let at = chains.anchor(scene, last);
        let distance = here - scene.sentence(at).min(here);
        if distance > SENTENCES {
            break;
        }
        if barred.contains(&party) || !agrees(chains, party, class) {
            continue;
        }
        let known = &chains.parties[party.index()];
        let arc = scene.arc(scene.first_conjunct(at));
        let count = known.mentions.len();
        let first = chains.mentions[last.saturating_sub(6)..last]
            .iter()
            .all(|other| {
                scene.sentence(other.head.index()) != scene.sentence(at)
                    || other
                        .parties
                        .iter()
                        .all(|&other| other == party || !agrees(chains, other, class))
            });
        let spoke = last_source.contains(&party);
        let tests = [
            distance == 0,
            distance == 1,
            distance == 2,
            (3..=5).contains(&distance),
            distance > 5,
            scene.paragraph(at) == scene.paragraph(token),
            is_subject(arc),
            matches!(arc, Arc::Dobj | Arc::Iobj),
            arc == Arc::Nmod,
            matches!(arc, Arc::NmodPoss | Arc::Compound),
            scene.quotation(at) > 0,
            latest.kind == MentionKind::Name,
            latest.kind == MentionKind::Pronoun,
            latest.kind == MentionKind::Nominal,
            stage.heads_source(at),
            is_subject(arc) && is_subject(scene.arc(token)),
            stage.heads_source(at) && stage.heads_source(token),
            known.gender.is_some(),
            count >= 2,
            count >= 4,
            count >= 8,
            known.named,
            around.contains(&party),
            spoke,
            found.is_empty(),
            first,
            known.kind == PartyKind::Other,
            class == Class::Plural && known.kind == PartyKind::Group,
            class == Class::Plural && known.kind == PartyKind::Organization,
            last_such.contains(&party),
            leads[0] == Some(party),
            leads[1] == Some(party),
            spoke && stage.heads_source(token),
        ];
        let features = tests
            .iter()
            .enumerate()
            .fold(0, |bits, (bit, &holds)| bits | u64::from(holds) << bit);
        found.push(Candidate {
            party,
            last,
            features,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_ask_for_gender_and_number() {
        assert_eq!(class("her"), Some(Class::Singular(Gender::Female)));
        assert_eq!(class("its"), Some(Class::Neuter));
        assert_eq!(class("you"), None);
    }
}
