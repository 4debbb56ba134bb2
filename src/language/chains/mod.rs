//! Who is who in an article: the mentions of parties and the parties that they make up.
//!
//! Names are gathered first, over the whole article, so that a headline may use a short form before the full one
//! stands in the story. Then one pass from left to right settles descriptions and pronouns, each against the parties
//! met so far. What stands in quotation marks is left to [`Chains::settle_quoted`], when it is known who speaks there.

mod abbreviations;
mod agreement;
mod appositions;
mod bearers;
mod candidates;
mod descriptions;
mod evidence;
mod forms;
mod genders;
mod kinds;
mod letters;
mod likeness;
mod nouns;
mod parties;
mod pronouns;
mod runs;
mod speaking;

use super::model::Model;
use super::sheet::Sheet;
use crate::text::Span;
#[cfg(feature = "train")]
pub use candidates::LABELS;
#[cfg(feature = "train")]
pub use evidence::FEATURES;
#[cfg(feature = "train")]
pub use parties::Weighed;
pub use parties::{Chains, Gender, Mention, MentionKind, Party, PartyId, PartyKind, Saying};
use speaking::Speaking;

/// The model of the program that tells whom a mention stands for.
#[must_use]
pub fn model() -> &'static Model<'static> {
    &candidates::MODEL
}

/// Finds out who is who. `quotations` are the regions of speech, sorted by position.
#[must_use]
pub fn chains(sheet: &Sheet, sayings: &[Saying], quotations: &[Span], model: &Model) -> Chains {
    let speaking = Speaking::new(sheet, sayings, quotations);
    let (mut chains, mut names) = bearers::gather(sheet, &speaking);
    descriptions::collect(sheet, &speaking, &mut chains);
    order(&mut chains, &mut names);
    let signers = letters::signers(sheet, &chains);
    for mention in 0..chains.mentions.len() {
        let head = chains.mentions[mention].head.index();
        let quoted = speaking.quotation(head) > 0;
        match chains.mentions[mention].kind {
            MentionKind::Name => bearers::settle(sheet, &speaking, &names, &mut chains, mention),
            _ if quoted => {}
            MentionKind::Nominal => {
                descriptions::settle(sheet, &speaking, &mut chains, mention, model);
            }
            MentionKind::Pronoun => {
                let signer = signers.get(sheet.paragraph(head)).copied().flatten();
                let signer = signer.as_slice();
                pronouns::settle(sheet, &speaking, &mut chains, mention, signer, model);
            }
        }
    }
    kinds::settle(sheet, &mut chains);
    chains
}

/// Puts the mentions in order of their heads, and everything that counts by mention with them.
fn order(chains: &mut Chains, names: &mut bearers::Names) {
    let mut order: Vec<usize> = (0..chains.mentions.len()).collect();
    order.sort_by_key(|&mention| chains.mentions[mention].head);
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    chains.mentions.sort_by_key(|mention| mention.head);
    for name in chains
        .named
        .iter_mut()
        .chain(&mut chains.heads)
        .filter(|name| **name > 0)
    {
        *name = place[*name as usize - 1] as u32 + 1;
    }
    for party in &mut chains.parties {
        party.best = place[party.best];
    }
    chains.foreseen = order
        .iter()
        .map(|&old| chains.foreseen.get(old).copied().flatten())
        .collect();
    for (index, mention) in chains.mentions.iter().enumerate() {
        chains.heads[mention.head.index()] = index as u32 + 1;
    }
    names.reorder(&order);
}

impl Chains {
    /// Settles what stands in quotation marks, once it is known who speaks in each of `quotations`: the speaker is "I"
    /// and never "he" or "she" there. The arguments are those of [`chains`], with the speakers of each quotation.
    pub fn settle_quoted(
        &mut self,
        sheet: &Sheet,
        sayings: &[Saying],
        quotations: &[Span],
        speakers: &[Vec<PartyId>],
        model: &Model,
    ) {
        let speaking = Speaking::new(sheet, sayings, quotations);
        for mention in 0..self.mentions.len() {
            let quotation = speaking.quotation(self.mentions[mention].head.index());
            if quotation > 0 && self.mentions[mention].parties.is_empty() {
                let speakers = speakers.get(quotation - 1).map_or(&[][..], Vec::as_slice);
                match self.mentions[mention].kind {
                    MentionKind::Name => {}
                    MentionKind::Nominal => {
                        descriptions::settle(sheet, &speaking, self, mention, model);
                    }
                    MentionKind::Pronoun => {
                        pronouns::settle(sheet, &speaking, self, mention, speakers, model);
                    }
                }
            }
        }
    }
}
