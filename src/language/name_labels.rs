//! Names of persons, organizations, places and other things, from labels of tokens.

use super::features::{Word, list, lower};
use super::{Name, NameKind};
use crate::lexicon::sets;
use std::ops::Range;

/// Outside of names, and beginning and inside of each kind.
pub(super) const LABELS: [&str; 9] = [
    "O",
    "B-Person",
    "I-Person",
    "B-Organization",
    "I-Organization",
    "B-Place",
    "I-Place",
    "B-Other",
    "I-Other",
];
const KINDS: [NameKind; 4] = [
    NameKind::Person,
    NameKind::Organization,
    NameKind::Place,
    NameKind::Other,
];

/// Adds the best labels of a sentence to `labels`, given the scores of all labels of each token: the path with the
/// greatest sum on which the inside of a name comes after a token of the same kind only (Viterbi). The first of equals.
pub(super) fn best_path(scores: &[i32], labels: &mut Vec<u8>) {
    const COUNT: usize = LABELS.len();
    let mut sums = [i64::MIN / 2; COUNT];
    sums[0] = 0; // before the first token: as after one outside of names
    let mut before: Vec<[u8; COUNT]> = Vec::with_capacity(scores.len() / COUNT);
    for scores in scores.chunks_exact(COUNT) {
        let any = first_greatest(&sums);
        let mut next = [0; COUNT];
        let mut from = [any; COUNT];
        for (label, next) in next.iter_mut().enumerate() {
            if label > 0 && label % 2 == 0 {
                from[label] = (label - usize::from(sums[label - 1] >= sums[label])) as u8;
            }
            *next = sums[usize::from(from[label])] + i64::from(scores[label]);
        }
        sums = next;
        before.push(from);
    }
    let start = labels.len();
    let mut label = first_greatest(&sums);
    for from in before.iter().rev() {
        labels.push(label);
        label = from[usize::from(label)];
    }
    labels[start..].reverse();
}

fn first_greatest(sums: &[i64; LABELS.len()]) -> u8 {
    let mut best = 0;
    for (at, &sum) in sums.iter().enumerate() {
        if sum > sums[best] {
            best = at;
        }
    }
    best as u8
}

/// Settles the labels of an article by what its other names tell: a person's surname alone is that person, unless a
/// preposition of place stands before it, a name that ends with a particle goes on (`Jan van der` + `Berg`), one goes on over
/// a nickname in quotation marks (`Rosa “Chispa” Quiroga`), `Harrow & Pike` is one organization, and `Karl Justice` is none where
/// there is a `Mr. Justice`.
pub(super) fn settle<'s>(
    words: &[Word],
    sentences: impl Iterator<Item = &'s Range<u32>>,
    labels: &mut [u8],
) {
    const PERSON: u8 = 1;
    let mut surnames: Vec<u32> = Vec::new();
    let marks = [["``", "''"], ["`", "'"]].map(|pair| pair.map(lower));
    let and = lower("&");
    let courtesies: Vec<u32> = sets::ADDRESSES.all().map(lower).collect();
    let mut addressed: Vec<u32> = words
        .windows(2)
        .filter(|pair| courtesies.contains(&pair[0].lower) && pair[1].is_capitalized())
        .map(|pair| pair[1].lower)
        .collect();
    addressed.sort_unstable();
    for at in 1..labels.len() {
        let two = labels[at - 1] != 0
            && labels[at] == labels[at - 1] + 1
            && labels[at - 1] % 2 == 1
            && labels.get(at + 1) != Some(&labels[at]);
        if two
            && words[at - 1].lists & list::GIVEN != 0
            && addressed.binary_search(&words[at].lower).is_ok()
        {
            labels[at - 1] = PERSON;
            labels[at] = PERSON + 1;
        }
    }
    for sentence in sentences {
        let range = sentence.start as usize..sentence.end as usize;
        for (at, around) in range.clone().zip(words[range].windows(5)) {
            let marked = marks.contains(&[around[1].lower, around[3].lower])
                && [0, 2, 4].iter().all(|&word| around[word].is_capitalized());
            let named = |at: usize| matches!(labels[at], PERSON | 2);
            if marked && named(at + 4) && (named(at) || labels[at] == 0) {
                labels[at] = labels[at].max(PERSON);
                labels[at + 1..at + 5].fill(PERSON + 1);
            }
        }
        for at in sentence.start as usize + 1..(sentence.end as usize).saturating_sub(1) {
            if words[at].lower == and {
                join_firm(words, at, labels);
            }
        }
        for at in sentence.start as usize + 1..sentence.end as usize {
            if labels[at] == PERSON && labels[at - 1] == PERSON + 1 && words[at - 1].is_plain() {
                labels[at] = PERSON + 1;
            }
            if labels[at] == PERSON + 1 && labels.get(at + 1) != Some(&(PERSON + 1)) {
                surnames.push(words[at].lower);
            }
        }
    }
    surnames.sort_unstable();
    let places: Vec<u32> = sets::WHERE_TO.all().map(lower).collect();
    for at in 0..labels.len() {
        let alone = labels[at] % 2 == 1 && labels.get(at + 1) != Some(&(labels[at] + 1));
        let located = at > 0 && places.contains(&words[at - 1].lower);
        if alone && !located && surnames.binary_search(&words[at].lower).is_ok() {
            labels[at] = PERSON;
        }
    }
}

/// Makes what stands around the `&` at `and` one organization, unless both are given names.
fn join_firm(words: &[Word], and: usize, labels: &mut [u8]) {
    const ORGANIZATION: u8 = 3;
    let (before, after) = (&words[and - 1], &words[and + 1]);
    let both_given = before.lists & after.lists & list::GIVEN != 0;
    if !before.is_capitalized() || !after.is_capitalized() || both_given || after.shape >= 16 {
        return;
    }
    let mut start = and - 1;
    while start > 0 && labels[start] != 0 && labels[start].is_multiple_of(2) {
        start -= 1;
    }
    let mut end = and + 2;
    while end < labels.len() && labels[end] != 0 && labels[end].is_multiple_of(2) {
        end += 1;
    }
    labels[start] = ORGANIZATION;
    labels[start + 1..end].fill(ORGANIZATION + 1);
}

/// The names that `labels` say.
pub(super) fn names(labels: &[u8]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, &label) in (0..).zip(labels) {
        if label == 0 {
            continue;
        }
        match names.last_mut() {
            Some(name) if label % 2 == 0 && name.tokens.end == at => name.tokens.end = at + 1,
            _ => names.push(Name {
                tokens: at..at + 1,
                kind: KINDS[usize::from(label - 1) / 2],
            }),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inside_of_a_name_needs_its_beginning() {
        let mut scores = [0; 27];
        scores[9 + 2] = 50; // the second token looks like the inside of a person
        scores[2 * 9 + 2] = 30; // and so does the third
        let mut labels = vec![7];
        best_path(&scores, &mut labels);
        assert_eq!(labels, [7, 1, 2, 2]);
        let found = names(&labels[1..]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].tokens.clone(), found[0].kind),
            (0..3, NameKind::Person)
        );
    }

    #[test]
    fn a_firm_of_two_is_one_organization() {
        let mut words = Vec::new();
        let text = "Harrow & Pike hired Ana & Ada Lund .";
        crate::language::features::Reader::new(None).read(text.split(' '), &mut words);
        for given in [4, 6] {
            words[given].lists = list::GIVEN;
        }
        let mut labels = vec![0, 0, 1, 0, 1, 0, 1, 2, 0];
        settle(&words, std::iter::once(&(0..9)), &mut labels);
        assert_eq!(labels, [3, 4, 4, 0, 1, 0, 1, 2, 0]);
    }

    #[test]
    fn who_is_addressed_is_a_person() {
        let mut words = Vec::new();
        let text = "Karl Justice met Ada Works . Mr. Justice left .";
        crate::language::features::Reader::new(None).read(text.split(' '), &mut words);
        for given in [0, 3] {
            words[given].lists = list::GIVEN;
        }
        let mut labels = vec![3, 4, 0, 3, 4, 0, 0, 0, 0, 0];
        settle(&words, [0..6, 6..10].iter(), &mut labels);
        assert_eq!(labels, [1, 2, 0, 3, 4, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn an_article_settles_its_names_within_its_sentences() {
        let mut words = Vec::new();
        let mut reader = crate::language::features::Reader::new(None);
        let text = "Jan van der Berg met Ana Costa . Costa left in Costa . It was Ana van";
        let nickname = "Ruiz left Rosa “ Chispa ” Quiroga behind";
        reader.read(text.split(' ').chain(nickname.split(' ')), &mut words);
        // Berg, Costa and Costa as places by themselves; "Ruiz" begins a sentence.
        let mut labels = vec![1, 2, 2, 1, 0, 1, 2, 0, 5, 0, 0, 5, 0, 0, 0, 1, 2, 1, 0];
        labels.extend([0, 0, 1, 2, 2, 0]);
        settle(&words, [0..8, 8..13, 13..17, 17..25].iter(), &mut labels);
        assert_eq!(
            labels,
            [
                1, 2, 2, 2, 0, 1, 2, 0, 1, 0, 0, 5, 0, 0, 0, 1, 2, 1, 0, 1, 2, 2, 2, 2, 0
            ]
        );
    }
}
