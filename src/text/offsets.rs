//! Bytes to the units of the output: code points, UTF-16 units, or bytes.

use super::Span;

/// The unit in which offsets are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unit {
    /// Unicode code points (scalar values): the contract's default.
    #[default]
    CodePoints,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
    /// UTF-8 bytes of the decoded text.
    Bytes,
}

/// Every how many bytes a count is kept.
const STRIDE: usize = 256;

/// Converts byte offsets of one text; built in one pass, each question answered in constant time.
#[derive(Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    unit: Unit,
    /// Units before byte `i * STRIDE`, counted by the characters that start before it.
    counts: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// Prepares the conversion of offsets into `text`.
    #[must_use]
    pub fn new(text: &'a str, unit: Unit) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        if unit != Unit::Bytes {
            for block in text.as_bytes().chunks(STRIDE) {
                counts.push(count);
                count += block.iter().map(|&byte| units(byte, unit)).sum::<u32>();
            }
            counts.push(count);
        }
        Self { text, unit, counts }
    }

    /// The offset of the byte at `byte` in the chosen unit.
    ///
    /// # Panics
    /// If `byte` lies behind the end of the text.
    #[must_use]
    pub fn of(&self, byte: usize) -> u32 {
        assert!(
            byte <= self.text.len(),
            "offset {byte} lies behind the end of the text"
        );
        if self.unit == Unit::Bytes {
            return u32::try_from(byte).expect("a text is under 4 GiB");
        }
        let block = byte / STRIDE;
        let rest = &self.text.as_bytes()[block * STRIDE..byte];
        self.counts[block] + rest.iter().map(|&byte| units(byte, self.unit)).sum::<u32>()
    }

    /// Start and end of a span in the chosen unit.
    #[must_use]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.of(span.start()), self.of(span.end()))
    }
}

/// How many units the character that starts with this byte counts; 0 for the bytes that continue one.
fn units(byte: u8, unit: Unit) -> u32 {
    match byte {
        0x80..=0xbf => 0,
        0xf0..=0xff if unit == Unit::Utf16 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_counting_the_slow_way() {
        let text = "aé“😀”z ".repeat(90);
        for unit in [Unit::CodePoints, Unit::Utf16, Unit::Bytes] {
            let offsets = Offsets::new(&text, unit);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..byte];
                let expected = match unit {
                    Unit::CodePoints => before.chars().count(),
                    Unit::Utf16 => before.encode_utf16().count(),
                    Unit::Bytes => byte,
                };
                assert_eq!(offsets.of(byte) as usize, expected);
            }
        }
    }
}
