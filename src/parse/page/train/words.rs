//! Learning the weights of words.

use super::corpus::Page;
use crate::parse::page::measures::extent;
use crate::parse::page::vocabulary::{GROUPS, SLOTS, closing, opening, pair, slot};
use crate::parse::page::words;
use crate::parse::page::words::FOLD;
use crate::parse::roles::Role;
use std::collections::BTreeMap;

/// The group of a role.
fn group(role: Role) -> usize {
    match role {
        Role::Before | Role::Section | Role::Inside => 0,
        Role::After => 1,
        Role::Body | Role::Crosshead => 2,
        Role::Headline | Role::Deck => 3,
        Role::Caption => 4,
        Role::Byline | Role::Date | Role::Outlet | Role::Dateline | Role::Credit => 5,
    }
}

/// How many publishers must have a word before it tells anything.
const FEWEST_PUBLISHERS: usize = 3;

/// How much is added to every count.
const SMOOTHING: f64 = 4.0;

/// The weights learned from the pages that `use_page` picks, as [`crate::parse::page::vocabulary::Vocabulary`] reads them.
#[must_use]
pub fn learn(pages: &[Page], use_page: impl Fn(&Page) -> bool) -> Vec<u8> {
    // How often each slot stands in each group, once a block and publisher; and the publishers that have it.
    let mut blocks: BTreeMap<&str, BTreeMap<(usize, usize), u32>> = BTreeMap::new();
    for page in pages.iter().filter(|page| use_page(page)) {
        let counts = blocks.entry(&page.publisher).or_default();
        for (block, &role) in page.blocks.iter().zip(&page.roles) {
            let slice = &page.text.as_str()[extent(&page.lines, block).range()];
            let mut slots = Vec::new();
            let mut before = None;
            let mut all = Vec::new();
            words::each(slice, |word| {
                all.push(word.hash);
                slots.push(slot(word.hash));
                if let Some(before) = before {
                    slots.push(pair(before, word.hash));
                }
                before = Some(word.hash);
            });
            if let [first, second, ..] = all[..] {
                slots.extend(opening(first, second));
            }
            if let Some((&last, before)) = all.split_last() {
                slots.extend(closing(before.last().copied().unwrap_or(FOLD), last));
            }
            slots.sort_unstable();
            slots.dedup();
            for slot in slots {
                *counts.entry((slot, group(role))).or_default() += 1;
            }
        }
    }
    let mut counts = vec![[0f64; GROUPS]; SLOTS];
    let mut publishers = vec![0usize; SLOTS];
    for of_publisher in blocks.values() {
        let mut last = usize::MAX;
        for (&(slot, group), &count) in of_publisher {
            // The hundredth time that a publisher prints it tells little more than the first.
            counts[slot][group] += f64::from(count).sqrt();
            publishers[slot] += usize::from(slot != last);
            last = slot;
        }
    }
    let mut totals = [0f64; GROUPS];
    for of_slot in &counts {
        for (total, count) in totals.iter_mut().zip(of_slot) {
            *total += count;
        }
    }
    let all: f64 = totals.iter().sum();
    let mut weights = vec![0u8; SLOTS * GROUPS];
    for (slot, of_slot) in counts.iter().enumerate() {
        if publishers[slot] < FEWEST_PUBLISHERS {
            continue;
        }
        let sum: f64 = of_slot.iter().sum();
        for (group, count) in of_slot.iter().enumerate() {
            let expected = totals[group] / all;
            let share = (count + SMOOTHING * expected) / (sum + SMOOTHING);
            let weight = ((share / expected).ln() * 16.0).round().clamp(-60.0, 60.0);
            weights[slot * GROUPS + group] = (weight as i8) as u8;
        }
    }
    weights
}
