//! A folder for one test and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct Scratch(PathBuf);

/// What a run printed.
#[derive(Debug)]
pub struct Ran {
    pub out: Vec<u8>,
    pub err: String,
    pub status: Option<i32>,
}

impl Ran {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("the output is UTF-8")
    }

    /// The records of the output, pretty or one a line.
    pub fn records(&self) -> Vec<serde_json::Value> {
        serde_json::Deserializer::from_slice(&self.out)
            .into_iter()
            .map(|record| record.expect("the output is JSON"))
            .collect()
    }

    #[track_caller]
    pub fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}", self.err);
        self
    }

    #[track_caller]
    pub fn says(self, what: &str) -> Self {
        assert!(
            self.err.contains(what),
            "{what:?} is not said: {}",
            self.err
        );
        self
    }
}

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("cli")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ascribe"));
        command.args(arguments).current_dir(&self.0);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.pipe(arguments, b"")
    }

    /// Runs the program with `input` on its standard input.
    pub fn pipe(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let ran = std::thread::scope(|scope| {
            scope.spawn(move || {
                let _ = stdin.write_all(input);
            });
            child.wait_with_output().unwrap()
        });
        Ran {
            out: ran.stdout,
            err: String::from_utf8_lossy(&ran.stderr).into_owned(),
            status: ran.status.code(),
        }
    }

    /// The files below a folder, by name.
    pub fn names(&self, name: &str) -> Vec<String> {
        fn visit(folder: &Path, below: &str, names: &mut Vec<String>) {
            let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
            entries.sort_by_key(|entry| entry.file_name());
            for entry in entries {
                let name = format!("{below}{}", entry.file_name().to_string_lossy());
                if entry.file_type().unwrap().is_dir() {
                    visit(&entry.path(), &format!("{name}/"), names);
                } else {
                    names.push(name);
                }
            }
        }
        let mut names = Vec::new();
        visit(&self.path(name), "", &mut names);
        names
    }

    /// The same with their bytes.
    pub fn tree(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let bytes = |file: &String| fs::read(self.path(name).join(file)).unwrap();
        let files = self.names(name).into_iter();
        files.map(|file| (file.clone(), bytes(&file))).collect()
    }
}

/// A short invented story, another for each number.
pub fn story(number: u64) -> String {
    const PEOPLE: [&str; 5] = [
        "Amina Diallo",
        "Jon Vik",
        "Lupe Quispe",
        "Tevita Fifita",
        "Nguyen Thu Ha",
    ];
    const PLACES: [&str; 5] = ["Saint-Louis", "Tromsø", "Puno", "Neiafu", "Can Tho"];
    let person = PEOPLE[number as usize % 5];
    let place = PLACES[number as usize / 5 % 5];
    format!(
        "{place} harbor to close for {} days\n\nThe harbor of {place} will close on Monday, {person}, who runs it, said.\n\n\
         “We found {number} cracks in the wall,” {person} told reporters. “Nobody should be near it.”\n",
        number % 30 + 2
    )
}
