//! Links: whose words a claim is in, and which claim a rebuttal speaks of.

use super::draft::Found;
use super::rule::{Concerns, Rule};
use crate::attribution::Quotation;
use crate::resolution::Resolution;
use crate::segmentation::Segmentation;
use crate::span::Span;

/// A rebuttal looks back over so many sentences: what stands in its own is mostly its own support.
const SENTENCES_BACK: usize = 2;

/// The speech quotations of an article, to be asked for a span in text order.
pub(crate) struct Voices<'a> {
    quotations: &'a [Quotation],
    /// Contents of speech quotations with their quotation, by start; and the largest end so far.
    contents: Vec<(Span, usize, usize)>,
}

impl<'a> Voices<'a> {
    pub(crate) fn new(quotations: &'a [Quotation]) -> Self {
        /// A closing mark, a space and an opening one, in bytes.
        const MARKS: usize = 7;
        let mut contents: Vec<(Span, usize, usize)> = Vec::with_capacity(quotations.len());
        for (index, quotation) in quotations.iter().enumerate() {
            if !quotation.is_speech() {
                continue;
            }
            let first = contents.len();
            for content in &quotation.contents {
                match contents[first..].last_mut() {
                    // What only marks part is one: he said the plan was “dead” by now.
                    Some((last, ..)) if content.start() <= last.end() + MARKS => {
                        *last = last.cover(*content);
                    }
                    _ => contents.push((*content, index, 0)),
                }
            }
        }
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

    /// The quotations whose contents begin in a stretch of the text, in its order.
    fn between(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = usize> {
        let at = |byte: usize| {
            self.contents
                .partition_point(|(content, ..)| content.start() < byte)
        };
        let within = self.contents.get(at(start)..at(end)).unwrap_or_default();
        within.iter().map(|(_, quotation, _)| *quotation)
    }

    /// The innermost quotation whose contents hold the span, or both its ends: “from $40 to $50,” she said, “a rise”.
    pub(crate) fn of(&self, span: Span) -> Option<usize> {
        let of = |start, end| {
            let held = self.holding(Span::new(start, end));
            held.map(|(quotation, _)| quotation)
        };
        let (start, end) = (span.start(), span.end());
        let at_both = || {
            let first = of(start, start + 1)?;
            (of(end.saturating_sub(1).max(start), end)? == first).then_some(first)
        };
        of(start, end).or_else(at_both)
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

    pub(crate) fn depth(&self, quotation: usize) -> usize {
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

/// What links are drawn from.
pub(super) struct Linker<'a> {
    pub(super) rules: &'a [Rule],
    pub(super) segmentation: &'a Segmentation,
    pub(super) voices: &'a Voices<'a>,
    pub(super) text: &'a str,
    pub(super) resolution: &'a Resolution,
}

impl Linker<'_> {
    /// Links each claim of a rule that `concerns` another to the claim it speaks of, or else to the quotation, and
    /// each that was held against another to that one. Claims that need another and found nothing are dropped.
    pub(super) fn concerns(&self, found: &mut Vec<Found>) {
        let targets: Vec<Option<usize>> = (0..found.len())
            .map(|at| target(self.rules, found, at, &self.resolution.of_quotation))
            .collect();
        let disputed: Vec<Option<usize>> = targets
            .iter()
            .zip(found.iter())
            .map(|(target, found)| match target {
                Some(_) => None,
                None => self.quotation_before(found),
            })
            .collect();
        let needs = |found: &Found| self.rules[found.draft.rule].needs_claim;
        let kept: Vec<bool> = (0..found.len())
            .map(|at| targets[at].is_some() || disputed[at].is_some() || !needs(&found[at]))
            .collect();
        // What is dropped is never a target: it speaks of another claim itself.
        let mut place = 0;
        let places: Vec<usize> = kept
            .iter()
            .map(|kept| {
                place += usize::from(*kept);
                place.saturating_sub(1)
            })
            .collect();
        for (at, found) in found.iter_mut().enumerate() {
            found.claim.concerns = targets[at].and_then(|at| places.get(at).copied());
            found.claim.disputes = disputed[at];
        }
        let mut kept = kept.into_iter();
        found.retain(|_| kept.next().unwrap_or(true));
    }

    /// The last speech in the sentence before, of somebody whom the claim's words do not name.
    fn quotation_before(&self, found: &Found) -> Option<usize> {
        let how = self.rules.get(found.draft.rule)?.concerns?;
        if found.peer.is_some() || how == Concerns::Beside {
            return None;
        }
        let sentence = found.draft.sentence;
        let start = |sentence: usize| Some(self.segmentation.sentences.get(sentence)?.span.start());
        let (first, end) = (start(sentence.saturating_sub(1))?, start(sentence)?);
        let speakers = &self.resolution.of_quotation;
        let speaker = |quotation: usize| speakers.get(quotation).copied().flatten();
        let own = found.claim.quotation.and_then(speaker);
        let words = found.claim.span.of(self.text);
        let another = |quotation: &usize| {
            let other = speaker(*quotation).filter(|other| Some(*other) != own);
            let name = other.and_then(|other| self.resolution.speakers.get(other));
            let last = name.and_then(|speaker| speaker.name.split_whitespace().next_back());
            last.is_some_and(|last| !words.contains(last))
        };
        self.voices.between(first, end).rev().find(another)
    }
}

fn target(rules: &[Rule], found: &[Found], at: usize, speakers: &[Option<usize>]) -> Option<usize> {
    let own = found.get(at)?;
    if let Some(peer) = own.peer {
        // Of two that contradict each other the later speaks of the earlier.
        let first = found.partition_point(|other| other.claim.span < peer);
        let same = found.iter().enumerate().skip(first);
        return same
            .take_while(|(index, other)| *index < at && other.claim.span == peer)
            .find(|(_, other)| other.draft.rule == own.draft.rule)
            .map(|(index, _)| index);
    }
    let concerns = |found: &Found| rules.get(found.draft.rule).and_then(|rule| rule.concerns);
    let how = concerns(own)?;
    let sentence = own.draft.sentence;
    let earliest = match how {
        Concerns::Beside => sentence,
        Concerns::Before | Concerns::Others => sentence.saturating_sub(SENTENCES_BACK),
    };
    let near = |other: &Found| (earliest..=sentence).contains(&other.draft.sentence);
    let back = found[..at].iter().enumerate().rev();
    let on = found.iter().enumerate().skip(at + 1);
    let on = on.take_while(|_| how == Concerns::Beside);
    let claims = back
        .take_while(|(_, other)| near(other))
        .chain(on.take_while(|(_, other)| near(other)))
        .filter(|(_, other)| concerns(other).is_none());
    let speaker = |found: &Found| found.claim.quotation.and_then(|at| *speakers.get(at)?);
    let chosen = match how {
        Concerns::Beside => claims.min_by_key(|(index, other)| {
            let gap = own.claim.span.cover(other.claim.span).len();
            (gap, index.abs_diff(at))
        }),
        Concerns::Before | Concerns::Others => claims
            .filter(|(_, other)| how != Concerns::Others || speaker(other) != speaker(own))
            .max_by_key(|(index, other)| {
                let earlier = other.draft.sentence < sentence;
                let quoted = other.claim.quotation.is_some();
                (earlier, other.draft.sentence, quoted, *index)
            }),
    };
    chosen.map(|(index, _)| index)
}

/// How many tell a claim on: its quotation with those around it, and one more where a rule that deepens speaks of it.
pub(super) fn hearsay(rules: &[Rule], found: &mut [Found], voices: &Voices<'_>) {
    for own in found.iter_mut() {
        let reckoned = usize::from(own.claim.reckoned);
        let depth = own.claim.quotation.map(|at| voices.depth(at));
        own.claim.hearsay = depth.unwrap_or(reckoned);
    }
    for at in 0..found.len() {
        let own = &found[at];
        let quotation = own.claim.quotation;
        let deepens = rules.get(own.draft.rule).is_some_and(|rule| rule.deepens);
        // What stands in a quotation of its own is already counted as that.
        if let Some(target) = own.claim.concerns.filter(|_| deepens)
            && let Some(target) = found.get_mut(target)
            && target.claim.quotation == quotation
        {
            target.claim.hearsay += 1;
        }
    }
}
