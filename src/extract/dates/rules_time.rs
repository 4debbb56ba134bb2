//! Rules for times of the day.

use super::grammar::Found;
use super::meaning::{Expression, Meaning, Ref};
use super::rules::{Rule, part};
use super::shapes;
use crate::time::{Clock, Part};

fn at(clock: Clock) -> Option<Expression> {
    Some(Expression::new(Meaning::Time(Ref::Day, clock)))
}

/// The clock time in a slot that was read by its shape.
fn face(f: &Found) -> Option<Clock> {
    match f.expression("c")?.meaning {
        Meaning::Time(_, clock) => Some(clock),
        _ => None,
    }
}

/// Slots h or c, and x (a.m. or p.m.).
fn by_halves(f: &Found) -> Option<Expression> {
    let suffix = if f.value("x", super::words::MERIDIEM)? == 0 {
        "am"
    } else {
        "pm"
    };
    let (hour, minute) = match (f.item("h"), f.has("c").then(|| face(f)).flatten()) {
        // "9.53 a.m." is written like a decimal number.
        (Some(item), _) => (item.number, item.hundredths),
        (None, Some(Clock::At(hour, minute, _))) => (hour.into(), minute?.into()),
        _ => return None,
    };
    let (hour, minute) = shapes::meridiem(hour, minute, suffix)?;
    at(Clock::At(hour, Some(minute), None))
}

/// A clock time as it stands.
fn plain(f: &Found) -> Option<Expression> {
    at(face(f)?)
}

/// An hour with a part of the day: slots h or c, p.
fn by_part(f: &Found) -> Option<Expression> {
    let (hour, minute) = match (f.item("h"), f.has("c").then(|| face(f)).flatten()) {
        // "9.53 a.m." is written like a decimal number.
        (Some(item), _) => (item.number, item.hundredths),
        (None, Some(Clock::At(hour, minute, _))) => (hour.into(), minute?.into()),
        _ => return None,
    };
    let suffix = match part(f)? {
        Part::Morning => "am",
        Part::Night if hour < 6 || hour == 12 => "am",
        _ => "pm",
    };
    let (hour, minute) = shapes::meridiem(hour, minute, suffix)?;
    at(Clock::At(hour, Some(minute), None))
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        pattern: "(h:NUM|c:CLOCK) x:MERIDIEM ZONE? [!NUM]",
        meaning: by_halves,
        examples: &[
            ("The shop opens at <10 p.m.> here.", "TIME 2025-04-19T22:00"),
            ("It shook at <9.53am> here.", "TIME 2025-04-19T09:53"),
            (
                "The shop opens at <7:15 a.m. EST> here.",
                "TIME 2025-04-19T07:15",
            ),
        ],
    },
    Rule {
        pattern: "c:CLOCK ( ZONE | local time )",
        meaning: plain,
        examples: &[("The quake struck at <05:36 GMT>.", "TIME 2025-04-19T05:36")],
    },
    Rule {
        pattern: "c:CLOCK hours",
        meaning: plain,
        examples: &[("The curfew began <22:00 hours>.", "TIME 2025-04-19T22:00")],
    },
    Rule {
        pattern: "[<at|by|around|about|until|till|before|after|from|to|since|between] c:CLOCK",
        meaning: plain,
        examples: &[
            ("The quake struck at <14:30>.", "TIME 2025-04-19T14:30"),
            ("They won 3:15 in the end.", ""),
        ],
    },
    Rule {
        pattern: "c:TIMEX ZONE?",
        meaning: |f| f.expression("c").cloned(),
        examples: &[("The shop opens at <7:15pm>.", "TIME 2025-04-19T19:15")],
    },
    Rule {
        pattern: "(h:NUM|c:CLOCK) in the p:PART",
        meaning: by_part,
        examples: &[("They woke at <4 in the morning>.", "TIME 2025-04-19T04:00")],
    },
    Rule {
        pattern: "h:NUM (o'clock|o' clock)",
        meaning: |f| {
            let hour = f.number("h").filter(|hour| (1..=12).contains(hour))?;
            at(Clock::At(hour as u8, Some(0), None))
        },
        examples: &[("They woke at <five o'clock>.", "TIME 2025-04-19T05:00")],
    },
    Rule {
        pattern: "noon",
        meaning: |_| at(Clock::At(12, Some(0), None)),
        examples: &[("They met at <noon>.", "TIME 2025-04-19T12:00")],
    },
    Rule {
        pattern: "midnight",
        meaning: |_| at(Clock::At(24, Some(0), None)),
        examples: &[("The truce begins at <midnight>.", "TIME 2025-04-19T24:00")],
    },
    Rule {
        pattern: "[<at|by|around|about|until|before|after|from|since] (midday|mid -? day)",
        meaning: |_| at(Clock::At(12, Some(0), None)),
        examples: &[("They met at <midday>.", "TIME 2025-04-19T12:00")],
    },
    Rule {
        pattern: "[<in|during|through|throughout|by|until] the p:PART",
        meaning: |f| at(Clock::Part(part(f)?)),
        examples: &[("They met in <the morning>.", "TIME 2025-04-19TMO")],
    },
    Rule {
        pattern: "[<in|during] the (early:early|late:late) p:PART",
        meaning: |f| at(Clock::Part(part(f)?)).map(|found| super::rules_joined::modifier(f, found)),
        examples: &[("They met in <the early evening>.", "TIME 2025-04-19TEV")],
    },
    Rule {
        pattern: "mid -? p:PART",
        meaning: |f| at(Clock::Part(part(f)?)).map(|found| found.modified("MID")),
        examples: &[("They met at <mid-afternoon>.", "TIME 2025-04-19TAF")],
    },
    Rule {
        pattern: "[<at|before|after|until] (dawn|daybreak|sunrise)",
        meaning: |_| at(Clock::Part(Part::Morning)),
        examples: &[("They met at <dawn>.", "TIME 2025-04-19TMO")],
    },
    Rule {
        pattern: "[<at|before|after|until] (dusk|sunset|nightfall)",
        meaning: |_| at(Clock::Part(Part::Evening)),
        examples: &[("They met at <dusk>.", "TIME 2025-04-19TEV")],
    },
];
