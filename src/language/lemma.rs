//! Words to dictionary forms.

use super::Tag;
use crate::lexicon::{NOUN_LEMMAS, VERB_LEMMAS};
use std::borrow::Cow;

/// The dictionary form of `word` tagged `tag`: `said` is `say`, `’re` is `be`, `Cities` is `city`, `him` is `he`.
///
/// Lower case, but for proper nouns, which stay as they are, and for `I`. Comparatives stay as they are, as CoreNLP has it.
#[must_use]
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    if matches!(tag, Tag::NNP | Tag::NNPS) {
        return Cow::Borrowed(word);
    }
    let lower = lowered(word);
    let known = match tag {
        Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ => auxiliary(&lower, tag)
            .or_else(|| {
                if matches!(tag, Tag::VB | Tag::VBP) {
                    None
                } else {
                    VERB_LEMMAS.get(&lower)
                }
            }),
        Tag::NNS => NOUN_LEMMAS.get(&lower),
        Tag::MD => match &*lower {
            "ca" => Some("can"),
            "wo" => Some("will"),
            "'ll" => Some("will"),
            "'d" => Some("would"),
            "sha" => Some("shall"),
            _ => None,
        },
        Tag::PRP | Tag::PRPS => pronoun(&lower),
        Tag::RB if &*lower == "n't" => Some("not"),
        Tag::DT if &*lower == "an" => Some("a"),
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

fn auxiliary(lower: &str, tag: Tag) -> Option<&'static str> {
    Some(match lower {
        "be" | "is" | "are" | "am" | "was" | "were" | "been" | "being" | "'re" | "'m" | "ai" => {
            "be"
        }
        "'s" if tag == Tag::VBZ => "be",
        "has" | "had" | "having" | "'ve" | "'d" => "have",
        "does" | "did" | "done" | "doing" => "do",
        "says" | "said" => "say",
        _ => return None,
    })
}

fn pronoun(lower: &str) -> Option<&'static str> {
    Some(match lower {
        "i" | "me" | "my" => "I",
        "him" | "his" => "he",
        "her" => "she",
        "its" => "it",
        "us" | "our" | "'s" => "we",
        "your" => "you",
        "them" | "their" | "'em" => "they",
        _ => return None,
    })
}

/// `word` without its last `cut` bytes, with `add` after it.
fn with(word: &str, cut: usize, add: &str) -> Cow<'static, str> {
    Cow::Owned([&word[..word.len() - cut], add].concat())
}

fn vowel(byte: u8) -> bool {
    b"aeiou".contains(&byte)
}

/// The base of an inflected verb, by rule.
fn base(word: Cow<'_, str>) -> Cow<'_, str> {
    let ends = |ending: &str| word.len() > ending.len() && word.ends_with(ending);
    let length = word.len();
    if ends("ies") || ends("ied") {
        with(&word, 3, if length <= 4 { "ie" } else { "y" })
    } else if ["sses", "shes", "ches", "xes", "zzes", "oes"]
        .iter()
        .any(|e| ends(e))
    {
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
    if ["ss", "ll", "ff", "zz"].iter().any(|e| ends(e)) {
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
        || length >= 3
            && !vowel(bytes[length - 3])
            && [
                "ar", "ir", "ur", "id", "ok", "ak", "ik", "ud", "ut", "ot", "ap", "ip", "am", "im",
                "om", "um", "in", "un",
            ]
            .iter()
            .any(|e| ends(e));
    with(stem, 0, if silent { "e" } else { "" })
}

/// The singular of a plural, by rule.
fn singular(word: Cow<'_, str>) -> Cow<'_, str> {
    let ends = |ending: &str| word.len() > ending.len() && word.ends_with(ending);
    if ends("ies") && word.len() > 4 {
        with(&word, 3, "y")
    } else if ["sses", "shes", "ches", "xes", "zzes"]
        .iter()
        .any(|e| ends(e))
    {
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
            ("ÉCOLES", Tag::NNS, "école"),
        ] {
            assert_eq!(lemma(word, tag), expected, "{word} {tag:?}");
        }
    }

    #[test]
    fn a_word_in_base_form_is_not_copied() {
        assert!(matches!(lemma("talks", Tag::VB), Cow::Borrowed("talks")));
        assert!(matches!(lemma("Ruiz", Tag::NNP), Cow::Borrowed("Ruiz")));
    }
}
