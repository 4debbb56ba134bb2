//! Which words may head a cue, and what speaks for and against each.

use super::features::{Features, coarse, grade, step};
use crate::language::sheet::{CLIMB, NONE, Sheet, hash};
use crate::language::{Arc, Roles, Tag};
use crate::language::{ArcSet, TagSet};

/// Whether a token may head a cue at all.
pub(super) fn is_candidate(sheet: &Sheet, at: usize) -> bool {
    let node = &sheet.cells[at];
    match node.tag {
        Tag::VB
        | Tag::VBD
        | Tag::VBG
        | Tag::VBN
        | Tag::VBP
        | Tag::VBZ
        | Tag::NN
        | Tag::NNS
        | Tag::JJ
        | Tag::JJR => node.is_word,
        Tag::NNP | Tag::NNPS | Tag::RB | Tag::FW | Tag::UH => {
            node.is_word && !known(sheet, at).is_empty()
        }
        Tag::IN | Tag::TO => matches!(
            sheet.lemma(at),
            "accord"
                | "according"
                | "per"
                | "for"
                | "against"
                | "behind"
                | "to"
                | "in"
                | "from"
                | "with"
                | "like"
                | "on"
                | "under"
                | "as"
        ),
        Tag::Colon => !node.is_word,
        _ => false,
    }
}

/// The class that the lexicon of reporting words gives a lemma, or "".
pub(super) fn known(sheet: &Sheet, at: usize) -> &'static str {
    sheet.class(at)
}

/// What the quotation regions around a token look like, in a few bits.
pub(super) fn quote_context(sheet: &Sheet, at: usize) -> u64 {
    let sentence = sheet.sentence_around(at);
    let node = &sheet.cells[at];
    let inside = node.region != NONE;
    let open_before = sentence.start < at
        && sheet.cells[sentence.start..at]
            .iter()
            .rev()
            .take(60)
            .any(|other| other.region != NONE && other.region != node.region);
    let open_after = sheet.cells[at + 1..sentence.end]
        .iter()
        .take(60)
        .any(|other| other.region != NONE && other.region != node.region);
    let close_before = (1..=6).any(|back| {
        at.checked_sub(back).is_some_and(|b| {
            let region = sheet.cells[b].region;
            region != NONE
                && region != node.region
                && b + 1 == sheet.regions[region as usize].tokens.end as usize
        })
    });
    let next_after = (1..=4).any(|on| {
        sheet.cells.get(at + on).is_some_and(|other| {
            other.region != NONE
                && other.region != node.region
                && sheet.regions[other.region as usize].tokens.start as usize == at + on
        })
    });
    let long = inside && sheet.regions[node.region as usize].words > 5;
    u64::from(inside)
        | u64::from(open_before) << 1
        | u64::from(open_after) << 2
        | u64::from(close_before) << 3
        | u64::from(next_after) << 4
        | u64::from(long) << 5
}

/// The grammatical frame around a token: its kinds of dependents, as bits.
pub(super) fn frame(sheet: &Sheet, at: usize) -> u64 {
    let mut bits = 0u64;
    for child in sheet.children(at) {
        let node = &sheet.cells[child];
        let before = child < at;
        bits |= match node.arc {
            Arc::Nsubj => 1,
            Arc::Nsubjpass => 2,
            Arc::Ccomp => {
                if before {
                    4
                } else {
                    8
                }
            }
            Arc::Xcomp => 16,
            Arc::Dobj => 32,
            Arc::Auxpass => 64,
            Arc::Cop => 128,
            Arc::Neg => 256,
            Arc::Parataxis => 512,
            Arc::Nmod => 1024,
            Arc::NmodPoss => 2048,
            Arc::Acl | Arc::AclRelcl => 4096,
            Arc::Iobj => 8192,
            Arc::Csubj => 1 << 14,
            Arc::Dep => 1 << 15,
            _ => 0,
        };
    }
    bits
}

/// The verb group around a head: auxiliaries, in one hash.
fn auxiliaries(sheet: &Sheet, at: usize) -> u64 {
    sheet
        .children(at)
        .map(|child| &sheet.cells[child])
        .filter(|node| matches!(node.arc, Arc::Aux | Arc::Auxpass | Arc::Neg | Arc::Cop))
        .fold(7, |sum, node| {
            (sum ^ node.lemma).wrapping_mul(0x0100_0000_01b3)
        })
}

/// The features of a token as the head of a cue.
pub(super) fn features(sheet: &Sheet, at: usize, out: &mut Features) {
    let node = sheet.cells[at];
    let sentence = sheet.sentence_around(at);
    let none = hash("");
    let peek = |offset: isize| -> Option<&crate::language::sheet::Cell> {
        let place = at.checked_add_signed(offset)?;
        sentence.contains(&place).then(|| &sheet.cells[place])
    };
    let word = |offset: isize| peek(offset).map_or(none, |other| other.word);
    let tag = |offset: isize| peek(offset).map_or(99, |other| other.tag as u64);
    let class = hash(known(sheet, at));
    let lemma = node.lemma;
    let frame = frame(sheet, at);
    let quotes = quote_context(sheet, at);
    let t = node.tag as u64;
    let arc = node.arc as u64;
    let header = u64::from(sheet.is_header(node.sentence as usize) || node.sentence == 0);
    let aux = auxiliaries(sheet, at);

    out.add(0, &[lemma]);
    out.add(1, &[node.word]);
    out.add(2, &[t]);
    out.add(3, &[lemma, t]);
    out.add(4, &[class, t]);
    out.add(5, &[lemma, word(1)]);
    out.add(6, &[lemma, word(-1)]);
    out.add(7, &[lemma, word(1), word(2)]);
    out.add(8, &[word(-1), t]);
    out.add(9, &[word(1), t]);
    out.add(10, &[tag(-1), t, tag(1)]);
    out.add(11, &[tag(-2), tag(-1), t]);
    out.add(12, &[t, tag(1), tag(2)]);
    out.add(13, &[lemma, arc]);
    out.add(14, &[class, arc, t]);
    out.add(15, &[lemma, frame & 0x7f]);
    out.add(16, &[class, frame & 0x7f]);
    out.add(17, &[t, frame]);
    out.add(18, &[lemma, quotes]);
    out.add(19, &[class, quotes]);
    out.add(20, &[t, quotes]);
    out.add(21, &[lemma, header]);
    out.add(22, &[class, header, t]);
    out.add(23, &[lemma, aux]);
    out.add(24, &[class, aux, t]);
    out.add(25, &[step(at, sentence.start), step(at, sentence.end), t]);
    out.add(26, &[class, word(1)]);
    out.add(27, &[class, word(-1)]);
    out.add(28, &[class, tag(-1), tag(1)]);
    out.add(29, &[word(-2), word(-1), t]);
    out.add(30, &[word(1), word(2), t]);
    for bit in 0..16 {
        if frame >> bit & 1 == 1 {
            out.add(31, &[lemma, bit]);
            out.add(32, &[class, bit, t]);
        }
    }
    for child in sheet.children(at) {
        let other = sheet.cells[child];
        let side = u64::from(child < at);
        let role = other.arc as u64;
        if other.arc == Arc::Punct {
            out.add(33, &[other.word, side, class]);
            continue;
        }
        out.add(34, &[role, other.lemma, side]);
        out.add(35, &[lemma, role, other.lemma]);
        out.add(36, &[lemma, role, other.tag as u64]);
        out.add(37, &[class, role, other.tag as u64, u64::from(other.name)]);
        match other.arc {
            Arc::Ccomp | Arc::Xcomp | Arc::Advcl | Arc::Acl => {
                let mark = sheet
                    .child(child, ArcSet::of(&[Arc::Mark, Arc::Aux]))
                    .map_or(none, |mark| sheet.cells[mark].word);
                out.add(38, &[lemma, role, mark]);
                out.add(39, &[class, role, mark, t]);
            }
            Arc::Nmod => {
                let case = sheet
                    .child(child, Arc::Case)
                    .map_or(none, |case| sheet.cells[case].word);
                out.add(40, &[lemma, case]);
                out.add(41, &[class, case, t]);
                out.add(42, &[lemma, case, other.lemma]);
            }
            Arc::Nsubj | Arc::Nsubjpass | Arc::NmodPoss => {
                out.add(43, &[lemma, other.tag as u64, u64::from(other.name)]);
                out.add(44, &[class, t, other.lemma]);
                out.add(
                    45,
                    &[t, other.tag as u64, u64::from(other.name), frame & 0x78],
                );
            }
            _ => {}
        }
    }
    // What stands above: an embedded attribution is not marked, only the outermost is.
    let mut above = node.head;
    let mut path = arc;
    let mut nested = 0u64;
    let mut climbed = 0;
    while above != NONE && climbed < CLIMB as u64 {
        let up = sheet.cells[above as usize];
        let its_class = hash(known(sheet, above as usize));
        if climbed < 3 {
            out.add(46, &[climbed, path, up.lemma]);
            out.add(47, &[climbed, path, its_class, up.tag as u64, class]);
            if climbed == 0 {
                out.add(48, &[lemma, up.lemma]);
                out.add(49, &[lemma, arc, its_class]);
            }
        }
        if its_class != none
            && matches!(up.tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::VBN | Tag::VB)
        {
            nested += 1;
            if nested == 1 {
                out.add(50, &[path & 0xffff_ffff, up.lemma]);
                out.add(51, &[up.lemma, class]);
                out.add(52, &[up.lemma, hash(""), quotes & 1]);
            }
        }
        path = path.wrapping_mul(67).wrapping_add(up.arc as u64 + 1);
        above = up.head;
        climbed += 1;
    }
    out.add(53, &[nested.min(3), class, t]);
    out.add(54, &[climbed.min(6), class]);
    // Other likely cues of the sentence, by side and distance.
    for (place, name) in [(-1isize, 0u64), (1, 1)] {
        let mut other = at as isize;
        for distance in 1..25u64 {
            other += place;
            if other < sentence.start as isize || other >= sentence.end as isize {
                break;
            }
            let near = &sheet.cells[other as usize];
            if TagSet::TENSED.has(near.tag) && !known(sheet, other as usize).is_empty() {
                out.add(55, &[name, near.lemma, class]);
                out.add(
                    56,
                    &[name, near.lemma, step(0, distance as usize), quotes & 1],
                );
                break;
            }
        }
    }
    let text = sheet.lemma(at);
    let mut ends = text.char_indices().rev().map(|(place, _)| place);
    let end3 = ends.nth(2).unwrap_or(0);
    out.add(57, &[hash(&text[end3..]), t]);
    let start4 = text
        .char_indices()
        .nth(4)
        .map_or(text.len(), |(place, _)| place);
    out.add(58, &[hash(&text[..start4]), t]);
    out.add(59, &[t, u64::from(node.shape), header]);
    // What the network takes it and the words around it for.
    let own = grade(node.roles.cue);
    let near = |offset: isize| peek(offset).map_or(9, |other| coarse(other.roles.cue));
    let best = |arcs: ArcSet, lead: fn(&Roles) -> i8| {
        let children = sheet.children(at).map(|child| &sheet.cells[child]);
        let leads = children
            .filter(|node| arcs.has(node.arc))
            .map(|node| lead(&node.roles));
        leads.max().map_or(9, coarse)
    };
    let source = best(
        ArcSet::of(&[Arc::Nsubj, Arc::Nmod, Arc::NmodPoss, Arc::Dobj]),
        |roles| roles.source,
    );
    let content = best(
        ArcSet::of(&[
            Arc::Ccomp,
            Arc::Xcomp,
            Arc::Dobj,
            Arc::Nmod,
            Arc::Parataxis,
            Arc::Dep,
        ]),
        |roles| roles.content,
    );
    out.add(66, &[own]);
    out.add(67, &[own, t]);
    out.add(68, &[own, class]);
    out.add(69, &[coarse(node.roles.cue), lemma]);
    out.add(70, &[own, frame & 0x7f]);
    out.add(
        71,
        &[
            coarse(node.roles.source),
            coarse(node.roles.content),
            coarse(node.roles.cue),
        ],
    );
    out.add(72, &[own, source, content]);
    out.add(73, &[own, near(-1), near(1)]);
    out.add(74, &[coarse(node.roles.cue), near(1), word(1)]);
    // For marks: what stands before and after.
    if !node.is_word {
        out.add(
            60,
            &[
                node.word,
                u64::from(peek(-1).map_or(9, |n| n.name)),
                tag(-1),
                u64::from(peek(1).is_some_and(|n| n.region != NONE)),
            ],
        );
        out.add(
            61,
            &[node.word, (at - sentence.start).min(6) as u64, header],
        );
        out.add(62, &[node.word, tag(-1), tag(1), quotes & 31]);
        out.add(63, &[node.word, word(-1)]);
        out.add(
            64,
            &[
                node.word,
                (sentence.end - at).min(5) as u64,
                u64::from(peek(1).map_or(9, |n| n.name)),
                quotes & 31,
            ],
        );
        let only = sheet.cells[sentence.start..at]
            .iter()
            .all(|n| n.name != 0 || n.shape == 1 || n.shape == 2 || !n.is_word);
        out.add(
            65,
            &[
                node.word,
                u64::from(only),
                quotes & 31,
                (at - sentence.start).min(8) as u64,
            ],
        );
    }
}
