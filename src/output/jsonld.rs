//! JSON-LD: schema.org `Claim` and `Quotation` nodes that point at their words with the selectors of the W3C Web Annotation
//! Data Model. Never `ClaimReview`: this program passes no verdicts.

use super::positions::Positions;
use super::schema::{Range, Record, SpeakerKind};
use crate::text::offsets::Unit;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// How many characters before and after its words a quote selector carries.
const CONTEXT: usize = 32;

/// The document of an article on one line, with a final line feed. `text` is the text of `record`, whose offsets count `unit`.
#[must_use]
pub fn jsonld(record: &Record, text: &str, unit: Unit) -> String {
    let article = format!("urn:ascribe:{}", escaped(&record.id));
    let node = |id: &str| json!({ "@id": format!("{article}#{id}") });
    let nodes = |ids: &[String]| Value::Array(ids.iter().map(|id| node(id)).collect());
    let positions = Positions::new(text, unit);
    let header = &record.header;
    let authors: Vec<_> = header
        .authors
        .iter()
        .map(|name| json!({ "@type": "Person", "name": name }))
        .collect();
    let mut graph = vec![object(&[
        ("@id", json!(article)),
        ("@type", json!("NewsArticle")),
        ("identifier", json!(record.id)),
        ("headline", json!(header.headline)),
        ("alternativeHeadline", json!(header.deck)),
        ("datePublished", json!(header.date)),
        ("author", json!(authors)),
        ("publisher", publisher(header.outlet.as_deref())),
        ("locationCreated", json!(header.dateline.place)),
    ])];
    for speaker in &record.speakers {
        let kind = match speaker.kind {
            SpeakerKind::Person => "Person",
            SpeakerKind::Organization => "Organization",
            SpeakerKind::Document => "CreativeWork",
            SpeakerKind::Group | SpeakerKind::Unnamed => "Thing",
        };
        let person = speaker.kind == SpeakerKind::Person;
        graph.push(object(&[
            ("@id", node(&speaker.id)["@id"].clone()),
            ("@type", json!(kind)),
            ("name", json!(speaker.name)),
            ("alternateName", json!(speaker.aliases)),
            (
                "jobTitle",
                if person {
                    json!(speaker.titles)
                } else {
                    Value::Null
                },
            ),
            (
                "affiliation",
                match &speaker.affiliation {
                    Some(name) if person => publisher(Some(name)),
                    _ => Value::Null,
                },
            ),
        ]));
    }
    for quote in &record.quotes {
        if quote.used == super::schema::QuoteUse::Speech {
            let range = Range {
                start: quote.start,
                end: quote.end,
            };
            graph.push(object(&[
                ("@id", node(&quote.id)["@id"].clone()),
                ("@type", json!("Quotation")),
                ("text", json!(quote.text)),
                ("spokenByCharacter", nodes(&quote.speakers)),
                ("isPartOf", json!({ "@id": article })),
                ("datePublished", json!(header.date)),
                ("selector", selectors(&[range], text, &positions)),
            ]));
        }
    }
    for claim in &record.claims {
        let whole = [Range {
            start: claim.start,
            end: claim.end,
        }];
        let ranges = if claim.spans.is_empty() {
            &whole[..]
        } else {
            &claim.spans
        };
        graph.push(object(&[
            ("@id", node(&claim.id)["@id"].clone()),
            ("@type", json!("Claim")),
            ("text", json!(claim.text)),
            (
                "creator",
                if claim.claimants.is_empty() {
                    json!(authors)
                } else {
                    nodes(&claim.claimants)
                },
            ),
            ("appearance", json!({ "@id": article })),
            ("datePublished", json!(header.date)),
            ("selector", selectors(ranges, text, &positions)),
        ]));
    }
    let document = json!({ "@context": context(), "@graph": graph });
    document.to_string() + "\n"
}

fn context() -> Value {
    json!(["https://schema.org/", {
        "oa": "http://www.w3.org/ns/oa#",
        "selector": "oa:hasSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "start": "oa:start",
        "end": "oa:end",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
    }])
}

/// An object of the fields that say something.
fn object(fields: &[(&str, Value)]) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(values) => !values.is_empty(),
        _ => true,
    };
    let fields: Map<_, _> = fields
        .iter()
        .filter(|(_, value)| says(value))
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    Value::Object(fields)
}

fn publisher(name: Option<&str>) -> Value {
    name.map_or(
        Value::Null,
        |name| json!({ "@type": "Organization", "name": name }),
    )
}

/// Where words stand, twice: by their offsets and by themselves with what is around them.
fn selectors(ranges: &[Range], text: &str, positions: &Positions) -> Value {
    ranges
        .iter()
        .flat_map(|&range| {
            let bytes = positions.range(range);
            let before = &text[..bytes.start];
            let after = &text[bytes.end..];
            let from = before
                .char_indices()
                .rev()
                .nth(CONTEXT - 1)
                .map_or(0, |(at, _)| at);
            let to = after
                .char_indices()
                .nth(CONTEXT)
                .map_or(after.len(), |(at, _)| at);
            [
                json!({ "@type": "TextPositionSelector", "start": range.start, "end": range.end }),
                json!({
                    "@type": "TextQuoteSelector",
                    "exact": &text[bytes],
                    "prefix": &before[from..],
                    "suffix": &after[..to],
                }),
            ]
        })
        .collect()
}

/// A name as part of an IRI: everything but letters, digits and `-._~/` in percent.
fn escaped(name: &str) -> String {
    let mut iri = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_parts_of_iris() {
        assert_eq!(escaped("a b/ü#2"), "a%20b/%C3%BC%232");
    }
}
