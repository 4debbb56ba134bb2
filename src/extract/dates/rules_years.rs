//! Rules for years, decades, centuries, quarters, halves and seasons.

use super::classes::{TENS, YEAR};
use super::found::Found;
use super::meaning::{Expression, Meaning, Near, Ref};
use super::rule::{Rule, date, fixed, modifier, near, nothing, season, year};
use crate::time::{Date, Unit};

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

fn decade(f: &Found) -> Option<Expression> {
    let number = f.number("d")?;
    let found = if number >= 1000 {
        Ref::Fixed(Date::Decade(u16::try_from(number / 10).ok()?))
    } else {
        Ref::ShortDecade(u8::try_from(number).ok()?)
    };
    date(found).map(|found| modifier(f, found))
}

fn spoken_decade(f: &Found) -> Option<Expression> {
    let tens = f.value("d", TENS)?;
    date(Ref::ShortDecade(u8::try_from(tens * 10).ok()?)).map(|found| modifier(f, found))
}

pub(super) const RULES: &[Rule] = &[
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
        pattern: "[<the|a|an|his|her|its|their|that|this|'s] y:YEAR [!percent|%|NUM]",
        meaning: recent_year,
        examples: &[("The <1996> floods are remembered.", "DATE 1996")],
    },
    Rule {
        pattern: "[<the|a|an|his|her|its|their|that|this|'s] y:YEAR [LOWER] [!PLURAL]",
        meaning: |f| {
            bare_year(f).filter(|_| {
                f.number("y")
                    .is_some_and(|year| (1600..1900).contains(&year))
            })
        },
        examples: &[("The court's <1898> ruling stands.", "DATE 1898")],
    },
    Rule {
        pattern: "y:YEAR CAPITAL CAPITAL? (road|street|avenue|lane|drive|boulevard|st.|ave.|rd.|blvd.)",
        meaning: nothing,
        examples: &[("He lives at 1990 Mill Road.", "")],
    },
    Rule {
        pattern: "y:YEAR - e:NUM",
        // "2024-555" is a number, "2021-2022" are years.
        meaning: |f| nothing(f).filter(|_| !f.class("e", YEAR)),
        examples: &[("Call 2024-555 or write.", "")],
    },
    Rule {
        pattern: "y:YEAR : a CAPITAL",
        meaning: nothing,
        examples: &[("The club showed \"2001: A Space Odyssey\" to them.", "")],
    },
    Rule {
        pattern: "(die|dies|died|dead|killed|kills|hurt|injured|injures) in (a|the)? fall",
        meaning: nothing,
        examples: &[("Worker dies in fall from the roof of a mill.", "")],
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
        pattern: "(the|its|their|last|next|this)? next? (fiscal|fy | $school year) (of)? y:(YEAR|SHORTYEAR|YEARS) | the? y:(YEARS|YEAR) $school year",
        meaning: |f| match f.expression("y").map(|found| &found.meaning) {
            Some(Meaning::Date(Ref::Fixed(Date::Range(first, _)))) => fixed((**first).clone()),
            _ => date(year(f)?),
        },
        examples: &[
            ("Sales for <fiscal 2012> rose.", "DATE 2012"),
            (
                "Sales fell in <the financial year of 2016/17>.",
                "DATE 2016",
            ),
            ("Sales fell in <the 2016-17 school year>.", "DATE 2016"),
        ],
    },
    Rule {
        pattern: "(the|its|their)? which:(this|last|next|coming|current|past|previous|following|new|upcoming) (school|academic) year",
        // It begins in the fall of the year that names it.
        meaning: |f| {
            let years = match near(f) {
                Near::Last | Near::Before => -1,
                Near::Next | Near::Coming | Near::After => 1,
                _ => i32::from(f.is("which", "new")),
            };
            date(Ref::SchoolYear(years))
        },
        examples: &[("Rents will rise in <the next school year>.", "DATE 2025")],
    },
    Rule {
        pattern: "(the|a) (new:new) year [!LOWER|CAPITAL|'s|-] | the (new:year ahead)",
        meaning: |_| date(Ref::NewYear),
        examples: &[("It will open in <the new year>.", "DATE 2025")],
    },
    Rule {
        pattern: "year -? to -? date",
        meaning: |_| date(Ref::Cell(Unit::Year, 0)),
        examples: &[("The index is up 28% <year-to-date>.", "DATE 2025")],
    },
    Rule {
        pattern: "full - year",
        meaning: |_| date(Ref::Cell(Unit::Year, 0)),
        examples: &[("Its <full-year> loss was small.", "DATE 2025")],
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
        pattern: "y:(YEAR|NUM) $bc",
        meaning: |f| fixed(Date::BeforeChrist(u16::try_from(f.number("y")?).ok()?)),
        examples: &[("It was built around <190 BC>.", "DATE BC0190")],
    },
    Rule {
        pattern: "y:(YEAR|NUM) ERA | ERA y:(YEAR|NUM)",
        meaning: |f| bare_year(f).filter(|_| f.number("y").is_some_and(|year| year < 2200)),
        examples: &[("It was destroyed in <79 AD> by fire.", "DATE 0079")],
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
        pattern: "the (early:early|mid:mid | late:late)? -? y:YEAR 's | [<in|and|to|from] (early:early|mid:mid | late:late) -? y:YEAR 's",
        meaning: |f| {
            let year = f.number("y").filter(|year| year % 10 == 0)?;
            fixed(Date::Decade(u16::try_from(year / 10).ok()?)).map(|found| modifier(f, found))
        },
        examples: &[("The band formed in <the late 1960's>.", "DATE 196")],
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
        pattern: "the? (early:early|mid:mid -? | late:late)? -? c:ORD -? century (bc:$bc | ERA)?",
        meaning: |f| {
            let number = f.number("c")?.checked_sub(1)?;
            let number = u8::try_from(number).ok().filter(|&number| number < 30)?;
            fixed(if f.has("bc") {
                Date::CenturyBeforeChrist(number)
            } else {
                Date::Century(number.into())
            })
            .map(|found| modifier(f, found))
        },
        examples: &[
            ("Such ships date from <the 19th century>.", "DATE 18"),
            (
                "Such ships date from <the 5th century BC> or later.",
                "DATE BC04",
            ),
        ],
    },
    // --- quarters and halves
    Rule {
        pattern: "the? (fiscal -?|financial)? which:(last|previous|next|current)? (fiscal -?)? q:ORD $quarter (,? y:YEAR)?",
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
        pattern: "q:QCODE (of|,|-)? (fiscal|fy)? y:(YEAR|SHORTYEAR)? | $quarter q:NUM (of|,)? y:YEAR | y:YEAR -? q:QCODE",
        meaning: quarter,
        examples: &[
            ("Sales rose in <Q3 2024>.", "DATE 2024-Q3"),
            ("Sales rose in <Quarter 1 2018>.", "DATE 2018-Q1"),
            ("Sales rose in <the 3rd qtr>.", "DATE 2024-Q3"),
        ],
    },
    Rule {
        pattern: "q:HCODE (of|,|-)? y:(YEAR|SHORTYEAR) | y:YEAR -? q:HCODE",
        meaning: |f| date(Ref::Half(f.number("q")? as u8, Near::Tense).within(year(f)?)),
        examples: &[
            ("Sales rose in <H1 2023>.", "DATE 2023-H1"),
            ("Sales rose in <1H23>, then fell.", "DATE 2023-H1"),
        ],
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
        pattern: "[<the|this|their|its|his|her] s:SEASON [vacation|vacations|holiday|holidays|break|campaign|tour|months|festival|term|semester|recess|sale|sales]",
        meaning: seasonal,
        examples: &[("It will open for the <summer> vacation.", "DATE 2025-SU")],
    },
    Rule {
        pattern: "the? s:SEASON of which:(last|this|next) year",
        meaning: |f| {
            let years = match near(f) {
                Near::Last => -1,
                Near::Next => 1,
                _ => 0,
            };
            date(Ref::Season(season(f)?, Near::This).within(Ref::Cell(Unit::Year, years)))
        },
        examples: &[("It opened in <the spring of last year>.", "DATE 2024-SP")],
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
        pattern: "[<in|by|during|since|until|of|for|through|before|after|early|late|mid|over|into] the? s:SEASON [!training|CAPITAL|of|LOWER|UNITS]",
        meaning: seasonal,
        examples: &[
            ("It will open in <the summer>.", "DATE 2025-SU"),
            ("A hard fall followed.", ""),
        ],
    },
];
