//! The classes of words and of expressions, as bits.

/// Declares the classes as bits, and the table of their names for patterns.
macro_rules! classes {
    ($($(#[$meta:meta])* $name:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u8)]
        enum Index { $($name,)* }
        $($(#[$meta])* pub(super) const $name: u64 = 1 << Index::$name as u8;)*
        /// The classes by name.
        pub(super) const CLASSES: &[(&str, u64)] = &[$((stringify!($name), $name),)*];
    };
}

classes! {
    /// A cardinal number, in digits or words.
    NUM,
    /// An ordinal number.
    ORD,
    /// A number in digits that may be a day of a month.
    DD,
    /// An ordinal that may be a day of a month.
    DORD,
    /// A number that may be a year: four digits, or spoken.
    YEAR,
    /// A year without its century: '98.
    SHORTYEAR,
    /// Two years: 2010-11.
    YEARS,
    MONTH,
    WEEKDAY,
    WEEKDAYABBR,
    WEEKDAYS,
    UNIT,
    UNITS,
    ABBRUNIT,
    SEASON,
    SEASONS,
    PART,
    PARTS,
    /// A decade in digits: 1990s, '90s.
    DECADE,
    /// A decade, or an age, in words: nineties.
    TENS,
    /// Hours and minutes: 10:35.
    CLOCK,
    MERIDIEM,
    ZONE,
    HOLIDAY,
    /// A date in digits: 2025-04-19, 9/26/99.
    DIGITS,
    EACH,
    FEW,
    /// A.D., C.E.
    ERA,
    /// Q3, 3Q.
    QCODE,
    /// H1, 1H.
    HCODE,
    /// Two digits that may be a year without its century: the 18 of 24-Jan-18.
    YY,
    /// An ordinary word that a pattern names: it is LOWER or CAPITAL as well.
    WORD,
    /// A small word that only looks like a plural: "was".
    SMALL,
    /// A word that rules do not know, in lower case.
    LOWER,
    /// … that looks like a plural.
    PLURAL,
    /// … with a capital.
    CAPITAL,
    /// The beginning or the end of a sentence.
    EDGE,
    // What the first rules have made.
    DAYX,
    WEEKX,
    MONTHX,
    QUARTERX,
    SEASONX,
    YEARX,
    DECADEX,
    VAGUEX,
    TIMEX,
    LENGTHX,
    STRETCHX,
    SETX,
    PIECEX,
    /// A word that is a reason to try the rules, and nothing else.
    CORE,
    NOTHING,
}

/// Classes that are a reason to try a rule; the others stand in any text.
pub(super) const CORES: u64 =
    !(NUM | YY | WORD | SMALL | ORD | DD | DORD | LOWER | PLURAL | CAPITAL | EDGE | FEW | ZONE);

/// The classes of what the rules have made.
pub(super) const EXPRESSIONS: u64 = DAYX
    | WEEKX
    | MONTHX
    | QUARTERX
    | SEASONX
    | YEARX
    | DECADEX
    | VAGUEX
    | TIMEX
    | LENGTHX
    | STRETCHX
    | SETX
    | PIECEX
    | NOTHING;
