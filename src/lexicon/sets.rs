//! Closed sets of words with names, in `word_sets.tsv`: prepositions, pronouns, nouns that some rule asks for.
//!
//! A word is added to its row of the table. A set is added by a row and its name below; a test holds the two against each
//! other. What is known *of* words, and grows, has a table of its own.

use super::Table;
use std::sync::OnceLock;

static WORD_SETS: Table = Table::new(include_str!("word_sets.tsv"));

/// A set of words, read at first use.
#[derive(Debug)]
pub struct Words {
    name: &'static str,
    /// In order.
    words: OnceLock<Vec<&'static str>>,
}

impl Words {
    const fn named(name: &'static str) -> Self {
        Self {
            name,
            words: OnceLock::new(),
        }
    }

    /// Whether `word` is one of them, as it is written.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.list().binary_search(&word).is_ok()
    }

    /// All of them, in order.
    pub fn all(&self) -> impl Iterator<Item = &'static str> + use<'_> {
        self.list().iter().copied()
    }

    fn list(&self) -> &[&'static str] {
        self.words.get_or_init(|| {
            let row = WORD_SETS.get(self.name).unwrap_or_default();
            let words = row.split('\t').next().unwrap_or_default();
            words.split(' ').collect()
        })
    }
}

/// Names the sets; each has a row of the same name in small letters.
macro_rules! sets {
    ($($name:ident = $row:literal,)*) => {
        $(
            #[doc = concat!("The row `", $row, "` of `word_sets.tsv`.")]
            pub static $name: Words = Words::named($row);
        )*

        #[cfg(test)]
        const ALL: &[&Words] = &[$(&$name,)*];
    };
}

sets! {
    ABSTRACT_ENDINGS = "abstract_endings",
    ADDRESSES = "addresses",
    ADJUNCTS_OF_NOUNS = "adjuncts_of_nouns",
    ANYBODY = "anybody",
    BEFORE_AS = "before_as",
    BEFORE_CLOCKS = "before_clocks",
    BEFORE_PLACES = "before_places",
    BEFORE_QUESTIONS = "before_questions",
    BESIDE_SPEAKERS = "beside_speakers",
    BY_MEANS_OF = "by_means_of",
    CALENDAR = "calendar",
    CLIPPED = "clipped",
    CLITICS = "clitics",
    COMPLEMENTIZERS = "complementizers",
    CONNECTED_STARTS = "connected_starts",
    CONTRASTS = "contrasts",
    COURTESIES = "courtesies",
    DEFINITE = "definite",
    DEMONSTRATIVES = "demonstratives",
    FIRST_PERSON_SOURCES = "first_person_sources",
    FUTURE_AUXILIARIES = "future_auxiliaries",
    GREAT_NUMBERS = "great_numbers",
    HALF_OF = "half_of",
    HISSING_PLURALS = "hissing_plurals",
    INDEFINITE = "indefinite",
    IN_A_MEDIUM = "in_a_medium",
    LABELS_OF_NUMBERS = "labels_of_numbers",
    MEASURED_VERBS = "measured_verbs",
    MEDIA = "media",
    MEMBERSHIP = "membership",
    NAMING = "naming",
    NEGATIVES = "negatives",
    NO_INITIALS = "no_initials",
    NO_ROLES = "no_roles",
    OR_SO = "or_so",
    OTHERS = "others",
    OUGHT = "ought",
    OUT_OF = "out_of",
    PARTICLES = "particles",
    REFUSALS = "refusals",
    SHARES_OF_PEOPLE = "shares_of_people",
    SILENT_E = "silent_e",
    SOME_OUT_OF_MANY = "some_out_of_many",
    SPANS_OF_TIME = "spans_of_time",
    STAFF = "staff",
    SUFFIXES = "suffixes",
    TIMES_OF_OFFICE = "times_of_office",
    UNITS_OF_TIME_AND_MANNER = "units_of_time_and_manner",
    UTTERANCES = "utterances",
    WHERE_TO = "where_to",
}

#[cfg(test)]
mod tests {
    use super::super::assert_sorted;
    use super::*;

    #[test]
    fn every_row_has_a_name_and_every_name_a_row_of_sorted_words() {
        assert_sorted("word_sets", &WORD_SETS);
        let rows: Vec<_> = WORD_SETS.rows().map(|(name, _)| name).collect();
        let mut names: Vec<_> = ALL.iter().map(|set| set.name).collect();
        names.sort_unstable();
        assert_eq!(rows, names);
        for set in ALL {
            let words: Vec<_> = set.all().collect();
            assert!(words.is_sorted_by(|one, next| one < next), "{}", set.name);
            assert!(words.iter().all(|word| !word.is_empty()), "{}", set.name);
        }
        for (name, row) in WORD_SETS.rows() {
            assert!(
                row.split('\t').nth(1).is_some_and(|says| says.len() > 10),
                "{name}"
            );
        }
    }

    #[test]
    fn a_set_has_its_words() {
        assert!(SUFFIXES.has("jr") && !SUFFIXES.has("j") && !SUFFIXES.has(""));
    }
}
