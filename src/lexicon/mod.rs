//! Word lists: sorted text tables, looked up by hash.
//!
//! A table is a `.tsv` file beside this one: lines of tab-separated fields, the first field the key, sorted by key as
//! bytes, keys unique, `#` lines comments. [`Table::rows`] and the tests of this module keep every table so.

pub mod pronouns;
pub mod reporting;
pub mod sets;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::OnceLock;

/// Abbreviations with their final full stop; the field after the key says how they stand before a capital or a number.
pub static ABBREVIATIONS: Table = Table::new(include_str!("abbreviations.tsv"));
/// Words of bylines and mastheads, with what they tell.
pub static HEADER_WORDS: Table = Table::new(include_str!("header_words.tsv"));
/// Words printed in capitals before a story or a turn that name no place.
pub static LABELS: Table = Table::new(include_str!("labels.tsv"));
/// Words that open a sentence and are no part of a name.
pub static OPENERS: Table = Table::new(include_str!("openers.tsv"));
/// Publishers of news, in small letters and without article, with their kind.
pub static OUTLETS: Table = Table::new(include_str!("outlets.tsv"));
/// Companies that claim copyright for publishers, in small letters.
pub static OWNERS: Table = Table::new(include_str!("owners.tsv"));
/// Words that tell what a line of a page is, with their classes.
pub static PAGE_WORDS: Table = Table::new(include_str!("page_words.tsv"));
/// Words that report, with their cue class and an example: verbs, nouns, adjectives, adverbs and prepositions by lemma.
pub static REPORTING: Table = Table::new(include_str!("reporting.tsv"));
/// Words that tell on which side of today a date lies, with what they are and an example.
pub static TENSE_WORDS: Table = Table::new(include_str!("tense_words.tsv"));
/// Words of time with their classes for the patterns of dates.
pub static TIME_WORDS: Table = Table::new(include_str!("time_words.tsv"));

/// A table of words, indexed at first use.
#[derive(Debug)]
pub struct Table {
    source: &'static str,
    /// Where the lines of keys start, by the hash of the key.
    index: OnceLock<HashTable<u32>>,
}

impl Table {
    /// A table over the text of a `.tsv` file.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            index: OnceLock::new(),
        }
    }

    /// The fields after the key `word`, or `None` if it is not in the table.
    pub fn get(&self, word: &str) -> Option<&'static str> {
        let index = self.index.get_or_init(|| self.index());
        let fields = |line: u32| fields_of(self.source.get(line as usize..)?, word);
        let line = index.find(hash(word), |&line| fields(line).is_some())?;
        fields(*line)
    }

    /// Whether `word` is a key.
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Every key with the fields after it, in order.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.lines().map(|(_, key, fields)| (key, fields))
    }

    /// Where each line of a key starts, the key, and the fields after it.
    fn lines(&self) -> impl Iterator<Item = (usize, &'static str, &'static str)> + use<> {
        let mut next = 0;
        self.source.split_inclusive('\n').filter_map(move |line| {
            let start = next;
            next += line.len();
            let row = line.strip_suffix('\n').unwrap_or(line);
            let (key, fields) = row.split_once('\t').unwrap_or((row, ""));
            (!key.is_empty() && !key.starts_with('#')).then_some((start, key, fields))
        })
    }

    fn index(&self) -> HashTable<u32> {
        let mut index = HashTable::with_capacity(self.lines().count());
        for (start, key, _) in self.lines() {
            let start = u32::try_from(start).expect("a table is under 4 GiB");
            index.insert_unique(hash(key), start, |_| unreachable!("there is room for all"));
        }
        index
    }
}

fn hash(key: &str) -> u64 {
    FixedState::default().hash_one(key)
}

/// The fields of the first of `lines`, if its key is `key`.
fn fields_of<'s>(lines: &'s str, key: &str) -> Option<&'s str> {
    let rest = lines.strip_prefix(key)?;
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    match &rest[..end] {
        "" => Some(""),
        fields => fields.strip_prefix('\t'),
    }
}

/// Words around a number that make it approximate or a bound.
pub static APPROXIMATIONS: Table = Table::new(include_str!("approximations.tsv"));
/// Words that say that one thing brought about another: as its verb, or before the cause.
pub static CAUSES: Table = Table::new(include_str!("causes.tsv"));
/// Words with the features of check-worthiness that they count for.
pub static CLAIM_WORDS: Table = Table::new(include_str!("claim_words.tsv"));
/// Words that say how firmly a clause is asserted, where they stand, and the value they leave.
pub static COMMITMENT: Table = Table::new(include_str!("commitment.tsv"));
/// Words and phrases that join a clause to what stood before it.
pub static CONNECTIVES: Table = Table::new(include_str!("connectives.tsv"));
/// Signs, names and codes of currencies with their ISO 4217 codes.
pub static CURRENCIES: Table = Table::new(include_str!("currencies.tsv"));
/// Words that judge: `strong` or `weak`.
pub static EVALUATIONS: Table = Table::new(include_str!("evaluations.tsv"));
/// Words that negate a clause, as a `word` of it or as its `verb`, and pairs of words that do not (`none`).
pub static NEGATIONS: Table = Table::new(include_str!("negations.tsv"));
/// Number words, how they count, and their values.
pub static NUMERALS: Table = Table::new(include_str!("numerals.tsv"));
/// Words of rules that govern and of proposals to change them.
pub static POLICIES: Table = Table::new(include_str!("policies.tsv"));
/// Units of measure with the names that quantities carry.
pub static UNITS: Table = Table::new(include_str!("units.tsv"));
/// Words for an amount without a number.
pub static VAGUE_QUANTITIES: Table = Table::new(include_str!("vague_quantities.tsv"));
/// Weights of check-worthiness in hundredths: of a feature's presence, of each occurrence.
pub static WORTH: Table = Table::new(include_str!("worth.tsv"));
/// Given names, folded, with their usual gender: `F`, `M`, `f` or `m` where it is only mostly so, `?` either.
pub static GIVEN_NAMES: Table = Table::new(include_str!("given_names.tsv"));
/// Nicknames, folded, with the names they may stand for, separated by `;`.
pub static NICKNAMES: Table = Table::new(include_str!("nicknames.tsv"));
/// Plural nouns whose singular the rules of lemmas miss.
pub static NOUN_LEMMAS: Table = Table::new(include_str!("noun_lemmas.tsv"));
/// Words that the names of organizations end in: `company`, `outlet` or `body`, and an example.
pub static ORGANIZATION_WORDS: Table = Table::new(include_str!("organization_words.tsv"));
/// Nouns that describe a party, with keys separated by `;`: two nouns with a key in common may describe the same one.
pub static PARTY_KIN: Table = Table::new(include_str!("party_kin.tsv"));
/// Nouns that head the description of a party: what it describes, and the gender it tells.
pub static PARTY_NOUNS: Table = Table::new(include_str!("party_nouns.tsv"));
/// Lemmas of small words by part of speech.
pub static SMALL_LEMMAS: Table = Table::new(include_str!("small_lemmas.tsv"));
/// Titles before personal names: `courtesy` or `office`, the gender they tell, and the noun that an abbreviation stands for.
pub static TITLES: Table = Table::new(include_str!("titles.tsv"));
/// Words for political sides, with the side.
pub static POLITICAL_SIDES: Table = Table::new(include_str!("political_sides.tsv"));
/// Inflected verbs whose base the rules of lemmas miss.
pub static VERB_LEMMAS: Table = Table::new(include_str!("verb_lemmas.tsv"));

/// Asserts that the keys of a table are sorted and unique.
#[cfg(test)]
pub(crate) fn assert_sorted(name: &str, table: &Table) {
    let keys: Vec<_> = table.rows().map(|(key, _)| key).collect();
    for pair in keys.windows(2) {
        assert!(
            pair[0] < pair[1],
            "{name}: {:?} must not stand before {:?}",
            pair[0],
            pair[1]
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_tables_are_sorted_and_say_known_things() {
        for (name, table, values) in [
            ("given_names", &GIVEN_NAMES, &["F", "M", "f", "m", "?"][..]),
            ("party_nouns", &PARTY_NOUNS, &["", "F", "M"]),
            ("titles", &TITLES, &["", "F", "M"]),
        ] {
            assert_sorted(name, table);
            for (key, fields) in table.rows() {
                let last = fields.split('\t').nth(usize::from(name != "given_names"));
                assert!(
                    values.contains(&last.unwrap_or("")),
                    "{name}: {key}: {fields}"
                );
            }
        }
        assert_sorted("nicknames", &NICKNAMES);
        assert_sorted("noun_lemmas", &NOUN_LEMMAS);
        assert_sorted("verb_lemmas", &VERB_LEMMAS);
        assert_sorted("small_lemmas", &SMALL_LEMMAS);
        assert_sorted("party_kin", &PARTY_KIN);
        assert_sorted("political_sides", &POLITICAL_SIDES);
        assert_sorted("organization_words", &ORGANIZATION_WORDS);
        assert_sorted("owners", &OWNERS);
        for (word, fields) in ORGANIZATION_WORDS.rows() {
            let (class, example) = fields.split_once('\t').unwrap_or_default();
            assert!(matches!(class, "company" | "outlet" | "body"), "{word}");
            assert!(
                example.to_lowercase().ends_with(&format!(" {word}")),
                "{word}"
            );
        }
    }

    #[test]
    fn tables_of_claims_are_sorted() {
        for (name, table) in [
            ("approximations", &APPROXIMATIONS),
            ("causes", &CAUSES),
            ("claim_words", &CLAIM_WORDS),
            ("commitment", &COMMITMENT),
            ("connectives", &CONNECTIVES),
            ("currencies", &CURRENCIES),
            ("evaluations", &EVALUATIONS),
            ("negations", &NEGATIONS),
            ("numerals", &NUMERALS),
            ("policies", &POLICIES),
            ("tense_words", &TENSE_WORDS),
            ("time_words", &TIME_WORDS),
            ("units", &UNITS),
            ("vague_quantities", &VAGUE_QUANTITIES),
            ("worth", &WORTH),
        ] {
            assert_sorted(name, table);
        }
    }

    #[test]
    fn a_table_finds_its_rows_and_nothing_else() {
        let table = Table::new("# comment\nask\tneutral\nsay\tneutral\tx\nyell");
        assert_sorted("test", &table);
        assert_eq!(table.get("say"), Some("neutral\tx"));
        assert_eq!(table.get("yell"), Some(""));
        assert_eq!(table.get("sa"), None);
        assert_eq!(table.get("# comment"), None);
    }
}
