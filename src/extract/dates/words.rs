//! Tokens to items: what the date rules know about each word.
//!
//! A token that is a compound with a word of time in it ("third-quarter", "mid-1990s", "today's") becomes several
//! items, spelled numbers and the names of holidays become one item.

use super::classes::{
    CAPITAL, CORE, CORES, DORD, EDGE, HOLIDAY, LOWER, NUM, ORD, PLURAL, SMALL, WORD, YEAR,
};
use super::item::{Folded, Item, Items};
use super::lexis::Lexis;
use super::meaning::{Expression, Meaning, Near, Ref};
use super::shapes;
use super::work;
use crate::extract::pattern::Symbol;
use crate::language::Token;
use crate::text::Span;
use crate::time::numbers::{self, NumberWord};
use std::ops::Range;

/// Reads the tokens of a sentence into items, an edge at either end. Returns whether a rule may find something.
pub(super) fn read(
    lexis: &Lexis,
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
        word(lexis, text, token.span, index, items);
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
    spell(lexis, items);
    if all & CORE != 0 {
        name_holidays(lexis, items);
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

fn word(lexis: &Lexis, text: &str, span: Span, token: u32, items: &mut Items) {
    work::step();
    let source = &text[span.range()];
    let Some(folded) = Folded::new(source) else {
        return push_unknown(source, span, token, items);
    };
    let lower = folded.as_str();
    // A dash between blanks is no hyphen.
    let apart = items
        .items
        .last()
        .is_none_or(|item| item.span.end() < span.start());
    if lower == "-" && apart && push_known(lexis, "--", "--", span, token, items) {
        return;
    }
    if push_known(lexis, source, lower, span, token, items) {
        return;
    }
    // "May 17,2019"
    if let Some((day, year)) = lower.split_once(',')
        && year.len() == 4
        && matches!(day.len(), 1 | 2)
        && lower.len() == source.len()
        && [day, year]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let (start, cut) = (span.start(), span.start() + day.len());
        push_known(lexis, day, day, Span::new(start, cut), token, items);
        push_known(
            lexis,
            year,
            year,
            Span::new(cut + 1, span.end()),
            token,
            items,
        );
        return;
    }
    // Compounds and possessives, where every byte of the folded word is one character of the source.
    let digits = lower.as_bytes().iter().any(u8::is_ascii_digit);
    let cut = lower
        .find(['-', '/'])
        .or_else(|| lower.strip_suffix("'s").map(str::len))
        .or_else(|| (digits && lower.len() > 1).then(|| shapes::letters_after_digits(lower))?);
    if cut.is_some() && any_known(lexis, lower, digits) {
        return push_pieces(lexis, text, span, token, items);
    }
    push_unknown(source, span, token, items);
}

/// Whether one of the pieces of a compound is a word that a rule may begin or end with.
fn any_known(lexis: &Lexis, lower: &str, digits: bool) -> bool {
    digits
        || lower.split(['-', '/']).any(|piece| {
            let piece = piece.strip_suffix("'s").unwrap_or(piece);
            let number = lexis.number(piece);
            lexis.classes(number) & !(LOWER | PLURAL | CAPITAL | WORD | SMALL) != 0
        })
}

fn push_pieces(lexis: &Lexis, text: &str, span: Span, token: u32, items: &mut Items) {
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
        let known = Folded::new(source)
            .is_some_and(|folded| push_known(lexis, source, folded.as_str(), piece, token, items));
        if !known {
            push_unknown(source, piece, token, items);
        }
    }
}

/// Pushes a word of the vocabulary or of a known shape.
fn push_known(
    lexis: &Lexis,
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
    let number = lexis.number(lower);
    if number != 0 {
        let capital = source.starts_with(|c: char| c.is_ascii_uppercase());
        let mut classes = lexis.classes_of(number, capital);
        if classes & WORD != 0 {
            classes |= if capital { CAPITAL } else { LOWER };
        }
        if let Some(value) = lexis.value(number, NUM | ORD) {
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
        if let (Some(date), Some(clock)) = (&shape.date, shape.clock) {
            item.found = Some(Box::new(Expression::new(Meaning::Time(
                Ref::Fixed(date.clone()),
                clock,
            ))));
        } else if let Some(date) = shape.date {
            item.found = Some(Box::new(Expression::new(Meaning::Date(Ref::Fixed(date)))));
        } else if let Some(clock) = shape.clock {
            item.found = Some(Box::new(Expression::new(Meaning::Time(Ref::Day, clock))));
        } else if let Some((month, day)) = shape.month_day {
            item.found = Some(Box::new(Expression::new(Meaning::Date(Ref::MonthDay(
                month,
                day,
                Near::Tense,
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
fn spell(lexis: &Lexis, items: &mut Items) {
    let Some(first) = (0..items.symbols.len()).find(|&at| spelled(lexis, items, at).is_some())
    else {
        return;
    };
    let mut joined = Items::default();
    joined.items.extend_from_slice(&items.items[..first]);
    joined.symbols.extend_from_slice(&items.symbols[..first]);
    let mut at = first;
    while at < items.symbols.len() {
        match spelled(lexis, items, at) {
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
fn spelled(lexis: &Lexis, items: &Items, at: usize) -> Option<(usize, u32, u32, u64)> {
    let word_at = |at: usize| {
        items
            .symbols
            .get(at)
            .map_or("", |symbol| lexis.word(symbol.word))
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
            && let Some(ones @ 1..=9) = lexis.value(symbol.word, ORD)
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
fn name_holidays(lexis: &Lexis, items: &mut Items) {
    let mut joined = Items::default();
    let mut at = 0;
    while at < items.symbols.len() {
        let word = items.symbols[at].word;
        let holiday = if word == 0 {
            None
        } else {
            lexis.holiday(&items.symbols[at..])
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
