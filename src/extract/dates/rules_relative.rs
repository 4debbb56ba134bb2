//! Rules for what is told from the day of writing, or from a date mentioned before.

use super::found::Found;
use super::meaning::{Expression, Meaning, Near, Ref};
use super::rule::{Many, Rule, date, fixed, many, near, nothing, part, unit, weekday};
use crate::time::{Clock, Date, Length, Part, Unit};

/// So many units ago (`sign` -1) or from now on (1); `from` makes the reference.
fn away(f: &Found, sign: i32, from: fn(Unit, i32) -> Ref) -> Option<Expression> {
    let unit = unit(f)?;
    let (n, hundredths) = match many(f) {
        Many::Number(n, hundredths) => (i32::try_from(n).ok()?, hundredths),
        Many::Vague if from(unit, 0) == Ref::Cell(unit, 0) => {
            return fixed(if sign < 0 { Date::Past } else { Date::Future });
        }
        Many::Vague => return Some(Expression::new(Meaning::Length(Length::Vague(unit)))),
    };
    let (n, unit) = match unit {
        Unit::Decade => (n.checked_mul(10)?, Unit::Year),
        Unit::Century => (n.checked_mul(100)?, Unit::Year),
        Unit::Year if hundredths == 50 => (n.checked_mul(12)?.checked_add(6)?, Unit::Month),
        unit => (n, unit),
    };
    date(from(unit, n.checked_mul(sign)?))
}

fn ago(f: &Found) -> Option<Expression> {
    away(f, -1, Ref::Cell)
}

/// "This week", "the following month": slots which and u.
fn cell(f: &Found) -> Option<Expression> {
    let unit = unit(f)?;
    if unit < Unit::Day || unit == Unit::Half {
        return None;
    }
    date(match near(f) {
        Near::Last => Ref::Cell(unit, -1),
        Near::Next | Near::Coming => Ref::Cell(unit, 1),
        Near::This => Ref::Cell(unit, 0),
        Near::Before => Ref::From(unit, -1),
        Near::After => Ref::From(unit, 1),
        Near::Tense => Ref::Same(unit),
    })
}

fn on_day(f: &Found, days: i32) -> Option<Expression> {
    Some(Expression::new(Meaning::Time(
        Ref::Cell(Unit::Day, days),
        Clock::Part(part(f)?),
    )))
}

pub(super) const RULES: &[Rule] = &[
    // --- days
    Rule {
        pattern: "today|today 's",
        meaning: |_| date(Ref::Cell(Unit::Day, 0)),
        examples: &[("The index fell <today>.", "DATE 2025-04-19")],
    },
    Rule {
        pattern: "yesterday",
        meaning: |_| date(Ref::Cell(Unit::Day, -1)),
        examples: &[("The index fell <yesterday>.", "DATE 2025-04-18")],
    },
    Rule {
        pattern: "tomorrow",
        meaning: |_| date(Ref::Cell(Unit::Day, 1)),
        examples: &[("The court will rule <tomorrow>.", "DATE 2025-04-20")],
    },
    Rule {
        pattern: "the? day before yesterday",
        meaning: |_| date(Ref::Cell(Unit::Day, -2)),
        examples: &[("He arrived <the day before yesterday>.", "DATE 2025-04-17")],
    },
    Rule {
        pattern: "tonight|tonite",
        meaning: |_| {
            Some(Expression::new(Meaning::Time(
                Ref::Cell(Unit::Day, 0),
                Clock::Part(Part::Night),
            )))
        },
        examples: &[("The band plays <tonight>.", "TIME 2025-04-19TNI")],
    },
    Rule {
        pattern: "overnight [!LOWER|CAPITAL]",
        meaning: |_| {
            Some(Expression::new(Meaning::Time(
                Ref::Cell(Unit::Day, -1),
                Clock::Part(Part::Night),
            )))
        },
        examples: &[("Shelling went on <overnight>.", "TIME 2025-04-18TNI")],
    },
    Rule {
        pattern: "this p:PART",
        meaning: |f| on_day(f, 0),
        examples: &[("The president spoke <this morning>.", "TIME 2025-04-19TMO")],
    },
    Rule {
        pattern: "last p:PART",
        meaning: |f| on_day(f, -1),
        examples: &[("He was arrested <last night>.", "TIME 2025-04-18TNI")],
    },
    Rule {
        pattern: "(that|the same) p:PART",
        meaning: |f| {
            Some(Expression::new(Meaning::Time(
                Ref::Same(Unit::Day),
                Clock::Part(part(f)?),
            )))
        },
        examples: &[(
            "He was arrested on <March 3> and freed <that evening>.",
            "DATE 2025-03-03; TIME 2025-03-03TEV",
        )],
    },
    Rule {
        pattern: "the (next|following) p:PART",
        meaning: |f| {
            Some(Expression::new(Meaning::Time(
                Ref::From(Unit::Day, 1),
                Clock::Part(part(f)?),
            )))
        },
        examples: &[(
            "He was arrested on <March 3> and freed <the next morning>.",
            "DATE 2025-03-03; TIME 2025-03-04TMO",
        )],
    },
    Rule {
        pattern: "the p:PART (before:before last | after next)",
        meaning: |f| on_day(f, if f.has("before") { -2 } else { 2 }),
        examples: &[(
            "It burned down <the night before last>.",
            "TIME 2025-04-17TNI",
        )],
    },
    // --- weeks, months, quarters, years
    Rule {
        pattern: "the u:UNIT (before:before last | after next) [!WEEKDAY|MONTH|UNIT|PART|SEASON|YEAR|NUM]",
        meaning: |f| {
            let unit = unit(f).filter(|unit| *unit >= Unit::Day && *unit != Unit::Half)?;
            date(Ref::Cell(unit, if f.has("before") { -2 } else { 2 }))
        },
        examples: &[
            ("She was hired <the year before last>.", "DATE 2023"),
            (
                "It burned down <the weekend before last>.",
                "DATE 2025-W14-WE",
            ),
            ("It will be rebuilt <the month after next>.", "DATE 2025-06"),
        ],
    },
    Rule {
        pattern: "which:(this|last|next) (past|coming)? (fiscal|financial|calendar)? u:UNIT [!-]",
        meaning: cell,
        examples: &[
            ("The company cut its forecast <last week>.", "DATE 2025-W15"),
            ("Talks will resume <next month>.", "DATE 2025-05"),
            ("Exports fell <this year>.", "DATE 2025"),
        ],
    },
    Rule {
        pattern: "(the|its|their) which:(past|last|next|coming|following|previous|current|upcoming) (fiscal|financial|calendar)? u:UNIT [!-]",
        meaning: |f| {
            let vague = f.is("which", "past")
                || f.is("which", "last")
                || f.is("which", "next")
                || f.is("which", "coming");
            match unit(f)? {
                // "The last hour", "the past decade", "the next month" are lengths.
                Unit::Decade
                | Unit::Century
                | Unit::Millennium
                | Unit::Hour
                | Unit::Minute
                | Unit::Second
                    if vague =>
                {
                    None
                }
                Unit::Day if f.is("which", "next") => date(Ref::From(Unit::Day, 1)),
                _ => cell(f),
            }
        },
        examples: &[
            ("Sales fell over <the past year>.", "DATE 2024"),
            (
                "Its loss for <the current quarter> is small.",
                "DATE 2025-Q2",
            ),
            (
                "He left in <May 2003> and returned <the following month>.",
                "DATE 2003-05; DATE 2003-06",
            ),
        ],
    },
    Rule {
        pattern: "(the|its)? (fiscal|financial)? year [ended|ending]",
        meaning: |_| Some(Expression::new(Meaning::Length(Length::of(1, Unit::Year)))),
        examples: &[(
            "Its loss for <the year> ended <March 31> was small.",
            "DURATION P1Y; DATE 2025-03-31",
        )],
    },
    Rule {
        pattern: "(the|its|their)? (fiscal|financial)? quarter [ended|ending]",
        meaning: |_| date(Ref::Ended(Unit::Quarter)),
        examples: &[
            (
                "Its loss for <the quarter> ended <Jan. 31> was small.",
                "DATE 2024-Q4; DATE 2025-01-31",
            ),
            (
                "Its loss for <the quarter> ended <March 29> was small.",
                "DATE 2025-Q1; DATE 2025-03-29",
            ),
        ],
    },
    Rule {
        pattern: "the (fiscal|financial|full|calendar)? u:(week|year|quarter|month|weekend) [!-]",
        meaning: |f| match unit(f)? {
            unit @ (Unit::Quarter | Unit::Weekend) => date(Ref::Same(unit)),
            unit => date(Ref::Cell(unit, 0)),
        },
        examples: &[
            ("Prices fell in <the quarter>.", "DATE 2025-Q1"),
            ("Shops were open during <the weekend>.", "DATE 2025-W16-WE"),
        ],
    },
    Rule {
        pattern: "(that|the same|that same|the latest|its latest|the most recent) (fiscal)? u:(day|week|year|quarter|month|weekend) [!-]",
        meaning: cell,
        examples: &[(
            "He left in <1998> and died <that year>.",
            "DATE 1998; DATE 1998",
        )],
    },
    Rule {
        pattern: "(the|its|their) (latest|most recent) (fiscal)? (quarter|period) [!-]",
        meaning: |_| date(Ref::Latest),
        examples: &[(
            "It lost money in <the third quarter of 2011>; sales for <the latest period> fell.",
            "DATE 2011-Q3; DATE 2011-Q3",
        )],
    },
    Rule {
        pattern: "the same period",
        meaning: |_| date(Ref::Period(0)),
        examples: &[(
            "Sales in <the third quarter of 2011> rose; costs in <the same period> fell.",
            "DATE 2011-Q3; DATE 2011-Q3",
        )],
    },
    Rule {
        pattern: "the (year of|week of) [LOWER|the|a|\"]",
        meaning: nothing,
        examples: &[("The year of the dragon begins.", "")],
    },
    // --- so long ago
    Rule {
        pattern: "$many -? $units ago",
        meaning: ago,
        examples: &[
            ("The ship left <10 days ago>.", "DATE 2025-04-09"),
            ("He retired <two weeks ago>.", "DATE 2025-W14"),
            ("He retired <two and a half years ago>.", "DATE 2022-10"),
            ("He retired <several years ago>.", "DATE PAST_REF"),
            ("The ship sank <two centuries ago>.", "DATE 1825"),
        ],
    },
    Rule {
        pattern: "$one u:UNIT (or so|or two)? ago",
        meaning: |f| match unit(f)? {
            Unit::Year => date(Ref::Period(-1)),
            _ => ago(f),
        },
        examples: &[("The bank hired him <a month ago>.", "DATE 2025-03")],
    },
    Rule {
        pattern: "half (a|an) u:(year|century|decade) ago",
        meaning: |f| {
            let (count, unit) = unit(f)?.half()?;
            date(Ref::Cell(unit, -i32::try_from(count).ok()?))
        },
        examples: &[("The ship sank <half a century ago>.", "DATE 1975")],
    },
    Rule {
        pattern: "n:NUM w:WEEKDAYS ago",
        meaning: |f| {
            let weeks = i32::try_from(f.number("n")?)
                .ok()
                .filter(|n| (1..99).contains(n))?;
            let last = Ref::Weekday(weekday(f)?, Near::Last);
            date(Ref::Beyond(Unit::Day, 7 * (1 - weeks), Box::new(last)))
        },
        examples: &[("They met <two Sundays ago>.", "DATE 2025-04-06")],
    },
    Rule {
        pattern: "(u:UNITS|long|some time|not long|(a|such a) (very)? (long|short) (time|while)) ago",
        meaning: |_| fixed(Date::Past),
        examples: &[("He retired <years ago>.", "DATE PAST_REF")],
    },
    Rule {
        pattern: "$many $units (earlier | (before|previously) [!LOWER|PLURAL|the|a|an|CAPITAL|HOLIDAY|MONTH|YEAR|it|they|he|she|we|i|his|her|its|WEEKDAY|last|that|this])",
        meaning: |f| away(f, -1, Ref::From),
        examples: &[(
            "He died on <May 5, 2003>, having left <three days earlier>.",
            "DATE 2003-05-05; DATE 2003-05-02",
        )],
    },
    Rule {
        pattern: "$one u:UNIT (earlier | (before|previously) [!LOWER|PLURAL|the|a|an|CAPITAL|HOLIDAY|MONTH|YEAR|it|they|he|she|we|i|his|her|its|WEEKDAY|last|that|this])",
        meaning: |f| match unit(f)? {
            Unit::Year => date(Ref::PeriodFrom(-1)),
            _ => away(f, -1, Ref::From),
        },
        examples: &[(
            "Profit in <the third quarter> rose from <a year earlier>.",
            "DATE 2024-Q3; DATE 2023-Q3",
        )],
    },
    Rule {
        pattern: "($many $units | $one u:UNIT) (later|afterwards|thereafter)",
        meaning: |f| away(f, 1, Ref::From),
        examples: &[(
            "He fell ill on <May 5, 2003> and died <three days later>.",
            "DATE 2003-05-05; DATE 2003-05-08",
        )],
    },
    Rule {
        pattern: "($many u:(week|weeks) | $one u:week) from today",
        meaning: |f| match many(f) {
            Many::Number(weeks, 0) => date(Ref::Cell(
                Unit::Day,
                7 * i32::try_from(weeks).ok().filter(|n| *n < 999)?,
            )),
            _ => None,
        },
        examples: &[("They will meet <a week from today>.", "DATE 2025-04-26")],
    },
    Rule {
        pattern: "($many $units | $one u:UNIT) from (now|today)",
        meaning: |f| away(f, 1, Ref::Cell),
        examples: &[("The ban ends <two years from now>.", "DATE 2027")],
    },
    Rule {
        pattern: "($many u:(UNIT|UNITS) | $one u:UNIT) ('s|') time",
        meaning: |f| away(f, 1, Ref::Cell),
        examples: &[
            ("Rents will double in <three years' time>.", "DATE 2028"),
            ("It will open in <a week's time>.", "DATE 2025-W17"),
        ],
    },
    Rule {
        pattern: "(a|one|n:NUM) (fortnight|fortnights) (back:(ago|earlier|before) | on:(later|hence|from now|'s time))?",
        meaning: |f| {
            let weeks = 2 * i32::try_from(f.number("n").unwrap_or(1))
                .ok()
                .filter(|n| *n < 99)?;
            if f.has("back") {
                date(Ref::Cell(Unit::Week, -weeks))
            } else if f.has("on") {
                date(Ref::Cell(Unit::Week, weeks))
            } else {
                Some(Expression::new(Meaning::Length(Length::of(
                    weeks as u32,
                    Unit::Week,
                ))))
            }
        },
        examples: &[
            ("It burned down <a fortnight ago>.", "DATE 2025-W14"),
            ("They waited <a fortnight>.", "DURATION P2W"),
        ],
    },
    Rule {
        pattern: "year -? (ago|earlier) [!,]",
        meaning: |_| date(Ref::Period(-1)),
        examples: &[(
            "Net rose in <the third quarter> from the <year-earlier> level.",
            "DATE 2024-Q3; DATE 2023-Q3",
        )],
    },
    Rule {
        pattern: "(the|its)? (comparable|same|corresponding)? year -? (ago|earlier) (period|quarter)",
        meaning: |f| date(Ref::Period(-1)).filter(|_| !f.has("x")),
        examples: &[(
            "Net rose in <the third quarter> from <the year-ago period>.",
            "DATE 2024-Q3; DATE 2023-Q3",
        )],
    },
    Rule {
        pattern: "(the|its)? (comparable|same|corresponding)? year -? (ago|earlier) q:ORD -? quarter",
        meaning: |f| {
            let quarter = u8::try_from(f.number("q")?)
                .ok()
                .filter(|quarter| (1..=4).contains(quarter))?;
            date(Ref::Quarter(quarter, Near::Tense).within(Ref::Cell(Unit::Year, -1)))
        },
        examples: &[(
            "It lost less than in <the year-earlier third quarter>.",
            "DATE 2024-Q3",
        )],
    },
    Rule {
        pattern: "year -? end | year 's end",
        meaning: |_| date(Ref::Cell(Unit::Year, 0)).map(|found| found.modified("END")),
        examples: &[("The plant will close by <year-end>.", "DATE 2025")],
    },
    Rule {
        pattern: "the u:(week|month|year) before [!LOWER|CAPITAL|MONTH|WEEKDAY|HOLIDAY|YEAR|NUM|the|last|next|a|an|his|her|its|their|he|she|it|they|we|i|that|this|now]",
        meaning: |f| date(Ref::From(unit(f)?, -1)),
        examples: &[(
            "They won in <2003> after they had lost <the year before>.",
            "DATE 2003; DATE 2002",
        )],
    },
    Rule {
        pattern: "the previous day | the day before [!LOWER|CAPITAL|MONTH|WEEKDAY|HOLIDAY|the|last|next|a|an|his|her|he|she|it|they|we|i]",
        meaning: |_| date(Ref::From(Unit::Day, -1)),
        examples: &[(
            "He died on <May 5, 2003> and had fallen ill <the previous day>.",
            "DATE 2003-05-05; DATE 2003-05-04",
        )],
    },
];
