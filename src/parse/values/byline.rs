//! Names of authors from a byline, wherever it comes from: a page, a crawler's prefix, a field of an export.
//!
//! A byline is cut into clauses (at bars, brackets, line ends and at "by") and these into parts (at commas and "and").
//! A part is a person by what speaks for it: "by" before it, its place, a given name, initials, the company of other
//! names. A name is whole or none.

use super::super::{Author, names};
use super::person::{
    Case, Weight, folded, has, is_given, is_initials, is_particle, is_suffix, person,
};
use super::pieces::{Kind, Piece, pieces};
use crate::text::Span;

/// What a byline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    /// The authors.
    pub authors: Vec<Author>,
    /// Other capitalized parts, which may name a publisher.
    pub others: Vec<Span>,
}

/// A longer line does not go on in the next one by chance.
const LONG_LINE: usize = 55;

/// More parts than these are no byline.
const MOST_PARTS: usize = 200;

/// Reads a byline: a line, or more than one with the line ends between them.
#[must_use]
pub fn byline(text: &str, field: Span) -> Byline {
    let found = joined(text, field, pieces(text, field));
    let mut read = Byline::default();
    if let Some(turned) = library_order(text, &found) {
        read.authors = turned;
        return read;
    }
    let clauses = clauses(text, &found);
    let alone = clauses
        .iter()
        .map(|clause| clause.parts.len())
        .sum::<usize>()
        == 1;
    let mut sure = Vec::new();
    for clause in &clauses {
        let before = read.authors.len();
        take(text, clause, alone, &mut read);
        let given = |author: &Author| {
            let first = author.name.split([' ', '-']).next().unwrap_or_default();
            is_given(&first.to_lowercase()) || is_initials(first)
        };
        let new = &read.authors[before..];
        sure.extend(new.iter().map(|author| clause.by || given(author)));
        // Where "by" stands, what has neither it nor a given name is something else.
        if clause.by && read.authors.len() > before && before > 0 {
            let mut kept = sure.iter();
            read.authors.retain(|_| *kept.next().unwrap_or(&true));
            sure.retain(|sure| *sure);
        }
    }
    read
}

/// Reads a field that is known to hold authors, as exports and front matter have it: as if "by" stood before it.
#[must_use]
pub fn field(text: &str, field: Span) -> Byline {
    let found = joined(text, field, pieces(text, field));
    if let Some(authors) = library_order(text, &found) {
        return Byline {
            authors,
            others: Vec::new(),
        };
    }
    let mut clauses = clauses(text, &found);
    if let Some(first) = clauses.first_mut() {
        first.by = true;
    }
    let alone = clauses
        .iter()
        .map(|clause| clause.parts.len())
        .sum::<usize>()
        == 1;
    let mut read = Byline::default();
    for clause in &clauses {
        take(text, clause, alone, &mut read);
    }
    read
}

/// The authors that a credit names behind a label: `Author: Ana Ruiz`. Who reported, edited or is told of is none.
#[must_use]
pub fn credit(text: &str, line: Span) -> Vec<Author> {
    let mut read = Byline::default();
    let found = pieces(text, line);
    let labelled = found.iter().find(|piece| piece.kind == Kind::Word);
    if !labelled.is_some_and(|word| is_author(&folded(text, word.span))) {
        return Vec::new();
    }
    for clause in clauses(text, &found) {
        if clause.by {
            let open = Clause {
                bracketed: false,
                ..clause
            };
            take(text, &open, false, &mut read);
        }
    }
    read.authors
}

/// The pieces without the ends of lines that only fit the text to a width.
fn joined(text: &str, field: Span, all: Vec<Piece>) -> Vec<Piece> {
    let mut line = field.start();
    let mut kept: Vec<Piece> = Vec::with_capacity(all.len());
    for (at, piece) in all.iter().enumerate() {
        if piece.kind == Kind::Line {
            let next = all
                .get(at + 1)
                .map_or(field.end(), |next| next.span.start());
            let gap = &text[piece.span.start()..next];
            let long = piece.span.start() - line >= LONG_LINE;
            let brackets = &text[line..piece.span.start()];
            let open = brackets.rfind('[') > brackets.rfind(']');
            line = next;
            if (long || open) && gap.bytes().filter(|b| *b == b'\n').count() <= 1 {
                continue;
            }
        }
        kept.push(*piece);
    }
    kept
}

/// Parts that are joined by commas and "and".
#[derive(Debug, Default)]
struct Clause {
    parts: Vec<Part>,
    /// Whether "by" stands before it.
    by: bool,
    /// Whether it says who did something else.
    other: bool,
    /// Whether it stands in brackets.
    bracketed: bool,
    /// Whether it begins a line.
    fresh: bool,
}

/// Words with nothing between them.
#[derive(Debug)]
struct Part {
    words: Vec<Span>,
    /// Whether "and" stands before or behind it.
    listed: bool,
}

fn clauses(text: &str, all: &[Piece]) -> Vec<Clause> {
    let mut made = Vec::new();
    let mut clause = Clause {
        fresh: true,
        ..Clause::default()
    };
    let mut words: Vec<Span> = Vec::new();
    let mut listed = false;
    let mut depth = 0u32;
    for (at, piece) in all.iter().enumerate().take(4 * MOST_PARTS) {
        let before = at.checked_sub(1).map(|at| all[at].kind);
        let goes_on = !clause.parts.is_empty() && matches!(before, Some(Kind::Comma | Kind::And));
        let begins_from = words.is_empty()
            && clause.parts.is_empty()
            && piece.kind == Kind::Word
            && text[piece.span.range()].eq_ignore_ascii_case("from");
        // "More from Ana Ruiz"
        let more_from = piece.kind == Kind::Word
            && !words.is_empty()
            && clause.parts.is_empty()
            && text[piece.span.range()].eq_ignore_ascii_case("from")
            && words
                .iter()
                .all(|word| has(&folded(text, *word), "unnamed"));
        match piece.kind {
            Kind::Word if more_from => {
                words.clear();
                clause.by = true;
            }
            Kind::Word if begins_from => clause.by = true,
            Kind::Word => words.push(piece.span),
            Kind::Comma | Kind::And => {
                let and = piece.kind == Kind::And;
                if !words.is_empty() {
                    let words = std::mem::take(&mut words);
                    clause.parts.push(Part {
                        words,
                        listed: listed || and,
                    });
                }
                listed = and;
            }
            Kind::By => {
                // What stands right before "by" says what was done.
                let picture = words
                    .iter()
                    .any(|word| matches!(folded(text, *word).as_str(), "avatar" | "profile"));
                // "Story and photos by Ana Ruiz"
                let written = clause
                    .parts
                    .iter()
                    .flat_map(|part| &part.words)
                    .any(|word| is_author(&folded(text, *word)));
                let task = !picture
                    && !written
                    && words.iter().any(|word| has(&folded(text, *word), "other"));
                if written {
                    clause.parts.clear();
                }
                let label = words.iter().all(|word| {
                    let word = folded(text, *word);
                    has(&word, "label") || has(&word, "unnamed")
                });
                if !label && !task && !words.is_empty() {
                    clause.parts.push(Part {
                        words: std::mem::take(&mut words),
                        listed,
                    });
                }
                words.clear();
                let next = Clause {
                    by: true,
                    other: task,
                    fresh: true,
                    bracketed: depth > 0,
                    ..Clause::default()
                };
                made.push(std::mem::replace(&mut clause, next));
                listed = false;
            }
            // A list goes on in the next line.
            Kind::Line if words.is_empty() && goes_on => {}
            _ => {
                // "Author: Ana Ruiz"
                let label = piece.kind == Kind::Bar
                    && clause.parts.is_empty()
                    && words
                        .last()
                        .is_some_and(|word| is_author(&folded(text, *word)));
                // "Photos: Bo Lund"
                let other = piece.kind == Kind::Bar
                    && text[piece.span.range()].starts_with(':')
                    && clause.parts.is_empty()
                    && words
                        .last()
                        .is_some_and(|word| has(&folded(text, *word), "other"));
                if label || other {
                    words.clear();
                    clause.by = label;
                    clause.other = other;
                }
                if !words.is_empty() {
                    clause.parts.push(Part {
                        words: std::mem::take(&mut words),
                        listed,
                    });
                }
                listed = false;
                match piece.kind {
                    Kind::Open => depth += 1,
                    Kind::Close => depth = depth.saturating_sub(1),
                    Kind::Line => depth = 0,
                    _ => {}
                }
                let waits = clause.parts.is_empty() && matches!(piece.kind, Kind::Line | Kind::Bar);
                let next = Clause {
                    by: waits && clause.by,
                    other: waits && clause.other,
                    fresh: piece.kind == Kind::Line || clause.parts.is_empty() && clause.fresh,
                    bracketed: depth > 0,
                    ..Clause::default()
                };
                made.push(std::mem::replace(&mut clause, next));
            }
        }
    }
    if !words.is_empty() {
        clause.parts.push(Part { words, listed });
    }
    made.push(clause);
    made.retain(|clause| !clause.parts.is_empty());
    made.truncate(MOST_PARTS);
    made
}

/// Takes the persons of a clause, and what else it names.
fn take(text: &str, clause: &Clause, alone: bool, read: &mut Byline) {
    let does_other = clause.parts.iter().any(|part| {
        part.words
            .iter()
            .skip(1)
            .any(|word| is_verb(&folded(text, *word)))
    });
    if clause.other || does_other {
        return;
    }
    let mut placed = false;
    let mut named = 0;
    for (at, part) in clause.parts.iter().enumerate() {
        if let [suffix] = part.words[..]
            && is_suffix(&text[suffix.range()])
            && named > 0
            && let Some(author) = read.authors.last_mut()
        {
            author.span = author.span.cover(suffix);
            author.name = format!("{} {}", author.name, &text[suffix.range()]);
            continue;
        }
        let case = Case::of(text, &part.words);
        let weight = Weight {
            by: clause.by && at == 0,
            first: clause.fresh && at == 0 && read.authors.is_empty(),
            listed: (named > 0 || !read.authors.is_empty()) && part.listed && !placed,
            follows: named > 0 && !placed,
            many: named > 1,
            list: clause.parts.iter().any(|part| part.listed),
            alone,
        };
        let person = if clause.bracketed && !(at == 0 && alone) {
            None
        } else {
            person(text, &part.words, case, weight)
        };
        match person {
            Some((from, to, name)) => {
                named += 1;
                let span = part.words[from].cover(part.words[to - 1]);
                add(&mut read.authors, Author { span, name });
                other(text, &part.words[to..], &mut read.others);
            }
            None => other(text, &part.words, &mut read.others),
        }
        placed |= part
            .words
            .iter()
            .any(|word| matches!(folded(text, *word).as_str(), "in" | "at" | "from"));
    }
}

/// Adds an author who is not among them, with or without initials between the same names.
pub fn add(authors: &mut Vec<Author>, author: Author) {
    let key = |name: &str| {
        let folded = name.to_lowercase();
        let mut words = folded.split(' ').filter(|word| !is_suffix(word));
        let first = words.next().unwrap_or_default().to_owned();
        let last = words.next_back().unwrap_or_default().to_owned();
        (first, last)
    };
    let new = key(&author.name);
    if !authors.iter().any(|known| key(&known.name) == new) {
        authors.push(author);
    }
}

/// Takes the words behind a name, or those that are none, as what may be a publisher: from the first capital on.
fn other(text: &str, words: &[Span], others: &mut Vec<Span>) {
    let small = |word: &Span| matches!(folded(text, *word).as_str(), "for" | "of" | "at" | "from");
    let from = words
        .iter()
        .position(|word| !small(word))
        .unwrap_or(words.len());
    if let [first, .., last] | [first @ last] = &words[from..]
        && text[first.range()].starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || text[first.range()].contains('.')
        })
    {
        others.push(first.cover(*last));
    }
}

/// Names in library order: `RUIZ, ANA M.; LI, BO`. Every part between semicolons must be one.
fn library_order(text: &str, all: &[Piece]) -> Option<Vec<Author>> {
    let parts: Vec<&[Piece]> = all
        .split(|piece| piece.kind == Kind::Bar && text[piece.span.range()].starts_with(';'))
        .filter(|part| !part.is_empty())
        .collect();
    let mut found = Vec::new();
    for part in &parts {
        let part = match part {
            [by, rest @ ..] if by.kind == Kind::By => rest,
            part => part,
        };
        let comma = part.iter().position(|piece| piece.kind == Kind::Comma)?;
        let (last, rest) = (&part[..comma], &part[comma + 1..]);
        // A task may stand behind another comma, a dash or a bracket.
        let end = rest
            .iter()
            .position(|piece| matches!(piece.kind, Kind::Comma | Kind::Bar | Kind::Open))
            .unwrap_or(rest.len());
        let first = &rest[..end];
        if parts.len() == 1
            && end < rest.len()
            && !last.iter().all(|piece| all_capitals(text, piece.span))
        {
            return None;
        }
        let words = |pieces: &[Piece]| pieces.iter().all(|piece| piece.kind == Kind::Word);
        if last.is_empty() || first.is_empty() || first.len() > 3 || !words(last) || !words(first) {
            return None;
        }
        let names_of = |pieces: &[Piece]| -> Vec<String> {
            pieces
                .iter()
                .map(|piece| folded(text, piece.span))
                .collect()
        };
        let (family, personal) = (names_of(last), names_of(first));
        let single = family.iter().filter(|word| !is_particle(word)).count() == 1;
        let bad = family.iter().chain(&personal).any(|word| {
            ["unnamed", "publisher", "role", "degree"]
                .iter()
                .any(|class| has(word, class))
                && !is_given(word)
        });
        let slice = |piece: &Piece| &text[piece.span.range()];
        // Two words and a comma in a field of authors are a name, unless the second is a place: "Tremblay, Odette".
        let plain = all.len() == 3 && !has(&personal[0], "place");
        let given =
            is_given(&personal[0]) || is_initials(slice(&first[0])) || parts.len() > 1 || plain;
        let suffix = first.len() == 1 && is_suffix(slice(&first[0]));
        let known =
            names::known(&text[last[0].span.cover(last[last.len() - 1].span).range()]).is_some();
        if !single || bad || !given || suffix || known {
            return None;
        }
        let words: Vec<&str> = first.iter().chain(last).map(slice).collect();
        found.push(Author {
            span: last[0].span.cover(first[first.len() - 1].span),
            name: names::natural(&words.join(" ")),
        });
    }
    (!found.is_empty()).then_some(found)
}

fn all_capitals(text: &str, span: Span) -> bool {
    !text[span.range()].contains(char::is_lowercase)
}

/// Whether a word says in a sentence that somebody did something else than write.
fn is_verb(folded: &str) -> bool {
    has(folded, "other") && !has(folded, "role")
}

/// Whether a word and a colon or bar stand before an author.
fn is_author(folded: &str) -> bool {
    matches!(
        folded,
        "author" | "authors" | "words" | "text" | "story" | "reporter" | "byline" | "writer"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(read: &Byline) -> Vec<&str> {
        read.authors
            .iter()
            .map(|author| author.name.as_str())
            .collect()
    }

    #[test]
    fn names_are_read_whole_and_nothing_else_is() {
        let mut wrong = Vec::new();
        for row in include_str!("byline.txt")
            .lines()
            .filter(|row| !row.is_empty() && !row.starts_with("# "))
        {
            let (line, expected) = row.split_once('\t').unwrap_or((row, ""));
            let text = format!("\u{e9}{}", line.replace("\\n", "\n"));
            let read = byline(&text, Span::new(2, text.len()));
            let names = names_of(&read).join("; ");
            if names != expected {
                wrong.push(format!("{line:?} gives {names:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn fields_of_exports_have_names_in_both_orders() {
        for (field_text, expected) in [
            ("RUIZ, ANA M.; LUND, BO", "Ana M. Ruiz; Bo Lund"),
            ("Ruiz, Ana", "Ana Ruiz"),
            ("Ana Ruiz and Bo Lund", "Ana Ruiz; Bo Lund"),
            ("By Xanthe Quill, The Varnholm Courier", "Xanthe Quill"),
            ("Ana Ruiz, Varnholm", "Ana Ruiz"),
            ("ANA RUIZ Courier Staff Writer", "Ana Ruiz"),
            ("Ana Ruiz; Staff Writer", "Ana Ruiz"),
            ("By Ana RUIZ, AFP", "Ana Ruiz"),
            (
                "By Ana Ruiz in Paris and Bo Lund in Rome",
                "Ana Ruiz; Bo Lund",
            ),
            ("RUIZ, ANA - Staff Writer", "Ana Ruiz"),
            ("By ANA RUIZ The Canadian Press", "Ana Ruiz"),
            ("Reuters", ""),
            ("Staff Reporter", ""),
        ] {
            let read = field(field_text, Span::new(0, field_text.len()));
            assert_eq!(names_of(&read).join("; "), expected, "{field_text}");
        }
    }

    #[test]
    fn a_span_is_what_stands_there() {
        let text = "By [Ana_Ruiz](https://a.example) and JOHN DOE JR.";
        let read = byline(text, Span::new(0, text.len()));
        let slices: Vec<&str> = read
            .authors
            .iter()
            .map(|author| &text[author.span.range()])
            .collect();
        assert_eq!(slices, ["Ana_Ruiz", "JOHN DOE JR."]);
        assert_eq!(names_of(&read), ["Ana Ruiz", "John Doe Jr."]);
    }

    #[test]
    fn what_is_no_name_may_be_a_publisher() {
        let text = "By Ana Ruiz, Varnholm Courier";
        let read = byline(text, Span::new(0, text.len()));
        let others: Vec<&str> = read.others.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(others, ["Varnholm Courier"]);
    }
}
