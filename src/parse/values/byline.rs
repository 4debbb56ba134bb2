//! Names of authors from a byline, wherever it comes from: a page, a crawler's prefix, a field of an export.
//!
//! A byline is cut into clauses (at bars, brackets, line ends and at "by") and these into parts (at commas and "and").
//! A part is a person by what speaks for it: "by" before it, its place, a given name, initials, the company of other
//! names. A name is whole or none.

use super::super::{Author, names};
use super::pieces::{Kind, Piece, pieces};
use crate::lexicon;
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
    let alone = clauses.iter().map(|clause| clause.parts.len()).sum::<usize>() == 1;
    let mut sure = Vec::new();
    for clause in &clauses {
        let before = read.authors.len();
        take(text, clause, alone, &mut read);
        sure.resize(read.authors.len(), clause.by);
        let given = |author: &Author| {
            let first = author.name.split([' ', '-']).next().unwrap_or_default();
            is_given(&first.to_lowercase()) || is_initials(first)
        };
        for at in before..read.authors.len() {
            sure[at] |= given(&read.authors[at]);
        }
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
    let alone = clauses.iter().map(|clause| clause.parts.len()).sum::<usize>() == 1;
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
            let next = all.get(at + 1).map_or(field.end(), |next| next.span.start());
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
        match piece.kind {
            Kind::Word if begins_from => clause.by = true,
            Kind::Word => words.push(piece.span),
            Kind::Comma | Kind::And => {
                let and = piece.kind == Kind::And;
                if !words.is_empty() {
                    let words = std::mem::take(&mut words);
                    clause.parts.push(Part { words, listed: listed || and });
                }
                listed = and;
            }
            Kind::By => {
                // What stands right before "by" says what was done.
                let picture = words
                    .iter()
                    .any(|word| matches!(folded(text, *word).as_str(), "avatar" | "profile"));
                let task = !picture && words.iter().any(|word| has(&folded(text, *word), "other"));
                let label = words.iter().all(|word| {
                    let word = folded(text, *word);
                    has(&word, "label") || has(&word, "unnamed")
                });
                if !label && !task && !words.is_empty() {
                    clause.parts.push(Part { words: std::mem::take(&mut words), listed });
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
                if label {
                    words.clear();
                    clause.by = true;
                }
                if !words.is_empty() {
                    clause.parts.push(Part { words: std::mem::take(&mut words), listed });
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
    let small = |word: &Span| {
        matches!(folded(text, *word).as_str(), "for" | "of" | "at" | "from")
    };
    let from = words.iter().position(|word| !small(word)).unwrap_or(words.len());
    if let [first, .., last] | [first @ last] = &words[from..]
        && text[first.range()].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || text[first.range()].contains('.'))
    {
        others.push(first.cover(*last));
    }
}

/// How the letters of a part are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Mixed,
    Capitals,
    Small,
}

impl Case {
    fn of(text: &str, words: &[Span]) -> Self {
        let slices = || words.iter().map(|word| &text[word.range()]);
        if !slices().any(|word| word.contains(char::is_uppercase)) {
            Self::Small
        } else if !slices().any(|word| word.contains(char::is_lowercase)) {
            Self::Capitals
        } else {
            Self::Mixed
        }
    }
}

/// What around a part speaks for a person.
#[derive(Debug, Clone, Copy)]
struct Weight {
    by: bool,
    first: bool,
    listed: bool,
    follows: bool,
    /// Whether the clause has an "and".
    list: bool,
    alone: bool,
}

/// Points that make a person.
const ENOUGH: i32 = 2;

/// Why a run of words that may be a name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// With the words.
    End,
    /// At a task, or what stands before one.
    Task,
    /// At a word of publishers, or the form of one.
    Outlet,
    /// At a word in small letters that is no particle, or one that no name has.
    Word,
}

/// The words from and to which a part is a person's name, and the name.
fn person(text: &str, words: &[Span], case: Case, weight: Weight) -> Option<(usize, usize, String)> {
    let slice = |at: usize| &text[words[at].range()];
    let fold = |at: usize| folded(text, words[at]);
    let mut from = 0;
    while from < words.len() && has(&fold(from), "label") && !is_given(&fold(from)) {
        from += 1;
    }
    from += titles(text, &words[from..]);
    let (mut to, mut stop) = (from, Stop::End);
    while to < words.len() {
        let (word, fold) = (slice(to), fold(to));
        match stops(word, &fold, case, to == from, to + 1 < words.len()) {
            None => to += 1,
            Some(found) => {
                stop = found;
                break;
            }
        }
    }
    // A particle does not end a name.
    while to > from && is_particle(&fold(to - 1)) && !is_given(&fold(to - 1)) {
        to -= 1;
    }
    if case == Case::Mixed
        && stop == Stop::Word
        && weight.by
        && to == from + 1
        && to + 1 == words.len()
        && is_given(&fold(from))
        && fold(to).len() >= 4
        && !lexicon::HEADER_WORDS.has(&fold(to))
    {
        // "By Cindy mangomini"
        to += 1;
        stop = Stop::End;
    }
    // A publisher behind the name, without a comma.
    let known = |from: usize, to: usize| {
        from < to && names::known(&text[words[from].cover(words[to - 1]).range()]).is_some()
    };
    if known(from, to) || known(from, words.len()) {
        return None;
    }
    let behind = (from + 2..to).find(|&at| {
        (to..=words.len().min(to + 3)).any(|end| known(at, end))
    });
    if let Some(at) = behind {
        to = at;
        stop = Stop::End;
    }
    let given = to > from && (is_given(&fold(from)) || is_given(fold(from).split('-').next().unwrap_or_default()));
    let long = (from..to).filter(|&at| !is_small(&fold(at), slice(at))).count();
    match stop {
        Stop::Outlet if behind.is_none() => {
            let whole = (to..words.len()).any(|end| known(to, end + 1));
            let own = to < words.len() && stops_itself(slice(to), case);
            if !whole && !own {
                // Words before that of a publisher are its own: two are left for the name.
                if !given || long < 3 {
                    return None;
                }
                let mut kept = from;
                let mut count = 0;
                while kept < to && count < 2 {
                    count += usize::from(!is_small(&fold(kept), slice(kept)));
                    kept += 1;
                }
                to = kept;
            }
        }
        Stop::Task => {
            // What the task is about: "Ana Ruiz London Correspondent".
            while to > from + 2 && has(&fold(to - 1), "place") {
                to -= 1;
            }
        }
        _ => {}
    }
    let count = to - from;
    if count == 0 || count > 6 || long > 5 {
        return None;
    }
    let lone = count == 1;
    if lone {
        let fits = (weight.alone || weight.by) && stop == Stop::End && given;
        return fits.then(|| (from, to, cased(slice(from).to_owned())));
    }
    if !(from..to).any(|at| !is_initials(slice(at)) && slice(at).chars().count() > 1) {
        return None;
    }
    // A whole staff is nobody.
    let collective = to + 1 == words.len()
        && matches!(
            fold(to).as_str(),
            "staff" | "team" | "desk" | "bureau" | "editors" | "reporters" | "correspondents" | "agencies"
                | "services" | "contributors" | "writers"
        );
    if collective && !given {
        return None;
    }
    let organization = (from + 1..to).any(|at| lexicon::ORGANIZATION_WORDS.has(&fold(at)));
    let initial = (from..to).any(|at| is_initials(slice(at)));
    let points = 4 * i32::from(weight.by)
        + 4 * i32::from(weight.first)
        + 2 * i32::from(weight.listed)
        + i32::from(weight.follows)
        + i32::from(weight.follows && weight.list)
        + 3 * i32::from(given)
        + i32::from(initial)
        - if given { 1 } else { if long > 2 { 5 } else { 2 } } * i32::from(organization)
        - 3 * i32::from(case == Case::Small)
        - 4 * i32::from((from..to).any(|at| has(&fold(at), "place")) && !given);
    if points < ENOUGH || case == Case::Small && !given {
        return None;
    }
    let name: Vec<&str> = (from..to).map(slice).collect();
    let name = name.join(" ");
    let name = match case {
        Case::Capitals => names::natural(&name.replace(',', "")),
        _ => cased(name),
    };
    Some((from, to, name))
}

/// Whether a word ends a run of words that may be a name.
fn stops(word: &str, fold: &str, case: Case, first: bool, more: bool) -> Option<Stop> {
    let given = first && is_given(fold);
    if is_suffix(word) && !first {
        return None;
    }
    if has(fold, "degree") {
        return Some(Stop::Task);
    }
    if !first && is_particle(fold) && more && (case != Case::Mixed || !word.starts_with(char::is_uppercase)) {
        return None;
    }
    if !given {
        for (class, stop) in [
            ("role", Stop::Task),
            ("topic", Stop::Task),
            ("publisher", Stop::Outlet),
            ("other", Stop::Word),
            ("unnamed", Stop::Word),
        ] {
            if has(fold, class) {
                return Some(stop);
            }
        }
    }
    if matches!(fold, "in" | "for" | "at" | "from" | "to" | "on" | "of" | "via" | "as" | "or") {
        return Some(Stop::Word);
    }
    if stops_itself(word, case) && !(first && is_initials(word)) {
        return Some(Stop::Outlet);
    }
    let start = word.trim_start_matches(['"', '“', '”', '\'', '‘', '’']);
    let small = start.starts_with(char::is_lowercase);
    let prefixed = ["al-", "el-", "d'", "d’", "bin-", "de"].iter().any(|prefix| {
        start.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(char::is_uppercase))
    });
    let particle_first = first && is_particle(fold) && more;
    (case == Case::Mixed && small && !prefixed && !particle_first).then_some(Stop::Word)
}

/// Whether a word has the form of a publisher: `NOLA.com`, `BuzzFeed`, `AP`.
fn stops_itself(word: &str, case: Case) -> bool {
    if names::is_domain(word) && !is_initials(word) {
        return true;
    }
    if case != Case::Mixed {
        return false;
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = bare.chars().count();
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    if capitals == letters && letters >= 2 && !bare.contains('-') {
        return letters > 2 && !is_suffix(bare);
    }
    // A capital in the middle, but for "McKay", "DeFino", "O'Neil".
    let mut before: Vec<char> = Vec::new();
    for c in bare.chars() {
        if c.is_uppercase() && before.last().is_some_and(|b| b.is_lowercase()) {
            let start: String = before.iter().collect();
            if before.len() > 3 && !matches!(start.as_str(), "Fitz" | "Vander" | "Della" | "Mac" | "Saint") {
                return true;
            }
        }
        if c.is_alphabetic() {
            before.push(c);
        } else {
            before.clear();
        }
    }
    bare.chars().any(|c| c.is_ascii_digit())
}

/// How many words before a name are a title: `Lt. Gen.`, `Secretary of State`.
fn titles(text: &str, words: &[Span]) -> usize {
    let mut skipped = 0;
    loop {
        let left = words.len() - skipped;
        let most = left.saturating_sub(2).min(5);
        let found = (1..=most).rev().find(|&count| {
            let title: Vec<String> = words[skipped..skipped + count]
                .iter()
                .map(|word| folded(text, *word))
                .collect();
            let titled = lexicon::TITLES.has(&title.join(" "));
            titled && !(count == 1 && is_given(&title[0]) && left <= 3)
        });
        match found {
            Some(count) => skipped += count,
            None => return skipped,
        }
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
        // A task may stand behind a second comma.
        let end = rest.iter().position(|piece| piece.kind == Kind::Comma).unwrap_or(rest.len());
        let first = &rest[..end];
        if parts.len() == 1 && end < rest.len() && !last.iter().all(|piece| all_capitals(text, piece.span)) {
            return None;
        }
        let words = |pieces: &[Piece]| pieces.iter().all(|piece| piece.kind == Kind::Word);
        if last.is_empty() || first.is_empty() || first.len() > 3 || !words(last) || !words(first) {
            return None;
        }
        let names_of = |pieces: &[Piece]| -> Vec<String> {
            pieces.iter().map(|piece| folded(text, piece.span)).collect()
        };
        let (family, personal) = (names_of(last), names_of(first));
        let single = family.iter().filter(|word| !is_particle(word)).count() == 1;
        let bad = family.iter().chain(&personal).any(|word| {
            ["unnamed", "publisher", "role", "degree"].iter().any(|class| has(word, class)) && !is_given(word)
        });
        let slice = |piece: &Piece| &text[piece.span.range()];
        let given = is_given(&personal[0]) || is_initials(slice(&first[0])) || parts.len() > 1;
        let suffix = first.len() == 1 && is_suffix(slice(&first[0]));
        let known = names::known(&text[last[0].span.cover(last[last.len() - 1].span).range()]).is_some();
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

/// A name with capitals where it has none.
fn cased(name: String) -> String {
    if name.split(' ').all(|word| word.starts_with(|c: char| !c.is_lowercase()) || is_particle(&word.to_lowercase()) || word.contains(char::is_uppercase)) {
        return name;
    }
    let words = name.split(' ').map(|word| {
        let mut chars = word.chars();
        match chars.next() {
            Some(c) if c.is_lowercase() && !is_particle(word) && !word.contains(char::is_uppercase) => {
                c.to_uppercase().chain(chars).collect()
            }
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<String>>().join(" ")
}

/// A word in small letters, without marks around it and without the full stop at its end.
fn folded(text: &str, word: Span) -> String {
    text[word.range()]
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether the table of header words has a word in a class.
fn has(folded: &str, class: &str) -> bool {
    lexicon::HEADER_WORDS
        .get(folded)
        .is_some_and(|classes| classes.split(' ').any(|found| found == class))
}

/// Whether a word says in a sentence that somebody did something else than write.
fn is_verb(folded: &str) -> bool {
    has(folded, "other") && !has(folded, "role")
}

/// Whether a word and a colon or bar stand before an author.
fn is_author(folded: &str) -> bool {
    matches!(folded, "author" | "authors" | "words" | "text" | "story" | "reporter" | "byline" | "writer")
}

fn is_given(folded: &str) -> bool {
    lexicon::GIVEN_NAMES.has(folded)
}

fn is_particle(folded: &str) -> bool {
    folded != "of" && names::is_particle(folded)
}

/// Whether a word is an initial, or more of them: `J.`, `J.R.`, `JP`.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (1..=3).contains(&letters)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        && (letters < 3 || word.contains('.'))
}

/// Whether a word counts little for the length of a name.
fn is_small(folded: &str, word: &str) -> bool {
    is_particle(folded) || is_initials(word) || is_suffix(word)
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_lowercase().as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(read: &Byline) -> Vec<&str> {
        read.authors.iter().map(|author| author.name.as_str()).collect()
    }

    #[test]
    fn names_are_read_whole_and_nothing_else_is() {
        let mut wrong = Vec::new();
        for row in include_str!("byline.txt").lines().filter(|row| !row.is_empty() && !row.starts_with("# ")) {
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
        let slices: Vec<&str> = read.authors.iter().map(|author| &text[author.span.range()]).collect();
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
