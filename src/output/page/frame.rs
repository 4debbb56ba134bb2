//! What all pages and their parts share: the frame around a page, text made safe, a record with its text.

use crate::output::Positions;
use crate::output::schema::{Attribution, Range, Record};
use crate::output::visible::is_hidden;
use crate::text::chars;
use crate::text::offsets::Unit;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;

const STYLE: &str = include_str!("page.css");

/// Nothing may be loaded, from anywhere; the page's own style and script run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' file: 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/// A whole page around its content.
pub(super) fn shell(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (visible(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body { (content) }
        }
    }
}

/// The characters of a text with invisible and control characters made visible, so that no text can fool its reader.
#[must_use]
pub fn visible(text: &str) -> Markup {
    let odd = |c: char| is_hidden(c) && !chars::is_line_end(c);
    html! {
        @for piece in text.split_inclusive(odd) {
            @match piece.chars().next_back().filter(|&c| odd(c)) {
                Some(last) => { (piece[..piece.len() - last.len_utf8()]) span.odd { (format!("U+{:04X}", last as u32)) } },
                None => { (piece) },
            }
        }
    }
}

/// What a page needs to know of a record while it writes the text.
pub(super) struct Scene<'a> {
    pub(super) record: &'a Record,
    text: &'a str,
    positions: Positions,
    /// The number of each speaker, by id.
    speakers: BTreeMap<&'a str, usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(record: &'a Record, text: &'a str) -> Self {
        let speakers = record
            .speakers
            .iter()
            .enumerate()
            .map(|(i, speaker)| (speaker.id.as_str(), i))
            .collect();
        Self {
            record,
            text,
            positions: Positions::new(text, Unit::CodePoints),
            speakers,
        }
    }

    pub(super) fn slice(&self, range: Range) -> &'a str {
        &self.text[self.positions.range(range)]
    }

    /// The tint of an attribution: the hue of its first speaker, spread over the circle by the golden angle so that
    /// neighbors differ; none without a speaker.
    pub(super) fn hue(&self, attribution: &Attribution) -> Option<usize> {
        attribution
            .speakers
            .first()
            .and_then(|id| self.speakers.get(id.as_str()))
            .map(|&number| hue(number))
    }

    pub(super) fn names(&self, ids: &[String]) -> String {
        let name = |id: &String| {
            self.speakers
                .get(id.as_str())
                .map_or(id.clone(), |&i| self.record.speakers[i].name.clone())
        };
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

/// The hue of the speaker with this number, in degrees.
pub(super) fn hue(number: usize) -> usize {
    (210 + number * 137) % 360
}

/// The name that JSON prints for a value of an enum.
pub(super) fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
