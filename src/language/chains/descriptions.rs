//! Descriptions: "the deputy mayor", "a spokesman for the port", "his campaign".

use super::agreement::{class, joined, recent};
use super::antecedents::{Determiner, antecedent, elsewhere, succeeds};
use super::appositions::beside;
use super::nouns::{are_kin, are_opposed, party_noun, places};
use super::parties::{Chains, Description, Mention, MentionKind, Party, PartyId, PartyKind};
use super::pronouns;
use super::speaking::Speaking;
use crate::language::sheet::{Sheet, Tokens};
use crate::language::{Arc, Tag, TokenId};
use crate::language::{ArcSet, TagSet};
use crate::lexicon;
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
                && party_noun(sheet.folded(token)).is_some()
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

fn determiner(sheet: &Sheet, head: usize) -> Determiner {
    if sheet.child(head, Arc::NmodPoss).is_some() {
        return Determiner::Possessive;
    }
    let start = sheet.group_start(head);
    let word = sheet.folded(start);
    match sheet.tag(start) {
        _ if sets::DEFINITE.has(word) => Determiner::Definite,
        Tag::DT | Tag::CD | Tag::PDT => Determiner::Indefinite,
        _ if sets::INDEFINITE.has(word) => Determiner::Indefinite,
        _ if matches!(sheet.tag(head), Tag::NNS | Tag::NNPS) => Determiner::Indefinite,
        _ => Determiner::Definite,
    }
}

/// The party that a description belongs to: "Ruiz" of "Ruiz's lawyer", "the Ruiz campaign", "a spokesman for Ruiz".
fn owner(sheet: &Sheet, chains: &Chains, head: usize) -> Option<PartyId> {
    let single = |token: usize| {
        let mention = chains.headed_by(TokenId(token as u32))?;
        match chains.mentions[mention].parties[..] {
            [party] => Some(party),
            _ => chains.foreseen[mention],
        }
    };
    sheet
        .children(head)
        .find_map(|child| match sheet.arc(child) {
            Arc::NmodPoss => single(child),
            Arc::Compound if chains.named[child] > 0 => single(child),
            Arc::Nmod if child > head => {
                let case = sheet.child(child, Arc::Case)?;
                (matches!(sheet.folded(case), "for" | "of") && chains.named[child] > 0)
                    .then(|| single(child))
                    .flatten()
            }
            _ => None,
        })
}

fn description(sheet: &Sheet, chains: &Chains, head: usize) -> Description {
    let owner = owner(sheet, chains, head);
    let modifiers = sheet
        .children(head)
        .filter(|&child| {
            matches!(sheet.arc(child), Arc::Amod | Arc::Compound)
                && (owner.is_none() || chains.named[child] == 0)
        })
        .map(|child| sheet.folded(child).to_owned())
        .collect();
    Description {
        head: sheet.folded(head).to_owned(),
        modifiers,
        places: places(sheet, sheet.group_start(head)..head),
        owner,
    }
}

fn kind_of(class: Option<&str>, tag: Tag) -> PartyKind {
    match class {
        Some("person") => PartyKind::Person,
        Some("people" | "organizations") => PartyKind::Group,
        Some("organization") => PartyKind::Organization,
        Some("document" | "documents") => PartyKind::Document,
        _ if matches!(tag, Tag::NNS | Tag::NNPS) => PartyKind::Group,
        _ => PartyKind::Other,
    }
}

/// Settles a description: by the name beside it, else by what was so described before, else as a party of its own.
pub(super) fn settle(sheet: &Sheet, speaking: &Speaking, chains: &mut Chains, mention: usize) {
    let head = chains.mentions[mention].head.index();
    let class = party_noun(sheet.folded(head));
    let kind = kind_of(class.map(|(class, _)| class), sheet.tag(head));
    let gender = class.and_then(|(_, gender)| gender);
    let new = description(sheet, chains, head);
    if let Some(party) = beside(sheet, chains, head) {
        chains.refer(mention, party, 990);
        let known = &mut chains.parties[party.index()];
        if known.kind == PartyKind::Person {
            known.gender = known.gender.or(gender);
            let tokens = chains.mentions[mention].tokens;
            // "Ruiz, whose daughter …" tells of another.
            let other = sheet.tag(tokens.start as usize) == Tag::WPS;
            if kind == PartyKind::Person && !other && !sets::ANYBODY.has(sheet.folded(head)) {
                known.entitle(without_determiner(sheet, tokens));
            }
            chains.affiliate(tokens, party);
        }
        chains.parties[party.index()].describe(new);
        return;
    }
    let kind = if sets::SOME_OUT_OF_MANY.has(sheet.folded(head)) {
        PartyKind::Group
    } else {
        kind
    };
    let listed = listed(sheet, chains, head);
    if kind == PartyKind::Group && !listed.is_empty() {
        for party in listed {
            chains.refer(mention, party, 900);
        }
        return;
    }
    let determiner = determiner(sheet, head);
    if !sets::SOME_OUT_OF_MANY.has(sheet.folded(head))
        && let Some((party, certainty)) = antecedent(sheet, chains, mention, &new, kind, determiner)
    {
        chains.refer(mention, party, certainty);
        let known = &chains.parties[party.index()];
        if !known.named
            && new.owner.is_some()
            && !holds_name(chains, known.best)
            && holds_name(chains, mention)
        {
            chains.parties[party.index()].best = mention;
        }
        return;
    }
    if determiner == Determiner::Definite && new.owner.is_none() {
        let found = match kind {
            PartyKind::Person => somebody(sheet, speaking, chains, mention, &new),
            PartyKind::Organization => something(sheet, chains, mention),
            PartyKind::Group => pair(sheet, chains, mention),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            for party in found {
                chains.refer(mention, party, 650);
            }
            return;
        }
    }
    let mut party = Party::new(kind, mention);
    party.gender = gender;
    party.describe(new);
    let party = chains.found(party);
    chains.refer(mention, party, 900);
}

/// Whether the lexicon lets a noun take up anybody or anything of its kind: "the billionaire", "the company".
fn is_open(noun: &str) -> bool {
    lexicon::PARTY_KIN
        .get(noun)
        .is_some_and(|keys| keys.split(';').any(|key| key == "any"))
}

/// Whether "the" or "this" stands before a noun, and no phrase after it narrows it.
fn is_anaphoric(sheet: &Sheet, head: usize) -> bool {
    let start = sheet.group_start(head);
    sets::DEFINITE.has(sheet.folded(start))
        && sheet.group_end(head) == head + 1
        && sheet
            .child(head, ArcSet::of(&[Arc::AclRelcl, Arc::Acl]))
            .is_none()
}

/// The person on the reader's mind, for "the billionaire".
fn somebody(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &Chains,
    mention: usize,
    new: &Description,
) -> Vec<PartyId> {
    /// A lead smaller than this leaves such a description to itself.
    const LEAD: i32 = 205;
    let head = chains.mentions[mention].head.index();
    if !is_open(sheet.folded(head)) || !is_anaphoric(sheet, head) || succeeds(new) {
        return Vec::new();
    }
    let modifiers: Vec<&str> = sheet
        .children(head)
        .filter(|&child| matches!(sheet.arc(child), Arc::Amod | Arc::Compound))
        .map(|child| sheet.folded(child))
        .collect();
    match pronouns::taken_up(sheet, speaking, chains, mention) {
        Some((party, lead)) if lead >= LEAD => {
            let opposed = chains.parties[party.index()]
                .descriptions
                .iter()
                .any(|known| {
                    let sides = modifiers
                        .iter()
                        .chain([&sheet.folded(head)])
                        .any(|modifier| are_opposed(modifier, &known.modifiers));
                    sides || elsewhere(new, known)
                });
            if opposed { Vec::new() } else { vec![party] }
        }
        _ => Vec::new(),
    }
}

/// The organization named last, for "the company".
fn something(sheet: &Sheet, chains: &Chains, mention: usize) -> Vec<PartyId> {
    let head = chains.mentions[mention].head.index();
    if !is_open(sheet.folded(head)) || !is_anaphoric(sheet, head) {
        return Vec::new();
    }
    let here = sheet.sentence(head);
    let near = recent(chains, mention).into_iter().find(|&(last, party)| {
        let party = &chains.parties[party.index()];
        party.kind == PartyKind::Organization
            && party.named
            && sheet.sentence(chains.mentions[last].head.index()) + 4 >= here
    });
    near.map(|(_, party)| party).into_iter().collect()
}

/// The two persons joined before, for "the two men" and "the senators".
fn pair(sheet: &Sheet, chains: &Chains, mention: usize) -> Vec<PartyId> {
    let head = chains.mentions[mention].head.index();
    let two = sheet
        .child(head, Arc::Nummod)
        .is_some_and(|number| matches!(sheet.folded(number), "two" | "2"));
    if !is_anaphoric(sheet, head) || !(two || is_open(sheet.folded(head))) {
        return Vec::new();
    }
    let joined = joined(sheet, chains, mention).into_iter().next();
    joined.map_or_else(Vec::new, |(parties, _)| parties)
}

/// How far into a story somebody may be introduced by a description and named only later.
const INTRODUCTION: usize = 4;

/// Gives the description that a story opens with ("A former mayor said …") to the name that the like of it later
/// stands beside ("Ana Ruiz, a former mayor"), and "his lawyer" to the lawyer of his who is named later.
pub(super) fn name_the_introduced(sheet: &Sheet, chains: &mut Chains) {
    let named: Vec<PartyId> = (0..chains.parties.len() as u32)
        .map(PartyId)
        .filter(|party| {
            let party = &chains.parties[party.index()];
            party.named && !party.descriptions.is_empty() && !party.mentions.is_empty()
        })
        .take(INTRODUCED_LIMIT)
        .collect();
    let unnamed: Vec<PartyId> = (0..chains.parties.len() as u32)
        .map(PartyId)
        .filter(|party| {
            let party = &chains.parties[party.index()];
            let single = matches!(party.kind, PartyKind::Person | PartyKind::Organization);
            let early = |&mention: &usize| {
                sheet.sentence(chains.mentions[mention].head.index()) < INTRODUCTION
            };
            let owned = party.descriptions.iter().any(|known| known.owner.is_some());
            // "One former employee of the port" is not the employee who is named later.
            let definite = party.mentions.first().is_some_and(|&mention| {
                let head = chains.mentions[mention].head.index();
                determiner(sheet, head) != Determiner::Indefinite
            });
            let late = owned && definite;
            !party.named && single && (late || party.mentions.first().is_some_and(early))
        })
        .take(INTRODUCED_LIMIT)
        .collect();
    for party in unnamed {
        let anonymous = &chains.parties[party.index()];
        let Some(&first) = anonymous.mentions.first() else {
            continue;
        };
        // Headlines leave the article out: "Senator from Texas Says No".
        let head = chains.mentions[first].head.index();
        let bare = sheet.sentence(head) < 2
            && sheet
                .child(head, ArcSet::of(&[Arc::Det, Arc::NmodPoss]))
                .is_none();
        let like = |new: &Description, known: &Description| {
            if new.head != known.head && !are_kin(&new.head, &known.head) {
                return false;
            }
            match (new.owner, known.owner) {
                (Some(one), Some(other)) => one == other,
                // "a Senate panel", then "the Senate Finance Committee"
                (Some(one), None) if anonymous.kind == PartyKind::Organization => {
                    let name = &chains.mentions[chains.parties[one.index()].best];
                    known
                        .modifiers
                        .iter()
                        .any(|word| word == sheet.folded(name.head.index()))
                }
                (None, None) if bare => {
                    let same = |modifier| known.modifiers.contains(modifier);
                    new.modifiers.iter().all(same)
                }
                (None, None) => new
                    .modifiers
                    .iter()
                    .any(|modifier| known.modifiers.contains(modifier)),
                _ => false,
            }
        };
        let bearer = named.iter().copied().filter(|candidate| {
            let candidate = &chains.parties[candidate.index()];
            let gender = anonymous.gender.is_none()
                || candidate.gender.is_none()
                || anonymous.gender == candidate.gender;
            candidate.kind == anonymous.kind
                && gender
                && (candidate.mentions[0] > first || bare)
                && anonymous
                    .descriptions
                    .iter()
                    .any(|new| candidate.descriptions.iter().any(|known| like(new, known)))
        });
        let bearer = bearer.min_by_key(|bearer| chains.parties[bearer.index()].mentions[0]);
        if let Some(bearer) = bearer {
            chains.merge(party, bearer);
        }
    }
}

/// How many parties are looked at for late names; a list of a thousand officials gains nothing.
const INTRODUCED_LIMIT: usize = 100;

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
