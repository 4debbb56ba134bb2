//! The gender of a person by the pronouns that follow the name, where no title tells it.
//!
//! Given names are a weak witness: "Andrea" is a woman in Berlin and a man in Rome, and most of the world's names are in
//! no list. "Andrea Rossi said she" and a second such sentence say more.

use super::parties::{Chains, Gender, PartyId, PartyKind};
use super::speaking::Speaking;
use crate::language::sheet::Sheet;
use crate::lexicon::pronouns::Pronoun;
use std::collections::HashMap;

/// How far behind a name a pronoun is looked for, in tokens.
const REACH: usize = 25;

/// How many pronouns it takes.
const ENOUGH: u32 = 2;

/// Sets the gender of persons by the pronouns that follow their names in the same sentence with nobody named between.
/// `told` is what the title before each mention tells, which stands above all else.
pub(super) fn revise(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &mut Chains,
    told: &[Option<Gender>],
) {
    let mut seen: HashMap<PartyId, [u32; 2]> = HashMap::new();
    let mut titled: Vec<PartyId> = Vec::new();
    for (index, told) in told.iter().enumerate() {
        let Some(party) = chains.foreseen[index] else {
            continue;
        };
        if chains.parties[party.index()].kind != PartyKind::Person {
            continue;
        }
        if told.is_some() {
            titled.push(party);
        }
        match taken_up(sheet, speaking, chains, index) {
            Some(Gender::Female) => seen.entry(party).or_default()[0] += 1,
            Some(Gender::Male) => seen.entry(party).or_default()[1] += 1,
            None => {}
        }
    }
    titled.sort_unstable();
    for (party, [female, male]) in seen {
        let (gender, most, least) = if female > male {
            (Gender::Female, female, male)
        } else {
            (Gender::Male, male, female)
        };
        if most >= ENOUGH && most > 3 * least && titled.binary_search(&party).is_err() {
            chains.parties[party.index()].gender = Some(gender);
        }
    }
}

/// The gender of the first pronoun of the third person behind a name, if nobody else is named before it.
pub(super) fn taken_up(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &Chains,
    mention: usize,
) -> Option<Gender> {
    let here = chains.mentions[mention].tokens.end as usize;
    let start = here - 1;
    let end = sheet.sentences[sheet.sentence(start)].end as usize;
    for token in here..end.min(here + REACH) {
        if chains.named[token] > 0 || speaking.quotation(token) != speaking.quotation(start) {
            return None;
        }
        match Pronoun::read(sheet.folded(token)).map(|pronoun| pronoun.of) {
            Some("she") => return Some(Gender::Female),
            Some("he") => return Some(Gender::Male),
            _ => {}
        }
    }
    None
}
