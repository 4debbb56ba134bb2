//! Byte ranges of a text.

use std::fmt;
use std::ops::Range;

/// A range of bytes of one [`Text`](super::Text), end exclusive, `start <= end`, on character boundaries of that text.
///
/// Ordered by start, then by end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`.
    ///
    /// # Panics
    /// If `start > end`, or `end` is 4 GiB or more (a [`Text`](super::Text) never is).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(
            start <= end,
            "a span cannot end at {end} before it starts at {start}"
        );
        let end32 = u32::try_from(end).expect("a text is under 4 GiB");
        Self {
            start: start as u32,
            end: end32,
        }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies wholly within.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` lies within.
    #[must_use]
    pub fn holds(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same length, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// One or more spans: sorted, disjoint, none empty. What is broken up by other words, such as a quote around "he said".
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Sorts the spans, drops empty ones and joins those that overlap. `None` if nothing is left.
    #[must_use]
    pub fn of(mut spans: Vec<Span>) -> Option<Self> {
        spans.retain(|span| !span.is_empty());
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if last.end > span.start => *last = last.cover(span),
                _ => joined.push(span),
            }
        }
        if joined.is_empty() {
            None
        } else {
            Some(Self(joined))
        }
    }

    /// From the first byte of the first to the last byte of the last.
    #[must_use]
    pub fn extent(&self) -> Span {
        self.first().cover(self.0[self.0.len() - 1])
    }

    /// The first of them.
    #[must_use]
    pub fn first(&self) -> Span {
        self.0[0]
    }

    /// All of them, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Span> + '_ {
        self.0.iter().copied()
    }

    /// Whether some span of it shares a byte with `other`.
    #[must_use]
    pub fn overlaps(&self, other: Span) -> bool {
        self.0.iter().any(|span| span.overlaps(other))
    }

    /// Whether one span of it holds `other` wholly.
    #[must_use]
    pub fn contains(&self, other: Span) -> bool {
        self.0.iter().any(|span| span.contains(other))
    }
}

impl From<Span> for Spans {
    /// # Panics
    /// If the span is empty.
    fn from(span: Span) -> Self {
        assert!(!span.is_empty(), "spans are never empty");
        Self(vec![span])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_sorted_and_joined_and_never_empty() {
        let spans = Spans::of(vec![
            Span::new(7, 9),
            Span::new(3, 3),
            Span::new(1, 3),
            Span::new(2, 5),
        ])
        .unwrap();
        assert_eq!(spans.as_slice(), [Span::new(1, 5), Span::new(7, 9)]);
        assert_eq!(spans.extent(), Span::new(1, 9));
        assert_eq!(Spans::of(vec![Span::new(4, 4)]), None);
    }

    #[test]
    fn spans_that_only_touch_stay_apart() {
        let spans = Spans::of(vec![Span::new(1, 3), Span::new(3, 5)]).unwrap();
        assert_eq!(spans.as_slice().len(), 2);
    }

    #[test]
    #[should_panic(expected = "cannot end")]
    fn a_span_does_not_run_backwards() {
        let _ = Span::new(2, 1);
    }
}
