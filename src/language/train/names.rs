//! Learning of names.

use super::corpus::{Document, Recase, recased};
use super::data::{Corpora, f1, header, reader};
use super::tags::tag_names;
use super::{Perceptron, shuffle};
use crate::language::NameKind;
use crate::language::arcs::{self as parser, State};
use crate::language::model::{Error, Model};
use crate::language::names::{self as namer, Page};
use crate::language::tag as tagger;

/// Weights below this many hundredths are dropped.
const LEAST: i64 = 90;
const PASSES: usize = 5;

/// The models that names are found with.
#[derive(Debug, Clone, Copy)]
pub struct Models<'a> {
    /// The model `words`.
    pub words: &'a [u8],
    /// The model `tags`.
    pub tags: &'a [u8],
    /// The model `arcs`.
    pub arcs: &'a [u8],
}

/// A document tagged and parsed.
pub(super) fn page(models: Models, document: &Document) -> Result<Page, Error> {
    let mut reader = reader(models.words)?;
    let tagger = Model::read(models.tags, "tags", tagger::FEATURES, tag_names())?;
    let model = Model::read(models.arcs, "arcs", parser::FEATURES, parser::move_names())?;
    let mut page = Page::default();
    let (mut words, mut tags, mut state, mut features) =
        (Vec::new(), Vec::new(), State::default(), Vec::new());
    for sentence in document {
        let case = reader.read(sentence.forms.iter().map(String::as_str), &mut words);
        tagger::tag(&tagger, &words, &mut tags);
        parser::parse(&model, &words, &tags, &mut state, &mut features);
        page.add(case, &words, &tags, &state);
    }
    page.settle();
    Ok(page)
}

/// The model `names`.
///
/// # Errors
/// If one of `models` is no such model.
pub fn names(corpora: &Corpora, models: Models) -> Result<Vec<u8>, Error> {
    let documents: Vec<Document> = corpora.worldwide[0]
        .iter()
        .chain(&corpora.silver[0])
        .chain(&corpora.wikigold[0])
        .cloned()
        .collect();
    let mut pages = Vec::new();
    let mut golds: Vec<Vec<u8>> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let cased: Document = match at % 12 {
            5 => document
                .iter()
                .map(|sentence| recased(sentence, Recase::Title))
                .collect(),
            11 if at % 24 == 11 => document
                .iter()
                .map(|sentence| recased(sentence, Recase::Upper))
                .collect(),
            _ => Vec::new(),
        };
        for document in [document, &cased] {
            if !document.is_empty() {
                pages.push(page(models, document)?);
                golds.push(
                    document
                        .iter()
                        .flat_map(|sentence| sentence.names.iter().copied())
                        .collect(),
                );
            }
        }
    }
    let mut order: Vec<(usize, usize)> = pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| (0..page.sentences.len()).map(move |sentence| (at, sentence)))
        .collect();
    let mut trainer = Perceptron::new();
    for pass in 0..PASSES {
        shuffle(&mut order, 31 + pass as u64);
        for &(at, sentence) in &order {
            let gold = &golds[at];
            pages[at].teach(sentence, |token, features, allowed| {
                trainer.learn(features, gold[token], allowed, 1)
            });
        }
    }
    let packed = |dev: String| {
        trainer.pack(
            &header(corpora, "names", namer::FEATURES, dev, &namer::LABELS),
            LEAST,
        )
    };
    let trial = packed(String::new());
    let model = Model::read(&trial, "names", namer::FEATURES, namer::LABELS)?;
    let score = name_score(&model, models, &corpora.worldwide[1])?;
    Ok(packed(f1(score[4])))
}

/// Names found, there and both, for each kind and for all.
pub(super) fn name_score(
    model: &Model,
    models: Models,
    documents: &[Document],
) -> Result<[[usize; 3]; 5], Error> {
    let mut score = [[0; 3]; 5];
    for document in documents {
        let page = page(models, document)?;
        let found = namer::names(&page.label(model));
        let gold: Vec<u8> = document
            .iter()
            .flat_map(|sentence| sentence.names.iter().copied())
            .collect();
        let there = namer::names(&gold);
        let mut count = |kind: NameKind, column: usize| {
            score[kind as usize][column] += 1;
            score[4][column] += 1;
        };
        found.iter().for_each(|name| count(name.kind, 0));
        there.iter().for_each(|name| count(name.kind, 1));
        found
            .iter()
            .filter(|name| there.contains(name))
            .for_each(|name| count(name.kind, 2));
    }
    Ok(score)
}
