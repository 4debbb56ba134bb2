//! Pages of letters: each letter is signed below, and its "I" is the one who signs.

use super::nouns::is_mark;
use super::parties::{Chains, MentionKind, PartyId, PartyKind};
use crate::language::Tag;
use crate::language::sheet::Sheet;

/// How many tokens a line that signs a letter has at most: "Ana Ruiz, Port Louis, Mauritius".
const LINE: usize = 10;

/// How many paragraphs a letter has at most.
const LETTER: usize = 12;

/// Whose letter each paragraph belongs to, by the index of the paragraph; empty where the article has no letters.
pub(super) fn signers(sheet: &Sheet, chains: &Chains) -> Vec<Option<PartyId>> {
    let mut signed: Vec<(usize, PartyId)> = Vec::new();
    for (index, mention) in chains.mentions.iter().enumerate() {
        if mention.kind != MentionKind::Name || mention.tokens.len() < 2 {
            continue;
        }
        let first = mention.tokens.start as usize;
        let paragraph = sheet.paragraph(first);
        let person = chains.foreseen.get(index).copied().flatten();
        let person = person.filter(|party| {
            chains.parties[party.index()].kind == PartyKind::Person && paragraph > 0
        });
        if let Some(party) = person
            && is_signature(sheet, first, mention.tokens.end as usize)
        {
            signed.push((paragraph, party));
        }
    }
    let heading = |paragraph: usize| {
        let line = sheet
            .article
            .slice(sheet.article.paragraphs[paragraph - 1].span);
        line.len() < 30 && line.to_lowercase().starts_with("letter")
    };
    let count = sheet.article.paragraphs.len();
    if signed.is_empty() || signed.len() < 2 && !(1..=count.min(3)).any(heading) {
        return Vec::new();
    }
    let mut signers = vec![None; count + 1];
    let mut start = 1;
    for (paragraph, party) in signed {
        let first = start.max(paragraph.saturating_sub(LETTER));
        signers[first..=paragraph].fill(Some(party));
        start = paragraph + 1;
    }
    signers
}

/// Whether a name opens a paragraph that has nothing but names and places in it.
fn is_signature(sheet: &Sheet, first: usize, end: usize) -> bool {
    let paragraph = sheet.paragraph(first);
    let span = sheet.article.paragraphs[paragraph - 1].span;
    let tokens = sheet.tokens_in(span).range();
    let plain = |token: usize| {
        is_mark(sheet.folded(token)) || matches!(sheet.tag(token), Tag::NNP | Tag::NNPS | Tag::CD)
    };
    tokens.len() <= LINE
        && (tokens.start..first).all(|token| is_mark(sheet.folded(token)))
        && (end..tokens.end).all(plain)
}
