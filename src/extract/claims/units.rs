//! Which clauses of a sentence are statements of their own, and whose words belong to which.
//!
//! Every token belongs to the nearest clause above it that stands for itself. The contents of attributions are
//! regions whose clauses are the source's; the clause of the cue ("she said") is a frame, and no statement.
//!
//! ```text
//! While crime fell , the mayor said that ‹ the city is safe ›, shops closed .
//!       ^^^^^^^^^^   ^^^^^^^^^ frame       ^^^^^^^^^^^^^^^ region  ^^^^^^^^^^^^ conjunct
//! ```

use super::frames::Frames;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::language::{ArcSet, TagSet};
use crate::lexicon::reporting::Abilities;
use crate::lexicon::sets;
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a clause is to the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It asserts something of its own.
    Asserted,
    /// It asserts something in passing.
    Passing,
    /// It says that something is said, and is no statement.
    Frame,
}

/// A clause that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its predicate, or the noun that an apposition describes somebody with.
    pub(super) head: usize,
    pub(super) standing: Standing,
    /// The relation whose content it is part of.
    pub(super) relation: Option<usize>,
    /// Its words, in order.
    pub(super) words: Vec<usize>,
    /// The first-person belief it is under: "I think".
    pub(super) belief: Option<usize>,
    /// Whether it shares the subject of the clause before.
    pub(super) shares_subject: bool,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the headline or the line under it, which leave out words and put the past in the present.
    Headline,
    Body,
}

impl Place {
    pub(super) fn of(sheet: &Sheet, sentence: Range<usize>) -> Self {
        let header = [sheet.article.header.headline, sheet.article.header.deck];
        let holds = |line: &Span| {
            sentence.start < sentence.end && line.contains(sheet.span(sentence.start))
        };
        if header.iter().flatten().any(holds) {
            Self::Headline
        } else {
            Self::Body
        }
    }
}

/// No unit.
const NONE: u32 = u32::MAX;

/// The units of a sentence, in the order of their heads.
pub(super) fn units(sheet: &Sheet, frames: &Frames, sentence: Range<usize>) -> Vec<Unit> {
    let mut splitter = Splitter {
        sheet,
        frames,
        first: sentence.start,
        unit_of: vec![NONE; sentence.len()],
        units: Vec::new(),
        above: Vec::new(),
        kept: Vec::new(),
        main: BTreeMap::new(),
    };
    splitter.split(sentence.clone());
    splitter.hand_out(sentence)
}

struct Splitter<'r> {
    sheet: &'r Sheet<'r>,
    frames: &'r Frames,
    first: usize,
    /// For each token, the unit it belongs to.
    unit_of: Vec<u32>,
    units: Vec<Unit>,
    /// For each unit, the one it hangs under.
    above: Vec<u32>,
    /// For each unit, whether its words are words of the one above as well.
    kept: Vec<bool>,
    /// For each relation with content here, the unit that stray words of it join.
    main: BTreeMap<usize, u32>,
}

impl Splitter<'_> {
    /// Walks down from the roots, heads before dependents.
    fn split(&mut self, sentence: Range<usize>) {
        self.find_mains(sentence.clone());
        let mut stack: Vec<usize> = sentence
            .rev()
            .filter(|&at| self.sheet.head(at).is_none())
            .collect();
        while let Some(at) = stack.pop() {
            self.place(at);
            stack.extend(self.sheet.children(at).rev());
        }
    }

    /// The predicate of a sentence or content whose topmost word states nothing: the best clause under it. Parsers that
    /// read from left to right take the subject of a long sentence for its root, and taggers its past for a participle.
    fn predicate_under(&self, root: usize) -> Option<usize> {
        let r = self.sheet;
        if r.finite(root).is_some() || r.subject(root).is_some() {
            return None;
        }
        let below = |&at: &usize| at > root && self.frames.region(at) == self.frames.region(root);
        let rank = |at: usize| {
            let from = r.subtree(at).start;
            let joined = r.mark(at).is_some() || TagSet::WH_WORDS.has(r.tag(from));
            let own = r.subject(at).is_some();
            // "the best film I have seen": a relative clause without pronoun.
            let apart = from > root && !r.is_read_aloud(from - 1);
            let bare = r.arc(at) == Arc::AclRelcl && own && !apart;
            match r.finite(at).map(|verb| r.tag(verb)) {
                _ if joined => 0,
                Some(Tag::VBN) | None if r.arc(at) != Arc::Acl || r.tag(at) != Tag::VBN => 0,
                Some(Tag::VBN) | None => 1,
                Some(_) if bare => 2,
                Some(_) => 3,
            }
        };
        r.subtree(root)
            .filter(below)
            .map(|at| (rank(at), std::cmp::Reverse(at)))
            .filter(|&(rank, _)| rank > 0)
            .max()
            .map(|(_, std::cmp::Reverse(at))| at)
    }

    /// Opens the main unit of every content: at the best of the words whose heads are outside it.
    fn find_mains(&mut self, sentence: Range<usize>) {
        let r = self.sheet;
        let mut best: BTreeMap<usize, (u8, std::cmp::Reverse<usize>)> = BTreeMap::new();
        for at in sentence {
            let Some(region) = self.frames.region(at) else {
                continue;
            };
            if !r.is_read_aloud(at) || !self.crosses(at) {
                continue;
            }
            let own = u8::from(r.subject(at).is_some());
            let rank = 2 * own + u8::from(r.finite(at).is_some());
            let key = (rank, std::cmp::Reverse(at));
            let entry = best.entry(region).or_insert(key);
            *entry = key.max(*entry);
        }
        for (region, (_, std::cmp::Reverse(at))) in best {
            let predicate = self.predicate_under(at);
            let head = predicate.unwrap_or(at);
            let unit = self.add(head, Standing::Asserted, Some(region), NONE);
            self.units[unit as usize].shares_subject = predicate.is_some();
            self.main.insert(region, unit);
        }
    }

    /// Whether the head of a token is outside its region.
    fn crosses(&self, at: usize) -> bool {
        let region = self.frames.region(at);
        self.sheet
            .head(at)
            .is_none_or(|head| self.frames.region(head) != region)
    }

    fn unit(&self, at: usize) -> u32 {
        self.unit_of[at - self.first]
    }

    fn place(&mut self, at: usize) {
        let head = self.sheet.head(at);
        let over = head.map_or(NONE, |head| self.unit(head));
        let unit = match head {
            Some(head) if !self.crosses(at) => self.stay_or_cut(at, head, over),
            _ => self.enter(at, over),
        };
        self.unit_of[at - self.first] = unit;
    }

    /// A token whose head is outside its region: the top of a content, a cue after its content, a stray.
    fn enter(&mut self, at: usize, over: u32) -> u32 {
        let r = self.sheet;
        let region = self.frames.region(at);
        let main = region.and_then(|region| self.main.get(&region).copied());
        let is_clause = r.finite(at).is_some() && r.subject(at).is_some();
        let unit = match main {
            _ if !r.is_read_aloud(at) => return main.unwrap_or(NONE),
            Some(main) if self.units[main as usize].head == at => main,
            Some(main) if !is_clause => return main,
            None if r.finite(at).is_none() && r.head(at).is_some() => return NONE,
            _ => {
                let predicate = self.predicate_under(at);
                let unit = self.add(predicate.unwrap_or(at), Standing::Asserted, region, over);
                self.units[unit as usize].shares_subject = predicate.is_some();
                unit
            }
        };
        self.above[unit as usize] = over;
        if self.frames.is_frame_clause(r, at) {
            self.units[unit as usize].standing = Standing::Frame;
        } else if over != NONE
            && self.units[over as usize].standing != Standing::Frame
            && self
                .frames
                .is_inside(region, self.units[over as usize].relation)
        {
            self.units[unit as usize].standing = Standing::Passing;
            self.kept[unit as usize] = true;
        }
        unit
    }

    fn add(&mut self, head: usize, standing: Standing, relation: Option<usize>, over: u32) -> u32 {
        self.units.push(Unit {
            head,
            standing,
            relation,
            words: Vec::new(),
            belief: None,
            shares_subject: false,
        });
        self.above.push(over);
        self.kept.push(false);
        (self.units.len() - 1) as u32
    }

    /// A token in the region of its head: part of its clause, or a clause of its own.
    fn stay_or_cut(&mut self, at: usize, head: usize, over: u32) -> u32 {
        let r = self.sheet;
        let is_unit_head = over != NONE && self.units[over as usize].head == head;
        let relation = self.frames.region(at);
        if over != NONE && self.units[over as usize].head == at {
            return over;
        }
        if self.frames.is_cue(at) && self.frames.splits_off(r, at) && over != NONE {
            return self.add(at, Standing::Frame, relation, over);
        }
        let asserted = match r.arc(at) {
            Arc::Conj => is_unit_head && self.splits_coordination(at, head),
            Arc::Advcl | Arc::Dep if r.finite(at).is_some() => {
                over != NONE && self.stands_beside(at, head, over)
            }
            Arc::Parataxis => is_unit_head && self.splits_parataxis(at, head),
            _ => false,
        };
        if asserted {
            let unit = self.add(at, Standing::Asserted, relation, over);
            self.units[unit as usize].shares_subject =
                r.arc(at) == Arc::Conj && r.subject(at).is_none();
            return unit;
        }
        if is_unit_head && r.arc(at) == Arc::Ccomp && self.is_belief(head) && r.finite(at).is_some()
        {
            self.units[over as usize].standing = Standing::Frame;
            let unit = self.add(at, Standing::Asserted, relation, over);
            self.units[unit as usize].belief = Some(head);
            return unit;
        }
        let passing = match r.arc(at) {
            Arc::AclRelcl => self.is_aside(at),
            Arc::Appos => self.is_role(at, head),
            _ => false,
        };
        if passing {
            // "…, which, Lena Brandt said, is full": the clause is hers, its frame is no statement.
            let standing = if r.arc(at) == Arc::AclRelcl && self.frames.is_cue(at) {
                Standing::Frame
            } else {
                Standing::Passing
            };
            return self.add(at, standing, relation, over);
        }
        over
    }

    /// Coordinated clauses: with subjects of their own, or predicates that differ in tense, aspect or polarity.
    /// Steps of one event in the plain past stay together ("saw the note and called the police").
    fn splits_coordination(&self, at: usize, head: usize) -> bool {
        let r = self.sheet;
        let perfect = |at: usize| {
            r.helpers(at)
                .any(|helper| matches!(r.printed_lemma(helper), "have") && r.tag(at) == Tag::VBN)
        };
        let from = r.tag(r.subtree(at).start);
        if TagSet::WH_WORDS.has(from) {
            return false;
        }
        if r.finite(head).is_none() || r.mark(at).is_some_and(|m| r.lower(m) != "that") {
            return false;
        }
        if r.finite(at).is_none() {
            let long = r.subtree(at).len() >= LONG_PREDICATE || self.comma_before(at);
            return r.tag(at) == Tag::VBN && perfect(head) && long;
        }
        if r.subject(at).is_some() {
            return true;
        }
        let bare = |at: usize| r.tag(at) == Tag::VBD && r.helpers(at).next().is_none();
        !(bare(head) && bare(at)) || self.comma_before(at)
    }

    /// A subordinate clause that asserts something new: a concession, a consequence, a side event.
    fn stands_beside(&self, at: usize, head: usize, over: u32) -> bool {
        let r = self.sheet;
        let is_unit_head = self.units[over as usize].head == head;
        let Some(subject) = r.subject(at) else {
            return false;
        };
        let Some(mark) = r.mark(at) else {
            return is_unit_head && r.arc(at) == Arc::Dep && self.splits_parataxis(at, head);
        };
        match r.lower(mark) {
            mark_word if sets::CONTRASTS.has(mark_word) => is_unit_head || self.comma_before(mark),
            "as" => {
                let before = r.sentence_around(at).start;
                let compared = mark > before && sets::BEFORE_AS.has(r.lower(mark - 1));
                at > head
                    && (is_unit_head || self.comma_before(mark))
                    && !compared
                    && !matches!(r.printed_lemma(head), "come" | "be")
                    && (self.comma_before(mark) || !TagSet::PERSONAL.has(r.tag(subject)))
            }
            "since" | "because" => self.frames.stands_between(head, at),
            _ => false,
        }
    }

    fn splits_parataxis(&self, at: usize, head: usize) -> bool {
        let r = self.sheet;
        let from = r.subtree(at).start;
        let wonders = TagSet::WH_WORDS.has(r.tag(from));
        if r.finite(at).is_none() || r.subject(at).is_none() || self.is_belief(at) || wonders {
            return false;
        }
        let sentence = r.sentence_around(at);
        let strong = (from.saturating_sub(2)..from)
            .filter(|&before| before >= sentence.start)
            .any(|before| matches!(r.tag(before), Tag::Colon));
        strong || (r.subject(head).is_some() && r.subtree(at).len() >= 5)
    }

    /// "I think", "we believe": what hangs on it is what the speaker says.
    fn is_belief(&self, at: usize) -> bool {
        let r = self.sheet;
        let first_person = |s: usize| matches!(r.lower(s), "i" | "we");
        r.can(at, Abilities::SUPPOSES)
            && r.subject(at).is_some_and(first_person)
            && r.child(at, Arc::Neg).is_none()
            && r.helpers(at).next().is_none()
    }

    fn comma_before(&self, at: usize) -> bool {
        let r = self.sheet;
        let from = r.subtree(at).start;
        let sentence = r.sentence_around(at);
        (from.saturating_sub(2)..from)
            .filter(|&before| before >= sentence.start)
            .any(|before| matches!(r.tag(before), Tag::Comma | Tag::Colon))
    }

    /// A relative clause after a comma or dash: it adds a statement instead of telling which one is meant.
    fn is_aside(&self, at: usize) -> bool {
        let r = self.sheet;
        let from = r.subtree(at).start;
        r.finite(at).is_some()
            && from > r.sentence_around(at).start
            && matches!(r.tag(from - 1), Tag::Comma | Tag::Colon | Tag::Left)
            && matches!(
                r.tag(from),
                Tag::WDT | Tag::WP | Tag::WPS | Tag::IN | Tag::WRB
            )
    }

    /// "Ana Ruiz, head of the port authority,": what somebody is, said in passing.
    fn is_role(&self, at: usize, head: usize) -> bool {
        let r = self.sheet;
        let subtree = r.subtree(at);
        at > head
            && TagSet::COMMON_NOUNS.has(r.tag(at))
            && TagSet::PROPER_NOUNS.has(r.tag(head))
            && subtree.start > r.sentence_around(at).start
            && r.tag(subtree.start - 1) == Tag::Comma
            && r.child(at, ArcSet::of(&[Arc::Nmod, Arc::NmodPoss, Arc::Acl]))
                .is_some()
            && subtree
                .clone()
                .filter(|&word| r.is_read_aloud(word))
                .count()
                >= 3
    }

    /// Gives every unit its words.
    fn hand_out(mut self, sentence: Range<usize>) -> Vec<Unit> {
        for at in sentence {
            if !self.sheet.is_read_aloud(at) {
                continue;
            }
            let mut unit = self.unit(at);
            // Hostile input nests as deep as its sentences are long.
            for _ in 0..MAX_NESTING {
                if unit == NONE {
                    break;
                }
                self.units[unit as usize].words.push(at);
                if !self.kept[unit as usize] {
                    break;
                }
                unit = self.above[unit as usize];
            }
        }
        for unit in &mut self.units {
            unit.words.sort_unstable();
        }
        self.units.sort_by_key(|unit| unit.head);
        self.units
    }
}

/// From this many tokens on, a predicate that shares its auxiliary with the one before stands for itself.
const LONG_PREDICATE: usize = 8;

/// How many units a word may belong to, one within the other.
const MAX_NESTING: usize = 8;
