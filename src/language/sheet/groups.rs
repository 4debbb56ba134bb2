//! Ways around a noun: the group that it heads, what it is joined to, the token that heads some words.

use super::Sheet;
use crate::language::{Arc, Tag};
use crate::language::{ArcSet, TagSet};
use crate::lexicon::sets;
use crate::text::Span;

/// How many tokens a word group is looked at to either side of its head.
pub const GROUP_REACH: usize = 12;

const CASE: ArcSet = ArcSet::of(&[Arc::Case]);

impl Sheet<'_> {
    /// The token this one depends on by way of coordination, if any: of "Ruiz" in "Omar and Ruiz", "Omar".
    #[must_use]
    pub fn first_conjunct(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..GROUP_REACH {
            match self.head(at) {
                Some(head) if self.arc(at) == Arc::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// The token that heads a span: the first noun, pronoun or number of it whose own head lies outside, else the last noun.
    #[must_use]
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let range = self.tokens_in(span).range();
        let outside = |token: &usize| match self.head(*token) {
            Some(head) => !range.contains(&head),
            None => true,
        };
        range
            .clone()
            .filter(|&token| TagSet::NOMINALS.has(self.tag(token)))
            .find(outside)
            .or_else(|| {
                // "some of his rivals", "those around her"
                range
                    .clone()
                    .filter(|&token| sets::SOME_OUT_OF_MANY.has(self.folded(token)))
                    .find(outside)
            })
            .or_else(|| {
                range
                    .clone()
                    .filter(|&token| TagSet::NOUNS.has(self.tag(token)))
                    .take(GROUP_REACH)
                    .last()
            })
            .or_else(|| {
                range
                    .clone()
                    .find(|&token| TagSet::NOMINALS.has(self.tag(token)))
            })
            .or_else(|| range.clone().find(outside))
    }

    /// The leftmost token of the group that this noun heads: its determiners, adjectives and possessors.
    #[must_use]
    pub fn group_start(&self, head: usize) -> usize {
        let mut start = head;
        let mut at = head;
        for _ in 0..GROUP_REACH {
            let before = self.children(at).find(|&child| {
                child < start
                    && child + GROUP_REACH > head
                    && self.folded(child) != "least"
                    && !is_clock(self.folded(child))
                    && ArcSet::BEFORE_NOUN.has(self.arc(child))
            });
            let Some(before) = before else { break };
            start = before;
            at = before;
        }
        start
    }

    /// One past the last token of the group that this noun heads, with an "of", "for", "at" or "from" phrase.
    #[must_use]
    pub fn group_end(&self, head: usize) -> usize {
        let mut end = head + 1;
        if sets::SOME_OUT_OF_MANY.has(self.folded(head)) {
            // "those close to him", "those who left early"
            let sentence = self.sentences[self.sentence(head)];
            let far = (head + GROUP_REACH).min(sentence.end as usize);
            let inside = |token: usize| {
                let mut at = token;
                (0..GROUP_REACH).any(|_| match self.head(at) {
                    Some(next) => {
                        at = next;
                        at == head
                    }
                    None => false,
                })
            };
            let relative = (end..far).find(|&token| matches!(self.tag(token), Tag::WP | Tag::WDT));
            let goes_on = |token: usize| match self.tag(token) {
                Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD | Tag::PRP => {
                    relative.is_some_and(|relative| relative < token)
                }
                _ => {
                    self.folded(token).contains(char::is_alphanumeric) && self.folded(token) != "as"
                }
            };
            let rest = (end..far).take_while(|&token| goes_on(token) && inside(token));
            let whole = rest.last().map_or(end, |last| last + 1);
            if whole < far || whole == sentence.end as usize {
                return whole;
            }
        }
        for child in self.children(head).filter(|&child| child > head) {
            if self.arc(child) != Arc::Nmod || child > end + 5 {
                continue;
            }
            let Some(case) = self.child(child, CASE) else {
                continue;
            };
            if case != end || !sets::ADJUNCTS_OF_NOUNS.has(self.folded(case)) {
                continue;
            }
            end = child + 1;
            let inner = self.children(child).find(|&inner| {
                inner > child
                    && self.arc(inner) == Arc::Nmod
                    && self.child(inner, CASE) == Some(end)
                    && inner < end + 5
            });
            if let Some(inner) = inner {
                end = inner + 1;
            }
        }
        end.min(head + GROUP_REACH)
    }
}

/// Whether a word is a time of day with its minutes, "08.32", as entries of a live blog begin.
#[must_use]
pub fn is_clock(word: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['.', ':']).is_some_and(|(hour, minute)| {
        (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute)
    })
}
