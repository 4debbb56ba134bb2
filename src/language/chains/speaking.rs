//! Who speaks where: what attributions tell the chains about each token.

use super::parties::Saying;
use crate::language::sheet::Sheet;
use crate::text::Span;

/// Who speaks where, per token.
pub(super) struct Speaking {
    /// For each token, one more than the saying whose source it is part of; 0 for none.
    sources: Vec<u32>,
    /// For each token, one more than the innermost saying whose content it is part of; 0 for none.
    contents: Vec<u32>,
    /// The head of each source.
    heads: Vec<Option<usize>>,
    /// For each token, whether it heads a source.
    speaking: Vec<bool>,
    /// For each token, one more than the index of the quotation that it stands in; 0 outside.
    quotations: Vec<u32>,
}

impl Speaking {
    /// Sets the speaking; `quotations`, the regions of speech, are sorted by position.
    pub(super) fn new(sheet: &Sheet, sayings: &[Saying], quotations: &[Span]) -> Self {
        let mut speaking = Self {
            sources: vec![0; sheet.len()],
            contents: vec![0; sheet.len()],
            heads: Vec::with_capacity(sayings.len()),
            speaking: vec![false; sheet.len()],
            quotations: vec![0; sheet.len()],
        };
        for (index, saying) in sayings.iter().enumerate() {
            let head = saying.source.and_then(|source| {
                for span in source.iter() {
                    speaking.sources[sheet.tokens_in(span).range()].fill(index as u32 + 1);
                }
                sheet.head_of(source.first())
            });
            if let Some(head) = head {
                speaking.speaking[head] = true;
            }
            speaking.heads.push(head);
        }
        let mut order: Vec<usize> = (0..sayings.len()).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(sayings[index].content.extent().len()));
        for index in order {
            for span in sayings[index].content.iter() {
                speaking.contents[sheet.tokens_in(span).range()].fill(index as u32 + 1);
            }
        }
        let mut next = 0;
        for (at, quotation) in speaking.quotations.iter_mut().enumerate() {
            let start = sheet.span(at).start();
            while next < quotations.len() && quotations[next].end() <= start {
                next += 1;
            }
            if quotations.get(next).is_some_and(|span| span.holds(start)) {
                *quotation = next as u32 + 1;
            }
        }
        speaking
    }

    /// One more than the index of the quotation around a token; 0 outside quotations.
    pub(super) fn quotation(&self, token: usize) -> usize {
        self.quotations[token] as usize
    }

    /// Whether a token is part of a source.
    pub(super) fn speaks(&self, token: usize) -> bool {
        self.sources[token] > 0
    }

    /// Whether a token heads a source.
    pub(super) fn heads_source(&self, token: usize) -> bool {
        self.speaking[token]
    }

    /// The head of the source of the saying whose content holds a token.
    pub(super) fn speaker_around(&self, token: usize) -> Option<usize> {
        let content = self.contents[token].checked_sub(1)?;
        self.heads[content as usize]
    }

    /// Whether `other` stands in the content of the saying whose source `token` is.
    pub(super) fn is_said_by(&self, other: usize, token: usize) -> bool {
        self.sources[token] > 0 && self.contents[other] == self.sources[token]
    }
}
