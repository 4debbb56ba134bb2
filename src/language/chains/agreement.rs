//! Which parties a pronoun could stand for by form, number, gender and syntax, and which are within its reach.

use super::parties::{Chains, Gender, PartyId, PartyKind};
use crate::language::ArcSet;
use crate::language::sheet::Sheet;
use crate::language::{Arc, TokenId};
use crate::lexicon::pronouns::Pronoun;

/// How many mentions back a pronoun or a description looks for its party: some thousand words.
pub(super) const REACH: usize = 300;

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
    let pronoun = Pronoun::read(word).filter(|pronoun| pronoun.form != "clitic")?;
    Some(match pronoun.of {
        "he" => Class::Singular(Gender::Male),
        "she" => Class::Singular(Gender::Female),
        "it" => Class::Neuter,
        "they" => Class::Plural,
        "I" | "we" => Class::First,
        "who" => Class::Relative,
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
    ArcSet::NOUN_SUBJECTS.has(arc)
}

/// Whether a pronoun and a mention are arguments of one verb, so that the pronoun would have to be reflexive.
pub(super) fn are_coarguments(sheet: &Sheet, pronoun: usize, other: usize) -> bool {
    let argument = |token: usize| {
        matches!(
            sheet.arc(token),
            Arc::Nsubj | Arc::Nsubjpass | Arc::Dobj | Arc::Iobj | Arc::Nmod
        )
    };
    let (a, b) = (sheet.first_conjunct(pronoun), sheet.first_conjunct(other));
    (a == b && pronoun != other && a != pronoun.max(other))
        || (argument(a) && argument(b) && sheet.head(a).is_some() && sheet.head(a) == sheet.head(b))
}

/// Parties joined by "and" in this sentence or one of the two before, the latest first, each with the last mention.
pub(super) fn joined(sheet: &Sheet, chains: &Chains, mention: usize) -> Vec<(Vec<PartyId>, usize)> {
    let here = sheet.sentence(chains.mentions[mention].head.index());
    let mut found: Vec<(usize, Vec<PartyId>, usize)> = Vec::new();
    for index in (mention.saturating_sub(JOINED_REACH)..mention).rev() {
        let token = chains.anchor(sheet, index);
        if sheet.sentence(token) + 2 < here || found.len() == JOINED {
            break;
        }
        let first = sheet.first_conjunct(token);
        if first == token || found.iter().any(|(known, ..)| *known == first) {
            continue;
        }
        let conjuncts = sheet
            .children(first)
            .filter(|&child| sheet.arc(child) == Arc::Conj);
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
