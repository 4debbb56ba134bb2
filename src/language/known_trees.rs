//! Invented sentences whose analysis was checked by hand: what the models must not lose.

use super::*;

fn analyzed(text: &str) -> Analysis {
    analyze_sentences(text, [Span::new(0, text.len())].into_iter())
}

/// The arcs between two words each: `dependent arc head`.
const ARCS: [(&str, &[&str]); 8] = [
    (
        "The minister told reporters in Nairobi on Monday that the talks would resume.",
        &[
            "minister nsubj told",
            "reporters dobj told",
            "resume ccomp told",
            "talks nsubj resume",
            "that mark resume",
        ],
    ),
    (
        "“We will not leave the valley,” said Amina Yusuf, a farmer.",
        &[
            "leave ccomp said",
            "We nsubj leave",
            "Yusuf nsubj said",
            "not neg leave",
            "farmer appos Yusuf",
        ],
    ),
    (
        "Exports fell in March, according to a report by the central bank.",
        &[
            "Exports nsubj fell",
            "report nmod fell",
            "bank nmod report",
            "March nmod fell",
        ],
    ),
    (
        "The bill was signed by the president, who had called it a disaster.",
        &[
            "bill nsubjpass signed",
            "was auxpass signed",
            "president nmod signed",
            "called acl:relcl president",
        ],
    ),
    (
        "Officials said the bridge wasn't safe.",
        &[
            "Officials nsubj said",
            "safe ccomp said",
            "bridge nsubj safe",
            "n't neg safe",
        ],
    ),
    (
        "“The talks have failed,” Park said.",
        &["Park nsubj said", "failed ccomp said"],
    ),
    (
        "She plans to visit Lima and Quito next week.",
        &[
            "She nsubj plans",
            "visit xcomp plans",
            "Lima dobj visit",
            "Quito conj Lima",
        ],
    ),
    (
        "Police in Oslo believe that two men stole the paintings.",
        &[
            "Police nsubj believe",
            "stole ccomp believe",
            "men nsubj stole",
            "paintings dobj stole",
        ],
    ),
];

#[test]
fn dependencies_of_plain_sentences_are_right() {
    let mut wrong = Vec::new();
    for (text, arcs) in ARCS {
        let analysis = analyzed(text);
        let word = |id: TokenId| &text[analysis.token(id).span.range()];
        let found: Vec<String> = analysis
            .ids()
            .filter_map(|id| {
                let token = analysis.token(id);
                Some(format!(
                    "{} {} {}",
                    word(id),
                    token.arc.as_str(),
                    word(token.head?)
                ))
            })
            .collect();
        for arc in arcs {
            if !found.iter().any(|one| one == arc) {
                wrong.push(format!("{arc} is not in {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tags_of_plain_sentences_are_right() {
    for (text, expected) in [
        (
            "The mayor’s aides didn’t answer.",
            "DT NN POS NNS VBD RB VB .",
        ),
        (
            "Prices rose 3.5% to $40 a barrel.",
            "NNS VBD CD NN TO $ CD DT NN .",
        ),
        (
            "“Who knows?” asked Mr. Tran.",
            "`` WP VBZ . '' VBD NNP NNP .",
        ),
        ("They want to know what happened.", "PRP VBP TO VB WP VBD ."),
    ] {
        let analysis = analyzed(text);
        let tags: Vec<_> = analysis
            .tokens
            .iter()
            .map(|token| token.tag.as_str())
            .collect();
        assert_eq!(tags.join(" "), expected, "{text}");
    }
}

#[test]
fn names_in_running_text_and_headlines_are_found() {
    use NameKind::{Organization, Person, Place};
    for (text, expected) in [
        (
            "Amina Yusuf flew from Nairobi to Geneva on Monday to meet officials of the World Health Organization.",
            &[
                ("Amina Yusuf", Person),
                ("Nairobi", Place),
                ("Geneva", Place),
                ("World Health Organization", Organization),
            ][..],
        ),
        (
            "Prime Minister Sanna Virtanen will meet Carlos Mendoza in Brazil.",
            &[
                ("Sanna Virtanen", Person),
                ("Carlos Mendoza", Person),
                ("Brazil", Place),
            ],
        ),
        ("The talks went on.", &[]),
    ] {
        let analysis = analyzed(text);
        let names: Vec<_> = analysis
            .names
            .iter()
            .map(|name| (&text[analysis.span(name.tokens.clone()).range()], name.kind))
            .collect();
        assert_eq!(names, expected, "{text}");
    }
}

#[test]
fn the_models_are_those_of_this_code() {
    let engine = Engine::read(WORDS, NET).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(engine.words.field("name"), Some("words"));
}

#[test]
fn every_token_reaches_the_root_of_its_sentence_whatever_the_text() {
    let long = "word, (said) \"No\" ".repeat(2_000);
    for text in [
        "",
        "…",
        "()",
        "12 34 56",
        "日本語 テスト 。",
        "👩‍👩‍👧 \u{200b} \u{0}\u{7}",
        "said said said",
        "\" \" \" \"",
        &long,
    ] {
        let analysis = analyzed(text);
        for (sentence, range) in analysis.sentences.iter().enumerate() {
            let Some(root) = analysis.root(sentence) else {
                continue;
            };
            for id in range.clone().map(TokenId) {
                let token = analysis.token(id);
                assert_eq!(token.head.is_none(), id == root, "{text:.40}");
                assert_eq!(token.arc == Arc::Root, id == root, "{text:.40}");
            }
            let subtree = analysis.subtree(root);
            assert_eq!(subtree, range.clone(), "{text:.40}");
        }
    }
}

/// Ten times the words may take about ten times the time; a sentence of 200,000 words took two seconds when this was written.
#[test]
fn time_grows_with_the_length_of_a_sentence_and_not_faster() {
    for text in [
        "Officials said the bridge, which is old, will (perhaps) fall and ",
        "that he said ",
        "( , ",
        "Ana Ruiz ",
    ] {
        let time = |copies: usize| {
            let long = text.repeat(copies);
            let start = std::time::Instant::now();
            assert!(analyzed(&long).tokens.len() >= copies);
            start.elapsed().as_millis().max(1)
        };
        let (short, long) = (time(1_000), time(10_000));
        assert!(
            long < 60 * short + 1_000,
            "{text}: {short} ms, then {long} ms"
        );
    }
}
