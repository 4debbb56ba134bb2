//! Changes for people, for machines and for GitHub.

use super::args::{ChangeFormat, Color};
use crate::output::compare::{Change, Comparison, Field, How};
use crate::output::visible::visible_line;
use anstyle::{AnsiColor, Style};
use serde_json::json;
use std::fmt::Write;
use std::io;

/// What changed in one article.
#[derive(Debug)]
pub(super) struct Changed {
    /// The id of the article.
    pub id: String,
    /// The file to look at.
    pub path: Option<String>,
    /// What changed; or, in a sentence, what is the matter with the whole article.
    pub what: Result<Comparison, String>,
    /// The line, from 1 on, in which each change stands, and its words, where the text is known.
    pub lines: Vec<Option<(usize, String)>>,
}

impl Changed {
    /// Whether nothing changed but places, and those only where they do not matter.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.what, Ok(found) if found.changes.is_empty() && found.moved == 0)
    }
}

/// How many characters of a text are shown on one line.
const SHOWN: usize = 160;

/// How the changes are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printer {
    pub report: ChangeFormat,
    pub colored: bool,
}

impl Printer {
    /// As the arguments want it.
    pub fn new(report: ChangeFormat, color: Color) -> Self {
        let colored = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
            }
        };
        Self { report, colored }
    }

    /// What changed in an article.
    pub fn print(self, changed: &Changed) -> String {
        match self.report {
            ChangeFormat::Text => self.text(changed),
            ChangeFormat::Json => json_line(changed),
            ChangeFormat::Github => annotations(changed),
        }
    }

    fn text(self, changed: &Changed) -> String {
        let mut page = self.paint(&visible_line(&changed.id), Style::new().bold()) + "\n";
        let found = match &changed.what {
            Ok(found) => found,
            Err(sentence) => {
                let _ = writeln!(page, "  {}", visible_line(sentence));
                return page;
            }
        };
        for (at, change) in found.changes.iter().enumerate() {
            let _ = writeln!(page, "  {}", sentence(change));
            let words = change.text.as_deref().map(shortened).unwrap_or_default();
            let line = changed.lines.get(at).and_then(Option::as_ref);
            let place = line.map_or_else(String::new, |(number, _)| format!("{number}: "));
            let reworded = change.fields.iter().find(|field| field.name == "words");
            match change.change {
                How::Lost => self.minus(&mut page, &words),
                How::Added => self.plus(&mut page, &(place + &words)),
                How::Changed => match (reworded, line) {
                    (Some(field), _) => {
                        self.minus(&mut page, &shortened(field.was.as_deref().unwrap_or("")));
                        self.plus(&mut page, &(place + &words));
                    }
                    (None, Some((_, line))) if !words.is_empty() => {
                        let _ = writeln!(page, "      {place}{}", shortened(line));
                    }
                    (None, None) if !words.is_empty() => {
                        let _ = writeln!(page, "      {words}");
                    }
                    _ => {}
                },
            }
        }
        if found.moved > 0 {
            let _ = writeln!(page, "  {}", moved(found.moved));
        }
        page
    }

    fn minus(self, page: &mut String, words: &str) {
        let line = self.paint(&format!("    - {words}"), AnsiColor::Red.on_default());
        let _ = writeln!(page, "{line}");
    }

    fn plus(self, page: &mut String, words: &str) {
        let line = self.paint(&format!("    + {words}"), AnsiColor::Green.on_default());
        let _ = writeln!(page, "{line}");
    }

    fn paint(self, text: &str, style: Style) -> String {
        if self.colored {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

fn moved(count: usize) -> String {
    if count == 1 {
        "1 finding is the same and only stands elsewhere".to_owned()
    } else {
        format!("{count} findings are the same and only stand elsewhere")
    }
}

/// One line of at most [`SHOWN`] characters.
fn shortened(text: &str) -> String {
    let line = visible_line(text);
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A change in a sentence: `quote q-5d1f09aa: speaker was Marco Rubio, is now Steve Witkoff`.
fn sentence(change: &Change) -> String {
    let mut sentence = change.thing.to_owned();
    if let Some(id) = &change.id {
        let _ = write!(sentence, " {}", visible_line(id));
    }
    match change.change {
        How::Added => sentence += " is new",
        How::Lost => sentence += " is gone",
        How::Changed => {
            let told: Vec<_> = change.fields.iter().map(told).collect();
            let _ = write!(sentence, ": {}", told.join("; "));
        }
    }
    sentence
}

fn told(field: &Field) -> String {
    let name = &field.name;
    let (was, is) = if is_plural(name) {
        ("were", "are")
    } else {
        ("was", "is")
    };
    let said = |value: &Option<String>| value.as_deref().map_or("none".to_owned(), shortened);
    let listed = |items: &[String]| shortened(&items.join(", "));
    match (field.lost.as_slice(), field.gained.as_slice()) {
        _ if name == "words" || name == "text" => format!("the {name} changed"),
        ([], []) if field.was.is_none() && field.is.is_none() => format!("the {name} changed"),
        ([], []) if field.was.is_none() => {
            format!("{name} {is} now {}, {was} none", said(&field.is))
        }
        ([], []) => format!(
            "{name} {was} {}, {is} now {}",
            said(&field.was),
            said(&field.is)
        ),
        (lost, []) => format!("{name} lost {}", listed(lost)),
        ([], gained) => format!("{name} gained {}", listed(gained)),
        (lost, gained) => format!("{name} lost {}, gained {}", listed(lost), listed(gained)),
    }
}

/// Whether a field is named in the plural.
fn is_plural(name: &str) -> bool {
    name.ends_with('s') && !["continues", "restates"].contains(&name)
}

fn json_line(changed: &Changed) -> String {
    let value = match &changed.what {
        Ok(found) => json!({
            "id": changed.id,
            "path": changed.path,
            "changes": found.changes,
            "moved": found.moved,
        }),
        Err(sentence) => json!({
            "id": changed.id,
            "path": changed.path,
            "changes": [],
            "moved": 0,
            "message": sentence,
        }),
    };
    value.to_string() + "\n"
}

/// Workflow commands that GitHub shows beside the lines of the file.
fn annotations(changed: &Changed) -> String {
    let mut page = String::new();
    let path = changed.path.as_deref().unwrap_or_default();
    let mut annotation = |line: Option<usize>, message: &str| {
        let line = line.map_or_else(String::new, |line| format!(",line={line}"));
        let _ = writeln!(
            page,
            "::error file={}{line},title=ascribe::{}",
            property(path),
            data(message)
        );
    };
    match &changed.what {
        Err(sentence) => annotation(None, sentence),
        Ok(found) => {
            for (at, change) in found.changes.iter().enumerate() {
                let line = changed.lines.get(at).and_then(Option::as_ref);
                let mut message = sentence(change);
                if let Some(words) = &change.text {
                    let _ = write!(message, "\n{}", shortened(words));
                }
                annotation(line.map(|(number, _)| *number), &message);
            }
            if found.moved > 0 {
                annotation(None, &moved(found.moved));
            }
        }
    }
    page
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_in_words() {
        let change = Change {
            thing: "quote",
            id: Some("q-5d1f09aa".into()),
            change: How::Changed,
            text: Some("“We will not sell.”".into()),
            start: Some(3),
            fields: vec![Field {
                name: "speaker".into(),
                was: Some("Jon Vik".into()),
                is: Some("Amina Diallo".into()),
                lost: Vec::new(),
                gained: Vec::new(),
            }],
        };
        let changed = Changed {
            id: "dam".into(),
            path: Some("a,b.txt".into()),
            what: Ok(Comparison {
                changes: vec![change],
                moved: 2,
            }),
            lines: vec![Some((4, "“We will not sell,” Diallo said: 100%.".into()))],
        };
        let plain = |report| Printer {
            report,
            colored: false,
        };
        assert_eq!(
            plain(ChangeFormat::Text).print(&changed),
            "dam\n  quote q-5d1f09aa: speaker was Jon Vik, is now Amina Diallo\n      4: “We will not sell,” Diallo said: 100%.\n  2 findings are the same and only stand elsewhere\n"
        );
        let github = plain(ChangeFormat::Github).print(&changed);
        assert!(
            github.starts_with("::error file=a%2Cb.txt,line=4,title=ascribe::quote q-5d1f09aa: speaker was Jon Vik, is now Amina Diallo%0A“We"),
            "{github}"
        );
    }
}
