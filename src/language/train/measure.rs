//! What the models reach on development data.

use super::arcs::arc_score;
use super::data::{Corpora, f1, percent, reader};
use super::names::{Models, name_score};
use super::tags::tag_score;
use crate::language::model::{Error, Model};
use crate::language::{Tag, arcs, names, tag};
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
        let (right, all) = tag_score(&tagger, &mut reader, documents);
        line(&format!("tags {name}"), percent(right, all));
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
