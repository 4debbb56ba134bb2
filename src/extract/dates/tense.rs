//! The tense and modality of the clause a date belongs to: by the words right before it, by the verb that governs it
//! in the tree, and where the tree names none by the nearest finite verb.

use super::anchor::Tense;
use super::words::Folded;
use crate::language::{Analysis, Arc, Tag, TokenId, lemma};
use std::ops::Range;

/// How far to look for a verb where the tree names none, in tokens to either side.
const WINDOW: u32 = 30;

/// How far up the tree to look for one.
const HEIGHT: usize = 10;

/// How many governors an infinitive may hang on, one on the other: "is expected to agree to begin to leave".
const CHAIN: u8 = 4;

/// Modals that tell of what is to come. "Could" tells of the past as often.
const AHEAD: &[&str] = &[
    "'ll", "can", "may", "might", "must", "shall", "should", "will", "wo", "would",
];

/// Participles and adjectives whose date is the one of what is to come: "a vote scheduled for Friday".
const PLANNED: &[&str] = &[
    "due",
    "expected",
    "planned",
    "scheduled",
    "set",
    "slated",
    "upcoming",
];

/// Verbs, adjectives and forms of "be" whose infinitive lies ahead: "agreed to leave on Friday", "is to leave".
const PROSPECTS: &[&str] = &[
    "agree",
    "aim",
    "ask",
    "be",
    "choose",
    "commit",
    "decide",
    "due",
    "elect",
    "expect",
    "free",
    "go",
    "hope",
    "intend",
    "invite",
    "likely",
    "offer",
    "order",
    "plan",
    "pledge",
    "prepare",
    "project",
    "promise",
    "propose",
    "ready",
    "recommend",
    "schedule",
    "seek",
    "set",
    "slate",
    "suppose",
    "threaten",
    "unlikely",
    "urge",
    "vote",
    "vow",
    "wait",
    "want",
    "willing",
    "wish",
];

/// Prepositions before an event that has been: "under the June agreement", "despite Friday's vote".
const BEHIND: &[&str] = &[
    "after",
    "around",
    "by",
    "despite",
    "following",
    "given",
    "over",
    "since",
    "under",
];

/// Words that single out who did something: "the only one to speak on Friday".
const SINGLED_OUT: &[&str] = &[
    "first", "second", "third", "latest", "last", "other", "only",
];

/// Words right before a date that is to come.
const TOWARDS: &[&str] = &[
    "beginning",
    "by",
    "due",
    "effective",
    "expected",
    "payable",
    "planned",
    "record",
    "scheduled",
    "slated",
    "starting",
    "through",
    "until",
];

/// Verb forms of the present that news uses of what is fixed to come.
const FIXED: &[&str] = &[
    "arrive", "arrives", "begin", "begins", "closes", "convene", "convenes", "expires", "faces",
    "leave", "leaves", "matures", "meet", "meets", "open", "opens", "reopens", "resume", "resumes",
    "retires", "start", "starts", "travels", "visits",
];

/// The tense of the clause around the tokens `at` of a sentence.
pub(super) fn tense(
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    at: &Range<u32>,
) -> Tense {
    let clause = Clause {
        text,
        analysis,
        sentence,
    };
    clause
        .signalled(at)
        .or_else(|| clause.governed(at))
        .or_else(|| clause.nearby(at))
        .unwrap_or(Tense::Other)
}

/// The nearest verb above the tokens `at` of a sentence.
pub(super) fn verb_above(
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    at: &Range<u32>,
) -> Option<TokenId> {
    let clause = Clause {
        text,
        analysis,
        sentence,
    };
    clause.verb_above(at)
}

struct Clause<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    sentence: &'a Range<u32>,
}

/// The auxiliaries of a verb.
#[derive(Default)]
struct Auxiliaries {
    /// Of a modal, whether it tells of what is to come.
    modal: Option<Tense>,
    to: bool,
    have: Option<Tag>,
    be: Option<Tag>,
}

impl Clause<'_> {
    fn is(&self, id: TokenId, list: &[&str]) -> bool {
        Folded::new(&self.text[self.analysis.token(id).span.range()])
            .is_some_and(|word| list.contains(&word.as_str()))
    }

    /// Whether the token `back` places before `at` is one of the words.
    fn before(&self, at: u32, back: u32, list: &[&str]) -> bool {
        at >= self.sentence.start + back && self.is(TokenId(at - back), list)
    }

    /// What the words right before say.
    fn signalled(&self, at: &Range<u32>) -> Option<Tense> {
        let before = |back, list: &[&str]| self.before(at.start, back, list);
        // "As early as Tuesday".
        if before(1, &["as"]) && before(2, &["early", "soon"]) {
            return Some(Tense::Future);
        }
        // "Since the Oct. 23 killing", "the year ended Jan. 31".
        if (1..=2).any(|back| before(back, &["ended", "since"])) {
            return Some(Tense::Past);
        }
        // "By Nov. 22", "payable Dec. 15".
        let towards = before(1, TOWARDS) || before(1, &["to", "on", "of"]) && before(2, TOWARDS);
        // "Until Thursday they had not been named".
        (towards && !self.perfect(at)).then_some(Tense::Future)
    }

    /// Whether the verb above a date is in the past perfect.
    fn perfect(&self, at: &Range<u32>) -> bool {
        self.verb_above(at)
            .is_some_and(|verb| self.auxiliaries(verb).have == Some(Tag::VBD))
    }

    fn verb_above(&self, at: &Range<u32>) -> Option<TokenId> {
        let verb = |id: &TokenId| self.analysis.token(*id).tag.as_str().starts_with("VB");
        self.above(at).find(verb)
    }

    /// The word that holds a date in the tree, and what is above it.
    fn above(&self, at: &Range<u32>) -> impl Iterator<Item = TokenId> + '_ {
        let range = at.clone();
        let head = at.clone().map(TokenId).find(|&id| {
            let head = self.analysis.token(id).head;
            head.is_none_or(|head| !range.contains(&head.0))
        });
        let above = head.map(|head| self.analysis.ancestors(head));
        head.into_iter()
            .chain(above.into_iter().flatten())
            .take(HEIGHT)
    }

    /// What the verb says that governs the date.
    fn governed(&self, at: &Range<u32>) -> Option<Tense> {
        if self
            .above(at)
            .next()
            .is_some_and(|date| self.has_been(date))
        {
            return Some(Tense::Past);
        }
        self.above(at).find_map(|id| self.told_by(id, CHAIN))
    }

    /// The tense that a word and its auxiliaries tell; `None` where the clause around it has to be asked.
    fn told_by(&self, id: TokenId, chain: u8) -> Option<Tense> {
        let token = self.analysis.token(id);
        let auxiliaries = self.auxiliaries(id);
        if self.is(id, PLANNED) && token.tag != Tag::VBD {
            let over = auxiliaries.have == Some(Tag::VBD);
            return Some(if over { Tense::Past } else { Tense::Future });
        }
        if let Some(tense) = auxiliaries.modal {
            // "May have left", but "will have left".
            let over = auxiliaries.have.is_some() && tense == Tense::Future;
            let certain = self
                .analysis
                .children(id)
                .iter()
                .any(|&child| self.is(child, &["will", "shall", "'ll"]));
            return Some(if over && !certain { Tense::Past } else { tense });
        }
        if auxiliaries.to {
            return self.infinitive(id, chain);
        }
        if auxiliaries.have.is_some() {
            return Some(Tense::Past);
        }
        match (token.tag, auxiliaries.be) {
            (Tag::VBD, _) | (_, Some(Tag::VBD)) => Some(Tense::Past),
            (Tag::VBG, Some(Tag::VBZ | Tag::VBP)) => Some(Tense::Future),
            (_, Some(Tag::VBZ | Tag::VBP)) if token.arc == Arc::Advcl => None,
            (_, Some(Tag::VBZ | Tag::VBP)) => Some(Tense::Other),
            (Tag::VBN, None) if token.arc == Arc::Acl => Some(Tense::Past),
            (Tag::VBZ | Tag::VBP, _) if self.is(id, FIXED) => Some(Tense::Future),
            // "When the case is heard", "if he leaves": the main clause decides.
            (Tag::VBZ | Tag::VBP, _) if token.arc == Arc::Advcl => None,
            (Tag::VBZ | Tag::VBP, _) => Some(Tense::Other),
            _ => None,
        }
    }

    fn auxiliaries(&self, id: TokenId) -> Auxiliaries {
        let mut found = Auxiliaries::default();
        for &child in self.analysis.children(id) {
            let token = self.analysis.token(child);
            match (token.arc, token.tag) {
                (_, Tag::MD) => {
                    let ahead = self.is(child, AHEAD);
                    found.modal = Some(if ahead { Tense::Future } else { Tense::Other });
                }
                (Arc::Aux | Arc::Mark, Tag::TO) => found.to = true,
                (Arc::Aux, _) if self.is(child, &["have", "has", "had", "having", "'ve"]) => {
                    found.have = Some(token.tag);
                }
                (Arc::Aux, Tag::VBD) if self.is(child, &["did"]) => found.be = Some(Tag::VBD),
                (Arc::Aux | Arc::Auxpass | Arc::Cop, _) => found.be = Some(token.tag),
                _ => {}
            }
        }
        found
    }

    /// Of an infinitive with "to": what it hangs on decides.
    fn infinitive(&self, id: TokenId, chain: u8) -> Option<Tense> {
        let token = self.analysis.token(id);
        let Some(head) = token.head.filter(|_| chain > 0) else {
            return Some(Tense::Future);
        };
        let over = || self.told_by(head, chain - 1);
        match token.arc {
            Arc::Xcomp | Arc::Ccomp if !self.is_prospect(head) => over(),
            // "The first country to join": whether it has, the clause above says.
            Arc::Acl
                if self
                    .analysis
                    .children(head)
                    .iter()
                    .any(|&child| self.is(child, SINGLED_OUT)) =>
            {
                None
            }
            Arc::Xcomp | Arc::Ccomp | Arc::Acl => match self.auxiliaries(head).have {
                // "Had been expected to leave".
                Some(Tag::VBD) => Some(Tense::Past),
                _ => Some(Tense::Future),
            },
            // "Came to sign".
            _ => over(),
        }
    }

    fn is_prospect(&self, id: TokenId) -> bool {
        let token = self.analysis.token(id);
        let lemma = lemma(&self.text[token.span.range()], token.tag);
        // "Going to", not "went to".
        PROSPECTS.contains(&lemma.as_ref()) && !(lemma == "go" && token.tag != Tag::VBG)
    }

    /// Whether a date stands before the noun of an event that has been.
    fn has_been(&self, date: TokenId) -> bool {
        let token = self.analysis.token(date);
        let before = matches!(token.arc, Arc::Compound | Arc::Amod | Arc::NmodPoss);
        let Some(event) = token.head.filter(|_| before) else {
            return false;
        };
        let behind = |&child: &TokenId| {
            self.analysis.token(child).arc == Arc::Case && self.is(child, BEHIND)
        };
        self.analysis.token(event).arc == Arc::Nmod
            && self.analysis.children(event).iter().any(behind)
    }

    /// The nearest verb with a tense, before the date or else behind it.
    fn nearby(&self, at: &Range<u32>) -> Option<Tense> {
        let first = at.start.saturating_sub(WINDOW).max(self.sentence.start);
        let last = (at.end + WINDOW).min(self.sentence.end);
        let tense = |id: TokenId| match self.analysis.token(id).tag {
            Tag::MD if self.is(id, AHEAD) => Some(Tense::Future),
            Tag::VBD => Some(Tense::Past),
            _ => None,
        };
        let before = (first..at.start).rev().map(TokenId).find_map(tense);
        before.or_else(|| (at.end..last).map(TokenId).find_map(tense))
    }
}
