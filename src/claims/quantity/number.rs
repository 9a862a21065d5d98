//! Numbers in digits and words, with magnitudes, halves and ranges, before any unit.

use super::Reader;
use crate::claims::interval::Interval;
use crate::claims::words::WordKind;

/// A number of a sentence: `value`, and the word after it.
pub(super) struct Number {
    pub(super) value: Interval,
    pub(super) end: usize,
    /// Four bare digits that may be a year.
    pub(super) year: bool,
    /// Only an article stands for "one": "a decade".
    pub(super) article: bool,
}

/// One number without its range.
#[derive(Clone, Copy)]
pub(super) struct Simple {
    value: f64,
    end: usize,
    /// The magnitude in its words: a range's first number may share it.
    magnitude: f64,
    year: bool,
    article: bool,
}

impl Reader<'_> {
    /// The number that begins at `at`; `priced` if a currency sign stands before it.
    pub(super) fn number(&self, at: usize, priced: bool) -> Option<Number> {
        if let Some((value, length)) = self.lexicon.vague.starting(&self.words.ids, at) {
            return Some(Number {
                value: *value,
                end: at + length,
                year: false,
                article: false,
            });
        }
        if !priced && self.is_name_start(at) {
            return None;
        }
        let first = self.simple(at, priced)?;
        let plain = Number {
            value: Interval::exactly(first.value),
            end: first.end,
            year: first.year,
            article: first.article,
        };
        Some(self.range(at, first, priced).unwrap_or(plain))
    }

    fn is_name_start(&self, at: usize) -> bool {
        let range = self
            .words
            .get(at + 1)
            .is_some_and(|next| next.hyphen && next.kind == WordKind::Number);
        !range && self.is_number(at) && self.is_name(at, at + 1)
    }

    /// "20–30 million", "5 to 7", "between 5 and 7", "two or three".
    fn range(&self, at: usize, first: Simple, priced: bool) -> Option<Number> {
        let known = &self.lexicon.known;
        let joint = self.id(first.end);
        let hyphen = self
            .words
            .get(first.end)
            .is_some_and(|word| word.hyphen && word.kind == WordKind::Number);
        let between = self.id_before(at) == Some(known.between)
            || at.checked_sub(2).and_then(|at| self.id(at)) == Some(known.between);
        let joined = joint == Some(known.to)
            || (joint == Some(known.or) && !first.year)
            || (joint == Some(known.and) && between);
        let mut from = match (hyphen, joined) {
            (true, _) => first.end,
            (_, true) => first.end + 1,
            _ => return None,
        };
        if priced
            && let Some((_, length)) = self.lexicon.currency_before.starting(&self.words.ids, from)
        {
            from += length;
        }
        let last = self.simple(from, priced)?;
        let shared = first.magnitude == 1.0 && last.magnitude > 1.0 && first.value < 1000.0;
        let low = if shared {
            first.value * last.magnitude
        } else {
            first.value
        };
        // "From 4,000 in 2019 to 5,000": who writes a comma there would write one here.
        let comma = || {
            self.words
                .get(from)
                .is_some_and(|word| word.span.of(self.text).contains(','))
        };
        // "In 2013 to 280 million tonnes".
        let years = first.year && (last.year || last.magnitude > 1.0 || comma());
        let articles = first.article || last.article;
        let usable = low < last.value && !years && !articles;
        usable.then(|| Number {
            value: Interval::new(low, last.value),
            end: last.end,
            year: false,
            article: false,
        })
    }

    fn simple(&self, at: usize, priced: bool) -> Option<Simple> {
        match self.words.kind(at)? {
            WordKind::Number => self.digits(at, priced),
            WordKind::Word => self.halves(at).or_else(|| self.cardinal(at)),
            _ => None,
        }
    }

    /// Digits, then "million" or a glued "m", then "and a half".
    fn digits(&self, at: usize, priced: bool) -> Option<Simple> {
        let raw = self.words.get(at)?.span.of(self.text);
        let bare = raw.len() == 4 && raw.bytes().all(|byte| byte.is_ascii_digit());
        let mut value = plain_number(raw)?;
        let mut end = at + 1;
        if let Some((part, after)) = self.fraction(end).filter(|_| value.fract() == 0.0) {
            (value, end) = (value + part, after);
        }
        if let Some(next) = self.words.get(end)
            && next.glued
            && !next.hyphen
            && next.kind == WordKind::Word
        {
            let id = self.id(end);
            let ordinal = id.is_some_and(|id| self.lexicon.known.ordinal_endings.contains(&id));
            if ordinal || (self.unit(end).is_none() && !self.is_short_magnitude(end)) {
                return None;
            }
        }
        let mut magnitude = 1.0;
        while let Some(factor) = self.magnitude(end, priced) {
            magnitude *= factor;
            end += 1;
        }
        value *= magnitude;
        if let Some((half, after)) = self.and_a_half(end) {
            value += half * magnitude;
            end = after;
            if let Some(factor) = self.magnitude(end, priced) {
                (value, magnitude, end) = (value * factor, magnitude * factor, end + 1);
            }
        }
        let year = bare && magnitude == 1.0 && (1500.0..=2100.0).contains(&value);
        value.is_finite().then_some(Simple {
            value,
            end,
            magnitude,
            year,
            article: false,
        })
    }

    pub(super) fn magnitude(&self, at: usize, priced: bool) -> Option<f64> {
        let id = self.id(at)?;
        let word = self.words.get(at)?;
        let full = self.lexicon.magnitudes.get(&id);
        let short = || {
            let factor = self.lexicon.short_magnitudes.get(&id)?;
            let counted = self.is_plural(at + 1);
            // A glued "m" before nothing it could count is metres.
            let price = self
                .unit(at + 1)
                .is_some_and(|(unit, _)| unit.dimension == super::Dimension::Money && !word.hyphen);
            let meant = priced
                || price
                || (word.glued && !word.hyphen && (self.unit(at).is_none() || counted));
            meant.then_some(factor)
        };
        full.or_else(short).copied()
    }

    fn is_short_magnitude(&self, at: usize) -> bool {
        self.id(at)
            .is_some_and(|id| self.lexicon.short_magnitudes.contains_key(&id))
    }

    /// "and a half", "and a quarter"
    fn and_a_half(&self, at: usize) -> Option<(f64, usize)> {
        let known = &self.lexicon.known;
        let and = self.id(at)? == known.and && known.articles.contains(&self.id(at + 1)?);
        let fraction = self.lexicon.fractions.get(&self.id(at + 2)?)?;
        and.then_some((*fraction, at + 3))
    }

    /// "half a million", "a quarter of a million", "half a year": before a magnitude or a unit that takes an article.
    pub(super) fn halves(&self, at: usize) -> Option<Simple> {
        let known = &self.lexicon.known;
        let article = |at: usize| self.id(at).is_some_and(|id| known.articles.contains(&id));
        let mut end = at + usize::from(article(at));
        let fraction = *self.lexicon.fractions.get(&self.id(end)?)?;
        end += 1;
        end += usize::from(self.id(end) == Some(known.of));
        end += usize::from(article(end));
        // "half of 1 percent"
        if self.id(end.wrapping_sub(1)) == Some(known.of)
            && let Some(whole) = self.digits_alone(end)
        {
            return Some(Simple {
                value: fraction * whole,
                end: end + 1,
                magnitude: 1.0,
                year: false,
                article: false,
            });
        }
        match self.magnitude(end, false) {
            Some(magnitude) => Some(Simple {
                value: fraction * magnitude,
                end: end + 1,
                magnitude,
                year: false,
                article: false,
            }),
            None => {
                self.unit(end).filter(|(unit, _)| unit.article)?;
                Some(Simple {
                    value: fraction,
                    end,
                    magnitude: 1.0,
                    year: false,
                    article: true,
                })
            }
        }
    }

    /// Digits with a unit after them.
    fn digits_alone(&self, at: usize) -> Option<f64> {
        let raw = self.words.get(at)?.span.of(self.text);
        self.unit(at + 1).filter(|_| self.is_number(at))?;
        plain_number(raw)
    }

    /// "twenty-five", "two hundred and six thousand", "a hundred", "a single", "a decade".
    fn cardinal(&self, at: usize) -> Option<Simple> {
        let known = &self.lexicon.known;
        if known.articles.contains(&self.id(at)?) {
            return self.after_article(at);
        }
        // "the past decade"
        if known.spans.contains(&self.id(at)?) {
            let the = self.id_before(at) == Some(known.the);
            let unit = self.unit(at + 1).filter(|(unit, _)| unit.article && the);
            return unit.map(|_| Simple {
                value: 1.0,
                end: at + 1,
                magnitude: 1.0,
                year: false,
                article: true,
            });
        }
        if self.id(at)? == known.one && !self.one_counts(at) {
            return None;
        }
        if known.single.contains(&self.id(at)?) {
            return None;
        }
        let sum = self.add_up(at)?;
        let (mut value, mut end) = (sum.value, sum.end);
        if let Some((half, after)) = self.and_a_half(end) {
            value += half * sum.magnitude;
            end = after;
            if let Some(factor) = self.magnitude(end, false) {
                (value, end) = (value * factor, end + 1);
            }
        }
        if sum.value == 1.0 && self.id(end).is_some_and(|id| known.single.contains(&id)) {
            end += 1;
        }
        Some(Simple { value, end, ..sum })
    }

    fn after_article(&self, at: usize) -> Option<Simple> {
        let known = &self.lexicon.known;
        let magnitude = self.magnitude(at + 1, false);
        if magnitude.is_some() {
            let mut sum = self.add_up(at + 1)?;
            // "a hundred", but "a million-dollar house" is a price all the same.
            sum.article = false;
            return Some(sum);
        }
        let single = self.id(at + 1).is_some_and(|id| known.single.contains(&id));
        let end = at + 1 + usize::from(single);
        let bound = |end: usize| self.words.get(end).is_some_and(|next| next.hyphen);
        // "a year-end sale" lasts no year.
        let unit = self
            .unit(end)
            .is_some_and(|(unit, end)| unit.article && !bound(end));
        let sole = single
            && self
                .words
                .get(at + 1)?
                .span
                .of(self.text)
                .eq_ignore_ascii_case("single");
        (unit || sole).then_some(Simple {
            value: 1.0,
            end,
            magnitude: 1.0,
            year: false,
            article: unit,
        })
    }

    /// "one" as a number: something it counts follows, and it is no pronoun.
    fn one_counts(&self, at: usize) -> bool {
        let known = &self.lexicon.known;
        let before = self
            .id_before(at)
            .is_none_or(|id| !known.one_before.contains(&id));
        let next = self.words.get(at + 1);
        let follows = next.is_some_and(|word| word.kind == WordKind::Word);
        if self.and_a_half(at + 1).is_some() {
            return true;
        }
        before
            && follows
            && self
                .id(at + 1)
                .is_none_or(|id| !known.one_after.contains(&id) || self.unit(at + 1).is_some())
    }

    /// Adds up number words as they are said.
    fn add_up(&self, at: usize) -> Option<Simple> {
        let (mut total, mut current, mut magnitude) = (0.0, 0.0, 1.0);
        let mut end = at;
        let mut ceiling = f64::INFINITY;
        while let Some(id) = self.id(end) {
            if let Some(number) = self.lexicon.numbers.get(&id) {
                // "twenty five" adds, "five six" does not; a second word must fit under the first.
                if current > 0.0 && (*number >= ceiling || current % 10.0 != 0.0 || *number == 0.0)
                {
                    break;
                }
                current += number;
                ceiling = if *number >= 20.0 { 10.0 } else { 0.0 };
            } else if id == self.lexicon.known.hundred {
                current = current.max(1.0) * 100.0;
                ceiling = 100.0;
                magnitude = 100.0;
            } else if let Some(factor) = self.lexicon.magnitudes.get(&id) {
                // "two lakh crore"
                match current == 0.0 && total > 0.0 && *factor > magnitude {
                    true => total *= factor,
                    false => total += current.max(1.0) * factor,
                }
                (current, ceiling, magnitude) = (0.0, f64::INFINITY, *factor);
            } else if id == self.lexicon.known.and
                && end > at
                && magnitude > 1.0
                && self.continues(end + 1, magnitude)
            {
                // "two hundred and six"
            } else {
                break;
            }
            end += 1;
        }
        let value: f64 = total + current;
        (end > at && value.is_finite()).then_some(Simple {
            value,
            end,
            magnitude,
            year: false,
            article: false,
        })
    }

    /// A number word that is smaller than what it is added to.
    fn continues(&self, at: usize, under: f64) -> bool {
        let number = self.id(at).and_then(|id| self.lexicon.numbers.get(&id));
        number.is_some_and(|number| *number > 0.0 && *number < under)
            && self
                .magnitude(at + 1, false)
                .is_none_or(|magnitude| magnitude < under)
    }
}

fn plain_number(raw: &str) -> Option<f64> {
    // `replace` copies even where there is none.
    let value = match raw.contains(',') {
        true => raw.replace(',', "").parse::<f64>(),
        false => raw.parse(),
    };
    value.ok().filter(|value| value.is_finite())
}
