//! [`Lexicon`]: numbers, magnitudes, hedges, units and currencies, read from `lexicon.toml`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Dimension;
use super::raw::{RawCurrency, RawDimension, RawHedge, RawLexicon, RawRelative, RawWords};
use super::relative::Relative;
use crate::claims::error::{RuleError, Source};
use crate::claims::interval::Interval;
use crate::claims::vocabulary::{Phrases, UNKNOWN, Vocabulary, WordId};

/// A unit: what it measures and how many of the dimension's base it holds.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) dimension: Dimension,
    /// The base unit's name: "day", "kg"; for money the currency.
    pub(crate) base: String,
    pub(crate) factor: Interval,
    /// "a decade" is an amount, "a second" is not.
    pub(crate) article: bool,
}

/// What a word before or after a number leaves open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hedge {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Leaves nothing open: "only", "just".
    pub(crate) plain: bool,
    /// So much is reached: "up to", "as many as".
    pub(crate) reaches: bool,
}

/// The words of quantities, as numbers of one vocabulary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) units: Vec<Unit>,
    pub(crate) numbers: FxHashMap<WordId, f64>,
    pub(crate) magnitudes: FxHashMap<WordId, f64>,
    pub(crate) short_magnitudes: FxHashMap<WordId, f64>,
    pub(crate) fractions: FxHashMap<WordId, f64>,
    pub(crate) multiples: FxHashMap<WordId, f64>,
    pub(crate) ordinals: FxHashMap<WordId, f64>,
    pub(crate) parts: FxHashMap<WordId, f64>,
    pub(crate) relatives: Phrases<Relative>,
    pub(crate) in_every: Phrases<()>,
    pub(crate) vague: Phrases<Interval>,
    pub(crate) hedges: Phrases<Hedge>,
    pub(crate) hedges_after: Phrases<Hedge>,
    /// Indices into `units`.
    pub(crate) unit_words: Phrases<usize>,
    pub(crate) currency_before: Phrases<usize>,
    pub(crate) months: FxHashMap<WordId, i8>,
    pub(crate) known: Known,
    /// Of each word number: whether a quantity may begin with it, other than with digits.
    begins: Vec<bool>,
}

/// Words with a role of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) and: WordId,
    pub(crate) to: WordId,
    pub(crate) or: WordId,
    pub(crate) of: WordId,
    pub(crate) one: WordId,
    pub(crate) between: WordId,
    pub(crate) slash: WordId,
    pub(crate) stop: WordId,
    pub(crate) colon: WordId,
    pub(crate) hundred: WordId,
    pub(crate) ago: WordId,
    pub(crate) from: WordId,
    pub(crate) now: WordId,
    pub(crate) the: WordId,
    pub(crate) spans: FxHashSet<WordId>,
    pub(crate) before_ordinal: FxHashSet<WordId>,
    pub(crate) after_half: FxHashSet<WordId>,
    pub(crate) labels: FxHashSet<WordId>,
    pub(crate) before_year: FxHashSet<WordId>,
    pub(crate) one_before: FxHashSet<WordId>,
    pub(crate) one_after: FxHashSet<WordId>,
    pub(crate) articles: FxHashSet<WordId>,
    pub(crate) single: FxHashSet<WordId>,
    pub(crate) ordinal_endings: FxHashSet<WordId>,
    pub(crate) per: FxHashSet<WordId>,
    pub(crate) then: FxHashSet<WordId>,
    pub(crate) not_amounts: FxHashSet<WordId>,
    pub(crate) noun_stops: FxHashSet<WordId>,
    pub(crate) plurals: FxHashSet<WordId>,
}

impl Lexicon {
    /// The lexicon that comes with dixit, its words added to `vocabulary`.
    pub(crate) fn embedded(vocabulary: &mut Vocabulary) -> Result<Self, RuleError> {
        let source = Source {
            file: "quantity/lexicon.toml",
            text: include_str!("lexicon.toml"),
        };
        let raw: RawLexicon = source.parse()?;
        Ok(Self::build(raw, vocabulary))
    }

    fn build(raw: RawLexicon, vocabulary: &mut Vocabulary) -> Self {
        let mut lexicon = Self {
            numbers: words(&raw.numbers, vocabulary),
            magnitudes: words(&raw.magnitudes, vocabulary),
            short_magnitudes: words(&raw.short_magnitudes, vocabulary),
            fractions: words(&raw.fractions, vocabulary),
            multiples: words(&raw.multiples, vocabulary),
            ordinals: words(&raw.ordinals, vocabulary),
            parts: words(&raw.parts, vocabulary),
            hedges: hedges(&raw.hedge, vocabulary),
            hedges_after: hedges(&raw.hedge_after, vocabulary),
            ..Self::default()
        };
        for (phrase, [low, high]) in &raw.vague {
            let range = Interval::new(*low, *high);
            lexicon.vague.insert(vocabulary.phrase(phrase), range);
        }
        for phrase in &raw.words.in_every {
            lexicon.in_every.insert(vocabulary.phrase(phrase), ());
        }
        for relative in &raw.relative {
            let RawRelative { step, offset, .. } = *relative;
            for name in &relative.names {
                let phrase = vocabulary.phrase(name);
                lexicon.relatives.insert(phrase, Relative { step, offset });
            }
        }
        for names in [&raw.words.months, &raw.words.short_months] {
            for (number, name) in (1i8..).zip(names) {
                let id = single(vocabulary, name);
                lexicon.months.insert(id, number);
            }
        }
        lexicon.add_units(raw.unit, vocabulary);
        lexicon.add_currencies(raw.currency, vocabulary);
        lexicon.known = known(&raw.words, vocabulary);
        lexicon.note_beginnings();
        lexicon
    }

    /// Most words begin no quantity: that is asked first.
    pub(crate) fn begins(&self, id: WordId) -> bool {
        self.begins.get(id as usize).copied().unwrap_or_default()
    }

    fn note_beginnings(&mut self) {
        let values = [
            &self.numbers,
            &self.magnitudes,
            &self.short_magnitudes,
            &self.fractions,
            &self.multiples,
            &self.ordinals,
        ];
        let values = values.into_iter().flat_map(|table| table.keys());
        let roles = [self.known.one, self.known.hundred];
        let mut beginnings: Vec<WordId> = values.copied().collect();
        beginnings.extend(self.vague.firsts());
        beginnings.extend(self.relatives.firsts());
        beginnings.extend(self.currency_before.firsts());
        beginnings.extend(self.months.keys());
        beginnings.extend(&self.known.articles);
        beginnings.extend(&self.known.single);
        beginnings.extend(&self.known.spans);
        beginnings.extend(roles);
        let most = beginnings.iter().copied().max().unwrap_or_default();
        self.begins = vec![false; most as usize + 1];
        for id in beginnings {
            self.begins[id as usize] = true;
        }
        self.begins[UNKNOWN as usize] = false;
    }

    fn add_units(&mut self, dimensions: Vec<RawDimension>, vocabulary: &mut Vocabulary) {
        for dimension in dimensions {
            for unit in dimension.units {
                let factor = match unit.factor {
                    Some(factor) => Interval::exactly(factor),
                    None => Interval::new(unit.low, unit.high),
                };
                for name in &unit.names {
                    self.unit_words
                        .insert(vocabulary.phrase(name), self.units.len());
                }
                self.units.push(Unit {
                    name: unit.name,
                    dimension: dimension.dimension,
                    base: dimension.base.clone(),
                    factor,
                    article: unit.article,
                });
            }
        }
    }

    fn add_currencies(&mut self, currencies: Vec<RawCurrency>, vocabulary: &mut Vocabulary) {
        for currency in currencies {
            for name in &currency.before {
                self.currency_before
                    .insert(vocabulary.phrase(name), self.units.len());
            }
            for (names, factor) in [(&currency.after, 1.0), (&currency.minor, 0.01)] {
                for name in names {
                    self.unit_words
                        .insert(vocabulary.phrase(name), self.units.len());
                }
                self.units.push(Unit {
                    name: currency.name.clone(),
                    dimension: Dimension::Money,
                    base: currency.name.clone(),
                    factor: Interval::exactly(factor),
                    article: false,
                });
            }
        }
    }

    /// The unit of that name, for `as = "..."` in rules.
    pub(crate) fn unit_named(&self, dimension: Dimension, name: &str) -> Option<&Unit> {
        self.units
            .iter()
            .find(|unit| unit.dimension == dimension && unit.name == name)
    }
}

fn single(vocabulary: &mut Vocabulary, word: &str) -> WordId {
    vocabulary.phrase(word).first().copied().unwrap_or_default()
}

fn words(table: &BTreeMap<String, f64>, vocabulary: &mut Vocabulary) -> FxHashMap<WordId, f64> {
    let pair = |(word, value): (&String, &f64)| (single(vocabulary, word), *value);
    table.iter().map(pair).collect()
}

fn hedges(raw: &[RawHedge], vocabulary: &mut Vocabulary) -> Phrases<Hedge> {
    let mut phrases = Phrases::default();
    for hedge in raw {
        let value = Hedge {
            low: hedge.low,
            high: hedge.high,
            plain: hedge.plain,
            reaches: hedge.reaches,
        };
        for name in &hedge.names {
            phrases.insert(vocabulary.phrase(name), value);
        }
    }
    phrases
}

fn known(raw: &RawWords, vocabulary: &mut Vocabulary) -> Known {
    let mut set = |names: &[String]| names.iter().map(|name| single(vocabulary, name)).collect();
    let mut known = Known {
        labels: set(&raw.labels),
        before_year: set(&raw.before_year),
        one_before: set(&raw.one_before),
        one_after: set(&raw.one_after),
        articles: set(&raw.articles),
        single: set(&raw.single),
        ordinal_endings: set(&raw.ordinal_endings),
        per: set(&raw.per),
        then: set(&raw.then),
        not_amounts: set(&raw.not_amounts),
        noun_stops: set(&raw.noun_stops),
        plurals: set(&raw.plurals),
        before_ordinal: set(&raw.before_ordinal),
        after_half: set(&raw.after_half),
        spans: set(&raw.spans),
        ..Known::default()
    };
    let roles = [
        (&mut known.and, "and"),
        (&mut known.to, "to"),
        (&mut known.or, "or"),
        (&mut known.of, "of"),
        (&mut known.one, "one"),
        (&mut known.between, "between"),
        (&mut known.slash, "/"),
        (&mut known.stop, "."),
        (&mut known.colon, ":"),
        (&mut known.hundred, "hundred"),
        (&mut known.ago, "ago"),
        (&mut known.from, "from"),
        (&mut known.now, "now"),
        (&mut known.the, "the"),
    ];
    for (role, word) in roles {
        *role = single(vocabulary, word);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::compact;

    #[test]
    fn the_compact_lexicon_is_that_of_the_file() {
        compact::check::<RawLexicon>("quantity/lexicon.toml", include_str!("lexicon.toml"));
    }
}
