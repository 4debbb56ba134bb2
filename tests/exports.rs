//! The invented exports of `fixtures/exports`, each with what its records are; those without any are no exports.

use ascribe::output::Options;
use ascribe::output::schema::Record;
use ascribe::parse::Given;
use ascribe::text::Text;
use ascribe::text::offsets::Unit;
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exports");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 31, "fixtures are missing");
    paths
}

fn records(text: &str, unit: Unit) -> Vec<Record> {
    let text = Text::new(text.to_owned()).unwrap();
    let options = Options {
        unit,
        include_text: true,
    };
    ascribe::read(&text, &Given::default(), &options)
}

/// The text of each paragraph, blanks and line ends as one blank.
fn paragraphs(record: &Record) -> Vec<String> {
    let characters: Vec<char> = record.text.as_deref().unwrap().chars().collect();
    let words = |start: u32, end: u32| {
        let slice: String = characters[start as usize..end as usize].iter().collect();
        slice.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let paragraphs = record.body.paragraphs.iter();
    paragraphs.map(|it| words(it.start, it.end)).collect()
}

#[test]
fn every_export_gives_its_records() {
    let mut wrong = String::new();
    for path in fixtures() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let found = records(&fs::read_to_string(&path).unwrap(), Unit::CodePoints);
        let gold = fs::read_to_string(path.with_extension("json")).unwrap();
        let gold: Value = serde_json::from_str(&gold).unwrap();
        let wanted = gold["records"].as_array().unwrap();
        if found.len() != wanted.len().max(1) {
            let _ = writeln!(wrong, "{name}: {} records", found.len());
            continue;
        }
        for (at, (record, wanted)) in found.iter().zip(wanted).enumerate() {
            let mut differs = |field: &str, found: Value| {
                if found != wanted[field] {
                    let _ = writeln!(
                        wrong,
                        "{name}#{at}: {field} is {found}, not {}",
                        wanted[field]
                    );
                }
            };
            let header = &record.header;
            differs("headline", header.headline.clone().into());
            differs("deck", header.deck.clone().into());
            differs("date", header.date.clone().into());
            differs("authors", header.authors.clone().into());
            differs("outlet", header.outlet.clone().into());
            differs("place", header.dateline.place.clone().into());
            let story = paragraphs(record).join(" ");
            let first = wanted["first"].as_str().unwrap_or_default();
            let last = wanted["last"].as_str().unwrap();
            if !story.starts_with(first) || !story.ends_with(last) {
                let _ = writeln!(wrong, "{name}#{at}: the story is {story}");
            }
            for words in gold["nowhere"].as_array().unwrap() {
                if story.contains(words.as_str().unwrap()) {
                    let _ = writeln!(wrong, "{name}#{at}: the story has {words}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Of several articles each has its own text, which stands where `part` says and which every offset refers to.
#[test]
fn every_record_of_an_export_has_its_own_text() {
    for path in fixtures() {
        let all = fs::read_to_string(&path).unwrap();
        for unit in [Unit::CodePoints, Unit::Utf16, Unit::Bytes] {
            let units: Vec<u16> = all.encode_utf16().collect();
            let cut = |start: u32, end: u32| match unit {
                Unit::CodePoints => (all.chars().skip(start as usize))
                    .take((end - start) as usize)
                    .collect(),
                Unit::Utf16 => String::from_utf16(&units[start as usize..end as usize]).unwrap(),
                Unit::Bytes => all[start as usize..end as usize].to_owned(),
            };
            let found = records(&all, unit);
            for record in &found {
                let text = record.text.as_deref().unwrap();
                assert_eq!(record.source.part.is_some(), found.len() > 1);
                match record.source.part {
                    Some(part) => assert_eq!(text, cut(part.start, part.end)),
                    None => assert_eq!(text, all),
                }
                let start = record.source.part.map_or(0, |part| part.start);
                for quote in &record.quotes {
                    assert_eq!(quote.text, cut(start + quote.start, start + quote.end));
                }
                for claim in record.claims.iter().filter(|claim| claim.spans.is_empty()) {
                    assert_eq!(claim.text, cut(start + claim.start, start + claim.end));
                }
            }
        }
    }
}

/// What a record says does not depend on what else is in the export.
#[test]
fn an_article_alone_is_the_same_as_in_an_export() {
    for path in fixtures() {
        let all = fs::read_to_string(&path).unwrap();
        for record in records(&all, Unit::CodePoints) {
            if record.source.part.is_none() {
                continue;
            }
            let alone = records(record.text.as_deref().unwrap(), Unit::CodePoints);
            let [alone] = alone.as_slice() else {
                panic!("{}: {} records", path.display(), alone.len());
            };
            assert_eq!(alone.header, record.header, "{}", path.display());
            assert_eq!(alone.body, record.body, "{}", path.display());
            assert_eq!(alone.claims, record.claims, "{}", path.display());
        }
    }
}

/// An export of `count` articles with a cover that lists them.
fn export(count: usize) -> String {
    let mut text = format!("Date and Time: Friday, 5 July 2019 09:31:00\nDocuments ({count})\n");
    for at in 1..=count {
        let _ = writeln!(
            text,
            "{at}. Bridge {at} opens\nClient/Matter: -None-\nSearch Terms: bridge"
        );
    }
    for at in 1..=count {
        let _ = write!(
            text,
            "\n\nBridge {at} opens\nTidewater Post\nJuly 1, 2019 Monday\n\nLength: 9 words\nByline: Ana Ruiz\nBody\n\n\
             Bridge {at} opened on Monday, the council said.\n\nLoad-Date: July 2, 2019\n\n\nEnd of Document\n"
        );
    }
    text
}

#[test]
fn a_large_export_gives_a_record_for_each_of_its_articles() {
    let text = export(1_000);
    let found = records(&text, Unit::CodePoints);
    assert_eq!(found.len(), 1_000);
    let kept: usize = found
        .iter()
        .map(|it| it.text.as_deref().unwrap().len())
        .sum();
    assert!(kept < text.len(), "{kept} of {}", text.len());
    for (at, record) in found.iter().enumerate() {
        let headline = format!("Bridge {} opens", at + 1);
        assert_eq!(record.header.headline.as_ref(), Some(&headline));
        let story = format!("Bridge {} opened on Monday, the council said.", at + 1);
        assert_eq!(paragraphs(record), [story]);
    }
}
