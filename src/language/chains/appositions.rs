//! Names that stand beside a description: "Ana Ruiz, the deputy mayor, …", "his lawyer, Ana Ruiz, …".

use super::nouns::party_noun;
use super::parties::{Chains, PartyId, PartyKind};
use crate::language::sheet::{GROUP_REACH, Sheet};
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon::sets;

/// The party whose name stands beside a description: in apposition, or as the subject of "is".
pub(super) fn beside(sheet: &Sheet, chains: &Chains, head: usize) -> Option<PartyId> {
    let at = |token: usize| {
        let mention = chains.headed_by(TokenId(token as u32))?;
        match chains.mentions[mention].parties[..] {
            [party] => Some(party),
            _ => chains.foreseen[mention],
        }
    };
    let named = |token: usize| named_at(chains, token);
    if sheet.arc(head) == Arc::Appos
        && let Some(party) = sheet.head(head).and_then(named)
    {
        return Some(party);
    }
    if let Some(party) = sheet
        .children(head)
        .find(|&child| sheet.arc(child) == Arc::Appos)
        .and_then(named)
    {
        return Some(party);
    }
    if sheet.child(head, Arc::Cop).is_some() && sheet.child(head, Arc::Neg).is_none() {
        let subject = sheet.child(head, Arc::Nsubj)?;
        return at(subject);
    }
    after_name(sheet, chains, head).or_else(|| before_name(sheet, chains, head))
}

/// The bearer of a name before a description where the parse is unsure: "Ruiz, 51, a lawyer", "Ruiz, now the mayor".
fn after_name(sheet: &Sheet, chains: &Chains, head: usize) -> Option<PartyId> {
    let mut start = sheet.group_start(head);
    if start > 0 && sets::TIMES_OF_OFFICE.has(sheet.folded(start - 1)) {
        start -= 1;
    }
    let comma = start.checked_sub(1).filter(|&at| sheet.folded(at) == ",")?;
    let mut before = comma.checked_sub(1)?;
    if sheet.tag(before) == Tag::CD && before >= 2 && sheet.folded(before - 1) == "," {
        before -= 2;
    }
    if sheet.sentence(before) != sheet.sentence(head) || chains.named[before] == 0 {
        return None;
    }
    let mention = chains.named[before] as usize - 1;
    let party = named_at(chains, chains.mentions[mention].head.index())?;
    // Between two commas it is an apposition whatever the parse says, if both are persons.
    let close = sheet
        .folded
        .get(sheet.group_end(head))
        .is_some_and(|word| word == ",");
    let persons = chains.parties[party.index()].kind == PartyKind::Person
        && matches!(party_noun(sheet.folded(head)), Some(("person", _)));
    let appositive = matches!(sheet.arc(head), Arc::Dep | Arc::Conj | Arc::Appos);
    (appositive || close && persons && sheet.child(head, Arc::Conj).is_none()).then_some(party)
}

/// The bearer of a name after a person's description that has an owner or ends in a name: "his niece, Ana Ruiz,", "a
/// spokesman for the Port Authority, Ana Ruiz,", "one of his lawyers, Ana Ruiz,".
fn before_name(sheet: &Sheet, chains: &Chains, head: usize) -> Option<PartyId> {
    let one = matches!(sheet.folded(head), "one" | "another") && {
        let of = sheet.child(head, Arc::Nmod);
        of.is_some_and(|of| matches!(party_noun(sheet.folded(of)), Some(("people", _))))
    };
    if !one && !matches!(party_noun(sheet.folded(head)), Some(("person", _))) {
        return None;
    }
    let sentence = sheet.sentences[sheet.sentence(head)];
    let end = (head + GROUP_REACH).min(sentence.end as usize);
    let comma = (head + 1..end).find(|&at| sheet.folded(at) == ",")?;
    let last = comma - 1;
    let owned = last == head && sheet.child(head, Arc::NmodPoss).is_some();
    // "a lawyer for Omar Diallo, Ana Ruiz, said" names one, "friends of Omar Diallo, Ana Ruiz and others" several.
    let ended = owned
        || one && matches!(sheet.tag(last), Tag::NNS)
        || last > head && chains.named[last] > 0;
    let first = (comma + 1..end.min(comma + 5)).find(|&at| chains.named[at] > 0)?;
    let name = &chains.mentions[chains.named[first] as usize - 1];
    let after = name.tokens.end as usize;
    let word = |at: usize| sheet.folded.get(at).map_or("", |word| &**word);
    let close = matches!(word(after), "," | "." | "(") && !matches!(word(after + 1), "and" | "or");
    // Only a title may stand between, which belongs to the name, and what narrows it.
    let titled = (comma + 1..first).all(|at| {
        let narrows = matches!(sheet.arc(at), Arc::Compound | Arc::Amod);
        narrows || [0, chains.heads[name.head.index()]].contains(&chains.heads[at])
    });
    let party = named_at(chains, name.head.index())?;
    let person = chains.parties[party.index()].kind == PartyKind::Person;
    (ended && titled && close && person).then_some(party)
}

/// The named party at a token, where there is only one that it can be.
fn named_at(chains: &Chains, token: usize) -> Option<PartyId> {
    let mention = chains.headed_by(TokenId(token as u32))?;
    let party = match chains.mentions[mention].parties[..] {
        [party] => Some(party),
        _ => chains.foreseen[mention],
    };
    party.filter(|party| chains.parties[party.index()].named)
}
