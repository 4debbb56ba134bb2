//! Names: which mentions are forms of one name, and what kind of party bears it.

use super::abbreviations;
use super::forms::{Cluster, EXACT, Form};
use super::genders;
use super::nouns::{
    given_gender, is_given, is_mark, party_noun, places, starts_upper, title_cased,
};
use super::parties::{
    Chains, Description, Gender, Mention, MentionKind, Party, PartyId, PartyKind,
};
use super::runs::{Run, runs};
use super::speaking::Speaking;
use crate::language::sheet::{GROUP_REACH, Sheet, Tokens};
use crate::language::{Arc, NameKind, Tag, TokenId};
use crate::lexicon;
use crate::lexicon::sets;
use std::collections::HashMap;
use std::ops::Range;

/// What is known about each name mention before it is settled.
pub(super) struct Names {
    /// For each mention, the parties it may be a short form of, with how well it fits.
    candidates: Vec<Vec<(PartyId, i32)>>,
    /// The gender that a title before the mention tells.
    genders: Vec<Option<Gender>>,
    /// The title before the mention, as tokens.
    titles: Vec<Option<Range<usize>>>,
}

impl Names {
    /// Puts the mentions in a new order, with room for those that are no names.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        fn moved<T: Clone + Default>(old: &[T], order: &[usize]) -> Vec<T> {
            order
                .iter()
                .map(|&at| old.get(at).cloned().unwrap_or_default())
                .collect()
        }
        self.candidates = moved(&self.candidates, order);
        self.genders = moved(&self.genders, order);
        self.titles = moved(&self.titles, order);
    }
}

/// Finds the names and the parties that bear them. Short forms are left to [`settle`].
pub(super) fn gather(sheet: &Sheet, speaking: &Speaking) -> (Chains, Names) {
    let mut chains = Chains {
        abbreviations: abbreviations::of_roles(sheet),
        heads: vec![0; sheet.len()],
        named: vec![0; sheet.len()],
        ..Chains::default()
    };
    let mut forms: Vec<Form> = Vec::new();
    let mut by_words: HashMap<String, usize> = HashMap::new();
    let mut titles: Vec<Option<Range<usize>>> = Vec::new();
    let mut genders = Vec::new();
    let mut loose = Vec::new();
    for Run {
        tokens,
        kind,
        title: before,
        loose: weak,
    } in runs(sheet, speaking)
    {
        if tokens.len() == 1
            && chains
                .abbreviations
                .contains_key(sheet.folded(tokens.start))
        {
            continue;
        }
        let head = tokens
            .clone()
            .rev()
            .find(|&token| sheet.head(token).is_none_or(|head| !tokens.contains(&head)))
            .unwrap_or(tokens.end - 1);
        let mut words: Vec<String> = tokens
            .clone()
            .flat_map(|token| parts(sheet.folded(token)))
            .filter(|word| !is_mark(word) && *word != "'s")
            .map(str::to_owned)
            .collect();
        let suffix = words.len() > 1 && words.last().is_some_and(|word| sets::SUFFIXES.has(word));
        while words.len() > 1 && words.last().is_some_and(|word| sets::SUFFIXES.has(word)) {
            words.pop();
        }
        if words.is_empty() {
            continue;
        }
        let mention = chains.mentions.len();
        chains.mentions.push(Mention {
            tokens: tokens.clone().into(),
            head: TokenId(head as u32),
            kind: MentionKind::Name,
            parties: Vec::new(),
            rivals: None,
            certainty: 0,
        });
        chains.heads[head] = mention as u32 + 1;
        chains.named[tokens.clone()].fill(mention as u32 + 1);
        if let Some((title, _)) = &before {
            // The parse may take "Secretary" for the head of "Secretary of State Ana Ruiz".
            for token in title.clone().filter(|&token| chains.named[token] == 0) {
                chains.heads[token] = mention as u32 + 1;
            }
        }
        loose.push(weak);
        let key = words.join(" ") + if suffix { " jr" } else { "" };
        let form = *by_words.entry(key).or_insert_with(|| {
            forms.push(Form {
                words,
                suffix,
                person: 0,
                organization: 0,
                place: 0,
                mentions: Vec::new(),
            });
            forms.len() - 1
        });
        weigh(
            sheet,
            &mut forms[form],
            kind,
            before.is_some(),
            &tokens,
            head,
        );
        forms[form].mentions.push(mention);
        let (title, gender) = before.map_or((None, None), |(title, gender)| (Some(title), gender));
        titles.push(title);
        genders.push(gender);
    }
    // "Mariana Costa grows coffee" is no place where "Costa said" follows.
    for form in 0..forms.len() {
        let Form { words, place, .. } = &forms[form];
        if let [given, surname] = &words[..]
            && *place > 0
            && is_given(given)
            && by_words
                .get(surname)
                .is_some_and(|&short| forms[short].is_person())
        {
            forms[form].person = forms[form].person.max(*place + 1);
        }
    }
    let mut cluster = Cluster::default();
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|&form| std::cmp::Reverse(forms[form].words.len()));
    let mut candidates = vec![Vec::new(); chains.mentions.len()];
    for form in order {
        let form = &forms[form];
        let fits = cluster.fits(form);
        let single = form.words.len() == 1;
        // "Senate" is no short form where there are a Senate Budget Committee and a Senate Ethics Committee.
        let shared = single
            && fits.first().is_some_and(|&(party, strength)| {
                let known = &chains.parties[party.index()];
                strength < EXACT && known.kind != PartyKind::Person
            })
            && cluster.begun_by(&form.words[0]) > 1;
        let fits = if fits.is_empty() || shared {
            let alone = form.mentions.iter().all(|&mention| loose[mention]);
            if alone && title_cased(sheet, chains.mentions[form.mentions[0]].head.index()) {
                continue;
            }
            let party = chains.found(party_of(form, &genders));
            cluster.add(form, party);
            vec![(party, EXACT)]
        } else if single && fits[0].1 < EXACT {
            fits
        } else {
            let party = fits[0].0;
            let known = &mut chains.parties[party.index()];
            known.gender = known.gender.or_else(|| form_gender(form, &genders));
            cluster.add(form, party);
            vec![(party, EXACT)]
        };
        for &mention in &form.mentions {
            candidates[mention].clone_from(&fits);
        }
    }
    chains.foreseen = candidates
        .iter()
        .map(|fits| match fits[..] {
            [(party, _)] => Some(party),
            _ => None,
        })
        .collect();
    genders::revise(sheet, speaking, &mut chains, &genders);
    let names = Names {
        candidates,
        genders,
        titles,
    };
    (chains, names)
}

/// The words that a token adds to a name: "al-Rashid" is two, so that "Rashid" is a form of it.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let (article, name) = match word.split_once('-') {
        Some((article @ ("al" | "el"), name)) if name.len() > 2 => (Some(article), name),
        _ => (None, word),
    };
    article.into_iter().chain(std::iter::once(name))
}

fn form_gender(form: &Form, genders: &[Option<Gender>]) -> Option<Gender> {
    if !form.is_person() {
        return None;
    }
    let told = form.mentions.iter().find_map(|&mention| genders[mention]);
    told.or_else(|| match &form.words[..] {
        [given, _, ..] => given_gender(given),
        // Names of women are seldom surnames; names of men often are.
        [only] if lexicon::GIVEN_NAMES.get(only) == Some("F") => Some(Gender::Female),
        _ => None,
    })
}

/// The party that bears a name met for the first time.
fn party_of(form: &Form, genders: &[Option<Gender>]) -> Party {
    let kind = if form.is_person() {
        PartyKind::Person
    } else if form.place > form.organization {
        PartyKind::Place
    } else if form.organization > 0 {
        PartyKind::Organization
    } else {
        PartyKind::Other
    };
    let mut party = Party::new(kind, form.mentions[0]);
    party.named = true;
    party.gender = form_gender(form, genders);
    if kind != PartyKind::Person {
        for (at, word) in form.words.iter().enumerate() {
            if matches!(party_noun(word), Some(("organization", _))) {
                let mut modifiers = form.words.clone();
                modifiers.remove(at);
                party.describe(Description::of(word, modifiers));
            }
        }
    }
    if kind == PartyKind::Organization && organization_word(&form.words) == Some("outlet") {
        party.describe(Description::of("newspaper", Vec::new()));
    }
    party
}

/// What kind of organization a longer name ends in the word for, by the lexicon: `company`, `outlet` or `body`.
fn organization_word(words: &[String]) -> Option<&'static str> {
    let [_, .., last] = words else { return None };
    // "S.A." is in the list as "sa".
    let word = last.replace('.', "");
    lexicon::ORGANIZATION_WORDS.get(&word)?.split('\t').next()
}

/// What the form and its surroundings say about the kind of party.
fn weigh(
    sheet: &Sheet,
    form: &mut Form,
    kind: NameKind,
    titled: bool,
    tokens: &Range<usize>,
    head: usize,
) {
    match kind {
        NameKind::Person => form.person += 2,
        NameKind::Organization => form.organization += 2,
        NameKind::Place => form.place += 2,
        NameKind::Other => {}
    }
    if titled {
        form.person += 3;
    }
    if form.words.len() > 1 && form.words.len() < 5 && is_given(&form.words[0]) {
        form.person += 2;
    }
    if sheet.analysis.tokens.get(tokens.end).is_some()
        && sheet.children(head).any(|child| {
            sheet.arc(child) == Arc::AclRelcl
                && sheet.children(child).any(|who| sheet.folded(who) == "who")
        })
    {
        form.person += 2;
    }
    if form.words.iter().any(|word| {
        matches!(
            party_noun(word),
            Some(("organization" | "organizations", _))
        )
    }) {
        form.organization += 4;
    } else if organization_word(&form.words).is_some() && !is_given(&form.words[0]) {
        form.organization += if kind == NameKind::Person { 3 } else { 4 };
    }
    if tokens.start > 0 && sheet.folded(tokens.start - 1) == "the" {
        form.organization += 1;
    }
    let described = sheet.children(head).any(|child| {
        sheet.arc(child) == Arc::Appos
            && child > tokens.end
            && child < tokens.end + GROUP_REACH
            && !starts_upper(sheet, child)
            && matches!(party_noun(sheet.folded(child)), Some(("person", _)))
    });
    if described {
        form.person += 4;
    }
    match spoken_of_as(sheet, tokens.end) {
        // "Ruiz said it was late" says nothing of Ruiz: for a short name, or a person's, it takes more than that.
        Some("it" | "its")
            if kind != NameKind::Person || form.words.len() > 1 && !is_given(&form.words[0]) =>
        {
            form.organization += 3;
        }
        Some("he" | "she") => form.person += 2,
        _ => {}
    }
}

/// The pronoun by which a name goes on: "it" of "Nova Pesca said it …" and of "Nova Pesca denied that it …".
fn spoken_of_as<'a>(sheet: &'a Sheet, after: usize) -> Option<&'a str> {
    let verb = sheet.analysis.tokens.get(after)?.tag;
    let that = usize::from(sheet.folded.get(after + 1)? == "that");
    let pronoun = after + 1 + that;
    sheet.folded.get(pronoun)?;
    let told = matches!(verb, Tag::VBD | Tag::VBZ)
        && sheet.sentence(pronoun) == sheet.sentence(after)
        && matches!(
            sheet.arc(pronoun),
            Arc::Nsubj | Arc::Nsubjpass | Arc::NmodPoss
        );
    let state = sheet
        .head(pronoun)
        .is_some_and(|head| sheet.child(head, Arc::Cop).is_some());
    (told && !state).then(|| sheet.folded(pronoun))
}

/// Adds a title printed beside the name, unless it is a mere courtesy, and what it says of its bearer.
fn add_title(sheet: &Sheet, party: &mut Party, title: &Range<usize>) {
    let phrase = sheet.folded[title.clone()].join(" ");
    if lexicon::TITLES
        .get(&phrase)
        .is_some_and(|fields| fields.starts_with("courtesy"))
    {
        return;
    }
    let noun = |token: &usize| party_noun(sheet.folded(*token)).is_some();
    let full = abbreviated(&phrase);
    // "Ohio" of "Ohio Gov. Ana Ruiz" is no part of the title, but places it.
    let first = sheet.sentences[sheet.sentence(title.start)].start as usize;
    let before = (first..title.start).rev().take(3);
    let proper = before.take_while(|&token| {
        matches!(sheet.tag(token), Tag::NNP | Tag::NNPS | Tag::JJ) && starts_upper(sheet, token)
    });
    let places = places(sheet, proper.last().unwrap_or(title.start)..title.end);
    // The head of "campaign manager" is its last noun, of "secretary of state" the last before "of".
    let of = title.clone().find(|&token| sheet.folded(token) == "of");
    let mut heads = title.start..of.unwrap_or(title.end);
    if let Some(head) = heads.rfind(noun) {
        let others = title.clone().filter(|&token| token != head);
        let modifiers = others.map(|token| sheet.folded(token).to_owned()).collect();
        party.describe(Description {
            places,
            ..Description::of(sheet.folded(head), modifiers)
        });
    } else {
        party.describe(Description {
            places,
            ..Description::of(full, Vec::new())
        });
    }
    party.entitle(title.clone().into());
}

/// The noun that an abbreviated title stands for.
fn abbreviated(title: &str) -> &str {
    let fields = lexicon::TITLES.get(title);
    fields
        .and_then(|fields| fields.split('\t').nth(2))
        .unwrap_or(title)
}

/// Settles a name mention: the only party it fits, or the best of several that share the word.
pub(super) fn settle(
    sheet: &Sheet,
    speaking: &Speaking,
    names: &Names,
    chains: &mut Chains,
    mention: usize,
) {
    let fits = &names.candidates[mention];
    let Some(&(first, strength)) = fits.first() else {
        return;
    };
    let here = chains.mentions[mention].head.index();
    let told = names.genders[mention];
    let pronoun = match fits.len() {
        1 => None,
        _ => genders::taken_up(sheet, speaking, chains, mention),
    };
    let mut scored: Vec<(i32, PartyId)> = fits
        .iter()
        .filter(|(party, _)| {
            let gender = chains.parties[party.index()].gender;
            fits.len() == 1 || told.is_none() || gender.is_none() || told == gender
        })
        .map(|&(party, strength)| {
            let known = &chains.parties[party.index()];
            // "Former Gov. Keane" is the one of two Keanes who was called the former governor, "Keane said he" the man.
            let office = names.titles[mention].as_ref().is_some_and(|title| {
                let noun = abbreviated(sheet.folded(title.end - 1));
                known
                    .descriptions
                    .iter()
                    .any(|description| description.head == noun)
            });
            let fits_pronoun = pronoun.is_some() && known.gender == pronoun;
            let told = 24 * i32::from(office) + 16 * i32::from(fits_pronoun);
            (
                strength + told + prominence(sheet, chains, party, here),
                party,
            )
        })
        .collect();
    scored.sort_by_key(|&(score, party)| (std::cmp::Reverse(score), party));
    let (best, certainty) = match scored[..] {
        [] => (first, 500),
        [(_, party)] => (party, if strength == EXACT { 1000 } else { 980 }),
        [(best, party), (next, _), ..] => {
            (party, (600 + 20 * (best - next)).clamp(600, 950) as u16)
        }
    };
    chains.refer(mention, best, certainty);
    let form = chains.mentions[mention].tokens;
    let party = &mut chains.parties[best.index()];
    if let Some(gender) = told {
        party.gender = party.gender.or(Some(gender));
    }
    if let Some(title) = &names.titles[mention] {
        // "Ferries" of "Calder Ferries spokeswoman" is a name's, not the title's.
        let named = |token: &usize| chains.named[*token] > 0;
        let start = title
            .clone()
            .find(|token| !named(token))
            .unwrap_or(title.start);
        add_title(sheet, party, &(start..title.end));
        // What stands before the title and hangs on it or on the name: "Kremlin spokesman Ana Ruiz".
        let before = start.saturating_sub(1);
        let bearer = start..form.end as usize;
        if sheet
            .head(before)
            .is_some_and(|head| bearer.contains(&head))
        {
            chains.affiliate((before..title.end).into(), best);
        }
    }
    // More words are fuller; of two equals that whose given name is written out.
    let fullness = |tokens: &Tokens| {
        let first = sheet.folded(tokens.start as usize).trim_end_matches('.');
        (tokens.end - tokens.start, first.chars().count() > 1)
    };
    let known = &chains.mentions[chains.parties[best.index()].best].tokens;
    if fullness(&form) > fullness(known) && form.len() < GROUP_REACH {
        chains.parties[best.index()].best = mention;
    }
}

/// How much a party is on the reader's mind at a token: the more it was mentioned, and the more recently.
fn prominence(sheet: &Sheet, chains: &Chains, party: PartyId, here: usize) -> i32 {
    let mentions = &chains.parties[party.index()].mentions;
    let Some(&last) = mentions.last() else {
        return -20;
    };
    let last = &chains.mentions[last];
    let distance = sheet
        .sentence(here)
        .saturating_sub(sheet.sentence(last.head.index()));
    let recency = match distance {
        0 => 14,
        1 => 12,
        2 => 8,
        3..=5 => 4,
        _ => 0,
    };
    recency + 2 * mentions.len().min(8) as i32
}
