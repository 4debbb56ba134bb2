//! Things of two lists that are the same, if need be in other words.

use super::fields::{string, words};
use crate::output::ids::normalized;
use crate::text::hash::Hash;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// Two things are the same, reworded, if they share this much of their words, in thousandths (Dice).
const SAME: usize = 500;

/// How far apart, in positions among the things without a partner, two reworded things may stand: bounds the work where
/// nothing has a partner.
const REACH: usize = 100;

/// Pairs of indices of things that are the same: by id, then by the words they share, the best first.
pub(super) fn matched(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, value) in old.iter().enumerate().rev() {
        by_id.entry(key(value)).or_default().push(at);
    }
    let mut new_left = Vec::new();
    for (at, value) in new.iter().enumerate() {
        match by_id.get_mut(&key(value)).and_then(Vec::pop) {
            Some(before) => pairs.push((before, at)),
            None => new_left.push(at),
        }
    }
    let mut old_left: Vec<usize> = by_id.into_values().flatten().collect();
    old_left.sort_unstable();
    let old_bags: Vec<_> = old_left.iter().map(|&at| bag(&old[at])).collect();
    let new_bags: Vec<_> = new_left.iter().map(|&at| bag(&new[at])).collect();
    let mut close = Vec::new();
    for (o, old_bag) in old_bags.iter().enumerate() {
        let from = o.saturating_sub(REACH);
        let to = (o + REACH).min(new_bags.len());
        for (n, new_bag) in new_bags.iter().enumerate().take(to).skip(from) {
            let shared = dice(old_bag, new_bag);
            if shared >= SAME {
                close.push((1000 - shared, o.abs_diff(n), o, n));
            }
        }
    }
    close.sort_unstable();
    let (mut old_taken, mut new_taken) = (HashSet::new(), HashSet::new());
    for (_, _, o, n) in close {
        if !old_taken.contains(&o) && !new_taken.contains(&n) {
            old_taken.insert(o);
            new_taken.insert(n);
            pairs.push((old_left[o], new_left[n]));
        }
    }
    pairs
}

/// What tells a thing from others: its id, or its words where it has none.
fn key(value: &Value) -> String {
    string(value, "id").unwrap_or_else(|| {
        let code = value["code"].as_str().unwrap_or_default();
        format!("{code} {}", words(value).unwrap_or_default())
    })
}

/// The hashes of the words of a thing, sorted.
fn bag(value: &Value) -> Vec<u64> {
    let mut bag: Vec<u64> = normalized(&words(value).unwrap_or_default())
        .split(' ')
        .map(|word| Hash::new().field(word).finish())
        .collect();
    bag.sort_unstable();
    bag
}

/// What two sorted lists share: twice the common part over both lengths, in thousandths.
fn dice(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2000 * common / (a.len() + b.len()).max(1)
}
