//! Runs of tokens that may be names, with the titles before them.

use super::nouns::{gender_of, is_given, is_mark, party_noun, side, starts_upper, title_cased};
use super::parties::Gender;
use super::speaking::Speaking;
use crate::language::TagSet;
use crate::language::sheet::{Sheet, is_clock};
use crate::language::{Arc, NameKind, Tag};
use crate::lexicon;
use crate::lexicon::sets;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A run of tokens that may be a name.
pub(super) struct Run {
    /// Its tokens, without articles, titles, possessive and marks at its ends.
    pub(super) tokens: Range<usize>,
    pub(super) kind: NameKind,
    /// The title before it, with the gender that it tells.
    pub(super) title: Option<(Range<usize>, Option<Gender>)>,
    /// Whether only its capitals speak for it.
    pub(super) loose: bool,
}

/// Every run that may be a name: those of the analysis, and runs of proper nouns that it left out.
pub(super) fn runs(sheet: &Sheet, speaking: &Speaking) -> Vec<Run> {
    let mut runs: Vec<Run> = found(sheet, speaking)
        .into_iter()
        .filter_map(|(range, kind)| trimmed(sheet, speaking, range, kind))
        .collect();
    split_at_known(sheet, &mut runs);
    let key = |run: &Run| sheet.folded[run.tokens.clone()].join(" ");
    let mut counts: HashMap<String, u32> = HashMap::new();
    for run in &runs {
        *counts.entry(key(run)).or_default() += 1;
    }
    for run in &mut runs {
        // A headline runs on from a name: "Ana Ruiz Hammers Port CEO".
        let range = run.tokens.clone();
        if range.len() < 2
            || range.len() > 12
            || !title_cased(sheet, range.start)
            || counts[&key(run)] > 1
        {
            continue;
        }
        let known = |end: &usize| {
            let prefix = sheet.folded[range.start..*end].join(" ");
            let given = end - range.start > 1 && is_given(sheet.folded(range.start));
            let count = counts.get(&prefix).copied().unwrap_or(0);
            // "Ruiz Says" where the story has "Ana Ruiz" and "says".
            let verb = TagSet::FINITE.has(sheet.tag(*end))
                || sheet.is_common(*end) && !is_given(sheet.folded(range.start));
            // "Mya Thet" of "Mya Thet Zaw Lin" is somebody else where "Zaw Lin" is known too.
            let rest = counts.contains_key(&sheet.folded[*end..range.end].join(" "));
            !rest && (given && count > 0 || run.loose && count > 1 || verb && count > 0)
        };
        if let Some(end) = (range.start + 1..range.end).rev().find(known) {
            run.tokens.end = end;
        }
    }
    runs
}

/// Parts what the analysis glued together, by the names that stand alone elsewhere: "Harbor Post Okoro" is two names
/// where both are known, "Miss Universe Ana Ruiz" ends in one, "Everything Ruiz" begins with a word.
fn split_at_known(sheet: &Sheet, runs: &mut Vec<Run>) {
    let mut known: HashMap<String, (u32, NameKind)> = HashMap::new();
    for run in &*runs {
        let words = sheet.folded[run.tokens.clone()].join(" ");
        known.entry(words).or_insert((0, run.kind)).0 += 1;
        let surname = sheet.folded(run.tokens.end - 1);
        if run.kind == NameKind::Person && run.tokens.len() > 1 && !sets::SUFFIXES.has(surname) {
            known.entry(surname.to_owned()).or_insert((1, run.kind));
        }
    }
    let mut split = Vec::new();
    for (index, run) in runs.iter_mut().enumerate() {
        let Range { start, end } = run.tokens;
        let words = |range: Range<usize>| sheet.folded[range].join(" ");
        if end - start < 2 || end - start > GLUED {
            continue;
        }
        let (often, _) = known[&words(start..end)];
        let cut = (start + 1..end).find_map(|cut| {
            let &(count, kind) = known.get(&words(cut..end))?;
            if count < often {
                return None;
            }
            let before = known.get(&words(start..cut));
            let ahead = start..cut;
            let common = cut == start + 1
                && sheet.is_initial(start)
                && !is_given(sheet.folded(start))
                && (!TagSet::PROPER_NOUNS.has(sheet.tag(start)) || sheet.is_common(start));
            let whole = end - cut > 1 && is_given(sheet.folded(cut));
            let titles = ahead.clone().all(|token| {
                let word = sheet.folded(token);
                !is_given(word) && (party_noun(word).is_some() || lexicon::TITLES.has(word))
            }) || title_before(sheet, cut)
                .is_some_and(|(title, _)| title.start <= start);
            // "Aung San Suu Kyi" is one person, though a town is called Aung San.
            let apart = |&(_, other): &(u32, NameKind)| {
                other != NameKind::Person
                    && (run.kind, other) != (NameKind::Person, NameKind::Place)
            };
            let two = kind == NameKind::Person && ahead.len() > 1 && before.is_some_and(apart);
            if two {
                Some((cut, kind, before.map(|&(_, kind)| kind)))
            } else {
                (common || whole && titles).then_some((cut, kind, None))
            }
        });
        let Some((cut, kind, before)) = cut else {
            continue;
        };
        if let Some(before) = before {
            let first = Run {
                tokens: start..cut,
                kind: before,
                title: None,
                loose: run.loose,
            };
            split.push((index, first));
        }
        run.tokens.start = cut;
        run.kind = kind;
        run.title = title_before(sheet, cut);
    }
    for (index, first) in split.into_iter().rev() {
        runs.insert(index, first);
    }
}

/// How many words a run may have to be looked at for two names in it.
const GLUED: usize = 8;

fn found(sheet: &Sheet, speaking: &Speaking) -> Vec<(Range<usize>, NameKind)> {
    let mut runs: Vec<(Range<usize>, NameKind)> = Vec::new();
    let mut at = 0;
    let mut names = sheet.analysis.names.iter().peekable();
    let proper = |at: usize| {
        TagSet::PROPER_NOUNS.has(sheet.tag(at))
            || speaking.heads_source(at)
                && TagSet::NOUNS.has(sheet.tag(at))
                && starts_upper(sheet, at)
                && !(sheet.is_initial(at) && sheet.is_common(at))
            || sheet.tag(at) == Tag::NN
                && sheet.arc(at) == Arc::Compound
                && sheet.head(at).is_some_and(|head| {
                    head == at + 1 && sheet.tag(head) == Tag::NNP && speaking.heads_source(head)
                })
                && starts_upper(sheet, at)
                && !sheet.is_initial(at)
    };
    while at < sheet.len() {
        if let Some(name) = names.next_if(|name| name.tokens.start as usize <= at) {
            let range = name.tokens.start as usize..name.tokens.end as usize;
            at = range.end.max(at);
            if is_the_one(sheet, &range) {
                continue;
            }
            if !is_taken_as_suffix(sheet, &mut runs, range.clone()) {
                runs.push((range, name.kind));
            }
            continue;
        }
        if is_taken_as_suffix(sheet, &mut runs, at..at + 1) {
            at += 1;
            continue;
        }
        let stop = names
            .peek()
            .map_or(sheet.len(), |name| name.tokens.start as usize);
        let start = at;
        while at < stop && proper(at) && sheet.sentence(at) == sheet.sentence(start) {
            at += 1;
        }
        if at == start || at == start + 1 && sheet.folded(start).len() == 1 {
            at = start + 1;
            continue;
        }
        let known = |word: &Cow<str>| {
            party_noun(word).is_some() || lexicon::TITLES.has(word) || sets::CALENDAR.has(word)
        };
        let run = &sheet.folded[start..at];
        let touches = runs.last().is_some_and(|(last, _)| last.end == start)
            || at == stop && stop < sheet.len();
        let addressed = sets::COURTESIES.has(&run[0]) && run.len() == 2;
        let word = at == start + 1 && sheet.is_initial(start) && {
            let joined = matches!(sheet.folded.get(at).map(AsRef::as_ref), Some("and" | "or"))
                && at + 1 < sheet.len()
                && !starts_upper(sheet, at + 1);
            sheet.is_common(start) || joined && sheet.tag(start) != Tag::NNPS
        };
        if word
            || run.iter().all(known) && !addressed
            || touches && !(start..at).any(|token| speaking.speaks(token))
        {
            continue;
        }
        runs.push((start..at, NameKind::Other));
    }
    runs
}

/// Takes a suffix such as "Jr." into the person's name before it, with or without a comma between; whether it did.
fn is_taken_as_suffix(
    sheet: &Sheet,
    runs: &mut [(Range<usize>, NameKind)],
    range: Range<usize>,
) -> bool {
    let Some((last, NameKind::Person)) = runs.last_mut() else {
        return false;
    };
    let follows =
        last.end == range.start || last.end + 1 == range.start && sheet.folded(last.end) == ",";
    let taken = follows
        && sheet.folded[range.clone()]
            .iter()
            .all(|word| sets::SUFFIXES.has(word.trim_end_matches('.')));
    if taken {
        last.end = range.end;
    }
    taken
}

/// Takes off what is no part of a name, and takes back what was left of it; `None` if nothing remains.
fn trimmed(sheet: &Sheet, speaking: &Speaking, range: Range<usize>, kind: NameKind) -> Option<Run> {
    let Range { mut start, mut end } = range;
    while start < end
        && (is_mark(sheet.folded(end - 1)) || matches!(sheet.folded(end - 1), "'s" | "s'"))
    {
        end -= 1;
    }
    let is_no_part = |word: &str| is_mark(word) || word == "the" || is_clock(word);
    while start < end && is_no_part(sheet.folded(start)) {
        start += 1;
    }
    if start == end {
        return None;
    }
    let ended = organization_end(sheet, start..end);
    let kind = if ended > end && kind == NameKind::Person {
        NameKind::Organization
    } else {
        kind
    };
    end = ended;
    let whole = start;
    let mut gender = None;
    if matches!(kind, NameKind::Person | NameKind::Other) {
        while let Some(length) = title_length(sheet, start..end, kind) {
            let phrase = sheet.folded[start..start + length].join(" ");
            let told = lexicon::TITLES
                .get(&phrase)
                .and_then(|fields| gender_of(fields.split('\t').nth(1)));
            gender = gender.or(told);
            start += length;
        }
    }
    if is_office(sheet, start..end, kind) {
        return None;
    }
    let addressed = whole + 1 == start && sets::COURTESIES.has(sheet.folded(whole));
    if kind == NameKind::Other && end - start == 1 && !addressed {
        let word = sheet.folded(start);
        // "the Republican", "Democratic": no names, though they have capitals.
        let common = sheet.is_initial(start) && sheet.is_common(start);
        if sheet.tag(start) == Tag::JJ
            || party_noun(word).is_some()
            || sets::CALENDAR.has(word)
            || common
        {
            return None;
        }
    }
    if end - start > 1 && sheet.folded(start + 1) == "of" {
        // "Republican of Iowa" describes.
        if matches!(party_noun(sheet.folded(start)), Some(("person", _))) {
            return None;
        }
    }
    if end - start == 1 && is_first_name(sheet, start, end) {
        start -= 1;
        return Some(Run {
            tokens: start..end,
            kind: NameKind::Person,
            title: None,
            loose: false,
        });
    }
    if kind == NameKind::Person && whole == start {
        // "Ban Ki-moon" of which only the second part was taken for a name.
        let floor = sheet.sentences[sheet.sentence(start)].start as usize;
        let proper = |at: usize| {
            sheet.tag(at) == Tag::NNP
                && sheet.arc(at) == Arc::Compound
                && sheet.head(at) == Some(end - 1)
                && party_noun(sheet.folded(at)).is_none()
                && !lexicon::TITLES.has(sheet.folded(at))
                && !sheet.folded(at).contains('-')
        };
        let mut taken = start;
        while taken > floor && start - taken < 2 && proper(taken - 1) {
            taken -= 1;
        }
        if taken < start && title_before(sheet, taken).is_some() && end - start == 1 {
            start = taken;
        }
    }
    let title = if whole < start {
        Some((whole..start, gender))
    } else {
        title_before(sheet, start)
    };
    let loose = kind == NameKind::Other && !(start..end).any(|token| speaking.heads_source(token));
    Some(Run {
        tokens: start..end,
        kind,
        title,
        loose,
    })
}

/// Whether a run is an office and no name: "Prime Minister", "US Secretary", "the Commerce Minister".
fn is_office(sheet: &Sheet, run: Range<usize>, kind: NameKind) -> bool {
    let last = sheet.folded(run.end - 1);
    let article = run.start.checked_sub(1).map(|before| sheet.folded(before));
    run.len() > 1
        && matches!(party_noun(last), Some(("person", _)))
        && !is_given(sheet.folded(run.start))
        && (kind != NameKind::Person
            || article == Some("the")
            || sheet.is_common(run.start)
            || party_noun(sheet.folded(run.start)).is_some())
}

/// One past the end of a name with the noun behind it that makes it an organization's: "Foundation" after "Adler".
fn organization_end(sheet: &Sheet, name: Range<usize>) -> usize {
    let noun = sheet.head(name.end - 1).filter(|&head| {
        (name.end..name.end + 3).contains(&head)
            && sheet.sentence(head) == sheet.sentence(name.start)
            && sheet.arc(name.end - 1) == Arc::Compound
            && matches!(party_noun(sheet.folded(head)), Some(("organization", _)))
            && (name.end..=head)
                .all(|token| sheet.tag(token) == Tag::NNP && starts_upper(sheet, token))
    });
    match noun {
        Some(noun) if !title_cased(sheet, name.start) => noun + 1,
        _ => name.end,
    }
}

/// Whether the word before a name opens the sentence and is its first name, though it is a word too: "WILL YOUNG SAID".
fn is_first_name(sheet: &Sheet, start: usize, end: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let verb = sheet.analysis.tokens.get(end).map(|token| token.tag);
    sheet.sentence(before) == sheet.sentence(start)
        && sheet.is_initial(before)
        && is_given(sheet.folded(before))
        && starts_upper(sheet, before)
        && matches!(
            sheet.tag(before),
            Tag::MD | Tag::NN | Tag::NNP | Tag::VB | Tag::VBP | Tag::JJ
        )
        && matches!(verb, Some(Tag::VBD | Tag::VBZ))
}

/// How many tokens at the beginning of a run are a title: "Secretary of State" of "Secretary of State Ana Ruiz".
fn title_length(sheet: &Sheet, run: Range<usize>, kind: NameKind) -> Option<usize> {
    let room = run.len().saturating_sub(1).min(6);
    if room == 0 {
        return None;
    }
    let phrase = |length: &usize| {
        lexicon::TITLES.has(&sheet.folded[run.start..run.start + length].join(" "))
    };
    if is_given(sheet.folded(run.start)) && !sheet.folded(run.start + 1).contains('.') && room < 2 {
        return None;
    }
    (1..=room).rev().find(phrase).or_else(|| {
        let noun = matches!(party_noun(sheet.folded(run.start)), Some(("person", _)));
        (room > 1 && noun && kind == NameKind::Person && !is_given(sheet.folded(run.start)))
            .then_some(1)
    })
}

/// The title that ends right before a token, as tokens, with the gender it tells: "Sen.", "Secretary of State",
/// "campaign manager".
fn title_before(sheet: &Sheet, first: usize) -> Option<(Range<usize>, Option<Gender>)> {
    let floor = sheet.sentences[sheet.sentence(first)].start as usize;
    for length in (1..=6.min(first - floor)).rev() {
        let range = first - length..first;
        let phrase = sheet.folded[range.clone()].join(" ");
        if let Some(fields) = lexicon::TITLES.get(&phrase) {
            let capital = starts_upper(sheet, range.start);
            if capital {
                return Some((range, gender_of(fields.split('\t').nth(1))));
            }
        }
    }
    let last = first.checked_sub(1).filter(|&last| last >= floor)?;
    let noun = |at: usize| TagSet::NOUNS.has(sheet.tag(at)) || sheet.tag(at) == Tag::JJ;
    if !TagSet::NOUNS.has(sheet.tag(last)) {
        return None;
    }
    // "President of Mexico Ana Ruiz": a person noun, "of", and up to three capitals.
    let mut head = last;
    if party_noun(sheet.folded(last)).is_none_or(|(class, _)| class != "person") {
        let of = (floor..first)
            .rev()
            .take(4)
            .find(|&at| sheet.folded(at) == "of")?;
        head = of.checked_sub(1).filter(|&head| head >= floor)?;
    }
    let (class, gender) = party_noun(sheet.folded(head))?;
    if class != "person" || !TagSet::NOUNS.has(sheet.tag(head)) {
        return None;
    }
    let mut start = head;
    while start > floor && head - start < 4 && noun(start - 1) && !is_demonym_like(sheet, start - 1)
    {
        start -= 1;
    }
    Some((start..first, gender))
}

/// Capitals that are likely a name of their own and no part of a title: "Trump" of "Trump spokesman Lee Wood".
fn is_demonym_like(sheet: &Sheet, token: usize) -> bool {
    TagSet::PROPER_NOUNS.has(sheet.tag(token))
        && party_noun(sheet.folded(token)).is_none()
        && side(sheet.folded(token)).is_none()
}

/// "the Spaniard": a word for somebody of a country is a description behind an article, and no name.
fn is_the_one(sheet: &Sheet, name: &Range<usize>) -> bool {
    let article = name.start.checked_sub(1).map(|before| sheet.folded(before));
    name.len() == 1
        && matches!(article, Some("a" | "an" | "the"))
        && party_noun(sheet.folded(name.start)).is_some_and(|noun| noun.0 == "person")
}
