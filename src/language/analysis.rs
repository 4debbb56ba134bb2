//! What the network makes of an article: tokens, sentences, names, and ways from a token to its children, its subtree, its
//! sentence, its name.

use super::{Arc, Roles, Tag};
use crate::text::Span;
use std::ops::Range;

/// Index of a token in [`Analysis::tokens`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub u32);

impl TokenId {
    /// As an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A word or a mark, with its place in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
    /// The token it depends on; `None` for the root of a sentence.
    pub head: Option<TokenId>,
    /// How it depends on it.
    pub arc: Arc,
    /// What it looks like in the attributions of its sentence.
    pub roles: Roles,
}

/// A name: a run of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens; a title before it is not part of it.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the kinds
pub enum NameKind {
    Person,
    Organization,
    Place,
    Other,
}

/// The analysis of one article: of its headline, deck and body, in that order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence, as [`sentences`](crate::parse::Article::sentences) gives them; together they are all tokens.
    pub sentences: Vec<Range<u32>>,
    /// The names, in order, disjoint.
    pub names: Vec<Name>,
    tree: Tree,
}

/// Children and reach of every token, filled once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Tree {
    /// Where the children of a token start in `children`; one more than there are tokens.
    starts: Vec<u32>,
    children: Vec<TokenId>,
    /// First and one past the last token of each subtree.
    reach: Vec<(u32, u32)>,
}

impl Tree {
    fn of(tokens: &[Token]) -> Self {
        let count = tokens.len();
        let mut starts = vec![0u32; count + 1];
        for head in tokens.iter().filter_map(|token| token.head) {
            starts[head.index() + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenId(0); starts[count] as usize];
        let mut reach = Vec::with_capacity(count);
        for (at, token) in (0..).zip(tokens) {
            reach.push((at, at + 1));
            if let Some(head) = token.head {
                let slot = &mut next[head.index()];
                children[*slot as usize] = TokenId(at);
                *slot += 1;
            }
        }
        // Every token hands its reach up once all its children have: leaves first.
        let mut open: Vec<u32> = (0..count).map(|at| starts[at + 1] - starts[at]).collect();
        let mut ready: Vec<usize> = (0..count).filter(|&at| open[at] == 0).collect();
        while let Some(at) = ready.pop() {
            if let Some(head) = tokens[at].head {
                let (start, end) = reach[at];
                let up = &mut reach[head.index()];
                *up = (up.0.min(start), up.1.max(end));
                open[head.index()] -= 1;
                if open[head.index()] == 0 {
                    ready.push(head.index());
                }
            }
        }
        Self {
            starts,
            children,
            reach,
        }
    }
}

impl Analysis {
    /// An analysis of finished parts. Heads must lie in the same sentence and names must be sorted and disjoint.
    #[must_use]
    pub fn new(tokens: Vec<Token>, sentences: Vec<Range<u32>>, names: Vec<Name>) -> Self {
        let tree = Tree::of(&tokens);
        Self {
            tokens,
            sentences,
            names,
            tree,
        }
    }

    /// The token.
    #[must_use]
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }

    /// Every token's id, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        (0..self.tokens.len() as u32).map(TokenId)
    }

    /// The tokens that depend on `id`, in order.
    #[must_use]
    pub fn children(&self, id: TokenId) -> &[TokenId] {
        let starts = &self.tree.starts;
        &self.tree.children[starts[id.index()] as usize..starts[id.index() + 1] as usize]
    }

    /// The first child of `id` that is attached by one of `arcs`.
    #[must_use]
    pub fn child(&self, id: TokenId, arcs: &[Arc]) -> Option<TokenId> {
        let mut children = self.children(id).iter().copied();
        children.find(|&child| arcs.contains(&self.token(child).arc))
    }

    /// The tokens that `id` depends on, from its head to the root of the sentence.
    pub fn ancestors(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.token(id).head, |&id| self.token(id).head)
    }

    /// Whether `id` is `ancestor` or depends on it, directly or not.
    #[must_use]
    pub fn is_below(&self, id: TokenId, ancestor: TokenId) -> bool {
        id == ancestor || self.ancestors(id).any(|above| above == ancestor)
    }

    /// The tokens from the first to the last of `id` and all that depends on it. Trees are projective: nothing else is
    /// between them.
    #[must_use]
    pub fn subtree(&self, id: TokenId) -> Range<u32> {
        let (start, end) = self.tree.reach[id.index()];
        start..end
    }

    /// The number of the sentence that holds `id`.
    #[must_use]
    pub fn sentence_of(&self, id: TokenId) -> usize {
        self.sentences.partition_point(|range| range.end <= id.0)
    }

    /// The token that no other of the sentence is above; `None` for a sentence without tokens.
    #[must_use]
    pub fn root(&self, sentence: usize) -> Option<TokenId> {
        let range = self.sentences[sentence].clone();
        range.map(TokenId).find(|&id| self.token(id).head.is_none())
    }

    /// From the first byte of the first to the last byte of the last token of a range that is not empty.
    ///
    /// # Panics
    /// If the range is empty.
    #[must_use]
    pub fn span(&self, tokens: Range<u32>) -> Span {
        let first = self.tokens[tokens.start as usize].span;
        first.cover(self.tokens[tokens.end as usize - 1].span)
    }

    /// The tokens that share at least one byte with `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self
            .tokens
            .partition_point(|token| token.span.end() <= span.start());
        let end = self
            .tokens
            .partition_point(|token| token.span.start() < span.end());
        start as u32..end.max(start) as u32
    }

    /// The token that holds the byte `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> Option<TokenId> {
        let index = self.tokens.partition_point(|token| token.span.end() <= at);
        let token = self.tokens.get(index)?;
        token.span.holds(at).then_some(TokenId(index as u32))
    }

    /// The name that `id` is part of.
    #[must_use]
    pub fn name_of(&self, id: TokenId) -> Option<&Name> {
        let index = self.names.partition_point(|name| name.tokens.end <= id.0);
        self.names
            .get(index)
            .filter(|name| name.tokens.contains(&id.0))
    }

    /// The names that lie wholly in a range of tokens.
    #[must_use]
    pub fn names_in(&self, tokens: Range<u32>) -> &[Name] {
        let start = self
            .names
            .partition_point(|name| name.tokens.start < tokens.start);
        let end = self
            .names
            .partition_point(|name| name.tokens.end <= tokens.end);
        &self.names[start..end.max(start)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Ana said Bo left . | Yes`
    fn analysis() -> Analysis {
        let heads = [Some(1), None, Some(3), Some(1), Some(1), None];
        let arcs = [
            Arc::Nsubj,
            Arc::Root,
            Arc::Nsubj,
            Arc::Ccomp,
            Arc::Punct,
            Arc::Root,
        ];
        let spans = [(0, 3), (4, 8), (9, 11), (12, 16), (16, 17), (18, 21)];
        let tokens = (0..6)
            .map(|at| Token {
                span: Span::new(spans[at].0, spans[at].1),
                tag: Tag::NN,
                head: heads[at].map(TokenId),
                arc: arcs[at],
                roles: Roles::default(),
            })
            .collect();
        let name = |at| Name {
            tokens: at..at + 1,
            kind: NameKind::Person,
        };
        Analysis::new(tokens, vec![0..5, 5..5, 5..6], vec![name(0), name(2)])
    }

    #[test]
    fn ways_through_a_tree() {
        let analysis = analysis();
        let said = TokenId(1);
        assert_eq!(
            analysis.children(said),
            [TokenId(0), TokenId(3), TokenId(4)]
        );
        assert_eq!(
            analysis.child(said, &[Arc::Xcomp, Arc::Ccomp]),
            Some(TokenId(3))
        );
        assert_eq!(analysis.subtree(TokenId(3)), 2..4);
        assert_eq!(analysis.subtree(said), 0..5);
        assert_eq!(
            analysis.ancestors(TokenId(2)).collect::<Vec<_>>(),
            [TokenId(3), said]
        );
        assert!(analysis.is_below(TokenId(2), said) && !analysis.is_below(said, TokenId(2)));
        assert_eq!(analysis.sentence_of(TokenId(4)), 0);
        assert_eq!(analysis.sentence_of(TokenId(5)), 2);
        assert_eq!(analysis.root(0), Some(said));
        assert_eq!(analysis.root(1), None);
    }

    #[test]
    fn ways_between_tokens_and_text() {
        let analysis = analysis();
        assert_eq!(analysis.span(2..4), Span::new(9, 16));
        assert_eq!(analysis.tokens_in(Span::new(10, 17)), 2..5);
        assert_eq!(analysis.tokens_in(Span::new(8, 9)), 2..2);
        assert_eq!(analysis.token_at(16), Some(TokenId(4)));
        assert_eq!(analysis.token_at(8), None);
        assert_eq!(
            analysis.name_of(TokenId(2)).map(|name| name.tokens.clone()),
            Some(2..3)
        );
        assert_eq!(analysis.name_of(TokenId(1)), None);
        assert_eq!(analysis.names_in(1..6).len(), 1);
    }
}
