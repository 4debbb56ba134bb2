//! What speaks for and against a party that a mention may stand for, as features of a linear model.

mod descriptions;

use super::agreement::{Class, REACH, agrees, class as class_of, is_subject};
use super::likeness::{Likeness, Noun};
use super::parties::{Chains, Mention, MentionKind, PartyId};
use super::speaking::Speaking;
use crate::language::model::feature;
use crate::language::sheet::Sheet;
use crate::language::{Arc, TokenId};

/// The number of the feature set below; a model names the one it was learned with.
pub const FEATURES: u32 = 2;

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
    /// Of the named parties of the kind that a description seeks the one that is mentioned most; none for pronouns.
    top: Option<PartyId>,
    /// How many these are.
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
        let mut named: Vec<PartyId> = Vec::new();
        if let Sought::Description(noun) = sought {
            let parties = recent.iter().map(|&(_, party)| party);
            named.extend(parties.filter(|party| {
                let party = &chains.parties[party.index()];
                party.named && noun.agrees(party)
            }));
        }
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
            let values = values.iter().copied();
            features.push(feature(template, values.clone()));
            let own = std::iter::once(whose).chain(values);
            features.push(feature(100 + template, own));
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
}
