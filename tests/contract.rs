//! The record as its readers see it: structs that know nothing of the program read every record of every fixture, every
//! `text` is cut again the slow way, every reference resolves, and the printed schema accepts it.
#![allow(dead_code)] // fields are there to be read, all of them

use ascribe::output::{Options, json};
use ascribe::parse::Given;
use ascribe::text::Text;
use serde::Deserialize;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Declares structs that refuse unknown fields and want every field that is not optional.
macro_rules! records {
    ($($name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            #[derive(Debug, Deserialize)]
            #[serde(deny_unknown_fields)]
            struct $name { $($field: $kind),* }
        )*
    };
}

records! {
    Source { path: Option<String>, encoding: String, sha256: String, part: Option<Range> }
    Range { start: usize, end: usize }
    Slice { start: usize, end: usize, text: String }
    Dateline { place: Option<String>, agency: Option<String> }
    Paragraph { start: usize, end: usize, sentences: Vec<Range> }
    Body { start: usize, end: usize, paragraphs: Vec<Paragraph>, crossheads: Vec<Range> }
    Credit { kind: String, names: Vec<String>, start: usize, end: usize, text: String }
    Quote {
        id: String, start: usize, end: usize, text: String, r#use: String, attribution: Option<String>,
        speakers: Vec<String>, continues: Option<String>,
    }
    Attribution {
        id: String, kind: String, content: Vec<Range>, text: String, cue: Vec<Range>, cue_lemma: Option<String>,
        cue_class: String, speech: bool, negated: bool, source: Vec<Range>, speakers: Vec<String>, addressee: Option<Slice>,
        place: Option<Slice>, medium: Option<Slice>, by: String, confidence: f64,
    }
    Mention { start: usize, end: usize, kind: String }
    Speaker {
        id: String, name: String, kind: String, titles: Vec<String>, aliases: Vec<String>, affiliation: Option<String>,
        mentions: Vec<Mention>,
    }
    Date {
        id: String, start: usize, end: usize, text: String, r#type: String, value: Option<String>, r#mod: Option<String>,
        earliest: Option<String>, latest: Option<String>,
    }
    Quantity {
        start: usize, end: usize, text: String, value: Option<f64>, unit: Option<String>, currency: Option<String>,
        percent: bool, approximate: bool, vague: bool,
    }
    Reason { feature: String, weight: f64 }
    Claim {
        id: String, start: usize, end: usize, text: String, spans: Vec<Range>, claimants: Vec<String>,
        attribution: Option<String>, types: Vec<String>, factuality: String, time: String, negations: Vec<Slice>,
        hedges: Vec<Slice>, dates: Vec<String>, quantities: Vec<Quantity>, unresolved: Vec<Slice>, presupposed: bool,
        restates: Option<String>, check_worthiness: f64, reasons: Vec<Reason>,
    }
    Note { code: String, start: usize, message: String }
    Header {
        start: Option<usize>, end: Option<usize>, headline: Option<String>, deck: Option<String>, date: Option<String>,
        date_precision: Option<String>, authors: Vec<String>, outlet: Option<String>, dateline: Dateline, spans: Spans,
    }
    Record {
        schema: String, id: String, source: Source, text: Option<String>, header: Header, body: Body, credits: Vec<Credit>,
        boilerplate: Vec<Range>, quotes: Vec<Quote>, attributions: Vec<Attribution>, speakers: Vec<Speaker>,
        dates: Vec<Date>, claims: Vec<Claim>, notes: Vec<Note>,
    }
}

/// The evidence of the header; what is not there is left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spans {
    headline: Option<Range>,
    deck: Option<Range>,
    date: Option<Range>,
    #[serde(default)]
    authors: Vec<Range>,
    outlet: Option<Range>,
    place: Option<Range>,
    agency: Option<Range>,
}

/// Every record of every fixture as printed, with its text.
fn printed() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for folder in ["fixtures/articles", "fixtures/exports", "fixtures/hostile"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut paths: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        {
            let Ok(text) = Text::decode(&fs::read(path).unwrap(), None) else {
                continue;
            };
            for record in ascribe::read(&text, &Given::default(), &Options::default()) {
                found.push((
                    path.display().to_string(),
                    text.as_str().to_owned(),
                    json::line(&record),
                ));
            }
        }
    }
    assert!(found.len() > 24);
    found
}

/// The words of a range, counted character by character.
fn cut(characters: &[char], start: usize, end: usize) -> String {
    assert!(start <= end, "{start} stands behind {end}");
    characters[start..end].iter().collect()
}

#[test]
fn records_are_what_their_readers_expect() {
    for (path, text, line) in printed() {
        let record: Record =
            serde_json::from_str(&line).unwrap_or_else(|error| panic!("{path}: {error}\n{line}"));
        let mut characters: Vec<char> = text.chars().collect();
        if let Some(part) = &record.source.part {
            // One article of several has a text of its own, which is this part of the input.
            let own = cut(&characters, part.start, part.end);
            assert_eq!(record.text.as_ref(), Some(&own), "{path}");
            characters = own.chars().collect();
        }
        assert_eq!(record.schema, "ascribe/1");
        check_words(&path, &record, &characters);
        check_references(&path, &record);
    }
}

fn check_words(path: &str, record: &Record, characters: &[char]) {
    let same = |start, end, text: &str| assert_eq!(cut(characters, start, end), text, "{path}");
    let same_slice = |slice: &Slice| same(slice.start, slice.end, &slice.text);
    let pieces = |ranges: &[Range]| {
        let pieces: Vec<_> = ranges
            .iter()
            .map(|range| cut(characters, range.start, range.end))
            .collect();
        pieces.join(" … ")
    };
    for credit in &record.credits {
        same(credit.start, credit.end, &credit.text);
    }
    for quote in &record.quotes {
        same(quote.start, quote.end, &quote.text);
        assert!(["speech", "term"].contains(&quote.r#use.as_str()));
    }
    for date in &record.dates {
        same(date.start, date.end, &date.text);
    }
    for attribution in &record.attributions {
        assert_eq!(pieces(&attribution.content), attribution.text, "{path}");
        for slice in [
            &attribution.addressee,
            &attribution.place,
            &attribution.medium,
        ]
        .into_iter()
        .flatten()
        {
            same_slice(slice);
        }
        assert!((0.0..=1.0).contains(&attribution.confidence));
    }
    for claim in &record.claims {
        if claim.spans.is_empty() {
            same(claim.start, claim.end, &claim.text);
        } else {
            assert_eq!(pieces(&claim.spans), claim.text, "{path}");
        }
        claim
            .negations
            .iter()
            .chain(&claim.hedges)
            .chain(&claim.unresolved)
            .for_each(same_slice);
        for quantity in &claim.quantities {
            same(quantity.start, quantity.end, &quantity.text);
        }
        let sum: f64 = claim.reasons.iter().map(|reason| reason.weight).sum();
        let worth = 1.0 / (1.0 + (-sum).exp());
        assert!(
            (worth - claim.check_worthiness).abs() <= 0.0051,
            "{path}: {sum} is not {}",
            claim.check_worthiness
        );
    }
    let mut at = 0;
    for paragraph in &record.body.paragraphs {
        assert!(
            at <= paragraph.start && paragraph.end <= record.body.end,
            "{path}"
        );
        at = paragraph.end;
    }
}

fn check_references(path: &str, record: &Record) {
    let unique = |ids: Vec<&String>| {
        let set: HashSet<String> = ids.iter().map(|id| (*id).clone()).collect();
        assert_eq!(set.len(), ids.len(), "{path}: an id stands twice");
        set
    };
    let speakers = unique(record.speakers.iter().map(|speaker| &speaker.id).collect());
    let attributions = unique(
        record
            .attributions
            .iter()
            .map(|attribution| &attribution.id)
            .collect(),
    );
    let dates = unique(record.dates.iter().map(|date| &date.id).collect());
    let claims = unique(record.claims.iter().map(|claim| &claim.id).collect());
    let quotes = unique(record.quotes.iter().map(|quote| &quote.id).collect());
    for quote in &record.quotes {
        assert!(
            quote.attribution.iter().all(|id| attributions.contains(id)),
            "{path}: {quote:?}"
        );
        assert!(
            quote.speakers.iter().all(|id| speakers.contains(id)),
            "{path}: {quote:?}"
        );
        assert!(
            quote.continues.iter().all(|id| quotes.contains(id)),
            "{path}: {quote:?}"
        );
    }
    for attribution in &record.attributions {
        assert!(
            attribution.speakers.iter().all(|id| speakers.contains(id)),
            "{path}: {attribution:?}"
        );
    }
    for claim in &record.claims {
        assert!(
            claim.attribution.iter().all(|id| attributions.contains(id)),
            "{path}: {claim:?}"
        );
        assert!(
            claim.claimants.iter().all(|id| speakers.contains(id)),
            "{path}: {claim:?}"
        );
        assert!(
            claim.dates.iter().all(|id| dates.contains(id)),
            "{path}: {claim:?}"
        );
        assert!(
            claim.restates.iter().all(|id| claims.contains(id)),
            "{path}: {claim:?}"
        );
    }
}

#[test]
fn the_printed_schema_accepts_every_record() {
    let printed_schema = Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .arg("schema")
        .output()
        .unwrap();
    assert!(printed_schema.status.success());
    let schema = serde_json::from_slice(&printed_schema.stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (path, _, line) in printed() {
        let record = serde_json::from_str(&line).unwrap();
        if let Err(error) = schema.validate(&record) {
            panic!("{path}: {error}");
        }
    }
    assert!(!schema.is_valid(&serde_json::json!({"schema": "ascribe/1"})));
}
