//! Who is who in an article: the mentions of parties and the parties that they make up.
//!
//! Names are gathered first, over the whole article, so that a headline may use a short form before the full one
//! stands in the story. Then one pass from left to right settles descriptions and pronouns, each against the parties
//! met so far. What stands in quotation marks is left to [`Chains::settle_quoted`], when it is known who speaks there.

mod antecedents;
mod beside;
mod candidates;
mod descriptions;
mod forms;
mod genders;
mod kinds;
mod letters;
mod names;
mod pronouns;
mod runs;
mod scene;

use super::{Analysis, Arc, Tag, TokenId};
use crate::lexicon;
use crate::parse::Article;
use crate::text::{Span, Spans};
#[cfg(feature = "train")]
pub use candidates::{FEATURES, LABELS, Weighed, feature};
use scene::Scene;
use std::ops::Range;

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
    pub tokens: Range<u32>,
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
struct Description {
    head: String,
    modifiers: Vec<String>,
    /// What places it: "Ohio" of "the Ohio governor".
    places: Vec<String>,
    owner: Option<PartyId>,
}

impl Description {
    fn of(head: &str, modifiers: Vec<String>) -> Self {
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
    pub titles: Vec<Range<u32>>,
    /// The name of the organization that it is said to belong to, as tokens.
    pub affiliation: Option<Range<u32>>,
    descriptions: Vec<Description>,
}

/// An attribution as far as it bears on who is who.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// The words that name who says it.
    pub source: Option<&'a Spans>,
    /// What is said.
    pub content: &'a Spans,
}

/// The mentions of an article and the parties behind them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chains {
    /// By position of the head; no two have the same head.
    pub mentions: Vec<Mention>,
    /// In order of creation: names first.
    pub parties: Vec<Party>,
    /// One more than the mention that each token heads; 0 for none.
    heads: Vec<u32>,
    /// One more than the name that each token is part of; 0 for none.
    named: Vec<u32>,
    /// For each mention by name, its party where there is only one that it can be.
    foreseen: Vec<Option<PartyId>>,
    /// What was weighed for each pronoun.
    #[cfg(feature = "train")]
    pub weighed: Vec<Weighed>,
}

impl Party {
    fn new(kind: PartyKind, best: usize) -> Self {
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

    fn describe(&mut self, description: Description) {
        if self.descriptions.len() < DESCRIPTION_LIMIT && !self.descriptions.contains(&description)
        {
            self.descriptions.push(description);
        }
    }

    /// Adds a title printed beside the name, unless it is a mere courtesy, and what it says of its bearer.
    fn title(&mut self, scene: &Scene, title: &Range<usize>) {
        let phrase = scene.words[title.clone()].join(" ");
        if lexicon::TITLES
            .get(&phrase)
            .is_some_and(|fields| fields.starts_with("courtesy"))
        {
            return;
        }
        let noun = |token: &usize| names::party_noun(scene.word(*token)).is_some();
        let full = abbreviated(&phrase);
        // "Ohio" of "Ohio Gov. Ana Ruiz" is no part of the title, but places it.
        let first = scene.analysis.sentences[scene.sentence(title.start)].start as usize;
        let before = (first..title.start).rev().take(3);
        let proper = before.take_while(|&token| {
            matches!(scene.tag(token), Tag::NNP | Tag::NNPS | Tag::JJ)
                && names::starts_upper(scene, token)
        });
        let places = descriptions::places(scene, proper.last().unwrap_or(title.start)..title.end);
        // The head of "campaign manager" is its last noun, of "secretary of state" the last before "of".
        let of = title.clone().find(|&token| scene.word(token) == "of");
        let mut heads = title.start..of.unwrap_or(title.end);
        if let Some(head) = heads.rfind(noun) {
            let others = title.clone().filter(|&token| token != head);
            let modifiers = others.map(|token| scene.words[token].clone()).collect();
            self.describe(Description {
                places,
                ..Description::of(scene.word(head), modifiers)
            });
        } else {
            self.describe(Description {
                places,
                ..Description::of(full, Vec::new())
            });
        }
        self.entitle(title.start as u32..title.end as u32);
    }

    /// Keeps the words of a title.
    fn entitle(&mut self, title: Range<u32>) {
        if self.titles.len() < DESCRIPTION_LIMIT {
            self.titles.push(title);
        }
    }
}

/// How many descriptions and titles are kept of one party.
const DESCRIPTION_LIMIT: usize = 12;

/// The noun that an abbreviated title stands for.
fn abbreviated(title: &str) -> &str {
    match title {
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "representative",
        "gen" => "general",
        "lt gov" => "governor",
        "dr" => "doctor",
        "prof" => "professor",
        "rev" => "reverend",
        "capt" => "captain",
        "col" => "colonel",
        "sgt" => "sergeant",
        "lt" => "lieutenant",
        "amb" => "ambassador",
        "det" => "detective",
        "cllr" => "councillor",
        "pm" => "minister",
        other => other,
    }
}

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

    fn described_at(&self, head: TokenId) -> Option<&Description> {
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
    fn anchor(&self, scene: &Scene, mention: usize) -> usize {
        let mut at = self.mentions[mention].head.index();
        for _ in 0..3 {
            let Some(head) = scene.head(at) else { break };
            let other = self.heads[head] as usize;
            // A description in apposition hangs where the name does.
            let beside = scene.arc(at) == Arc::Appos
                && other > 0
                && self.mentions[other - 1].parties == self.mentions[mention].parties;
            if other != mention + 1 && !beside {
                break;
            }
            at = head;
        }
        at
    }

    fn foreseen_at(&self, token: TokenId) -> Option<PartyId> {
        self.foreseen[self.headed_by(token)?]
    }

    fn refer(&mut self, mention: usize, party: PartyId, certainty: u16) {
        let parties = &mut self.mentions[mention].parties;
        if !parties.contains(&party) {
            parties.push(party);
            self.parties[party.index()].mentions.push(mention);
        }
        self.mentions[mention].certainty = certainty;
        self.mentions[mention].rivals = None;
    }

    /// Gives the mentions of one party to another.
    fn merge(&mut self, from: PartyId, into: PartyId) {
        for mention in std::mem::take(&mut self.parties[from.index()].mentions) {
            let parties = &mut self.mentions[mention].parties;
            parties.retain(|&party| party != from);
            let certainty = self.mentions[mention].certainty;
            self.refer(mention, into, certainty);
        }
        self.parties[into.index()].mentions.sort_unstable();
    }

    fn found(&mut self, party: Party) -> PartyId {
        self.parties.push(party);
        PartyId((self.parties.len() - 1) as u32)
    }
}

/// Finds out who is who. `quotations` are the regions of speech, sorted by position.
#[must_use]
pub fn chains(
    article: &Article,
    analysis: &Analysis,
    sayings: &[Saying],
    quotations: &[Span],
) -> Chains {
    let scene = Scene::new(article, analysis, quotations);
    let stage = pronouns::Stage::new(&scene, sayings);
    let (mut chains, mut names) = names::gather(&scene, &stage);
    descriptions::collect(&scene, &stage, &mut chains);
    order(&mut chains, &mut names);
    let signers = letters::signers(&scene, &chains);
    for mention in 0..chains.mentions.len() {
        let head = chains.mentions[mention].head.index();
        let quoted = scene.quotation(head) > 0;
        match chains.mentions[mention].kind {
            MentionKind::Name => names::settle(&scene, &names, &mut chains, mention),
            _ if quoted => {}
            MentionKind::Nominal => descriptions::settle(&scene, &stage, &mut chains, mention),
            MentionKind::Pronoun => {
                let signer = signers.get(scene.paragraph(head)).copied().flatten();
                let signer = signer.as_slice();
                pronouns::settle(&scene, &stage, &mut chains, mention, signer);
            }
        }
    }
    descriptions::name_the_introduced(&scene, &mut chains);
    kinds::settle(&scene, &mut chains);
    chains
}

/// Puts the mentions in order of their heads, and everything that counts by mention with them.
fn order(chains: &mut Chains, names: &mut names::Names) {
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
        article: &Article,
        analysis: &Analysis,
        sayings: &[Saying],
        quotations: &[Span],
        speakers: &[Vec<PartyId>],
    ) {
        let scene = Scene::new(article, analysis, quotations);
        let stage = pronouns::Stage::new(&scene, sayings);
        for mention in 0..self.mentions.len() {
            let quotation = scene.quotation(self.mentions[mention].head.index());
            if quotation > 0 && self.mentions[mention].parties.is_empty() {
                let speakers = speakers.get(quotation - 1).map_or(&[][..], Vec::as_slice);
                match self.mentions[mention].kind {
                    MentionKind::Name => {}
                    MentionKind::Nominal => {
                        descriptions::settle(&scene, &stage, self, mention);
                    }
                    MentionKind::Pronoun => {
                        pronouns::settle(&scene, &stage, self, mention, speakers);
                    }
                }
            }
        }
    }
}
