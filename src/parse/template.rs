//! Shapes of lines: literal text with slots, as the tables beside this file write them.
//!
//! ```text
//! By {authors}, {outlet}           literal text, in any case; a blank stands for one or more blanks
//! [Published: ]{date}[ at {time}]  what stands in square brackets may be missing
//! {place} ({agency}) {dash} …      the line goes on after an ellipsis
//! ```

use super::names;
use crate::text::chars::is_blank;
use crate::time::{absolute, clock};
use std::ops::Range;

/// What a slot holds, and thereby what fits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The day of publication.
    Date,
    /// The day in a dateline.
    Filed,
    /// The day of a change, or another day that is not that of publication.
    Later,
    /// A time of day with its zone.
    Time,
    /// Names of persons.
    Authors,
    /// Names of persons, or of one organization, or surnames alone.
    Names,
    /// The name of a publisher.
    Outlet,
    /// The name of a place.
    Place,
    /// The name of a news agency.
    Agency,
    /// A news agency that is in the table of agencies.
    Known,
    /// A place printed in capitals, at least up to its first comma.
    Capitals,
    /// Blanks and the marks that part the pieces of a line: `|`, `/`, `•`, dashes, commas, colons.
    Sep,
    /// What parts a label from its value: a colon, a bar or a dash with blanks around it, or a comma and the like.
    Colon,
    /// A dash: `-`, `--`, `–`, `—`.
    Dash,
    /// A dash that is no hyphen: `--`, `–`, `—`.
    Long,
    /// Digits.
    Number,
    /// One word.
    Word,
    /// Anything.
    Words,
}

impl Slot {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "filed" => Self::Filed,
            "later" => Self::Later,
            "time" => Self::Time,
            "authors" => Self::Authors,
            "names" => Self::Names,
            "outlet" => Self::Outlet,
            "place" => Self::Place,
            "agency" => Self::Agency,
            "known" => Self::Known,
            "capitals" => Self::Capitals,
            "sep" => Self::Sep,
            "colon" => Self::Colon,
            "dash" => Self::Dash,
            "long" => Self::Long,
            "number" => Self::Number,
            "word" => Self::Word,
            "words" => Self::Words,
            _ => return None,
        })
    }

    /// The most bytes that a slot of open length may hold.
    fn most(self) -> usize {
        match self {
            Self::Words => LONGEST_LINE,
            Self::Authors | Self::Names => 200,
            Self::Outlet | Self::Place | Self::Capitals => 80,
            _ => 40,
        }
    }

    fn fits(self, slice: &str) -> bool {
        match self {
            Self::Authors => names::are_persons(slice),
            Self::Names => names::are_credited(slice),
            Self::Outlet => names::is_outlet(slice),
            Self::Place => names::may_be_place(slice),
            Self::Capitals => names::is_capital_place(slice),
            Self::Agency => names::may_be_agency(slice),
            Self::Known => names::is_agency(slice),
            Self::Word => !slice.contains(is_blank),
            _ => true,
        }
    }
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Slot(Slot),
    Optional(Vec<Piece>),
}

/// A shape of lines.
#[derive(Debug)]
pub struct Template {
    pieces: Vec<Piece>,
    /// Whether the line goes on behind it.
    open: bool,
}

/// What a line that a template reads begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Anything.
    Any,
    /// A digit.
    Digit,
    /// A capital letter or a digit, or a small letter of a name such as "dpa" or "van".
    Letter,
    /// This character, in any case.
    Char(char),
}

impl Start {
    /// Whether a line that begins with `first` may be read.
    #[must_use]
    pub fn may_be(self, first: char) -> bool {
        match self {
            Self::Any => true,
            Self::Digit => first.is_ascii_digit() || first == 'T',
            Self::Letter => first.is_alphanumeric() || matches!(first, '\'' | '’' | '&'),
            Self::Char(c) => first == c || first.to_lowercase().eq([c]),
        }
    }
}

/// A line read by a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// What stands in the slots, by position.
    pub slots: Vec<(Slot, Range<usize>)>,
    /// The byte after the last that the template covers.
    pub end: usize,
}

impl Match {
    /// Where the first slot of a kind stands.
    #[must_use]
    pub fn first(&self, slot: Slot) -> Option<Range<usize>> {
        self.slots
            .iter()
            .find(|(found, _)| *found == slot)
            .map(|(_, range)| range.clone())
    }
}

/// Lines with more bytes than this have no shape but that of prose.
pub const LONGEST_LINE: usize = 600;

/// How many steps the match of one template may take.
const MOST_STEPS: u32 = 4_000;

impl Template {
    /// Reads a template.
    ///
    /// # Panics
    /// If it names no slot of [`Slot`] or its brackets do not pair: templates are part of this program.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let (source, open) = match source.strip_suffix('…') {
            Some(source) => (source, true),
            None => (source, false),
        };
        let mut at = 0;
        let pieces = pieces(source, &mut at);
        assert_eq!(at, source.len(), "brackets do not pair in {source:?}");
        Self { pieces, open }
    }

    /// Reads a line, which is at most [`LONGEST_LINE`] bytes long, or the beginning of one for an open template.
    #[must_use]
    pub fn read(&self, line: &str) -> Option<Match> {
        if line.len() > LONGEST_LINE {
            return None;
        }
        let mut reader = Reader {
            line,
            open: self.open,
            steps: 0,
            slots: Vec::new(),
        };
        let pieces: Vec<&Piece> = self.pieces.iter().collect();
        let end = reader.go(&pieces, 0)?;
        Some(Match {
            slots: reader.slots,
            end,
        })
    }

    /// What every line it reads begins with.
    #[must_use]
    pub fn start(&self) -> Start {
        match self.pieces.first() {
            Some(Piece::Text(text)) => text.chars().next().map_or(Start::Any, |c| match c {
                '\'' | '"' | ' ' => Start::Any,
                c => Start::Char(c),
            }),
            Some(Piece::Slot(Slot::Time | Slot::Number)) => Start::Digit,
            Some(Piece::Slot(
                Slot::Words | Slot::Word | Slot::Sep | Slot::Colon | Slot::Dash | Slot::Long,
            )) => Start::Any,
            Some(Piece::Slot(_)) => Start::Letter,
            _ => Start::Any,
        }
    }

    /// The longest piece of literal text that every line it reads has, in small letters.
    #[must_use]
    pub fn required(&self) -> &str {
        let texts = self.pieces.iter().filter_map(|piece| match piece {
            // A blank may be any blank, and an apostrophe any: only the words between them are certain.
            Piece::Text(text) => text.split([' ', '\'', '"']).max_by_key(|word| word.len()),
            _ => None,
        });
        texts.max_by_key(|text| text.len()).unwrap_or("")
    }

    /// The first word of its literal beginning in small letters; `None` if it begins otherwise.
    #[must_use]
    pub fn first_word(&self) -> Option<String> {
        match self.pieces.first() {
            Some(Piece::Text(text)) => {
                let word = first_word(text);
                // A word that a slot or an option goes on is not known to its end.
                (!word.is_empty() && (word.len() < text.len() || self.pieces.len() == 1))
                    .then_some(word)
            }
            _ => None,
        }
    }
}

/// The letters and digits that a line begins with, in small letters; empty if it begins with neither.
#[must_use]
pub fn first_word(line: &str) -> String {
    line.chars()
        .take_while(|c| c.is_alphanumeric())
        .take(40)
        .flat_map(char::to_lowercase)
        .collect()
}

fn pieces(source: &str, at: &mut usize) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut literal = String::new();
    while let Some(c) = source[*at..].chars().next() {
        if c == ']' {
            break;
        }
        *at += c.len_utf8();
        if c != '[' && c != '{' {
            literal.extend(c.to_lowercase());
            continue;
        }
        if !literal.is_empty() {
            found.push(Piece::Text(std::mem::take(&mut literal)));
        }
        if c == '[' {
            found.push(Piece::Optional(pieces(source, at)));
            assert!(
                source[*at..].starts_with(']'),
                "brackets do not pair in {source:?}"
            );
            *at += 1;
        } else {
            let end = *at + source[*at..].find('}').expect("a slot ends");
            let slot = Slot::of(&source[*at..end]);
            found.push(Piece::Slot(
                slot.unwrap_or_else(|| panic!("{:?} is no slot", &source[*at..end])),
            ));
            *at = end + 1;
        }
    }
    if !literal.is_empty() {
        found.push(Piece::Text(literal));
    }
    found
}

struct Reader<'a> {
    line: &'a str,
    open: bool,
    steps: u32,
    slots: Vec<(Slot, Range<usize>)>,
}

impl Reader<'_> {
    /// Reads the pieces from `at` on: where they end.
    fn go(&mut self, pieces: &[&Piece], at: usize) -> Option<usize> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        let Some((piece, after)) = pieces.split_first() else {
            let done = self.open || self.line[at..].chars().all(is_blank);
            return done.then_some(at);
        };
        match piece {
            Piece::Text(text) => {
                let end = at + literal(text, &self.line[at..])?;
                self.go(after, end)
            }
            Piece::Optional(inner) => {
                let with: Vec<&Piece> = inner.iter().chain(after.iter().copied()).collect();
                let kept = self.slots.len();
                if let Some(end) = self.go(&with, at) {
                    return Some(end);
                }
                self.slots.truncate(kept);
                self.go(after, at)
            }
            Piece::Slot(slot) => match fixed(*slot, &self.line[at..]) {
                Some(length) => self.keep(*slot, at..at + length?, after),
                None => self.open_slot(*slot, at, after),
            },
        }
    }

    fn keep(&mut self, slot: Slot, range: Range<usize>, after: &[&Piece]) -> Option<usize> {
        let kept = self.slots.len();
        let end = range.end;
        self.slots.push((slot, range));
        let found = self.go(after, end);
        if found.is_none() {
            self.slots.truncate(kept);
        }
        found
    }

    /// Tries the ends of words as the end of a slot, nearest first.
    fn open_slot(&mut self, slot: Slot, at: usize, after: &[&Piece]) -> Option<usize> {
        let rest = &self.line[at..];
        if rest.starts_with(is_blank) && slot != Slot::Words {
            return None;
        }
        let last = after.is_empty() && !self.open;
        let mut before = ' ';
        for (offset, c) in rest.char_indices().chain([(rest.len(), ' ')]) {
            let within = before.is_alphanumeric() && c.is_alphanumeric();
            let word_ends = !within && !is_blank(before);
            before = c;
            if offset > slot.most() {
                break;
            }
            if offset == 0 || !word_ends || (last && !rest[offset..].chars().all(is_blank)) {
                continue;
            }
            let end = at + offset;
            let kept = self.slots.len();
            // The rest is tried first: it fails sooner than the test of a name.
            self.slots.push((slot, at..end));
            if let Some(found) = self.go(after, end)
                && slot.fits(&self.line[at..end])
            {
                return Some(found);
            }
            self.slots.truncate(kept);
        }
        None
    }
}

/// The length of what a slot with its own scanner takes, `Some(None)` if it does not fit; `None` for open slots.
fn fixed(slot: Slot, text: &str) -> Option<Option<usize>> {
    Some(match slot {
        Slot::Date | Slot::Filed | Slot::Later => {
            absolute::scan(text).map(|(_, rest)| text.len() - rest.len())
        }
        Slot::Time => clock::clock(text).map(|(_, rest)| text.len() - rest.len()),
        Slot::Dash => dash(text),
        Slot::Long => dash(text).filter(|&length| length > 1),
        Slot::Sep => {
            let length = text.len() - text.trim_start_matches(is_separator).len();
            (length > 0).then_some(length)
        }
        Slot::Colon => {
            let length = text.len() - text.trim_start_matches(is_separator).len();
            let glued = text.starts_with(['-', '.', '/', ',']);
            (!glued && !text[..length].chars().all(is_blank)).then_some(length)
        }
        Slot::Number => {
            let digits = text
                .bytes()
                .take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
                .count();
            (digits > 0).then_some(digits)
        }
        _ => return None,
    })
}

fn is_separator(c: char) -> bool {
    is_blank(c)
        || matches!(
            c,
            '|' | '/' | '•' | '·' | '-' | '–' | '—' | ',' | ':' | ';' | '.' | '−'
        )
}

/// The length of a dash.
fn dash(text: &str) -> Option<usize> {
    ["---", "--", "-", "–", "—", "―"]
        .iter()
        .find(|dash| text.starts_with(**dash))
        .map(|dash| dash.len())
}

/// The length of the piece of `text` that says `literal`, which is in small letters.
fn literal(literal: &str, text: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    for expected in literal.chars() {
        if expected == ' ' {
            let mut any = false;
            while rest.next_if(|(_, c)| is_blank(*c)).is_some() {
                any = true;
            }
            if !any {
                return None;
            }
            continue;
        }
        let (_, found) = rest.next()?;
        let found = match found {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            other => other,
        };
        if found != expected && !found.to_lowercase().eq([expected]) {
            return None;
        }
    }
    Some(rest.peek().map_or(text.len(), |(at, _)| *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(template: &str, line: &'a str) -> Option<Vec<&'a str>> {
        let found = Template::new(template).read(line)?;
        Some(
            found
                .slots
                .into_iter()
                .map(|(_, range)| &line[range])
                .collect(),
        )
    }

    #[test]
    fn templates_read_literals_slots_and_options() {
        let published = "[Published: ]{date}[ at {time}]";
        assert_eq!(
            read(published, "PUBLISHED:\u{a0}Jun. 17, 2021 at 2:05 PM HST"),
            Some(vec!["Jun. 17, 2021", "2:05 PM HST"])
        );
        assert_eq!(read(published, "17 June 2021"), Some(vec!["17 June 2021"]));
        assert_eq!(read(published, "17 June 2021 was a day"), None);
        assert_eq!(
            read("{words} — {word}…", "a b — c d"),
            Some(vec!["a b", "c"])
        );
    }

    #[test]
    fn hostile_lines_take_bounded_work() {
        let line = "a, ".repeat(200);
        let template = Template::new("{words}, {words}, {words}, {words}, {words}, {words}!");
        assert_eq!(template.read(&line), None);
        assert_eq!(template.read(&"x".repeat(1_000_000)), None);
    }
}
