//! The parties that a pronoun may stand for, and how well each fits.
//!
//! What speaks for and against a candidate is summed up by a linear model, learned from gold coreference; see
//! `models/CARDS.md` beside this file.

use super::agreement::{
    Class, REACH, agrees, are_coarguments, class as class_of, is_subject, joined, recent,
};
use super::nouns::party_noun;
#[cfg(feature = "train")]
use super::parties::Weighed;
use super::parties::{Chains, MentionKind, PartyId};
use super::speaking::Speaking;
use crate::language::model::Model;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon::sets;
use std::sync::LazyLock;

/// The number of the feature set below; a model names the one it was learned with.
pub const FEATURES: u32 = 1;

/// The label of the model.
pub const LABELS: [&str; 1] = ["yes"];

/// How many sentences back a pronoun looks.
const SENTENCES: usize = 15;

/// Leads are counted in 256ths of a natural logarithm of the odds. One smaller than this leaves the pronoun open and
/// names both rivals.
pub(super) const CLOSE: i32 = 40;

/// From this lead on, a pronoun tells the gender of a party that had none.
pub(super) const SURE: i32 = 384;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(
        include_bytes!("models/pronouns.model"),
        "pronouns",
        FEATURES,
        LABELS,
    )
    .expect("the models of the program are whole")
});

/// One party, or several that are joined, that a pronoun may stand for.
pub(super) struct Candidate {
    pub(super) parties: Vec<PartyId>,
    /// The latest mention of them.
    pub(super) last: usize,
    /// How well they fit, in 256ths of a natural logarithm of the odds.
    pub(super) score: i32,
    #[cfg(feature = "train")]
    features: Vec<u64>,
}

#[cfg(feature = "train")]
impl Weighed {
    pub(super) fn new(chains: &Chains, mention: usize, candidates: &[Candidate]) -> Self {
        let head = |party: &PartyId| {
            let mentions = chains.parties[party.index()].mentions.iter();
            let before = mentions.rev().find(|&&index| index < mention);
            before.map(|&index| chains.mentions[index].head)
        };
        let option = |candidate: &Candidate| {
            let heads = candidate.parties.iter().filter_map(head).collect();
            (candidate.parties.clone(), candidate.features.clone(), heads)
        };
        Self {
            pronoun: chains.mentions[mention].head,
            options: candidates.iter().map(option).collect(),
        }
    }
}

/// How sure a choice with this lead is, in thousandths.
pub(super) fn certainty(lead: i32) -> u16 {
    (550 + lead * 6 / 10).clamp(550, 970) as u16
}

fn mix(state: u64, value: u64) -> u64 {
    let x = (state ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

/// A feature: the number of a template and its values.
#[must_use]
pub fn feature(template: u64, values: &[u64]) -> u64 {
    let start = mix(0x51ed_270b_35ae_f1c3, template + 1);
    let state = values.iter().fold(start, |state, &value| {
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

/// The first parties that a pronoun of this class could stand for in its own paragraph and in the one before.
fn leads(sheet: &Sheet, chains: &Chains, mention: usize, class: Class) -> [Option<PartyId>; 2] {
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
            .find(|&&party| agrees(chains, party, class))
        {
            leads[back] = Some(party);
        }
    }
    leads
}

/// Whether what a noun names is where somebody says something: "In a statement, it said".
fn is_medium(sheet: &Sheet, noun: usize) -> bool {
    let is_in =
        |child: usize| sheet.arc(child) == Arc::Case && sets::IN_A_MEDIUM.has(sheet.folded(child));
    let document = party_noun(sheet.folded(noun)).is_some_and(|known| known.0 == "document");
    document && sheet.children(noun).any(is_in)
}

/// The parties that syntax keeps a pronoun from standing for: the other arguments of its verb, what it belongs to, what
/// it speaks about by name.
fn barred(sheet: &Sheet, speaking: &Speaking, chains: &Chains, mention: usize) -> Vec<PartyId> {
    let token = chains.mentions[mention].head.index();
    let possessive = sheet.arc(token) == Arc::NmodPoss;
    let reflexive =
        sheet.folded(token).ends_with("self") || sheet.folded(token).ends_with("selves");
    let is_it = class_of(sheet.folded(token)) == Some(Class::Neuter);
    let mut barred = Vec::new();
    let from = mention.saturating_sub(40);
    for (offset, other) in chains.mentions[from..].iter().enumerate().take(80) {
        let index = from + offset;
        let at = chains.anchor(sheet, index);
        let coargument = !possessive && !reflexive && are_coarguments(sheet, token, at);
        let owned = possessive && sheet.head(token) == Some(at);
        let said = other.kind == MentionKind::Name
            && !matches!(sheet.arc(at), Arc::NmodPoss | Arc::Compound)
            && speaking.is_said_by(at, token)
            && speaking.heads_source(token);
        let medium = at < token && speaking.heads_source(token) && is_medium(sheet, at);
        let several = is_it && sheet.tag(at) == Tag::NNS;
        if index != mention && (coargument || owned || said || medium || several) {
            match chains.foreseen.get(index).copied().flatten() {
                Some(party) => barred.push(party),
                None => barred.extend(&other.parties),
            }
        }
    }
    barred
}

/// Everybody whom a pronoun may stand for, the best first. `speakers` are those of the quotation around it.
pub(super) fn candidates(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &Chains,
    mention: usize,
    class: Class,
    speakers: &[PartyId],
) -> Vec<Candidate> {
    let surroundings = Surroundings::new(sheet, speaking, chains, mention, class);
    let mut barred = barred(sheet, speaking, chains, mention);
    barred.extend(speakers);
    let here = sheet.sentence(surroundings.token);
    let mut options: Vec<(Vec<PartyId>, usize)> = Vec::new();
    for (last, party) in recent(chains, mention) {
        let at = chains.anchor(sheet, last);
        if here.saturating_sub(sheet.sentence(at)) > SENTENCES {
            break;
        }
        if !barred.contains(&party) && agrees(chains, party, class) {
            options.push((vec![party], last));
        }
    }
    if class == Class::Plural {
        for (parties, last) in joined(sheet, chains, mention) {
            if !parties.iter().any(|party| barred.contains(party)) {
                options.push((parties, last));
            }
        }
    }
    let mut found: Vec<Candidate> = options
        .into_iter()
        .enumerate()
        .map(|(rank, (parties, last))| {
            let mut features = Vec::new();
            surroundings.features(sheet, speaking, chains, rank, &parties, last, &mut features);
            let mut scores = [0; 256];
            MODEL.score(&features, &mut scores);
            Candidate {
                parties,
                last,
                score: scores[0] * 256 / MODEL.unit,
                #[cfg(feature = "train")]
                features,
            }
        })
        .collect();
    found.sort_by_key(|candidate| {
        (
            std::cmp::Reverse(candidate.score),
            std::cmp::Reverse(candidate.last),
        )
    });
    found
}

/// What is the same for all candidates of a pronoun.
struct Surroundings {
    token: usize,
    class: Class,
    /// The parties of the last pronoun of the same class.
    last_such: Vec<PartyId>,
    /// The parties of the last source.
    last_source: Vec<PartyId>,
    leads: [Option<PartyId>; 2],
    /// The parties of the source of the saying around.
    around: Vec<PartyId>,
}

impl Surroundings {
    fn new(
        sheet: &Sheet,
        speaking: &Speaking,
        chains: &Chains,
        mention: usize,
        class: Class,
    ) -> Self {
        let token = chains.mentions[mention].head.index();
        let before = || {
            let earlier = chains.mentions[..mention].iter().enumerate().rev();
            earlier
                .take(REACH)
                .filter(|(_, other)| !other.parties.is_empty())
        };
        let last_such = before().find(|(_, other)| {
            other.kind == MentionKind::Pronoun
                && class_of(sheet.folded(other.head.index())) == Some(class)
        });
        let last_source =
            before().find(|&(index, _)| speaking.heads_source(chains.anchor(sheet, index)));
        let parties = |found: Option<(usize, &super::Mention)>| {
            found.map_or_else(Vec::new, |(_, other)| other.parties.clone())
        };
        Self {
            token,
            class,
            last_such: parties(last_such),
            last_source: parties(last_source),
            leads: leads(sheet, chains, mention, class),
            around: speaking
                .speaker_around(token)
                .map_or_else(Vec::new, |head| {
                    chains.parties_at(TokenId(head as u32)).to_vec()
                }),
        }
    }

    #[allow(clippy::too_many_arguments)] // one candidate in its place
    fn features(
        &self,
        sheet: &Sheet,
        speaking: &Speaking,
        chains: &Chains,
        rank: usize,
        parties: &[PartyId],
        last: usize,
        out: &mut Vec<u64>,
    ) {
        let token = self.token;
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
                            parties.contains(&other) || !agrees(chains, other, self.class)
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
            has(&self.last_source) & u64::from(!self.last_source.is_empty()),
            has(&self.around),
            has(&self.last_such),
        );
        let gender = u64::from(known.gender.is_some());
        let nearest = rank.min(3) as u64;
        let clause = u64::from(sheet.head(at).is_some() && sheet.head(at) == sheet.head(token));
        let whose = match self.class {
            Class::Singular(_) => 0,
            Class::Neuter => 1,
            _ => 2u64,
        };
        let rows: [&[u64]; 26] = [
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
        for (template, values) in (0..).zip(rows) {
            out.push(feature(template, values));
            let mut own = vec![whose];
            own.extend(values);
            out.push(feature(100 + template, &own));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_of_the_program_is_whole() {
        assert!(MODEL.unit > 0);
    }

    #[test]
    fn a_larger_lead_is_surer() {
        assert_eq!(certainty(0), 550);
        assert!(certainty(100) < certainty(400));
        assert_eq!(certainty(10_000), 970);
    }
}
