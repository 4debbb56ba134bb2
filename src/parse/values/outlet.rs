//! The publisher, from everything that may name it: a line of its own, the byline, claims of copyright, biographies and
//! syndication, the furniture, hosts of addresses. Each gives a name points; the name with the most wins, if they are enough.

use super::Page;
use crate::lexicon;
use crate::parse::lines::trim;
use crate::parse::roles::Role;
use crate::parse::{Draft, names};
use crate::text::Span;
use crate::text::chars::is_blank;

/// Points that make a publisher.
const ENOUGH: i32 = 6;

/// More names than these are not compared.
const MOST_NAMES: usize = 64;

/// Lines of furniture that are looked at, from the top and from the foot.
const MOST_LINES: usize = 1500;

/// Longer lines of furniture are no names.
const LONGEST: usize = 300;

/// Points for what names a publisher.
mod points {
    pub const LINE: i32 = 12;
    pub const TAIL_KNOWN: i32 = 9;
    pub const TAIL_PUBLISHER: i32 = 8;
    pub const TAIL: i32 = 4;
    pub const TITLE: i32 = 6;
    pub const AGENCY: i32 = 7;
    pub const SOURCE: i32 = 7;
    pub const CLAIM: i32 = 5;
    pub const BIOGRAPHY: i32 = 5;
    pub const PHRASE: i32 = 3;
    pub const LOGO: i32 = 1;
    pub const KNOWN: i32 = 2;
    pub const HOST: i32 = 3;
}

#[derive(Debug)]
struct Name {
    key: String,
    span: Span,
    points: i32,
    /// Points of the way in which `span` was found.
    best: i32,
}

struct Names<'a> {
    text: &'a str,
    found: Vec<Name>,
}

impl Names<'_> {
    fn add(&mut self, span: Span, points: i32) {
        let span = shorn(self.text, span);
        let slice = &self.text[span.range()];
        let key = key(slice);
        if key.len() < 2 || slice.len() > 60 || is_no_name(slice) {
            return;
        }
        let room = self.found.len() < MOST_NAMES;
        match self.found.iter_mut().find(|name| name.key == key) {
            Some(name) => {
                name.points += points;
                if points > name.best {
                    name.best = points;
                    name.span = span;
                }
            }
            None if room => self.found.push(Name {
                key,
                span,
                points,
                best: points,
            }),
            None => {}
        }
    }
}

/// Reads the publisher; `others` are the parts of bylines that are no persons, `title` what stands behind the headline.
#[must_use]
pub fn outlet(page: &Page, others: &[Span], title: Option<Span>, draft: &Draft) -> Option<Span> {
    let text = page.text;
    let mut names = Names {
        text,
        found: Vec::new(),
    };
    for (line, role) in page.lines.iter().zip(page.roles) {
        if *role == Role::Outlet {
            names.add(own(text, line.span), points::LINE);
        }
    }
    for span in others {
        let span = shorn(text, *span);
        let slice = &text[span.range()];
        let known = names::known(slice).is_some_and(|kind| kind != "photo");
        let points = if known {
            points::TAIL_KNOWN
        } else if names::is_publisher(slice) {
            points::TAIL_PUBLISHER
        } else {
            points::TAIL
        };
        names.add(span, points);
    }
    if let Some(title) = title {
        names.add(title, points::TITLE);
    }
    if let Some(agency) = draft.header.agency
        && names::known(&text[agency.range()]).is_some()
    {
        names.add(agency, points::AGENCY);
    }
    furniture(page, draft, &mut names);
    hosts(page, &mut names);
    repeated(page, &mut names);
    let best = names
        .found
        .iter()
        .max_by_key(|name| (name.points, std::cmp::Reverse(name.span)))?;
    (best.points >= ENOUGH).then_some(best.span)
}

/// Names in the lines that are no story.
fn furniture(page: &Page, draft: &Draft, names: &mut Names) {
    let text = page.text;
    let count = page.lines.len();
    let headline = draft.header.headline.map(|span| &text[span.range()]);
    for (at, (line, role)) in page.lines.iter().zip(page.roles).enumerate() {
        let near = at < MOST_LINES || at + MOST_LINES >= count;
        let fits = matches!(role, Role::Before | Role::Inside | Role::After | Role::Credit | Role::Section);
        if !near || !fits || line.span.len() > 1000 {
            continue;
        }
        let slice = &text[line.span.range()];
        if let Some(claim) = claim(text, line.span) {
            names.add(claim, points::CLAIM);
        }
        if *role == Role::Credit {
            for (phrase, points) in CREDITS {
                behind(text, line.span, phrase, *points, names);
            }
        }
        if slice.len() > LONGEST {
            continue;
        }
        for phrase in PHRASES {
            behind(text, line.span, phrase, points::PHRASE, names);
        }
        // The title of the page: the headline and the publisher.
        if let Some(headline) = headline
            && headline.len() >= 15
            && let Some(rest) = slice.strip_prefix(headline)
            && let Some(tail) = [" | ", " - ", " – ", " — "].iter().find_map(|mark| rest.strip_prefix(mark))
        {
            let last = tail.rsplit(" | ").next().unwrap_or(tail);
            names.add(Span::new(line.span.end() - last.len(), line.span.end()), points::TITLE);
        }
        if names::known(slice).is_some_and(|kind| kind != "photo") {
            names.add(line.span, points::KNOWN);
        } else if at < 3 && *role == Role::Before && slice.len() <= 40 && names::may_be_outlet(slice) {
            names.add(line.span, points::LOGO);
        }
    }
}

/// What stands before the name of a publisher in a credit, with its points.
const CREDITS: &[(&str, i32)] = &[
    (" reporter for ", points::BIOGRAPHY),
    (" writer for ", points::BIOGRAPHY),
    (" writer at ", points::BIOGRAPHY),
    (" writer on ", points::BIOGRAPHY),
    (" correspondent for ", points::BIOGRAPHY),
    (" editor at ", points::BIOGRAPHY),
    (" editor of ", points::BIOGRAPHY),
    (" editor for ", points::BIOGRAPHY),
    (" reporter at ", points::BIOGRAPHY),
    (" reporter with ", points::BIOGRAPHY),
    (" columnist for ", points::BIOGRAPHY),
    (" journalist at ", points::BIOGRAPHY),
    (" works for ", points::BIOGRAPHY),
    (" staff of ", points::BIOGRAPHY),
    ("originally appeared on ", points::SOURCE),
    ("originally appeared at ", points::SOURCE),
    ("originally appeared in ", points::SOURCE),
    ("originally published on ", points::SOURCE),
    ("originally published by ", points::SOURCE),
    ("first published on ", points::SOURCE),
    ("first appeared on ", points::SOURCE),
    ("Source: ", points::SOURCE),
    ("appeared first on ", points::SOURCE),
    ("Follow ", points::PHRASE),
];

/// What stands before the name of a publisher in furniture.
const PHRASES: &[&str] = &[
    "About ",
    "Share this Story : ",
    "Subscribe to ",
    "Sign up for ",
    "Join our ",
    "Download the ",
    "Support ",
    "More from ",
    "More on ",
    "Contact ",
    "Advertise with ",
    "Get ",
    "Welcome to ",
    "Like ",
    "articles on ",
    "stories from ",
    "Reads From ",
];

/// Takes the capitalized words behind a phrase.
fn behind(text: &str, line: Span, phrase: &str, points: i32, names: &mut Names) {
    let slice = &text[line.range()];
    let Some(at) = slice.find(phrase) else {
        return;
    };
    // A phrase with a capital begins a line or a sentence.
    let begins = at == 0 || phrase.starts_with(char::is_lowercase) || phrase.starts_with(' ') || !slice[..at].ends_with(char::is_alphanumeric);
    if let (true, Some(length)) = (begins, capitalized(&slice[at + phrase.len()..])) {
        let start = line.start() + at + phrase.len();
        names.add(Span::new(start, start + length), points);
    }
}

/// The length of the capitalized words that `rest` begins with, "the" before and "of", "and" between them included.
fn capitalized(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut at = 0;
    for (count, word) in rest.split(is_blank).take(7).enumerate() {
        let start = word.trim_start_matches(['[', '“', '"', '_', '*']);
        let bare = start.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '!');
        let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || names::is_domain(bare);
        let small = matches!(bare, "of" | "and" | "the" | "&" | "for") || count == 0 && bare == "the" || word == "&";
        if capital {
            end = at + (word.len() - start.len()) + bare.len();
            // The end of a sentence, of a clause, or "'s".
            if let Some(own) = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")) {
                return Some(at + word.len() - start.len() + own.len());
            }
            if bare.len() < start.len() {
                break;
            }
        } else if !small {
            break;
        }
        at += word.len() + 1;
    }
    (end > 0).then_some(end)
}

/// Who claims copyright in a line: `© 2024 Varnholm Courier. All rights reserved.`
fn claim(text: &str, line: Span) -> Option<Span> {
    let slice = &text[line.range()];
    let marks = ["©", "Copyright", "COPYRIGHT", "(c) "];
    let at = marks.iter().filter_map(|mark| Some(slice.find(mark)? + mark.len())).min()?;
    let skipped = |c: char| !c.is_alphabetic();
    let mut rest = &slice[at..];
    for _ in 0..3 {
        rest = rest.trim_start_matches(skipped);
        for word in ["Copyright ", "by ", "By ", "- ", "present ", "Present "] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
    }
    let length = capitalized(rest)?;
    let start = line.end() - rest.len();
    Some(Span::new(start, start + length))
}

/// Gives points to names that hosts of addresses are made of.
fn hosts(page: &Page, names: &mut Names) {
    let mut seen: Vec<String> = Vec::new();
    for line in page.lines.iter().take(2 * MOST_LINES) {
        if line.span.len() > 2000 || seen.len() >= 40 {
            continue;
        }
        let slice = &page.text[line.span.range()];
        for mark in ["://", "@", "www."] {
            for (at, _) in slice.match_indices(mark).take(20) {
                let rest = slice[at + mark.len()..].trim_start_matches("www.");
                let end = rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
                    .unwrap_or(rest.len());
                if names::is_domain(&rest[..end]) {
                    let host = key(&rest[..end]);
                    if !seen.contains(&host) {
                        seen.push(host);
                    }
                }
            }
        }
    }
    for name in &mut names.found {
        if seen.contains(&name.key) {
            name.points += points::HOST;
        }
    }
}

/// Gives points to names that stand more than once in the furniture.
fn repeated(page: &Page, names: &mut Names) {
    let lines: Vec<&str> = page
        .lines
        .iter()
        .zip(page.roles)
        .filter(|(line, role)| !matches!(role, Role::Body | Role::Headline | Role::Deck) && line.span.len() <= LONGEST)
        .map(|(line, _)| &page.text[line.span.range()])
        .take(2 * MOST_LINES)
        .collect();
    for name in &mut names.found {
        let slice = &page.text[name.span.range()];
        let count = lines.iter().filter(|line| line.contains(slice)).take(5).count();
        name.points += i32::try_from(count).unwrap_or(0) - 1;
    }
}

/// A line of its own without "By" and what stands behind the name.
fn own(text: &str, line: Span) -> Span {
    let slice = &text[line.range()];
    let skip = ["By ", "BY ", "by ", "From ", "Source: "]
        .iter()
        .find(|word| slice.starts_with(**word))
        .map_or(0, |word| word.len());
    Span::new(line.start() + skip, line.end())
}

/// A name without marks around it, without what somebody does for it, and without the form of its company.
fn shorn(text: &str, span: Span) -> Span {
    let mark = |c: char| matches!(c, '*' | '_' | '#' | '[' | ']' | '(' | ')' | '|' | ',' | '•' | ':') || is_blank(c);
    let mut span = trim(text, span);
    let slice = &text[span.range()];
    let start = slice.len() - slice.trim_start_matches(mark).len();
    let length = slice.trim_matches(mark).len();
    span = Span::new(span.start() + start, span.start() + start + length);
    loop {
        let slice = &text[span.range()];
        let Some((rest, last)) = slice.rsplit_once(is_blank) else {
            return span;
        };
        let folded = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let task = lexicon::HEADER_WORDS.get(&folded).is_some_and(|classes| {
            classes.split(' ').any(|class| class == "role") && !classes.contains("publisher")
        });
        let company = matches!(
            folded.as_str(),
            "inc" | "llc" | "ltd" | "limited" | "plc" | "co" | "corp" | "reporter" | "newsletter" | "app" | "contributor" | "all" | "network" | "staff"
        );
        if !task && !company {
            return span;
        }
        let kept = rest.trim_end_matches(mark).len();
        span = Span::new(span.start(), span.start() + kept);
    }
}

/// The letters and digits of a name, without "the" and the end of a host.
fn key(name: &str) -> String {
    let folded = name.to_lowercase();
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    let host = if names::is_domain(bare) {
        let mut labels: Vec<&str> = bare.split('.').collect();
        while labels.len() > 1 && labels.last().is_some_and(|last| last.len() <= 3) {
            labels.pop();
        }
        labels.last().copied().unwrap_or(bare)
    } else {
        bare
    };
    let key: String = host.chars().filter(|c| c.is_alphanumeric()).collect();
    match key.strip_prefix("the") {
        Some(rest) if rest.len() >= 4 && host.len() == bare.len() && !bare.contains(' ') => rest.to_owned(),
        _ => key,
    }
}

/// Whether a phrase cannot name a publisher: it is a word of pages, a section, a network where pages are shared.
fn is_no_name(slice: &str) -> bool {
    let mut words = slice.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let all_common = words.clone().all(|word| {
        let folded = word.to_lowercase();
        lexicon::HEADER_WORDS.get(&folded).is_some_and(|classes| {
            classes.split(' ').any(|class| matches!(class, "unnamed" | "role" | "topic" | "label" | "other" | "place"))
        })
    });
    let first = words.next().map(str::to_lowercase).unwrap_or_default();
    all_common && names::known(slice).is_none()
        || matches!(
            first.as_str(),
            "facebook" | "twitter" | "instagram" | "linkedin" | "youtube" | "pinterest" | "whatsapp" | "google" | "reddit"
                | "wordpress" | "getty" | "shutterstock" | "telegram" | "tiktok" | "rss" | "apple"
        )
}
