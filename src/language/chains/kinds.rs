//! What the parties are whose names do not tell: a person or an organization.

use super::nouns::{is_given, party_noun};
use super::parties::{Chains, MentionKind, Party, PartyId, PartyKind};
use crate::language::Tag;
use crate::language::sheet::Sheet;
use crate::lexicon::pronouns::Pronoun;
use crate::lexicon::sets;

/// Decides between person and organization for every named party that is still open, by the pronouns that take it up,
/// the descriptions beside it, who speaks for it, and the form of its name. What stays even stays open.
pub(super) fn settle(sheet: &Sheet, chains: &mut Chains) {
    for party in 0..chains.parties.len() {
        let known = &chains.parties[party];
        if !known.named || known.kind != PartyKind::Other {
            continue;
        }
        let weight: i32 = by_mentions(sheet, chains, known)
            + by_descriptions(known)
            + by_form(sheet, chains, known)
            + by_staff(chains, PartyId(party as u32));
        if weight != 0 {
            chains.parties[party].kind = if weight > 0 {
                PartyKind::Person
            } else {
                PartyKind::Organization
            };
        }
    }
}

/// How many mentions are looked at.
const MENTIONS: usize = 40;

/// "he", "she" and "who" are said of persons, "it" and "which" of others.
fn by_mentions(sheet: &Sheet, chains: &Chains, party: &Party) -> i32 {
    let mentions = party.mentions.iter().take(MENTIONS);
    let pronouns = mentions.filter_map(|&mention| {
        let mention = &chains.mentions[mention];
        (mention.kind == MentionKind::Pronoun).then(|| match sheet.folded(mention.head.index()) {
            "who" | "whom" => 5,
            "which" => -3,
            word => match Pronoun::free(word) {
                Some("he" | "she") => 3,
                Some("it") => -3,
                _ => 0,
            },
        })
    });
    pronouns.sum()
}

fn by_descriptions(party: &Party) -> i32 {
    let descriptions = party.descriptions.iter();
    let weights = descriptions.map(|known| match party_noun(&known.head) {
        Some(("person", _)) => 4,
        Some(("organization" | "organizations", _)) => -4,
        _ => 0,
    });
    weights.sum()
}

/// A given name first speaks for a person; numbers, nouns in the plural and words written small elsewhere do not.
fn by_form(sheet: &Sheet, chains: &Chains, party: &Party) -> i32 {
    let tokens = &chains.mentions[party.best].tokens;
    let (first, last) = (tokens.start as usize, tokens.end as usize - 1);
    let mut weight = 0;
    if first < last && is_given(sheet.folded(first)) {
        weight += 3;
    }
    if first < last && sheet.folded(first).len() == 1 {
        weight += 2;
    }
    if (first..=last).any(|token| sheet.folded(token).contains(|c: char| c.is_ascii_digit())) {
        weight -= 4;
    }
    if matches!(sheet.tag(last), Tag::NNPS | Tag::NNS) || sheet.is_common(last) {
        weight -= 2;
    }
    if first > 0 && sheet.folded(first - 1) == "the" {
        weight -= 2;
    }
    weight
}

/// Who has a spokesman, workers or shares is more likely an organization.
fn by_staff(chains: &Chains, party: PartyId) -> i32 {
    let staff = |other: &&Party| {
        other
            .descriptions
            .iter()
            .any(|known| known.owner == Some(party) && sets::STAFF.has(known.head.as_str()))
    };
    let found = chains
        .parties
        .iter()
        .take(PARTIES)
        .any(|other| staff(&other));
    if found { -2 } else { 0 }
}

/// How many parties are looked at for those who work for another.
const PARTIES: usize = 200;

#[cfg(test)]
mod tests {
    use super::super::parties::Description;
    use super::*;

    #[test]
    fn descriptions_tell_persons_from_organizations() {
        let mut party = Party::new(PartyKind::Other, 0);
        assert_eq!(by_descriptions(&party), 0);
        party.describe(Description::of("company", Vec::new()));
        assert!(by_descriptions(&party) < 0);
    }
}
