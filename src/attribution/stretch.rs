//! [`Stretch`]: a quoted stretch, as the attribution stage reads it.

use std::ops::Range;

use crate::document::Document;
use crate::quotation::Quoted;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// What is known of a quoted stretch.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Its marks included.
    pub(super) tokens: Range<usize>,
    /// Its last character that is neither white space nor a mark of one inside it.
    pub(super) last: Option<char>,
}

impl Stretch {
    pub(super) fn of(quote: &Quoted, document: &Document, segmentation: &Segmentation) -> Self {
        let inner = quote.inner.of(&document.text);
        let passes = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '"' | '”');
        Self {
            tokens: segmentation.tokens_in(quote.span),
            last: inner.trim_end_matches(passes).chars().next_back(),
        }
    }
}

/// Those that share a byte with `span`, nested ones too, with their indices.
pub(super) fn sharing(quoted: &[Quoted], span: Span) -> impl Iterator<Item = (usize, &Quoted)> {
    let mut first = quoted.partition_point(|quoted| quoted.span.start() < span.start());
    // One that begins before may reach in: then so does the outermost one around it.
    if let Some(before) = first.checked_sub(1) {
        let mut root = before;
        while let Some(parent) = quoted[root].parent {
            root = parent;
        }
        if quoted[root].span.overlaps(span) {
            first = root;
        }
    }
    let all = quoted.iter().enumerate().skip(first);
    all.take_while(move |(_, quoted)| quoted.span.start() < span.end())
        .filter(move |(_, quoted)| quoted.span.overlaps(span))
}
