//! Patterns over tokens: word classes, alternatives and named slots.
//!
//! ```text
//! first:(ORDINAL|last) UNIT of? year:YEAR          words in lower case, classes in capitals
//! [<in|since] YEAR [!percent|PLURAL]               a look back, a negated look ahead; neither is taken in
//! $the week of                                     a macro, replaced by its text
//! ```
//!
//! A pattern has no repetition: what it matches is bounded by its own length.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a pattern sees of a token: its word, if patterns know it (0 if not), and its classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Symbol {
    /// The number of the word in the [`Vocabulary`], 0 for other words.
    pub word: u16,
    /// The classes as bits.
    pub classes: u64,
}

/// The words that patterns and tables know, each with a number from 1.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<&'static str, u16, BuildHasherDefault<WordHasher>>,
}

impl Vocabulary {
    /// The number of a word, which becomes known.
    pub fn intern(&mut self, word: &'static str) -> u16 {
        let next = u16::try_from(self.numbers.len() + 1).expect("under 65,535 words");
        *self.numbers.entry(word).or_insert(next)
    }

    /// The number of a word in lower case, 0 if no pattern knows it.
    #[must_use]
    pub fn number(&self, word: &str) -> u16 {
        self.numbers.get(word).copied().unwrap_or(0)
    }

    /// How many numbers there are, 0 included.
    #[must_use]
    pub fn size(&self) -> usize {
        self.numbers.len() + 1
    }
}

/// A quick hash of a short word, eight bytes at a time. The words in the table are ours, so nobody can make them collide.
#[derive(Debug, Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let mixed = self.0.rotate_left(5) ^ u64::from_le_bytes(word);
            self.0 = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The names that may stand in patterns in capitals, and the texts that stand for `$name`.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// Classes with their bits.
    pub classes: &'static [(&'static str, u64)],
    /// Macros without their `$`.
    pub macros: &'static [(&'static str, &'static str)],
}

/// The largest number of slots in a pattern.
pub const SLOTS: usize = 8;

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    code: Vec<Op>,
    sets: Vec<Set>,
    slots: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy)]
enum Op {
    Take(u16),
    Split(u16, u16),
    Jump(u16),
    Open(u8),
    Close(u8),
    Look(Look, u16),
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Ahead,
    NotAhead,
    Behind,
    NotBehind,
}

/// Words and classes of which a symbol has to have one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Set {
    words: Vec<u16>,
    classes: u64,
}

impl Set {
    fn has(&self, symbol: Symbol) -> bool {
        symbol.classes & self.classes != 0
            || (symbol.word != 0 && self.words.contains(&symbol.word))
    }
}

/// Where a pattern matched, and its slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index of the first symbol.
    pub start: usize,
    /// Index behind the last symbol.
    pub end: usize,
    /// From the first symbol; a pattern takes fewer than 256.
    slots: [(u8, u8); SLOTS],
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Panics
    /// If it is not one: patterns are written by programmers and compiled by every test.
    #[must_use]
    pub fn compile(source: &'static str, names: Names, vocabulary: &mut Vocabulary) -> Self {
        let mut compiler = Compiler {
            pattern: Self {
                code: Vec::new(),
                sets: Vec::new(),
                slots: Vec::new(),
            },
            names,
            vocabulary,
        };
        let mut marks = Vec::new();
        compiler.marks(source, &mut marks);
        let mut rest = &marks[..];
        compiler.alternatives(&mut rest);
        assert!(
            rest.is_empty(),
            "pattern {source:?} goes wrong before {rest:?}"
        );
        compiler.pattern.code.push(Op::Done);
        compiler.pattern
    }

    /// Matches at `start`; of several readings the one whose alternatives stand first, options taken.
    #[must_use]
    pub fn at(&self, symbols: &[Symbol], start: usize) -> Option<Match> {
        let mut found = Match {
            start,
            end: start,
            slots: [(0, 0); SLOTS],
        };
        self.run(0, symbols, start, &mut found).then_some(found)
    }

    fn run(&self, mut pc: usize, symbols: &[Symbol], mut at: usize, found: &mut Match) -> bool {
        loop {
            match self.code[pc] {
                Op::Take(set) => {
                    match symbols.get(at) {
                        Some(&symbol) if self.sets[usize::from(set)].has(symbol) => at += 1,
                        _ => return false,
                    }
                    pc += 1;
                }
                Op::Split(first, second) => {
                    let before = *found;
                    if self.run(usize::from(first), symbols, at, found) {
                        return true;
                    }
                    *found = before;
                    pc = usize::from(second);
                }
                Op::Jump(target) => pc = usize::from(target),
                Op::Open(slot) => {
                    let at = (at - found.start) as u8;
                    found.slots[usize::from(slot)] = (at, at);
                    pc += 1;
                }
                Op::Close(slot) => {
                    found.slots[usize::from(slot)].1 = (at - found.start) as u8;
                    pc += 1;
                }
                Op::Look(look, set) => {
                    let set = &self.sets[usize::from(set)];
                    let there = match look {
                        Look::Ahead | Look::NotAhead => symbols.get(at),
                        Look::Behind | Look::NotBehind => {
                            at.checked_sub(1).and_then(|before| symbols.get(before))
                        }
                    };
                    let has = there.is_some_and(|&symbol| set.has(symbol));
                    if has != matches!(look, Look::Ahead | Look::Behind) {
                        return false;
                    }
                    pc += 1;
                }
                Op::Done => {
                    found.end = at;
                    return true;
                }
            }
        }
    }

    /// The words and the classes with which a match can begin.
    #[must_use]
    pub fn first(&self) -> (Vec<u16>, u64) {
        let (first, _) = self.takes(vec![0]);
        self.union(&first)
    }

    /// The words and the classes of which the second symbol of a match has one; `None` if a match can be of one symbol.
    #[must_use]
    pub fn second(&self) -> Option<(Vec<u16>, u64)> {
        let (first, _) = self.takes(vec![0]);
        let (second, ends) = self.takes(first.iter().map(|pc| pc + 1).collect());
        (!ends).then(|| self.union(&second))
    }

    /// The next operations that take a symbol, and whether the end can be reached without one.
    fn takes(&self, mut open: Vec<usize>) -> (Vec<usize>, bool) {
        let (mut takes, mut ends) = (Vec::new(), false);
        while let Some(pc) = open.pop() {
            match self.code[pc] {
                Op::Take(_) => takes.push(pc),
                Op::Split(first, second) => open.extend([usize::from(first), usize::from(second)]),
                Op::Jump(target) => open.push(usize::from(target)),
                Op::Open(_) | Op::Close(_) | Op::Look(..) => open.push(pc + 1),
                Op::Done => ends = true,
            }
        }
        (takes, ends)
    }

    fn union(&self, takes: &[usize]) -> (Vec<u16>, u64) {
        let (mut words, mut classes) = (Vec::new(), 0);
        for &pc in takes {
            if let Op::Take(set) = self.code[pc] {
                let set = &self.sets[usize::from(set)];
                words.extend_from_slice(&set.words);
                classes |= set.classes;
            }
        }
        words.sort_unstable();
        words.dedup();
        (words, classes)
    }

    /// The symbols of a slot in a match of this pattern; `None` if the slot took no part.
    #[must_use]
    pub fn slot(&self, found: &Match, name: &str) -> Option<(usize, usize)> {
        let slot = self.slots.iter().position(|&slot| slot == name)?;
        let (start, end) = found.slots[slot];
        let from = |offset: u8| found.start + usize::from(offset);
        (start < end).then(|| (from(start), from(end)))
    }
}

struct Compiler<'a> {
    pattern: Pattern,
    names: Names,
    vocabulary: &'a mut Vocabulary,
}

impl Compiler<'_> {
    /// Splits a pattern into its marks and words, macros replaced.
    fn marks(&self, source: &'static str, marks: &mut Vec<&'static str>) {
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '(' | ')' | '|' | '?' | '[' | ']' => 1,
                c if c.is_whitespace() => {
                    rest = &rest[c.len_utf8()..];
                    continue;
                }
                _ => rest
                    .find(|c: char| c.is_whitespace() || "()|?[]".contains(c))
                    .unwrap_or(rest.len()),
            };
            let (mark, after) = rest.split_at(length);
            rest = after;
            match mark.split_once('$') {
                Some((before, name)) => {
                    let text = self.names.macros.iter().find(|(known, _)| *known == name);
                    let (_, text) =
                        text.unwrap_or_else(|| panic!("no macro ${name} in {source:?}"));
                    // What stands before the sign says how to look: `[!$name]`.
                    if !before.is_empty() {
                        marks.push(before);
                    }
                    self.marks(text, marks);
                }
                None => marks.push(mark),
            }
        }
    }

    fn alternatives(&mut self, rest: &mut &[&'static str]) {
        let start = self.pattern.code.len();
        let mut jumps = Vec::new();
        let mut from = start;
        self.sequence(rest);
        while let [first, after @ ..] = *rest
            && *first == "|"
        {
            *rest = after;
            self.pattern.code.push(Op::Jump(0));
            self.insert(from, Op::Split(0, 0));
            for jump in &mut jumps {
                *jump += usize::from(*jump >= from);
            }
            let next = self.pattern.code.len();
            self.pattern.code[from] = Op::Split(from as u16 + 1, next as u16);
            jumps.push(next - 1);
            from = next;
            self.sequence(rest);
        }
        let end = self.pattern.code.len() as u16;
        for jump in jumps {
            self.pattern.code[jump] = Op::Jump(end);
        }
    }

    fn sequence(&mut self, rest: &mut &[&'static str]) {
        while let [mark, after @ ..] = *rest {
            match *mark {
                "|" | ")" => return,
                "[" => {
                    *rest = after;
                    self.look(rest);
                }
                _ => self.term(rest),
            }
        }
    }

    fn term(&mut self, rest: &mut &[&'static str]) {
        let start = self.pattern.code.len();
        let [mark, after @ ..] = *rest else { return };
        *rest = after;
        let (slot, word) = match mark.split_once(':') {
            Some((name, word)) if !name.is_empty() => (Some(name), word),
            _ => (None, *mark),
        };
        let slot = slot.map(|name| {
            let slots = &mut self.pattern.slots;
            let slot = slots
                .iter()
                .position(|&known| known == name)
                .unwrap_or_else(|| {
                    slots.push(name);
                    slots.len() - 1
                });
            assert!(slot < SLOTS, "more than {SLOTS} slots");
            slot as u8
        });
        if let Some(slot) = slot {
            self.pattern.code.push(Op::Open(slot));
        }
        let group = word == "(" || (word.is_empty() && rest.first() == Some(&"("));
        if group {
            if word.is_empty() {
                *rest = &rest[1..];
            }
            self.alternatives(rest);
            assert_eq!(rest.first(), Some(&")"), "a group is not closed");
            *rest = &rest[1..];
        } else {
            let mut set = Set::default();
            self.add(&mut set, word);
            let set = self.set(set);
            self.pattern.code.push(Op::Take(set));
        }
        if let Some(slot) = slot {
            self.pattern.code.push(Op::Close(slot));
        }
        if rest.first() == Some(&"?") {
            *rest = &rest[1..];
            self.insert(start, Op::Split(0, 0));
            let end = self.pattern.code.len() as u16;
            self.pattern.code[start] = Op::Split(start as u16 + 1, end);
        }
    }

    fn look(&mut self, rest: &mut &[&'static str]) {
        let (mut look, mut set) = (Look::Ahead, Set::default());
        let mut first = true;
        loop {
            let [mark, after @ ..] = *rest else {
                panic!("a look is not closed")
            };
            *rest = after;
            let mut word = *mark;
            if first {
                for (prefix, kind) in [
                    ("<!", Look::NotBehind),
                    ("<", Look::Behind),
                    ("!", Look::NotAhead),
                ] {
                    if let Some(stripped) = word.strip_prefix(prefix) {
                        (word, look) = (stripped, kind);
                        break;
                    }
                }
            }
            first = false;
            match word {
                "]" => break,
                "|" | "(" | ")" | "" => {}
                word => self.add(&mut set, word),
            }
        }
        let set = self.set(set);
        self.pattern.code.push(Op::Look(look, set));
    }

    fn add(&mut self, set: &mut Set, word: &'static str) {
        if word.starts_with(|c: char| c.is_ascii_uppercase()) {
            let class = self.names.classes.iter().find(|(name, _)| *name == word);
            set.classes |= class.unwrap_or_else(|| panic!("no class {word}")).1;
        } else {
            set.words.push(self.vocabulary.intern(word));
        }
    }

    fn set(&mut self, set: Set) -> u16 {
        let sets = &mut self.pattern.sets;
        let at = sets
            .iter()
            .position(|known| *known == set)
            .unwrap_or_else(|| {
                sets.push(set);
                sets.len() - 1
            });
        at as u16
    }

    /// Inserts an operation; what jumps over the place still arrives where it did.
    fn insert(&mut self, at: usize, op: Op) {
        let code = &mut self.pattern.code;
        code.insert(at, op);
        let moved = |target: u16| target + u16::from(usize::from(target) >= at);
        for op in &mut code[at + 1..] {
            *op = match *op {
                Op::Split(first, second) => Op::Split(moved(first), moved(second)),
                Op::Jump(target) => Op::Jump(moved(target)),
                op => op,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Names = Names {
        classes: &[("NUM", 1), ("UNIT", 2)],
        macros: &[("the", "(the|this)?")],
    };

    fn symbols(words: &str, vocabulary: &Vocabulary) -> Vec<Symbol> {
        words
            .split(' ')
            .map(|word| Symbol {
                word: vocabulary.number(word),
                classes: match word {
                    "3" => 1,
                    "days" => 2,
                    _ => 0,
                },
            })
            .collect()
    }

    #[test]
    fn patterns_match_what_they_say() {
        for (pattern, words, length) in [
            ("NUM UNIT ago", "3 days ago", Some(3)),
            ("NUM UNIT ago", "3 days later", None),
            (
                "NUM (UNIT|weeks) (ago|before last)",
                "3 weeks before last",
                Some(4),
            ),
            ("$the NUM? UNIT", "the 3 days", Some(3)),
            ("$the NUM? UNIT", "days ago", Some(1)),
            ("NUM [UNIT]", "3 days", Some(1)),
            ("NUM [!UNIT]", "3 days", None),
            ("NUM [!UNIT]", "3", Some(1)),
            ("a|b|c", "c", Some(1)),
            ("a (b (c|d)? | e)? f", "a b d f", Some(4)),
            ("a (b (c|d)? | e)? f", "a e f", Some(3)),
            ("a (b|x) (c|d|e) f?", "a x e f", Some(4)),
        ] {
            let mut vocabulary = Vocabulary::default();
            let compiled = Pattern::compile(pattern, NAMES, &mut vocabulary);
            let found = compiled.at(&symbols(words, &vocabulary), 0);
            assert_eq!(found.map(|found| found.end), length, "{pattern} on {words}");
        }
    }

    #[test]
    fn looking_back_takes_nothing_in() {
        let mut vocabulary = Vocabulary::default();
        let back = Pattern::compile("[<in|since] NUM", NAMES, &mut vocabulary);
        let symbols = symbols("since 3", &vocabulary);
        let found = back.at(&symbols, 1).unwrap();
        assert_eq!((found.start, found.end), (1, 2));
        assert_eq!(back.at(&symbols[1..], 0), None);
    }

    #[test]
    fn slots_have_names_and_a_first_set() {
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::compile("n:NUM? u:(UNIT|hour) ago", NAMES, &mut vocabulary);
        let found = pattern.at(&symbols("hour ago", &vocabulary), 0).unwrap();
        assert_eq!(pattern.slot(&found, "n"), None);
        assert_eq!(pattern.slot(&found, "u"), Some((0, 1)));
        assert_eq!(pattern.first(), (vec![vocabulary.number("hour")], 3));
    }
}
