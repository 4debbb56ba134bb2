//! English analysis: tokens, parts of speech, dependencies and names.
//!
//! The convention is that of CoreNLP on news: Penn Treebank tokens and tags, early Universal Dependencies relations
//! (`nmod`, `dobj`, `auxpass`), because 710,000 tokens of news exist in it and news is what this program reads.
mod arcs;
pub mod chains;
pub mod features;
#[cfg(test)]
mod floor;
mod hints;
mod lemma;
mod lex;
pub mod model;
mod names;
mod net;
mod page;
mod roles;
mod tags;
#[cfg(feature = "train")]
pub mod train;
mod tree;

pub use lemma::lemma;
pub use lex::lex;
pub(crate) use net::logistic;
pub use roles::Roles;
pub use tags::{Arc, Tag};

use crate::parse::Article;
use crate::text::Span;
use features::Reader;
use model::Model;
use net::Net;
use page::Page;
use std::ops::Range;
use std::sync::LazyLock;

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
    /// What it looks like in the attributions of its sentence.
    pub roles: Roles,
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

/// What analyzes.
struct Engine<'a> {
    words: Model<'a>,
    net: Net<'a>,
}

/// The files of the models in the program.
const WORDS: &[u8] = include_bytes!("models/words.model");
static NET: &[u8] = &EVEN.0;
static EVEN: &Even<[u8]> = &Even(*include_bytes!("models/net.model"));

/// Bytes at an even address, so that the weights among them are read in place.
#[repr(C, align(2))]
struct Even<B: ?Sized>(B);

impl<'a> Engine<'a> {
    fn read(words: &'a [u8], net: &'a [u8]) -> Result<Self, model::Error> {
        Ok(Self {
            words: Model::read(words, "words", features::WORDS, features::WORD_COLUMNS)?,
            net: Net::read(net)?,
        })
    }
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    Engine::read(WORDS, NET)
        .unwrap_or_else(|error| unreachable!("a test reads the same bytes: {error}"))
});

/// Analyzes the sentences of an article.
#[must_use]
pub fn analyze(article: &Article) -> Analysis {
    let text = article.slice(article.text.span());
    analyze_sentences(text, article.sentences())
}

/// Analyzes the sentences of an article with a network of another file.
///
/// # Errors
/// If `net` is no network of this program.
#[cfg(feature = "train")]
pub(crate) fn analyze_with(net: &[u8], article: &Article) -> Result<Analysis, model::Error> {
    let text = article.slice(article.text.span());
    Ok(analyze_by(
        &Engine::read(WORDS, net)?,
        text,
        article.sentences(),
    ))
}

/// Analyzes sentences of a text: in order, disjoint.
#[must_use]
pub fn analyze_sentences(text: &str, sentences: impl Iterator<Item = Span>) -> Analysis {
    analyze_by(&ENGINE, text, sentences)
}

fn analyze_by(engine: &Engine, text: &str, sentences: impl Iterator<Item = Span>) -> Analysis {
    let mut reader = Reader::new(Some(engine.words));
    let mut page = Page::default();
    let mut spans = Vec::with_capacity(text.len() / 5);
    for sentence in sentences {
        let start = spans.len();
        lex(text, sentence, &mut spans);
        let forms = spans[start..].iter().map(|span| &text[span.range()]);
        page.add(&mut reader, forms);
    }
    page.analyze(&engine.net);
    let tokens = spans.into_iter().enumerate().map(|(at, span)| Token {
        span,
        tag: page.tags[at],
        head: page.heads[at].map(TokenId),
        arc: page.arcs[at],
        roles: page.roles[at],
    });
    let ranges = page.sentences.into_iter().map(|(range, _)| range);
    Analysis::new(
        tokens.collect(),
        ranges.collect(),
        names::names(&page.labels),
    )
}
