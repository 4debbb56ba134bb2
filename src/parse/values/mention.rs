//! How credits, biographies, claims of copyright and furniture name a publisher.

use super::Page;
use super::form::{capitalized, employer};
use super::outlet::{Names, points};
use crate::lexicon;
use crate::parse::names;
use crate::text::Span;
use crate::text::chars::is_blank;

/// Whether what somebody does stands behind a name: `Live Harbor Contributor`.
pub(super) fn tasked(text: &str, span: Span, page: &Page) -> bool {
    let line = page.lines.iter().find(|line| line.span.contains(span));
    let Some(line) = line else {
        return false;
    };
    let rest = text[span.end()..line.span.end()].trim_start();
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphabetic())
        .take(20)
        .collect();
    lexicon::HEADER_WORDS
        .get(&word.to_lowercase())
        .is_some_and(|classes| classes.split(' ').any(|class| class == "role"))
}

/// Takes the publisher of a biography: what stands behind "for", "at" and the like and a task, or before `’s` and one.
pub(super) fn biography(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    let tasks = [
        "reporter",
        "writer",
        "editor",
        "correspondent",
        "columnist",
        "contributor",
        "journalist",
        "works",
        "writes",
        "editor-in-chief",
        "fellow",
        "staff",
        "chief",
        "intern",
        "producer",
        "covers",
        "write",
        "critic",
        "host",
    ];
    let mut at = 0;
    let mut task = None;
    for (count, word) in slice.split(is_blank).take(60).enumerate() {
        let next = at + word.len() + 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if tasks.contains(&bare.to_lowercase().as_str()) {
            task = Some(count);
        }
        let near = task.is_some_and(|task| count - task <= 6);
        if near
            && (matches!(bare, "for" | "at" | "on" | "of")
                || bare == "with" && task == count.checked_sub(1))
            && let Some(length) = slice.get(next..).and_then(capitalized)
        {
            let start = line.start() + next;
            names.add(
                employer(text, Span::new(start, start + length)),
                points::BIOGRAPHY,
            );
            return;
        }
        if matches!(bare, "is" | "former" | "a" | "an")
            && count >= 1
            && let Some(length) = slice.get(next..).and_then(capitalized)
        {
            let behind = &slice[next + length..];
            let owns = behind.starts_with("’s") || behind.starts_with("'s");
            let word = behind
                .trim_start()
                .split(|c: char| !c.is_alphabetic() && c != '-')
                .next();
            let tasked = word.is_some_and(|word| tasks.contains(&word.to_lowercase().as_str()));
            if owns || tasked {
                let start = line.start() + next;
                names.add(Span::new(start, start + length), points::BIOGRAPHY);
                return;
            }
        }
        at = next;
    }
}

/// A credit that is nothing but a publisher, or a person and one: `Ana Ruiz, Varnholm Courier.`
pub(super) fn signed(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    if slice.len() > 80 {
        return;
    }
    let read = super::byline(text, line);
    if !read.authors.is_empty() {
        for span in read.others.iter().take(2) {
            if names::is_publisher(&text[span.range()]) {
                names.add(employer(text, *span), points::BIOGRAPHY);
            }
        }
    } else if names::is_publisher(slice)
        || !slice.contains(is_blank)
            && names::may_be_outlet(slice)
            && !lexicon::LABELS.has(&slice.to_lowercase())
    {
        names.add(line, points::CLAIM - 1);
    }
}

/// A credit that is nothing but a name and a day.
pub(super) fn dated(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    if slice.len() <= 80
        && let Some((name, rest)) = slice.split_once(", ")
        && super::printed::date(rest).is_some_and(|(_, length)| length == rest.len())
    {
        names.add(
            Span::new(line.start(), line.start() + name.len()),
            points::SOURCE,
        );
    }
}

/// What stands before the name of a publisher in credits and furniture, with its points.
pub(super) fn phrases() -> impl Iterator<Item = (&'static str, i32)> {
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
pub(super) fn before(text: &str, line: Span, names: &mut Names) {
    let slice = &text[line.range()];
    let Some(length) = capitalized(slice) else {
        return;
    };
    let rest = slice[length..].trim_start();
    let does = [
        "is a ",
        "is part of ",
        "is supported ",
        "is an ",
        "may earn ",
        "may receive ",
        "is committed ",
        "is the ",
    ]
    .iter()
    .any(|verb| rest.starts_with(verb));
    if does {
        names.add(
            Span::new(line.start(), line.start() + length),
            points::PHRASE,
        );
    }
}

/// Takes the capitalized words behind a phrase.
pub(super) fn behind(text: &str, line: Span, phrase: &str, points: i32, names: &mut Names) {
    let slice = &text[line.range()];
    let Some(at) = slice.find(phrase) else {
        return;
    };
    // A phrase with a capital begins a line or a sentence.
    let begins = at == 0
        || phrase.starts_with(char::is_lowercase)
        || phrase.starts_with(' ')
        || !slice[..at].ends_with(char::is_alphanumeric);
    if let (true, Some(length)) = (begins, capitalized(&slice[at + phrase.len()..])) {
        let start = line.start() + at + phrase.len();
        names.add(Span::new(start, start + length), points);
    }
}

/// Who claims copyright in a line: `© 2024 Varnholm Courier. All rights reserved.`
pub(super) fn claim(text: &str, line: Span) -> Option<Span> {
    let slice = &text[line.range()];
    let marks = ["©", "Copyright", "COPYRIGHT", "(c) "];
    let at = marks
        .iter()
        .filter_map(|mark| Some(slice.find(mark)? + mark.len()))
        .min()?;
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
