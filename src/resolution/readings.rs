//! [`Sources`]: what the source of each of an article's quotations says, and how likely it is that this is right.
//!
//! Most say by themselves whom they mean; the others are decided by [`super::walk`].

use std::ops::Range;

use super::bits::Bits;
use super::certainty::{self, Way};
use super::figures::Figures;
use super::interview::Interview;
use super::meaning::{Meaning, Reading};
use super::names::Name;
use super::people::Cast;
use super::sources::Reader;
use super::view::View;
use crate::attribution::Quotation;
use crate::scan::class::Class;

/// The tokens of all quotations' sources, and what they mean; its memory serves one article after the other.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// One a quotation; empty where there is none.
    pub(super) tokens: Vec<Range<usize>>,
    /// Ends of the sources, with their quotations, in text order.
    pub(super) ending: Vec<(usize, usize)>,
    /// Whether each token is in one.
    pub(super) speaks: Bits,
    /// What each says; one a quotation.
    pub(super) readings: Vec<Option<Reading>>,
    /// How each was read, where it hung on who was in mind; one a quotation.
    pub(super) ways: Vec<Way>,
    /// So many of those in `ending` stand before the last that hangs on who is in mind, or are it.
    pub(super) asking: usize,
}

impl Sources {
    /// Finds those of an article in place of those of the one before.
    pub(super) fn find(&mut self, view: &View, quotations: &[Quotation]) {
        self.tokens.clear();
        self.ending.clear();
        self.speaks.renew(view.tokens.len());
        let mut near = 0;
        for (at, quotation) in quotations.iter().enumerate() {
            let tokens = source_tokens(view, quotation, near).unwrap_or_default();
            // The next one may stand a little before it.
            near = near.max(tokens.start.saturating_sub(8));
            if !tokens.is_empty() {
                self.ending.push((tokens.end, at));
                self.speaks.fill(tokens.clone());
            }
            self.tokens.push(tokens);
        }
        self.ending.sort_unstable();
        self.readings.clear();
        self.readings.resize(quotations.len(), None);
        self.ways.clear();
        self.ways.resize(quotations.len(), Way::Itself);
        self.asking = 0;
    }

    /// Reads what each says by itself.
    pub(super) fn read(
        &mut self,
        view: &View,
        names: &[Name],
        cast: &Cast,
        quotations: &[Quotation],
    ) {
        let mut reader = Reader::new(view, names, cast);
        let interview = Interview::read(view, names, cast, quotations, &self.tokens);
        for (nth, (end, quotation)) in self.ending.iter().enumerate() {
            let source = &self.tokens[*quotation];
            if let Some(interview) = interview
                && Interview::is_answer(view, &quotations[*quotation], source)
            {
                self.ways[*quotation] = Way::Answer;
                let answers = Meaning::Entity(interview.answers);
                self.readings[*quotation] = Some(Reading::Means(answers));
                continue;
            }
            reader.pass(*end);
            let reading = reader.read(source);
            if !matches!(reading, None | Some(Reading::Means(_))) {
                self.asking = nth + 1;
            }
            self.readings[*quotation] = reading;
        }
    }

    /// Those persons whom sources, and narration before token `until`, speak of without a name.
    pub(super) fn figures(
        &self,
        view: &View,
        names: &[Name],
        cast: &mut Cast,
        until: usize,
    ) -> Figures {
        let phrase = |reading: &Option<Reading>| match reading {
            Some(Reading::Means(Meaning::Phrase(phrase)) | Reading::Description(phrase)) => {
                Some(phrase.clone())
            }
            _ => None,
        };
        let phrases = self.readings.iter().filter_map(phrase);
        Figures::find(view, names, cast, until, phrases)
    }

    /// What the source of a quotation means, once it is decided.
    pub(super) fn meaning(&self, quotation: usize) -> Option<&Meaning> {
        match self.readings.get(quotation)? {
            Some(Reading::Means(meaning)) => Some(meaning),
            _ => None,
        }
    }

    /// How likely it is for each quotation that its source's meaning is right.
    pub(super) fn certainty(&self, quotations: &[Quotation]) -> Vec<f32> {
        let mut certainty = Vec::with_capacity(quotations.len());
        for (at, quotation) in quotations.iter().enumerate() {
            let own = |at: usize| match self.meaning(at) {
                Some(meaning) => self.ways[at].certainty(meaning),
                None => 1.0,
            };
            // Without words of its own it has the speaker of the one it carries on.
            certainty.push(match quotation.carried_from {
                Some(from) => {
                    let before = certainty.get(from).copied();
                    certainty::carried() * before.unwrap_or_else(|| own(from))
                }
                None => own(at),
            });
        }
        certainty
    }

    /// “Were you?” asked one; “No,” replied another.
    pub(super) fn answers(
        &self,
        view: &View,
        quotations: &[Quotation],
        quotation: usize,
        before: usize,
    ) -> bool {
        let cue = |quotation: usize| {
            let near = self.tokens[quotation].start.saturating_sub(8);
            let cue = quotations[quotation].cue.first();
            cue.map(|cue| view.entry(view.token_near(near, cue.start())))
        };
        if !cue(before).is_some_and(|cue| cue.asks) {
            return false;
        }
        cue(quotation).is_some_and(|cue| cue.replies)
            || self.is_answer(view, &quotations[quotation], quotation)
    }

    /// “No,” “I did not,”: nobody answers so but who was asked.
    fn is_answer(&self, view: &View, answer: &Quotation, quotation: usize) -> bool {
        let Some(content) = answer.contents.first() else {
            return false;
        };
        let first = view.token_near(
            self.tokens[quotation].start.saturating_sub(8),
            content.start(),
        );
        let brief = view.own(first, Class::FIRST_SINGULAR)
            && view.own(first + 1, Class::AUXILIARY)
            && (first + 2..first + 4).any(|at| view.byte(at) != 0);
        view.inside(first) && (brief || view.entry(first).answer)
    }

    /// Where the last of them ends that hangs on who is in mind, if any does.
    pub(super) fn asked_until(&self) -> Option<usize> {
        let last = self.asking.checked_sub(1)?;
        self.ending.get(last).map(|(end, _)| *end)
    }
}

/// A source's further tokens name nobody.
const LONGEST: usize = 120;

/// The tokens of a quotation's source, from its first span to its last where they are near;
/// sought near a token.
fn source_tokens(view: &View, quotation: &Quotation, near: usize) -> Option<Range<usize>> {
    let first = quotation.source.first()?;
    let last = quotation.source.last()?;
    let is_short = last.end().saturating_sub(first.start()) < 400;
    let span = match is_short && last.start() >= first.start() {
        true => first.cover(*last),
        false => *first,
    };
    let start = view.token_near(near, span.start());
    let after = view.tokens[start..].iter().take(LONGEST);
    let end = start
        + after
            .take_while(|token| token.span.start() < span.end())
            .count();
    (start < end).then_some(start..end)
}
