//! English analysis: tokens, parts of speech, dependencies and names.
//!
//! The convention is that of CoreNLP on news: Penn Treebank tokens and tags, early Universal Dependencies relations
//! (`nmod`, `dobj`, `auxpass`), because 710,000 tokens of news exist in it and news is what this program reads.
mod analysis;
mod arcs;
pub mod chains;
mod columns;
pub mod features;
#[cfg(test)]
mod known_trees;
mod lemma;
mod lex;
pub mod model;
mod name_labels;
mod net;
mod roles;
pub mod sheet;
mod tags;
#[cfg(feature = "train")]
pub mod train;
mod usage;

pub use analysis::{Analysis, Name, NameKind, Token, TokenId};
pub use lemma::lemma;
pub use lex::lex;
pub(crate) use net::logistic;
pub use roles::Roles;
pub use tags::{Arc, ArcSet, Tag, TagSet};

use crate::parse::Article;
use crate::text::Span;
use columns::Columns;
use features::Reader;
use model::Model;
use net::Net;

use std::sync::LazyLock;

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
    let mut columns = Columns::default();
    let mut spans = Vec::with_capacity(text.len() / 5);
    for sentence in sentences {
        let start = spans.len();
        lex(text, sentence, &mut spans);
        let forms = spans[start..].iter().map(|span| &text[span.range()]);
        columns.add(&mut reader, forms);
    }
    columns.analyze(&engine.net);
    let tokens = spans.into_iter().enumerate().map(|(at, span)| Token {
        span,
        tag: columns.tags[at],
        head: columns.heads[at].map(TokenId),
        arc: columns.arcs[at],
        roles: columns.roles[at],
    });
    let ranges = columns.sentences.into_iter().map(|(range, _)| range);
    Analysis::new(
        tokens.collect(),
        ranges.collect(),
        name_labels::names(&columns.labels),
    )
}
