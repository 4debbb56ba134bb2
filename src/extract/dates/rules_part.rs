//! Rules for a part of a longer stretch: "the last Friday | of this month", "the first half | of last year".

use super::classes::{DAYX, DECADEX, ORD, YEARX};
use super::found::Found;
use super::meaning::{Expression, Meaning, Near, Of, Ref};
use super::rule::{Rule, date, part, unit, weekday};
use crate::time::{Clock, Part, Repeat, Unit};

/// How manieth: slots n (an ordinal) and last.
fn place(f: &Found) -> Option<i8> {
    if f.has("last") {
        return Some(-1);
    }
    i8::try_from(f.value("n", ORD).map_or(f.number("n")?, |n| n as u32)).ok()
}

fn piece(place: i8, of: Of, alone: Option<Expression>) -> Option<Expression> {
    let alone = alone.map(Box::new);
    Some(Expression::new(Meaning::Piece(place, of, alone)))
}

/// What "the last Friday" is where nothing follows.
fn alone(f: &Found, last: Ref) -> Option<Expression> {
    f.has("last").then(|| Expression::date(last))
}

/// A piece (slot p) of a longer stretch (slot d).
fn of_stretch(f: &Found) -> Option<Expression> {
    let (place, of) = f.piece("p")?;
    let whole = match &f.expression("d")?.meaning {
        Meaning::Date(date) => date.clone(),
        // "The small hours of Monday morning".
        Meaning::Time(day, Clock::Part(_)) if matches!(of, Of::Hours(_)) => day.clone(),
        Meaning::Set(repeat) => {
            return Some(Expression::new(Meaning::Set(repeat.clone())))
                .filter(|_| matches!(repeat, Repeat::Every(_)));
        }
        _ => return None,
    };
    let is_day = f.class("d", DAYX);
    match of {
        Of::Hours(part) if is_day => Some(Expression::new(Meaning::Time(whole, Clock::Part(part)))),
        Of::Hours(_) => None,
        // "The first day of the talks on Monday", "the last week of Ramadan".
        _ if is_day => None,
        Of::Part(part) => {
            let day = Ref::Nth(place, Of::Unit(Unit::Day), Box::new(whole));
            Some(Expression::new(Meaning::Time(day, Clock::Part(part))))
        }
        Of::Unit(Unit::Half) if !f.class("d", YEARX) => {
            let end = if place == 1 { "START" } else { "END" };
            date(whole).map(|found| found.modified(end))
        }
        // "The last year in May 1998".
        Of::Unit(unit) if unit >= Unit::Year && !f.class("d", DECADEX) => None,
        of => date(Ref::Nth(place, of, Box::new(whole))),
    }
}

/// The pieces.
pub(super) const PIECES: &[Rule] = &[
    Rule {
        pattern: "(the|its|their|a)? (n:ORD|last:(last|final)) w:WEEKDAY [of|in]",
        meaning: |f| {
            let weekday = weekday(f)?;
            let alone = alone(f, Ref::Weekday(weekday, Near::Last));
            piece(place(f)?, Of::Weekday(weekday), alone)
        },
        examples: &[
            (
                "The fair opens on <the first Monday of May>.",
                "DATE 2025-05-05",
            ),
            (
                "The choir sings on <the last Friday of this month>.",
                "DATE 2025-04-25",
            ),
            (
                "They will vote on <the first Tuesday in November>.",
                "DATE 2025-11-04",
            ),
            (
                "They lost on <the last Monday> in a row.",
                "DATE 2025-04-14",
            ),
        ],
    },
    Rule {
        pattern: "(the|its|their|a)? n:ORD u:UNIT [of|in] | (the|its|their) last:(last|final|latter) u:UNIT [of|in]",
        meaning: |f| {
            let unit = unit(f)?;
            if unit < Unit::Day || unit == Unit::Quarter && !f.has("last") {
                return None;
            }
            let alone = match unit {
                // A length: "the last decade".
                Unit::Decade | Unit::Century | Unit::Millennium | Unit::Half => None,
                unit => alone(f, Ref::Cell(unit, -1)),
            };
            piece(place(f)?, Of::Unit(unit), alone)
        },
        examples: &[
            ("It rained in <the first week of January>.", "DATE 2025-W01"),
            (
                "It will close on <the last day of March 2026>.",
                "DATE 2026-03-31",
            ),
            (
                "They met on <the last weekend of October>.",
                "DATE 2024-W43-WE",
            ),
            ("Sales fell in <the last quarter of 2015>.", "DATE 2015-Q4"),
            (
                "Sales fell in <the second half of last year>.",
                "DATE 2024-H2",
            ),
            (
                "It froze in <the first half of the 17th century>.",
                "DATE 16",
            ),
            (
                "It closed in <the last decade of the 19th century>.",
                "DATE 189",
            ),
            ("They meet on <the first day of every month>.", "SET P1M"),
        ],
    },
    Rule {
        pattern: "the (n:ORD|last:(last|final)) p:PART [of]",
        meaning: |f| piece(place(f)?, Of::Part(part(f)?), None),
        examples: &[(
            "It burned down on <the last night of May>.",
            "TIME 2024-05-31TNI",
        )],
    },
    Rule {
        pattern: "(the)? (small|early|wee) hours",
        meaning: |_| {
            let time = Meaning::Time(Ref::Day, Clock::Part(Part::Morning));
            piece(1, Of::Hours(Part::Morning), Some(Expression::new(time)))
        },
        examples: &[
            (
                "It burned down in <the small hours of Tuesday>.",
                "TIME 2025-04-15TMO",
            ),
            (
                "It burned down in <the early hours of Monday morning>.",
                "TIME 2025-04-14TMO",
            ),
        ],
    },
];

/// The pieces with what they are pieces of.
pub(super) const WHOLES: &[Rule] = &[Rule {
    pattern: "p:PIECEX (of|in) (the)? (month of)? (d:DAYX PART | d:(DAYX|WEEKX|MONTHX|QUARTERX|SEASONX|YEARX|DECADEX|TIMEX|SETX))",
    meaning: of_stretch,
    examples: &[("He resigned on <the first day of 2020>.", "DATE 2020-01-01")],
}];
