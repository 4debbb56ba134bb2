//! Whether words are the name of a person, and how much of them is: a name is whole or none.

use crate::lexicon;
use crate::parse::names;
use crate::text::Span;

/// How the letters of a part are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Mixed,
    Capitals,
    Small,
}

impl Case {
    pub(super) fn of(text: &str, words: &[Span]) -> Self {
        let slices = || words.iter().map(|word| &text[word.range()]);
        if !slices().any(|word| word.contains(char::is_uppercase)) {
            Self::Small
        } else if !slices().any(|word| word.contains(char::is_lowercase)) {
            Self::Capitals
        } else {
            Self::Mixed
        }
    }
}

/// What around a part speaks for a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    pub(super) by: bool,
    pub(super) first: bool,
    pub(super) listed: bool,
    pub(super) follows: bool,
    /// Whether more than one name stands before it.
    pub(super) many: bool,
    /// Whether the clause has an "and".
    pub(super) list: bool,
    pub(super) alone: bool,
}

/// Points that make a person.
const ENOUGH: i32 = 2;

/// Why a run of words that may be a name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// With the words.
    End,
    /// At a task, or what stands before one.
    Task,
    /// At a word of publishers, or the form of one.
    Outlet,
    /// At a word in small letters that is no particle, or one that no name has.
    Word,
}

/// The words from and to which a part is a person's name, and the name.
pub(super) fn person(
    text: &str,
    words: &[Span],
    case: Case,
    weight: Weight,
) -> Option<(usize, usize, String)> {
    let slice = |at: usize| &text[words[at].range()];
    let fold = |at: usize| folded(text, words[at]);
    let mut from = 0;
    while from < words.len() && has(&fold(from), "label") && !is_given(&fold(from)) {
        from += 1;
    }
    from += titles(text, &words[from..]);
    // "ANA RUIZ Courier Staff Writer": the capitals end with the name.
    let capitals = (from..words.len())
        .take_while(|&at| !slice(at).contains(char::is_lowercase))
        .count();
    let named = (from..from + capitals).any(|at| !is_initials(slice(at)));
    if case == Case::Mixed && capitals >= 2 && named {
        return person(text, &words[..from + capitals], Case::Capitals, weight);
    }
    let (mut to, mut stop) = (from, Stop::End);
    while to < words.len() {
        let (word, fold) = (slice(to), fold(to));
        match stops(word, &fold, case, to == from, to + 1 < words.len()) {
            None => to += 1,
            // "Ana RUIZ"
            Some(Stop::Outlet)
                if to == from + 1
                    && to + 1 == words.len()
                    && is_given(&folded(text, words[from]))
                    && !word.contains(char::is_lowercase)
                    && word.chars().all(char::is_alphabetic)
                    && names::known(word).is_none() =>
            {
                to += 1;
            }
            Some(found) => {
                stop = found;
                break;
            }
        }
    }
    // A particle does not end a name.
    while to > from && is_particle(&fold(to - 1)) && !is_given(&fold(to - 1)) {
        to -= 1;
    }
    if case == Case::Mixed
        && stop == Stop::Word
        && weight.by
        && to == from + 1
        && to + 1 == words.len()
        && is_given(&fold(from))
        && fold(to).len() >= 4
        && !lexicon::HEADER_WORDS.has(&fold(to))
    {
        // "By Cindy mangomini"
        to += 1;
        stop = Stop::End;
    }
    // A publisher behind the name, without a comma.
    let known = |from: usize, to: usize| {
        from < to && names::known(&text[words[from].cover(words[to - 1]).range()]).is_some()
    };
    if known(from, to) || known(from, words.len()) {
        return None;
    }
    let behind =
        (from + 2..to).find(|&at| (to..=words.len().min(to + 3)).any(|end| known(at, end)));
    if let Some(at) = behind {
        to = at;
        stop = Stop::End;
    }
    let given = to > from
        && (is_given(&fold(from)) || is_given(fold(from).split('-').next().unwrap_or_default()));
    let long = (from..to)
        .filter(|&at| !is_small(&fold(at), slice(at)))
        .count();
    match stop {
        Stop::Outlet if behind.is_none() => {
            let whole = (to..words.len()).any(|end| known(to, end + 1));
            let own = to < words.len() && stops_itself(slice(to), case);
            if !whole && !own {
                // Words before that of a publisher are its own: two are left for the name.
                if !given || long < 3 {
                    return None;
                }
                let mut kept = from;
                let mut count = 0;
                while kept < to && count < 2 {
                    count += usize::from(!is_small(&fold(kept), slice(kept)));
                    kept += 1;
                }
                to = kept;
            }
        }
        Stop::Task => {
            // What the task is about: "Ana Ruiz London Correspondent".
            while to > from + 2 && has(&fold(to - 1), "place") {
                to -= 1;
            }
        }
        _ => {}
    }
    let count = to - from;
    if count == 0 || count > 6 || long > 5 {
        return None;
    }
    let lone = count == 1;
    if lone {
        let fits = (weight.alone || weight.by) && stop == Stop::End && given;
        return fits.then(|| (from, to, cased(slice(from).to_owned())));
    }
    if !(from..to).any(|at| !is_initials(slice(at)) && slice(at).chars().count() > 1) {
        return None;
    }
    // A whole staff is nobody.
    let collective = to + 1 == words.len()
        && matches!(
            fold(to).as_str(),
            "staff"
                | "team"
                | "desk"
                | "bureau"
                | "editors"
                | "reporters"
                | "correspondents"
                | "agencies"
                | "services"
                | "contributors"
                | "writers"
        );
    if collective && !given {
        return None;
    }
    let organization = (from + 1..to).any(|at| lexicon::ORGANIZATION_WORDS.has(&fold(at)));
    let initial = (from..to).any(|at| is_initials(slice(at)));
    let doubt = match (given, long > 2) {
        (true, _) => 1,
        (false, true) => 5,
        (false, false) => 2,
    };
    let points = 4 * i32::from(weight.by)
        + 4 * i32::from(weight.first)
        + 2 * i32::from(weight.listed)
        + i32::from(weight.follows)
        + i32::from(weight.follows && weight.list)
        + i32::from(weight.follows && weight.many)
        + 3 * i32::from(given)
        + i32::from(initial)
        - i32::from(organization) * doubt
        - 3 * i32::from(case == Case::Small)
        - 4 * i32::from((from..to).any(|at| has(&fold(at), "place")) && !given);
    if points < ENOUGH || case == Case::Small && !given {
        return None;
    }
    let name: Vec<&str> = (from..to).map(slice).collect();
    let name = name.join(" ");
    let name = match case {
        Case::Capitals => names::natural(&name.replace(',', "")),
        _ => cased(name),
    };
    Some((from, to, name))
}

/// Whether a word ends a run of words that may be a name.
fn stops(word: &str, fold: &str, case: Case, first: bool, more: bool) -> Option<Stop> {
    let given = first && is_given(fold);
    if is_suffix(word) && !first {
        return None;
    }
    if has(fold, "degree") {
        return Some(Stop::Task);
    }
    if !first
        && is_particle(fold)
        && more
        && (case != Case::Mixed || !word.starts_with(char::is_uppercase))
    {
        return None;
    }
    if !given {
        for (class, stop) in [
            ("role", Stop::Task),
            ("topic", Stop::Task),
            ("publisher", Stop::Outlet),
            ("other", Stop::Word),
            ("unnamed", Stop::Word),
        ] {
            if has(fold, class) {
                return Some(stop);
            }
        }
    }
    if matches!(
        fold,
        "in" | "for" | "at" | "from" | "to" | "on" | "of" | "via" | "as" | "or"
    ) {
        return Some(Stop::Word);
    }
    if stops_itself(word, case) && !(first && is_initials(word)) {
        return Some(Stop::Outlet);
    }
    let start = word.trim_start_matches(['"', '“', '”', '\'', '‘', '’']);
    let small = start.starts_with(char::is_lowercase);
    let prefixed = ["al-", "el-", "d'", "d’", "bin-", "de"]
        .iter()
        .any(|prefix| {
            start
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        });
    let particle_first = first && is_particle(fold) && more;
    (case == Case::Mixed && small && !prefixed && !particle_first).then_some(Stop::Word)
}

/// Whether a word has the form of a publisher: `NOLA.com`, `BuzzFeed`, `AP`.
fn stops_itself(word: &str, case: Case) -> bool {
    if names::is_domain(word) && !is_initials(word) {
        return true;
    }
    if case != Case::Mixed {
        return false;
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = bare.chars().count();
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    if capitals == letters && letters >= 2 && !bare.contains('-') {
        return letters > 2 && !is_suffix(bare);
    }
    // A capital in the middle, but for "McKay", "DeFino", "O'Neil".
    let mut before: Vec<char> = Vec::new();
    for c in bare.chars() {
        if c.is_uppercase() && before.last().is_some_and(|b| b.is_lowercase()) {
            let start: String = before.iter().collect();
            if before.len() > 3
                && !matches!(
                    start.as_str(),
                    "Fitz" | "Vander" | "Della" | "Mac" | "Saint"
                )
            {
                return true;
            }
        }
        if c.is_alphabetic() {
            before.push(c);
        } else {
            before.clear();
        }
    }
    bare.chars().any(|c| c.is_ascii_digit())
}

/// How many words before a name are a title: `Lt. Gen.`, `Secretary of State`.
fn titles(text: &str, words: &[Span]) -> usize {
    let mut skipped = 0;
    loop {
        let left = words.len() - skipped;
        let most = left.saturating_sub(2).min(5);
        let found = (1..=most).rev().find(|&count| {
            let title: Vec<String> = words[skipped..skipped + count]
                .iter()
                .map(|word| folded(text, *word))
                .collect();
            let titled = lexicon::TITLES.has(&title.join(" "));
            titled && !(count == 1 && is_given(&title[0]) && left <= 3)
        });
        match found {
            Some(count) => skipped += count,
            None => return skipped,
        }
    }
}

/// A name with capitals where it has none.
pub(super) fn cased(name: String) -> String {
    let shouted = |word: &str| {
        word.chars().count() > 3
            && word
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
    };
    if name.split(' ').any(shouted) {
        let words = name.split(' ').map(|word| match shouted(word) {
            true => names::natural(word),
            false => word.to_owned(),
        });
        return words.collect::<Vec<String>>().join(" ");
    }
    if name.split(' ').all(|word| {
        word.starts_with(|c: char| !c.is_lowercase())
            || is_particle(&word.to_lowercase())
            || word.contains(char::is_uppercase)
    }) {
        return name;
    }
    let words = name.split(' ').map(|word| {
        let mut chars = word.chars();
        match chars.next() {
            Some(c)
                if c.is_lowercase() && !is_particle(word) && !word.contains(char::is_uppercase) =>
            {
                c.to_uppercase().chain(chars).collect()
            }
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<String>>().join(" ")
}

/// A word in small letters, without marks around it and without the full stop at its end.
pub(super) fn folded(text: &str, word: Span) -> String {
    text[word.range()]
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether the table of header words has a word in a class.
pub(super) fn has(folded: &str, class: &str) -> bool {
    lexicon::HEADER_WORDS
        .get(folded)
        .is_some_and(|classes| classes.split(' ').any(|found| found == class))
}

pub(super) fn is_given(folded: &str) -> bool {
    lexicon::GIVEN_NAMES.has(folded)
}

pub(super) fn is_particle(folded: &str) -> bool {
    folded != "of" && names::is_particle(folded)
}

/// Whether a word is an initial, or more of them: `J.`, `J.R.`, `JP`.
pub(super) fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (1..=3).contains(&letters)
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
        && (letters < 3 || word.contains('.'))
}

/// Whether a word counts little for the length of a name.
fn is_small(folded: &str, word: &str) -> bool {
    is_particle(folded) || is_initials(word) || is_suffix(word)
}

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_lowercase().as_str(),
        "jr" | "sr" | "jnr" | "snr" | "ii" | "iii" | "iv"
    )
}
