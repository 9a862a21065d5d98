//! Links: whose words a claim is in, and which claim a rebuttal speaks of.

use super::Claim;
use super::draft::Draft;
use super::rule::Rule;
use crate::attribution::Quotation;
use crate::span::Span;

/// A rebuttal looks back over so many sentences.
const SENTENCES_BACK: usize = 2;

/// The speech quotations of an article, to be asked for a span in text order.
pub(crate) struct Voices<'a> {
    quotations: &'a [Quotation],
    /// Contents of speech quotations with their quotation, by start; and the largest end so far.
    contents: Vec<(Span, usize, usize)>,
}

/// Contents that only quotation marks part are one: he said the plan was “dead” by now.
fn joined(contents: &[Span]) -> Vec<Span> {
    /// A closing mark, a space and an opening one, in bytes.
    const MARKS: usize = 7;
    let mut whole: Vec<Span> = Vec::with_capacity(contents.len());
    for content in contents {
        match whole.last_mut() {
            Some(last) if content.start() <= last.end() + MARKS => *last = last.cover(*content),
            _ => whole.push(*content),
        }
    }
    whole
}

impl<'a> Voices<'a> {
    pub(crate) fn new(quotations: &'a [Quotation]) -> Self {
        let speech = quotations
            .iter()
            .enumerate()
            .filter(|(_, quotation)| quotation.is_speech());
        let mut contents: Vec<(Span, usize, usize)> = speech
            .flat_map(|(index, quotation)| {
                let whole = joined(&quotation.contents);
                whole.into_iter().map(move |span| (span, index, 0))
            })
            .collect();
        contents.sort_unstable_by_key(|(span, index, _)| (*span, *index));
        let mut reach = 0;
        for (span, _, end) in &mut contents {
            reach = reach.max(span.end());
            *end = reach;
        }
        Self {
            quotations,
            contents,
        }
    }

    /// The innermost quotation whose contents hold the span.
    pub(crate) fn of(&self, span: Span) -> Option<usize> {
        self.holding(span).map(|(quotation, _)| quotation)
    }

    /// The innermost quotation whose contents hold the span, and the content that does.
    pub(crate) fn holding(&self, span: Span) -> Option<(usize, Span)> {
        let before = self
            .contents
            .partition_point(|(content, ..)| content.start() <= span.start());
        let reaching = self
            .contents
            .get(..before)?
            .iter()
            .rev()
            .take_while(|(_, _, reach)| *reach >= span.end());
        reaching
            .filter(|(content, ..)| content.contains(span))
            .min_by_key(|(content, index, _)| {
                (content.len(), std::cmp::Reverse(self.depth(*index)))
            })
            .map(|(content, index, _)| (*index, *content))
    }

    fn depth(&self, quotation: usize) -> usize {
        let outer = |index: &usize| {
            self.quotations
                .get(*index)
                .and_then(|quotation| quotation.nested_in)
        };
        // Bounded: a chain of quotations cannot be longer than their number.
        std::iter::successors(Some(quotation), outer)
            .take(self.quotations.len())
            .count()
    }
}

/// Links each claim of a rule that `concerns` another to the claim it speaks of.
///
/// Claims of the sentences before count, nearest sentence first: what stands
/// in the same sentence is mostly the rebuttal's own support. In one sentence
/// a quoted claim wins over the author's own.
pub(crate) fn concerns(rules: &[Rule], claims: &mut [(Claim, Draft)]) {
    let is_rebuttal = |draft: &Draft| rules.get(draft.rule).is_some_and(|rule| rule.concerns);
    for at in 0..claims.len() {
        let (before, rest) = claims.split_at_mut(at);
        let Some((claim, draft)) = rest.first_mut().filter(|(_, draft)| is_rebuttal(draft)) else {
            continue;
        };
        let earliest = draft.sentence.saturating_sub(SENTENCES_BACK);
        let near = before.iter().enumerate().rev();
        let near = near.take_while(|(_, (_, other))| other.sentence >= earliest);
        let target = near
            .filter(|(_, (_, other))| !is_rebuttal(other))
            .max_by_key(|(index, (claim, other))| {
                let earlier = other.sentence < draft.sentence;
                (earlier, other.sentence, claim.quotation.is_some(), *index)
            });
        claim.concerns = target.map(|(index, _)| index);
    }
}
