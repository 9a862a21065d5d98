//! How far a number may be rounded: "4.5 billion" is said of 4.45 to 4.55 billion, "$40" of 40 dollars.

use super::{Core, Dimension, Reader};

/// A word that multiplies by less says nothing of rounding: "two dozen".
const LARGE: f64 = 1e3;
/// Without such a word, from here on zeros at the end may be rounding: "83,000,000".
const LONG: f64 = 1e5;
/// At most so much of itself is rounded off by zeros at the end: "80 million" is said of 78 to 82.
const ZEROS: f64 = 0.03;
/// A whole number beside one of so many times the digits is as exact: "from 4.5 to 5 billion".
const FINER: [f64; 2] = [10.0, 100.0];

/// What one end of a number may be off, in its base unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rounding {
    /// By the zeros at its end.
    zeros: f64,
    /// What the last digit counts that is written before a large magnitude.
    digit: f64,
    /// It has no decimals.
    whole: bool,
}

impl Rounding {
    /// Either way.
    pub(crate) fn off(self) -> f64 {
        self.zeros.max(self.digit / 2.0)
    }

    /// In another unit.
    pub(crate) fn scaled(self, by: f64) -> Self {
        Self {
            zeros: self.zeros / by,
            digit: self.digit / by,
            ..self
        }
    }

    /// As it is to be read beside others.
    pub(crate) fn beside(self, others: &[Self]) -> Self {
        let is_finer = |other: &&Self| {
            let times = self.digit / other.digit;
            self.whole && FINER.iter().any(|finer| (times / finer - 1.0).abs() < 1e-6)
        };
        let finer = others.iter().find(is_finer);
        Self {
            digit: finer.map_or(self.digit, |other| other.digit),
            ..self
        }
    }
}

impl Reader<'_> {
    /// What the two ends of a number may be off: half of the last digit written before a large magnitude, or half of
    /// the last digit that is no zero, but no more than a small share.
    pub(super) fn rounding(&self, at: usize, core: &Core) -> [Rounding; 2] {
        let priced = core.dimension == Dimension::Money;
        let number = |at: &usize| self.is_number(*at);
        let (first, last) = ((at..core.end).find(number), (at..core.end).rfind(number));
        let named = (at..core.end).map(|at| self.magnitudes(at, priced));
        let named = Some(named.fold(1.0, f64::max)).filter(|named| *named >= LARGE);
        let plain = matches!(core.dimension, Dimension::Count | Dimension::Money);
        let of = |value: f64, number: Option<usize>| {
            if !value.is_finite() || named.is_none() && (!plain || value < LONG) {
                return Rounding::default();
            }
            let written = named.and_then(|named| match number {
                Some(at) => self.written(at, value),
                // "Five million" has no digits.
                None => Some((named, true)).filter(|_| plain),
            });
            let (digit, whole) = written.unwrap_or((1.0, true));
            let last = last_digit(value);
            let zeros = whole && last > digit * 1.5;
            Rounding {
                zeros: if zeros {
                    (last / 2.0).min(value * ZEROS)
                } else {
                    0.0
                },
                digit: if written.is_some() { digit } else { 0.0 },
                whole,
            }
        };
        [of(core.value.low(), first), of(core.value.high(), last)]
    }

    /// The product of the magnitudes that stand here: "lakh crore".
    fn magnitudes(&self, mut at: usize, priced: bool) -> f64 {
        let mut product = 1.0;
        while let Some(factor) = self.magnitude(at, priced) {
            (product, at) = (product * factor, at + 1);
        }
        product
    }

    /// What the last digit written counts, a tenth of a billion in "4.5 billion", and whether it is a whole number.
    fn written(&self, at: usize, value: f64) -> Option<(f64, bool)> {
        let raw = self.words.get(at)?.span.of(self.text);
        let digits: f64 = raw.replace(',', "").parse().ok()?;
        let decimals = raw
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        let one = value / digits / 10f64.powi(decimals as i32);
        // "4 1/2 million" has more than its digits.
        let ten = one.log10();
        (one.is_finite() && (ten - ten.round()).abs() < 1e-6).then_some((one, decimals == 0))
    }
}

/// What the last digit counts that is no zero: ten million in "80 million".
fn last_digit(value: f64) -> f64 {
    // A number has no more than 15 digits that count.
    let mut one = 10f64.powi(value.abs().max(1.0).log10().floor() as i32);
    let is_whole = |one: f64| (value / one - (value / one).round()).abs() < 1e-6;
    while !is_whole(one) && one > 1.0 {
        one /= 10.0;
    }
    one
}

#[cfg(test)]
mod tests {
    use crate::claims::quantity::QuantityReader;

    #[test]
    fn a_number_is_as_exact_as_it_is_written() {
        let reader = QuantityReader::embedded().unwrap();
        let off = |text: &str| {
            let read = reader.read(text);
            read[0]
                .rounding
                .map(|end| (end.off() * 10.0).round() / 10.0)
        };
        assert_eq!(off("$40 it cost"), [0.0; 2]);
        assert_eq!(off("4,000 cows"), [0.0; 2]);
        assert_eq!(off("1.25 million people"), [5e3, 5e3]);
        assert_eq!(off("$4.52bn in all"), [5e6, 5e6]);
        assert_eq!(off("five million people"), [5e5, 5e5]);
        assert_eq!(off("3 million people"), [5e5, 5e5]);
        // What is round may be rounded, but not by much.
        assert_eq!(off("80 million people"), [2.4e6, 2.4e6]);
        assert_eq!(off("83,000,000 people"), [5e5, 5e5]);
        assert_eq!(off("83,456,789 people"), [0.0, 0.0]);
        assert_eq!(off("4.50 billion euros"), [5e6, 5e6]);
        assert_eq!(off("20 to 35 million people"), [6e5, 5e5]);
    }

    #[test]
    fn a_whole_number_is_as_exact_as_the_one_beside_it() {
        let reader = QuantityReader::embedded().unwrap();
        let read = reader.read("$4.55 billion in May and $5 billion in June");
        let all: Vec<_> = read.iter().flat_map(|found| found.rounding).collect();
        let off = read[1].rounding[0].beside(&all).off();
        assert_eq!(off.round(), 5e6);
    }
}
