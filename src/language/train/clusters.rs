//! Distributional clusters of words: the exchange algorithm on class bigrams (Kneser and Ney 1993; Martin, Liermann
//! and Ney 1998).
//!
//! Words that stand between the same classes of words come into one class: every word in turn moves to the class where the
//! likelihood of the corpus under a class bigram model is greatest. Logarithms are fixed-point integers, so
//! every machine finds the same classes.

use super::corpus::Sentence;
use crate::language::features;
use std::collections::BTreeMap;

/// Number of classes; a class is a byte and 0 is none.
const CLASSES: usize = 250;
/// Words seen less often have no class.
const OFTEN: usize = 6;
/// Rounds over all words; the classes hardly change after the sixth.
const ROUNDS: usize = 7;

/// Classes (from 1) of the words of some sentences, by their folded form.
#[must_use]
pub fn clusters<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> BTreeMap<String, u8> {
    let texts: Vec<Vec<String>> = sentences
        .map(|sentence| {
            sentence
                .forms
                .iter()
                .map(|form| features::folded(form))
                .collect()
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in texts.iter().flatten() {
        *counts.entry(word).or_insert(0) += 1;
    }
    let mut vocabulary: Vec<(&str, usize)> =
        counts.into_iter().filter(|word| word.1 >= OFTEN).collect();
    vocabulary.sort_by_key(|&(word, count)| (usize::MAX - count, word));
    let numbers: BTreeMap<&str, u32> = (0..)
        .zip(&vocabulary)
        .map(|(number, word)| (word.0, number))
        .collect();
    // The edge of a sentence and rare words are words of their own, in classes that nothing else enters.
    let (edge, rare) = (vocabulary.len() as u32, vocabulary.len() as u32 + 1);
    let mut pairs: BTreeMap<(u32, u32), i64> = BTreeMap::new();
    for text in &texts {
        let mut last = edge;
        for word in text {
            let next = numbers.get(word.as_str()).copied().unwrap_or(rare);
            *pairs.entry((last, next)).or_insert(0) += 1;
            last = next;
        }
        *pairs.entry((last, edge)).or_insert(0) += 1;
    }
    let mut exchange = Exchange::new(vocabulary.len(), &pairs);
    for _ in 0..ROUNDS {
        exchange.round();
    }
    vocabulary
        .iter()
        .zip(&exchange.classes)
        .map(|(&(word, _), &class)| (word.to_owned(), class as u8 + 1))
        .collect()
}

struct Exchange {
    /// The class of each word, the edge and rare words last.
    classes: Vec<usize>,
    /// For each word: the words after and before it, with counts. Pairs of a word with itself are left out.
    after: Vec<Vec<(u32, i64)>>,
    before: Vec<Vec<(u32, i64)>>,
    /// Bigrams of classes, row by row.
    table: Vec<i64>,
    firsts: Vec<i64>,
    seconds: Vec<i64>,
    logs: Vec<i64>,
}

const WIDTH: usize = CLASSES + 2;

impl Exchange {
    fn new(words: usize, pairs: &BTreeMap<(u32, u32), i64>) -> Self {
        let mut classes: Vec<usize> = (0..words).map(|number| number % CLASSES).collect();
        classes.extend([CLASSES, CLASSES + 1]);
        let mut exchange = Self {
            after: vec![Vec::new(); words + 2],
            before: vec![Vec::new(); words + 2],
            table: vec![0; WIDTH * WIDTH],
            firsts: vec![0; WIDTH],
            seconds: vec![0; WIDTH],
            logs: (0..1 << 16).map(product).collect(),
            classes,
        };
        for (&(first, second), &count) in pairs {
            if first != second {
                exchange.after[first as usize].push((second, count));
                exchange.before[second as usize].push((first, count));
                let (a, b) = (
                    exchange.classes[first as usize],
                    exchange.classes[second as usize],
                );
                exchange.table[a * WIDTH + b] += count;
                exchange.firsts[a] += count;
                exchange.seconds[b] += count;
            }
        }
        exchange
    }

    /// `n · log2 n`.
    fn product(&self, number: i64) -> i64 {
        self.logs
            .get(number as usize)
            .copied()
            .unwrap_or_else(|| product(number as u64))
    }

    fn round(&mut self) {
        for word in 0..self.classes.len() - 2 {
            let by_class = |neighbors: &[(u32, i64)]| {
                let mut sums = vec![0; WIDTH];
                for &(neighbor, count) in neighbors {
                    sums[self.classes[neighbor as usize]] += count;
                }
                let sums = sums.into_iter().enumerate();
                sums.filter(|sum| sum.1 > 0).collect::<Vec<(usize, i64)>>()
            };
            let after = by_class(&self.after[word]);
            let before = by_class(&self.before[word]);
            self.place(self.classes[word], &after, &before, -1);
            let total = |sums: &[(usize, i64)]| sums.iter().map(|sum| sum.1).sum::<i64>();
            let (firsts, seconds) = (total(&after), total(&before));
            let gain = |class: usize| {
                let add = |number: i64, by: i64| self.product(number + by) - self.product(number);
                let right = after
                    .iter()
                    .map(|&(other, by)| add(self.table[class * WIDTH + other], by));
                let left = before
                    .iter()
                    .map(|&(other, by)| add(self.table[other * WIDTH + class], by));
                right.sum::<i64>() + left.sum::<i64>()
                    - add(self.firsts[class], firsts)
                    - add(self.seconds[class], seconds)
            };
            let best = (0..CLASSES).max_by_key(|&class| (gain(class), CLASSES - class));
            let best = best.unwrap_or(0);
            self.place(best, &after, &before, 1);
            self.classes[word] = best;
        }
    }

    /// Puts a word into a class, or takes it out (`sign` -1).
    fn place(&mut self, class: usize, after: &[(usize, i64)], before: &[(usize, i64)], sign: i64) {
        for &(other, by) in after {
            self.table[class * WIDTH + other] += sign * by;
            self.firsts[class] += sign * by;
        }
        for &(other, by) in before {
            self.table[other * WIDTH + class] += sign * by;
            self.seconds[class] += sign * by;
        }
    }
}

/// `n · log2 n` with twelve binary places.
fn product(number: u64) -> i64 {
    if number < 2 {
        return 0;
    }
    let whole = number.ilog2();
    // The fraction, bit by bit: square the mantissa, and where it passes 2 the bit is 1.
    let mut mantissa = (number << 31) >> whole;
    let mut log = u64::from(whole);
    for _ in 0..12 {
        mantissa = (mantissa * mantissa) >> 31;
        log <<= 1;
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
            log |= 1;
        }
    }
    (number * log) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_twelve_places() {
        assert_eq!(product(1), 0);
        assert_eq!(product(8), (8 * 3) << 12);
        assert_eq!(product(3), 3 * 6492); // 4096 · log2 3 = 6492.006…
    }

    #[test]
    fn words_in_the_same_places_share_a_class() {
        let texts = [
            "ana saw the cat today",
            "bo saw the dog today",
            "ana saw the dog",
            "bo saw the cat",
        ];
        let sentences: Vec<Sentence> = texts
            .iter()
            .cycle()
            .take(40)
            .map(|text| Sentence {
                forms: text.split(' ').map(str::to_owned).collect(),
                ..Sentence::default()
            })
            .collect();
        let found = clusters(sentences.iter());
        assert_eq!(found.len(), 7);
        assert_eq!(found, clusters(sentences.iter()));
    }
}
