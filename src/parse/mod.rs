//! Raw text to articles: header, body, paragraphs, sentences, credits, boilerplate and quotation regions.
//!
//! Parsing never fails: every text has a reading, perhaps one with an empty body.

pub mod article;
pub mod block;
pub mod container;
pub mod credits;
pub mod foreign;
pub mod lines;
pub mod marks;
pub mod names;
pub mod page;
pub mod paragraphs;
pub mod prefix;
pub mod quotes;
mod regions;
pub mod roles;
pub mod sentences;
pub mod shapes;
pub mod story;
pub mod surface;
pub mod tables;
pub mod template;
pub mod values;

pub use article::{
    Article, Author, Credit, CreditKind, Draft, Given, Header, Paragraph, QuoteId, QuoteRegion,
    QuoteSurface,
};

use crate::text::{Span, Text};
use page::Begins;

/// Splits a text into its articles: one, or several for a database export.
#[must_use]
pub fn articles(text: &Text) -> Vec<Article<'_>> {
    match container::split(text) {
        Some(pieces) => pieces
            .into_iter()
            .map(|piece| {
                let lines = lines::lines(text.as_str(), piece.story);
                story::article(text, piece.extent, lines, Begins::Here, piece.draft)
            })
            .collect(),
        None => vec![article(text, text.span())],
    }
}

/// Reads a text as one article, even where it looks like an export of several.
#[must_use]
pub fn one_article(text: &Text) -> Article<'_> {
    let mut articles = articles(text);
    match (articles.pop(), articles.is_empty()) {
        (Some(only), true) => only,
        _ => article(text, text.span()),
    }
}

/// Reads the article that takes up `extent`.
fn article(text: &Text, extent: Span) -> Article<'_> {
    let string = text.as_str();
    let mut draft = Draft::default();
    let rest = prefix::read(string, extent, &mut draft);
    let mut all = lines::lines(string, rest);
    let behind = block::read(string, &all, &mut draft);
    let lines = all.split_off(behind);
    story::article(text, extent, lines, Begins::Anywhere, draft)
}
