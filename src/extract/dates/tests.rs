//! The examples of the rules, and what is promised of every date.

use super::{DateMention, find, find_in, rules, work};
use crate::language::{Analysis, Arc, Roles, Tag, Token, TokenId, analyze, analyze_sentences, lex};
use crate::lexicon::TENSE_WORDS;
use crate::parse::{self, Given};
use crate::text::{Span, Text};
use crate::time::{Calendar, Precision};
use chrono::{Datelike, NaiveDate};

/// The day on which the examples were written: a Saturday.
fn saturday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 4, 19).unwrap()
}

/// A plain analysis: one sentence, words without tags.
fn plain(text: &str) -> Analysis {
    let mut spans = Vec::new();
    lex(text, Span::new(0, text.len()), &mut spans);
    let token = |span| Token {
        span,
        tag: Tag::NN,
        head: None,
        arc: Arc::Dep,
        roles: Roles::default(),
    };
    let tokens: Vec<_> = spans.into_iter().map(token).collect();
    let sentence = 0..tokens.len() as u32;
    Analysis::new(tokens, vec![sentence], Vec::new())
}

/// The dates of a text of one sentence, read as the program reads it.
fn dates(text: &str, now: Option<NaiveDate>) -> Vec<DateMention> {
    let sentence = Span::new(0, text.len());
    find_in(
        text,
        &analyze_sentences(text, std::iter::once(sentence)),
        &[],
        &[],
        now,
    )
}

/// The text with its expressions in `<>`, and "TYPE value" of each.
fn shown(text: &str, dates: &[DateMention]) -> (String, String) {
    let (mut marked, mut at) = (String::new(), 0);
    let mut values = Vec::new();
    for date in dates {
        marked += &text[at..date.span.start()];
        marked += &format!("<{}>", &text[date.span.range()]);
        at = date.span.end();
        values.push(format!(
            "{} {}",
            date.timex.kind(),
            date.timex.value().unwrap_or_default()
        ));
    }
    (marked + &text[at..], values.join("; "))
}

#[test]
fn every_rule_reads_its_examples() {
    let mut wrong = Vec::new();
    for rule in rules::STAGES
        .iter()
        .flat_map(|stage| stage.iter().flat_map(|rules| rules.iter()))
    {
        if rule.examples.is_empty() {
            wrong.push(format!("{}\n  has no example", rule.pattern));
        }
        for (marked, expected) in rule.examples {
            let text = marked.replace(['<', '>'], "");
            let found = shown(&text, &dates(&text, Some(saturday())));
            if (found.0.as_str(), found.1.as_str()) != (*marked, *expected) {
                wrong.push(format!(
                    "{}\n  {marked} = {expected}\n  {} = {}",
                    rule.pattern, found.0, found.1
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn without_the_day_of_writing_what_hangs_on_it_stays_open() {
    for (text, value) in [
        ("He left Friday.", "XXXX-WXX-5"),
        ("He left last week.", "XXXX-WXX"),
        ("He left on Feb. 12.", "XXXX-02-12"),
        ("He left in October.", "XXXX-10"),
        ("He left yesterday.", "XXXX-XX-XX"),
        ("He left last year.", "XXXX"),
        ("He left last summer.", "XXXX-SU"),
        ("Sales fell in the third quarter.", "XXXX-Q3"),
        ("He left on March 3, 2004.", "2004-03-03"),
        ("He waited two weeks.", "P2W"),
    ] {
        let found = dates(text, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].timex.value().as_deref(), Some(value), "{text}");
    }
}

#[test]
fn words_and_numbers_that_only_look_like_dates_are_left_alone() {
    for text in [
        "The panel may march on to a second hearing.",
        "She scored 1,998 points in 67 games.",
        "They won 6-3, 6-4 in straight sets.",
        "The 24-year-old student and a man aged 31 fled.",
        "He read the Sun and met Jan Kavan.",
        "A quarter of voters and half of the seats were lost.",
        "It fell 3.5 percent to 2,025 points.",
    ] {
        let found = dates(text, Some(saturday()));
        assert_eq!(shown(text, &found).1, "", "{text}");
    }
}

/// "TYPE value" of the dates of an article written on Saturday, April 19, 2025.
fn read(text: &str) -> String {
    let text = Text::new(text.to_owned()).unwrap();
    let articles = parse::articles(&text);
    let given = Given {
        date: Some(Calendar {
            day: saturday(),
            precision: Precision::Day,
        }),
        ..Given::default()
    };
    let analysis = analyze(&articles[0]);
    let dates = find(&articles[0], &analysis, &given, &mut Vec::new());
    shown(text.as_str(), &dates).1
}

#[test]
fn dates_in_a_quotation_are_told_from_the_day_it_was_spoken_on() {
    for (text, values) in [
        (
            "\u{201c}We leave tomorrow,\u{201d} the captain, Inge Solheim, said on Monday.",
            "DATE 2025-04-15; DATE 2025-04-14",
        ),
        (
            "The captain, Inge Solheim, told the crew on Monday: \u{201c}We came yesterday. We leave tomorrow.\u{201d}",
            "DATE 2025-04-14; DATE 2025-04-13; DATE 2025-04-15",
        ),
        (
            "\u{201c}We leave tomorrow,\u{201d} the captain, Inge Solheim, said.",
            "DATE 2025-04-20",
        ),
        (
            "The captain, Inge Solheim, said on Monday that they would leave tomorrow.",
            "DATE 2025-04-14; DATE 2025-04-20",
        ),
    ] {
        assert_eq!(read(text), values, "{text}");
    }
}

#[test]
fn a_quarter_mentioned_in_passing_does_not_become_the_one_in_the_news() {
    let text = "Tuval Mills earned $3 million in the first quarter, up from $2 million a year earlier. After a flat \
                fourth quarter, sales rose in Chile. Costs fell in the latest quarter, and in the year-earlier period \
                there was a charge.";
    assert_eq!(
        read(text),
        "DATE 2025-Q1; DATE 2024-Q1; DATE 2024-Q4; DATE 2025-Q1; DATE 2024-Q1"
    );
}

#[test]
fn the_verb_that_governs_a_day_says_whether_it_has_been() {
    for (text, value) in [
        ("She will succeed Daniel Ruiz on Tuesday.", "2025-04-22"),
        (
            "The council has scheduled a vote for Tuesday.",
            "2025-04-22",
        ),
        ("They agreed to meet on Tuesday.", "2025-04-22"),
        ("They failed to meet on Tuesday.", "2025-04-15"),
        ("Until Tuesday, they had not met.", "2025-04-15"),
        ("They may have met on Tuesday.", "2025-04-15"),
        ("He will attend Tuesday's ceremony.", "2025-04-22"),
        ("He will fight on despite Tuesday's ruling.", "2025-04-15"),
        (
            "They will know more when the court sits on Tuesday.",
            "2025-04-22",
        ),
        (
            "Ana was the first woman to speak there on Tuesday.",
            "2025-04-15",
        ),
    ] {
        let found = dates(text, Some(saturday()));
        assert_eq!(shown(text, &found).1, format!("DATE {value}"), "{text}");
    }
}

#[test]
fn titles_are_no_dates() {
    for text in [
        "She told the show \"60 Minutes\" that the mine was closed.",
        "They played the music of \"High Noon\" while people danced.",
        "The Sunday Courier reported that the mine was closed.",
        "He spoke on \"This Week\" about the flood of papers there.",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
}

/// An analysis of one sentence whose tokens all hang on the first, a verb in the past.
fn flat(text: &str) -> Analysis {
    let mut analysis = plain(text);
    for (at, token) in analysis.tokens.iter_mut().enumerate() {
        if at == 0 {
            token.tag = Tag::VBD;
        } else {
            token.head = Some(TokenId(0));
            token.arc = Arc::Nmod;
        }
    }
    Analysis::new(analysis.tokens, analysis.sentences, Vec::new())
}

#[test]
fn hostile_sentences_take_linear_work() {
    for piece in [
        "nine ",
        "New Year's Day ",
        "1-",
        "the last ",
        "last last last ",
        "12 34 1999 7 20240312 ",
        "January February March May ",
        "May 5, 6, 7, ",
        "from 3 to 4 to 5 p.m. ",
        "the first Monday of the last week of ",
        "Monday to ",
        "two hours and ",
        "In 2014, on July 12 ",
    ] {
        for analysis in [plain, flat] {
            let steps = |copies: usize| {
                let text = piece.repeat(copies);
                let _ = work::take();
                let _ = find_in(&text, &analysis(&text), &[], &[], Some(saturday()));
                work::take()
            };
            let (short, long) = (steps(500), steps(2000));
            assert!(
                long <= 4 * short + 4 * 500,
                "{piece:?}: {short} steps, {long} for four times the text"
            );
        }
    }
}

#[test]
fn scheduled_verbs_and_events_are_of_what_is_to_come() {
    let tuesday = NaiveDate::from_ymd_opt(2024, 3, 12).unwrap();
    let mut wrong = Vec::new();
    for (word, fields) in TENSE_WORDS.rows() {
        let (classes, example) = fields.split_once('\t').unwrap_or((fields, ""));
        let known = "ahead planned prospect behind single towards moved scheduled event range list \
                     frame ends opens";
        let all_known = classes
            .split(' ')
            .all(|class| known.split(' ').any(|name| name == class));
        assert!(all_known, "{word}: {classes}");
        let asks = classes
            .split(' ')
            .any(|class| matches!(class, "scheduled" | "event"));
        assert_eq!(asks, !example.is_empty(), "{word}");
        if asks {
            let text = example.replace(['<', '>'], "");
            let found = shown(&text, &dates(&text, Some(tuesday)));
            if found != (example.to_owned(), "DATE 2024-03-14".to_owned()) {
                wrong.push(format!("{word}: {} = {}", found.0, found.1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const QUARTERS: [&str; 4] = ["first", "second", "third", "fourth"];

fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize]
}

/// As news style shortens a month.
fn short(month: &str) -> String {
    match month {
        "March" | "April" | "May" | "June" | "July" => month.to_owned(),
        "September" => "Sept.".to_owned(),
        month => format!("{}.", &month[..3]),
    }
}

fn ending(number: u32) -> &'static str {
    match number {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

#[test]
fn every_printed_form_of_a_day_is_read_as_that_day() {
    let mut dice = Dice(1);
    for _ in 0..400 {
        let day = NaiveDate::from_num_days_from_ce_opt(693_596 + dice.roll(54_000) as i32).unwrap();
        let (year, month, number) = (day.year(), MONTHS[day.month0() as usize], day.day());
        for form in [
            format!("{month} {number}, {year}"),
            format!("{number} {month} {year}"),
            format!("{}, {month} {number}, {year}", weekday(day)),
            format!("the {number}th of {month} {year}"),
            format!("{} {number}, {year}", short(month)),
            format!("{number} {} {year}", short(month)),
            format!("{} {number} {month} {year}", weekday(day)),
            format!("{month} {number}{}, {year}", ending(number)),
            day.to_string(),
            format!("{}/{number}/{year}", day.month()),
        ] {
            let text = format!("It was signed on {form} in Accra.");
            let found = dates(&text, Some(saturday()));
            assert_eq!(shown(&text, &found).1, format!("DATE {day}"), "{text}");
        }
        for (form, value) in [
            (
                format!("{month} {year}"),
                format!("{year}-{:02}", day.month()),
            ),
            (
                format!("{month} of {year}"),
                format!("{year}-{:02}", day.month()),
            ),
            (
                format!(
                    "the {} quarter of {year}",
                    QUARTERS[day.month0() as usize / 3]
                ),
                format!("{year}-Q{}", day.month0() / 3 + 1),
            ),
        ] {
            let text = format!("It was signed in {form}.");
            let found = dates(&text, Some(saturday()));
            assert_eq!(shown(&text, &found).1, format!("DATE {value}"), "{text}");
        }
    }
}

#[test]
fn what_is_told_from_today_agrees_with_walking_the_calendar() {
    let mut dice = Dice(2);
    for _ in 0..300 {
        let now = NaiveDate::from_num_days_from_ce_opt(700_000 + dice.roll(60_000) as i32).unwrap();
        let walk = |days: i64| {
            let mut day = now;
            for _ in 0..days.abs() {
                day = if days < 0 {
                    day.pred_opt().unwrap()
                } else {
                    day.succ_opt().unwrap()
                };
            }
            day
        };
        let n = dice.roll(40) as i64 + 2;
        let weekday = walk(-(dice.roll(7) as i64));
        let coming = walk(dice.roll(7) as i64);
        // An ISO week has the number of its Thursday's week in the year.
        let week = |days: i64| {
            let monday = days - i64::from(walk(days).weekday().num_days_from_monday());
            let thursday = walk(monday + 3);
            format!("{}-W{:02}", thursday.year(), thursday.ordinal0() / 7 + 1)
        };
        // Months are counted on the fingers: twelve and a year begins.
        let month = |months: i64| {
            let (mut year, mut month) = (now.year(), now.month());
            for _ in 0..months.abs() {
                (year, month) = match (months < 0, month) {
                    (true, 1) => (year - 1, 12),
                    (true, _) => (year, month - 1),
                    (false, 12) => (year + 1, 1),
                    (false, _) => (year, month + 1),
                };
            }
            (year, month)
        };
        let month_of = |months: i64| format!("{}-{:02}", month(months).0, month(months).1);
        let quarter_of = |quarters: i64| {
            let (year, month) = month(3 * quarters);
            format!("{year}-Q{}", (month - 1) / 3 + 1)
        };
        let years = |years: i32| format!("{}", now.year() + years);
        for (text, value) in [
            (format!("He left {n} days ago."), walk(-n).to_string()),
            ("He left yesterday.".to_owned(), walk(-1).to_string()),
            ("He will leave tomorrow.".to_owned(), walk(1).to_string()),
            (
                format!("He said {} that he left.", self::weekday(weekday)),
                weekday.to_string(),
            ),
            (
                format!("He will leave on {}.", self::weekday(coming)),
                coming.to_string(),
            ),
            (
                "He left the day before yesterday.".to_owned(),
                walk(-2).to_string(),
            ),
            ("He left last week.".to_owned(), week(-7)),
            ("He left this week.".to_owned(), week(0)),
            ("He will leave next week.".to_owned(), week(7)),
            (format!("He left {n} weeks ago."), week(-7 * n)),
            ("He left last month.".to_owned(), month_of(-1)),
            ("He will leave next month.".to_owned(), month_of(1)),
            (format!("He left {n} months ago."), month_of(-n)),
            ("Sales fell last quarter.".to_owned(), quarter_of(-1)),
            ("Sales will fall next quarter.".to_owned(), quarter_of(1)),
            ("He left last year.".to_owned(), years(-1)),
            ("He will leave next year.".to_owned(), years(1)),
            (format!("He left {n} years ago."), years(-n as i32)),
        ] {
            let found = dates(&text, Some(now));
            assert_eq!(
                shown(&text, &found).1,
                format!("DATE {value}"),
                "{text} on {now}"
            );
        }
    }
}
