//! Texts of GUM with their marked coreference.

use std::collections::{BTreeMap, BTreeSet};

/// A text with, for each of its words, where it starts and ends and the groups of coreference that it heads a mention of.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) text: String,
    words: Vec<(usize, usize, BTreeSet<u32>)>,
    /// The groups that a group of several stands for.
    pub(super) parts: BTreeMap<u32, BTreeSet<u32>>,
}

impl Marked {
    /// The groups that the word at a byte heads a mention of.
    pub(super) fn groups(&self, at: usize) -> Option<&BTreeSet<u32>> {
        let word = self
            .words
            .partition_point(|word| word.0 <= at)
            .checked_sub(1)?;
        let (_, end, groups) = &self.words[word];
        (at < *end).then_some(groups)
    }
}

/// The documents of a file of GUM in CoNLL-U.
pub(super) fn read(conllu: &str) -> Vec<Marked> {
    let mut documents: Vec<Marked> = Vec::new();
    let mut open: Vec<(u32, usize, String)> = Vec::new();
    let mut joined_until = 0;
    for line in conllu.lines() {
        if line.starts_with("# newdoc") {
            documents.push(Marked::default());
            open.clear();
        }
        let Some(document) = documents.last_mut() else {
            continue;
        };
        if line.starts_with("# newpar") && !document.text.is_empty() {
            document.text.truncate(document.text.trim_end().len());
            document.text.push_str("\n\n");
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if line.is_empty() {
            joined_until = 0;
        }
        if fields.len() != 10 || fields[0].contains('.') {
            continue;
        }
        let misc = fields[9];
        let number = |field: &str| field.parse::<usize>().unwrap_or(0);
        let space = if misc.split('|').any(|part| part == "SpaceAfter=No") {
            ""
        } else {
            " "
        };
        if let Some((_, last)) = fields[0].split_once('-') {
            joined_until = number(last);
            document.text.push_str(fields[1]);
            document.text.push_str(space);
            continue;
        }
        let whole = document.text.trim_end().len();
        let span = if number(fields[0]) <= joined_until {
            // A part of "don't": where its letters end is of no matter.
            (whole.saturating_sub(fields[1].len()), whole)
        } else {
            let start = document.text.len();
            document.text.push_str(fields[1]);
            document.text.push_str(space);
            (start, start + fields[1].len())
        };
        document.words.push((span.0, span.1, BTreeSet::new()));
        for part in misc.split('|') {
            if let Some(pairs) = part.strip_prefix("SplitAnte=") {
                for (of, whole) in pairs.split(',').filter_map(|pair| pair.split_once('<')) {
                    let (of, whole) = (number(of) as u32, number(whole) as u32);
                    document.parts.entry(whole).or_default().insert(of);
                }
            }
            if let Some(entities) = part.strip_prefix("Entity=") {
                mark(document, &mut open, entities);
            }
        }
    }
    documents
}

/// Opens and closes the mentions that one word says begin or end with it: `(12-person-…-1,2-coref(13-…)12)`.
fn mark(document: &mut Marked, open: &mut Vec<(u32, usize, String)>, entities: &str) {
    let here = document.words.len() - 1;
    let mut rest = entities;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.strip_prefix('(').unwrap_or(rest);
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let (item, after) = body.split_at(end);
        let closes = after.starts_with(')');
        let group = item.split('-').next().and_then(|id| id.parse().ok());
        let group: u32 = group.unwrap_or(0);
        if opens {
            open.push((
                group,
                here,
                item.split('-').nth(5).unwrap_or("1").to_owned(),
            ));
        }
        if closes && let Some(at) = open.iter().rposition(|mention| mention.0 == group) {
            let (_, start, heads) = open.remove(at);
            for head in heads
                .split(',')
                .filter_map(|head| head.parse::<usize>().ok())
            {
                if let Some(word) = document.words.get_mut(start + head - 1) {
                    word.2.insert(group);
                }
            }
        }
        rest = after.strip_prefix(')').unwrap_or(after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_gum_give_each_head_its_groups() {
        let line = |id: &str, form: &str, misc: &str| {
            format!("{id}\t{form}\t_\t_\t_\t_\t0\t_\t_\t{misc}\n")
        };
        let conllu = "# newdoc id = x\n".to_owned()
            + &line("1", "Ana", "Entity=(4-person-new-nnnnn-cf1-1,2-coref")
            + &line("2", "Ruiz", "Entity=4)")
            + &line("3", "slept", "SpaceAfter=No")
            + &line("4", ".", "_")
            + "\n"
            + &line("1", "She", "Entity=(4-person-giv-nnnnn-cf1-1-ana)");
        let documents = read(&conllu);
        assert_eq!(documents[0].text, "Ana Ruiz slept. She ");
        let group = BTreeSet::from([4]);
        assert_eq!(documents[0].groups(4), Some(&group));
        assert_eq!(documents[0].groups(16), Some(&group));
        assert_eq!(documents[0].groups(9), Some(&BTreeSet::new()));
    }
}
