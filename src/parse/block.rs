//! Labelled blocks at the top of a text: front matter of Markdown, and the header of mail.

use super::lines::{Line, trimmed};
use super::{Draft, names, values};
use crate::text::Span;
use crate::time::{Calendar, absolute};

/// How many lines a block may have.
const MOST_LINES: usize = 80;

/// Reads a block, if the lines begin with one; its fields go to the draft. Returns the index of the first line behind it.
pub fn read(text: &str, lines: &[Line], draft: &mut Draft) -> usize {
    front_matter(text, lines, draft)
        .or_else(|| mail(text, lines, draft))
        .unwrap_or(0)
}

/// YAML between `---` and TOML between `+++`, as far as news needs it: keys with a value, and lists of values.
fn front_matter(text: &str, lines: &[Line], draft: &mut Draft) -> Option<usize> {
    let slice = |at: usize| &text[lines[at].span.range()];
    let fence = match lines.first().map(|_| slice(0))? {
        fence @ ("---" | "+++") => fence,
        _ => return None,
    };
    let end = (1..lines.len().min(MOST_LINES))
        .find(|&at| slice(at) == fence || (fence == "---" && slice(at) == "..."))?;
    let mark = if fence == "---" { ':' } else { '=' };
    (1..end).find(|&at| slice(at).contains(mark))?;
    let mut key = String::new();
    for (at, line) in lines.iter().enumerate().take(end).skip(1) {
        let (indent, line) = (line.indent, line.span);
        let item = slice(at)
            .strip_prefix("- ")
            .map(|item| Span::new(line.end() - item.len(), line.end()));
        let (name, value) = match item {
            Some(item) => match pair(text, item, mark).filter(|(name, _)| name == "name") {
                Some((_, value)) => (key.clone(), value),
                None => (key.clone(), item),
            },
            None => match pair(text, line, mark) {
                Some((name, value)) => {
                    if indent == 0 {
                        key = name.clone();
                    }
                    let of_author = name == "name" && key.starts_with("author");
                    (if of_author { key.clone() } else { name }, value)
                }
                None => {
                    if slice(at).starts_with("[[") {
                        key = slice(at).trim_matches(['[', ']']).to_lowercase();
                    }
                    continue;
                }
            },
        };
        for value in values(text, value) {
            front_matter_value(text, &name, value, draft);
        }
    }
    draft.authors_settled |= !draft.header.authors.is_empty();
    Some(end + 1)
}

/// `key: value` or `key = value`, the key in small letters.
fn pair(text: &str, line: Span, mark: char) -> Option<(String, Span)> {
    let slice = &text[line.range()];
    let at = slice.find(mark)?;
    let key = trimmed(&slice[..at]).trim_matches('"');
    if key.is_empty() || key.len() > 40 || key.contains(' ') {
        return None;
    }
    let value = trimmed(&slice[at + 1..]);
    let start = line.end() - slice[at + 1..].trim_start().len();
    Some((key.to_lowercase(), Span::new(start, start + value.len())))
}

/// The parts of a value: those of `[a, "b"]`, or itself; without quotation marks.
fn values(text: &str, value: Span) -> Vec<Span> {
    let slice = &text[value.range()];
    let bare = |span: Span| -> Span {
        let slice = &text[span.range()];
        let kept = trimmed(slice);
        let start = span.start() + slice.find(kept).unwrap_or(0);
        let quoted = ['"', '\'']
            .iter()
            .any(|mark| kept.len() >= 2 && kept.starts_with(*mark) && kept.ends_with(*mark));
        if quoted {
            Span::new(start + 1, start + kept.len() - 1)
        } else {
            Span::new(start, start + kept.len())
        }
    };
    let Some(inside) = slice
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    else {
        return vec![bare(value)];
    };
    let mut at = value.start() + 1;
    let mut found = Vec::new();
    for part in inside.split(',') {
        found.push(bare(Span::new(at, at + part.len())));
        at += part.len() + 1;
    }
    found
}

fn front_matter_value(text: &str, key: &str, value: Span, draft: &mut Draft) {
    let slice = &text[value.range()];
    if slice.is_empty() {
        return;
    }
    let header = &mut draft.header;
    match key {
        "title" | "headline" => {
            header.headline.get_or_insert(value);
        }
        "subtitle" | "deck" | "dek" | "standfirst" | "subhead" | "subheadline" => {
            header.deck.get_or_insert(value);
        }
        "author" | "authors" | "byline" | "by" => {
            let skip = if slice.starts_with("By ") { 3 } else { 0 };
            let list = Span::new(value.start() + skip, value.end());
            add_authors(text, list, draft);
        }
        "outlet" | "publication" | "publisher" | "site" | "source" | "newspaper" | "site_name"
        | "sitename"
            if !slice.starts_with("http") =>
        {
            header.outlet.get_or_insert(value);
        }
        "date" | "published" | "pubdate" | "publishdate" | "publish_date" | "publisheddate"
        | "published_at" | "date_published" | "datepublished" => {
            let year = (slice.len() == 4)
                .then(|| slice.parse().ok().and_then(Calendar::year))
                .flatten();
            match (year, absolute::find(slice)) {
                (Some(year), _) => header.date = header.date.or(Some((value, year))),
                (None, Some((start, end, printed))) => {
                    let at = Span::new(value.start() + start, value.start() + end);
                    match printed.full() {
                        Some(date) => header.date = header.date.or(Some((at, date))),
                        None => draft.bad_date(at, printed),
                    }
                }
                _ => {}
            }
        }
        _ => {}
    }
}

fn add_authors(text: &str, list: Span, draft: &mut Draft) {
    draft
        .header
        .authors
        .extend(values::field(text, list).authors);
}

/// Labels of the header of a mail.
const MAIL: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "sent",
    "subject",
    "reply-to",
    "message-id",
    "mime-version",
    "content-type",
    "list-unsubscribe",
    "return-path",
    "received",
    "delivered-to",
    "x-mailer",
    "list-id",
    "sender",
    "content-transfer-encoding",
    "importance",
];

/// The header of a mail: two or more of its labels at the top.
fn mail(text: &str, lines: &[Line], draft: &mut Draft) -> Option<usize> {
    let mut fields = Vec::new();
    let mut at = 0;
    while at < lines.len().min(MOST_LINES) {
        if at > 0 && lines[at].blanks_before > 0 {
            break;
        }
        match pair(text, lines[at].span, ':').filter(|(label, _)| MAIL.contains(&label.as_str())) {
            Some(field) => fields.push(field),
            // A long value goes on in an indented line.
            None if lines[at].indent > 0 && !fields.is_empty() => {}
            None => break,
        }
        at += 1;
    }
    let has = |label: &str| fields.iter().any(|(found, _)| found == label);
    if !(has("from") || has("subject")) || fields.len() < 2 {
        return None;
    }
    for (label, value) in fields {
        let slice = &text[value.range()];
        match label.as_str() {
            "from" => sender(text, value, draft),
            "subject" => {
                let mut title = slice;
                while let Some(rest) = ["Re:", "RE:", "Fwd:", "FWD:", "Fw:", "FW:"]
                    .iter()
                    .find_map(|mark| title.strip_prefix(mark))
                {
                    title = rest.trim_start();
                }
                if !title.is_empty() {
                    draft.header.headline = Some(Span::new(value.end() - title.len(), value.end()));
                }
            }
            "date" | "sent" => {
                if let Some((start, end, printed)) = absolute::find(slice) {
                    let span = Span::new(value.start() + start, value.start() + end);
                    match printed.full() {
                        Some(date) => draft.header.date = Some((span, date)),
                        None => draft.bad_date(span, printed),
                    }
                }
            }
            _ => {}
        }
    }
    Some(at)
}

/// `The Dock Letter <dock@oster.example>`, `Rhea Solak from The Dock Letter`, `"Rhea Solak" <…>`.
fn sender(text: &str, value: Span, draft: &mut Draft) {
    let slice = &text[value.range()];
    let end = slice.find('<').unwrap_or(slice.len());
    let shown = trimmed(&slice[..end]).trim_matches('"');
    if shown.is_empty() || shown.contains('@') {
        return;
    }
    let start = value.start() + slice.find(shown).unwrap_or(0);
    let parts = [" from ", " at ", " | ", ", ", " via ", " - ", " of "]
        .iter()
        .find_map(|mark| {
            shown
                .split_once(mark)
                .map(|(name, outlet)| (name, outlet, mark.len()))
        });
    match parts {
        Some((name, outlet, gap)) if names::is_person(name) => {
            add_authors(text, Span::new(start, start + name.len()), draft);
            let from = start + name.len() + gap;
            draft.header.outlet = Some(Span::new(from, from + outlet.len()));
        }
        _ if names::is_person(shown)
            && !names::is_outlet(shown)
            && !shown.starts_with("The ")
            && !is_letter(shown) =>
        {
            add_authors(text, Span::new(start, start + shown.len()), draft);
        }
        _ => draft.header.outlet = Some(Span::new(start, start + shown.len())),
    }
}

/// Whether a name is that of a newsletter.
fn is_letter(name: &str) -> bool {
    name.split(' ').any(|word| {
        matches!(
            word,
            "Letter"
                | "Newsletter"
                | "Brief"
                | "Briefing"
                | "Dispatch"
                | "Digest"
                | "Note"
                | "Notes"
                | "Report"
                | "Bulletin"
                | "Memo"
                | "Wrap"
                | "Roundup"
                | "Alert"
                | "Alerts"
                | "Update"
                | "Line"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn read_all(text: &str) -> (Draft, usize) {
        let mut draft = Draft::default();
        let lines = lines(text, Span::new(0, text.len()));
        let at = read(text, &lines, &mut draft);
        (draft, at)
    }

    #[test]
    fn front_matter_is_read_in_both_languages() {
        let yaml = "---\ntitle: \"Rain: a history\"\nauthors:\n  - Ana Ruiz\n  - Bo Li\ndate: 2024-05-09T23:30:00-08:00\nsource: Varnholm Weekly\n---\nRain fell.";
        let toml = "+++\ntitle = 'Rain'\nauthor = \"Ana Ruiz and Bo Li\"\ndate = 2024-05-09\n[params]\nx = 1\n+++\nRain fell.";
        for (text, title) in [(yaml, "Rain: a history"), (toml, "Rain")] {
            let (draft, _) = read_all(text);
            let names: Vec<_> = draft
                .header
                .authors
                .iter()
                .map(|author| author.name.as_str())
                .collect();
            assert_eq!(names, ["Ana Ruiz", "Bo Li"]);
            assert_eq!(&text[draft.header.headline.unwrap().range()], title);
            assert_eq!(draft.header.date.unwrap().1.day.to_string(), "2024-05-09");
        }
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(read_all("---\n\nRain fell on Monday.\n\n---\n").1, 0);
    }

    #[test]
    fn mail_says_who_sent_it_when_and_about_what() {
        let text = "From: Rhea Solak from The Dock Letter <dock@oster.example>\nDate: Fri, 8 Nov 2024 23:55:00 -0800\nSubject: Fwd: The bridge\n\nRain fell.";
        let (draft, at) = read_all(text);
        assert_eq!(at, 3);
        assert_eq!(
            &text[draft.header.outlet.unwrap().range()],
            "The Dock Letter"
        );
        assert_eq!(&text[draft.header.headline.unwrap().range()], "The bridge");
        assert_eq!(draft.header.date.unwrap().1.day.to_string(), "2024-11-08");
        assert_eq!(read_all("From: here we see it all.\n\nRain.").1, 0);
    }
}
