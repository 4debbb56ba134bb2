//! Quotation marks to quotation regions.
//!
//! Marks are paired within a paragraph. What stands around a mark decides whether it opens or closes; its drawing
//! decides where that leaves a choice; a mark that may do both closes what is open. So one lost mark spoils one
//! quotation and not the rest of the story. A quotation still open at the end of its paragraph ends there, and the next
//! paragraph carries it on if it begins with an opening mark.
//!
//! A transcript may be set as a quotation: each of its paragraphs opens with a mark, before the speaker's label. Those marks are
//! the editor's and quote nobody.

use super::QuoteRegion;
use super::marks::{Family, Lean, Mark, Side, Style, marks};
use super::regions::{Found, OpenQuote};
use crate::text::{Note, Span, chars};
use std::ops::Range;

/// Quotations within one another are read so deep; what lies deeper belongs to the one around it. Ten thousand opening
/// marks in a row would be ten thousand regions otherwise.
const DEPTH_LIMIT: usize = 8;
/// So many paragraphs without a mark may stand between an open quotation and the paragraph that closes it.
const SILENT_LIMIT: usize = 3;

/// A label of a speaker is not longer, in bytes.
const LABEL_LIMIT: usize = 60;

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 20] = [
    "bout", "cause", "cos", "coz", "cuz", "em", "ere", "gainst", "kay", "n", "neath", "nother",
    "nuff", "round", "s", "til", "till", "tis", "tude", "twas",
];

/// Finds the regions in quotation marks of the paragraphs, sorted by position, and says what is odd about the marks.
///
/// Paragraphs are sorted; a region never reaches beyond its paragraph.
///
/// # Panics
/// If a paragraph is not a span of `text`.
#[must_use]
pub fn regions(text: &str, paragraphs: &[Span]) -> (Vec<QuoteRegion>, Vec<Note>) {
    let mut found = Found::default();
    let mut open = None;
    let marks: Vec<Vec<Mark>> = paragraphs
        .iter()
        .map(|&paragraph| marks(text, paragraph))
        .collect();
    let transcript = quoted_transcript(text, paragraphs, &marks);
    for (number, (&paragraph, marks)) in paragraphs.iter().zip(&marks).enumerate() {
        let mut pairing = Pairing::new(text, paragraph, marks, &mut found);
        pairing.transcript = transcript.contains(&number);
        open = pairing.run(open);
    }
    if let Some(open) = open {
        found.leave_open(&open);
    }
    found.settle(text)
}

/// The pairing of the marks of one paragraph.
struct Pairing<'a> {
    text: &'a str,
    paragraph: Span,
    marks: &'a [Mark],
    found: &'a mut Found,
    /// Marks that opened a quotation that is not closed yet, outermost first.
    stack: Vec<usize>,
    /// Whether it is a paragraph of a transcript that is set as a quotation.
    transcript: bool,
    /// Whether the value of an HTML attribute is being read.
    attribute: bool,
    /// See [`Pairing::sure_closes`].
    sure: Vec<bool>,
}

impl<'a> Pairing<'a> {
    fn new(text: &'a str, paragraph: Span, marks: &'a [Mark], found: &'a mut Found) -> Self {
        let mut pairing = Self {
            text,
            paragraph,
            marks,
            found,
            stack: Vec::new(),
            transcript: false,
            attribute: false,
            sure: Vec::new(),
        };
        pairing.sure = pairing.sure_closes();
        pairing
    }

    /// Pairs all marks; returns the quotation that stays open.
    fn run(mut self, mut carried: Option<OpenQuote>) -> Option<OpenQuote> {
        let first_draft = self.found.drafts.len();
        let mut seen = false;
        for (i, mark) in self.marks.iter().enumerate() {
            if mark.glyph.broken {
                self.found.broken.get_or_insert(mark.span);
            }
            if mark.glyph.family == Family::Single {
                self.single(i);
                continue;
            }
            let ends_carried =
                !seen && self.stack.is_empty() && mark.can_close() && !mark.can_open();
            seen = true;
            match carried.take_if(|open| ends_carried && open.family == mark.glyph.family) {
                Some(open) => {
                    let from = self.paragraph.start();
                    let inside = Span::new(from, mark.span.start());
                    self.found
                        .push(Span::new(from, mark.span.end()), inside, Some(open.draft));
                }
                None => self.double(i),
            }
        }
        let open = self.close_paragraph();
        let Some(before) = carried else {
            return open;
        };
        match self.carrying_on(&before, first_draft) {
            Some(draft) => {
                self.found.drafts[draft].continues = Some(before.draft);
                self.found.drafts[before.draft].kept = true;
            }
            None if !seen && open.is_none() && before.silent < SILENT_LIMIT => {
                return Some(OpenQuote {
                    silent: before.silent + 1,
                    ..before
                });
            }
            None => self.found.leave_open(&before),
        }
        open
    }

    /// The region at the head of this paragraph, if it can carry on `before`.
    fn carrying_on(&self, before: &OpenQuote, first_draft: usize) -> Option<usize> {
        let head = self.marks.first()?;
        let indent = &self.text[self.paragraph.start()..head.span.start()];
        let alike = (head.glyph.family, head.glyph.style) == (before.family, before.style);
        let fits = alike && indent.chars().all(chars::is_invisible);
        (first_draft..self.found.drafts.len())
            .find(|&i| fits && self.found.drafts[i].span.start() == head.span.start())
    }

    /// Ends what is open at the end of the paragraph.
    fn close_paragraph(&mut self) -> Option<OpenQuote> {
        let &outermost = self.stack.first()?;
        let mark = self.marks[outermost];
        let single = mark.glyph.family == Family::Single;
        let at_head = mark.span.start() == self.paragraph.start();
        if single && !(at_head || mark.glyph.lean == Lean::Open) {
            // An apostrophe most likely, and around the quotations that were opened within.
            self.stack.remove(0);
            return self.close_paragraph();
        }
        if self.transcript && at_head {
            return None;
        }
        let span = Span::new(mark.span.start(), self.paragraph.end());
        let inside = Span::new(mark.span.end(), self.paragraph.end());
        let draft = self.found.push(span, inside, None);
        self.found.drafts[draft].kept = !single;
        Some(OpenQuote {
            draft,
            family: mark.glyph.family,
            style: mark.glyph.style,
            silent: 0,
        })
    }

    fn double(&mut self, i: usize) {
        let mark = self.marks[i];
        if self.is_attribute(&mark) || self.is_inches(i) {
            return;
        }
        let open = self.open_double(&mark);
        let closes = match (mark.can_open(), mark.can_close(), mark.glyph.lean) {
            (true, false, Lean::Open) => false,
            (true, false, _) => open.is_some() && self.is_misplaced_close(&mark),
            (false, true, Lean::Open) => open.is_some(),
            (false, true, _) => open.is_some() || !self.is_misplaced_open(i),
            (true, true, Lean::Open) => false,
            (true, true, Lean::Close) => true,
            (false, false, Lean::Open) => open.is_some() && mark.after == Side::Blank,
            _ => open.is_some(),
        };
        match (closes, open) {
            (true, Some(depth)) => self.close(depth, i),
            (true, None) => self.found.stray(&mark),
            (false, Some(depth)) => {
                let before = self.marks[self.stack[depth]];
                if before.glyph.style == mark.glyph.style && !self.two_close_behind(i) {
                    self.abandon(depth);
                }
                self.open(i);
            }
            (false, None) => self.open(i),
        }
    }

    /// Where on the stack the quotation stands that `mark` could close: the innermost that is drawn alike, else the
    /// innermost of its family.
    fn open_double(&self, mark: &Mark) -> Option<usize> {
        let glyph = mark.glyph;
        let innermost = |alike: &dyn Fn(&Mark) -> bool| {
            self.stack
                .iter()
                .rposition(|&open| alike(&self.marks[open]))
        };
        innermost(&|open| open.glyph.family == glyph.family && open.glyph.style == glyph.style)
            .or_else(|| innermost(&|open| open.glyph.family == glyph.family))
    }

    fn open(&mut self, i: usize) {
        if self.stack.len() < DEPTH_LIMIT {
            self.stack.push(i);
        }
    }

    fn close(&mut self, depth: usize, i: usize) {
        let open = self.marks[self.stack[depth]];
        let close = self.marks[i];
        self.stack.truncate(depth);
        let inside = Span::new(open.span.end(), close.span.start());
        let span = open.span.cover(close.span);
        if !(self.transcript && span == self.paragraph) {
            self.found.push(span, inside, None);
        }
    }

    /// Gives up a quotation whose closing mark is missing, since another opens.
    fn abandon(&mut self, depth: usize) {
        self.found.note_open(self.marks[self.stack[depth]].span);
        self.stack.truncate(depth);
    }

    /// The double marks behind mark `i`, as far as they surely close.
    fn closes_behind(&self, i: usize) -> impl Iterator<Item = &Mark> {
        let double = |mark: &&Mark| mark.glyph.family != Family::Single;
        let behind = self.marks[i + 1..].iter().filter(double);
        behind.take_while(|mark| mark.can_close() && !mark.can_open())
    }

    /// Whether the next two double marks both close: what opens here is a quotation within one drawn alike.
    fn two_close_behind(&self, i: usize) -> bool {
        self.closes_behind(i).nth(1).is_some()
    }

    /// Whether a mark with a blank behind it opens all the same: `He said," we won."`
    fn is_misplaced_open(&self, i: usize) -> bool {
        let before = &self.text[self.paragraph.start()..self.marks[i].span.start()];
        self.marks[i].after == Side::Blank
            && before.ends_with([',', ':'])
            && self.closes_behind(i).next().is_some()
    }

    /// Whether a mark with a blank before it closes all the same: `"We won, " he said`.
    fn is_misplaced_close(&self, mark: &Mark) -> bool {
        let before = self.text[self.paragraph.start()..mark.span.start()].trim_end_matches(' ');
        let behind = &self.text[mark.span.end()..self.paragraph.end()];
        before.ends_with([',', '.', '?', '!', '…'])
            && behind
                .trim_start_matches(' ')
                .starts_with(char::is_lowercase)
            && !before.ends_with("...")
    }

    /// Whether a mark stands at an HTML attribute: `<a href="…">`.
    fn is_attribute(&mut self, mark: &Mark) -> bool {
        if mark.glyph.family != Family::Double || mark.glyph.style == Style::Typed {
            return false;
        }
        let before = &self.text[self.paragraph.start()..mark.span.start()];
        if self.attribute {
            self.attribute = false;
            return true;
        }
        let name = before
            .strip_suffix('=')
            .map(str::as_bytes)
            .and_then(<[u8]>::last);
        self.attribute = name.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        self.attribute
    }

    /// Whether a mark behind a digit means inches: feet stand before it, or nothing is open, or the next mark closes as
    /// well.
    fn is_inches(&self, i: usize) -> bool {
        let mark = self.marks[i];
        if mark.before != Side::Digit || mark.glyph.family != Family::Double {
            return false;
        }
        let before = &self.text[self.paragraph.start()..mark.span.start()];
        let feet = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
        if feet.len() + 5 >= before.len() && feet.ends_with(['\'', '’', '′']) {
            return feet
                .trim_end_matches(['\'', '’', '′'])
                .ends_with(|c: char| c.is_ascii_digit());
        }
        mark.glyph.lean == Lean::Either
            && mark.can_close()
            && (self.open_double(&mark).is_none() || self.closes_behind(i).next().is_some())
    }

    fn single(&mut self, i: usize) {
        let mark = self.marks[i];
        let top = self.stack.last().map(|&open| self.marks[open]);
        let inside = top.is_some_and(|top| top.glyph.family == Family::Single);
        if inside && mark.can_close() && mark.glyph.lean != Lean::Open {
            if !(self.may_be_possessive(&mark) && self.sure[i]) {
                self.close(self.stack.len() - 1, i);
            }
        } else if self.opens_single(&mark) {
            if inside {
                self.stack.pop();
            }
            self.open(i);
        }
    }

    fn opens_single(&self, mark: &Mark) -> bool {
        let behind = &self.text[mark.span.end()..self.paragraph.end()];
        mark.can_open() && mark.glyph.lean != Lean::Close && !is_elision(behind)
    }

    /// Whether a mark that could close is as likely the possessive of a plural or a dropped letter: `workers’ rights`.
    fn may_be_possessive(&self, mark: &Mark) -> bool {
        let before = &self.text[self.paragraph.start()..mark.span.start()];
        let behind = &self.text[mark.span.end()..self.paragraph.end()];
        before.ends_with(['s', 'z', 'x', 'S'])
            && behind
                .strip_prefix([' ', '\u{a0}', '\n'])
                .is_some_and(|word| word.starts_with(char::is_alphabetic))
            || before.ends_with("in") && mark.after == Side::Blank
    }

    /// For each mark, whether a single mark that surely closes comes behind it before any other mark that opens.
    fn sure_closes(&self) -> Vec<bool> {
        let mut behind = false;
        let mut sure = vec![false; self.marks.len()];
        for (i, mark) in self.marks.iter().enumerate().rev() {
            sure[i] = behind;
            if mark.glyph.family != Family::Single || self.opens_single(mark) {
                behind = false;
            } else if mark.can_close() && mark.glyph.lean != Lean::Open {
                behind |= !self.may_be_possessive(mark);
            }
        }
        sure
    }
}

/// The paragraphs of a transcript that is set as a quotation: two at least open with a mark and a label in capitals, `"RUIZ: We will
/// not pay.` It goes from the first of these to the last, and on while paragraphs open with a mark and none has closed it.
fn quoted_transcript(text: &str, paragraphs: &[Span], marks: &[Vec<Mark>]) -> Range<usize> {
    let opens = |number: usize| {
        let head = marks[number].first()?;
        let start = paragraphs[number].start();
        (head.glyph.family == Family::Double && head.span.start() == start).then_some(head)
    };
    let is_turn = |number: &usize| {
        let behind = opens(*number).map(|head| &text[head.span.end()..paragraphs[*number].end()]);
        behind
            .and_then(|behind| behind.split_once(": "))
            .is_some_and(|(label, _)| {
                label.len() <= LABEL_LIMIT
                    && label.contains(char::is_uppercase)
                    && !label.contains(char::is_lowercase)
            })
    };
    let closes = |number: usize| {
        let last = marks[number].last();
        last.is_some_and(|mark| mark.span.end() == paragraphs[number].end() && mark.can_close())
    };
    let mut turns = (0..paragraphs.len()).filter(is_turn);
    let (Some(first), Some(mut last)) = (turns.next(), turns.next_back()) else {
        return 0..0;
    };
    while !closes(last) && last + 1 < paragraphs.len() && opens(last + 1).is_some() {
        last += 1;
    }
    first..last + 1
}

/// Whether the word behind an apostrophe has lost its beginning: `’90s`, `’em`, `’n’`.
fn is_elision(behind: &str) -> bool {
    let length = behind
        .bytes()
        .take(8)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let word = &behind[..length];
    let digits = word.strip_suffix('s').unwrap_or(word);
    ELISIONS.contains(&word)
        || digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::regions::NOTE_LIMIT;
    use super::*;

    /// Paragraphs are separated by `¶`. Of the regions, those that carry on another begin with `+`, those within another
    /// with `>`.
    const ROWS: &[(&str, &[&str])] = &[
        ("“We won,” she said. “We did.”", &["“We won,”", "“We did.”"]),
        (
            "\"We won,\" she said. \"We did.\"",
            &["\"We won,\"", "\"We did.\""],
        ),
        (
            "``We won,'' she said. ''We did.''",
            &["``We won,''", "''We did.''"],
        ),
        (
            "‘We won,’ she said. ‘The players’ bus left.’",
            &["‘We won,’", "‘The players’ bus left.’"],
        ),
        (
            "«We won», she said; « we did »; »so«",
            &["«We won»", "« we did »", "»so«"],
        ),
        ("„We won“, she said", &["„We won“"]),
        (
            "\"We won,” she said. “We did.\"",
            &["\"We won,”", "“We did.\""],
        ),
        ("He said,\"We won,\"and left", &["\"We won,\""]),
        (
            "\"We won, \" he said. \"We did.\"",
            &["\"We won, \"", "\"We did.\""],
        ),
        ("He said,” we won.” And left.", &["” we won.”"]),
        (
            "“He told me ‘never again,’ and left,” she said",
            &["“He told me ‘never again,’ and left,”", ">‘never again,’"],
        ),
        (
            "‘He said “no” to me,’ she said",
            &["‘He said “no” to me,’", ">“no”"],
        ),
        (
            "\"He said \"no,\" and left,\" she said.",
            &["\"He said \"no,\" and left,\"", ">\"no,\""],
        ),
        (
            "\"People say, 'Go away,'\" she said.",
            &["\"People say, 'Go away,'\"", ">'Go away,'"],
        ),
        (
            "“Up to here. ¶“And on,” she said",
            &["“Up to here.", "+“And on,”"],
        ),
        (
            "‘Up to here. ¶‘And on,’ she said",
            &["‘Up to here.", "+‘And on,’"],
        ),
        (
            "“Up to here. ¶ And on. ¶ To the end,” she said",
            &["“Up to here.", "+To the end,”"],
        ),
        (
            "\"Lost mark, he said. ¶\"We did,\" she said.",
            &["\"Lost mark, he said.", "+\"We did,\""],
        ),
        (
            "\"Lost mark, he said. \"We did,\" she said.",
            &["\"We did,\""],
        ),
        (
            "Lost mark,\" he said. \"We did,\" she said.",
            &["\"We did,\""],
        ),
        (
            "In the ’90s, rock 'n' roll was the players' and the fans' joy",
            &[],
        ),
        (
            "He's 6'2\" and can't fit a 5' 10\" door or a 12\" pipe",
            &[],
        ),
        (
            "\"The 6\" pipe broke,\" he said. \"In '92.\"",
            &["\"The 6\" pipe broke,\"", "\"In '92.\""],
        ),
        (
            "<a href=\"x\" class=\"y\">\"Go,\"</a> he said",
            &["\"Go,\""],
        ),
        (
            "&ldquo;We won,&rdquo; she said. quot;We did.quot;",
            &["&ldquo;We won,&rdquo;", "quot;We did.quot;"],
        ),
        (
            "â€œWe havenâ€™t won,â€\u{9d} she said â€” again",
            &["â€œWe havenâ€™t won,â€\u{9d}"],
        ),
        ("The ‘fast lane’ and the workers’ union", &["‘fast lane’"]),
        ("(\"go\")—\"stay\"—\"", &["\"go\"", "\"stay\""]),
        ("“” and “ ”", &[]),
        (
            "\"DR. RUIZ: We won. ¶\"(LAUGHTER) ¶\"OKORO: They say \"no\". ¶\"And? ¶\"So.\" ¶\"No.\"",
            &["\"no\"", "\"No.\""],
        ),
        (
            "\"RUIZ: We won. ¶\"We did,\" he said",
            &["\"RUIZ: We won.", "+\"We did,\""],
        ),
    ];

    fn read(text: &str) -> (Vec<QuoteRegion>, Vec<Note>) {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for part in text.split('¶') {
            let from = at + part.len() - part.trim_start().len();
            paragraphs.push(Span::new(from, from + part.trim().len()));
            at += part.len() + '¶'.len_utf8();
        }
        regions(text, &paragraphs)
    }

    #[test]
    fn marks_pair_as_a_reader_pairs_them() {
        for (text, expected) in ROWS {
            let text = &format!("é ¶{text}");
            let found: Vec<String> = read(text)
                .0
                .iter()
                .map(|region| {
                    let carries_on = if region.continues.is_some() { "+" } else { "" };
                    let within = if region.within.is_some() { ">" } else { "" };
                    format!("{carries_on}{within}{}", &text[region.span.range()])
                })
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn what_is_odd_is_said() {
        for (text, codes) in [
            ("“We won, she said", &["open-quote"][..]),
            ("We won,” she said", &["stray-quote"]),
            ("â€œWe won,â€\u{9d} she said", &["mojibake"]),
            ("“We won. ¶“And on,” she said", &[]),
        ] {
            let found: Vec<_> = read(text).1.iter().map(|note| note.code).collect();
            assert_eq!(found, codes, "{text}");
        }
    }

    #[test]
    fn a_million_open_marks_are_read_once() {
        for unit in [
            "“", "\"", "‘", "'", "“a ", "'a ", "a' ", "s’ a ", "\"a\"b", "“¶", "6' 2\" ", "“a ¶",
        ] {
            let (regions, notes) = read(&format!("‘a {}", unit.repeat(100_000)));
            assert!(
                regions.len() <= 100_001 && notes.len() <= 2 * NOTE_LIMIT,
                "{unit}"
            );
        }
    }
}
