//! How a description compares with what is known of a party: "the Ohio senator" with "Sen. Ana Ruiz".

use super::nouns::{are_kin, are_opposed, party_noun, places, side, starts_upper};
use super::parties::{Chains, Description, Gender, Mention, Party, PartyId, PartyKind};
use super::speaking::Speaking;
use crate::language::sheet::{Sheet, Tokens};
use crate::language::{Arc, ArcSet, Tag, TokenId};
use crate::lexicon;
use crate::lexicon::sets;

/// What stands before a noun decides whether it takes up something known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Determiner {
    /// "the", "this": something known.
    Definite,
    /// Nothing before a singular, as in headlines and labels.
    Bare,
    /// "a", "some", numbers, or nothing before a plural: something new.
    Indefinite,
    /// "his", "Ruiz's".
    Possessive,
}

/// A description as it stands in the text, and what it asks of its party.
pub(super) struct Noun {
    pub(super) description: Description,
    pub(super) determiner: Determiner,
    pub(super) kind: PartyKind,
    pub(super) gender: Option<Gender>,
    /// Whether the lexicon lets it take up anybody or anything of its kind: "the billionaire", "the company".
    pub(super) is_open: bool,
    /// Whether the lexicon knows it.
    pub(super) is_known: bool,
    /// Whether a phrase or a clause behind the noun narrows it.
    pub(super) is_narrowed: bool,
    /// Whether "two" stands before it.
    pub(super) is_two: bool,
    /// The age that it tells: "41" of "the 41-year-old".
    pub(super) age: Option<String>,
    /// The word by which its owner is called.
    owner_word: String,
}

impl Noun {
    pub(super) fn read(sheet: &Sheet, chains: &Chains, head: usize) -> Self {
        let description = description(sheet, chains, head);
        let class = party_noun(&description.head);
        let kin = lexicon::PARTY_KIN.get(sheet.folded(head));
        let owner_word = description.owner.map_or_else(String::new, |owner| {
            let best = &chains.mentions[chains.parties[owner.index()].best];
            sheet.folded(best.head.index()).to_owned()
        });
        let clause = ArcSet::of(&[Arc::AclRelcl, Arc::Acl]);
        let words = std::iter::once(&description.head).chain(&description.modifiers);
        let age = words
            .filter_map(|word| word.strip_suffix("-year-old"))
            .map(str::to_owned)
            .next();
        let some = sets::SOME_OUT_OF_MANY.has(sheet.folded(head));
        Self {
            determiner: determiner(sheet, head),
            kind: match kind_of(class.map(|(class, _)| class), sheet.tag(head)) {
                _ if some => PartyKind::Group,
                PartyKind::Other if age.is_some() => PartyKind::Person,
                kind => kind,
            },
            gender: class.and_then(|(_, gender)| gender),
            is_open: kin.is_some_and(|keys| keys.split(';').any(|key| key == "any")),
            is_known: class.is_some(),
            is_narrowed: sheet.group_end(head) != head + 1 || sheet.child(head, clause).is_some(),
            is_two: sheet
                .child(head, Arc::Nummod)
                .is_some_and(|number| matches!(sheet.folded(number), "two" | "2")),
            age,
            owner_word,
            description,
        }
    }

    /// Whether it labels what is said, as before the turns of a transcript: a bare source in capitals.
    pub(super) fn is_label(&self, sheet: &Sheet, speaking: &Speaking, head: usize) -> bool {
        self.determiner == Determiner::Bare
            && speaking.heads_source(head)
            && !sheet.text(head).contains(char::is_lowercase)
    }

    /// Whether a party is of a kind that the noun may stand for.
    pub(super) fn agrees(&self, party: &Party) -> bool {
        use PartyKind::{Document, Group, Organization, Other, Person, Place};
        let gender = self.gender.is_none() || party.gender.is_none() || self.gender == party.gender;
        gender
            && match (self.kind, party.kind) {
                (Group, Group) => true,
                (Group, _) | (_, Group) => false,
                (Other, _) | (_, Other) => true,
                (Person, Person) | (Document, Document) => true,
                (Organization | Place, Organization | Place) => true,
                _ => false,
            }
    }

    /// How well it fits the description of a party that it fits best.
    pub(super) fn likeness(&self, sheet: &Sheet, chains: &Chains, party: &Party) -> Likeness {
        let known = party.descriptions.iter();
        let mut likeness = known
            .map(|known| self.compare(known))
            .max_by_key(Likeness::rank)
            .unwrap_or_default();
        if let Some(age) = &self.age {
            let ages = party.mentions.iter().take(MENTIONS);
            let mut ages = ages.filter_map(|&mention| age_beside(sheet, &chains.mentions[mention]));
            likeness.age = ages
                .next()
                .map(|first| first == age || ages.any(|other| other == age));
        }
        likeness
    }

    /// How many of the words of the description stand beside a name: "IRGC" and "chief" of "Amir Hajizadeh, chief of the IRGC",
    /// for "the IRGC chief".
    pub(super) fn echo(
        &self,
        sheet: &Sheet,
        chains: &Chains,
        names: impl Iterator<Item = Tokens>,
    ) -> Echo {
        let words = &self.description;
        let mut found = vec![false; words.modifiers.len()];
        let mut echo = Echo::default();
        for name in names.take(NAMES) {
            let sentence = sheet.sentences[sheet.sentence(name.start as usize)];
            let from = sentence.start.max(name.start.saturating_sub(BESIDE)) as usize;
            let mut to = sentence.end.min(name.end + BESIDE) as usize;
            // What stands before the next person's name is a title of that one.
            if let Some(next) = (name.end as usize..to).find(|&token| chains.names_person(token)) {
                to = next;
                while to > name.end as usize && starts_upper(sheet, to - 1) {
                    to -= 1;
                }
            }
            for token in (from..name.start as usize).chain(name.end as usize..to) {
                let word = sheet.folded(token);
                let like = |modifier: &String| modifier == word;
                for (found, modifier) in found.iter_mut().zip(&words.modifiers) {
                    *found |= like(modifier);
                }
                echo.head |= words.head == word || are_kin(&words.head, word);
                echo.owner |= self.owner_word == word;
            }
        }
        echo.modifiers = found.iter().filter(|&&found| found).count();
        echo.silent = found.len() - echo.modifiers;
        echo
    }

    fn compare(&self, known: &Description) -> Likeness {
        let new = &self.description;
        let head = if new.head == known.head {
            HeadLikeness::Same
        } else if are_kin(&new.head, &known.head) {
            HeadLikeness::Kin
        } else if known.modifiers.contains(&new.head) || new.modifiers.contains(&known.head) {
            HeadLikeness::Part
        } else {
            HeadLikeness::None
        };
        let owner = match (new.owner, known.owner) {
            (None, None) => Owner::None,
            (Some(one), Some(other)) if one == other => Owner::Same,
            (Some(_), Some(_)) => Owner::Other,
            // "the Ruiz campaign" after "the campaign of Ruiz"
            (Some(_), None) if known.modifiers.contains(&self.owner_word) => Owner::Same,
            (Some(_), None) => Owner::New,
            (None, Some(_)) => Owner::Known,
        };
        let same = |modifier: &&String| {
            let sided = |other: &String| side(modifier).is_some() && side(modifier) == side(other);
            let mut others = known.modifiers.iter().chain(&known.places);
            others.any(|other| other == *modifier || sided(other))
        };
        let shared = new.modifiers.iter().filter(same).count();
        let opposed = |modifier: &String| are_opposed(modifier, &known.modifiers);
        Likeness {
            head,
            owner,
            shared,
            missing: new.modifiers.len() - shared,
            unsaid: known.modifiers.len().saturating_sub(shared),
            opposed: new.modifiers.iter().chain([&new.head]).any(opposed),
            place: match () {
                () if new.places.is_empty() || known.places.is_empty() => Place::Untold,
                () if new.places.iter().any(|place| known.places.contains(place)) => Place::Same,
                () => Place::Other,
            },
            successor: succeeds(new) && !succeeds(known),
            age: None,
        }
    }
}

/// How a description compares with one of a party.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Likeness {
    pub(super) head: HeadLikeness,
    pub(super) owner: Owner,
    /// Modifiers that both have, that only the new one has, that only the known one has.
    pub(super) shared: usize,
    pub(super) missing: usize,
    pub(super) unsaid: usize,
    /// Whether they name two political sides.
    pub(super) opposed: bool,
    pub(super) place: Place,
    /// Whether the new one follows the known one in office.
    pub(super) successor: bool,
    /// Whether the ages are the same, where both are told.
    pub(super) age: Option<bool>,
}

impl Likeness {
    /// Whether a description tells somebody else than a party whom it fits best: "the new minister" after Ana Ruiz, the minister;
    /// "the Ohio governor" after Texas Gov. Ana Ruiz; "Ruiz's campaign" after the Clean Water Campaign.
    pub(super) fn is_of_another(&self, party: &Party) -> bool {
        let owned = self.owner == Owner::New
            && self.head == HeadLikeness::Same
            && party.kind != PartyKind::Person;
        party.named && (owned || self.successor || self.place == Place::Other)
    }

    fn rank(&self) -> (HeadLikeness, bool, Owner, Place, i32) {
        let balance = 2 * self.shared as i32 - self.missing as i32 - self.unsaid as i32;
        (self.head, !self.opposed, self.owner, self.place, balance)
    }
}

/// Which words of a description stand beside a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Echo {
    pub(super) head: bool,
    pub(super) owner: bool,
    /// How many modifiers stand there, and how many do not.
    pub(super) modifiers: usize,
    pub(super) silent: usize,
}

/// How many mentions of a name are looked at for words beside it, and how many tokens on either side.
const NAMES: usize = 8;
const BESIDE: u32 = 14;

/// How the nouns of two descriptions compare, the least like first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, PartialOrd, Ord)]
pub(super) enum HeadLikeness {
    #[default]
    None,
    /// One is a modifier of the other: "the 41-year-old", "a 41-year-old man".
    Part,
    /// They may describe one party: "lawyer" and "attorney".
    Kin,
    Same,
}

/// Whether two descriptions belong to one party, the least like first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, PartialOrd, Ord)]
pub(super) enum Owner {
    Other,
    New,
    Known,
    #[default]
    None,
    Same,
}

/// Whether two descriptions are placed alike, the least like first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, PartialOrd, Ord)]
pub(super) enum Place {
    /// "the Ohio governor", "Texas Gov. Ana Ruiz"
    Other,
    #[default]
    Untold,
    Same,
}

/// How many mentions of a party are searched for its age.
const MENTIONS: usize = 12;

/// The age printed behind a name: "Ana Ruiz, 41," and "Ana Ruiz (41)".
fn age_beside<'a>(sheet: &'a Sheet, name: &Mention) -> Option<&'a str> {
    let end = name.tokens.end as usize;
    let mark = sheet.folded.get(end)?;
    let number = sheet.folded.get(end + 1)?;
    let is_age = (1..=3).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit());
    (matches!(&**mark, "," | "(") && is_age).then_some(number)
}

/// Whether somebody follows another in office: "the new minister" is not the one who was minister so far.
fn succeeds(description: &Description) -> bool {
    let modifiers = &description.modifiers;
    modifiers
        .iter()
        .any(|word| matches!(word.as_str(), "new" | "next" | "incoming"))
}

fn kind_of(class: Option<&str>, tag: Tag) -> PartyKind {
    match class {
        Some("person") => PartyKind::Person,
        Some("people" | "organizations") => PartyKind::Group,
        Some("organization") => PartyKind::Organization,
        Some("document" | "documents") => PartyKind::Document,
        _ if matches!(tag, Tag::NNS | Tag::NNPS) => PartyKind::Group,
        _ => PartyKind::Other,
    }
}

fn determiner(sheet: &Sheet, head: usize) -> Determiner {
    if sheet.child(head, Arc::NmodPoss).is_some() {
        return Determiner::Possessive;
    }
    let start = sheet.group_start(head);
    let word = sheet.folded(start);
    match sheet.tag(start) {
        _ if sets::DEFINITE.has(word) => Determiner::Definite,
        Tag::DT | Tag::CD | Tag::PDT => Determiner::Indefinite,
        _ if sets::INDEFINITE.has(word) => Determiner::Indefinite,
        _ if matches!(sheet.tag(head), Tag::NNS | Tag::NNPS) => Determiner::Indefinite,
        _ => Determiner::Bare,
    }
}

/// The party that a description belongs to: "Ruiz" of "Ruiz's lawyer", "the Ruiz campaign", "a spokesman for Ruiz".
fn owner(sheet: &Sheet, chains: &Chains, head: usize) -> Option<PartyId> {
    let single = |token: usize| {
        let mention = chains.headed_by(TokenId(token as u32))?;
        match chains.mentions[mention].parties[..] {
            [party] => Some(party),
            _ => chains.foreseen[mention],
        }
    };
    sheet
        .children(head)
        .find_map(|child| match sheet.arc(child) {
            Arc::NmodPoss => single(child),
            Arc::Compound if chains.named[child] > 0 => single(child),
            Arc::Nmod if child > head => {
                let case = sheet.child(child, Arc::Case)?;
                (matches!(sheet.folded(case), "for" | "of") && chains.named[child] > 0)
                    .then(|| single(child))
                    .flatten()
            }
            _ => None,
        })
}

fn description(sheet: &Sheet, chains: &Chains, head: usize) -> Description {
    let owner = owner(sheet, chains, head);
    let mut modifiers: Vec<String> = sheet
        .children(head)
        .filter(|&child| {
            matches!(sheet.arc(child), Arc::Amod | Arc::Compound)
                && (owner.is_none() || chains.named[child] == 0)
        })
        .map(|child| sheet.folded(child).to_owned())
        .collect();
    let word = sheet.folded(head);
    let long = chains.abbreviations.get(word);
    if let Some(long) = long {
        modifiers.extend(long.modifiers.iter().cloned());
    }
    let full = lexicon::TITLES
        .get(word)
        .and_then(|fields| fields.split('\t').nth(2));
    Description {
        head: long.map_or_else(|| full.unwrap_or(word).to_owned(), |long| long.head.clone()),
        modifiers,
        places: places(sheet, sheet.group_start(head)..head),
        owner,
    }
}
