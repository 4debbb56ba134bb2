//! Bytes to text.

use super::{Note, Span};
use std::fmt;

/// The decoded text of one input, under 4 GiB. It is never changed.
#[derive(Debug, Clone)]
pub struct Text {
    string: String,
    encoding: &'static str,
    notes: Vec<Note>,
}

/// Why bytes cannot be read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A NUL byte stands near the beginning, and no encoding was given: not text.
    Binary {
        /// Offset of the NUL in bytes.
        at: usize,
    },
    /// 4 GiB or more.
    TooLong,
    /// The name of the encoding is not one of the WHATWG Encoding Standard.
    UnknownEncoding {
        /// The name as given.
        label: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary { at } => write!(
                f,
                "is not text: a NUL byte stands at byte {at}; name its encoding with --encoding if it is text"
            ),
            Self::TooLong => write!(f, "is 4 GiB or more; split it"),
            Self::UnknownEncoding { label } => write!(
                f,
                "unknown encoding {label:?}; use a name of the WHATWG Encoding Standard, such as utf-8 or windows-1252"
            ),
        }
    }
}

impl std::error::Error for Error {}

/// In how many bytes from the beginning a NUL means that a file is not text.
const BINARY_WINDOW: usize = 8 * 1024;

impl Text {
    /// Takes text that is decoded already, such as a JSON string.
    ///
    /// # Errors
    /// [`Error::TooLong`] from 4 GiB on.
    pub fn new(string: String) -> Result<Self, Error> {
        if u32::try_from(string.len()).is_err() {
            return Err(Error::TooLong);
        }
        Ok(Self {
            string,
            encoding: "utf-8",
            notes: Vec::new(),
        })
    }

    /// Decodes bytes: by their byte-order mark, else by `label` (a name of the WHATWG Encoding Standard), else as
    /// UTF-8, else as Windows-1252 with a note.
    ///
    /// A byte-order mark is removed. Bytes that are wrong in a named encoding become U+FFFD, with a note.
    ///
    /// # Errors
    /// [`Error::Binary`] for a NUL in the first 8 KiB when neither mark nor label says what the bytes are,
    /// [`Error::UnknownEncoding`] and [`Error::TooLong`].
    pub fn decode(bytes: &[u8], label: Option<&str>) -> Result<Self, Error> {
        let named = label
            .map(|label| {
                encoding_rs::Encoding::for_label(label.as_bytes()).ok_or_else(|| {
                    Error::UnknownEncoding {
                        label: label.to_owned(),
                    }
                })
            })
            .transpose()?;
        let marked = encoding_rs::Encoding::for_bom(bytes);
        if let (None, None, Some(at)) = (
            named,
            marked,
            memchr::memchr(0, &bytes[..bytes.len().min(BINARY_WINDOW)]),
        ) {
            return Err(Error::Binary { at });
        }
        let (encoding, skip) = marked.unwrap_or((named.unwrap_or(encoding_rs::UTF_8), 0));
        let content = &bytes[skip..];
        let mut notes = Vec::new();
        let (string, encoding) = match encoding
            .decode_without_bom_handling_and_without_replacement(content)
        {
            Some(string) => (string.into_owned(), encoding),
            None if marked.is_none() && named.is_none() => {
                let at =
                    std::str::from_utf8(content).map_or_else(|error| error.valid_up_to(), str::len);
                let (string, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(content);
                notes.push(Note {
                    at: Span::new(0, 0),
                    code: "encoding-guessed",
                    message: format!("not UTF-8 at byte {at}; read as windows-1252").into(),
                });
                (string.into_owned(), encoding_rs::WINDOWS_1252)
            }
            None => {
                let (string, _) = encoding.decode_without_bom_handling(content);
                let at = string.find('\u{fffd}').unwrap_or(0);
                notes.push(Note {
                    at: Span::new(at, at + '\u{fffd}'.len_utf8()),
                    code: "undecodable",
                    message: format!(
                        "some bytes are not {} and were read as U+FFFD",
                        encoding.name()
                    )
                    .into(),
                });
                (string.into_owned(), encoding)
            }
        };
        if marked.is_some() {
            notes.push(Note {
                at: Span::new(0, 0),
                code: "byte-order-mark",
                message: "a byte-order mark was removed".into(),
            });
        }
        Ok(Self {
            encoding: encoding_name(encoding),
            notes,
            ..Self::new(string)?
        })
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The characters of a span.
    ///
    /// # Panics
    /// If the span is not one of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.string[span.range()]
    }

    /// All of it.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(0, self.string.len())
    }

    /// The name of the encoding in lower case, such as `utf-8`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// What was odd about the bytes.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// The WHATWG name in lower case.
fn encoding_name(encoding: &'static encoding_rs::Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_utf16_by_its_mark_in_either_order() {
        for (bytes, name) in [
            (&b"\xff\xfeh\0i\0"[..], "utf-16le"),
            (b"\xfe\xff\0h\0i", "utf-16be"),
        ] {
            let text = Text::decode(bytes, None).unwrap();
            assert_eq!((text.as_str(), text.encoding()), ("hi", name));
        }
    }

    #[test]
    fn ok_windows_1252_with_a_note() {
        let text = Text::decode(b"\x93Caf\xe9\x94", None).unwrap();
        assert_eq!(text.as_str(), "“Café”");
        assert_eq!(text.notes()[0].code, "encoding-guessed");
    }

    #[test]
    fn err_binary_and_unknown_encoding() {
        assert_eq!(
            Text::decode(b"PK\0\0", None).unwrap_err(),
            Error::Binary { at: 2 }
        );
        assert!(matches!(
            Text::decode(b"x", Some("klingon")),
            Err(Error::UnknownEncoding { .. })
        ));
    }
}
