//! An article as its attributions see it: columns of what the features of all decisions look at.

use crate::language::{Analysis, Arc, NameKind, Roles, Tag};
use crate::parse::{Article, QuoteSurface};
use crate::text::Span;
use std::ops::Range;

/// No token, no region.
pub(super) const NONE: u32 = u32::MAX;

/// The number of the kind of names of persons.
pub(super) const PERSON: u8 = 1;

/// How far up the tree is looked; hostile input makes chains as long as its sentences.
pub(super) const CLIMB: usize = 40;

/// A quotation region in tokens.
#[derive(Debug, Clone)]
pub(super) struct Region {
    /// Its tokens, marks included.
    pub(super) tokens: Range<u32>,
    /// The outermost region of the paragraph before that this one carries on.
    pub(super) continues: u32,
    /// Number of word tokens.
    pub(super) words: u32,
    /// What it looks like by itself.
    pub(super) surface: QuoteSurface,
}

/// What is known of a token, one struct a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) arc: Arc,
    /// The token it depends on, or [`NONE`].
    pub(super) head: u32,
    /// First and last token of its subtree.
    pub(super) low: u32,
    pub(super) high: u32,
    /// Hashes of the word in lower case and of its lemma.
    pub(super) word: u64,
    pub(super) lemma: u64,
    /// The outermost quotation region around it, or [`NONE`].
    pub(super) region: u32,
    pub(super) sentence: u32,
    /// 0 for no name, else one more than the number of the kind.
    pub(super) name: u8,
    /// Whether it is a word or number, not a mark.
    pub(super) is_word: bool,
    /// 0 lower case, 1 capitalized, 2 capitals, 3 digits, 4 other.
    pub(super) shape: u8,
    /// What the network takes it for.
    pub(super) roles: Roles,
}

/// The columns of an article.
pub(super) struct View<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) spans: Vec<Span>,
    pub(super) nodes: Vec<Node>,
    pub(super) lemmas: Vec<String>,
    /// The class of each lemma as a reporting word, or "".
    pub(super) classes: Vec<&'static str>,
    pub(super) sentences: Vec<Range<u32>>,
    /// The paragraph of each sentence; headline and deck are paragraphs of their own.
    pub(super) paragraphs: Vec<u32>,
    pub(super) regions: Vec<Region>,
    /// For each sentence, whether it is headline or deck.
    pub(super) header: Vec<bool>,
    children: Vec<u32>,
    child_start: Vec<u32>,
}

/// A 64-bit hash of a string, for features.
pub(super) fn hash(text: &str) -> u64 {
    crate::text::hash::Hash::new()
        .bytes(text.as_bytes())
        .finish()
}

fn shape(text: &str) -> u8 {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            if text.chars().count() > 1 && text.chars().all(|c| !c.is_lowercase()) {
                2
            } else {
                1
            }
        }
        Some(first) if first.is_alphabetic() => 0,
        Some(first) if first.is_ascii_digit() => 3,
        _ => 4,
    }
}

impl<'a> View<'a> {
    /// The columns of an analyzed article; `lemmas` are those of its tokens.
    pub(super) fn new(article: &'a Article<'a>, analysis: &Analysis, lemmas: Vec<String>) -> Self {
        let count = analysis.tokens.len();
        let mut nodes = Vec::with_capacity(count);
        let mut lower = String::new();
        for (at, token) in analysis.tokens.iter().enumerate() {
            let text = article.slice(token.span);
            lower.clear();
            lower.extend(text.chars().flat_map(char::to_lowercase));
            nodes.push(Node {
                tag: token.tag,
                arc: token.arc,
                head: token.head.map_or(NONE, |head| head.0),
                low: at as u32,
                high: at as u32,
                word: hash(&lower),
                lemma: hash(&lemmas[at]),
                region: NONE,
                sentence: 0,
                name: 0,
                is_word: text.chars().any(char::is_alphanumeric),
                shape: shape(text),
                roles: token.roles,
            });
        }
        for name in &analysis.names {
            for at in name.tokens.clone() {
                nodes[at as usize].name = match name.kind {
                    NameKind::Person => PERSON,
                    NameKind::Organization => 2,
                    NameKind::Place => 3,
                    NameKind::Other => 4,
                };
            }
        }
        for (number, range) in analysis.sentences.iter().enumerate() {
            for at in range.clone() {
                let node = &mut nodes[at as usize];
                node.sentence = number as u32;
                if node.head != NONE && !range.contains(&node.head) {
                    node.head = NONE;
                }
            }
        }
        let mut view = Self {
            article,
            spans: analysis.tokens.iter().map(|token| token.span).collect(),
            nodes,
            classes: lemmas
                .iter()
                .map(|lemma| {
                    crate::lexicon::REPORTING
                        .get(lemma)
                        .map_or("", |row| row.split('\t').next().unwrap_or(""))
                })
                .collect(),
            lemmas,
            sentences: analysis.sentences.clone(),
            paragraphs: Vec::new(),
            regions: Vec::new(),
            header: Vec::new(),
            children: Vec::new(),
            child_start: Vec::new(),
        };
        view.link_children();
        view.measure_subtrees();
        view.place_sentences();
        view.place_regions();
        view
    }

    fn link_children(&mut self) {
        let count = self.nodes.len();
        let mut start = vec![0u32; count + 1];
        for node in &self.nodes {
            if node.head != NONE {
                start[node.head as usize + 1] += 1;
            }
        }
        for at in 0..count {
            start[at + 1] += start[at];
        }
        let mut fill = start.clone();
        let mut children = vec![0u32; start[count] as usize];
        for (at, node) in self.nodes.iter().enumerate() {
            if node.head != NONE {
                let slot = &mut fill[node.head as usize];
                children[*slot as usize] = at as u32;
                *slot += 1;
            }
        }
        self.children = children;
        self.child_start = start;
    }

    /// Extents of subtrees, leaves first: a topological walk, so a cycle (which no parser makes) ends it early.
    fn measure_subtrees(&mut self) {
        let count = self.nodes.len();
        let mut waiting: Vec<u32> = (0..count)
            .map(|at| self.child_start[at + 1] - self.child_start[at])
            .collect();
        let mut ready: Vec<u32> = (0..count as u32)
            .filter(|&at| waiting[at as usize] == 0)
            .collect();
        while let Some(at) = ready.pop() {
            let node = self.nodes[at as usize];
            if node.head == NONE {
                continue;
            }
            let head = &mut self.nodes[node.head as usize];
            head.low = head.low.min(node.low);
            head.high = head.high.max(node.high);
            let left = &mut waiting[node.head as usize];
            *left -= 1;
            if *left == 0 {
                ready.push(node.head);
            }
        }
    }

    fn place_sentences(&mut self) {
        let mut current = 0usize;
        let bodies: Vec<Span> = self.article.paragraphs.iter().map(|p| p.span).collect();
        for range in &self.sentences {
            let at = self
                .spans
                .get(range.start as usize)
                .map_or(0, |span| span.start());
            while current < bodies.len() && bodies[current].end() <= at {
                current += 1;
            }
            let inside = current < bodies.len() && bodies[current].start() <= at;
            if inside {
                self.paragraphs.push(current as u32 + 2);
            } else {
                self.paragraphs
                    .push(u32::from(self.paragraphs.last() == Some(&0)));
            }
            self.header.push(!inside);
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
            if tokens.is_empty() || self.is_nickname(&tokens) {
                continue;
            }
            let region = self.regions.len() as u32;
            let mut words = 0;
            for node in &mut self.nodes[tokens.clone()] {
                node.region = region;
                words += u32::from(node.is_word);
            }
            of_quote[number] = region;
            self.regions.push(Region {
                tokens: tokens.start as u32..tokens.end as u32,
                continues: quote
                    .continues
                    .map_or(NONE, |before| of_quote[before.0 as usize]),
                words,
                surface: quote.surface,
            });
        }
    }

    /// Rosa “Chispa” Quiroga: whether tokens in quotation marks are part of the name around them.
    fn is_nickname(&self, tokens: &Range<usize>) -> bool {
        let beside = [tokens.start.checked_sub(1), Some(tokens.end)];
        let beside = beside.map(|at| at.and_then(|at| self.nodes.get(at)));
        let [Some(before), Some(behind)] = beside else {
            return false;
        };
        let mut words = self.nodes[tokens.clone()]
            .iter()
            .filter(|node| node.is_word);
        tokens.len() <= 4
            && before.tag == Tag::NNP
            && behind.tag == Tag::NNP
            && (before.name == PERSON || behind.name == PERSON)
            && words.all(|word| matches!(word.shape, 1 | 2))
    }

    /// The tokens that a span touches.
    pub(super) fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self
            .spans
            .partition_point(|token| token.end() <= span.start());
        let end = self
            .spans
            .partition_point(|token| token.start() < span.end());
        first..end.max(first)
    }

    /// The tokens that depend on `at`, in order.
    pub(super) fn children(&self, at: usize) -> &[u32] {
        &self.children[self.child_start[at] as usize..self.child_start[at + 1] as usize]
    }

    /// The first dependent of `at` by one of `arcs`.
    pub(super) fn child(&self, at: usize, arcs: &[Arc]) -> Option<usize> {
        self.children(at)
            .iter()
            .map(|&child| child as usize)
            .find(|&child| arcs.contains(&self.nodes[child].arc))
    }

    /// The word of a token.
    pub(super) fn text(&self, at: usize) -> &str {
        self.article.slice(self.spans[at])
    }

    /// The tokens of the sentence of a token.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let range = &self.sentences[self.nodes[at].sentence as usize];
        range.start as usize..range.end as usize
    }
}
