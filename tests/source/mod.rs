//! Rust sources as tokens, as far as the tests of the house need them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A piece of source: a string in its quotation marks, a name, or a mark (`::` and `=>` are one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub line: usize,
}

/// The Rust files below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The sources of the program.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The path of a module, `language::sheet::words`.
pub type Module = String;

/// Every module of the program with the pieces of its file, but those that only tests have.
pub fn modules() -> BTreeMap<Module, Vec<Piece>> {
    let root = root();
    let path = |file: &Path| {
        let inside = file.strip_prefix(&root).unwrap().with_extension("");
        let mut names: Vec<_> = inside.iter().map(|name| name.to_str().unwrap()).collect();
        if matches!(names.last(), Some(&"mod" | &"lib" | &"main")) {
            names.pop();
        }
        names.join("::")
    };
    let mut modules: BTreeMap<Module, Vec<Piece>> = files(&root)
        .iter()
        .filter(|file| !file.ends_with("src/main.rs"))
        .map(|file| (path(file), pieces(&fs::read_to_string(file).unwrap())))
        .collect();
    for module in only_for_tests(&modules) {
        modules.remove(&module);
    }
    modules
}

/// The modules that no file above them declares but for tests.
fn only_for_tests(modules: &BTreeMap<Module, Vec<Piece>>) -> BTreeSet<Module> {
    let declared = |parent: &str, name: &str| {
        modules.get(parent).is_some_and(|pieces| {
            pieces.windows(3).any(|three| {
                three[0].text == "mod" && three[1].text == name && three[2].text == ";"
            })
        })
    };
    let undeclared = |module: &&Module| {
        let mut at = module.as_str();
        loop {
            let (parent, name) = at.rsplit_once("::").unwrap_or(("", at));
            if at.is_empty() {
                return false;
            }
            if !declared(parent, name) {
                return true;
            }
            at = parent;
        }
    };
    modules.keys().filter(undeclared).cloned().collect()
}

/// The pieces of a source, without comments, and without the modules, functions and uses that only tests have.
pub fn pieces(source: &str) -> Vec<Piece> {
    without_tests(all(source))
}

fn all(source: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < source.len() {
        let rest = &source[at..];
        let length = length(rest);
        let text = &rest[..length];
        if !text.starts_with(char::is_whitespace) && !text.starts_with("//") {
            pieces.push(Piece {
                text: text.to_owned(),
                line,
            });
        }
        line += text.matches('\n').count();
        at += length;
    }
    pieces
}

/// The length of the first piece of a source that is not empty.
fn length(rest: &str) -> usize {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let run = |keep: &dyn Fn(char) -> bool| rest.find(|c| !keep(c)).unwrap_or(rest.len());
    let first = rest.chars().next().unwrap();
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("r\"") || rest.starts_with("r#\"") {
        let marks = if rest.starts_with("r#") { "\"#" } else { "\"" };
        let open = marks.len() + 1;
        return rest[open..].find(marks).unwrap() + open + marks.len();
    }
    match first {
        '"' => {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.unwrap() + 2
        }
        '\'' if rest[1..].starts_with('\\') => rest[3..].find('\'').unwrap() + 4,
        '\'' => {
            let inside = rest[1..].chars().next().map_or(0, char::len_utf8);
            if rest[1 + inside..].starts_with('\'') {
                inside + 2
            } else {
                1
            }
        }
        _ if name(first) => run(&name),
        _ if first.is_whitespace() => run(&char::is_whitespace),
        _ if rest.starts_with("::") || rest.starts_with("=>") => 2,
        _ => first.len_utf8(),
    }
}

/// Drops what stands under `#[cfg(test)]` and `#[cfg(all(test, …))]`.
fn without_tests(pieces: Vec<Piece>) -> Vec<Piece> {
    const TEST: [&str; 5] = ["#", "[", "cfg", "(", "test"];
    const ALL: [&str; 7] = ["#", "[", "cfg", "(", "all", "(", "test"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let starts = |with: &[&str]| {
            let here = pieces[at..].iter().map(|piece| piece.text.as_str());
            here.take(with.len()).eq(with.iter().copied())
        };
        if !starts(&TEST) && !starts(&ALL) {
            kept.push(pieces[at].clone());
            at += 1;
            continue;
        }
        // To the semicolon, or over the first braces.
        let mut depth = 0;
        at += pieces[at..]
            .iter()
            .position(|piece| piece.text == "]")
            .unwrap();
        while at < pieces.len() {
            let text = pieces[at].text.as_str();
            at += 1;
            match text {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 && matches!(text, "}" | ";") {
                break;
            }
        }
    }
    kept
}
