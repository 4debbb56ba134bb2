//! What the attributions of an article mean for its clauses: whose region a token is in, which words only say that
//! something is said.

use crate::extract::attributions::{CueClass, Kind, Relation};
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag, TokenId};
use crate::lexicon::sets;
use crate::text::Spans;

const NONE: u32 = u32::MAX;

/// How far up the tree a cue is followed to its clause.
const CLIMB: usize = 12;

/// The columns that attributions give to the tokens of an article.
pub(super) struct Frames {
    /// The innermost relation whose content, being a clause, holds the token.
    region: Vec<u32>,
    /// Whether the token is a word of a cue or a source of such a relation.
    frame: Vec<bool>,
    /// Whether the token is a word of a cue of such a relation.
    cue: Vec<bool>,
    /// For each relation, the first and last token of its content.
    extent: Vec<(u32, u32)>,
}

impl Frames {
    pub(super) fn new(sheet: &Sheet, relations: &[Relation]) -> Self {
        let count = sheet.analysis.tokens.len();
        let mut frames = Self {
            region: vec![NONE; count],
            frame: vec![false; count],
            cue: vec![false; count],
            extent: vec![(0, 0); relations.len()],
        };
        // Outer contents first, so that inner ones overwrite them.
        let mut order: Vec<usize> = (0..relations.len()).collect();
        let size = |spans: &Spans| spans.iter().map(|span| span.len()).sum::<usize>();
        order.sort_by_key(|&number| std::cmp::Reverse(size(&relations[number].content)));
        for number in order {
            frames.add(sheet, number, &relations[number]);
        }
        frames
    }

    fn add(&mut self, sheet: &Sheet, number: usize, relation: &Relation) {
        let content = tokens(sheet, &relation.content);
        if content.is_empty() || !asserts(sheet, relation, &content) {
            return;
        }
        self.extent[number] = (content[0] as u32, content[content.len() - 1] as u32);
        for &at in &content {
            self.region[at] = number as u32;
        }
        for spans in [&relation.cue, &relation.source].into_iter().flatten() {
            for at in tokens(sheet, spans) {
                self.frame[at] = true;
            }
        }
        if let Some(cue) = &relation.cue {
            for at in tokens(sheet, cue) {
                self.cue[at] = true;
            }
        }
    }

    /// The innermost relation whose content holds the token.
    pub(super) fn region(&self, at: usize) -> Option<usize> {
        let region = self.region[at];
        (region != NONE).then_some(region as usize)
    }

    /// Whether the token is in a cue.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        self.cue[at]
    }

    /// Whether a content lies within another, or in the author's own words.
    pub(super) fn is_inside(&self, inner: Option<usize>, outer: Option<usize>) -> bool {
        match (inner, outer) {
            (Some(inner), Some(outer)) => {
                let (inner, outer) = (self.extent[inner], self.extent[outer]);
                outer.0 <= inner.0 && inner.1 <= outer.1
            }
            (Some(_), None) => true,
            _ => false,
        }
    }

    /// Whether the clause of a cue is a separable part of the one above: "…, saying that", "by announcing that".
    pub(super) fn splits_off(&self, sheet: &Sheet, at: usize) -> bool {
        TagSet::VERBS.has(sheet.tag(at))
            && match sheet.arc(at) {
                Arc::Advcl | Arc::Parataxis | Arc::Dep | Arc::Conj => true,
                Arc::Acl | Arc::AclRelcl | Arc::Xcomp | Arc::Ccomp => {
                    let from = sheet.subtree(at).start;
                    from > sheet.sentence_around(at).start && sheet.tag(from - 1) == Tag::Comma
                }
                _ => false,
            }
    }

    /// Whether words of a frame stand between two tokens.
    pub(super) fn stands_between(&self, a: usize, b: usize) -> bool {
        self.frame[a.min(b)..a.max(b)].iter().any(|&frame| frame)
    }

    /// Whether the clause headed by `at` is only there to say that something is said.
    pub(super) fn is_frame_clause(&self, sheet: &Sheet, at: usize) -> bool {
        if self.cue[at] || sheet.helpers(at).any(|helper| self.cue[helper]) {
            return true;
        }
        let mut at = at;
        for _ in 0..CLIMB {
            let below = sheet.child(at, Arc::Xcomp);
            let Some(below) = below.filter(|&below| sheet.is_infinitive(below)) else {
                return false;
            };
            if self.cue[below] {
                return true;
            }
            at = below;
        }
        false
    }
}

/// The tokens of some spans.
fn tokens(sheet: &Sheet, spans: &Spans) -> Vec<usize> {
    let mut found = Vec::new();
    for span in spans.iter() {
        let range = sheet.analysis.tokens_in(span);
        found.extend(range.start as usize..range.end as usize);
    }
    found
}

/// Whether the content of a relation is a clause that its source asserts: not a thing, a wish or a question, and the
/// source not a share of those asked ("nine percent of voters say").
fn asserts(sheet: &Sheet, relation: &Relation, content: &[usize]) -> bool {
    if matches!(relation.cue_class, CueClass::Questioning) && relation.kind == Kind::Indirect {
        return false;
    }
    if relation.negated && relation.kind == Kind::Indirect {
        return false;
    }
    if relation.kind == Kind::Indirect && wonders(sheet, content) {
        return false;
    }
    if let Some(source) = &relation.source {
        let words = tokens(sheet, source);
        if words.iter().any(|&at| is_share(sheet, at)) {
            return false;
        }
    }
    let top = |&&at: &&usize| {
        sheet
            .head(at)
            .is_none_or(|head| content.binary_search(&head).is_err())
    };
    content.iter().filter(top).any(|&at| {
        let own = sheet.subject(at).is_some();
        (own && (sheet.finite(at).is_some() || TagSet::VERBS.has(sheet.tag(at))))
            || (relation.kind != Kind::Indirect && sheet.finite(at).is_some())
    }) || (relation.kind == Kind::Direct && !is_object(sheet, relation, content))
}

/// Whether quoted words are a thing that the cue is about, "attacked “a culture of fear”", and no statement.
fn is_object(sheet: &Sheet, relation: &Relation, content: &[usize]) -> bool {
    let Some(cue) = relation.cue_head.map(TokenId::index) else {
        return false;
    };
    content.iter().all(|&at| sheet.finite(at).is_none())
        && content.iter().any(|&at| {
            sheet.head(at) == Some(cue)
                && sheet.arc(at) == Arc::Dobj
                && TagSet::COMMON_NOUNS.has(sheet.tag(at))
                && at > cue
        })
}

/// Whether a content is an embedded question: "how swift the current is", "what they do".
fn wonders(sheet: &Sheet, content: &[usize]) -> bool {
    let mut words = content.iter().filter(|&&at| sheet.is_read_aloud(at));
    let first = words.find(|&&at| !sets::BEFORE_QUESTIONS.has(sheet.lower(at)));
    let Some(&first) = first else {
        return false;
    };
    let asks = TagSet::WH_WORDS.has(sheet.tag(first)) || sheet.lower(first) == "whether";
    // "What parents want is a school" states something: its question word is in the subject.
    let mut at = first;
    for _ in 0..CLIMB {
        if matches!(sheet.arc(at), Arc::Csubj | Arc::Csubjpass | Arc::Advcl) {
            return false;
        }
        match sheet.head(at) {
            Some(up) if content.binary_search(&up).is_ok() => at = up,
            _ => break,
        }
    }
    asks && sheet.lower(first) != "that"
}

/// A share of people: "most", "nine percent", "two in five", "six out of ten"; not "two officials", nor an age.
fn is_share(sheet: &Sheet, at: usize) -> bool {
    let share = sets::SHARES_OF_PEOPLE.has(sheet.lower(at));
    let is_number = |at: usize| at < sheet.analysis.tokens.len() && sheet.tag(at) == Tag::CD;
    share
        || is_number(at)
            && (at + 1..at + 4)
                .take_while(|&next| next < sheet.analysis.tokens.len())
                .take_while(|&next| sets::OUT_OF.has(sheet.lower(next)))
                .last()
                .is_some_and(|last| is_number(last + 1))
}
