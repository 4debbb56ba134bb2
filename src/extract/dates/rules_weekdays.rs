//! Rules for weekdays, holidays and dates in digits.

use super::found::Found;
use super::meaning::{Expression, Near, Ref};
use super::rule::{Rule, date, month, near, season, weekday, year};
use crate::time::Unit;
use crate::time::holidays::HOLIDAYS;

/// So many days from another day.
fn later(days: i32, day: Ref) -> Option<Expression> {
    date(Ref::Beyond(Unit::Day, days, Box::new(day)))
}

fn holiday(f: &Found) -> Option<Expression> {
    let when = HOLIDAYS.get(f.number("h")? as usize)?.1;
    let holiday = Ref::Holiday(when, near(f));
    let holiday = match year(f) {
        Some(year) => holiday.within(year),
        None => holiday,
    };
    if f.has("week") {
        return date(Ref::Around(Unit::Week, Box::new(holiday)));
    }
    if f.has("weekend") {
        return date(Ref::Around(Unit::Weekend, Box::new(holiday)));
    }
    date(holiday)
}

pub(super) const RULES: &[Rule] = &[
    // --- weekdays
    Rule {
        pattern: "w:WEEKDAY",
        meaning: |f| date(Ref::Weekday(weekday(f)?, Near::Tense)),
        examples: &[
            (
                "The minister said <Friday> that talks had failed.",
                "DATE 2025-04-18",
            ),
            (
                "The minister said <Saturday> that talks had failed.",
                "DATE 2025-04-19",
            ),
            ("Troops will withdraw on <Tuesday>.", "DATE 2025-04-22"),
        ],
    },
    Rule {
        pattern: "[<on|since|until|by|(] w:WEEKDAYABBR",
        meaning: |f| date(Ref::Weekday(weekday(f)?, Near::Tense)),
        examples: &[
            ("They spoke on <Mon.> in Oslo.", "DATE 2025-04-14"),
            ("They read the Sun.", ""),
        ],
    },
    Rule {
        pattern: "(this|the)? which:(last|next|this|past|coming|previous|following) $weekday",
        meaning: |f| date(Ref::Weekday(weekday(f)?, near(f))),
        examples: &[
            ("He left <last Friday>.", "DATE 2025-04-18"),
            ("He will leave <next Tuesday>.", "DATE 2025-04-22"),
            ("He will leave <this coming Sunday>.", "DATE 2025-04-20"),
        ],
    },
    Rule {
        pattern: "(the)? $weekday (last|gone) [!UNIT|PART|SEASON|MONTH|YEAR]",
        meaning: |f| date(Ref::Weekday(weekday(f)?, Near::Last)),
        examples: &[("They met on <Tuesday last>.", "DATE 2025-04-15")],
    },
    Rule {
        pattern: "$weekday week [!of|LOWER|-]",
        meaning: |f| later(7, Ref::Weekday(weekday(f)?, Near::Coming)),
        examples: &[("They will meet <Friday week>.", "DATE 2025-05-02")],
    },
    Rule {
        pattern: "(the)? $weekday before last",
        meaning: |f| later(-7, Ref::Weekday(weekday(f)?, Near::Last)),
        examples: &[("They met on <the Tuesday before last>.", "DATE 2025-04-08")],
    },
    Rule {
        pattern: "(the)? $weekday after next",
        meaning: |f| later(7, Ref::Weekday(weekday(f)?, Near::Coming)),
        examples: &[("They will meet <Friday after next>.", "DATE 2025-05-02")],
    },
    Rule {
        pattern: "the (s:SEASON|m:MONTH|h:HOLIDAY) (before:before last | after next)",
        meaning: |f| {
            let (near, years) = if f.has("before") {
                (Near::Last, -1)
            } else {
                (Near::Next, 1)
            };
            let stretch = match (season(f), month(f)) {
                (Some(season), _) => Ref::Season(season, near),
                (_, Some(month)) => Ref::Month(month, near),
                _ => Ref::Holiday(HOLIDAYS.get(f.number("h")? as usize)?.1, near),
            };
            date(Ref::Years(years, Box::new(stretch)))
        },
        examples: &[
            ("It burned <the summer before last>.", "DATE 2023-SU"),
            ("It will open <the March after next>.", "DATE 2027-03"),
        ],
    },
    // --- holidays
    Rule {
        pattern: "(this|the)? which:(last|next|this|past|coming|previous)? h:HOLIDAY week:week? weekend:weekend? (,? y:YEAR)?",
        meaning: holiday,
        examples: &[
            ("The plant was shut on <Thanksgiving>.", "DATE 2024-11-28"),
            ("The plant will be shut on <Labor Day>.", "DATE 2025-09-01"),
            (
                "The truce was signed on <Good Friday 1998>.",
                "DATE 1998-04-10",
            ),
        ],
    },
    Rule {
        pattern: "the? y:YEAR 's? h:HOLIDAY",
        meaning: holiday,
        examples: &[
            (
                "They celebrated <the 2018 Lunar New Year>.",
                "DATE 2018-02-16",
            ),
            (
                "They celebrated <2018's Lunar New Year>.",
                "DATE 2018-02-16",
            ),
        ],
    },
    // --- dates in digits
    Rule {
        pattern: "d:DIGITS",
        meaning: |f| f.expression("d").cloned(),
        examples: &[
            ("The hearing was held on <2024-11-05>.", "DATE 2024-11-05"),
            ("The hearing was held on <9/26/99>.", "DATE 1999-09-26"),
            ("The world changed after <9/11>.", "DATE 2001-09-11"),
        ],
    },
];
