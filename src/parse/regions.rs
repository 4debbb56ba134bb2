//! Quotation regions being gathered: what pairing found, in any order, until it is sorted and numbered.

use super::marks::{Family, Mark, Style};
use super::surface::surface;
use super::{QuoteId, QuoteRegion};
use crate::text::{Note, Span};

/// So many notes of one kind are written; an article of a million open marks needs no million notes.
pub(super) const NOTE_LIMIT: usize = 20;

/// A region before its number is known.
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) inside: Span,
    pub(super) continues: Option<usize>,
    pub(super) kept: bool,
}

/// A quotation that the paragraph before left open.
pub(super) struct OpenQuote {
    pub(super) draft: usize,
    pub(super) family: Family,
    pub(super) style: Style,
    /// Paragraphs without a double mark since.
    pub(super) silent: usize,
}

#[derive(Default)]
pub(super) struct Found {
    pub(super) drafts: Vec<Draft>,
    pub(super) notes: Vec<Note>,
    pub(super) broken: Option<Span>,
    pub(super) opened: usize,
    pub(super) strays: usize,
}

impl Found {
    /// Adds a region; returns its index.
    pub(super) fn push(&mut self, span: Span, inside: Span, continues: Option<usize>) -> usize {
        self.drafts.push(Draft {
            span,
            inside,
            continues,
            kept: true,
        });
        self.drafts.len() - 1
    }

    pub(super) fn leave_open(&mut self, open: &OpenQuote) {
        let draft = &self.drafts[open.draft];
        if draft.kept {
            self.note_open(draft.span);
        }
    }

    pub(super) fn note_open(&mut self, span: Span) {
        self.opened += 1;
        if self.opened <= NOTE_LIMIT {
            self.notes.push(Note {
                at: span,
                code: "open-quote",
                message: "a quotation is opened and not closed".into(),
            });
        }
    }

    pub(super) fn stray(&mut self, mark: &Mark) {
        self.strays += 1;
        if self.strays <= NOTE_LIMIT {
            self.notes.push(Note {
                at: mark.span,
                code: "stray-quote",
                message: "a quotation mark closes nothing".into(),
            });
        }
    }

    /// Sorts the regions, numbers them and says which lies within which.
    pub(super) fn settle(mut self, text: &str) -> (Vec<QuoteRegion>, Vec<Note>) {
        let mut order: Vec<usize> = (0..self.drafts.len())
            .filter(|&i| {
                let draft = &self.drafts[i];
                draft.kept && !text[draft.inside.range()].trim().is_empty()
            })
            .collect();
        order.sort_by_key(|&i| {
            let span = self.drafts[i].span;
            (span.start(), std::cmp::Reverse(span.end()))
        });
        let mut numbers = vec![None; self.drafts.len()];
        for (number, &i) in order.iter().enumerate() {
            numbers[i] = u32::try_from(number).ok().map(QuoteId);
        }
        let mut around: Vec<(Span, QuoteId)> = Vec::new();
        let mut regions = Vec::with_capacity(order.len());
        for &i in &order {
            let draft = &self.drafts[i];
            while around
                .last()
                .is_some_and(|(span, _)| span.end() <= draft.span.start())
            {
                around.pop();
            }
            regions.push(QuoteRegion {
                span: draft.span,
                inside: draft.inside,
                continues: draft.continues.and_then(|before| numbers[before]),
                within: around.last().map(|&(_, id)| id),
                surface: surface(text, draft.span, draft.inside),
            });
            around.extend(numbers[i].map(|id| (draft.span, id)));
        }
        if let Some(at) = self.broken {
            self.notes.push(Note {
                at,
                code: "mojibake",
                message: "characters were garbled by a wrong encoding; quotation marks were read all the same".into(),
            });
        }
        self.notes.sort();
        (regions, self.notes)
    }
}
