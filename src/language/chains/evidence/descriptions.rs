//! What speaks for and against a party that a description may stand for, and for one that was not met before.

use super::super::agreement::REACH;
use super::super::likeness::{Echo, HeadLikeness, Likeness, Noun};
use super::super::parties::{Mention, MentionKind, PartyId};
use super::{Evidence, Standing, role};
use crate::language::model::feature;
use crate::text::hash::Hash;

/// How much of a description is heard beside a name, as one value of features.
fn echo_of(echo: Echo) -> u64 {
    let modifiers = match (echo.modifiers, echo.silent) {
        (0, 0) => 0,
        (0, _) => 1,
        (_, 0) => 3,
        _ => 2,
    };
    modifiers + 4 * u64::from(echo.head) + 8 * u64::from(echo.owner)
}

impl Evidence<'_> {
    /// How the words of a description fit a party.
    pub(super) fn of_likeness(
        &self,
        noun: &Noun,
        likeness: Likeness,
        at: &Standing,
        parties: &[PartyId],
        out: &mut Vec<u64>,
    ) {
        let head = likeness.head as u64;
        let kind = noun.kind as u64;
        let open = u64::from(noun.is_open) + 2 * u64::from(noun.is_known);
        let narrowed = u64::from(noun.is_narrowed);
        let determiner = noun.determiner as u64;
        let few = |count: usize| count.min(2) as u64;
        let (shared, missing) = (few(likeness.shared), few(likeness.missing));
        let unsaid = few(likeness.unsaid);
        let owner = likeness.owner as u64;
        let place = likeness.place as u64;
        let opposed = u64::from(likeness.opposed) + 2 * u64::from(likeness.successor);
        let age = match likeness.age {
            None => 0,
            Some(same) => 1 + u64::from(same),
        };
        let known = &self.chains.parties[parties[0].index()];
        let gender = match (noun.gender, known.gender) {
            (None, _) => 0,
            (_, None) => 1,
            _ => 2u64,
        };
        let described = u64::from(!known.descriptions.is_empty());
        let first = known.mentions.first().map_or(0, |&first| {
            let first = self
                .sheet
                .sentence(self.chains.mentions[first].head.index());
            first.min(3) as u64
        });
        let two = u64::from(noun.is_two) + 2 * u64::from(parties.len() > 1);
        let word = Hash::new().field(&noun.description.head).finish();
        let names = known
            .mentions
            .iter()
            .map(|&mention| &self.chains.mentions[mention]);
        let names = names.filter(|mention| mention.kind == MentionKind::Name);
        let echo = noun.echo(self.sheet, self.chains, names.map(|mention| mention.tokens));
        let heard = echo_of(echo);
        let top = u64::from(self.top == Some(parties[0]));
        let bare = open * 8 + determiner * 2 + narrowed;
        let same = u64::from(
            known
                .descriptions
                .iter()
                .any(|known| known.head == noun.description.head),
        );
        let rows: [&[u64]; 34] = [
            &[at.named, heard],
            &[head, heard],
            &[head, heard, at.spoke, at.distance],
            &[heard, bare, top],
            &[head, bare, at.spoke, at.distance],
            &[head, bare, at.count],
            &[head, bare, top],
            &[head, bare, at.nearest],
            &[head, bare, at.lead],
            &[head, kind, top, at.spoke],
            &[head, missing, top, at.spoke],
            &[head, same, top],
            &[head, determiner, narrowed],
            &[head, kind, at.named],
            &[head, at.named, at.distance],
            &[head, owner, at.named],
            &[head, shared, missing],
            &[head, missing, at.named],
            &[head, shared, unsaid],
            &[head, opposed],
            &[head, place, at.named],
            &[head, open, narrowed],
            &[head, open, at.distance],
            &[head, missing, open],
            &[age],
            &[gender, head],
            &[kind, at.party],
            &[head, described, open],
            &[head, at.spoke_there, at.speaks, at.distance],
            &[head, first, at.named],
            &[two],
            &[head.min(1), word],
            &[head, at.speaks, determiner, at.named],
            &[head, kind, missing, determiner],
        ];
        for (template, values) in (200..).zip(rows) {
            out.push(feature(template, values.iter().copied()));
        }
    }

    /// What speaks for and against a party that is named only later, first at `first`, as the `rank`th of these.
    pub(in super::super) fn of_one_named_later(
        &self,
        noun: &Noun,
        rank: usize,
        party: PartyId,
        first: usize,
    ) -> Vec<u64> {
        let (sheet, speaking, chains) = (self.sheet, self.speaking, self.chains);
        let ahead = chains.mentions[first..]
            .iter()
            .zip(&chains.foreseen[first..]);
        let same = |&(_, other): &(&Mention, &Option<PartyId>)| *other == Some(party);
        let names = || {
            ahead
                .clone()
                .take(REACH)
                .filter(same)
                .map(|(mention, _)| mention)
        };
        let heard = echo_of(noun.echo(sheet, chains, names().map(|mention| mention.tokens)));
        let speaks = |mention: &Mention| speaking.heads_source(mention.head.index());
        let spoke = u64::from(speaks(&chains.mentions[first])) + u64::from(names().any(speaks));
        let here = sheet.sentence(self.token);
        let distance = sheet
            .sentence(chains.mentions[first].head.index())
            .saturating_sub(here);
        let distance = distance.min(4) as u64;
        let paragraph = u64::from(
            sheet.paragraph(self.token) == sheet.paragraph(chains.mentions[first].head.index()),
        );
        let rank = rank.min(3) as u64;
        let count = names().count().min(4) as u64;
        let known = &chains.parties[party.index()];
        let gender = u64::from(noun.gender.is_some() && noun.gender == known.gender);
        let me = u64::from(speaking.heads_source(self.token));
        let kind = noun.kind as u64;
        let determiner = noun.determiner as u64;
        let narrowed = u64::from(noun.is_narrowed);
        let sentence = here.min(5) as u64;
        let word = Hash::new().field(&noun.description.head).finish();
        let rows: [&[u64]; 18] = [
            &[],
            &[kind, known.kind as u64],
            &[heard],
            &[heard, determiner],
            &[heard, rank],
            &[spoke, me],
            &[spoke, me, rank, distance],
            &[distance, paragraph],
            &[rank],
            &[count],
            &[count, spoke, me],
            &[gender],
            &[determiner, narrowed],
            &[determiner, me, spoke],
            &[sentence, determiner],
            &[sentence, distance],
            &[heard, spoke, me, rank],
            &[word],
        ];
        (400..)
            .zip(rows)
            .map(|(template, values)| feature(template, values.iter().copied()))
            .collect()
    }

    /// What speaks for and against a party that was not met before.
    pub(in super::super) fn of_a_new_party(
        &self,
        noun: &Noun,
        likenesses: &[Likeness],
    ) -> Vec<u64> {
        let best = likenesses.iter().map(|likeness| likeness.head).max();
        let best = best.map_or(0, |best| 1 + best as u64);
        let alike = likenesses
            .iter()
            .filter(|likeness| likeness.head >= HeadLikeness::Kin);
        let alike = alike.count().min(3) as u64;
        let kind = noun.kind as u64;
        let open = u64::from(noun.is_open) + 2 * u64::from(noun.is_known);
        let narrowed = u64::from(noun.is_narrowed);
        let determiner = noun.determiner as u64;
        let modifiers = noun.description.modifiers.len().min(2) as u64;
        let owned = u64::from(noun.description.owner.is_some());
        let placed = u64::from(!noun.description.places.is_empty());
        let speaks = u64::from(self.speaking.heads_source(self.token));
        let role = role(self.sheet, self.token);
        let sentence = self.sheet.sentence(self.token).min(4) as u64;
        let age = u64::from(noun.age.is_some());
        let word = Hash::new().field(&noun.description.head).finish();
        let named = self.named.min(3) as u64;
        let bare = open * 8 + determiner * 2 + narrowed;
        let said = u64::from(
            self.last_source
                .iter()
                .any(|&party| self.sought.agrees(self.chains, party)),
        );
        let rows: [&[u64]; 24] = [
            &[bare, best, named],
            &[bare, best, said],
            &[bare, speaks, said],
            &[bare, best, modifiers],
            &[kind, best, named],
            &[kind, best, said, speaks],
            &[],
            &[kind],
            &[determiner, kind],
            &[determiner, narrowed, kind],
            &[open, narrowed, determiner],
            &[open, modifiers, determiner],
            &[best, determiner],
            &[best, modifiers],
            &[alike, best],
            &[alike, placed],
            &[speaks, determiner, best],
            &[speaks, kind, open],
            &[role, determiner],
            &[sentence, determiner],
            &[owned, determiner, kind],
            &[age],
            &[word],
            &[placed, modifiers],
        ];
        (300..)
            .zip(rows)
            .map(|(template, values)| feature(template, values.iter().copied()))
            .collect()
    }
}
