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

/// More lines than these with a name tell no more.
const MOST_REPEATED: i32 = 4;

/// Longer lines of furniture are no names.
const LONGEST: usize = 300;

/// Points for what names a publisher.
mod points {
    pub const LINE: i32 = 16;
    pub const TAIL_KNOWN: i32 = 13;
    pub const TAIL_PUBLISHER: i32 = 12;
    pub const TAIL: i32 = 4;
    pub const TAIL_MARKED: i32 = 7;
    pub const TITLE: i32 = 6;
    pub const AGENCY: i32 = 7;
    pub const SOURCE: i32 = 7;
    pub const CLAIM: i32 = 6;
    pub const COMPANY: i32 = 4;
    pub const BIOGRAPHY: i32 = 6;
    pub const PHRASE: i32 = 3;
    pub const LOGO: i32 = 2;
    pub const KNOWN: i32 = 2;
    pub const HOST: i32 = 5;
}

#[derive(Debug)]
struct Name {
    key: String,
    span: Span,
    points: i32,
    /// How good the form of `span` is: known, as a reader would print it, points of the way in which it was found.
    best: (bool, bool, i32),
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
        let known = names::known(slice).is_some();
        let form = !slice.contains('_') && slice.contains(char::is_uppercase);
        let best = (known, form, points);
        match self.found.iter_mut().find(|name| name.key == key) {
            Some(name) => {
                name.points += points;
                if best > name.best {
                    name.best = best;
                    name.span = span;
                }
            }
            None if room => self.found.push(Name {
                key,
                span,
                points,
                best,
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
    let mut tails = Vec::new();
    let dated = page.lines.iter().zip(page.roles).filter(|(line, role)| **role == Role::Date && line.span.len() <= 200);
    let mut others = others.to_vec();
    for (line, _) in dated.take(10) {
        others.extend(super::byline(text, line.span).others);
    }
    for span in others.iter().take(MOST_NAMES) {
        // "Advance Media for NJ.com"
        match text[span.range()].split_once(" for ") {
            Some((first, last)) => {
                tails.push(Span::new(span.start(), span.start() + first.len()));
                tails.push(Span::new(span.end() - last.len(), span.end()));
            }
            None => tails.push(*span),
        }
    }
    for tail in tails {
        let span = employer(text, tail);
        let slice = &text[span.range()];
        let known = names::known(slice).is_some_and(|kind| kind != "photo");
        let points = if known {
            points::TAIL_KNOWN
        } else if names::is_publisher(slice) {
            points::TAIL_PUBLISHER
        } else if slice.starts_with("The ") || tasked(text, span, page) {
            points::TAIL_MARKED
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
    let authors: Vec<String> = draft
        .header
        .authors
        .iter()
        .flat_map(|author| std::iter::once(key(&author.name)).chain(author.name.split(' ').map(key)))
        .collect();
    let best = names
        .found
        .iter()
        .filter(|name| !authors.contains(&name.key) || name.points >= points::LINE)
        .max_by_key(|name| (name.points, std::cmp::Reverse(name.span)))?;
    (best.points >= ENOUGH).then(|| best_form(page, best))
}

/// The form in which the page prints a name with blanks and capitals, where that found has none.
fn best_form(page: &Page, name: &Name) -> Span {
    let slice = &page.text[name.span.range()];
    if slice.contains(char::is_uppercase) && !slice.contains('_') {
        return name.span;
    }
    let lines = page.lines.iter().zip(page.roles).take(2 * MOST_LINES);
    lines
        .filter(|(line, _)| line.span.len() <= LONGEST)
        .flat_map(|(line, _)| windows(page.text, line.span))
        .find(|window| {
            let form = &page.text[window.range()];
            !form.contains('_') && key(form) == name.key
        })
        .unwrap_or(name.span)
}

/// Whether what somebody does stands behind a name: `Live Harbor Contributor`.
fn tasked(text: &str, span: Span, page: &Page) -> bool {
    let line = page.lines.iter().find(|line| line.span.contains(span));
    let Some(line) = line else {
        return false;
    };
    let rest = text[span.end()..line.span.end()].trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).take(20).collect();
    lexicon::HEADER_WORDS
        .get(&word.to_lowercase())
        .is_some_and(|classes| classes.split(' ').any(|class| class == "role"))
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
            // "Varnholm Media Group" may be Varnholm, or own it.
            match without_company(text, claim) {
                Some(short) => {
                    names.add(claim, points::COMPANY);
                    names.add(short, points::COMPANY);
                }
                None => names.add(claim, points::CLAIM),
            }
        }
        if *role == Role::Credit {
            biography(text, line.span, names);
            dated(text, line.span, names);
        }
        for (phrase, points) in phrases() {
            let fits = *role == Role::Credit || slice.len() <= LONGEST;
            if fits {
                behind(text, line.span, phrase, points, names);
            }
        }
        if slice.len() > LONGEST {
            continue;
        }
        before(text, line.span, names);
        // The title of the page: the headline and the publisher.
        if let Some(headline) = headline
            && headline.len() >= 15
            && let Some(rest) = slice.strip_prefix(headline)
            && let Some(tail) = [" | ", " - ", " – ", " — "].iter().find_map(|mark| rest.strip_prefix(mark))
        {
            let last = tail.rsplit(" | ").next().unwrap_or(tail);
            names.add(Span::new(line.span.end() - last.len(), line.span.end()), points::TITLE);
        }
        let own = shorn(text, line.span);
        let bare = &text[own.range()];
        if names::known(bare).is_some_and(|kind| kind != "photo") {
            names.add(own, points::KNOWN);
        } else if at < 4 && *role == Role::Before && bare.len() <= 40 && names::may_be_outlet(bare) {
            names.add(own, points::LOGO);
        }
    }
}

/// Takes the publisher of a biography: what stands behind "for", "at" and the like and a task, or before `’s` and one.
fn biography(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    let tasks = [
        "reporter", "writer", "editor", "correspondent", "columnist", "contributor", "journalist", "works", "writes",
        "Editor", "Editor-in-Chief", "fellow", "staff", "chief", "intern", "producer", "covers", "write", "Contributor",
    ];
    let mut at = 0;
    let mut task = None;
    for (count, word) in slice.split(is_blank).take(60).enumerate() {
        let next = at + word.len() + 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if tasks.contains(&bare) {
            task = Some(count);
        }
        let near = task.is_some_and(|task| count - task <= 6);
        if near && matches!(bare, "for" | "at" | "on" | "of" | "with")
            && let Some(length) = slice.get(next..).and_then(capitalized)
        {
            let start = line.start() + next;
            names.add(employer(text, Span::new(start, start + length)), points::BIOGRAPHY);
            return;
        }
        if matches!(bare, "is" | "former" | "a" | "an") && count >= 1
            && let Some(length) = slice.get(next..).and_then(capitalized)
        {
            let behind = &slice[next + length..];
            let owns = behind.starts_with("’s") || behind.starts_with("'s");
            let tasked = tasks.iter().any(|task| behind.trim_start().starts_with(task));
            if owns || tasked {
                let start = line.start() + next;
                names.add(Span::new(start, start + length), points::BIOGRAPHY);
                return;
            }
        }
        at = next;
    }
}

/// A credit that is nothing but a name and a day.
fn dated(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    if slice.len() <= 80
        && let Some((name, rest)) = slice.split_once(", ")
        && crate::parse::values::pieces::date(rest).is_some_and(|(_, length)| length == rest.len())
    {
        names.add(Span::new(line.start(), line.start() + name.len()), points::SOURCE);
    }
}

/// What stands before the name of a publisher in credits and furniture, with its points.
fn phrases() -> impl Iterator<Item = (&'static str, i32)> {
    include_str!("outlet.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (kind, phrase) = (fields.next()?, fields.next()?);
            let points = match kind {
                "source" => points::SOURCE,
                "phrase" => points::PHRASE,
                _ => return None,
            };
            Some((phrase, points))
        })
}

/// Takes the capitalized words that a line begins with and that what a publisher does stands behind: `X is a
/// reader-supported publication`, `X Newsletter`.
fn before(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    let Some(length) = capitalized(slice) else {
        return;
    };
    let rest = slice[length..].trim_start();
    let does = ["is a ", "is part of ", "is supported ", "is an ", "may earn ", "may receive ", "is committed ", "is the "]
        .iter()
        .any(|verb| rest.starts_with(verb));
    if does {
        names.add(Span::new(line.start(), line.start() + length), points::PHRASE);
    }
}

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
    for (count, word) in rest.split(|c| is_blank(c) || c == '_').take(7).enumerate() {
        let start = word.trim_start_matches(['[', '“', '"', '_', '*']);
        let bare = start.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '!');
        let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || names::is_domain(bare);
        let small = matches!(bare, "of" | "and" | "the" | "&" | "for") || count == 0 && bare == "the" || word == "&";
        if capital {
            end = at + (word.len() - start.len()) + bare.len();
            // The end of a sentence, of a clause, or "'s".
            let next = rest.get(at + word.len() + 1..).unwrap_or_default();
            if let Some(own) = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s"))
                && !next.starts_with(char::is_uppercase)
            {
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

/// A name without the words of its company: `Varnholm Media Group` is Varnholm.
fn without_company(text: &str, claim: Span) -> Option<Span> {
    let span = shorn(text, claim);
    let mut slice = &text[span.range()];
    if lexicon::OWNERS.has(&slice.to_lowercase()) {
        return None;
    }
    let whole = slice.len();
    while let Some((rest, last)) = slice.rsplit_once(is_blank) {
        let company = matches!(
            last.to_lowercase().as_str(),
            "media" | "group" | "publishing" | "publications" | "newspapers" | "company" | "holdings" | "interactive"
                | "africa" | "usa" | "uk" | "america" | "pty"
        );
        if !company {
            break;
        }
        slice = rest.trim_end();
    }
    (slice.len() < whole).then(|| Span::new(span.start(), span.start() + slice.len()))
}

/// Gives points to names that hosts of addresses and handles are made of, and finds such names.
fn hosts(page: &Page, names: &mut Names) {
    let mut seen: Vec<(String, u32)> = Vec::new();
    for line in page.lines.iter().take(2 * MOST_LINES) {
        if line.span.len() > 2000 {
            continue;
        }
        let slice = &page.text[line.span.range()];
        for mark in ["://", "@", "www."] {
            for (at, _) in slice.match_indices(mark).take(20) {
                let rest = slice[at + mark.len()..].trim_start_matches("www.");
                let end = rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
                    .unwrap_or(rest.len());
                let host = rest[..end].trim_end_matches('.');
                let key = key(host);
                if key.len() < 3 || is_no_name(&key) {
                    continue;
                }
                if names::is_domain(host) {
                    let room = seen.len() < MOST_NAMES;
                    match seen.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, count)) => *count += 1,
                        None if room => seen.push((key, 1)),
                        None => {}
                    }
                }
            }
        }
    }
    // The host that most addresses have is that of the page.
    let own = seen.iter().max_by_key(|(host, count)| (*count, std::cmp::Reverse(host.clone())));
    let Some((own, _)) = own else {
        return;
    };
    let own = own.clone();
    let mut given: Vec<String> = Vec::new();
    for (line, role) in page.lines.iter().zip(page.roles).take(2 * MOST_LINES) {
        if matches!(role, Role::Body | Role::Headline | Role::Deck | Role::Crosshead) || line.span.len() > LONGEST {
            continue;
        }
        for window in windows(page.text, line.span) {
            let key = key(&page.text[window.range()]);
            if key == own {
                let points = if given.contains(&key) { 0 } else { points::HOST };
                given.push(key);
                names.add(window, points);
            }
        }
        if given.len() > 200 {
            break;
        }
    }
}

/// Every run of one to four words of a line of which the first has a capital.
fn windows(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    let mut words: Vec<Span> = Vec::new();
    let mut start = None;
    for (at, c) in slice.char_indices().chain([(slice.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&' | '!' | '-');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = slice[from..at].trim_end_matches(['.', '-', '\'', '’']);
                if !word.is_empty() {
                    words.push(Span::new(line.start() + from, line.start() + from + word.len()));
                }
                start = None;
            }
            _ => {}
        }
        if words.len() >= 40 {
            break;
        }
    }
    let capital = |span: Span| text[span.range()].starts_with(char::is_uppercase);
    let mut found = Vec::new();
    for (at, first) in words.iter().enumerate() {
        if !capital(*first) {
            continue;
        }
        for last in words[at..].iter().take(4) {
            let gap = last.start() - first.start();
            if capital(*last) && gap < 60 {
                found.push(first.cover(*last));
            }
        }
    }
    found
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
        name.points += i32::try_from(count).unwrap_or(0).clamp(1, MOST_REPEATED) - 1;
    }
}

/// A line of its own without "By" and what stands behind the name.
fn own(text: &str, line: Span) -> Span {
    let slice = &text[line.range()];
    let folded = super::super::template::first_word(slice);
    let skip = if matches!(folded.as_str(), "by" | "from" | "source") {
        let rest = &slice[folded.len()..];
        let name = rest.trim_start_matches(|c| is_blank(c) || c == ':');
        slice.len() - name.len()
    } else {
        0
    };
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
        let company = matches!(
            folded.as_str(),
            "inc" | "llc" | "ltd" | "limited" | "plc" | "co" | "corp" | "company" | "reporter" | "newsletter" | "app" | "contributor" | "all" | "network" | "staff"
        );
        let year = folded.len() == 4 && folded.bytes().all(|b| b.is_ascii_digit());
        if !year && !company {
            return span;
        }
        let kept = rest.trim_end_matches(mark).len();
        span = Span::new(span.start(), span.start() + kept);
    }
}

/// A part of a byline without the task at its end, and without the desk of a publisher that is known: `KNN Sports
/// Writer` is KNN.
fn employer(text: &str, span: Span) -> Span {
    let mut span = shorn(text, span);
    let class = |word: &str, classes: &[&str]| {
        let folded = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        lexicon::HEADER_WORDS
            .get(&folded)
            .is_some_and(|found| found.split(' ').any(|class| classes.contains(&class)))
    };
    while let Some((rest, last)) = text[span.range()].rsplit_once(is_blank) {
        let publisher = class(last, &["publisher"]) && !class(last, &["role"]);
        if publisher || !class(last, &["role"]) {
            break;
        }
        span = shorn(text, Span::new(span.start(), span.start() + rest.len()));
    }
    let slice = &text[span.range()];
    if names::known(slice).is_none() {
        let blanks = slice.match_indices(' ').map(|(at, _)| at);
        let known = blanks.filter(|at| names::known(&slice[..*at]).is_some()).last();
        if let Some(at) = known {
            return Span::new(span.start(), span.start() + at);
        }
    }
    span
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
    let last = slice.rsplit(is_blank).next().unwrap_or(slice).to_lowercase();
    let letters = slice.chars().filter(|c| c.is_alphabetic()).count();
    letters < 2
        || all_common && names::known(slice).is_none()
        || names::known(slice) == Some("photo")
        || lexicon::OWNERS.has(&slice.to_lowercase().replace('_', " "))
        || matches!(last.as_str(), "university" | "college" | "institute" | "school" | "report" | "reports" | "on" | "policy" | "terms" | "unsubscribe" | "estate" | "reserved" | "us")
        || slice.contains('@')
        || matches!(
            first.as_str(),
            "button" | "iframe" | "image" | "all" | "of" | "our" | "your" | "this" | "facebook" | "twitter" | "instagram" | "linkedin" | "youtube" | "pinterest" | "whatsapp" | "google" | "reddit"
                | "wordpress" | "getty" | "shutterstock" | "telegram" | "tiktok" | "rss" | "apple"
        )
}
