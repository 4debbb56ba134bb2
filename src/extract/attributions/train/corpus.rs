//! The hand-marked articles.

use crate::parse::Article;
use crate::text::{Span, Text};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// A hand-marked attribution.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// Where the content, cue and source stand, in bytes.
    pub content: Vec<Span>,
    /// The cue.
    pub cue: Vec<Span>,
    /// The source; empty where there is none.
    pub source: Vec<Span>,
}

/// A hand-marked article.
#[derive(Debug)]
pub struct Example {
    /// Its file name without extension.
    pub name: String,
    /// Its text.
    pub text: Text,
    /// What is marked in it.
    pub gold: Vec<Gold>,
}

/// Reads `text/*.txt` and the first of each `attributions/*.ann`, by name.
///
/// # Errors
/// When a file cannot be read.
pub fn read(folder: &Path) -> io::Result<Vec<Example>> {
    let mut marked: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(folder.join("attributions"))? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = file.strip_suffix(".ann") {
            let name = stem.rsplit_once('_').map_or(stem, |(name, _)| name);
            marked
                .entry(name.to_owned())
                .or_default()
                .push(file.clone());
        }
    }
    let mut examples = Vec::new();
    for (name, mut files) in marked {
        files.sort();
        let path = folder.join("text").join(format!("{name}.txt"));
        if !path.exists() {
            continue;
        }
        let string = fs::read_to_string(path)?;
        let bytes: Vec<usize> = string
            .char_indices()
            .map(|(at, _)| at)
            .chain([string.len()])
            .collect();
        let gold = events(
            &fs::read_to_string(folder.join("attributions").join(&files[0]))?,
            &bytes,
        );
        let text = Text::new(string).map_err(|error| io::Error::other(error.to_string()))?;
        examples.push(Example { name, text, gold });
    }
    Ok(examples)
}

fn events(ann: &str, bytes: &[usize]) -> Vec<Gold> {
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in ann.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let offsets = what.split_once(' ').map_or("", |(_, offsets)| offsets);
            let read: Option<Vec<Span>> = offsets
                .split(';')
                .map(|part| {
                    let (start, end) = part.split_once(' ')?;
                    Some(Span::new(
                        *bytes.get(start.parse::<usize>().ok()?)?,
                        *bytes.get(end.parse::<usize>().ok()?)?,
                    ))
                })
                .collect();
            if let Some(read) = read {
                spans.insert(id, read);
            }
        } else if id.starts_with('E') {
            let mut parts = what.split(' ');
            if !matches!(
                parts.next().and_then(|first| first.split(':').next()),
                Some("Attribution" | "Attribution-no-source")
            ) {
                continue;
            }
            let mut gold = Gold::default();
            for part in parts {
                let Some((role, reference)) = part.split_once(':') else {
                    continue;
                };
                let Some(read) = spans.get(reference) else {
                    continue;
                };
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Content" => gold.content.extend(read),
                    "Cue" => gold.cue.extend(read),
                    "Source" => gold.source.extend(read),
                    _ => {}
                }
            }
            let kept =
                !gold.content.is_empty() && (!gold.cue.is_empty() || !gold.source.is_empty());
            if kept {
                gold.content.sort_unstable();
                gold.cue.sort_unstable();
                gold.source.sort_unstable();
                found.push(gold);
            }
        }
    }
    found
}

/// The article of a text, with quotation marks paired as the evaluation pairs them where the program found none.
#[must_use]
pub fn plain_article(text: &Text) -> Article<'_> {
    let mut article = crate::parse::articles(text).swap_remove(0);
    if article.quotes.is_empty() {
        let string = text.as_str();
        let mut at = 0;
        for line in string.split_inclusive('\n') {
            pair(
                string,
                Span::new(at, at + line.trim_end().len()),
                &mut article.quotes,
            );
            at += line.len();
        }
    }
    article
}

fn pair(string: &str, line: Span, quotes: &mut Vec<crate::parse::QuoteRegion>) {
    let mut open: Option<(usize, char)> = None;
    let mut push = |start: usize, end: usize| {
        let span = Span::new(start, end);
        quotes.push(crate::parse::QuoteRegion {
            span,
            inside: span,
            continues: None,
            within: None,
            surface: crate::parse::QuoteSurface::Speech,
        });
    };
    let mut skip = 0;
    for (offset, c) in string[line.range()].char_indices() {
        let at = line.start() + offset;
        if at < skip {
            continue;
        }
        let two = string[at..].starts_with("''");
        let next = string[at + c.len_utf8()..line.end()].chars().next();
        match open {
            None if c == '“' || (c == '”' && next.is_some_and(char::is_alphanumeric)) => {
                open = Some((at, '”'))
            }
            None if c == '"' => open = Some((at, '"')),
            None if two => {
                open = Some((at, '\''));
                skip = at + 2;
            }
            Some((start, close))
                if close != '\''
                    && (c == close || (c == '"' && close == '”') || (c == '”' && close == '"')) =>
            {
                push(start, at + c.len_utf8());
                open = None;
            }
            Some((start, '\'' | '”')) if two => {
                push(start, at + 2);
                skip = at + 2;
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        push(start, line.end());
    }
}
