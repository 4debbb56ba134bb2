//! Ways around a clause: its verb group, its subject, the word that joins it to the clause above.

use super::Sheet;
use crate::language::{Arc, Tag};
use crate::language::{ArcSet, TagSet};

impl Sheet<'_> {
    /// Whether it is a word, a number or a sign read aloud, not punctuation.
    #[must_use]
    pub fn is_read_aloud(&self, at: usize) -> bool {
        let aloud = |c: char| c.is_alphanumeric() || matches!(c, '%' | '$' | '€' | '£' | '¥' | '₹');
        !TagSet::MARKS.has(self.tag(at)) && self.lower(at).chars().any(aloud)
    }

    /// The verb of its group that carries the tense: itself, an auxiliary or a copula. A participle that has a subject
    /// and no auxiliary counts: headlines leave the auxiliary out, and taggers take the plain past for it.
    #[must_use]
    pub fn finite(&self, at: usize) -> Option<usize> {
        let tensed = |at: usize| TagSet::FINITE.has(self.tag(at));
        let mut helpers = self.helpers(at).peekable();
        let bare = helpers.peek().is_none();
        helpers.find(|&helper| tensed(helper)).or_else(|| {
            let subject = || self.child(at, Arc::Nsubj);
            let past = bare && self.tag(at) == Tag::VBN && subject().is_some();
            (tensed(at) || past).then_some(at)
        })
    }

    /// Auxiliaries and copula, in order.
    pub fn helpers(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(at)
            .filter(|&child| ArcSet::HELPERS.has(self.arc(child)))
    }

    /// The subject of a clause.
    #[must_use]
    pub fn subject(&self, at: usize) -> Option<usize> {
        self.child(at, ArcSet::SUBJECTS)
    }

    /// The subordinating word of a clause.
    #[must_use]
    pub fn mark(&self, at: usize) -> Option<usize> {
        self.child(at, Arc::Mark)
            .filter(|&mark| self.tag(mark) != Tag::TO)
    }

    /// Whether the clause is an infinitive with "to".
    #[must_use]
    pub fn is_infinitive(&self, at: usize) -> bool {
        self.children(at).any(|child| {
            self.tag(child) == Tag::TO && matches!(self.arc(child), Arc::Mark | Arc::Aux)
        })
    }
}
