//! An analyzed article as columns: everything that is asked of a token is looked up or worked out once.
//!
//! Attributions, speakers and claims all read the sheet. A token is its index, a `usize`; what is looked at most is one
//! small [`Cell`] a token, words are strings beside it, and what belongs to a sentence or a quotation is kept once for it.
//!
//! ```text
//! tokens     Ruiz  's   aides  said  :  “  We  won  .  ”
//! folded     ruiz  's   aides  said  :  "  we  won  .  "      without case, accents, full stops at the end
//! lemmas     ruiz  's   aide   say   :  "  i   win  .  "
//! cells      tag, arc, head, reach, sentence, region, name …
//! regions                                ‹             ›
//! ```

mod cells;
mod clauses;
mod groups;
mod spelling;

pub use cells::{CLIMB, Cell, NONE, PERSON, Region, Tokens};
pub use groups::{GROUP_REACH, is_clock};
pub use spelling::fold;
pub(crate) use spelling::hash;

use super::tags::{ArcSet, TagSet};
use super::{Analysis, Arc, NameKind, Tag, TokenId, lemma};
use crate::lexicon::reporting::{Abilities, Reporting};
use crate::parse::Article;
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// The columns of an article.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// What the network makes of it: its tokens, sentences, names and trees.
    pub analysis: &'a Analysis,
    /// One cell a token.
    pub cells: Vec<Cell>,
    /// The words, see [`fold`].
    pub folded: Vec<Cow<'a, str>>,
    lower: Vec<Cow<'a, str>>,
    lemmas: Vec<Cow<'a, str>>,
    reporting: Vec<Reporting>,
    /// For each token, whether its word stands in lower case somewhere in the article.
    common: Vec<bool>,
    /// The tokens of each sentence.
    pub sentences: Vec<Tokens>,
    /// For each sentence: 0 in the headline, 1 in the deck, else two more than the number of its paragraph.
    blocks: Vec<u32>,
    /// The outermost quotations, in order; a nickname in a name is none.
    pub regions: Vec<Region>,
}

impl<'a> Sheet<'a> {
    /// The columns of an analyzed article.
    #[must_use]
    pub fn new(article: &'a Article<'a>, analysis: &'a Analysis) -> Self {
        let tokens = &analysis.tokens;
        let word = |at: usize| article.slice(tokens[at].span);
        let all = 0..tokens.len();
        let lower: Vec<_> = all.clone().map(|at| spelling::lowered(word(at))).collect();
        let folded: Vec<_> = all.clone().map(|at| fold(word(at))).collect();
        let lemmas: Vec<_> = all
            .clone()
            .map(|at| spelling::in_small_letters(lemma(word(at), tokens[at].tag)))
            .collect();
        let mut sheet = Self {
            article,
            analysis,
            cells: all
                .map(|at| cell(analysis, at, word(at), &lemmas[at]))
                .collect(),
            reporting: lemmas.iter().map(|word| Reporting::of(word)).collect(),
            common: spelling::common(tokens.len(), word, &folded),
            lower,
            folded,
            lemmas,
            sentences: analysis
                .sentences
                .iter()
                .cloned()
                .map(Tokens::from)
                .collect(),
            blocks: Vec::with_capacity(analysis.sentences.len()),
            regions: Vec::new(),
        };
        for (number, sentence) in (0..).zip(&sheet.sentences) {
            for cell in &mut sheet.cells[sentence.range()] {
                cell.sentence = number;
            }
        }
        sheet.place_names();
        sheet.place_sentences();
        sheet.place_regions();
        sheet
    }

    fn place_names(&mut self) {
        for name in &self.analysis.names {
            let number = match name.kind {
                NameKind::Person => PERSON,
                NameKind::Organization => 2,
                NameKind::Place => 3,
                NameKind::Other => 4,
            };
            for cell in &mut self.cells[Tokens::from(name.tokens.clone()).range()] {
                cell.name = number;
            }
        }
    }

    fn place_sentences(&mut self) {
        let mut current = 0usize;
        let bodies = &self.article.paragraphs;
        for sentence in &self.sentences {
            let first = self.analysis.tokens.get(sentence.start as usize);
            let at = first.map_or(0, |token| token.span.start());
            while current < bodies.len() && bodies[current].span.end() <= at {
                current += 1;
            }
            let inside = current < bodies.len() && bodies[current].span.start() <= at;
            self.blocks.push(if inside {
                current as u32 + 2
            } else {
                u32::from(self.blocks.last() == Some(&0))
            });
        }
    }

    fn place_regions(&mut self) {
        let quotes = &self.article.quotes;
        let mut of_quote = vec![NONE; quotes.len()];
        for (number, quote) in quotes.iter().enumerate() {
            if quote.within.is_some() {
                continue;
            }
            let tokens = self.tokens_in(quote.span);
            if tokens.is_empty() || self.is_nickname(tokens.range()) {
                continue;
            }
            let region = self.regions.len() as u32;
            let mut words = 0;
            for cell in &mut self.cells[tokens.range()] {
                cell.region = region;
                words += u32::from(cell.is_word);
            }
            of_quote[number] = region;
            self.regions.push(Region {
                tokens,
                continues: quote
                    .continues
                    .map_or(NONE, |before| of_quote[before.0 as usize]),
                words,
                surface: quote.surface,
            });
        }
    }

    /// Rosa “Chispa” Quiroga: whether tokens in quotation marks are part of the name around them.
    fn is_nickname(&self, tokens: Range<usize>) -> bool {
        let beside = [tokens.start.checked_sub(1), Some(tokens.end)];
        let beside = beside.map(|at| at.and_then(|at| self.cells.get(at)));
        let [Some(before), Some(behind)] = beside else {
            return false;
        };
        let mut words = self.cells[tokens.clone()]
            .iter()
            .filter(|cell| cell.is_word);
        tokens.len() <= 4
            && before.tag == Tag::NNP
            && behind.tag == Tag::NNP
            && (before.name == PERSON || behind.name == PERSON)
            && words.all(|word| matches!(word.shape, 1 | 2))
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The part of speech of a token.
    #[must_use]
    pub fn tag(&self, at: usize) -> Tag {
        self.cells[at].tag
    }

    /// How a token depends on its head.
    #[must_use]
    pub fn arc(&self, at: usize) -> Arc {
        self.cells[at].arc
    }

    /// The token that a token depends on.
    #[must_use]
    pub fn head(&self, at: usize) -> Option<usize> {
        let head = self.cells[at].head;
        (head != NONE).then_some(head as usize)
    }

    /// The characters of a token.
    #[must_use]
    pub fn span(&self, at: usize) -> Span {
        self.analysis.tokens[at].span
    }

    /// From the first character of the token `first` to the last of the token `last`.
    #[must_use]
    pub fn cover(&self, first: usize, last: usize) -> Span {
        self.span(first).cover(self.span(last))
    }

    /// Tokens in order as spans, one for each run without a gap.
    #[must_use]
    pub fn spans_of(&self, tokens: &[u32]) -> Vec<Span> {
        let runs = tokens.chunk_by(|one, next| one + 1 == *next);
        runs.map(|run| self.cover(run[0] as usize, run[run.len() - 1] as usize))
            .collect()
    }

    /// The word of a token as it is printed.
    #[must_use]
    pub fn text(&self, at: usize) -> &'a str {
        self.article.slice(self.span(at))
    }

    /// The word in lower case, apostrophes straight.
    #[must_use]
    pub fn lower(&self, at: usize) -> &str {
        &self.lower[at]
    }

    /// The word as [`fold`] makes it.
    #[must_use]
    pub fn folded(&self, at: usize) -> &str {
        &self.folded[at]
    }

    /// The dictionary form in lower case.
    #[must_use]
    pub fn lemma(&self, at: usize) -> &str {
        &self.lemmas[at]
    }

    /// The dictionary form as the record prints it, see [`lemma`]: proper nouns as they stand, and `I`.
    #[must_use]
    pub fn printed_lemma(&self, at: usize) -> &str {
        match self.tag(at) {
            tag if TagSet::PROPER_NOUNS.has(tag) => self.text(at),
            Tag::PRP | Tag::PRPS if &*self.lemmas[at] == "i" => "I",
            _ => &self.lemmas[at],
        }
    }

    /// The cue class of the lemma in `reporting.tsv`, "" if it is not there.
    #[must_use]
    pub fn class(&self, at: usize) -> &'static str {
        self.reporting[at].class
    }

    /// Whether the lemma has an ability in `reporting.tsv`.
    #[must_use]
    pub fn can(&self, at: usize, ability: Abilities) -> bool {
        self.reporting[at].abilities.has(ability)
    }

    /// Whether the word of a token stands in lower case somewhere in the article.
    #[must_use]
    pub fn is_common(&self, at: usize) -> bool {
        self.common[at]
    }

    /// The number of the sentence of a token.
    #[must_use]
    pub fn sentence(&self, at: usize) -> usize {
        self.cells[at].sentence as usize
    }

    /// The tokens of the sentence of a token.
    #[must_use]
    pub fn sentence_around(&self, at: usize) -> Range<usize> {
        self.sentences[self.sentence(at)].range()
    }

    /// The block of a sentence: 0 the headline, 1 the deck, then the paragraphs of the body.
    #[must_use]
    pub fn block(&self, sentence: usize) -> u32 {
        self.blocks[sentence]
    }

    /// Whether two sentences stand in one block; not if there is no such sentence.
    #[must_use]
    pub fn share_block(&self, one: usize, other: usize) -> bool {
        self.blocks.get(one) == self.blocks.get(other)
    }

    /// Whether a sentence is headline or deck.
    #[must_use]
    pub fn is_header(&self, sentence: usize) -> bool {
        self.blocks[sentence] < 2
    }

    /// The paragraph of a token, the first of the body being 1; 0 in the header.
    #[must_use]
    pub fn paragraph(&self, at: usize) -> usize {
        (self.blocks[self.sentence(at)] as usize).saturating_sub(1)
    }

    /// Whether a token begins its sentence, marks aside: its capital says nothing.
    #[must_use]
    pub fn is_initial(&self, at: usize) -> bool {
        let start = self.sentences[self.sentence(at)].start as usize;
        at < start + 3
            && self.folded[start..at]
                .iter()
                .all(|word| !word.contains(char::is_alphanumeric))
    }

    /// The tokens that depend on a token, in order.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
        let children = self.analysis.children(TokenId(at as u32));
        children.iter().map(|child| child.index())
    }

    /// The first token that depends on a token by one of `arcs`: a set of them, or a single one.
    #[must_use]
    pub fn child(&self, at: usize, arcs: impl Into<ArcSet>) -> Option<usize> {
        let arcs = arcs.into();
        self.children(at).find(|&child| arcs.has(self.arc(child)))
    }

    /// The tokens from the first to the last of a token and all that depends on it.
    #[must_use]
    pub fn subtree(&self, at: usize) -> Range<usize> {
        self.cells[at].low as usize..self.cells[at].high as usize + 1
    }

    /// The tokens that share a byte with a span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Tokens {
        self.analysis.tokens_in(span).into()
    }
}

/// What the analysis tells of a token; its sentence and region are not known yet.
fn cell(analysis: &Analysis, at: usize, word: &str, lemma: &str) -> Cell {
    let token = &analysis.tokens[at];
    let reach = analysis.subtree(TokenId(at as u32));
    Cell {
        tag: token.tag,
        arc: token.arc,
        head: token.head.map_or(NONE, |head| head.0),
        low: reach.start,
        high: reach.end - 1,
        word: spelling::hash_lowered(word),
        lemma: hash(lemma),
        region: NONE,
        sentence: 0,
        name: 0,
        is_word: word.chars().any(char::is_alphanumeric),
        shape: spelling::shape(word),
        roles: token.roles,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::analyze;
    use crate::text::Text;

    #[test]
    fn a_sheet_says_of_each_token_what_stages_ask() {
        let text = "Mayor Ana Ruiz’s aides said: “We won the vote.” Rosa “Chispa” Quiroga left early.\n\nÉva wept.";
        let text = Text::new(text.to_owned()).unwrap();
        let article = &crate::parse::articles(&text)[0];
        let analysis = analyze(article);
        let sheet = Sheet::new(article, &analysis);
        let at = |word: &str| (0..sheet.len()).find(|&at| sheet.text(at) == word).unwrap();
        assert_eq!(
            (sheet.lower(at("’s")), sheet.folded(at("Éva"))),
            ("'s", "eva")
        );
        assert_eq!(
            (sheet.lemma(at("said")), sheet.class(at("said"))),
            ("say", "neutral")
        );
        assert_eq!(
            (sheet.lemma(at("Ruiz")), sheet.printed_lemma(at("Ruiz"))),
            ("ruiz", "Ruiz")
        );
        assert_eq!(
            (sheet.lemma(at("We")), sheet.printed_lemma(at("We"))),
            ("we", "we")
        );
        assert!(
            sheet.can(at("said"), Abilities::INVERTS) && !sheet.can(at("left"), Abilities::HEARS)
        );
        // A nickname in a name is no quotation.
        assert_eq!(sheet.regions.len(), 1);
        let region = sheet.regions[0];
        assert_eq!((region.words, region.continues), (4, NONE));
        assert!(region.tokens.contains(at("won")) && !region.tokens.contains(at("Rosa")));
        assert_eq!(sheet.cells[at("Chispa")].region, NONE);
        assert!(sheet.is_initial(at("Mayor")) && !sheet.is_initial(at("Ana")));
        assert_eq!(sheet.paragraph(at("Éva")), sheet.paragraph(at("Rosa")) + 1);
        assert_ne!(sheet.sentence(at("Éva")), sheet.sentence(at("Rosa")));
        assert!(sheet.sentence_around(at("Éva")).contains(&at("wept")));
        let said = at("said") as u32;
        let spans = sheet.spans_of(&[said - 2, said - 1, said, said + 4]);
        let words: Vec<_> = spans.iter().map(|&span| article.slice(span)).collect();
        assert_eq!(words, ["’s aides said", "won"]);
        let head = sheet.head(at("aides"));
        assert_eq!(head, Some(at("said")));
        assert_eq!(
            sheet.child(at("said"), ArcSet::NOUN_SUBJECTS),
            Some(at("aides"))
        );
        assert!(sheet.subtree(at("said")).contains(&at("aides")));
    }
}
