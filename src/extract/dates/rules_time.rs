//! Rules for times of the day.

use super::found::Found;
use super::meaning::{Expression, Meaning, Ref};
use super::rule::{Rule, part};
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
    let suffix = if f.value("x", super::classes::MERIDIEM)? == 0 {
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

/// So many minutes past or to an hour: slots late, and h, noon or midnight.
fn beside(f: &Found, minutes: u32) -> Option<Expression> {
    let hour = match (f.has("noon"), f.has("midnight")) {
        (true, _) => 12,
        (_, true) => 24,
        _ => f.number("h").filter(|hour| (1..=12).contains(hour))?,
    };
    let minutes = if f.has("late") {
        hour * 60 + minutes
    } else {
        hour * 60 - minutes
    };
    let (hour, minute) = (minutes / 60 % 24, minutes % 60);
    at(Clock::At(hour as u8, Some(minute as u8), None))
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
        Part::Night if hour < 5 || hour == 12 => "am",
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
        pattern: "c:CLOCK (hours|hrs|hr|h) ZONE?",
        meaning: plain,
        examples: &[("The curfew began <22:00 hours>.", "TIME 2025-04-19T22:00")],
    },
    Rule {
        pattern: "[<at|by|around|about|from|until|till|since|before|after|between|to] h:NUM (hours|hrs|hr) ZONE?",
        // "1800 hours" is a time where a preposition of time stands before it; 1875 hours are none.
        meaning: |f| {
            let (number, digits) = (f.number("h")?, f.word("h"));
            let minute = number % 100;
            (digits.len() == 4
                && digits.bytes().all(|b| b.is_ascii_digit())
                && number <= 2400
                && minute < 60)
                .then(|| at(Clock::At((number / 100) as u8, Some(minute as u8), None)))?
        },
        examples: &[
            ("The curfew began at <1800 hours>.", "TIME 2025-04-19T18:00"),
            ("They worked about <1875 hours>.", "DURATION PT1875H"),
        ],
    },
    Rule {
        pattern: "[<at|beyond|around] h:NUM (hrs|h) ZONE?",
        meaning: |f| {
            let hour = f
                .number("h")
                .filter(|hour| *hour <= 24 && f.word("h").len() == 2)?;
            at(Clock::At(hour as u8, Some(0), None))
        },
        examples: &[("The shops open at <16hrs> here.", "TIME 2025-04-19T16:00")],
    },
    Rule {
        pattern: "$face (half|a? quarter:quarter) (late:past | late:after | to|before|till) (h:NUM|noon:noon|midnight:midnight)",
        meaning: |f| beside(f, if f.has("quarter") { 15 } else { 30 }),
        examples: &[
            ("They met at <half past three>.", "TIME 2025-04-19T03:30"),
            ("They met at <quarter to nine>.", "TIME 2025-04-19T08:45"),
            (
                "They met at <a quarter past noon>.",
                "TIME 2025-04-19T12:15",
            ),
        ],
    },
    Rule {
        pattern: "$face n:NUM minutes? (late:past|to) (h:NUM|noon:noon|midnight:midnight)",
        // In words: "at 20 to 30".
        meaning: |f| {
            let minutes = f.number("n").filter(|n| n % 5 == 0 && *n < 30)?;
            let words = !f.word("n").starts_with(|c: char| c.is_ascii_digit());
            beside(f, minutes).filter(|_| words)
        },
        examples: &[("They met at <twenty past ten>.", "TIME 2025-04-19T10:20")],
    },
    Rule {
        pattern: "(scored|scoring|goal|goals) at c:CLOCK | c:CLOCK (of|in|into) the (ORD|final|opening) (period|half|quarter|inning)",
        meaning: super::rule::nothing,
        examples: &[
            ("The striker scored at 7:14 of the second period.", ""),
            ("The striker hit the post at 7:14 of the second period.", ""),
        ],
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
        pattern: "(h:NUM|c:CLOCK) (o'clock)? (in the p:PART | at p:night)",
        meaning: by_part,
        examples: &[
            ("They woke at <4 in the morning>.", "TIME 2025-04-19T04:00"),
            (
                "They woke at <3 o'clock in the afternoon>.",
                "TIME 2025-04-19T15:00",
            ),
            ("They met at <11 at night>.", "TIME 2025-04-19T23:00"),
        ],
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
        pattern: "[<at|by|around|before|after|until|during] (lunchtime|lunch time)",
        meaning: |_| at(Clock::Part(Part::Midday)),
        examples: &[("They met at <lunchtime>.", "TIME 2025-04-19TMI")],
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
        meaning: |f| at(Clock::Part(part(f)?)).map(|found| super::rule::modifier(f, found)),
        examples: &[("They met in <the early evening>.", "TIME 2025-04-19TEV")],
    },
    Rule {
        pattern: "the? (late|later) hours",
        meaning: |_| at(Clock::Part(Part::Night)),
        examples: &[("They work in <the late hours>.", "TIME 2025-04-19TNI")],
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
        pattern: "[<at|before|after|until] (dusk|sunset|nightfall|sundown)",
        meaning: |_| at(Clock::Part(Part::Evening)),
        examples: &[("They met at <dusk>.", "TIME 2025-04-19TEV")],
    },
];
