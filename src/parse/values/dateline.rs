//! The place, agency and day before the first sentence of a story, or on a line of their own.

use super::Page;
use crate::lexicon;
use crate::parse::lines::trim;
use crate::parse::roles::Role;
use crate::parse::shapes::{self, slot};
use crate::parse::template::Slot;
use crate::parse::{Draft, names};
use crate::text::Span;
use crate::time::{Calendar, Printed, absolute};
use chrono::Datelike;

/// How much of a story is looked at for turns of a transcript, in lines.
const MOST_TURNS: usize = 60;

/// How much of a story may confirm a place, in bytes.
const MOST_STORY: usize = 20_000;

/// A longer place is none.
const LONGEST_PLACE: usize = 60;

/// Takes what stands before the first sentence of the story: the rest is its text.
#[must_use]
pub fn dateline(text: &str, story: Span, draft: &mut Draft) -> Span {
    let story = trim(text, story);
    let slice = &text[story.range()];
    let found = shapes::dateline(slice).filter(|found| {
        let colon = slice[..found.end].trim_end().ends_with(':') && found.slots.len() == 1;
        let place = found.first(Slot::Capitals).or(found.first(Slot::Place));
        let place = place.map(|place| &slice[place]);
        !colon
            || place.is_some_and(|place| is_named(slice, place, found.end))
            || !is_interview(slice) && place.is_none_or(is_capital_word)
    });
    let Some(found) = found else {
        let Some((place, end)) = town(slice) else {
            return story;
        };
        let span = Span::new(story.start(), story.start() + place);
        if names::is_publisher(&text[span.range()]) {
            draft.header.outlet.get_or_insert(span);
        } else {
            draft.header.place = Some(span);
        }
        return trim(text, Span::new(story.start() + end, story.end()));
    };
    let header = &mut draft.header;
    header.place = slot(&found, Slot::Place, story)
        .or(slot(&found, Slot::Capitals, story))
        .or(header.place);
    header.agency = slot(&found, Slot::Agency, story)
        .or(slot(&found, Slot::Known, story))
        .or(header.agency);
    // "(VARNHOLM) —"
    if let (None, Some(only)) = (header.place, header.agency)
        && found.first(Slot::Filed).is_none()
        && !names::is_agency(&text[only.range()])
        && is_named(slice, &text[only.range()], found.end)
    {
        header.place = header.agency.take();
    }
    if let Some(outlet) = slot(&found, Slot::Outlet, story) {
        header.outlet.get_or_insert(outlet);
    }
    if let Some(span) = slot(&found, Slot::Filed, story) {
        filed(text, span, draft);
    }
    trim(text, Span::new(story.start() + found.end, story.end()))
}

/// Takes what a line says that holds a dateline and nothing else: `PARIS —`, `AFP, MANILA`, `OSTER — Varnholm Courier`.
pub fn alone(page: &Page, draft: &mut Draft) {
    let end = page.story.map_or(page.lines.len(), |(first, _)| first);
    let mut lines = page.lines[..end].iter().zip(page.roles);
    let line = lines.rfind(|(line, role)| **role == Role::Dateline && line.span.len() <= 160);
    let Some((line, _)) = line else {
        return;
    };
    let text = page.text;
    let mut place: Option<Span> = None;
    let mut at = line.span.start();
    let slice = &text[line.span.range()];
    for part in slice.split(['—', '–', '(', ')', '|', '/', ',', '[', ']', ':']) {
        // A hyphen with blanks around it parts too.
        for piece in part.split(" - ") {
            let span = trim(text, Span::new(at, at + piece.len()));
            at += piece.len() + 3;
            let bare = &text[span.range()];
            let bare = bare.trim_matches(|c: char| matches!(c, '-' | '*' | '_') || c == ' ');
            let span = match text[span.range()].find(bare) {
                Some(skip) => Span::new(span.start() + skip, span.start() + skip + bare.len()),
                None => span,
            };
            if bare.is_empty() {
                continue;
            }
            if let Some((printed, rest)) = absolute::scan(bare)
                && rest.is_empty()
                && printed != Printed::Impossible
            {
                filed(text, span, draft);
            } else if names::is_agency(bare) {
                draft.header.agency.get_or_insert(span);
            } else if names::is_publisher(bare) {
                draft.header.outlet.get_or_insert(span);
            } else if let Some((agency, rest)) = bare.split_once(' ')
                && names::is_agency(agency)
                && names::may_be_place(rest)
            {
                // "KNA Varnholm"
                let start = span.start();
                draft
                    .header
                    .agency
                    .get_or_insert(Span::new(start, start + agency.len()));
                place = Some(Span::new(span.end() - rest.len(), span.end()));
            } else if names::may_be_place(bare) {
                place = Some(place.map_or(span, |known| known.cover(span)));
            }
        }
        at = at - 3 + text[at - 3..].chars().next().map_or(0, char::len_utf8);
    }
    if let Some(place) = place {
        draft.header.place.get_or_insert(place);
    }
}

/// Takes the day of a dateline, which is that of publication where there is no other.
fn filed(text: &str, span: Span, draft: &mut Draft) {
    let Some((printed, _)) = absolute::scan(&text[span.range()]) else {
        return;
    };
    let header = &mut draft.header;
    if header.date.is_none() {
        header.date = printed.full().map(|date| (span, date));
    }
    let date = match header.date {
        Some((_, published)) => in_year_of(printed, published),
        None => printed.full(),
    };
    match date {
        Some(date) => header.filed = Some((span, date)),
        None => draft.bad_date(span, printed),
    }
}

/// A date of a dateline in the year of publication, or in the year before if it would lie far ahead.
fn in_year_of(printed: Printed, published: Calendar) -> Option<Calendar> {
    let date = printed.in_year(published.day.year())?;
    let ahead = date.day.signed_duration_since(published.day).num_days();
    if printed.full().is_none() && ahead > 180 {
        return printed.in_year(published.day.year() - 1);
    }
    Some(date)
}

/// A place in mixed case with a dash or colon behind it that the story names again: where it ends, and where the story
/// begins.
fn town(slice: &str) -> Option<(usize, usize)> {
    let near = slice.char_indices().take(LONGEST_PLACE);
    let mut marks = near.filter(|(_, c)| matches!(c, '—' | '–' | ':' | '-'));
    let (end, rest) = marks.find_map(|(at, c)| {
        let (before, rest) = (&slice[..at], &slice[at..]);
        let doubled = rest.starts_with("--");
        let free = before.ends_with(' ') && rest[c.len_utf8()..].starts_with(' ');
        let fits = doubled || free || matches!(c, '—' | ':') && !before.ends_with(' ');
        fits.then_some((at, rest))
    })?;
    let place = slice[..end].trim_end();
    let story = rest.trim_start_matches(['—', '–', ':', '-']).trim_start();
    let first = place
        .split([' ', ','])
        .next()
        .unwrap_or(place)
        .to_lowercase();
    let fits = names::may_be_place(place)
        && place.split(' ').count() <= 4
        && !lexicon::OPENERS.has(&first)
        && !lexicon::LABELS.has(&place.to_lowercase())
        && story.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘')
        });
    let start = slice.len() - story.len();
    let named =
        is_named(slice, place, start) || is_capital_word(place) || names::known(place).is_some();
    (fits && !is_interview(slice) && named).then_some((place.len(), start))
}

/// Whether a name is a single word in capitals.
fn is_capital_word(name: &str) -> bool {
    let city = name.split(',').next().unwrap_or(name).trim();
    !city.contains(char::is_lowercase) && !city.contains(' ')
}

/// Whether a name is that of a place: a known one, or one that the story places something in.
fn is_named(slice: &str, name: &str, from: usize) -> bool {
    let city = name.split(',').next().unwrap_or(name).trim();
    let known = lexicon::HEADER_WORDS
        .get(&city.to_lowercase())
        .is_some_and(|classes| classes.contains("place"));
    if known {
        return true;
    }
    let capitals = !city.contains(char::is_lowercase);
    let mut end = slice.len().min(from + MOST_STORY);
    while !slice.is_char_boundary(end) {
        end -= 1;
    }
    let city = if capitals {
        names::natural(city)
    } else {
        city.to_owned()
    };
    let story = &slice[from..end];
    story.match_indices(city.as_str()).any(|(at, _)| {
        let before = story[..at].trim_end();
        ["in", "at", "of", "from", "to", "near", "around", "outside"]
            .iter()
            .any(|word| {
                before.strip_suffix(word).is_some_and(|rest| {
                    rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric())
                })
            })
    })
}

/// Whether a text has turns with labels in capitals.
fn is_interview(slice: &str) -> bool {
    let turns = slice
        .lines()
        .take(MOST_TURNS)
        .filter(|line| {
            let mut end = line.len().min(80);
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            line[..end].split_once(": ").is_some_and(|(label, _)| {
                !label.is_empty() && label.len() <= 60 && !label.contains(char::is_lowercase)
            })
        })
        .count();
    turns > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Place, agency and how the story begins.
    fn read(story: &str) -> (Option<&str>, Option<&str>, &str) {
        let mut draft = Draft::default();
        let rest = dateline(story, Span::new(0, story.len()), &mut draft);
        let slice = |span: Option<Span>| span.map(|span| &story[span.range()]);
        let begins = story[rest.range()].split(' ').next().unwrap_or_default();
        (
            slice(draft.header.place),
            slice(draft.header.agency),
            begins,
        )
    }

    #[test]
    fn datelines_are_read_in_every_form() {
        for (story, place, agency) in [
            (
                "OSTER ISLAND, Nordland (AP) — Wolves came back.",
                Some("OSTER ISLAND, Nordland"),
                Some("AP"),
            ),
            (
                "Oster, Jun 11 (efe-epa).- Wolves came back.",
                Some("Oster"),
                Some("efe-epa"),
            ),
            ("OSTER — Wolves came back.", Some("OSTER"), None),
            ("OSTER (KNA) Wolves came back to Oster.", None, None),
            (
                "Oster – Wolves came back to hills near Oster.",
                Some("Oster"),
                None,
            ),
            ("Nairobi: Wolves came back.", Some("Nairobi"), None),
            ("OSTER: Wolves came back.", Some("OSTER"), None),
            (
                "ELVEN BRIDGE: Wolves are back in Elven Bridge.",
                Some("ELVEN BRIDGE"),
                None,
            ),
            ("(NAIROBI) — Wolves came back.", Some("NAIROBI"), None),
        ] {
            let (found, by, begins) = read(story);
            assert_eq!((found, by), (place, agency), "{story}");
            if place.is_some() {
                assert_eq!(begins, "Wolves", "{story}");
            }
        }
    }

    #[test]
    fn labels_sentences_and_turns_are_no_datelines() {
        for story in [
            "MOBILE USERS: Wolves can be seen here.",
            "KEY POINTS: Wolves came back.",
            "Anchor: Wolves came back.",
            "Wolves – That is what they are.",
            "OSTER Press Holdings reported a loss in Oster.",
            "RUIZ: Wolves came back.\nLUND: They did.\nRUIZ: Why?",
        ] {
            let (place, _, _) = read(story);
            assert_eq!(place, None, "{story}");
        }
    }

    #[test]
    fn a_dateline_has_a_line_of_its_own() {
        for (line, place, agency, outlet) in [
            ("NAIROBI —", Some("NAIROBI"), None, None),
            ("AFP, NAIROBI", Some("NAIROBI"), Some("AFP"), None),
            ("ELVEN, Nord. —", Some("ELVEN, Nord."), None, None),
            (
                "NAIROBI — The Varnholm Courier",
                Some("NAIROBI"),
                None,
                Some("The Varnholm Courier"),
            ),
            ("PTI Mumbai", Some("Mumbai"), Some("PTI"), None),
        ] {
            let text = format!("{line}\nWolves came back.");
            let lines = crate::parse::lines::lines(&text, Span::new(0, text.len()));
            let roles = [Role::Dateline, Role::Body];
            let mut draft = Draft::default();
            super::super::read(&text, &lines, &roles, &mut draft);
            let slice = |span: Option<Span>| span.map(|span| &text[span.range()]);
            let header = &draft.header;
            assert_eq!(slice(header.place), place, "{line}");
            assert_eq!(slice(header.agency), agency, "{line}");
            if outlet.is_some() {
                assert_eq!(slice(header.outlet), outlet, "{line}");
            }
        }
    }
}
