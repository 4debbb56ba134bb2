//! Pronouns: whom "he", "they", "who" and, in quotation marks, "I" stand for.
//!
//! Every party mentioned within reach is a candidate unless gender, number or syntax rules it out; the others are
//! scored by a linear model, see [`super::candidates`].

use super::candidates::{CLOSE, SURE, candidates, certainty};
use super::scene::{Scene, is_noun, is_share};
use super::{Chains, Gender, PartyId, PartyKind, Saying};
use crate::language::{Arc, Tag, TokenId};

/// How many mentions back a pronoun or a description looks for its party: some thousand words.
pub(super) const REACH: usize = 300;

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
    pub(super) fn speaker_around(&self, token: usize) -> Option<usize> {
        let content = self.contents[token].checked_sub(1)?;
        self.heads[content as usize]
    }

    /// Whether `other` stands in the content of the saying whose source `token` is.
    pub(super) fn is_said_by(&self, other: usize, token: usize) -> bool {
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
            chains.parties[candidate.parties[0].index()].named && scene.sentence(last) + 3 >= here
        })
        .map(|candidate| (candidate.score, candidate.parties[0]))
        .collect();
    scored.sort_by_key(|&(score, party)| (std::cmp::Reverse(score), party));
    scored.dedup_by_key(|&mut (_, party)| party);
    let (best, party) = *scored.first()?;
    let lead = scored.get(1).map_or(ALONE, |next| best - next.0);
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

/// The noun that the clause of a relative pronoun modifies.
pub(super) fn modified(scene: &Scene, pronoun: usize) -> Option<usize> {
    let mut at = pronoun;
    for _ in 0..5 {
        let head = scene.head(at)?;
        if scene.arc(at) == Arc::AclRelcl {
            return (head < pronoun).then_some(head);
        }
        at = head;
    }
    None
}

/// Whether a noun may stand for persons though the lexicon does not know it: plurals, numbers, "those".
pub(super) fn may_be_persons(scene: &Scene, noun: usize) -> bool {
    matches!(scene.tag(noun), Tag::NNS | Tag::NNPS | Tag::CD)
        || is_share(scene.word(noun))
        || super::names::party_noun(scene.word(noun)).is_some()
}

/// "who" and "which": the noun that their clause modifies, else the mention right before.
fn relative(scene: &Scene, chains: &mut Chains, mention: usize) {
    let token = chains.mentions[mention].head.index();
    let modified = modified(scene, token);
    if let Some(noun) = modified
        && chains.headed_by(TokenId(noun as u32)).is_none()
        && chains.named[noun] == 0
        && (may_be_persons(scene, noun) || scene.word(token) == "which" && is_noun(scene.tag(noun)))
    {
        return;
    }
    let modified = modified
        .map(|noun| chains.parties_at(TokenId(noun as u32)).to_vec())
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

pub(super) fn agrees(chains: &Chains, party: PartyId, class: Class) -> bool {
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

pub(super) fn is_subject(arc: Arc) -> bool {
    matches!(arc, Arc::Nsubj | Arc::Nsubjpass)
}

/// Whether a pronoun and a mention are arguments of one verb, so that the pronoun would have to be reflexive.
pub(super) fn are_coarguments(scene: &Scene, pronoun: usize, other: usize) -> bool {
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
    let candidates = candidates(scene, stage, chains, mention, class, speakers);
    #[cfg(feature = "train")]
    chains.weighed.push(super::candidates::Weighed::new(
        chains,
        mention,
        &candidates,
    ));
    let Some(best) = candidates.first() else {
        return;
    };
    let lead = best.score
        - candidates
            .get(1)
            .map_or(best.score - ALONE, |next| next.score);
    if lead < CLOSE {
        let other = candidates[1].parties.iter();
        let other = other.copied().find(|party| !best.parties.contains(party));
        chains.mentions[mention].rivals = Some(best.parties[0]).zip(other);
        return;
    }
    for &party in &best.parties {
        chains.refer(mention, party, certainty(lead));
    }
    if let (Class::Singular(gender), &[party]) = (class, &best.parties[..]) {
        let party = &mut chains.parties[party.index()];
        if party.gender.is_none() && lead >= SURE {
            party.gender = Some(gender);
        }
        if party.kind == PartyKind::Other && lead >= SURE {
            party.kind = PartyKind::Person;
        }
    }
}

/// The lead of a candidate that is the only one.
const ALONE: i32 = 768;

/// Parties joined by "and" in this sentence or one of the two before, the latest first, each with the last mention.
pub(super) fn joined(scene: &Scene, chains: &Chains, mention: usize) -> Vec<(Vec<PartyId>, usize)> {
    let here = scene.sentence(chains.mentions[mention].head.index());
    let mut found: Vec<(usize, Vec<PartyId>, usize)> = Vec::new();
    for index in (mention.saturating_sub(JOINED_REACH)..mention).rev() {
        let token = chains.anchor(scene, index);
        if scene.sentence(token) + 2 < here || found.len() == JOINED {
            break;
        }
        let first = scene.first_conjunct(token);
        if first == token || found.iter().any(|(known, ..)| *known == first) {
            continue;
        }
        let conjuncts = scene
            .children(first)
            .filter(|&child| scene.arc(child) == Arc::Conj);
        let mut parties: Vec<PartyId> = Vec::new();
        for conjunct in std::iter::once(first).chain(conjuncts).take(JOINED_PARTIES) {
            let those = chains.parties_at(TokenId(conjunct as u32)).iter();
            parties.extend(those.filter(|&&party| {
                let party = &chains.parties[party.index()];
                party.kind == PartyKind::Person || party.named
            }));
        }
        parties.sort_unstable();
        parties.dedup();
        if parties.len() > 1 {
            found.push((first, parties, index));
        }
    }
    found
        .into_iter()
        .map(|(_, parties, last)| (parties, last))
        .collect()
}

/// How many mentions back joined parties are looked for.
const JOINED_REACH: usize = 25;

/// How many groups of joined parties are looked at.
const JOINED: usize = 2;

/// How many parties of a list are taken as joined.
const JOINED_PARTIES: usize = 8;

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
