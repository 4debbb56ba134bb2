//! What is measured of a block among the others: what it shares with them, how much prose is around it, where it stands.

use super::blocks::Block;
use super::measures::{Look, MEASURES, MOST_PROSE, Measure, Row, byte, extent, share, steps};
use super::own::own;
use super::vocabulary::Vocabulary;
use super::words;
use crate::parse::lines::Line;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Blocks that are near.
const NEAR: usize = 5;

/// Blocks that are far.
const FAR: usize = 25;

/// How far behind and before shared words are looked for.
const AROUND: usize = 8;

/// Longer blocks repeat nothing.
const MOST_ECHO: usize = 40;

/// Measures the blocks of a page.
#[must_use]
pub fn measure(text: &str, lines: &[Line], blocks: &[Block], vocabulary: &Vocabulary) -> Vec<Row> {
    let mut rows = vec![[0u8; MEASURES]; blocks.len()];
    let mut looks = Vec::with_capacity(blocks.len());
    let mut long = Vec::new();
    for (row, block) in rows.iter_mut().zip(blocks) {
        looks.push(own(text, lines, block, row, &mut long, vocabulary));
    }
    shared(&mut rows, &looks, &long);
    echoes(&mut rows, text, lines, blocks, &looks);
    around(&mut rows, &looks);
    stretches(&mut rows, &looks);
    for at in 1..rows.len() {
        rows[at - 1][Measure::BlanksBehind as usize] = rows[at][Measure::BlanksBefore as usize];
    }
    if let Some(last) = rows.last_mut() {
        last[Measure::BlanksBehind as usize] = 3;
    }
    rows
}

/// How many words of each block stand in the prose of the page, and in that near by.
fn shared(rows: &mut [Row], looks: &[Look], long: &[u32]) {
    // The prose blocks in which each word stands, in order; one for each time.
    let mut places: HashMap<u32, Vec<u32>, FixedState> =
        HashMap::with_hasher(FixedState::default());
    for (at, look) in looks.iter().enumerate() {
        if look.prose {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            for &word in &long[look.long.0..look.long.1] {
                let list = places.entry(word).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
    }
    for (at, (row, look)) in rows.iter_mut().zip(looks).enumerate() {
        let words = &long[look.long.0..look.long.1];
        let (mut any, mut behind, mut before) = (0, 0, 0);
        let here = u32::try_from(at).unwrap_or(u32::MAX);
        for word in words {
            let Some(list) = places.get(word) else {
                continue;
            };
            any += usize::from(list.len() > usize::from(look.prose));
            let next = list.partition_point(|&place| place <= here);
            let last = list.partition_point(|&place| place < here);
            behind += usize::from(
                list.get(next)
                    .is_some_and(|&place| place as usize <= at + AROUND),
            );
            before += usize::from(last > 0 && list[last - 1] as usize + AROUND >= at);
        }
        row[Measure::Shared as usize] = share(any, words.len());
        row[Measure::SharedBehind as usize] = share(behind, words.len());
        row[Measure::SharedBefore as usize] = share(before, words.len());
    }
}

/// Lines that others may begin with have at most as many words.
const MOST_EXTENDED: usize = 8;

/// Which blocks stand in the page again, alone or with more behind them, and which begin with another.
fn echoes(rows: &mut [Row], text: &str, lines: &[Line], blocks: &[Block], looks: &[Look]) {
    let mut same: HashMap<u64, (u32, u32, u32), FixedState> =
        HashMap::with_hasher(FixedState::default());
    let mut longer: HashMap<u64, (u32, u32), FixedState> =
        HashMap::with_hasher(FixedState::default());
    for (at, (block, look)) in blocks.iter().zip(looks).enumerate() {
        if look.words == 0 || look.words > MOST_ECHO {
            continue;
        }
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let seen = same.entry(look.whole).or_insert((0, at, at));
        seen.0 += 1;
        seen.2 = at;
        let slice = &text[extent(lines, block).range()];
        let (mut hash, mut count) = (0u64, 0);
        words::each(slice, |word| {
            hash = words::joined(hash, word);
            count += 1;
            if count >= 3 && count < look.words {
                longer.entry(hash).or_insert((at, at)).1 = at;
            }
        });
    }
    for (at, (row, look)) in rows.iter_mut().zip(looks).enumerate() {
        let here = u32::try_from(at).unwrap_or(u32::MAX);
        let sides = |first: u32, last: u32| u8::from(first < here) | u8::from(last > here) << 1;
        let mut echo = 0;
        if let Some(&(count, first, last)) = same.get(&look.whole)
            && look.words > 0
            && look.words <= MOST_ECHO
        {
            row[Measure::Repeated as usize] = byte(count as usize);
            if look.words >= 3 {
                echo |= sides(first, last);
            }
        }
        if let Some(&(first, last)) = longer.get(&look.whole) {
            echo |= sides(first, last);
        }
        row[Measure::Echo as usize] = echo;
        let slice = &text[extent(lines, &blocks[at]).range()];
        let (mut hash, mut count, mut extends) = (0u64, 0, 0);
        words::each(first_words(slice), |word| {
            hash = words::joined(hash, word);
            count += 1;
            if (2..=MOST_EXTENDED).contains(&count)
                && count < look.words
                && let Some(&(_, first, last)) = same.get(&hash)
            {
                extends |= sides(first, last);
            }
        });
        row[Measure::Extends as usize] = extends;
    }
}

/// The part of a line that holds the first words.
fn first_words(slice: &str) -> &str {
    let end = slice
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|&at| at < 120)
        .last()
        .unwrap_or(0);
    if slice.len() <= 120 {
        slice
    } else {
        &slice[..end]
    }
}

/// Where a block stands among the others, and how much prose is around it.
fn around(rows: &mut [Row], looks: &[Look]) {
    let count = rows.len();
    let mut sums = vec![0usize];
    for look in looks {
        let prose = if look.prose {
            look.length.min(MOST_PROSE)
        } else {
            0
        };
        sums.push(sums[sums.len() - 1] + prose);
    }
    let total = sums[count];
    let parted = rows
        .iter()
        .filter(|row| row[Measure::BlanksBefore as usize] > 0)
        .count();
    let (mut since_prose, mut since_day, mut since_by) = (200usize, 200usize, 200usize);
    for at in 0..count {
        let row = &mut rows[at];
        let mut set = |measure: Measure, value: u8| row[measure as usize] = value;
        set(Measure::SinceProse, byte(since_prose.min(60)));
        set(Measure::SinceDay, byte(since_day.min(40)));
        set(Measure::SinceBy, byte(since_by.min(40)));
        set(Measure::ProseBefore, share(sums[at], total));
        set(
            Measure::ProseBeforeNear,
            byte((sums[at] - sums[at.saturating_sub(NEAR)]) / 12),
        );
        set(
            Measure::ProseBehindNear,
            byte((sums[(at + 1 + NEAR).min(count)] - sums[at + 1]) / 12),
        );
        set(
            Measure::ProseBeforeFar,
            byte((sums[at] - sums[at.saturating_sub(FAR)]) / 40),
        );
        set(
            Measure::ProseBehindFar,
            byte((sums[(at + 1 + FAR).min(count)] - sums[at + 1]) / 40),
        );
        set(Measure::Place, share(at, count));
        set(Measure::Before, byte(at));
        set(Measure::Behind, byte(count - 1 - at));
        set(Measure::Blocks, steps(count));
        set(Measure::PageProse, steps(total));
        set(Measure::PageBlanks, share(parted, count));
        since_prose = if looks[at].prose { 0 } else { since_prose + 1 };
        since_day = if row[Measure::Day as usize] > 0 {
            0
        } else {
            since_day + 1
        };
        since_by = if row[Measure::By as usize] == 1 {
            0
        } else {
            since_by + 1
        };
    }
    let mut to_prose = 200usize;
    for at in (0..count).rev() {
        rows[at][Measure::ToProse as usize] = byte(to_prose.min(60));
        to_prose = if looks[at].prose { 0 } else { to_prose + 1 };
    }
}

/// Where a block stands to the stretches of the page with most prose.
fn stretches(rows: &mut [Row], looks: &[Look]) {
    for (gap, begin, end) in [
        (120, Measure::FromBegin, Measure::FromEnd),
        (30, Measure::FromBeginLoose, Measure::FromEndLoose),
    ] {
        let (from, to) = stretch(looks, gap);
        for (at, row) in rows.iter_mut().enumerate() {
            let offset = |edge: usize| byte((100 + at).saturating_sub(edge).clamp(20, 180));
            row[begin as usize] = offset(from);
            row[end as usize] = offset(to);
        }
    }
}

/// The first and last block of the stretch with most prose, where every block that is none costs `gap` characters
/// (the subarray of greatest sum; Kadane's algorithm, as Bentley 1984 gives it).
fn stretch(looks: &[Look], gap: i64) -> (usize, usize) {
    let (mut best, mut found) = (0i64, (0, 0));
    let (mut sum, mut from) = (0i64, 0);
    for (at, look) in looks.iter().enumerate() {
        let gain = if look.prose {
            look.length.min(MOST_PROSE) as i64
        } else {
            -gap
        };
        if sum <= 0 {
            sum = 0;
            from = at;
        }
        sum += gain;
        if sum > best {
            best = sum;
            found = (from, at);
        }
    }
    found
}
