//! What else the words around a cue say: its class, negation, addressee, place, medium.

use super::cues::known;
use super::draft::Draft;
use super::hearers;
use super::quoted;
use super::view::{NONE, Node, View};
use super::{CueClass, Kind};
use crate::language::{Arc, NameKind, Tag};
use crate::text::Span;
use std::ops::Range;

/// How much of the content stands in quotation marks.
pub(super) fn kind(view: &View, draft: &Draft) -> Kind {
    let words = draft
        .content
        .iter()
        .map(|&at| &view.nodes[at as usize])
        .filter(|node| node.is_word);
    let (mut inside, mut outside) = (false, false);
    for node in words {
        if node.region == NONE {
            outside = true;
        } else {
            inside = true;
        }
    }
    match (inside, outside) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        _ => Kind::Indirect,
    }
}

/// The class of a cue: that of its head in the lexicon, else of another word of it, else by its part of speech.
pub(super) fn class(view: &View, draft: &Draft) -> CueClass {
    let listed = std::iter::once(draft.head)
        .chain(draft.cue.iter().map(|&at| at as usize))
        .find_map(|at| CueClass::of(known(view, at)));
    let node = &view.nodes[draft.head];
    listed.unwrap_or(match node.tag {
        _ if draft.by_form || kind(view, draft) == Kind::Direct => CueClass::Neutral,
        Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
            if draft
                .content
                .iter()
                .any(|&at| view.lemmas[at as usize] == "that") =>
        {
            CueClass::Neutral
        }
        Tag::IN | Tag::TO | Tag::Colon | Tag::RB => CueClass::Neutral,
        _ => CueClass::Attitude,
    })
}

/// Whether the cue is negated or refused.
pub(super) fn is_negated(view: &View, draft: &Draft) -> bool {
    draft.cue.iter().any(|&at| {
        let node = &view.nodes[at as usize];
        node.arc == Arc::Neg
            || matches!(
                view.lemmas[at as usize].as_str(),
                "not"
                    | "n't"
                    | "n’t"
                    | "never"
                    | "neither"
                    | "nor"
                    | "decline"
                    | "refuse"
                    | "avoid"
                    | "without"
                    | "fail"
                    | "unwilling"
            )
    })
}

/// Whom, where and by what means.
#[derive(Debug, Default)]
pub(super) struct Circumstances {
    pub(super) addressee: Option<Span>,
    pub(super) place: Option<Span>,
    pub(super) medium: Option<Span>,
}

/// Nouns of things that carry words.
const MEDIA: [&str; 46] = [
    "address",
    "ad",
    "advertisement",
    "affidavit",
    "announcement",
    "article",
    "blog",
    "book",
    "briefing",
    "broadcast",
    "column",
    "complaint",
    "conference",
    "court",
    "debate",
    "document",
    "editorial",
    "email",
    "e-mail",
    "essay",
    "facebook",
    "filing",
    "hearing",
    "instagram",
    "interview",
    "lawsuit",
    "letter",
    "memo",
    "message",
    "note",
    "op-ed",
    "podcast",
    "post",
    "release",
    "remark",
    "report",
    "ruling",
    "speech",
    "statement",
    "testimony",
    "text",
    "transcript",
    "tweet",
    "twitter",
    "video",
    "website",
];

/// Verbs whose object is the one who is told.
const TELLING: [&str; 19] = [
    "advise", "ask", "assure", "brief", "caution", "convince", "instruct", "inform", "notify",
    "order", "persuade", "press", "promise", "remind", "show", "tell", "text", "urge", "warn",
];

/// Prepositions before what carries words.
const BY_MEANS_OF: [&str; 8] = ["at", "by", "during", "from", "in", "on", "through", "via"];

pub(super) fn circumstances(view: &View, draft: &Draft) -> Circumstances {
    let mut found = Circumstances::default();
    let head = draft.head;
    if !matches!(
        view.nodes[head].tag,
        Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
    ) {
        return found;
    }
    let cover = |words: &Range<usize>| view.spans[words.start].cover(view.spans[words.end - 1]);
    let hearer = hearers::hearer(view, draft);
    found.addressee = hearer.as_ref().map(cover);
    let free = |at: usize| {
        draft.content.binary_search(&(at as u32)).is_err() && !draft.source.contains(&(at as u32))
    };
    for &child in view.children(head) {
        let child = child as usize;
        let node = &view.nodes[child];
        if !free(child) || node.region != view.nodes[head].region {
            continue;
        }
        let case = view
            .child(child, &[Arc::Case])
            .map_or("", |case| view.lemmas[case].as_str());
        let phrase = || phrase(view, child, &free);
        match node.arc {
            Arc::Iobj if hearers::can_hear(view, child) => {
                found.addressee = found.addressee.or_else(phrase)
            }
            Arc::Dobj if TELLING.contains(&view.lemmas[head].as_str()) => {
                found.addressee = found.addressee.or_else(phrase)
            }
            Arc::Nmod
                if matches!(case, "to" | "with")
                    && child > head
                    && hearers::can_hear(view, child) =>
            {
                found.addressee = found.addressee.or_else(phrase);
            }
            Arc::Nmod if BY_MEANS_OF.contains(&case) => {
                if MEDIA.contains(&view.lemmas[child].to_lowercase().as_str()) {
                    found.medium = found.medium.or_else(phrase);
                } else if is_place(node) && matches!(case, "in" | "at" | "from") {
                    found.place = found.place.or_else(|| place(view, child, &free));
                }
            }
            _ => {}
        }
    }
    // "told reporters in Paris", "told a rally in Leeds": the place hangs on the addressee.
    if found.place.is_none() {
        for &child in view.children(head) {
            for &below in view.children(child as usize) {
                let node = &view.nodes[below as usize];
                let case = view
                    .child(below as usize, &[Arc::Case])
                    .map_or("", |case| view.lemmas[case].as_str());
                if node.arc == Arc::Nmod
                    && is_place(node)
                    && matches!(case, "in" | "at")
                    && free(below as usize)
                    && below as usize > head
                    && free(child as usize)
                {
                    found.place = found.place.or_else(|| place(view, below as usize, &free));
                    if let (Some(place), Some(addressee)) = (found.place, found.addressee) {
                        let in_word = view
                            .child(below as usize, &[Arc::Case])
                            .map_or(place.start(), |case| view.spans[case].start());
                        if addressee.start() < in_word && addressee.end() > in_word {
                            let end = view.spans
                                [view.spans.partition_point(|span| span.start() < in_word) - 1]
                                .end();
                            found.addressee =
                                Some(Span::new(addressee.start(), end.max(addressee.start())));
                        }
                    }
                }
            }
        }
    }
    // "told the court in a letter the plant …": what stands between hearer and content, whatever the tree hangs it on.
    if let Some(hearer) = hearer {
        let own = view.sentence(head);
        let end = (hearer.end..own.end)
            .find(|&at| !free(at))
            .unwrap_or(own.end);
        for (preposition, words) in hearers::phrases_behind(view, &hearer, end) {
            let last = words.end - 1;
            let preposition = view.lemmas[preposition].as_str();
            if BY_MEANS_OF.contains(&preposition) && MEDIA.contains(&view.lemmas[last].as_str()) {
                found.medium = found.medium.or_else(|| Some(cover(&words)));
            } else if matches!(preposition, "in" | "at") && is_place(&view.nodes[last]) {
                found.place = found.place.or_else(|| place(view, last, &free));
            }
        }
    }
    found.addressee = found.addressee.filter(|span| !span.is_empty());
    found
}

/// Whether a token belongs to the name of a place.
fn is_place(node: &Node) -> bool {
    node.name == NameKind::Place as u8 + 1
}

/// The name of a place around its head, with the wider place behind a comma: "Leeds", "Paris, France".
fn place(view: &View, head: usize, free: &impl Fn(usize) -> bool) -> Option<Span> {
    let here = view.nodes[head].sentence;
    let named = |at: usize| {
        let node = view.nodes.get(at);
        node.is_some_and(|node| is_place(node) && node.sentence == here) && free(at)
    };
    let mut low = head;
    while low > 0 && named(low - 1) {
        low -= 1;
    }
    let mut high = head;
    loop {
        let comma = view.lemmas.get(high + 1).is_some_and(|mark| mark == ",");
        if named(high + 1) {
            high += 1;
        } else if comma && named(high + 2) {
            high += 2;
        } else {
            break;
        }
    }
    named(head).then(|| view.spans[low].cover(view.spans[high]))
}

/// The words of a phrase without its preposition, its clauses and what is source or content.
fn phrase(view: &View, head: usize, free: &impl Fn(usize) -> bool) -> Option<Span> {
    let mut low = head;
    let mut high = head;
    for &child in view.children(head) {
        let node = &view.nodes[child as usize];
        match node.arc {
            Arc::Case
            | Arc::Punct
            | Arc::AclRelcl
            | Arc::Acl
            | Arc::Ccomp
            | Arc::Appos
            | Arc::Parataxis
            | Arc::Advcl
            | Arc::Dep
            | Arc::NmodTmod => {}
            _ => {
                low = low.min(node.low as usize);
                high = high.max(node.high as usize);
            }
        }
    }
    while low < head && !free(low) {
        low += 1;
    }
    while high > head && !free(high) {
        high -= 1;
    }
    (low..=high)
        .all(free)
        .then(|| view.spans[low].cover(view.spans[high]))
}

/// The name of the way the relation was found: by form, else by what heads the cue, else by where the cue stands.
pub(super) fn by(view: &View, draft: &Draft) -> &'static str {
    let node = &view.nodes[draft.head];
    if draft.by_form && !node.is_word {
        return match view.text(draft.head) {
            ":" if view.header[node.sentence as usize] => "headline",
            ":" => "turn",
            _ => "signature",
        };
    }
    match node.tag {
        Tag::Colon if view.header[node.sentence as usize] => "headline",
        Tag::Colon => "mark",
        _ if matches!(view.lemmas[draft.head].as_str(), "accord" | "according") => "according-to",
        Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS if !quoted::speaks(view, draft.head) => "noun",
        Tag::JJ | Tag::JJR => "adjective",
        Tag::RB => "adverb",
        Tag::IN | Tag::TO => "preposition",
        _ => {
            let (first, last) = (
                draft.content[0] as usize,
                draft.content[draft.content.len() - 1] as usize,
            );
            match (first < draft.head, last > draft.head) {
                (true, true) => "said-inside",
                (true, false) => "said-after",
                _ => "said-before",
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{REPORTING, assert_sorted};

    #[test]
    fn reporting_words_are_sorted_and_have_a_class_and_a_marked_example() {
        assert_sorted("reporting", &REPORTING);
        for (word, row) in REPORTING.rows() {
            let (class, example) = row.split_once('\t').unwrap_or((row, ""));
            assert!(
                CueClass::of(class).is_some(),
                "{word} has the unknown class {class:?}"
            );
            assert!(
                example.contains('‹') && example.matches('*').count() == 2,
                "{word}: {example:?}"
            );
            let cue = example.split('*').nth(1).unwrap_or("");
            let start: String = word.chars().take(1).collect();
            let irregular = matches!(word, "go" | "be");
            assert!(
                irregular
                    || cue
                        .split(' ')
                        .any(|part| part.to_lowercase().starts_with(&start)),
                "the example of {word} has another cue: {cue:?}"
            );
        }
    }
}
