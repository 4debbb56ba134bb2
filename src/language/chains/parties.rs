//! The mentions of an article and the parties behind them.

use crate::language::sheet::{Sheet, Tokens};
use crate::language::{Arc, TokenId};
use crate::text::Spans;
use std::collections::BTreeMap;

/// Index of a party in [`Chains::parties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(pub u32);

impl PartyId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum MentionKind {
    Name,
    Pronoun,
    Nominal,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// One human being.
    Person,
    /// An organization.
    Organization,
    /// A place, which may stand for its government.
    Place,
    /// Several persons or organizations under one description.
    Group,
    /// Something written or recorded.
    Document,
    /// Nobody can tell.
    Other,
}

/// Grammatical gender of a person, as far as titles, given names and pronouns tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the genders
pub enum Gender {
    Female,
    Male,
}

/// Words that refer to one party or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens; a name without its title, a description with its determiner.
    pub tokens: Tokens,
    /// The token that heads it.
    pub head: TokenId,
    /// How it refers.
    pub kind: MentionKind,
    /// Whom it refers to: several for "they" and "the two men", nobody when that cannot be told.
    pub parties: Vec<PartyId>,
    /// Two parties that it may refer to alike, when it is left open for that.
    pub rivals: Option<(PartyId, PartyId)>,
    /// Thousandths: how sure it is that it refers to these parties.
    pub certainty: u16,
}

/// A description of a party: the noun, and what narrows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Description {
    pub(super) head: String,
    pub(super) modifiers: Vec<String>,
    /// What places it: "Ohio" of "the Ohio governor".
    pub(super) places: Vec<String>,
    pub(super) owner: Option<PartyId>,
}

impl Description {
    pub(super) fn of(head: &str, modifiers: Vec<String>) -> Self {
        Self {
            head: head.to_owned(),
            modifiers,
            places: Vec::new(),
            owner: None,
        }
    }
}

/// Somebody or something that may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// What it is.
    pub kind: PartyKind,
    /// The gender of a person.
    pub gender: Option<Gender>,
    /// Whether it is known by name.
    pub named: bool,
    /// The mention that names it best: the fullest name, else the first description.
    pub best: usize,
    /// Its mentions as indices of [`Chains::mentions`], in the order in which they were settled.
    pub mentions: Vec<usize>,
    /// Titles printed before its name and descriptions printed beside it, in order, as tokens.
    pub titles: Vec<Tokens>,
    /// The name of the organization that it is said to belong to, as tokens.
    pub affiliation: Option<Tokens>,
    pub(super) descriptions: Vec<Description>,
}

/// An attribution as far as it bears on who is who.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// The words that name who says it.
    pub source: Option<&'a Spans>,
    /// What is said.
    pub content: &'a Spans,
}

/// What was weighed for one pronoun or description: for training.
#[cfg(feature = "train")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The token that heads the mention.
    pub mention: TokenId,
    /// For each candidate, its parties, its features, and the heads of the latest mentions of its parties; without parties the
    /// one that was not met before.
    pub options: Vec<(Vec<PartyId>, Vec<u64>, Vec<TokenId>)>,
}

/// The mentions of an article and the parties behind them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chains {
    /// By position of the head; no two have the same head.
    pub mentions: Vec<Mention>,
    /// In order of creation: names first.
    pub parties: Vec<Party>,
    /// One more than the mention that each token heads; 0 for none.
    pub(super) heads: Vec<u32>,
    /// One more than the name that each token is part of; 0 for none.
    pub(super) named: Vec<u32>,
    /// The roles that the article abbreviates: head and modifiers of the long form, by the short one.
    pub(super) abbreviations: BTreeMap<String, Description>,
    /// For each mention by name, its party where there is only one that it can be.
    pub(super) foreseen: Vec<Option<PartyId>>,
    /// What was weighed for each pronoun and description.
    #[cfg(feature = "train")]
    pub weighed: Vec<Weighed>,
}

impl Party {
    pub(super) fn new(kind: PartyKind, best: usize) -> Self {
        Self {
            kind,
            gender: None,
            named: false,
            best,
            mentions: Vec::new(),
            titles: Vec::new(),
            affiliation: None,
            descriptions: Vec::new(),
        }
    }

    pub(super) fn describe(&mut self, description: Description) {
        if self.descriptions.len() < DESCRIPTION_LIMIT && !self.descriptions.contains(&description)
        {
            self.descriptions.push(description);
        }
    }

    /// Keeps the words of a title.
    pub(super) fn entitle(&mut self, title: Tokens) {
        if self.titles.len() < DESCRIPTION_LIMIT {
            self.titles.push(title);
        }
    }
}

/// How many descriptions and titles are kept of one party.
const DESCRIPTION_LIMIT: usize = 12;

impl Chains {
    /// The mention headed by a token, as an index.
    #[must_use]
    pub fn headed_by(&self, token: TokenId) -> Option<usize> {
        let mention = *self.heads.get(token.index())?;
        (mention > 0).then(|| mention as usize - 1)
    }

    /// The party to whom a described one belongs: "Ruiz" of "Ruiz's tweet" at "tweet".
    #[must_use]
    pub fn owner_of(&self, head: TokenId) -> Option<PartyId> {
        self.described_at(head)?.owner
    }

    /// The noun, folded, of a description headed by a token, where it stands for a party of its own.
    #[must_use]
    pub fn word_of(&self, head: TokenId) -> Option<&str> {
        Some(&self.described_at(head)?.head)
    }

    pub(super) fn described_at(&self, head: TokenId) -> Option<&Description> {
        let mention = self.headed_by(head)?;
        match self.mentions[mention].parties[..] {
            [party] if self.mentions[mention].kind == MentionKind::Nominal => {
                self.parties[party.index()].descriptions.first()
            }
            _ => None,
        }
    }

    /// Whom the mention headed by a token refers to; nobody when it is no mention or cannot be told.
    #[must_use]
    pub fn parties_at(&self, token: TokenId) -> &[PartyId] {
        match self.headed_by(token) {
            Some(mention) => &self.mentions[mention].parties,
            None => &[],
        }
    }

    /// The token by which a mention hangs in its sentence: its head, or the title that the parse made its head.
    pub(super) fn anchor(&self, sheet: &Sheet, mention: usize) -> usize {
        let mut at = self.mentions[mention].head.index();
        for _ in 0..3 {
            let Some(head) = sheet.head(at) else { break };
            let other = self.heads[head] as usize;
            // A description in apposition hangs where the name does.
            let beside = sheet.arc(at) == Arc::Appos
                && other > 0
                && self.mentions[other - 1].parties == self.mentions[mention].parties;
            if other != mention + 1 && !beside {
                break;
            }
            at = head;
        }
        at
    }

    /// Whether a token is part of a person's name.
    pub(super) fn names_person(&self, token: usize) -> bool {
        let name = self.named[token].checked_sub(1);
        let party = name.and_then(|name| {
            let first = self.mentions[name as usize].parties.first().copied();
            first.or(self.foreseen[name as usize])
        });
        party.is_some_and(|party| self.parties[party.index()].kind == PartyKind::Person)
    }

    pub(super) fn foreseen_at(&self, token: TokenId) -> Option<PartyId> {
        self.foreseen[self.headed_by(token)?]
    }

    pub(super) fn refer(&mut self, mention: usize, party: PartyId, certainty: u16) {
        let parties = &mut self.mentions[mention].parties;
        if !parties.contains(&party) {
            parties.push(party);
            self.parties[party.index()].mentions.push(mention);
        }
        self.mentions[mention].certainty = certainty;
        self.mentions[mention].rivals = None;
    }

    /// Notes the organization that the words of a description name: "chief of the Northern Port Authority", "Kremlin spokesman".
    pub(super) fn affiliate(&mut self, tokens: Tokens, party: PartyId) {
        if self.parties[party.index()].affiliation.is_some()
            || self.parties[party.index()].kind != PartyKind::Person
        {
            return;
        }
        let named = tokens
            .range()
            .filter_map(|token| self.named[token].checked_sub(1))
            .find(|&name| {
                let name = &self.mentions[name as usize];
                let other = name
                    .parties
                    .first()
                    .copied()
                    .or_else(|| self.foreseen_at(name.head));
                other.is_some_and(|other| {
                    self.parties[other.index()].kind == PartyKind::Organization
                })
            });
        if let Some(name) = named {
            self.parties[party.index()].affiliation = Some(self.mentions[name as usize].tokens);
        }
    }

    pub(super) fn found(&mut self, party: Party) -> PartyId {
        self.parties.push(party);
        PartyId((self.parties.len() - 1) as u32)
    }
}
