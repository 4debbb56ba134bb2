//! English analysis: tokens, parts of speech, dependencies and names.
//!
//! The convention is that of CoreNLP on news: Penn Treebank tokens and tags, early Universal Dependencies relations
//! (`nmod`, `dobj`, `auxpass`), because 710,000 tokens of news exist in it and news is what this program reads.
mod arcs;
pub mod chains;
pub mod features;
#[cfg(test)]
mod floor;
mod lemma;
mod lex;
pub mod model;
mod names;
mod tag;
mod tags;
#[cfg(feature = "train")]
pub mod train;
mod tree;

pub use lemma::lemma;
pub use lex::lex;
pub use tags::{Arc, Tag};

use crate::parse::Article;
use crate::text::Span;
use arcs::State;
use features::Reader;
use model::Model;
use names::Page;
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

/// The models in the program. Reading them in place costs some microseconds.
struct Engine {
    words: Model<'static>,
    tags: Model<'static>,
    arcs: Model<'static>,
    names: Model<'static>,
}

impl Engine {
    fn load() -> Result<Self, model::Error> {
        let tags = Tag::ALL.iter().map(|tag| tag.as_str());
        Ok(Self {
            words: Model::read(
                include_bytes!("models/words.model"),
                "words",
                features::WORDS,
                features::WORD_COLUMNS,
            )?,
            tags: Model::read(
                include_bytes!("models/tags.model"),
                "tags",
                tag::FEATURES,
                tags,
            )?,
            arcs: Model::read(
                include_bytes!("models/arcs.model"),
                "arcs",
                arcs::FEATURES,
                arcs::move_names(),
            )?,
            names: Model::read(
                include_bytes!("models/names.model"),
                "names",
                names::FEATURES,
                names::LABELS,
            )?,
        })
    }
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    Engine::load().unwrap_or_else(|error| unreachable!("a test reads the same bytes: {error}"))
});

/// Analyzes the sentences of an article.
#[must_use]
pub fn analyze(article: &Article) -> Analysis {
    let text = article.slice(article.text.span());
    analyze_sentences(text, article.sentences())
}

/// Analyzes sentences of a text: in order, disjoint.
#[must_use]
pub fn analyze_sentences(text: &str, sentences: impl Iterator<Item = Span>) -> Analysis {
    let engine = &*ENGINE;
    let mut reader = Reader::new(Some(engine.words));
    let mut page = Page::default();
    let mut spans = Vec::with_capacity(text.len() / 5);
    let mut ranges = Vec::new();
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    let (mut state, mut features) = (State::default(), Vec::new());
    for sentence in sentences {
        let start = spans.len();
        lex(text, sentence, &mut spans);
        ranges.push(start as u32..spans.len() as u32);
        let forms = spans[start..].iter().map(|span| &text[span.range()]);
        let case = reader.read(forms, &mut words);
        tag::tag(&engine.tags, &words, &mut tags);
        arcs::parse(&engine.arcs, &words, &tags, &mut state, &mut features);
        page.add(case, &words, &tags, &state);
    }
    page.settle();
    let names = names::names(&page.label(&engine.names));
    let tokens = spans.into_iter().enumerate().map(|(at, span)| Token {
        span,
        tag: page.tags[at],
        head: page.heads[at].map(TokenId),
        arc: page.arcs[at],
    });
    Analysis::new(tokens.collect(), ranges, names)
}
