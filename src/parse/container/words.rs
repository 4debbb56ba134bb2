//! Words that tell lines of an export: `words.txt`, one table a paragraph, which a test keeps in order.

use std::sync::LazyLock;

const TABLE: &str = include_str!("words.txt");

static TABLES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    TABLE
        .split("\n\n")
        .filter_map(|table| {
            let mut lines = table.trim().lines();
            Some((lines.next()?.strip_prefix("# ")?, lines.collect()))
        })
        .collect()
});

/// Whether the table of this name holds the words.
pub(super) fn holds(table: &str, words: &str) -> bool {
    let named = TABLES.iter().find(|(name, _)| *name == table);
    named.is_some_and(|(_, rows)| rows.binary_search(&words).is_ok())
}

/// Whether a line in small letters begins with a row of the table of this name.
pub(super) fn begins(table: &str, line: &str) -> bool {
    let Some((_, rows)) = TABLES.iter().find(|(name, _)| *name == table) else {
        return false;
    };
    // Rows between a beginning of a line and the line begin alike.
    let behind = rows.partition_point(|row| *row <= line);
    rows[..behind]
        .iter()
        .rev()
        .take(8)
        .any(|row| line.starts_with(row))
}

/// Whether every word of a line is in the table or a number: `Foreign Desk; 1`.
fn only(table: &str, line: &str) -> bool {
    let mut words = line
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|word| word.contains(char::is_alphanumeric))
        .peekable();
    words.peek().is_some()
        && words.all(|word| {
            word.len() <= 2 && word.bytes().all(|b| b.is_ascii_alphanumeric())
                || word.bytes().all(|b| b.is_ascii_digit())
                || holds(table, &word.to_lowercase())
        })
}

/// `Final Edition`, `Edition 1; Scotland`: not `Final edition of the Courier rolls off`.
pub(super) fn is_edition(line: &str) -> bool {
    let line = line.trim().trim_end_matches([')', ';']);
    line.len() <= 60
        && line.split_whitespace().count() <= 6
        && (only("editions", line)
            || line.split(';').next().is_some_and(|first| {
                line.contains(';') && only("editions", first) && first.contains(' ')
            }))
}

/// `Foreign Desk; 1`: not `Failed Bridge Policy`.
pub(super) fn is_section(line: &str) -> bool {
    line.len() <= 60
        && line.starts_with(char::is_uppercase)
        && line.split_whitespace().count() <= 6
        && match line.split_once(';') {
            // The part of the paper stands behind it: `Foreign Desk; SECTA`.
            Some((section, part)) => only("sections", section) && part.trim().len() <= 8,
            None => only("sections", line),
        }
}

/// Whether the last word of a line is that of a firm: `Tidewater Newspapers Limited`.
pub(super) fn is_firm(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches(['.', ')']).to_lowercase();
    line.len() <= 80
        && (2..=8).contains(&line.split_whitespace().count())
        && line.split_whitespace().all(|word| {
            !word.starts_with(char::is_lowercase) || matches!(word, "and" | "of" | "the")
        })
        && holds("firms", &last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_folded() {
        assert_eq!(TABLES.len(), TABLE.matches("# ").count());
        for (name, rows) in TABLES.iter() {
            assert!(rows.is_sorted_by(|a, b| a < b), "{name}");
            assert!(
                *name == "closers" || rows.iter().all(|row| row.to_lowercase() == *row),
                "{name}"
            );
        }
    }

    #[test]
    fn a_headline_is_no_edition_and_no_section() {
        for line in [
            "Final Edition",
            "Edition 1",
            "Late City Final",
            "Late Edition - Final",
            "Edition 1; Scotland",
            "1st Edition",
        ] {
            assert!(is_edition(line), "{line}");
        }
        for line in [
            "Tennis: Ruiz into semi-finals",
            "Final edition of the Courier rolls off",
            "Council backs new bridge; mayor resigns",
            "",
        ] {
            assert!(!is_edition(line), "{line}");
        }
        assert!(is_section("Foreign Desk; SECTA") && is_section("Editorial Desk; A"));
        assert!(!is_section("Failed Bridge Policy") && !is_section("World leaders meet"));
        assert!(is_firm("Tidewater Newspapers Limited") && !is_firm("He left the company"));
    }
}
