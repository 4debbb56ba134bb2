//! What form alone decides: signatures under quotations, and turns of transcripts and interviews.

use super::draft::Draft;
use super::view::{NONE, View};
use crate::language::Tag;
use std::ops::Range;

/// Most tokens of a name that signs or takes a turn.
const NAME: usize = 12;

/// The relations that form decides, by position.
pub(super) fn find(view: &View) -> Vec<Draft> {
    let mut found = Vec::new();
    let paragraphs = paragraphs(view);
    for range in &paragraphs {
        found.extend(signature(view, range.clone()));
    }
    turns(view, &paragraphs, &mut found);
    found
}

/// The tokens of each paragraph of the body.
fn paragraphs(view: &View) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = NONE;
    for (number, sentence) in view.sentences.iter().enumerate() {
        if view.header[number] || sentence.is_empty() {
            continue;
        }
        let range = sentence.start as usize..sentence.end as usize;
        match found.last_mut() {
            Some(before) if view.paragraphs[number] == last => before.end = range.end,
            _ => found.push(range),
        }
        last = view.paragraphs[number];
    }
    found
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "--" | "---" | "–" | "—" | "―")
}

fn relation(head: usize, cue: Vec<u32>, source: Range<usize>, content: Range<usize>) -> Draft {
    Draft {
        head,
        cue,
        source: (source.start as u32..source.end as u32).collect(),
        content: (content.start as u32..content.end as u32).collect(),
        cue_score: 1024,
        score: 1024,
        leads: [0, 4096, 4096, 4096],
        by_form: true,
    }
}

/// “We will not pay.” — Ana Ruiz, deputy mayor
fn signature(view: &View, range: Range<usize>) -> Option<Draft> {
    let region = view.nodes[range.start].region;
    if region == NONE {
        return None;
    }
    let quote = &view.regions[region as usize].tokens;
    let dash = quote.end as usize;
    if quote.start as usize != range.start
        || quote.end as usize + 1 >= range.end
        || !is_dash(view.text(dash))
    {
        return None;
    }
    let mut end = range.end;
    if view.nodes[end - 1].tag == Tag::Stop {
        end -= 1;
    }
    let name = dash + 1..end;
    let words = || view.nodes[name.clone()].iter().filter(|node| node.is_word);
    let verb = words().any(|node| matches!(node.tag, Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD));
    let named = view
        .nodes
        .get(dash + 1)
        .is_some_and(|node| matches!(node.shape, 1 | 2));
    (named && !verb && name.len() <= NAME && words().count() > 0)
        .then(|| relation(dash, vec![dash as u32], name, range.start..dash))
}

/// A turn of a transcript or an interview: "RUIZ: No." or "Q: Will you run?". Alone, a colon may be anything; two make turns.
fn turns(view: &View, paragraphs: &[Range<usize>], found: &mut Vec<Draft>) {
    let colon_of = |range: &Range<usize>| -> Option<usize> {
        let colon =
            (range.start + 1..range.end.min(range.start + 8)).find(|&at| view.text(at) == ":")?;
        let loud = view.nodes[range.start..colon].iter().all(|node| {
            !node.is_word
                || node.shape == 2
                || (node.shape == 1
                    && colon == range.start + 1
                    && view_is_letter(view, range.start))
        });
        (loud
            && view.nodes[range.start].is_word
            && colon + 1 < range.end
            && view.nodes[range.start].region == NONE)
            .then_some(colon)
    };
    let spoken: Vec<(usize, usize)> = paragraphs
        .iter()
        .enumerate()
        .filter_map(|(number, range)| colon_of(range).map(|colon| (number, colon)))
        .collect();
    if spoken.len() < 2 {
        return;
    }
    for (number, colon) in spoken {
        let range = paragraphs[number].clone();
        found.push(relation(
            colon,
            vec![colon as u32],
            range.start..colon,
            colon + 1..range.end,
        ));
    }
}

fn view_is_letter(view: &View, at: usize) -> bool {
    matches!(view.text(at), "Q" | "A" | "Question" | "Answer")
}
