//! Quotation marks as they are found in raw text: typographic, straight, typed with two keys, as HTML entities, and
//! as the debris of a wrong encoding.

use crate::text::{Span, chars};

/// What a mark can pair with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `“ ” „ "`, two grave accents or two apostrophes.
    Double,
    /// `‘ ’ '`; apostrophes too.
    Single,
    /// `« » ‹ ›`
    Angle,
}

/// How a mark is drawn; a quotation within a quotation is often drawn otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `" '`
    Straight,
    /// `“ ” ‘ ’ „ ‚`
    Curly,
    /// Two grave accents, two apostrophes.
    Typed,
    /// `« » ‹ ›`
    Angle,
}

/// What a mark is by its drawing alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// An opening mark.
    Open,
    /// A closing mark.
    Close,
    /// Either.
    Either,
}

/// What stands on one side of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A blank, or the end of the paragraph.
    Blank,
    /// A letter.
    Letter,
    /// A digit.
    Digit,
    /// A comma, full stop, colon and the like.
    Stop,
    /// An opening bracket.
    Opening,
    /// A closing bracket.
    Closing,
    /// A dash or a hyphen.
    Dash,
    /// Another mark.
    Mark,
    /// Anything else.
    Other,
}

/// A quotation mark or an apostrophe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// How it is drawn and what it can be.
    pub glyph: Glyph,
    /// What stands before it.
    pub before: Side,
    /// What stands after it.
    pub after: Side,
}

/// The drawing of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// What it can pair with.
    pub family: Family,
    /// How it is drawn.
    pub style: Style,
    /// What it is by its drawing.
    pub lean: Lean,
    /// Whether it is the debris of a wrong encoding.
    pub broken: bool,
}

impl Mark {
    /// Whether a quotation may open here, by what stands around.
    #[must_use]
    pub fn can_open(&self) -> bool {
        use Side::{Blank, Closing, Dash, Mark, Opening, Other, Stop};
        matches!(self.before, Blank | Opening | Dash | Mark | Other)
            && !matches!(self.after, Blank | Closing | Stop)
    }

    /// Whether a quotation may close here, by what stands around.
    #[must_use]
    pub fn can_close(&self) -> bool {
        use Side::{Blank, Digit, Letter, Opening};
        !matches!(self.before, Blank | Opening) && !matches!(self.after, Letter | Digit | Opening)
    }
}

use Family::{Angle, Double, Single};
use Lean::{Close, Either, Open};

/// UTF-8 read as Windows-1252, as Latin-1 or as Mac OS Roman, longer forms first. Dashes, ellipsis and bullet stand here
/// because their debris holds characters that look like marks.
const DEBRIS: [(&str, Option<(Family, Lean)>); 20] = [
    ("â€œ", Some((Double, Open))),
    ("â€\u{9d}", Some((Double, Close))),
    ("â€\u{fffd}", Some((Double, Close))),
    ("â€˜", Some((Single, Open))),
    ("â€™", Some((Single, Close))),
    ("â€“", None),
    ("â€”", None),
    ("â€¦", None),
    ("â€¢", None),
    ("â€", Some((Double, Close))),
    ("â\u{80}\u{9c}", Some((Double, Open))),
    ("â\u{80}\u{9d}", Some((Double, Close))),
    ("â\u{80}\u{98}", Some((Single, Open))),
    ("â\u{80}\u{99}", Some((Single, Close))),
    ("Â«", Some((Angle, Open))),
    ("Â»", Some((Angle, Close))),
    ("‚Äú", Some((Double, Open))),
    ("‚Äù", Some((Double, Close))),
    ("‚Äò", Some((Single, Open))),
    ("‚Äô", Some((Single, Close))),
];

/// HTML entities by name.
const ENTITIES: [(&str, char); 12] = [
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("quot", '"'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("apos", '\''),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("laquo", '«'),
    ("raquo", '»'),
];

/// Marks made of two equal characters.
const TYPED: [(&str, Lean); 4] = [("``", Open), ("''", Either), ("‘‘", Open), ("’’", Close)];

/// Finds the marks of a paragraph, in order.
#[must_use]
pub fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let body = &text[paragraph.range()];
    let mut found: Vec<Mark> = Vec::new();
    let mut at = 0;
    while let Some(offset) = body[at..].find(may_begin) {
        at += offset;
        let (glyph, length) = mark_at(body, at);
        let end = at + length;
        if let Some(glyph) = glyph {
            found.push(Mark {
                span: Span::new(at, end).shifted(paragraph.start()),
                glyph,
                before: side(body[..at].chars().rev()),
                after: side(body[end..].chars()),
            });
        }
        at = end;
    }
    for i in 1..found.len() {
        if found[i - 1].span.end() == found[i].span.start() {
            found[i - 1].after = Side::Mark;
            found[i].before = Side::Mark;
        }
    }
    found
}

/// The mark that begins at `at`, if one does, and how many bytes to go on.
#[must_use]
pub fn mark_at(text: &str, at: usize) -> (Option<Glyph>, usize) {
    let rest = &text[at..];
    let first = rest.chars().next().unwrap_or(' ');
    let glyph = |(family, style, lean)| Glyph {
        family,
        style,
        lean,
        broken: false,
    };
    match first {
        'â' | 'Â' | '‚' => {
            if let Some((debris, drawn)) =
                DEBRIS.iter().find(|(debris, _)| rest.starts_with(debris))
            {
                let glyph = drawn.map(|(family, lean)| Glyph {
                    broken: true,
                    ..glyph((family, Style::Curly, lean))
                });
                return (glyph, debris.len());
            }
        }
        '`' | '\'' | '‘' | '’' => {
            if let Some((typed, lean)) = TYPED.iter().find(|(typed, _)| rest.starts_with(typed)) {
                return (Some(glyph((Double, Style::Typed, *lean))), typed.len());
            }
        }
        '&' | 'l' | 'q' | 'r' => {
            if let Some((c, length)) = entity(text, at) {
                return (drawing(c).map(glyph), length);
            }
        }
        _ => {}
    }
    (drawing(first).map(glyph), first.len_utf8())
}

/// Whether a mark may begin with `c`.
fn may_begin(c: char) -> bool {
    matches!(c, '&' | 'l' | 'q' | 'r' | 'â' | 'Â') || drawing(c).is_some()
}

fn drawing(c: char) -> Option<(Family, Style, Lean)> {
    Some(match c {
        '“' | '„' | '‟' | '\u{93}' => (Double, Style::Curly, Open),
        '”' | '\u{94}' => (Double, Style::Curly, Close),
        '"' | '＂' => (Double, Style::Straight, Either),
        '‘' | '‚' | '‛' | '\u{91}' => (Single, Style::Curly, Open),
        '’' | '\u{92}' => (Single, Style::Curly, Close),
        '\'' | '＇' => (Single, Style::Straight, Either),
        '`' => (Single, Style::Straight, Open),
        '«' | '‹' | '「' | '『' => (Angle, Style::Angle, Open),
        '»' | '›' | '」' | '』' => (Angle, Style::Angle, Close),
        _ => return None,
    })
}

/// The character that an entity at `at` stands for and the length of the entity. The ampersand or the semicolon may be
/// lost, of those that are no English word both; the ampersand may be written as an entity itself.
fn entity(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = &text[at..];
    let name_at = match rest.strip_prefix('&') {
        Some(name) if name.starts_with("amp;") => "&amp;".len(),
        Some(_) => 1,
        None => 0,
    };
    let name = &rest[name_at..];
    let semicolon = |end: usize| end + usize::from(rest[end..].starts_with(';'));
    if let (true, Some(number)) = (name_at > 0, name.strip_prefix('#')) {
        let hex = number.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(number);
        let radix = if hex.is_some() { 16 } else { 10 };
        let count = digits
            .bytes()
            .take(7)
            .take_while(|b| char::from(*b).is_digit(radix))
            .count();
        let c = char::from_u32(u32::from_str_radix(&digits[..count], radix).ok()?)?;
        return Some((c, semicolon(rest.len() - digits.len() + count)));
    }
    let &(word, c) = ENTITIES.iter().find(|(word, _)| name.starts_with(word))?;
    let end = semicolon(name_at + word.len());
    let closed = rest[..end].ends_with(';');
    let after_letter = name_at == 0 && text[..at].ends_with(|c: char| c.is_alphanumeric());
    let certain = name_at > 0 || closed || word.ends_with("dquo") || word.ends_with("squo");
    (certain && !after_letter).then_some((c, end))
}

fn side(mut from_mark: impl Iterator<Item = char>) -> Side {
    match from_mark.find(|&c| !chars::is_invisible(c)) {
        None => Side::Blank,
        Some(c) if c.is_whitespace() => Side::Blank,
        Some(c) if c.is_alphabetic() => Side::Letter,
        Some(c) if c.is_numeric() => Side::Digit,
        Some('.' | ',' | '!' | '?' | ';' | ':' | '…' | '。' | '、' | '，') => Side::Stop,
        Some('(' | '[' | '{' | '<') => Side::Opening,
        Some(')' | ']' | '}' | '>') => Side::Closing,
        Some('-' | '‐'..='―' | '−') => Side::Dash,
        Some(_) => Side::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_known_in_every_dress() {
        for (text, families) in [
            ("“a” „b“ \"c\"", "DDDDDD"),
            ("‘a’ 'b'", "SSSS"),
            ("«a» ‹b›", "AAAA"),
            ("``a'' ‘‘b’’", "DDDD"),
            ("&ldquo;a&rdquo; &quot;b&quot;", "DDDD"),
            ("&#8220;a&#x201D; &#147;b&#148;", "DDDD"),
            ("ldquo;a rdquo; &ldquoWe,&rdquo", "DDDD"),
            ("&amp;quot;a&amp;quot;", "DD"),
            ("it&rsquo;s it&#39;s it&apos;s", "SSS"),
            ("â€œaâ€\u{9d} itâ€™s", "DDS"),
            ("aâ€“b aâ€”b aâ€¦", ""),
            ("‚Äúa‚Äù", "DD"),
            ("quotas, apostles, laquo", ""),
            ("a quot b &#65; & c", ""),
        ] {
            let found: String = marks(text, Span::new(0, text.len()))
                .iter()
                .map(|mark| match mark.glyph.family {
                    Double => 'D',
                    Single => 'S',
                    Angle => 'A',
                })
                .collect();
            assert_eq!(found, families, "{text}");
        }
    }

    #[test]
    fn what_stands_around_a_mark_tells_opening_from_closing() {
        let text = "\"We\" (\"go\") \"'now'\"";
        let shapes: Vec<(bool, bool)> = marks(text, Span::new(0, text.len()))
            .iter()
            .map(|mark| (mark.can_open(), mark.can_close()))
            .collect();
        let (open, close) = ((true, false), (false, true));
        assert_eq!(shapes[..4], [open, close, open, close]);
        assert_eq!(shapes[4..], [open, open, close, close]);
    }
}
