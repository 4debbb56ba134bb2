//! What stands before the first line of crawl text: ` date 2025-04-19 `, and an author with a publisher in brackets.

use super::{Draft, names, values};
use crate::text::Span;
use crate::text::chars::is_blank;
use crate::time::absolute;
use regex::Regex;
use std::sync::LazyLock;

/// The word and the day or month that a crawler puts before a page; the first group is what it says.
static DATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^date ([0-9]{4}-[0-9])").expect("the expression is sound"));

/// Names and publisher in brackets are shorter than this.
const LONGEST_CREDIT: usize = 160;

/// Takes the prefix: what is left is the page.
pub fn read(text: &str, extent: Span, draft: &mut Draft) -> Span {
    let dated = date(text, extent, draft);
    let rest = dated.unwrap_or(extent);
    let begins = rest.end() - text[rest.range()].trim_start().len();
    credit(text, Span::new(begins, rest.end()), draft, dated.is_some()).unwrap_or(rest)
}

fn date(text: &str, extent: Span, draft: &mut Draft) -> Option<Span> {
    let slice = &text[extent.range()];
    let start = slice.trim_start_matches(is_blank);
    let value = &start[DATE.captures(start)?.get(1)?.start()..];
    let (printed, rest) = absolute::scan(value)?;
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let at = extent.end() - value.len();
    let span = Span::new(at, extent.end() - rest.len());
    match printed.full() {
        Some(date) => draft.header.date = Some((span, date)),
        None => draft.bad_date(span, printed),
    }
    draft.prefixed = true;
    Some(Span::new(span.end(), extent.end()))
}

/// `(Ana Ruiz and Bo Li, Tidewatcher.org) `: names and a publisher. Without a date before them, a publisher beyond doubt.
fn credit(text: &str, rest: Span, draft: &mut Draft, dated: bool) -> Option<Span> {
    let inside = text[rest.range()].strip_prefix('(')?;
    let end = inside
        .char_indices()
        .take(LONGEST_CREDIT)
        .find(|(_, c)| *c == ')')?
        .0;
    let (list, outlet) = inside[..end].rsplit_once(", ")?;
    let (list, outlet) = (list.trim(), outlet.trim());
    let sure = names::is_outlet(outlet);
    let fits = names::may_be_outlet(outlet) && (sure || dated);
    let follows = inside[end + 1..].trim_start();
    let list_at = rest.start() + 1 + inside[..end].find(list)?;
    let read = values::field(text, Span::new(list_at, list_at + list.len()));
    if !fits
        || read.authors.is_empty()
        || !read.others.is_empty()
        || !follows.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
    {
        return None;
    }
    let open = rest.start() + 1;
    draft.header.authors = read.authors;
    let outlet_at = open + inside[..end].rfind(outlet)?;
    draft.header.outlet = Some(Span::new(outlet_at, outlet_at + outlet.len()));
    draft.authors_settled = true;
    Some(Span::new(open + end + 1, rest.end()))
}
