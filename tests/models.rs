//! Every model in the program is the one that its card describes.

use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

#[test]
fn every_model_has_its_size_and_checksum_in_its_card() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(source).sort_by_file_name();
    let mut models = 0;
    let mut missing = Vec::new();
    for entry in files {
        let path = entry.unwrap().into_path();
        if path
            .extension()
            .is_none_or(|extension| extension != "model")
        {
            continue;
        }
        models += 1;
        let bytes = fs::read(&path).unwrap();
        let sum: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = path.file_name().unwrap().to_string_lossy();
        let row = format!("| `{name}` | {} | `{sum}` |", bytes.len());
        let card = fs::read_to_string(path.with_file_name("CARDS.md")).unwrap();
        if !card.contains(&row) {
            missing.push(row);
        }
    }
    assert!(models >= 9, "{models} models were found");
    assert!(missing.is_empty(), "cards lack\n{}", missing.join("\n"));
}
