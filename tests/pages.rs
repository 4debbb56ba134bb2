//! The structure of the pages: a line for every element and every piece of text, indented as they are nested.
//!
//! How a page looks is not here, nor are scores, which change with every model. `INSTA_UPDATE=always cargo test --test pages`
//! writes the snapshots anew; read what changed before it is kept.

use ascribe::output::page::{self, report};
use ascribe::output::schema::Record;
use ascribe::output::{Options, page::report::Report};
use ascribe::parse::Given;
use ascribe::text::Text;

const COUNCIL: &str = "Seawall to be rebuilt\n\
By Ines Okafor | Tidewater Post | 14 June 2024\n\n\
The seawall of Neiafu will be rebuilt by 2026, Mayor Tevita Fifita said on Monday.\n\n\
“We lost <b>40</b> metres of \u{202e}wall & road,” Fifita told reporters. He called it a “once-in-a-lifetime” storm.\n\n\
Residents said the work should have begun in March.\n\n\
Reporting by Ines Okafor; editing by Jon Vik\n";

const SCHOOL: &str = "School to open on Tuesday\n\
By Lupe Quispe | Puno Gazette | 2 July 2024\n\n\
“The roof is safe,” Mayor Tevita Fifita said. According to the ministry, 300 pupils are waiting.\n";

fn record(id: &str, text: &str) -> (Record, Text) {
    let text = Text::new(text.to_owned()).unwrap();
    let mut records = ascribe::read(&text, &Given::default(), &Options::default());
    let mut record = records.remove(0);
    record.id = id.to_owned();
    (record, text)
}

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "input"];

/// Elements whose content is not structure: code, drawings, and what a model weighs.
fn is_opaque(name: &str, classes: &str) -> bool {
    ["script", "style", "svg"].contains(&name) || ["score", "reasons"].contains(&classes)
}

/// The value of an attribute of a start tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

/// The outline of a page. Fails where an element is not closed, or an id stands twice.
fn outline(page: &str) -> String {
    let mut lines = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some((text, tail)) = rest.split_once('<') {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            lines += &format!("{}“{text}”\n", "  ".repeat(open.len()));
        }
        let (tag, tail) = tail.split_once('>').expect("a tag ends");
        rest = tail;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {rest:.80}");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or(tag);
        if name == "!DOCTYPE" {
            continue;
        }
        let classes = attribute(tag, "class").unwrap_or_default();
        let mut line = "  ".repeat(open.len()) + name;
        if let Some(id) = attribute(tag, "id") {
            assert!(!ids.contains(&id), "the id {id} stands twice");
            ids.push(id);
            line += &format!("#{id}");
        }
        for class in classes.split(' ').filter(|class| !class.is_empty()) {
            line += &format!(".{class}");
        }
        for name in ["href", "src", "aria-label"] {
            if let Some(value) = attribute(tag, name) {
                line += &format!(" {name}={value}");
            }
        }
        lines += line.trim_end();
        lines.push('\n');
        if is_opaque(name, classes) {
            let end = format!("</{name}>");
            let (_, tail) = rest.split_once(end.as_str()).expect("an element ends");
            rest = tail;
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, [""; 0], "an element is open at the end");
    lines
}

fn check(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, outline(page)));
}

#[test]
fn an_article_has_the_structure_it_had() {
    let (record, text) = record("council", COUNCIL);
    check("article", &page::article(&record, text.as_str()));
}

#[test]
fn a_report_has_the_structure_it_had() {
    let mut all = Report::default();
    for (name, text) in [("council", COUNCIL), ("school", SCHOOL)] {
        let (record, text) = record(name, text);
        assert!(report::article(&record, text.as_str()).contains("href=\"../index.html\""));
        all.add(&record, name);
    }
    let mut files = Vec::new();
    let written: Result<(), ()> = all.write(|path, content| {
        files.push((path.to_owned(), content.to_owned()));
        Ok(())
    });
    assert_eq!(written, Ok(()));
    let content = |path: &str| &files.iter().find(|file| file.0 == path).unwrap().1;
    check("index", content("index.html"));
    check("speaker", content("speakers/tevita-fifita.html"));
    let rows = content("index.data.js");
    assert!(
        rows.contains("[\"articles/council.html\",\"Seawall to be rebuilt\",\"Tidewater Post\""),
        "{rows}"
    );
    for (path, content) in &files {
        assert!(
            !path.ends_with(".html") || !outline(content).is_empty(),
            "{path}"
        );
    }
}
