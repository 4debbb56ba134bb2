//! Which known party a description takes up: "the senator" after "Sen. Ana Ruiz".

use super::agreement::recent;
use super::nouns::{are_kin, are_opposed, party_noun, side};
use super::parties::{Chains, Description, PartyId, PartyKind};
use crate::language::sheet::Sheet;

/// What stands before a noun decides whether it takes up something known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Determiner {
    /// "the", "this", or nothing before a singular: something known.
    Definite,
    /// "a", "some", numbers, or nothing before a plural: something new.
    Indefinite,
    /// "his", "Ruiz's".
    Possessive,
}

/// How well a description, whose owner is called by the word `owner`, takes up a known one; `None` if it cannot.
fn taken_up(
    new: &Description,
    owner: &String,
    known: &Description,
    named: bool,
    kind: PartyKind,
) -> Option<i32> {
    let mut score = if new.head == known.head {
        8
    } else if are_kin(&new.head, &known.head) {
        4
    } else {
        return None;
    };
    match (new.owner, known.owner) {
        (Some(one), Some(other)) if one == other => score += 6,
        (Some(_), Some(_)) => return None,
        (Some(_), None) if !named => return None,
        // "Ruiz's lawyer" may be the lawyer Ana Costa; "Ruiz's campaign" is not the Campaign for Clean Water.
        (Some(_), None) if kind != PartyKind::Person && !known.modifiers.contains(owner) => {
            return None;
        }
        (Some(_), None) => score -= 2,
        _ => {}
    }
    if named && (elsewhere(new, known) || succeeds(new) && !succeeds(known)) {
        return None;
    }
    let same = |modifier: &String| {
        let sided = |other: &String| side(modifier).is_some() && side(modifier) == side(other);
        known
            .modifiers
            .iter()
            .chain(&known.places)
            .any(|other| other == modifier || sided(other))
    };
    for modifier in &new.modifiers {
        if same(modifier) {
            score += 3;
        } else if !named || are_opposed(modifier, &known.modifiers) {
            return None;
        } else {
            score -= 3;
        }
    }
    Some(score)
}

/// Whether somebody follows another in office: "the new minister" is not the one who was minister so far.
pub(super) fn succeeds(description: &Description) -> bool {
    let modifiers = &description.modifiers;
    modifiers
        .iter()
        .any(|word| matches!(word.as_str(), "new" | "next" | "incoming"))
}

/// Whether both are placed, and not in one place: "the Ohio governor", "Texas Gov. Ana Ruiz".
pub(super) fn elsewhere(new: &Description, known: &Description) -> bool {
    !new.places.is_empty()
        && !known.places.is_empty()
        && new.places.iter().all(|place| !known.places.contains(place))
}

/// The known party that a description takes up.
pub(super) fn antecedent(
    sheet: &Sheet,
    chains: &Chains,
    mention: usize,
    new: &Description,
    kind: PartyKind,
    determiner: Determiner,
) -> Option<(PartyId, u16)> {
    let head = chains.mentions[mention].head.index();
    let here = sheet.sentence(head);
    let plural_new = determiner == Determiner::Indefinite && kind == PartyKind::Group;
    if determiner == Determiner::Indefinite && !plural_new && new.owner.is_none() {
        return None;
    }
    let gender = party_noun(sheet.folded(head)).and_then(|(_, gender)| gender);
    let mut best: Option<(i32, PartyId, bool)> = None;
    let mut unplaced = 0;
    let owner = new.owner.map_or_else(String::new, |owner| {
        let best = &chains.mentions[chains.parties[owner.index()].best];
        sheet.folded(best.head.index()).to_owned()
    });
    for (last, party) in recent(chains, mention) {
        let known = &chains.parties[party.index()];
        if known.gender.is_some() && gender.is_some() && known.gender != gender {
            continue;
        }
        if (known.kind == PartyKind::Group) != (kind == PartyKind::Group) {
            continue;
        }
        if plural_new && known.descriptions.first() != Some(new) {
            continue;
        }
        if determiner == Determiner::Indefinite && !plural_new && known.named {
            continue;
        }
        let placed = |known: &Description| known.places.iter().any(|at| new.places.contains(at));
        let Some((fit, placed)) = known
            .descriptions
            .iter()
            .filter_map(|known_as| {
                let fit = taken_up(new, &owner, known_as, known.named, kind)?;
                Some((fit, placed(known_as)))
            })
            .max()
        else {
            continue;
        };
        unplaced += i32::from(known.named && !placed);
        let distance = here.saturating_sub(sheet.sentence(chains.mentions[last].head.index()));
        let score = fit * 2 - distance.min(12) as i32 + i32::from(known.named) * 3;
        if fit > 0 && best.is_none_or(|(most, ..)| score > most) {
            best = Some((score, party, known.named && !placed));
        }
    }
    // "The Ohio governor" is none of two governors of whom nobody says where they govern.
    let unsure = !new.places.is_empty() && unplaced > 1;
    best.filter(|&(_, _, open)| !(open && unsure))
        .map(|(_, party, _)| (party, 850))
}
