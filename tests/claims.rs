//! What counts as one claim, whose it is, and what does not change it: invented sentences.

#[path = "properties/checks.rs"]
mod checks;

use ascribe::output::schema::{Claim, Factuality, Record};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Input as long as the hostile ones below, read in time that grows with the square of its length, takes minutes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A sentence, and its claims as text: a claim broken up by others' words has ` … ` between its pieces, and one of
/// somebody else than the author has the party's id and a colon before it.
const SPLITTING: &[(&str, &[&str])] = &[
    (
        "The harbor closed in March, and the ferry company moved to Aberdeen.",
        &[
            "The harbor closed in March",
            "the ferry company moved to Aberdeen",
        ],
    ),
    (
        "The guard saw the note and called the police.",
        &["The guard saw the note and called the police"],
    ),
    (
        "Rents in Nairobi rose by 12 percent because few homes were built.",
        &["Rents in Nairobi rose by 12 percent because few homes were built"],
    ),
    (
        "Wages grew in Porto while exports fell in Spain.",
        &["Wages grew in Porto", "exports fell in Spain"],
    ),
    (
        "The mayor, who took office in 2019, closed two schools.",
        &["The mayor … closed two schools", "who took office in 2019"],
    ),
    (
        "Ana Ruiz, head of the port authority, resigned on Friday.",
        &[
            "Ana Ruiz … resigned on Friday",
            "head of the port authority",
        ],
    ),
    (
        "The minister said that the bridge is safe.",
        &["the-minister: the bridge is safe"],
    ),
    // Shares of those asked make the statement the author's; two officials, or an age, do not.
    (
        "Two in five residents said the bridge was safe.",
        &["Two in five residents said the bridge was safe"],
    ),
    (
        "Two officials said the bridge was safe.",
        &["two-officials: the bridge was safe"],
    ),
    (
        "The bridge, Lena Brandt said, has carried trucks since May.",
        &["lena-brandt: The bridge … has carried trucks since May"],
    ),
    (
        "Lena Brandt said the tunnel was “so old that nobody trusts it.”",
        &["lena-brandt: the tunnel was “so old that nobody trusts it.”"],
    ),
    (
        "“The tunnel is open. The trains are full,” Lena Brandt said.",
        &[
            "lena-brandt: The tunnel is open",
            "lena-brandt: The trains are full",
        ],
    ),
    (
        "The ministry dismissed reports that the dam had cracked.",
        &["the-ministry: the dam had cracked"],
    ),
    (
        "It was not until 2019 that the cannery in Split closed.",
        &["It was not until 2019 that the cannery in Split closed"],
    ),
];

/// A sentence with one claim, and how firmly its claimant holds it.
const FIRMNESS: &[(&str, Factuality)] = &[
    ("The bridge is safe, Lena Brandt said.", Factuality::CtPlus),
    ("The cannery in Split closed in 2019.", Factuality::CtPlus),
    (
        "It was not until 2019 that the cannery in Split closed.",
        Factuality::CtPlus,
    ),
    ("The cannery in Split never closed.", Factuality::CtMinus),
    (
        "The ministry dismissed reports that the dam had cracked.",
        Factuality::CtMinus,
    ),
    (
        "The mayor conceded that it was unlikely to work.",
        Factuality::PrMinus,
    ),
    (
        "The ministry said the bridge might be closed in May.",
        Factuality::PsPlus,
    ),
    (
        "“A toll would hurt the fishermen,” Pedro Lima said.",
        Factuality::Uu,
    ),
    (
        "“I would like to thank the nurses,” Pedro Lima said.",
        Factuality::CtPlus,
    ),
    (
        "“What needs to be built is a second well,” Amina Yusuf said.",
        Factuality::Uu,
    ),
];

/// What states nothing that could be true or false.
const SILENCE: &[&str] = &[
    "Is the bridge safe?",
    "Tell us your story.",
    "Good evening, ladies and gentlemen.",
    "Subscribe to our newsletter.",
    "The so-called “reform”.",
    "The problem is.",
    "She really did.",
];

/// Two full sentences, so that the one in question is body and neither headline nor the only line.
fn article(sentence: &str) -> Record {
    let text = format!("{OTHER}\n\n{sentence}\n");
    let records = checks::read(&text);
    assert_eq!(records.len(), 1, "{sentence}");
    records.into_iter().next().unwrap()
}

const OTHER: &str = "The town council of Bergen met on Tuesday in the old library.";

/// The claims that begin behind the paragraph every article here opens with.
fn claims(record: &Record) -> Vec<&Claim> {
    let behind = |claim: &&Claim| claim.start as usize > OTHER.len();
    record.claims.iter().filter(behind).collect()
}

fn shown(sentence: &str) -> Vec<String> {
    let show = |claim: &Claim| match claim.claimants.first() {
        Some(claimant) => format!("{claimant}: {}", claim.text),
        None => claim.text.clone(),
    };
    claims(&article(sentence)).into_iter().map(show).collect()
}

#[test]
fn a_sentence_is_split_into_the_clauses_that_can_be_true_on_their_own() {
    for (sentence, expected) in SPLITTING {
        assert_eq!(shown(sentence), *expected, "{sentence}");
    }
}

#[test]
fn firmness_is_that_of_the_claimant() {
    for (sentence, expected) in FIRMNESS {
        let record = article(sentence);
        let found: Vec<_> = claims(&record).iter().map(|c| c.factuality).collect();
        assert_eq!(found, [*expected], "{sentence}");
    }
}

#[test]
fn what_states_nothing_is_no_claim() {
    for sentence in SILENCE {
        assert_eq!(shown(sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn the_words_are_the_slice_and_the_reasons_add_up() {
    for (sentence, _) in SPLITTING {
        let text: Vec<char> = format!("{OTHER}\n\n{sentence}\n").chars().collect();
        let slice = |start: u32, end: u32| text[start as usize..end as usize].iter().collect();
        for claim in claims(&article(sentence)) {
            let pieces: Vec<String> = match claim.spans.as_slice() {
                [] => vec![slice(claim.start, claim.end)],
                spans => spans
                    .iter()
                    .map(|span| slice(span.start, span.end))
                    .collect(),
            };
            assert_eq!(claim.text, pieces.join(" … "));
            let sum: f64 = claim.reasons.iter().map(|reason| reason.weight).sum();
            let worth = 1.0 / (1.0 + (-sum).exp());
            assert!(
                (worth - claim.check_worthiness).abs() <= 0.0051,
                "{claim:?}"
            );
            let features: BTreeSet<_> = claim.reasons.iter().map(|r| &r.feature).collect();
            assert_eq!(features.len(), claim.reasons.len(), "each feature once");
        }
    }
}

#[test]
fn without_its_attribution_a_claim_is_the_authors() {
    for (attributed, bare) in [
        (
            "The minister said that the bridge is safe.",
            "The bridge is safe.",
        ),
        (
            "Prices doubled in June, Lena Brandt said.",
            "Prices doubled in June.",
        ),
        (
            "According to the company, the plant closed in 2018.",
            "The plant closed in 2018.",
        ),
    ] {
        let (theirs, own) = (article(attributed), article(bare));
        let (theirs, own) = (claims(&theirs), claims(&own));
        assert_eq!((theirs.len(), own.len()), (1, 1), "{attributed}");
        assert_eq!(
            theirs[0].text.to_lowercase(),
            own[0].text.to_lowercase(),
            "{attributed}"
        );
        assert!(!theirs[0].claimants.is_empty() && theirs[0].attribution.is_some());
        assert!(own[0].claimants.is_empty() && own[0].attribution.is_none());
    }
}

#[test]
fn an_unrelated_paragraph_changes_no_id() {
    let ids = |text: &str| -> BTreeSet<String> {
        let records = checks::read(text);
        let claims = records.iter().flat_map(|record| &record.claims);
        claims.map(|claim| claim.id.clone()).collect()
    };
    let story: Vec<_> = SPLITTING.iter().map(|&(sentence, _)| sentence).collect();
    let (story, added) = (story.join("\n\n"), "A storm hit the coast of Peru in 1998.");
    let before = ids(&format!("{OTHER}\n\n{story}\n"));
    assert!(before.len() > 10);
    for longer in [
        format!("{OTHER}\n\n{added}\n\n{story}\n"),
        format!("{OTHER}\n\n{story}\n\n{added}\n"),
    ] {
        assert!(before.is_subset(&ids(&longer)));
    }
}

#[test]
fn what_is_no_prose_is_read_in_time_and_claims_little() {
    let clause = "the council raised the rent and ";
    let quoted = "“We are open,” said Lena Brandt.\n\n";
    // Unit, times, and how many claims there may be in each.
    for (name, unit, times, most) in [
        ("a sentence of 5,000 words", clause, 834, 1),
        ("a nested sentence", "who said that the man ", 1_000, 1),
        ("a list", "- apples and pears\n- tea\n- salt\n", 300, 0),
        ("a table", "Oslo\t12\t3.5\nLima\t9\t2.0\n", 300, 0),
        ("results", "Lyon 2-1 Porto\nAjax 0-0 Celtic\n", 300, 0),
        ("quotations only", quoted, 300, 1),
    ] {
        let start = Instant::now();
        let records = checks::read(&unit.repeat(times));
        let took = start.elapsed();
        assert!(took < PATIENCE, "{name} took {took:?}");
        let found: usize = records.iter().map(|record| record.claims.len()).sum();
        assert!(found <= most * times, "{name}: {found} claims");
    }
}
