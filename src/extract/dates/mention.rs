//! The expressions of a text, sentence by sentence, before it is known when they were said.

use super::classes::{CLOCK, DIGITS, EXPRESSIONS, MERIDIEM, YEARS};
use super::grammar::{Grammar, Stage, grammar};
use super::item::{Folded, Item, Items};
use super::meaning::{Expression, Link};
use super::tells::{Tells, tells};
use super::{lists, names, words};
use crate::extract::pattern::Symbol;
use crate::language::Analysis;
use crate::text::Span;
use std::cell::LazyCell;
use std::ops::Range;

/// How many words may stand between the first word of an expression and one that is about time.
pub(super) const REACH: u8 = 8;

/// An expression in its sentence, before it is known when it was said.
pub(super) struct Mention {
    pub span: Span,
    pub tokens: Range<u32>,
    pub found: Box<Expression>,
    /// The tokens of its sentence.
    pub sentence: Range<u32>,
    /// Whether the next mention follows in the same sentence, and how many items on.
    pub next: Option<usize>,
    /// How the next mention hangs together with it, if it does.
    pub link: Option<Link>,
    /// Whether it says when all of its clause was: "in 2014", not "the 2014 law".
    pub frames: bool,
}

/// The expressions of all sentences, in order.
pub(super) fn mentions(text: &str, analysis: &Analysis) -> Vec<Mention> {
    let grammar = grammar();
    let mut mentions: Vec<Mention> = Vec::new();
    let (mut items, mut spare) = (Items::default(), Items::default());
    for sentence in &analysis.sentences {
        let tokens = &analysis.tokens[sentence.start as usize..sentence.end as usize];
        if !words::read(&grammar.lexis, text, tokens, sentence.start, &mut items) {
            continue;
        }
        for stage in &grammar.stages {
            pass(grammar, text, stage, &mut items, &mut spare);
            // Later stages join what the first has found.
            if !items.measure(EXPRESSIONS) {
                break;
            }
        }
        lists::join(text, &mut items);
        let runs = LazyCell::new(|| names::is_running(text, tokens));
        let mut last: Option<usize> = None;
        for (index, symbol) in items.symbols.iter().enumerate() {
            let item = &mut items.items[index];
            if item.found.is_none()
                || symbol.classes & (CLOCK | DIGITS | MERIDIEM | YEARS) != 0
                || names::is_title(
                    &grammar.lexis,
                    text,
                    analysis,
                    sentence,
                    item,
                    symbol.classes,
                ) && *runs
                || names::is_masthead(text, analysis, sentence, item)
                || names::is_name(text, analysis, item)
            {
                continue;
            }
            let Some(found) = item.found.take() else {
                continue;
            };
            if let Some((before, last)) = mentions.last_mut().zip(last) {
                before.next = Some(index - last);
                before.link = link(&text[before.span.end()..item.span.start()]);
            }
            last = Some(index);
            mentions.push(Mention {
                span: item.span,
                tokens: item.tokens.clone(),
                found,
                sentence: sentence.clone(),
                next: None,
                link: None,
                frames: frames(&text[..item.span.start()]),
            });
        }
    }
    mentions
}

/// How two expressions hang together by what stands between them: a word, a comma and a word, or a dash.
fn link(between: &str) -> Option<Link> {
    let between = between.trim();
    let word = between.strip_prefix(',').unwrap_or(between).trim_start();
    if matches!(word, "-" | "\u{2013}" | "\u{2014}") || tells(word, Tells::Range) {
        Some(Link::To)
    } else if word.is_empty() && !between.is_empty() || tells(word, Tells::List) {
        Some(Link::And)
    } else {
        None
    }
}

/// Whether what stands before an expression makes it say when all of its clause was.
fn frames(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    word.and_then(Folded::new)
        .is_some_and(|word| tells(word.as_str(), Tells::Frame))
}

/// Replaces what the rules of a stage find by one item each.
fn pass(grammar: &Grammar, text: &str, stage: &Stage, items: &mut Items, spare: &mut Items) {
    spare.clear();
    let mut at = 0;
    while at < items.symbols.len() {
        let found = if items.reach[at] <= REACH {
            stage.at(&grammar.lexis, text, items, at)
        } else {
            None
        };
        match found {
            Some((end, expression)) => {
                let classes = expression.classes();
                let (first, last) = (&items.items[at], &items.items[end - 1]);
                let item = Item {
                    span: first.span.cover(last.span),
                    tokens: first.tokens.start..last.tokens.end,
                    number: 0,
                    hundredths: 0,
                    found: Some(Box::new(expression)),
                };
                spare.push(item, Symbol { word: 0, classes });
                at = end;
            }
            None => {
                let item = &mut items.items[at];
                let moved = Item {
                    found: item.found.take(),
                    tokens: item.tokens.clone(),
                    ..*item
                };
                spare.push(moved, items.symbols[at]);
                at += 1;
            }
        }
    }
    std::mem::swap(items, spare);
}
