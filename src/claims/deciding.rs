//! Which assumption decides: the range that, narrowed to one of its ends, turns the verdict; and how far a number may be off.
//!
//! Each range of a comparison is held at its low and at its high end while the others keep theirs; where that settles
//! the verdict, this range is what one has to know. Where no single one does, the widest of several is named. What is
//! only just beyond all ranges (`doubtful`) is told with the ends that come nearest to it.

use super::Verdict;
use super::interval::Interval;
use super::judge::{Comparison, Test};
use super::working;

/// A comparison with the values of one claim.
pub(crate) struct Weighed<'a> {
    pub(crate) comparison: &'a Comparison,
    pub(crate) verdict: Verdict,
    pub(crate) value_of: &'a dyn Fn(&str) -> Option<Interval>,
    /// The same as wide as it is rounded.
    pub(crate) rounded: &'a dyn Fn(&str) -> Option<Interval>,
    /// What a reader may call it.
    pub(crate) called: &'a dyn Fn(&str) -> String,
}

impl Weighed<'_> {
    /// A sentence on what decides; `None` where the verdict holds over all ranges or all are exact.
    pub(crate) fn deciding(&self) -> Option<String> {
        // How far off a doubtful number is, its tolerance tells.
        let told = self.verdict == Verdict::Doubtful && self.comparison.test == Test::Agrees;
        if is_settled(self.verdict) || told {
            return None;
        }
        let ranges = self.ranges()?;
        let enough = matches!(self.comparison.test, Test::AtMost | Test::Enough);
        if self.verdict == Verdict::Doubtful && enough {
            return self.nearest(&ranges);
        }
        let told: Vec<String> = ranges
            .iter()
            .filter_map(|range| self.decides(range))
            .collect();
        if !told.is_empty() {
            return Some(format!("What decides: {}", told.join("; ")));
        }
        // Of one range it goes without saying.
        let (widest, _) = ranges
            .iter()
            .filter(|_| ranges.len() > 1)
            .max_by(|(_, a), (_, b)| a.spread().total_cmp(&b.spread()))?;
        let widest = (self.called)(widest);
        Some(format!(
            "No single assumption decides; the widest is {widest}"
        ))
    }

    /// The names that stand for more than one number.
    fn ranges(&self) -> Option<Vec<(&str, Interval)>> {
        let mut ranges: Vec<(&str, Interval)> = Vec::new();
        for name in self.comparison.names() {
            let value = (self.value_of)(name)?;
            if !value.is_exact() && !ranges.iter().any(|(other, _)| *other == name) {
                ranges.push((name, value));
            }
        }
        Some(ranges)
    }

    /// A name with those of its ends that settle the verdict.
    fn decides(&self, (name, range): &(&str, Interval)) -> Option<String> {
        let settled: Vec<(Verdict, f64)> = ends(*range)
            .filter_map(|end| {
                let verdict = self.at(&[(name, end)])?.0;
                is_settled(verdict).then_some((verdict, end))
            })
            .collect();
        // Where both of its ends come to the same, something between them does not: they decide nothing.
        let [(first, _), rest @ ..] = settled.as_slice() else {
            return None;
        };
        if rest.iter().any(|(other, _)| other == first) {
            return None;
        }
        let settled = settled
            .iter()
            .map(|(verdict, end)| format!("{} at {}", verdict.name(), working::number(*end)));
        let settled: Vec<String> = settled.collect();
        Some(format!("{} ({})", (self.called)(name), settled.join(", ")))
    }

    /// Of what is beyond even the ends that suit it best, which those are and how far beyond it is there.
    fn nearest(&self, ranges: &[(&str, Interval)]) -> Option<String> {
        if ranges.is_empty() {
            return None;
        }
        let mut held: Vec<(&str, f64)> = Vec::new();
        for (name, range) in ranges {
            let ratio = |end: &f64| {
                self.at(&[(name, *end)])
                    .map_or(f64::INFINITY, |found| found.1)
            };
            let best = ends(*range).min_by(|a, b| ratio(a).total_cmp(&ratio(b)))?;
            held.push((name, best));
        }
        let (_, ratio) = self.at(&held)?;
        let told = held
            .iter()
            .map(|(name, end)| format!("{} at {}", (self.called)(name), working::number(*end)));
        let told: Vec<String> = told.collect();
        Some(format!(
            "Nearest to coming out, and still {} times too much: {}",
            working::number(ratio),
            told.join(", ")
        ))
    }

    /// The verdict and the lowest ratio with some names held at one number.
    fn at(&self, held: &[(&str, f64)]) -> Option<(Verdict, f64)> {
        let exact = |name: &str| {
            let held = held.iter().find(|(other, _)| *other == name);
            held.map(|(_, end)| Interval::exactly(*end))
        };
        let compared = self.comparison.judge(
            |name| exact(name).or_else(|| (self.value_of)(name)),
            |name| exact(name).or_else(|| (self.rounded)(name)),
        )?;
        Some((compared.verdict, (compared.left / compared.right).low()))
    }

    /// A sentence on how far the number may be off, where it is: `reference` is what it is held against, `rounding` what
    /// the number itself may be rounded by.
    pub(crate) fn tolerance(&self, reference: Interval, rounding: [f64; 2]) -> Option<String> {
        if !matches!(self.verdict, Verdict::Doubtful | Verdict::Contradicted) {
            return None;
        }
        let comparison = self.comparison;
        let factor = working::number(comparison.factor);
        match comparison.test {
            Test::Agrees => {
                let near = comparison.near(reference, rounding);
                let far = comparison.not_far(reference).hull(near);
                Some(format!(
                    "Tolerance: from {} agrees, below {} or above {} contradicts",
                    working::interval(near),
                    working::number(far.low()),
                    working::number(far.high())
                ))
            }
            Test::AtMost | Test::Enough if comparison.factor > 1.0 => Some(format!(
                "Tolerance: more than {factor} times too much contradicts"
            )),
            Test::Equality if comparison.factor > 1.0 => Some(format!(
                "Tolerance: off by more than a factor of {factor} contradicts"
            )),
            _ => None,
        }
    }
}

/// The ends of a range that are numbers.
fn ends(range: Interval) -> impl Iterator<Item = f64> {
    [range.low(), range.high()]
        .into_iter()
        .filter(|end| end.is_finite())
}

fn is_settled(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Contradicted | Verdict::Consistent)
}
