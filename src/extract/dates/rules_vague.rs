//! Rules for the past, the present and the future.

use super::rule::{Rule, fixed};
use crate::time::Date;

pub(super) const RULES: &[Rule] = &[
    Rule {
        pattern: "[<at] this moment",
        meaning: |_| fixed(Date::Present),
        examples: &[("No one is charged at <this moment>.", "DATE PRESENT_REF")],
    },
    Rule {
        pattern: "now [!-]|currently|presently|nowadays|at present",
        meaning: |_| fixed(Date::Present),
        examples: &[("The group <now> employs 400 people.", "DATE PRESENT_REF")],
    },
    Rule {
        pattern: "these days | the present | the present day",
        meaning: |_| fixed(Date::Present),
        examples: &[("Few write letters <these days>.", "DATE PRESENT_REF")],
    },
    Rule {
        pattern: "current [!account|accounts|CAPITAL|events|affairs]",
        meaning: |_| fixed(Date::Present),
        examples: &[("The <current> chairman left.", "DATE PRESENT_REF")],
    },
    Rule {
        pattern: "more? recently|lately",
        meaning: |_| fixed(Date::Past),
        examples: &[("The group <recently> bought a rival.", "DATE PAST_REF")],
    },
    Rule {
        pattern: "[<!most|more] recent",
        meaning: |_| fixed(Date::Past),
        examples: &[("The <recent> floods killed many.", "DATE PAST_REF")],
    },
    Rule {
        pattern: "(recent|past) (years|decades) (and UNITS)?",
        meaning: |_| fixed(Date::Past),
        examples: &[("Rents rose in <recent years>.", "DATE PAST_REF")],
    },
    Rule {
        pattern: "recent times",
        meaning: |_| fixed(Date::Past),
        examples: &[("Rents rose in <recent times>.", "DATE PAST_REF")],
    },
    Rule {
        pattern: "[<in|of|from|than|not] the (recent|distant)? past [!LOWER|NUM|FEW|UNIT|UNITS|SEASON|and]",
        meaning: |_| fixed(Date::Past),
        examples: &[("This has happened in <the past>.", "DATE PAST_REF")],
    },
    Rule {
        pattern: "the (recent|distant)? past [EDGE]",
        meaning: |_| fixed(Date::Past),
        examples: &[("He will not forget <the past>", "DATE PAST_REF")],
    },
    Rule {
        pattern: "(the|[<in|into|for]) (near|foreseeable|immediate|distant|not-too-distant)? future [!LOWER|PLURAL]",
        meaning: |_| fixed(Date::Future),
        examples: &[
            ("Nobody knows <the future>.", "DATE FUTURE_REF"),
            ("Future talks will be hard.", ""),
        ],
    },
    Rule {
        pattern: "the (near|short|long) term",
        meaning: |_| fixed(Date::Future),
        examples: &[("Prices may fall in <the near term>.", "DATE FUTURE_REF")],
    },
    Rule {
        pattern: "soon [!as|after|afterward|afterwards|thereafter|before|enough]",
        meaning: |_| fixed(Date::Future),
        examples: &[
            ("They will <soon> leave.", "DATE FUTURE_REF"),
            ("They left soon after the vote.", ""),
        ],
    },
    Rule {
        pattern: "as soon as possible | a later date",
        meaning: |_| fixed(Date::Future),
        examples: &[
            (
                "They want to leave <as soon as possible>.",
                "DATE FUTURE_REF",
            ),
            ("The vote was put off to <a later date>.", "DATE FUTURE_REF"),
        ],
    },
    Rule {
        pattern: "(the)? (coming|upcoming) u:UNITS (and UNITS)?",
        meaning: |_| fixed(Date::Future),
        examples: &[(
            "Talks will be held in <the coming weeks>.",
            "DATE FUTURE_REF",
        )],
    },
];
