//! Names in headers and credits: persons, publishers, places, agencies, by their form.

use super::lines::{trim, trimmed};
use crate::lexicon;
use crate::text::Span;
use crate::text::chars::is_blank;

/// Small words within personal names.
const PARTICLES: &[&str] = &[
    "abu", "al", "af", "ap", "av", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den",
    "der", "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "las", "le", "los", "of", "ould",
    "san", "ter", "ul", "van", "von", "wa", "y", "zu",
];

/// Whether a word in small letters is a particle of personal names.
#[must_use]
pub fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(&folded)
}

/// A name found in a list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it stands in the list.
    pub span: Span,
    /// In natural order and case.
    pub name: String,
}

/// Whether the table of header words has a word in a class.
pub(super) fn is_word(folded: &str, class: &str) -> bool {
    lexicon::HEADER_WORDS
        .get(folded)
        .is_some_and(|classes| classes.split(' ').any(|found| found == class))
}

/// The personal names of a list: `ANA RUIZ and Bo Li in Varnholm`. Empty if a part of it is no name.
#[must_use]
pub fn persons(list: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for part in parts(list) {
        let name = without_place(&list[part.range()]);
        let (skip, name) = without_title(name);
        if is_person(name) {
            let start = part.start() + skip;
            found.push(Named {
                span: Span::new(start, start + name.len()),
                name: natural(name),
            });
        } else if found.is_empty() || !is_role(name) {
            return Vec::new();
        }
    }
    found
}

/// Whether a list is one of personal names.
#[must_use]
pub fn are_persons(list: &str) -> bool {
    !persons(list).is_empty()
}

/// The names of a credit: persons, surnames alone, or what else is capitalized.
#[must_use]
pub fn credited(list: &str) -> Vec<Span> {
    let list = without_stop(list);
    parts(list)
        .filter_map(|part| {
            let slice = without_place(&list[part.range()]);
            let (skip, name) = without_title(slice);
            let start = part.start() + skip;
            (is_capitalized(name) && !is_role(name) && name.len() <= 80)
                .then(|| Span::new(start, start + name.len()))
        })
        .collect()
}

/// A list without the full stop of its sentence; that of an abbreviation or initial stays.
fn without_stop(list: &str) -> &str {
    match list.strip_suffix('.') {
        Some(bare)
            if bare
                .chars()
                .rev()
                .take_while(|c| c.is_alphanumeric())
                .count()
                > 3 =>
        {
            bare
        }
        _ => list,
    }
}

/// Whether a list holds a name.
#[must_use]
pub fn are_credited(list: &str) -> bool {
    !credited(list).is_empty()
}

/// Whether a phrase has the form of a personal name: two to five capitalized words, particles and initials.
#[must_use]
pub fn is_person(name: &str) -> bool {
    if name.len() > 60 || !name.contains(is_blank) {
        return false;
    }
    let (mut words, mut long) = (0, 0);
    for word in name.split(is_blank).filter(|word| !word.is_empty()) {
        words += 1;
        let bare = word.trim_end_matches(['.', ',']);
        let folded = bare.to_lowercase();
        if is_word(&folded, "unnamed") {
            return false;
        }
        if words > 1 && PARTICLES.contains(&folded.as_str()) {
            continue;
        }
        let fits = bare.starts_with(|c: char| c.is_uppercase() || c == '\'' || c == '’')
            || bare.starts_with("al-")
            || bare.starts_with("d'")
            || bare.starts_with("d’")
            || (words == 1 && PARTICLES.contains(&folded.as_str()));
        let letters = bare.chars().all(|c| {
            c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '\u{300}'..='\u{36f}')
        });
        if !fits || !letters {
            return false;
        }
        long += usize::from(bare.chars().count() > 1 && !bare.contains('.'));
    }
    (2..=5).contains(&words) && long >= 1
}

/// Whether a phrase may name a publisher: a web address, or up to six words, capitalized but for small ones.
#[must_use]
pub fn may_be_outlet(name: &str) -> bool {
    is_domain(name) || (is_capitalized(name) && !name.ends_with('.') && word_count(name) <= 6)
}

/// Whether a phrase names a publisher: it is known, a web address, or has a word that only publishers have.
#[must_use]
pub fn is_outlet(name: &str) -> bool {
    if !may_be_outlet(name) || is_role(name) {
        return false;
    }
    known(name).is_some()
        || is_domain(name)
        || name
            .split(is_blank)
            .any(|word| is_word(&word.to_lowercase(), "publisher"))
        || name.split(is_blank).next().is_some_and(|first| {
            first.len() <= 5 && first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase())
        }) && word_count(name) <= 3
            && !name.chars().all(|c| c.is_uppercase() || is_blank(c))
        || (2..=5).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a phrase names a publisher beyond doubt: it is known, a web address, or has a word that only publishers have.
#[must_use]
pub fn is_publisher(name: &str) -> bool {
    may_be_outlet(name)
        && (known(name).is_some()
            || is_domain(name)
            || name
                .split(is_blank)
                .any(|word| is_word(&word.to_lowercase(), "publisher")))
}

/// Whether a phrase may be the place of a dateline: up to five capitalized words with commas.
#[must_use]
pub fn may_be_place(name: &str) -> bool {
    let first = first_folded(name);
    name.len() >= 3
        && word_count(name) <= 6
        && name.split(',').count() <= 3
        && name.starts_with(char::is_uppercase)
        && !matches!(
            first.as_str(),
            "the"
                | "by"
                | "source"
                | "updated"
                | "published"
                | "posted"
                | "image"
                | "photo"
                | "file"
        )
        && name.split(is_blank).all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            bare.starts_with(char::is_uppercase)
                || PARTICLES.contains(&bare)
                || matches!(
                    bare,
                    "sur" | "am" | "an" | "es" | "in" | "and" | "upon" | "on" | "the"
                )
        })
        && name.chars().all(|c| {
            c.is_alphabetic()
                || is_blank(c)
                || matches!(
                    c,
                    ',' | '.' | '-' | '\'' | '’' | '/' | '\u{300}'..='\u{36f}'
                )
        })
}

/// Whether a place is printed as datelines print it: in capitals, at least up to its first comma.
#[must_use]
pub fn is_capital_place(name: &str) -> bool {
    let city = name.split(',').next().unwrap_or(name);
    may_be_place(name)
        && city.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !city.contains(char::is_lowercase)
        && !lexicon::LABELS.has(&city.to_lowercase())
        && !is_agency(name)
}

/// Whether a phrase may name a news agency: it is known, or one to three capitalized words.
#[must_use]
pub fn may_be_agency(name: &str) -> bool {
    is_agency(name)
        || name.len() <= 24 && name.contains('-') && name.split('-').any(is_agency)
        || (name.starts_with(char::is_uppercase)
            && word_count(name) <= 3
            && name.len() <= 24
            && is_capitalized(name)
            && (name.chars().filter(|c| c.is_uppercase()).count() >= 2 || is_outlet(name)))
}

/// Whether a phrase is the name of a news agency.
#[must_use]
pub fn is_agency(name: &str) -> bool {
    known(name) == Some("agency")
}

/// The kind of a publisher that the table knows: `agency`, `newspaper`, `broadcaster`, …
#[must_use]
pub fn known(name: &str) -> Option<&'static str> {
    if name.len() > 60 {
        return None;
    }
    let folded = name.to_lowercase();
    lexicon::OUTLETS.get(&folded).or_else(|| {
        let bare = folded.strip_prefix("the ")?;
        lexicon::OUTLETS.get(bare)
    })
}

/// Whether it is a web address without a path: `Tidewatcher.org`.
#[must_use]
pub fn is_domain(name: &str) -> bool {
    name.len() <= 60
        && !name.contains(is_blank)
        && name.rsplit_once('.').is_some_and(|(host, top)| {
            host.len() >= 2
                && (2..=8).contains(&top.len())
                && top.chars().all(|c| c.is_ascii_alphabetic())
                && host
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
                && !(host.len() < 4 && host.contains('.'))
        })
}

/// Whether a phrase says what somebody does: `Staff Writer`, `Health correspondent`.
#[must_use]
pub fn is_role(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .any(|word| is_word(&word.to_lowercase(), "role"))
}

/// Name in natural order and case: `RUIZ, ANA` is Ana Ruiz.
#[must_use]
pub fn natural(name: &str) -> String {
    let ordered = match name.split_once(',') {
        Some((last, first)) if !first.contains(',') && !is_suffix(trimmed(first)) => {
            format!("{} {}", trimmed(first), trimmed(last))
        }
        _ => name.to_owned(),
    };
    let words: Vec<&str> = ordered.split_whitespace().collect();
    let joined = words.join(" ");
    let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 3 && !joined.contains(char::is_lowercase) {
        words
            .iter()
            .map(|word| cased(word))
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        joined
    }
}

/// A word in capitals with small letters behind its first, as names have them: `O'NEIL-MCKAY` is O'Neil-McKay.
fn cased(word: &str) -> String {
    if matches!(word, "JR" | "JR." | "SR" | "SR.") {
        return word.replace('R', "r");
    }
    if word.contains('.') || matches!(word, "II" | "III" | "IV") {
        return word.to_owned();
    }
    if PARTICLES.contains(&word.to_lowercase().as_str())
        && word.len() <= 3
        && !matches!(word, "LA" | "SAN" | "LE" | "DO" | "BEN" | "TER")
    {
        return word.to_lowercase();
    }
    let mut made = String::with_capacity(word.len());
    let mut starts = true;
    for c in word.chars() {
        if starts {
            made.push(c);
        } else {
            made.extend(c.to_lowercase());
        }
        starts = !c.is_alphabetic() || (made.ends_with("Mc") && made.len() == 2);
    }
    made
}

fn is_suffix(part: &str) -> bool {
    matches!(
        part.trim_end_matches('.'),
        "Jr" | "JR" | "Sr" | "SR" | "II" | "III" | "IV" | "M.D" | "MD" | "Ph.D" | "PhD"
    )
}

/// The parts of a list of names, as spans of it.
fn parts(list: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        while !done {
            let (length, gap) = next_part(&list[at..]);
            let part = trim(list, Span::new(at, at + length));
            at += length + gap;
            done = gap == 0;
            if !part.is_empty() {
                return Some(part);
            }
        }
        None
    })
}

/// The length of the first part and of what parts it from the next, 0 for the last.
fn next_part(list: &str) -> (usize, usize) {
    const BETWEEN: &[&str] = &[
        ", and ", ", ", ";", " and ", " & ", " AND ", " And ", " with ", " / ", " | ", " y ",
    ];
    for (at, c) in list.char_indices() {
        if !(c == ',' || c == ';' || c == ' ') {
            continue;
        }
        for mark in BETWEEN {
            if list[at..].starts_with(mark) {
                let rest = &list[at + mark.len()..];
                let end = rest.find([',', ';']).unwrap_or(rest.len());
                if *mark == ", " && is_suffix(&rest[..end]) {
                    continue;
                }
                return (at, mark.len());
            }
        }
    }
    (list.len(), 0)
}

/// A name without ` in Varnholm`, ` for the Courier`, ` of Reuters`, ` at sea` behind it.
fn without_place(name: &str) -> &str {
    let end = [" in ", " for ", " at ", " from ", " of "]
        .iter()
        .filter_map(|word| name.find(word))
        .min()
        .unwrap_or(name.len());
    trimmed(&name[..end])
}

/// A name without a title before it, and how many bytes that is.
fn without_title(name: &str) -> (usize, &str) {
    for title in [
        "Dr. ",
        "Dr ",
        "Prof. ",
        "Prof ",
        "Professor ",
        "Sir ",
        "Dame ",
        "Mr. ",
        "Mr ",
        "Ms. ",
        "Ms ",
        "Mrs. ",
        "Mrs ",
    ] {
        if let Some(rest) = name.strip_prefix(title) {
            return (title.len(), rest);
        }
    }
    (0, name)
}

/// Whether its words are capitalized but for small ones.
fn is_capitalized(name: &str) -> bool {
    let mut any = false;
    for word in name.split(is_blank).filter(|word| !word.is_empty()) {
        if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            any = true;
        } else if !(PARTICLES.contains(&word)
            || matches!(
                word,
                "the" | "for" | "and" | "&" | "on" | "in" | "at" | "-" | "–" | "dpa" | "dpa-AFX"
            ))
        {
            return known(name).is_some();
        }
    }
    any
}

fn word_count(name: &str) -> usize {
    name.split(is_blank)
        .filter(|word| !word.is_empty())
        .take(20)
        .count()
}

fn first_folded(name: &str) -> String {
    super::template::first_word(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(list: &str) -> Vec<String> {
        persons(list).into_iter().map(|named| named.name).collect()
    }

    #[test]
    fn the_lists_are_sorted() {
        lexicon::assert_sorted("labels", &lexicon::LABELS);
        lexicon::assert_sorted("outlets", &lexicon::OUTLETS);
        lexicon::assert_sorted("header words", &lexicon::HEADER_WORDS);
    }

    #[test]
    fn an_invisible_character_before_a_name_is_no_part_of_it() {
        for list in ["Ana Ruiz", "\u{ad} Ana Ruiz ", "\u{200b}Ana Ruiz\u{feff}, "] {
            assert_eq!(all(list), ["Ana Ruiz"], "{list:?}");
            let spans = credited(list);
            assert_eq!(spans.len(), 1, "{list:?}");
            assert_eq!(&list[spans[0].range()], "Ana Ruiz");
        }
    }

    #[test]
    fn personal_names_are_read_from_lists() {
        for (list, names) in [
            ("ASTRI MOLAND", vec!["Astri Moland"]),
            (
                "Callum Reyes & Rosalie Mensah",
                vec!["Callum Reyes", "Rosalie Mensah"],
            ),
            (
                "Ji-woo Bang, Dr. Aoife O'Neil and Jan van der Berg in Accra",
                vec!["Ji-woo Bang", "Aoife O'Neil", "Jan van der Berg"],
            ),
            ("AOIFE O'NEIL-MCKAY", vec!["Aoife O'Neil-Mckay"]),
            ("Ana Ruiz, Staff Writer", vec!["Ana Ruiz"]),
            ("Martin Luther Obi, Jr.", vec!["Martin Luther Obi, Jr."]),
            ("Tuesday", vec![]),
            ("Tuesday the ferry", vec![]),
            ("the staff of the Courier", vec![]),
            ("Wire Services", vec![]),
        ] {
            assert_eq!(all(list), names, "{list:?}");
        }
    }

    #[test]
    fn names_in_library_order_are_turned() {
        assert_eq!(natural("RUIZ, ANA"), "Ana Ruiz");
        assert_eq!(natural("Ruiz, Ana Maria"), "Ana Maria Ruiz");
    }

    #[test]
    fn publishers_places_and_agencies_have_their_forms() {
        assert!(
            is_outlet("KBC North") && is_outlet("Varnholm Courier") && is_outlet("Tidewatcher.org")
        );
        assert!(!is_outlet("Political correspondent") && !is_outlet("Jane Roe"));
        assert!(is_capital_place("OSTER ISLAND, Nordland") && !is_capital_place("Oster"));
        assert!(!is_capital_place("BREAKING") && !is_capital_place("A"));
        assert!(
            may_be_agency("Reuters")
                && may_be_agency("dpa-AFX")
                && may_be_agency("KNN")
                && !may_be_agency("the cat")
        );
    }
}
