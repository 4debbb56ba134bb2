//! Rules for names and numbers of the calendar: days, months, years, quarters, seasons, holidays.

use super::grammar::Found;
use super::meaning::{Expression, Near, Ref};
use super::rules::{Rule, date, fixed, month, near, nothing, season, weekday, year};
use crate::time::holidays::HOLIDAYS;
use crate::time::{Date, Unit};
use chrono::NaiveDate;

/// Slots m, d, y: a day of a month, with or without its year.
fn day_of_month(f: &Found) -> Option<Expression> {
    let (month, day) = (month(f)?, f.number("d")?);
    let longest = if month == 2 { 29 } else { 31 };
    match year(f) {
        Some(Ref::Fixed(Date::Year(Some(year)))) => fixed(
            NaiveDate::from_ymd_opt(year, month.into(), day).map_or(Date::Impossible, Date::Day),
        ),
        Some(year) => date(Ref::MonthDay(month, day as u8, Near::This).within(year)),
        None if NaiveDate::from_ymd_opt(2024, month.into(), day).is_none()
            && day <= longest.max(31) =>
        {
            fixed(Date::Impossible)
        }
        None => date(Ref::MonthDay(month, day as u8, near(f))),
    }
}

/// Slots m, y: a month of a year.
fn month_of_year(f: &Found) -> Option<Expression> {
    match year(f)? {
        Ref::Fixed(Date::Year(year)) => fixed(Date::Month(year, Some(month(f)?))),
        year => date(Ref::Month(month(f)?, Near::This).within(year)),
    }
}

/// Slots m, d, e: days of one month.
fn days_of_month(f: &Found) -> Option<Expression> {
    let (month, first, last) = (month(f)?, f.number("d")?, f.number("e")?);
    if first >= last || last > 31 {
        return None;
    }
    let bound = |day: u32| -> Ref {
        let inner = Ref::MonthDay(month, day as u8, Near::Tense);
        match year(f) {
            Some(year) => inner.within(year),
            None => inner,
        }
    };
    date(Ref::Between(Box::new(bound(first)), Box::new(bound(last))))
}

fn bare_year(f: &Found) -> Option<Expression> {
    let item = f.item("y")?;
    fixed(Date::Year(Some(item.number as i32)))
}

fn recent_year(f: &Found) -> Option<Expression> {
    (1900..2100)
        .contains(&f.number("y")?)
        .then(|| bare_year(f))?
}

fn quarter(f: &Found) -> Option<Expression> {
    let number = u8::try_from(f.number("q")?)
        .ok()
        .filter(|q| (1..=4).contains(q))?;
    let quarter = Ref::Quarter(number, near(f));
    match year(f) {
        Some(year) => date(quarter.within(year)),
        None => date(quarter),
    }
}

fn half(f: &Found) -> Option<Expression> {
    let number = if f.has("second") { 2 } else { 1 };
    let half = Ref::Half(number, near(f));
    match year(f) {
        Some(year) => date(half.within(year)),
        None => date(half),
    }
}

fn seasonal(f: &Found) -> Option<Expression> {
    let season = Ref::Season(season(f)?, near(f));
    match year(f) {
        Some(year) => date(season.within(year)),
        None => date(season),
    }
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

fn decade(f: &Found) -> Option<Expression> {
    let number = f.number("d")?;
    let found = if number >= 1000 {
        Ref::Fixed(Date::Decade(u16::try_from(number / 10).ok()?))
    } else {
        Ref::ShortDecade(u8::try_from(number).ok()?)
    };
    date(found).map(|found| super::rules_joined::modifier(f, found))
}

fn spoken_decade(f: &Found) -> Option<Expression> {
    let tens = f.value("d", super::words::TENS)?;
    date(Ref::ShortDecade(u8::try_from(tens * 10).ok()?))
        .map(|found| super::rules_joined::modifier(f, found))
}

pub(super) const RULES: &[Rule] = &[
    // --- days
    Rule {
        pattern: "($weekday ,?)? (which:(last|next|this))? m:MONTH d:(DD|DORD) (,? y:YEAR | ,? y:SHORTYEAR)? [!$heads]",
        meaning: day_of_month,
        examples: &[
            ("It was signed on <March 3, 2004>.", "DATE 2004-03-03"),
            ("They left on <Friday, Feb. 28, 2025>.", "DATE 2025-02-28"),
            ("They met on <Feb. 12>.", "DATE 2025-02-12"),
            ("The vote will be held <Nov. 9>.", "DATE 2025-11-09"),
            ("The lease expired <Dec. 31>.", "DATE 2024-12-31"),
            ("It falls on <Feb. 30, 2021>, they joked.", "DATE "),
        ],
    },
    Rule {
        pattern: "($weekday ,?)? m:MONTH d:DORD",
        meaning: day_of_month,
        examples: &[("The dam broke on <Sept. 3rd>.", "DATE 2024-09-03")],
    },
    Rule {
        pattern: "($weekday ,?)? d:(DD|DORD) of? m:MONTH (,? y:YEAR)?",
        meaning: day_of_month,
        examples: &[
            ("It was signed on <3 March 2004>.", "DATE 2004-03-03"),
            ("It was signed on <3 March>.", "DATE 2025-03-03"),
        ],
    },
    Rule {
        pattern: "($weekday ,?)? the d:DORD of m:MONTH (,? y:YEAR)?",
        meaning: day_of_month,
        examples: &[(
            "It was signed on <the 3rd of March, 2004>.",
            "DATE 2004-03-03",
        )],
    },
    Rule {
        pattern: "m:MONTH d:DD - e:DD (,? y:YEAR)? [!$counted]",
        meaning: days_of_month,
        examples: &[
            (
                "The summit was held <March 3-5>.",
                "DATE 2025-03-03/2025-03-05",
            ),
            (
                "The fair ran <June 12-15, 2019>.",
                "DATE 2019-06-12/2019-06-15",
            ),
        ],
    },
    Rule {
        pattern: "d:DD (-|to) e:DD m:MONTH (,? y:YEAR)?",
        meaning: days_of_month,
        examples: &[(
            "The fair ran <12-15 June 2019>.",
            "DATE 2019-06-12/2019-06-15",
        )],
    },
    Rule {
        pattern: "$weekday ,? d:DIGITS",
        meaning: |f| f.expression("d").cloned(),
        examples: &[("It closed on <Friday, 2025-02-28>.", "DATE 2025-02-28")],
    },
    // --- months
    Rule {
        pattern: "m:MONTH ,? of? y:(YEAR|SHORTYEAR)",
        meaning: month_of_year,
        examples: &[
            ("It was founded in <June 1989>.", "DATE 1989-06"),
            ("It was founded in <November of 2001>.", "DATE 2001-11"),
        ],
    },
    Rule {
        pattern: "m:MONTH",
        // "Jan Kavan", "Mar del Plata": a month cut short needs its stop or a day.
        meaning: |f| {
            date(Ref::Month(
                month(f).filter(|_| {
                    !f.is_any(
                        "m",
                        &["jan", "mar", "dec", "jun", "jul", "sep", "oct", "apr"],
                    )
                })?,
                Near::Tense,
            ))
        },
        examples: &[
            ("Prices rose in <January>.", "DATE 2025-01"),
            ("Prices rose in <October>.", "DATE 2024-10"),
            ("The court will hear the case in <June>.", "DATE 2025-06"),
            ("The panel may march on.", ""),
        ],
    },
    Rule {
        pattern: "(this|the)? which:(last|next|this|past|coming|previous|following|current) m:MONTH",
        meaning: |f| date(Ref::Month(month(f)?, near(f))),
        examples: &[
            ("He was hired <last November>.", "DATE 2024-11"),
            ("He will be hired <next March>.", "DATE 2026-03"),
        ],
    },
    Rule {
        pattern: "[<the|a|annual|an|its|their|LOWER] m:MONTH (for|of|on|to|against) [!YEAR]",
        meaning: |f| f.is("m", "march").then(|| nothing(f))?,
        examples: &[("They joined the March for Peace.", "")],
    },
    // --- years
    Rule {
        pattern: "[<$in|spring|summer|fall|autumn|winter] y:YEAR [!$counted]",
        meaning: bare_year,
        examples: &[
            ("He was elected in <1990>.", "DATE 1990"),
            ("The church was built in <1648>.", "DATE 1648"),
            ("It counted 1648 ships.", ""),
        ],
    },
    Rule {
        pattern: "[<the|a|an|his|her|its|their|that|this] y:YEAR [!percent|%|NUM]",
        meaning: recent_year,
        examples: &[("The <1996> floods are remembered.", "DATE 1996")],
    },
    Rule {
        pattern: "y:YEAR [!$counted]",
        meaning: recent_year,
        examples: &[
            ("The treaty (<1999>) was void.", "DATE 1999"),
            ("Some 2000 soldiers left.", ""),
        ],
    },
    Rule {
        pattern: "the? fiscal year? y:(YEAR|SHORTYEAR)",
        meaning: |f| date(year(f)?),
        examples: &[("Sales for <fiscal 2012> rose.", "DATE 2012")],
    },
    Rule {
        pattern: "the? year y:YEAR",
        meaning: bare_year,
        examples: &[("It ended in <the year 1905>.", "DATE 1905")],
    },
    Rule {
        pattern: "[<in|since|of|by|until|from|class|summer|early|late] y:SHORTYEAR",
        meaning: |f| date(year(f)?),
        examples: &[("It began in <'98>.", "DATE 1998")],
    },
    Rule {
        pattern: "y:YEARS",
        meaning: |f| f.expression("y").cloned(),
        examples: &[("The <2010-11> season was short.", "DATE 2010/2011")],
    },
    Rule {
        pattern: "y:(YEAR|NUM) (b.c.|bc|bce|b.c.e.)",
        meaning: |f| fixed(Date::BeforeChrist(u16::try_from(f.number("y")?).ok()?)),
        examples: &[("It was built around <190 BC>.", "DATE BC0190")],
    },
    // --- decades and centuries
    Rule {
        pattern: "the? (early:early|mid:mid -? | late:late)? d:DECADE",
        meaning: decade,
        examples: &[
            ("It boomed in <the 1990s>.", "DATE 199"),
            ("It boomed in <the early '80s>.", "DATE 198"),
            ("It boomed in <the mid-1990s>.", "DATE 199"),
        ],
    },
    Rule {
        pattern: "the (early:early|mid:mid -? | late:late)? d:TENS",
        meaning: spoken_decade,
        examples: &[("It boomed in <the nineties>.", "DATE 199")],
    },
    Rule {
        pattern: "(his|her|their|my|your) (early|mid -?|late)? (DECADE|TENS)",
        meaning: nothing,
        examples: &[("She was in her late twenties.", "")],
    },
    Rule {
        pattern: "the? (early:early|mid:mid -? | late:late)? c:ORD -? century",
        meaning: |f| {
            let century = u16::try_from(f.number("c")?.checked_sub(1)?)
                .ok()
                .filter(|&century| century < 30)?;
            fixed(Date::Century(century)).map(|found| super::rules_joined::modifier(f, found))
        },
        examples: &[("Such ships date from <the 19th century>.", "DATE 18")],
    },
    // --- quarters and halves
    Rule {
        pattern: "the? (fiscal -?|financial)? which:(last|previous|next|current)? (fiscal -?)? q:ORD quarter (,? y:YEAR)?",
        meaning: quarter,
        examples: &[
            ("Profit fell in <the fourth quarter>.", "DATE 2024-Q4"),
            ("Profit fell in <the first quarter>.", "DATE 2025-Q1"),
        ],
    },
    Rule {
        pattern: "(fiscal -?|financial)? q:ORD - quarter",
        meaning: quarter,
        examples: &[
            ("The bank cut its <third-quarter> forecast.", "DATE 2024-Q3"),
            (
                "It reported <fiscal second-quarter> results.",
                "DATE 2025-Q2",
            ),
        ],
    },
    Rule {
        pattern: "the? y:YEAR (fiscal)? q:ORD -? quarter",
        meaning: quarter,
        examples: &[(
            "It lost less than in <the 1988 third quarter>.",
            "DATE 1988-Q3",
        )],
    },
    Rule {
        pattern: "q:QCODE (of|,)? y:(YEAR|SHORTYEAR)?",
        meaning: quarter,
        examples: &[("Sales rose in <Q3 2024>.", "DATE 2024-Q3")],
    },
    Rule {
        pattern: "(the|its|their)? (first|second:(second|last|latter)) half of? (fiscal)? y:YEAR",
        meaning: half,
        examples: &[("Output fell in <the second half of 1989>.", "DATE 1989-H2")],
    },
    Rule {
        pattern: "(the|its|their) (first|second:(second|latter)) half of the (fiscal)? year",
        meaning: half,
        examples: &[(
            "Output fell in <the second half of the year>.",
            "DATE 2024-H2",
        )],
    },
    Rule {
        pattern: "(the)? first two quarters of y:YEAR",
        meaning: half,
        examples: &[(
            "Output fell in <the first two quarters of 1990>.",
            "DATE 1990-H1",
        )],
    },
    // --- seasons
    Rule {
        pattern: "(this|the)? which:(last|next|this|past|coming|previous|following) s:SEASON [!training|guy|out|to]",
        meaning: seasonal,
        examples: &[("The museum reopened <last fall>.", "DATE 2024-FA")],
    },
    Rule {
        pattern: "(the)? s:SEASON of? y:(YEAR|SHORTYEAR)",
        meaning: seasonal,
        examples: &[
            ("They met in <the summer of 2003>.", "DATE 2003-SU"),
            ("They met in <fall 2003>.", "DATE 2003-FA"),
        ],
    },
    Rule {
        pattern: "[<in|by|during|since|until|of|for|through|before|after|early|late|mid|from|over] the? s:SEASON [!training|CAPITAL|of|LOWER]",
        meaning: seasonal,
        examples: &[
            ("It will open in <the summer>.", "DATE 2025-SU"),
            ("A hard fall followed.", ""),
        ],
    },
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
        pattern: "$weekday which:(last|next|this) (week|month)",
        meaning: |f| {
            date(Ref::Weekday(weekday(f)?, Near::This).within(Ref::Cell(
                Unit::Week,
                match near(f) {
                    Near::Last => -1,
                    Near::Next => 1,
                    _ => 0,
                },
            )))
        },
        examples: &[("He left <Tuesday last week>.", "DATE 2025-04-08")],
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
