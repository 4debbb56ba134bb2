//! What words tell of parties by themselves: nouns that describe, given names, political sides, capitals.

use super::parties::Gender;
use crate::language::Tag;
use crate::language::sheet::Sheet;
use crate::lexicon;
use std::ops::Range;

/// The class of party that a noun describes and the gender it tells, by the lexicon.
pub(super) fn party_noun(word: &str) -> Option<(&'static str, Option<Gender>)> {
    let fields = lexicon::PARTY_NOUNS.get(word).or_else(|| {
        // "co-founder" and "vice-chairman" are in the list by their last part.
        word.rsplit_once('-')
            .and_then(|(_, last)| lexicon::PARTY_NOUNS.get(last))
    })?;
    let mut fields = fields.split('\t');
    let class = fields.next()?;
    Some((class, gender_of(fields.next())))
}

pub(super) fn gender_of(field: Option<&str>) -> Option<Gender> {
    match field {
        Some("F") => Some(Gender::Female),
        Some("M") => Some(Gender::Male),
        _ => None,
    }
}

/// The usual gender of a given name.
pub(super) fn given_gender(word: &str) -> Option<Gender> {
    let usual = |word: &str| match lexicon::GIVEN_NAMES.get(word)? {
        "F" | "f" => Some(Gender::Female),
        "M" | "m" => Some(Gender::Male),
        _ => None,
    };
    usual(word)
        .or_else(|| usual(word.split('-').next()?))
        .or_else(|| match lexicon::GIVEN_NAMES.has(word) {
            true => None,
            false => usual(lexicon::NICKNAMES.get(word)?.split(';').next()?),
        })
}

pub(super) fn is_given(word: &str) -> bool {
    lexicon::GIVEN_NAMES.has(word) || lexicon::NICKNAMES.has(word)
}

pub(super) fn starts_upper(sheet: &Sheet, token: usize) -> bool {
    let span = sheet.analysis.tokens[token].span;
    sheet
        .article
        .slice(span)
        .chars()
        .next()
        .is_some_and(char::is_uppercase)
}

pub(super) fn is_mark(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

/// Whether most words of the sentence begin with a capital, as in headlines.
pub(super) fn title_cased(sheet: &Sheet, token: usize) -> bool {
    let range = sheet.sentences[sheet.sentence(token)];
    let words = range.start as usize..(range.end as usize).min(range.start as usize + 40);
    let long = |token: &usize| sheet.folded(*token).len() > 3;
    let upper = words
        .clone()
        .filter(long)
        .filter(|&token| starts_upper(sheet, token))
        .count();
    2 * upper > words.filter(long).count()
}

/// Whether two nouns may describe one party: "lawyer" and "attorney".
pub(super) fn are_kin(one: &str, other: &str) -> bool {
    let keys = |word: &'static str| word.split(';');
    match (lexicon::PARTY_KIN.get(one), lexicon::PARTY_KIN.get(other)) {
        (Some(ones), Some(others)) => {
            keys(ones).any(|key| key != "any" && keys(others).any(|other| key == other))
        }
        _ => false,
    }
}

/// The political side that a word names, for words that exclude each other.
pub(super) fn side(word: &str) -> Option<&'static str> {
    lexicon::POLITICAL_SIDES.get(word)
}

pub(super) fn are_opposed(modifier: &str, others: &[String]) -> bool {
    let Some(mine) = side(modifier) else {
        return false;
    };
    others
        .iter()
        .any(|other| side(other).is_some_and(|theirs| theirs != mine))
}

/// The words among some tokens that have a capital and name no political side: "Ohio" of "the former Ohio governor".
pub(super) fn places(sheet: &Sheet, tokens: Range<usize>) -> Vec<String> {
    let place = |&token: &usize| {
        matches!(sheet.tag(token), Tag::NNP | Tag::NNPS | Tag::JJ)
            && starts_upper(sheet, token)
            && (sheet.tag(token) == Tag::NNP
                || !sheet.is_initial(token) && !title_cased(sheet, token))
            && side(sheet.folded(token)).is_none()
            && party_noun(sheet.folded(token)).is_none()
            && !lexicon::TITLES.has(sheet.folded(token))
    };
    tokens
        .filter(place)
        .map(|token| sheet.folded(token).to_owned())
        .collect()
}
