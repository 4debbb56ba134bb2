//! The hand-marked articles.

use crate::language::train::marks::{self, Marks};
use crate::parse::Article;
use crate::text::{Span, Text};
use std::ops::Range;
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
    /// Whether it is speech or evidence, where the annotators told.
    pub speech: Option<bool>,
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

impl Example {
    /// Whether the annotators told speech from the rest, as those of world and web news did.
    #[must_use]
    pub fn tells_speech(&self) -> bool {
        self.gold.iter().any(|gold| gold.speech.is_some())
    }
}

/// The training articles below the folder of all corpora: PolNeAR's by name, then those of world and web news.
///
/// # Errors
/// When a file cannot be read.
pub fn train(corpora: &Path) -> io::Result<Vec<Example>> {
    let mut examples = polnear(&corpora.join("polnear/train"))?;
    for article in marks::world(corpora)? {
        let bytes = bytes(article.text.as_str());
        let marked = article.marks.iter().zip(&article.told);
        let gold = marked.filter_map(|(marks, told)| gold(marks, Some(told.is_speech()), &bytes));
        examples.push(Example {
            name: article.name,
            gold: gold.collect(),
            text: article.text,
        });
    }
    Ok(examples)
}

/// Reads `text/*.txt` and the first of each `attributions/*.ann`, by name.
///
/// # Errors
/// When a file cannot be read.
pub fn polnear(folder: &Path) -> io::Result<Vec<Example>> {
    let mut examples = Vec::new();
    for (name, marks) in marks::read(&folder.join("attributions"))? {
        let path = folder.join("text").join(format!("{name}.txt"));
        if !path.exists() {
            continue;
        }
        let string = fs::read_to_string(path)?;
        let bytes = bytes(&string);
        let gold = marks.iter().filter_map(|marks| gold(marks, None, &bytes));
        let gold = gold.collect();
        let text = Text::new(string).map_err(|error| io::Error::other(error.to_string()))?;
        examples.push(Example { name, text, gold });
    }
    Ok(examples)
}

/// Where each code point begins, and the end.
fn bytes(string: &str) -> Vec<usize> {
    let starts = string.char_indices().map(|(at, _)| at);
    starts.chain([string.len()]).collect()
}

fn gold(marks: &Marks, speech: Option<bool>, bytes: &[usize]) -> Option<Gold> {
    let spans = |ranges: &[Range<usize>]| -> Option<Vec<Span>> {
        let span = |range: &Range<usize>| {
            Some(Span::new(*bytes.get(range.start)?, *bytes.get(range.end)?))
        };
        ranges.iter().map(span).collect()
    };
    Some(Gold {
        content: spans(&marks.content)?,
        cue: spans(&marks.cue)?,
        source: spans(&marks.source)?,
        speech,
    })
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
