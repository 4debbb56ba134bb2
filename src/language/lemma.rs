//! Words to dictionary forms.

use super::Tag;
use super::tags::TagSet;
use crate::lexicon::pronouns::Pronoun;
use crate::lexicon::{NOUN_LEMMAS, REPORTING, SMALL_LEMMAS, VERB_LEMMAS, sets};
use std::borrow::Cow;

/// The dictionary form of `word` tagged `tag`: `said` is `say`, `’re` is `be`, `Cities` is `city`, `him` is `he`.
///
/// Lower case, but for proper nouns, which stay as they are, and for `I`. Comparatives stay as they are, as CoreNLP has it.
#[must_use]
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    if TagSet::PROPER_NOUNS.has(tag) {
        return Cow::Borrowed(word);
    }
    let lower = lowered(word);
    let known = match tag {
        Tag::VB | Tag::VBP => small(&lower, "verb"),
        Tag::VBZ => small(&lower, "verb")
            .or_else(|| small(&lower, "vbz"))
            .or_else(|| VERB_LEMMAS.get(&lower)),
        Tag::VBD | Tag::VBG | Tag::VBN => small(&lower, "verb").or_else(|| VERB_LEMMAS.get(&lower)),
        Tag::NNS => NOUN_LEMMAS.get(&lower),
        Tag::MD => small(&lower, "modal"),
        Tag::PRP | Tag::PRPS => pronoun(&lower),
        Tag::RB => small(&lower, "adverb"),
        Tag::DT => small(&lower, "determiner"),
        _ => None,
    };
    if let Some(known) = known {
        return Cow::Borrowed(known);
    }
    match tag {
        Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBZ => base(lower),
        Tag::NNS => singular(lower),
        _ => lower,
    }
}

/// In lower case and with straight apostrophes; borrowed where it is so already.
fn lowered(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(plain) {
        return Cow::Borrowed(word);
    }
    let straight = |c| if c == '’' || c == '‘' { '\'' } else { c };
    Cow::Owned(
        word.chars()
            .map(straight)
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

/// The lemma of a small word as some part of speech.
fn small(lower: &str, class: &str) -> Option<&'static str> {
    let mut lemmas = SMALL_LEMMAS.get(lower)?.split(' ');
    lemmas.find_map(|lemma| lemma.strip_prefix(class)?.strip_prefix('='))
}

/// The pronoun that a word is a form of; those that stand for a noun with its owner ("mine") are their own.
fn pronoun(lower: &str) -> Option<&'static str> {
    let pronoun = Pronoun::read(lower)?;
    (matches!(pronoun.form, "plain" | "clitic") && pronoun.of != "who").then_some(pronoun.of)
}

/// `word` without its last `cut` bytes, with `add` after it.
fn with(word: &str, cut: usize, add: &str) -> Cow<'static, str> {
    Cow::Owned([&word[..word.len() - cut], add].concat())
}

fn vowel(byte: u8) -> bool {
    b"aeiou".contains(&byte)
}

/// The base of an inflected verb: by rule, or the one that is known to report where the rule would make one that is not.
/// Spelling does not tell "ascribed" from "described a rib", "lambasted" from "lasted".
fn base(word: Cow<'_, str>) -> Cow<'_, str> {
    let ruled = base_by_rule(word.clone());
    if REPORTING.has(&ruled) {
        return ruled;
    }
    known_base(&word).map_or(ruled, Cow::Owned)
}

/// The verb of `reporting.tsv` that a word is a regular form of.
fn known_base(word: &str) -> Option<String> {
    let endings = ["ed", "ing", "es", "s"].iter();
    let stems = endings.filter_map(|ending| word.strip_suffix(ending));
    let mut bases = stems.flat_map(|stem| {
        let last = stem.chars().next_back().map_or(0, char::len_utf8);
        let single = &stem[..stem.len() - last];
        let doubled = last > 0 && single.ends_with(&stem[single.len()..]);
        let ending_in_e = (stem.len() > 1).then(|| format!("{stem}e"));
        [
            Some(stem.to_owned()),
            ending_in_e,
            doubled.then(|| single.to_owned()),
        ]
    });
    bases.find_map(|base| base.filter(|base| REPORTING.has(base)))
}

/// The base of an inflected verb, as spelling has it.
fn base_by_rule(word: Cow<'_, str>) -> Cow<'_, str> {
    let ends = |ending: &str| word.len() > ending.len() && word.ends_with(ending);
    let length = word.len();
    if ends("ies") || ends("ied") {
        with(&word, 3, if length <= 4 { "ie" } else { "y" })
    } else if sets::HISSING_PLURALS.all().any(ends) || ends("oes") {
        with(&word, 2, "")
    } else if ends("s") && !ends("ss") && length > 2 {
        with(&word, 1, "")
    } else if ends("eed") {
        if length > 5 { with(&word, 1, "") } else { word }
    } else if ends("ed") && length > 3 {
        stem(&word[..length - 2])
    } else if ends("ying") && length == 5 {
        with(&word, 4, "ie")
    } else if ends("ing") && length > 4 {
        stem(&word[..length - 3])
    } else {
        word
    }
}

/// The verb whose form without `-ed` or `-ing` is `stem`: a doubled consonant undone, an `e` put back.
fn stem(stem: &str) -> Cow<'static, str> {
    let bytes = stem.as_bytes();
    let length = bytes.len();
    if length < 2 || !stem.is_ascii() {
        return Cow::Owned(stem.to_owned());
    }
    let (last, before) = (bytes[length - 1], bytes[length - 2]);
    let ends = |ending: &str| stem.ends_with(ending);
    if last == before && b"slfz".contains(&last) {
        return Cow::Owned(stem.to_owned());
    }
    if length > 3 && last == before && b"bdgmnprt".contains(&last) {
        return with(stem, 1, "");
    }
    let silent = b"uvczs".contains(&last)
        || ends("dg")
        || last == b'l' && b"bcdfgkptz".contains(&before)
        || ["rg", "lg", "ang"].iter().any(|e| ends(e))
        || length > 3 && ends("at") && !b"eo".contains(&bytes[length - 3])
        || length >= 3 && !vowel(bytes[length - 3]) && sets::SILENT_E.all().any(ends);
    with(stem, 0, if silent { "e" } else { "" })
}

/// The singular of a plural, by rule.
fn singular(word: Cow<'_, str>) -> Cow<'_, str> {
    let ends = |ending: &str| word.len() > ending.len() && word.ends_with(ending);
    if ends("ies") && word.len() > 4 {
        with(&word, 3, "y")
    } else if sets::HISSING_PLURALS.all().any(ends) {
        with(&word, 2, "")
    } else if ends("men") {
        with(&word, 2, "an")
    } else if ends("s") && !["ss", "us", "is"].iter().any(|e| ends(e)) && word.len() > 2 {
        with(&word, 1, "")
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::reporting::{Reporting, third_person};

    #[test]
    fn words_have_their_dictionary_forms() {
        for (word, tag, expected) in [
            ("said", Tag::VBD, "say"),
            ("Says", Tag::VBZ, "say"),
            ("told", Tag::VBN, "tell"),
            ("denies", Tag::VBZ, "deny"),
            ("denied", Tag::VBD, "deny"),
            ("stopped", Tag::VBD, "stop"),
            ("called", Tag::VBD, "call"),
            ("urging", Tag::VBG, "urge"),
            ("announced", Tag::VBD, "announce"),
            ("lying", Tag::VBG, "lie"),
            ("agreed", Tag::VBD, "agree"),
            ("Reiterated", Tag::VBD, "reiterate"),
            ("found", Tag::VBD, "find"),
            ("found", Tag::VB, "found"),
            ("’re", Tag::VBP, "be"),
            ("’S", Tag::VBZ, "be"),
            ("'s", Tag::POS, "'s"),
            ("N’T", Tag::RB, "not"),
            ("wo", Tag::MD, "will"),
            ("Cities", Tag::NNS, "city"),
            ("women", Tag::NNS, "woman"),
            ("people", Tag::NNS, "people"),
            ("HIS", Tag::PRPS, "he"),
            ("Democrats", Tag::NNPS, "Democrats"),
            ("better", Tag::JJR, "better"),
            ("x", Tag::VBZ, "x"),
            ("ascribed", Tag::VBD, "ascribe"),
            ("envisages", Tag::VBZ, "envisage"),
            ("lambasting", Tag::VBG, "lambaste"),
            ("quizzed", Tag::VBN, "quiz"),
            ("enquired", Tag::VBD, "enquire"),
            ("ÉCOLES", Tag::NNS, "école"),
        ] {
            assert_eq!(lemma(word, tag), expected, "{word} {tag:?}");
        }
    }

    /// Every form of every verb of the table of reporting words, as far as its past tells how it doubles its last letter.
    #[test]
    fn reporting_verbs_are_known_in_all_their_forms() {
        let mut wrong = Vec::new();
        for (verb, row) in Reporting::all().filter(|(_, row)| row.kind == "verb") {
            let past = row.cue().split(' ').next().unwrap();
            let stem = match past.strip_suffix("ed") {
                Some(stem) if stem.ends_with('i') || !past.starts_with(&verb[..verb.len() - 1]) => {
                    verb
                }
                Some(stem) => stem,
                None => verb
                    .strip_suffix('e')
                    .filter(|_| !verb.ends_with("ee"))
                    .unwrap_or(verb),
            };
            let doubled = ["bet", "cut", "forbid", "forget", "put"].contains(&verb);
            let again = if doubled { &verb[verb.len() - 1..] } else { "" };
            let going = match stem {
                "di" | "li" => format!("{}ying", &stem[..1]),
                _ => format!("{stem}{again}ing"),
            };
            for (form, tag) in [
                (past.to_owned(), Tag::VBD),
                (third_person(verb), Tag::VBZ),
                (going, Tag::VBG),
            ] {
                if lemma(&form, tag) != verb {
                    wrong.push(format!("{form} of {verb} is {}", lemma(&form, tag)));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_word_in_base_form_is_not_copied() {
        assert!(matches!(lemma("talks", Tag::VB), Cow::Borrowed("talks")));
        assert!(matches!(lemma("Ruiz", Tag::NNP), Cow::Borrowed("Ruiz")));
    }
}
