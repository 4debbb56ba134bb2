//! What form alone decides: signatures under quotations, turns of transcripts and interviews, names with a colon in headlines.

use super::draft::Draft;
use super::predicates::{is_finite, is_noun, is_sentient};
use crate::language::TagSet;
use crate::language::sheet::{NONE, Sheet};
use crate::language::{Arc, Tag};
use crate::lexicon::reporting::Abilities;
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
    for (number, sentence) in sheet.sentences.iter().enumerate() {
        let range = sentence.start as usize..sentence.end as usize;
        if !sheet.is_header(number) {
            found.extend(parenthesis(sheet, range));
        } else if !sentence.is_empty() {
            found.extend(headline(sheet, range.clone()).or_else(|| quoted_headline(sheet, range)));
        }
    }
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

/// The headline "Ana Ruiz: The Harbor Will ‘Never’ Be Sold". A headline that asks is the paper's own.
fn headline(sheet: &Sheet, range: Range<usize>) -> Option<Draft> {
    let colon =
        (range.start + 1..range.end.min(range.start + 6)).find(|&at| sheet.text(at) == ":")?;
    let label = range.start..colon;
    let mut content = colon + 1..range.end;
    while content.end > content.start
        && sheet.cells[content.end - 1].tag == Tag::Stop
        && sheet.cells[content.end - 1].region == NONE
    {
        content.end -= 1;
    }
    (is_title(sheet, &label)
        && sheet.cells[label.end - 1].name == 1
        && content.len() > 1
        && sheet.text(range.end - 1) != "?")
        .then(|| relation(colon, vec![colon as u32], label, content))
}

/// The headline "‘I will not sell’: Ruiz ends talk of the harbor", and "Witness in dam trial: ‘I signed it’".
fn quoted_headline(sheet: &Sheet, range: Range<usize>) -> Option<Draft> {
    let colon = range
        .clone()
        .find(|&at| sheet.text(at) == ":" && sheet.cells[at].region == NONE)?;
    let (before, after) = (range.start..colon, colon + 1..range.end);
    if is_spoken(sheet, &before) {
        let end = after.clone().take(4).find(|&at| !is_person(sheet, at));
        let name = after.start..end.unwrap_or(after.end.min(after.start + 4));
        return (!name.is_empty()).then(|| relation(colon, vec![colon as u32], name, before));
    }
    let label = &sheet.cells[before.clone()];
    let fits = is_spoken(sheet, &after)
        && label.iter().all(|node| node.region == NONE)
        && (2..=6).contains(&label.len())
        && names_somebody(sheet, before.clone());
    // "A lesson from Ana Ruiz"
    let from = before.clone().find(|&at| sheet.cells[at].tag == Tag::IN);
    let name = from.map(|at| at + 1..before.end);
    let named = name.filter(|name| !name.is_empty() && name.clone().all(|at| is_person(sheet, at)));
    fits.then(|| relation(colon, vec![colon as u32], named.unwrap_or(before), after))
}

/// Whether a label has a noun for somebody: "Witness in dam trial", not "Kenya's floods".
pub(super) fn names_somebody(sheet: &Sheet, mut label: impl Iterator<Item = usize>) -> bool {
    label.any(|at| {
        is_noun(sheet, at) && sheet.cells[at].arc != Arc::NmodPoss && is_sentient(sheet, at)
    })
}

/// Whether a word is of a person's name, here or elsewhere.
fn is_person(sheet: &Sheet, at: usize) -> bool {
    let word = sheet.cells[at].word;
    sheet.cells[at].shape == 1
        && sheet
            .cells
            .iter()
            .any(|node| node.word == word && node.name == 1)
}

/// Whether a part of a headline is one quotation with a verb in it.
fn is_spoken(sheet: &Sheet, part: &Range<usize>) -> bool {
    let region = sheet.cells.get(part.start).map_or(NONE, |node| node.region);
    sheet.regions.get(region as usize).is_some_and(|found| {
        found.words > 2
            && found.tokens.range() == *part
            && sheet.cells[part.clone()]
                .iter()
                .any(|node| TagSet::FINITE.has(node.tag))
    })
}

/// What is said, or gone through by saying it, is no source.
const SAYINGS: [&str; 10] = [
    "goodbye", "grace", "hello", "line", "mass", "name", "no", "prayer", "thing", "word",
];

/// Most tokens of the source of a parenthesis.
const PARENTHESIS: usize = 14;

/// The harbor, said one elder, must be sold: a verb between a comma and somebody, up to a comma, says who says what stands around.
fn parenthesis(sheet: &Sheet, range: Range<usize>) -> Option<Draft> {
    let loose = |at: usize| sheet.cells[at].region == NONE;
    let is_comma = |at: usize| loose(at) && sheet.cells[at].tag == Tag::Comma;
    let verb = (range.start + 2..range.end).find(|&at| {
        is_comma(at - 1)
            && loose(at - 2)
            && matches!(sheet.cells[at].tag, Tag::VBD | Tag::VBZ)
            && sheet.can(at, Abilities::INVERTS)
    })?;
    let end = (verb + 1..range.end.min(verb + PARENTHESIS)).find(|&at| is_comma(at))?;
    let source = verb + 1..end;
    let begins = !matches!(
        sheet.cells[source.start].tag,
        Tag::Comma | Tag::IN | Tag::PRP | Tag::TO | Tag::WDT | Tag::WP | Tag::WRB
    );
    let says =
        sheet.lemma(verb) == "say" && !source.clone().any(|at| SAYINGS.contains(&sheet.lemma(at)));
    let names = begins
        && source.clone().all(|at| loose(at) && !is_finite(sheet, at))
        && (says || names_somebody(sheet, source.clone()));
    let content: Vec<u32> = (range.start..verb - 1)
        .chain(end + 1..range.end)
        .map(|at| at as u32)
        .collect();
    let states = content
        .iter()
        .any(|&at| loose(at as usize) && is_finite(sheet, at as usize));
    (names && states && end + 1 < range.end && content.iter().all(|&at| loose(at as usize))).then(
        || Draft {
            content,
            score: 512,
            ..relation(verb, vec![verb as u32], source, 0..0)
        },
    )
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
