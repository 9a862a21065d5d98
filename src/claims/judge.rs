//! [`Comparison`]: two formulas over ranges, and what their ratio says.

use serde::{Deserialize, Serialize};

use super::Verdict;
use super::formula::Formula;
use super::interval::Interval;

#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) left: Formula,
    pub(crate) right: Formula,
    pub(crate) test: Test,
    /// How far off contradicts; nearer is doubtful.
    pub(crate) factor: f64,
    /// A share by which round numbers may be off.
    pub(crate) tolerance: f64,
    /// What they may be apart however small they are: both sides are often rounded.
    pub(crate) slack: f64,
    /// The comparison as it is written.
    pub(crate) described: String,
}

/// How left and right must stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Test {
    /// Left is no more than right: what is needed, and what there is.
    AtMost,
    /// They are the same number.
    Equality,
    /// Left was stated, perhaps with a hedge; right is the reference it should hold.
    Agrees,
    /// Left are the parts of right: more contradicts, less leaves a rest that the text does not tell of.
    AddsUp,
    /// As [`Test::AtMost`], but said the other way round, what there is suffices: if it does, who denies it is wrong.
    Enough,
}

/// So many times its low end, a reference is too wide to bear out what lies in it: "from under $2 to over $4".
const VAGUE: f64 = 5.0;
/// The same of what only rounding makes a range: "from 2 to 5 million" is a rise by 80 to 267 percent.
const ROUGH: f64 = 2.0;

/// Both sides and the verdict.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared {
    pub(crate) left: Interval,
    pub(crate) right: Interval,
    pub(crate) verdict: Verdict,
}

impl Comparison {
    /// The names that its formulas use.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.left.names().into_iter().chain(self.right.names())
    }

    /// `value_of`: what is said; `rounded`: as wide as its numbers are rounded. What agrees with either agrees.
    pub(crate) fn judge(
        &self,
        value_of: impl Fn(&str) -> Option<Interval>,
        rounded: impl Fn(&str) -> Option<Interval>,
    ) -> Option<Compared> {
        let left = self.left.evaluate(&value_of)?;
        let plain = self.right.evaluate(&value_of)?;
        let wide = self.left.evaluate(&rounded)?;
        let right = self.right.evaluate(&rounded)?;
        if right == plain {
            return Some(self.weigh(left, wide, right, VAGUE));
        }
        let nominal = self.weigh(left, wide, plain, VAGUE);
        Some(match nominal.verdict {
            Verdict::Consistent => nominal,
            _ => self.weigh(left, wide, right, ROUGH),
        })
    }

    /// `wide`: the left side with its rounding.
    fn weigh(&self, left: Interval, wide: Interval, right: Interval, vague: f64) -> Compared {
        let ratio = wide / right;
        let apart = wide - right;
        let verdict = match self.test {
            _ if self.slack > 0.0 && apart.low() >= -self.slack && apart.high() <= self.slack => {
                Verdict::Consistent
            }
            Test::AtMost | Test::Enough => self.at_most(ratio),
            Test::AddsUp => adds_up(ratio),
            Test::Equality => self.equality(ratio),
            Test::Agrees => self.agrees(left, wide, right, vague),
        };
        Compared {
            left,
            right,
            verdict,
        }
    }

    fn at_most(&self, ratio: Interval) -> Verdict {
        if ratio.high() <= 1.0 {
            Verdict::Consistent
        } else if ratio.low() > self.factor {
            Verdict::Contradicted
        } else if ratio.low() > 1.0 {
            Verdict::Doubtful
        } else {
            Verdict::Undetermined
        }
    }

    fn equality(&self, ratio: Interval) -> Verdict {
        let near = Interval::new(1.0 / (1.0 + self.tolerance), 1.0 + self.tolerance);
        let band = near.hull(Interval::new(1.0 / self.factor, self.factor));
        if !ratio.meets(band) {
            Verdict::Contradicted
        } else if !ratio.meets(near) {
            Verdict::Doubtful
        } else if band.covers(ratio) {
            Verdict::Consistent
        } else {
            Verdict::Undetermined
        }
    }

    fn agrees(&self, stated: Interval, wide: Interval, reference: Interval, vague: f64) -> Verdict {
        let near = wide.widen(self.tolerance);
        let near = Interval::new(near.low() - self.slack, near.high() + self.slack);
        if near.covers(reference) || reference.covers(near) && reference.spread() <= vague {
            Verdict::Consistent
        } else if reference.covers(near) {
            Verdict::Undetermined
        } else if near.meets(reference) {
            // A round number meets a range of years at one end: it held in some of them.
            if stated.is_exact() {
                Verdict::Consistent
            } else {
                Verdict::Undetermined
            }
        } else if self.not_far(reference).meets(stated) {
            Verdict::Doubtful
        } else {
            Verdict::Contradicted
        }
    }
}

impl Comparison {
    /// What agrees with a reference, of a number that is rounded by so much at its low and its high end.
    pub(crate) fn near(&self, reference: Interval, [low, high]: [f64; 2]) -> Interval {
        let share = 1.0 + self.tolerance;
        Interval::new(
            (reference.low() - self.slack) / share - high,
            (reference.high() + self.slack) / (2.0 - share) + low,
        )
    }

    /// What does not contradict a reference.
    pub(crate) fn not_far(&self, reference: Interval) -> Interval {
        let factor = self.factor;
        Interval::new(reference.low() / factor, reference.high() * factor)
    }
}

fn adds_up(ratio: Interval) -> Verdict {
    if ratio.low() > 1.0 {
        Verdict::Contradicted
    } else if ratio.high() < 1.0 {
        Verdict::Doubtful
    } else if ratio.is_exact() {
        Verdict::Consistent
    } else {
        Verdict::Undetermined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(test: Test, left: (f64, f64), right: (f64, f64)) -> Verdict {
        let comparison = Comparison {
            left: Formula::parse("left").unwrap(),
            right: Formula::parse("right").unwrap(),
            test,
            factor: 2.0,
            tolerance: 0.05,
            slack: 0.0,
            described: String::new(),
        };
        let value = |name: &str| {
            let (low, high) = if name == "left" { left } else { right };
            Some(Interval::new(low, high))
        };
        comparison.judge(value, value).unwrap().verdict
    }

    #[test]
    fn at_most() {
        assert_eq!(
            judge(Test::AtMost, (1.0, 2.0), (2.0, 3.0)),
            Verdict::Consistent
        );
        assert_eq!(
            judge(Test::AtMost, (1.0, 4.0), (2.0, 3.0)),
            Verdict::Undetermined
        );
        assert_eq!(
            judge(Test::AtMost, (4.0, 9.0), (2.0, 3.0)),
            Verdict::Doubtful
        );
        assert_eq!(
            judge(Test::AtMost, (7.0, 9.0), (2.0, 3.0)),
            Verdict::Contradicted
        );
    }

    #[test]
    fn equality() {
        assert_eq!(
            judge(Test::Equality, (10.0, 10.0), (10.2, 10.2)),
            Verdict::Consistent
        );
        assert_eq!(
            judge(Test::Equality, (10.0, 10.0), (15.0, 15.0)),
            Verdict::Doubtful
        );
        assert_eq!(
            judge(Test::Equality, (10.0, 10.0), (30.0, 40.0)),
            Verdict::Contradicted
        );
        assert_eq!(
            judge(Test::Equality, (10.0, 10.0), (2.0, 40.0)),
            Verdict::Undetermined
        );
    }

    #[test]
    fn agrees() {
        let open = f64::INFINITY;
        assert_eq!(
            judge(Test::Agrees, (25.0, open), (25.9, 26.6)),
            Verdict::Consistent
        );
        assert_eq!(
            judge(Test::Agrees, (26.0, 26.0), (25.9, 26.6)),
            Verdict::Consistent
        );
        assert_eq!(
            judge(Test::Agrees, (20.0, 20.0), (25.9, 26.6)),
            Verdict::Doubtful
        );
        assert_eq!(
            judge(Test::Agrees, (2.0, 3.0), (25.9, 26.6)),
            Verdict::Contradicted
        );
        assert_eq!(
            judge(Test::Agrees, (25.0, 25.0), (5.0, open)),
            Verdict::Undetermined
        );
    }
}
