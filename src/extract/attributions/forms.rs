//! What form alone decides: signatures under quotations, turns of transcripts and interviews.

use super::draft::Draft;
use crate::language::Tag;
use crate::language::TagSet;
use crate::language::sheet::{NONE, Sheet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most tokens of a name that signs or takes a turn.
const NAME: usize = 12;

/// The relations that form decides, by position.
pub(super) fn find(sheet: &Sheet) -> Vec<Draft> {
    let mut found = Vec::new();
    let paragraphs = paragraphs(sheet);
    for range in &paragraphs {
        found.extend(signature(sheet, range.clone()));
    }
    turns(sheet, &paragraphs, &mut found);
    found
}

/// The tokens of each paragraph of the body.
fn paragraphs(sheet: &Sheet) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = NONE;
    for (number, sentence) in sheet.sentences.iter().enumerate() {
        if sheet.is_header(number) || sentence.is_empty() {
            continue;
        }
        let range = sentence.start as usize..sentence.end as usize;
        match found.last_mut() {
            Some(before) if sheet.block(number) == last => before.end = range.end,
            _ => found.push(range),
        }
        last = sheet.block(number);
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
        speech: 1024,
        by_form: true,
    }
}

/// “We will not pay.” — Ana Ruiz, deputy mayor
fn signature(sheet: &Sheet, range: Range<usize>) -> Option<Draft> {
    let region = sheet.cells[range.start].region;
    if region == NONE {
        return None;
    }
    let quote = sheet.regions[region as usize].tokens;
    let dash = quote.end as usize;
    if quote.start as usize != range.start
        || quote.end as usize + 1 >= range.end
        || !is_dash(sheet.text(dash))
    {
        return None;
    }
    let mut end = range.end;
    if sheet.cells[end - 1].tag == Tag::Stop {
        end -= 1;
    }
    let name = dash + 1..end;
    let words = || sheet.cells[name.clone()].iter().filter(|node| node.is_word);
    let verb = words().any(|node| TagSet::FINITE.has(node.tag));
    let named = sheet
        .cells
        .get(dash + 1)
        .is_some_and(|node| matches!(node.shape, 1 | 2));
    (named && !verb && name.len() <= NAME && words().count() > 0)
        .then(|| relation(dash, vec![dash as u32], name, range.start..dash))
}

/// Where a paragraph has a label and a colon before what is said in it: the label and where the words begin.
struct Turn {
    paragraph: usize,
    label: Range<usize>,
    content: Range<usize>,
}

/// Most paragraphs that carry on a turn.
const CARRIED: usize = 8;

/// Whether a paragraph of a transcript is a remark of the writer: (LAUGHTER)
fn is_aside(sheet: &Sheet, range: &Range<usize>) -> bool {
    sheet.cells[range.clone()]
        .iter()
        .take(2)
        .any(|node| node.tag == Tag::Left)
}

/// A turn of a transcript or an interview: "RUIZ: No." or "Q: Will you run?". Alone, a colon may be anything; two make turns.
/// Names in small letters make turns when two of them take turns ("Ana Ruiz: …", "The Post: …", "Ana Ruiz: …"), and one makes a
/// turn before a quotation that fills the paragraph.
fn turns(sheet: &Sheet, paragraphs: &[Range<usize>], found: &mut Vec<Draft>) {
    let labeled: Vec<Turn> = paragraphs
        .iter()
        .enumerate()
        .filter_map(|(number, range)| labeled(sheet, number, range))
        .collect();
    let mut counts: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for turn in &labeled {
        let (count, person) = counts.entry(words(sheet, &turn.label)).or_default();
        *count += 1;
        *person |= sheet.cells[turn.label.clone()]
            .iter()
            .any(|node| node.name == 1);
    }
    let recurring = counts.values().filter(|(count, _)| *count > 1);
    let alternate = recurring.clone().count() > 1 && recurring.clone().any(|(_, person)| *person);
    let loud = labeled
        .iter()
        .filter(|turn| is_loud(sheet, &turn.label))
        .count();
    let takes_turns = |turn: &Turn| {
        let (count, _) = counts[words(sheet, &turn.label)];
        is_loud(sheet, &turn.label) && loud > 1 || alternate && count > 1
    };
    for (number, turn) in labeled.iter().enumerate() {
        let in_turns = takes_turns(turn);
        if !in_turns && !is_quoted_turn(sheet, turn) {
            continue;
        }
        let colon = turn.content.start - 1;
        let cue = vec![colon as u32];
        let mut draft = relation(colon, cue, turn.label.clone(), turn.content.clone());
        // Between two turns, the paragraphs without a label carry on the first.
        if let Some(next) = labeled
            .get(number + 1)
            .filter(|next| in_turns && takes_turns(next))
        {
            let between = &paragraphs[turn.paragraph + 1..next.paragraph];
            let spoken = between.iter().take_while(|range| !is_aside(sheet, range));
            for range in spoken.take(CARRIED) {
                draft.content.extend(range.start as u32..range.end as u32);
            }
        }
        found.push(draft);
    }
}

fn words<'a>(sheet: &Sheet<'a>, range: &Range<usize>) -> &'a str {
    sheet
        .article
        .slice(sheet.span(range.start).cover(sheet.span(range.end - 1)))
}

/// The turn that a paragraph may be. In a transcript that is quoted, each paragraph opens with a mark.
fn labeled(sheet: &Sheet, paragraph: usize, range: &Range<usize>) -> Option<Turn> {
    let first = sheet.cells[range.start];
    let marked = !first.is_word && (first.region != NONE || first.tag == Tag::Open);
    let start = range.start + usize::from(marked);
    let colon = (start + 1..range.end.min(start + 8)).find(|&at| sheet.text(at) == ":")?;
    let label = start..colon;
    let fits = sheet.cells[start].is_word
        && colon + 1 < range.end
        && (if marked {
            is_loud(sheet, &label)
        } else {
            first.region == NONE && (is_loud(sheet, &label) || is_title(sheet, &label))
        });
    fits.then_some(Turn {
        paragraph,
        label,
        content: colon + 1..range.end,
    })
}

/// Whether a label is in capitals, or the letter of a question or an answer.
fn is_loud(sheet: &Sheet, label: &Range<usize>) -> bool {
    sheet.cells[label.clone()]
        .iter()
        .all(|node| !node.is_word || node.shape == 2)
        || label.len() == 1 && matches!(sheet.text(label.start), "Q" | "A" | "Question" | "Answer")
}

/// Whether a label is written as a name.
fn is_title(sheet: &Sheet, label: &Range<usize>) -> bool {
    let nodes = &sheet.cells[label.clone()];
    nodes.iter().all(|node| {
        node.is_word && (matches!(node.shape, 1 | 2) || matches!(node.tag, Tag::DT | Tag::IN))
            || node.tag == Tag::Stop
    }) && matches!(nodes[0].shape, 1 | 2)
}

/// Ruiz: “We will not pay.”
fn is_quoted_turn(sheet: &Sheet, turn: &Turn) -> bool {
    let region = sheet.cells[turn.content.start].region;
    region != NONE
        && sheet.cells[turn.label.start].region == NONE
        && sheet.regions[region as usize].tokens.range() == turn.content
        && turn.label.len() <= 4
        && sheet.cells[turn.label.end - 1].tag == Tag::NNP
}
