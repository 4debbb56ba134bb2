//! Lines that say who did what, with the names they name.

use super::lines::trim;
use super::template::{LONGEST_LINE, Match, Slot};
use super::{Author, Credit, CreditKind, names, tables};
use crate::text::Span;

/// Reads a line as credits: one, or one for each part of `(Reporting by …; Editing by …)`. Empty if it is none.
#[must_use]
pub fn read(text: &str, line: Span) -> Vec<Credit> {
    if !(SHORTEST_CREDIT..=LONGEST_LINE).contains(&line.len()) {
        return Vec::new();
    }
    let bare = unwrapped(text, line);
    let parts = parts(text, bare);
    if parts.len() > 1 {
        let each: Vec<Credit> = parts
            .iter()
            .filter_map(|part| one(text, *part))
            .filter(|credit| by_role(credit.kind))
            .collect();
        if each.len() == parts.len() {
            return each;
        }
    }
    one(text, line)
        .or_else(|| {
            let credit = one(text, bare).filter(|_| bare != line)?;
            Some(Credit {
                span: line,
                ..credit
            })
        })
        .into_iter()
        .collect()
}

/// No credit has fewer bytes: `© Li`.
const SHORTEST_CREDIT: usize = 4;

/// Whether a line is the biography of somebody: an author of the article, or a person by what is said of them.
#[must_use]
pub fn biography(text: &str, line: Span, authors: &[Author]) -> Option<Credit> {
    if line.len() > LONGEST_BIOGRAPHY {
        return None;
    }
    let bare = unwrapped(text, line);
    let slice = &text[bare.range()];
    let about_author = authors.iter().find_map(|author| {
        let printed = &text[author.span.range()];
        [author.name.as_str(), printed]
            .into_iter()
            .find(|name| {
                slice.starts_with(name) && !slice[name.len()..].starts_with(char::is_alphanumeric)
            })
            .map(str::len)
    });
    let length = about_author
        .filter(|&length| says_who(&slice[length..]) || bare != line)
        .or_else(|| {
            let length = leading_person(slice)?;
            let rest = &slice[length..];
            (says_who(rest) && (bare != line || is_sign_off(rest))).then_some(length)
        })?;
    Some(Credit {
        kind: CreditKind::Bio,
        names: vec![Span::new(bare.start(), bare.start() + length)],
        span: line,
    })
}

/// A credit that no row of the table reads: a biography, a copyright, a contact, or else a note.
#[must_use]
pub fn unlisted(text: &str, span: Span, authors: &[Author]) -> Credit {
    if let Some(found) = biography(text, span, authors) {
        return found;
    }
    let slice = &text[span.range()];
    let kind = if slice.contains('©') {
        CreditKind::Copyright
    } else if slice.contains('@') {
        CreditKind::Contact
    } else {
        CreditKind::Note
    };
    Credit {
        kind,
        names: Vec::new(),
        span,
    }
}

/// Biographies with more bytes than this are stories.
const LONGEST_BIOGRAPHY: usize = 900;

/// The line without brackets, asterisks or underscores around all of it.
#[must_use]
pub fn unwrapped(text: &str, line: Span) -> Span {
    let mut span = line;
    for _ in 0..3 {
        let slice = &text[span.range()];
        let inner = [
            ("(", ")"),
            ("[", "]"),
            ("**", "**"),
            ("*", "*"),
            ("__", "__"),
            ("_", "_"),
        ]
        .into_iter()
        .find(|(open, close)| {
            slice.len() > open.len() + close.len()
                    && slice.starts_with(open)
                    && slice.ends_with(close)
                    // "(a) b (c)" is not bracketed as a whole.
                    && !slice[open.len()..slice.len() - close.len()].contains(close)
        });
        let Some((open, close)) = inner else { break };
        span = trim(
            text,
            Span::new(span.start() + open.len(), span.end() - close.len()),
        );
    }
    span
}

fn one(text: &str, line: Span) -> Option<Credit> {
    let slice = &text[line.range()];
    let (kind, found) = tables::credits().read(slice)?;
    if is_prose(slice, kind, &found) {
        return None;
    }
    let names = names_of(slice, kind, &found)
        .into_iter()
        .map(|name| name.shifted(line.start()))
        .collect();
    Some(Credit {
        kind,
        names,
        span: line,
    })
}

/// Whether a line only looks like a credit: it goes on as a story does.
fn is_prose(slice: &str, kind: CreditKind, found: &Match) -> bool {
    match kind {
        CreditKind::Reporting
        | CreditKind::Writing
        | CreditKind::Editing
        | CreditKind::Contributors => {
            // "Reporting by the paper found that …": a name of ten words is none.
            found
                .first(Slot::Names)
                .is_some_and(|names| slice[names].split_whitespace().count() > 40)
                || slice.len() > 400
        }
        CreditKind::Photo => slice.contains(['“', '"']) && slice.len() > 250,
        CreditKind::Contact | CreditKind::Source => slice.len() > 250,
        CreditKind::Copyright => slice.len() > 450,
        _ => false,
    }
}

fn names_of(slice: &str, kind: CreditKind, found: &Match) -> Vec<Span> {
    let listed = |range: std::ops::Range<usize>| -> Vec<Span> {
        names::credited(&slice[range.clone()])
            .into_iter()
            .map(|name| name.shifted(range.start))
            .collect()
    };
    match kind {
        CreditKind::Copyright | CreditKind::Note | CreditKind::Correction => Vec::new(),
        CreditKind::Contact => {
            let range = found.first(Slot::Names).or(found.first(Slot::Words));
            range.map_or(Vec::new(), |range| {
                person_at(slice, range.start).into_iter().collect()
            })
        }
        CreditKind::Syndication => match found.first(Slot::Outlet) {
            Some(range) => vec![Span::new(range.start, range.end)],
            None => publisher_in(slice).into_iter().collect(),
        },
        CreditKind::Source => {
            let range = found.first(Slot::Names).or(found.first(Slot::Known));
            range.map_or(Vec::new(), |range| {
                let name = &slice[range.clone()];
                let company = [
                    "Inc.", "Ltd.", "Corp.", "Co.", "Plc.", "L.P.", "S.A.", "N.V.",
                ]
                .iter()
                .any(|form| name.ends_with(form));
                let name = if company {
                    name
                } else {
                    name.trim_end_matches('.')
                };
                let end = range.start + name.len();
                vec![Span::new(range.start, end)]
            })
        }
        CreditKind::Photo => found.first(Slot::Names).map_or(Vec::new(), |range| {
            let end = slice[range.clone()]
                .find(['/', ','])
                .map_or(range.end, |at| range.start + at);
            listed(range.start..end)
        }),
        _ => found.first(Slot::Names).map_or(Vec::new(), listed),
    }
}

/// The name of a person that stands at `at`, up to a comma, a bar or the end.
fn person_at(slice: &str, at: usize) -> Option<Span> {
    let rest = &slice[at..];
    let end = rest
        .find([',', '|', ';', '(', ':', '<'])
        .or_else(|| rest.find(" at "))
        .or_else(|| rest.find(" - "))
        .unwrap_or(rest.len());
    let name = rest[..end].trim();
    let skipped = ["contact ", "please contact "]
        .iter()
        .find(|word| name.to_lowercase().starts_with(**word))
        .map_or(0, |word| word.len());
    let name = &name[skipped..];
    let start = at + skipped + rest[skipped..].len() - rest[skipped..].trim_start().len();
    names::is_person(name).then(|| Span::new(start, start + name.len()))
}

/// The publisher that a line of syndication names: what is capitalized behind "at", "in", "by", "on", "from"; one that is
/// sure to be a publisher before others.
#[must_use]
pub fn publisher_in(slice: &str) -> Option<Span> {
    let mut found: Vec<Span> = Vec::new();
    for word in [" at ", " in ", " by ", " on ", " from ", " with "] {
        for (at, _) in slice.match_indices(word).take(4) {
            let mut start = at + word.len();
            if slice[start..].starts_with("the ") {
                start += "the ".len();
            }
            let name = capitalized_run(&slice[start..]);
            let is_date = crate::time::absolute::scan(name).is_some();
            if !name.is_empty() && names::may_be_outlet(name) && !is_date {
                found.push(Span::new(start, start + name.len()));
            }
        }
    }
    found.sort_unstable();
    let sure = found
        .iter()
        .find(|name| names::is_outlet(&slice[name.range()]));
    sure.or(found.first()).copied()
}

/// The capitalized words that `rest` begins with, small ones among them, up to a mark.
fn capitalized_run(rest: &str) -> &str {
    let (mut at, mut end) = (0, 0);
    for piece in rest.split_inclusive(' ') {
        let bare = piece.trim_end();
        let stop = bare.trim_end_matches([',', '.', ';', ')', '*', '_']);
        let small = matches!(bare, "of" | "the" | "The" | "and" | "&");
        if !(stop.starts_with(char::is_uppercase) || names::is_domain(stop) || small) {
            break;
        }
        if !small {
            end = at + stop.len();
        }
        if stop.len() < bare.len() {
            break;
        }
        at += piece.len();
    }
    &rest[..end]
}

/// The parts of a sign-off: split at `;`, and at `.` or `,` before another "… by" or a name that "contributed".
fn parts(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in slice.char_indices() {
        let rest = &slice[at + c.len_utf8()..];
        let splits = match c {
            ';' => true,
            '.' => rest.starts_with(' ') && !slice[..at].ends_with(char::is_uppercase),
            ',' | '|' => {
                let next: String = rest
                    .trim_start()
                    .chars()
                    .take(20)
                    .flat_map(char::to_lowercase)
                    .collect();
                [
                    "reporting by",
                    "writing by",
                    "editing by",
                    "additional reporting",
                    "additional editing",
                ]
                .iter()
                .any(|role| next.starts_with(role))
            }
            _ => false,
        };
        if splits {
            let end = if c == '.' { at + 1 } else { at };
            found.push(trim(
                text,
                Span::new(line.start() + start, line.start() + end),
            ));
            start = at + c.len_utf8();
        }
    }
    found.push(trim(text, Span::new(line.start() + start, line.end())));
    found.retain(|part| !part.is_empty());
    found
}

fn by_role(kind: CreditKind) -> bool {
    matches!(
        kind,
        CreditKind::Reporting
            | CreditKind::Writing
            | CreditKind::Editing
            | CreditKind::Contributors
    )
}

/// The length of the personal name that a line begins with, up to a small word.
fn leading_person(slice: &str) -> Option<usize> {
    let end = [
        " is ",
        " are ",
        " was ",
        " writes ",
        " covers ",
        " reports ",
        " has ",
        ", ",
    ]
    .iter()
    .filter_map(|word| slice.find(word))
    .min()?;
    names::is_person(&slice[..end]).then_some(end)
}

/// Whether what follows a name says who that is, and not what they said or did.
fn says_who(rest: &str) -> bool {
    let next = rest.trim_start_matches([',', ' ']);
    [
        "is ",
        "are ",
        "writes ",
        "covers ",
        "reports ",
        "has been ",
        "was ",
        "has written ",
        "hosts ",
        "teaches ",
        "works ",
        "lives ",
        "can be ",
    ]
    .iter()
    .any(|word| next.starts_with(word))
}

/// Whether what follows a name is how biographies at the end of articles go on.
fn is_sign_off(rest: &str) -> bool {
    let folded = rest.to_lowercase();
    [
        "freelance",
        "@",
        "follow ",
        "the author of",
        "contributor to",
        "contributing writer",
        "contributing editor",
        "staff writer",
        "correspondent for",
        "reporter for",
        "reporter at",
        "writer based in",
        "journalist based in",
        "editor of",
        "editor at",
        "columnist for",
        "columnist at",
        "writes about",
        "covers ",
    ]
    .iter()
    .any(|words| folded.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let padded = format!("x\n{line}");
        let credits = read(&padded, Span::new(2, padded.len()));
        let each: Vec<String> = credits
            .iter()
            .map(|credit| {
                let names: Vec<_> = credit
                    .names
                    .iter()
                    .map(|name| &padded[name.range()])
                    .collect();
                format!("{:?} {}", credit.kind, names.join("+"))
                    .trim()
                    .to_lowercase()
            })
            .collect();
        each.join("; ")
    }

    #[test]
    fn credits_name_who_did_what() {
        for (line, expected) in [
            (
                "(Reporting by Sonali Desh in Colombo and Bo Li; Writing by Tomasz Wolny; Editing by Amara Nwosu)",
                "reporting sonali desh+bo li; writing tomasz wolny; editing amara nwosu",
            ),
            (
                "Reporting by Sonali Desh, editing by Amara Nwosu.",
                "reporting sonali desh; editing amara nwosu",
            ),
            (
                "Desh reported from Colombo. Associated Press writers Bo Li in Jinja and Ana Ruiz contributed to this report.",
                "reporting desh; contributors bo li+ana ruiz",
            ),
            (
                "This article originally appeared at Tidewatcher.org.",
                "syndication tidewatcher.org",
            ),
            (
                "*This story was originally published in the Varnholm Courier and is republished with permission.*",
                "syndication varnholm courier",
            ),
            (
                "Copyright 2020 Juniper Hollow Media Group, Inc. All Rights Reserved",
                "copyright",
            ),
            ("Contact: Bertram Oyow", "contact bertram oyow"),
            ("Source: Reuters", "source reuters"),
            ("SOURCE Elven Mills, Inc.", "source elven mills, inc."),
            (
                "FILE PHOTO: Boats at Oster, Nordland, March 2, 2022. REUTERS/Iago Barreto",
                "photo iago barreto",
            ),
            (
                "A boat leaves Oster. (AP Photo/Iago Barreto, File)",
                "photo iago barreto",
            ),
            (
                "Photograph: Iago Barreto/Nordland Press",
                "photo iago barreto",
            ),
            (
                "Editor’s note: This story was reported before the vote.",
                "note",
            ),
            ("He said the reporting was wrong.", ""),
            ("Notes of the meeting were published on Friday.", ""),
            ("Photos of the boat were shown to the court.", ""),
        ] {
            assert_eq!(shown(line), expected, "{line:?}");
        }
    }

    #[test]
    fn biographies_are_told_from_stories() {
        let text = "Maja Lindqvist is the shipping editor of Tidewatcher.org. She hosts Low Tide.";
        let author = Author {
            span: Span::new(0, 14),
            name: "Maja Lindqvist".into(),
        };
        let all = Span::new(0, text.len());
        assert!(biography(text, all, &[author]).is_some());
        let story = "Maja Lindqvist is the mayor, the court said.";
        assert!(biography(story, Span::new(0, story.len()), &[]).is_none());
        let starred = "*Matteo Rudd writes the paper's column about old trams.*";
        assert!(biography(starred, Span::new(0, starred.len()), &[]).is_some());
    }
}
