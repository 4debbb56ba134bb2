//! Pronouns and what they are forms of.

use super::Table;

static PRONOUNS: Table = Table::new(include_str!("pronouns.tsv"));

/// A pronoun of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pronoun {
    /// The pronoun it is a form of: `I`, `we`, `you`, `he`, `she`, `it`, `they`; `who` for all relative ones.
    pub of: &'static str,
    /// `plain`, `absolute` (mine), `reflexive`, `clitic` ('em).
    pub form: &'static str,
}

impl Pronoun {
    /// The pronoun that a word in lower case is.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let (of, form) = PRONOUNS.get(word)?.split_once('\t')?;
        Some(Self { of, form })
    }

    /// The pronoun that a word is, unless it is a reflexive, which points to its own clause, or a clitic.
    #[must_use]
    pub fn free(word: &str) -> Option<&'static str> {
        let pronoun = Self::read(word)?;
        matches!(pronoun.form, "plain" | "absolute").then_some(pronoun.of)
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_sorted;
    use super::*;

    #[test]
    fn pronouns_are_sorted_and_have_a_known_form() {
        assert_sorted("pronouns", &PRONOUNS);
        for (word, _) in PRONOUNS.rows() {
            let pronoun = Pronoun::read(word).unwrap();
            assert!(
                Pronoun::read(&pronoun.of.to_lowercase()).is_some(),
                "{word}"
            );
            let forms = ["plain", "absolute", "reflexive", "clitic"];
            assert!(forms.contains(&pronoun.form), "{word}");
        }
        assert_eq!(Pronoun::free("hers"), Some("she"));
        assert_eq!(Pronoun::free("himself"), None);
    }
}
