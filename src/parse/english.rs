//! Whether a story is in English.

use crate::text::Span;

/// Common English words that are rare in other languages written in Latin letters.
const ENGLISH: &[&str] = &[
    "a", "about", "after", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from",
    "had", "has", "have", "he", "her", "his", "i", "in", "is", "it", "its", "not", "of", "on",
    "or", "our", "said", "she", "that", "the", "their", "they", "this", "to", "was", "we", "were",
    "which", "who", "will", "with", "would", "you",
];

/// Common words of German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish, Turkish, Indonesian and others
/// that are rare in English.
const OTHERS: &[&str] = &[
    "av", "az", "bir", "con", "da", "dan", "das", "de", "del", "dem", "den", "der", "des", "di",
    "die", "do", "du", "e", "een", "ein", "eine", "el", "em", "en", "est", "et", "för", "het", "i",
    "il", "ist", "je", "jest", "la", "las", "le", "les", "los", "med", "mit", "na", "nicht", "nie",
    "och", "og", "para", "pas", "per", "pour", "que", "se", "sich", "sie", "som", "sur", "tidak",
    "um", "un", "una", "und", "une", "van", "ve", "von", "w", "yang", "z", "zu",
];

/// How many words are looked at: a page tells.
const WORDS: usize = 2000;

/// Fewer words than this tell nothing, unless they are in another script.
const FEW: usize = 25;

/// Whether the words of the spans are English, or too few to tell.
#[must_use]
pub fn is_english(text: &str, spans: &[Span]) -> bool {
    let (mut words, mut english, mut others, mut foreign_script) = (0, 0, 0, 0);
    let all = spans.iter().flat_map(|span| {
        text[span.range()]
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_alphabetic))
    });
    for word in all.take(WORDS) {
        words += 1;
        // A word that is longer than this is in no list, and may be a megabyte long.
        if word.len() > 12 {
            foreign_script += usize::from(!is_latin(word));
            continue;
        }
        let folded = word.to_lowercase();
        english += usize::from(ENGLISH.binary_search(&folded.as_str()).is_ok());
        others += usize::from(OTHERS.binary_search(&folded.as_str()).is_ok());
        foreign_script += usize::from(!is_latin(word));
    }
    if foreign_script * 2 > words {
        return false;
    }
    words < FEW || english > others || english * 8 > words
}

/// Whether a word begins in Latin letters.
fn is_latin(word: &str) -> bool {
    word.starts_with(|c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(text: &str) -> bool {
        is_english(text, &[Span::new(0, text.len())])
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(ENGLISH.is_sorted());
        assert!(OTHERS.is_sorted());
    }

    #[test]
    fn stories_in_other_languages_are_told_from_english() {
        assert!(english(
            "The mayor of Lusaka said on Friday that the new market would open in June, after the last of the traders had been given a stall and a key to it."
        ));
        assert!(!english(
            "Der Bürgermeister von Lusaka sagte am Freitag, dass der neue Markt im Juni eröffnet werde, nachdem die letzten Händler einen Stand und einen Schlüssel erhalten haben, und er ist froh."
        ));
        assert!(!english(
            "El alcalde de Lusaka dijo el viernes que el nuevo mercado abrirá en junio, después de que los últimos vendedores reciban un puesto y la llave, y que la ciudad no va a esperar más."
        ));
        assert!(!english(
            "Мэр Лусаки заявил в пятницу, что новый рынок откроется."
        ));
    }

    #[test]
    fn few_words_and_names_are_taken_as_english() {
        assert!(english("Prices rose 4.2 percent."));
        assert!(english(""));
        assert!(english("13 24 55"));
    }
}
