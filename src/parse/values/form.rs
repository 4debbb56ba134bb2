//! Forms of the names of publishers: what stands around them, what they are compared by, what is none.

use super::person::has;
use crate::lexicon;
use crate::parse::lines::trim;
use crate::parse::names;
use crate::text::Span;
use crate::text::chars::is_blank;

/// The length of the capitalized words that `rest` begins with, "the" before and "of", "and" between them included.
pub(super) fn capitalized(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut at = 0;
    for (count, word) in rest.split(|c| is_blank(c) || c == '_').take(7).enumerate() {
        let start = word.trim_start_matches(['[', '“', '"', '_', '*']);
        let bare = start.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '!');
        let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || names::is_domain(bare);
        let small = matches!(bare, "of" | "and" | "the" | "&" | "for")
            || count == 0 && bare == "the"
            || word == "&";
        if capital {
            end = at + (word.len() - start.len()) + bare.len();
            // The end of a sentence, of a clause, or "'s".
            let next = rest.get(at + word.len() + 1..).unwrap_or_default();
            if let Some(own) = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s"))
                && !next.starts_with(char::is_uppercase)
            {
                return Some(at + word.len() - start.len() + own.len());
            }
            if bare.len() < start.len() {
                break;
            }
        } else if !small {
            break;
        }
        at += word.len() + 1;
    }
    (end > 0).then_some(end)
}

/// A name without the words of its company: `Varnholm Media Group` is Varnholm.
pub(super) fn without_company(text: &str, claim: Span) -> Option<Span> {
    let span = shorn(text, claim);
    let mut slice = &text[span.range()];
    if lexicon::OWNERS.has(&slice.to_lowercase()) {
        return None;
    }
    let whole = slice.len();
    while let Some((rest, last)) = slice.rsplit_once(is_blank) {
        let company = has(&last.to_lowercase(), "owner");
        if !company {
            break;
        }
        slice = rest.trim_end();
    }
    (slice.len() < whole).then(|| Span::new(span.start(), span.start() + slice.len()))
}

/// The name of a company with its form in law: `Varnholm Media, Ltd.`; `None` where none is printed.
pub(super) fn whole_company(text: &str, claim: Span) -> Option<Span> {
    let is_form = |word: &str| has(&word.trim_end_matches('.').to_lowercase(), "legal");
    let mut end = claim.end();
    loop {
        let rest = &text[end..];
        let word = rest.trim_start_matches([',', ' ']);
        let from = rest.len() - word.len();
        let length = word.find(|c: char| !c.is_alphanumeric());
        let word = &word[..length.unwrap_or(word.len())];
        if from == 0 || !is_form(word) {
            break;
        }
        end += from + word.len();
    }
    let whole = Span::new(claim.start(), end);
    let last = text[whole.range()].rsplit(' ').next()?;
    let dot = matches!(last, "Inc" | "Ltd" | "Corp" | "Co") && text[end..].starts_with('.');
    is_form(last).then(|| Span::new(whole.start(), end + usize::from(dot)))
}

/// Every run of one to four words of a line of which the first has a capital.
pub(super) fn windows(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    let mut words: Vec<Span> = Vec::new();
    let mut start = None;
    for (at, c) in slice.char_indices().chain([(slice.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&' | '!' | '-');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = slice[from..at].trim_end_matches(['.', '-', '\'', '’']);
                if !word.is_empty() {
                    words.push(Span::new(
                        line.start() + from,
                        line.start() + from + word.len(),
                    ));
                }
                start = None;
            }
            _ => {}
        }
        if words.len() >= 40 {
            break;
        }
    }
    let capital = |span: Span| text[span.range()].starts_with(char::is_uppercase);
    let mut found = Vec::new();
    for (at, first) in words.iter().enumerate() {
        if !capital(*first) {
            continue;
        }
        for last in words[at..].iter().take(4) {
            let gap = last.start() - first.start();
            if capital(*last) && gap < 60 {
                found.push(first.cover(*last));
            }
        }
    }
    found
}

/// A line of its own without "By" and what stands behind the name.
pub(super) fn own(text: &str, line: Span) -> Span {
    let slice = &text[line.range()];
    let folded = super::super::template::first_word(slice);
    let skip = if matches!(folded.as_str(), "by" | "from" | "source") {
        let rest = &slice[folded.len()..];
        let name = rest.trim_start_matches(|c| is_blank(c) || c == ':');
        slice.len() - name.len()
    } else {
        0
    };
    // "Varnholm Courier, Oster"
    let name = &slice[skip..];
    let end = match name.split_once(", ") {
        Some((first, _)) if names::is_publisher(first) => skip + first.len(),
        _ => slice.len(),
    };
    Span::new(line.start() + skip, line.start() + end)
}

/// A name without marks around it, without what somebody does for it, and without the form of its company.
pub(super) fn shorn(text: &str, span: Span) -> Span {
    let mark = |c: char| {
        matches!(
            c,
            '*' | '_' | '#' | '[' | ']' | '(' | ')' | '|' | ',' | '•' | ':'
        ) || is_blank(c)
    };
    let mut span = trim(text, span);
    let slice = &text[span.range()];
    let start = slice.len() - slice.trim_start_matches(mark).len();
    let length = slice.trim_matches(mark).len();
    span = Span::new(span.start() + start, span.start() + start + length);
    // The number of a link.
    if let Some((number, name)) = text[span.range()].split_once(']')
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        span = Span::new(span.end() - name.len(), span.end());
    }
    loop {
        let slice = &text[span.range()];
        let Some((rest, last)) = slice.rsplit_once(is_blank) else {
            return span;
        };
        let folded = last
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let company = has(&folded, "form");
        let year = folded.len() == 4 && folded.bytes().all(|b| b.is_ascii_digit());
        if !year && !company {
            return span;
        }
        let kept = rest.trim_end_matches(mark).len();
        span = Span::new(span.start(), span.start() + kept);
    }
}

/// A part of a byline without the task at its end, and without the desk of a publisher that is known: `KNN Sports
/// Writer` is KNN.
pub(super) fn employer(text: &str, span: Span) -> Span {
    let mut span = shorn(text, span);
    let class = |word: &str, classes: &[&str]| {
        let folded = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        lexicon::HEADER_WORDS
            .get(&folded)
            .is_some_and(|found| found.split(' ').any(|class| classes.contains(&class)))
    };
    while let Some((rest, last)) = text[span.range()].rsplit_once(is_blank) {
        let publisher = class(last, &["publisher"]) && !class(last, &["role"]);
        if publisher || !class(last, &["role"]) {
            break;
        }
        span = shorn(text, Span::new(span.start(), span.start() + rest.len()));
    }
    let slice = &text[span.range()];
    if names::known(slice).is_none() {
        let mut blanks = slice.rmatch_indices(' ').map(|(at, _)| at);
        let known = blanks.find(|at| names::known(&slice[..*at]).is_some());
        if let Some(at) = known {
            return Span::new(span.start(), span.start() + at);
        }
    }
    span
}

/// The letters and digits of a name, without "the" and the end of a host.
pub(super) fn key(name: &str) -> String {
    let folded = name.to_lowercase();
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    let host = if names::is_domain(bare) {
        let mut labels: Vec<&str> = bare.split('.').collect();
        labels.pop();
        while labels.len() > 1 && labels.last().is_some_and(|last| last.len() <= 3) {
            labels.pop();
        }
        labels.last().copied().unwrap_or(bare)
    } else {
        bare
    };
    let key: String = host.chars().filter(|c| c.is_alphanumeric()).collect();
    match key.strip_prefix("the") {
        Some(rest) if rest.len() >= 4 && host.len() == bare.len() && !bare.contains(' ') => {
            rest.to_owned()
        }
        _ => key,
    }
}

/// Whether a phrase cannot name a publisher: it is a word of pages, a section, a network where pages are shared.
pub(super) fn is_no_name(slice: &str) -> bool {
    let mut words = slice
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let all_common = words.clone().all(|word| {
        let folded = word.to_lowercase();
        lexicon::HEADER_WORDS.get(&folded).is_some_and(|classes| {
            classes.split(' ').any(|class| {
                matches!(
                    class,
                    "unnamed" | "role" | "topic" | "label" | "other" | "place"
                )
            })
        })
    });
    let first = words.next().map(str::to_lowercase).unwrap_or_default();
    let last = slice
        .rsplit(is_blank)
        .next()
        .unwrap_or(slice)
        .to_lowercase();
    let letters = slice.chars().filter(|c| c.is_alphabetic()).count();
    letters < 2
        || all_common && names::known(slice).is_none()
        || names::known(slice) == Some("photo")
        || lexicon::OWNERS.has(&slice.to_lowercase().replace('_', " "))
        || slice.contains('@')
        || has(&last, "body")
        || has(&first, "shared")
}
