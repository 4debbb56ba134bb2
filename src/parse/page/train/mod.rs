//! Learning what each line of a page is, from pages whose lines were marked by hand.
//!
//! The forests of edges learn on what the forest of classes says of pages that it has not seen: the pages are parted by
//! publisher, and each part is judged by a forest that learned from the others. The same holds for the weights of words.

pub mod boost;
pub mod corpus;
pub mod measure;
pub mod words;

use super::edges::{CLASSES, Class, EDGE_MEASURES, Edge, EdgeRow, Shares, Sight, Story};
use super::measures::{MEASURES, Measure, NONE, Row};
use super::model::MAGIC;
use super::trees::Forest;
use super::vocabulary::Vocabulary;
use super::{ROLES, SIDES, classes};
use crate::parse::roles::Role;
use crate::text::hash::Hash;
use boost::{Column, Plan};
use corpus::Page;

/// Parts of the pages for judging what was not learned from.
const FOLDS: usize = 4;

/// How the forest of classes grows.
const CLASSES_PLAN: Plan = Plan {
    rounds: 90,
    leaves: 24,
    rate: 12,
    examples: 60,
    columns: 30,
    pull: 5.0,
    least: 5.0,
    fewest: 20,
};

/// How the forests of edges grow.
const EDGES_PLAN: Plan = Plan {
    rounds: 250,
    leaves: 12,
    rate: 6,
    examples: 60,
    columns: 30,
    pull: 4.0,
    least: 2.0,
    fewest: 20,
};

/// How the forest of roles grows.
const ROLES_PLAN: Plan = Plan {
    rounds: 50,
    leaves: 12,
    rate: 15,
    examples: 60,
    columns: 30,
    pull: 5.0,
    least: 5.0,
    fewest: 20,
};

/// How much labels made by program count, those read by hand counting one.
const BY_PROGRAM: f64 = 0.5;

/// Pages with more blocks count as if they had so many.
const MOST_BLOCKS: f64 = 150.0;

/// Blocks farther from an edge of the story than this are thinned.
const CLOSE: usize = 25;

/// Of a hundred blocks far from every edge, how many are learned from; each counts for those left out.
const THINNED: u64 = 15;

/// The text of stories with more blocks around them is thinned.
const MOST_PLAIN: usize = 60;

/// Measures that are looked at on the blocks beside a block.
const BESIDE: [Measure; 40] = [
    Measure::Length,
    Measure::Words,
    Measure::Capitalized,
    Measure::Shared,
    Measure::SharedBehind,
    Measure::BlanksBefore,
    Measure::Lines,
    Measure::Repeated,
    Measure::Echo,
    Measure::Prose,
    Measure::Extends,
    Measure::Who,
    Measure::Digits,
    Measure::Ends,
    Measure::Begins,
    Measure::Heading,
    Measure::MenuShare,
    Measure::Menu,
    Measure::Photo,
    Measure::Says,
    Measure::Role,
    Measure::Update,
    Measure::Day,
    Measure::By,
    Measure::Copyright,
    Measure::Handle,
    Measure::Furniture,
    Measure::Credit,
    Measure::Name,
    Measure::WordsBefore,
    Measure::WordsAfter,
    Measure::WordsBody,
    Measure::WordsTitle,
    Measure::WordsCaption,
    Measure::WordsCredit,
    Measure::OpensBefore,
    Measure::OpensAfter,
    Measure::OpensBody,
    Measure::OpensCredit,
    Measure::ClosesAfter,
];

/// Pages with what is learned and said of them.
struct Lesson<'a> {
    pages: &'a [Page],
    rows: Vec<Vec<Row>>,
    shares: Vec<Vec<Shares>>,
}

/// The part that a page belongs to: that of its publisher.
fn fold(page: &Page) -> usize {
    (Hash::new().field(&page.publisher).finish() % FOLDS as u64) as usize
}

/// Briefs that are made of each page.
const BRIEFS: u64 = 2;

/// Learns a model from marked pages, and from briefs made of those that are short forms and were read by hand. `told` is
/// called with what is being done.
#[must_use]
pub fn learn(mut pages: Vec<Page>, mut told: impl FnMut(&str)) -> Vec<u8> {
    let briefs: Vec<Page> = pages
        .iter()
        .filter(|page| page.by_hand && matches!(page.form.as_str(), "paste" | "article-element"))
        .flat_map(|page| (0..BRIEFS).filter_map(|which| page.brief(which)))
        .collect();
    pages.extend(briefs);
    let pages = &pages[..];
    let mut model = MAGIC.to_vec();
    let mut write = |part: &[u8]| {
        let length = u32::try_from(part.len()).expect("a part is small");
        model.extend(length.to_le_bytes());
        model.extend(part);
    };
    let mut lesson = Lesson {
        pages,
        rows: Vec::new(),
        shares: vec![Vec::new(); pages.len()],
    };
    let by_fold: Vec<Vec<u8>> = (0..FOLDS)
        .map(|part| words::learn(pages, |page| fold(page) != part))
        .collect();
    lesson.rows = pages
        .iter()
        .map(|page| measure(page, &by_fold[fold(page)]))
        .collect();
    for part in 0..FOLDS {
        told(&format!("classes without part {part}"));
        let bytes = learn_classes(&lesson, |page| fold(page) != part);
        let forest = Forest::read(&bytes).expect("a forest that was grown can be read");
        for (at, page) in pages.iter().enumerate() {
            if fold(page) == part {
                lesson.shares[at] = classes(&lesson.rows[at], &forest);
            }
        }
    }
    told("classes");
    write(&words::learn(pages, |_| true));
    write(&learn_classes(&lesson, |_| true));
    for (name, edge) in [
        ("first lines", Edge::First),
        ("last lines", Edge::Last),
        ("headlines", Edge::Headline(0)),
    ] {
        told(name);
        write(&learn_edge(&lesson, edge));
    }
    told("roles");
    write(&learn_roles(&lesson));
    model
}

/// The rows of a page under some weights of words.
#[must_use]
pub fn measure(page: &Page, words: &[u8]) -> Vec<Row> {
    super::context::measure(
        page.text.as_str(),
        &page.lines,
        &page.blocks,
        &Vocabulary::new(words),
    )
}

fn class(role: Role) -> Class {
    match role {
        Role::Before => Class::Before,
        Role::After => Class::After,
        Role::Body => Class::Body,
        Role::Headline => Class::Headline,
        Role::Caption => Class::Caption,
        Role::Credit => Class::Credit,
        Role::Inside => Class::Inside,
        Role::Byline => Class::Byline,
        Role::Date | Role::Outlet | Role::Dateline => Class::Date,
        Role::Deck => Class::Deck,
        Role::Section => Class::Section,
        Role::Crosshead => Class::Crosshead,
    }
}

/// The first and the last block of a page's story.
fn edges(page: &Page) -> Option<(usize, usize)> {
    let body = |role: &Role| *role == Role::Body;
    Some((
        page.roles.iter().position(body)?,
        page.roles.iter().rposition(body)?,
    ))
}

fn learn_classes(lesson: &Lesson, use_page: impl Fn(&Page) -> bool) -> Vec<u8> {
    let mut columns = Vec::new();
    for side in 0..=2 * SIDES {
        for column in 0..MEASURES {
            let own = side == SIDES;
            if own || BESIDE.iter().any(|&measure| measure as usize == column) {
                let place = (
                    u8::try_from(side).expect("few"),
                    u8::try_from(column).expect("few"),
                );
                columns.push(Column {
                    place,
                    values: Vec::new(),
                });
            }
        }
    }
    let (mut labels, mut weights) = (Vec::new(), Vec::new());
    for (page, rows) in lesson.pages.iter().zip(&lesson.rows) {
        let Some((first, last)) = edges(page).filter(|_| use_page(page)) else {
            continue;
        };
        let of_page = if page.by_hand { 1.0 } else { BY_PROGRAM }
            * (MOST_BLOCKS / rows.len() as f64).min(1.0);
        for at in 0..rows.len() {
            let far = at + CLOSE < first
                || at > last + CLOSE
                || at > first + CLOSE / 2 && at + CLOSE / 2 < last && page.roles[at] == Role::Body;
            let chosen = Hash::new()
                .field(&page.id)
                .bytes(&at.to_le_bytes())
                .finish()
                >> 20;
            if far && chosen % 100 >= THINNED {
                continue;
            }
            let weight = if far {
                of_page * 100.0 / THINNED as f64
            } else {
                of_page
            };
            for column in &mut columns {
                let (side, measure) = column.place;
                let other = (at + usize::from(side))
                    .checked_sub(SIDES)
                    .and_then(|other| rows.get(other));
                column
                    .values
                    .push(other.map_or(NONE, |row| row[usize::from(measure)]));
            }
            labels.push(class(page.roles[at]) as u8);
            weights.push(weight);
        }
    }
    boost::grow(&columns, &labels, &weights, CLASSES, &CLASSES_PLAN)
}

fn learn_edge(lesson: &Lesson, edge: Edge) -> Vec<u8> {
    let mut examples: Vec<(EdgeRow, u8, f64)> = Vec::new();
    for (at, page) in lesson.pages.iter().enumerate() {
        // Programs are wrong at the edges most of all.
        let Some((first, _)) = edges(page).filter(|_| page.by_hand) else {
            continue;
        };
        let sight = Sight::new(&lesson.rows[at], &lesson.shares[at]);
        let edge = if let Edge::Headline(_) = edge {
            Edge::Headline(first)
        } else {
            edge
        };
        let all = sight.candidates(edge);
        for &candidate in &all {
            let right = page.is_edge(edge, candidate);
            examples.push((sight.measure(edge, candidate, &all), u8::from(right), 1.0));
        }
    }
    grow(&examples, 1, &EDGES_PLAN)
}

/// Grows a forest from measures of edges.
fn grow(examples: &[(EdgeRow, u8, f64)], classes: usize, plan: &Plan) -> Vec<u8> {
    let columns: Vec<Column> = (0..EDGE_MEASURES)
        .map(|column| Column {
            place: (0, u8::try_from(column).expect("measures of edges are few")),
            values: examples.iter().map(|(row, ..)| row[column]).collect(),
        })
        .collect();
    let labels: Vec<u8> = examples.iter().map(|(_, label, _)| *label).collect();
    let weights: Vec<f64> = examples.iter().map(|(.., weight)| *weight).collect();
    boost::grow(&columns, &labels, &weights, classes, plan)
}

fn learn_roles(lesson: &Lesson) -> Vec<u8> {
    let mut examples: Vec<(EdgeRow, u8, f64)> = Vec::new();
    for (at, page) in lesson.pages.iter().enumerate() {
        let Some((first, last)) = edges(page) else {
            continue;
        };
        let headline = page.roles[..first]
            .iter()
            .rposition(|role| *role == Role::Headline);
        let edge = Edge::Role(Story {
            first,
            last,
            headline,
        });
        let sight = Sight::new(&lesson.rows[at], &lesson.shares[at]);
        let all = sight.candidates(edge);
        let weight = if page.by_hand { 1.0 } else { BY_PROGRAM };
        for &candidate in &all {
            let role = match page.roles[candidate] {
                Role::Inside | Role::After => Role::Before,
                Role::Dateline => Role::Date,
                role => role,
            };
            let chosen = Hash::new()
                .field(&page.id)
                .bytes(&candidate.to_le_bytes())
                .finish()
                >> 20;
            // Most blocks of a long story are as sure as the others.
            let plain = role == Role::Body && all.len() > MOST_PLAIN;
            if plain && chosen % 100 >= THINNED {
                continue;
            }
            let weight = if plain {
                weight * 100.0 / THINNED as f64
            } else {
                weight
            };
            let label = ROLES.iter().position(|known| *known == role).unwrap_or(0);
            let label = u8::try_from(label).expect("roles are few");
            examples.push((sight.measure(edge, candidate, &all), label, weight));
        }
    }
    grow(&examples, ROLES.len(), &ROLES_PLAN)
}
