//! The fields of exports, by format and label: `fields.tsv`, which a test keeps in order.

use std::sync::LazyLock;

/// Whose export it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Newsbank,
    Nexis,
    Proquest,
}

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands above the headline: the broadcast of a transcript.
    Above,
    Authors,
    /// Ends the story wherever it stands.
    Behind,
    /// What is said of pictures, at the end of the text.
    Caption,
    Copyright,
    /// A correction of the story, behind it.
    Correction,
    Date,
    Deck,
    Headline,
    /// Publisher, place, day and page in one.
    Info,
    /// Of the page or the database; stands before the story, or among other fields behind it.
    Loose,
    /// A remark behind the story, which may name contributors.
    Memo,
    Outlet,
    Place,
    /// The story follows.
    Story,
}

const TABLE: &str = include_str!("fields.tsv");

static ROWS: LazyLock<Vec<(&str, &str, Role)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (format, label, role) = (cells.next()?, cells.next()?, cells.next()?);
        Some((format, label, named(role)?))
    };
    TABLE.lines().filter_map(row).collect()
});

fn named(role: &str) -> Option<Role> {
    Some(match role {
        "above" => Role::Above,
        "authors" => Role::Authors,
        "behind" => Role::Behind,
        "caption" => Role::Caption,
        "copyright" => Role::Copyright,
        "correction" => Role::Correction,
        "date" => Role::Date,
        "deck" => Role::Deck,
        "headline" => Role::Headline,
        "info" => Role::Info,
        "loose" => Role::Loose,
        "memo" => Role::Memo,
        "outlet" => Role::Outlet,
        "place" => Role::Place,
        "story" => Role::Story,
        _ => return None,
    })
}

/// What a label in small letters stands for.
pub(super) fn role(format: Format, label: &str) -> Option<Role> {
    let format = match format {
        Format::Newsbank => "newsbank",
        Format::Nexis => "nexis",
        Format::Proquest => "proquest",
    };
    let at = ROWS
        .binary_search_by(|row| (row.0, row.1).cmp(&(format, label)))
        .ok()?;
    Some(ROWS[at].2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_is_read() {
        let keys: Vec<_> = ROWS.iter().map(|row| (row.0, row.1)).collect();
        assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
        assert_eq!(ROWS.len(), TABLE.lines().count());
        assert!(keys.iter().all(|(_, label)| label.to_lowercase() == *label));
        assert_eq!(role(Format::Nexis, "body"), Some(Role::Story));
        assert_eq!(role(Format::Nexis, "mayor"), None);
    }
}
