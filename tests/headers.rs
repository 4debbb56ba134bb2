//! The invented articles of `fixtures/headers`, each with what is to be found in it.

use ascribe::parse::{Article, articles};
use ascribe::text::offsets::{Offsets, Unit};
use ascribe::text::{Span, Text};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// What an article's parse gives, in the shape of the files.
fn found(article: &Article, count: usize) -> Value {
    let text = article.text;
    let offsets = Offsets::new(text.as_str(), Unit::CodePoints);
    let slice = |span: Option<Span>| {
        span.map(|span| {
            text.slice(span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    let header = &article.header;
    let (body_start, body_end) = offsets.span(article.body);
    let credits: Vec<Value> = article
        .credits
        .iter()
        .map(|credit| {
            let (start, end) = offsets.span(credit.span);
            let names: Vec<_> = credit.names.iter().map(|name| text.slice(*name)).collect();
            let kind = format!("{:?}", credit.kind).to_lowercase();
            json!({"kind": kind, "names": names, "start": start, "end": end, "text": text.slice(credit.span)})
        })
        .collect();
    json!({
        "date": header.date.map(|(_, date)| date.day.to_string()),
        "authors": header.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(),
        "outlet": slice(header.outlet),
        "headline": slice(header.headline),
        "dateline": {"place": slice(header.place), "agency": slice(header.agency)},
        "body_start": body_start,
        "body_end": body_end,
        "credits": credits,
        "articles": count,
    })
}

/// The furniture within the body, one `true` a code point, blanks aside.
fn furniture(text: &str, body: (usize, usize), spans: &[(usize, usize)]) -> Vec<bool> {
    let characters: Vec<char> = text.chars().collect();
    (body.0..body.1)
        .map(|at| {
            !characters[at].is_whitespace()
                && spans
                    .iter()
                    .any(|(start, end)| (*start..*end).contains(&at))
        })
        .collect()
}

fn without_article(outlet: &Value) -> String {
    let name = outlet.as_str().unwrap_or_default().to_lowercase();
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

/// Fixtures of which something is read wrong, mostly where a very short page ends. What is mended is taken off.
const KNOWN_WRONG: &[&str] = &[
    "21-reuters",
    "30-prnewswire",
    "40-broadcaster",
    "42-cable-tv",
    "45-wiki-sources",
    "46-opinion-updated",
    "47-signed-by-agency",
    "51-mail",
    "53-live-blog",
    "54-notes",
    "62-bare-aside",
];

#[test]
fn every_header_fixture_is_read_as_its_gold_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/headers");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    names.sort();
    assert!(names.len() >= 35, "fixtures are missing");
    let mut wrong = Vec::new();
    for path in names {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let text = Text::new(fs::read_to_string(path.with_extension("txt")).unwrap()).unwrap();
        let all = articles(&text);
        let article = &all[0];
        let got = found(article, all.len());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for field in [
            "date",
            "authors",
            "headline",
            "dateline",
            "body_start",
            "body_end",
            "credits",
        ] {
            if got[field] != gold[field] {
                wrong.push(format!(
                    "{name}: {field} is {}, not {}",
                    got[field], gold[field]
                ));
            }
        }
        if without_article(&got["outlet"]) != without_article(&gold["outlet"]) {
            wrong.push(format!(
                "{name}: outlet is {}, not {}",
                got["outlet"], gold["outlet"]
            ));
        }
        if gold
            .get("articles")
            .is_some_and(|count| *count != got["articles"])
        {
            wrong.push(format!("{name}: {} articles", got["articles"]));
        }
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let body = (number(&gold["body_start"]), number(&gold["body_end"]));
        let wanted: Vec<_> = gold["boilerplate"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| (number(&span["start"]), number(&span["end"])))
            .collect();
        let offsets = Offsets::new(text.as_str(), Unit::CodePoints);
        let given: Vec<_> = article
            .boilerplate
            .iter()
            .map(|span| {
                let (start, end) = offsets.span(*span);
                (start as usize, end as usize)
            })
            .collect();
        if furniture(text.as_str(), body, &wanted) != furniture(text.as_str(), body, &given) {
            wrong.push(format!(
                "{name}: furniture in the body is {given:?}, not {wanted:?}"
            ));
        }
    }
    let name = |line: &String| line.split(':').next().unwrap_or_default().to_owned();
    let mut names: Vec<String> = wrong.iter().map(name).collect();
    names.dedup();
    assert_eq!(names, KNOWN_WRONG, "{}", wrong.join("\n"));
}

#[test]
fn hostile_texts_have_a_reading() {
    let field = "HD  x\nPD  1 May 2020\nLP  y\nTD  z\n";
    for text in [
        String::new(),
        "\n \n\u{feff}".into(),
        "a\n".repeat(50_000),
        "x".repeat(1_000_000),
        "\"".repeat(100_000),
        "-".repeat(100_000),
        "By ".repeat(50_000),
        format!("{}\n", "a, b and c, ".repeat(45)).repeat(200),
        "1 of 2 DOCUMENTS\nLENGTH: 3 words\n\nx\n".repeat(2_000),
        "X (Y, Z) - January 1, 2020\nRecord: 1\n".repeat(2_000),
        field.repeat(2_000),
        format!("{field}{}", "TD  z\n".repeat(20_000)),
        format!("Contact: x\n{}", "y\n".repeat(50_000)),
        format!("---\n{}", "a: b\n".repeat(50_000)),
        " date 0000-00-00 (".into(),
        "(A B, ".repeat(10_000),
    ] {
        let text = Text::new(text).unwrap();
        for article in articles(&text) {
            assert!(article.extent.contains(article.body) || article.body.is_empty());
            for credit in &article.credits {
                assert!(text.span().contains(credit.span));
            }
        }
    }
}

#[test]
fn a_page_of_nothing_but_menus_has_no_story_and_says_so() {
    let menus = "Skip to content\nHome\nPolitics\nBusiness\nSport\nWeather\nSubscribe\nSign in\nMost read\n\
        Cookies policy\nTerms of use\nContact us\nFollow us on Facebook\n© 2026 Varnholm Courier. All rights reserved.\n";
    let text = Text::new(menus.to_owned()).unwrap();
    let article = articles(&text).swap_remove(0);
    assert!(article.body.is_empty() && article.paragraphs.is_empty());
    let codes: Vec<&str> = article.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["no-story"]);
}
