//! What speaks for and against a party that a mention may stand for, as features of a linear model.

use super::agreement::{Class, REACH, agrees, class as class_of, is_subject};
use super::likeness::{Echo, HeadLikeness, Likeness, Noun};
use super::parties::{Chains, Mention, MentionKind, PartyId};
use super::speaking::Speaking;
use crate::language::sheet::Sheet;
use crate::language::{Arc, TokenId};
use crate::text::hash::Hash;

/// The number of the feature set below; a model names the one it was learned with.
pub const FEATURES: u32 = 2;

fn mix(state: u64, value: u64) -> u64 {
    let x = (state ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

/// A feature: the number of a template and its values.
fn feature(template: u64, values: &[u64]) -> u64 {
    hashed(template, values.iter().copied())
}

fn hashed(template: u64, values: impl Iterator<Item = u64>) -> u64 {
    let start = mix(0x51ed_270b_35ae_f1c3, template + 1);
    let state = values.fold(start, |state, value| {
        mix(state, value.wrapping_add(0x632b_e59b_d9b4_e019))
    });
    mix(state, 0x2545_f491_4f6c_dd1d)
}

/// The part that a mention plays in its clause.
fn role(sheet: &Sheet, token: usize) -> u64 {
    match sheet.arc(sheet.first_conjunct(token)) {
        arc if is_subject(arc) => 0,
        Arc::Dobj | Arc::Iobj => 1,
        Arc::Nmod => 2,
        Arc::NmodPoss => 3,
        Arc::Compound => 4,
        Arc::Appos => 5,
        _ => 6,
    }
}

/// The first parties of the kind sought in its own paragraph and in the one before.
fn leads(sheet: &Sheet, chains: &Chains, mention: usize, sought: &Sought) -> [Option<PartyId>; 2] {
    let here = sheet.paragraph(chains.mentions[mention].head.index());
    let mut leads = [None; 2];
    for other in chains.mentions[..mention].iter().rev().take(REACH) {
        let back = here.saturating_sub(sheet.paragraph(other.head.index()));
        if back > 1 {
            break;
        }
        if let Some(&party) = other
            .parties
            .iter()
            .find(|&&party| sought.agrees(chains, party))
        {
            leads[back] = Some(party);
        }
    }
    leads
}

/// What a mention asks of its party.
pub(super) enum Sought<'a> {
    /// It is a pronoun of this class.
    Pronoun(Class),
    /// It is this description.
    Description(&'a Noun),
}

impl Sought<'_> {
    /// Whether a party is of the kind that is sought.
    pub(super) fn agrees(&self, chains: &Chains, party: PartyId) -> bool {
        match self {
            Self::Pronoun(class) => agrees(chains, party, *class),
            Self::Description(noun) => noun.agrees(&chains.parties[party.index()]),
        }
    }
}

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

/// Where a party stands in the article, seen from a mention.
struct Standing {
    distance: u64,
    named: u64,
    spoke_there: u64,
    speaks: u64,
    party: u64,
    count: u64,
    spoke: u64,
    nearest: u64,
    lead: u64,
}

/// What is the same for all candidates of a mention.
pub(super) struct Evidence<'a> {
    sheet: &'a Sheet<'a>,
    speaking: &'a Speaking,
    chains: &'a Chains,
    sought: &'a Sought<'a>,
    token: usize,
    /// The parties of the last pronoun or description of the same kind.
    last_such: &'a [PartyId],
    /// The parties of the last source.
    last_source: &'a [PartyId],
    leads: [Option<PartyId>; 2],
    /// The party of the kind sought that is mentioned most.
    top: Option<PartyId>,
    /// How many parties of the kind sought have names.
    named: usize,
    /// The parties of the source of the saying around.
    around: &'a [PartyId],
}

impl<'a> Evidence<'a> {
    pub(super) fn new(
        sheet: &'a Sheet<'a>,
        speaking: &'a Speaking,
        chains: &'a Chains,
        mention: usize,
        sought: &'a Sought<'a>,
        recent: &[(usize, PartyId)],
    ) -> Self {
        let token = chains.mentions[mention].head.index();
        let before = || {
            let earlier = chains.mentions[..mention].iter().enumerate().rev();
            earlier
                .take(REACH)
                .filter(|(_, other)| !other.parties.is_empty())
        };
        let such = |other: &Mention| match sought {
            Sought::Pronoun(class) => {
                other.kind == MentionKind::Pronoun
                    && class_of(sheet.folded(other.head.index())) == Some(*class)
            }
            Sought::Description(noun) => {
                other.kind == MentionKind::Nominal
                    && sheet.folded(other.head.index()) == noun.description.head
            }
        };
        let parties =
            |found: Option<(usize, &'a Mention)>| found.map_or(&[][..], |found| &found.1.parties);
        let agreeing = recent
            .iter()
            .filter(|&&(_, party)| sought.agrees(chains, party));
        let named = agreeing.map(|&(_, party)| party);
        let named: Vec<PartyId> = named
            .filter(|party| chains.parties[party.index()].named)
            .collect();
        let top = named.iter().copied().max_by_key(|&party| {
            let mentions = chains.parties[party.index()].mentions.len();
            (mentions, std::cmp::Reverse(party))
        });
        Self {
            top,
            named: named.len(),
            last_such: parties(before().find(|(_, other)| such(other))),
            last_source: parties(
                before().find(|&(index, _)| speaking.heads_source(chains.anchor(sheet, index))),
            ),
            leads: leads(sheet, chains, mention, sought),
            around: speaking
                .speaker_around(token)
                .map_or(&[], |head| chains.parties_at(TokenId(head as u32))),
            sheet,
            speaking,
            chains,
            sought,
            token,
        }
    }

    /// The kind of mention, for features that weigh otherwise with each.
    fn whose(&self) -> u64 {
        match self.sought {
            Sought::Pronoun(class) => match class {
                Class::Singular(_) => 0,
                Class::Neuter => 1,
                _ => 2,
            },
            Sought::Description(noun) => 3 + noun.kind as u64,
        }
    }

    /// What speaks for and against some parties, the `rank`th from the latest, last mentioned at `last`.
    pub(super) fn of_parties(
        &self,
        rank: usize,
        parties: &[PartyId],
        last: usize,
        likeness: Likeness,
    ) -> Vec<u64> {
        let (sheet, speaking, chains, token) = (self.sheet, self.speaking, self.chains, self.token);
        let latest = &chains.mentions[last];
        let at = chains.anchor(sheet, last);
        let back = sheet.sentence(token).saturating_sub(sheet.sentence(at));
        let distance = match back {
            0..=2 => back as u64,
            3..=5 => 3,
            _ => 4,
        };
        let has = |list: &[PartyId]| u64::from(parties.iter().all(|party| list.contains(party)));
        let known = &chains.parties[parties[0].index()];
        let count = match known.mentions.len() {
            0..=1 => 0,
            2..=3 => 1,
            4..=7 => 2,
            _ => 3u64,
        };
        let (of_last, of_this) = (role(sheet, at), role(sheet, token));
        let kind = latest.kind as u64;
        let named = u64::from(known.named);
        let party = match () {
            () if parties.len() > 1 => 9,
            () => known.kind as u64,
        };
        let first = u64::from(
            chains.mentions[last.saturating_sub(6)..last]
                .iter()
                .all(|other| {
                    sheet.sentence(other.head.index()) != sheet.sentence(at)
                        || other.parties.iter().all(|&other| {
                            parties.contains(&other) || !self.sought.agrees(chains, other)
                        })
                }),
        );
        let lead = |lead: Option<PartyId>| u64::from(lead == Some(parties[0]));
        let (lead, lead_before) = (lead(self.leads[0]), lead(self.leads[1]));
        let paragraph = u64::from(sheet.paragraph(at) == sheet.paragraph(token));
        let quoted = u64::from(speaking.quotation(at) > 0)
            + 2 * u64::from(
                speaking.quotation(at) > 0 && speaking.quotation(at) == speaking.quotation(token),
            );
        let (spoke_there, speaks) = (
            u64::from(speaking.heads_source(at)),
            u64::from(speaking.heads_source(token)),
        );
        let (spoke, around, such) = (
            has(self.last_source) & u64::from(!self.last_source.is_empty()),
            has(self.around),
            has(self.last_such),
        );
        let gender = u64::from(known.gender.is_some());
        let nearest = rank.min(3) as u64;
        let clause = u64::from(sheet.head(at).is_some() && sheet.head(at) == sheet.head(token));
        let whose = self.whose();
        let rows: [&[u64]; 28] = [
            &[spoke, speaks, gender],
            &[quoted, spoke_there, speaks, distance],
            &[distance],
            &[distance, of_last],
            &[distance, of_last, of_this],
            &[nearest],
            &[nearest, of_last, distance],
            &[kind, distance],
            &[kind, of_last],
            &[spoke_there, speaks, distance],
            &[around, speaks],
            &[around, of_this],
            &[spoke, speaks],
            &[spoke, speaks, distance],
            &[count],
            &[count, named],
            &[gender],
            &[party],
            &[party, named, distance],
            &[lead, paragraph],
            &[lead_before, distance],
            &[such, distance],
            &[such, of_last, of_this],
            &[first, distance],
            &[first, of_last],
            &[paragraph, distance],
            &[quoted, speaks],
            &[clause, of_last, of_this],
        ];
        let mut features = Vec::with_capacity(100);
        for (template, values) in (0..).zip(rows) {
            features.push(feature(template, values));
            let own = std::iter::once(whose).chain(values.iter().copied());
            features.push(hashed(100 + template, own));
        }
        if let Sought::Description(noun) = self.sought {
            let standing = Standing {
                distance,
                named,
                spoke_there,
                speaks,
                party,
                count,
                spoke,
                nearest,
                lead: lead + 2 * lead_before,
            };
            self.of_likeness(noun, likeness, &standing, parties, &mut features);
        }
        features
    }

    /// How the words of a description fit a party.
    fn of_likeness(
        &self,
        noun: &Noun,
        likeness: Likeness,
        standing: &Standing,
        parties: &[PartyId],
        out: &mut Vec<u64>,
    ) {
        let &Standing {
            distance,
            named,
            spoke_there,
            speaks,
            party,
            count,
            spoke,
            nearest,
            lead,
        } = standing;
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
            &[named, heard],
            &[head, heard],
            &[head, heard, spoke, distance],
            &[heard, bare, top],
            &[head, bare, spoke, distance],
            &[head, bare, count],
            &[head, bare, top],
            &[head, bare, nearest],
            &[head, bare, lead],
            &[head, kind, top, spoke],
            &[head, missing, top, spoke],
            &[head, same, top],
            &[head, determiner, narrowed],
            &[head, kind, named],
            &[head, named, distance],
            &[head, owner, named],
            &[head, shared, missing],
            &[head, missing, named],
            &[head, shared, unsaid],
            &[head, opposed],
            &[head, place, named],
            &[head, open, narrowed],
            &[head, open, distance],
            &[head, missing, open],
            &[age],
            &[gender, head],
            &[kind, party],
            &[head, described, open],
            &[head, spoke_there, speaks, distance],
            &[head, first, named],
            &[two],
            &[head.min(1), word],
            &[head, speaks, determiner, named],
            &[head, kind, missing, determiner],
        ];
        for (template, values) in (200..).zip(rows) {
            out.push(feature(template, values));
        }
    }

    /// What speaks for and against a party that is named only later, first at `first`, as the `rank`th of these.
    pub(super) fn of_one_named_later(&self, rank: usize, party: PartyId, first: usize) -> Vec<u64> {
        let (sheet, speaking, chains) = (self.sheet, self.speaking, self.chains);
        let Sought::Description(noun) = self.sought else {
            return Vec::new();
        };
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
            .map(|(template, values)| feature(template, values))
            .collect()
    }

    /// What speaks for and against a party that was not met before.
    pub(super) fn of_a_new_party(&self, noun: &Noun, likenesses: &[Likeness]) -> Vec<u64> {
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
            .map(|(template, values)| feature(template, values))
            .collect()
    }
}
