//! Rules for what is made of expressions that were found before: a time and its day, a quarter and its year, and what
//! is said about them.

use super::classes::DAYX;
use super::found::Found;
use super::meaning::{Expression, Meaning, Near, Ref, year_said};
use super::rule::{Rule, date, date_in, modifier, part, unit};
use crate::time::{Clock, Date, Length, Part, Unit};

/// A time of day (slot t) on a day (slot d).
fn time_on_day(f: &Found) -> Option<Expression> {
    let Meaning::Time(_, clock) = f.expression("t")?.meaning else {
        return None;
    };
    Some(Expression::new(Meaning::Time(date_in(f, "d")?, clock)))
}

/// A clock time read in a part of the day: 8 o'clock tonight is 20:00.
fn in_part(clock: Clock, part: Part) -> Clock {
    match (clock, part) {
        (Clock::At(hour @ 1..=11, minute, second), Part::Afternoon | Part::Evening) => {
            Clock::At(hour + 12, minute, second)
        }
        (Clock::At(hour @ 5..=11, minute, second), Part::Night) => {
            Clock::At(hour + 12, minute, second)
        }
        (clock, _) => clock,
    }
}

/// A day, or a part of a day (slot d), with a time of day (slot t) or an hour without any mark (slot h).
fn day_with_time(f: &Found) -> Option<Expression> {
    let clock = match f.expression("t") {
        Some(time) => match time.meaning {
            Meaning::Time(Ref::Day, clock @ Clock::At(..)) => clock,
            _ => return None,
        },
        None => {
            let item = f.item("h").filter(|item| item.hundredths == 0)?;
            let hour = u8::try_from(item.number)
                .ok()
                .filter(|hour| (1..=12).contains(hour))?;
            Clock::At(hour, Some(0), None)
        }
    };
    let (day, clock) = match &f.expression("d")?.meaning {
        Meaning::Date(day) => (day.clone(), clock),
        Meaning::Time(Ref::Day, _) => return None,
        Meaning::Time(day, Clock::Part(part)) => (day.clone(), in_part(clock, *part)),
        _ => return None,
    };
    let found = Expression::new(Meaning::Time(day, clock));
    Some(modifier(f, found))
}

/// Lengths (slots d, e and g) that make one: two hours and 15 minutes.
fn sum(f: &Found) -> Option<Expression> {
    let mut parts: Vec<(u32, Unit)> = Vec::new();
    for slot in ["d", "e", "g"].into_iter().filter(|slot| f.has(slot)) {
        let Meaning::Length(Length::Exact(more)) = &f.expression(slot)?.meaning else {
            return None;
        };
        let smaller = parts
            .last()
            .is_none_or(|last| last.1 > more[0].1 && last.1 != Unit::Quarter);
        if !smaller || more.len() > 1 {
            return None;
        }
        parts.extend(more);
    }
    Some(Expression::new(Meaning::Length(Length::Exact(parts))))
}

/// A part (slot p) of a day (slot d).
fn part_of_day(f: &Found) -> Option<Expression> {
    Some(Expression::new(Meaning::Time(
        date_in(f, "d")?,
        Clock::Part(part(f)?),
    )))
}

/// A stretch (slot d) within a longer one (slot y).
fn within(f: &Found) -> Option<Expression> {
    let inner = f.expression("d")?;
    let date = date_in(f, "d")?.within(date_in(f, "y")?);
    Some(Expression {
        meaning: Meaning::Date(date),
        modifier: inner.modifier,
    })
}

/// From the date in slot d to the one in slot e, whose year is the first one's where it has none.
fn between(f: &Found) -> Option<Expression> {
    let (first, last) = (date_in(f, "d")?, date_in(f, "e")?);
    let first = match (&first, year_said(&last)) {
        (Ref::Month(..) | Ref::MonthDay(..), Some(year)) => {
            first.within(Ref::Fixed(Date::Year(Some(year))))
        }
        _ => first,
    };
    date(Ref::Between(Box::new(first), Box::new(last)))
}

/// What two expressions make.
pub(super) const RULES: &[Rule] = &[
    Rule {
        pattern: "t:TIMEX ,? (on|of)? d:DAYX",
        meaning: time_on_day,
        examples: &[
            (
                "The offer ends at <5 p.m. EST Nov. 9, 2025>.",
                "TIME 2025-11-09T17:00",
            ),
            (
                "The offer ended at <noon Thursday>.",
                "TIME 2025-04-17T12:00",
            ),
            (
                "The offer ended on <the morning of March 3>.",
                "TIME 2025-03-03TMO",
            ),
        ],
    },
    Rule {
        pattern: "d:(DAYX|TIMEX) ,? (at|from|around|about) (around|about|approximately|exactly)? t:TIMEX | t:TIMEX (on|of)? d:TIMEX | [<at|around|about|by|until|from] h:NUM d:TIMEX",
        meaning: day_with_time,
        examples: &[
            (
                "They met on <Monday at 10:30 a.m.> in Oslo.",
                "TIME 2025-04-14T10:30",
            ),
            (
                "They met <this afternoon at 3:20>.",
                "TIME 2025-04-19T15:20",
            ),
            (
                "The band plays <tonight at 8 o'clock>.",
                "TIME 2025-04-19T20:00",
            ),
            (
                "They met at <9 o'clock last night>.",
                "TIME 2025-04-18T21:00",
            ),
        ],
    },
    Rule {
        pattern: "d:(DAYX|TIMEX) at h:NUM $bare",
        meaning: day_with_time,
        examples: &[
            ("The band plays <tonight at 8>.", "TIME 2025-04-19T20:00"),
            (
                "The index closed on <Monday> at 8 percent.",
                "DATE 2025-04-14",
            ),
        ],
    },
    Rule {
        pattern: "(late|early)? d:DAYX p:PART at (t:TIMEX | h:NUM $bare)",
        meaning: |f| {
            let mut found = day_with_time(f)?;
            if let Meaning::Time(_, clock) = &mut found.meaning {
                *clock = in_part(*clock, part(f)?);
            }
            Some(found)
        },
        examples: &[("They met <Friday evening at 9>.", "TIME 2025-04-18T21:00")],
    },
    Rule {
        pattern: "d:LENGTHX (,? e:LENGTHX)? ,? and? g:LENGTHX",
        meaning: sum,
        examples: &[
            ("It lasted <two hours and 15 minutes>.", "DURATION PT2H15M"),
            (
                "It lasted <one year, three months and four days>.",
                "DURATION P1Y3M4D",
            ),
        ],
    },
    Rule {
        pattern: "the p:PART of d:DAYX",
        meaning: part_of_day,
        examples: &[(
            "It burned down on <the night of March 3>.",
            "TIME 2025-03-03TNI",
        )],
    },
    Rule {
        pattern: "(late:late|early:early)? d:DAYX p:PART | the d:DAYX p:PART [!LOWER|PLURAL|CAPITAL|-|'s]",
        meaning: |f| part_of_day(f).map(|found| modifier(f, found)),
        examples: &[
            ("It burned down <Wednesday night>.", "TIME 2025-04-16TNI"),
            ("It burned down <yesterday morning>.", "TIME 2025-04-18TMO"),
            ("It burned down <late Friday night>.", "TIME 2025-04-18TNI"),
        ],
    },
    Rule {
        pattern: "d:DAYX t:TIMEX",
        meaning: |f| match f.expression("t")?.meaning {
            // Overnight.
            Meaning::Time(Ref::Cell(Unit::Day, -1), clock @ Clock::Part(Part::Night)) => {
                Some(Expression::new(Meaning::Time(date_in(f, "d")?, clock)))
            }
            _ => None,
        },
        examples: &[("It burned down <Friday overnight>.", "TIME 2025-04-18TNI")],
    },
    Rule {
        pattern: "d:(QUARTERX|SEASONX|MONTHX) (of|in|,)? (fiscal|the)? y:YEARX",
        meaning: within,
        examples: &[
            (
                "Profit fell in <the fourth quarter of 2024>.",
                "DATE 2024-Q4",
            ),
            (
                "Profit fell in <the third quarter of last year>.",
                "DATE 2024-Q3",
            ),
            ("Profit fell in <January this year>.", "DATE 2025-01"),
        ],
    },
    Rule {
        pattern: "d:DAYX ,? (of|in)? y:YEARX",
        meaning: |f| match date_in(f, "d")? {
            Ref::MonthDay(..) | Ref::Holiday(..) => within(f),
            _ => None,
        },
        examples: &[("It was sold on <Oct. 3 last year>.", "DATE 2024-10-03")],
    },
    Rule {
        pattern: "y:YEARX 's? d:(QUARTERX|SEASONX|DAYX)",
        meaning: |f| match date_in(f, "d")? {
            Ref::Holiday(..) | Ref::Quarter(..) | Ref::Half(..) | Ref::Season(..) => within(f),
            Ref::Fixed(_) | Ref::In(..) if !f.class("d", DAYX) => within(f),
            _ => None,
        },
        examples: &[
            (
                "Sales fell from <last year's third quarter>.",
                "DATE 2024-Q3",
            ),
            (
                "Sales will rise in <next year's first quarter>.",
                "DATE 2026-Q1",
            ),
        ],
    },
    Rule {
        pattern: "(the)? y:YEARX 's? (quarter|period)",
        meaning: |f| date(Ref::PeriodIn(Box::new(date_in(f, "y")?))),
        examples: &[(
            "In <the third quarter> it lost less than in <the 1988 period>.",
            "DATE 2024-Q3; DATE 1988-Q3",
        )],
    },
    Rule {
        pattern: "the (same|corresponding|comparable) (period|quarter) (of|in)? (the)? y:YEARX",
        meaning: |f| date(Ref::PeriodIn(Box::new(date_in(f, "y")?))),
        examples: &[(
            "In <the third quarter> it lost more than in <the same period last year>.",
            "DATE 2024-Q3; DATE 2024-Q3",
        )],
    },
    Rule {
        pattern: "d:QUARTERX e:QUARTERX",
        meaning: |f| match date_in(f, "e")? {
            before @ (Ref::Period(_) | Ref::PeriodFrom(_)) => date(before),
            _ => None,
        },
        examples: &[(
            "For <the quarter a year ago> it had a loss of $16 million.",
            "DATE 2024",
        )],
    },
    Rule {
        pattern: "d:DAYX (of|,)? y:WEEKX",
        meaning: |f| match date_in(f, "d")? {
            Ref::Weekday(..) => within(f),
            _ => None,
        },
        examples: &[("They met on <Tuesday of last week>.", "DATE 2025-04-08")],
    },
    Rule {
        pattern: "(w:WEEKX|week) (of|beginning|starting|ending|ended) d:DAYX",
        meaning: |f| {
            (!f.has("w") || date_in(f, "w") == Some(Ref::Cell(Unit::Week, 0)))
                .then(|| date_in(f, "d"))?
                .and_then(|_| date(Ref::Around(Unit::Week, Box::new(date_in(f, "d")?))))
        },
        examples: &[("They met in <the week of March 6>.", "DATE 2025-W10")],
    },
    Rule {
        pattern: "the? day before d:DAYX",
        meaning: |f| date(Ref::Beyond(Unit::Day, -1, Box::new(date_in(f, "d")?))),
        examples: &[("They met <the day before last Tuesday>.", "DATE 2025-04-14")],
    },
    Rule {
        pattern: "the? day after d:DAYX",
        meaning: |f| date(Ref::Beyond(Unit::Day, 1, Box::new(date_in(f, "d")?))),
        examples: &[("They met <the day after Christmas>.", "DATE 2024-12-26")],
    },
    Rule {
        pattern: "the? d:DAYX (after:after|before) e:DAYX",
        meaning: |f| match date_in(f, "d")? {
            Ref::Weekday(weekday, Near::Tense) => date(Ref::Beside(
                weekday,
                if f.has("after") { 1 } else { -1 },
                Box::new(date_in(f, "e")?),
            )),
            _ => None,
        },
        examples: &[(
            "They met <the Monday after Thanksgiving>.",
            "DATE 2024-12-02",
        )],
    },
    Rule {
        pattern: "(the u:(week|weekend) | u:WEEKX) (after:after|before) d:DAYX",
        meaning: |f| {
            let count = if f.has("after") { 1 } else { -1 };
            let unit = match f.expression("u").map(|found| &found.meaning) {
                Some(Meaning::Date(Ref::Cell(unit, 0) | Ref::Same(unit))) => *unit,
                Some(_) => return None,
                None => unit(f)?,
            };
            date(Ref::Beyond(unit, count, Box::new(date_in(f, "d")?)))
        },
        examples: &[("They met <the week before Christmas>.", "DATE 2024-W51")],
    },
    Rule {
        pattern: "w:LENGTHX (from|on:on) d:DAYX",
        meaning: |f| {
            let Meaning::Length(Length::Exact(parts)) = &f.expression("w")?.meaning else {
                return None;
            };
            let day = match date_in(f, "d")? {
                // "A week on Tuesday", said on a Tuesday, counts from the next.
                Ref::Weekday(weekday, Near::Tense) if f.has("on") => {
                    Ref::Weekday(weekday, Near::Coming)
                }
                _ if f.has("on") => return None,
                day => day,
            };
            let days = match parts[..] {
                [(weeks, Unit::Week)] => 7 * i32::try_from(weeks).ok()?,
                [(days, Unit::Day)] if !f.has("on") => i32::try_from(days).ok()?,
                _ => return None,
            };
            date(Ref::Beyond(Unit::Day, days, Box::new(day)))
        },
        examples: &[
            ("They will meet <a week from Tuesday>.", "DATE 2025-04-29"),
            ("They will meet <a week on Tuesday>.", "DATE 2025-04-29"),
            ("They will meet <a week from tomorrow>.", "DATE 2025-04-27"),
        ],
    },
    Rule {
        pattern: "d:DAYX ,? e:DAYX",
        meaning: |f| match (date_in(f, "d")?, date_in(f, "e")?) {
            (Ref::Weekday(..), inner @ (Ref::MonthDay(..) | Ref::Fixed(Date::Day(_)))) => {
                date(inner)
            }
            _ => None,
        },
        examples: &[(
            "He will be here <this coming Sunday, April 20>.",
            "DATE 2025-04-20",
        )],
    },
    Rule {
        pattern: "d:DAYX (-|--) e:DAYX",
        meaning: |f| {
            let days = |date: &Ref| {
                matches!(date, Ref::MonthDay(..) | Ref::Fixed(Date::Day(_)))
                    || matches!(date, Ref::In(inner, _) if matches!(**inner, Ref::MonthDay(..)))
            };
            between(f).filter(|_| {
                date_in(f, "d").is_some_and(|date| days(&date))
                    && date_in(f, "e").is_some_and(|date| days(&date))
            })
        },
        examples: &[(
            "The fair was held <June 9 – June 23, 2014>.",
            "DATE 2014-06-09/2014-06-23",
        )],
    },
    Rule {
        pattern: "d:MONTHX (-|--) e:MONTHX",
        meaning: between,
        examples: &[(
            "It rained in the <April-June> season.",
            "DATE 2024-04/2024-06",
        )],
    },
];
