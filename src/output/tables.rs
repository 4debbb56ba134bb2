//! Tables: tab-separated, a line for each speaker or claim, cells on one line.

use super::schema::{Claim, Record};
use super::visible::visible_line;
use super::worth::printed;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The names of the columns of [`speakers`].
pub const SPEAKERS: &str = "id\tname\tkind\ttitles\taliases\taffiliation\tmentions\tquotes\tattributions\tclaims\tfirst_mention\tarticle\n";

/// The names of the columns of [`claims`].
pub const CLAIMS: &str = "rank\tscore\tclaimant\tclaim\tdates\tquantities\twhy\ttypes\tfactuality\ttime\tstart\tend\tid\tarticle\n";

/// A line for each speaker, in order of first mention.
#[must_use]
pub fn speakers(record: &Record) -> String {
    let mut table = String::new();
    for speaker in &record.speakers {
        let count = |lists: &mut dyn Iterator<Item = &Vec<String>>| {
            lists.filter(|ids| ids.contains(&speaker.id)).count()
        };
        row(
            &mut table,
            &[
                &speaker.id,
                &speaker.name,
                &name(&speaker.kind),
                &list(&speaker.titles),
                &list(&speaker.aliases),
                speaker.affiliation.as_deref().unwrap_or_default(),
                &speaker.mentions.len().to_string(),
                &count(&mut record.quotes.iter().map(|quote| &quote.speakers)).to_string(),
                &count(&mut record.attributions.iter().map(|a| &a.speakers)).to_string(),
                &count(&mut record.claims.iter().map(|claim| &claim.claimants)).to_string(),
                &speaker
                    .mentions
                    .first()
                    .map_or_else(String::new, |mention| mention.start.to_string()),
                &record.id,
            ],
        );
    }
    table
}

/// A line for each claim, those worth checking first; equals in the order of the text.
#[must_use]
pub fn claims(record: &Record) -> String {
    let names: HashMap<_, _> = record
        .speakers
        .iter()
        .map(|speaker| (speaker.id.as_str(), speaker.name.as_str()))
        .collect();
    let dates: HashMap<_, _> = record
        .dates
        .iter()
        .map(|date| {
            let value = date.value.as_deref().unwrap_or(&date.text);
            (date.id.as_str(), value)
        })
        .collect();
    let mut ranked: Vec<&Claim> = record.claims.iter().collect();
    ranked.sort_by_key(|claim| Reverse(printed(claim.check_worthiness)));
    let mut table = String::new();
    for (at, claim) in ranked.into_iter().enumerate() {
        let known = |ids: &[String], names: &HashMap<&str, &str>| {
            let names: Vec<_> = ids
                .iter()
                .map(|id| names.get(id.as_str()).copied().unwrap_or(id))
                .collect();
            names.join("; ")
        };
        let claimant = if claim.claimants.is_empty() {
            "author".to_owned()
        } else {
            known(&claim.claimants, &names)
        };
        let quantities: Vec<_> = claim.quantities.iter().map(|q| q.text.as_str()).collect();
        let why: Vec<_> = claim
            .reasons
            .iter()
            .map(|reason| format!("{} {:+.2}", reason.feature, reason.weight))
            .collect();
        let types: Vec<_> = claim.types.iter().map(name).collect();
        row(
            &mut table,
            &[
                &(at + 1).to_string(),
                &format!("{:.3}", claim.check_worthiness),
                &claimant,
                &claim.text,
                &known(&claim.dates, &dates),
                &quantities.join("; "),
                &why.join("; "),
                &types.join("; "),
                &name(&claim.factuality),
                &name(&claim.time),
                &claim.start.to_string(),
                &claim.end.to_string(),
                &claim.id,
                &record.id,
            ],
        );
    }
    table
}

/// The name of a label, as JSON prints it.
pub(super) fn name(label: &impl Serialize) -> String {
    match serde_json::to_value(label) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn list(names: &[String]) -> String {
    names.join("; ")
}

fn row(table: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            table.push('\t');
        }
        table.push_str(&visible_line(cell));
    }
    table.push('\n');
}
