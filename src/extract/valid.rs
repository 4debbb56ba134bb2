//! What holds for every article and everything found in it, said in code. Tests call it on every input they have.

use super::Extraction;
use crate::parse::Article;
use crate::text::{Span, Spans, Text};

impl Extraction {
    /// Asserts that everything is sorted, within the article, on character boundaries, and that what is pointed at exists.
    ///
    /// # Panics
    /// If something does not hold; the message says what and where.
    pub fn assert_valid(&self, article: &Article) {
        assert_article(article);
        let within = Within {
            text: article.text,
            extent: article.extent,
        };
        self.assert_dates(&within);
        self.assert_relations(&within);
        self.assert_cast(&within);
        self.assert_claims(&within);
        if article.english {
            assert_eq!(
                self.quotes.len(),
                article.quotes.len(),
                "a quotation region has one reading"
            );
        }
        for reading in &self.quotes {
            if let Some(relation) = reading.relation {
                assert!(
                    (relation.0 as usize) < self.relations.len(),
                    "{relation:?} does not exist"
                );
            }
        }
        for note in &self.notes {
            within.holds("note", note.at);
        }
    }

    fn assert_dates(&self, within: &Within) {
        within.disjoint("date", self.dates.iter().map(|date| date.span));
        for date in &self.dates {
            assert!(!date.span.is_empty(), "a date has words");
            assert!(
                date.days.is_none_or(|(first, last)| first <= last),
                "{:?} runs backwards",
                date.span
            );
        }
    }

    fn assert_relations(&self, within: &Within) {
        let contents = self
            .relations
            .iter()
            .map(|relation| relation.content.first().start());
        assert!(contents.is_sorted(), "relations are sorted by content");
        for relation in &self.relations {
            within.hold("content", &relation.content);
            for part in [&relation.cue, &relation.source].into_iter().flatten() {
                within.hold("cue or source", part);
            }
            for part in [relation.addressee, relation.place, relation.medium]
                .into_iter()
                .flatten()
            {
                within.holds("addressee, place or medium", part);
            }
            assert!(relation.confidence <= 1000, "a confidence is a share");
        }
    }

    fn assert_cast(&self, within: &Within) {
        assert_eq!(
            self.cast.credited.len(),
            self.relations.len(),
            "every relation is credited, perhaps to nobody"
        );
        for speaker in &self.cast.speakers {
            within.holds("name", speaker.name);
            let mentions = speaker.mentions.iter().map(|mention| mention.span);
            within.sorted("mention", mentions.clone());
            assert!(
                mentions.clone().any(|mention| mention.contains(speaker.name) || speaker.name.contains(mention)),
                "the name {:?} is no mention",
                within.text.slice(speaker.name)
            );
            for &part in speaker
                .titles
                .iter()
                .chain(&speaker.aliases)
                .chain(&speaker.affiliation)
            {
                within.holds("title, alias or affiliation", part);
            }
        }
        for id in self.cast.credited.iter().flatten() {
            assert!(
                (id.0 as usize) < self.cast.speakers.len(),
                "{id:?} does not exist"
            );
        }
    }

    fn assert_claims(&self, within: &Within) {
        let starts = self.claims.iter().map(|claim| claim.words.first().start());
        assert!(starts.is_sorted(), "claims are sorted");
        for (i, claim) in self.claims.iter().enumerate() {
            within.hold("claim", &claim.words);
            for &part in claim
                .negations
                .iter()
                .chain(&claim.hedges)
                .chain(&claim.unresolved)
            {
                within.holds("part of a claim", part);
            }
            for quantity in &claim.quantities {
                within.holds("quantity", quantity.span);
            }
            assert!(
                claim.dates.iter().all(|&date| date < self.dates.len()),
                "a date of a claim does not exist"
            );
            assert!(
                claim.restates.is_none_or(|earlier| earlier < i),
                "a claim restates an earlier one"
            );
            let relation = claim.relation.map_or(0, |relation| relation.0 as usize + 1);
            assert!(
                relation <= self.relations.len(),
                "the relation of a claim does not exist"
            );
            for id in &claim.claimants {
                assert!(
                    (id.0 as usize) < self.cast.speakers.len(),
                    "{id:?} does not exist"
                );
            }
        }
    }
}

fn assert_article(article: &Article) {
    let within = Within {
        text: article.text,
        extent: article.extent,
    };
    within.holds("body", article.body);
    within.disjoint(
        "paragraph",
        article.paragraphs.iter().map(|paragraph| paragraph.span),
    );
    for paragraph in &article.paragraphs {
        assert!(
            article.body.contains(paragraph.span),
            "{:?} lies outside the body",
            paragraph.span
        );
        within.disjoint("sentence", paragraph.sentences.iter().copied());
        let mut at = paragraph.span.start();
        for sentence in &paragraph.sentences {
            assert!(paragraph.span.contains(*sentence) && !sentence.is_empty());
            assert_blank(article.text, Span::new(at, sentence.start()));
            at = sentence.end();
        }
        assert_blank(article.text, Span::new(at, paragraph.span.end()));
    }
    within.sorted("credit", article.credits.iter().map(|credit| credit.span));
    within.sorted("boilerplate", article.boilerplate.iter().copied());
    within.sorted("quotation", article.quotes.iter().map(|quote| quote.span));
    for (i, quote) in article.quotes.iter().enumerate() {
        assert!(
            quote.span.contains(quote.inside),
            "{:?}: inside lies outside",
            quote.span
        );
        assert!(
            quote.continues.is_none_or(|before| (before.0 as usize) < i),
            "a quotation carries on an earlier one"
        );
        if let Some(around) = quote.within {
            assert!(
                article.quotes[around.0 as usize].span.contains(quote.span),
                "{:?} is not within",
                quote.span
            );
        }
    }
    for note in &article.notes {
        within.holds("note", note.at);
    }
    let header = &article.header;
    let dates = [header.date, header.filed]
        .into_iter()
        .flatten()
        .map(|(span, _)| span);
    let names = header.authors.iter().map(|author| author.span);
    let fields = [
        header.headline,
        header.deck,
        header.outlet,
        header.place,
        header.agency,
    ]
    .into_iter()
    .flatten();
    for span in fields.chain(dates).chain(names).chain(header.span) {
        within.holds("header field", span);
    }
}

fn assert_blank(text: &Text, gap: Span) {
    let gap = text.slice(gap);
    assert!(
        gap.chars().all(|c| c.is_whitespace() || c == '\u{feff}'),
        "{gap:?} is in no sentence"
    );
}

/// Where spans must lie.
struct Within<'a> {
    text: &'a Text,
    extent: Span,
}

impl Within<'_> {
    fn holds(&self, what: &str, span: Span) {
        assert!(
            self.extent.contains(span),
            "{what} {span:?} lies outside the article"
        );
        let string = self.text.as_str();
        assert!(
            string.is_char_boundary(span.start()) && string.is_char_boundary(span.end()),
            "{what} {span:?} cuts a character"
        );
    }

    fn hold(&self, what: &str, spans: &Spans) {
        for span in spans.iter() {
            assert!(!span.is_empty(), "a {what} is never empty");
            self.holds(what, span);
        }
    }

    fn sorted(&self, what: &str, spans: impl Iterator<Item = Span>) {
        let mut before = 0;
        for span in spans {
            self.holds(what, span);
            assert!(before <= span.start(), "{what} {span:?} is out of order");
            before = span.start();
        }
    }

    fn disjoint(&self, what: &str, spans: impl Iterator<Item = Span>) {
        let mut before = 0;
        for span in spans {
            self.holds(what, span);
            assert!(
                before <= span.start(),
                "{what} {span:?} overlaps the one before"
            );
            before = span.end();
        }
    }
}
