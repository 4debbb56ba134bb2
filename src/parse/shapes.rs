//! What the tables of line shapes say of a line: furniture, and what stands before the first sentence of a story.

use super::paragraphs::ends_sentence;
use super::tables::{self, Furniture};
use super::template::{Match, Slot};
use crate::text::Span;

/// How much of a line may hold what stands before its first sentence.
const LONGEST_DATELINE: usize = 160;

/// Furniture is shorter than this.
const LONGEST_FURNITURE: usize = 240;

/// What sort of furniture a line is.
#[must_use]
pub fn furniture(slice: &str) -> Option<Furniture> {
    if slice.len() > LONGEST_FURNITURE {
        return None;
    }
    let listed = tables::furniture().read(slice);
    if let Some((Furniture::End, found)) = &listed {
        // "More from the meeting came on Friday." is a sentence.
        let sentence = found.first(Slot::Words).is_some()
            && ends_sentence(slice)
            && slice.starts_with("More from");
        return (!sentence).then_some(Furniture::End);
    }
    if slice.contains(|c| c != '.' && c != ' ')
        && slice.chars().all(|c| {
            matches!(
                c,
                '_' | '-' | '*' | '=' | '#' | '~' | '•' | '—' | '–' | ' ' | '.' | '·'
            )
        })
    {
        return Some(Furniture::Mark);
    }
    if is_initials(slice) {
        return Some(Furniture::Mark);
    }
    listed.map(|(furniture, _)| furniture)
}

/// The initials that agencies sign with: `skd/tw/jh`, `=====R.H.`
fn is_initials(slice: &str) -> bool {
    let signed = slice.trim_start_matches('=');
    if slice.len() - signed.len() >= 3 && signed.len() <= 12 {
        return true;
    }
    slice.len() <= 24
        && slice.contains('/')
        && slice.split('/').all(|part| {
            (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase())
        })
}

/// Reads what stands before the first sentence of a story.
#[must_use]
pub fn dateline(slice: &str) -> Option<Match> {
    let end = slice
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= LONGEST_DATELINE)
        .last()
        .map_or(0, |at| {
            if slice.len() <= LONGEST_DATELINE {
                slice.len()
            } else {
                at
            }
        });
    let (_, found) = tables::datelines().read(&slice[..end])?;
    let story = &slice[found.end..];
    let begins = story.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || c.is_ascii_digit()
            || matches!(
                c,
                '“' | '"' | '\'' | '‘' | '«' | '„' | '$' | '€' | '£' | '`' | '['
            )
    });
    begins.then_some(found)
}

/// The places of slots as spans of the text.
#[must_use]
pub fn slot(found: &Match, slot: Slot, line: Span) -> Option<Span> {
    found
        .first(slot)
        .map(|range| Span::new(line.start() + range.start, line.start() + range.end))
}
