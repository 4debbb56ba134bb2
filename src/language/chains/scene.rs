//! An analysis prepared for looking around in: folded words, the sentence and paragraph of a token, its dependents.

use crate::language::{Analysis, Arc, Tag, TokenId};
use crate::parse::Article;
use crate::text::{Span, chars};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// How many tokens a word group is looked at to either side of its head.
pub(super) const GROUP_REACH: usize = 12;

/// Lower case without diacritics, invisible characters and the full stops at its end; curly apostrophes made straight.
pub(super) fn fold(word: &str) -> String {
    let folded: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkd()
            .filter(|&c| !chars::is_invisible(c) && !('\u{300}'..='\u{36f}').contains(&c))
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect()
    };
    let end = folded.trim_end_matches('.').len();
    if end == 0 {
        return folded;
    }
    let mut folded = folded;
    folded.truncate(end);
    folded
}

/// The article as the finding of mentions sees it.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) analysis: &'a Analysis,
    /// The words, folded.
    pub(super) words: Vec<String>,
    /// The index of the sentence of each token.
    sentences: Vec<u32>,
    /// The index of the paragraph of each token; 0 is the header.
    paragraphs: Vec<u32>,
    /// For each token, one more than the index of the quotation that it stands in; 0 outside.
    quotations: Vec<u32>,
    /// Words that stand in lower case somewhere in the article.
    common: HashSet<String>,
    /// `children[first[t]..first[t + 1]]` depend on token `t`, in order.
    first: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Scene<'a> {
    /// Prepares an analysis; `quotations` are sorted by position.
    pub(super) fn new(article: &'a Article, analysis: &'a Analysis, quotations: &[Span]) -> Self {
        let tokens = &analysis.tokens;
        let words: Vec<String> = tokens
            .iter()
            .map(|token| fold(article.slice(token.span)))
            .collect();
        let common = tokens
            .iter()
            .zip(&words)
            .filter(|(token, _)| article.slice(token.span).starts_with(char::is_lowercase))
            .map(|(_, word)| word.clone())
            .collect();
        let mut sentences = vec![0; tokens.len()];
        for (index, range) in analysis.sentences.iter().enumerate() {
            for token in range.clone() {
                sentences[token as usize] = index as u32;
            }
        }
        let mut paragraphs = Vec::with_capacity(tokens.len());
        let mut paragraph = 0;
        let mut inside = Vec::with_capacity(tokens.len());
        let mut next = 0;
        for token in tokens {
            let at = token.span.start();
            while paragraph < article.paragraphs.len()
                && article.paragraphs[paragraph].span.start() <= at
            {
                paragraph += 1;
            }
            paragraphs.push(paragraph as u32);
            while next < quotations.len() && quotations[next].end() <= at {
                next += 1;
            }
            let holds = quotations.get(next).is_some_and(|span| span.holds(at));
            inside.push(if holds { next as u32 + 1 } else { 0 });
        }
        let mut first = vec![0; tokens.len() + 1];
        for token in tokens {
            if let Some(head) = token.head {
                first[head.index() + 1] += 1;
            }
        }
        for at in 0..tokens.len() {
            first[at + 1] += first[at];
        }
        let mut fill = first.clone();
        let mut children = vec![0; first[tokens.len()] as usize];
        for (index, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[fill[head.index()] as usize] = index as u32;
                fill[head.index()] += 1;
            }
        }
        Self {
            article,
            analysis,
            words,
            sentences,
            paragraphs,
            quotations: inside,
            common,
            first,
            children,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.analysis.tokens.len()
    }

    pub(super) fn tag(&self, token: usize) -> Tag {
        self.analysis.tokens[token].tag
    }

    pub(super) fn arc(&self, token: usize) -> Arc {
        self.analysis.tokens[token].arc
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.analysis.tokens[token].head.map(TokenId::index)
    }

    pub(super) fn word(&self, token: usize) -> &str {
        &self.words[token]
    }

    pub(super) fn sentence(&self, token: usize) -> usize {
        self.sentences[token] as usize
    }

    pub(super) fn paragraph(&self, token: usize) -> usize {
        self.paragraphs[token] as usize
    }

    /// Whether a token begins its sentence, marks aside: its capital says nothing.
    pub(super) fn is_initial(&self, token: usize) -> bool {
        let start = self.analysis.sentences[self.sentence(token)].start as usize;
        token < start + 3
            && self.words[start..token]
                .iter()
                .all(|word| !word.contains(char::is_alphanumeric))
    }

    /// Whether a word stands in lower case somewhere in the article.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// One more than the index of the quotation around a token; 0 outside quotations.
    pub(super) fn quotation(&self, token: usize) -> usize {
        self.quotations[token] as usize
    }

    /// The tokens that depend on this one, in order.
    pub(super) fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.children[self.first[token] as usize..self.first[token + 1] as usize]
            .iter()
            .map(|&child| child as usize)
    }

    /// The first dependent with one of these relations.
    pub(super) fn child(&self, token: usize, arcs: &[Arc]) -> Option<usize> {
        self.children(token)
            .find(|&child| arcs.contains(&self.arc(child)))
    }

    /// The token this one depends on by way of coordination, if any: of "Ruiz" in "Omar and Ruiz", "Omar".
    pub(super) fn first_conjunct(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..GROUP_REACH {
            match self.head(at) {
                Some(head) if self.arc(at) == Arc::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// The tokens that share a byte with a span.
    pub(super) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let all = &self.analysis.tokens;
        let start = all.partition_point(|token| token.span.end() <= span.start());
        let end = all.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// The token that heads a span: the first noun, pronoun or number of it whose own head lies outside, else the last noun.
    pub(super) fn head_of(&self, span: Span) -> Option<usize> {
        let range = self.tokens_in(span);
        let outside = |token: &usize| match self.head(*token) {
            Some(head) => !range.contains(&head),
            None => true,
        };
        range
            .clone()
            .filter(|&token| is_nominal(self.tag(token)))
            .find(outside)
            .or_else(|| {
                // "some of his rivals", "those around her"
                range
                    .clone()
                    .filter(|&token| is_share(self.word(token)))
                    .find(outside)
            })
            .or_else(|| {
                range
                    .clone()
                    .filter(|&token| is_noun(self.tag(token)))
                    .take(GROUP_REACH)
                    .last()
            })
            .or_else(|| range.clone().find(|&token| is_nominal(self.tag(token))))
            .or_else(|| range.clone().find(outside))
    }

    /// The leftmost token of the group that this noun heads: its determiners, adjectives and possessors.
    pub(super) fn group_start(&self, head: usize) -> usize {
        let mut start = head;
        let mut at = head;
        for _ in 0..GROUP_REACH {
            let before = self.children(at).find(|&child| {
                child < start
                    && child + GROUP_REACH > head
                    && self.word(child) != "least"
                    && !is_clock(self.word(child))
                    && matches!(
                        self.arc(child),
                        Arc::Det
                            | Arc::DetPredet
                            | Arc::Amod
                            | Arc::Compound
                            | Arc::Nummod
                            | Arc::NmodPoss
                            | Arc::NmodNpmod
                    )
            });
            let Some(before) = before else { break };
            start = before;
            at = before;
        }
        start
    }

    /// One past the last token of the group that this noun heads, with an "of", "for", "at" or "from" phrase.
    pub(super) fn group_end(&self, head: usize) -> usize {
        let mut end = head + 1;
        if is_share(self.word(head)) {
            // "those close to him", "those who left early"
            let sentence = &self.analysis.sentences[self.sentence(head)];
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
                _ => self.word(token).contains(char::is_alphanumeric) && self.word(token) != "as",
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
            let Some(case) = self.child(child, &[Arc::Case]) else {
                continue;
            };
            if case != end || !matches!(self.word(case), "of" | "for" | "at" | "from") {
                continue;
            }
            end = child + 1;
            let inner = self.children(child).find(|&inner| {
                inner > child
                    && self.arc(inner) == Arc::Nmod
                    && self.child(inner, &[Arc::Case]) == Some(end)
                    && inner < end + 5
            });
            if let Some(inner) = inner {
                end = inner + 1;
            }
        }
        end.min(head + GROUP_REACH)
    }
}

/// Whether a word stands for some out of many: "some", "those".
pub(super) fn is_share(word: &str) -> bool {
    matches!(
        word,
        "all"
            | "any"
            | "both"
            | "each"
            | "few"
            | "half"
            | "many"
            | "most"
            | "none"
            | "others"
            | "several"
            | "some"
            | "these"
            | "those"
    )
}

/// Whether a word is a time of day with its minutes, "08.32", as entries of a live blog begin.
pub(super) fn is_clock(word: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['.', ':']).is_some_and(|(hour, minute)| {
        (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute)
    })
}

pub(super) fn is_noun(tag: Tag) -> bool {
    matches!(tag, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
}

/// Whether a word of this class can head a source.
fn is_nominal(tag: Tag) -> bool {
    is_noun(tag)
        || matches!(
            tag,
            Tag::PRP | Tag::PRPS | Tag::WP | Tag::WPS | Tag::WDT | Tag::CD | Tag::FW
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_without_case_accents_and_final_stops() {
        for (word, folded) in [
            ("García", "garcia"),
            ("Sen.", "sen"),
            ("U.S.", "u.s"),
            ("’s", "'s"),
            ("...", "..."),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
