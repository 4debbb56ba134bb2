//! Attributions as annotators marked them: PolNeAR, world and web news.

use super::files;
use crate::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::{fs, io};

/// A hand-marked attribution: where content, cue and source stand, in code points, sorted. The source may be empty.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)] // the names are the parts
pub struct Marks {
    pub content: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub source: Vec<Range<usize>>,
}

/// An article with the attributions that are marked in it.
#[derive(Debug)]
#[allow(missing_docs)] // the names are the parts
pub struct Marked {
    pub name: String,
    pub text: Text,
    pub marks: Vec<Marks>,
    /// What else the annotators tell of each of these.
    pub told: Vec<Told>,
}

/// What is told of an attribution besides where its parts stand.
#[derive(Debug, Deserialize)]
pub struct Told {
    #[serde(rename = "cls")]
    class: String,
    /// The full names of those who say it; of an unnamed party the words that head its description.
    pub speakers: Vec<String>,
    /// What they are: `person`, `organization`, `group`, `document`, `unnamed` or `none`.
    #[serde(rename = "type")]
    pub kind: String,
}

impl Told {
    /// Whether it is speech or evidence.
    #[must_use]
    pub fn is_speech(&self) -> bool {
        matches!(&*self.class, "speech" | "evidence")
    }
}

/// The training articles of world and web news, below the folder of all corpora, in the order of their files.
///
/// # Errors
/// If a file cannot be read, or an article has no text.
pub fn world(folder: &Path) -> io::Result<Vec<Marked>> {
    /// A line of a file of texts.
    #[derive(Deserialize)]
    struct Line {
        id: String,
        text: String,
    }
    /// A line of a file of marks.
    #[derive(Deserialize)]
    struct Article {
        doc: String,
        attributions: Vec<Attribution>,
    }
    #[derive(Deserialize)]
    struct Attribution {
        content: Vec<[usize; 2]>,
        cue: Vec<[usize; 2]>,
        source: Vec<[usize; 2]>,
        #[serde(flatten)]
        told: Told,
    }
    let mut texts = BTreeMap::new();
    for name in ["ner/worldwide/train", "ner/worldwide/dev", "world/web"] {
        let file = files::read(&folder.join(name).with_extension("texts.jsonl.gz"))?;
        for line in file.lines() {
            let line: Line = serde_json::from_str(line)?;
            texts.insert(line.id, line.text);
        }
    }
    let mut found = Vec::new();
    for marks in ["world/train.jsonl", "world/web_train.jsonl"] {
        for line in files::read(&folder.join(marks))?.lines() {
            let article: Article = serde_json::from_str(line)?;
            let missing = || io::Error::other(format!("{} has no text", article.doc));
            let text = texts.remove(&article.doc).ok_or_else(missing)?;
            let text = Text::new(text).map_err(|error| io::Error::other(error.to_string()))?;
            let ranges =
                |pairs: &[[usize; 2]]| pairs.iter().map(|&[start, end]| start..end).collect();
            let marks = |one: &Attribution| Marks {
                content: ranges(&one.content),
                cue: ranges(&one.cue),
                source: ranges(&one.source),
            };
            found.push(Marked {
                marks: article.attributions.iter().map(marks).collect(),
                told: article
                    .attributions
                    .into_iter()
                    .map(|one| one.told)
                    .collect(),
                name: article.doc,
                text,
            });
        }
    }
    Ok(found)
}

/// The attributions of every article of a folder of `*.ann` files, by the article's name; the first file of each article.
///
/// # Errors
/// If a file cannot be read.
pub fn read(folder: &Path) -> io::Result<BTreeMap<String, Vec<Marks>>> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = file.strip_suffix(".ann") {
            let name = stem.rsplit_once('_').map_or(stem, |(name, _)| name);
            let first = files.entry(name.to_owned()).or_insert_with(|| file.clone());
            if file < *first {
                *first = file;
            }
        }
    }
    let marks = files.into_iter().map(|(name, file)| {
        let text = fs::read_to_string(folder.join(file))?;
        Ok((name, marks(&text)))
    });
    marks.collect()
}

/// The attributions of one file, in the standoff format of brat.
fn marks(ann: &str) -> Vec<Marks> {
    let mut spans: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in ann.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let offsets = what.split_once(' ').map_or("", |(_, offsets)| offsets);
            let read: Option<Vec<Range<usize>>> = offsets
                .split(';')
                .map(|part| {
                    let (start, end) = part.split_once(' ')?;
                    Some(start.parse().ok()?..end.parse().ok()?)
                })
                .collect();
            spans.extend(read.map(|read| (id, read)));
        } else if id.starts_with('E') {
            let mut parts = what.split(' ');
            let kind = parts.next().and_then(|first| first.split(':').next());
            if !matches!(kind, Some("Attribution" | "Attribution-no-source")) {
                continue;
            }
            let mut marks = Marks::default();
            for (role, reference) in parts.filter_map(|part| part.split_once(':')) {
                let read = spans.get(reference).into_iter().flatten().cloned();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Content" => marks.content.extend(read),
                    "Cue" => marks.cue.extend(read),
                    "Source" => marks.source.extend(read),
                    _ => {}
                }
            }
            let named = !(marks.cue.is_empty() && marks.source.is_empty());
            if named && !marks.content.is_empty() {
                for part in [&mut marks.content, &mut marks.cue, &mut marks.source] {
                    part.sort_unstable_by_key(|range| (range.start, range.end));
                }
                found.push(marks);
            }
        }
    }
    found
}
