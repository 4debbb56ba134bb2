//! Words whose referent a claim does not tell, and claims that repeat an earlier one.

use super::Claim;
use crate::extract::speakers::SpeakerId;
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::lexicon::pronouns::Pronoun;
use crate::lexicon::sets;
use crate::text::Span;
use std::collections::BTreeMap;

/// Pronouns and demonstratives that point outside the words: third-person ones without a noun before them in the
/// claim, and first-person ones of an unknown speaker.
pub(super) fn unresolved(sheet: &Sheet, words: &[usize], claimants: &[SpeakerId]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut named = false;
    let mut counted = false;
    for (number, &at) in words.iter().enumerate() {
        let points = match sheet.tag(at) {
            Tag::PRP | Tag::PRPS => match Pronoun::free(sheet.lower(at)) {
                Some("I" | "we") => claimants.is_empty(),
                Some("he" | "she") => !named,
                Some("it") if is_dummy(sheet, at) => false,
                Some("it" | "they") => !(named || counted),
                _ => false,
            },
            Tag::DT if is_relative(sheet, at) => false,
            Tag::DT if sets::DEMONSTRATIVES.has(sheet.lower(at)) => {
                let next = words.get(number + 1).map(|&next| sheet.tag(next));
                !matches!(
                    next,
                    Some(Tag::NN | Tag::NNS | Tag::NNP | Tag::JJ | Tag::CD | Tag::IN | Tag::WP)
                )
            }
            _ => false,
        };
        if points {
            found.push(sheet.span(at));
        }
        named |= TagSet::PROPER_NOUNS.has(sheet.tag(at));
        counted |= TagSet::COMMON_NOUNS.has(sheet.tag(at));
    }
    found
}

/// "it is unlikely that", "it rains": an "it" that stands for nothing before.
fn is_dummy(sheet: &Sheet, at: usize) -> bool {
    sheet.arc(at) == Arc::Expl
        || sheet.head(at).is_some_and(|head| {
            sheet.tag(head) == Tag::JJ
                && sheet.children(head).any(|child| {
                    matches!(sheet.arc(child), Arc::Ccomp | Arc::Xcomp | Arc::Csubj)
                        || sheet.arc(child) == Arc::Advcl
                            && sheet
                                .children(child)
                                .any(|mark| matches!(sheet.lower(mark), "if" | "whether" | "that"))
                })
        })
}

/// "things that matter": a "that" which only joins a relative clause to its noun.
fn is_relative(sheet: &Sheet, at: usize) -> bool {
    sheet.lower(at) == "that"
        && sheet
            .head(at)
            .is_some_and(|verb| sheet.arc(verb) == Arc::AclRelcl)
}

/// For each claim, the first earlier one of the same claimants with the same content words.
pub(super) fn restated(claims: &[Claim], contents: &[Vec<String>]) -> Vec<Option<usize>> {
    let mut first: BTreeMap<(&[SpeakerId], &[String]), usize> = BTreeMap::new();
    claims
        .iter()
        .zip(contents)
        .enumerate()
        .map(|(number, (claim, content))| {
            if content.len() < 2 {
                return None;
            }
            let key = (claim.claimants.as_slice(), content.as_slice());
            let earlier = *first.entry(key).or_insert(number);
            (earlier < number).then_some(earlier)
        })
        .collect()
}

/// The content words of a claim, each once, in the order of the alphabet.
pub(super) fn content(sheet: &Sheet, words: &[usize]) -> Vec<String> {
    let mut content: Vec<String> = words
        .iter()
        .filter(|&&at| {
            matches!(
                sheet.tag(at),
                Tag::CD
                    | Tag::JJ
                    | Tag::JJR
                    | Tag::JJS
                    | Tag::NN
                    | Tag::NNS
                    | Tag::NNP
                    | Tag::NNPS
                    | Tag::VB
                    | Tag::VBD
                    | Tag::VBG
                    | Tag::VBN
                    | Tag::VBP
                    | Tag::VBZ
            ) && !matches!(sheet.printed_lemma(at), "be" | "have" | "do")
                || sets::NEGATIVES.has(sheet.lower(at))
        })
        .map(|&at| sheet.printed_lemma(at).to_lowercase())
        .collect();
    content.sort_unstable();
    content.dedup();
    content
}
