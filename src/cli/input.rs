//! Paths to inputs: files, folders and globs, in the order of their paths.

use super::args::Input;
use anyhow::bail;
use globset::GlobBuilder;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Its path below the folder it was found in, or its name; without the extensions, `/` between parts.
    pub id: String,
    /// What it holds.
    pub kind: Input,
}

impl Entry {
    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// The path as a record prints it.
    pub fn shown(&self) -> Option<String> {
        (!self.is_stdin()).then(|| self.path.to_string_lossy().replace('\\', "/"))
    }
}

/// What the paths of a command line lead to.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// What can be read.
    pub entries: Vec<Entry>,
    /// What was named and cannot be read.
    pub missing: Vec<String>,
    /// What was met in a folder and cannot be read.
    pub failed: Vec<String>,
    /// Links and special files met in a folder.
    pub skipped: Vec<String>,
    /// How many files met in a folder are not articles by their names.
    pub left: usize,
}

/// Finds the inputs. Folders in `without` are not entered. Of a folder the articles are taken, or the records where the
/// kind says so.
pub(super) fn inputs(paths: &[PathBuf], kind: Option<Input>, without: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.entries.push(Entry {
                path: path.clone(),
                id: "stdin".to_owned(),
                kind: kind.unwrap_or(Input::Text),
            });
            continue;
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                walk(path, |_| true, kind, without, &mut inputs);
            }
            Ok(_) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                inputs
                    .entries
                    .push(entry(path.clone(), Path::new(name), kind));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                glob(path, kind, without, &mut inputs);
            }
            Err(error) => inputs
                .missing
                .push(format!("{}: cannot be read: {error}", path.display())),
        }
    }
    inputs
}

impl Inputs {
    /// Refuses records, which are what is to be made.
    pub fn only_articles(&self) -> anyhow::Result<()> {
        match self
            .entries
            .iter()
            .find(|entry| entry.kind == Input::Record)
        {
            Some(entry) => bail!(
                "{}: is a record and no article; name what it was made from, or give --input text",
                entry.path.display()
            ),
            None => Ok(()),
        }
    }
}

fn entry(path: PathBuf, below: &Path, kind: Option<Input>) -> Entry {
    let parts: Vec<_> = below
        .components()
        .filter_map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        })
        .collect();
    let joined = parts.join("/");
    let (id, by_name) = stem(&joined);
    Entry {
        id: id.to_owned(),
        kind: kind.unwrap_or(by_name.unwrap_or(Input::Text)),
        path,
    }
}

/// A name without the extensions that say what it holds, and what they say: `None` for a name of no article.
fn stem(name: &str) -> (&str, Option<Input>) {
    let without = |name: &'_ str, extension: &str| {
        let at = name.len().checked_sub(extension.len())?;
        let (stem, end) = (name.get(..at)?, name.get(at..)?);
        let bare = stem.is_empty() || stem.ends_with('/');
        (!bare && end.eq_ignore_ascii_case(extension)).then_some(at)
    };
    let unpacked = [".gz", ".zst"]
        .iter()
        .find_map(|extension| without(name, extension))
        .map_or(name, |at| &name[..at]);
    for (extension, kind) in [
        (".txt", Input::Text),
        (".text", Input::Text),
        (".md", Input::Text),
        (".markdown", Input::Text),
        (".jsonl", Input::Jsonl),
        (".ndjson", Input::Jsonl),
        (".json", Input::Record),
    ] {
        if let Some(at) = without(unpacked, extension) {
            return (&unpacked[..at], Some(kind));
        }
    }
    let last = unpacked.rsplit('/').next().unwrap_or(unpacked);
    match last.rfind('.') {
        Some(at) if at > 0 && extension_like(&last[at + 1..]) => {
            (&unpacked[..unpacked.len() - (last.len() - at)], None)
        }
        _ => (unpacked, Some(Input::Text)),
    }
}

/// Whether what follows the last dot of a name is an extension and not the rest of a sentence: "3.2 million" has none.
fn extension_like(end: &str) -> bool {
    (1..=8).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn walk(
    folder: &Path,
    takes: impl Fn(&Path) -> bool,
    kind: Option<Input>,
    without: &[PathBuf],
    inputs: &mut Inputs,
) {
    let first = inputs.entries.len();
    let mut walk = WalkDir::new(folder).into_iter();
    while let Some(found) = walk.next() {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                let why = error
                    .into_io_error()
                    .map_or_else(|| "a loop of links".to_owned(), |error| error.to_string());
                inputs.failed.push(format!("{path}: cannot be read: {why}"));
                continue;
            }
        };
        let hidden = found.depth() > 0 && found.file_name().as_encoded_bytes().starts_with(b".");
        let kind_of_file = found.file_type();
        if kind_of_file.is_dir() {
            if hidden || is_one_of(found.path(), without) {
                walk.skip_current_dir();
            }
            continue;
        }
        let path = found.path();
        if !takes(path) {
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(path);
        let name = found.file_name().to_string_lossy();
        let by_name = stem(&name).1;
        let wanted =
            by_name.is_some() && (by_name == Some(Input::Record)) == (kind == Some(Input::Record));
        if hidden || !wanted {
            inputs.left += 1;
        } else if kind_of_file.is_symlink() {
            inputs.skipped.push(format!(
                "{}: is a link and was not followed; name it itself to read it",
                path.display()
            ));
        } else if !kind_of_file.is_file() {
            inputs.skipped.push(format!(
                "{}: is not a file and was not read",
                path.display()
            ));
        } else {
            inputs.entries.push(entry(path.to_owned(), below, kind));
        }
    }
    inputs.entries[first..].sort_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)));
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Whether a folder is one of some others, whatever way leads there.
fn is_one_of(folder: &Path, others: &[PathBuf]) -> bool {
    !others.is_empty() && fs::canonicalize(folder).is_ok_and(|folder| others.contains(&folder))
}

/// A path that does not exist: perhaps a glob that no shell has expanded.
fn glob(path: &Path, kind: Option<Input>, without: &[PathBuf], inputs: &mut Inputs) {
    let missing = || {
        let command = path.extension().is_none() && path.components().count() == 1;
        let hint = if command {
            ", folder or command"
        } else {
            " or folder"
        };
        format!("{}: no such file{hint}", path.display())
    };
    let pattern = path.to_string_lossy();
    if !pattern.contains(['*', '?', '[', '{']) {
        inputs.missing.push(missing());
        return;
    }
    let glob = match GlobBuilder::new(&pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            inputs.missing.push(format!("{}: {error}", path.display()));
            return;
        }
    };
    let fixed: PathBuf = path
        .components()
        .take_while(|part| !has_wildcard(part.as_os_str()))
        .collect();
    let folder = if fixed.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &fixed
    };
    let takes = |path: &Path| {
        let path = if fixed.as_os_str().is_empty() {
            path.strip_prefix(".").unwrap_or(path)
        } else {
            path
        };
        glob.is_match(path)
    };
    let records = pattern.ends_with(".json").then_some(Input::Record);
    let mut found = Inputs::default();
    walk(folder, takes, kind.or(records), without, &mut found);
    if found.entries.is_empty() && found.failed.is_empty() && found.skipped.is_empty() {
        inputs.missing.push(missing());
    }
    inputs.entries.append(&mut found.entries);
    inputs.failed.append(&mut found.failed);
    inputs.skipped.append(&mut found.skipped);
}

fn has_wildcard(part: &OsStr) -> bool {
    part.to_string_lossy().contains(['*', '?', '[', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_they_say() {
        for (name, id, kind) in [
            ("a.txt", "a", Some(Input::Text)),
            ("a.TXT.gz", "a", Some(Input::Text)),
            ("x/a.b.md", "x/a.b", Some(Input::Text)),
            ("a.jsonl.zst", "a", Some(Input::Jsonl)),
            ("README", "README", Some(Input::Text)),
            (
                "Profit of 3.2 million",
                "Profit of 3.2 million",
                Some(Input::Text),
            ),
            (".txt", ".txt", Some(Input::Text)),
            ("a.json", "a", Some(Input::Record)),
            ("x.d/a.png", "x.d/a", None),
            ("x.d/a", "x.d/a", Some(Input::Text)),
        ] {
            assert_eq!(stem(name), (id, kind), "{name}");
        }
    }
}
