//! Imports point one way: between the modules of the program, and between the files of a module.

mod source;

use source::{Module, Piece, files, modules, root};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const LAYERS: [&str; 8] = [
    "text", "time", "lexicon", "parse", "language", "extract", "output", "cli",
];

/// Modules that are redesigned one after the other, with the number of files that may stand in circles until then.
/// Lower a number when it can be lowered; a module that reaches 0 leaves this list.
const REDESIGNED: [(&str, usize); 2] = [("time", 2), ("parse", 15)];

/// The paths that a file names, with `super`, `self` and `crate` resolved, each with whether it is only handed on (`pub use`)
/// and its line. `use a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(module: &str, pieces: &[Piece]) -> Vec<(Vec<String>, bool, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    // Modules within the file, with the depth of their braces.
    let (mut inner, mut depth): (Vec<(String, usize)>, usize) = (Vec::new(), 0);
    let here = |inner: &[(String, usize)]| -> Vec<String> {
        let names = inner.iter().map(|(name, _)| name.clone());
        module.split("::").map(str::to_owned).chain(names).collect()
    };
    while at < pieces.len() {
        match pieces[at].text.as_str() {
            "{" => {
                if at >= 2 && pieces[at - 2].text == "mod" {
                    inner.push((pieces[at - 1].text.clone(), depth));
                }
                depth += 1;
            }
            "}" => {
                depth -= 1;
                inner.pop_if(|(_, outer)| *outer == depth);
            }
            _ => {}
        }
        // `use<'a>` in a type is none.
        if pieces[at].text == "use" && pieces[at + 1].text != "<" {
            let handed_on = at > 0 && matches!(pieces[at - 1].text.as_str(), "pub" | ")");
            let end = at
                + pieces[at..]
                    .iter()
                    .position(|piece| piece.text == ";")
                    .unwrap();
            let mut trees = Vec::new();
            tree(&pieces[at + 1..end], &mut 0, &[], &mut trees);
            let line = pieces[at].line;
            let here = here(&inner);
            found.extend(
                trees
                    .into_iter()
                    .map(|path| (resolved(&here, path), handed_on, line)),
            );
            at = end;
        } else if at + 1 < pieces.len() && pieces[at + 1].text == "::" {
            let (start, mut path) = (at, Vec::new());
            while at + 1 < pieces.len() && pieces[at + 1].text == "::" {
                path.push(pieces[at].text.clone());
                at += 2;
            }
            path.extend(pieces.get(at).map(|piece| piece.text.clone()));
            // `pub(in crate::language)` says who sees something, and uses nothing.
            let seen =
                start >= 2 && pieces[start - 1].text == "in" && pieces[start - 2].text == "(";
            if seen {
                continue;
            }
            found.push((resolved(&here(&inner), path), false, pieces[start].line));
        }
        at += 1;
    }
    found
}

/// The leaves of a tree of uses.
fn tree(pieces: &[Piece], at: &mut usize, before: &[String], leaves: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    while *at < pieces.len() {
        let text = pieces[*at].text.as_str();
        match text {
            "{" => loop {
                *at += 1;
                tree(pieces, at, &path, leaves);
                if pieces[*at].text == "}" {
                    *at += 1;
                    return;
                }
            },
            "," | "}" => break,
            "as" => *at += 2,
            "::" | "self" if !path.is_empty() => *at += 1,
            _ => {
                path.push(text.to_owned());
                *at += 1;
            }
        }
    }
    let trailing = path == before && pieces.get(*at - 1).is_none_or(|last| last.text == ",");
    if !trailing {
        leaves.push(path);
    }
}

fn resolved(here: &[String], path: Vec<String>) -> Vec<String> {
    let mut base = here.to_vec();
    let mut rest = path.into_iter().peekable();
    match rest.peek().map(String::as_str) {
        Some("crate") => {
            base.clear();
            rest.next();
        }
        Some("self") => {
            rest.next();
        }
        _ => {}
    }
    while rest.next_if(|name| name == "super").is_some() {
        base.pop();
    }
    base.extend(rest);
    base
}

/// Which file each file uses, with the line of the first use.
struct Uses {
    modules: BTreeMap<Module, Vec<Piece>>,
    /// What a module hands on: name to path.
    handed: BTreeMap<(Module, String), Vec<String>>,
}

impl Uses {
    fn new() -> Self {
        let modules = modules();
        let mut handed = BTreeMap::new();
        for (module, pieces) in &modules {
            for (path, handed_on, _) in paths(module, pieces) {
                if handed_on {
                    let name = path.last().unwrap().clone();
                    handed.insert((module.clone(), name), path);
                }
            }
        }
        Self { modules, handed }
    }

    /// The file that defines what a path names; `None` if it is not of this program.
    fn home(&self, path: &[String]) -> Option<Module> {
        let module = (0..=path.len())
            .rev()
            .map(|length| path[..length].join("::"))
            .find(|module| self.modules.contains_key(module))?;
        let depth = if module.is_empty() {
            0
        } else {
            module.split("::").count()
        };
        let Some(next) = path.get(depth) else {
            return Some(module);
        };
        match self.handed.get(&(module.clone(), next.clone())) {
            Some(other) => self.home(&[other.as_slice(), &path[depth + 1..]].concat()),
            None => Some(module),
        }
    }

    /// The files that a file uses, with the line of the first use.
    fn of(&self, module: &str) -> BTreeMap<Module, usize> {
        let mut used = BTreeMap::new();
        for (path, handed_on, line) in paths(module, &self.modules[module]) {
            // A name alone is one of this file or of the language.
            let home = self
                .home(&path)
                .filter(|home| home != module && !home.is_empty());
            if let Some(home) = home.filter(|_| !handed_on) {
                used.entry(home).or_insert(line);
            }
        }
        used
    }
}

/// The sets of files of which each uses, through others, each other.
fn circles(uses: &BTreeMap<Module, BTreeMap<Module, usize>>) -> Vec<BTreeSet<Module>> {
    let reach = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.clone()];
        while let Some(module) = open.pop() {
            for next in uses.get(&module).into_iter().flat_map(BTreeMap::keys) {
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        seen
    };
    let reaches: BTreeMap<&Module, BTreeSet<Module>> =
        uses.keys().map(|module| (module, reach(module))).collect();
    let mut circles: BTreeSet<BTreeSet<Module>> = BTreeSet::new();
    for (module, reached) in &reaches {
        let circle: BTreeSet<Module> = reached
            .iter()
            .filter(|other| {
                reaches
                    .get(other)
                    .is_some_and(|back| back.contains(*module))
            })
            .cloned()
            .collect();
        if !circle.is_empty() {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

#[test]
fn a_module_uses_only_what_is_to_its_left() {
    let uses = Uses::new();
    let rank = |module: &str| {
        let layer = module.split("::").next().unwrap();
        LAYERS.iter().position(|known| *known == layer)
    };
    let mut wrong = Vec::new();
    for module in uses.modules.keys().filter(|module| !module.is_empty()) {
        assert!(rank(module).is_some(), "{module} is in no layer");
        for (used, line) in uses.of(module) {
            if rank(&used) > rank(module) {
                wrong.push(format!("{module}:{line} must not use {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = Uses::new();
    let all: BTreeMap<Module, BTreeMap<Module, usize>> = uses
        .modules
        .keys()
        .filter(|module| !module.is_empty())
        .map(|module| (module.clone(), uses.of(module)))
        .collect();
    let mut wrong = Vec::new();
    let mut excused: BTreeMap<&str, usize> = BTreeMap::new();
    for circle in circles(&all) {
        let of = |name: &str| circle.iter().all(|module| module.starts_with(name));
        if let Some((name, _)) = REDESIGNED.iter().find(|(name, _)| of(name)) {
            *excused.entry(name).or_default() += circle.len();
            continue;
        }
        for module in &circle {
            for (used, line) in &all[module] {
                if circle.contains(used) {
                    wrong.push(format!("{module}:{line} uses {used}"));
                }
            }
        }
        wrong.push(String::new());
    }
    assert!(wrong.is_empty(), "circles:\n{}", wrong.join("\n"));
    for (name, most) in REDESIGNED {
        let now = excused.get(name).copied().unwrap_or(0);
        println!("{name}: {now}");
        assert!(
            now <= most,
            "{now} files of {name} stand in circles, {most} did"
        );
    }
}

#[test]
fn no_file_has_more_than_six_hundred_lines() {
    for file in files(&root()) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(
            lines <= 600,
            "{} has {lines} lines: it has two things to say",
            file.display()
        );
    }
}
