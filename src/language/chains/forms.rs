//! Forms of names: "Ana M. Ruiz", "A. Ruiz" and "Ruiz" may be one, "Leo Ruiz" is another.

use super::parties::PartyId;
use crate::lexicon;
use crate::lexicon::sets;
use std::collections::HashMap;

/// To how many parties that share a word with it a form is compared: lists of a family's names are long.
const RIVAL_LIMIT: usize = 24;

/// How many forms a party is compared by.
const FORM_LIMIT: usize = 6;

/// How well a form fits a party of exactly that name.
pub(super) const EXACT: i32 = 100;

/// One way of writing a name, with all mentions that use it.
pub(super) struct Form {
    pub(super) words: Vec<String>,
    pub(super) suffix: bool,
    pub(super) person: i32,
    pub(super) organization: i32,
    pub(super) place: i32,
    pub(super) mentions: Vec<usize>,
}

impl Form {
    pub(super) fn is_person(&self) -> bool {
        self.person > self.organization && self.person > self.place
    }

    fn is_place(&self) -> bool {
        self.place > self.organization && self.place > self.person
    }
}

/// The names gathered so far, by their words.
#[derive(Default)]
pub(super) struct Cluster {
    by_word: HashMap<String, Vec<PartyId>>,
    by_initials: HashMap<String, PartyId>,
    /// Persons by the first letters of their surnames.
    by_start: HashMap<String, Vec<PartyId>>,
    forms: HashMap<PartyId, Vec<Known>>,
}

/// A form by which others are compared.
struct Known {
    words: Vec<String>,
    suffix: bool,
    person: bool,
    place: bool,
}

impl Cluster {
    pub(super) fn add(&mut self, form: &Form, party: PartyId) {
        let forms = self.forms.entry(party).or_default();
        if forms.len() >= FORM_LIMIT {
            return;
        }
        forms.push(Known {
            words: form.words.clone(),
            suffix: form.suffix,
            person: form.is_person(),
            place: form.is_place(),
        });
        for word in &form.words {
            let parties = self.by_word.entry(word.clone()).or_default();
            if parties.len() < RIVAL_LIMIT && !parties.contains(&party) {
                parties.push(party);
            }
        }
        if form.is_person() && form.words.len() > 1 {
            let start = start_of(&form.words[form.words.len() - 1]);
            let parties = self.by_start.entry(start).or_default();
            if parties.len() < RIVAL_LIMIT && !parties.contains(&party) {
                parties.push(party);
            }
        }
        if form.words.len() > 1 && !form.is_person() {
            let content = |word: &&String| !sets::NO_INITIALS.has(word.as_str());
            let initials = form
                .words
                .iter()
                .filter(content)
                .filter_map(|word| word.chars().next())
                .collect();
            self.by_initials.entry(initials).or_insert(party);
        }
    }

    /// How many parties that are no persons have a longer name that begins with a word.
    pub(super) fn begun_by(&self, word: &str) -> usize {
        let begins =
            |known: &Known| !known.person && known.words.len() > 1 && known.words[0] == word;
        let parties = self.by_word.get(word).into_iter().flatten();
        parties
            .filter(|party| self.forms[party].iter().any(begins))
            .count()
    }

    /// The parties that a form may name, best first.
    pub(super) fn fits(&self, form: &Form) -> Vec<(PartyId, i32)> {
        let mut fits: Vec<(PartyId, i32)> = Vec::new();
        let last = form.words.len() - 1;
        for word in [&form.words[last], &form.words[0]] {
            for &party in self.by_word.get(word).into_iter().flatten() {
                if fits.iter().any(|(known, _)| *known == party) {
                    continue;
                }
                let best = self.forms[&party]
                    .iter()
                    .map(|known| fit(form, known))
                    .max();
                if let Some(strength) = best.filter(|&strength| strength > 0) {
                    fits.push((party, strength));
                }
            }
        }
        if fits.is_empty() && last == 0 {
            let letters: String = form.words[0].chars().filter(|&c| c != '.').collect();
            if letters.len() > 1
                && let Some(&party) = self.by_initials.get(&letters)
            {
                fits.push((party, EXACT));
            }
        }
        if fits.is_empty() && last == 0 && form.mentions.len() < 3 {
            for &party in self
                .by_start
                .get(&start_of(&form.words[0]))
                .into_iter()
                .flatten()
            {
                let slip = self.forms[&party]
                    .iter()
                    .any(|Known { words, person, .. }| {
                        *person
                            && words.len() > 1
                            && is_slip(&form.words[0], &words[words.len() - 1])
                    });
                if slip {
                    fits.push((party, 20));
                }
            }
        }
        fits.sort_by_key(|&(party, strength)| (std::cmp::Reverse(strength), party));
        fits
    }
}

/// How well a shorter form fits a longer one: 0 for not at all.
fn fit(form: &Form, known: &Known) -> i32 {
    let &Known {
        ref words,
        suffix,
        person,
        place,
    } = known;
    let short = &form.words;
    if let [word] = &short[..] {
        if words.len() == 1 {
            return if *word == words[0] { EXACT } else { 0 };
        }
        if !person {
            // "Walter" for "Walter Energy", but not a place inside a name, nor "National".
            let first = words[0] == *word && words.len() < 4;
            return if first && form.organization >= form.place && form.person == 0 {
                40
            } else {
                0
            };
        }
        if form.place > form.person + 1 {
            return 0;
        }
        let at = words.iter().position(|other| other == word);
        return match at {
            Some(at) if at == words.len() - 1 => 60,
            Some(0) => 50,
            Some(_) if word.len() > 2 && !sets::PARTICLES.has(word) => 30,
            _ => 0,
        };
    }
    if short == words && form.suffix == suffix {
        return EXACT;
    }
    if person && sets::PARTICLES.has(&short[0]) && words.ends_with(short) {
        return 80;
    }
    if person != form.is_person() && form.person != form.organization {
        return 0;
    }
    if form.suffix && !suffix && words.len() > 1 {
        return 0;
    }
    let part = words
        .windows(short.len())
        .any(|window| window == &short[..]);
    if !person {
        // "Costa Verde" is no short form of "Costa Verde Port Authority".
        return if part && (place || !form.is_place()) {
            80
        } else {
            0
        };
    }
    let surname = short.last() == words.last();
    if part && (surname || words.starts_with(short)) {
        return 90;
    }
    if !surname || words.len() < 2 {
        let reversed =
            short.len() == 2 && words.len() == 2 && short[0] == words[1] && short[1] == words[0];
        return if reversed { 70 } else { 0 };
    }
    if sets::PARTICLES.has(&short[0]) {
        return 0;
    }
    let given = |name: &[String]| name[0].clone();
    let (a, b) = (given(short), given(words));
    if a == b || initial_of(&a, &b) || initial_of(&b, &a) {
        return 85;
    }
    if nickname_of(&a, &b) || nickname_of(&b, &a) {
        return 75;
    }
    // "Edgar Ruiz" for "J. Edgar Ruiz".
    if words[1..words.len() - 1].contains(&a) || short[1..short.len() - 1].contains(&b) {
        return 70;
    }
    0
}

fn start_of(word: &str) -> String {
    word.chars().take(2).collect()
}

/// Whether two surnames of five letters or more differ by one letter: newsrooms make slips of the pen.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    if short.len() < 5 || long.len() - short.len() > 1 || short == long || long.len() > 40 {
        return false;
    }
    let same = short
        .iter()
        .zip(long.iter())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = usize::from(short.len() == long.len());
    short[same + rest..] == long[same + 1..]
}

fn initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether one given name is a nickname of the other, or both are nicknames of a third.
fn nickname_of(short: &str, long: &str) -> bool {
    let Some(full) = lexicon::NICKNAMES.get(short) else {
        return false;
    };
    let others = lexicon::NICKNAMES.get(long).unwrap_or("");
    full.split(';')
        .any(|name| name == long || others.split(';').any(|other| other == name))
}
