//! Short invented articles with the speaker of each attribution: `[source]` and `{content}` are marked by hand.

use super::super::attributions::{CueClass, Kind, QuoteReading, QuoteUse, Relation, RelationId};
use super::{SpeakerKind, cast};
use crate::language::sheet::Sheet;
use crate::text::{Span, Spans, Text};

/// What is shown, the article, and who is behind each content in turn: `?` for nobody, `~` before an unnamed party.
const CASES: [(&str, &str, &[&str]); 66] = [
    (
        "clock",
        "The storm came at night. 08.32 [ESB Networks] says {the lights are out}.",
        &["ESB Networks"],
    ),
    (
        "demonym",
        "Maria Del Rio coaches Accra. The cup is near. [The Spaniard] said {her side was poor}.",
        &["~The Spaniard"],
    ),
    (
        "apposed",
        "Analysts at Bellweather kept their rating. [One of them, Priya Raman], wrote {the savings were small}.",
        &["Priya Raman"],
    ),
    (
        "medium",
        "The Harbor Authority, which runs the ferries, rejected the charge. In a statement, [it] said {the boats had kept to the timetable}.",
        &["Harbor Authority"],
    ),
    (
        "surname",
        "Ana Ruiz runs the port of Valdara. [Ruiz] said {the crane would arrive in May}.",
        &["Ana Ruiz"],
    ),
    (
        "first name",
        "Tendai Moyo sells maize in Harare. [Tendai] said {prices had doubled}.",
        &["Tendai Moyo"],
    ),
    (
        "initial",
        "J. Okafor signed the order. Later [John Okafor] said {it was a mistake}.",
        &["John Okafor"],
    ),
    (
        "middle initial",
        "Maria L. Santos spoke first. [Maria Santos] said {the budget was balanced}.",
        &["Maria L. Santos"],
    ),
    (
        "nickname",
        "Robert Hale owns the mill. [Bob Hale] said {it would close}.",
        &["Robert Hale"],
    ),
    (
        "particle",
        "Jan van der Berg teaches in Leiden. [Van der Berg] said {the dikes would hold}.",
        &["Jan van der Berg"],
    ),
    (
        "double surname",
        "Luis García Moreno leads the union. [García Moreno] said {talks had failed}.",
        &["Luis García Moreno"],
    ),
    (
        "surname first",
        "Chen Weiming heads the agency. [Chen] said {exports would recover}.",
        &["Chen Weiming"],
    ),
    (
        "suffix",
        "Samuel Reed Jr. sits on the board. [Reed] said {he would resign}.",
        &["Samuel Reed Jr."],
    ),
    (
        "possessive",
        "Priya Nair won the seat. [Nair's] promise {to cut fares} was repeated.",
        &["Priya Nair"],
    ),
    (
        "capitals",
        "Leila Haddad met the press. [HADDAD]: {The vote was fair.}",
        &["Leila Haddad"],
    ),
    (
        "courtesy decides",
        "David Marsh and Ellen Marsh own the farm. [Ms. Marsh] said {the soil was poor}.",
        &["Ellen Marsh"],
    ),
    (
        "given name decides",
        "David Marsh and Ellen Marsh own the farm. [David Marsh] said {rain would come}.",
        &["David Marsh"],
    ),
    (
        "headline first",
        "Osei Rejects Offer\n\nACCRA — Kwame Osei met the miners on Monday. [Osei] said {the offer was too low}.",
        &["Kwame Osei"],
    ),
    (
        "title before",
        "[Mayor Ingrid Solberg] said {the ferry would run}.",
        &["Ingrid Solberg"],
    ),
    (
        "title of",
        "[Secretary of State Paula Greene] said {the border was open}.",
        &["Paula Greene"],
    ),
    (
        "lower title",
        "[Campaign manager Yuki Tanaka] said {turnout was high}.",
        &["Yuki Tanaka"],
    ),
    (
        "apposition",
        "Ana Ruiz, the deputy mayor, opened the bridge. [The deputy mayor] said {it was safe}.",
        &["Ana Ruiz"],
    ),
    (
        "source with apposition",
        "[Omar Diallo, a spokesman for the ministry,] said {the road was closed}.",
        &["Omar Diallo"],
    ),
    (
        "title taken up",
        "Governor Carlos Pena flew to the coast. [The governor] said {help was on its way}.",
        &["Carlos Pena"],
    ),
    (
        "abbreviated title taken up",
        "Sen. Ruth Adler voted no. [The senator] said {the bill was flawed}.",
        &["Ruth Adler"],
    ),
    (
        "copula",
        "Farid Karimi is the coach of the team. [The coach] said {the players were tired}.",
        &["Farid Karimi"],
    ),
    (
        "he",
        "Kofi Mensah met Ana Ruiz in Lagos. [He] said {the deal was near}.",
        &["Kofi Mensah"],
    ),
    (
        "she",
        "Kofi Mensah met Ana Ruiz in Lagos. [She] said {the deal was near}.",
        &["Ana Ruiz"],
    ),
    (
        "he after a quotation",
        "“The harvest failed,” said Ivan Petrov, a farmer. “We need rain,” [he] said, {adding that August was dry}.",
        &["Ivan Petrov"],
    ),
    (
        "not the one spoken of",
        "Mark Lund runs the union. Peter Holm owns the yard. {“Peter Holm is late with wages,”} [he] said.",
        &["Mark Lund"],
    ),
    (
        "she through paragraphs",
        "Mariana Prado grows coffee. She lives in Minas.\n\nHer farm is small. [She] said {frost had killed the trees}.",
        &["Mariana Prado"],
    ),
    (
        "who",
        "Nguyen Van Minh, [who] denied {the charge}, left the court.",
        &["Nguyen Van Minh"],
    ),
    (
        "his lawyer",
        "Anton Weber was arrested. [His lawyer, Greta Klein,] said {he was innocent}.",
        &["Greta Klein"],
    ),
    (
        "two speakers",
        "[Ana Ruiz and Omar Diallo] said {the port would grow}.",
        &["Ana Ruiz | Omar Diallo"],
    ),
    (
        "they",
        "Ana Ruiz and Omar Diallo met on Monday. [They] said {the port would grow}.",
        &["Ana Ruiz | Omar Diallo"],
    ),
    (
        "unnamed",
        "Ana Ruiz met reporters. [A senior official] said {talks had stalled}.",
        &["~A senior official"],
    ),
    (
        "unnamed taken up",
        "A port official met reporters. [The official] said {talks had stalled}.",
        &["~A port official"],
    ),
    (
        "unnamed group",
        "Ana Ruiz met reporters. [Two aides] said {talks had stalled}.",
        &["~Two aides"],
    ),
    (
        "spokesman stays unnamed",
        "Ana Ruiz left early. [A spokesman for Ruiz] said {she was ill}.",
        &["~A spokesman for Ruiz"],
    ),
    (
        "organization",
        "[The Northern Port Authority] said {the crane was broken}.",
        &["Northern Port Authority"],
    ),
    (
        "short form",
        "The Northern Port Authority met on Friday. [The authority] said {the crane was broken}.",
        &["Northern Port Authority"],
    ),
    (
        "acronym",
        "The Northern Port Authority met on Friday. [The NPA] said {the crane was broken}.",
        &["Northern Port Authority"],
    ),
    (
        "place as government",
        "[Beijing] said {the talks would go on}.",
        &["Beijing"],
    ),
    (
        "campaign",
        "Ruth Adler is running for mayor. [The Adler campaign] said {it had raised a million}.",
        &["The Adler campaign"],
    ),
    (
        "document",
        "[The report] found {that half of the wells were dry}.",
        &["The report"],
    ),
    (
        "first person of the author",
        "[I] think {the bridge is ugly}.",
        &["?"],
    ),
    (
        "first person in a quotation",
        "{“[I] believe we can win,”} said Ruth Adler.",
        &["?"],
    ),
    (
        "name that is a word",
        "The coach, Will Young, was calm. [Young] said {the goalkeeper was hurt}.",
        &["Will Young"],
    ),
    (
        "slip of the pen",
        "Henrik Lindqvist saw the crash. [Linqvist] said {the train did not brake}.",
        &["Henrik Lindqvist"],
    ),
    (
        "article of a surname",
        "Hasan al-Rashid runs the refinery. [Rashid] said {it would close}.",
        &["Hasan al-Rashid"],
    ),
    (
        "two names in a row",
        "The Harbor Post met Daniel Okoro. In a talk with the Harbor Post [Okoro] said {the pact was dead}. The Harbor Post agreed.",
        &["Daniel Okoro"],
    ),
    (
        "title of a contest",
        "Miss Universe Elena Macedo sang. Elena Macedo cried. [Macedo] said {it was over}.",
        &["Elena Macedo"],
    ),
    (
        "name that is a title",
        "Karl Justice owns a mine. [Mr. Justice] said {it would reopen}.",
        &["Karl Justice"],
    ),
    (
        "word that opens the sentence",
        "Most creditors agreed. [Creditors] said {they would wait}.",
        &["~Creditors"],
    ),
    (
        "apposition with now",
        "Lea Moreau met Martin Keller, now the council leader, [who] said {the bridge was safe}.",
        &["Martin Keller"],
    ),
    (
        "name after an organization",
        "[A spokesman for the Ministry of Health, Dr. Kwabena Osei-Tutu,] said {vaccines had arrived}.",
        &["Kwabena Osei-Tutu"],
    ),
    (
        "members by including",
        "[Other unions, including the Federation of Dockers and the Teamsters,] said {they backed the plan}.",
        &["~Other unions | Federation of Dockers | Teamsters"],
    ),
    (
        "members by like",
        "[Critics of the plan, like Ana Ruiz and Omar Diallo,] said {it cost too much}.",
        &["~Critics of the plan | Ana Ruiz | Omar Diallo"],
    ),
    (
        "pronoun beside a network",
        "Daniel Okoro left Lagos. In an interview with the network RT [he] said {the press was dishonest}.",
        &["Daniel Okoro"],
    ),
    (
        "time before the source",
        "In a talk [this weekend in Accra, Mark Morel, the head of the Dockers League,] said {the port would grow}.",
        &["Mark Morel"],
    ),
    (
        "opposed parties",
        "Libertarian candidate Gil Jonas spoke on Friday. Dora Trask, the Republican nominee, spoke later. Jonas left. [The GOP nominee] said {taxes would fall}.",
        &["Dora Trask"],
    ),
    (
        "head of a title",
        "Campaign manager Yuki Tanaka spoke first. [The manager] said {turnout was high}.",
        &["Yuki Tanaka"],
    ),
    (
        "they of the sentence before the last",
        "Kofi Mensah and Ada Boateng say changes are needed. The program has grown beyond its intent. [They] said {it was too large}.",
        &["Kofi Mensah | Ada Boateng"],
    ),
    (
        "company in the plural",
        "[Calder Ferries] said {it had sold a boat}. Its crew was told.",
        &["Calder Ferries"],
    ),
    (
        "capitals and words",
        "WILL YOUNG SAID THE GOALKEEPER WAS HURT. [YOUNG] SAID {HE WOULD PLAY}.",
        &["WILL YOUNG"],
    ),
    (
        "two alike",
        "Ana Costa and Bella Luz run the port. [Costa] said {the crane was broken}.",
        &["Ana Costa"],
    ),
];

/// The article without its marks, the relations marked in it, and whether each content is quoted.
fn marked(case: &str) -> (String, Vec<(Option<Span>, Span)>) {
    let mut text = String::new();
    let (mut source, mut from) = (None, None);
    let mut sources = Vec::new();
    let mut contents = Vec::new();
    for c in case.chars() {
        match c {
            '[' => source = Some(text.len()),
            ']' => sources.push(Span::new(source.take().unwrap(), text.len())),
            '{' => from = Some(text.len()),
            '}' => contents.push(Span::new(from.take().unwrap(), text.len())),
            _ => text.push(c),
        }
    }
    let relations = contents
        .into_iter()
        .enumerate()
        .map(|(index, content)| (sources.get(index).copied(), content))
        .collect();
    (text, relations)
}

fn credited(case: &str) -> Vec<String> {
    let (raw, marks) = marked(case);
    let text = Text::new(raw.clone()).unwrap();
    let articles = crate::parse::articles(&text);
    let article = &articles[0];
    let analysis = crate::language::analyze(article);
    let relations: Vec<Relation> = marks
        .iter()
        .map(|&(source, content)| Relation {
            content: content.into(),
            cue: None,
            source: source.map(Spans::from),
            kind: Kind::Indirect,
            cue_class: CueClass::Neutral,
            speech: true,
            cue_head: None,
            negated: false,
            addressee: None,
            place: None,
            medium: None,
            by: "given",
            confidence: 1000,
        })
        .collect();
    let readings: Vec<QuoteReading> = article
        .quotes
        .iter()
        .map(|quote| QuoteReading {
            kind: QuoteUse::Speech,
            relation: marks
                .iter()
                .position(|(_, content)| content.overlaps(quote.span))
                .map(|index| RelationId(index as u32)),
        })
        .collect();
    let cast = cast(
        &Sheet::new(article, &analysis),
        &relations,
        &readings,
        &mut Vec::new(),
    );
    cast.credited
        .iter()
        .map(|speakers| {
            let names: Vec<String> = speakers
                .iter()
                .map(|speaker| {
                    let speaker = &cast.speakers[speaker.0 as usize];
                    let sign = if speaker.kind == SpeakerKind::Unnamed {
                        "~"
                    } else {
                        ""
                    };
                    sign.to_owned() + &raw[speaker.name.range()]
                })
                .collect();
            if names.is_empty() {
                "?".to_owned()
            } else {
                names.join(" | ")
            }
        })
        .collect()
}

/// Asserts that the attributions of each case have its speakers.
pub(super) fn assert_credited(cases: &[(&str, &str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(title, case, speakers)| {
            let found = credited(case);
            (found != *speakers).then(|| format!("{title}: {found:?}, not {speakers:?}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn each_attribution_has_its_speaker() {
    assert_credited(&CASES);
}

#[test]
fn a_company_is_no_person() {
    for name in ["Calder Ferries", "Orkla Dairies", "Tarn Logistics"] {
        let text = Text::new(format!(
            "{name} said it had sold a boat. {name} denied that it was in debt."
        ))
        .unwrap();
        let articles = crate::parse::articles(&text);
        let analysis = crate::language::analyze(&articles[0]);
        let given = crate::parse::Given::default();
        let found = crate::extract::extract(&articles[0], &analysis, &given);
        assert_eq!(
            found.cast.speakers[0].kind,
            SpeakerKind::Organization,
            "{name}"
        );
    }
}

#[test]
fn long_lists_of_names_take_no_longer_than_their_length() {
    let names: Vec<String> = (0..2000)
        .map(|at| format!("Ana{at} Ruiz{}", at % 7))
        .collect();
    let text = format!(
        "{}. Ruiz said she knew them all. He did not.",
        names.join(", ")
    );
    assert!(credited(&(text + " [Ruiz] said {it was so}.")).len() == 1);
}

#[test]
fn five_hundred_names_with_their_pronouns_are_read() {
    let givens = ["Ana", "Omar", "Will", "May", "Priya", "Kofi", "Mei"];
    let text: String = (0..500)
        .map(|at| format!("{} Rush{at} said it rained and he left. ", givens[at % 7]))
        .collect();
    for text in [text.clone(), text.to_uppercase()] {
        assert_eq!(credited(&(text + "[They] said {it was so}.")).len(), 1);
    }
}
