//! Bare numbers: years, counts with their nouns, and numbers that are names.

use super::number::Number;
use super::{Core, Dimension, Reader};
use crate::claims::words::{Word, WordKind};
use std::ops::Range;

/// A count's noun is sought in so many words.
const NOUN_WORDS: usize = 4;

impl Reader<'_> {
    /// A bare year-like number: after a word that dates, or where nothing follows that it could count.
    pub(super) fn reads_as_year(&self, at: usize, number: &Number) -> bool {
        let dated = self.id_before(at).is_some_and(|id| {
            self.lexicon.known.before_year.contains(&id) || self.lexicon.months.contains_key(&id)
        });
        (dated || !self.is_plural(number.end)) && self.unit(number.end).is_none_or(|_| dated)
    }

    /// A word that reads as several things.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let listed = self
            .id(at)
            .is_some_and(|id| self.lexicon.known.plurals.contains(&id));
        let ending = |word: &Word| {
            word.kind == WordKind::Word
                && !word.capital
                && word.span.len() > 2
                && word.span.of(self.text).ends_with('s')
        };
        listed || self.words.get(at).is_some_and(ending)
    }

    /// A number without a unit; `None` if it names something.
    pub(super) fn counted(&self, at: usize, number: Number) -> Option<Core> {
        let ends_badly = self
            .id(number.end)
            .is_some_and(|id| self.lexicon.known.not_amounts.contains(&id));
        (!ends_badly && !self.is_name(at, number.end)).then(|| Core {
            dimension: Dimension::Count,
            value: number.value,
            unit: String::new(),
            end: number.end,
        })
    }

    /// F-35, Article 5, #1, 9/11, 10:30, 5-4: digits that are a name, a time or a score.
    pub(super) fn is_name(&self, at: usize, end: usize) -> bool {
        let known = &self.lexicon.known;
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let before = self.id_before(at);
        // The years of "2014–2017" are two, and each is one.
        let year = |at: usize| {
            self.words
                .get(at)
                .is_some_and(|word| word.kind == WordKind::Number && word.span.len() == 4)
        };
        let years = (word.hyphen && at > 0 && year(at - 1) && year(at))
            || self
                .words
                .get(end)
                .is_some_and(|next| next.hyphen && year(at) && year(end));
        let bound_before = word.hyphen && at > 0 && !years;
        let labelled = before.is_some_and(|id| known.labels.contains(&id))
            && self
                .words
                .get(at - 1)
                .is_some_and(|label| label.capital || label.span.of(self.text) == "#");
        let glued_mark =
            |id: Option<u32>| id.is_some_and(|id| id == known.slash || id == known.colon);
        let after_mark = word.glued && glued_mark(before);
        let before_mark = self.words.get(end).is_some_and(|next| next.glued)
            && glued_mark(self.id(end))
            && self.words.get(end + 1).is_some_and(|next| next.glued);
        // "one Leopard 2 tank": the number before the name counts.
        let model = end == at + 1
            && at >= 2
            && self.words.get(at - 1).is_some_and(|name| {
                name.capital && name.kind == WordKind::Word && !name.hyphen && name.span.len() > 1
            })
            && self.words.kind(end) == Some(WordKind::Word)
            && self
                .number(at - 2, false)
                .is_some_and(|number| number.end == at - 1);
        let score = self
            .words
            .get(end)
            .is_some_and(|next| next.hyphen && next.kind == WordKind::Number)
            && !years;
        word.kind == WordKind::Number
            && (bound_before || labelled || after_mark || before_mark || model || score)
    }

    /// The words a number may count.
    pub(super) fn noun(&self, start: usize) -> Range<usize> {
        let stops = &self.lexicon.known.noun_stops;
        let mut end = start;
        while end < start + NOUN_WORDS
            && self.words.kind(end) == Some(WordKind::Word)
            && self.id(end).is_none_or(|id| !stops.contains(&id))
        {
            end += 1;
        }
        start..end
    }
}
