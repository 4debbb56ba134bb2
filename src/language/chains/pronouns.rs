//! Pronouns: whom "he", "they", "who" and, in quotation marks, "I" stand for.
//!
//! Every party mentioned within reach is a candidate unless gender, number or syntax rules it out; the others are
//! scored by a linear model, see [`super::candidates`].

use super::agreement::{Class, class};
use super::candidates::{CLOSE, Candidate, SURE, candidates, certainty, lead};
use super::evidence::Sought;
use super::nouns::party_noun;
#[cfg(feature = "train")]
use super::parties::Weighed;
use super::parties::{Chains, PartyId, PartyKind};
use super::speaking::Speaking;
use crate::language::TagSet;
use crate::language::model::Model;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon::sets;

/// Settles a pronoun. `speakers` are those of the quotation around it.
pub(super) fn settle(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &mut Chains,
    mention: usize,
    speakers: &[PartyId],
    model: &Model,
) {
    let token = chains.mentions[mention].head.index();
    match class(sheet.folded(token)) {
        Some(Class::First) => {
            for &speaker in speakers {
                chains.refer(mention, speaker, 950);
            }
        }
        Some(Class::Relative) => relative(sheet, chains, mention),
        Some(class) => third(sheet, speaking, chains, mention, class, speakers, model),
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
    model: &Model,
) {
    let token = chains.mentions[mention].head.index();
    let sought = Sought::Pronoun(class);
    let candidates = candidates(sheet, speaking, chains, mention, &sought, speakers, model);
    #[cfg(feature = "train")]
    chains
        .weighed
        .push(Weighed::new(chains, mention, &candidates));
    let Some(best) = candidates.first() else {
        return;
    };
    let lead = lead(best, &candidates);
    // Of "Ivan Petrov and Kofi Mensah" none is nearer to "he" than the other.
    let joined = candidates.get(1).is_some_and(|next| {
        let group = |one: &Candidate| sheet.first_conjunct(chains.anchor(sheet, one.last));
        matches!(class, Class::Singular(_)) && group(best) == group(next)
    });
    if lead < CLOSE || joined && lead < SURE {
        let other = candidates[1].parties.iter();
        let other = other.copied().find(|party| !best.parties.contains(party));
        chains.mentions[mention].rivals = Some(best.parties[0]).zip(other);
        return;
    }
    for &party in &best.parties {
        chains.refer(mention, party, certainty(lead));
    }
    // "Ragnhild Eira said the town would miss him" tells nothing of Eira.
    let reported = speaking.speaker_around(token).is_some_and(|head| {
        let around = chains.parties_at(TokenId(head as u32));
        around.iter().any(|party| best.parties.contains(party))
    });
    if let (Class::Singular(gender), &[party]) = (class, &best.parties[..])
        && !reported
    {
        let party = &mut chains.parties[party.index()];
        if party.gender.is_none() && lead >= SURE && candidates.len() > 1 {
            party.gender = Some(gender);
        }
        if party.kind == PartyKind::Other && lead >= SURE {
            party.kind = PartyKind::Person;
        }
    }
}
