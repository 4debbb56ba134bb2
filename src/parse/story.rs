//! From lines to the article: the roles of lines, the values they hold, the paragraphs of the story, and what is none of it.

use super::lines::{Line, trim};
use super::page::blocks::Block;
use super::page::{self, Begins};
use super::roles::Role;
use super::{
    Article, Credit, CreditKind, Draft, Header, Paragraph, credits, foreign, names, paragraphs,
    quotes, sentences, values,
};
use crate::text::{Note, Span, Text};

/// Reads the article that `lines` hold and makes it of that and of what the draft has.
#[must_use]
pub fn article<'a>(
    text: &'a Text,
    extent: Span,
    mut lines: Vec<Line>,
    begins: Begins,
    mut draft: Draft,
) -> Article<'a> {
    let string = text.as_str();
    cut(string, &mut lines, &mut draft);
    let blocks = page::read(string, &lines, begins);
    let roles = of_lines(&blocks);
    values::read(string, &lines, &roles, &mut draft);
    let mut kept: Vec<Line> = lines.clone();
    let story = dateline(string, &mut kept, &roles, &mut draft);
    let crossheads = part(string, &lines, &blocks, &mut draft);
    let mut runs = runs(&kept, &roles, story);
    end_mark(string, &mut runs, &mut draft);
    let spans = paragraphs::paragraphs(string, &runs);
    let body = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => Span::new(extent.end(), extent.end()),
    };
    if spans.is_empty() && !lines.is_empty() {
        draft.notes.push(Note {
            at: extent,
            code: "no-story",
            message: "no line of this text reads as a story; the body is empty".into(),
        });
    }
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
        crossheads,
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

/// The role of every line, from those of the blocks.
fn of_lines(blocks: &[(Block, Role)]) -> Vec<Role> {
    let roles = blocks
        .iter()
        .flat_map(|(block, role)| block.lines.clone().map(|_| *role));
    roles.collect()
}

/// Takes what stands before the first sentence from the first line of the story. Returns the index of the line that the
/// text begins in.
fn dateline(text: &str, lines: &mut [Line], roles: &[Role], draft: &mut Draft) -> usize {
    let story = |role: &Role| *role == Role::Body;
    let (Some(first), Some(last)) = (roles.iter().position(story), roles.iter().rposition(story))
    else {
        return lines.len();
    };
    if draft.transcript {
        // A name before a colon is who speaks.
        return first;
    }
    let whole = lines[first].span.cover(lines[last].span);
    let rest = values::dateline(text, whole, draft);
    let mut at = first;
    while at < last && lines[at].span.end() <= rest.start() {
        at += 1;
    }
    let line = &mut lines[at];
    if line.span.start() < rest.start() && rest.start() < line.span.end() {
        line.span = Span::new(rest.start(), line.span.end());
    }
    at
}

/// Takes credits and furniture to the draft; returns the headings within the story.
fn part(text: &str, lines: &[Line], blocks: &[(Block, Role)], draft: &mut Draft) -> Vec<Span> {
    let mut crossheads = Vec::new();
    // Whether the block before is a contact that the next may carry on.
    let mut contact = false;
    for (block, role) in blocks {
        let span = page::measures::extent(lines, block);
        let was_contact = std::mem::take(&mut contact);
        match role {
            Role::Crosshead => crossheads.push(span),
            Role::Credit | Role::Caption | Role::Before | Role::Inside | Role::After => {
                let mut found = credits::read(text, span);
                let carries_on = was_contact && lines[block.lines.start].blanks_before == 0;
                if let Some(before) = draft.credits.last_mut()
                    && carries_on
                    && found.is_empty()
                {
                    carry_on(text, before, span);
                    contact = true;
                    continue;
                }
                if found.is_empty() {
                    let authors = &draft.header.authors;
                    if *role == Role::Credit {
                        found.push(credits::unlisted(text, span, authors));
                    } else {
                        found.extend(credits::biography(text, span, authors));
                    }
                }
                contact =
                    matches!(found.as_slice(), [credit] if credit.kind == CreditKind::Contact);
                if found.is_empty() {
                    draft.boilerplate.push(span);
                }
                draft.credits.extend(found);
            }
            Role::Section => draft.boilerplate.push(span),
            _ => {}
        }
    }
    crossheads
}

/// Adds a line to a contact: an address, a telephone number, perhaps the name.
fn carry_on(text: &str, contact: &mut Credit, line: Span) {
    contact.span = contact.span.cover(line);
    if contact.names.is_empty() && names::is_person(&text[line.range()]) {
        contact.names.push(line);
    }
}

/// The lines of the story from line `story` on, in runs that nothing else parts.
fn runs(lines: &[Line], roles: &[Role], story: usize) -> Vec<Vec<Line>> {
    let mut runs: Vec<Vec<Line>> = Vec::new();
    let mut last = None;
    for (at, line) in lines.iter().enumerate().skip(story) {
        if roles[at] != Role::Body {
            continue;
        }
        match runs.last_mut() {
            Some(run) if last == Some(at - 1) => run.push(*line),
            _ => runs.push(vec![*line]),
        }
        last = Some(at);
    }
    runs
}

/// Cuts the mark of the end that stands behind the last sentence: `Enditem`, `-30-`.
fn end_mark(text: &str, runs: &mut [Vec<Line>], draft: &mut Draft) {
    let Some(last) = runs.last_mut().and_then(|run| run.last_mut()) else {
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
