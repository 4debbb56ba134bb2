//! Leaving findings out of a record.

use super::schema::{Claim, ClaimType, QuoteUse, Record, Speaker};
use super::worth::printed;
use std::collections::HashSet;

/// What is left in; the default leaves everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only quotes that are somebody's words, and only attributions of speech: none of beliefs, intentions, attitudes, decrees.
    pub speech_only: bool,
    /// Only claims of at least this score, in thousandths.
    pub min_worth: Option<u16>,
    /// Only claims of this party: a speaker's id, a part of a name, or `author`.
    pub claimant: Option<String>,
    /// Only claims of one of these types, if there are any.
    pub types: Vec<ClaimType>,
}

impl Filter {
    /// Leaves out of `record` what does not pass. What referred to it refers to nothing then.
    pub fn apply(&self, record: &mut Record) {
        if *self == Self::default() {
            return;
        }
        if self.speech_only {
            record.quotes.retain(|quote| quote.used == QuoteUse::Speech);
            let left: HashSet<_> = record.quotes.iter().map(|quote| quote.id.clone()).collect();
            for quote in &mut record.quotes {
                quote.continues = quote.continues.take().filter(|id| left.contains(id));
            }
            record.attributions.retain(|attribution| attribution.speech);
            let left: HashSet<_> = record.attributions.iter().map(|a| a.id.as_str()).collect();
            let loose = |id: &mut Option<String>| {
                if id.as_deref().is_some_and(|id| !left.contains(id)) {
                    *id = None;
                }
            };
            record
                .quotes
                .iter_mut()
                .for_each(|quote| loose(&mut quote.attribution));
            record
                .claims
                .iter_mut()
                .for_each(|claim| loose(&mut claim.attribution));
        }
        let speakers = &record.speakers;
        record.claims.retain(|claim| self.takes(claim, speakers));
        let left: HashSet<_> = record.claims.iter().map(|claim| claim.id.clone()).collect();
        for claim in &mut record.claims {
            claim.restates = claim.restates.take().filter(|id| left.contains(id));
        }
    }

    fn takes(&self, claim: &Claim, speakers: &[Speaker]) -> bool {
        self.min_worth
            .is_none_or(|least| printed(claim.check_worthiness) >= least)
            && (self.types.is_empty() || claim.types.iter().any(|kind| self.types.contains(kind)))
            && self
                .claimant
                .as_ref()
                .is_none_or(|name| is_by(claim, name, speakers))
    }
}

fn is_by(claim: &Claim, name: &str, speakers: &[Speaker]) -> bool {
    if name.eq_ignore_ascii_case("author") && claim.claimants.is_empty() {
        return true;
    }
    let name = name.to_lowercase();
    let named = |speaker: &Speaker| {
        speaker.id == name
            || std::iter::once(&speaker.name)
                .chain(&speaker.aliases)
                .any(|form| form.to_lowercase().contains(&name))
    };
    speakers
        .iter()
        .filter(|speaker| claim.claimants.contains(&speaker.id))
        .any(named)
}
