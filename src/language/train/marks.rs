//! Attributions as annotators of PolNeAR marked them.

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
