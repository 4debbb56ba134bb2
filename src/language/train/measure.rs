//! What the engine reaches on development data.

use super::corpus::Document;
use super::data::{self, Corpora, f1, percent, reader};
use crate::language::TagSet;
use crate::language::features::Reader;
use crate::language::model::Error;
use crate::language::net::Net;
use crate::language::{Arc, NameKind, Tag, lemma, lex, name_labels};
use crate::lexicon::sets;
use crate::parse::sentences;
use crate::text::Span;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Found, there, and both.
type Counts = [usize; 3];

/// What was counted of an analysis with gold tokens and sentences.
#[derive(Debug, Default)]
pub(super) struct Score {
    tokens: usize,
    tags: usize,
    /// The right tag, the given one: how often, and the last such word.
    confusions: BTreeMap<(Tag, Tag), (usize, String)>,
    /// Tokens other than punctuation.
    words: usize,
    heads: usize,
    arcs: usize,
    by_arc: BTreeMap<Arc, Counts>,
    /// Subjects of reporting verbs, and clauses that are their complements.
    subjects: Counts,
    complements: Counts,
    /// By kind, and all.
    names: [Counts; 5],
    /// Tokens that are part of a source, cue and content.
    roles: [Counts; 3],
}

impl Score {
    /// Unlabelled and labelled attachment in percent.
    pub(super) fn attachment(&self) -> String {
        let [heads, arcs] = [self.heads, self.arcs].map(|part| percent(part, self.words));
        format!("{heads}/{arcs}")
    }
}

/// Counts what the network gets right in some documents.
pub(super) fn score(net: &Net, reader: &mut Reader, documents: &[Document]) -> Score {
    let mut score = Score::default();
    for document in documents {
        let mut columns = data::columns(reader, document);
        columns.analyze(net);
        for ((range, _), sentence) in columns.sentences.iter().zip(document) {
            let tokens = range.start as usize..range.end as usize;
            for (at, (token, &right)) in tokens.zip(&sentence.tags).enumerate() {
                let given = columns.tags[token];
                score.tokens += 1;
                if given == right {
                    score.tags += 1;
                } else {
                    let count = score.confusions.entry((right, given)).or_default();
                    *count = (count.0 + 1, sentence.forms[at].clone());
                }
                if let Some(&right) = sentence.roles.get(at) {
                    let given = columns.roles[token];
                    for (label, lead) in [given.source, given.cue, given.content]
                        .into_iter()
                        .enumerate()
                    {
                        let (found, there) = (lead > 0, usize::from(right) == label + 1);
                        let counts = &mut score.roles[label];
                        counts[0] += usize::from(found);
                        counts[1] += usize::from(there);
                        counts[2] += usize::from(found && there);
                    }
                }
                let arc = sentence.arcs.get(at).filter(|_| !sentence.is_gold);
                if let Some(&right_arc) = arc {
                    let head = columns.heads[token].map(|head| head - range.start);
                    let right_head = sentence.heads[at];
                    score.arc(
                        &sentence.lemmas,
                        (head, columns.arcs[token]),
                        (right_head, right_arc),
                    );
                }
            }
        }
        let right: Vec<u8> = document
            .iter()
            .flat_map(|sentence| sentence.names.iter().copied())
            .collect();
        if !right.is_empty() {
            score.names(&columns.labels, &right);
        }
    }
    score
}

impl Score {
    fn arc(&mut self, lemmas: &[String], given: (Option<u32>, Arc), right: (Option<u32>, Arc)) {
        let both = given == right;
        if right.1 != Arc::Punct {
            self.words += 1;
            self.heads += usize::from(given.0 == right.0);
            self.arcs += usize::from(both);
        }
        let count = |counts: &mut Counts, found: bool, there: bool| {
            counts[0] += usize::from(found);
            counts[1] += usize::from(there);
            counts[2] += usize::from(found && both);
        };
        count(self.by_arc.entry(given.1).or_default(), true, false);
        count(self.by_arc.entry(right.1).or_default(), false, true);
        let reported = |(head, arc): (Option<u32>, Arc), kind: Arc| {
            let lemma = head.map_or("", |head| lemmas[head as usize].as_str());
            arc == kind && sets::MEASURED_VERBS.has(lemma)
        };
        for (counts, kind) in [
            (&mut self.subjects, Arc::Nsubj),
            (&mut self.complements, Arc::Ccomp),
        ] {
            count(counts, reported(given, kind), reported(right, kind));
        }
    }

    fn names(&mut self, given: &[u8], right: &[u8]) {
        let (found, there) = (name_labels::names(given), name_labels::names(right));
        let mut count = |kind: NameKind, column: usize| {
            self.names[kind as usize][column] += 1;
            self.names[4][column] += 1;
        };
        found.iter().for_each(|name| count(name.kind, 0));
        there.iter().for_each(|name| count(name.kind, 1));
        let both = found.iter().filter(|name| there.contains(name));
        both.for_each(|name| count(name.kind, 2));
    }
}

/// A table of what the engine reaches on development data, given gold tokens and sentences.
///
/// # Errors
/// If one of the files is no such model.
pub fn measure(corpora: &Corpora, words: &[u8], net: &[u8]) -> Result<String, Error> {
    let mut reader = reader(words)?;
    let net = Net::read(net)?;
    let mut table = String::new();
    let mut line = |name: &str, value: String| writeln!(table, "{name}\t{value}").unwrap_or(());
    for (name, documents) in [("silver", &corpora.silver[1]), ("ewt", &corpora.ewt[1])] {
        line(&format!("tokens {name}"), f1(tokens(documents)));
    }
    line("sentences", f1(sentences(&corpora.paragraphs, false)));
    line(
        "sentences not cut at semicolons and colons",
        f1(sentences(&corpora.paragraphs, true)),
    );
    line("lemmas silver", lemmas(&corpora.silver[1]));
    for (name, documents) in [
        ("silver", &corpora.silver[1]),
        ("ewt", &corpora.ewt[1]),
        ("worldwide", &corpora.worldwide[1]),
        ("wikigold", &corpora.wikigold[1]),
    ] {
        let score = score(&net, &mut reader, documents);
        if score.tokens > 0 {
            line(&format!("tags {name}"), percent(score.tags, score.tokens));
            let mut confusions: Vec<_> = score.confusions.iter().collect();
            confusions.sort_by_key(|(pair, count)| (usize::MAX - count.0, **pair));
            for ((right, given), (count, word)) in confusions.into_iter().take(16) {
                let pair = format!("{} for {}", given.as_str(), right.as_str());
                line(&format!("tags {name} {pair}"), format!("{count}\t{word}"));
            }
        }
        if score.words > 0 {
            line(
                &format!("unlabelled attachment {name}"),
                percent(score.heads, score.words),
            );
            line(
                &format!("labelled attachment {name}"),
                percent(score.arcs, score.words),
            );
            line(
                &format!("subject of reporting verb {name}"),
                f1(score.subjects),
            );
            line(
                &format!("clause of reporting verb {name}"),
                f1(score.complements),
            );
            for (arc, counts) in &score.by_arc {
                let count = format!("{}\t{}", f1(*counts), counts[1]);
                line(&format!("arc {}", arc.as_str()), count);
            }
        }
        if score.roles[0][1] > 0 {
            for (part, counts) in ["source", "cue", "content"].iter().zip(score.roles) {
                line(&format!("tokens of a {part} {name}"), f1(counts));
            }
        }
        if score.names[4][1] > 0 {
            for (kind, counts) in ["person", "organization", "place", "other", "all"]
                .iter()
                .zip(score.names)
            {
                line(&format!("names {name} {kind}"), f1(counts));
            }
        }
    }
    Ok(table)
}

/// Tokens found in sentences as they are written, there, and both.
fn tokens(documents: &[Document]) -> [usize; 3] {
    let mut counts = [0; 3];
    for sentence in documents.iter().flatten() {
        let (mut text, mut right) = (String::new(), Vec::new());
        for (form, &blanks) in sentence.forms.iter().zip(&sentence.blanks) {
            text.extend((0..blanks).map(|_| ' '));
            right.push(Span::new(text.len(), text.len() + form.len()));
            text += form;
        }
        let mut found = Vec::new();
        lex(&text, Span::new(0, text.len()), &mut found);
        counts[0] += found.len();
        counts[1] += right.len();
        counts[2] += found
            .iter()
            .filter(|span| right.binary_search(span).is_ok())
            .count();
    }
    counts
}

/// Sentences found in paragraphs, there, and both; `joined` where a treebank cuts them at semicolons and colons, as we do not.
fn sentences(paragraphs: &[(String, Vec<Span>)], joined: bool) -> Counts {
    let mut counts = [0; 3];
    for (text, right) in paragraphs {
        let join = |mut sentences: Vec<Span>, next: &Span| {
            match sentences.last_mut() {
                Some(last) if joined && text[last.range()].ends_with([';', ':']) => {
                    *last = last.cover(*next);
                }
                _ => sentences.push(*next),
            }
            sentences
        };
        let found = sentences::split(text, Span::new(0, text.len()));
        let [found, right] =
            [&found, right].map(|sentences| sentences.iter().fold(Vec::new(), join));
        counts[0] += found.len();
        counts[1] += right.len();
        counts[2] += found.iter().filter(|span| right.contains(span)).count();
    }
    counts
}

/// How many percent of the words other than proper nouns have the right lemma, given their tags.
fn lemmas(documents: &[Document]) -> String {
    let (mut right, mut all) = (0, 0);
    for sentence in documents.iter().flatten() {
        for (at, form) in sentence.forms.iter().enumerate() {
            let tag = sentence.tags[at];
            if form.starts_with(char::is_alphabetic) && !TagSet::PROPER_NOUNS.has(tag) {
                all += 1;
                right += usize::from(
                    lemma(form, tag).to_lowercase() == sentence.lemmas[at].to_lowercase(),
                );
            }
        }
    }
    percent(right, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{NET, WORDS};
    use std::path::Path;

    /// The lines `language …` of `tests/accuracy.tsv`, where the corpora are.
    #[test]
    fn no_figure_falls_below_its_line() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("../shared/corpora");
        if !folder.exists() {
            eprintln!("SKIPPED: {} is not there", folder.display());
            return;
        }
        let corpora = Corpora::read(&folder).unwrap();
        let table = measure(&corpora, WORDS, NET).unwrap();
        let hundredths = |value: &str| -> u32 {
            let (whole, part) = value.split_once('.').unwrap_or((value, "0"));
            100 * whole.parse::<u32>().unwrap() + format!("{part:0<2}")[..2].parse::<u32>().unwrap()
        };
        let lines = include_str!("../../../tests/accuracy.tsv").lines();
        let lines = lines.filter_map(|line| line.strip_prefix("language ")?.split_once('\t'));
        let (mut count, mut fallen) = (0, Vec::new());
        for (name, floor) in lines {
            let prefix = format!("{name}\t");
            let found = table.lines().find_map(|line| line.strip_prefix(&prefix));
            let found = found.unwrap_or_else(|| panic!("no figure is called {name}"));
            if hundredths(found) < hundredths(floor) {
                fallen.push(format!("{name}: {found}, was {floor}"));
            }
            count += 1;
        }
        assert!(fallen.is_empty(), "{}", fallen.join("\n"));
        assert!(count > 5, "the lines are gone");
    }
}
