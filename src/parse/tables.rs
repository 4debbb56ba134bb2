//! The tables of line shapes beside this file.

use super::CreditKind;
use super::template::{LONGEST_LINE, Match, Start, Template, first_word};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Shapes of lines with what each means, in the order of their table: the first that reads a line wins.
#[derive(Debug)]
pub struct Shapes<T> {
    rows: Vec<(T, Template)>,
    /// Rows by the word that their lines begin with.
    by_word: HashMap<String, Vec<usize>>,
    /// Rows whose lines may begin with anything, with what every such line has in small letters.
    others: Vec<(usize, String, Start)>,
}

impl<T: Copy> Shapes<T> {
    fn new<'a>(rows: impl Iterator<Item = (T, &'a str)>) -> Self {
        let mut shapes = Self {
            rows: Vec::new(),
            by_word: HashMap::new(),
            others: Vec::new(),
        };
        for (meaning, source) in rows {
            let template = Template::new(source);
            let at = shapes.rows.len();
            match template.first_word() {
                Some(word) => shapes.by_word.entry(word).or_default().push(at),
                None => {
                    let required = template.required().to_owned();
                    shapes.others.push((at, required, template.start()));
                }
            }
            shapes.rows.push((meaning, template));
        }
        shapes
    }

    /// Reads a line by the first row that fits it.
    #[must_use]
    pub fn read(&self, line: &str) -> Option<(T, Match)> {
        let (row, found) = self.read_row(line)?;
        Some((self.rows[row].0, found))
    }

    fn read_row(&self, line: &str) -> Option<(usize, Match)> {
        if line.len() > LONGEST_LINE {
            return None;
        }
        let first = line.chars().next()?;
        let folded = line.to_lowercase();
        let by_word = self
            .by_word
            .get(&first_word(line))
            .map_or(&[][..], Vec::as_slice);
        let mut candidates: Vec<usize> = self
            .others
            .iter()
            .filter(|(_, required, start)| {
                start.may_be(first) && folded.contains(required.as_str())
            })
            .map(|(row, ..)| *row)
            .chain(by_word.iter().copied())
            .collect();
        candidates.sort_unstable();
        candidates
            .into_iter()
            .find_map(|row| Some((row, self.rows[row].1.read(line)?)))
    }
}

/// The lines of a table, without comments, split at tabs.
fn table(source: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    source
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(|line| line.split('\t').collect())
}

/// Shapes of what stands before the first sentence.
#[must_use]
pub fn datelines() -> &'static Shapes<()> {
    static SHAPES: OnceLock<Shapes<()>> = OnceLock::new();
    SHAPES.get_or_init(|| Shapes::new(table(include_str!("datelines.txt")).map(|row| ((), row[0]))))
}

/// Shapes of credits.
#[must_use]
pub fn credits() -> &'static Shapes<CreditKind> {
    static SHAPES: OnceLock<Shapes<CreditKind>> = OnceLock::new();
    SHAPES.get_or_init(|| {
        let rows = table(include_str!("credits.txt"));
        Shapes::new(rows.map(|row| (credit_kind(row[0]), row[1])))
    })
}

/// What a line of page furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    /// A line by itself.
    Line,
    /// A line that the one under it belongs to.
    Next,
    /// The heading of what is no story.
    End,
    /// A time of day, or how long ago.
    Time,
    /// A rule or a mark of the end.
    Mark,
}

/// Shapes of page furniture.
#[must_use]
pub fn furniture() -> &'static Shapes<Furniture> {
    static SHAPES: OnceLock<Shapes<Furniture>> = OnceLock::new();
    SHAPES.get_or_init(|| {
        let rows = table(include_str!("boilerplate.txt"));
        Shapes::new(rows.map(|row| {
            let class = match row[0] {
                "line" => Furniture::Line,
                "next" => Furniture::Next,
                "end" => Furniture::End,
                "time" => Furniture::Time,
                "mark" => Furniture::Mark,
                class => panic!("{class:?} is no class of furniture"),
            };
            (class, row[1])
        }))
    })
}

fn credit_kind(name: &str) -> CreditKind {
    match name {
        "reporting" => CreditKind::Reporting,
        "writing" => CreditKind::Writing,
        "editing" => CreditKind::Editing,
        "contributors" => CreditKind::Contributors,
        "photo" => CreditKind::Photo,
        "syndication" => CreditKind::Syndication,
        "bio" => CreditKind::Bio,
        "copyright" => CreditKind::Copyright,
        "contact" => CreditKind::Contact,
        "source" => CreditKind::Source,
        "note" => CreditKind::Note,
        "correction" => CreditKind::Correction,
        name => panic!("{name:?} is no kind of credit"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row reads its example, and no row before it does.
    fn assert_examples<T: Copy>(source: &'static str, shapes: &Shapes<T>, template: usize) {
        let mut wrong = Vec::new();
        for (at, row) in table(source).enumerate() {
            let example = row[template + 1];
            match shapes.read_row(example) {
                Some((found, _)) if found == at => {}
                Some((found, _)) => wrong.push(format!(
                    "{example:?} is read by row {found}, not {}",
                    row[template]
                )),
                None => wrong.push(format!("{example:?} is not read by {}", row[template])),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn dateline_shapes_read_their_examples() {
        assert_examples(include_str!("datelines.txt"), datelines(), 0);
    }

    #[test]
    fn credit_shapes_read_their_examples() {
        assert_examples(include_str!("credits.txt"), credits(), 1);
    }

    #[test]
    fn furniture_is_listed_once() {
        assert!(furniture().read("Read more").is_some());
        let mut rows: Vec<_> = table(include_str!("boilerplate.txt"))
            .map(|row| row[1].to_lowercase())
            .collect();
        let all = rows.len();
        rows.sort();
        rows.dedup();
        assert_eq!(rows.len(), all);
    }
}
