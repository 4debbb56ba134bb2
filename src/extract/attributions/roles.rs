//! Around the head of a cue: which words are cue, source and content. A chain of labels over the sentence, scored by a
//! linear model and decoded by dynamic programming.

use super::cues::{frame, known, quote_context};
use super::features::{Features, coarse, grade, step};
use super::model::Weights;
use crate::language::sheet::{CLIMB, NONE, Sheet, hash};
use crate::language::{Arc, Roles, Tag};
use crate::language::{ArcSet, TagSet};
use std::ops::Range;

/// Labels: outside, source, cue, content.
pub(super) const LABELS: usize = 4;
pub(super) const OUT: usize = 0;
pub(super) const SOURCE: usize = 1;
pub(super) const CUE: usize = 2;
pub(super) const CONTENT: usize = 3;

/// How many tokens on each side of a cue are labeled. Sentences of news are shorter; lists of a page are not.
pub(super) const REACH: usize = 120;

/// The tokens that are labeled for a cue.
pub(super) fn window(sheet: &Sheet, head: usize) -> Range<usize> {
    let sentence = sheet.sentence_around(head);
    sentence.start.max(head.saturating_sub(REACH))..sentence.end.min(head + REACH)
}

/// How a token hangs together with the head of the cue.
#[derive(Clone, Copy)]
struct Link {
    /// How many steps the head climbs to reach a common ancestor.
    up: u64,
    /// The arcs of these steps.
    path: u64,
    /// The dependent of that ancestor under which the token stands; the token itself on the climb.
    branch: u32,
    /// How deep below the branch.
    depth: u64,
}

fn links(sheet: &Sheet, head: usize, window: &Range<usize>) -> Vec<Link> {
    let mut climb: Vec<(u32, u64)> = Vec::new(); // ancestors of the head, itself first, with the path to them
    let mut at = head as u32;
    let mut path = 1u64;
    for _ in 0..CLIMB {
        climb.push((at, path));
        let node = &sheet.cells[at as usize];
        if node.head == NONE {
            break;
        }
        if climb.len() <= 4 {
            path = path.wrapping_mul(67).wrapping_add(node.arc as u64 + 1);
        }
        at = node.head;
    }
    let mut found: Vec<Option<Link>> = vec![None; window.len()];
    for (up, &(token, path)) in climb.iter().enumerate() {
        if window.contains(&(token as usize)) {
            found[token as usize - window.start] = Some(Link {
                up: up as u64,
                path,
                branch: token,
                depth: 99,
            });
        }
    }
    let mut chain = Vec::new();
    for at in window.clone() {
        chain.clear();
        let mut token = at as u32;
        let mut base = None;
        for _ in 0..CLIMB {
            if token == NONE {
                break;
            }
            if window.contains(&(token as usize)) {
                if let Some(link) = found[token as usize - window.start] {
                    base = Some(link);
                    break;
                }
            } else if let Some(up) = climb.iter().position(|&(ancestor, _)| ancestor == token) {
                base = Some(Link {
                    up: up as u64,
                    path: climb[up].1,
                    branch: token,
                    depth: 99,
                });
                break;
            }
            chain.push(token);
            token = sheet.cells[token as usize].head;
        }
        let mut link = base.unwrap_or(Link {
            up: 90,
            path: 0,
            branch: chain.last().copied().unwrap_or(at as u32),
            depth: 98,
        });
        for &below in chain.iter().rev() {
            link = if link.depth == 99 {
                Link {
                    branch: below,
                    depth: 0,
                    ..link
                }
            } else {
                Link {
                    depth: (link.depth + 1).min(97),
                    ..link
                }
            };
            if window.contains(&(below as usize)) {
                found[below as usize - window.start] = Some(link);
            }
        }
    }
    found
        .into_iter()
        .map(|link| {
            link.unwrap_or(Link {
                up: 91,
                path: 0,
                branch: head as u32,
                depth: 0,
            })
        })
        .collect()
}

/// The features of one token of a window: of its label, and of its label with the one before.
#[derive(Default)]
pub(super) struct Position {
    pub(super) state: Features,
    pub(super) step: Features,
}

/// The features of every token of a window around a cue head, in order, given to `each`.
pub(super) fn features(sheet: &Sheet, head: usize, mut each: impl FnMut(usize, &Position)) {
    let window = window(sheet, head);
    let links = links(sheet, head, &window);
    let cue = sheet.cells[head];
    let class = hash(known(sheet, head));
    let quotes = quote_context(sheet, head);
    let frame = frame(sheet, head);
    let voice = frame & 0b1100_0011
        | u64::from(frame & 4 != 0) << 2
        | u64::from(frame & 8 != 0) << 3
        | u64::from(frame & 16 != 0) << 4
        | u64::from(frame & 32 != 0) << 5;
    let voice_quotes = voice | (quotes & 31) << 10;
    let t = cue.tag as u64;
    let mut position = Position::default();
    // Marks between the head and each token.
    let mut commas = vec![0u8; window.len()];
    let mut verbs = vec![0u8; window.len()];
    let mut cues = vec![0u8; window.len()];
    for (range, back) in [
        ((head..window.end).collect::<Vec<_>>(), false),
        ((window.start..=head).rev().collect(), true),
    ] {
        let (mut comma, mut verb, mut other) = (0u8, 0u8, 0u8);
        for at in range {
            let node = &sheet.cells[at];
            let place = at - window.start;
            if back && at == head {
                continue;
            }
            commas[place] = comma;
            verbs[place] = verb;
            cues[place] = other;
            if at == head {
                continue;
            }
            if matches!(node.tag, Tag::Comma | Tag::Colon | Tag::Open | Tag::Close) {
                comma = (comma + 1).min(3);
            }
            if TagSet::FINITE.has(node.tag) {
                verb = (verb + 1).min(2);
                if !known(sheet, at).is_empty() {
                    other = (other + 1).min(2);
                }
            }
        }
    }
    for at in window.clone() {
        let place = at - window.start;
        let node = sheet.cells[at];
        let link = links[place];
        let branch = sheet.cells[link.branch as usize];
        let after = u64::from(at > head);
        let side = u64::from((link.branch as usize) > head);
        let role = branch.arc as u64;
        let is_head = u64::from(at == head);
        let tie = link.up.min(5) * 64
            + role
            + 4096 * side
            + 8192 * is_head
            + 16384 * u64::from(link.depth == 99);
        let tie_path = link.path.wrapping_mul(131).wrapping_add(tie);
        let depth = link.depth.min(2);
        let case = sheet
            .child(link.branch as usize, ArcSet::of(&[Arc::Case, Arc::Mark]))
            .map_or(0, |case| sheet.cells[case].word);
        let in_quote = if node.region == NONE {
            0
        } else if node.region == cue.region {
            1
        } else {
            2
        };
        let distance = step(head, at);
        let get = |offset: isize| {
            at.checked_add_signed(offset)
                .filter(|p| window.contains(p))
                .map(|p| &sheet.cells[p])
        };
        let word = |offset: isize| get(offset).map_or(0, |n| n.word);
        let tag = |offset: isize| get(offset).map_or(99, |n| n.tag as u64);
        let n = node.tag as u64;
        let between =
            u64::from(commas[place]) * 16 + u64::from(verbs[place]) * 4 + u64::from(cues[place]);
        let own = |end: u32| {
            // Whether the token ends the subtree of its branch.
            let branch = &sheet.cells[link.branch as usize];
            u64::from(end == 0 && branch.low as usize == at)
                | u64::from(end == 1 && branch.high as usize == at)
        };
        let s = &mut position.state;
        s.clear();
        s.add(100, &[]);
        s.add(101, &[node.word, after]);
        s.add(102, &[n, after, distance]);
        s.add(103, &[tie]);
        s.add(104, &[tie, depth, n]);
        s.add(105, &[tie, cue.lemma]);
        s.add(106, &[tie, class, t]);
        s.add(107, &[tie_path]);
        s.add(108, &[tie_path, voice_quotes]);
        s.add(109, &[tie, case]);
        s.add(110, &[tie, case, cue.lemma]);
        s.add(111, &[tie, branch.tag as u64, u64::from(branch.name)]);
        s.add(112, &[tie, branch.lemma]);
        s.add(113, &[tie, voice]);
        s.add(114, &[tie, voice, class]);
        s.add(115, &[tie, voice_quotes, in_quote]);
        s.add(116, &[in_quote, quotes, after]);
        s.add(117, &[in_quote, quotes, after, cue.lemma]);
        s.add(118, &[between, after, t]);
        s.add(119, &[between, after, cue.lemma]);
        s.add(120, &[between, tie]);
        s.add(121, &[node.word, cue.lemma, distance]);
        s.add(122, &[n, cue.lemma, distance]);
        s.add(123, &[tag(-1), n, tag(1), after]);
        s.add(124, &[word(-1), node.word, after]);
        s.add(125, &[node.word, word(1), after]);
        s.add(126, &[node.word, tie]);
        s.add(127, &[u64::from(node.name), tie, u64::from(node.shape)]);
        s.add(128, &[node.arc as u64, n, distance]);
        s.add(129, &[cue.lemma, after]);
        s.add(130, &[t, class, after, voice_quotes]);
        s.add(131, &[after, between, in_quote, voice_quotes]);
        s.add(132, &[tag(-2), tag(-1), n, distance]);
        s.add(133, &[n, tag(1), tag(2), distance]);
        s.add(134, &[tie, node.arc as u64, n]);
        s.add(
            135,
            &[
                u64::from(node.region != NONE),
                u64::from(node.is_word),
                distance,
                t,
            ],
        );
        s.add(136, &[tie, sheet.cells[head].word, case]);
        let first = (at - window.start).min(3) as u64;
        let last = (window.end - 1 - at).min(3) as u64;
        s.add(137, &[first, n, after]);
        s.add(138, &[last, n, after]);
        s.add(139, &[last, node.word, in_quote]);
        let part = part(&node.roles);
        let last_part = get(-1).map_or(99, |node| self::part(&node.roles));
        s.add(140, &[part]);
        s.add(141, &[part, tie]);
        s.add(142, &[part, after, distance]);
        s.add(143, &[part, in_quote, after, between]);
        s.add(144, &[part, n, after]);
        s.add(
            145,
            &[
                part,
                last_part,
                get(1).map_or(99, |node| self::part(&node.roles)),
                after,
            ],
        );
        let leads = &node.roles;
        s.add(146, &[grade(leads.source), after]);
        s.add(147, &[grade(leads.cue), after, distance]);
        s.add(148, &[grade(leads.content), after, coarse(cue.roles.cue)]);
        let p = &mut position.step;
        p.clear();
        p.add(200, &[]);
        p.add(201, &[node.word]);
        p.add(202, &[n, tag(-1)]);
        p.add(203, &[word(-1)]);
        p.add(204, &[tie, own(0)]);
        let before = place.checked_sub(1).map(|place| links[place]);
        let same = before.is_some_and(|before| before.branch == link.branch);
        p.add(205, &[u64::from(same), tie]);
        p.add(206, &[u64::from(same), n, node.word]);
        let ended = before.map_or(0, |before| {
            let branch = &sheet.cells[before.branch as usize];
            u64::from(branch.high as usize + 1 == at)
                + 2 * (before.up.min(3) * 64 + branch.arc as u64)
        });
        p.add(207, &[ended, own(0), n]);
        p.add(208, &[ended, tie]);
        p.add(209, &[distance, n, tag(-1)]);
        p.add(210, &[distance, cue.lemma]);
        p.add(211, &[cue.lemma, node.word]);
        p.add(
            212,
            &[
                node.arc as u64,
                get(-1).map_or(99, |n| n.arc as u64),
                u64::from(node.head as usize + 1 == at),
                u64::from(get(-1).is_some_and(|b| b.head as usize == at)),
            ],
        );
        let new_region = get(-1).map_or(NONE, |b| b.region) != node.region;
        p.add(213, &[u64::from(new_region), in_quote, after, n]);
        p.add(214, &[word(-1), node.word]);
        p.add(215, &[tag(-1), n, tag(1)]);
        p.add(216, &[last, n, u64::from(node.is_word)]);
        p.add(217, &[tag(-1), n, word(1)]);
        p.add(218, &[between, n]);
        p.add(219, &[node.arc as u64, n, tie]);
        p.add(220, &[last_part, part]);
        p.add(221, &[last_part, part, n, tag(-1)]);
        p.add(222, &[last_part, part, after, distance]);
        p.add(223, &[last_part, part, tie]);
        each(at, &position);
    }
}

/// What the network takes a token for, and how surely.
fn part(roles: &Roles) -> u64 {
    let leads = [roles.source, roles.cue, roles.content];
    let best = (0..3).max_by_key(|&at| (leads[at], 3 - at)).unwrap_or(0);
    best as u64 * 8 + coarse(leads[best])
}

/// Whether label `next` may follow `before` at `at`: one run of cue, which holds the head; the source is one run too.
pub(super) fn allowed(head: usize, at: usize, before: usize, next: usize) -> bool {
    if at == head {
        return next == CUE;
    }
    if at < head {
        before != CUE || next == CUE
    } else {
        next != CUE || before == CUE
    }
}

/// The labels of a window around a cue head, and how far the best way of labeling it is ahead of the next, token by token.
pub(super) struct Labeling {
    pub(super) window: Range<usize>,
    pub(super) labels: Vec<u8>,
    /// The smallest lead of the best labeling over one that gives a token another label, for each of the labels used.
    pub(super) leads: [i32; LABELS],
}

/// Labels the window around a cue head.
pub(super) fn decode(
    sheet: &Sheet,
    head: usize,
    state: &Weights<LABELS>,
    step: &Weights<{ LABELS * LABELS }>,
) -> Labeling {
    const LOW: i32 = i32::MIN / 4;
    let window = window(sheet, head);
    let n = window.len();
    let mut node = Vec::with_capacity(n);
    let mut edge: Vec<[i32; LABELS * LABELS]> = Vec::with_capacity(n);
    features(sheet, head, |at, position| {
        node.push(state.score(&position.state.hashes));
        let mut pairs = if at > window.start {
            step.score(&position.step.hashes)
        } else {
            [0; LABELS * LABELS]
        };
        for before in 0..LABELS {
            for next in 0..LABELS {
                if !allowed(head, at, before, next) || (at == window.start && before != OUT) {
                    pairs[before * LABELS + next] = LOW;
                }
            }
        }
        edge.push(pairs);
    });
    let mut forward = vec![[LOW; LABELS]; n];
    let mut backward = vec![[0; LABELS]; n];
    for i in 0..n {
        for next in 0..LABELS {
            let best = (0..LABELS)
                .map(|before| {
                    edge[i][before * LABELS + next].saturating_add(if i == 0 {
                        0
                    } else {
                        forward[i - 1][before]
                    })
                })
                .max()
                .unwrap_or(LOW);
            forward[i][next] = best.max(LOW) + node[i][next];
        }
    }
    for i in (0..n.saturating_sub(1)).rev() {
        for before in 0..LABELS {
            backward[i][before] = (0..LABELS)
                .map(|next| {
                    edge[i + 1][before * LABELS + next]
                        .saturating_add(node[i + 1][next])
                        .saturating_add(backward[i + 1][next])
                })
                .max()
                .unwrap_or(LOW)
                .max(LOW);
        }
    }
    let mut labels = vec![OUT as u8; n];
    let mut leads = [i32::MAX; LABELS];
    let mut next = (0..LABELS)
        .max_by_key(|&label| (forward[n - 1][label], LABELS - label))
        .unwrap_or(OUT);
    for i in (0..n).rev() {
        labels[i] = next as u8;
        let through = |label: usize| forward[i][label].saturating_add(backward[i][label]);
        let best = through(next);
        let second = (0..LABELS)
            .filter(|&label| label != next)
            .map(through)
            .max()
            .unwrap_or(LOW);
        leads[next] = leads[next].min(best.saturating_sub(second));
        if i > 0 {
            next = (0..LABELS)
                .max_by_key(|&before| {
                    (
                        edge[i][before * LABELS + next].saturating_add(forward[i - 1][before]),
                        LABELS - before,
                    )
                })
                .unwrap_or(OUT);
        }
    }
    Labeling {
        window,
        labels,
        leads,
    }
}
