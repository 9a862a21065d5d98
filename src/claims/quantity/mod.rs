//! Quantities: the numbers of a sentence with their units, hedges and bounds.
//!
//! A quantity is an interval in its dimension's base unit: "over 25 million"
//! begins at 25 million and is open above, "three months" is 90 to 92 days. A
//! number that names something (Article 5, F-35, 9/11, 3rd) is no quantity.

mod calendar;
mod count;
mod lexicon;
mod number;
mod order;
mod raw;
mod relative;
mod rounding;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::interval::Interval;
use super::vocabulary::{UNKNOWN, Vocabulary};
use super::words::{WordKind, Words};
use crate::span::Span;

pub(crate) use calendar::{date_of, day_in, day_number, iso_date, nearest_days, year_of};
use lexicon::Hedge;
pub(crate) use lexicon::{Lexicon, Unit};
pub(crate) use rounding::Rounding;

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// A number of things; the noun says of what.
    Count,
    /// In the currency's own unit; nothing is converted between currencies.
    Money,
    Duration,
    Age,
    Mass,
    Length,
    Area,
    Volume,
    Power,
    Energy,
    Speed,
    Temperature,
    Percent,
    Points,
    /// "three times", "twice"
    Multiple,
    /// A calendar year.
    Year,
    /// A date, as days since 1970-01-01; a month is the range of its days.
    Date,
    /// A day without a year: month times 100 plus day.
    Day,
    /// A place in an order: "3rd", "the third".
    Ordinal,
    /// Bytes.
    Data,
}

impl Dimension {
    /// So much of it: two of one unit can be held against each other.
    pub(crate) fn is_physical(self) -> bool {
        use Dimension as D;
        matches!(
            self,
            D::Duration
                | D::Mass
                | D::Length
                | D::Area
                | D::Volume
                | D::Power
                | D::Energy
                | D::Speed
        )
    }
}

/// A number of a sentence, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// With its hedge, currency sign and unit, without the noun it counts.
    pub span: Span,
    pub dimension: Dimension,
    /// In the dimension's base unit, as wide as the hedge leaves it.
    pub value: Interval,
    /// As stated, without the hedge.
    pub stated: Interval,
    pub hedged: bool,
    /// The base unit: "day", "kg", a currency; empty for counts and years.
    pub unit: String,
    /// An amount for each of something: "$5 a day".
    pub rate: bool,
    /// The days since 1970-01-01 it comes to: of a date, a day of the article's year, "two years ago".
    pub when: Option<Interval>,
    /// Words of the hedge, number and unit.
    pub(crate) words: Range<usize>,
    /// The first word after the hedge.
    pub(crate) core: usize,
    /// The words a count may count, up to a stop word or punctuation.
    pub(crate) noun: Range<usize>,
    /// Its hedge says that so much is reached: "up to", "as many as".
    pub(crate) reaches: bool,
    /// What its two ends may be off by rounding, as they are written.
    pub(crate) rounding: [Rounding; 2],
}

impl Quantity {
    /// When it is, in ISO 8601: a day, or the first and the last of a range.
    pub fn date(&self) -> Option<String> {
        let when = self
            .when
            .filter(|when| when.low().is_finite() && when.high().is_finite())?;
        let (first, last) = (iso_date(when.low()), iso_date(when.high()));
        Some(match first == last {
            true => first,
            false => format!("{first}/{last}"),
        })
    }
}

impl Lexicon {
    /// All quantities of one sentence, in order; no two overlap. `today`: the article's date.
    pub(crate) fn quantities(
        &self,
        text: &str,
        words: &Words,
        today: Option<Date>,
    ) -> Vec<Quantity> {
        let reader = Reader {
            today,
            lexicon: self,
            text,
            words,
        };
        let mut found: Vec<Quantity> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let begins =
                reader.is_number(at) || self.begins(words.ids[at]) && !reader.is_mere_article(at);
            let quantity = begins.then(|| reader.quantity(at, found.last()));
            match quantity.flatten() {
                Some(quantity) => {
                    at = quantity.words.end.max(at + 1);
                    found.push(quantity);
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Reads text alone: for tests and for values outside sentences, such as an article's date.
#[derive(Debug)]
pub struct QuantityReader {
    vocabulary: Vocabulary,
    lexicon: Lexicon,
}

impl QuantityReader {
    /// With the words that come with dixit.
    pub fn embedded() -> Result<Self, super::RuleError> {
        let mut vocabulary = Vocabulary::default();
        let lexicon = Lexicon::embedded(&mut vocabulary)?;
        Ok(Self {
            vocabulary,
            lexicon,
        })
    }

    /// The quantities of the first words of a text.
    pub fn read(&self, text: &str) -> Vec<Quantity> {
        self.read_on(text, "")
    }

    /// As [`read`](Self::read), in an article of a date (`2016-09-12`): "yesterday" is a date there.
    pub fn read_on(&self, text: &str, date: &str) -> Vec<Quantity> {
        let words = Words::cut(text, Span::new(0, text.len()), &self.vocabulary);
        self.lexicon.quantities(text, &words, date.parse().ok())
    }
}

/// One sentence under reading.
struct Reader<'a> {
    today: Option<Date>,
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a Words,
}

/// A number with its unit, before its hedge is known.
struct Core {
    dimension: Dimension,
    value: Interval,
    unit: String,
    end: usize,
}

impl Reader<'_> {
    /// The quantity whose number (or currency sign) begins at `at`.
    fn quantity(&self, at: usize, before: Option<&Quantity>) -> Option<Quantity> {
        let floor = before.map_or(0, |quantity| quantity.words.end);
        let core = self.core(at)?;
        let (start, before) = self.hedge_before(at, floor);
        let (mut low, mut high, mut hedged) = (before.low, before.high, !before.plain);
        let mut end = core.end;
        if !hedged
            && let Some((hedge, length)) = self.lexicon.hedges_after.starting(&self.words.ids, end)
        {
            (low, high, hedged) = (hedge.low, hedge.high, true);
            end += length;
        }
        let rate = self.is_rate(end);
        let rounding = self.rounding(at, &core);
        let value = Interval::new(
            scaled(core.value.low(), low),
            scaled(core.value.high(), high),
        );
        Some(Quantity {
            span: self.words.span(start, end),
            dimension: core.dimension,
            when: self.when(&core, value),
            value,
            stated: core.value,
            hedged,
            unit: core.unit,
            rate,
            words: start..end,
            core: at,
            noun: self.noun(end),
            reaches: before.reaches,
            rounding,
        })
    }

    /// Hedges that stand before `at`, up to two of them ("only approximately").
    fn hedge_before(&self, at: usize, floor: usize) -> (usize, Hedge) {
        let mut start = at;
        let mut all = Hedge {
            low: 1.0,
            high: 1.0,
            plain: true,
            reaches: false,
        };
        for _ in 0..2 {
            let Some((hedge, length)) = self.lexicon.hedges.ending(&self.words.ids, start) else {
                break;
            };
            if start - length < floor {
                break;
            }
            start -= length;
            all.low *= hedge.low;
            all.high *= hedge.high;
            all.plain &= hedge.plain;
            all.reaches |= hedge.reaches;
        }
        (start, all)
    }

    fn core(&self, at: usize) -> Option<Core> {
        self.date(at)
            .or_else(|| self.relative(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.one_in(at))
            .or_else(|| self.share(at))
            .or_else(|| self.priced(at))
            .or_else(|| self.multiple(at))
            .or_else(|| self.measured(at))
    }

    /// "$5", "US$ 1.2 bn", "€20–30 million"
    fn priced(&self, at: usize) -> Option<Core> {
        let (unit, length) = self.lexicon.currency_before.starting(&self.words.ids, at)?;
        // "A$5" is Australian, "a $5 bill" is not.
        let parts =
            (at + 1..at + length).all(|at| self.words.get(at).is_some_and(|word| word.glued));
        if !parts && self.words.get(at)?.span.len() == 1 {
            return None;
        }
        let number = self.number(at + length, true)?;
        let unit = self.lexicon.units.get(*unit)?;
        // "$5 million dollars" happens: the word adds nothing.
        let end = match self.unit(number.end) {
            Some((again, end)) if again.dimension == Dimension::Money => end,
            _ => number.end,
        };
        Some(Core {
            dimension: Dimension::Money,
            value: number.value,
            unit: unit.base.clone(),
            end,
        })
    }

    /// "twice", which is a multiple and no number of anything.
    fn multiple(&self, at: usize) -> Option<Core> {
        let id = self.id(at)?;
        let value = self.lexicon.multiples.get(&id)?;
        Some(Core {
            dimension: Dimension::Multiple,
            value: Interval::exactly(*value),
            unit: "times".to_owned(),
            end: at + 1,
        })
    }

    fn measured(&self, at: usize) -> Option<Core> {
        let number = self.number(at, false)?;
        if number.year && self.reads_as_year(at, &number) {
            return Some(Core {
                dimension: Dimension::Year,
                value: number.value,
                unit: String::new(),
                end: number.end,
            });
        }
        match self.unit(number.end) {
            Some((unit, end)) if !number.article || unit.article => Some(Core {
                dimension: unit.dimension,
                value: number.value * unit.factor,
                unit: unit.base.clone(),
                end,
            }),
            _ if number.article => None,
            _ => self.counted(at, number),
        }
    }

    fn unit(&self, at: usize) -> Option<(&Unit, usize)> {
        let (unit, length) = self.lexicon.unit_words.starting(&self.words.ids, at)?;
        Some((self.lexicon.units.get(*unit)?, at + length))
    }

    fn is_rate(&self, at: usize) -> bool {
        let per = self
            .id(at)
            .is_some_and(|id| self.lexicon.known.per.contains(&id));
        let of_time = |unit: &Unit| {
            matches!(
                unit.dimension,
                Dimension::Duration | Dimension::Mass | Dimension::Volume
            )
        };
        let then = |at| {
            self.id(at)
                .is_some_and(|id| self.lexicon.known.then.contains(&id))
        };
        per && self
            .unit(at + 1)
            .is_some_and(|(unit, end)| of_time(unit) && !then(end))
    }

    /// The number of the word at `at`; `None` past the end and for unknown words.
    fn id(&self, at: usize) -> Option<u32> {
        self.words.ids.get(at).copied().filter(|id| *id != UNKNOWN)
    }

    fn id_before(&self, at: usize) -> Option<u32> {
        self.id(at.checked_sub(1)?)
    }

    /// An article before a word that nothing is known of: of the words that quantities begin with, most are.
    fn is_mere_article(&self, at: usize) -> bool {
        self.id(at + 1).is_none()
            && !self.is_number(at + 1)
            && self.lexicon.known.articles.contains(&self.words.ids[at])
    }

    fn is_number(&self, at: usize) -> bool {
        self.words.kind(at) == Some(WordKind::Number)
    }
}

/// Nothing of an open bound stays nothing.
fn scaled(bound: f64, factor: f64) -> f64 {
    if bound == 0.0 { 0.0 } else { bound * factor }
}
