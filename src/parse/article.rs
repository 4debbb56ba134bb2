//! What is read from a text: the article with its header, its paragraphs, credits and quotation regions, and the draft of it.

use crate::text::{Note, Span, Text};
use crate::time::{Calendar, Printed};

/// What the caller knows about an article; it wins over what the text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The day of publication.
    pub date: Option<Calendar>,
    /// The headline.
    pub title: Option<String>,
    /// The authors, one name each.
    pub authors: Option<Vec<String>>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication where neither [`Given::date`] nor the text says it.
    pub date_if_none: Option<Calendar>,
}

impl Given {
    /// What is given for one article: its date is the given one, or the one to take where the text says none.
    #[must_use]
    pub fn settled(&self, article: &Article) -> Self {
        let mut given = self.clone();
        if article.header.date.is_none() {
            given.date = given.date.or(given.date_if_none);
        }
        given
    }
}

/// One article of a text. Every span is one of the text, every list is sorted by position.
#[derive(Debug)]
pub struct Article<'a> {
    /// The whole text, which may hold other articles as well.
    pub text: &'a Text,
    /// The part of the text that this article takes up.
    pub extent: Span,
    /// What stands before the story.
    pub header: Header,
    /// The story, from its first to its last character; empty where there is none.
    pub body: Span,
    /// The paragraphs of the body, without the headings, boilerplate and credits between them.
    pub paragraphs: Vec<Paragraph>,
    /// The headings within the body.
    pub crossheads: Vec<Span>,
    /// Lines that say who did what.
    pub credits: Vec<Credit>,
    /// Page furniture that is neither story nor credit.
    pub boilerplate: Vec<Span>,
    /// Regions in quotation marks: in headline, deck and body.
    pub quotes: Vec<QuoteRegion>,
    /// Whether the story is in English; extraction says nothing about others.
    pub english: bool,
    /// What was odd.
    pub notes: Vec<Note>,
}

impl Article<'_> {
    /// The characters of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.slice(span)
    }

    /// Every sentence that the language engine reads: headline and deck, each as one, then those of the body.
    pub fn sentences(&self) -> impl Iterator<Item = Span> + '_ {
        let header = [self.header.headline, self.header.deck]
            .into_iter()
            .flatten();
        header.chain(
            self.paragraphs
                .iter()
                .flat_map(|paragraph| paragraph.sentences.iter().copied()),
        )
    }
}

/// What stands before the story. Every field that is there has its evidence in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// From the first to the last character of the header; empty where there is none.
    pub span: Option<Span>,
    /// The headline.
    pub headline: Option<Span>,
    /// The line under the headline that sums up the story.
    pub deck: Option<Span>,
    /// The day of publication and where it stands.
    pub date: Option<(Span, Calendar)>,
    /// Personal names of the byline.
    pub authors: Vec<Author>,
    /// Who published it, or the agency of wire copy.
    pub outlet: Option<Span>,
    /// Where the story was filed, as printed: `OSTER ISLAND, Nordland`.
    pub place: Option<Span>,
    /// The agency named in the dateline, as printed: `AP`.
    pub agency: Option<Span>,
    /// The day printed in the dateline; the year is that of publication where none is printed.
    pub filed: Option<(Span, Calendar)>,
}

/// A name in a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Where it stands.
    pub span: Span,
    /// The name in natural order and case: "Ana Ruiz" for `RUIZ, ANA`.
    pub name: String,
}

/// A paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its first to its last character, no blanks at either end.
    pub span: Span,
    /// Its sentences, in order; together they hold every word of it.
    pub sentences: Vec<Span>,
}

/// A line that says who did what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// What the line is about.
    pub kind: CreditKind,
    /// The persons or organizations named as doing it.
    pub names: Vec<Span>,
    /// The line or lines.
    pub span: Span,
}

/// Kinds of credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum CreditKind {
    Reporting,
    Writing,
    Editing,
    Contributors,
    Photo,
    Syndication,
    Bio,
    Copyright,
    Contact,
    Source,
    Note,
    Correction,
}

/// Index of a quotation region in [`Article::quotes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteId(pub u32);

/// A region in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRegion {
    /// Marks included.
    pub span: Span,
    /// Between the marks; equal to `span` at an end where no mark stands.
    pub inside: Span,
    /// The region of the paragraph before that this one carries on, where the first had no closing mark.
    pub continues: Option<QuoteId>,
    /// The region around this one, for a quotation within a quotation.
    pub within: Option<QuoteId>,
    /// As far as the surface tells: what it is.
    pub surface: QuoteSurface,
}

/// What a quotation region looks like before its context is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteSurface {
    /// A sentence, or a comma or full stop of its own before the closing mark: speech.
    Speech,
    /// Title Case, or a single word: a title, a name or scare quotes.
    Term,
    /// A fragment that may be either.
    Fragment,
}

/// What is known of an article before its story is read.
#[derive(Debug, Default)]
pub struct Draft {
    /// The header as far as it is known.
    pub header: Header,
    /// Credits found so far.
    pub credits: Vec<Credit>,
    /// Furniture found so far.
    pub boilerplate: Vec<Span>,
    /// Oddities found so far.
    pub notes: Vec<Note>,
    /// Marks between the parts of the story that are none of it: the code of a field.
    pub holes: Vec<Span>,
    /// Whether it is the transcript of a broadcast: a name before a colon is whose turn it is, and no place.
    pub transcript: bool,
    /// Whether a crawler put a date before the text.
    pub prefixed: bool,
    /// Whether the authors are known, and names in the text are not to be added.
    pub authors_settled: bool,
}

impl Draft {
    /// Notes that a date could not be used.
    pub fn bad_date(&mut self, at: Span, printed: Printed) {
        let (code, message) = match printed {
            Printed::Impossible => (
                "impossible-date",
                "no calendar has this date; it is left out",
            ),
            Printed::Ambiguous => (
                "ambiguous-date",
                "day and month cannot be told apart; the date is left out",
            ),
            _ => return,
        };
        self.notes.push(Note {
            at,
            code,
            message: message.into(),
        });
    }
}
