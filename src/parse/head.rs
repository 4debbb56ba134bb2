//! The head of an article: from its first line to the first of the story, and what each line in between gives.

use super::lines::Line;
use super::sorts::{self, Sort, slot};
use super::tables::Furniture;
use super::template::{Match, Slot};
use super::{Author, Credit, Draft, names};
use crate::lexicon;
use crate::text::Span;
use crate::time::{Calendar, absolute};

/// How many lines a head may take up.
const MOST_LINES: usize = 60;

/// More sentences than this before a byline or date, and it is none of the head.
const MOST_PROSE: usize = 2;

/// A longer paragraph is no line under a headline and no caption.
const LONGEST_DECK: usize = 350;

/// Reads the head: what it gives goes to `draft`, whose fields win over what stands here. Returns the index of the first
/// line of the story, the number of lines if there is no story.
pub fn read(text: &str, lines: &[Line], draft: &mut Draft) -> usize {
    let sorts: Vec<Sort> = lines
        .iter()
        .take(MOST_LINES)
        .map(|line| sorts::head_line(text, line))
        .collect();
    let mut head = Head {
        text,
        lines,
        sorts,
        taken: Vec::new(),
        draft,
        dates: Vec::new(),
        later: Vec::new(),
        addressed: None,
    };
    head.taken = vec![false; head.sorts.len()];
    let start = head.story();
    head.fill(start);
    start
}

struct Head<'a> {
    text: &'a str,
    lines: &'a [Line],
    sorts: Vec<Sort>,
    /// Lines that have given what they have.
    taken: Vec<bool>,
    draft: &'a mut Draft,
    /// Days of publication, as printed.
    dates: Vec<(Span, Calendar)>,
    /// Days of changes.
    later: Vec<(Span, Calendar)>,
    /// The first day in a web address, with its line.
    addressed: Option<(Span, (Span, Calendar))>,
}

impl Head<'_> {
    fn slice(&self, at: usize) -> &str {
        &self.text[self.lines[at].span.range()]
    }

    fn words(&self, at: usize) -> usize {
        self.slice(at).split_whitespace().count()
    }

    /// The first line of the story.
    fn story(&mut self) -> usize {
        let (mut prose, mut last_marker) = (0, None);
        for (at, sort) in self.sorts.iter().enumerate() {
            match sort {
                Sort::Dateline(_) if !self.is_turn(at) => return at,
                Sort::Prose | Sort::Dateline(_) => {
                    prose += 1;
                    if prose > MOST_PROSE || self.lines[at].span.len() > LONGEST_DECK {
                        break;
                    }
                }
                Sort::Marker(_) => last_marker = Some(at),
                Sort::Furniture(Furniture::End) if prose > 0 => break,
                _ => {}
            }
        }
        let from = match last_marker {
            Some(marker) => marker + 1,
            None => return self.bare_story(),
        };
        let after = self.first_text(from);
        // A byline or date under all the text is a signature, not a head.
        if after == self.lines.len() {
            return self.bare_story();
        }
        after
    }

    /// The first line of text at or after `from`: prose, or a short line where no prose is near.
    fn first_text(&self, from: usize) -> usize {
        let mut short = None;
        let mut under_next = false;
        for at in from..self.lines.len() {
            let Some(sort) = self.sorts.get(at) else {
                return short.unwrap_or(at);
            };
            if std::mem::take(&mut under_next) {
                continue;
            }
            match sort {
                Sort::Prose | Sort::Dateline(_) if self.is_caption(at) => {}
                Sort::Prose | Sort::Dateline(_) => return at,
                Sort::Short if self.is_caption(at) || self.belongs_to_byline(at) => {}
                Sort::Short if super::paragraphs::ends_sentence(self.slice(at)) => {
                    return short.unwrap_or(at);
                }
                Sort::Short => short = short.or(Some(at)),
                Sort::Furniture(Furniture::Next) => under_next = true,
                _ => {}
            }
            if short.is_some_and(|first| at > first + 6) {
                break;
            }
        }
        short.unwrap_or(self.lines.len())
    }

    /// The first line of a story that no byline or date stands before: behind a headline, if there is good evidence of one.
    fn bare_story(&mut self) -> usize {
        if self.draft.header.headline.is_some() {
            // The headline is known: all text is story, but for the headline printed again.
            let from = (0..self.lines.len().min(3)).find(|&at| self.repeats_headline(at));
            return self.first_text(from.map_or(0, |at| at + 1));
        }
        let first = (0..self.sorts.len()).find(|&at| {
            matches!(
                self.sorts[at],
                Sort::Prose | Sort::Short | Sort::Dateline(_)
            )
        });
        let Some(first) = first else {
            return self.lines.len();
        };
        let next = self.first_text(first + 1);
        if next < self.lines.len() && self.is_signature(first) {
            self.authors(self.lines[first].span);
            self.taken[first] = true;
            return next;
        }
        let parted = next < self.lines.len() && self.lines[next].blanks_before > 0;
        let titled = self.draft.prefixed || first > 0;
        let is_title = matches!(self.sorts[first], Sort::Short)
            && !super::paragraphs::ends_sentence(self.slice(first))
            || is_title_case(self.slice(first));
        if next < self.lines.len()
            && is_title
            && (parted || titled)
            && !self.is_turn(first)
            && self.lines[first].span.len() <= 200
            && !matches!(self.sorts.get(next), Some(Sort::Short))
        {
            return next;
        }
        first
    }

    /// Whether a line is nothing but the name of a person: two words in capitals, or with a given name.
    fn is_signature(&self, at: usize) -> bool {
        let slice = self.slice(at);
        let named = names::persons(slice);
        let [only] = named.as_slice() else {
            return false;
        };
        let words = only.name.split(' ').count();
        let given = only
            .name
            .split([' ', '-'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        words <= 3
            && only.span.len() == slice.len()
            && (lexicon::GIVEN_NAMES.has(&given)
                || (words == 2 && !slice.contains(char::is_lowercase)))
    }

    /// Whether a line is the headline that a block above has given.
    fn repeats_headline(&self, at: usize) -> bool {
        let bare = self.slice(at).trim_start_matches('#').trim();
        self.draft
            .header
            .headline
            .is_some_and(|headline| self.text[headline.range()].eq_ignore_ascii_case(bare))
    }

    /// Whether a line is a turn of a transcript or interview: labels like its own stand before other lines.
    fn is_turn(&self, at: usize) -> bool {
        let labelled = |slice: &str| {
            slice
                .split_once(": ")
                .is_some_and(|(label, _)| label.len() <= 60 && !label.contains(char::is_lowercase))
        };
        labelled(self.slice(at))
            && self
                .lines
                .iter()
                .take(MOST_LINES)
                .filter(|line| labelled(&self.text[line.span.range()]))
                .count()
                > 1
    }

    /// Whether the line stands over a photo credit, with no blank line between them.
    fn is_caption(&self, at: usize) -> bool {
        let Some(next) = self.lines.get(at + 1) else {
            return false;
        };
        next.blanks_before == 0
            && self.lines[at].span.len() <= LONGEST_DECK
            && matches!(self.sorts.get(at + 1), Some(Sort::Credit(credits)) if is_photo(credits))
    }

    /// Whether a short line stands right under a byline and says for whom, or as what.
    fn belongs_to_byline(&self, at: usize) -> bool {
        let under = at > 0
            && (matches!(&self.sorts[at - 1], Sort::Marker(found) if found.first(Slot::Authors).is_some())
                || (self.lines[at].blanks_before == 0
                    && !names::persons(self.slice(at - 1)).is_empty()));
        let slice = self.slice(at);
        under && (names::is_outlet(slice) || sorts::is_role_line(slice))
    }

    /// Reads what the lines before the story give.
    fn fill(&mut self, start: usize) {
        let end = start.min(self.sorts.len());
        for at in 0..end {
            let line = self.lines[at].span;
            match self.sorts[at].clone() {
                Sort::Marker(found) => {
                    self.taken[at] = true;
                    self.mark(&found, line);
                }
                Sort::Furniture(furniture) => {
                    self.taken[at] = true;
                    self.draft.boilerplate.push(line);
                    if furniture == Furniture::Next && at + 1 < end {
                        self.taken[at + 1] = true;
                        self.draft.boilerplate.push(self.lines[at + 1].span);
                    }
                }
                Sort::Address => {
                    self.taken[at] = true;
                    self.draft.boilerplate.push(line);
                    let day = || day_in_address(self.text, line);
                    self.addressed = self.addressed.or_else(|| Some((line, day()?)));
                }
                Sort::Credit(credits) if !self.taken[at] => {
                    self.taken[at] = true;
                    self.credit(credits, at, end);
                }
                _ => {}
            }
        }
        for at in 0..end {
            if !self.taken[at] && (self.belongs_to_byline(at) || self.is_caption(at)) {
                self.taken[at] = true;
                let line = self.lines[at].span;
                if self.is_caption(at) {
                    self.draft.boilerplate.push(line);
                } else if self.draft.header.outlet.is_none() {
                    self.draft.header.outlet = outlet_in(self.text, line);
                }
            }
        }
        self.names_alone(end);
        self.titles(end);
        self.date();
    }

    /// Takes what a byline or date line gives.
    fn mark(&mut self, found: &Match, line: Span) {
        if let Some(list) = slot(found, Slot::Authors, line) {
            self.authors(list);
        }
        if let Some(outlet) = slot(found, Slot::Outlet, line) {
            self.draft.header.outlet.get_or_insert(outlet);
        }
        for (kind, range) in &found.slots {
            let span = Span::new(line.start() + range.start, line.start() + range.end);
            let slice = &self.text[span.range()];
            match (kind, absolute::scan(slice)) {
                (Slot::Date, Some((printed, _))) => match printed.full() {
                    Some(date) => self.dates.push((span, date)),
                    None => self.draft.bad_date(span, printed),
                },
                (Slot::Later, Some((printed, _))) => {
                    if let Some(date) = printed.full() {
                        self.later.push((span, date));
                    }
                }
                _ => {}
            }
        }
    }

    fn authors(&mut self, list: Span) {
        if self.draft.authors_settled {
            return;
        }
        for named in names::persons(&self.text[list.range()]) {
            let span = named.span.shifted(list.start());
            let known = &mut self.draft.header.authors;
            if !known.iter().any(|author| author.name == named.name) {
                known.push(Author {
                    span,
                    name: named.name,
                });
            }
        }
    }

    /// Takes credits; a contact goes on to the next blank line.
    fn credit(&mut self, credits: Vec<Credit>, at: usize, end: usize) {
        let mut next = at + 1;
        let mut credits = credits;
        while let [credit] = credits.as_mut_slice()
            && credit.kind == super::CreditKind::Contact
            && next < end
            && self.lines[next].blanks_before == 0
            && !matches!(self.sorts[next], Sort::Marker(_))
        {
            credit.span = credit.span.cover(self.lines[next].span);
            if credit.names.is_empty() && names::is_person(self.slice(next)) {
                credit.names.push(self.lines[next].span);
            }
            self.taken[next] = true;
            next += 1;
        }
        self.draft.credits.extend(credits);
    }

    /// Takes names without "By" that stand beside a date, or over a role.
    fn names_alone(&mut self, end: usize) {
        if !self.draft.header.authors.is_empty() {
            return;
        }
        let first = (0..end).find(|&at| !self.taken[at]);
        for at in 0..end {
            if self.taken[at] || Some(at) == first && self.draft.header.headline.is_none() {
                continue;
            }
            let line = self.lines[at].span;
            let beside = |other: usize| match self.sorts.get(other) {
                Some(Sort::Marker(_)) | Some(Sort::Furniture(Furniture::Time)) => true,
                Some(Sort::Short) => sorts::is_role_line(self.slice(other)),
                _ => false,
            };
            let fits = line.len() <= 120
                && (beside(at + 1) || at > 0 && beside(at - 1))
                && names::are_persons(self.slice(at));
            if fits {
                self.taken[at] = true;
                self.authors(line);
                if at + 1 < end && !self.taken[at + 1] && sorts::is_role_line(self.slice(at + 1)) {
                    self.taken[at + 1] = true;
                }
            }
        }
    }

    /// Takes headline and deck.
    fn titles(&mut self, end: usize) {
        let mut left: Vec<usize> = (0..end).filter(|&at| !self.taken[at]).collect();
        // The name of the publisher over the headline.
        if let [first, _, ..] = left[..]
            && self.lines[first].span.len() <= 40
            && names::is_outlet(self.slice(first))
            && self.slice(first).split_whitespace().count() <= 4
        {
            let line = self.lines[first].span;
            self.draft.header.outlet.get_or_insert(line);
            self.taken[first] = true;
            left.remove(0);
        }
        let headline = match self.draft.header.headline {
            Some(_) => None,
            None => left
                .iter()
                .copied()
                .find(|&at| self.words(at) >= 3)
                .or_else(|| left.iter().copied().find(|&at| self.words(at) >= 2))
                .or_else(|| left.first().copied()),
        };
        let mut from = 0;
        if let Some(at) = headline {
            self.draft.header.headline = Some(self.headline_from(at, end));
            from = at + 1;
            while from < end
                && self
                    .draft
                    .header
                    .headline
                    .is_some_and(|headline| headline.contains(self.lines[from].span))
            {
                from += 1;
            }
        }
        let deck = left
            .iter()
            .copied()
            .find(|&at| at >= from && self.words(at) >= 4 && self.draft.header.headline.is_some());
        if let (Some(at), None) = (deck, self.draft.header.deck) {
            let line = self.lines[at].span;
            let again = self
                .draft
                .header
                .headline
                .is_some_and(|headline| self.text[headline.range()] == self.text[line.range()]);
            if !again {
                self.draft.header.deck = Some(line);
            }
        }
    }

    /// The headline that begins at a line: with the next line, if both are in capitals; without the marks of Markdown and
    /// without the publisher behind a bar.
    fn headline_from(&mut self, at: usize, end: usize) -> Span {
        let mut span = self.lines[at].span;
        let capitals = |slice: &str| !slice.contains(char::is_lowercase);
        let mut next = at + 1;
        while next < end
            && !self.taken[next]
            && self.lines[next].blanks_before == 0
            && capitals(&self.text[span.range()])
            && capitals(self.slice(next))
        {
            span = span.cover(self.lines[next].span);
            next += 1;
        }
        let slice = &self.text[span.range()];
        let bare = slice.trim_start_matches('#').trim_start();
        span = Span::new(span.end() - bare.len(), span.end());
        for mark in [" | ", " - ", " – ", " — "] {
            if let Some((title, outlet)) = self.text[span.range()].rsplit_once(mark)
                && names::is_outlet(outlet)
                && title.split_whitespace().count() >= 3
            {
                let start = span.end() - outlet.len();
                self.draft
                    .header
                    .outlet
                    .get_or_insert(Span::new(start, span.end()));
                return Span::new(span.start(), span.start() + title.trim_end().len());
            }
        }
        span
    }

    /// Chooses the day of publication: a printed one, then that of the prefix, then that of a change.
    fn date(&mut self) {
        let header = &mut self.draft.header;
        let printed = self.dates.first().copied();
        header.date = match (header.date, printed) {
            (Some(prefix), Some(date)) if self.draft.prefixed && near(prefix.1, date.1) => {
                Some(date)
            }
            (Some(given), _) => Some(given),
            (None, Some(date)) => Some(date),
            (None, None) => self.later.first().copied(),
        };
        // Where nothing else says when it was published, the address of the page may.
        if let (None, Some((line, day))) = (header.date, self.addressed) {
            header.date = Some(day);
            self.draft.boilerplate.retain(|&other| other != line);
        }
    }
}

/// The day that a web address holds as a part of its path: `/2024/6/11/`, `/2024-06-11/`, `-2024-06-11-`.
fn day_in_address(text: &str, line: Span) -> Option<(Span, Calendar)> {
    let slice = &text[line.range()];
    let places = slice.match_indices(['/', '-', '_']).map(|(at, _)| at + 1);
    places
        .filter(|&at| slice[at..].bytes().take_while(u8::is_ascii_digit).count() == 4)
        .find_map(|at| {
            let (printed, rest) = absolute::scan(&slice[at..])?;
            let day = printed.full()?;
            let span = Span::new(line.start() + at, line.end() - rest.len());
            (day.precision == absolute::Precision::Day).then_some((span, day))
        })
}

/// Whether a printed day may be the day that a crawler noted: at most a day apart, or within its month.
fn near(noted: Calendar, printed: Calendar) -> bool {
    use chrono::Datelike;
    if noted.precision != absolute::Precision::Day {
        let (a, b) = (noted.day, printed.day);
        return a.year() == b.year()
            && (a.month() == b.month() || noted.precision == absolute::Precision::Year);
    }
    noted
        .day
        .signed_duration_since(printed.day)
        .num_days()
        .abs()
        <= 1
}

fn is_photo(credits: &[Credit]) -> bool {
    credits
        .iter()
        .any(|credit| credit.kind == super::CreditKind::Photo)
}

/// The publisher that a line under a byline names: all of it, or what stands behind a comma.
fn outlet_in(text: &str, line: Span) -> Option<Span> {
    let slice = &text[line.range()];
    if names::is_outlet(slice) {
        return Some(line);
    }
    let (_, outlet) = slice.rsplit_once([',', '|'])?;
    let outlet = outlet.trim_start();
    names::is_outlet(outlet).then(|| Span::new(line.end() - outlet.len(), line.end()))
}

/// Whether most of the long words of a line are capitalized, and there are at least three.
fn is_title_case(slice: &str) -> bool {
    let (mut words, mut capitalized) = (0, 0);
    for word in slice.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.chars().count() > 3 && bare.starts_with(char::is_alphabetic) {
            words += 1;
            capitalized += usize::from(bare.starts_with(char::is_uppercase));
        }
    }
    words >= 3 && capitalized * 10 >= words * 9
}
