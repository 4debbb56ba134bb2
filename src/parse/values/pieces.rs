//! A line of a header as pieces: words, what parts them, dates and times; the marks of Markdown and of text browsers
//! are left out, and what a page glued together is parted again.

use super::printed::date;
use crate::lexicon;
use crate::text::Span;
use crate::text::chars::{is_blank, is_invisible, is_line_end};
use crate::time::{Printed, clock};

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word, perhaps with a full stop, or with the quotation mark of a nickname.
    Word,
    /// A number that is neither a day nor a time.
    Number,
    /// A comma.
    Comma,
    /// "and", "&", "with".
    And,
    /// "by".
    By,
    /// A bar, a bullet, a dash, a full stop: another statement follows.
    Bar,
    /// The end of a line.
    Line,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A day.
    Date(Printed),
    /// A time of day.
    Time,
    /// A mail address, a handle, a web address.
    Contact,
}

/// A piece and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// More of a line than this is no header.
const LONGEST: usize = 1200;

/// The pieces of a line, or of more than one whose ends [`Kind::Line`] marks.
#[must_use]
pub fn pieces(text: &str, span: Span) -> Vec<Piece> {
    let mut end = span.end().min(span.start() + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader {
        text: &text[..end],
        at: span.start(),
        found: Vec::new(),
    };
    while reader.at < end {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    found: Vec<Piece>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        // One mark of an end is as good as several.
        let again = self.found.last().is_some_and(|last| last.kind == kind);
        if !(again && matches!(kind, Kind::Bar | Kind::Line)) {
            self.found.push(Piece { span, kind });
        }
    }

    /// Reads one piece, or skips what is none.
    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            return;
        };
        if is_line_end(c) {
            return self.push(Kind::Line, c.len_utf8());
        }
        if let Some(length) = markup(rest) {
            self.at += length;
            return;
        }
        if c.is_alphanumeric() || is_quote(c) || matches!(c, '@' | '$') {
            return self.token();
        }
        let after = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
        match c {
            ',' => self.push(Kind::Comma, 1),
            // "Ana Ruiz/Bo Lund"
            '/' if after.is_uppercase() && self.after_word() => self.push(Kind::And, 1),
            '&' => self.push(Kind::And, 1),
            '(' => match nickname(rest) {
                Some(length) => self.push(Kind::Word, length),
                None => self.push(Kind::Open, 1),
            },
            ')' => self.push(Kind::Close, 1),
            // A hyphen parts words only with blanks around it, or doubled.
            '-' if !is_blank(after) && after != '-' => self.push(Kind::Bar, 1),
            ';' | '|' | '/' | '•' | '·' | '–' | '—' | '―' | '-' | ':' | '.' | '→' | '←' | '>'
            | '<' | '»' | '«' | '+' | '~' | '!' | '?' | '…' | '●' | '▪' | '■' | '∙' | '⋅' | '│' =>
            {
                self.push(Kind::Bar, c.len_utf8());
            }
            _ => self.at += c.len_utf8(),
        }
    }

    /// Whether a word that has small letters ends right here.
    fn after_word(&self) -> bool {
        self.found.last().is_some_and(|last| {
            last.kind == Kind::Word
                && last.span.end() == self.at
                && self.text[last.span.range()].ends_with(char::is_lowercase)
        })
    }

    /// Reads a word, a number, a day, a time or an address.
    fn token(&mut self) {
        let rest = self.rest();
        if let Some((printed, length)) = date(rest) {
            return self.push(Kind::Date(printed), length);
        }
        if rest.starts_with(|c: char| c.is_ascii_digit())
            && let Some((_, after)) = clock::clock(rest)
            && after.len() < rest.len()
        {
            let length = rest.len() - after.len();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if length > digits {
                return self.push(Kind::Time, length);
            }
        }
        if let Some(length) = contact(rest) {
            // "Ana Ruizana.ruiz@courier.example"
            let before = self.found.last().filter(|last| last.kind == Kind::Word);
            if let Some(before) = before
                && rest.starts_with(char::is_uppercase)
                && let Some(at) =
                    rest[..length].find(&self.text[before.span.range()].to_lowercase())
                && at >= 2
            {
                self.push(Kind::Word, at);
                return;
            }
            return self.push(Kind::Contact, length);
        }
        let length = word(rest);
        let slice = &rest[..length];
        if slice.starts_with(|c: char| c.is_ascii_digit()) {
            return self.push(Kind::Number, length);
        }
        match slice {
            "and" | "And" | "AND" | "with" | "With" | "WITH" => {
                return self.push(Kind::And, length);
            }
            "by" | "By" | "BY" | "Byby" | "ByBy" => return self.push(Kind::By, length),
            _ => {}
        }
        let joined = ["By", "by"].iter().any(|by| {
            slice
                .strip_prefix(by)
                .is_some_and(|after| after.starts_with(char::is_uppercase))
        });
        if joined {
            return self.push(Kind::By, 2);
        }
        // The number of a footnote.
        let letters = slice.trim_end_matches(|c: char| c.is_ascii_digit());
        if letters.ends_with(char::is_lowercase)
            && (1..=2).contains(&(slice.len() - letters.len()))
            && date(&rest[letters.len()..]).is_none()
        {
            let digits = slice.len() - letters.len();
            self.push(Kind::Word, letters.len());
            self.at += digits;
            return;
        }
        let named = self
            .found
            .last()
            .is_some_and(|last| last.kind == Kind::Word);
        let seam = seam(rest, slice, named);
        self.push(Kind::Word, seam.unwrap_or(length).max(1));
        if seam.is_some() {
            self.push(Kind::Bar, 0);
        }
    }
}

/// The length of a nickname in brackets within a name: `Ricardo (R.J.) Eskola`, `Elizabeth (Bet) Osei`.
fn nickname(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let end = inside.char_indices().take(16).find(|(_, c)| *c == ')')?.0;
    let name = &inside[..end];
    let initials =
        name.len() >= 2 && name.contains('.') && name.chars().all(|c| c.is_uppercase() || c == '.');
    let given = name.starts_with(char::is_uppercase)
        && name.chars().all(char::is_alphabetic)
        && lexicon::GIVEN_NAMES.has(&name.to_lowercase());
    let next = inside[end + 1..].strip_prefix(' ')?;
    ((initials || given) && next.starts_with(char::is_uppercase)).then_some(end + 2)
}

/// A quotation mark, as it stands around a nickname.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’')
}

/// The length of what a line begins with and a reader would not see: blanks, marks of emphasis, numbers of links,
/// pictures, addresses of links.
fn markup(rest: &str) -> Option<usize> {
    let c = rest.chars().next()?;
    if is_blank(c) || is_invisible(c) || matches!(c, '_' | '*' | '#' | '`' | '\\') {
        return Some(c.len_utf8());
    }
    if let Some(picture) = rest.strip_prefix("![") {
        let alt = picture.find(']')?;
        let link = link(&picture[alt + 1..]).unwrap_or(0);
        return Some(2 + alt + 1 + link);
    }
    if let Some(inside) = rest.strip_prefix('[') {
        let end = inside.char_indices().take(40).find(|(_, c)| *c == ']');
        if let Some((end, _)) = end {
            let name = &inside[..end];
            let linked = inside[end + 1..].starts_with('(');
            let code = name
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '_' | '-'))
                || !name.contains(is_blank)
                    && !name.contains(char::is_uppercase)
                    && name.contains(|c: char| c.is_ascii_digit())
                || name.contains('_')
                    && !name.contains(is_blank)
                    && !name.contains(char::is_uppercase);
            if code && !linked {
                return Some(1 + end + 1);
            }
        }
        return Some(1);
    }
    if let Some(after) = rest.strip_prefix(']') {
        return Some(1 + link(after).unwrap_or(0));
    }
    None
}

/// The length of the address that follows the words of a link, brackets included.
fn link(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let mut depth = 1;
    for (at, c) in inside.char_indices().take(600) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(1 + at + 1);
        }
    }
    None
}

/// The length of the word or number that `rest` begins with.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut letters = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let inside = match c {
            _ if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}') => {
                letters += 1;
                true
            }
            '’' | '\'' | '-' | '‑' => at == 0 || next.is_alphanumeric(),
            '"' | '“' | '”' | '‘' => true,
            '.' => next.is_alphanumeric() || stop_belongs(&rest[..at]),
            _ => is_invisible(c),
        };
        if !inside || at > 80 {
            break;
        }
        end = at + c.len_utf8();
    }
    if letters == 0 {
        rest.chars().next().map_or(1, char::len_utf8)
    } else {
        end
    }
}

/// Whether the full stop behind a word is part of it: that of an initial, of "Dr", of "Jr".
fn stop_belongs(word: &str) -> bool {
    let last = word.rsplit(['.', '-']).next().unwrap_or(word);
    let letters = last.chars().count();
    last.chars().all(char::is_alphabetic)
        && (letters == 1
            || letters <= 5
                && (lexicon::TITLES.has(&last.to_lowercase())
                    || matches!(
                        last.to_lowercase().as_str(),
                        "jr" | "sr"
                            | "ph"
                            | "st"
                            | "esq"
                            | "wm"
                            | "chas"
                            | "geo"
                            | "jos"
                            | "lt"
                            | "gen"
                            | "col"
                            | "maj"
                    )))
}

/// Where a word of a name ends that another word is glued to: `OseiSenior`, `Adams` before `Mar 10`, `Nolan` before `22`.
fn seam(rest: &str, slice: &str, named: bool) -> Option<usize> {
    let mut before = None;
    for (at, c) in slice.char_indices().skip(1) {
        let lower = before.is_some_and(char::is_lowercase);
        let upper = before.is_some_and(char::is_uppercase);
        before = Some(c);
        if slice[..at].ends_with(char::is_numeric) {
            continue;
        }
        let tail = &slice[at..];
        if c.is_ascii_digit() && (lower || upper) {
            let parted = date(&rest[at..]).is_some()
                || clock::clock(&rest[at..]).is_some() && tail.len() > 1;
            if parted {
                return Some(at);
            }
        }
        if !c.is_uppercase() || !lower {
            continue;
        }
        let mut small = false;
        let length = tail
            .find(|c: char| {
                let ends = !c.is_alphabetic() || small && c.is_uppercase();
                small = c.is_lowercase();
                ends
            })
            .unwrap_or(tail.len());
        let first = &tail[..length];
        let folded = first.to_lowercase();
        // A first word is more likely the whole of a publisher: "KentNews".
        let classes = lexicon::HEADER_WORDS.get(&folded).unwrap_or_default();
        let word = |class: &str| classes.split(' ').any(|found| found == class);
        let fits = named && !classes.is_empty() || word("unnamed") && !word("publisher");
        let told = folded.len() >= 3 && fits || date(&rest[at..]).is_some();
        let named = at >= 4
            && !matches!(&slice[..at], "Fitz" | "Vander" | "Mac" | "Della" | "Dela")
            && lexicon::GIVEN_NAMES.has(&folded);
        if told || named {
            return Some(at);
        }
    }
    None
}

/// A mail address, a handle or a web address.
fn contact(rest: &str) -> Option<usize> {
    let run = rest
        .find(|c: char| is_blank(c) || is_line_end(c) || matches!(c, ')' | ']' | ',' | ';' | '|'))
        .unwrap_or(rest.len());
    let slice = &rest[..run];
    if slice.starts_with('@')
        || slice.starts_with("http://")
        || slice.starts_with("https://")
        || slice.starts_with("www.")
    {
        return Some(run);
    }
    let at = slice.find('@')?;
    // A handle that is glued to a name leaves the name.
    (slice[at..].contains('.') || slice[..at].contains('.')).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words and what parts them, one letter each: the kinds, with words as they stand.
    fn read(line: &str) -> String {
        let text = format!("x{line}");
        let found = pieces(&text, Span::new(1, text.len()));
        let shown = found.iter().map(|piece| match piece.kind {
            Kind::Word => text[piece.span.range()].to_owned(),
            Kind::Number => "0".into(),
            Kind::Comma => ",".into(),
            Kind::And => "&".into(),
            Kind::By => "by".into(),
            Kind::Bar => "|".into(),
            Kind::Line => "/".into(),
            Kind::Open => "(".into(),
            Kind::Close => ")".into(),
            Kind::Date(_) => "D".into(),
            Kind::Time => "T".into(),
            Kind::Contact => "@".into(),
        });
        shown.collect::<Vec<String>>().join(" ")
    }

    #[test]
    fn marks_of_markdown_and_of_text_browsers_are_left_out() {
        for (line, pieces) in [
            (
                "By [Ana Ruiz](https://a.example/b_(c) \"All\") ",
                "by Ana Ruiz",
            ),
            ("[12]Ana Ruiz, [13]@aruiz", "Ana Ruiz , @"),
            ("_By_ **Ana_Ruiz**", "by Ana Ruiz"),
            ("![Ana](https://a.example/a.png) Ana Ruiz", "Ana Ruiz"),
            ("1. [width170_d] Ana Ruiz [IMG]", "0 | Ana Ruiz"),
            ("###### Ana Ruiz", "Ana Ruiz"),
            (
                "Ana Ruiz aruiz@courier.example | Varnholm",
                "Ana Ruiz @ | Varnholm",
            ),
        ] {
            assert_eq!(read(line), pieces, "{line}");
        }
    }

    #[test]
    fn what_was_glued_together_is_parted() {
        for (line, pieces) in [
            ("ByAna Ruiz", "by Ana Ruiz"),
            ("Hanna OseiSenior Reporter", "Hanna Osei | Senior Reporter"),
            ("By Ben OkaforMar 10, 2022 05:30am", "by Ben Okafor | D T"),
            ("by Ben Okafor22 Dec 2016651", "by Ben Okafor | D 0"),
            ("Ana RuizMaria Lund", "Ana Ruiz | Maria Lund"),
            ("Ana Ruiz@aruiz", "Ana Ruiz @"),
            ("Updated3:04 pm", "Updated | T"),
            ("onTuesday, April 5, 2016Tuesday", "on | D Tuesday"),
            (
                "Ian McDonald and LeAnn DeFino",
                "Ian McDonald & LeAnn DeFino",
            ),
            ("Byron Lund", "Byron Lund"),
        ] {
            assert_eq!(read(line), pieces, "{line}");
        }
    }

    #[test]
    fn days_are_read_in_every_form_of_a_header() {
        for (line, day) in [
            ("10/13/16 12:34PM", "2016-10-13"),
            ("13.10.16", "2016-10-13"),
            ("4 April 17", "2017-04-04"),
            ("2016-04-05T10:00", "2016-04-05"),
            ("Sept. 19, 2016", "2016-09-19"),
            ("May. 26th 2022", "2022-05-26"),
            ("29th Oct 2023", "2023-10-29"),
        ] {
            let (printed, _) = date(line).expect("a day");
            assert_eq!(
                printed.full().expect("in full").day.to_string(),
                day,
                "{line}"
            );
        }
        assert_eq!(
            date("02/03/16").map(|found| found.0),
            Some(Printed::Ambiguous)
        );
        assert!(date("24/7").is_none());
    }
}
