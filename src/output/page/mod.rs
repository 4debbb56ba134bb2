//! An article as one self-contained page: no network, no fonts from elsewhere, everything escaped by construction.

mod frame;
mod panel;
pub mod plots;
pub mod report;

use super::schema::{Attribution, Range, Record};
use super::segments::{self, Mark, Segment};
use frame::{Scene, name_of, shell};
use maud::{Markup, PreEscaped, html};

pub use frame::visible;

const SCRIPT: &str = include_str!("page.js");

/// The page of one record. `text` is the decoded text that the record's offsets, in code points, refer to.
#[must_use]
pub fn article(record: &Record, text: &str) -> String {
    let scene = Scene::new(record, text);
    let mut ranges: Vec<Range> = [record.header.spans.headline, record.header.spans.deck]
        .into_iter()
        .flatten()
        .collect();
    let before = ranges.len();
    ranges.extend(record.body.paragraphs.iter().map(|paragraph| Range {
        start: paragraph.start,
        end: paragraph.end,
    }));
    // A deck or headline that stands behind the body would break the order that cutting relies on.
    let ordered = ranges.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let segments = if ordered {
        segments::cut(record, &ranges)
    } else {
        ranges
            .iter()
            .flat_map(|range| segments::cut(record, &[*range]))
            .collect()
    };
    let (header, body) = segments.split_at(before);
    let title = record.header.headline.as_deref().unwrap_or(&record.id);
    let has_headline = record.header.spans.headline.is_some();
    let content = html! {
        div.page {
            main {
                article {
                    header {
                        h1 { @if has_headline { (line(&scene, &header[0])) } @else { (visible(title)) } }
                        @if record.header.spans.deck.is_some() {
                            p.deck { (line(&scene, &header[usize::from(has_headline)])) }
                        }
                        (byline(record))
                    }
                    @for paragraph in body { p { (line(&scene, paragraph)) } }
                    @if !record.credits.is_empty() {
                        div.credits { @for credit in &record.credits { p { (visible(&credit.text)) } } }
                    }
                    @if !record.boilerplate.is_empty() {
                        details.furniture {
                            summary { "Page furniture, not part of the story" }
                            @for range in &record.boilerplate { p { (visible(scene.slice(*range))) } }
                        }
                    }
                    (PreEscaped(r#"<svg id="link" aria-hidden="true"></svg>"#))
                }
            }
            (panel::panel(&scene))
        }
        script { (PreEscaped(SCRIPT)) }
    };
    shell(title, &content).into_string()
}

/// Authors, outlet, date and dateline on one line.
fn byline(record: &Record) -> Markup {
    let header = &record.header;
    let mut parts: Vec<String> = Vec::new();
    if !header.authors.is_empty() {
        parts.push(header.authors.join(", "));
    }
    parts.extend(
        [
            &header.outlet,
            &header.date,
            &header.dateline.place,
            &header.dateline.agency,
        ]
        .into_iter()
        .flatten()
        .cloned(),
    );
    html! { div.byline { (visible(&parts.join(" · "))) } }
}

/// The segments of a line of text, each with its colors and its findings' ids.
fn line(scene: &Scene, segments: &[Segment]) -> Markup {
    html! { @for segment in segments { (piece(scene, segment)) } }
}

fn piece(scene: &Scene, segment: &Segment) -> Markup {
    let record = scene.record;
    let text = visible(scene.slice(segment.range));
    if segment.marks.is_empty() {
        return text;
    }
    let (mut classes, mut ids, mut sources, mut contents, mut cues) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut tint, mut attributed, mut label) = (None, false, None);
    for mark in &segment.marks {
        match *mark {
            Mark::Claim(i) => ids.push(record.claims[i].id.as_str()),
            Mark::Quote(i) => {
                classes.push(
                    if record.quotes[i].used == super::schema::QuoteUse::Speech {
                        "speech"
                    } else {
                        "term"
                    },
                );
                ids.push(&record.quotes[i].id);
            }
            Mark::Date(i) => {
                classes.push("date");
                ids.push(&record.dates[i].id);
                label = record.dates[i].value.clone();
            }
            Mark::Content(i) | Mark::Source(i) | Mark::Cue(i) => {
                let attribution = &record.attributions[i];
                let (class, role) = match mark {
                    Mark::Content(_) => ("content", &mut contents),
                    Mark::Source(_) => ("source", &mut sources),
                    _ => ("cue", &mut cues),
                };
                classes.push(class);
                role.push(attribution.id.as_str());
                ids.push(&attribution.id);
                tint = scene.hue(attribution).or(tint);
                attributed = true;
            }
        }
    }
    if attributed && tint.is_none() {
        classes.push("anonymous");
    }
    let opens = segment.begins.iter().find_map(|mark| match *mark {
        Mark::Content(i) => Some(&record.attributions[i]),
        _ => None,
    });
    let spoken = opens.map(|attribution| {
        let who = if attribution.speakers.is_empty() {
            "nobody named".to_owned()
        } else {
            scene.names(&attribution.speakers)
        };
        format!("{} speech of {who}", kind_name(attribution))
    });
    let style = tint.map(|hue| format!("--h:{hue}"));
    html! {
        @for mark in &segment.begins { @if let Some(id) = anchor(record, *mark) { span id=(id) {} } }
        span class=[joined(&classes)] style=[style] data-m=(ids.join(" ")) title=[label]
            data-content=[joined(&contents)] data-source=[joined(&sources)] data-cue=[joined(&cues)]
            tabindex=[spoken.as_ref().map(|_| "0")] role=[spoken.as_ref().map(|_| "mark")] aria-label=[spoken] { (text) }
    }
}

/// The id by which a finding can be linked to, on its first piece.
fn anchor(record: &Record, mark: Mark) -> Option<&str> {
    match mark {
        Mark::Claim(i) => Some(&record.claims[i].id),
        Mark::Content(i) => Some(&record.attributions[i].id),
        Mark::Quote(i) => Some(&record.quotes[i].id),
        Mark::Date(i) => Some(&record.dates[i].id),
        Mark::Source(_) | Mark::Cue(_) => None,
    }
}

fn joined(ids: &[&str]) -> Option<String> {
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn kind_name(attribution: &Attribution) -> String {
    name_of(&attribution.kind)
}
