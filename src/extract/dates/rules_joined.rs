//! Rules for what is made of expressions that were found before: a time and its day, a quarter and its year, and what
//! is said about them.

use super::grammar::Found;
use super::meaning::{Expression, Meaning, Ref};
use super::rules::{Rule, date, part};
use crate::time::{Clock, Date, Length, Part, Unit};

/// The TIMEX3 modifier of the slots early, mid, late, about, more, less, least, most.
pub(super) fn modifier(f: &Found, expression: Expression) -> Expression {
    for (slot, modifier) in [
        ("early", "START"),
        ("mid", "MID"),
        ("late", "END"),
        ("about", "APPROX"),
        ("more", "MORE_THAN"),
        ("less", "LESS_THAN"),
        ("least", "EQUAL_OR_MORE"),
        ("most", "EQUAL_OR_LESS"),
    ] {
        if f.has(slot) {
            return expression.modified(modifier);
        }
    }
    expression
}

/// The date in a slot.
fn date_in(f: &Found, slot: &str) -> Option<Ref> {
    match &f.expression(slot)?.meaning {
        Meaning::Date(date) => Some(date.clone()),
        _ => None,
    }
}

/// A time of day (slot t) on a day (slot d).
fn time_on_day(f: &Found) -> Option<Expression> {
    let Meaning::Time(_, clock) = f.expression("t")?.meaning else {
        return None;
    };
    Some(Expression::new(Meaning::Time(date_in(f, "d")?, clock)))
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

/// The expression in slot d with the modifier that its slots say.
fn modified(f: &Found) -> Option<Expression> {
    Some(modifier(f, f.expression("d")?.clone()))
}

fn between(f: &Found) -> Option<Expression> {
    date(Ref::Between(
        Box::new(date_in(f, "d")?),
        Box::new(date_in(f, "e")?),
    ))
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
        pattern: "the p:PART of d:DAYX",
        meaning: part_of_day,
        examples: &[(
            "It burned down on <the night of March 3>.",
            "TIME 2025-03-03TNI",
        )],
    },
    Rule {
        pattern: "(late:late|early:early)? d:DAYX p:PART",
        meaning: |f| part_of_day(f).map(|found| modifier(f, found)),
        examples: &[
            ("It burned down <Wednesday night>.", "TIME 2025-04-16TNI"),
            ("It burned down <yesterday morning>.", "TIME 2025-04-18TMO"),
            ("It burned down <late Friday night>.", "TIME 2025-04-18TNI"),
        ],
    },
    Rule {
        pattern: "the? (early:first|late:(last|latter|second)) half of d:DECADEX",
        meaning: modified,
        examples: &[("It boomed in <the last half of the '90s>.", "DATE 199")],
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
        pattern: "y:YEARX 's? d:(QUARTERX|SEASONX)",
        meaning: within,
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
        pattern: "d:(DAYX|WEEKX|MONTHX|SEASONX) (of|in) (the)? y:YEARX",
        meaning: |f| match date_in(f, "d")? {
            Ref::Same(_) => within(f),
            _ => None,
        },
        examples: &[(
            "Rents rose in <July 2021>, unlike in <the same month of 2020>.",
            "DATE 2021-07; DATE 2020-07",
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
        pattern: "w:LENGTHX from d:DAYX",
        meaning: |f| match &f.expression("w")?.meaning {
            Meaning::Length(Length::Exact(parts)) if parts[0].1 == Unit::Week => date(Ref::Beyond(
                Unit::Day,
                7 * i32::try_from(parts[0].0).ok()?,
                Box::new(date_in(f, "d")?),
            )),
            _ => None,
        },
        examples: &[("They will meet <a week from Tuesday>.", "DATE 2025-04-29")],
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
        pattern: "d:YEARX - e:YEARX",
        meaning: between,
        examples: &[("He ruled (<1998 - 2004>).", "DATE 1998/2004")],
    },
    Rule {
        pattern: "d:MONTHX - e:MONTHX",
        meaning: between,
        examples: &[(
            "It rained in the <April-June> season.",
            "DATE 2024-04/2024-06",
        )],
    },
];

/// What is said about an expression.
pub(super) const MODIFIED: &[Rule] = &[
    Rule {
        pattern: "(early:(early|earlier)|late:(late|later)|mid:mid) -? (in|on)? d:(DAYX|WEEKX|MONTHX|QUARTERX|SEASONX|YEARX|TIMEX)",
        // "Earlier Friday, lawyers …": of a weekday it says no more than of the sentence.
        meaning: |f| {
            modified(f).filter(|_| {
                !(matches!(date_in(f, "d"), Some(Ref::Weekday(..)))
                    && f.is_any("early", &["earlier"])
                    || f.is_any("late", &["later"])
                        && matches!(date_in(f, "d"), Some(Ref::Weekday(..))))
            })
        },
        examples: &[
            ("It was sold <earlier this year>.", "DATE 2025"),
            ("It will open <early next year>.", "DATE 2026"),
            ("It opened in <late November>.", "DATE 2024-11"),
            ("It opened in <mid-1996>.", "DATE 1996"),
        ],
    },
    Rule {
        pattern: "the (early:early|late:late|mid:mid) -? d:SEASONX",
        meaning: modified,
        examples: &[("It opened in <the late summer of 2003>.", "DATE 2003-SU")],
    },
    Rule {
        pattern: "the? (early:(beginning|start)|mid:middle|late:end) of d:(WEEKX|MONTHX|QUARTERX|SEASONX|YEARX|DECADEX)",
        meaning: modified,
        examples: &[
            ("It will close by <the end of the year>.", "DATE 2025"),
            ("It closed at <the beginning of October>.", "DATE 2024-10"),
        ],
    },
    Rule {
        pattern: "(sometime|about:around) d:(DAYX|WEEKX|MONTHX|QUARTERX|SEASONX|YEARX|TIMEX)",
        // "A way to get around Monday's decision".
        meaning: |f| modified(f).filter(|_| !matches!(date_in(f, "d"), Some(Ref::Weekday(..)))),
        examples: &[("It was built <around 1996>.", "DATE 1996")],
    },
    Rule {
        pattern: "(about:(nearly|almost|approximately|roughly|some) | more:more than | less:less than | less:under | least:at least | most:up to | most:no more than | most:as many as | most:at most) d:LENGTHX",
        meaning: modified,
        examples: &[
            ("It took <more than two years>.", "DURATION P2Y"),
            ("It took <nearly four hours>.", "DURATION PT4H"),
        ],
    },
    Rule {
        // "Over two years" may be during them; it says "more than" before "an hour", and the span leaves it out.
        pattern: "[<about|around] d:LENGTHX",
        meaning: |f| Some(f.expression("d")?.clone().modified("APPROX")),
        examples: &[("It took about <two years>.", "DURATION P2Y")],
    },
    Rule {
        pattern: "(about:(nearly|almost|about|around|approximately|roughly) | more:more than | less:less than | least:at least | more:over) d:(DAYX|WEEKX|MONTHX|YEARX|QUARTERX)",
        meaning: |f| {
            modified(f).filter(|_| matches!(date_in(f, "d"), Some(Ref::Cell(_, n)) if f.ends_with("d", "ago") && n < 0))
        },
        examples: &[("It ended <almost two years ago>.", "DATE 2023")],
    },
    Rule {
        pattern: "d:(LENGTHX|STRETCHX|YEARX) or so",
        meaning: |f| Some(f.expression("d")?.clone().modified("APPROX")),
        examples: &[("They will meet over <the next year or so>.", "DATE 2026")],
    },
    Rule {
        pattern: "d:LENGTHX or (more|less)",
        meaning: |f| Some(f.expression("d")?.clone().modified("APPROX")),
        examples: &[("It took <a year or less>.", "DURATION P1Y")],
    },
];
