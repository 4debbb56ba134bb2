//! Descriptions: "the deputy mayor", "a spokesman for the port", "his campaign".

use super::agreement::class;
use super::appositions::beside;
use super::candidates::{Candidate, candidates, certainty, lead};
use super::evidence::Sought;
use super::likeness::Noun;
use super::nouns::party_noun;
#[cfg(feature = "train")]
use super::parties::Weighed;
use super::parties::{Chains, Mention, MentionKind, Party, PartyId, PartyKind};
use super::pronouns;
use super::speaking::Speaking;
use crate::language::TagSet;
use crate::language::model::Model;
use crate::language::sheet::{Sheet, Tokens};
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon::sets;

/// Adds descriptions and pronouns to the names, and puts all mentions in order of their heads.
pub(super) fn collect(sheet: &Sheet, speaking: &Speaking, chains: &mut Chains) {
    let mut relative = vec![false; sheet.len()];
    for token in 0..sheet.len() {
        if matches!(sheet.folded(token), "who" | "that")
            && matches!(sheet.tag(token), Tag::WP | Tag::WDT)
            && speaking.heads_source(token)
            && let Some(noun) = pronouns::modified(sheet, token)
        {
            relative[noun] = pronouns::may_be_persons(sheet, noun);
        }
    }
    for (token, &relative) in relative.iter().enumerate() {
        if chains.named[token] > 0 || chains.heads[token] > 0 {
            continue;
        }
        let source = speaking.heads_source(token) || relative;
        let kind = match sheet.tag(token) {
            Tag::PRP | Tag::PRPS => MentionKind::Pronoun,
            Tag::WP | Tag::WPS | Tag::WDT if class(sheet.folded(token)).is_some() => {
                MentionKind::Pronoun
            }
            _ if source => MentionKind::Nominal,
            tag if TagSet::NOUNS.has(tag)
                && !matches!(sheet.arc(token), Arc::Compound | Arc::Amod)
                && (party_noun(sheet.folded(token)).is_some()
                    || chains.abbreviations.contains_key(sheet.folded(token)))
                && !is_office(sheet, token) =>
            {
                MentionKind::Nominal
            }
            _ => continue,
        };
        let tokens = match kind {
            MentionKind::Nominal => sheet.group_start(token)..sheet.group_end(token),
            _ => token..token + 1,
        };
        chains.mentions.push(Mention {
            tokens: tokens.into(),
            head: TokenId(token as u32),
            kind,
            parties: Vec::new(),
            rivals: None,
            certainty: 0,
        });
    }
}

/// Whether a noun is a bare complement that names an office rather than its holder: "nominee for president".
fn is_office(sheet: &Sheet, token: usize) -> bool {
    sheet.tag(token) == Tag::NN
        && sheet.arc(token) == Arc::Nmod
        && sheet.group_start(token) == token
        && sheet
            .child(token, Arc::Case)
            .is_some_and(|case| matches!(sheet.folded(case), "for" | "as" | "of"))
}

/// Settles a description: by the name beside it, else by what is so described or else on the reader's mind, else as a party of
/// its own.
pub(super) fn settle(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &mut Chains,
    mention: usize,
    model: &Model,
) {
    let head = chains.mentions[mention].head.index();
    let noun = Noun::read(sheet, chains, head);
    if let Some(party) = beside(sheet, chains, head) {
        chains.refer(mention, party, 990);
        let known = &mut chains.parties[party.index()];
        if known.kind == PartyKind::Person {
            known.gender = known.gender.or(noun.gender);
            let tokens = chains.mentions[mention].tokens;
            // "Ruiz, whose daughter …" tells of another.
            let other = sheet.tag(tokens.start as usize) == Tag::WPS;
            if noun.kind == PartyKind::Person && !other && !sets::ANYBODY.has(sheet.folded(head)) {
                known.entitle(without_determiner(sheet, tokens));
            }
            chains.affiliate(tokens, party);
        }
        chains.parties[party.index()].describe(noun.description);
        return;
    }
    let listed = listed(sheet, chains, head);
    if noun.kind == PartyKind::Group && !listed.is_empty() {
        for party in listed {
            chains.refer(mention, party, 900);
        }
        return;
    }
    if !sets::SOME_OUT_OF_MANY.has(sheet.folded(head)) {
        let sought = Sought::Description(&noun);
        let candidates = candidates(sheet, speaking, chains, mention, &sought, &[], model);
        #[cfg(feature = "train")]
        chains
            .weighed
            .push(Weighed::new(chains, mention, &candidates));
        let best = if noun.is_label(sheet, speaking, head) {
            labeled(sheet, chains, head, &candidates)
        } else {
            &candidates[0]
        };
        let lead = lead(best, &candidates);
        if !best.parties.is_empty() {
            for &party in &best.parties {
                chains.refer(mention, party, certainty(lead));
            }
            let known = &chains.parties[best.parties[0].index()];
            if !known.named
                && noun.description.owner.is_some()
                && !holds_name(chains, known.best)
                && holds_name(chains, mention)
            {
                chains.parties[best.parties[0].index()].best = mention;
            }
            return;
        }
    }
    let mut party = Party::new(noun.kind, mention);
    party.gender = noun.gender;
    party.describe(noun.description);
    let party = chains.found(party);
    chains.refer(mention, party, 900);
}

/// The candidate that the same label stood for before, else a new one: "HOST: …" is nobody who is named.
fn labeled<'a>(
    sheet: &Sheet,
    chains: &Chains,
    head: usize,
    candidates: &'a [Candidate],
) -> &'a Candidate {
    let label = |one: &Candidate| {
        one.parties.first().is_some_and(|party| {
            let best = &chains.mentions[chains.parties[party.index()].best];
            sheet.text(best.head.index()) == sheet.text(head)
        })
    };
    let known = candidates.iter().find(|one| label(one));
    let new = || candidates.iter().find(|one| one.parties.is_empty());
    known.or_else(new).unwrap_or(&candidates[0])
}

/// Whether a name stands within a mention: "the Ruiz campaign".
fn holds_name(chains: &Chains, mention: usize) -> bool {
    let tokens = chains.mentions[mention].tokens;
    tokens.range().any(|token| chains.named[token] > 0)
}

/// The persons named beside the description of a group: "two voters, Ana Ruiz and Omar Diallo".
fn listed(sheet: &Sheet, chains: &Chains, head: usize) -> Vec<PartyId> {
    let Some(first) = sheet.child(head, Arc::Appos) else {
        return Vec::new();
    };
    let conjuncts = sheet
        .children(first)
        .filter(|&child| sheet.arc(child) == Arc::Conj)
        .take(7);
    let named: Vec<PartyId> = std::iter::once(first)
        .chain(conjuncts)
        .filter(|&token| chains.named[token] > 0)
        .filter_map(|token| chains.foreseen_at(TokenId(token as u32)))
        .filter(|party| chains.parties[party.index()].kind == PartyKind::Person)
        .collect();
    if named.len() > 1 { named } else { Vec::new() }
}

/// A description as a title: "leader" of "their leader", "union delegate" of "the union delegate".
fn without_determiner(sheet: &Sheet, mut tokens: Tokens) -> Tokens {
    while tokens.len() > 1 && matches!(sheet.tag(tokens.start as usize), Tag::DT | Tag::PRPS) {
        tokens.start += 1;
    }
    tokens
}
