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

    pub(crate) fn judge(&self, value_of: impl Fn(&str) -> Option<Interval>) -> Option<Compared> {
        let left = self.left.evaluate(&value_of)?;
        let right = self.right.evaluate(&value_of)?;
        let ratio = left / right;
        let apart = left - right;
        let verdict = match self.test {
            _ if self.slack > 0.0 && apart.low() >= -self.slack && apart.high() <= self.slack => {
                Verdict::Consistent
            }
            Test::AtMost | Test::Enough => self.at_most(ratio),
            Test::AddsUp => adds_up(ratio),
            Test::Equality => self.equality(ratio),
            Test::Agrees => self.agrees(left, right),
        };
        Some(Compared {
            left,
            right,
            verdict,
        })
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

    fn agrees(&self, stated: Interval, reference: Interval) -> Verdict {
        let near = stated.widen(self.tolerance);
        let near = Interval::new(near.low() - self.slack, near.high() + self.slack);
        if near.covers(reference) || reference.covers(near) && reference.spread() <= VAGUE {
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
        } else if Interval::new(stated.low() / self.factor, stated.high() * self.factor)
            .meets(reference)
        {
            Verdict::Doubtful
        } else {
            Verdict::Contradicted
        }
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
        comparison.judge(value).unwrap().verdict
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
