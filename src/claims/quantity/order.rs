//! Places in an order, shares of a whole, decades: "the third", "a third of", "the 1990s".

use jiff::civil::Date;

use super::calendar::day_number;
use super::{Core, Dimension, Reader};
use crate::claims::interval::Interval;
use crate::claims::words::WordKind;

impl Reader<'_> {
    /// "13th", "his third": with a word before it that makes it a place and not "at first".
    pub(super) fn ordinal(&self, at: usize) -> Option<Core> {
        let known = &self.lexicon.known;
        let core = |value: f64, end: usize| Core {
            dimension: Dimension::Ordinal,
            value: Interval::exactly(value),
            unit: String::new(),
            end,
        };
        // "18th-century" is one word.
        let bound = |end: usize| self.words.get(end).is_some_and(|next| next.hyphen);
        if self.is_number(at) {
            let ending = self
                .id(at + 1)
                .filter(|id| known.ordinal_endings.contains(id));
            let glued = self
                .words
                .get(at + 1)
                .is_some_and(|next| next.glued && !next.hyphen);
            if ending.is_none() || !glued || bound(at + 2) {
                return None;
            }
            let value = self.raw(at)?.replace(',', "").parse().ok()?;
            return Some(core(value, at + 2));
        }
        let value = *self.lexicon.ordinals.get(&self.id(at)?)?;
        let placed = self
            .id_before(at)
            .is_some_and(|id| known.before_ordinal.contains(&id));
        // "the Sixth Circuit" is a name, "first-degree" a kind.
        let named = self.words.get(at)?.capital;
        (placed && !named && !bound(at + 1) && !self.words.get(at)?.hyphen)
            .then(|| core(value, at + 1))
    }

    /// "half of", "nearly half the", "a third of", "two-thirds": in percent.
    pub(super) fn share(&self, at: usize) -> Option<Core> {
        let known = &self.lexicon.known;
        let core = |value: f64, end: usize| Core {
            dimension: Dimension::Percent,
            value: Interval::exactly(value * 100.0),
            unit: "percent".to_owned(),
            end,
        };
        // "half a million" is a number.
        if self.halves(at).is_some() {
            return None;
        }
        let of = |at: usize| self.id(at) == Some(known.of);
        let first = self.id(at)?;
        let half = self.lexicon.fractions.get(&first).copied();
        if let Some(half) = half.filter(|half| *half == 0.5) {
            let whole = self
                .id(at + 1)
                .is_some_and(|id| known.after_half.contains(&id));
            let number = of(at + 1) && self.measured(at + 2).is_some();
            return (whole && !number).then(|| core(half, at + 1));
        }
        let article = known.articles.contains(&first);
        let times = match self.lexicon.numbers.get(&first) {
            Some(times) if (1.0..10.0).contains(times) => *times,
            None if article => 1.0,
            _ => return None,
        };
        let part = *self.lexicon.parts.get(&self.id(at + 1)?)?;
        // "a third term" has no "of"; "two thirds" needs none.
        let share = times * part;
        (share < 1.0 && (times > 1.0 || of(at + 2))).then(|| core(share, at + 2))
    }

    /// "one in five", "1 in 100", "two of every three": in percent.
    pub(super) fn one_in(&self, at: usize) -> Option<Core> {
        let known = &self.lexicon.known;
        // What follows few numbers is asked first.
        let (_, length) = self.lexicon.in_every.starting(&self.words.ids, at + 1)?;
        let part = match self.is_number(at) {
            true => self.raw(at)?.parse().ok()?,
            false => *self.lexicon.numbers.get(&self.id(at)?)?,
        };
        let whole = self.number(at + 1 + length, false)?;
        let counted = !whole.year && !whole.article && whole.value.is_exact();
        let unit = self.unit(whole.end).is_some() || self.id(whole.end) == Some(known.of);
        let share = part / whole.value.low();
        // In digits it may be so many in so many of something: "it killed 5 in 12 raids".
        let round = part < 10.0 && (whole.value.low() <= 10.0 || whole.value.low() % 10.0 == 0.0);
        (counted && (round || !self.is_number(at)) && !unit && part >= 1.0 && share < 1.0).then(
            || Core {
                dimension: Dimension::Percent,
                value: Interval::exactly(share * 100.0),
                unit: "percent".to_owned(),
                end: whole.end,
            },
        )
    }

    /// "1/2" behind a whole number: "$1 1/2".
    pub(super) fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        let slash = self.id(at + 1)? == self.lexicon.known.slash;
        let digit = |at: usize| {
            let word = self.words.get(at).filter(|word| word.span.len() == 1)?;
            word.span.of(self.text).parse::<f64>().ok()
        };
        let parts = [at + 1, at + 2];
        let glued = parts
            .iter()
            .all(|at| self.words.get(*at).is_some_and(|word| word.glued));
        let (part, whole) = (digit(at)?, digit(at + 2)?);
        (slash && glued && 0.0 < part && part < whole).then_some((part / whole, at + 3))
    }

    /// "1990s", "the 1980’s", "'80s": from its first day to its last.
    pub(super) fn decade(&self, at: usize) -> Option<Core> {
        let raw = self.raw(at).filter(|_| self.is_number(at))?;
        let ending = self
            .words
            .get(at + 1)
            .filter(|next| next.glued && !next.hyphen)?;
        if !matches!(ending.span.of(self.text), "s" | "'s" | "’s") {
            return None;
        }
        let marked = at.checked_sub(1).is_some_and(|before| {
            self.words.kind(before) == Some(WordKind::Mark)
                && self.words.get(at).is_some_and(|word| word.glued)
        });
        let year: i16 = match (raw.len(), raw.parse::<i16>().ok()?) {
            (4, year @ 1500..=2100) => year,
            (2, year @ 20..=99) if marked || ending.span.len() > 1 => 1900 + year,
            _ => return None,
        };
        if year % 10 != 0 {
            return None;
        }
        let first = Date::new(year, 1, 1).ok()?;
        let last = Date::new(year + 9, 12, 31).ok()?;
        Some(Core {
            dimension: Dimension::Date,
            value: Interval::new(day_number(first), day_number(last)),
            unit: String::new(),
            end: at + 2,
        })
    }
}
