//! All candidates of an article, judged and settled: one role a word.

use super::complete;
use super::cues::{self, known};
use super::draft::{self, Draft};
use super::edges;
use super::features::{Features, coarse, grade};
use super::forms;
use super::model::Models;
use super::predicates::can_speak;
use super::roles;
use super::speech;
use crate::language::Roles;
use crate::language::sheet::{NONE, Sheet, hash};

/// Cue heads below this share of a natural logarithm of the odds, in quarters, are not looked at further.
const CUE_FLOOR: i32 = -8;

/// How many candidates of a sentence are looked at; a page of nothing but "said" has as many as words.
const MOST: usize = 40;

/// A relation that is no speech is printed if it is judged better than this, in 256ths of a natural logarithm of the odds. One that
/// is right with probability p is worth printing for the F-measure F when p > F / 2; the judge learns from models that saw less, and
/// is too strict.
const JUDGE_FLOOR: i32 = -256;

/// The candidates of an article, judged by their cue alone.
pub(super) fn candidates(sheet: &Sheet, models: &Models) -> Vec<Draft> {
    let mut found = forms::find(sheet);
    let covered: Vec<bool> = {
        let mut covered = vec![false; sheet.cells.len()];
        for draft in &found {
            for &at in draft.cue.iter().chain(&draft.source).chain(&draft.content) {
                covered[at as usize] = true;
            }
        }
        covered
    };
    let mut taken = vec![false; sheet.regions.len()];
    for draft in &found {
        mark_regions(sheet, draft, &mut taken);
    }
    let by_form = found.len();
    let mut features = Features::default();
    let (mut current, mut looked_at) = (NONE, 0);
    for (at, &covered) in covered.iter().enumerate() {
        if covered || !cues::is_candidate(sheet, at) {
            continue;
        }
        features.clear();
        cues::features(sheet, at, &mut features);
        let [score] = models.cues.score(&features.hashes);
        let score = score.saturating_mul(256) / models.cues.unit();
        let sentence = sheet.cells[at].sentence;
        if sentence != current {
            current = sentence;
            looked_at = 0;
        }
        if score > CUE_FLOOR * 64 && looked_at < MOST {
            looked_at += 1;
            let labeling = roles::decode(sheet, at, &models.state, &models.step);
            found.push(draft::draft(at, score, &labeling));
        }
    }
    for draft in &found[by_form..] {
        if draft.cue_score > 0 {
            mark_regions(sheet, draft, &mut taken);
        }
    }
    for draft in &mut found[by_form..] {
        complete::complete(sheet, draft, &taken);
    }
    found.retain(|draft| {
        let mut content = draft.content.iter().map(|&at| &sheet.cells[at as usize]);
        content.any(|node| node.is_word) && !is_state_of_a_thing(sheet, draft)
    });
    found.sort_by_key(|draft| draft.head);
    found
}

/// The mood was grim: “We lost.” Whether a cue says how a thing is that cannot speak.
fn is_state_of_a_thing(sheet: &Sheet, draft: &Draft) -> bool {
    complete::is_state(sheet, draft.head)
        && !draft.source.is_empty()
        && !draft.source.iter().any(|&at| can_speak(sheet, at as usize))
}

fn mark_regions(sheet: &Sheet, draft: &Draft, taken: &mut [bool]) {
    for &at in &draft.content {
        let region = sheet.cells[at as usize].region;
        if region != NONE && region != sheet.cells[draft.head].region {
            taken[region as usize] = true;
        }
    }
}

/// A score in 256ths of a natural logarithm of the odds, as one of 17 steps.
fn bucket(score: i32) -> u64 {
    (score / 128).clamp(-8, 8).wrapping_add(8) as u64
}

fn lead(score: i32, unit: i32) -> u64 {
    match i64::from(score) * 4 / i64::from(unit.max(1)) {
        i64::MIN..=0 => 0,
        quarters @ 1..=11 => quarters as u64 / 2 + 1,
        12..=15 => 7,
        16..=23 => 8,
        24..=40 => 9,
        _ => 10,
    }
}

/// What surrounds each candidate, for the judge.
pub(super) struct Surroundings {
    /// For each token, the best two cue scores of candidates whose content it is, with their numbers.
    contents: Vec<[(i32, u32); 2]>,
}

impl Surroundings {
    pub(super) fn new(sheet: &Sheet, candidates: &[Draft]) -> Self {
        let mut contents = vec![[(i32::MIN, NONE); 2]; sheet.cells.len()];
        for (number, draft) in candidates.iter().enumerate() {
            for &at in &draft.content {
                let best = &mut contents[at as usize];
                let entry = (draft.cue_score, number as u32);
                if entry.0 > best[0].0 {
                    best[1] = best[0];
                    best[0] = entry;
                } else if entry.0 > best[1].0 {
                    best[1] = entry;
                }
            }
        }
        Self { contents }
    }

    /// The best cue score of another candidate whose content holds the token.
    fn other(&self, at: usize, number: usize) -> Option<(i32, usize)> {
        self.contents[at]
            .iter()
            .find(|entry| entry.1 != NONE && entry.1 != number as u32)
            .map(|&(score, number)| (score, number as usize))
    }
}

/// The features by which a candidate is judged right or wrong as a whole.
pub(super) fn features(
    sheet: &Sheet,
    models: &Models,
    candidates: &[Draft],
    around: &Surroundings,
    number: usize,
    out: &mut Features,
) {
    let draft = &candidates[number];
    let node = sheet.cells[draft.head];
    let class = hash(known(sheet, draft.head));
    let cue = bucket(draft.cue_score);
    let t = node.tag as u64;
    let unit = models.state.unit();
    let leads: [u64; 4] = std::array::from_fn(|label| lead(draft.leads[label], unit));
    let quoted = draft
        .content
        .iter()
        .filter(|&&at| sheet.cells[at as usize].is_word && sheet.cells[at as usize].region != NONE)
        .count();
    let words = draft
        .content
        .iter()
        .filter(|&&at| sheet.cells[at as usize].is_word)
        .count();
    let kind = if quoted == 0 {
        0u64
    } else if quoted == words {
        2
    } else {
        1
    };
    let length = match words {
        0..=3 => words as u64,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    };
    let source = draft.source.first().map(|&at| sheet.cells[at as usize]);
    let source_kind = source.map_or(99, |node| {
        node.tag as u64 * 8
            + u64::from(
                draft
                    .source
                    .iter()
                    .map(|&at| sheet.cells[at as usize].name)
                    .max()
                    .unwrap_or(0),
            )
    });
    let order = {
        let first = |list: &[u32]| list.first().copied().unwrap_or(u32::MAX);
        let (s, c, q) = (
            first(&draft.source),
            first(&draft.content),
            draft.head as u32,
        );
        let last = draft.content.last().copied().unwrap_or(0);
        u64::from(s < q)
            | u64::from(c < q) << 1
            | u64::from(last > q) << 2
            | u64::from(s < c) << 3
            | u64::from(s == u32::MAX) << 4
    };
    let nested = around.other(draft.head, number);
    let nest = nested.map_or(99, |(score, other)| {
        bucket(score).saturating_mul(4)
            + u64::from(candidates[other].cue_score > draft.cue_score) * 2
            + u64::from(node.region != NONE)
    });
    let header = u64::from(sheet.is_header(node.sentence as usize) || node.sentence == 0);
    let form = u64::from(draft.by_form);
    out.add(300, &[form, kind]);
    out.add(301, &[cue]);
    out.add(302, &[cue, kind]);
    out.add(303, &[cue, class]);
    out.add(304, &[cue, nest]);
    out.add(305, &[nest]);
    out.add(306, &[nest, class]);
    out.add(307, &[leads[1], kind]);
    out.add(308, &[leads[2], kind]);
    out.add(309, &[leads[3], kind]);
    out.add(310, &[cue, leads[1], leads[3].min(7)]);
    out.add(311, &[leads[1].min(leads[3]), cue]);
    out.add(312, &[node.lemma]);
    out.add(313, &[node.lemma, kind]);
    out.add(314, &[class, t, kind]);
    out.add(315, &[source_kind]);
    out.add(316, &[source_kind, leads[1]]);
    out.add(317, &[order, kind]);
    out.add(318, &[order, t, class]);
    out.add(319, &[length, kind]);
    out.add(320, &[length, class, leads[3].min(5)]);
    out.add(321, &[header, t, cue]);
    out.add(322, &[header, kind, order]);
    out.add(323, &[draft.cue.len().min(6) as u64, t, leads[2].min(7)]);
    out.add(324, &[node.lemma, leads[3].min(4)]);
    let gaps = sheet.spans_of(&draft.content).len().min(4) as u64;
    out.add(325, &[gaps, kind]);
    out.add(
        326,
        &[sheet.spans_of(&draft.source).len().min(3) as u64, leads[1]],
    );
    let start = sheet.cells[draft.content[0] as usize];
    out.add(327, &[start.word, class]);
    out.add(328, &[start.tag as u64, t, kind]);
    let inside = draft
        .content
        .iter()
        .filter(|&&at| {
            around
                .other(at as usize, number)
                .is_some_and(|(score, _)| score > draft.cue_score)
        })
        .count();
    let share = inside * 4 / draft.content.len();
    out.add(329, &[share as u64, cue]);
    out.add(330, &[share as u64, kind, t]);
    if let Some(source) = source {
        let taken = around
            .other(draft.source[0] as usize, number)
            .map_or(0, |(score, _)| bucket(score));
        out.add(331, &[taken, cue]);
        out.add(332, &[source.word, kind]);
        let last = sheet.cells[draft.source[draft.source.len() - 1] as usize];
        out.add(333, &[last.lemma]);
        out.add(334, &[draft.source.len().min(8) as u64, leads[1]]);
    }
    if let Some((_, other)) = nested {
        let up = &candidates[other];
        out.add(335, &[hash(known(sheet, up.head)), class]);
        out.add(336, &[sheet.cells[up.head].lemma, bucket(up.cue_score)]);
    }
    // What the network takes its words for.
    let mean = |list: &[u32], lead: fn(&Roles) -> i8| {
        let words = list
            .iter()
            .map(|&at| &sheet.cells[at as usize])
            .filter(|node| node.is_word);
        let (sum, count) = words.fold((0i32, 0i32), |(sum, count), node| {
            (sum + i32::from(lead(&node.roles)), count + 1)
        });
        if count == 0 {
            99
        } else {
            coarse((sum / count) as i8)
        }
    };
    let own = grade(node.roles.cue);
    let of_source = mean(&draft.source, |roles| roles.source);
    let of_content = mean(&draft.content, |roles| roles.content);
    let of_cue = mean(&draft.cue, |roles| roles.cue);
    out.add(339, &[own]);
    out.add(340, &[own, kind]);
    out.add(341, &[own, cue]);
    out.add(342, &[of_source, leads[1]]);
    out.add(343, &[of_content, kind, leads[3]]);
    out.add(344, &[of_source, of_content, coarse(node.roles.cue)]);
    out.add(345, &[of_source, of_content, of_cue, kind]);
    out.add(346, &[of_cue, leads[2].min(7)]);
    // Quotation marks around a word or two of a phrase that goes on behind them.
    let last = draft.content[draft.content.len() - 1] as usize;
    let region = sheet.cells[last].region;
    if region != NONE && kind == 2 {
        let surface = sheet.regions[region as usize].surface as u64;
        let next = sheet
            .cells
            .get(sheet.regions[region as usize].tokens.end as usize);
        let behind = next.map_or(99, |node| node.tag as u64);
        out.add(347, &[surface, length, behind]);
        out.add(348, &[surface, length, class]);
        out.add(349, &[surface, behind, own]);
    }
    out.add(337, &[cue, leads[1], kind, u64::from(nested.is_some())]);
    out.add(338, &[u64::from(node.region != NONE), cue, kind]);
}

/// Settles which candidates stand: the best first, and none that takes the words of a better one.
pub(super) fn settle(sheet: &Sheet, models: &Models, mut candidates: Vec<Draft>) -> Vec<Draft> {
    let around = Surroundings::new(sheet, &candidates);
    if let Some(judge) = &models.judge {
        let mut out = Features::default();
        let scores: Vec<(i32, i32)> = (0..candidates.len())
            .map(|number| {
                out.clear();
                features(sheet, models, &candidates, &around, number, &mut out);
                let right = judge.score(&out.hashes)[0] * 256 / judge.unit();
                speech::features(sheet, &candidates[number], &mut out);
                let speech = models
                    .speech
                    .map_or(0, |model| model.score(&out.hashes)[0] * 256 / model.unit());
                (right, speech)
            })
            .collect();
        for (draft, (right, speech)) in candidates.iter_mut().zip(scores) {
            draft.score = right;
            if !draft.by_form {
                draft.speech = speech;
            }
        }
        candidates.retain(|draft| draft.by_form || draft.score > JUDGE_FLOOR || draft.is_speech());
    }
    candidates.sort_by_key(|draft| (!draft.by_form, -draft.score, draft.head));
    let mut role: Vec<u8> = vec![0; sheet.cells.len()];
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in candidates {
        let clash = draft.cue.iter().any(|&at| role[at as usize] != 0)
            || draft.source.iter().any(|&at| role[at as usize] & !2 != 0);
        if clash {
            continue;
        }
        let before = draft.content.len();
        draft.content.retain(|&at| role[at as usize] == 0);
        if draft.content.len() * 2 < before
            || !draft
                .content
                .iter()
                .any(|&at| sheet.cells[at as usize].is_word)
        {
            continue;
        }
        for (tokens, bit) in [(&draft.cue, 1), (&draft.source, 2), (&draft.content, 4)] {
            for &at in tokens {
                role[at as usize] |= bit;
            }
        }
        kept.push(draft);
    }
    for draft in &mut kept {
        complete::supply_source(sheet, draft, |at| role[at] & !2 != 0);
        edges::trim(sheet, draft);
    }
    kept.retain(|draft| !draft.content.is_empty());
    kept.sort_by_key(|draft| (draft.content[0], draft.head));
    kept
}
