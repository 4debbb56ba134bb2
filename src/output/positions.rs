//! Printed offsets back to bytes: what [`crate::text::offsets`] does, the other way.

use super::schema::Range;
use crate::text::offsets::Unit;
use std::ops;

/// The bytes at which the units of one text begin.
#[derive(Debug)]
pub struct Positions {
    /// The byte of each unit and of the end; none where units are bytes.
    bytes: Option<Vec<u32>>,
    length: usize,
}

impl Positions {
    /// Prepares the conversion of offsets into `text`, which is under 4 GiB.
    #[must_use]
    pub fn new(text: &str, unit: Unit) -> Self {
        let bytes = (unit != Unit::Bytes).then(|| {
            let mut bytes = Vec::with_capacity(text.len() + 1);
            for (byte, c) in text.char_indices() {
                let units = if unit == Unit::Utf16 {
                    c.len_utf16()
                } else {
                    1
                };
                bytes.extend(std::iter::repeat_n(byte as u32, units));
            }
            bytes.push(text.len() as u32);
            bytes
        });
        Self {
            bytes,
            length: text.len(),
        }
    }

    /// The byte at an offset; the end of the text for one behind it.
    #[must_use]
    pub fn byte(&self, offset: u32) -> usize {
        let offset = offset as usize;
        self.bytes.as_ref().map_or(offset, |bytes| {
            bytes.get(offset).map_or(self.length, |&byte| byte as usize)
        })
    }

    /// The bytes of a range.
    #[must_use]
    pub fn range(&self, range: Range) -> ops::Range<usize> {
        self.byte(range.start)..self.byte(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::offsets::Offsets;

    #[test]
    fn there_and_back() {
        let text = "aé😀“z";
        for unit in [Unit::CodePoints, Unit::Utf16, Unit::Bytes] {
            let (offsets, positions) = (Offsets::new(text, unit), Positions::new(text, unit));
            for byte in text
                .char_indices()
                .map(|(byte, _)| byte)
                .chain([text.len()])
            {
                assert_eq!(positions.byte(offsets.of(byte)), byte);
            }
        }
    }
}
