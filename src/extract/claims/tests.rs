//! Examples of the whole stage: invented sentences through the language engine, attributions given by hand.

use super::*;
use crate::extract::attributions::{CueClass, Kind};
use crate::extract::speakers::{Speaker, SpeakerKind};
use crate::language;
use crate::parse;
use crate::text::Text;

/// An attribution by its words: content, cue, source.
type Said<'a> = (&'a str, &'a str, &'a str);

fn place(text: &str, words: &str) -> Span {
    let at = text
        .find(words)
        .unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
    Span::new(at, at + words.len())
}

/// Runs the stage on a text with given attributions and hands the claims to `check`.
fn with_claims<T>(text: &str, said: &[Said], check: impl Fn(&str, &[Claim]) -> T) -> T {
    let text = Text::new(text.to_string()).unwrap();
    let article = &parse::articles(&text)[0];
    let analysis = language::analyze(article);
    let whole = text.as_str();
    let mut relations: Vec<Relation> = said
        .iter()
        .map(|&(content, cue, source)| {
            let content = place(whole, content);
            let cue = place(whole, cue);
            let tokens = analysis.tokens_in(cue);
            Relation {
                content: content.into(),
                cue: Some(cue.into()),
                source: Some(place(whole, source).into()),
                kind: if text.slice(content).starts_with('“') {
                    Kind::Direct
                } else {
                    Kind::Indirect
                },
                cue_class: CueClass::Neutral,
                cue_head: Some(crate::language::TokenId(tokens.end - 1)),
                negated: false,
                addressee: None,
                place: None,
                medium: None,
                by: "test",
                confidence: 1000,
            }
        })
        .collect();
    relations.sort_by(|a, b| a.content.cmp(&b.content));
    let speakers = relations
        .iter()
        .filter_map(|relation| relation.source.as_ref());
    let cast = Cast {
        speakers: speakers
            .map(|source| Speaker {
                name: source.extent(),
                kind: SpeakerKind::Person,
                titles: Vec::new(),
                aliases: Vec::new(),
                affiliation: None,
                mentions: Vec::new(),
            })
            .collect(),
        credited: (0..relations.len())
            .map(|number| vec![SpeakerId(number as u32)])
            .collect(),
    };
    let claims = find(article, &analysis, &[], &relations, &cast);
    check(whole, &claims)
}

fn words(text: &str, claim: &Claim) -> String {
    let pieces: Vec<&str> = claim.words.iter().map(|span| &text[span.range()]).collect();
    pieces.join(" … ")
}

/// `claim` for the author's, `claim [0]` for that of the first relation's source, `(claim)` for one in passing.
fn shown(text: &str, said: &[Said]) -> Vec<String> {
    with_claims(text, said, |text, claims| {
        let show = |claim: &Claim| {
            let mut line = words(text, claim);
            if claim.presupposed {
                line = format!("({line})");
            }
            for claimant in &claim.claimants {
                line.push_str(&format!(" [{}]", claimant.0));
            }
            line
        };
        claims.iter().map(show).collect()
    })
}

#[test]
fn sentences_split_into_the_clauses_that_can_be_true_alone() {
    type Row<'a> = (&'a str, &'a [Said<'a>], &'a [&'a str]);
    let rows: &[Row] = &[
        (
            "The council closed the harbor on Friday.",
            &[],
            &["The council closed the harbor on Friday"],
        ),
        // Coordinated clauses, each with a subject.
        (
            "The council closed the harbor, and the fishermen sued the city.",
            &[],
            &[
                "The council closed the harbor",
                "the fishermen sued the city",
            ],
        ),
        // Steps of one event stay together.
        (
            "Police searched the house and arrested two men.",
            &[],
            &["Police searched the house and arrested two men"],
        ),
        // A reason stays; a concession does not.
        (
            "The bridge closed because the river rose.",
            &[],
            &["The bridge closed because the river rose"],
        ),
        (
            "While exports grew, imports fell by 4 percent.",
            &[],
            &["exports grew", "imports fell by 4 percent"],
        ),
        // The content without complementizer, cue, source.
        (
            "Amara Diallo said that the clinic lacked nurses.",
            &[("that the clinic lacked nurses", "said", "Amara Diallo")],
            &["the clinic lacked nurses [0]"],
        ),
        (
            "The clinic lacked nurses, Amara Diallo said on Monday.",
            &[("The clinic lacked nurses", "said", "Amara Diallo")],
            &["The clinic lacked nurses [0]"],
        ),
        // Each sentence of a quotation.
        (
            "“The mine is safe. It passed every test,” Lucía Quispe said.",
            &[(
                "“The mine is safe. It passed every test,”",
                "said",
                "Lucía Quispe",
            )],
            &["The mine is safe [0]", "It passed every test [0]"],
        ),
        // Broken by its attribution.
        (
            "The mine, Lucía Quispe said, will reopen in May.",
            &[("will reopen in May", "said", "Lucía Quispe")],
            &["will reopen in May [0]"],
        ),
        // No statements.
        ("Who closed the harbor?", &[], &[]),
        ("Call the office today.", &[], &[]),
        ("Thank you very much.", &[], &[]),
        // "I think" is how firmly, not what.
        (
            "I think the plan failed in Nairobi.",
            &[],
            &["the plan failed in Nairobi"],
        ),
    ];
    let mut wrong = Vec::new();
    for (text, said, expected) in rows {
        let found = shown(text, said);
        if found != *expected {
            wrong.push(format!(
                "{text}\n  found    {found:?}\n  expected {expected:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_added_in_passing_is_a_claim_of_its_own() {
    let found = shown(
        "The mayor, who has led the city since 2012, closed the harbor.",
        &[],
    );
    assert!(
        found.contains(&"(who has led the city since 2012)".to_string()),
        "{found:?}"
    );
    assert!(
        found.contains(&"The mayor … closed the harbor".to_string()),
        "{found:?}"
    );
}

#[test]
fn a_claim_without_its_attribution_is_the_authors() {
    let said = shown(
        "Mei Tan said the dam holds.",
        &[("the dam holds", "said", "Mei Tan")],
    );
    assert_eq!(said, ["the dam holds [0]"]);
    assert_eq!(shown("The dam holds.", &[]), ["The dam holds"]);
}

#[test]
fn firmness_follows_negations_modals_and_hedges() {
    for (text, expected) in [
        ("The minister signed the treaty.", Factuality::CtPlus),
        ("The minister did not sign the treaty.", Factuality::CtMinus),
        ("Nobody signed the treaty.", Factuality::CtMinus),
        ("The minister may sign the treaty.", Factuality::PsPlus),
        (
            "The minister will probably sign the treaty.",
            Factuality::PrPlus,
        ),
        ("The minister should sign the treaty.", Factuality::Uu),
        ("The minister wants to sign the treaty.", Factuality::Uu),
        ("The minister cannot sign the treaty.", Factuality::CtMinus),
    ] {
        let found = with_claims(text, &[], |_, claims| {
            claims
                .iter()
                .map(|claim| claim.factuality)
                .collect::<Vec<_>>()
        });
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn quantities_have_values_units_and_currencies() {
    for (text, expected) in [
        (
            "The talks lasted close to five hours.",
            "close to five hours = 5 hour ~",
        ),
        (
            "The company paid $1.6 billion in fines.",
            "$1.6 billion = 1600000000 USD",
        ),
        ("Prices rose by 4.5 percent.", "4.5 percent = 4.5 %"),
        (
            "More than 1,200 people fled the valley.",
            "More than 1,200 people = 1200 person ~",
        ),
        (
            "Twenty-five schools closed in Lima.",
            "Twenty-five schools = 25 school",
        ),
        (
            "The fund holds 300 million euros.",
            "300 million euros = 300000000 EUR",
        ),
        (
            "Several villages lost power.",
            "Several villages = ? village",
        ),
    ] {
        let found = with_claims(text, &[], |text, claims| {
            let quantity = claims.first()?.quantities.first()?;
            let mut line = format!(
                "{} = {}",
                &text[quantity.span.range()],
                quantity.value.as_deref().unwrap_or("?")
            );
            for part in [
                quantity.unit.as_deref(),
                quantity.currency,
                quantity.percent.then_some("%"),
                quantity.approximate.then_some("~"),
            ] {
                if let Some(part) = part {
                    line.push(' ');
                    line.push_str(part);
                }
            }
            Some(line)
        });
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn an_added_paragraph_changes_no_claim() {
    let story = "The dam holds 40 million liters. Mei Tan closed it in June.";
    let alone = shown(story, &[]);
    let longer = shown(
        &format!("{story}\n\nThe museum in Oslo opens on Sundays."),
        &[],
    );
    assert_eq!(longer[..alone.len()], alone);
}

#[test]
fn a_repeated_claim_points_to_the_first() {
    let text =
        "The dam holds 40 million liters. Rain fell in Quito. The dam holds 40 million liters.";
    with_claims(text, &[], |_, claims| {
        let restated: Vec<_> = claims.iter().map(|claim| claim.restates).collect();
        assert_eq!(restated, [None, None, Some(0)]);
    });
}

#[test]
fn hostile_sentences_are_read_in_bounded_time() {
    for text in [
        "and ".repeat(5_000),
        "the man who saw ".repeat(2_000),
        "12 3-2 4 5.5 ".repeat(2_000),
        "he said that ".repeat(2_000),
        "Leeds 3 York 2 Hull 1 Bath 0\n".repeat(1_000),
    ] {
        with_claims(&text, &[], |text, claims| {
            for claim in claims {
                assert!(
                    claim
                        .words
                        .iter()
                        .all(|span| text.get(span.range()).is_some())
                );
            }
        });
    }
}
