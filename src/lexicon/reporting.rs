//! What is known of words that report: the rows of `reporting.tsv`, read.

use super::{REPORTING, Table};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a word that reports can do, and other verbs of its grammar: a set of named abilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Abilities(u16);

/// Declares abilities by the names that the table gives them.
macro_rules! abilities {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)*) => {
        impl Abilities {
            $($(#[$meta])* pub const $name: Self = Self(1 << Bit::$name as u16);)*

            /// The ability that the table calls so.
            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }
        }

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)] // numbers of the constants
        enum Bit { $($name,)* }
    };
}

abilities! {
    /// Its content stands elsewhere: said Obama.
    BARE = "bare",
    /// It ties a quoted question or outcry to the words behind it: “Why?” she asked.
    CRIES = "cries",
    /// Its subject expects what is said, and does not know it.
    EXPECTS = "expects",
    /// A noun of what may not be so, before the clause that says it: claims that …
    HEADS = "heads",
    /// Its object is the one told.
    HEARER = "hearer",
    /// The one told stands before the content.
    HEARS = "hears",
    /// It stands before its subject: said the mayor.
    INVERTS = "inverts",
    /// With an infinitive it tells of what is to come: plans to build.
    PLANS = "plans",
    /// Its subject wants some rule to hold: proposes a ban.
    PROPOSES = "proposes",
    /// Its subject takes a position: wants, opposes.
    STANDS = "stands",
    /// A belief when a speaker says it of himself: I think.
    SUPPOSES = "supposes",
    /// It takes a turn in an exchange: asked, replied.
    TURNS = "turns",
}

impl Abilities {
    /// Whether all of `others` are among these.
    #[must_use]
    pub const fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reporting {
    /// The name of its cue class; "" for a word that reports nothing.
    pub class: &'static str,
    /// What it is: `verb`, `noun`, `adjective`, `adverb`, `preposition`; "" for a word that is not in the table.
    pub kind: &'static str,
    /// What it can do.
    pub abilities: Abilities,
    /// A sentence with ‹content›, [source] and *cue* marked.
    pub example: &'static str,
}

impl Reporting {
    /// What is known of a lemma; nothing of one that is not in the table.
    #[must_use]
    pub fn of(lemma: &str) -> Self {
        REPORTING.get(lemma).map(Self::read).unwrap_or_default()
    }

    /// Every word of the table.
    pub fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let table: &Table = &REPORTING;
        table.rows().map(|(word, row)| (word, Self::read(row)))
    }

    fn read(row: &'static str) -> Self {
        let mut fields = row.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (class, kind, abilities, example) = (next(), next(), next(), next());
        let bits = abilities.split(' ').filter_map(Abilities::of);
        Self {
            class,
            kind,
            abilities: Abilities(bits.fold(0, |all, one| all | one.0)),
            example,
        }
    }

    /// The words of the example that are the cue.
    #[must_use]
    pub fn cue(&self) -> &'static str {
        self.example.split('*').nth(1).unwrap_or_default()
    }
}

/// The third person of a verb in the present: "says".
#[must_use]
pub fn third_person(verb: &str) -> String {
    let hissing = ["s", "x", "z", "ch", "sh"].iter();
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if verb.ends_with("quiz") => format!("{verb}zes"),
        _ if hissing.clone().any(|end| verb.ends_with(end)) || verb == "go" => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}

/// Whether a word is the past or the third person of a verb that ties a quoted question or outcry to what stands before it:
/// "asked", "says".
#[must_use]
pub fn cries(word: &str) -> bool {
    static FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let verbs = Reporting::all().filter(|(_, row)| row.abilities.has(Abilities::CRIES));
        verbs
            .flat_map(|(verb, row)| [row.cue().to_owned(), third_person(verb)])
            .collect()
    });
    FORMS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::super::assert_sorted;
    use super::*;

    #[test]
    fn every_row_is_whole_and_its_example_has_its_cue() {
        assert_sorted("reporting", &REPORTING);
        for (word, row) in REPORTING.rows() {
            let fields: Vec<_> = row.split('\t').collect();
            assert_eq!(fields.len(), 4, "{word}");
            let abilities: Vec<_> = fields[2]
                .split(' ')
                .filter(|name| !name.is_empty())
                .collect();
            assert!(
                abilities.iter().all(|name| Abilities::of(name).is_some()),
                "{word}"
            );
            assert!(abilities.is_sorted_by(|one, next| one < next), "{word}");
            assert!(!fields[0].is_empty() || !abilities.is_empty(), "{word}");
            let kinds = ["adjective", "adverb", "noun", "preposition", "verb"];
            assert!(kinds.contains(&fields[1]), "{word}");
        }
        for (word, row) in Reporting::all() {
            let marked = row.example.contains('‹') && row.example.matches('*').count() == 2;
            assert!(marked, "{word}: {:?}", row.example);
            let start: String = word.chars().take(1).collect();
            let mut parts = row.cue().split(' ');
            let irregular = matches!(word, "go" | "be");
            assert!(
                irregular || parts.any(|part| part.to_lowercase().starts_with(&start)),
                "the example of {word} has another cue: {:?}",
                row.cue()
            );
        }
    }

    #[test]
    fn verbs_that_cry_are_known_by_their_forms() {
        for word in [
            "asked",
            "asks",
            "enquired",
            "begged",
            "demanded",
            "interrupted",
            "cries",
        ] {
            assert!(cries(word), "{word}");
        }
        assert!(!cries("ask") && !cries("presses"));
    }
}
