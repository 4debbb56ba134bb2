//! Paragraphs to sentences.
//!
//! A sentence ends at a run of final marks and the closing marks after it, if what stands before and behind does not
//! say otherwise: an abbreviation, an initial, a list number, a lower-case word.

use crate::lexicon::{ABBREVIATIONS, OPENERS, reporting, sets};
use crate::text::{Span, chars};

/// How many bytes before a full stop are looked at for an abbreviation; words of a million letters exist.
const WORD_LIMIT: usize = 40;
/// How many words after “…?” may stand before the verb that makes them one sentence: “…?” Justice Ana Ruiz asked.
const SPEAKER_LIMIT: usize = 6;
/// What may follow a time of day: "5 p.m. Monday", "5 p.m. Eastern".
const CLOCK_WORDS: [&str; 30] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Wed",
    "Thu",
    "Fri",
    "Sat",
    "Sun",
    "ET",
    "EST",
    "EDT",
    "CT",
    "CST",
    "CDT",
    "MT",
    "PT",
    "PST",
    "PDT",
    "GMT",
    "UTC",
    "BST",
    "Eastern",
    "Pacific",
    "Central",
];

/// Splits a paragraph into its sentences: sorted, disjoint, without blanks at either end, together every word of it.
///
/// ```
/// # use ascribe::{parse::sentences::split, text::Span};
/// let text = "Gov. Ruiz met the U.S. envoy. “Why now?” she asked.";
/// let sentences = split(text, Span::new(0, text.len()));
/// assert_eq!(&text[sentences[1].range()], "“Why now?” she asked.");
/// ```
///
/// # Panics
/// If the paragraph is not a span of `text`.
#[must_use]
pub fn split(text: &str, paragraph: Span) -> Vec<Span> {
    let body = &text[paragraph.range()];
    let mut sentences = Vec::new();
    let mut push = |from: usize, to: usize| {
        let part = &body[from..to];
        let trimmed = part.trim_start_matches(is_space);
        let start = from + part.len() - trimmed.len();
        let end = start + trimmed.trim_end_matches(is_space).len();
        if start < end {
            sentences.push(Span::new(start, end).shifted(paragraph.start()));
        }
    };
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = body[at..].find(is_final).map(|offset| at + offset) {
        let run = Run::read(body, stop);
        if run.ends_sentence(body, start) {
            push(start, run.end);
            start = run.end;
        }
        at = run.end;
    }
    push(start, body.len());
    sentences
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Marks that can end a sentence, of other scripts as well.
fn is_final(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‽' | '।' | '۔' | '؟' | '。' | '！' | '？' | '．'
    )
}

/// Marks of scripts that put no blank after a sentence.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '*' | '_'
    )
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '(' | '[' | '{' | '`' | '*' | '_' | '¿' | '¡'
    )
}

/// The length of a number that refers to a note, `[12]`, with blanks before it; it belongs to the sentence before.
fn reference(text: &str) -> Option<usize> {
    let inside = text.trim_start_matches(' ').strip_prefix('[')?;
    let after = inside.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = inside.len() - after.len();
    let rest = after
        .strip_prefix(']')
        .filter(|_| (1..=3).contains(&digits))?;
    Some(text.len() - rest.len())
}

/// A run of final marks with the closing marks, and the numbers of notes, after it.
struct Run {
    /// The first final mark.
    start: usize,
    /// Behind the last closing mark.
    end: usize,
    /// Whether a mark other than full stops and ellipses is in it.
    strong: bool,
    /// Whether it is an ellipsis of three points or one character.
    ellipsis: bool,
    /// Whether a closing quotation mark is in it.
    quoted: bool,
    /// Whether any closing mark is in it.
    closed: bool,
    /// Whether the next sentence may follow without a blank.
    wide: bool,
}

/// What stands behind a run: the rest of the text from its first word on, by that word's first character.
enum Next<'a> {
    Nothing,
    Upper(&'a str),
    Lower(&'a str),
    Digit,
    /// A currency sign, a hash, an at-sign, a bullet.
    Sign,
    Other,
}

/// How a word with a full stop stands before a capital letter or a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No abbreviation.
    Word,
    /// `J.`
    Initial,
    /// `Gov.`: a name follows.
    Title,
    /// `e.g.`: never ends a sentence.
    Latin,
    /// `No.`: goes on before a number only.
    Number,
    /// `Sept.`: goes on before a number or a name.
    Month,
    /// `p.m.`
    Clock,
    /// `U.S.`, `Inc.`: ends a sentence before a word that opens one.
    Name,
}

impl Run {
    fn read(body: &str, start: usize) -> Self {
        let mut run = Self {
            start,
            end: start,
            strong: false,
            ellipsis: false,
            quoted: false,
            closed: false,
            wide: false,
        };
        let mut points = 0;
        for (offset, c) in body[start..].char_indices() {
            if is_final(c) {
                match c {
                    '.' => points += 1,
                    '…' => points += 3,
                    _ => run.strong = true,
                }
                run.wide |= is_wide(c);
            } else if is_closer(c) {
                run.closed = true;
                run.quoted |= !matches!(c, ')' | ']' | '}' | '*' | '_');
            } else {
                break;
            }
            run.end = start + offset + c.len_utf8();
        }
        run.ellipsis = !run.strong && points >= 2;
        while let Some(length) = reference(&body[run.end..]) {
            run.end += length;
        }
        run
    }

    /// Whether the sentence that began at `from` ends with this run.
    fn ends_sentence(&self, body: &str, from: usize) -> bool {
        let behind = &body[self.end..];
        let word = word_before(body, self.start);
        if !behind.starts_with(is_space) {
            return behind.is_empty() || self.wide || self.is_glued(body, word, behind);
        }
        let (next, opened) = next_after(behind);
        if matches!(next, Next::Nothing) {
            return true;
        }
        if self.strong {
            return match next {
                Next::Lower(rest) => starts_lower_name(rest),
                Next::Upper(rest) if self.quoted && !opened => !is_said(rest),
                Next::Other => opened,
                _ => true,
            };
        }
        if self.ellipsis || word.is_empty() {
            return match next {
                Next::Upper(rest) => self.closed || opened || !is_first_person(first_word(rest)),
                Next::Sign => true,
                _ => false,
            };
        }
        if is_list_label(body[from..self.start].trim_start_matches(is_space)) {
            return false;
        }
        if self.closed {
            return match next {
                Next::Upper(_) | Next::Digit | Next::Sign => true,
                Next::Lower(rest) => self.quoted && starts_lower_name(rest),
                Next::Other | Next::Nothing => false,
            };
        }
        let kind = kind_of(word);
        match next {
            Next::Lower(rest) => kind == Kind::Word && starts_lower_name(rest),
            Next::Digit => matches!(kind, Kind::Word | Kind::Name | Kind::Clock),
            Next::Sign => matches!(kind, Kind::Word | Kind::Number),
            Next::Upper(rest) => {
                let next = first_word(rest);
                match kind {
                    Kind::Word | Kind::Number => true,
                    Kind::Title | Kind::Latin => false,
                    Kind::Initial => OPENERS.has(next) && !rest[next.len()..].starts_with('.'),
                    Kind::Clock => {
                        !CLOCK_WORDS.contains(&next) && !is_time_alone(&body[from..self.start])
                    }
                    Kind::Month | Kind::Name => opened || OPENERS.has(next),
                }
            }
            Next::Other | Next::Nothing => false,
        }
    }

    /// Whether the blank was forgotten: `said.The`, `“We won.”The`.
    fn is_glued(&self, body: &str, word: &str, behind: &str) -> bool {
        let mut next = behind.chars();
        let (Some(first), Some(second)) = (next.next(), next.next()) else {
            return false;
        };
        let capital = first.is_uppercase() && (second.is_lowercase() || second == ' ');
        if !capital || self.ellipsis {
            return false;
        }
        if self.closed {
            return self.quoted && body[..self.end].ends_with('”');
        }
        word.chars().nth(2).is_some()
            && word.chars().all(char::is_lowercase)
            && !body[..self.start - word.len()].ends_with(['/', '@', '#', '.'])
            && kind_of(word) == Kind::Word
    }
}

/// The word that ends at `stop`, without the final mark: back to a blank, an opening mark, a dash or a slash.
fn word_before(body: &str, stop: usize) -> &str {
    let mut start = stop;
    for (offset, c) in body[..stop].char_indices().rev() {
        if is_space(c)
            || (is_opener(c) && c != '\'')
            || matches!(c, '—' | '–' | '/' | ',' | ';' | ':' | '”' | '@')
            || stop - offset > WORD_LIMIT
        {
            break;
        }
        start = offset;
    }
    body[start..stop].trim_start_matches(chars::is_invisible)
}

/// What a word is, given without its final full stop.
fn kind_of(word: &str) -> Kind {
    let last = word.rsplit('-').next().unwrap_or(word);
    let mut letters = last.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_uppercase()
    {
        return Kind::Initial;
    }
    let mut key = String::with_capacity(word.len() + 1);
    for form in [word, last] {
        key.clear();
        key.push_str(form);
        key.push('.');
        if let Some(kind) = ABBREVIATIONS.get(&key) {
            return match kind {
                "title" => Kind::Title,
                "latin" => Kind::Latin,
                "number" => Kind::Number,
                "month" => Kind::Month,
                "clock" => Kind::Clock,
                _ => Kind::Name,
            };
        }
    }
    if last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_uppercase()) {
        key[1..].make_ascii_lowercase();
        if ABBREVIATIONS.get(&key) == Some("title") {
            return Kind::Title;
        }
    }
    // Letters with points between them: U.N.H.C.R., H.W., S.p.A.
    let dotted = last.contains('.')
        && last
            .split('.')
            .all(|part| matches!(part.chars().count(), 1 | 2))
        && last.starts_with(char::is_alphabetic);
    if dotted { Kind::Name } else { Kind::Word }
}

/// What the words behind a run begin with, and whether an opening mark stands before it.
fn next_after(behind: &str) -> (Next<'_>, bool) {
    let rest = behind.trim_start_matches(is_space);
    let opened = rest.starts_with(is_opener);
    let rest = rest.trim_start_matches(|c| is_opener(c) || chars::is_invisible(c));
    let next = match rest.chars().next() {
        None => Next::Nothing,
        Some(c) if c.is_lowercase() => Next::Lower(rest),
        Some(c) if c.is_alphabetic() => Next::Upper(rest),
        Some(c) if c.is_numeric() => Next::Digit,
        Some('$' | '€' | '£' | '¥' | '₹' | '₦' | '#' | '@' | '•') => Next::Sign,
        Some(_) => Next::Other,
    };
    (next, opened)
}

/// The word that `rest` begins with.
fn first_word(rest: &str) -> &str {
    let end = rest
        .char_indices()
        .find(|&(at, c)| at > WORD_LIMIT || !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map_or(rest.len(), |(at, _)| at);
    &rest[..end]
}

fn is_first_person(word: &str) -> bool {
    matches!(word.split(['\'', '’']).next(), Some("I"))
}

/// Whether `rest` begins with a name in lower case: `iPhone`, `al-Shabab`, `de Blasio`, `https://`.
fn starts_lower_name(rest: &str) -> bool {
    let word = first_word(rest);
    let behind = &rest[word.len()..];
    if word.chars().nth(1).is_some_and(char::is_uppercase) || behind.starts_with("://") {
        return true;
    }
    let upper = |at: usize| behind.chars().nth(at).is_some_and(char::is_uppercase);
    match behind.chars().next() {
        Some('-') => matches!(word, "al" | "el" | "as" | "ash" | "ad" | "an" | "ar") && upper(1),
        Some(' ') => {
            matches!(
                word,
                "al" | "bin" | "da" | "de" | "del" | "di" | "el" | "van" | "von" | "ul"
            ) && upper(1)
        }
        _ => false,
    }
}

/// Whether a verb of saying stands behind the name that `rest` begins with, before any other mark.
fn is_said(rest: &str) -> bool {
    let mut words = rest.split(is_space).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    if OPENERS.has(first) && first != "The" {
        return false;
    }
    words.take(SPEAKER_LIMIT).any(|word| {
        let word = word.trim_end_matches([',', '.', ':']);
        reporting::cries(word)
    })
}

/// Whether a sentence so far is no more than a time of day: `At 5 a.m.` before `Mr. Ruiz went`.
fn is_time_alone(so_far: &str) -> bool {
    /// "Shortly before 5 a.m."
    const LONGEST: usize = 4;
    let mut words = so_far.split(is_space).filter(|word| !word.is_empty());
    let first = words.clone().take(2).find(|word| *word != "Shortly");
    first.is_some_and(|word| sets::BEFORE_CLOCKS.has(&word.to_ascii_lowercase()))
        && words.nth(LONGEST).is_none()
}

/// Whether a sentence so far is no more than the number of a list: `1`, `(2`, `IV`, `a`.
fn is_list_label(so_far: &str) -> bool {
    let label = so_far.trim_start_matches(['(', '#', '-', '*', '•', ' ']);
    let short = label.len() <= 4 && !label.is_empty();
    short
        && (label.bytes().all(|byte| byte.is_ascii_digit())
            || label.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
            || (label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are separated by `|` in the rows, by `~` where no blank stands between them.
    const ROWS: &[&str] = &[
        "He left.|She stayed.",
        "Mr. Obi met Gov. Ana Ruiz.|They talked.",
        "J. K. Adeyemi of the U.S. Senate voted.|He won.",
        "They came from the U.S.|The trip was long.",
        "Acme Inc. Chief Executive Li Wei resigned.|In May he will go.",
        "At 5 p.m. Monday it rained.|By 7 a.m. Tuesday it was over.",
        "At 5 a.m. Mr. Ruiz went.|Shortly before 6 a.m. Dr. Okafor followed.|They met at 7 a.m.|Mr. Ruiz stayed.",
        "It began at 5 p.m.|Rescuers came late.",
        "It rose 3.5 percent to Rs. 500.|In 2019, No. 5 was Lagos.",
        "“Why now?” she asked.|“Who knows!” Justice Ana Ruiz said.",
        "“Will it hold?” Ana Ruiz enquired.|“Stop!” Judge Li interrupted.|“Why now?”|The answer came late.",
        "“We won.|We did,” he said.|“It is over.”|She wept.",
        "He said, “We won.”|She left.",
        "“We tried …|It failed,” she said.",
        "“I … I do not know,” he said.",
        "He waited... and left.",
        "(He declined to comment.)|The trial goes on.",
        "See www.example.org for more.|Write to a.b@example.com.|Go.",
        "1. Talk to him.|2. Wait.",
        "A. The court is right.",
        "Yahoo! said on Sept. 5 it lost.|No!|Really?!|Yes.",
        "The firm fell.|$5 was lost.|50 people left.",
        "The cause was Vitamin C.|It helps.",
        "Sen. Ali (R-Fla.) spoke.|Rep. Yoon, D-N.Y., did not.",
        "GOV. RUIZ SPOKE.|REP. LI DID NOT.",
        "The house fell.|iPhone sales rose.|al-Shabab denied it.",
        "“Go away!” they shouted.",
        "He was right.~The end came.|See amazon.com.",
        "他们来了。~他们走了。",
        "She lives at 4 Elm St. in Accra.|St. Paul is far.",
        "The case, Roe v. Wade, was Dr. Obi's.",
        "The bridge fell in 1931. [12]|It was rebuilt.[3][4]|A toll [5] was raised.",
        "…|And so it went.",
    ];

    #[test]
    fn sentences_end_where_they_should() {
        for row in ROWS {
            let expected: Vec<&str> = row.split(['|', '~']).collect();
            let text = format!("é {}", row.replace('|', " ").replace('~', ""));
            let start = "é ".len();
            let found: Vec<&str> = split(&text, Span::new(start, text.len()))
                .into_iter()
                .map(|span| &text[span.range()])
                .collect();
            assert_eq!(found, expected, "{row}");
        }
    }

    #[test]
    fn its_tables_are_sorted() {
        crate::lexicon::assert_sorted("abbreviations", &ABBREVIATIONS);
        crate::lexicon::assert_sorted("openers", &OPENERS);
    }

    #[test]
    fn nothing_but_blanks_has_no_sentence() {
        assert_eq!(split(" \n\u{feff}", Span::new(0, 5)), []);
    }

    #[test]
    fn long_runs_are_read_once() {
        for unit in [".", ". ", "?”", "a.", "A. ", "(", ".\u{a0}("] {
            let text = unit.repeat(200_000);
            let _ = split(&text, Span::new(0, text.len()));
        }
    }
}
