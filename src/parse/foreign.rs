//! Whether a story is in English, and if not, in what.
//!
//! The crate `whatlang` says which language a text is most like, by its letters and by runs of three of them. It weighs
//! them in floating point; only its choice is taken, which comes of additions, multiplications and divisions that every
//! machine rounds alike. Its confidence is not looked at.

use crate::text::Span;

/// How many pieces of a long story are read, spread over it: a menu at its top or a poem at its end are not the story.
const PIECES: usize = 5;

/// How many bytes a piece has, or few more.
const PIECE: usize = 400;

/// Fewer letters than this tell nothing in any script.
const FEW_LETTERS: usize = 20;

/// Fewer words than this tell nothing in Latin letters: headlines, names and scores are like no language much.
const FEW_WORDS: usize = 25;

/// One of [`ENGLISH`] in so many words makes a text English, whatever names it is full of and whatever is quoted in it. Prose has
/// one in five, a text in another language one in a hundred. So most texts need no further look.
const SHARE: usize = 10;

/// Common words that hardly any other language in Latin letters has.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "been", "but", "could", "from", "has", "his", "into", "more", "of",
    "our", "said", "she", "than", "that", "the", "their", "there", "these", "they", "this", "were",
    "what", "when", "which", "who", "with", "would", "you", "your",
];

/// The name of the language that the words of the spans are most like; `None` for English and where too few words tell.
#[must_use]
pub fn language(text: &str, spans: &[Span]) -> Option<&'static str> {
    let sample = sample(text, spans);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let latin = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters < FEW_LETTERS || latin * 2 > letters && is_english(&sample) {
        return None;
    }
    let found = whatlang::detect_lang(&sample)?;
    (found != whatlang::Lang::Eng).then(|| found.eng_name())
}

/// Whether common words say that a text in Latin letters is English, or has too few words to tell.
fn is_english(sample: &str) -> bool {
    let words = sample.split(|c: char| !c.is_alphanumeric());
    let (mut count, mut english) = (0, 0);
    for word in words.filter(|word| word.starts_with(char::is_alphabetic)) {
        count += 1;
        let folded = word.to_lowercase();
        english += usize::from(ENGLISH.binary_search(&folded.as_str()).is_ok());
    }
    count < FEW_WORDS || english * SHARE >= count
}

/// The words of the spans, or pieces from all over them where there are many.
fn sample(text: &str, spans: &[Span]) -> String {
    let total: usize = spans.iter().map(|span| span.len()).sum();
    let step = total.div_ceil(PIECES).max(PIECE);
    let mut sample = String::with_capacity(total.min(PIECES * PIECE) + spans.len().min(PIECE));
    let mut before = 0;
    for span in spans {
        let slice = &text[span.range()];
        let behind = before + slice.len();
        for piece in before / step..=behind / step {
            let from = (piece * step).max(before) - before;
            let to = (piece * step + PIECE).min(behind).max(before) - before;
            if from < to {
                sample.push_str(&slice[boundary(slice, from)..boundary(slice, to)]);
                if to == slice.len() || step > PIECE {
                    sample.push(' ');
                }
            }
        }
        before = behind;
    }
    sample
}

/// The boundary between characters at `at` or right before it.
fn boundary(slice: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&at| slice.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        language(text, &[Span::new(0, text.len())])
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(ENGLISH.is_sorted());
    }

    #[test]
    fn stories_in_other_languages_are_told_from_english() {
        let rows = include_str!("foreign.tsv").lines();
        let mut seen = std::collections::BTreeSet::new();
        for row in rows {
            let (name, story) = row.split_once('\t').expect("a language and a story");
            let found = of(story);
            match name {
                "English" => assert_eq!(found, None, "{story}"),
                // Languages that are not known by name are none the less not English.
                "?" => assert!(found.is_some(), "{story}"),
                _ => assert_eq!(found, Some(name), "{story}"),
            }
            seen.insert(name);
        }
        assert!(seen.len() > 30, "{seen:?}");
    }

    #[test]
    fn few_words_are_taken_as_english() {
        for text in [
            "",
            "13 24 55",
            "Prices rose 4.2 percent.",
            "Viva la vida!",
            "Guten Tag, meine Damen und Herren.",
            "Привет",
            "\u{200c} \u{200c} \u{200c}",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn the_story_decides_and_not_what_stands_at_its_ends() {
        let english = "The council voted on Tuesday to build a second bridge over the river, and the mayor said that work would begin in spring. ";
        let french = "Le conseil a décidé mardi de construire un second pont sur la rivière, et la maire a dit que les travaux commenceraient au printemps. ";
        let story = format!("{french}{}{french}", english.repeat(20));
        assert_eq!(of(&story), None);
        let story = format!("{english}{}{english}", french.repeat(20));
        assert_eq!(of(&story), Some("French"));
    }

    #[test]
    fn a_sample_is_short_and_from_all_over_the_story() {
        let text: String = (0..100_000).map(|at| format!("é{at} ")).collect();
        let spans: Vec<Span> = (0..text.len() / 200)
            .map(|at| {
                let from = boundary(&text, at * 200);
                Span::new(from, boundary(&text, at * 200 + 150))
            })
            .collect();
        for spans in [spans.as_slice(), &[Span::new(0, text.len())]] {
            let found = sample(&text, spans);
            assert!(found.len() < PIECES * (PIECE + 40), "{}", found.len());
            assert!(found.contains("é1 ") && found.contains("é80"), "{found}");
        }
        let short = "a b\nc d";
        assert_eq!(
            sample(short, &[Span::new(0, 3), Span::new(4, 7)]),
            "a b c d "
        );
    }
}
