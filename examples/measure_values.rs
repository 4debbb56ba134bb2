//! Reads the values of headers from pages whose lines have their roles, to be scored with
//! `pages_eval.py --predictions`: `zcat dev.jsonl.gz | measure_values > records.jsonl`.

use ascribe::parse::lines::{Line, lines};
use ascribe::parse::roles::Role;
use ascribe::parse::{Draft, prefix, values};
use ascribe::text::Span;
use ascribe::time::Precision;
use serde_json::{Value, json};
use std::io::BufRead;

fn main() {
    for row in std::io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&row.expect("a line")).expect("a page");
        println!("{}", record(&page));
    }
}

fn record(page: &Value) -> Value {
    let text = page["text"].as_str().expect("a text");
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    let extent = Span::new(0, text.len());
    let mut draft = Draft::default();
    let rest = prefix::read(text, extent, &mut draft);
    let gold = page["lines"].as_array().expect("lines");
    let place = |value: &Value| places[value.as_u64().expect("a place") as usize];
    let roles: Vec<(usize, usize, Role)> = gold
        .iter()
        .map(|line| {
            (
                place(&line[0]),
                place(&line[1]),
                role(line[2].as_str().expect("a role")),
            )
        })
        .collect();
    let mut next = 0;
    let (mut kept, mut named): (Vec<Line>, Vec<Role>) = (Vec::new(), Vec::new());
    for line in lines(text, rest) {
        while next < roles.len() && roles[next].1 <= line.span.start() {
            next += 1;
        }
        if let Some((start, _, role)) = roles.get(next)
            && *start < line.span.end()
        {
            kept.push(line);
            named.push(*role);
        }
    }
    values::read(text, &kept, &named, &mut draft);
    let first = named.iter().position(|role| *role == Role::Body);
    let start = first.map_or(text.len(), |at| kept[at].span.start());
    let story = values::dateline(text, Span::new(start, text.len()), &mut draft);
    let header = draft.header;
    let slice = |span: Option<Span>| span.map(|span| text[span.range()].to_owned());
    let body = || gold.iter().filter(|line| line[2] == "body");
    json!({
        "id": page["id"],
        "header": {
            "headline": slice(header.headline),
            "deck": slice(header.deck),
            "authors": header.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(),
            "date": header.date.map(|(_, day)| {
                let printed = day.day.to_string();
                let length = match day.precision {
                    Precision::Day => 10,
                    Precision::Month => 7,
                    Precision::Year => 4,
                };
                printed[..length].to_owned()
            }),
            "outlet": slice(header.outlet),
            "dateline": {"place": slice(header.place), "agency": slice(header.agency)},
            "story": text[story.range()].chars().take(30).collect::<String>(),
        },
        "body": {
            "start": body().next().map(|line| line[0].clone()),
            "end": body().next_back().map(|line| line[1].clone()),
            "paragraphs": body().map(|line| json!({"start": line[0], "end": line[1]})).collect::<Vec<_>>(),
        },
    })
}

fn role(name: &str) -> Role {
    match name {
        "before" => Role::Before,
        "section" => Role::Section,
        "headline" => Role::Headline,
        "deck" => Role::Deck,
        "byline" => Role::Byline,
        "date" => Role::Date,
        "outlet" => Role::Outlet,
        "dateline" => Role::Dateline,
        "caption" => Role::Caption,
        "body" => Role::Body,
        "crosshead" => Role::Crosshead,
        "inside" => Role::Inside,
        "credit" => Role::Credit,
        "after" => Role::After,
        name => panic!("{name:?} is no role"),
    }
}
