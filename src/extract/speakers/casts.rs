//! Invented articles whose casts are hard to tell apart, marked as in [`super::cases`].

use super::cases::assert_credited;
use crate::text::Text;

/// What is hard, the article, and who is behind each content in turn: `?` for nobody, `~` before an unnamed party.
const CASTS: [(&str, &str, &[&str]); 29] = [
    (
        "minister for a matter",
        "[Minister for Climate Change Ola Vik] said {the seas were rising}.",
        &["Ola Vik"],
    ),
    (
        "mother of a victim",
        "Tom Reyes was buried on Monday. [Mother of murder victim Tom Reyes] said {she was sad}.",
        &["~Mother of murder victim Tom Reyes"],
    ),
    (
        "spokesman for a president",
        "[Spokesman for President Ana Ruiz] said {the port was open}.",
        &["~Spokesman for President Ana Ruiz"],
    ),
    (
        "spouses",
        "Karin Lindqvist and her husband, Erik Lindqvist, sold the mill. [Mrs. Lindqvist] said {it lost money}. [Mr. Lindqvist] said {it did not}.",
        &["Karin Lindqvist", "Erik Lindqvist"],
    ),
    (
        "surname with a pronoun behind it",
        "Bill Keane drove Margaret Keane to Lauda. Margaret Keane waved. [Keane] said {he was tired}.",
        &["Bill Keane"],
    ),
    (
        "surname with an office",
        "Bill Keane, the former governor, drove Margaret Keane to Lauda. Margaret Keane waved. Margaret Keane slept. [Former Gov. Keane] said {the race was close}.",
        &["Bill Keane"],
    ),
    (
        "surname first with a given name of her own",
        "Nguyen Thi Lan drives a tram in Hanoi. [Lan] said {the tunnels were wet}. [Ms. Nguyen] said {it rained}.",
        &["Nguyen Thi Lan", "Nguyen Thi Lan"],
    ),
    (
        "particles of Arabic names",
        "Sheikh Khalid bin Faisal al-Mansour met Abdullah el-Tayeb. [Al-Mansour] said {the port would grow}. [El-Tayeb] said {it would not}.",
        &["Khalid bin Faisal al-Mansour", "Abdullah el-Tayeb"],
    ),
    (
        "patronymics",
        "Gudmundur Arnason owns two trawlers. His sister, Birna Arnadottir, owns none. [Gudmundur] said {the sea was full}. [Birna] said {he was wrong}.",
        &["Gudmundur Arnason", "Birna Arnadottir"],
    ),
    (
        "nickname between",
        "Robert \"Bobby\" Tahana resigned. [Bobby Tahana] said {he had lost trust}.",
        &["Robert \"Bobby\" Tahana"],
    ),
    (
        "the bureau",
        "The Bureau of Tunnels met on Friday. [The bureau] said {an inspection was under way}.",
        &["Bureau of Tunnels"],
    ),
    (
        "spokesman and body",
        "[A spokesman for the Marine Institute] said {quotas would fall}. [The Marine Institute] said {it would wait}.",
        &["~A spokesman for the Marine Institute", "Marine Institute"],
    ),
    (
        "joint statement",
        "[Moscow and Kyiv] said {that prisoners would be exchanged}.",
        &["Moscow | Kyiv"],
    ),
    (
        "new in office",
        "Robert Tahana, the justice minister, resigned on Thursday. [The new justice minister] said {he would be careful}.",
        &["~The new justice minister"],
    ),
    (
        "described as a person",
        "[Walter Red Bear, a rancher in Dakota,] said {the drought was worse}. [Red Bear] said {it was dust}.",
        &["Walter Red Bear", "Walter Red Bear"],
    ),
    (
        "some of hers",
        "Ana Ruiz spoke in Valdara. [Some of her rivals] said {she was wrong}. [Many of Ruiz's friends] said {she was right}.",
        &["~Some of her rivals", "~Many of Ruiz's friends"],
    ),
    (
        "those who",
        "Ana Ruiz met Omar Diallo. She spoke about those [who] doubt {that the port is safe}.",
        &["~those who doubt that the port is safe"],
    ),
    (
        "person behind a group of nouns",
        "[Ruiz adviser and union boss Omar Diallo] said {talks had failed}. Ana Ruiz was silent.",
        &["Omar Diallo"],
    ),
    (
        "lawyer of a client",
        "Bruno Tavares was arrested. [A lawyer for Tavares, Greta Klein,] said {he was innocent}.",
        &["Greta Klein"],
    ),
    (
        "one of the lawyers",
        "[One of the family's lawyers, Greta Klein,] said {he was innocent}. [Klein] said {it was late}.",
        &["Greta Klein", "Greta Klein"],
    ),
    (
        "governor of elsewhere",
        "Kano Gov. Ibrahim Bello met Lagos Gov. Tunde Cole on Monday. [The Kano governor] said {roads were bad}.",
        &["Ibrahim Bello"],
    ),
    (
        "governor of nobody knows where",
        "Gov. Ibrahim Bello met Gov. Tunde Cole in Abuja on Monday. [The Lagos governor] said {roads were bad}.",
        &["~The Lagos governor"],
    ),
    (
        "campaign of somebody else",
        "The Clean Water Campaign sued on Friday. [Ruth Adler's campaign] said {it would help}.",
        &["Ruth Adler's campaign"],
    ),
    (
        "town within a name",
        "The Costa Rica Port Authority searched a house in Costa Rica. [Costa Rica] said {it would pay}.",
        &["Costa Rica"],
    ),
    (
        "one name of two bodies",
        "The Senate Budget Committee and the Senate Ethics Committee met. [The Senate] said {it would vote}.",
        &["Senate"],
    ),
    (
        "given name of the other gender",
        "Andrea Rossi said he was late. Andrea Rossi said his train broke down. Maria Conti waited. [He] said {it was cold}.",
        &["Andrea Rossi"],
    ),
    (
        "letters",
        "LETTERS.\n\nThe dam was a mistake. [I] think {it should go}.\n\nAna Ruiz.\n\nValdara.\n\n[I] believe {the dam saves lives}.\n\nOmar Diallo.\n\nAccra.",
        &["Ana Ruiz", "Omar Diallo"],
    ),
    (
        "headline that runs on",
        "Ruiz Says Port Will Close\n\nACCRA — Ana Ruiz met the crew on Monday. [Ruiz] says {the port will close}.",
        &["Ana Ruiz"],
    ),
    (
        "company of a capital word",
        "[Adler Foundation] said {it would pay}. Ruth Adler was silent.",
        &["Adler Foundation"],
    ),
];

#[test]
fn each_member_of_a_cast_is_told_from_the_others() {
    assert_credited(&CASTS);
}

/// The names of those who speak last in a text, and the notes on doubtful speakers.
fn last_speakers(raw: &str) -> (Vec<&str>, Vec<String>) {
    let text = Text::new(raw.to_owned()).unwrap();
    let articles = crate::parse::articles(&text);
    let analysis = crate::language::analyze(&articles[0]);
    let given = crate::parse::Given::default();
    let found = crate::extract::extract(&articles[0], &analysis, &given);
    let credited = found.cast.credited.last().expect("somebody says something");
    let name = |id: &super::SpeakerId| &raw[found.cast.speakers[id.0 as usize].name.range()];
    let doubtful = found
        .notes
        .iter()
        .filter(|note| note.code == "doubtful-speaker");
    (
        credited.iter().map(name).collect(),
        doubtful.map(|note| note.message.to_string()).collect(),
    )
}

#[test]
fn two_that_are_too_close_leave_the_speaker_open_and_a_note_names_both() {
    let close = "Ivan Petrov and Kofi Mensah own the yard. Prices fell. He said it was late.";
    let (speakers, notes) = last_speakers(close);
    assert!(speakers.is_empty(), "{speakers:?}");
    assert_eq!(notes, ["\"He\" may be Kofi Mensah or Ivan Petrov"]);
    let clear = "Ivan Petrov and Ada Boateng own the yard. Prices fell. He said it was late.";
    assert_eq!(last_speakers(clear), (vec!["Ivan Petrov"], Vec::new()));
}

#[test]
fn a_speaker_has_the_titles_that_the_text_gives_and_the_body_they_name() {
    for (article, titles, affiliation) in [
        (
            "Calder Ferries spokeswoman Ana Ruiz said the port was open.",
            &["spokeswoman"][..],
            Some("Calder Ferries"),
        ),
        (
            "Their leader, Kofi Mensah, said the strike was over.",
            &["leader"],
            None,
        ),
        (
            "Li Wei, an analyst at Volta Research, said prices would fall.",
            &["analyst at Volta Research"],
            Some("Volta Research"),
        ),
        (
            "Mayor Bo Lund, whose daughter is a nurse, said the clinic was full.",
            &["Mayor"],
            None,
        ),
        (
            "Omar Diallo, a broken man, said he had lost it all.",
            &[],
            None,
        ),
    ] {
        let text = Text::new(article.to_owned()).unwrap();
        let (given, options) = Default::default();
        let record = crate::read(&text, &given, &options).swap_remove(0);
        let speaker = &record.speakers[0];
        let found = (&speaker.titles[..], speaker.affiliation.as_deref());
        assert!(
            found.0 == titles && found.1 == affiliation,
            "{article} {found:?}"
        );
    }
}
