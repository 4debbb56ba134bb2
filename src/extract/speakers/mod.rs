//! The parties of an article and which of them is behind each source.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod casts;
mod credit;
#[cfg(test)]
mod measure;
#[cfg(feature = "train")]
pub mod train;

use super::attributions::{QuoteReading, Relation};
pub use crate::language::chains::MentionKind;

use crate::language::TokenId;
use crate::language::chains::{self, Chains, Party, PartyId, PartyKind, Saying};
use crate::language::model::Model;
use crate::language::sheet::{Sheet, Tokens};
use crate::text::{Note, Span};
use std::collections::BTreeSet;

/// Index of a speaker in [`Cast::speakers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u32);

/// The parties behind the sources of an article.
#[derive(Debug, Default)]
pub struct Cast {
    /// In order of first mention.
    pub speakers: Vec<Speaker>,
    /// For each relation, in its order: whom its source names; empty when unsure or without a source.
    pub credited: Vec<Vec<SpeakerId>>,
    /// For each relation, in its order, thousandths: how sure it is that these are the right ones.
    pub certainty: Vec<u16>,
    /// The party behind each speaker.
    parties: Vec<PartyId>,
    /// Who is who in the whole article, speakers or not.
    pub chains: Chains,
}

/// One party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The mention that is the canonical name: the fullest form, no titles; for an unnamed party its own words.
    pub name: Span,
    /// What it is.
    pub kind: SpeakerKind,
    /// Titles as printed before or after the name.
    pub titles: Vec<Span>,
    /// Other forms of the name, each once, in order of first mention.
    pub aliases: Vec<Span>,
    /// The organization it is said to belong to.
    pub affiliation: Option<Span>,
    /// Every mention, by position.
    pub mentions: Vec<Spot>,
}

/// What a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum SpeakerKind {
    Person,
    Organization,
    Group,
    Document,
    Unnamed,
}

/// One mention of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Its words.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
}

/// Gathers the parties of an article and credits each relation.
#[must_use]
pub fn cast(
    sheet: &Sheet,
    relations: &[Relation],
    quotes: &[QuoteReading],
    notes: &mut Vec<Note>,
) -> Cast {
    cast_by(sheet, relations, quotes, chains::model(), notes)
}

/// The same by any model of whom a mention stands for.
fn cast_by(
    sheet: &Sheet,
    relations: &[Relation],
    quotes: &[QuoteReading],
    model: &Model,
    notes: &mut Vec<Note>,
) -> Cast {
    let speech = credit::speech(sheet.article, quotes);
    let regions: Vec<Span> = speech.iter().map(|&(span, _)| span).collect();
    let sayings: Vec<Saying> = relations
        .iter()
        .map(|relation| Saying {
            source: relation.source.as_ref(),
            content: &relation.content,
        })
        .collect();
    let mut chains = chains::chains(sheet, &sayings, &regions, model);
    let credits = credit::credit(
        sheet,
        relations,
        &sayings,
        &speech,
        &mut chains,
        model,
        notes,
    );
    let credited: BTreeSet<PartyId> = credits
        .iter()
        .flat_map(|credit| credit.parties.iter().copied())
        .collect();
    let mut order: Vec<PartyId> = credited.into_iter().collect();
    order.sort_by_key(|&party| first_mention(&chains, party));
    let id = |party: &PartyId| {
        let index = order.iter().position(|other| other == party);
        SpeakerId(index.expect("every credited party is a speaker") as u32)
    };
    let speakers = order
        .iter()
        .map(|&party| speaker(sheet, &chains, party))
        .collect();
    Cast {
        speakers,
        credited: credits
            .iter()
            .map(|credit| credit.parties.iter().map(id).collect())
            .collect(),
        certainty: credits.iter().map(|credit| credit.certainty).collect(),
        parties: order,
        chains,
    }
}

impl Cast {
    /// The speakers that the mention headed by a token refers to: nobody when it is none or cannot be told.
    #[must_use]
    pub fn speakers_at(&self, token: TokenId) -> Vec<SpeakerId> {
        let parties = self.chains.parties_at(token);
        parties
            .iter()
            .filter_map(|party| self.parties.iter().position(|other| other == party))
            .map(|index| SpeakerId(index as u32))
            .collect()
    }
}

fn first_mention(chains: &Chains, party: PartyId) -> (u32, PartyId) {
    let party_mentions = &chains.parties[party.index()].mentions;
    let first = party_mentions
        .iter()
        .map(|&mention| chains.mentions[mention].tokens.start)
        .min();
    (first.unwrap_or(u32::MAX), party)
}

fn kind(party: &Party) -> SpeakerKind {
    match party.kind {
        PartyKind::Person if party.named => SpeakerKind::Person,
        PartyKind::Organization | PartyKind::Place => SpeakerKind::Organization,
        PartyKind::Group if party.named => SpeakerKind::Group,
        PartyKind::Document => SpeakerKind::Document,
        PartyKind::Other if party.named => SpeakerKind::Person,
        _ => SpeakerKind::Unnamed,
    }
}

fn speaker(sheet: &Sheet, chains: &Chains, id: PartyId) -> Speaker {
    let party = &chains.parties[id.index()];
    let span = |tokens: &Tokens| {
        let tokens = &sheet.analysis.tokens[tokens.start as usize..tokens.end as usize];
        tokens[0].span.cover(tokens[tokens.len() - 1].span)
    };
    let mut mentions: Vec<Spot> = party
        .mentions
        .iter()
        .map(|&mention| Spot {
            span: span(&chains.mentions[mention].tokens),
            kind: chains.mentions[mention].kind,
        })
        .collect();
    mentions.sort_by_key(|mention| mention.span);
    let best = &chains.mentions[party.best];
    let name = span(&best.tokens);
    let mut known = vec![folded(sheet.article.slice(name))];
    let mut distinct = |span: Span| {
        let words = folded(sheet.article.slice(span));
        let new = !known.contains(&words);
        if new {
            known.push(words);
        }
        new
    };
    let aliases = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name)
        .map(|mention| mention.span)
        .filter(|&span| distinct(span))
        .take(ALIAS_LIMIT)
        .collect();
    let mut titles: Vec<Span> = party.titles.iter().map(span).collect();
    titles.sort_unstable();
    titles.retain(|&span| distinct(span));
    Speaker {
        name,
        kind: kind(party),
        titles,
        aliases,
        affiliation: party.affiliation.as_ref().map(span),
        mentions,
    }
}

/// How many forms of one name are listed: a hostile list can have as many as it has words.
const ALIAS_LIMIT: usize = 32;

fn folded(words: &str) -> String {
    words.to_lowercase().replace('’', "'")
}
