//! Marked pages: `{"id","publisher","form","truth","text","lines":[[start, end, role]], …}`, one a line.

use crate::parse::lines::{Line, lines};
use crate::parse::page::blocks::{Block, blocks};
use crate::parse::page::edges::Edge;
use crate::parse::roles::Role;
use crate::parse::{Draft, prefix};
use crate::text::Text;
use crate::text::hash::Hash;
use std::io::{self, BufRead};

/// A page with its blocks and what each is.
#[derive(Debug)]
pub struct Page {
    /// Its name.
    pub id: String,
    /// Who published it: pages of one publisher are learned from, or judged by, together.
    pub publisher: String,
    /// How it was made: `wet`, `lynx`, …
    pub form: String,
    /// Whether a person read its labels line by line.
    pub by_hand: bool,
    /// Its text.
    pub text: Text,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// What each block is: the role of most of its characters.
    pub roles: Vec<Role>,
    /// The first and last blocks of the story, and of others that are as right.
    pub bodies: Vec<(usize, usize)>,
}

/// Reads marked pages.
///
/// # Errors
/// If a line cannot be read or is none of that form.
pub fn read(source: impl BufRead) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for line in source.lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let page = page(&value).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                "a page lacks a field, or has one of another form",
            )
        })?;
        pages.push(page);
    }
    Ok(pages)
}

fn page(value: &serde_json::Value) -> Option<Page> {
    let string = value["text"].as_str()?;
    let mut starts: Vec<usize> = string.char_indices().map(|(at, _)| at).collect();
    starts.push(string.len());
    let at = |value: &serde_json::Value| Some(starts[usize::try_from(value.as_u64()?).ok()?]);
    let mut marked = Vec::new();
    for line in value["lines"].as_array()? {
        marked.push((
            at(&line[0])?,
            at(&line[1])?,
            Role::named(line[2].as_str()?)?,
        ));
    }
    let mut accepted = Vec::new();
    for body in value["body_accept"].as_array().into_iter().flatten() {
        accepted.push((at(&body[0])?, at(&body[1])?.saturating_sub(1)));
    }
    let form = value["form"].as_str()?.to_owned();
    Some(Page {
        id: value["id"].as_str()?.to_owned(),
        publisher: value["publisher"].as_str()?.to_owned(),
        by_hand: value["truth"] == "hand",
        ..marked_page(string.to_owned(), &marked, &accepted, form)?
    })
}

/// A line with its first byte, the byte behind its last, and its role.
type Marked = (usize, usize, Role);

/// A page of a text with marked lines, and other stories that are as right.
fn marked_page(
    string: String,
    marked: &[Marked],
    accepted: &[(usize, usize)],
    form: String,
) -> Option<Page> {
    let text = Text::new(string).ok()?;
    let string = text.as_str();
    let rest = prefix::read(string, text.span(), &mut Draft::default());
    let lines = lines(string, rest);
    let blocks = blocks(string, &lines);
    let roles: Vec<Role> = blocks
        .iter()
        .map(|block| role(marked, &lines[block.lines.clone()]))
        .collect();
    let block_at = |byte: usize| {
        let behind = blocks.partition_point(|block| lines[block.lines.start].span.start() <= byte);
        behind.saturating_sub(1)
    };
    let of_story = |role: &Role| *role == Role::Body;
    let first = roles.iter().position(of_story);
    let last = roles.iter().rposition(of_story);
    let mut bodies: Vec<(usize, usize)> = first.zip(last).into_iter().collect();
    bodies.extend(
        accepted
            .iter()
            .map(|&(first, last)| (block_at(first), block_at(last))),
    );
    Some(Page {
        id: String::new(),
        publisher: String::new(),
        form,
        by_hand: false,
        lines,
        blocks,
        roles,
        bodies,
        text,
    })
}

/// Lines before the header and behind the story that a brief keeps, at most.
const AROUND_BRIEF: u64 = 6;

/// Paragraphs that a brief keeps, at most.
const LONGEST_BRIEF: u64 = 5;

impl Page {
    /// The page cut down to a brief: few lines around the header, few paragraphs, few lines behind. Most pages are long, and
    /// what people paste is often short. `which` tells briefs of one page apart.
    #[must_use]
    pub fn brief(&self, which: u64) -> Option<Self> {
        let dice = |what: &str, sides: u64| {
            let hash = Hash::new().field(&self.id).field(what);
            (hash.bytes(&which.to_le_bytes()).finish() >> 20) % sides
        };
        let first = self.roles.iter().position(|role| *role == Role::Body)?;
        let last = self.roles.iter().rposition(|role| *role == Role::Body)?;
        let header = self.roles[..first]
            .iter()
            .position(|role| !matches!(role, Role::Before | Role::Inside))
            .unwrap_or(first);
        let begin = header.saturating_sub(dice("before", AROUND_BRIEF + 1) as usize);
        let paragraphs = 1 + dice("story", LONGEST_BRIEF) as usize;
        let behind = dice("behind", AROUND_BRIEF + 1) as usize;
        let (mut text, mut marked) = (String::new(), Vec::new());
        let mut told = 0;
        for (at, block) in self.blocks.iter().enumerate().skip(begin) {
            let is_story = self.roles[at] == Role::Body;
            // The first paragraphs, but the very last in place of the last of them.
            let kept = at < first
                || at == last
                || at < last && told + 1 < paragraphs
                || at > last && at <= last + behind;
            if !kept {
                continue;
            }
            told += usize::from(is_story);
            for line in &self.lines[block.lines.clone()] {
                let gap = usize::from(!text.is_empty()) + usize::from(line.blanks_before.min(2));
                text.extend(std::iter::repeat_n('\n', gap));
                text.extend(std::iter::repeat_n(' ', usize::from(line.indent)));
                let start = text.len();
                text.push_str(&self.text.as_str()[line.span.range()]);
                marked.push((start, text.len(), self.roles[at]));
            }
        }
        Some(Self {
            id: format!("{}#{which}", self.id),
            publisher: self.publisher.clone(),
            by_hand: self.by_hand,
            ..marked_page(text, &marked, &[], "brief".to_owned())?
        })
    }
}

/// The role of most characters of some lines; of those with equally many, the first.
fn role(marked: &[(usize, usize, Role)], lines: &[Line]) -> Role {
    let mut counts: Vec<(Role, usize)> = Vec::new();
    for line in lines {
        let from = marked.partition_point(|&(_, end, _)| end <= line.span.start());
        for &(start, end, role) in &marked[from..] {
            if start >= line.span.end() {
                break;
            }
            let common = end.min(line.span.end()) - start.max(line.span.start());
            match counts.iter_mut().find(|(known, _)| *known == role) {
                Some((_, count)) => *count += common,
                None => counts.push((role, common)),
            }
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0);
    counts
        .into_iter()
        .find(|&(_, count)| count == most)
        .map_or(Role::After, |(role, _)| role)
}

impl Page {
    /// Whether its publisher is of the fifth that is held out when plans of learning are compared.
    #[must_use]
    pub fn is_held_out(&self) -> bool {
        Hash::new()
            .field(&self.publisher)
            .field("held out")
            .finish()
            .is_multiple_of(5)
    }

    /// Whether block `at` is a right answer to what is asked of it.
    #[must_use]
    pub fn is_edge(&self, edge: Edge, at: usize) -> bool {
        match edge {
            Edge::First => self.bodies.iter().any(|(first, _)| *first == at),
            Edge::Last => self.bodies.iter().any(|(_, last)| *last == at),
            Edge::Headline(_) => self.roles[at] == Role::Headline,
            Edge::Role(_) => false,
        }
    }
}
