//! The compiled rules of dates, and how they are matched.

use super::classes::CLASSES;
use super::found::Found;
use super::item::Items;
use super::lexis::Lexis;
use super::meaning::Expression;
use super::rule::Rule;
use super::rules;
use super::work;
use crate::extract::pattern::{Names, Pattern};
use std::sync::OnceLock;

/// The rules of one pass over a sentence.
#[derive(Debug)]
pub(super) struct Stage {
    rules: Vec<(Pattern, &'static Rule)>,
    /// Of each rule, what its second symbol can be; `None` if it needs none.
    seconds: Vec<Option<(Vec<u16>, u64)>>,
    by_word: Vec<Vec<u16>>,
    by_class: Vec<Vec<u16>>,
}

/// Words and rules, compiled once.
#[derive(Debug)]
pub(super) struct Grammar {
    pub lexis: Lexis,
    pub stages: Vec<Stage>,
}

/// The grammar.
pub(super) fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(build)
}

fn build() -> Grammar {
    let mut lexis = Lexis::of_tables();
    let names = Names {
        classes: CLASSES,
        macros: rules::MACROS,
    };
    let mut compiled: Vec<Vec<(Pattern, &'static Rule)>> = Vec::new();
    for stage in rules::STAGES {
        let rules = stage.iter().flat_map(|rules| rules.iter());
        let pattern = |rule: &'static Rule| {
            let pattern = Pattern::compile(rule.pattern, names, lexis.vocabulary());
            (pattern, rule)
        };
        compiled.push(rules.map(pattern).collect());
    }
    lexis.finish();
    let stages = compiled
        .into_iter()
        .map(|rules| stage(rules, lexis.size()))
        .collect();
    Grammar { lexis, stages }
}

fn stage(rules: Vec<(Pattern, &'static Rule)>, words: usize) -> Stage {
    let mut stage = Stage {
        rules: Vec::new(),
        seconds: rules.iter().map(|(pattern, _)| pattern.second()).collect(),
        by_word: vec![Vec::new(); words],
        by_class: vec![Vec::new(); u64::BITS as usize],
    };
    for (index, (pattern, _)) in rules.iter().enumerate() {
        let (firsts, mut classes) = pattern.first();
        for word in firsts {
            let list = &mut stage.by_word[usize::from(word)];
            if list.last() != Some(&(index as u16)) {
                list.push(index as u16);
            }
        }
        while classes != 0 {
            stage.by_class[classes.trailing_zeros() as usize].push(index as u16);
            classes &= classes - 1;
        }
    }
    stage.rules = rules;
    stage
}

impl Stage {
    /// The longest match of a rule at an item whose meaning the rule can tell; of equals, that of the first rule.
    pub fn at(
        &self,
        lexis: &Lexis,
        text: &str,
        items: &Items,
        at: usize,
    ) -> Option<(usize, Expression)> {
        let symbol = items.symbols[at];
        let next = items.symbols.get(at + 1).copied().unwrap_or_default();
        let mut best: Option<(usize, u16, Expression)> = None;
        let mut consider = |rule: u16| {
            work::step();
            if let Some((words, classes)) = &self.seconds[usize::from(rule)]
                && next.classes & classes == 0
                && (next.word == 0 || !words.contains(&next.word))
            {
                return;
            }
            let (pattern, row) = &self.rules[usize::from(rule)];
            let Some(found) = pattern.at(&items.symbols, at) else {
                return;
            };
            if let Some((end, earlier, _)) = &best
                && (found.end < *end || (found.end == *end && rule >= *earlier))
            {
                return;
            }
            let found = Found {
                lexis,
                text,
                items,
                pattern,
                found,
            };
            if found.found.end > at
                && let Some(expression) = (row.meaning)(&found)
            {
                best = Some((found.found.end, rule, expression));
            }
        };
        if symbol.word != 0 {
            self.by_word[usize::from(symbol.word)]
                .iter()
                .for_each(|&rule| consider(rule));
        }
        let mut classes = symbol.classes;
        while classes != 0 {
            self.by_class[classes.trailing_zeros() as usize]
                .iter()
                .for_each(|&rule| consider(rule));
            classes &= classes - 1;
        }
        best.map(|(end, _, expression)| (end, expression))
    }
}
