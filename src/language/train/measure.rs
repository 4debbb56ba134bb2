//! What the models reach on development data.

use super::arcs::arc_score;
use super::corpus::Document;
use super::data::{Corpora, f1, percent, reader};
use super::names::{Models, name_score};
use super::tags::{confusions, tag_score};
use crate::language::model::{Error, Model};
use crate::language::{Tag, arcs, lemma, lex, names, tag};
use crate::text::Span;
use std::fmt::Write;

/// A table of what models reach on development data, given gold tokens and sentences.
///
/// # Errors
/// If one of the files is no such model.
pub fn measure(corpora: &Corpora, models: Models, namer: &[u8]) -> Result<String, Error> {
    let mut reader = reader(models.words)?;
    let tagger = Model::read(
        models.tags,
        "tags",
        tag::FEATURES,
        Tag::ALL.iter().map(|tag| tag.as_str()),
    )?;
    let parser = Model::read(models.arcs, "arcs", arcs::FEATURES, arcs::move_names())?;
    let namer = Model::read(namer, "names", names::FEATURES, names::LABELS)?;
    let mut table = String::new();
    let mut line = |name: &str, value: String| writeln!(table, "{name}\t{value}").unwrap_or(());
    for (name, documents) in [("silver", &corpora.silver[1]), ("ewt", &corpora.ewt[1])] {
        line(&format!("tokens {name}"), f1(tokens(documents)));
    }
    line("lemmas silver", lemmas(&corpora.silver[1]));
    for (name, documents) in [("silver", &corpora.silver[1]), ("ewt", &corpora.ewt[1])] {
        let (right, all) = tag_score(&tagger, &mut reader, documents);
        line(&format!("tags {name}"), percent(right, all));
        for (count, right, given, word) in
            confusions(&tagger, &mut reader, documents).iter().take(16)
        {
            let pair = format!("{} for {}", given.as_str(), right.as_str());
            line(&format!("tags {name} {pair}"), format!("{count}\t{word}"));
        }
    }
    let score = arc_score(&tagger, &parser, &mut reader, &corpora.silver[1]);
    line(
        "unlabelled attachment silver",
        percent(score.heads, score.all),
    );
    line("labelled attachment silver", percent(score.arcs, score.all));
    line("subject of reporting verb silver", f1(score.speakers));
    for (arc, counts) in &score.by_arc {
        line(
            &format!("arc {}", arc.as_str()),
            format!("{}\t{}", f1(*counts), counts[1]),
        );
    }
    for (name, documents) in [
        ("worldwide", &corpora.worldwide[1]),
        ("silver", &corpora.silver[1]),
        ("wikigold", &corpora.wikigold[1]),
    ] {
        let score = name_score(&namer, models, documents)?;
        for (kind, counts) in ["person", "organization", "place", "other", "all"]
            .iter()
            .zip(score)
        {
            line(&format!("names {name} {kind}"), f1(counts));
        }
    }
    Ok(table)
}

/// Tokens found in sentences as they are written, there, and both.
fn tokens(documents: &[Document]) -> [usize; 3] {
    let mut counts = [0; 3];
    for sentence in documents.iter().flatten() {
        let (mut text, mut right) = (String::new(), Vec::new());
        for (form, &blanks) in sentence.forms.iter().zip(&sentence.blanks) {
            text.extend((0..blanks).map(|_| ' '));
            right.push(Span::new(text.len(), text.len() + form.len()));
            text += form;
        }
        let mut found = Vec::new();
        lex(&text, Span::new(0, text.len()), &mut found);
        counts[0] += found.len();
        counts[1] += right.len();
        counts[2] += found
            .iter()
            .filter(|span| right.binary_search(span).is_ok())
            .count();
    }
    counts
}

/// How many percent of the words other than proper nouns have the right lemma, given their tags.
fn lemmas(documents: &[Document]) -> String {
    let (mut right, mut all) = (0, 0);
    for sentence in documents.iter().flatten() {
        for (at, form) in sentence.forms.iter().enumerate() {
            let tag = sentence.tags[at];
            if form.starts_with(char::is_alphabetic) && !matches!(tag, Tag::NNP | Tag::NNPS) {
                all += 1;
                right += usize::from(
                    lemma(form, tag).to_lowercase() == sentence.lemmas[at].to_lowercase(),
                );
            }
        }
    }
    percent(right, all)
}
