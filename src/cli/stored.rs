//! Records in a folder: their names, what they were made from, and how they are written whole or not at all.

use crate::output::schema::Source;
use crate::text::hash::Hash;
use anyhow::{Context, bail};
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The longest part of a path, in bytes, that is written as it is: most file systems take 255, and `.json` comes behind it.
const LONGEST_PART: usize = 160;

/// The names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// A name for a file that every file system takes and that leads nowhere else. An id that is such a name stays; another
/// has its bad characters replaced and a hash of the whole behind it, so that different ids have different names.
pub(super) fn safe_part(id: &str) -> String {
    let good = |c: char| c.is_alphanumeric() || " !#$%&'()+,-.;=@[]^_`{}~".contains(c);
    let device = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default().to_lowercase();
        DEVICES.binary_search(&stem.as_str()).is_ok()
    };
    let mut safe: String = id.chars().map(|c| if good(c) { c } else { '_' }).collect();
    let end = safe.len().min(LONGEST_PART);
    let end = (0..=end).rev().find(|&at| safe.is_char_boundary(at));
    safe.truncate(end.unwrap_or_default());
    if safe.is_empty() || safe.starts_with(['-', '.', ' ', '~']) || device(&safe) {
        safe.insert(0, '_');
    }
    let kept = safe.trim_end_matches(['.', ' ']).len();
    safe.truncate(kept);
    if safe == id && !safe.is_empty() {
        safe
    } else {
        format!("{safe}-{:016x}", Hash::new().field(id).finish())
    }
}

/// The path of a record below the output folder, without `.json`: each part of an id that is a path made safe.
pub(super) fn safe_path(id: &str) -> String {
    let parts: Vec<_> = id.split('/').map(safe_part).collect();
    parts.join("/")
}

/// What the record in a file was made from; `None` if the file is not there or holds no whole record.
pub(super) fn source_of(path: &Path) -> Option<Source> {
    let mut file = File::open(path).ok()?;
    let mut end = [0; 2];
    file.seek(SeekFrom::End(-2)).ok()?;
    file.read_exact(&mut end).ok()?;
    if &end != b"}\n" {
        return None;
    }
    file.rewind().ok()?;
    let mut source = None;
    let reader = BufReader::with_capacity(1 << 10, file);
    let _ = serde_json::Deserializer::from_reader(reader).deserialize_map(Head(&mut source));
    source
}

/// Reads a record until its source is known, which stands near its beginning.
struct Head<'a>(&'a mut Option<Source>);

impl<'de> Visitor<'de> for Head<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "source" {
                *self.0 = Some(map.next_value()?);
                return Err(A::Error::custom("the rest does not matter"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// A folder that one run writes to.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

/// Below an output folder, what is being written; hidden, and gone at the end of a run.
const WORKPLACE: &str = ".ascribe";

impl Folder {
    /// Makes the folder if it is not there, claims it for this run, and clears what a killed run has left.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let workplace = path.join(WORKPLACE);
        fs::create_dir_all(&workplace)
            .with_context(|| format!("{}: cannot be written to", path.display()))?;
        let name = workplace.join("lock");
        let lock = File::create(&name)
            .with_context(|| format!("{}: cannot be written to", path.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!(
                "{}: another ascribe is writing there; wait for it to end",
                path.display()
            ),
            // A file system without locks: two runs at once are the user's business.
            Err(TryLockError::Error(_)) => {}
        }
        for left in fs::read_dir(&workplace)?.flatten() {
            if left.file_name() != "lock" {
                let _ = fs::remove_file(left.path());
            }
        }
        Ok(Self {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// Writes a file that has no name yet, down to the disk.
    pub fn write(&self, text: &str) -> anyhow::Result<NamedTempFile> {
        let write = || {
            let mut file = unnamed_file(&self.path.join(WORKPLACE))?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok::<_, io::Error>(file)
        };
        write().with_context(|| format!("{}: cannot be written to", self.path.display()))
    }

    /// Gives a file its name, at once and whole.
    pub fn name(&self, file: NamedTempFile, name: &str) -> anyhow::Result<()> {
        let path = self.path.join(name);
        let moved = match path.parent() {
            Some(parent) => fs::create_dir_all(parent),
            None => Ok(()),
        }
        .and_then(|()| file.persist(&path).map_err(|error| error.error));
        moved
            .map(drop)
            .with_context(|| format!("{}: cannot be written", path.display()))
    }
}

/// A file that has no name yet, readable by whom the user lets read.
fn unnamed_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Writes one file whole or not at all.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let write = || {
        let mut file = unnamed_file(folder)?;
        file.write_all(content)?;
        file.persist(path).map_err(|error| error.error)
    };
    write()
        .map(drop)
        .with_context(|| format!("{}: cannot be written", path.display()))
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.path.join(WORKPLACE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_where_they_can_and_lead_nowhere_else() {
        for id in ["harbor-2025-04-19", "Année 3 (b)", "a#2", "東京", "v1.2"] {
            assert_eq!(safe_part(id), id);
        }
        for id in [
            "../../etc/x",
            "C:\\x",
            "a/b",
            "CON",
            "con.txt",
            "..",
            ".",
            "",
            "-rf",
            ".hidden",
            "a\nb",
            "a\0b",
            "end.",
            "end ",
            "\u{202e}x",
            &"x".repeat(300),
            &"é".repeat(300),
        ] {
            let name = safe_part(id);
            assert!(name != id && name.len() <= 200, "{id:?} is {name:?}");
            assert!(!name.contains(['/', '\\', '\n', '\0', ':']), "{name:?}");
            assert!(!name.starts_with(['-', '.']) && name != "..", "{name:?}");
        }
        assert_ne!(safe_part("a/b"), safe_part("a:b"));
        assert_eq!(safe_path("a/b c"), "a/b c");
        assert!(safe_path("a/../b").starts_with("a/_") && !safe_path("a/../b").contains("/../"));
        assert!(DEVICES.is_sorted());
    }
}
