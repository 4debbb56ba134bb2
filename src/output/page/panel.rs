//! The side panel of an article's page: filters, speakers, attributions, claims and a time line of dates.

use super::frame::{Scene, hue, name_of, visible};
use super::plots;
use crate::output::worth::printed;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) fn panel(scene: &Scene) -> Markup {
    html! {
        aside aria-label="Findings" {
            (filters(scene))
            (speakers(scene))
            (claims(scene))
            (dates(scene))
            (attributions(scene))
        }
    }
}

/// Choices over the attributions and claims of the panel.
fn filters(scene: &Scene) -> Markup {
    let record = scene.record;
    let choice = |label: &str, filter: &str, values: Vec<(String, String)>| {
        html! {
            label for={ "filter-" (filter) } { (label) }
            select id={ "filter-" (filter) } data-filter=(filter) {
                option value="" { "all" }
                @for (value, name) in values { option value=(value) { (visible(&name)) } }
            }
        }
    };
    let same =
        |names: BTreeSet<String>| names.into_iter().map(|name| (name.clone(), name)).collect();
    let speakers = record
        .speakers
        .iter()
        .map(|speaker| (speaker.id.clone(), speaker.name.clone()))
        .collect();
    let kinds = record
        .attributions
        .iter()
        .map(|attribution| name_of(&attribution.kind))
        .collect();
    let classes = record
        .attributions
        .iter()
        .map(|attribution| name_of(&attribution.cue_class))
        .collect();
    let types = record
        .claims
        .iter()
        .flat_map(|claim| claim.types.iter().map(name_of))
        .collect();
    html! {
        details.choices open {
            summary { "Show" }
            div.legend {
                span.source { "source" } " " span.cue { "cue" } " " span.content { "what is said" } " " span.date { "date" }
            }
            div.filters {
                (choice("Speaker", "speaker", speakers))
                (choice("Kind", "kind", same(kinds)))
                (choice("Cue class", "class", same(classes)))
                (choice("Claim type", "type", same(types)))
            }
        }
    }
}

fn speakers(scene: &Scene) -> Markup {
    let record = scene.record;
    let count = |id: &str| {
        let quotes = record
            .quotes
            .iter()
            .filter(|quote| quote.speakers.iter().any(|speaker| speaker == id))
            .count();
        let attributions = record
            .attributions
            .iter()
            .filter(|attribution| attribution.speakers.iter().any(|speaker| speaker == id))
            .count();
        (quotes, attributions)
    };
    html! {
        details open {
            summary { "Speakers (" (record.speakers.len()) ")" }
            ul {
                @for (number, speaker) in record.speakers.iter().enumerate() {
                    @let (quotes, attributions) = count(&speaker.id);
                    li {
                        span.swatch style={ "--h:" (hue(number)) } {}
                        button type="button" data-pick=(speaker.id) aria-pressed="false" { (visible(&speaker.name)) }
                        span.small { " " (name_of(&speaker.kind)) }
                        @if !speaker.titles.is_empty() { div.small { (visible(&speaker.titles.join(", "))) } }
                        div.small { (count_of(quotes, "quote")) ", " (count_of(attributions, "attribution")) }
                    }
                }
            }
        }
    }
}

fn attributions(scene: &Scene) -> Markup {
    let record = scene.record;
    html! {
        details open {
            summary { "Who said what (" (record.attributions.len()) ")" }
            ol {
                @for attribution in &record.attributions {
                    li data-of=(attribution.id) data-speaker=(attribution.speakers.join(" "))
                        data-kind=(name_of(&attribution.kind)) data-class=(name_of(&attribution.cue_class)) {
                        a href={ "#" (attribution.id) } {
                            strong { @if attribution.speakers.is_empty() { "?" } @else { (visible(&scene.names(&attribution.speakers))) } }
                            " " (visible(&shortened(&attribution.text)))
                        }
                        div.small {
                            (name_of(&attribution.kind)) ", " (name_of(&attribution.cue_class))
                            @if let Some(lemma) = &attribution.cue_lemma { ", “" (visible(lemma)) "”" }
                        }
                    }
                }
            }
        }
    }
}

fn claims(scene: &Scene) -> Markup {
    let record = scene.record;
    let mut ranked: Vec<_> = record.claims.iter().collect();
    ranked.sort_by_key(|claim| {
        (
            std::cmp::Reverse(printed(claim.check_worthiness)),
            claim.start,
        )
    });
    html! {
        details open {
            summary { "Claims, most worth checking first (" (record.claims.len()) ")" }
            ol {
                @for claim in ranked {
                    li data-of=(claim.id) data-speaker=(claim.claimants.join(" "))
                        data-type=(claim.types.iter().map(name_of).collect::<Vec<_>>().join(" ")) {
                        a href={ "#" (claim.id) } {
                            span.score { (format!("{:.3}", claim.check_worthiness)) }
                            @if !claim.claimants.is_empty() { strong { (visible(&scene.names(&claim.claimants))) ": " } }
                            (visible(&claim.text))
                        }
                        div.small { (claim.types.iter().map(name_of).collect::<Vec<_>>().join(", ")) ", " (name_of(&claim.factuality)) }
                        @if !claim.reasons.is_empty() {
                            details.reasons {
                                summary { "why" }
                                @for reason in &claim.reasons { (reason.feature) " " (format!("{:+.2}", reason.weight)) "; " }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn dates(scene: &Scene) -> Markup {
    let record = scene.record;
    let mut dates: Vec<_> = record.dates.iter().collect();
    // Those that name no day come last.
    dates.sort_by_key(|date| {
        let days = (date.earliest.clone(), date.latest.clone());
        (days.0.is_none(), days, date.start)
    });
    let days: Vec<plots::Day> = dates
        .iter()
        .filter_map(|date| {
            let label = format!("{}: {}", date.value.as_deref().unwrap_or("?"), date.text);
            Some((date.earliest.clone()?, label))
        })
        .collect();
    html! {
        details open {
            summary { "Dates (" (dates.len()) ")" }
            (plots::time_line(&days, record.header.date.as_deref()))
            ol {
                @for date in dates {
                    li data-of=(date.id) {
                        a href={ "#" (date.id) } { strong { (date.value.as_deref().unwrap_or("?")) } " " (visible(&date.text)) }
                    }
                }
            }
        }
    }
}

/// `1 quote`, `2 quotes`.
pub(super) fn count_of(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// At most 160 characters, cut with an ellipsis.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
