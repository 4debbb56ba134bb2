//! What each quotation region is: somebody's words, or a title, a name, scare quotes.

use super::{Kind, QuoteReading, QuoteUse, Relation, RelationId};
use crate::language::Tag;
use crate::language::sheet::Sheet;
use crate::lexicon::sets;
use crate::parse::QuoteSurface;
use crate::text::{Note, Span};
use std::ops::Range;

/// How many quotations without an attribution are noted; ten thousand would drown the other notes.
const MOST_NOTES: usize = 20;

/// The reading of a title, a name, scare quotes.
const TERM: QuoteReading = QuoteReading {
    kind: QuoteUse::Term,
    relation: None,
};

/// How many words before and behind a quotation tell whether it stands in a headline.
const AROUND: usize = 8;

/// What each quotation region is: speech where some relation says so or its form does.
pub(super) fn of(
    sheet: &Sheet,
    relations: &[Relation],
    notes: &mut Vec<Note>,
) -> Vec<QuoteReading> {
    let article = sheet.article;
    // Spans of contents in order, with the relation and the furthest end so far: a region asks for those that overlap it.
    let mut pieces: Vec<(Span, u32)> = Vec::new();
    for (number, relation) in relations.iter().enumerate() {
        pieces.extend(relation.content.iter().map(|span| (span, number as u32)));
    }
    pieces.sort_unstable();
    let mut found: Vec<QuoteReading> = Vec::with_capacity(article.quotes.len());
    let mut unclaimed: Vec<Span> = Vec::new();
    for quote in &article.quotes {
        // Contents are disjoint, so the first that ends after the start is the only one that may hold it.
        let from = pieces.partition_point(|(span, _)| span.end() <= quote.span.start());
        let mut relation = None;
        let mut most = 0;
        for (span, number) in &pieces[from..] {
            if span.start() >= quote.span.end() {
                break;
            }
            let shared = span.end().min(quote.span.end()) - span.start().max(quote.span.start());
            if shared > most {
                most = shared;
                relation = Some(RelationId(*number));
            }
        }
        let outer = quote
            .within
            .and_then(|outer| found.get(outer.0 as usize).copied());
        let reading = match (quote.surface, relation, outer) {
            (QuoteSurface::Term, _, Some(_)) => TERM,
            (QuoteSurface::Term, Some(at), _)
                if relations[at.0 as usize].kind != Kind::Direct && is_name(sheet, quote.span) =>
            {
                TERM
            }
            (_, Some(at), _) => QuoteReading {
                kind: QuoteUse::Speech,
                relation: Some(at),
            },
            (QuoteSurface::Speech, None, _) => {
                let around_it = outer.is_some_and(|outer| {
                    outer.kind == QuoteUse::Speech && outer.relation.is_none()
                });
                if !around_it {
                    unclaimed.push(quote.span);
                }
                QuoteReading {
                    kind: QuoteUse::Speech,
                    relation: None,
                }
            }
            _ => TERM,
        };
        found.push(reading);
    }
    for (number, &at) in unclaimed.iter().take(MOST_NOTES).enumerate() {
        let more = unclaimed.len() - number - 1;
        let message = if number + 1 == MOST_NOTES && more > 0 {
            format!("no words say whose this quotation is, nor whose {more} after it are")
        } else {
            "no words say whose this quotation is".into()
        };
        notes.push(Note {
            at,
            code: "no-attribution",
            message: message.into(),
        });
    }
    found
}

/// Whether a quotation within what somebody is said to say is a title or a name, and not a word of theirs: it has capitals where
/// the words around it have none, or a word that gives names stands before it.
fn is_name(sheet: &Sheet, quote: Span) -> bool {
    let Range { start, end } = sheet.tokens_in(quote).range();
    if start == end {
        return true;
    }
    let sentence = sheet.sentence_around(start);
    let article = |at: &usize| sheet.cells[*at].tag == Tag::DT;
    let before = (sentence.start..start).rev().find(|at| !article(at));
    let names = before.is_some_and(|at| {
        sets::NAMING.has(sheet.lemma(at))
            || sets::NAMING.has(sheet.text(at))
            || sheet.text(at) == "as" && at > 0 && sheet.text(at - 1) == "known"
    });
    if names {
        return true;
    }
    let around = (sentence.start.max(start.saturating_sub(AROUND))..start)
        .chain(end..sentence.end.min(end + AROUND));
    let long = around.filter(|&at| sheet.span(at).len() > 3 && sheet.cells[at].is_word);
    let (all, capitals) = long.fold((0, 0), |(all, capitals), at| {
        (
            all + 1,
            capitals + usize::from(matches!(sheet.cells[at].shape, 1 | 2)),
        )
    });
    let first = (start..end).find(|&at| sheet.cells[at].is_word);
    4 * capitals < 3 * all && first.is_none_or(|at| sheet.cells[at].shape != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::analyze;
    use crate::language::sheet::Sheet;
    use crate::text::Text;

    /// The quotations of a text, each with whether it is speech.
    fn read(text: &str) -> Vec<(String, bool)> {
        let text = Text::new(text.to_owned()).unwrap();
        let articles = crate::parse::articles(&text);
        let article = &articles[0];
        let (_, quotes) =
            super::super::find(&Sheet::new(article, &analyze(article)), &mut Vec::new());
        let words = article
            .quotes
            .iter()
            .map(|quote| article.slice(quote.inside).to_owned());
        words
            .zip(quotes.iter().map(|quote| quote.kind == QuoteUse::Speech))
            .collect()
    }

    #[test]
    fn a_word_of_what_is_said_is_speech_and_a_name_in_it_is_not() {
        for (text, words, expected) in [
            (
                "Mayor Lindiwe Dube said on Monday that the bridge was “doomed” and would be closed.",
                "doomed",
                true,
            ),
            (
                "Mayor Lindiwe Dube said on Monday that she had read “Doomed” and would act.",
                "Doomed",
                false,
            ),
            (
                "Mayor Lindiwe Dube said the crossing, known as the “ladder”, would be closed.",
                "ladder",
                false,
            ),
            (
                "Mayor Lindiwe Dube said a crossing known as “ladder” would be closed.",
                "ladder",
                false,
            ),
            (
                "It rained all day, and the river rose again. “Doomed” Bridge Will Be Closed, Says Mayor Lindiwe Dube.",
                "Doomed",
                true,
            ),
        ] {
            let found = read(text);
            assert_eq!(found, [(words.to_owned(), expected)], "{text}");
        }
    }
}
