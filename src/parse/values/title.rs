//! Headline and deck from the lines that hold them.

use super::Page;
use crate::parse::lines::trim;
use crate::parse::names;
use crate::parse::roles::Role;
use crate::text::Span;
use crate::text::chars::is_blank;

/// A shorter line is not broken to fit a width.
const NARROWEST: usize = 40;

/// Words of buttons that stand behind a headline on its line.
const BUTTONS: &[&str] = &["Add to ...", "Add to …", "Add to..."];

/// A headline, and the publisher that stands behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Title {
    /// The headline.
    pub headline: Option<Span>,
    /// The publisher behind a bar or dash.
    pub outlet: Option<Span>,
}

/// Reads the headline: of several that which stands nearest before the story.
#[must_use]
pub fn headline(page: &Page) -> Title {
    let runs = page.runs(|role| role == Role::Headline);
    let start = page.story.map_or(usize::MAX, |(first, _)| first);
    let before = runs.iter().rev().find(|run| run.start < start);
    let Some(run) = before.or(runs.first()) else {
        return Title::default();
    };
    let span = bare(page.text, last_title(page, run.clone()));
    if span.is_empty() {
        return Title::default();
    }
    let (span, outlet) = without_outlet(page.text, span);
    Title {
        headline: Some(span),
        outlet,
    }
}

/// Reads the deck: the first, whole where it goes on over several lines.
#[must_use]
pub fn deck(page: &Page) -> Option<Span> {
    let runs = page.runs(|role| role == Role::Deck);
    let run = runs.first()?;
    let mut at = run.start;
    // A heading such as "Key points" is none.
    while at + 1 < run.end && page.slice(at).len() < 20 {
        at += 1;
    }
    let mut span = page.lines[at].span;
    while at + 1 < run.end && goes_on(page, at) {
        at += 1;
        span = span.cover(page.lines[at].span);
    }
    let span = bare(page.text, span);
    (!span.is_empty()).then_some(span)
}

/// The lines of a run that are one headline, the last of those that stand there.
fn last_title(page: &Page, run: std::ops::Range<usize>) -> Span {
    let lines = &page.lines[run.clone()];
    let cover =
        |range: std::ops::Range<usize>| lines[range.start].span.cover(lines[range.end - 1].span);
    let count = lines.len();
    // The same twice, be it in one line or in more.
    if count > 1 {
        for first in 1..count.min(8) {
            let whole = key(page.text, cover(count - first..count));
            for second in 1..=(count - first).min(8) {
                let before = key(page.text, cover(count - first - second..count - first));
                if whole == before {
                    return cover(count - first..count);
                }
            }
        }
    }
    let mut start = count - 1;
    while start > 0 && goes_on(page, run.start + start - 1) {
        start -= 1;
    }
    cover(start..count)
}

/// Whether a line is carried on by the next, which has the same role.
fn goes_on(page: &Page, at: usize) -> bool {
    let (line, next) = (page.slice(at), page.slice(at + 1));
    let near = page.lines[at + 1].blanks_before == 0;
    let long = line.chars().count() >= NARROWEST;
    let small = next.starts_with(char::is_lowercase);
    let open = line.ends_with([',', ':', '-', '–', '—', ';']);
    near && (long || small || open || line.contains('[') && !line.contains(']'))
}

/// The letters and digits of a title, to compare it.
fn key(text: &str, span: Span) -> String {
    text[span.range()]
        .chars()
        .take(600)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A title without marks of Markdown and of text browsers at its ends.
fn bare(text: &str, span: Span) -> Span {
    let mark = |c: char| matches!(c, '#' | '*' | '_' | '•' | '|') || is_blank(c);
    let mut span = trim(text, span);
    for _ in 0..4 {
        let slice = &text[span.range()];
        let mut start = slice.len() - slice.trim_start_matches(mark).len();
        let rest = &slice[start..];
        if let Some(inside) = rest.strip_prefix('[')
            && let Some(end) = inside.find(']')
            && (inside[..end].chars().all(|c| c.is_ascii_digit())
                || matches!(&inside[..end], "IMG" | "INLINE" | "EMBED"))
        {
            start += end + 2;
        }
        let mut end = slice[start..].trim_end_matches(mark).len() + start;
        for button in BUTTONS {
            if let Some(rest) = slice[start..end].strip_suffix(button) {
                end = start + rest.len();
            }
        }
        let rest = &slice[start..end];
        // A link around all of it.
        if let Some(inside) = rest.strip_prefix('[')
            && rest.ends_with(')')
            && let Some(close) = inside.find("](")
            && !inside[close + 2..].contains("](")
        {
            end = start + 1 + close;
            start += 1;
        }
        let next = trim(text, Span::new(span.start() + start, span.start() + end));
        if next == span {
            break;
        }
        span = next;
    }
    span
}

/// A headline without the publisher behind a bar or dash, and the publisher.
fn without_outlet(text: &str, span: Span) -> (Span, Option<Span>) {
    for mark in [" | ", " - ", " – ", " — "] {
        if let Some((title, outlet)) = text[span.range()].rsplit_once(mark)
            && names::is_publisher(outlet.trim())
            && title.split_whitespace().count() >= 3
        {
            let start = span.end() - outlet.len();
            let title = Span::new(span.start(), span.start() + title.trim_end().len());
            return (title, Some(trim(text, Span::new(start, span.end()))));
        }
    }
    (span, None)
}

#[cfg(test)]
mod tests {
    use crate::parse::Draft;
    use crate::parse::lines::lines;
    use crate::parse::roles::Role;
    use crate::text::Span;

    fn read(text: &str, roles: &[Role]) -> (Option<String>, Option<String>, Option<usize>) {
        let mut draft = Draft::default();
        super::super::read(
            text,
            &lines(text, Span::new(0, text.len())),
            roles,
            &mut draft,
        );
        let slice = |span: Option<Span>| span.map(|span| text[span.range()].to_owned());
        let header = draft.header;
        (
            slice(header.headline),
            slice(header.deck),
            header.headline.map(Span::start),
        )
    }

    use Role::{Before, Body, Deck, Headline};

    #[test]
    fn marks_at_the_ends_of_a_headline_are_off() {
        for (line, headline) in [
            ("# Wolves Return to the Hills", "Wolves Return to the Hills"),
            ("****** Wolves Return ******", "Wolves Return"),
            ("[12]Wolves Return", "Wolves Return"),
            (
                "#  [Wolves Return](https://courier.example/a)",
                "Wolves Return",
            ),
            (
                "Wolves Return to Hills Add to ...",
                "Wolves Return to Hills",
            ),
            (
                "Wolves Return to Hills | Varnholm Courier",
                "Wolves Return to Hills",
            ),
        ] {
            let (found, _, _) = read(&format!("{line}\nWolves came back."), &[Headline, Body]);
            assert_eq!(found.as_deref(), Some(headline), "{line}");
        }
    }

    #[test]
    fn a_headline_over_lines_is_one_and_of_two_the_last_is_taken() {
        let text = "Wolves Return to the Hills of Varnholm After a\nCentury of Silence\nWolves.";
        assert_eq!(
            read(text, &[Headline, Headline, Body]).0.as_deref(),
            Some("Wolves Return to the Hills of Varnholm After a\nCentury of Silence")
        );
        let text = "• Wolves Return to the Hills of Varnholm After a\nCentury\nWolves Return to the Hills of Varnholm\nAfter a Century\nWolves.";
        let (_, _, start) = read(text, &[Headline, Headline, Headline, Headline, Body]);
        assert_eq!(start, text.rfind("Wolves Return"));
        let text = "Wolves Return\nShare\nWolves Return\nWolves.";
        assert_eq!(
            read(text, &[Headline, Before, Headline, Body]).2,
            text.rfind("Wolves Return")
        );
    }

    #[test]
    fn a_deck_is_whole() {
        let text = "Wolves Return\nThe pack was seen near the old mill for the first\ntime since the war.\nWolves.";
        assert_eq!(
            read(text, &[Headline, Deck, Deck, Body]).1.as_deref(),
            Some("The pack was seen near the old mill for the first\ntime since the war.")
        );
    }
}
