//! What a block says by itself.

use super::blocks::Block;
use super::measures::{Look, MOST_PROSE, Measure, Row, byte, extent, share, steps};
use super::vocabulary::{GROUPS, Score, Vocabulary, closing, opening};
use super::words::{self, Case, Classes, FOLD, Word, fold};
use crate::parse::lines::Line;
use crate::parse::paragraphs::ends_sentence;
use crate::parse::tables::Furniture;
use crate::parse::{credits, names, shapes};
use crate::text::Span;

/// Measures a block; its long words go to `long`.
pub fn own(
    text: &str,
    lines: &[Line],
    block: &Block,
    row: &mut Row,
    long: &mut Vec<u32>,
    vocabulary: &Vocabulary,
) -> Look {
    let span = extent(lines, block);
    let slice = &text[span.range()];
    let first = &lines[block.lines.start];
    let mut set = |measure: Measure, value: u8| row[measure as usize] = value;
    let mut look = Look {
        long: (long.len(), long.len()),
        ..Look::default()
    };
    let (mut capitalized, mut capitals, mut short, mut lettered) = (0, 0, 0, 0);
    let (mut menu, mut photo, mut says, mut role, mut ago, mut update, mut you) =
        (0, 0, 0, 0, 0, 0u8, 0);
    let (mut day, mut by) = (0u8, 0u8);
    let mut before: Option<Word> = None;
    let (mut leading, mut who) = (0usize, 0u8);
    let (mut opens, mut closes) = (Score::default(), Score::default());
    let (mut first_word, mut last_words) = (FOLD, [FOLD; 2]);
    let mut whole = 0u64;
    words::each(slice, |word| {
        whole = words::joined(whole, word);
        vocabulary.add(&mut look.score, before.map(|word| word.hash), word.hash);
        match look.words {
            0 => first_word = word.hash,
            1 => vocabulary.add_edge(&mut opens, opening(first_word, word.hash)),
            _ => {}
        }
        if look.words < OPENING {
            vocabulary.add(&mut opens, before.map(|word| word.hash), word.hash);
        }
        last_words = [last_words[1], word.hash];
        if leading == look.words && word.case == Case::Capital {
            leading += 1;
        } else if leading == look.words && leading >= 2 && DOES.contains(&word.hash) {
            who = byte(leading);
        }
        if word.case == Case::Number {
            if before.is_some_and(|word| word.classes.any(Classes::MONTH)) {
                day = day.max(if word.length == 4 { 2 } else { 1 });
            }
        } else {
            lettered += 1;
            capitalized += usize::from(word.case != Case::Small);
            capitals += usize::from(word.case == Case::Capitals);
            short += usize::from(word.length <= 2);
            if word.length >= 4 {
                long.push(word.hash);
            }
            if word.classes.any(Classes::MONTH)
                && before.is_some_and(|word| word.case == Case::Number)
            {
                day = day.max(1);
            }
            by = match (word.hash == BY, lettered) {
                (true, 1) => 1,
                (true, _) => by.max(u8::from(by == 0) * 2),
                _ => by,
            };
        }
        let counted = |class: Classes| usize::from(word.classes.any(class));
        menu += counted(Classes::MENU);
        photo += counted(Classes::PHOTO);
        says += counted(Classes::SAYS);
        role += counted(Classes::ROLE);
        ago += counted(Classes::AGO);
        you += usize::from(word.hash == YOU || word.hash == YOUR);
        if word.classes.any(Classes::UPDATE) {
            update = update.max(1 + u8::from(lettered == 1));
        }
        before = Some(word);
        look.words += 1;
    });
    look.whole = whole;
    look.long.1 = long.len();
    let marks = Marks::of(slice);
    look.length = marks.characters;
    look.prose = lettered >= 9 && ends_sentence(slice) && !slice.ends_with([':', ';']);
    set(Measure::Length, steps(marks.characters));
    set(Measure::Words, byte(look.words));
    set(Measure::Capitalized, share(capitalized, lettered));
    set(Measure::Capitals, share(capitals, lettered));
    set(Measure::Short, share(short, lettered));
    set(Measure::BlanksBefore, first.blanks_before.min(20));
    set(Measure::Indent, first.indent.min(60));
    set(Measure::Lines, byte(block.lines.len()));
    set(Measure::Prose, u8::from(look.prose));
    set(Measure::Digits, share(marks.digits, marks.characters));
    set(Measure::Letters, share(marks.letters, marks.characters));
    set(Measure::Commas, byte(marks.commas));
    set(Measure::Quotes, byte(marks.quotes));
    set(Measure::Bars, byte(marks.bars));
    set(Measure::Links, byte(marks.links));
    set(Measure::Copyright, u8::from(marks.copyright));
    set(Measure::Handle, u8::from(marks.handle));
    set(Measure::Clock, u8::from(marks.clock));
    set(Measure::Day, if marks.digits_day { 3 } else { day });
    set(Measure::Ends, ends(slice));
    set(Measure::Begins, begins(slice));
    set(
        Measure::Heading,
        byte(slice.bytes().take_while(|b| *b == b'#').count()),
    );
    set(Measure::Menu, byte(menu));
    set(Measure::MenuShare, share(menu, look.words));
    set(Measure::Photo, byte(photo));
    set(Measure::Says, byte(says));
    set(Measure::Role, byte(role));
    set(Measure::Who, who);
    set(Measure::Update, update);
    set(Measure::Ago, byte(ago));
    set(Measure::By, by);
    set(Measure::You, byte(you));
    vocabulary.add_edge(&mut closes, closing(last_words[0], last_words[1]));
    for (first, score) in [
        (Measure::WordsBefore, look.score),
        (Measure::OpensBefore, opens),
        (Measure::ClosesBefore, closes),
    ] {
        let first = first as usize;
        row[first..first + GROUPS].copy_from_slice(&score.bytes());
    }
    shapes(text, span, row);
    look
}

/// How many words a block begins with.
const OPENING: usize = 4;

/// The hash of a word in small letters.
const fn hash_of(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let (mut hash, mut at) = (FOLD, 0);
    while at < bytes.len() {
        hash = fold(hash, bytes[at] as u32);
        at += 1;
    }
    hash
}

const BY: u32 = hash_of("by");
/// What stands behind the name in what is said of an author.
const DOES: [u32; 12] = [
    hash_of("is"),
    hash_of("was"),
    hash_of("has"),
    hash_of("covers"),
    hash_of("writes"),
    hash_of("joined"),
    hash_of("works"),
    hash_of("reports"),
    hash_of("can"),
    hash_of("served"),
    hash_of("contributed"),
    hash_of("reported"),
];
const YOU: u32 = hash_of("you");
const YOUR: u32 = hash_of("your");

/// What the tables of line shapes say of a block.
fn shapes(text: &str, span: Span, row: &mut Row) {
    let slice = &text[span.range()];
    let mut set = |measure: Measure, value: u8| row[measure as usize] = value;
    if let Some(furniture) = shapes::furniture(slice) {
        set(
            Measure::Furniture,
            match furniture {
                Furniture::Line => 1,
                Furniture::Next => 2,
                Furniture::End => 3,
                Furniture::Time => 4,
                Furniture::Mark => 5,
            },
        );
    } else if let Some(credit) = credits::read(text, span).first() {
        set(Measure::Credit, 1 + credit.kind as u8);
    }
    if shapes::dateline(slice).is_some() {
        set(Measure::Dateline, 1);
    }
    if slice.len() <= 80 {
        if names::are_persons(slice) {
            set(Measure::Name, 1);
        } else if names::is_outlet(slice) {
            set(Measure::Name, 2);
        }
    }
}

/// Counts of characters.
#[derive(Debug, Default)]
struct Marks {
    characters: usize,
    letters: usize,
    digits: usize,
    commas: usize,
    quotes: usize,
    bars: usize,
    links: usize,
    copyright: bool,
    handle: bool,
    clock: bool,
    digits_day: bool,
}

impl Marks {
    fn of(slice: &str) -> Self {
        let mut marks = Self::default();
        let bytes = slice.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => marks.letters += 1,
                b'0'..=b'9' => marks.digits += 1,
                b',' => marks.commas += 1,
                b'"' => marks.quotes += 1,
                b'|' => marks.bars += 1,
                b'@' => marks.handle = true,
                b'/' | b'-' | b':' | b'.' => {
                    let pair = at > 0 && digit(at - 1) && digit(at + 1);
                    if pair && matches!(byte, b':' | b'.') && digit(at + 2) && !digit(at + 3) {
                        marks.clock |= byte == b':' || !(at > 2 && digit(at - 3));
                    }
                    if pair && matches!(byte, b'/' | b'-' | b'.') {
                        let next = 2 + usize::from(digit(at + 2));
                        marks.digits_day |=
                            bytes.get(at + next) == Some(&byte) && digit(at + next + 1);
                    }
                    if byte == b':' && bytes[at..].starts_with(b"://") {
                        marks.links += 1;
                    }
                    if byte == b'/' && bytes.get(at + 1) == Some(&b' ') {
                        marks.bars += 1;
                    }
                }
                b'[' | b'_' => marks.links += 1,
                0xc2 => match bytes.get(at + 1) {
                    Some(0xa9) => marks.copyright = true,
                    Some(0xb7 | 0xbb | 0xab) => marks.bars += 1,
                    _ => {}
                },
                0xe2 => match &bytes[at + 1..at + 3] {
                    [0x80, 0x9c..=0x9d] => marks.quotes += 1,
                    [0x80, 0xa2] => marks.bars += 1,
                    _ => {}
                },
                0xc3..=0xdf => marks.letters += 1,
                _ => {}
            }
            marks.characters += usize::from(byte & 0xc0 != 0x80);
        }
        if !marks.copyright && slice.len() < MOST_PROSE {
            let start = slice.get(..12).unwrap_or(slice).to_ascii_lowercase();
            marks.copyright = start.contains("copyright") || start.starts_with("(c) ");
        }
        marks
    }
}

fn ends(slice: &str) -> u8 {
    match slice.chars().next_back() {
        Some('.') if slice.ends_with("...") => 5,
        Some('.') => 1,
        Some('?') => 2,
        Some('!') => 3,
        Some(':') => 4,
        Some('…') => 5,
        Some(',' | ';') => 6,
        Some('"' | '”' | '’' | '\'' | '»') => 7,
        _ => 0,
    }
}

fn begins(slice: &str) -> u8 {
    match slice.chars().next() {
        Some(c) if c.is_lowercase() => 1,
        Some(c) if c.is_ascii_digit() => 2,
        Some('*' | '•' | '-' | '–' | '—' | '·' | '+' | '■' | '●' | '>') => 3,
        Some('[' | '(' | '!') => 4,
        Some('"' | '“' | '‘' | '\'' | '«') => 5,
        Some('#') => 6,
        Some(c) if c.is_alphabetic() => 0,
        _ => 7,
    }
}
