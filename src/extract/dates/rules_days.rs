//! Rules for the days and months of the calendar.

use super::found::Found;
use super::meaning::{Expression, Near, Ref};
use super::rule::{Rule, date, fixed, month, near, nothing, weekday, year};
use crate::time::Date;
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
        None => {
            let day = Ref::MonthDay(month, day as u8, near(f));
            date(match weekday(f) {
                Some(weekday) => Ref::OnWeekday(weekday, Box::new(day)),
                None => day,
            })
        }
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
    if NaiveDate::from_ymd_opt(2024, month.into(), last).is_none() {
        return fixed(Date::Impossible);
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
        pattern: "($weekday ,?)? the? d:(DD|DORD) of? m:MONTH (,? y:YEAR | ,? y:SHORTYEAR)?",
        meaning: day_of_month,
        examples: &[
            (
                "They signed it on <Monday the 25 July 2022>.",
                "DATE 2022-07-25",
            ),
            ("The ferry sank on <18 Sep '05>.", "DATE 2005-09-18"),
            ("It was signed on <3 March 2004>.", "DATE 2004-03-03"),
            ("It was signed on <3 March>.", "DATE 2025-03-03"),
        ],
    },
    Rule {
        pattern: "d:DD m:MONTH y:YY [!$counted|LOWER]",
        // "3 Aug 96": a number that is no day.
        meaning: |f| day_of_month(f).filter(|_| f.number("y").is_some_and(|year| year > 31)),
        examples: &[("The ferry sank on <3 Aug 96>.", "DATE 1996-08-03")],
    },
    Rule {
        pattern: "($weekday ,?)? d:DD - m:MONTH - y:(YEAR|YY)",
        meaning: day_of_month,
        examples: &[
            ("It was passed on <19-Nov-2012>.", "DATE 2012-11-19"),
            ("It was passed on <Fri, 03-Jul-15>.", "DATE 2015-07-03"),
        ],
    },
    Rule {
        pattern: "[<EDGE] may (the|they|he|she|it|you|we|god|his|her|all|your|our|their|this|that|these|those|there|peace)",
        meaning: nothing,
        examples: &[("May the best team win, the coach said.", "")],
    },
    Rule {
        pattern: "m:MONTH the d:DORD (,? y:YEAR)?",
        meaning: day_of_month,
        examples: &[(
            "May the best day be <May the 5th, 2021>.",
            "DATE 2021-05-05",
        )],
    },
    Rule {
        pattern: "$weekday ,? the d:DORD [!LOWER|CAPITAL|PLURAL]",
        // In digits: "on Friday, the third day".
        meaning: |f| {
            let digits = f.word("d").starts_with(|c: char| c.is_ascii_digit());
            date(Ref::Numbered(f.number("d")? as u8, Some(weekday(f)?))).filter(|_| digits)
        },
        examples: &[
            ("They will meet on <Tuesday the 22nd>.", "DATE 2025-04-22"),
            ("They met on <Friday the 11th>.", "DATE 2025-04-11"),
        ],
    },
    Rule {
        pattern: "[<on|by|until|since] the d:DORD [!LOWER|PLURAL|CAPITAL|of|-|NUM|UNIT|UNITS|and|DORD]",
        // In digits: "on the second" is another.
        meaning: |f| {
            let digits = f.word("d").starts_with(|c: char| c.is_ascii_digit());
            date(Ref::Numbered(f.number("d")? as u8, None)).filter(|_| digits)
        },
        examples: &[
            ("They will meet on <the 25th>.", "DATE 2025-04-25"),
            ("They met on <the 25th>.", "DATE 2025-03-25"),
            ("They won on the second.", ""),
        ],
    },
    Rule {
        pattern: "m:MONTH d:(DD|DORD) (-|--|to|through|thru) e:(DD|DORD) (,? y:YEAR)? [!$counted]",
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
            (
                "The fair ran <July 13 through 15, 2019>.",
                "DATE 2019-07-13/2019-07-15",
            ),
            (
                "It was planned for <June 10 - 31, 2022>, they said.",
                "DATE ",
            ),
        ],
    },
    Rule {
        pattern: "the? d:(DD|DORD) (-|--|to|through) the? e:(DD|DORD) of? m:MONTH (,? y:YEAR)?",
        meaning: days_of_month,
        examples: &[(
            "The fair ran <12-15 June 2019>.",
            "DATE 2019-06-12/2019-06-15",
        )],
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
];
