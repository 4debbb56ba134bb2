//! Who is credited when the sources are given: reads annotated articles with their stored analyses and prints
//! records for the evaluator. Run by hand on development data:
//! `POLNEAR=DIR SPLIT=dev cargo test --lib measure -- --ignored --nocapture`

use super::super::attributions::{CueClass, Kind, QuoteReading, QuoteUse, Relation, RelationId};
use super::{Cast, SpeakerKind, cast};
use crate::language::sheet::Sheet;
use crate::language::{Analysis, Arc, Name, NameKind, Roles, Tag, Token, TokenId};
use crate::parse::{Article, Header, Paragraph, QuoteRegion, QuoteSurface};
use crate::text::{Span, Spans, Text};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

struct Stored {
    analysis: Analysis,
    sentences: Vec<Span>,
}

fn bytes(text: &str) -> Vec<usize> {
    let mut at: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    at.push(text.len());
    at
}

fn stored(block: &str, at: &[usize]) -> Stored {
    let mut analysis = Analysis::default();
    let mut sentences = Vec::new();
    let mut names: Vec<(String, u32)> = Vec::new();
    for sentence in block.split("\n\n") {
        let first = analysis.tokens.len() as u32;
        for line in sentence.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.len() < 9 {
                continue;
            }
            let number = |field: &str| field.parse::<usize>().unwrap();
            let token = analysis.tokens.len() as u32;
            let head: u32 = fields[5].parse().unwrap();
            analysis.tokens.push(Token {
                span: Span::new(at[number(fields[7])], at[number(fields[8])]),
                tag: Tag::of(fields[3]).unwrap_or(Tag::NN),
                head: head.checked_sub(1).map(|head| TokenId(first + head)),
                arc: Arc::of(fields[6]).unwrap_or(Arc::Dep),
                roles: Roles::default(),
            });
            let kind = match fields[4] {
                "PERSON" => Some(NameKind::Person),
                "ORGANIZATION" => Some(NameKind::Organization),
                "LOCATION" => Some(NameKind::Place),
                "MISC" => Some(NameKind::Other),
                _ => None,
            };
            names.push((fields[4].to_owned(), first));
            if let Some(kind) = kind {
                let joins = token > first && names[token as usize - 1].0 == fields[4];
                match analysis.names.last_mut() {
                    Some(name) if joins => name.tokens.end = token + 1,
                    _ => analysis.names.push(Name {
                        tokens: token..token + 1,
                        kind,
                    }),
                }
            }
        }
        let last = analysis.tokens.len() as u32;
        if last > first {
            analysis.sentences.push(first..last);
            let tokens = &analysis.tokens;
            sentences.push(
                tokens[first as usize]
                    .span
                    .cover(tokens[last as usize - 1].span),
            );
        }
    }
    Stored {
        analysis,
        sentences,
    }
}

fn pieces(field: &str, at: &[usize]) -> Vec<Span> {
    field
        .split(';')
        .map(|piece| {
            let (start, end) = piece.split_once(' ').unwrap();
            Span::new(
                at[start.parse::<usize>().unwrap()],
                at[end.parse::<usize>().unwrap()],
            )
        })
        .collect()
}

fn relations(annotation: &str, at: &[usize], text: &str) -> Vec<Relation> {
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut relations = Vec::new();
    for line in annotation.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with('T') && fields.len() > 1 {
            let (_, offsets) = fields[1].split_once(' ').unwrap();
            spans.insert(fields[0], pieces(offsets, at));
        }
    }
    for line in annotation.lines().filter(|line| line.starts_with('E')) {
        let mut roles: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for argument in line.split('\t').nth(1).unwrap().split_whitespace() {
            let (role, target) = argument.split_once(':').unwrap();
            let role = role
                .trim_end_matches(|c: char| c.is_ascii_digit())
                .to_owned();
            roles
                .entry(role)
                .or_default()
                .extend(spans.get(target).into_iter().flatten());
        }
        let part = |role: &str| Spans::of(roles.get(role).cloned().unwrap_or_default());
        let Some(content) = part("Content")
            .or_else(|| part("Cue"))
            .or_else(|| part("Source"))
        else {
            continue;
        };
        let first = text[content.first().range()].chars().next();
        let quoted = matches!(first, Some('“' | '"' | '‘'));
        relations.push(Relation {
            content,
            cue: part("Cue"),
            source: part("Source"),
            kind: if quoted { Kind::Direct } else { Kind::Indirect },
            cue_class: CueClass::Neutral,
            speech: true,
            cue_head: None,
            negated: false,
            addressee: None,
            place: None,
            medium: None,
            by: "given",
            confidence: 1000,
        });
    }
    relations.sort_by(|a, b| a.content.cmp(&b.content));
    relations
}

fn quotes(text: &str) -> Vec<QuoteRegion> {
    let mut open = None;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let closes = c == '”' || (c == '"' && open.is_some());
        if let (Some(start), true) = (open, closes || c == '\n') {
            let span = Span::new(start, at + if c == '\n' { 0 } else { c.len_utf8() });
            found.push(QuoteRegion {
                span,
                inside: span,
                continues: None,
                within: None,
                surface: QuoteSurface::Speech,
            });
            open = None;
        } else if c == '“' || c == '"' {
            open = open.or(Some(at));
        }
    }
    found
}

fn paragraphs(text: &str, sentences: &[Span]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for &sentence in sentences {
        match paragraphs.last_mut() {
            Some(last) if !text[last.span.end()..sentence.start()].contains('\n') => {
                last.span = last.span.cover(sentence);
                last.sentences.push(sentence);
            }
            _ => paragraphs.push(Paragraph {
                span: sentence,
                sentences: vec![sentence],
            }),
        }
    }
    paragraphs
}

fn record(id: &str, text: &str, relations: &[Relation], cast: &Cast) -> serde_json::Value {
    let point = |at: usize| text[..at].chars().count();
    let words = |span: Span| text[span.range()].to_owned();
    let speakers: Vec<_> = cast
        .speakers
        .iter()
        .enumerate()
        .map(|(index, speaker)| {
            serde_json::json!({
                "id": format!("s{index}"), "name": words(speaker.name),
                "aliases": speaker.aliases.iter().map(|&span| words(span)).collect::<Vec<_>>(),
                "kind": if speaker.kind == SpeakerKind::Person { "person" } else { "other" },
            })
        })
        .collect();
    let attributions: Vec<_> = relations
        .iter()
        .zip(&cast.credited)
        .map(|(relation, credited)| {
            serde_json::json!({
                "content": relation.content.iter().map(|span| serde_json::json!({"start": point(span.start()), "end": point(span.end())})).collect::<Vec<_>>(),
                "source": relation.source.as_ref().map(|source| words(source.first())),
                "speakers": credited.iter().map(|speaker| format!("s{}", speaker.0)).collect::<Vec<_>>(),
            })
        })
        .collect();
    serde_json::json!({"id": id, "attributions": attributions, "speakers": speakers})
}

#[test]
#[ignore = "needs the development corpus"]
fn records_with_given_sources() {
    let folder = std::env::var("POLNEAR").expect("POLNEAR is the folder of the corpus");
    let split = std::env::var("SPLIT").unwrap_or_else(|_| "dev".to_owned());
    let folder = Path::new(&folder);
    let mut analyses = String::new();
    let file = std::fs::File::open(folder.join(format!("silver/{split}.conll.gz"))).unwrap();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut analyses)
        .unwrap();
    let mut out = String::new();
    for block in analyses.split("# doc = ").skip(1) {
        let (id, block) = block.split_once('\n').unwrap();
        let raw = std::fs::read_to_string(folder.join(format!("{split}/text/{id}.txt"))).unwrap();
        let at = bytes(&raw);
        let mut annotations: Vec<_> =
            std::fs::read_dir(folder.join(format!("{split}/attributions")))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| {
                    path.file_name()
                        .unwrap()
                        .to_string_lossy()
                        .starts_with(&format!("{id}_"))
                })
                .collect();
        annotations.sort();
        let Some(annotation) = annotations.first() else {
            continue;
        };
        let relations = relations(&std::fs::read_to_string(annotation).unwrap(), &at, &raw);
        let stored = stored(block, &at);
        let text = Text::new(raw.clone()).unwrap();
        let article = Article {
            text: &text,
            extent: text.span(),
            header: Header::default(),
            body: text.span(),
            paragraphs: paragraphs(&raw, &stored.sentences),
            credits: Vec::new(),
            boilerplate: Vec::new(),
            quotes: quotes(&raw),
            crossheads: Vec::new(),
            english: true,
            notes: Vec::new(),
        };
        let readings: Vec<QuoteReading> = article
            .quotes
            .iter()
            .map(|quote| QuoteReading {
                kind: QuoteUse::Speech,
                relation: relations
                    .iter()
                    .position(|relation| relation.content.overlaps(quote.inside))
                    .map(|index| RelationId(index as u32)),
            })
            .collect();
        let cast = cast(
            &Sheet::new(&article, &stored.analysis),
            &relations,
            &readings,
            &mut Vec::new(),
        );
        out.push_str(&record(id, &raw, &relations, &cast).to_string());
        out.push('\n');
    }
    std::fs::write(std::env::var("OUT").expect("OUT is the file to write"), out).unwrap();
}
