//! Reads news articles as people have them, raw text with whatever header and furniture came along, and says who said
//! what, when, and what is being claimed.
//!
//! ```text
//! bytes ─text─▶ Text ─parse─▶ Article ─language─▶ Analysis ─extract─▶ Extraction ─output─▶ bytes
//! ```
//!
//! A module uses only what stands before it in this list:
//! [`text`], [`time`], [`lexicon`], [`parse`], [`language`], [`extract`], [`output`], [`cli`].

pub mod cli;
pub mod extract;
pub mod language;
pub mod lexicon;
pub mod output;
pub mod parse;
pub mod text;
pub mod time;

/// Reads every article of a text. The records have no id and no path yet: only the caller knows them.
#[must_use]
pub fn read(
    text: &text::Text,
    given: &parse::Given,
    options: &output::Options,
) -> Vec<output::schema::Record> {
    let edge = output::Edge::new(text, options);
    match parse::articles(text).as_slice() {
        [only] => vec![read_article(&edge, only, given)],
        several => several
            .iter()
            .map(|article| read_article(&edge.within(article.extent), article, given))
            .collect(),
    }
}

/// Reads a text as one article, even if it looks like an export of several: a line of JSON Lines is one article.
#[must_use]
pub fn read_one(
    text: &text::Text,
    given: &parse::Given,
    options: &output::Options,
) -> output::schema::Record {
    let edge = output::Edge::new(text, options);
    read_article(&edge, &parse::one_article(text), given)
}

fn read_article(
    edge: &output::Edge,
    article: &parse::Article,
    given: &parse::Given,
) -> output::schema::Record {
    let given = given.settled(article);
    let analysis = language::analyze(article);
    let extraction = extract::extract(article, &analysis, &given);
    output::record(edge, article, &analysis, &extraction, &given)
}
