//! What changed between two records of one article, in words; order does not matter, and what only stands elsewhere is counted.
//!
//! Things are matched by id, then by the words they share, so that a reworded claim is one that changed and not one that
//! was lost and another that was added.

mod fields;
mod matching;

use super::positions::Positions;
use super::schema::{Range, Record};
use crate::text::offsets::Unit;
use fields::{string, words};
use matching::matched;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// One record with what is needed to show its words.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The record.
    pub record: &'a Record,
    /// Its text, where it is known.
    pub text: Option<&'a str>,
    /// What its offsets count.
    pub unit: Unit,
}

/// All that changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The changes, in the order of the record.
    pub changes: Vec<Change>,
    /// How many things are as they were and only stand elsewhere.
    pub moved: usize,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is: article, header, body, credit, quote, attribution, speaker, date, claim or note.
    pub thing: &'static str,
    /// Its id, if it has one; the new one where both have.
    pub id: Option<String>,
    /// How it changed.
    pub change: How,
    /// Its words, the new ones where both have.
    pub text: Option<String>,
    /// Where it stands, in the new record unless it is lost.
    pub start: Option<u32>,
    /// What is different, for a change.
    pub fields: Vec<Field>,
}

/// How a thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum How {
    Added,
    Lost,
    Changed,
}

/// A field that is different, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name, blanks between words.
    pub name: String,
    /// What it was; null for nothing. Both are null where the words are not known.
    pub was: Option<String>,
    /// What it is now.
    pub is: Option<String>,
    /// Of a list that has kept something, what it has lost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
    /// Of a list that has kept something, what it has gained.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gained: Vec<String>,
}

/// Compares two records of one article.
#[must_use]
pub fn compare(mut old: Side, mut new: Side) -> Comparison {
    if old.text.is_none() || new.text.is_none() {
        // Words on one side and lengths on the other would never be equal.
        (old.text, new.text) = (None, None);
    }
    let (old, new) = (Shown::new(old), Shown::new(new));
    let mut found = Comparison::default();
    found.single("article", &old, &new, article);
    found.single("header", &old, &new, |shown| shown.value["header"].clone());
    found.single("body", &old, &new, body);
    for (name, thing) in [
        ("credits", "credit"),
        ("quotes", "quote"),
        ("attributions", "attribution"),
        ("speakers", "speaker"),
        ("dates", "date"),
        ("claims", "claim"),
        ("notes", "note"),
    ] {
        found.list(thing, &old, &new, name);
    }
    found
}

/// What is compared of the article as a whole; its path and how it was made do not matter.
fn article(shown: &Shown) -> Value {
    let mut fields = Map::new();
    let source = &shown.value["source"];
    fields.insert("schema".into(), shown.value["schema"].clone());
    fields.insert("text".into(), source["sha256"].clone());
    fields.insert("encoding".into(), source["encoding"].clone());
    fields.insert("meta".into(), shown.value["meta"].clone());
    Value::Object(fields)
}

fn body(shown: &Shown) -> Value {
    let body = &shown.record.body;
    let sentences: usize = body.paragraphs.iter().map(|p| p.sentences.len()).sum();
    let mut fields = Map::new();
    fields.insert("paragraphs".into(), body.paragraphs.len().into());
    fields.insert("sentences".into(), sentences.into());
    let length = shown.record.boilerplate.len();
    fields.insert("pieces of boilerplate".into(), length.into());
    fields.insert("place".into(), shown.value["body"].clone());
    let place = Value::Array(
        shown.value["boilerplate"]
            .as_array()
            .cloned()
            .unwrap_or_default(),
    );
    fields.insert("boilerplate".into(), place);
    Value::Object(fields)
}

/// A record as JSON, with what its ids stand for.
struct Shown<'a> {
    record: &'a Record,
    value: Value,
    text: Option<(&'a str, Positions)>,
    names: HashMap<&'a str, &'a str>,
}

impl<'a> Shown<'a> {
    fn new(side: Side<'a>) -> Self {
        let record = side.record;
        let names = (record.speakers.iter().map(|s| (&s.id, &s.name)))
            .chain(
                record
                    .dates
                    .iter()
                    .map(|d| (&d.id, d.value.as_ref().unwrap_or(&d.text))),
            )
            .chain(record.quotes.iter().map(|q| (&q.id, &q.text)))
            .chain(record.attributions.iter().map(|a| (&a.id, &a.text)))
            .chain(record.claims.iter().map(|c| (&c.id, &c.text)))
            .map(|(id, name)| (id.as_str(), name.as_str()))
            .collect();
        Self {
            record,
            value: serde_json::to_value(record).unwrap_or_default(),
            text: side
                .text
                .map(|text| (text, Positions::new(text, side.unit))),
            names,
        }
    }

    /// A field in words; `None` for nothing.
    fn field(&self, name: &str, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Bool(value) => Some(if *value { "yes" } else { "no" }.to_owned()),
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) => match name {
                "attribution" | "continues" | "restates" | "speakers" | "claimants" | "dates" => {
                    let name = self.names.get(text.as_str());
                    Some(name.map_or_else(|| text.clone(), |name| (*name).to_owned()))
                }
                _ => Some(text.clone()),
            },
            Value::Array(_) => {
                let all = self.items(name, value);
                (!all.is_empty()).then(|| all.join(", "))
            }
            Value::Object(fields) => self.object(fields),
        }
    }

    /// What a list holds, in words; nothing for what is no list.
    fn items(&self, name: &str, value: &Value) -> Vec<String> {
        let values = value.as_array().map_or(&[][..], Vec::as_slice);
        values.iter().filter_map(|v| self.field(name, v)).collect()
    }

    fn object(&self, fields: &Map<String, Value>) -> Option<String> {
        let mut words = Vec::new();
        if let Some(Value::String(text)) = fields.get("text") {
            words.push(text.clone());
        } else if let Some(range) = range(fields) {
            words.push(self.words(range));
        }
        for (name, value) in fields {
            if !matches!(name.as_str(), "start" | "end" | "text") && *value != Value::Bool(false) {
                let value = if *value == Value::Bool(true) {
                    Some(name.replace('_', " "))
                } else {
                    self.field(name, value)
                };
                words.extend(value);
            }
        }
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The words of a range, or how many characters it has.
    fn words(&self, range: Range) -> String {
        match &self.text {
            Some((text, positions)) => {
                let words = text.get(positions.range(range)).unwrap_or_default();
                format!("“{words}”")
            }
            None => format!("{} characters", range.end.saturating_sub(range.start)),
        }
    }
}

fn range(fields: &Map<String, Value>) -> Option<Range> {
    let number = |name| fields.get(name)?.as_u64()?.try_into().ok();
    Some(Range {
        start: number("start")?,
        end: number("end")?,
    })
}

/// What a field is called for people; `None` for one that says nothing by itself.
fn label(thing: &str, name: &str) -> Option<String> {
    Some(match (thing, name) {
        (_, "id" | "start" | "end") => return None,
        ("attribution", "content") => return None,
        ("header", "spans") | ("body", "place" | "boilerplate") => return None,
        ("claim", "spans") => return None,
        ("quote" | "attribution", "speakers") => "speaker".to_owned(),
        ("claim", "claimants") => "claimant".to_owned(),
        ("header", "authors") => "author".to_owned(),
        (_, "text") if thing != "article" => "words".to_owned(),
        (_, "check_worthiness") => "score".to_owned(),
        (_, "mod") => "modifier".to_owned(),
        (_, "by") => "finder".to_owned(),
        (_, name) => name.replace('_', " "),
    })
}

impl Comparison {
    /// Compares a thing that every record has once.
    fn single(
        &mut self,
        thing: &'static str,
        old: &Shown,
        new: &Shown,
        of: impl Fn(&Shown) -> Value,
    ) {
        let (was, is) = (of(old), of(new));
        let fields = differences(thing, (old, &was), (new, &is));
        if !fields.is_empty() {
            self.changes.push(Change {
                thing,
                id: None,
                change: How::Changed,
                text: None,
                start: None,
                fields,
            });
        } else if was != is {
            self.moved += 1;
        }
    }

    /// Compares a list of things.
    fn list(&mut self, thing: &'static str, old: &Shown, new: &Shown, name: &str) {
        let empty = Vec::new();
        let list = |shown: &'_ Shown| shown.value[name].as_array().unwrap_or(&empty).clone();
        let (was, is) = (list(old), list(new));
        let pairs = matched(&was, &is);
        let partner: HashMap<usize, usize> = pairs.iter().map(|&(o, n)| (n, o)).collect();
        let kept: HashSet<usize> = pairs.iter().map(|&(o, _)| o).collect();
        let one_sided = |value: &Value, change| Change {
            thing,
            id: string(value, "id"),
            change,
            text: words(value),
            start: value["start"]
                .as_u64()
                .or_else(|| value["content"][0]["start"].as_u64())
                .and_then(|start| start.try_into().ok()),
            fields: Vec::new(),
        };
        for (at, value) in was.iter().enumerate() {
            if !kept.contains(&at) {
                self.changes.push(one_sided(value, How::Lost));
            }
        }
        for (at, value) in is.iter().enumerate() {
            let Some(&before) = partner.get(&at) else {
                self.changes.push(one_sided(value, How::Added));
                continue;
            };
            let fields = differences(thing, (old, &was[before]), (new, value));
            if !fields.is_empty() {
                self.changes.push(Change {
                    fields,
                    ..one_sided(value, How::Changed)
                });
            } else if was[before] != *value {
                self.moved += 1;
            }
        }
    }
}

/// The fields that are different.
fn differences(thing: &str, old: (&Shown, &Value), new: (&Shown, &Value)) -> Vec<Field> {
    let (Value::Object(was), Value::Object(is)) = (old.1, new.1) else {
        return Vec::new();
    };
    let mut names: Vec<&String> = is.keys().collect();
    names.extend(was.keys().filter(|name| !is.contains_key(*name)));
    let mut fields = Vec::new();
    for name in names {
        let Some(label) = label(thing, name) else {
            continue;
        };
        let (was_value, is_value) = (
            was.get(name).unwrap_or(&Value::Null),
            is.get(name).unwrap_or(&Value::Null),
        );
        let (mut before, mut after) = (old.0.field(name, was_value), new.0.field(name, is_value));
        if before == after {
            continue;
        }
        let (had, has) = (old.0.items(name, was_value), new.0.items(name, is_value));
        let (mut lost, mut gained) = (without(&had, &has), without(&has, &had));
        if lost.is_empty() && gained.is_empty() && !had.is_empty() {
            continue; // the same in another order
        }
        if lost.len() == had.len() || gained.len() == has.len() {
            (lost, gained) = (Vec::new(), Vec::new());
        }
        if name == "mentions" {
            let count = |value: Option<&Value>| {
                let count = value.and_then(Value::as_array).map_or(0, Vec::len);
                Some(count.to_string())
            };
            (lost, gained) = (Vec::new(), Vec::new());
            (before, after) = (count(was.get(name)), count(is.get(name)));
            if before == after {
                (before, after) = (Some("others".into()), Some("not the same".into()));
            }
        }
        if old.0.text.is_none() && matches!(name.as_str(), "cue" | "source") {
            // Only lengths are known, which tell a person nothing.
            (before, after, lost, gained) = (None, None, Vec::new(), Vec::new());
        }
        if thing == "article" && name == "text" {
            (before, after) = (None, Some("another".into()));
        }
        fields.push(Field {
            name: label,
            was: before,
            is: after,
            lost,
            gained,
        });
    }
    fields
}

/// The items of one list that another has not.
fn without(items: &[String], others: &[String]) -> Vec<String> {
    let others: HashSet<&String> = others.iter().collect();
    let left = items.iter().filter(|item| !others.contains(item));
    left.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(quotes: Value, speakers: Value) -> Record {
        serde_json::from_value(json!({
            "schema": "ascribe/1", "id": "a",
            "source": {"path": null, "encoding": "utf-8", "sha256": "0"},
            "header": {"start": null, "end": null, "headline": null, "deck": null, "date": null, "date_precision": null,
                "authors": [], "outlet": null, "dateline": {"place": null, "agency": null}, "spans": {}},
            "body": {"start": 0, "end": 90, "paragraphs": []},
            "credits": [], "boilerplate": [], "quotes": quotes, "attributions": [], "speakers": speakers,
            "dates": [], "claims": [], "notes": [],
        }))
        .unwrap()
    }

    fn quote(id: &str, start: u32, text: &str, speakers: &[&str]) -> Value {
        let end = start + text.chars().count() as u32;
        json!({"id": id, "start": start, "end": end, "text": text, "use": "speech", "attribution": null,
            "speakers": speakers, "continues": null})
    }

    fn speaker(id: &str, name: &str) -> Value {
        json!({"id": id, "name": name, "kind": "person", "titles": [], "aliases": [], "affiliation": null, "mentions": []})
    }

    fn compared(old: &Record, new: &Record) -> Comparison {
        let side = |record| Side {
            record,
            text: None,
            unit: Unit::CodePoints,
        };
        compare(side(old), side(new))
    }

    #[test]
    fn a_speaker_that_changed_is_told_by_name() {
        let cast = json!([
            speaker("amina-diallo", "Amina Diallo"),
            speaker("jon-vik", "Jon Vik")
        ]);
        let old = record(
            json!([quote("q-1", 3, "“We will not sell.”", &["jon-vik"])]),
            cast.clone(),
        );
        let new = record(
            json!([quote("q-2", 3, "“We will not sell.”", &["amina-diallo"])]),
            cast,
        );
        let found = compared(&old, &new);
        assert_eq!(found.changes.len(), 1, "{found:?}");
        let change = &found.changes[0];
        assert_eq!((change.thing, change.change), ("quote", How::Changed));
        let field = Field {
            name: "speaker".into(),
            was: Some("Jon Vik".into()),
            is: Some("Amina Diallo".into()),
            lost: Vec::new(),
            gained: Vec::new(),
        };
        assert_eq!(change.fields, [field]);
    }

    #[test]
    fn of_a_list_that_kept_something_only_the_rest_is_told() {
        let titled = |titles: &[&str]| {
            let mut one = speaker("jon-vik", "Jon Vik");
            one["titles"] = json!(titles);
            record(json!([]), json!([one]))
        };
        let old = titled(&["mayor", "pilot"]);
        let found = compared(&old, &titled(&["pilot", "judge"]));
        let field = &found.changes[0].fields[0];
        assert_eq!(
            (&field.lost[..], &field.gained[..]),
            (&["mayor".to_owned()][..], &["judge".to_owned()][..])
        );
        assert_eq!(field.was.as_deref(), Some("mayor, pilot"));
        let found = compared(&old, &titled(&["judge"]));
        assert!(
            found.changes[0].fields[0].lost.is_empty(),
            "nothing was kept"
        );
        assert!(
            compared(&old, &titled(&["pilot", "mayor"]))
                .changes
                .is_empty()
        );
    }

    #[test]
    fn a_reworded_quote_changed_and_another_is_new() {
        let old = record(
            json!([quote("q-1", 3, "“The dam holds for now.”", &[])]),
            json!([]),
        );
        let new = record(
            json!([
                quote("q-8", 3, "“Nobody asked the fishermen.”", &[]),
                quote("q-9", 40, "“The dam holds for today.”", &[])
            ]),
            json!([]),
        );
        let hows: Vec<_> = compared(&old, &new)
            .changes
            .iter()
            .map(|c| c.change)
            .collect();
        assert_eq!(hows, [How::Added, How::Changed]);
        let back: Vec<_> = compared(&new, &old)
            .changes
            .iter()
            .map(|c| c.change)
            .collect();
        assert_eq!(back, [How::Lost, How::Changed]);
    }

    #[test]
    fn order_and_place_are_no_changes() {
        let one = quote("q-1", 3, "“Yes.”", &[]);
        let two = quote("q-2", 30, "“No.”", &[]);
        let moved = quote("q-1", 33, "“Yes.”", &[]);
        let old = record(json!([one, two]), json!([]));
        let new = record(json!([two, moved]), json!([]));
        let found = compared(&old, &new);
        assert_eq!((found.changes.len(), found.moved), (0, 1), "{found:?}");
        assert_eq!(compared(&old, &old), Comparison::default());
    }
}
