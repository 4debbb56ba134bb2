//! What a line is, by itself.

use super::lines::Line;
use super::paragraphs::ends_sentence;
use super::tables::{self, Furniture};
use super::template::{LONGEST_LINE, Match, Slot};
use super::{Credit, credits, names};
use crate::text::Span;
use crate::text::chars::is_blank;

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// A byline or a date, with what stands in its slots.
    Marker(Match),
    /// Page furniture.
    Furniture(Furniture),
    /// Who did what.
    Credit(Vec<Credit>),
    /// The first paragraph of a story, with what stands before its first sentence.
    Dateline(Match),
    /// The address of a page.
    Address,
    /// A sentence or more.
    Prose,
    /// Anything else: a headline, a name, a caption.
    Short,
}

/// How much of a line may hold what stands before its first sentence.
const LONGEST_DATELINE: usize = 160;

/// Marker lines are shorter than this.
const LONGEST_MARKER: usize = 200;

/// Furniture is shorter than this.
const LONGEST_FURNITURE: usize = 240;

/// What a line at the head of an article is.
#[must_use]
pub fn head_line(text: &str, line: &Line) -> Sort {
    let slice = &text[line.span.range()];
    if is_address(slice) {
        return Sort::Address;
    }
    if let Some(found) = marker(slice) {
        return Sort::Marker(found);
    }
    match body_line(text, line) {
        Sort::Prose | Sort::Short => match dateline(slice) {
            Some(found) => Sort::Dateline(found),
            None if is_prose(slice) => Sort::Prose,
            None => Sort::Short,
        },
        sort => sort,
    }
}

/// What a line of a story is: furniture, a credit, or text.
#[must_use]
pub fn body_line(text: &str, line: &Line) -> Sort {
    let slice = &text[line.span.range()];
    if slice.len() > LONGEST_LINE {
        return Sort::Prose;
    }
    if let Some(furniture) = furniture(slice) {
        return Sort::Furniture(furniture);
    }
    let found = credits::read(text, line.span);
    if !found.is_empty() {
        return Sort::Credit(found);
    }
    if is_prose(slice) {
        Sort::Prose
    } else {
        Sort::Short
    }
}

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

/// Reads a byline or a date.
#[must_use]
pub fn marker(slice: &str) -> Option<Match> {
    if slice.len() > LONGEST_MARKER {
        return None;
    }
    let bare = slice.trim_matches(['*', '_', '•', '|', '–', '—']);
    let offset = slice.find(bare).unwrap_or(0);
    let (_, mut found) = tables::headers().read(bare)?;
    for (_, range) in &mut found.slots {
        *range = range.start + offset..range.end + offset;
    }
    // "By Ana Ruiz, who was there when the ferry sank." tells a story; a long task is capitalized.
    let tells = found.first(Slot::Words).is_some_and(|words| {
        let words = &slice[words];
        (words.len() > 60 || ends_sentence(words)) && !is_capitalized_task(words)
    });
    let by_person = found.first(Slot::Authors).is_some();
    (!(tells && by_person)).then_some(found)
}

/// Whether most of the long words of a phrase are capitalized: `Chief Economist and Director of Research at the Bank`.
fn is_capitalized_task(words: &str) -> bool {
    let long = words.split(is_blank).filter(|word| word.len() > 3);
    let (mut all, mut capitalized) = (0, 0);
    for word in long {
        all += 1;
        capitalized += usize::from(word.trim_start_matches('(').starts_with(char::is_uppercase));
    }
    words.len() <= 160 && capitalized * 3 >= all * 2
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

/// Whether a line is one or more sentences.
#[must_use]
pub fn is_prose(slice: &str) -> bool {
    let words = slice.split(is_blank).take(25).count();
    words >= 25 || (words >= 6 && ends_sentence(slice) && !slice.ends_with([':', ';']))
}

/// Whether a line is the address of a page, or of mail.
#[must_use]
pub fn is_address(slice: &str) -> bool {
    !slice.contains(is_blank)
        && slice.len() <= 2000
        && (slice.starts_with("http://")
            || slice.starts_with("https://")
            || slice.starts_with("www."))
}

/// Whether a short line says what somebody does or where: the line under a byline.
#[must_use]
pub fn is_role_line(slice: &str) -> bool {
    slice.len() <= 80 && names::is_role(slice) && !ends_sentence(slice)
}

/// The places of slots as spans of the text.
#[must_use]
pub fn slot(found: &Match, slot: Slot, line: Span) -> Option<Span> {
    found
        .first(slot)
        .map(|range| Span::new(line.start() + range.start, line.start() + range.end))
}
