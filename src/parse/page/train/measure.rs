//! How often the model is right on marked pages.

use super::corpus::Page;
use crate::parse::page::edges::Edge;
use crate::parse::page::model::Model;
use crate::parse::page::{Begins, decide};
use crate::parse::roles::Role;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Counts over pages of one form.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    pages: usize,
    first: usize,
    last: usize,
    both: usize,
    headlines: usize,
    headline: usize,
    blocks: usize,
    right: usize,
}

/// A table of what share of pages has the first block of the story right, the last, both, and the headline, and what share
/// of blocks has its role: by form, then of all.
#[must_use]
pub fn table(pages: &[Page], model: &Model) -> String {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for page in pages {
        let roles = decide(
            page.text.as_str(),
            &page.lines,
            &page.blocks,
            Begins::Anywhere,
            model,
        );
        let story = |role: &Role| *role == Role::Body;
        let first = roles.iter().position(story).unwrap_or(0);
        let last = roles.iter().rposition(story).unwrap_or(0);
        let headline = roles.iter().position(|role| *role == Role::Headline);
        for form in [page.form.as_str(), "~ all"] {
            let of = counts.entry(form).or_default();
            of.pages += 1;
            of.first += usize::from(page.is_edge(Edge::First, first));
            of.last += usize::from(page.is_edge(Edge::Last, last));
            of.both += usize::from(page.bodies.contains(&(first, last)));
            if page.roles.contains(&Role::Headline) {
                of.headlines += 1;
                of.headline +=
                    usize::from(headline.is_some_and(|at| page.is_edge(Edge::Headline(first), at)));
            }
            of.blocks += roles.len();
            of.right += roles
                .iter()
                .zip(&page.roles)
                .filter(|(one, other)| one == other)
                .count();
        }
    }
    let mut table = String::from("form\tpages\tfirst\tlast\tboth\theadline\troles\n");
    for (form, of) in counts {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let _ = writeln!(
            table,
            "{form}\t{}\t{:.1}\t{:.1}\t{:.1}\t{:.1}\t{:.1}",
            of.pages,
            share(of.first, of.pages),
            share(of.last, of.pages),
            share(of.both, of.pages),
            share(of.headline, of.headlines),
            share(of.right, of.blocks),
        );
    }
    table
}
