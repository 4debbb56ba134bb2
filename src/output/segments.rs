//! A text cut where a finding begins or ends, for displays that must show findings that overlap.

use super::schema::{Range, Record};

/// A finding that covers a segment, by its index in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A claim.
    Claim(usize),
    /// The content of an attribution.
    Content(usize),
    /// A region in quotation marks.
    Quote(usize),
    /// The source of an attribution.
    Source(usize),
    /// The cue of an attribution.
    Cue(usize),
    /// A temporal expression.
    Date(usize),
}

/// A piece of text that the same findings cover from its first to its last character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands.
    pub range: Range,
    /// What covers it, in the order of [`Mark`].
    pub marks: Vec<Mark>,
    /// The findings whose first character it holds.
    pub begins: Vec<Mark>,
}

/// More findings than this over one character are not shown: a display has no use for them, and hostile input does.
const DEPTH: usize = 32;

/// Every finding of a record with each of its pieces; the first piece of each is flagged.
fn pieces(record: &Record) -> Vec<(Range, Mark, bool)> {
    let mut all = Vec::new();
    let mut add = |ranges: &[Range], mark: Mark| {
        all.extend(
            ranges
                .iter()
                .enumerate()
                .map(|(i, range)| (*range, mark, i == 0)),
        );
    };
    for (i, claim) in record.claims.iter().enumerate() {
        if claim.spans.is_empty() {
            add(
                &[Range {
                    start: claim.start,
                    end: claim.end,
                }],
                Mark::Claim(i),
            );
        } else {
            add(&claim.spans, Mark::Claim(i));
        }
    }
    for (i, attribution) in record.attributions.iter().enumerate() {
        add(&attribution.content, Mark::Content(i));
        add(&attribution.source, Mark::Source(i));
        add(&attribution.cue, Mark::Cue(i));
    }
    for (i, quote) in record.quotes.iter().enumerate() {
        add(
            &[Range {
                start: quote.start,
                end: quote.end,
            }],
            Mark::Quote(i),
        );
    }
    for (i, date) in record.dates.iter().enumerate() {
        add(
            &[Range {
                start: date.start,
                end: date.end,
            }],
            Mark::Date(i),
        );
    }
    all.retain(|(range, ..)| range.start < range.end);
    all.sort_by_key(|&(range, mark, _)| (range.start, range.end, mark));
    all
}

/// Cuts the given ranges, which are sorted and disjoint, wherever a finding begins or ends; the segments of each.
#[must_use]
pub fn cut(record: &Record, ranges: &[Range]) -> Vec<Vec<Segment>> {
    let pieces = pieces(record);
    let mut next = 0;
    let mut open: Vec<(u32, Mark)> = Vec::new();
    let mut cut = Vec::with_capacity(ranges.len());
    for range in ranges {
        let mut segments = Vec::new();
        let mut at = range.start;
        while at < range.end {
            open.retain(|&(end, _)| end > at);
            let mut begins = Vec::new();
            while let Some(&(piece, mark, first)) =
                pieces.get(next).filter(|(piece, ..)| piece.start <= at)
            {
                next += 1;
                if piece.end > at && open.len() < DEPTH {
                    open.push((piece.end, mark));
                    if first {
                        begins.push(mark);
                    }
                }
            }
            let starts = pieces
                .get(next)
                .map_or(range.end, |(piece, ..)| piece.start);
            let ends = open.iter().map(|&(end, _)| end).min().unwrap_or(range.end);
            let end = starts.min(ends).min(range.end);
            let mut marks: Vec<Mark> = open.iter().map(|&(_, mark)| mark).collect();
            marks.sort_unstable();
            marks.dedup();
            segments.push(Segment {
                range: Range { start: at, end },
                marks,
                begins,
            });
            at = end;
        }
        cut.push(segments);
    }
    cut
}
