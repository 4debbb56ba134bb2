//! A folder of records as browsable pages: an index of articles, the speakers, what each said, and the claims.
//!
//! Static files: lists are data files that a small script shows a screenful at a time, so that ten thousand articles
//! stay quick. Speakers of different articles are one if they have the same id: the same name, not more.

use super::frame::{name_of, shell, visible};
use super::panel::count_of;
use super::plots;
use crate::output::schema::{AttributionKind, Record, SpeakerKind};
use crate::output::worth::printed;
use maud::{Markup, html};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const TABLE_SCRIPT: &str = include_str!("table.js");

/// What one speaker's page shows at most; further sayings go to a page of their own, so that no page passes 300 kB.
const SAYINGS_A_PAGE: usize = 400;

/// The claims that are ranked over all articles: more than a desk reads, few enough to load at once.
const CLAIMS: usize = 5_000;

/// How many bars a plot has.
const BARS: usize = 10;

/// What is known of a folder so far.
#[derive(Debug, Default)]
pub struct Report {
    articles: Vec<Value>,
    voices: BTreeMap<String, Voice>,
    claims: Vec<(u16, Value)>,
    /// Quotes by day of publication.
    days: BTreeMap<String, usize>,
    /// Attributions: direct, mixed, indirect.
    kinds: [usize; 3],
    /// Attributions to named parties, to unnamed ones, to nobody.
    named: [usize; 3],
}

/// A speaker over all articles.
#[derive(Debug, Default)]
struct Voice {
    name: String,
    kind: String,
    titles: BTreeSet<String>,
    articles: usize,
    quotes: usize,
    /// How often each outlet attributes words to it.
    outlets: BTreeMap<String, usize>,
    said: Vec<Saying>,
}

/// One attribution, for a speaker's page; ordered by time.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Saying {
    date: String,
    article: String,
    place: u32,
    id: String,
    headline: String,
    text: String,
    cue: String,
}

impl Report {
    /// Adds the record of an article whose page is `articles/{file}.html`.
    pub fn add(&mut self, record: &Record, file: &str) {
        let headline = record
            .header
            .headline
            .clone()
            .unwrap_or_else(|| record.id.clone());
        let (date, outlet) = (
            record.header.date.clone().unwrap_or_default(),
            record.header.outlet.clone().unwrap_or_default(),
        );
        let quotes = record
            .quotes
            .iter()
            .filter(|quote| quote.attribution.is_some())
            .count();
        self.articles.push(json!([
            format!("articles/{file}.html"),
            headline,
            outlet,
            date,
            quotes,
            record.claims.len()
        ]));
        if !date.is_empty() {
            *self.days.entry(date.clone()).or_default() += quotes;
        }
        let names: BTreeMap<&str, &str> = record
            .speakers
            .iter()
            .map(|speaker| (speaker.id.as_str(), speaker.name.as_str()))
            .collect();
        for speaker in &record.speakers {
            let said: Vec<_> = record
                .attributions
                .iter()
                .filter(|attribution| attribution.speakers.contains(&speaker.id))
                .collect();
            if said.is_empty() || speaker.kind == SpeakerKind::Unnamed {
                continue;
            }
            let voice = self.voices.entry(speaker.id.clone()).or_default();
            if voice.name.is_empty() {
                voice.name.clone_from(&speaker.name);
                voice.kind = name_of(&speaker.kind);
            }
            voice.titles.extend(speaker.titles.iter().cloned());
            voice.articles += 1;
            voice.quotes += record
                .quotes
                .iter()
                .filter(|quote| quote.speakers.contains(&speaker.id))
                .count();
            *voice
                .outlets
                .entry(if outlet.is_empty() {
                    "unknown".into()
                } else {
                    outlet.clone()
                })
                .or_default() += said.len();
            voice.said.extend(said.iter().map(|attribution| Saying {
                date: date.clone(),
                article: file.to_owned(),
                place: attribution.content.first().map_or(0, |range| range.start),
                id: attribution.id.clone(),
                headline: headline.clone(),
                text: attribution.text.clone(),
                cue: attribution.cue_lemma.clone().unwrap_or_default(),
            }));
        }
        let unnamed: BTreeSet<&str> = record
            .speakers
            .iter()
            .filter(|speaker| speaker.kind == SpeakerKind::Unnamed)
            .map(|speaker| speaker.id.as_str())
            .collect();
        for attribution in &record.attributions {
            self.kinds[match attribution.kind {
                AttributionKind::Direct => 0,
                AttributionKind::Mixed => 1,
                AttributionKind::Indirect => 2,
            }] += 1;
            let named = attribution
                .speakers
                .iter()
                .any(|id| !unnamed.contains(id.as_str()));
            self.named[if named {
                0
            } else {
                usize::from(attribution.speakers.is_empty()) + 1
            }] += 1;
        }
        for claim in &record.claims {
            let claimants: Vec<&str> = claim
                .claimants
                .iter()
                .map(|id| names.get(id.as_str()).copied().unwrap_or(id))
                .collect();
            let claimants = match claimants.is_empty() {
                true => "author".to_owned(),
                false => claimants.join(", "),
            };
            let score = printed(claim.check_worthiness);
            let row = json!([
                format!("articles/{file}.html#{}", claim.id),
                format!("{:.3}", claim.check_worthiness),
                claim.text,
                claimants,
                date,
                headline
            ]);
            self.claims.push((score, row));
        }
        if self.claims.len() > 4 * CLAIMS {
            self.keep_best_claims();
        }
    }

    fn keep_best_claims(&mut self) {
        self.claims.sort_by_key(|claim| std::cmp::Reverse(claim.0));
        self.claims.truncate(CLAIMS);
    }

    /// Gives the pages that list what was added to `write`, one after the other: path below the report's folder, with `/`,
    /// and content.
    ///
    /// # Errors
    /// The error of `write`.
    pub fn write<Error>(
        mut self,
        mut write: impl FnMut(&str, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.keep_best_claims();
        write("table.js", TABLE_SCRIPT)?;
        let columns = |names: &[(&str, bool, bool)]| -> Value {
            names
                .iter()
                .map(|(name, number, link)| json!({"name": name, "number": number, "link": link}))
                .collect()
        };

        let articles = columns(&[
            ("Headline", false, true),
            ("Outlet", false, false),
            ("Date", false, false),
            ("Quotes", true, false),
            ("Claims", true, false),
        ]);
        let plots = self.plots();
        list(
            "index",
            "Articles",
            &articles,
            self.articles,
            &plots,
            &mut write,
        )?;

        let mut voices: Vec<(&String, &Voice)> = self.voices.iter().collect();
        voices.sort_by_key(|(_, voice)| std::cmp::Reverse(voice.said.len()));
        let rows = voices.iter().map(|(id, voice)| {
            let most = voice
                .outlets
                .iter()
                .max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)))
                .map_or("", |(name, _)| name);
            json!([
                format!("speakers/{id}.html"),
                voice.name,
                voice.kind,
                voice.quotes,
                voice.said.len(),
                voice.articles,
                most
            ])
        });
        let speakers = columns(&[
            ("Speaker", false, true),
            ("Kind", false, false),
            ("Quotes", true, false),
            ("Attributions", true, false),
            ("Articles", true, false),
            ("Most by", false, false),
        ]);
        list(
            "speakers",
            "Speakers",
            &speakers,
            rows.collect(),
            &html! {},
            &mut write,
        )?;

        let claims = columns(&[
            ("Score", true, false),
            ("Claim", false, true),
            ("Claimant", false, false),
            ("Date", false, false),
            ("Article", false, false),
        ]);
        list(
            "claims",
            "Claims",
            &claims,
            self.claims.into_iter().map(|(_, row)| row).collect(),
            &html! {},
            &mut write,
        )?;

        for (id, voice) in &mut self.voices {
            voice.said.sort();
            let pages = voice.said.chunks(SAYINGS_A_PAGE);
            let count = pages.len();
            for (number, said) in pages.enumerate() {
                write(
                    &format!("speakers/{}.html", page_name(id, number)),
                    &voice_page(id, voice, said, number, count),
                )?;
            }
        }
        Ok(())
    }

    fn plots(&self) -> Markup {
        let mut most: Vec<(String, usize)> = self
            .voices
            .values()
            .map(|voice| (voice.name.clone(), voice.said.len()))
            .collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        most.truncate(BARS);
        let days: Vec<(String, usize)> = self
            .days
            .iter()
            .map(|(day, count)| (day.clone(), *count))
            .collect();
        let share = |names: [&str; 3], counts: [usize; 3]| {
            names
                .into_iter()
                .map(str::to_owned)
                .zip(counts)
                .collect::<Vec<_>>()
        };
        html! {
            div.plots {
                (plots::bars("Most often reported", &most))
                (plots::columns("Attributed quotes a day", &days))
                (plots::bars("Attributions by kind", &share(["direct", "mixed", "indirect"], self.kinds)))
                (plots::bars("Attributions by source", &share(["named", "unnamed", "no source"], self.named)))
            }
        }
    }
}

/// The name of the n-th page of a speaker; the first is the speaker's id.
fn page_name(id: &str, number: usize) -> String {
    if number == 0 {
        id.to_owned()
    } else {
        format!("{id}.{}", number + 1)
    }
}

fn navigation(up: &str) -> Markup {
    html! {
        nav aria-label="Report" {
            a href={ (up) "index.html" } { "Articles" }
            a href={ (up) "speakers.html" } { "Speakers" }
            a href={ (up) "claims.html" } { "Claims" }
        }
    }
}

/// Writes a page that lists rows, and the file with the rows.
fn list<Error>(
    name: &str,
    title: &str,
    columns: &Value,
    rows: Vec<Value>,
    above: &Markup,
    write: &mut impl FnMut(&str, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let names: Vec<(&str, bool)> = columns
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|column| Some((column["name"].as_str()?, column["number"] == true)))
        .collect();
    let content = html! {
        div.wide {
            (navigation(""))
            h1 { (title) }
            (above)
            p.find { label for="find" { "Find" } input id="find" type="search" autocomplete="off"; span id="count" aria-live="polite" {} }
            table.cards {
                thead { tr {
                    @for (name, number) in names {
                        th.n[number] scope="col" aria-sort="none" { button type="button" { (name) } }
                    }
                } }
                tbody {}
            }
            p { button id="more" type="button" { "More" } }
            noscript { "This list needs its script." }
        }
        script src={ (name) ".data.js" } {}
        script src="table.js" {}
    };
    let data = json!({ "columns": columns, "rows": rows });
    write(
        &format!("{name}.html"),
        &shell(title, &content).into_string(),
    )?;
    write(
        &format!("{name}.data.js"),
        &format!("const table = {data};\n"),
    )
}

/// A speaker's page: all that is attributed to the speaker, in order of time.
fn voice_page(id: &str, voice: &Voice, said: &[Saying], number: usize, pages: usize) -> String {
    let mut outlets: Vec<(String, usize)> = voice
        .outlets
        .iter()
        .map(|(name, count)| (name.clone(), *count))
        .collect();
    outlets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    outlets.truncate(BARS);
    let titles: Vec<&str> = voice.titles.iter().map(String::as_str).collect();
    let content = html! {
        div.wide {
            (navigation("../"))
            h1 { (visible(&voice.name)) }
            p.deck { (voice.kind) @if !titles.is_empty() { " · " (visible(&titles.join(", "))) } }
            p.meta {
                (count_of(voice.quotes, "quote")) " and " (count_of(voice.said.len(), "attribution")) " in " (count_of(voice.articles, "article"))
            }
            @if number == 0 && outlets.len() > 1 { div.plots { (plots::bars("By outlet", &outlets)) } }
            @for saying in said {
                div.sayings {
                    span.small { (saying.date) " · " a href={ "../articles/" (saying.article) ".html#" (saying.id) } { (visible(&saying.headline)) } " · " (saying.cue) }
                    blockquote { (visible(&saying.text)) }
                }
            }
            @if pages > 1 {
                nav aria-label="Pages" { @for page in 0..pages { a href={ (page_name(id, page)) ".html" } aria-current=[(page == number).then_some("page")] { (page + 1) } } }
            }
        }
    };
    shell(&voice.name, &content).into_string()
}

/// The page of an article within a report, with a way back.
#[must_use]
pub fn article(record: &Record, text: &str) -> String {
    let page = super::article(record, text);
    let back = html! { nav.wide { a href="../index.html" { "All articles" } } }.into_string();
    // The page's own content begins right after its only `<body>`; its text is escaped and cannot hold another.
    page.replacen("<body>", &format!("<body>{back}"), 1)
}
