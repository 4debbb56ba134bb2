//! Rules for lengths of time and for what recurs.

use super::classes::{UNIT, YEAR};
use super::found::Found;
use super::meaning::{Expression, Meaning, Ref};
use super::rule::{Many, Rule, length, many, month, nothing, part, season, unit, weekday};
use crate::time::{Clock, Date, Length, Repeat, Unit};

/// So many units: slots of `$many`, u.
fn plain(f: &Found) -> Option<Expression> {
    let unit = unit(f)?;
    // "Two seconds" may count; "two halves" and "two quarters of voters" do not.
    if matches!(unit, Unit::Half) {
        return None;
    }
    // "The 1988 quarter" is none of 1988 quarters; "2000 years" are.
    if f.class("n", YEAR) && f.class("u", UNIT) && f.number("n")? >= 1900 {
        return None;
    }
    let count = match many(f) {
        Many::Number(0, 0) => return None,
        Many::Vague if unit == Unit::Second => return None,
        count => count,
    };
    Some(Expression::new(Meaning::Length(length(count, unit)?)))
}

/// See [`plain`]: a stretch that begins or ends at a known time.
fn stretch(f: &Found) -> Option<Expression> {
    plain(f).map(stretched)
}

fn stretched(mut expression: Expression) -> Expression {
    if let Meaning::Length(length) = expression.meaning {
        expression.meaning = Meaning::Stretch(length);
    }
    expression
}

/// One unit: slot u.
fn single(f: &Found) -> Option<Expression> {
    let unit = unit(f)?;
    if matches!(
        unit,
        Unit::Second | Unit::Quarter | Unit::Half | Unit::Weekend
    ) {
        return None;
    }
    plain(f)
}

/// Units without a number: slot u.
fn bare(f: &Found) -> Option<Expression> {
    let unit = unit(f)?;
    if matches!(
        unit,
        Unit::Second | Unit::Quarter | Unit::Half | Unit::Weekend
    ) {
        return None;
    }
    Some(Expression::new(Meaning::Length(Length::Vague(unit))))
}

fn of(length: Length) -> Option<Expression> {
    Some(Expression::new(Meaning::Length(length)))
}

fn every(length: Length) -> Option<Expression> {
    Some(Expression::new(Meaning::Set(Repeat::Every(length))))
}

fn whenever(date: Date, clock: Option<Clock>) -> Option<Expression> {
    Some(Expression::new(Meaning::Set(Repeat::On(date, clock))))
}

/// "Every two weeks", "each month": slots n, u.
fn each(f: &Found) -> Option<Expression> {
    let count = if f.has("other") {
        Many::Number(2, 0)
    } else {
        many(f)
    };
    let unit = unit(f)?;
    if unit == Unit::Second && !f.has("n") {
        return None;
    }
    every(match (unit, count) {
        (Unit::Quarter, Many::Number(n, 0)) => Length::Exact(vec![(n, Unit::Quarter)]),
        (unit, count) => length(count, unit)?,
    })
}

pub(super) const RULES: &[Rule] = &[
    // --- ages and scores
    Rule {
        pattern: "(n:NUM|FEW|a|an) -? (UNIT|UNITS) -? (old|olds)",
        meaning: nothing,
        examples: &[
            ("The 24-year-old student fled.", ""),
            ("He is 24 years old.", ""),
        ],
    },
    Rule {
        pattern: "(NUM|FEW) (UNIT|UNITS) of age",
        meaning: nothing,
        examples: &[("She was 24 years of age.", "")],
    },
    // --- fractions
    Rule {
        pattern: "NUM (- quarters | quarters of (the|all|its|their|those|these|his|her|our))",
        meaning: nothing,
        examples: &[
            ("It imports three-quarters of its food.", ""),
            ("It burned three quarters of the town.", ""),
        ],
    },
    Rule {
        pattern: "one quarter",
        meaning: nothing,
        examples: &[("They have one quarter confined to the yard.", "")],
    },
    // --- series
    Rule {
        pattern: "(the|a|an|its|their|his|her)? n:ORD (straight|consecutive|successive) (full|trading)? u:UNIT [!-] | (the|a|its|their|his|her)? n:ORD (straight|full)? u:UNIT (in a row|running)",
        meaning: |f| {
            let unit = unit(f).filter(|unit| *unit >= Unit::Day)?;
            of(Length::of(f.number("n")?, unit))
        },
        examples: &[
            (
                "Exports rose for <the third straight month>.",
                "DURATION P3M",
            ),
            (
                "Exports rose for <a fifth consecutive year>.",
                "DURATION P5Y",
            ),
            (
                "Exports rose for <the third year in a row>.",
                "DURATION P3Y",
            ),
        ],
    },
    // --- rates
    Rule {
        pattern: "per u:UNIT [!-]",
        meaning: |f| {
            let unit = unit(f).filter(|unit| *unit >= Unit::Hour)?;
            every(length(Many::Number(1, 0), unit)?)
        },
        examples: &[("It costs $40 <per month>.", "SET P1M")],
    },
    Rule {
        pattern: "[<NUM|million|billion|PLURAL|times] (a|an) u:UNIT [!and|or|ago|earlier|later|before|from]",
        meaning: |f| match unit(f)? {
            Unit::Second | Unit::Quarter | Unit::Half | Unit::Weekend => None,
            unit => every(length(Many::Number(1, 0), unit)?),
        },
        examples: &[("It costs $5 million <a year>.", "SET P1Y")],
    },
    Rule {
        pattern: "NUM $units (a|per) UNIT",
        meaning: |_| every(Length::of(1, Unit::Day)),
        examples: &[("It is open <24 hours a day>.", "SET P1D")],
    },
    // --- so many units
    Rule {
        pattern: "[<EDGE|then|but|until|and|that] one day ,? [he|she|they|it|i|we|you|the|a|an|his|her|their|when|while|in|CAPITAL]",
        meaning: nothing,
        examples: &[("One day she left the village.", "")],
    },
    Rule {
        pattern: "[<will|would|may|might|could|can|shall|should] one day",
        meaning: |_| Some(Expression::date(Ref::Fixed(Date::Future))),
        examples: &[("The lake will <one day> dry up.", "DATE FUTURE_REF")],
    },
    Rule {
        pattern: "$many -? (more|additional|extra|consecutive|straight|full|whole|long|trading|business|working|successive|other|further)? $units (-? long)? [!-]",
        meaning: plain,
        examples: &[
            ("The strike lasted <two weeks>.", "DURATION P2W"),
            ("He served <20 years>.", "DURATION P20Y"),
            ("The <five-hour> debate ended.", "DURATION PT5H"),
            ("They waited <2 1/2 years>.", "DURATION P2Y6M"),
            ("They waited <two and a half hours>.", "DURATION PT2H30M"),
            ("The trial took <several months>.", "DURATION PXM"),
            ("They met for <a couple of days>.", "DURATION P2D"),
            ("It lasted <three straight quarters>.", "DURATION P3Q"),
            ("They kept it for <two thousand years>.", "DURATION P2000Y"),
        ],
    },
    Rule {
        // At least so many.
        pattern: "$many (to|or|-) NUM -? $units",
        meaning: plain,
        examples: &[
            ("It will take <two to three weeks>.", "DURATION P2W"),
            ("It will take <four or five days>.", "DURATION P4D"),
        ],
    },
    Rule {
        pattern: "(a|an|one) (full|whole|entire|additional|extra|single)? u:UNIT (-? long)? [!-|'s]",
        meaning: single,
        examples: &[
            ("It lasted <a year>.", "DURATION P1Y"),
            ("It lasted <an hour>.", "DURATION PT1H"),
        ],
    },
    Rule {
        pattern: "(a|an|one) u:UNIT and a half",
        meaning: |f| of(length(Many::Number(1, 50), unit(f)?)?),
        examples: &[("They waited <an hour and a half>.", "DURATION PT1H30M")],
    },
    Rule {
        pattern: "half an? u:(UNIT) | half -? u:(hour|day|century|year) | a half -? u:(hour|day|century)",
        meaning: |f| of(length(Many::Number(0, 50), unit(f)?)?),
        examples: &[("They waited <half an hour>.", "DURATION PT30M")],
    },
    Rule {
        pattern: "(the? (subsequent|ensuing|intervening))? u:UNITS (-? long | (or|and) UNITS)? [!when] | multi - u:UNIT",
        meaning: bare,
        examples: &[
            ("It took <weeks>.", "DURATION PXW"),
            ("The <decades-long> war ended.", "DURATION PXDE"),
        ],
    },
    Rule {
        pattern: "u:UNIT -? long",
        meaning: single,
        examples: &[("The <day-long> talks failed.", "DURATION P1D")],
    },
    // --- the past and next so many units
    Rule {
        pattern: "(the|these|those|its|his|her|their)? (past|last|next|coming|first|previous|latest|final|following|recent|preceding|initial|opening|early) $many (to NUM)? (fiscal|full|trading|consecutive|straight)? $units (or so)?",
        meaning: |f| {
            if matches!(unit(f)?, Unit::Half) {
                None
            } else {
                stretch(f)
            }
        },
        examples: &[
            (
                "Unemployment has fallen over <the past two months>.",
                "DURATION P2M",
            ),
            ("Talks will go on for <the next two weeks>.", "DURATION P2W"),
            ("Rents rose over <the past three decades>.", "DURATION P30Y"),
            ("Sales rose in <the first nine months>.", "DURATION P9M"),
            ("Rents fell in <the past few weeks>.", "DURATION PXW"),
        ],
    },
    Rule {
        pattern: "(the|this|its)? (past|last|next|coming) u:(decade|century|hour|minute|millennium)",
        meaning: stretch,
        examples: &[("Rents rose over <the past decade>.", "DURATION P10Y")],
    },
    Rule {
        pattern: "recent u:UNITS (and UNITS)?",
        meaning: |f| {
            Some(stretched(Expression::new(Meaning::Length(Length::Vague(
                unit(f)?,
            )))))
        },
        examples: &[("Rents rose in <recent months>.", "DURATION PXM")],
    },
    Rule {
        pattern: "a u:UNIT or two",
        meaning: |f| of(Length::Vague(unit(f)?)),
        examples: &[("It will take <a year or two>.", "DURATION PXY")],
    },
    Rule {
        pattern: "(the) (past|last|first|early|latest) u:UNITS",
        meaning: |f| bare(f).map(stretched),
        examples: &[("They slept in <the first hours>.", "DURATION PTXH")],
    },
    Rule {
        pattern: "the (next few)? u:UNITS ahead",
        meaning: |f| bare(f).map(stretched),
        examples: &[("It will rain in <the weeks ahead>.", "DURATION PXW")],
    },
    Rule {
        pattern: "(the|these|those) (year -? (earlier|ago))? $many u:UNITS",
        meaning: stretch,
        examples: &[("Profit for <the nine months> rose.", "DURATION P9M")],
    },
    Rule {
        pattern: "a (short|little|long)? while | some time | a long time",
        meaning: |_| of(Length::Unknown),
        examples: &[("They waited for <a while>.", "DURATION PXX")],
    },
    // --- sets
    Rule {
        pattern: "quarterly [LOWER|PLURAL]",
        meaning: nothing,
        examples: &[("It cut its quarterly dividend.", "")],
    },
    Rule {
        pattern: "every half (an|-)? u:(hour|year|century)",
        meaning: |f| every(length(Many::Number(0, 50), unit(f)?)?),
        examples: &[("Ferries leave <every half hour>.", "SET PT30M")],
    },
    Rule {
        pattern: "w:(weekends|weekdays) | (every|each) single? w:(weekend|weekday)",
        meaning: |f| {
            if f.is_any("w", &["weekends", "weekend"]) {
                whenever(Date::Weekend(None), None)
            } else {
                every(Length::of(1, Unit::Day))
            }
        },
        examples: &[
            ("They meet on <weekends>.", "SET XXXX-WXX-WE"),
            ("They meet <every weekday>.", "SET P1D"),
        ],
    },
    Rule {
        pattern: "(every|each) (single)? (other:other|n:NUM|few:few)? -? $units",
        meaning: each,
        examples: &[
            ("The committee meets <every day>.", "SET P1D"),
            ("The committee meets <every two weeks>.", "SET P2W"),
            ("The fund grows <each year>.", "SET P1Y"),
            ("The committee meets <every other week>.", "SET P2W"),
        ],
    },
    Rule {
        pattern: "(every|each) (other|ORD)? $weekday",
        meaning: |f| whenever(Date::Weekday(weekday(f)?), None),
        examples: &[("The group holds a vigil <each Thursday>.", "SET XXXX-WXX-4")],
    },
    Rule {
        pattern: "(every|each) $weekday p:(PART|PARTS)",
        meaning: |f| whenever(Date::Weekday(weekday(f)?), Some(Clock::Part(part(f)?))),
        examples: &[("They meet <every Tuesday night>.", "SET XXXX-WXX-2TNI")],
    },
    Rule {
        pattern: "w:(WEEKDAYS|WEEKDAY) p:PARTS",
        meaning: |f| whenever(Date::Weekday(weekday(f)?), Some(Clock::Part(part(f)?))),
        examples: &[("They meet <Tuesday nights>.", "SET XXXX-WXX-2TNI")],
    },
    Rule {
        pattern: "w:WEEKDAYS",
        meaning: |f| whenever(Date::Weekday(weekday(f)?), None),
        examples: &[("They meet on <Thursdays>.", "SET XXXX-WXX-4")],
    },
    Rule {
        pattern: "(every|each) m:MONTH",
        meaning: |f| whenever(Date::Month(None, Some(month(f)?)), None),
        examples: &[("They meet <each July>.", "SET XXXX-07")],
    },
    Rule {
        pattern: "(every|each) s:SEASON",
        meaning: |f| whenever(Date::Season(None, season(f)?), None),
        examples: &[("They meet <every summer>.", "SET XXXX-SU")],
    },
    Rule {
        pattern: "(every|each) p:PART",
        meaning: |f| whenever(Date::SomeDay, Some(Clock::Part(part(f)?))),
        examples: &[("They meet <every morning>.", "SET XXXX-XX-XXTMO")],
    },
    Rule {
        pattern: "(the) (past|last|next) $many s:SEASONS",
        meaning: |f| whenever(Date::Season(None, season(f)?), None),
        examples: &[("It was dry in <the past three summers>.", "SET XXXX-SU")],
    },
    Rule {
        pattern: "bi:(biweekly|fortnightly|bimonthly|biannually|biannual|semiannually|semiannual|biennially|biennial)",
        meaning: |f| {
            let (count, unit) = [
                (&["biweekly", "fortnightly"][..], (2, Unit::Week)),
                (&["bimonthly"], (2, Unit::Month)),
                (&["biennially", "biennial"], (2, Unit::Year)),
            ]
            .into_iter()
            .find(|(words, _)| f.is_any("bi", words))
            .map_or((6, Unit::Month), |(_, length)| length);
            every(Length::of(count, unit))
        },
        examples: &[("The committee meets <biweekly>.", "SET P2W")],
    },
    Rule {
        pattern: "all u:(day|week|month|year|night) long | the whole u:(day|week|month|year|decade)",
        meaning: |f| match part(f).is_some() || f.word("u") == "night" {
            true => of(Length::of(1, Unit::Day)),
            false => plain(f),
        },
        examples: &[
            ("They worked <all day long>.", "DURATION P1D"),
            ("They worked for <the whole week>.", "DURATION P1W"),
        ],
    },
    Rule {
        pattern: "u:EACH [!-]",
        meaning: |f| match unit(f)? {
            Unit::Quarter => every(Length::Exact(vec![(3, Unit::Month)])),
            unit => every(length(Many::Number(1, 0), unit)?),
        },
        examples: &[
            ("The <daily> briefing ended.", "SET P1D"),
            ("It is revised <annually>.", "SET P1Y"),
        ],
    },
    Rule {
        pattern: "(once|twice|NUM times) (a|an|every|each|per) $many? $units",
        meaning: |f| every(length(many(f), unit(f)?)?),
        examples: &[("They meet <twice a month>.", "SET P1M")],
    },
    Rule {
        pattern: "u:day (after|by|to) (day)",
        meaning: |_| every(Length::of(1, Unit::Day)),
        examples: &[("They waited <day after day>.", "SET P1D")],
    },
];
