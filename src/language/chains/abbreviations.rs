//! Abbreviations that an article introduces for a role: "the Municipal Chief Executive (MCE)", "the officer-in-charge (OC)".

use super::nouns::{party_noun, starts_upper};
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::lexicon::sets;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many tokens before the parenthesis the long form may take.
const LONG: usize = 8;

/// The roles that are abbreviated, folded, with the tokens of their long forms.
pub(super) fn of_roles(sheet: &Sheet) -> BTreeMap<String, Range<usize>> {
    let opens = (1..sheet.len().saturating_sub(2)).filter(|&at| sheet.folded(at) == "(");
    let mut found = BTreeMap::new();
    for open in opens.filter(|&at| sheet.folded(at + 2) == ")") {
        if let Some(long) = long_form(sheet, open) {
            let short = sheet.folded(open + 1).to_owned();
            found.entry(short).or_insert(long);
        }
    }
    found
}

/// The role that the letters behind an open parenthesis abbreviate: the words before it begin with them, small words aside.
fn long_form(sheet: &Sheet, open: usize) -> Option<Range<usize>> {
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
    let head = head(sheet, start..open)?;
    let person = matches!(party_noun(head), Some(("person", _))) || head.ends_with("-in-charge");
    (letters.peek().is_none() && person && starts_upper(sheet, open + 1)).then_some(start..open)
}

/// The noun that heads a long form: the last one before "of" or "for".
pub(super) fn head<'a>(sheet: &'a Sheet, long: Range<usize>) -> Option<&'a str> {
    let end = long
        .clone()
        .find(|&at| matches!(sheet.folded(at), "of" | "for"))
        .unwrap_or(long.end);
    let last = (long.start..end).next_back()?;
    TagSet::NOUNS
        .has(sheet.tag(last))
        .then(|| sheet.folded(last))
}
