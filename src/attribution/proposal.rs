//! [`Proposal`]: what stands after the decision, still in tokens, on its way to a [`Quotation`].

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use crate::segmentation::TokenKind;
use crate::span::{Span, SpanList, extent};

use super::candidate::{Candidate, Parts};
use super::lists::LISTS;
use super::polarity::polarity;
use super::view::View;
use super::words::{Words, words};
use super::{Function, Quotation, QuotationKind};

/// How often marks that are taken for no speech are none.
pub(super) const NO_SPEECH: f32 = 0.8;

#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) contents: Parts,
    pub(super) function: Function,
    pub(super) evidence: &'static str,
    pub(super) confidence: f32,
    /// Index of the proposal before it whose speaker this one has.
    pub(super) carried: Option<usize>,
}

impl Proposal {
    pub(super) fn plain(content: Range<usize>, function: Function, evidence: &'static str) -> Self {
        Self {
            cue: None,
            source: None,
            contents: smallvec![content],
            function,
            evidence,
            confidence: match function {
                Function::Speech => 0.2,
                _ => NO_SPEECH,
            },
            carried: None,
        }
    }

    pub(super) fn with(mut self, evidence: &'static str, confidence: f32) -> Self {
        self.evidence = evidence;
        self.confidence = confidence;
        self
    }

    pub(super) fn start(&self) -> usize {
        self.contents.first().map_or(0, |range| range.start)
    }

    /// The last token of the content.
    pub(super) fn end(&self) -> usize {
        self.contents
            .last()
            .map_or(0, |range| range.end.saturating_sub(1))
    }

    pub(super) fn attributed(&self) -> bool {
        self.source.is_some() || self.carried.is_some()
    }

    pub(super) fn is_speech(&self) -> bool {
        self.function == Function::Speech
    }

    pub(super) fn into_quotation(self, view: &View) -> Quotation {
        let contents = pieces(view, &self.contents);
        // Most have no marks, and there is nothing to ask of them.
        let (kind, unclosed) = match view.hold_quote(&self.contents) {
            true => (kind(view, &contents), self.is_unclosed(view, &contents)),
            false => (QuotationKind::Indirect, false),
        };
        let polarity = self.cue.as_ref().map(|cue| {
            let source = self.source.as_ref();
            polarity(view, cue, source, &self.contents)
        });
        Quotation {
            polarity: polarity.unwrap_or_default(),
            kind,
            contents,
            function: self.function,
            cue: self
                .cue
                .map(|cue| view.span(with_preposition(view, cue, &self.contents)))
                .into_iter()
                .collect(),
            source: self
                .source
                .map(|range| view.span(range))
                .into_iter()
                .collect(),
            carried_from: None,
            evidence: self.evidence,
            confidence: self.confidence,
            nested_in: None,
            unclosed,
        }
    }

    /// The marks of one of its pieces were never closed.
    fn is_unclosed(&self, view: &View, pieces: &[Span]) -> bool {
        view.quoted_in(extent(pieces)).any(|(_, quoted)| {
            quoted.parent.is_none()
                && !quoted.closed
                && pieces.iter().any(|piece| piece.overlaps(quoted.inner))
        }) && !self.continued(view)
    }

    /// Its last paragraph closes what the ones before left open.
    fn continued(&self, view: &View) -> bool {
        self.contents
            .last()
            .and_then(|range| view.quote(range.start))
            .is_some_and(|quote| {
                view.quoted[quote].closed && view.quoted[quote].continues.is_some()
            })
    }
}

impl From<Candidate<'_>> for Proposal {
    fn from(candidate: Candidate<'_>) -> Self {
        Self {
            cue: Some(candidate.cue),
            source: candidate.source,
            contents: candidate.contents,
            function: Function::Speech,
            evidence: candidate.evidence,
            confidence: candidate.score,
            carried: None,
        }
    }
}

/// "[warned against] the sale", "[ruled out] a sale", “…,” he [points out]: what leads from the cue to a content right behind
/// it, or is part of the verb.
pub(super) fn with_preposition(
    view: &View,
    cue: Range<usize>,
    contents: &[Range<usize>],
) -> Range<usize> {
    const LEADS: Words = words!["about", "against", "for", "of", "on", "over", "with"];
    const PARTS: Words = words!["back", "out"];
    let behind = cue.end + 1;
    let content = contents.first().map(|content| content.start);
    let led = content == Some(behind);
    let closed = || {
        view.kind(behind)
            .is_none_or(|kind| kind == TokenKind::Punctuation)
    };
    let leads = view.one_of(cue.end, LEADS) && led
        || view.one_of(cue.end, PARTS) && (led || content < Some(cue.start) && closed())
        || led && LISTS.particles.has_word(view.text(cue.end));
    cue.start..if leads { behind } else { cue.end }
}

/// The contents cut at the quotation marks: what stands between marks and what does not are spans of their own.
fn pieces(view: &View, contents: &[Range<usize>]) -> SpanList {
    let text = &view.document.text;
    let mut spans = SpanList::new();
    let mut push = |start: usize, end: usize| {
        let span = Span::new(start, end).trim(text);
        if span.of(text).chars().any(char::is_alphanumeric) {
            spans.push(span);
        }
    };
    for range in contents {
        let whole = view.span(range.clone());
        let mut from = whole.start();
        let mut at = range.start;
        while let Some(first) = view.first_quoted(at..range.end)
            && let Some(quote) = view.quote(first)
        {
            let quoted = &view.quoted[quote];
            push(from, quoted.span.start().max(from));
            push(
                quoted.inner.start().max(from),
                quoted.inner.end().min(whole.end()),
            );
            from = quoted.span.end();
            at = view.quote_tokens(quote).end.max(first + 1);
        }
        push(from, whole.end());
    }
    spans
}

/// Direct if all of it stands between marks, mixed if some does.
fn kind(view: &View, contents: &[Span]) -> QuotationKind {
    let between = |span: &Span| {
        let mut marked = view.quoted_in(*span);
        marked.any(|(_, quoted)| quoted.inner.contains(*span))
    };
    let marked: SmallVec<[bool; 8]> = contents.iter().map(between).collect();
    match (marked.contains(&true), marked.contains(&false)) {
        (false, _) => QuotationKind::Indirect,
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
    }
}
