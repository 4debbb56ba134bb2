//! The rules of dates, as rows: a pattern, what it means, and examples that a test reads.
//!
//! Three passes over a sentence: first the bare expressions ("the third quarter", "10 p.m.", "two weeks"), then what
//! is made of two of them ("the third quarter | of last year", "10 p.m. | Wednesday"), then what is said about them
//! ("early | next week", "more than | two weeks"). At each word the longest match wins, of equals the first rule.

use super::rule::Rule;

/// The passes, each with its tables of rules.
pub(super) const STAGES: &[&[&[Rule]]] = &[
    &[
        super::rules_part::PIECES,
        super::rules_days::RULES,
        super::rules_years::RULES,
        super::rules_weekdays::RULES,
        super::rules_relative::RULES,
        super::rules_vague::RULES,
        super::rules_time::RULES,
        super::rules_length::RULES,
    ],
    &[super::rules_part::WHOLES, super::rules_joined::RULES],
    &[super::rules_said::RULES],
];

/// Pieces of patterns.
pub(super) const MACROS: &[(&str, &str)] = &[
    (
        "many",
        "(n:NUM | few:FEW of? | (a|the|these|those) few:(few|couple|dozen) of?)",
    ),
    ("one", "(a|an|one)"),
    ("units", "u:(UNIT|UNITS|ABBRUNIT)"),
    (
        "school",
        "(fiscal|financial|school|academic|scholastic|tax|budget)",
    ),
    ("quarter", "(quarter|qtr|qtr.)"),
    (
        "face",
        "[<at|by|around|about|until|till|from|since|before|after|just|between|and|to]",
    ),
    (
        "bare",
        "[!LOWER|PLURAL|CAPITAL|NUM|UNIT|UNITS|MONTH|PART|percent|%|-|/|and|a|an|the|million|billion|to|per|CLOCK|MERIDIEM]",
    ),
    ("bc", "(b.c.|b.c|bc|bce|b.c.e.|b.c.e)"),
    ("weekday", "w:(WEEKDAY|WEEKDAYABBR)"),
    ("early", "early:(early|beginning|start|begin)"),
    (
        "in",
        "in|since|of|until|till|by|before|after|from|through|during|between|to|for|than|and|or|around|about|until|circa|late|early|mid|-|--",
    ),
    (
        "counted",
        "PLURAL|percent|%|people|men|women|children|million|billion|thousand|hundred|years-old|NUM",
    ),
    (
        "heads",
        "percent|%|people|men|women|children|million|billion|thousand|hundred|NUM",
    ),
];
