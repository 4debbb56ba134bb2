//! An analyzed article as the claims see it: words in lower case, dictionary forms, verb groups.

use crate::language::{Analysis, Arc, Tag, TokenId, lemma};
use crate::parse::Article;
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// The columns of an article that every part of this stage looks at. Tokens are plain indices here.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) analysis: &'a Analysis,
    lower: Vec<Cow<'a, str>>,
    lemmas: Vec<Cow<'a, str>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(article: &'a Article<'a>, analysis: &'a Analysis) -> Self {
        let lower = |token: &crate::language::Token| lowered(article.slice(token.span));
        let lemmas = |token: &crate::language::Token| lemma(article.slice(token.span), token.tag);
        Self {
            article,
            analysis,
            lower: analysis.tokens.iter().map(lower).collect(),
            lemmas: analysis.tokens.iter().map(lemmas).collect(),
        }
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.analysis.tokens[at].tag
    }

    pub(super) fn arc(&self, at: usize) -> Arc {
        self.analysis.tokens[at].arc
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.analysis.tokens[at].head.map(TokenId::index)
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.analysis.tokens[at].span
    }

    /// The word in lower case, apostrophes straight.
    pub(super) fn lower(&self, at: usize) -> &str {
        &self.lower[at]
    }

    pub(super) fn lemma(&self, at: usize) -> &str {
        &self.lemmas[at]
    }

    pub(super) fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let id = TokenId(at as u32);
        self.analysis.children(id).iter().map(|child| child.index())
    }

    pub(super) fn child(&self, at: usize, arcs: &[Arc]) -> Option<usize> {
        self.children(at)
            .find(|&child| arcs.contains(&self.arc(child)))
    }

    /// Its tokens from the first to the last that hangs on it.
    pub(super) fn subtree(&self, at: usize) -> Range<usize> {
        let range = self.analysis.subtree(TokenId(at as u32));
        range.start as usize..range.end as usize
    }

    pub(super) fn sentence(&self, number: usize) -> Range<usize> {
        let range = &self.analysis.sentences[number];
        range.start as usize..range.end as usize
    }

    pub(super) fn sentence_of(&self, at: usize) -> Range<usize> {
        self.sentence(self.analysis.sentence_of(TokenId(at as u32)))
    }

    /// Whether it is a word, a number or a sign read aloud, not punctuation.
    pub(super) fn is_word(&self, at: usize) -> bool {
        !matches!(
            self.tag(at),
            Tag::Open | Tag::Close | Tag::Comma | Tag::Stop | Tag::Colon | Tag::Left | Tag::Right
        ) && self
            .lower(at)
            .chars()
            .any(|c| c.is_alphanumeric() || matches!(c, '%' | '$' | '€' | '£' | '¥' | '₹'))
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        matches!(
            self.tag(at),
            Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
        )
    }

    /// The verb of its group that carries the tense: itself, an auxiliary or a copula. A participle that has a subject
    /// and no auxiliary counts: headlines leave the auxiliary out, and taggers take the plain past for it.
    pub(super) fn finite(&self, at: usize) -> Option<usize> {
        let tensed = |at: usize| matches!(self.tag(at), Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD);
        let mut helpers = self.helpers(at).peekable();
        let bare = helpers.peek().is_none();
        helpers.find(|&helper| tensed(helper)).or_else(|| {
            let past = bare && self.tag(at) == Tag::VBN && self.child(at, &[Arc::Nsubj]).is_some();
            (tensed(at) || past).then_some(at)
        })
    }

    /// Auxiliaries and copula, in order.
    pub(super) fn helpers(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(at)
            .filter(|&child| matches!(self.arc(child), Arc::Aux | Arc::Auxpass | Arc::Cop))
    }

    pub(super) fn subject(&self, at: usize) -> Option<usize> {
        self.child(
            at,
            &[
                Arc::Nsubj,
                Arc::Nsubjpass,
                Arc::Csubj,
                Arc::Csubjpass,
                Arc::Expl,
            ],
        )
    }

    /// The subordinating word of a clause.
    pub(super) fn mark(&self, at: usize) -> Option<usize> {
        self.child(at, &[Arc::Mark])
            .filter(|&mark| self.tag(mark) != Tag::TO)
    }

    /// Whether the clause is an infinitive with "to".
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        self.children(at).any(|child| {
            self.tag(child) == Tag::TO && matches!(self.arc(child), Arc::Mark | Arc::Aux)
        })
    }

    pub(super) fn is_personal_pronoun(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::PRP | Tag::PRPS)
    }
}

/// In lower case and with straight apostrophes.
fn lowered(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(word);
    }
    let straight = |c| if matches!(c, '’' | '‘') { '\'' } else { c };
    Cow::Owned(
        word.chars()
            .map(straight)
            .flat_map(char::to_lowercase)
            .collect(),
    )
}
