//! Readers of values: what the lines of a header say, once it is known what each line is.
//!
//! | file | reads |
//! | --- | --- |
//! | `pieces` | a line as words, dates, times and what parts them |
//! | `byline` | names of authors |
//! | `dateline` | place, agency and day before the story |
//! | `day` | the day of publication |
//! | `person` | whether words are a person's name |
//! | `printed` | days in every form |
//! | `form`, `mention` | names of publishers, and how pages name them |
//! | `title` | headline and deck |
//! | `outlet` | the publisher, from all that may name it |
//!
//! Fields that the draft has already stay as they are.

mod byline;
mod dateline;
mod day;
mod form;
mod mention;
mod outlet;
mod person;
mod pieces;
mod printed;
mod title;

use super::lines::Line;
use super::roles::Role;
use super::{Author, Draft};
use crate::text::Span;
use std::ops::Range;

pub use byline::{Byline, byline, field};
pub use dateline::dateline;

/// A text as lines with roles.
#[derive(Debug, Clone, Copy)]
struct Page<'a> {
    text: &'a str,
    lines: &'a [Line],
    roles: &'a [Role],
    /// The first and the last line of the story.
    story: Option<(usize, usize)>,
}

impl Page<'_> {
    fn slice(&self, at: usize) -> &str {
        &self.text[self.lines[at].span.range()]
    }

    /// The agency of the dateline on the first line of the story.
    fn agency(&self) -> Option<Span> {
        let (first, last) = self.story?;
        let story = self.lines[first].span.cover(self.lines[last].span);
        let mut draft = Draft::default();
        let _ = dateline(self.text, story, &mut draft);
        draft.header.agency
    }

    /// Runs of lines whose roles fit.
    fn runs(&self, fits: impl Fn(Role) -> bool) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, role) in self.roles.iter().enumerate() {
            if !fits(*role) {
                continue;
            }
            match found.last_mut() {
                Some(run) if run.end == at => run.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }
}

/// Reads headline, deck, authors, day and publisher from lines whose roles are known. Every line has a role.
pub fn read(text: &str, lines: &[Line], roles: &[Role], draft: &mut Draft) {
    let count = lines.len().min(roles.len());
    let (lines, roles) = (&lines[..count], &roles[..count]);
    let first = roles.iter().position(|role| *role == Role::Body);
    let last = roles.iter().rposition(|role| *role == Role::Body);
    let page = Page {
        text,
        lines,
        roles,
        story: first.zip(last),
    };
    let title = title::headline(&page);
    draft.header.headline = draft.header.headline.or(title.headline);
    draft.header.deck = draft.header.deck.or_else(|| title::deck(&page));
    day::day(&page, draft);
    dateline::alone(&page, draft);
    let others = authors(&page, draft);
    if draft.header.outlet.is_none() {
        draft.header.outlet = outlet::outlet(&page, &others, title.outlet, draft);
    }
}

/// Reads the authors; returns what else the bylines name.
fn authors(page: &Page, draft: &mut Draft) -> Vec<Span> {
    let mut others = Vec::new();
    for run in page.runs(|role| role == Role::Byline) {
        let last = page.slice(run.end - 1);
        let open = last.rfind('[') > last.rfind(']') && run.end < page.lines.len();
        let end = run.end - usize::from(!open);
        let span = page.lines[run.start].span.cover(page.lines[end].span);
        let read = byline(page.text, span);
        others.extend(read.others);
        if !draft.authors_settled {
            for author in read.authors {
                byline::add(&mut draft.header.authors, author);
            }
        }
    }
    if draft.header.authors.is_empty() && !draft.authors_settled {
        draft.header.authors = credited(page);
    }
    others
}

/// The authors that a credit names, where no byline does: `Author: Ana Ruiz`, `(Reporting by Bo Li; Editing by …)`.
fn credited(page: &Page) -> Vec<Author> {
    let credits = page
        .lines
        .iter()
        .zip(page.roles)
        .filter(|(line, role)| **role == Role::Credit && line.span.len() <= MOST_CREDIT);
    for (line, _) in credits.take(40) {
        let read = byline::credit(page.text, line.span);
        if !read.is_empty() {
            return read;
        }
    }
    Vec::new()
}

/// A longer credit tells of somebody and signs for nobody.
const MOST_CREDIT: usize = 240;
