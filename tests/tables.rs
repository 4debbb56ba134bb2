//! Knowledge lives in tables, not in code, and what a table shows as an example is read so.

mod source;

use ascribe::lexicon::reporting::Reporting;
use ascribe::parse::Given;
use ascribe::text::{Span, Text};
use source::{Piece, modules};
use std::collections::BTreeMap;

/// From so many words on, a list belongs in a table (`lexicon/word_sets.tsv`, or one of its own).
const LIST: usize = 4;

/// The lists of words that are code, by module, with how many there are and why. A list that goes into a table is taken off here.
const IN_CODE: &[(&str, usize, &str)] = &[
    ("cli::stored", 1, "names that Windows keeps for devices"),
    (
        "language::lemma",
        1,
        "endings of verbs, the order in which they are tried",
    ),
    (
        "language::name_labels",
        1,
        "labels of the network, by number",
    ),
    ("language::roles", 1, "labels of the network, by number"),
    (
        "language::train::corpus",
        2,
        "tags and relations of treebanks, which differ",
    ),
    ("language::train::data", 1, "files of a corpus"),
    ("language::train::measure", 1, "headings of a printed table"),
    (
        "lexicon::reporting",
        1,
        "endings behind which a verb gets -es",
    ),
    ("output::compare", 1, "fields of the record"),
];

/// Modules whose lists wait for the redesign of that part, with how many lists they have at most. They only become fewer.
const REDESIGNED: &[(&str, usize)] = &[
    ("extract::attributions", 22),
    ("extract::dates", 13),
    ("parse", 61),
    ("time", 3),
];

/// The lists of words in a source: strings with letters that `|` or `,` joins, each with its line and words.
fn lists(pieces: &[Piece]) -> Vec<(usize, Vec<&str>)> {
    let is_word = |piece: &Piece| {
        piece.text.starts_with('"') && piece.text.contains(|c: char| c.is_alphabetic())
    };
    let mut lists = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let mut words = Vec::new();
        let start = at;
        while at < pieces.len() && is_word(&pieces[at]) {
            words.push(pieces[at].text.as_str());
            at += 1;
            let joined = pieces
                .get(at)
                .is_some_and(|piece| matches!(piece.text.as_str(), "|" | ","));
            at += usize::from(joined);
            if !joined {
                break;
            }
        }
        if words.len() >= LIST {
            lists.push((pieces[start].line, words));
        }
        at += usize::from(at == start);
    }
    lists
}

#[test]
fn a_list_of_words_stands_in_a_table() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, pieces) in modules() {
        for (line, words) in lists(&pieces) {
            let shown = format!("{module}:{line}: {}", words.join(" "));
            found.entry(module.clone()).or_default().push(shown);
        }
    }
    let mut wrong: Vec<String> = Vec::new();
    for &(file, count, why) in IN_CODE {
        let lists = found.remove(file).unwrap_or_default();
        if lists.len() != count {
            wrong.push(format!(
                "{file} has {} lists, not {count} ({why}):",
                lists.len()
            ));
            wrong.extend(lists);
        }
    }
    for &(folder, most) in REDESIGNED {
        let inside = |file: &String| file.starts_with(folder);
        let files: Vec<String> = found.keys().filter(|file| inside(file)).cloned().collect();
        let lists: Vec<String> = files
            .iter()
            .flat_map(|file| found.remove(file).unwrap())
            .collect();
        if lists.len() > most {
            wrong.push(format!(
                "{folder} has {} lists, {most} at most:",
                lists.len()
            ));
            wrong.extend(lists);
        }
    }
    wrong.extend(found.into_values().flatten());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(IN_CODE.iter().map(|(_, count, _)| count).sum::<usize>() < 15);
}

/// An example without its marks, and what is marked as content, source and cue.
fn unmarked(example: &str) -> (String, [Vec<Span>; 3]) {
    let mut text = String::new();
    let mut spans: [Vec<Span>; 3] = Default::default();
    let mut open: Option<(usize, usize)> = None;
    for c in example.chars() {
        let mark = match c {
            '‹' | '›' => 0,
            '[' | ']' => 1,
            '*' => 2,
            _ => {
                text.push(c);
                continue;
            }
        };
        open = match open {
            Some((kind, start)) if kind == mark => {
                spans[kind].push(Span::new(start, text.len()));
                None
            }
            _ => Some((mark, text.len())),
        };
    }
    (text, spans)
}

/// Whether spans have the words that others have.
fn same_words(text: &str, one: &[Span], other: &[Span]) -> bool {
    let words = |spans: &[Span]| -> Vec<String> {
        let all: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
        let words = all.join(" ");
        let words = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    words(one) == words(other)
}

/// How many examples of `reporting.tsv` are read exactly as they are marked. The number only rises.
const READ: usize = 523;

#[test]
fn the_examples_of_reporting_words_are_run() {
    let mut missed = Vec::new();
    let mut read = 0;
    for (word, row) in Reporting::all() {
        let (example, [content, source, cue]) = unmarked(row.example);
        let text = Text::new(example).unwrap();
        let article = ascribe::parse::one_article(&text);
        let analysis = ascribe::language::analyze(&article);
        let extraction = ascribe::extract::extract(&article, &analysis, &Given::default());
        let right = extraction.relations.iter().any(|relation| {
            let all = |spans: &Option<ascribe::text::Spans>| -> Vec<Span> {
                spans.iter().flat_map(ascribe::text::Spans::iter).collect()
            };
            let found: Vec<Span> = relation.content.iter().collect();
            same_words(text.as_str(), &found, &content)
                && same_words(text.as_str(), &all(&relation.source), &source)
                && same_words(text.as_str(), &all(&relation.cue), &cue)
        });
        read += usize::from(right);
        if !right {
            missed.push(word);
        }
    }
    assert!(
        read >= READ,
        "{read} examples are read, {READ} were; these are not: {}",
        missed.join(" ")
    );
    println!(
        "{read} examples are read; these are not: {}",
        missed.join(" ")
    );
}
