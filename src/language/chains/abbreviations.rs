//! Abbreviations that an article introduces for a role: "the Municipal Chief Executive (MCE)", "the officer-in-charge (OC)".

use super::nouns::party_noun;
use super::parties::Description;
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::lexicon::sets;
use std::collections::BTreeMap;

/// How many tokens before the parenthesis the long form may take.
const LONG: usize = 8;

/// The roles that are abbreviated: head and modifiers of the long form, by the short one, folded.
pub(super) fn of_roles(sheet: &Sheet) -> BTreeMap<String, Description> {
    let opens = (1..sheet.len().saturating_sub(2)).filter(|&at| sheet.folded(at) == "(");
    let mut found = BTreeMap::new();
    for open in opens.filter(|&at| sheet.folded(at + 2) == ")") {
        if let Some(role) = long_form(sheet, open) {
            let short = sheet.folded(open + 1).to_owned();
            found.entry(short).or_insert(role);
        }
    }
    found
}

/// The role that the letters behind an open parenthesis abbreviate: the words before it begin with them, small words aside.
fn long_form(sheet: &Sheet, open: usize) -> Option<Description> {
    let short = sheet.text(open + 1);
    let is_short = (2..=6).contains(&short.len()) && short.bytes().all(|c| c.is_ascii_uppercase());
    if !is_short {
        return None;
    }
    let floor = sheet.sentences[sheet.sentence(open)].start as usize;
    let mut letters = short
        .bytes()
        .rev()
        .map(|c| c.to_ascii_lowercase())
        .peekable();
    let mut start = open;
    for at in (floor.max(open.saturating_sub(LONG))..open).rev() {
        for part in sheet.folded(at).rsplit('-') {
            let first = part.bytes().next();
            if first == letters.peek().copied() {
                letters.next();
                start = at;
            } else if !sets::NO_INITIALS.has(part) {
                return None;
            }
        }
        if letters.peek().is_none() {
            break;
        }
    }
    if letters.peek().is_some() {
        return None;
    }
    // The noun that heads it is the last one before "of" or "for".
    let of = |&at: &usize| matches!(sheet.folded(at), "of" | "for");
    let end = (start..open).find(of).unwrap_or(open);
    let last = (start..end).next_back()?;
    let head = sheet.folded(last);
    let person = matches!(party_noun(head), Some(("person", _))) || head.ends_with("-in-charge");
    let others = sheet.folded[start..open].iter().map(AsRef::as_ref);
    let modifiers = others.filter(|word| *word != head).map(str::to_owned);
    (person && TagSet::NOUNS.has(sheet.tag(last)))
        .then(|| Description::of(head, modifiers.collect()))
}
