//! Sentences to tokens, as the Penn Treebank and CoreNLP have them.
//!
//! `don't` is two tokens (`do`, `n't`), so are `Ruiz's` and `cannot`; hyphenated words, numbers, URLs, handles and
//! hashtags are one; `$` and `%` stand alone. An abbreviation keeps its full stop but for the one that ends the sentence.
//! A token holds no blank, except a spaced ellipsis (`. . .`).

use crate::lexicon::ABBREVIATIONS;
use crate::lexicon::sets;
use crate::text::Span;
use crate::text::chars::{is_blank, is_invisible, is_line_end};

/// Words of two tokens: the word, and how many bytes of it are the first.
const PAIRS: [(&str, usize); 9] = [
    ("cannot", 3),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("lemme", 3),
    ("wanna", 3),
    ("'tis", 2),
    ("'twas", 2),
    ("more'n", 4),
];

/// An abbreviation is looked up only when it is no longer than this in bytes.
const LONGEST_ABBREVIATION: usize = 16;

/// Appends the tokens of the sentence `span` of `text`, in order, to `tokens`.
pub fn lex(text: &str, span: Span, tokens: &mut Vec<Span>) {
    let mut scan = Scan {
        text: &text[..span.end()],
        at: span.start(),
        end: span.start(),
        tokens,
    };
    while scan.next_chunk() {
        while scan.at < scan.end {
            scan.token();
        }
    }
}

/// A scanner over the chunks (runs without blanks) of a sentence.
struct Scan<'a> {
    /// Up to the end of the sentence.
    text: &'a str,
    at: usize,
    /// Where the chunk ends.
    end: usize,
    tokens: &'a mut Vec<Span>,
}

fn is_space(c: char) -> bool {
    is_blank(c) || is_line_end(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '‛' | '′' | '＇')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c) || is_invisible(c)))
}

fn is_closing(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '"' | '”' | '»' | '›' | ')' | ']' | '}' | '“' | '„' | '*')
}

/// Whether two strings are equal but for ASCII case and the form of apostrophes.
fn same(word: &str, lower: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(lower);
    }
    word.len() <= 4 * lower.len()
        && word
            .chars()
            .map(|c| {
                if is_apostrophe(c) {
                    '\''
                } else {
                    c.to_ascii_lowercase()
                }
            })
            .eq(lower.chars())
}

/// The start of the last `count` characters of `word`, if it has as many.
fn tail(word: &str, count: usize) -> Option<usize> {
    word.char_indices().rev().nth(count - 1).map(|(at, _)| at)
}

impl Scan<'_> {
    /// Moves to the next chunk; `false` at the end of the sentence.
    fn next_chunk(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let Some(start) = rest.find(|c: char| !is_space(c)) else {
            return false;
        };
        let length = rest[start..].find(is_space).unwrap_or(rest.len() - start);
        self.at += start;
        self.end = self.at + length;
        true
    }

    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    fn take(&mut self, length: usize) {
        self.tokens.push(Span::new(self.at, self.at + length));
        self.at += length;
    }

    /// Takes one token, or two for a contraction.
    fn token(&mut self) {
        let rest = self.rest();
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return };
        let second = chars.next();
        let digit_next = second.is_some_and(|c| c.is_ascii_digit());
        let length = match first {
            _ if is_invisible(first) => {
                self.at += first.len_utf8();
                return;
            }
            '.' if digit_next => self.word_length(first.len_utf8()),
            '-' | '+' | '−' if digit_next && self.starts_chunk() => {
                self.word_length(first.len_utf8())
            }
            '.' => {
                let dots = run(rest, '.');
                if dots == 1 && rest.len() == 1 {
                    self.spaced_dots()
                } else {
                    dots
                }
            }
            '!' | '?' => rest.find(|c| !matches!(c, '!' | '?')).unwrap_or(rest.len()),
            '-' | '*' | '_' | '=' | '~' | '`' => run(rest, first),
            '\'' if second == Some('\'') => 2,
            '@' | '#' | '$' if second.is_some_and(|c| is_word(c) || c == '_') => {
                match (first, second) {
                    ('#', Some(c)) if c.is_ascii_digit() => 1,
                    ('$', Some(c)) if !c.is_ascii_alphabetic() => 1,
                    _ => {
                        1 + rest[1..]
                            .find(|c| !(is_word(c) || c == '_'))
                            .unwrap_or(rest.len() - 1)
                    }
                }
            }
            _ if is_apostrophe(first) => match self.clipped() {
                0 => first.len_utf8(),
                length => length,
            },
            _ if is_word(first) => match self.address() {
                0 => {
                    let length = self.word_length(0);
                    let length = length + self.full_stop(length);
                    self.take_word(length);
                    return;
                }
                length => length,
            },
            _ => {
                let marks = rest[first.len_utf8()..]
                    .find(|c| !(is_mark(c) || is_invisible(c)))
                    .unwrap_or(rest.len() - first.len_utf8());
                first.len_utf8() + marks
            }
        };
        self.take(length);
    }

    fn starts_chunk(&self) -> bool {
        self.text[..self.at]
            .chars()
            .next_back()
            .is_none_or(is_space)
    }

    /// The length of `. . .` from here, or 1.
    fn spaced_dots(&self) -> usize {
        let mut length = 1;
        let mut rest = &self.text[self.at + 1..];
        while let Some(c) = rest.chars().next().filter(|&c| is_blank(c)) {
            let after = &rest[c.len_utf8()..];
            if !after.starts_with('.') || after[1..].starts_with(is_word) {
                break;
            }
            length += c.len_utf8() + 1;
            rest = &after[1..];
        }
        length
    }

    /// The length of `'em` or `'90s` from here, or 0.
    fn clipped(&self) -> usize {
        let rest = self.rest();
        let apostrophe = rest.chars().next().map_or(0, char::len_utf8);
        let after = &rest[apostrophe..];
        let word = after.find(|c| !is_word(c)).unwrap_or(after.len());
        let bytes = after.as_bytes();
        let decade = word >= 2
            && bytes[..2].iter().all(u8::is_ascii_digit)
            && (word == 2 || word == 3 && bytes[2] == b's');
        // Behind a word the apostrophe closes or is a clitic, and was dealt with there.
        let whole = &rest[..apostrophe + word];
        if self.starts_word() && (decade || sets::CLIPPED.all().any(|clip| same(whole, clip))) {
            return whole.len();
        }
        // `Sam's` is split in its word; `"Aida"'s` and `(MSF)'s` come here.
        if !self.starts_word()
            && sets::CLITICS
                .all()
                .any(|clitic| same(&after[..word], clitic))
        {
            return whole.len();
        }
        0
    }

    /// Whether no letter and no closing mark stands right before.
    fn starts_word(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|c| !is_word(c) && !is_closing(c) && c != '.')
    }

    /// The length of a URL, an e-mail address or a domain with a path from here, or 0.
    fn address(&self) -> usize {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let scheme = bytes
            .iter()
            .take(8)
            .position(|&byte| byte == b':')
            .is_some_and(|at| bytes[at..].starts_with(b"://"));
        let www = bytes.len() > 4 && bytes[..4].eq_ignore_ascii_case(b"www.");
        let name = bytes
            .iter()
            .position(|&byte| !(byte.is_ascii_alphanumeric() || b"._-+".contains(&byte)))
            .unwrap_or(bytes.len());
        let mail = bytes[name..].first() == Some(&b'@')
            && bytes[name + 1..]
                .first()
                .is_some_and(u8::is_ascii_alphanumeric);
        let path = bytes[name..].first() == Some(&b'/')
            && rest[..name].rsplit_once('.').is_some_and(|(host, top)| {
                !host.is_empty()
                    && (2..=6).contains(&top.len())
                    && top.bytes().all(|byte| byte.is_ascii_lowercase())
            });
        if !(scheme || www || mail || path) {
            return 0;
        }
        let end = rest
            .find(|c: char| {
                matches!(c, '"' | '“' | '”' | '’' | '‘' | '<' | '>' | '»' | '|')
                    || !c.is_ascii() && is_invisible(c)
            })
            .unwrap_or(rest.len());
        let trimmed = rest[..end].trim_end_matches(|c| {
            matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ')' | ']' | '…' | '—'
            )
        });
        trimmed.len()
    }

    /// The length of the word from here, of which the first `from` bytes are known to belong to it.
    fn word_length(&self, from: usize) -> usize {
        let rest = self.rest();
        let mut before = '\0';
        let mut dotted = false;
        let mut letters = 0; // since the last joint
        let mut capital = false; // the first of them
        for (at, c) in rest[from..].char_indices() {
            if is_word(c) {
                capital = if letters == 0 {
                    c.is_uppercase()
                } else {
                    capital
                };
                letters += 1;
            } else {
                let mut ahead = rest[from + at + c.len_utf8()..].chars();
                let next = ahead.next().unwrap_or(' ');
                let digits = before.is_ascii_digit() && next.is_ascii_digit();
                let words = is_word(before) && is_word(next);
                let joins = match c {
                    '-' | '‐' | '‑' => {
                        words
                            || dotted && before == '.' && is_word(next)
                            || is_word(before) && next == ' ' && before.is_alphabetic()
                    }
                    // The Accra–Kumasi road; between other words it is a dash.
                    '–' => words && capital && next.is_uppercase(),
                    '.' if next == '-' => {
                        (dotted || letters == 1) && ahead.next().is_some_and(is_word)
                    }
                    '.' => {
                        // `story.The` lacks a blank; `U.S` and `e.g` do not.
                        words && !(letters > 1 && before.is_lowercase() && next.is_uppercase())
                    }
                    ',' | ':' => digits,
                    '/' => words,
                    '&' | '_' => words,
                    '$' => before.is_ascii_uppercase() && letters <= 2 && at == letters,
                    _ if is_apostrophe(c) => words,
                    _ => false,
                };
                if !joins {
                    return from + at;
                }
                if c == '$' {
                    return from + at + 1; // `US$`
                }
                dotted |= c == '.';
                letters = 0;
            }
            before = c;
        }
        rest.len()
    }

    /// 1 if the full stop after the `length` bytes from here is part of an abbreviation, else 0.
    fn full_stop(&self, length: usize) -> usize {
        let word = &self.text[self.at..self.at + length];
        let after = &self.text[self.at + length..];
        if !after.starts_with('.') || after[1..].starts_with('.') {
            return 0;
        }
        let after = &after[1..];
        let next = after
            .chars()
            .take(16)
            .find(|&c| !is_space(c) && !is_closing(c) && !is_invisible(c));
        let Some(next) = next else {
            return 0; // ends the sentence
        };
        let part = word.rsplit(['-', '/']).next().unwrap_or(word);
        let single = part.chars().take(2).count() == 1 && part.chars().all(char::is_alphabetic);
        let dotted = part.contains('.')
            && part.len() <= LONGEST_ABBREVIATION
            && part.split('.').all(|piece| piece.chars().count() <= 2);
        let stop = self.at + length + 1;
        let known = part.len() < LONGEST_ABBREVIATION
            && abbreviation(&self.text[stop - 1 - part.len()..stop]);
        let goes_on = part.len() <= 6
            && part.chars().all(char::is_alphabetic)
            && (next.is_lowercase() || next == ',')
            && after.starts_with([' ', ',']);
        usize::from(single || dotted || known || goes_on)
    }

    /// Takes a word of `length` bytes, split where it is a contraction.
    fn take_word(&mut self, length: usize) {
        let word = &self.text[self.at..self.at + length];
        if let Some(&(_, first)) = PAIRS
            .iter()
            .find(|(pair, _)| pair.len() == length && word.eq_ignore_ascii_case(pair))
        {
            self.take(first);
            self.take(length - first);
            return;
        }
        // At most a host of clitics (`shouldn't've`): from the end, twice.
        let mut cuts = [length; 3];
        let mut end = length;
        for cut in cuts.iter_mut().rev().skip(1) {
            let Some(at) = clitic(&word[..end]) else {
                break;
            };
            *cut = at;
            end = at;
        }
        cuts.sort_unstable();
        let mut start = 0;
        for cut in cuts {
            if cut > start {
                self.take(cut - start);
                start = cut;
            }
        }
    }
}

/// Where the clitic at the end of `word` starts, if there is one and a word before it.
fn clitic(word: &str) -> Option<usize> {
    for count in 2..=3 {
        let at = tail(word, count)?;
        let end = &word[at..];
        if at == 0 {
            return None;
        }
        if count == 3 && same(end, "n't") {
            return Some(at);
        }
        let mut chars = end.chars();
        if chars.next().is_some_and(is_apostrophe)
            && sets::CLITICS.all().any(|c| same(chars.as_str(), c))
        {
            return Some(at);
        }
    }
    None
}

/// Whether `word`, which ends in a full stop, is a known abbreviation.
fn abbreviation(word: &str) -> bool {
    if ABBREVIATIONS.has(word) {
        return true;
    }
    // In capitals: `GOV.`, `SEPT.`
    let letters = &word[..word.len() - 1];
    letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase()) && {
        let title: String = word[..1].to_owned() + &word[1..].to_ascii_lowercase();
        ABBREVIATIONS.has(&title)
    }
}

/// The number of bytes of the run of the ASCII character `c` that `text` starts with.
fn run(text: &str, c: char) -> usize {
    text.bytes().take_while(|&byte| byte == c as u8).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(sentence: &str) -> String {
        let text = format!("x. {sentence} Y");
        let mut tokens = Vec::new();
        lex(&text, Span::new(3, 3 + sentence.len()), &mut tokens);
        let words: Vec<_> = tokens.iter().map(|span| &text[span.range()]).collect();
        words.join("|")
    }

    #[test]
    fn tokens_are_those_of_the_penn_treebank() {
        for (sentence, expected) in [
            (
                "They don't know Ruiz's plan.",
                "They|do|n't|know|Ruiz|'s|plan|.",
            ),
            ("They don’t; I’d’ve gone.", "They|do|n’t|;|I|’d|’ve|gone|."),
            ("We cannot pay, she said.", "We|can|not|pay|,|she|said|."),
            ("GONNA WIN, CAN'T LOSE", "GON|NA|WIN|,|CA|N'T|LOSE"),
            ("The workers' union", "The|workers|'|union"),
            ("“It’s over,” he said.", "“|It|’s|over|,|”|he|said|."),
            ("‘No’s’ win", "‘|No|’s|’|win"),
            (
                "The 68-year-old, Anglo-Kenyan ex-mayor",
                "The|68-year-old|,|Anglo-Kenyan|ex-mayor",
            ),
            ("short- and long-term", "short-|and|long-term"),
            (
                "It cost $1.5 million, or US$3,200 (5%).",
                "It|cost|$|1.5|million|,|or|US$|3,200|(|5|%|)|.",
            ),
            (
                "At 9:30 p.m. on Sept. 3 Mr. Oyelaran",
                "At|9:30|p.m.|on|Sept.|3|Mr.|Oyelaran",
            ),
            ("He came at 9 p.m.", "He|came|at|9|p.m|."),
            ("He lives in the U.S.”", "He|lives|in|the|U.S|.|”"),
            (
                "The U.S.-Mexico border; Sen. J. Doe, D-N.Y., spoke",
                "The|U.S.-Mexico|border|;|Sen.|J.|Doe|,|D-N.Y.|,|spoke",
            ),
            ("The U.S.'s role", "The|U.S.|'s|role"),
            (
                "see https://example.org/a?b=c. Or www.a.example!",
                "see|https://example.org/a?b=c|.|Or|www.a.example|!",
            ),
            (
                "by desk@paper.example and @desk_1 #Vote2024 #1",
                "by|desk@paper.example|and|@desk_1|#Vote2024|#|1",
            ),
            (
                "Antiwar.com, pic.site.com/x9",
                "Antiwar.com|,|pic.site.com/x9",
            ),
            (
                "wait -- what?! No… yes... or . . . maybe",
                "wait|--|what|?!|No|…|yes|...|or|. . .|maybe",
            ),
            ("word—word–word--word", "word|—|word|–|word|--|word"),
            (
                "the Accra–Kumasi route, of Accra–or",
                "the|Accra–Kumasi|route|,|of|Accra|–|or",
            ),
            ("the ’90s and '80s, get 'em", "the|’90s|and|'80s|,|get|'em"),
            (
                "AT&T and/or CNN/ORC 9/11 1/2",
                "AT&T|and/or|CNN/ORC|9/11|1/2",
            ),
            ("the end.The start", "the|end|.|The|start"),
            ("-5 degrees, +3 points, .25", "-5|degrees|,|+3|points|,|.25"),
            ("GOV. SILVA SPOKE", "GOV.|SILVA|SPOKE"),
            ("“Aida”’s end, (MSF)'s", "“|Aida|”|’s|end|,|(|MSF|)|'s"),
            ("", ""),
            (" \u{a0}\n ", ""),
        ] {
            assert_eq!(tokens(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn tokens_lie_in_the_sentence_in_order_and_hold_every_visible_character() {
        for sentence in [
            "👩‍👩‍👧 \u{200b}x\u{200b}\u{ad}y 日本語テスト。(((",
            "''''``--__**",
            "a.b.c.d..e",
            "n't 's 'll",
            "$$$ US$ @ # @@ ##",
            "é\u{301}\u{301} \u{301}",
        ] {
            let mut tokens = Vec::new();
            lex(sentence, Span::new(0, sentence.len()), &mut tokens);
            let mut end = 0;
            for span in &tokens {
                assert!(
                    span.start() >= end && !span.is_empty(),
                    "{sentence}: {span:?}"
                );
                let gap = &sentence[end..span.start()];
                assert!(
                    gap.chars().all(|c| is_space(c) || is_invisible(c)),
                    "{sentence}: {gap:?}"
                );
                end = span.end();
            }
            assert!(
                sentence[end..]
                    .chars()
                    .all(|c| is_space(c) || is_invisible(c))
            );
        }
    }

    #[test]
    fn a_word_of_a_million_letters_is_one_token() {
        let word = "a'".repeat(500_000) + "a";
        let mut tokens = Vec::new();
        lex(&word, Span::new(0, word.len()), &mut tokens);
        assert_eq!(tokens.len(), 1);
        let marks = "(".repeat(100_000) + &"'".repeat(100_001) + &". ".repeat(100_000);
        tokens.clear();
        lex(&marks, Span::new(0, marks.len()), &mut tokens);
        assert_eq!(tokens.len(), 100_000 + 50_001 + 1);
    }
}
