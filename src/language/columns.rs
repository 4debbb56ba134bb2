//! The words of an article, and what the network makes of them.

use super::arcs::State;
use super::features::{Case, Reader, Word};
use super::net::{Net, Room};
use super::usage::Usage;
use super::{Arc, Roles, Tag, name_labels};
use std::ops::Range;

/// A sentence of more tokens is read in parts of so many: no prose is that long, and memory stays bounded.
const LONGEST: usize = 1_000;

/// The words of an article in order, sentence by sentence, and their analysis.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub words: Vec<Word>,
    pub sentences: Vec<(Range<u32>, Case)>,
    pub tags: Vec<Tag>,
    /// The head of each token, by its index here; `None` for the root of a sentence.
    pub heads: Vec<Option<u32>>,
    pub arcs: Vec<Arc>,
    /// Labels of names.
    pub labels: Vec<u8>,
    pub roles: Vec<Roles>,
}

impl Columns {
    /// Adds the words of a sentence.
    pub(super) fn add<'t>(&mut self, reader: &mut Reader, forms: impl Iterator<Item = &'t str>) {
        let start = self.words.len() as u32;
        let case = reader.read(forms, &mut self.words);
        self.sentences.push((start..self.words.len() as u32, case));
    }

    /// Each sentence with its case.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (&[Word], Case)> {
        let words = |range: &Range<u32>| &self.words[range.start as usize..range.end as usize];
        self.sentences
            .iter()
            .map(move |(range, case)| (words(range), *case))
    }

    /// What the article tells about its words.
    pub(super) fn hints(&self) -> Usage {
        Usage::of(self.sentences())
    }

    /// Tags, parses and names all sentences.
    pub(super) fn analyze(&mut self, net: &Net) {
        let hints = self.hints();
        let (mut room, mut state, mut tags) = (Room::default(), State::default(), Vec::new());
        for (range, _) in &self.sentences {
            let words = &self.words[range.start as usize..range.end as usize];
            let mut root = None;
            for words in words.chunks(LONGEST) {
                let start = self.tags.len() as u32;
                net.encode(
                    words.iter().map(|word| (word, hints.about(word))),
                    &mut room,
                );
                net.tag(&mut room, &mut tags);
                net.name(&mut room, &mut self.labels);
                net.parse(&mut room, &tags, &mut state);
                net.roles(&mut room, &mut self.roles);
                self.tags.extend_from_slice(&tags);
                for at in 0..words.len() {
                    let head = state.head(at).map(|head| start + head);
                    // The root of a later part hangs on the first.
                    let later = head.is_none() && root.is_some();
                    self.heads.push(head.or(root));
                    let arc = state.arc(at);
                    self.arcs.push(if later { Arc::Parataxis } else { arc });
                    if head.is_none() && root.is_none() {
                        root = Some(start + at as u32);
                    }
                }
            }
        }
        let sentences = self.sentences.iter().map(|(range, _)| range);
        name_labels::settle(&self.words, sentences, &mut self.labels);
    }
}
