//! [`Span`]: where something stands in a document's text.
//!
//! Offsets are bytes inside the crate, half-open, always on character
//! boundaries of the untouched text. They become code points in
//! [`crate::records`] and nowhere else.

use std::ops::Range;

use smallvec::SmallVec;

/// A half-open byte range of a document's text.
///
/// Stored in 32 bits an end: a document is at most 4 GiB, which
/// [`crate::input`] enforces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

/// Spans in text order: mostly one or two, which need no memory of their own.
pub type SpanList = SmallVec<[Span; 2]>;

/// From the start of the first span to the end of the last; empty without any.
pub fn extent(spans: &[Span]) -> Span {
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => Span::default(),
    }
}

impl Span {
    /// The span from `start` to `end`, in bytes; an inverted range becomes empty at `start`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let start = start.min(u32::MAX as usize) as u32;
        let end = end.min(u32::MAX as usize) as u32;
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The same of ends that are known to be in order.
    #[inline]
    pub(crate) fn ordered(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "{start}..{end}");
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: clamp(start),
            end: clamp(end),
        }
    }

    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text the span covers; empty if it does not fit `text`.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start() + inner.len() - inner.trim_start().len();
        Span::new(start, start + inner.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}
