//! The story: where it ends, and what within it is none of it.

use super::lines::{Line, lines, trim};
use super::sorts::{self, Sort, slot};
use super::tables::Furniture;
use super::template::Slot;
use super::{
    Article, CreditKind, Draft, Header, Paragraph, credits, foreign, names, paragraphs, quotes,
    sentences,
};
use crate::text::{Note, Span, Text};
use crate::time::{Calendar, absolute};

/// Reads the story that stands in `story` and makes the article of it and of what the draft has.
#[must_use]
pub fn article<'a>(text: &'a Text, extent: Span, story: Span, mut draft: Draft) -> Article<'a> {
    let string = text.as_str();
    let story = filed(string, story, &mut draft);
    let mut all = lines(string, story);
    cut(string, &mut all, &mut draft);
    let kept = settle(string, &all, &mut draft);
    let (body, spans) = match (kept.first(), kept.last()) {
        (Some(first), Some(last)) => {
            let body = first.span.cover(last.span);
            (body, paragraphs::paragraphs(string, &kept, |_| false))
        }
        _ => (Span::new(story.end(), story.end()), Vec::new()),
    };
    outlet(string, &mut draft);
    let language = foreign::language(string, &spans);
    if let Some(language) = language {
        draft.notes.push(Note {
            at: body,
            code: "not-english",
            message: format!(
                "the story is not in English (most like {language}); nothing is extracted from it"
            )
            .into(),
        });
    }
    let mut header = draft.header;
    header.span = header_span(string, extent, body, &header);
    draft.credits.sort_by_key(|credit| credit.span);
    draft.boilerplate.sort_unstable();
    draft.boilerplate.dedup();
    let (quotes, odd_quotes) = quotes::regions(string, &quotable(&header, &spans));
    draft.notes.extend(odd_quotes);
    draft.notes.sort();
    Article {
        text,
        extent,
        header,
        body,
        paragraphs: spans
            .into_iter()
            .map(|span| Paragraph {
                span,
                sentences: sentences::split(string, span),
            })
            .collect(),
        credits: draft.credits,
        boilerplate: draft.boilerplate,
        quotes,
        english: language.is_none(),
        notes: draft.notes,
    }
}

/// Where quotations are looked for: headline, deck and paragraphs, sorted.
fn quotable(header: &Header, paragraphs: &[Span]) -> Vec<Span> {
    let header = [header.headline, header.deck].into_iter().flatten();
    let mut spans: Vec<Span> = header.chain(paragraphs.iter().copied()).collect();
    spans.sort_unstable();
    spans
}

/// Takes what stands before the first sentence: the rest is the story.
fn filed(text: &str, story: Span, draft: &mut Draft) -> Span {
    let story = trim(text, story);
    let slice = &text[story.range()];
    let Some(found) = sorts::dateline(slice) else {
        return story;
    };
    let label = slice[..found.end].trim_end().ends_with(':') && found.slots.len() == 1;
    if label && (draft.transcript || is_interview(slice)) {
        return story;
    }
    let header = &mut draft.header;
    header.place = slot(&found, Slot::Place, story)
        .or(slot(&found, Slot::Capitals, story))
        .or(header.place);
    header.agency = slot(&found, Slot::Agency, story)
        .or(slot(&found, Slot::Known, story))
        .or(header.agency);
    if let Some(outlet) = slot(&found, Slot::Outlet, story) {
        header.outlet.get_or_insert(outlet);
    }
    if let Some(span) = slot(&found, Slot::Filed, story)
        && let Some((printed, _)) = absolute::scan(&text[span.range()])
    {
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
    trim(text, Span::new(story.start() + found.end, story.end()))
}

/// A date of a dateline in the year of publication, or in the year before if it would lie far ahead.
fn in_year_of(printed: absolute::Printed, published: Calendar) -> Option<Calendar> {
    use chrono::Datelike;
    let date = printed.in_year(published.day.year())?;
    let ahead = date.day.signed_duration_since(published.day).num_days();
    if printed.full().is_none() && ahead > 180 {
        return printed.in_year(published.day.year() - 1);
    }
    Some(date)
}

/// Whether a text has turns with labels in capitals.
fn is_interview(slice: &str) -> bool {
    let turns = slice
        .lines()
        .take(60)
        .filter(|line| {
            line.split_once(": ").is_some_and(|(label, _)| {
                !label.is_empty() && label.len() <= 60 && !label.contains(char::is_lowercase)
            })
        })
        .count();
    turns > 1
}

/// Cuts the holes of the draft from the lines that begin with them.
fn cut(text: &str, all: &mut Vec<Line>, draft: &mut Draft) {
    let mut holes = std::mem::take(&mut draft.holes).into_iter().peekable();
    all.retain_mut(|line| {
        while holes
            .next_if(|hole| hole.start() < line.span.start())
            .is_some()
        {}
        if let Some(hole) = holes.next_if(|hole| hole.start() == line.span.start()) {
            draft.boilerplate.push(hole);
            line.span = trim(text, Span::new(hole.end(), line.span.end()));
        }
        !line.span.is_empty()
    });
}

/// Which lines of the story are text. Credits and furniture go to the draft.
fn settle(text: &str, all: &[Line], draft: &mut Draft) -> Vec<Line> {
    let mut kept = Vec::new();
    let sorts: Vec<Sort> = all
        .iter()
        .map(|line| sorts::body_line(text, line))
        .collect();
    let end = end_of_story(text, all, &sorts);
    let wrapped = paragraphs::is_wrapped(text, &all[..end]);
    let mut at = 0;
    while at < all.len() {
        let line = all[at];
        // A line in the middle of wrapped text is what the lines around it are.
        let inside = wrapped
            && line.blanks_before == 0
            && at > 0
            && at < end
            && kept.last() == Some(&all[at - 1]);
        at += 1;
        match &sorts[at - 1] {
            Sort::Furniture(furniture) if !inside => {
                draft.boilerplate.push(line.span);
                if *furniture == Furniture::Next && at < all.len() && all[at].blanks_before == 0 {
                    draft.boilerplate.push(all[at].span);
                    at += 1;
                }
            }
            Sort::Credit(found) if !inside => {
                let mut found = found.clone();
                if let [credit] = found.as_mut_slice() {
                    // A contact goes on to the next blank line, and so does any credit in wrapped text.
                    let broken = line.span.len() > 50
                        && !paragraphs::ends_sentence(&text[line.span.range()]);
                    let joins = credit.kind == CreditKind::Contact || wrapped && broken;
                    while joins
                        && at < all.len()
                        && all[at].blanks_before == 0
                        && !matches!(sorts[at], Sort::Credit(_))
                    {
                        credit.span = credit.span.cover(all[at].span);
                        if credit.names.is_empty()
                            && credit.kind == CreditKind::Contact
                            && names::is_person(&text[all[at].span.range()])
                        {
                            credit.names.push(all[at].span);
                        }
                        at += 1;
                    }
                }
                draft.credits.extend(found);
            }
            _ if at > end => draft.boilerplate.push(line.span),
            _ if is_caption(all, &sorts, at - 1) => draft.boilerplate.push(line.span),
            _ => kept.push(line),
        }
    }
    biographies(text, &mut kept, draft);
    end_mark(text, &mut kept, draft);
    kept
}

/// Whether a line stands right over a photo credit that is nothing but that.
fn is_caption(all: &[Line], sorts: &[Sort], at: usize) -> bool {
    let Some(next) = all.get(at + 1) else {
        return false;
    };
    next.blanks_before == 0
        && next.span.len() <= 80
        && all[at].blanks_before > 0
        && all[at].span.len() <= 250
        && matches!(&sorts[at + 1], Sort::Credit(found) if found[0].kind == CreditKind::Photo)
}

/// The index of the line that ends the story: the heading of something else with less text behind it than before.
fn end_of_story(text: &str, all: &[Line], sorts: &[Sort]) -> usize {
    let prose = |range: std::ops::Range<usize>| -> usize {
        range
            .filter(|&at| matches!(sorts[at], Sort::Prose))
            .map(|at| all[at].span.len())
            .sum()
    };
    let total = prose(0..all.len());
    let mut before = 0;
    let mut marked = false;
    for (at, sort) in sorts.iter().enumerate() {
        match sort {
            Sort::Furniture(Furniture::End) if before > 0 && total - before < before => return at,
            Sort::Prose | Sort::Short
                if before > 0
                    && total - before < before
                    && is_about(text, all[at].span, marked) =>
            {
                return at;
            }
            Sort::Furniture(Furniture::Mark) => marked = true,
            Sort::Credit(found) if found[0].kind == CreditKind::Source => marked = true,
            Sort::Prose => before += all[at].span.len(),
            _ => {}
        }
    }
    all.len()
}

/// Whether a line begins what an issuer says of itself: `About Elven Mills`, `About the Riverkeepers: Founded in …`.
fn is_about(text: &str, line: Span, marked: bool) -> bool {
    let slice = &text[line.range()];
    let Some(rest) = slice
        .strip_prefix("About ")
        .or_else(|| slice.strip_prefix("ABOUT "))
    else {
        return false;
    };
    let name = rest.strip_prefix("the ").unwrap_or(rest);
    let heading = slice.len() <= 80 && !paragraphs::ends_sentence(slice.trim_end_matches(':'));
    let colon = rest.char_indices().take(80).any(|(_, c)| c == ':');
    name.starts_with(char::is_uppercase) && (heading || colon || marked)
}

/// Cuts the mark of the end that stands behind the last sentence: `Enditem`, `-30-`.
fn end_mark(text: &str, kept: &mut [Line], draft: &mut Draft) {
    let Some(last) = kept.last_mut() else {
        return;
    };
    let slice = &text[last.span.range()];
    for mark in [
        " Enditem", " -30-", " ENDS", " (END)", " ###", " (ends)", " #ENDS#", " /END",
    ] {
        if let Some(bare) = slice.strip_suffix(mark)
            && paragraphs::ends_sentence(bare)
        {
            let end = last.span.start() + bare.trim_end().len();
            draft
                .boilerplate
                .push(Span::new(last.span.end() - mark.len() + 1, last.span.end()));
            last.span = Span::new(last.span.start(), end);
            return;
        }
    }
}

/// How many biographies may stand at the end of a story.
const MOST_BIOGRAPHIES: usize = 5;

/// Takes biographies from the end of the story.
fn biographies(text: &str, kept: &mut Vec<Line>, draft: &mut Draft) {
    for _ in 0..MOST_BIOGRAPHIES {
        if kept.len() < 2 {
            return;
        }
        let Some(bio) = kept
            .last()
            .and_then(|last| credits::biography(text, last.span, &draft.header.authors))
        else {
            return;
        };
        kept.pop();
        draft.credits.push(bio);
    }
}

/// Names the publisher by what else says so: a source line, the agency of the dateline, a line of syndication.
fn outlet(text: &str, draft: &mut Draft) {
    if draft.header.outlet.is_some() {
        return;
    }
    let named = |kind: CreditKind| {
        draft
            .credits
            .iter()
            .filter(|credit| credit.kind == kind)
            .find_map(|credit| credit.names.first().copied())
            .filter(|name| names::is_publisher(&text[name.range()]))
    };
    draft.header.outlet = named(CreditKind::Source)
        .or(draft.header.agency)
        .or_else(|| named(CreditKind::Syndication))
        .or_else(|| {
            let mut claims = draft
                .credits
                .iter()
                .filter(|credit| credit.kind == CreditKind::Copyright);
            claims.find_map(|claim| credits::publisher_of(text, claim.span))
        });
}

/// From the first to the last character of what stands before the body, if anything of the header stands there.
fn header_span(text: &str, extent: Span, body: Span, header: &Header) -> Option<Span> {
    let evidence = [
        header.headline,
        header.deck,
        header.outlet,
        header.place,
        header.agency,
    ]
    .into_iter()
    .flatten()
    .chain(header.date.map(|(span, _)| span))
    .chain(header.authors.iter().map(|author| author.span));
    let before = evidence.filter(|span| span.end() <= body.start()).count();
    if before == 0 {
        return None;
    }
    let span = trim(
        text,
        Span::new(extent.start(), body.start().max(extent.start())),
    );
    (!span.is_empty()).then_some(span)
}
