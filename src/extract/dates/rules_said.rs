//! Rules for what is said about an expression: "early | next week", "more than | two weeks".

use super::found::Found;
use super::meaning::{Expression, Ref};
use super::rule::{Rule, date_in, modifier};

/// The expression in slot d with the modifier that its slots say.
fn modified(f: &Found) -> Option<Expression> {
    Some(modifier(f, f.expression("d")?.clone()))
}

/// What is said about an expression.
pub(super) const RULES: &[Rule] = &[
    Rule {
        pattern: "(early:(early|earlier)|late:(late|later)|mid:mid) -? (in|on:on)? d:(DAYX|WEEKX|MONTHX|QUARTERX|SEASONX|YEARX|TIMEX)",
        // "Earlier Friday, lawyers …": of a weekday it says no more than of the sentence.
        meaning: |f| {
            modified(f).filter(|_| {
                !(matches!(date_in(f, "d"), Some(Ref::Weekday(..)))
                    && f.is_any("early", &["earlier"])
                    || f.is_any("late", &["later"])
                        && !f.has("on")
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
            let away = |date| match date {
                Ref::Cell(_, n) => n < 0 && f.ends_with("d", "ago"),
                Ref::Period(_) => f.ends_with("d", "ago"),
                Ref::From(..) if f.is("more", "over") => false,
                Ref::From(..) => f.ends_with("d", "earlier") || f.ends_with("d", "later"),
                _ => false,
            };
            modified(f).filter(|_| date_in(f, "d").is_some_and(away))
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
