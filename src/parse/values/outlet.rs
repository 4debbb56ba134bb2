//! The publisher, from everything that may name it.

use super::Page;
use crate::parse::roles::Role;
use crate::parse::{Draft, names};
use crate::text::Span;

/// Reads the publisher.
#[must_use]
pub fn outlet(page: &Page, others: &[Span], title: Option<Span>, draft: &Draft) -> Option<Span> {
    let line = page
        .lines
        .iter()
        .zip(page.roles)
        .find(|(_, role)| **role == Role::Outlet)
        .map(|(line, _)| line.span);
    let tail = others
        .iter()
        .copied()
        .find(|span| names::is_publisher(&page.text[span.range()]));
    line.or(tail).or(title).or(draft.header.agency)
}
