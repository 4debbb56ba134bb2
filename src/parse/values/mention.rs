//! How credits, biographies, claims of copyright and furniture name a publisher.

use super::Page;
use super::form::{capitalized, employer};
use super::outlet::{Names, points};
use super::person::has;
use crate::lexicon;
use crate::parse::names;
use crate::text::Span;
use crate::text::chars::is_blank;
use std::sync::LazyLock;

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
    let mut at = 0;
    let mut task = None;
    for (count, word) in slice.split(is_blank).take(60).enumerate() {
        let next = at + word.len() + 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if has(&bare.to_lowercase(), "works") {
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
            let tasked = word.is_some_and(|word| has(&word.to_lowercase(), "works"));
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
pub(super) fn phrases() -> &'static [(&'static str, i32)] {
    static PHRASES: LazyLock<Vec<(&str, i32)>> = LazyLock::new(|| {
        let points = |kind| match kind {
            "source" => points::SOURCE,
            _ => points::PHRASE,
        };
        rows()
            .map(|(kind, phrase, _)| (phrase, points(kind)))
            .collect()
    });
    &PHRASES
}

/// The rows of the table of phrases: kind, phrase, example.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("outlet.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, fields.next()?, fields.next()?))
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
    // The next claim, glued to the name.
    let length = rest[..length].find("Copyright").unwrap_or(length);
    let start = line.end() - rest.len();
    (length > 0).then(|| Span::new(start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_before_the_publisher_of_their_examples() {
        for (kind, phrase, example) in rows() {
            assert!(matches!(kind, "source" | "phrase"), "{kind}");
            let at = example.find(phrase).map(|at| at + phrase.len());
            let rest = at.map_or("", |at| &example[at..]);
            let length = capitalized(rest).unwrap_or(0);
            assert!(
                rest[..length].contains("Varnholm Courier"),
                "{example:?} gives {:?}",
                &rest[..length]
            );
        }
    }

    #[test]
    fn claims_of_copyright_name_who_makes_them() {
        for (line, name) in [
            (
                "© 2024 Varnholm Courier. All rights reserved.",
                Some("Varnholm Courier"),
            ),
            (
                "Copyright © 2019-2024 by Varnholm Courier, Oster",
                Some("Varnholm Courier"),
            ),
            (
                "© 2019 Varnholm SocietyCopyright © 2024 Varnholm Partners",
                Some("Varnholm Society"),
            ),
            ("All rights reserved", None),
            ("© 2024", None),
        ] {
            let found = claim(line, Span::new(0, line.len())).map(|span| &line[span.range()]);
            assert_eq!(found, name, "{line}");
        }
    }
}
