//! The lines of a page and the role of each, decided together.
//!
//! ```text
//! lines ─blocks─▶ blocks ─measures─▶ rows of bytes ─first forest─▶ shares of classes ─edges─▶ story, headline ─▶ roles
//! ```
//!
//! No line decides for itself: what it is depends on what is measured of the lines around it, and the story is the stretch
//! whose first and last line fit best of all. The model is learned from pages marked by hand; see `models/CARDS.md`.

pub mod blocks;
pub mod context;
pub mod edges;
pub mod measures;
pub mod model;
mod own;
#[cfg(feature = "train")]
pub mod train;
pub mod trees;
pub mod vocabulary;
pub mod words;

use crate::parse::lines::Line;
use crate::parse::roles::Role;
use crate::text::chars::is_blank;
use blocks::Block;
use edges::{CLASSES, Class, Edge, Shares, Sight, Story};
use measures::{MEASURES, Measure, NONE, Row};
use model::Model;
use trees::{Forest, MOST_CLASSES, shares};

/// How many blocks on either side of a block the first forest looks at.
pub const SIDES: usize = 3;

/// Where a story may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// Behind furniture and a header, which the lines hold as well.
    Anywhere,
    /// With the first line: what stands before it was taken.
    Here,
}

/// The blocks of a page with their roles; together they hold every line.
#[must_use]
pub fn read(text: &str, lines: &[Line], begins: Begins) -> Vec<(Block, Role)> {
    if lines.is_empty() {
        return Vec::new();
    }
    let blocks = blocks::blocks(text, lines);
    let roles = decide(text, lines, &blocks, begins, Model::committed());
    blocks.into_iter().zip(roles).collect()
}

/// The role of each block.
#[must_use]
pub fn decide(
    text: &str,
    lines: &[Line],
    blocks: &[Block],
    begins: Begins,
    model: &Model,
) -> Vec<Role> {
    let rows = context::measure(text, lines, blocks, &model.vocabulary);
    let is_address = |at: usize| {
        let slice = &text[measures::extent(lines, &blocks[at]).range()];
        slice.contains("://") && !slice.contains(is_blank)
    };
    if blocks.len() <= FEW_BLOCKS {
        return few(&rows, begins, is_address);
    }
    let shares = classes(&rows, &model.classes);
    if shares
        .iter()
        .all(|of| of[Class::Body as usize] < LEAST_STORY)
    {
        return shares.iter().map(|of| far(of, true)).collect();
    }
    let sight = Sight::new(&rows, &shares);
    let (first, last) = story(&sight, begins, &model.first, &model.last);
    let last = last + tail(&rows, &shares, last);
    let headline = headline(&sight, &model.headline, first).filter(|&at| !is_address(at));
    let story = Story {
        first,
        last,
        headline,
    };
    let mut roles: Vec<Role> = shares
        .iter()
        .enumerate()
        .map(|(at, shares)| far(shares, at < first))
        .collect();
    let near = sight.candidates(Edge::Role(story));
    for &at in &near {
        roles[at] = role(&sight, &rows[at], &model.roles, story, at, &near);
    }
    roles
}

/// A text with no more blocks than this is no page: the model has seen none so short.
const FEW_BLOCKS: usize = 5;

/// The roles of a few blocks: a headline and lines of the header may stand first, what the tables read as credits or furniture
/// is that, and the rest is the story.
fn few(rows: &[Row], begins: Begins, is_address: impl Fn(usize) -> bool) -> Vec<Role> {
    let mut roles = vec![Role::Body; rows.len()];
    let measured = |at: usize, measure: Measure| rows[at][measure as usize];
    let mut first = 0;
    if begins == Begins::Anywhere {
        let stops = |at: usize| matches!(measured(at, Measure::Ends), 1 | 2 | 3 | 5 | 7);
        let mut titled = false;
        while first + 1 < rows.len() {
            roles[first] = if is_address(first) || measured(first, Measure::Furniture) > 0 {
                Role::Before
            } else if measured(first, Measure::Credit) > 0 {
                Role::Credit
            } else if stops(first) || measured(first, Measure::Words) > 20 {
                break;
            } else if measured(first, Measure::By) == 1 {
                Role::Byline
            } else if measured(first, Measure::Day) > 0 && measured(first, Measure::Words) <= 8 {
                Role::Date
            } else if !titled {
                titled = true;
                Role::Headline
            } else {
                break;
            };
            first += 1;
        }
    }
    for (at, role) in roles.iter_mut().enumerate().skip(first) {
        if measured(at, Measure::Credit) > 0 {
            *role = Role::Credit;
        } else if measured(at, Measure::Furniture) > 0 {
            *role = Role::After;
        }
    }
    roles
}

/// The shares of the classes of each block.
#[must_use]
pub fn classes(rows: &[Row], forest: &Forest) -> Vec<Shares> {
    let none: &[u8] = &[NONE; MEASURES];
    (0..rows.len())
        .map(|at| {
            let mut seen = [none; 2 * SIDES + 1];
            for (place, row) in seen.iter_mut().enumerate() {
                if let Some(other) = (at + place)
                    .checked_sub(SIDES)
                    .and_then(|other| rows.get(other))
                {
                    *row = other;
                }
            }
            let mut scores = [0; MOST_CLASSES];
            forest.score(&seen, &mut scores);
            shares(&scores[..CLASSES])
        })
        .collect()
}

/// The score of a candidate.
fn score(sight: &Sight, forest: &Forest, edge: Edge, at: usize, all: &[usize]) -> i32 {
    let row = sight.measure(edge, at, all);
    let mut scores = [0; MOST_CLASSES];
    forest.score(&[&row], &mut scores);
    scores[0]
}

/// The first and the last block of the story: of all pairs in order, that with the highest sum of scores.
#[must_use]
pub fn story(sight: &Sight, begins: Begins, first: &Forest, last: &Forest) -> (usize, usize) {
    let ends = sight.candidates(Edge::Last);
    let begins = match begins {
        Begins::Anywhere => sight.candidates(Edge::First),
        Begins::Here => vec![0],
    };
    let scored = |edge, forest, all: &[usize]| -> Vec<(usize, i32)> {
        all.iter()
            .map(|&at| (at, score(sight, forest, edge, at, all)))
            .collect()
    };
    let (begins, ends) = (
        scored(Edge::First, first, &begins),
        scored(Edge::Last, last, &ends),
    );
    let mut best: Option<(i32, (usize, usize))> = None;
    for &(begin, of_begin) in &begins {
        for &(end, of_end) in &ends {
            let sum = of_begin + of_end;
            if begin <= end && best.is_none_or(|(most, _)| sum > most) {
                best = Some((sum, (begin, end)));
            }
        }
    }
    // Every candidate for the end stands before every one for the beginning: the best beginning, and what is behind it.
    best.map_or_else(
        || {
            let begin = begins
                .iter()
                .max_by_key(|(at, score)| (*score, std::cmp::Reverse(*at)));
            let begin = begin.map_or(0, |(at, _)| *at);
            (begin, begin)
        },
        |(_, found)| found,
    )
}

/// Where no block has this share of story, in thousandths, there is none: a page of menus.
const LEAST_STORY: u16 = 250;

/// More lines than this behind a story are no end of it.
const LONGEST_TAIL: usize = 2;

/// A block behind the story has at least this share of story to be its end, in thousandths.
const LEAST_TAIL: u16 = 100;

/// How many blocks behind the story are the end of it: where nothing else stands behind it, as in the text of an article
/// without a page around it, and all of them may be story and are sentences that no table knows.
fn tail(rows: &[Row], shares: &[Shares], last: usize) -> usize {
    let behind = &rows[last + 1..];
    let fits = |(row, shares): (&Row, &Shares)| {
        let measured = |measure: Measure| row[measure as usize];
        shares[Class::Body as usize] >= LEAST_TAIL
            && measured(Measure::Credit) == 0
            && measured(Measure::Furniture) == 0
            && measured(Measure::Who) == 0
            && measured(Measure::Links) == 0
            && measured(Measure::Words) >= 4
            && matches!(measured(Measure::Ends), 1 | 2 | 3 | 7)
    };
    let all = behind.iter().zip(&shares[last + 1..]).all(fits);
    if all && behind.len() <= LONGEST_TAIL {
        behind.len()
    } else {
        0
    }
}

/// A headline has at least this score: a chance of three in ten.
const LEAST_HEADLINE: i32 = -868;

/// The headline of a story that begins with block `story`.
#[must_use]
pub fn headline(sight: &Sight, forest: &Forest, story: usize) -> Option<usize> {
    let edge = Edge::Headline(story);
    let all = sight.candidates(edge);
    let scored = all
        .iter()
        .map(|&at| (score(sight, forest, edge, at, &all), at));
    let (score, at) = scored.max()?;
    (score >= LEAST_HEADLINE).then_some(at)
}

/// The role of a block that is far from the story.
fn far(shares: &Shares, before: bool) -> Role {
    let share = |class: Class| shares[class as usize];
    if share(Class::Credit) > 500 {
        Role::Credit
    } else if before {
        Role::Before
    } else {
        Role::After
    }
}

/// What the forest of roles tells apart. Which furniture a block is follows from its place.
pub const ROLES: [Role; 11] = [
    Role::Before,
    Role::Section,
    Role::Headline,
    Role::Deck,
    Role::Byline,
    Role::Date,
    Role::Caption,
    Role::Body,
    Role::Crosshead,
    Role::Credit,
    Role::Outlet,
];

/// The likeliest role of a block near or within a story.
fn role(sight: &Sight, row: &Row, forest: &Forest, story: Story, at: usize, all: &[usize]) -> Role {
    if Some(at) == story.headline {
        return Role::Headline;
    }
    if at == story.first || at == story.last {
        return Role::Body;
    }
    let measured = sight.measure(Edge::Role(story), at, all);
    let mut scores = [0; MOST_CLASSES];
    forest.score(&[&measured], &mut scores);
    let within = (story.first..=story.last).contains(&at);
    let fits = |role: Role| match role {
        Role::Before | Role::Caption | Role::Credit => true,
        // A sentence is no heading.
        Role::Crosshead => within && row[Measure::Prose as usize] == 0,
        Role::Body => within,
        // A header stands before its story; signatures may stand behind it.
        Role::Byline | Role::Date => !within,
        _ => at < story.first,
    };
    let best = (0..ROLES.len())
        .filter(|&role| fits(ROLES[role]))
        .max_by_key(|&role| (scores[role], std::cmp::Reverse(role)));
    match best.map_or(Role::Before, |role| ROLES[role]) {
        Role::Before if within => Role::Inside,
        Role::Before if at > story.last => Role::After,
        role => role,
    }
}
