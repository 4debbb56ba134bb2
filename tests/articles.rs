//! Every article of `fixtures/articles` as marked text, for a person to judge.
//!
//! `INSTA_UPDATE=always cargo test --test articles` writes the snapshots anew; read what changed before it is kept.

use ascribe::output::{Options, Paint, marked};
use ascribe::parse::Given;
use ascribe::text::{Text, offsets::Unit};
use std::fs;
use std::path::Path;

#[test]
fn articles_read_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 24, "articles are missing");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("articles");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut changed = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = Text::decode(&fs::read(&path).unwrap(), None).unwrap();
        let pages: Vec<String> = ascribe::read(&text, &Given::default(), &Options::default())
            .iter()
            .map(|record| marked(record, text.as_str(), Unit::CodePoints, Paint::Plain))
            .collect();
        let same = settings.bind(|| {
            std::panic::catch_unwind(|| {
                insta::assert_snapshot!(name.clone(), pages.join("\n=====\n"))
            })
        });
        if same.is_err() {
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "changed: {changed:?}");
}
