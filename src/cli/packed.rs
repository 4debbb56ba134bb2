//! Reading of files, unpacked where they are packed, never more than a limit at once.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The bytes of a source; those of gzip and Zstandard are unpacked, whatever the name says: no text begins like them.
pub(super) fn unpacked<'a>(
    mut source: impl BufRead + Send + 'a,
) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let start = source.fill_buf()?;
    Ok(if start.starts_with(GZIP) {
        Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(source)))
    } else if start.starts_with(ZSTANDARD) {
        Box::new(BufReader::new(Frames {
            source,
            decoder: FrameDecoder::new(),
            within: false,
        }))
    } else {
        Box::new(source)
    })
}

/// All bytes of a source, or `None` where there are more than `limit`.
pub(super) fn whole(source: &mut impl BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limit {
        None
    } else {
        Some(bytes)
    })
}

/// What [`line`] found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A line, without its line feed.
    Line(Vec<u8>),
    /// A line of more than the limit, whose bytes are gone.
    TooLong,
    /// No line is left.
    End,
}

/// The next line, ended by a line feed or the end of input. A longer one than `limit` is skipped without being held.
pub(super) fn line(source: &mut impl BufRead, limit: usize) -> io::Result<Next> {
    let mut line = Vec::new();
    let mut started = false;
    let mut too_long = false;
    loop {
        let available = match source.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let feed = memchr::memchr(b'\n', available);
        let piece = &available[..feed.unwrap_or(available.len())];
        started |= !available.is_empty();
        too_long |= line.len() + piece.len() > limit;
        if too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(piece);
        }
        let end = available.is_empty();
        let used = feed.map_or(piece.len(), |feed| feed + 1);
        source.consume(used);
        if feed.is_some() || end {
            return Ok(match (started, too_long) {
                (false, _) => Next::End,
                (true, true) => Next::TooLong,
                (true, false) => Next::Line(line),
            });
        }
    }
}

/// The frames of a Zstandard stream, one after the other.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    /// Whether a frame has begun and not ended.
    within: bool,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if self.within {
                while self.decoder.can_collect() < buffer.len() && !self.decoder.is_finished() {
                    let some = BlockDecodingStrategy::UptoBytes(buffer.len());
                    self.decoder
                        .decode_blocks(&mut self.source, some)
                        .map_err(damaged)?;
                }
                let count = self.decoder.read(buffer)?;
                if count > 0 {
                    return Ok(count);
                }
                let told = self.decoder.get_checksum_from_data();
                if told.is_some() && told != self.decoder.get_calculated_checksum() {
                    return Err(damaged("the checksum does not agree"));
                }
                self.within = false;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => self.within = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = (&mut self.source).take(u64::from(length));
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(damaged(error)),
            }
        }
    }
}

fn damaged(error: impl std::fmt::Display) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("damaged Zstandard data: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstandard(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    fn read(bytes: &[u8], limit: usize) -> io::Result<Option<Vec<u8>>> {
        whole(&mut unpacked(bytes)?, limit)
    }

    #[test]
    fn ok_plain_and_packed_in_several_pieces() {
        let long = "Kisumu. ".repeat(40_000).into_bytes();
        let skippable = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        for bytes in [
            [b"ab".to_vec(), long.clone()].concat(),
            [gzip(b"ab"), gzip(&long)].concat(),
            [zstandard(b"ab"), skippable.to_vec(), zstandard(&long)].concat(),
        ] {
            let found = read(&bytes, 1 << 20).unwrap().unwrap();
            assert!(found.starts_with(b"abKisumu.") && found.len() == long.len() + 2);
        }
        assert_eq!(read(b"", 10).unwrap().unwrap(), b"");
    }

    #[test]
    fn err_cut_or_damaged() {
        let text = "Antofagasta ".repeat(9000).into_bytes();
        for mut bytes in [gzip(&text), zstandard(&text)] {
            let cut = &bytes[..bytes.len() - 9];
            assert!(read(cut, 1 << 20).is_err());
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            assert!(read(&bytes, 1 << 20).is_err(), "a wrong checksum or length");
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let zeros = vec![b' '; 3 << 20];
        for bytes in [gzip(&zeros), zstandard(&zeros)] {
            assert!(bytes.len() < 1 << 16);
            assert_eq!(read(&bytes, 1 << 20).unwrap(), None);
        }
    }

    #[test]
    fn lines_end_at_line_feeds_only_and_long_ones_are_skipped() {
        let text = "a\r\n\u{2028}b\n\nccccccccc\nd".as_bytes();
        let mut source = BufReader::with_capacity(3, text);
        let mut next = || line(&mut source, 8).unwrap();
        let line = |text: &str| Next::Line(text.as_bytes().to_vec());
        assert_eq!(next(), line("a\r"));
        assert_eq!(next(), line("\u{2028}b"));
        assert_eq!(next(), line(""));
        assert_eq!(next(), Next::TooLong);
        assert_eq!(next(), line("d"));
        assert_eq!(next(), Next::End);
    }
}
