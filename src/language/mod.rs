//! English analysis: tokens, parts of speech, dependencies and names.
//!
//! The convention is that of CoreNLP on news: Penn Treebank tokens and tags, early Universal Dependencies relations
//! (`nmod`, `dobj`, `auxpass`), because 710,000 tokens of news exist in it and news is what this program reads.

pub mod chains;
pub mod features;
mod lemma;
mod lex;
pub mod model;
mod tags;
#[cfg(feature = "train")]
pub mod train;
mod tree;

pub use lemma::lemma;
pub use lex::lex;
pub use tags::{Arc, Tag};

use crate::parse::Article;
use crate::text::Span;
use std::ops::Range;

/// Index of a token in [`Analysis::tokens`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

impl TokenId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word or a mark, with its place in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
    /// The token it depends on; `None` for the root of a sentence.
    pub head: Option<TokenId>,
    /// How it depends on it.
    pub arc: Arc,
}

/// A name: a run of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens; a title before it is not part of it.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum NameKind {
    Person,
    Organization,
    Place,
    Other,
}

/// The analysis of one article: of its headline, deck and body, in that order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence, as [`Article::sentences`] gives them; together they are all tokens.
    pub sentences: Vec<Range<u32>>,
    /// The names, in order, disjoint.
    pub names: Vec<Name>,
    tree: tree::Tree,
}

/// Analyzes the sentences of an article.
#[must_use]
pub fn analyze(article: &Article) -> Analysis {
    let text = article.slice(article.text.span());
    let mut spans = Vec::with_capacity(text.len() / 5);
    let mut sentences = Vec::new();
    for sentence in article.sentences() {
        let start = spans.len() as u32;
        lex(text, sentence, &mut spans);
        sentences.push(start..spans.len() as u32);
    }
    let tokens = spans
        .into_iter()
        .map(|span| Token {
            span,
            tag: Tag::NN,
            head: None,
            arc: Arc::Root,
        })
        .collect();
    Analysis::new(tokens, sentences, Vec::new())
}
