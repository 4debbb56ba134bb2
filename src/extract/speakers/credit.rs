//! Which parties each relation is credited to.

use super::super::attributions::{Kind, QuoteReading, QuoteUse, Relation, RelationId};
use crate::language::chains::{Chains, Mention, MentionKind, PartyId, PartyKind, Saying};
use crate::language::model::Model;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag, TokenId};
use crate::language::{ArcSet, TagSet};
use crate::lexicon;
use crate::lexicon::sets;
use crate::parse::Article;
use crate::text::{Note, Span, Spans};
use std::ops::Range;

/// Whom a relation is credited to, and how surely in thousandths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) parties: Vec<PartyId>,
    pub(super) certainty: u16,
}

/// How surely nobody is to be credited where no words name a source.
const NOBODY: u16 = 850;

/// The same where words name one, but no party was found for them.
const NOT_FOUND: u16 = 500;

/// How surely a source that names somebody is read as that party, so that confidences are the shares of right attributions on the
/// development articles of world and web news.
const NAMED: u16 = 880;

/// How many parties one source may join: "Ruiz, Omar and Lee said".
const JOINT_LIMIT: usize = 8;

/// The outermost regions of speech with the relation that each is part of, by position.
pub(super) fn speech(
    article: &Article,
    quotes: &[QuoteReading],
) -> Vec<(Span, Option<RelationId>)> {
    let mut regions: Vec<(Span, Option<RelationId>)> = Vec::new();
    for (region, reading) in article.quotes.iter().zip(quotes) {
        let inner = regions
            .last()
            .is_some_and(|(last, _)| last.overlaps(region.span));
        if reading.kind == QuoteUse::Speech && !inner {
            regions.push((region.span, reading.relation));
        }
    }
    regions
}

/// Credits every relation, whose words `sayings` repeats for the chains, and settles what is said within quotation marks on the way.
pub(super) fn credit(
    sheet: &Sheet,
    relations: &[Relation],
    sayings: &[Saying],
    speech: &[(Span, Option<RelationId>)],
    chains: &mut Chains,
    model: &Model,
    notes: &mut Vec<Note>,
) -> Vec<Credit> {
    let quoted = |source: &Spans| {
        let at = speech.partition_point(|(span, _)| span.end() <= source.first().start());
        speech
            .get(at)
            .is_some_and(|(span, _)| span.overlaps(source.first()))
    };
    let mut credits: Vec<Credit> = relations
        .iter()
        .map(|relation| match &relation.source {
            Some(source) if !quoted(source) => named(sheet, chains, source),
            _ => Credit {
                parties: Vec::new(),
                certainty: NOBODY,
            },
        })
        .collect();
    carry_on(sheet.article, relations, &mut credits);
    let speakers: Vec<Vec<PartyId>> = speech
        .iter()
        .map(|(_, relation)| {
            relation.map_or_else(Vec::new, |relation| {
                credits[relation.0 as usize].parties.clone()
            })
        })
        .collect();
    let regions: Vec<Span> = speech.iter().map(|&(span, _)| span).collect();
    chains.settle_quoted(sheet, sayings, &regions, &speakers, model);
    for (relation, credit) in relations.iter().zip(&mut credits) {
        let Some(source) = &relation.source else {
            continue;
        };
        if quoted(source) {
            *credit = named(sheet, chains, source);
        }
        if credit.parties.is_empty() {
            open(sheet, chains, source, notes);
        }
    }
    credits
}

/// The heads of a source: its own head, a name before other words, and those joined to it.
fn heads(sheet: &Sheet, chains: &Chains, source: &Spans) -> Vec<TokenId> {
    let tokens = &sheet.analysis.tokens;
    let mut heads: Vec<TokenId> = Vec::new();
    for span in source.iter() {
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        let inside = |token: TokenId| (start..end).contains(&token.index());
        let rank = |token: TokenId| {
            let mention = &chains.mentions[chains.headed_by(token)?];
            let word = sheet.text(token.index());
            if mention.kind == MentionKind::Nominal && sets::SPANS_OF_TIME.has(word) {
                return None;
            }
            let person = mention
                .parties
                .first()
                .is_some_and(|party| chains.parties[party.index()].kind == PartyKind::Person);
            let subject = ArcSet::NOUN_SUBJECTS.has(tokens[token.index()].arc);
            let pronoun = mention.kind == MentionKind::Pronoun && !mention.parties.is_empty();
            let name = mention.kind == MentionKind::Name && person;
            let speaks = subject && (pronoun || name);
            Some((!speaks, mention.kind != MentionKind::Name, !person, token))
        };
        let top = (start..end)
            .filter(|&at| tokens[at].head.is_none_or(|head| !inside(head)))
            .filter_map(|at| rank(TokenId(at as u32)))
            .take(JOINT_LIMIT)
            .min();
        let titled = titled(sheet, chains, start..end);
        let Some(top) = titled.or(top.map(|(.., top)| top)) else {
            continue;
        };
        let first = heads.len();
        let top = apposed(sheet, chains, top, start..end).unwrap_or(top);
        heads.push(top);
        heads.extend(members(sheet, chains, top, end));
        for (at, token) in tokens.iter().enumerate().take(end).skip(start) {
            let joined = token.arc == Arc::Conj
                && token
                    .head
                    .is_some_and(|head| heads[first..].contains(&head));
            if joined && heads.len() < JOINT_LIMIT {
                heads.push(TokenId(at as u32));
            }
        }
    }
    heads
}

/// The person whose name stands beside a noun that is no name: "one of them, Ana Ruiz".
fn apposed(sheet: &Sheet, chains: &Chains, noun: TokenId, source: Range<usize>) -> Option<TokenId> {
    let name = |token: TokenId| {
        let mention = &chains.mentions[chains.headed_by(token)?];
        let party = &chains.parties[mention.parties.first()?.index()];
        (mention.kind == MentionKind::Name).then_some(party.kind)
    };
    if name(noun).is_some() {
        return None;
    }
    let tokens = source.clone().map(|at| TokenId(at as u32));
    tokens
        .filter(|token| {
            let token = &sheet.analysis.tokens[token.index()];
            token.arc == Arc::Appos
                && token
                    .head
                    .is_some_and(|head| source.contains(&head.index()))
        })
        .find(|&token| name(token) == Some(PartyKind::Person))
}

/// The person whose name ends a group of nouns and adjectives that tell who it is, whatever the parse makes of them:
/// "union boss and actor Ana Ruiz", "Harbor County Supervisor of Elections Ana Ruiz".
fn titled(sheet: &Sheet, chains: &Chains, source: Range<usize>) -> Option<TokenId> {
    let first = chains
        .mentions
        .partition_point(|mention| (mention.head.index()) < source.start);
    let names = || {
        let within = chains.mentions[first..].iter();
        within
            .take_while(|mention| mention.head.index() < source.end)
            .filter(|mention| mention.kind == MentionKind::Name)
    };
    let person = |mention: &Mention| {
        let party = mention.parties.first();
        party.is_some_and(|party| chains.parties[party.index()].kind == PartyKind::Person)
    };
    let tag = |at: usize| sheet.tag(at);
    let inside = |at: usize| names().any(|name| !person(name) && name.tokens.contains(at));
    let small = |at: usize| {
        let word = sheet.text(at);
        TagSet::COMMON_NOUNS.has(tag(at)) && word.starts_with(char::is_lowercase)
    };
    let article = matches!(tag(source.start), Tag::DT | Tag::PRPS);
    let proper = |at: usize| {
        tag(at) == Tag::NNP && !names().any(|name| person(name) && name.tokens.contains(at))
    };
    let describes = |at: usize| match tag(at) {
        Tag::NN | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::VBN | Tag::CD => true,
        Tag::DT | Tag::PRPS => at == source.start,
        Tag::POS => at + 1 < source.end,
        Tag::CC => {
            at > source.start
                && (small(at - 1) && small(at + 1) || proper(at - 1) && proper(at + 1))
        }
        // "Minister for Trade and Industry Ana Ruiz"
        Tag::IN => at > source.start && !article && TagSet::PROPER_NOUNS.has(tag(at - 1)),
        _ => inside(at),
    };
    names().filter(|name| person(name)).find_map(|name| {
        let (start, end) = (name.tokens.start as usize, name.tokens.end as usize);
        let before = start.checked_sub(1).filter(|&at| at >= source.start)?;
        let goes_on = sheet
            .analysis
            .tokens
            .get(end)
            .is_some_and(|token| token.tag == Tag::POS || TagSet::NOUNS.has(token.tag));
        let noun = TagSet::NOUNS.has(tag(before)) || inside(before);
        // "Mother of murder victim Ana Ruiz", "Spokesman for President Ana Ruiz" are somebody else.
        let hers = !(source.start..start).any(|at| tag(at) == Tag::IN && !inside(at))
            || !lexicon::PARTY_NOUNS.has(sheet.folded(before));
        let told = noun && hers && (source.start..start).all(describes);
        (told && name.tokens.len() > 1 && !goes_on).then_some(name.head)
    })
}

/// Those whom a description names as part of what it describes: "unions, including the Dockers", "critics like Ana Ruiz
/// and Omar Diallo", "the authors, who include Ana Ruiz". `end` is one past the last token of the source.
fn members(sheet: &Sheet, chains: &Chains, top: TokenId, end: usize) -> Vec<TokenId> {
    /// How far after the word that opens the list its first name begins, titles between.
    const NEAR: u32 = 4;
    let kind = |token: TokenId| Some(chains.mentions[chains.headed_by(token)?].kind);
    if kind(top) == Some(MentionKind::Name) {
        return Vec::new();
    }
    let sentence = sheet.sentences[sheet.sentence(top.index())];
    let last = (end as u32 + 1).min(sentence.end);
    let opens = |token: &u32| {
        let word = sheet.text(*token as usize);
        sets::MEMBERSHIP.has(word)
    };
    let first = (top.0 + 1..last).find(opens).and_then(|open| {
        let near = chains
            .mentions
            .partition_point(|mention| mention.head.0 <= open);
        let mut after = chains.mentions[near..].iter().take(NEAR as usize);
        after.find(|mention| {
            mention.kind == MentionKind::Name && mention.tokens.start <= open + NEAR
        })
    });
    let Some(first) = first else {
        return Vec::new();
    };
    // The next name may hang on the last word of the first: the Federation of [Dockers and the Teamsters].
    let words = first.tokens.numbers().map(TokenId);
    let others = words
        .flat_map(|word| sheet.analysis.children(word).iter().copied())
        .filter(|child| !first.tokens.contains(child.index()))
        .filter(|&child| {
            sheet.analysis.token(child).arc == Arc::Conj && kind(child) == Some(MentionKind::Name)
        });
    std::iter::once(first.head)
        .chain(others)
        .take(JOINT_LIMIT - 1)
        .collect()
}

/// The person behind "Ruiz's tweet" and "in his eyes": a human being who is named goes before what he or she wrote.
fn uttered_by(chains: &Chains, head: TokenId) -> Option<Vec<PartyId>> {
    let owner = chains.owner_of(head)?;
    let word = chains.word_of(head)?;
    let spoken = sets::UTTERANCES.has(word);
    (spoken && chains.parties[owner.index()].kind == PartyKind::Person).then(|| vec![owner])
}

/// The parties that the words of a source name.
fn named(sheet: &Sheet, chains: &Chains, source: &Spans) -> Credit {
    let mut credit = Credit {
        parties: Vec::new(),
        certainty: NAMED,
    };
    for head in heads(sheet, chains, source) {
        let Some(mention) = chains.headed_by(head) else {
            continue;
        };
        let mention = &chains.mentions[mention];
        let spoken_by = uttered_by(chains, head);
        for &party in spoken_by.as_ref().unwrap_or(&mention.parties) {
            if !credit.parties.contains(&party) {
                credit.parties.push(party);
                credit.certainty = credit.certainty.min(mention.certainty);
            }
        }
    }
    if credit.parties.is_empty() {
        // The parse and the source disagree: the first mention within the words, a name before others.
        let within = chains.mentions.iter().filter(|mention| {
            let token = &sheet.analysis.tokens[mention.head.index()];
            source.contains(token.span) && token.arc != Arc::NmodPoss && !mention.parties.is_empty()
        });
        let place = |mention: &&Mention| {
            let kind = |party: &PartyId| chains.parties[party.index()].kind;
            mention.parties.first().map(kind) == Some(PartyKind::Place)
        };
        let best = within.min_by_key(|mention| (place(mention), mention.kind, mention.head));
        if let Some(mention) = best {
            credit.parties.clone_from(&mention.parties);
            credit.certainty = mention.certainty.min(700);
        } else {
            credit.certainty = NOT_FOUND;
        }
    }
    credit
}

/// Gives a quotation without a source to the speaker of the one before, when they stand in one paragraph or in two
/// that follow each other.
fn carry_on(article: &Article, relations: &[Relation], credits: &mut [Credit]) {
    let paragraph = |at: usize| {
        article
            .paragraphs
            .partition_point(|paragraph| paragraph.span.start() <= at)
    };
    let mut running: Option<(usize, Vec<PartyId>)> = None;
    for (relation, credit) in relations.iter().zip(credits) {
        let extent = relation.content.extent();
        if relation.source.is_some() {
            let last = relation
                .cue
                .as_ref()
                .map_or(extent, |cue| extent.cover(cue.extent()));
            running = Some((paragraph(last.end()), credit.parties.clone()));
        } else if relation.kind == Kind::Direct
            && let Some((last, parties)) = &mut running
            && paragraph(extent.start()) <= *last + 1
        {
            credit.parties.clone_from(parties);
            credit.certainty = 800;
            *last = paragraph(extent.end());
        }
    }
}

/// Says why a source stays without a party.
fn open(sheet: &Sheet, chains: &Chains, source: &Spans, notes: &mut Vec<Note>) {
    let words = |party: PartyId| {
        let tokens = &chains.mentions[chains.parties[party.index()].best].tokens;
        let tokens = &sheet.analysis.tokens[tokens.start as usize..tokens.end as usize];
        let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
        sheet
            .article
            .slice(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    for head in heads(sheet, chains, source) {
        let said = sheet.text(head.index());
        let rivals = chains
            .headed_by(head)
            .and_then(|mention| chains.mentions[mention].rivals);
        if let Some((one, other)) = rivals {
            notes.push(Note {
                at: source.first(),
                code: "doubtful-speaker",
                message: format!("{said:?} may be {} or {}", words(one), words(other)).into(),
            });
        } else if sets::FIRST_PERSON_SOURCES.has(said) {
            notes.push(Note {
                at: source.first(),
                code: "first-person",
                message: "the author speaks in the first person; the author is no speaker".into(),
            });
        }
    }
}
