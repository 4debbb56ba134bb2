//! Tokens to items: what the date rules know about each word.
//!
//! A token that is a compound with a word of time in it ("third-quarter", "mid-1990s", "today's") becomes several
//! items, spelled numbers and the names of holidays become one item.

use super::grammar::Grammar;
use super::meaning::{Expression, Meaning, Ref};
use super::shapes;
use crate::extract::pattern::Symbol;
use crate::language::Token;
use crate::text::Span;
use crate::time::numbers::{self, NumberWord};
use std::ops::Range;

/// Declares the classes as bits, and the table of their names for patterns.
macro_rules! classes {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Index { $($name,)* }
        $($(#[$meta])* pub(super) const $name: u64 = 1 << Index::$name as u8;)*
        /// The classes by name.
        pub(super) const CLASSES: &[(&str, u64)] = &[$((stringify!($name), $name),)*];
    };
}

classes! {
    /// A cardinal number, in digits or words.
    NUM,
    /// An ordinal number.
    ORD,
    /// A number in digits that may be a day of a month.
    DD,
    /// An ordinal that may be a day of a month.
    DORD,
    /// A number that may be a year: four digits, or spoken.
    YEAR,
    /// A year without its century: '98.
    SHORTYEAR,
    /// Two years: 2010-11.
    YEARS,
    MONTH,
    WEEKDAY,
    WEEKDAYABBR,
    WEEKDAYS,
    UNIT,
    UNITS,
    ABBRUNIT,
    SEASON,
    SEASONS,
    PART,
    PARTS,
    /// A decade in digits: 1990s, '90s.
    DECADE,
    /// A decade, or an age, in words: nineties.
    TENS,
    /// Hours and minutes: 10:35.
    CLOCK,
    MERIDIEM,
    ZONE,
    HOLIDAY,
    /// A date in digits: 2025-04-19, 9/26/99.
    DIGITS,
    EACH,
    FEW,
    /// Q3, 1H.
    QCODE,
    /// A word that rules do not know, in lower case.
    LOWER,
    /// … that looks like a plural.
    PLURAL,
    /// … with a capital.
    CAPITAL,
    /// The beginning or the end of a sentence.
    EDGE,
    // What the first rules have made.
    DAYX,
    WEEKX,
    MONTHX,
    QUARTERX,
    SEASONX,
    YEARX,
    DECADEX,
    VAGUEX,
    TIMEX,
    LENGTHX,
    STRETCHX,

    SETX,
    /// A word that is a reason to try the rules, and nothing else.
    CORE,
    NOTHING,
}

/// Classes that are a reason to try a rule; the others stand in any text.
const CORES: u64 = !(NUM | ORD | DD | DORD | LOWER | PLURAL | CAPITAL | EDGE | FEW | ZONE);

/// The classes of what the rules have made.
pub(super) const EXPRESSIONS: u64 = DAYX
    | WEEKX
    | MONTHX
    | QUARTERX
    | SEASONX
    | YEARX
    | DECADEX
    | VAGUEX
    | TIMEX
    | LENGTHX
    | STRETCHX
    | SETX
    | NOTHING;

/// One word for the rules, or an expression that they have found.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub span: Span,
    /// The tokens it comes from.
    pub tokens: Range<u32>,
    /// The number it names, if it names one.
    pub number: u32,
    /// Hundredths beyond the number: 50 for "two and a half".
    pub hundredths: u32,
    /// What it means, once found.
    pub found: Option<Box<Expression>>,
}

/// The items of a sentence with their symbols.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub items: Vec<Item>,
    pub symbols: Vec<Symbol>,
    /// For each item, how far the next word lies that a date may hang on; 255 for far or never.
    pub reach: Vec<u8>,
}

impl Items {
    pub fn clear(&mut self) {
        self.items.clear();
        self.symbols.clear();
        self.reach.clear();
    }

    pub fn push(&mut self, item: Item, symbol: Symbol) {
        self.items.push(item);
        self.symbols.push(symbol);
    }

    /// Fills [`Items::reach`] with the distance to a symbol of one of the classes; whether there is one at all.
    pub fn measure(&mut self, cores: u64) -> bool {
        self.reach.clear();
        self.reach.resize(self.symbols.len(), u8::MAX);
        let mut distance = u8::MAX;
        let mut any = false;
        for (reach, symbol) in self.reach.iter_mut().zip(&self.symbols).rev() {
            distance = distance.saturating_add(1);
            if symbol.classes & cores != 0 {
                distance = 0;
                any = true;
            }
            *reach = distance;
        }
        any
    }
}

/// Longer words than this are none that a rule knows.
const LONGEST: usize = 24;

/// A word in lower case, without allocation: ASCII letters folded, typographic apostrophes and dashes made plain.
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// `None` for a word that is too long or has other characters than ASCII, apostrophes and dashes.
    pub fn new(word: &str) -> Option<Self> {
        let mut folded = Self {
            bytes: [0; LONGEST],
            length: 0,
        };
        if word.len() > LONGEST {
            return None;
        }
        if word.is_ascii() {
            folded.length = word.len();
            folded.bytes[..word.len()].copy_from_slice(word.as_bytes());
            folded.bytes[..word.len()].make_ascii_lowercase();
            return Some(folded);
        }
        for c in word.chars() {
            let byte = match c {
                '\u{2019}' | '\u{2018}' => b'\'',
                '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' => b'-',
                c if c.is_ascii() => c.to_ascii_lowercase() as u8,
                _ => return None,
            };
            folded.bytes[folded.length] = byte;
            folded.length += 1;
        }
        Some(folded)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("")
    }
}

/// Reads the tokens of a sentence into items, an edge at either end. Returns whether a rule may find something.
pub(super) fn read(
    grammar: &Grammar,
    text: &str,
    tokens: &[Token],
    first: u32,
    items: &mut Items,
) -> bool {
    items.clear();
    let Some((head, tail)) = tokens.first().zip(tokens.last()) else {
        return false;
    };
    items.push(edge(head.span.start(), first), EDGE_SYMBOL);
    for (index, token) in (first..).zip(tokens) {
        word(grammar, text, token.span, index, items);
    }
    items.push(
        edge(tail.span.end(), first + tokens.len() as u32 - 1),
        EDGE_SYMBOL,
    );
    let all = items
        .symbols
        .iter()
        .fold(0, |all, symbol| all | symbol.classes);
    if all & CORES == 0 {
        return false;
    }
    spell(grammar, items);
    if all & CORE != 0 {
        name_holidays(grammar, items);
    }
    items.measure(CORES)
}

const EDGE_SYMBOL: Symbol = Symbol {
    word: 0,
    classes: EDGE,
};

fn edge(at: usize, token: u32) -> Item {
    Item {
        span: Span::new(at, at),
        tokens: token..token + 1,
        number: 0,
        hundredths: 0,
        found: None,
    }
}

fn word(grammar: &Grammar, text: &str, span: Span, token: u32, items: &mut Items) {
    let source = &text[span.range()];
    let Some(folded) = Folded::new(source) else {
        return push_unknown(source, span, token, items);
    };
    let lower = folded.as_str();
    if push_known(grammar, source, lower, span, token, items) {
        return;
    }
    // Compounds and possessives, where every byte of the folded word is one character of the source.
    let digits = lower.as_bytes().iter().any(u8::is_ascii_digit);
    let cut = lower
        .find(['-', '/'])
        .or_else(|| lower.strip_suffix("'s").map(str::len))
        .or_else(|| (digits && lower.len() > 1).then(|| shapes::letters_after_digits(lower))?);
    if cut.is_some() && any_known(grammar, lower, digits) {
        return push_pieces(grammar, text, span, token, items);
    }
    push_unknown(source, span, token, items);
}

/// Whether one of the pieces of a compound is a word that a rule may begin or end with.
fn any_known(grammar: &Grammar, lower: &str, digits: bool) -> bool {
    digits
        || lower.split(['-', '/']).any(|piece| {
            let piece = piece.strip_suffix("'s").unwrap_or(piece);
            let number = grammar.vocabulary.number(piece);
            grammar.classes(number) & !(LOWER | PLURAL | CAPITAL) != 0
        })
}

fn push_pieces(grammar: &Grammar, text: &str, span: Span, token: u32, items: &mut Items) {
    let source = &text[span.range()];
    let mut start = 0;
    let kind = |c: char| match c {
        '-' | '/' | '\u{2010}'..='\u{2014}' => 0,
        c if c.is_ascii_digit() || c == ':' => 1,
        '\'' | '\u{2019}' => 3,
        '.' | ',' => 4,
        _ => 2,
    };
    let mut previous: Option<u8> = None;
    let mut cuts = Vec::new();
    for (at, c) in source.char_indices() {
        let this = kind(c);
        // A stop or comma belongs to what stands before it, an "s" to its apostrophe.
        let joins = match (previous, this) {
            (None, _) | (Some(_), 4) | (Some(4), 1 | 2) | (Some(3), 2) => true,
            (Some(1), 2) => !shapes::splits_off(&source[at..]),
            (Some(before), this) => before == this && this != 0,
        };
        if !joins {
            cuts.push(at);
        }
        previous = Some(if this == 4 {
            previous.unwrap_or(2)
        } else if previous == Some(3) && this == 2 {
            3
        } else {
            this
        });
    }
    cuts.push(source.len());
    for cut in cuts {
        let piece = Span::new(span.start() + start, span.start() + cut);
        start = cut;
        let source = &text[piece.range()];
        let known = Folded::new(source).is_some_and(|folded| {
            push_known(grammar, source, folded.as_str(), piece, token, items)
        });
        if !known {
            push_unknown(source, piece, token, items);
        }
    }
}

/// Pushes a word of the vocabulary or of a known shape.
fn push_known(
    grammar: &Grammar,
    source: &str,
    lower: &str,
    span: Span,
    token: u32,
    items: &mut Items,
) -> bool {
    let mut item = Item {
        span,
        tokens: token..token + 1,
        number: 0,
        hundredths: 0,
        found: None,
    };
    let number = grammar.vocabulary.number(lower);
    if number != 0 {
        let capital = source.starts_with(|c: char| c.is_ascii_uppercase());
        let classes = grammar.classes_of(number, capital);
        if let Some(value) = grammar.value(number, NUM | ORD) {
            item.number = value as u32;
        }
        items.push(
            item,
            Symbol {
                word: number,
                classes,
            },
        );
        return true;
    }
    if let Some(shape) = shapes::read(lower) {
        item.number = shape.number;
        item.hundredths = shape.hundredths;
        if let Some(date) = shape.date {
            item.found = Some(Box::new(Expression::new(Meaning::Date(Ref::Fixed(date)))));
        } else if let Some(clock) = shape.clock {
            item.found = Some(Box::new(Expression::new(Meaning::Time(Ref::Day, clock))));
        } else if let Some((month, day)) = shape.month_day {
            item.found = Some(Box::new(Expression::new(Meaning::Date(Ref::MonthDay(
                month,
                day,
                super::meaning::Near::Tense,
            )))));
        }
        items.push(
            item,
            Symbol {
                word: 0,
                classes: shape.classes,
            },
        );
        return true;
    }
    false
}

fn push_unknown(source: &str, span: Span, token: u32, items: &mut Items) {
    let mut item = edge(span.start(), token);
    item.span = span;
    let classes = match source.as_bytes().first() {
        Some(b'a'..=b'z') if source.ends_with('s') && !source.ends_with("ss") => LOWER | PLURAL,
        Some(b'a'..=b'z') => LOWER,
        Some(b'A'..=b'Z') => CAPITAL,
        _ => 0,
    };
    items.push(item, Symbol { word: 0, classes });
}

/// Joins the words of spelled numbers, and fractions, into one item.
fn spell(grammar: &Grammar, items: &mut Items) {
    let Some(first) = (0..items.symbols.len()).find(|&at| spelled(grammar, items, at).is_some())
    else {
        return;
    };
    let mut joined = Items::default();
    joined.items.extend_from_slice(&items.items[..first]);
    joined.symbols.extend_from_slice(&items.symbols[..first]);
    let mut at = first;
    while at < items.symbols.len() {
        match spelled(grammar, items, at) {
            Some((end, number, hundredths, classes)) => {
                let item = join(items, at..end);
                let word = if end > at + 1 {
                    0
                } else {
                    items.symbols[at].word
                };
                joined.push(
                    Item {
                        number,
                        hundredths,
                        ..item
                    },
                    Symbol { word, classes },
                );
                at = end;
            }
            None => {
                joined.push(items.items[at].clone(), items.symbols[at]);
                at += 1;
            }
        }
    }
    *items = joined;
}

fn join(items: &Items, range: Range<usize>) -> Item {
    let (first, last) = (&items.items[range.start], &items.items[range.end - 1]);
    Item {
        span: first.span.cover(last.span),
        tokens: first.tokens.start..last.tokens.end,
        number: 0,
        hundredths: 0,
        found: None,
    }
}

/// The most words that a spelled number takes.
const SPELLED_WORDS: usize = 12;

/// A spelled number that begins at an item: where it ends, its value, and its classes.
fn spelled(grammar: &Grammar, items: &Items, at: usize) -> Option<(usize, u32, u32, u64)> {
    let word_at = |at: usize| {
        items
            .symbols
            .get(at)
            .map_or("", |symbol| grammar.word(symbol.word))
    };
    let starts = items.symbols[at].classes & NUM != 0;
    let hundred = matches!(word_at(at), "a" | "an")
        && matches!(word_at(at + 1), "hundred" | "thousand" | "million");
    if !starts && !hundred {
        return None;
    }
    let mut words: Vec<NumberWord> = Vec::new();
    let mut ends = Vec::new();
    let mut end = at + usize::from(hundred);
    if items.symbols[at].word != 0 || hundred {
        while words.len() < SPELLED_WORDS {
            let skip = usize::from(
                !words.is_empty()
                    && (word_at(end) == "-"
                        || (word_at(end) == "and" && word_at(end - 1) == "hundred")),
            );
            let Some(number) = numbers::word(word_at(end + skip)) else {
                break;
            };
            words.push(number);
            end += skip + 1;
            ends.push(end);
        }
        if let Some((year, taken)) = numbers::spoken_year(&words) {
            return Some((ends[taken - 1], year as u32, 0, YEAR));
        }
    }
    let (mut number, mut end) = match numbers::cardinal(&words) {
        Some((number, taken)) => (u32::try_from(number).ok()?, ends[taken - 1]),
        None if items.symbols[at].word == 0 => (items.items[at].number, at + 1),
        None => return None,
    };
    let mut classes = NUM;
    let mut hundredths = items.items[at].hundredths;
    if words.is_empty() {
        classes = items.symbols[at].classes;
    }
    if words.len() > 1 && (1901..2100).contains(&number) {
        classes |= YEAR;
    }
    if word_at(end) == "-" && words.len() == 1 && number >= 20 && number % 10 == 0 {
        // twenty-first
        let symbol = items.symbols.get(end + 1)?;
        if symbol.classes & ORD != 0
            && let Some(ones @ 1..=9) = grammar.value(symbol.word, ORD)
        {
            number += ones as u32;
            let day = if number <= 31 { DORD } else { 0 };
            return Some((end + 2, number, 0, ORD | day));
        }
    }
    if word_at(end) == "and" && word_at(end + 1) == "a" && word_at(end + 2) == "half" {
        hundredths = 50;
        end += 3;
    } else if words.is_empty()
        && let Some(half) = halves(items, end)
    {
        hundredths = half.1;
        end = half.0;
    }
    if hundredths != 0 {
        classes = NUM;
    }
    (end > at + 1 || hundredths != 0).then_some((end, number, hundredths, classes))
}

/// "1/2", "3/4" as items behind a number in digits: where it ends, and hundredths.
fn halves(items: &Items, at: usize) -> Option<(usize, u32)> {
    let [top, slash, bottom] = items.items.get(at..at + 3)? else {
        return None;
    };
    let digits = |at: usize| items.symbols[at].classes & NUM != 0 && items.symbols[at].word == 0;
    let one = slash.span.len() == 1
        && digits(at)
        && digits(at + 2)
        && top.number < bottom.number
        && top.tokens == bottom.tokens;
    (one && matches!(bottom.number, 2 | 4)).then(|| (at + 3, top.number * 100 / bottom.number))
}

/// Joins the words of a holiday's name into one item.
fn name_holidays(grammar: &Grammar, items: &mut Items) {
    let mut joined = Items::default();
    let mut at = 0;
    while at < items.symbols.len() {
        let word = items.symbols[at].word;
        let holiday = if word == 0 {
            None
        } else {
            grammar.holiday(&items.symbols[at..])
        };
        match holiday {
            Some((length, holiday)) => {
                let item = join(items, at..at + length);
                let number = holiday as u32;
                joined.push(
                    Item { number, ..item },
                    Symbol {
                        word: 0,
                        classes: HOLIDAY,
                    },
                );
                at += length;
            }
            None => {
                joined.push(items.items[at].clone(), items.symbols[at]);
                at += 1;
            }
        }
    }
    *items = joined;
}
