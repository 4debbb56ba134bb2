//! The training and development data of all models, and the model of words.

use super::clusters::clusters;
use super::corpus::{self, Document, Sentence};
use super::files;
use super::marks;
use super::{Header, fingerprint, write};
use crate::language::columns::Columns;
use crate::language::features::{self, Reader, WORD_COLUMNS, list};
use crate::language::model::{Error, Model};
use crate::text::Span;
use crate::text::hash::Hash;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The words of a document as the network reads them.
pub(super) fn columns(reader: &mut Reader, document: &Document) -> Columns {
    let mut columns = Columns::default();
    for sentence in document {
        columns.add(reader, sentence.forms.iter().map(String::as_str));
    }
    columns
}

/// The training and development data of all models.
#[derive(Debug, Clone, Default)]
pub struct Corpora {
    /// PolNeAR, silver.
    pub silver: [Vec<Document>; 2],
    /// In which half of PolNeAR each document of the first is.
    pub halves: Vec<usize>,
    /// The English Web Treebank.
    pub ewt: [Vec<Document>; 2],
    /// GUM, open genres only.
    pub gum: Vec<Document>,
    /// Paragraphs of the news, interviews, speeches and biographies of GUM dev, and their sentences.
    pub paragraphs: Vec<(String, Vec<Span>)>,
    /// Worldwide Newswire: names.
    pub worldwide: [Vec<Document>; 2],
    /// WikiGold: names.
    pub wikigold: [Vec<Document>; 2],
    /// World and web news: attributions. The network of the program does not learn from them, so that what is learned from its
    /// analyses of them is learned from analyses of texts that it has not seen.
    pub world: Vec<Document>,
    /// In which half each of these is.
    pub world_halves: Vec<usize>,
    /// Lists of words: bits of [`list`] by word.
    pub lists: BTreeMap<String, u8>,
    /// Hash of all files that are learned from.
    pub fingerprint: String,
}

impl Corpora {
    /// The corpora without world and web news.
    #[must_use]
    pub fn without_world(mut self) -> Self {
        self.world.clear();
        self.world_halves.clear();
        self
    }

    /// The corpora without the attributions of one half of the articles.
    #[must_use]
    pub fn without_half(mut self, half: usize) -> Self {
        for (documents, halves) in [
            (&mut self.silver[0], &mut self.halves),
            (&mut self.world, &mut self.world_halves),
        ] {
            let mut of = halves.iter();
            documents.retain(|_| of.next() != Some(&half));
            halves.retain(|&other| other != half);
        }
        self
    }

    /// Reads the corpora below a folder.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut texts = Vec::new();
        let mut read = |name: &str| {
            let text = files::read(&folder.join(name))?;
            texts.push(text.clone());
            io::Result::Ok(text)
        };
        let lists = lists(&mut read)?;
        let train = [
            read("polnear/silver/train.conll.gz")?,
            read("ud/ewt/en_ewt-ud-train.conllu.gz")?,
            read("ud/gum/en_gum-ud-train-open.conllu.gz")?,
            read("ner/worldwide/train.tsv.gz")?,
            read("ner/wikigold/train.iob2.gz")?,
        ];
        let marks = marks::read(&folder.join("polnear/train/attributions"))?;
        texts.push(format!("{marks:?}"));
        let world = marks::world(folder)?;
        let fingerprint = fingerprint(texts.iter().map(String::as_bytes));
        let dev = |name: &str| files::read(&folder.join(name));
        let ewt = dev("ud/ewt/en_ewt-ud-dev.conllu.gz")?;
        let gum = dev("ud/gum/en_gum-ud-dev.conllu.gz")?;
        let genres = ["GUM_bio", "GUM_interview", "GUM_news", "GUM_speech"];
        Ok(Self {
            silver: [
                corpus::silver(&train[0], &marks),
                corpus::silver(
                    &dev("polnear/silver/dev.conll.gz")?,
                    &marks::read(&folder.join("polnear/dev/attributions"))?,
                ),
            ],
            halves: corpus::names(&train[0]).map(half).collect(),
            ewt: [corpus::treebank(&train[1]), corpus::treebank(&ewt)],
            gum: corpus::treebank(&train[2]),
            paragraphs: corpus::paragraphs(&gum, &genres),
            worldwide: [
                corpus::worldwide(&train[3]),
                corpus::worldwide(&dev("ner/worldwide/dev.tsv.gz")?),
            ],
            wikigold: [
                vec![corpus::conll_names(&train[4])],
                vec![corpus::conll_names(&dev("ner/wikigold/dev.iob2.gz")?)],
            ],
            world: world.iter().map(corpus::marked).collect(),
            world_halves: world.iter().map(|article| half(&article.name)).collect(),
            lists,
            fingerprint,
        })
    }
}

/// In which half of the articles with marked attributions one is, by its name: 0 or 1. What is learned from an analysis needs
/// one by a network that has not seen the document.
#[must_use]
pub fn half(name: &str) -> usize {
    (Hash::new().field(name).finish() >> 40) as usize % 2
}

/// The word lists of the gazetteers, by lower-case word.
fn lists(read: &mut impl FnMut(&str) -> io::Result<String>) -> io::Result<BTreeMap<String, u8>> {
    let mut lists = BTreeMap::new();
    let mut add = |name: &str, bit: u8| {
        for word in name
            .split([' ', '-'])
            .filter(|word| word.chars().count() > 1)
        {
            if word.starts_with(char::is_uppercase) {
                *lists.entry(word.to_lowercase()).or_insert(0) |= bit;
            }
        }
    };
    for row in corpus::table(&read("gazetteers/given_names.tsv.gz")?) {
        let births: u64 = row[1..]
            .iter()
            .filter_map(|count| count.parse::<u64>().ok())
            .sum();
        if births >= 200 {
            add(row[0], list::GIVEN);
        }
    }
    for row in corpus::table(&read("gazetteers/surnames_us.tsv.gz")?)
        .iter()
        .take(30_000)
    {
        add(row[1], list::SURNAME);
    }
    for row in corpus::table(&read("gazetteers/world_cities.tsv.gz")?) {
        if row[0].split(' ').count() <= 2 {
            add(row[0], list::CITY);
        }
    }
    for row in corpus::table(&read("gazetteers/countries.tsv")?) {
        for name in &row[2..4] {
            if name.split(' ').count() <= 2 {
                add(name, list::COUNTRY);
            }
        }
    }
    for row in corpus::table(&read("gazetteers/us_states.tsv")?) {
        add(row[0], list::COUNTRY);
        add(row[2], list::COUNTRY);
    }
    for row in corpus::table(&read("gazetteers/demonyms.tsv")?) {
        add(row[2], list::DEMONYM);
    }
    for row in corpus::table(&read("gazetteers/titles.tsv")?) {
        if row[1] != "source_role" && !row[0].contains(' ') {
            *lists.entry(row[0].to_lowercase()).or_insert(0) |= list::TITLE;
        }
    }
    for row in corpus::table(&read("gazetteers/news_outlets.tsv")?) {
        if !row[0].contains(' ') {
            *lists.entry(row[0].to_lowercase()).or_insert(0) |= list::OUTLET;
        }
    }
    Ok(lists)
}

/// The model `words`: lists and clusters by word.
#[must_use]
pub fn words(corpora: &Corpora) -> Vec<u8> {
    let texts = [
        &corpora.silver[0],
        &corpora.worldwide[0],
        &corpora.ewt[0],
        &corpora.gum,
        &corpora.wikigold[0],
    ];
    let clusters = clusters(texts.into_iter().flat_map(|documents| every(documents)));
    let mut rows: BTreeMap<u64, (u8, u8)> = BTreeMap::new();
    let key = |word: &str| features::feature(0, &[features::lower(word)]);
    for (word, &bits) in &corpora.lists {
        rows.entry(key(word)).or_insert((0, 0)).0 |= bits;
    }
    for (word, &cluster) in &clusters {
        rows.entry(key(word)).or_insert((0, 0)).1 = cluster;
    }
    let rows = rows
        .into_iter()
        .map(|(feature, (lists, cluster))| {
            let cells = [(0, lists as i8), (1, cluster as i8)];
            (
                feature,
                cells.into_iter().filter(|cell| cell.1 != 0).collect(),
            )
        })
        .collect();
    write(
        &header(
            corpora,
            "words",
            features::WORDS,
            "-".to_owned(),
            &WORD_COLUMNS,
        ),
        rows,
        1,
    )
}

pub(super) fn header<'a>(
    corpora: &Corpora,
    name: &'a str,
    features: u32,
    dev: String,
    labels: &'a [&'a str],
) -> Header<'a> {
    Header {
        name,
        features,
        corpus: corpora.fingerprint.clone(),
        dev,
        labels,
    }
}

/// A percentage with two decimals.
pub(super) fn percent(part: usize, whole: usize) -> String {
    let hundredths = (20_000 * part + whole.max(1)) / (2 * whole.max(1));
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// F1 of found, there and both, in percent.
pub(super) fn f1([found, there, both]: [usize; 3]) -> String {
    percent(2 * both, found + there)
}

pub(super) fn every(documents: &[Document]) -> impl Iterator<Item = &Sentence> {
    documents.iter().flatten()
}

/// A reader that knows the lists and clusters of the model `words`.
pub(super) fn reader(words: &[u8]) -> Result<Reader<'_>, Error> {
    let words = Model::read(words, "words", features::WORDS, WORD_COLUMNS)?;
    Ok(Reader::new(Some(words)))
}
