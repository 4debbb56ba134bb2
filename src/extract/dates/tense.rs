//! The tense and modality of the clause a date belongs to: by the words right before it, by the verb that governs it
//! in the tree, and where the tree names none by the nearest finite verb.

use super::item::Folded;
use super::meaning::{Side, Teller, Tense};
use super::tells::{Tells, tells};
use super::work;
use crate::language::{Analysis, Arc, Tag, TokenId, lemma};
use std::borrow::Cow;
use std::ops::Range;

/// How far to look for a verb where the tree names none, in tokens to either side.
const WINDOW: u32 = 30;

/// How far up the tree to look for one.
const HEIGHT: usize = 10;

/// How many governors an infinitive may hang on, one on the other: "is expected to agree to begin to leave".
const CHAIN: u8 = 4;

/// The tense of the clause around the tokens `at` of a sentence.
pub(super) fn side(
    text: &str,
    analysis: &Analysis,
    sentence: &Range<u32>,
    at: &Range<u32>,
) -> Side {
    let clause = Clause {
        text,
        analysis,
        sentence,
    };
    if let Some(tense) = clause.signalled(at) {
        let told_by = Teller::Word;
        return Side { tense, told_by };
    }
    match clause.governed(at) {
        Some(tense) if clause.is_of_finite_verb(at) => Side {
            tense,
            told_by: Teller::Verb,
        },
        tense => Side {
            tense: tense.or_else(|| clause.nearby(at)).unwrap_or(Tense::Other),
            told_by: Teller::Clause,
        },
    }
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

/// No more children of a word are looked at: auxiliaries, particles and objects stand among the first, and in a page of
/// names all may hang on one word.
const MOST_CHILDREN: usize = 100;

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

    fn children(&self, id: TokenId) -> &[TokenId] {
        let children = self.analysis.children(id);
        work::step();
        &children[..children.len().min(MOST_CHILDREN)]
    }

    fn tells(&self, id: TokenId, what: Tells) -> bool {
        Folded::new(&self.text[self.analysis.token(id).span.range()])
            .is_some_and(|word| tells(word.as_str(), what))
    }

    fn lemma(&self, id: TokenId) -> Cow<'_, str> {
        let token = self.analysis.token(id);
        lemma(&self.text[token.span.range()], token.tag)
    }

    /// Whether a verb in the present tense tells of what is fixed to come: "opens", "takes effect".
    fn is_scheduled(&self, verb: TokenId) -> bool {
        let lemma = self.lemma(verb);
        tells(&lemma, Tells::Scheduled)
            || self.children(verb).iter().any(|&child| {
                let token = self.analysis.token(child);
                matches!(
                    token.arc,
                    Arc::CompoundPrt | Arc::Dobj | Arc::Nmod | Arc::Advmod
                ) && tells(&format!("{lemma} {}", self.lemma(child)), Tells::Scheduled)
            })
    }

    /// Whether the subject of a word is an event that has its day: "the hearing is on Thursday".
    fn is_of_event(&self, id: TokenId) -> bool {
        let mut children = self.children(id).iter();
        let subject = children.find(|&&child| self.analysis.token(child).arc == Arc::Nsubj);
        subject.is_some_and(|&subject| tells(&self.lemma(subject), Tells::Event))
    }

    /// Whether the token `back` places before `at` tells this.
    fn before_tells(&self, at: u32, back: u32, what: Tells) -> bool {
        at >= self.sentence.start + back && self.tells(TokenId(at - back), what)
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
        let towards = self.before_tells(at.start, 1, Tells::Towards)
            || before(1, &["to", "on", "of"]) && self.before_tells(at.start, 2, Tells::Towards);
        // "Extended to Nov. 20".
        let moved = before(1, &["to", "until"])
            && self
                .verb_above(at)
                .is_some_and(|verb| tells(&self.lemma(verb), Tells::Moved));
        if moved {
            return Some(Tense::Future);
        }
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

    /// Whether a date hangs on a verb with a tense of its own, and neither on a noun nor as its subject: "left on Friday",
    /// not "Friday's ruling was" and not "had been set to leave on Friday".
    fn is_of_finite_verb(&self, at: &Range<u32>) -> bool {
        let mut above = self.above(at);
        let Some((date, verb)) = above.next().zip(above.next()) else {
            return false;
        };
        let arc = self.analysis.token(date).arc;
        let auxiliaries = self.auxiliaries(verb);
        let finite = self.analysis.token(verb).tag == Tag::VBD
            || auxiliaries.be == Some(Tag::VBD)
            || auxiliaries.modal == Some(Tense::Future);
        matches!(
            arc,
            Arc::Nmod | Arc::NmodTmod | Arc::Advmod | Arc::NmodNpmod
        ) && finite
            && !auxiliaries.to
            && auxiliaries.have.is_none()
            && !self.tells(verb, Tells::Planned)
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
        // "The next meeting is Monday."
        let is_predicate = |id: TokenId| {
            self.children(id).iter().any(|&child| {
                let token = self.analysis.token(child);
                token.arc == Arc::Cop && matches!(token.tag, Tag::VBZ | Tag::VBP)
            })
        };
        if self.above(at).next().is_some_and(is_predicate) {
            return Some(Tense::Future);
        }
        self.above(at).find_map(|id| self.told_by(id, CHAIN))
    }

    /// The tense that a word and its auxiliaries tell; `None` where the clause around it has to be asked.
    fn told_by(&self, id: TokenId, chain: u8) -> Option<Tense> {
        let token = self.analysis.token(id);
        let auxiliaries = self.auxiliaries(id);
        if self.tells(id, Tells::Planned) && token.tag != Tag::VBD {
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
            (Tag::VBZ | Tag::VBP, _) if self.is_scheduled(id) || self.is_of_event(id) => {
                Some(Tense::Future)
            }
            // "When the case is heard", "if he leaves": the main clause decides.
            (Tag::VBZ | Tag::VBP, _) if token.arc == Arc::Advcl => None,
            (Tag::VBZ | Tag::VBP, _) => Some(Tense::Other),
            _ => None,
        }
    }

    fn auxiliaries(&self, id: TokenId) -> Auxiliaries {
        let mut found = Auxiliaries::default();
        for &child in self.children(id) {
            let token = self.analysis.token(child);
            match (token.arc, token.tag) {
                (_, Tag::MD) => {
                    let ahead = self.tells(child, Tells::Ahead);
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
                    .any(|&child| self.tells(child, Tells::Single)) =>
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
        let lemma = self.lemma(id);
        // "Going to", not "went to".
        tells(&lemma, Tells::Prospect)
            && !(lemma == "go" && self.analysis.token(id).tag != Tag::VBG)
    }

    /// Whether a date stands before the noun of an event that has been.
    fn has_been(&self, date: TokenId) -> bool {
        let token = self.analysis.token(date);
        let before = matches!(token.arc, Arc::Compound | Arc::Amod | Arc::NmodPoss);
        let Some(event) = token.head.filter(|_| before) else {
            return false;
        };
        let behind = |&child: &TokenId| {
            self.analysis.token(child).arc == Arc::Case && self.tells(child, Tells::Behind)
        };
        self.analysis.token(event).arc == Arc::Nmod && self.children(event).iter().any(behind)
    }

    /// The nearest verb with a tense, before the date or else behind it.
    fn nearby(&self, at: &Range<u32>) -> Option<Tense> {
        let first = at.start.saturating_sub(WINDOW).max(self.sentence.start);
        let last = (at.end + WINDOW).min(self.sentence.end);
        let tense = |id: TokenId| match self.analysis.token(id).tag {
            Tag::MD if self.tells(id, Tells::Ahead) => Some(Tense::Future),
            Tag::VBD => Some(Tense::Past),
            _ => None,
        };
        let before = (first..at.start).rev().map(TokenId).find_map(tense);
        let told = before.or_else(|| (at.end..last).map(TokenId).find_map(tense));
        // "Voting ends on Friday", where a verb without a tense of its own was taken for a noun.
        let scheduled = |id: TokenId| {
            let token = self.analysis.token(id);
            let noun = matches!(
                token.tag,
                Tag::NN | Tag::NNS | Tag::JJ | Tag::VB | Tag::VBP | Tag::RB
            );
            let verb = lemma(&self.text[token.span.range()], Tag::VBZ);
            (noun && id.0 > self.sentence.start && tells(&verb, Tells::Scheduled))
                .then_some(Tense::Future)
        };
        told.or_else(|| (first..at.start).rev().map(TokenId).find_map(scheduled))
    }
}
