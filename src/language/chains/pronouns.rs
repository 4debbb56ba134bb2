//! Pronouns: whom "he", "they", "who" and, in quotation marks, "I" stand for.
//!
//! Every party mentioned within reach is a candidate unless gender, number or syntax rules it out; the others are
//! scored by a linear model, see [`super::candidates`].

use super::agreement::{Class, class};
use super::candidates::{CLOSE, SURE, candidates, certainty};
use super::nouns::party_noun;
#[cfg(feature = "train")]
use super::parties::Weighed;
use super::parties::{Chains, Gender, PartyId, PartyKind};
use super::speaking::Speaking;
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon::sets;

/// The person that a description without a known referent takes up as a pronoun would: "the billionaire".
pub(super) fn taken_up(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &Chains,
    mention: usize,
) -> Option<(PartyId, i32)> {
    let gender =
        party_noun(sheet.folded(chains.mentions[mention].head.index())).and_then(|noun| noun.1);
    let here = sheet.sentence(chains.mentions[mention].head.index());
    let mut scored: Vec<(i32, PartyId)> = [Gender::Female, Gender::Male]
        .into_iter()
        .filter(|&other| gender.is_none_or(|gender| gender == other))
        .flat_map(|gender| {
            candidates(
                sheet,
                speaking,
                chains,
                mention,
                Class::Singular(gender),
                &[],
            )
        })
        .filter(|candidate| {
            let last = chains.mentions[candidate.last].head.index();
            chains.parties[candidate.parties[0].index()].named && sheet.sentence(last) + 3 >= here
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
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &mut Chains,
    mention: usize,
    speakers: &[PartyId],
) {
    let token = chains.mentions[mention].head.index();
    match class(sheet.folded(token)) {
        Some(Class::First) => {
            for &speaker in speakers {
                chains.refer(mention, speaker, 950);
            }
        }
        Some(Class::Relative) => relative(sheet, chains, mention),
        Some(class) => third(sheet, speaking, chains, mention, class, speakers),
        None => {}
    }
}

/// The noun that the clause of a relative pronoun modifies.
pub(super) fn modified(sheet: &Sheet, pronoun: usize) -> Option<usize> {
    let mut at = pronoun;
    for _ in 0..5 {
        let head = sheet.head(at)?;
        if sheet.arc(at) == Arc::AclRelcl {
            return (head < pronoun).then_some(head);
        }
        at = head;
    }
    None
}

/// Whether a noun may stand for persons though the lexicon does not know it: plurals, numbers, "those".
pub(super) fn may_be_persons(sheet: &Sheet, noun: usize) -> bool {
    matches!(sheet.tag(noun), Tag::NNS | Tag::NNPS | Tag::CD)
        || sets::SOME_OUT_OF_MANY.has(sheet.folded(noun))
        || party_noun(sheet.folded(noun)).is_some()
}

/// "who" and "which": the noun that their clause modifies, else the mention right before.
fn relative(sheet: &Sheet, chains: &mut Chains, mention: usize) {
    let token = chains.mentions[mention].head.index();
    let modified = modified(sheet, token);
    if let Some(noun) = modified
        && chains.headed_by(TokenId(noun as u32)).is_none()
        && chains.named[noun] == 0
        && (may_be_persons(sheet, noun)
            || sheet.folded(token) == "which" && TagSet::NOUNS.has(sheet.tag(noun)))
    {
        return;
    }
    let modified = modified
        .map(|noun| chains.parties_at(TokenId(noun as u32)).to_vec())
        .filter(|parties| !parties.is_empty());
    let before = || {
        let earlier = chains.mentions[..mention].last()?;
        let near = token - earlier.head.index() < 8
            && sheet.sentence(earlier.head.index()) == sheet.sentence(token);
        near.then(|| earlier.parties.clone())
    };
    let Some(parties) = modified.or_else(before) else {
        return;
    };
    for party in parties {
        chains.refer(mention, party, 950);
    }
}

fn third(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &mut Chains,
    mention: usize,
    class: Class,
    speakers: &[PartyId],
) {
    let candidates = candidates(sheet, speaking, chains, mention, class, speakers);
    #[cfg(feature = "train")]
    chains
        .weighed
        .push(Weighed::new(chains, mention, &candidates));
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
