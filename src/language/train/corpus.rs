//! The corpora, read into one form and one convention.

use super::marks::{Marked, Marks};
use crate::language::{Arc, Tag, lex};
use crate::text::Span;
use std::collections::BTreeMap;

/// A sentence of a corpus. Columns that the corpus does not have are empty.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// The tokens as they are written.
    pub forms: Vec<String>,
    /// Their lemmas.
    pub lemmas: Vec<String>,
    /// Their tags.
    pub tags: Vec<Tag>,
    /// Their heads, `None` for the root.
    pub heads: Vec<Option<u32>>,
    /// Their arcs.
    pub arcs: Vec<Arc>,
    /// Labels of names, as numbers of the model of names.
    pub names: Vec<u8>,
    /// How many blanks stand before each token.
    pub blanks: Vec<u8>,
    /// The part of each token in an attribution, as a number of the network.
    pub roles: Vec<u8>,
    /// Whether tags and tree are a gold treebank's.
    pub is_gold: bool,
}

/// The sentences of one document.
pub type Document = Vec<Sentence>;

/// Blocks of lines between blank lines, split into fields by tabs; comments go to the block after them.
fn blocks(text: &str) -> impl Iterator<Item = (Vec<&str>, Vec<Vec<&str>>)> {
    text.split("\n\n").map(|block| {
        let (comments, rows): (Vec<_>, Vec<_>) = block
            .split('\n')
            .map(|line| line.trim_end_matches('\r'))
            .filter(|line| !line.is_empty())
            .partition(|line| line.starts_with("# "));
        (
            comments,
            rows.into_iter()
                .map(|row| row.split('\t').collect())
                .collect(),
        )
    })
}

/// The silver analyses of PolNeAR, with the attributions that are marked in each document.
#[must_use]
pub fn silver(text: &str, marks: &BTreeMap<String, Vec<Marks>>) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let mut roles = None;
    for (comments, rows) in blocks(text) {
        let name = comments
            .iter()
            .find_map(|comment| comment.strip_prefix("# doc = "));
        if name.is_some() || documents.is_empty() {
            documents.push(Vec::new());
            roles = name
                .and_then(|name| marks.get(name))
                .map(|marks| role_of(marks));
        }
        let mut sentence = Sentence::default();
        let (mut last, mut end) = ("O", 0);
        for row in &rows {
            let place = |at: usize| row[at].parse::<u32>().unwrap_or(0);
            sentence.blanks.push(u8::from(place(7) > end && end > 0));
            end = place(8);
            if let Some(roles) = &roles {
                let role = roles.get(&(place(7) as usize)).copied();
                sentence.roles.push(role.unwrap_or(0));
            }
            sentence.forms.push(row[1].replace('\u{a0}', " "));
            sentence.lemmas.push(row[2].to_owned());
            sentence.tags.push(Tag::of(row[3]).unwrap_or(Tag::SYM));
            sentence.heads.push(head(row[5]));
            sentence.arcs.push(Arc::of(row[6]).unwrap_or(Arc::Dep));
            let kind = match row[4] {
                "PERSON" => 1,
                "ORGANIZATION" => 3,
                "LOCATION" => 5,
                "MISC" => 7,
                _ => 0,
            };
            sentence.names.push(if kind > 0 && last == row[4] {
                kind + 1
            } else {
                kind
            });
            last = row[4];
        }
        if !rows.is_empty() {
            documents.last_mut().expect("one was pushed").push(sentence);
        }
    }
    documents
}

/// The part in an attribution of each marked code point; the more telling one where there are several.
fn role_of(marks: &[Marks]) -> BTreeMap<usize, u8> {
    let contents = marks.iter().flat_map(|marks| &marks.content);
    let sources = marks.iter().flat_map(|marks| &marks.source);
    let cues = marks.iter().flat_map(|marks| &marks.cue);
    let parts = contents.map(|place| (place, 3));
    let parts = parts.chain(sources.map(|place| (place, 1)));
    let parts = parts.chain(cues.map(|place| (place, 2)));
    parts
        .flat_map(|(place, label)| place.clone().map(move |at| (at, label)))
        .collect()
}

/// An article with its marked attributions, cut as the program cuts it: roles only.
#[must_use]
pub fn marked(article: &Marked) -> Document {
    let roles = role_of(&article.marks);
    let text = &article.text;
    let mut points = text.as_str().char_indices().enumerate().peekable();
    let mut spans = Vec::new();
    let cut = crate::parse::articles(text).swap_remove(0);
    let sentences = cut.sentences().map(|sentence| {
        spans.clear();
        lex(text.as_str(), sentence, &mut spans);
        let mut made = Sentence::default();
        for span in &spans {
            while points
                .next_if(|(_, (byte, _))| *byte < span.start())
                .is_some()
            {}
            let point = points.peek().map_or(0, |(point, _)| *point);
            made.forms.push(text.as_str()[span.range()].to_owned());
            made.roles.push(roles.get(&point).copied().unwrap_or(0));
        }
        made
    });
    sentences
        .filter(|sentence| !sentence.forms.is_empty())
        .collect()
}

/// The names of the documents of such a file.
pub fn names(silver: &str) -> impl Iterator<Item = &str> {
    let lines = silver.lines();
    lines.filter_map(|line| line.strip_prefix("# doc = "))
}

fn head(field: &str) -> Option<u32> {
    field.parse::<u32>().ok()?.checked_sub(1)
}

/// The articles of Worldwide Newswire: names only. Its paragraphs are cut into sentences after full stops.
#[must_use]
pub fn worldwide(text: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for (comments, rows) in blocks(text) {
        if comments.iter().any(|comment| comment.starts_with("# doc")) || documents.is_empty() {
            documents.push(Vec::new());
        }
        let document = documents.last_mut().expect("one was pushed");
        let mut sentence = Sentence::default();
        for (at, row) in rows.iter().enumerate() {
            let (form, tag) = (row[0], row[1]);
            let (begin, kind) = tag.split_once('-').unwrap_or(("O", ""));
            let kind = match kind {
                "Person" => 1,
                "Organization" => 3,
                "Location" | "Facility" => 5,
                "NORP" | "Product" | "Misc" => 7,
                _ => 0,
            };
            sentence.forms.push(form.to_owned());
            sentence.names.push(if kind > 0 && begin == "I" {
                kind + 1
            } else {
                kind
            });
            let next = rows.get(at + 1).map_or("", |row| row[0]);
            let stop = |form: &str| matches!(form, "." | "!" | "?");
            let closes = |form: &str| matches!(form, "\"" | "”" | "’" | "'" | ")");
            let behind = at > 0 && stop(rows[at - 1][0]) && closes(form);
            let capital =
                next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'));
            if (stop(form) && !closes(next) || behind) && capital {
                document.push(std::mem::take(&mut sentence));
            }
        }
        if !sentence.forms.is_empty() {
            document.push(sentence);
        }
    }
    documents
}

/// A file of `FORM TAG` lines with tags of the CoNLL kind, one document.
#[must_use]
pub fn conll_names(text: &str) -> Document {
    let mut document = Vec::new();
    for (_, rows) in blocks(text) {
        let mut sentence = Sentence::default();
        for row in rows.iter().filter(|row| row.len() > 1) {
            let (begin, kind) = row[1].split_once('-').unwrap_or(("O", ""));
            let kind = match kind {
                "PER" => 1,
                "ORG" => 3,
                "LOC" => 5,
                "MISC" => 7,
                _ => 0,
            };
            sentence.forms.push(row[0].to_owned());
            sentence.names.push(if kind > 0 && begin == "I" {
                kind + 1
            } else {
                kind
            });
        }
        if !sentence.forms.is_empty() {
            document.push(sentence);
        }
    }
    document
}

/// A treebank of Universal Dependencies, version 2, brought to the convention of the silver analyses as far as rules can:
/// words split at hyphens are joined, tags are Penn's, arcs have the names of version 1. Conjunctions still hang on what
/// follows them.
#[must_use]
pub fn treebank(text: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for (comments, rows) in blocks(text) {
        if comments
            .iter()
            .any(|comment| comment.starts_with("# newdoc"))
            || documents.is_empty()
        {
            documents.push(Vec::new());
        }
        let rows: Vec<_> = rows
            .iter()
            .filter(|row| row.len() == 10 && row[0].bytes().all(|byte| byte.is_ascii_digit()))
            .collect();
        let mut sentence = Sentence {
            is_gold: true,
            ..Sentence::default()
        };
        // The first row of each token.
        let mut starts = Vec::new();
        let mut at = 0;
        while at < rows.len() {
            starts.push(at);
            let glued = |at: usize| rows[at][9].split('|').any(|field| field == "SpaceAfter=No");
            // word HYPH word [HYPH word …] without blanks is one word.
            let mut form = rows[at][1].to_owned();
            let mut end = at + 1;
            while end + 1 < rows.len() && rows[end][4] == "HYPH" && glued(end - 1) && glued(end) {
                form = form + rows[end][1] + rows[end + 1][1];
                end += 2;
            }
            // `pre-` of `pre-war`, where the prefix has the hyphen.
            let tag = if end == at + 1 {
                let next = rows.get(end).map_or("", |row| row[4]);
                mapped(rows[at][4], rows[at][1], next)
            } else {
                joined(&rows[at..end].iter().map(|row| row[4]).collect::<Vec<_>>())
            };
            sentence.forms.push(form);
            sentence.tags.push(tag);
            sentence.blanks.push(u8::from(at > 0 && !glued(at - 1)));
            sentence.lemmas.push(if end == at + 1 {
                rows[at][2].to_owned()
            } else {
                String::new()
            });
            at = end;
        }
        for (token, &start) in starts.iter().enumerate() {
            let end = starts.get(token + 1).map_or(rows.len(), |&next| next);
            let outside = |at: &usize| {
                head(rows[*at][6]).is_none_or(|head| !(start..end).contains(&(head as usize)))
            };
            let top = (start..end).find(outside).unwrap_or(start);
            let above = head(rows[top][6]);
            let token_of = |row: u32| starts.partition_point(|&start| start <= row as usize) - 1;
            sentence.heads.push(above.map(|row| token_of(row) as u32));
            sentence.arcs.push(arc(rows[top][7]));
        }
        if !sentence.forms.is_empty() {
            documents.last_mut().expect("one was pushed").push(sentence);
        }
    }
    documents
}

/// Paragraphs of the documents of a treebank whose name starts with one of `genres`, and where their sentences are.
#[must_use]
pub fn paragraphs(text: &str, genres: &[&str]) -> Vec<(String, Vec<Span>)> {
    let mut paragraphs: Vec<(String, Vec<Span>)> = Vec::new();
    let (mut wanted, mut fresh, mut glue) = (false, true, true);
    for (comments, _) in blocks(text) {
        for comment in comments {
            let field = |name: &str| comment.strip_prefix("# ")?.strip_prefix(name);
            if let Some(document) = field("newdoc id = ") {
                wanted = genres.iter().any(|genre| document.starts_with(genre));
                fresh = true;
            } else if field("newpar").is_some() {
                fresh = true;
            } else if let Some(sentence) = field("text = ").filter(|_| wanted) {
                if std::mem::take(&mut fresh) {
                    paragraphs.push(<_>::default());
                    glue = true;
                }
                if let Some((text, sentences)) = paragraphs.last_mut() {
                    text.extend((!std::mem::take(&mut glue)).then_some(' '));
                    sentences.push(Span::new(text.len(), text.len() + sentence.len()));
                    text.push_str(sentence);
                }
            }
        }
    }
    paragraphs
}

/// The Penn tag of a word joined from parts with these tags.
fn joined(parts: &[&str]) -> Tag {
    match parts[parts.len() - 1] {
        "NNP" | "NNPS" if parts[0].starts_with("NNP") => Tag::NNP,
        "CD" if parts[0] == "CD" => Tag::CD,
        "NNS" => Tag::NNS,
        "NN" if parts[0] == "NN" => Tag::NN,
        _ => Tag::JJ,
    }
}

/// The Penn tag for one of the later English treebanks, given that of the next word.
fn mapped(tag: &str, form: &str, next: &str) -> Tag {
    match (tag, form.to_ascii_lowercase().as_str()) {
        ("IN", "to") => return Tag::TO,
        // Dashes, slashes, semicolons and dots of omission, which the treebanks tag as commas or stops where they serve so.
        (",", form) if form != "," => return Tag::Colon,
        ("SYM", "/") => return Tag::Colon,
        (".", form) if form.len() > 1 && form.bytes().all(|byte| byte == b'.') => {
            return Tag::Colon;
        }
        // Habits: about 20, a day later, thanks.
        ("RB", "about" | "around" | "over") if next == "CD" => return Tag::IN,
        ("RBR", "later") => return Tag::RB,
        ("NN", "thanks") => return Tag::NNS,
        _ => {}
    }
    Tag::of(tag).unwrap_or(match tag {
        "HYPH" => Tag::Colon,
        "NFP" => Tag::Colon,
        "ADD" => Tag::NN,
        "AFX" => Tag::JJ,
        "GW" => Tag::NN,
        _ => Tag::SYM,
    })
}

/// The arc of version 1 for one of version 2.
fn arc(relation: &str) -> Arc {
    Arc::of(relation).unwrap_or(match relation {
        "obj" => Arc::Dobj,
        "nsubj:pass" => Arc::Nsubjpass,
        "nsubj:outer" => Arc::Nsubj,
        "csubj:pass" => Arc::Csubjpass,
        "csubj:outer" => Arc::Csubj,
        "aux:pass" => Arc::Auxpass,
        "obl" | "obl:agent" | "obl:arg" => Arc::Nmod,
        "obl:tmod" => Arc::NmodTmod,
        "obl:npmod" | "obl:unmarked" | "nmod:unmarked" => Arc::NmodNpmod,
        "flat" | "flat:foreign" | "flat:name" | "nmod:desc" => Arc::Compound,
        "fixed" => Arc::Mwe,
        "advcl:relcl" => Arc::Advcl,
        _ => Arc::Dep,
    })
}

/// A copy of a sentence in another case: `Title Case` but for short function words, or `UPPER CASE`.
#[must_use]
pub fn recased(sentence: &Sentence, upper: Recase) -> Sentence {
    let mut copy = sentence.clone();
    for (at, form) in copy.forms.iter_mut().enumerate() {
        let function = form.len() < 4
            && sentence.tags.get(at).is_none_or(|tag| {
                matches!(
                    tag,
                    Tag::IN | Tag::TO | Tag::DT | Tag::CC | Tag::POS | Tag::RP
                )
            });
        match upper {
            Recase::Upper => *form = form.to_uppercase(),
            Recase::Title
                if at > 0 && function
                    || form.starts_with(['\'', '’'])
                    || form.contains("n't")
                    || form.contains("n’t") => {}
            Recase::Title => {
                let mut chars = form.chars();
                if let Some(first) = chars.next() {
                    *form = first.to_uppercase().chain(chars).collect();
                }
            }
        }
    }
    copy
}

/// How [`recased`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the kinds
pub enum Recase {
    Title,
    Upper,
}

/// Rows of a table of the gazetteers, without its header.
#[must_use]
pub fn table(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

/// How often each item comes.
pub fn counts<T: Ord>(items: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    counts
}
