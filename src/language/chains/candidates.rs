//! The parties that a pronoun or a description may stand for, and how well each fits.
//!
//! What speaks for and against a candidate is summed up by a linear model; see [`super::evidence`] and `models/CARDS.md`
//! beside this file.

use super::agreement::{Class, agrees, are_coarguments, class as class_of, joined, recent};
use super::evidence::{Evidence, Sought};
use super::likeness::{Determiner, HeadLikeness, Likeness, Noun, Place};
use super::nouns::party_noun;
#[cfg(feature = "train")]
use super::parties::Weighed;
use super::parties::{Chains, MentionKind, PartyId, PartyKind};
use super::speaking::Speaking;
use crate::language::Arc;
use crate::language::Tag;
use crate::language::model::Model;
use crate::language::sheet::Sheet;
use crate::lexicon::sets;
use std::sync::LazyLock;

/// The label of the model.
pub const LABELS: [&str; 1] = ["yes"];

/// How many sentences back a mention looks for a party that is not called by its words.
const SENTENCES: usize = 15;

/// Leads are counted in 256ths of a natural logarithm of the odds. One smaller than this leaves the pronoun open and
/// names both rivals.
pub(super) const CLOSE: i32 = 40;

/// From this lead on, a pronoun tells the gender of a party that had none.
pub(super) const SURE: i32 = 384;

/// The lead of a candidate that is the only one.
const ALONE: i32 = 768;

/// The model of the program.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(
        include_bytes!("models/referents.model"),
        "referents",
        super::evidence::FEATURES,
        LABELS,
    )
    .expect("the models of the program are whole")
});

/// One party, or several that are joined, that a mention may stand for; none for one that was not met before.
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
            let later = || {
                let mut ahead = mention..chains.mentions.len();
                ahead.find(|&index| chains.foreseen[index] == Some(*party))
            };
            let index = before.copied().or_else(later)?;
            Some(chains.mentions[index].head)
        };
        let option = |candidate: &Candidate| {
            let heads = candidate.parties.iter().filter_map(head).collect();
            (candidate.parties.clone(), candidate.features.clone(), heads)
        };
        Self {
            mention: chains.mentions[mention].head,
            options: candidates.iter().map(option).collect(),
        }
    }
}

/// How far one of the candidates of a mention, the best of them first, is ahead of the second.
pub(super) fn lead(best: &Candidate, candidates: &[Candidate]) -> i32 {
    candidates
        .get(1)
        .map_or(ALONE, |next| best.score - next.score)
}

/// How sure a choice with this lead is, in thousandths.
pub(super) fn certainty(lead: i32) -> u16 {
    (550 + lead * 6 / 10).clamp(550, 970) as u16
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

/// A candidate before it is scored: its parties, their latest mention, or the first one for those named later, and how their
/// descriptions compare.
type Choice = (Vec<PartyId>, usize, Likeness);

/// How many of those named later are looked at, and how many mentions on.
const LATER: usize = 6;
const LATER_REACH: usize = 100;

/// How far into a story somebody may be introduced by a description and named only later.
const INTRODUCTION: usize = 5;

/// Within how many sentences the name follows elsewhere.
const SOON: usize = 2;

/// The parties that a story which opens with a description ("A former mayor said …") names later, with the first mention of each.
fn named_later(
    sheet: &Sheet,
    chains: &Chains,
    mention: usize,
    noun: &Noun,
    recent: &[(usize, PartyId)],
) -> Vec<Choice> {
    let token = chains.mentions[mention].head.index();
    let here = sheet.sentence(token);
    if here >= INTRODUCTION && noun.determiner != Determiner::Definite
        || !matches!(
            noun.kind,
            PartyKind::Person | PartyKind::Organization | PartyKind::Other
        )
    {
        return Vec::new();
    }
    let mut found: Vec<Choice> = Vec::new();
    let ahead = chains.mentions.iter().enumerate().skip(mention + 1);
    for (index, other) in ahead.take(LATER_REACH) {
        let party = chains.foreseen[index].filter(|_| other.kind == MentionKind::Name);
        let Some(party) = party else { continue };
        if here >= INTRODUCTION && sheet.sentence(other.head.index()) > here + SOON {
            break;
        }
        let known = &chains.parties[party.index()];
        if found.iter().any(|(parties, ..)| parties[0] == party)
            || recent.iter().any(|&(_, other)| other == party)
            || !noun.agrees(known)
        {
            continue;
        }
        found.push((vec![party], index, Likeness::default()));
        if found.len() == LATER {
            break;
        }
    }
    found
}

/// Everybody whom a pronoun may stand for. `speakers` are those of the quotation around it.
fn of_pronoun(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &Chains,
    mention: usize,
    class: Class,
    speakers: &[PartyId],
    recent: &[(usize, PartyId)],
) -> Vec<Choice> {
    let token = chains.mentions[mention].head.index();
    let here = sheet.sentence(token);
    let mut barred = barred(sheet, speaking, chains, mention);
    barred.extend(speakers);
    let near =
        |last: usize| here.saturating_sub(sheet.sentence(chains.anchor(sheet, last))) <= SENTENCES;
    let single = recent
        .iter()
        .copied()
        .take_while(|&(last, _)| near(last))
        .filter(|(_, party)| agrees(chains, *party, class))
        .map(|(last, party)| (vec![party], last));
    let several = match class {
        Class::Plural => joined(sheet, chains, mention),
        _ => Vec::new(),
    };
    single
        .chain(several)
        .filter(|(parties, _)| !parties.iter().any(|party| barred.contains(party)))
        .map(|(parties, last)| (parties, last, Likeness::default()))
        .collect()
}

/// The two persons mentioned last by names, in this sentence or the three before.
fn last_two(
    sheet: &Sheet,
    chains: &Chains,
    here: usize,
    recent: &[(usize, PartyId)],
) -> Option<(Vec<PartyId>, usize)> {
    let person = |party: PartyId| {
        let party = &chains.parties[party.index()];
        party.named && party.kind == PartyKind::Person
    };
    let mut persons = recent.iter().filter(|&&(last, party)| {
        person(party) && sheet.sentence(chains.mentions[last].head.index()) + 4 > here
    });
    let (one, other) = (persons.next()?, persons.next()?);
    let mut parties = vec![one.1, other.1];
    parties.sort_unstable();
    Some((parties, one.0))
}

/// Everybody whom a description may take up.
fn of_description(
    sheet: &Sheet,
    chains: &Chains,
    mention: usize,
    noun: &Noun,
    recent: &[(usize, PartyId)],
) -> Vec<Choice> {
    let token = chains.mentions[mention].head.index();
    let here = sheet.sentence(token);
    let is_new = noun.determiner == Determiner::Indefinite;
    let mut options = named_later(sheet, chains, mention, noun, recent);
    if is_new && noun.kind != PartyKind::Group && noun.description.owner.is_none() {
        return options;
    }
    // "the company" may be any company, "officials" are those called so.
    let takes_up = noun.determiner == Determiner::Definite;
    for &(last, party) in recent {
        let known = &chains.parties[party.index()];
        let is_owner = noun.description.owner == Some(party);
        if is_owner || !noun.agrees(known) || is_new && known.named {
            continue;
        }
        let likeness = noun.likeness(sheet, chains, known);
        let near = || here <= sheet.sentence(chains.anchor(sheet, last)) + SENTENCES;
        if likeness.is_of_another(known) {
            continue;
        }
        let alike = likeness.head != HeadLikeness::None;
        if alike || takes_up && known.named && noun.kind != PartyKind::Group && near() {
            options.push((vec![party], last, likeness));
        }
    }
    // "The Ohio governor" is none of two governors of whom nobody says where they govern.
    let unplaced = |(parties, _, likeness): &Choice| {
        likeness.head >= HeadLikeness::Kin
            && likeness.place != Place::Same
            && chains.parties[parties[0].index()].named
    };
    if !noun.description.places.is_empty() && options.iter().filter(|one| unplaced(one)).count() > 1
    {
        options.retain(|one| !unplaced(one));
    }
    if noun.kind == PartyKind::Group && takes_up {
        let mut several = joined(sheet, chains, mention);
        if noun.is_two {
            several.extend(last_two(sheet, chains, here, recent));
        }
        several.dedup_by(|one, other| one.0 == other.0);
        let several = several.into_iter();
        options.extend(several.map(|(parties, last)| (parties, last, Likeness::default())));
    }
    options
}

/// Everybody whom a mention may stand for, the best first. `speakers` are those of the quotation around it.
pub(super) fn candidates(
    sheet: &Sheet,
    speaking: &Speaking,
    chains: &Chains,
    mention: usize,
    sought: &Sought,
    speakers: &[PartyId],
    model: &Model,
) -> Vec<Candidate> {
    let recent = recent(chains, mention);
    let options = match sought {
        Sought::Pronoun(class) => {
            of_pronoun(sheet, speaking, chains, mention, *class, speakers, &recent)
        }
        Sought::Description(noun) => of_description(sheet, chains, mention, noun, &recent),
    };
    let evidence = Evidence::new(sheet, speaking, chains, mention, sought, &recent);
    let candidate = |parties: Vec<PartyId>, last: usize, features: Vec<u64>| {
        let mut scores = [0; 256];
        model.score(&features, &mut scores);
        Candidate {
            parties,
            last,
            score: scores[0] * 256 / model.unit,
            #[cfg(feature = "train")]
            features,
        }
    };
    let mut found = Vec::new();
    if let Sought::Description(noun) = sought {
        let likenesses: Vec<Likeness> = options.iter().map(|option| option.2).collect();
        found.push(candidate(
            Vec::new(),
            0,
            evidence.of_a_new_party(noun, &likenesses),
        ));
    }
    for (rank, (parties, last, likeness)) in options.into_iter().enumerate() {
        let features = match sought {
            Sought::Description(noun) if last > mention => {
                evidence.of_one_named_later(noun, rank, parties[0], last)
            }
            _ => evidence.of_parties(rank, &parties, last, likeness),
        };
        found.push(candidate(parties, last, features));
    }
    found.sort_by_key(|candidate| {
        (
            std::cmp::Reverse(candidate.score),
            std::cmp::Reverse(candidate.last),
        )
    });
    found
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
