//! The publisher, from everything that may name it: a line of its own, the byline, claims of copyright, biographies and
//! syndication, the furniture, hosts of addresses. Each gives a name points; the name with the most wins, if they are enough.

use super::Page;
use super::form::{employer, is_no_name, key, own, shorn, whole_company, windows, without_company};
use super::mention::{before, behind, biography, claim, dated, phrases, signed, tasked};
use crate::parse::roles::Role;
use crate::parse::{Draft, names};
use crate::text::Span;

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
pub(super) mod points {
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
    /// The whole name of the company in a claim of copyright, with its form: "Varnholm Media Ltd".
    company: Option<Span>,
    /// Whether a line names the publisher so in other words than claims.
    is_printed: bool,
}

pub(super) struct Names<'a> {
    text: &'a str,
    found: Vec<Name>,
}

impl Names<'_> {
    /// Adds a name that a line prints.
    pub(super) fn add(&mut self, span: Span, points: i32) {
        if let Some(name) = self.enter(span, points) {
            name.is_printed = true;
        }
    }

    /// Adds who claims the copyright; "Varnholm Media Group" may be Varnholm, or own it.
    fn add_claim(&mut self, claim: Span) {
        let company = whole_company(self.text, claim);
        let short = without_company(self.text, claim);
        let points = if short.is_some() {
            points::COMPANY
        } else {
            points::CLAIM
        };
        for span in [Some(claim), short].into_iter().flatten() {
            if let Some(name) = self.enter(span, points) {
                name.company = name.company.or(company);
            }
        }
    }

    /// The name of a span, with so many more points, if it may be one.
    fn enter(&mut self, span: Span, points: i32) -> Option<&mut Name> {
        let span = shorn(self.text, span);
        let slice = &self.text[span.range()];
        let key = key(slice);
        if key.len() < 2
            || slice.len() > 60
            || !slice.starts_with(char::is_alphanumeric)
            || is_no_name(slice)
        {
            return None;
        }
        let known = names::known(slice).is_some();
        let form = !slice.contains('_') && slice.contains(char::is_uppercase);
        let best = (known, form, points);
        if let Some(at) = self.found.iter().position(|name| name.key == key) {
            let name = &mut self.found[at];
            name.points += points;
            if best > name.best {
                name.best = best;
                name.span = span;
            }
            return Some(name);
        }
        if self.found.len() == MOST_NAMES {
            return None;
        }
        self.found.push(Name {
            key,
            span,
            points,
            best,
            company: None,
            is_printed: false,
        });
        self.found.last_mut()
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
    let own_lines = page.lines.iter().zip(page.roles);
    let own_lines =
        own_lines.filter(|(line, role)| **role == Role::Outlet && line.span.len() <= LONGEST);
    for (line, _) in own_lines.take(MOST_NAMES) {
        names.add(own(text, shorn(text, line.span)), points::LINE);
    }
    let mut tails = Vec::new();
    let dated = page
        .lines
        .iter()
        .zip(page.roles)
        .filter(|(line, role)| **role == Role::Date && line.span.len() <= 200);
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
    if let Some(agency) = draft.header.agency.or_else(|| page.agency()) {
        let slice = &text[agency.range()];
        if names::known(slice).is_some() || slice.split('-').any(names::is_agency) {
            names.add(agency, points::AGENCY);
        }
    }
    furniture(page, draft, &mut names);
    hosts(page, &mut names);
    repeated(page, &mut names);
    let authors: Vec<String> = draft
        .header
        .authors
        .iter()
        .flat_map(|author| {
            std::iter::once(key(&author.name)).chain(author.name.split(' ').map(key))
        })
        .collect();
    let best = names
        .found
        .iter()
        .filter(|name| !authors.contains(&name.key) || name.points >= points::LINE)
        .max_by_key(|name| (name.points, std::cmp::Reverse(name.span)))?;
    // "Elven Research" is short for "Elven Research Center", whose biographies and claims say so.
    let whole = names.found.iter().find(|name| {
        name.best.2 >= points::CLAIM
            && name.key.len() > best.key.len()
            && name.key.starts_with(&best.key)
    });
    let best = whole
        .filter(|_| best.best.2 < points::CLAIM)
        .unwrap_or(best);
    (best.points >= ENOUGH).then(|| best_form(page, best))
}

/// The form in which the page prints a name: that of a company where only its claim names it, else one with blanks and capitals.
fn best_form(page: &Page, name: &Name) -> Span {
    if let Some(company) = name.company.filter(|_| !name.is_printed) {
        return company;
    }
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

/// Names in the lines that are no story.
fn furniture(page: &Page, draft: &Draft, names: &mut Names) {
    let text = page.text;
    let count = page.lines.len();
    let headline = draft.header.headline.map(|span| &text[span.range()]);
    for (at, (line, role)) in page.lines.iter().zip(page.roles).enumerate() {
        let near = at < MOST_LINES || at + MOST_LINES >= count;
        let fits = matches!(
            role,
            Role::Before | Role::Inside | Role::After | Role::Credit | Role::Section
        );
        if !near || !fits || line.span.len() > 1000 {
            continue;
        }
        let slice = &text[line.span.range()];
        if let Some(claim) = claim(text, line.span) {
            names.add_claim(claim);
        }
        if *role == Role::Credit {
            biography(text, line.span, names);
            signed(text, line.span, names);
            dated(text, line.span, names);
        }
        for (phrase, points) in phrases() {
            let fits = *role == Role::Credit || slice.len() <= LONGEST;
            if fits {
                behind(text, line.span, phrase, *points, names);
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
            && let Some(tail) = [" | ", " - ", " – ", " — "]
                .iter()
                .find_map(|mark| rest.strip_prefix(mark))
        {
            let last = tail.rsplit(" | ").next().unwrap_or(tail);
            names.add(
                Span::new(line.span.end() - last.len(), line.span.end()),
                points::TITLE,
            );
        }
        let own = shorn(text, line.span);
        let bare = &text[own.range()];
        if names::known(bare).is_some_and(|kind| kind != "photo") {
            names.add(own, points::KNOWN);
        } else if at < 4 && *role == Role::Before && bare.len() <= 40 && names::may_be_outlet(bare)
        {
            names.add(own, points::LOGO);
        }
    }
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
    let own = seen
        .iter()
        .max_by_key(|(host, count)| (*count, std::cmp::Reverse(host.clone())));
    let Some((own, _)) = own else {
        return;
    };
    let own = own.clone();
    let mut given: Vec<String> = Vec::new();
    for (line, role) in page.lines.iter().zip(page.roles).take(2 * MOST_LINES) {
        if matches!(
            role,
            Role::Body | Role::Headline | Role::Deck | Role::Crosshead
        ) || line.span.len() > LONGEST
        {
            continue;
        }
        for window in windows(page.text, line.span) {
            // Keys are made only of what may have that of the host.
            let slice = &page.text[window.range()];
            let first = slice.chars().next().map(|c| c.to_ascii_lowercase());
            if first != own.chars().next() && !slice.starts_with("The ") {
                continue;
            }
            let key = key(slice);
            if key == own {
                let points = if given.contains(&key) {
                    0
                } else {
                    points::HOST
                };
                given.push(key);
                names.add(window, points);
            }
        }
        if given.len() > 200 {
            break;
        }
    }
}

/// Gives points to names that stand more than once in the furniture.
fn repeated(page: &Page, names: &mut Names) {
    let lines: Vec<&str> = page
        .lines
        .iter()
        .zip(page.roles)
        .filter(|(line, role)| {
            !matches!(role, Role::Body | Role::Headline | Role::Deck) && line.span.len() <= LONGEST
        })
        .map(|(line, _)| &page.text[line.span.range()])
        .take(2 * MOST_LINES)
        .collect();
    for name in &mut names.found {
        let slice = &page.text[name.span.range()];
        let count = lines
            .iter()
            .filter(|line| line.contains(slice))
            .take(5)
            .count();
        name.points += i32::try_from(count).unwrap_or(0).clamp(1, MOST_REPEATED) - 1;
        if let Some(company) = name.company {
            let whole = &page.text[company.range()];
            let alone = |line: &&str| line.contains(slice) && !line.contains(whole);
            name.is_printed |= lines.iter().any(alone);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::Draft;
    use crate::parse::lines::lines;
    use crate::parse::roles::Role;
    use crate::text::Span;

    fn read(rows: &[(Role, &str)]) -> Option<String> {
        let text = rows
            .iter()
            .map(|(_, line)| *line)
            .collect::<Vec<_>>()
            .join("\n");
        let roles: Vec<Role> = rows.iter().map(|(role, _)| *role).collect();
        let mut draft = Draft::default();
        super::super::read(
            &text,
            &lines(&text, Span::new(0, text.len())),
            &roles,
            &mut draft,
        );
        draft
            .header
            .outlet
            .map(|span| text[span.range()].to_owned())
    }

    const STORY: (Role, &str) = (Role::Body, "Wolves came back to the hills on Monday.");

    #[test]
    fn publishers_are_found_wherever_they_are_named() {
        use Role::{After, Before, Byline, Credit, Outlet, Section};
        for (rows, expected) in [
            (
                vec![(Outlet, "From: Varnholm Courier"), STORY],
                Some("Varnholm Courier"),
            ),
            (
                vec![(Byline, "By Ana Ruiz, Varnholm Courier"), STORY],
                Some("Varnholm Courier"),
            ),
            (
                vec![(Byline, "By Ana Ruiz, AP Sports Writer"), STORY],
                Some("AP"),
            ),
            (vec![(Section, "Politics"), STORY], None),
            (
                vec![STORY, (Credit, "© 2024 Tidewatch. All rights reserved.")],
                Some("Tidewatch"),
            ),
            (
                vec![STORY, (Credit, "Ana Ruiz is a staff writer at Tidewatch.")],
                Some("Tidewatch"),
            ),
            (
                vec![
                    STORY,
                    (Credit, "This article originally appeared on Tidewatch."),
                ],
                Some("Tidewatch"),
            ),
            (
                vec![
                    (Before, "https://www.tidewatch.example/2024/wolves"),
                    STORY,
                    (After, "More from Tidewatch"),
                ],
                Some("Tidewatch"),
            ),
            (
                vec![
                    STORY,
                    (After, "Follow us on Facebook"),
                    (After, "Terms of Use"),
                ],
                None,
            ),
            (
                vec![STORY, (Credit, "© 2024 Nexstar Media Group Inc.")],
                None,
            ),
        ] {
            assert_eq!(read(&rows).as_deref(), expected, "{rows:?}");
        }
    }

    #[test]
    fn the_dateline_of_wire_copy_names_its_agency() {
        let rows = [(Role::Body, "OSTER (Reuters) - Wolves came back.")];
        assert_eq!(read(&rows).as_deref(), Some("Reuters"));
    }
}
