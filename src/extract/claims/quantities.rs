//! Quantities: how much of what, in which currency, how exactly.

use super::Quantity;
use super::decimal::Decimal;
use crate::extract::dates::DateMention;
use crate::language::TagSet;
use crate::language::sheet::Sheet;
use crate::language::{Arc, Tag};
use crate::lexicon::sets;
use crate::lexicon::{APPROXIMATIONS, CURRENCIES, NUMERALS, UNITS, VAGUE_QUANTITIES};
use crate::text::Span;
use crate::time::Timex;
use std::ops::Range;

/// The longest approximation, in words: "as little as".
const LONGEST_APPROXIMATION: usize = 3;

/// How far from its number the thing counted may stand: "58 newly registered adult voters".
const UNIT_REACH: usize = 4;

/// Every quantity of an article, by position, disjoint. Calendar dates and clock times are none; a duration is.
pub(super) fn find(sheet: &Sheet, dates: &[DateMention]) -> Vec<Quantity> {
    let calendar: Vec<Span> = dates
        .iter()
        .filter(|date| !matches!(date.timex, Timex::Duration(_)))
        .map(|date| date.span)
        .collect();
    let mut found = Vec::new();
    for number in 0..sheet.analysis.sentences.len() {
        let sentence = sheet.sentences[number].range();
        let mut at = sentence.start;
        while at < sentence.end {
            let read = quantity(sheet, at, &sentence, &calendar);
            match read {
                Some((quantity, next)) => {
                    found.push(quantity);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// A number as it stands in the text.
struct Number {
    value: Decimal,
    tokens: Range<usize>,
    /// A unit joined to it by a hyphen: "46-page".
    joined: Option<String>,
}

fn quantity(
    sheet: &Sheet,
    at: usize,
    sentence: &Range<usize>,
    calendar: &[Span],
) -> Option<(Quantity, usize)> {
    if in_calendar(sheet.span(at), calendar) || is_in_name(sheet, at) {
        return None;
    }
    let sign = currency_sign(sheet, at);
    let from = if sign.is_some() { at + 1 } else { at };
    if from >= sentence.end {
        return None;
    }
    let Some(number) = number(sheet, from, sentence, sign.is_some()) else {
        return vague(sheet, at, sentence);
    };
    let mut tokens = at..number.tokens.end;
    let mut quantity = Quantity {
        span: sheet.span(at),
        value: Some(number.value.to_string()),
        unit: number.joined,
        currency: sign,
        percent: false,
        approximate: false,
        vague: false,
    };
    if quantity.unit.is_none() && quantity.currency.is_none() {
        measure(sheet, &mut tokens, sentence, &mut quantity);
    }
    let bare = quantity.unit.is_none() && quantity.currency.is_none() && !quantity.percent;
    if bare && (is_label(sheet, &number.tokens, number.value, sentence)) {
        return None;
    }
    let first = approximated(sheet, at, sentence);
    quantity.approximate = first.is_some();
    let after = tokens.end + 1 < sentence.end
        && sheet.lower(tokens.end) == "or"
        && sets::OR_SO.has(sheet.lower(tokens.end + 1));
    if after {
        quantity.approximate = true;
        tokens.end += 2;
    }
    let first = first.unwrap_or(at);
    quantity.span = sheet.span(first).cover(sheet.span(tokens.end - 1));
    Some((quantity, tokens.end))
}

fn in_calendar(span: Span, calendar: &[Span]) -> bool {
    let next = calendar.partition_point(|date| date.end() <= span.start());
    calendar.get(next).is_some_and(|date| date.overlaps(span))
}

fn is_in_name(sheet: &Sheet, at: usize) -> bool {
    let id = crate::language::TokenId(at as u32);
    sheet
        .analysis
        .name_of(id)
        .is_some_and(|name| name.tokens.len() > 1)
        && currency_sign(sheet, at).is_none()
}

/// The ISO code of a currency sign before a number: "$", "US$", "EUR".
fn currency_sign(sheet: &Sheet, at: usize) -> Option<&'static str> {
    let code = CURRENCIES.get(sheet.lower(at))?;
    let is_sign = sheet.tag(at) == Tag::Dollar
        || sheet.lower(at).chars().any(|c| !c.is_alphanumeric())
        || sheet
            .article
            .slice(sheet.span(at))
            .chars()
            .all(char::is_uppercase)
        || sheet.lower(at) == "rs";
    (is_sign && !code.is_empty()).then_some(code)
}

/// How a number word counts.
fn numeral(word: &str) -> Option<(&'static str, Decimal)> {
    let (how, value) = NUMERALS.get(word)?.split_once('\t')?;
    Some((how, Decimal::parse(value)?))
}

/// The number that begins at a token.
fn number(sheet: &Sheet, at: usize, sentence: &Range<usize>, after_sign: bool) -> Option<Number> {
    let word = sheet.lower(at);
    if at > sentence.start && sets::LABELS_OF_NUMBERS.has(sheet.lower(at - 1)) && !after_sign {
        return None;
    }
    let mut joined = None;
    let mut end = at + 1;
    let mut value = if let Some(value) = Decimal::parse(word) {
        value
    } else if let Some((value, unit)) = joined_number(word, after_sign) {
        joined = unit;
        value
    } else {
        let (how, value) = numeral(word)?;
        match how {
            "add" => spelled(sheet, &mut end, sentence, value)?,
            "share" if word.contains('-') => value,
            "share" if share_stands(sheet, at, sentence) => value,
            "times" if at > sentence.start && matches!(sheet.lower(at - 1), "a" | "an") => value,
            _ => return None,
        }
    };
    if joined.is_none() {
        while end < sentence.end {
            match numeral(sheet.lower(end)) {
                Some(("times", factor)) => value = value.times(factor)?,
                Some(("suffix", factor)) if after_sign => value = value.times(factor)?,
                _ => break,
            }
            end += 1;
        }
    }
    let article = at > sentence.start
        && matches!(sheet.lower(at - 1), "a" | "an")
        && sheet.lower(at).bytes().all(|b| !b.is_ascii_digit());
    let start = if article { at - 1 } else { at };
    Some(Number {
        value,
        tokens: start.max(sentence.start)..end,
        joined,
    })
}

/// "twenty five", "three hundred and ten": the words after the first that add up.
fn spelled(
    sheet: &Sheet,
    end: &mut usize,
    sentence: &Range<usize>,
    first: Decimal,
) -> Option<Decimal> {
    let mut value = first;
    while *end < sentence.end {
        let word = sheet.lower(*end);
        match numeral(word) {
            Some(("add", more)) if more.is_within(1, 9) && value.is_within(20, 99) => {
                value = value.plus(more.to_string().parse().ok()?)?;
            }
            _ => break,
        }
        *end += 1;
    }
    Some(value)
}

/// "46-page", "twenty-five", "1.6bn", "24-year-old": a number and what is joined to it.
fn joined_number(word: &str, after_sign: bool) -> Option<(Decimal, Option<String>)> {
    if let Some((number, rest)) = word.split_once('-') {
        let ten = numeral(number)
            .filter(|(how, _)| *how == "add")
            .map(|(_, value)| value);
        let value = Decimal::parse(number).or(ten)?;
        if let (Some(ten), Some(("add", one))) = (ten, numeral(rest)) {
            return Some((ten.plus(one.to_string().parse().ok()?)?, None));
        }
        let unit = rest.split('-').next().unwrap_or(rest);
        if unit.is_empty() || !unit.chars().all(char::is_alphabetic) {
            return None;
        }
        if let Some((_, factor)) = numeral(unit).filter(|(how, _)| *how == "times") {
            return Some((value.times(factor)?, None));
        }
        let unit = UNITS.get(unit).unwrap_or(unit);
        return Some((value, Some(unit.to_string())));
    }
    let digits = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))?;
    let (number, rest) = word.split_at(digits);
    let value = Decimal::parse(number)?;
    match numeral(rest) {
        Some(("suffix", factor)) if after_sign || rest.len() > 1 => {
            Some((value.times(factor)?, None))
        }
        _ => {
            let unit = UNITS.get(rest)?;
            Some((value, Some(unit.to_string())))
        }
    }
}

/// Whether "half" or "third" is a share here and not an ordinal or a span of time.
fn share_stands(sheet: &Sheet, at: usize, sentence: &Range<usize>) -> bool {
    let next = (at + 1 < sentence.end).then(|| sheet.lower(at + 1));
    if sheet.lower(at) == "half" {
        return next.is_some_and(|next| sets::HALF_OF.has(next));
    }
    at > sentence.start
        && matches!(sheet.lower(at - 1), "a" | "one")
        && (next == Some("of") || sheet.arc(at) == Arc::Nmod)
}

/// Reads the percent sign, currency or unit after a number.
fn measure(
    sheet: &Sheet,
    tokens: &mut Range<usize>,
    sentence: &Range<usize>,
    quantity: &mut Quantity,
) {
    let Some(next) = (tokens.end < sentence.end).then(|| sheet.lower(tokens.end)) else {
        return;
    };
    if matches!(next, "percent" | "%" | "pct") {
        quantity.percent = true;
        tokens.end += 1;
        return;
    }
    let second = (tokens.end + 1 < sentence.end).then(|| sheet.lower(tokens.end + 1));
    if next == "per" && second == Some("cent") {
        quantity.percent = true;
        tokens.end += 2;
        return;
    }
    if matches!(next, "percentage" | "basis") && matches!(second, Some("point" | "points")) {
        quantity.unit = Some(format!("{next} point"));
        tokens.end += 2;
        return;
    }
    if let Some(code) = CURRENCIES
        .get(next)
        .filter(|_| sheet.tag(tokens.end) != Tag::VBD)
    {
        quantity.currency = Some(code);
        tokens.end += 1;
        return;
    }
    if let Some(unit) = counted(sheet, tokens.end, sentence) {
        let name = UNITS
            .get(sheet.lower(unit))
            .unwrap_or(sheet.printed_lemma(unit));
        quantity.unit = Some(name.to_string());
        tokens.end = unit + 1;
    }
}

/// The noun that is counted: the last of the first run of nouns, adjectives before it passed over.
fn counted(sheet: &Sheet, from: usize, sentence: &Range<usize>) -> Option<usize> {
    let mut noun = None;
    for at in from..sentence.end.min(from + UNIT_REACH) {
        match sheet.tag(at) {
            Tag::NN | Tag::NNS => noun = Some(at),
            Tag::NNP | Tag::NNPS if noun.is_none() => noun = Some(at),
            Tag::JJ | Tag::JJR | Tag::VBN | Tag::RB | Tag::VBG if noun.is_none() => {}
            _ => break,
        }
    }
    noun.filter(|&at| matches!(sheet.tag(at), Tag::NN | Tag::NNS | Tag::NNPS))
}

/// Whether a bare number names instead of counting: a year, a score, a house number, "one" for somebody.
fn is_label(sheet: &Sheet, tokens: &Range<usize>, value: Decimal, sentence: &Range<usize>) -> bool {
    let first = tokens.start;
    let named = first > sentence.start && TagSet::PROPER_NOUNS.has(sheet.tag(first - 1));
    let year =
        tokens.len() == 1 && value.is_within(1000, 2199) && !sheet.lower(first).contains(',');
    named || year || value.is_within(0, 1)
}

/// The first token of "close to", "as many as" before a number.
fn approximated(sheet: &Sheet, at: usize, sentence: &Range<usize>) -> Option<usize> {
    (1..=LONGEST_APPROXIMATION).rev().find_map(|count| {
        let from = at
            .checked_sub(count)
            .filter(|&from| from >= sentence.start)?;
        let mut phrase = String::new();
        for word in from..at {
            if word > from {
                phrase.push(' ');
            }
            phrase.push_str(sheet.lower(word));
        }
        APPROXIMATIONS.has(&phrase).then_some(from)
    })
}

/// "several judges", "thousands of shootings".
fn vague(sheet: &Sheet, at: usize, sentence: &Range<usize>) -> Option<(Quantity, usize)> {
    if !VAGUE_QUANTITIES.has(sheet.lower(at)) || sheet.tag(at) == Tag::RBS {
        return None;
    }
    let of = at + 1 < sentence.end && sheet.lower(at + 1) == "of";
    let from = if of { at + 2 } else { at + 1 };
    let from = if from < sentence.end && matches!(sheet.tag(from), Tag::DT | Tag::PRPS) {
        from + 1
    } else {
        from
    };
    let unit = counted(sheet, from, sentence)?;
    let name = UNITS
        .get(sheet.lower(unit))
        .unwrap_or(sheet.printed_lemma(unit));
    let quantity = Quantity {
        span: sheet.span(at).cover(sheet.span(unit)),
        value: None,
        unit: Some(name.to_string()),
        currency: None,
        percent: false,
        approximate: false,
        vague: true,
    };
    Some((quantity, unit + 1))
}
