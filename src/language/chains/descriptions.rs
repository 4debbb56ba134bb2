//! Descriptions: "the deputy mayor", "a spokesman for the port", "his campaign".

use super::antecedents::{antecedent, are_kin, are_opposed, elsewhere, side, succeeds};
use super::beside::beside;
use super::names::{party_noun, starts_upper, title_cased};
use super::pronouns::{self, Stage, recent};
use super::scene::{Scene, is_noun, is_share};
use super::{Chains, Description, Mention, MentionKind, Party, PartyId, PartyKind};
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon;
use std::ops::Range;

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

/// Adds descriptions and pronouns to the names, and puts all mentions in order of their heads.
pub(super) fn collect(scene: &Scene, stage: &Stage, chains: &mut Chains) {
    let mut relative = vec![false; scene.len()];
    for token in 0..scene.len() {
        if matches!(scene.word(token), "who" | "that")
            && matches!(scene.tag(token), Tag::WP | Tag::WDT)
            && stage.heads_source(token)
            && let Some(noun) = pronouns::modified(scene, token)
        {
            relative[noun] = pronouns::may_be_persons(scene, noun);
        }
    }
    for (token, &relative) in relative.iter().enumerate() {
        if chains.named[token] > 0 || chains.heads[token] > 0 {
            continue;
        }
        let source = stage.heads_source(token) || relative;
        let kind = match scene.tag(token) {
            Tag::PRP | Tag::PRPS => MentionKind::Pronoun,
            Tag::WP | Tag::WPS | Tag::WDT if pronouns::class(scene.word(token)).is_some() => {
                MentionKind::Pronoun
            }
            _ if source => MentionKind::Nominal,
            tag if is_noun(tag)
                && !matches!(scene.arc(token), Arc::Compound | Arc::Amod)
                && party_noun(scene.word(token)).is_some()
                && !is_office(scene, token) =>
            {
                MentionKind::Nominal
            }
            _ => continue,
        };
        let tokens = match kind {
            MentionKind::Nominal => scene.group_start(token)..scene.group_end(token),
            _ => token..token + 1,
        };
        chains.mentions.push(Mention {
            tokens: tokens.start as u32..tokens.end as u32,
            head: TokenId(token as u32),
            kind,
            parties: Vec::new(),
            rivals: None,
            certainty: 0,
        });
    }
}

/// Whether a noun is a bare complement that names an office rather than its holder: "nominee for president".
fn is_office(scene: &Scene, token: usize) -> bool {
    scene.tag(token) == Tag::NN
        && scene.arc(token) == Arc::Nmod
        && scene.group_start(token) == token
        && scene
            .child(token, &[Arc::Case])
            .is_some_and(|case| matches!(scene.word(case), "for" | "as" | "of"))
}

fn determiner(scene: &Scene, head: usize) -> Determiner {
    if scene.child(head, &[Arc::NmodPoss]).is_some() {
        return Determiner::Possessive;
    }
    let start = scene.group_start(head);
    let word = scene.word(start);
    match scene.tag(start) {
        _ if matches!(word, "the" | "this" | "that" | "these" | "those" | "both") => {
            Determiner::Definite
        }
        Tag::DT | Tag::CD | Tag::PDT => Determiner::Indefinite,
        _ if matches!(
            word,
            "many" | "several" | "other" | "few" | "more" | "most" | "one" | "another" | "such"
        ) =>
        {
            Determiner::Indefinite
        }
        _ if matches!(scene.tag(head), Tag::NNS | Tag::NNPS) => Determiner::Indefinite,
        _ => Determiner::Definite,
    }
}

/// The party that a description belongs to: "Ruiz" of "Ruiz's lawyer", "the Ruiz campaign", "a spokesman for Ruiz".
fn owner(scene: &Scene, chains: &Chains, head: usize) -> Option<PartyId> {
    let single = |token: usize| {
        let mention = chains.headed_by(TokenId(token as u32))?;
        match chains.mentions[mention].parties[..] {
            [party] => Some(party),
            _ => chains.foreseen[mention],
        }
    };
    scene
        .children(head)
        .find_map(|child| match scene.arc(child) {
            Arc::NmodPoss => single(child),
            Arc::Compound if chains.named[child] > 0 => single(child),
            Arc::Nmod if child > head => {
                let case = scene.child(child, &[Arc::Case])?;
                (matches!(scene.word(case), "for" | "of") && chains.named[child] > 0)
                    .then(|| single(child))
                    .flatten()
            }
            _ => None,
        })
}

fn description(scene: &Scene, chains: &Chains, head: usize) -> Description {
    let owner = owner(scene, chains, head);
    let modifiers = scene
        .children(head)
        .filter(|&child| {
            matches!(scene.arc(child), Arc::Amod | Arc::Compound)
                && (owner.is_none() || chains.named[child] == 0)
        })
        .map(|child| scene.words[child].clone())
        .collect();
    Description {
        head: scene.words[head].clone(),
        modifiers,
        places: places(scene, scene.group_start(head)..head),
        owner,
    }
}

/// The words among some tokens that have a capital and name no political side: "Ohio" of "the former Ohio governor".
pub(super) fn places(scene: &Scene, tokens: Range<usize>) -> Vec<String> {
    let place = |&token: &usize| {
        matches!(scene.tag(token), Tag::NNP | Tag::NNPS | Tag::JJ)
            && starts_upper(scene, token)
            && (scene.tag(token) == Tag::NNP
                || !scene.is_initial(token) && !title_cased(scene, token))
            && side(scene.word(token)).is_none()
            && party_noun(scene.word(token)).is_none()
            && !lexicon::TITLES.has(scene.word(token))
    };
    tokens
        .filter(place)
        .map(|token| scene.words[token].clone())
        .collect()
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
pub(super) fn settle(scene: &Scene, stage: &Stage, chains: &mut Chains, mention: usize) {
    let head = chains.mentions[mention].head.index();
    let class = party_noun(scene.word(head));
    let kind = kind_of(class.map(|(class, _)| class), scene.tag(head));
    let gender = class.and_then(|(_, gender)| gender);
    let new = description(scene, chains, head);
    if let Some(party) = beside(scene, chains, head) {
        chains.refer(mention, party, 990);
        let known = &mut chains.parties[party.index()];
        if known.kind == PartyKind::Person {
            known.gender = known.gender.or(gender);
            let tokens = chains.mentions[mention].tokens.clone();
            // "Ruiz, whose daughter …" tells of another.
            let other = scene.tag(tokens.start as usize) == Tag::WPS;
            if kind == PartyKind::Person && !other && !is_anybody(scene.word(head)) {
                known.entitle(without_determiner(scene, tokens.clone()));
            }
            affiliate(chains, tokens, party);
        }
        chains.parties[party.index()].describe(new);
        return;
    }
    let kind = if is_share(scene.word(head)) {
        PartyKind::Group
    } else {
        kind
    };
    let listed = listed(scene, chains, head);
    if kind == PartyKind::Group && !listed.is_empty() {
        for party in listed {
            chains.refer(mention, party, 900);
        }
        return;
    }
    let determiner = determiner(scene, head);
    if !is_share(scene.word(head))
        && let Some((party, certainty)) = antecedent(scene, chains, mention, &new, kind, determiner)
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
            PartyKind::Person => somebody(scene, stage, chains, mention, &new),
            PartyKind::Organization => something(scene, chains, mention),
            PartyKind::Group => pair(scene, chains, mention),
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
fn is_anaphoric(scene: &Scene, head: usize) -> bool {
    let start = scene.group_start(head);
    matches!(
        scene.word(start),
        "the" | "this" | "that" | "these" | "those" | "both"
    ) && scene.group_end(head) == head + 1
        && scene.child(head, &[Arc::AclRelcl, Arc::Acl]).is_none()
}

/// The person on the reader's mind, for "the billionaire".
fn somebody(
    scene: &Scene,
    stage: &Stage,
    chains: &Chains,
    mention: usize,
    new: &Description,
) -> Vec<PartyId> {
    /// A lead smaller than this leaves such a description to itself.
    const LEAD: i32 = 205;
    let head = chains.mentions[mention].head.index();
    if !is_open(scene.word(head)) || !is_anaphoric(scene, head) || succeeds(new) {
        return Vec::new();
    }
    let modifiers: Vec<&str> = scene
        .children(head)
        .filter(|&child| matches!(scene.arc(child), Arc::Amod | Arc::Compound))
        .map(|child| scene.word(child))
        .collect();
    match pronouns::taken_up(scene, stage, chains, mention) {
        Some((party, lead)) if lead >= LEAD => {
            let opposed = chains.parties[party.index()]
                .descriptions
                .iter()
                .any(|known| {
                    let sides = modifiers
                        .iter()
                        .chain([&scene.word(head)])
                        .any(|modifier| are_opposed(modifier, &known.modifiers));
                    sides || elsewhere(new, known)
                });
            if opposed { Vec::new() } else { vec![party] }
        }
        _ => Vec::new(),
    }
}

/// The organization named last, for "the company".
fn something(scene: &Scene, chains: &Chains, mention: usize) -> Vec<PartyId> {
    let head = chains.mentions[mention].head.index();
    if !is_open(scene.word(head)) || !is_anaphoric(scene, head) {
        return Vec::new();
    }
    let here = scene.sentence(head);
    let near = recent(chains, mention).into_iter().find(|&(last, party)| {
        let party = &chains.parties[party.index()];
        party.kind == PartyKind::Organization
            && party.named
            && scene.sentence(chains.mentions[last].head.index()) + 4 >= here
    });
    near.map(|(_, party)| party).into_iter().collect()
}

/// The two persons joined before, for "the two men" and "the senators".
fn pair(scene: &Scene, chains: &Chains, mention: usize) -> Vec<PartyId> {
    let head = chains.mentions[mention].head.index();
    let two = scene
        .child(head, &[Arc::Nummod])
        .is_some_and(|number| matches!(scene.word(number), "two" | "2"));
    if !is_anaphoric(scene, head) || !(two || is_open(scene.word(head))) {
        return Vec::new();
    }
    let joined = pronouns::joined(scene, chains, mention).into_iter().next();
    joined.map_or_else(Vec::new, |(parties, _)| parties)
}

/// How far into a story somebody may be introduced by a description and named only later.
const INTRODUCTION: usize = 4;

/// Gives the description that a story opens with ("A former mayor said …") to the name that the like of it later
/// stands beside ("Ana Ruiz, a former mayor"), and "his lawyer" to the lawyer of his who is named later.
pub(super) fn name_the_introduced(scene: &Scene, chains: &mut Chains) {
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
                scene.sentence(chains.mentions[mention].head.index()) < INTRODUCTION
            };
            let owned = party.descriptions.iter().any(|known| known.owner.is_some());
            // "One former employee of the port" is not the employee who is named later.
            let definite = party.mentions.first().is_some_and(|&mention| {
                let head = chains.mentions[mention].head.index();
                determiner(scene, head) != Determiner::Indefinite
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
        let bare =
            scene.sentence(head) < 2 && scene.child(head, &[Arc::Det, Arc::NmodPoss]).is_none();
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
                        .any(|word| word == scene.word(name.head.index()))
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
    let mut tokens = chains.mentions[mention].tokens.clone();
    tokens.any(|token| chains.named[token as usize] > 0)
}

/// The persons named beside the description of a group: "two voters, Ana Ruiz and Omar Diallo".
fn listed(scene: &Scene, chains: &Chains, head: usize) -> Vec<PartyId> {
    let Some(first) = scene.child(head, &[Arc::Appos]) else {
        return Vec::new();
    };
    let conjuncts = scene
        .children(first)
        .filter(|&child| scene.arc(child) == Arc::Conj)
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
fn without_determiner(scene: &Scene, mut tokens: Range<u32>) -> Range<u32> {
    while tokens.len() > 1 && matches!(scene.tag(tokens.start as usize), Tag::DT | Tag::PRPS) {
        tokens.start += 1;
    }
    tokens
}

/// Whether a noun says no more of a person than that it is one: no title.
fn is_anybody(noun: &str) -> bool {
    matches!(
        noun,
        "boy"
            | "girl"
            | "guy"
            | "lady"
            | "man"
            | "men"
            | "one"
            | "people"
            | "person"
            | "woman"
            | "women"
    )
}

/// Notes the organization that the words of a description name: "chief of the Northern Port Authority", "Kremlin spokesman".
pub(super) fn affiliate(chains: &mut Chains, tokens: Range<u32>, party: PartyId) {
    if chains.parties[party.index()].affiliation.is_some()
        || chains.parties[party.index()].kind != PartyKind::Person
    {
        return;
    }
    let named = tokens
        .filter_map(|token| chains.named[token as usize].checked_sub(1))
        .find(|&name| {
            let name = &chains.mentions[name as usize];
            let other = name
                .parties
                .first()
                .copied()
                .or_else(|| chains.foreseen_at(name.head));
            other.is_some_and(|other| chains.parties[other.index()].kind == PartyKind::Organization)
        });
    if let Some(name) = named {
        chains.parties[party.index()].affiliation =
            Some(chains.mentions[name as usize].tokens.clone());
    }
}
