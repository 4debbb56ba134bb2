//! Files of corpora.

use flate2::read::GzDecoder;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The whole of a file, unpacked if its name ends in `.gz`.
///
/// # Errors
/// If it cannot be read.
pub fn read(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    if path.extension().is_none_or(|extension| extension != "gz") {
        return String::from_utf8(bytes).map_err(io::Error::other);
    }
    let mut text = String::new();
    GzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    Ok(text)
}
