//! [`Otherwise`]: another reading of a claim's numbers, under which nothing is wrong: its rule says nothing then.

use super::binding::Binding;
use super::figure::Figure;
use super::formula::Formula;
use super::interval::Interval;
use super::quantity::Dimension;
use super::rule::{Judgement, Rule, SlotKind};
use super::{ClaimChecker, RuleError};

/// Two formulas that are the same number, or near it, if something else was meant.
#[derive(Debug)]
pub(crate) struct Otherwise {
    pub(crate) left: Formula,
    pub(crate) right: Formula,
    pub(crate) slack: f64,
}

impl Otherwise {
    fn comes_out(&self, value_of: &dyn Fn(&str) -> Option<Interval>) -> bool {
        let left = self.left.evaluate(value_of);
        let apart = left.zip(self.right.evaluate(value_of));
        let near = Interval::new(-self.slack, self.slack);
        apart.is_some_and(|(left, right)| (left - right).meets(near))
    }
}

/// Whether another sum comes out.
pub(crate) fn is_otherwise(rule: &Rule, value_of: &dyn Fn(&str) -> Option<Interval>) -> bool {
    rule.otherwise.iter().any(|sum| sum.comes_out(value_of))
}

/// Whether numbers are in different units that must be in one, or for each of different things: a week is no month.
pub(crate) fn are_unlike(rule: &Rule, bindings: &[Binding], text: &str) -> bool {
    let alike = |slot: &usize| bindings.iter().find(|binding| binding.slot == *slot);
    let alike: Vec<&Binding> = rule.alike.iter().filter_map(alike).collect();
    let per = |binding: &&Binding| binding.per.map(|each| each.of(text));
    let mut each = alike.iter().filter_map(per);
    let first = each.next();
    alike.windows(2).any(|pair| pair[0].unit != pair[1].unit)
        || each.any(|each| Some(each) != first)
}

/// Whether an amount is in another currency than the figures: dollars say nothing of a price in euros. Figures of several
/// currencies may be there to convert one into another.
pub(crate) fn is_foreign(bindings: &[Binding], figures: &[(&Figure, &str)]) -> bool {
    let mut of_figures = figures
        .iter()
        .filter_map(|(figure, _)| currency(&figure.unit));
    let Some(one) = of_figures.next() else {
        return false;
    };
    let amounts = || bindings.iter().filter(|binding| binding.figure.is_none());
    of_figures.all(|other| other == one)
        && amounts().any(|binding| currency(&binding.unit).is_some_and(|other| other != one))
}

impl ClaimChecker {
    /// That a slot of money is held straight against a figure in no currency: one of the two is meant otherwise.
    pub fn odd_unit(&self, rule: &Rule) -> Option<RuleError> {
        let Judgement::Compare(comparison) = &rule.judgement else {
            return None;
        };
        let (left, right) = (comparison.left.names(), comparison.right.names());
        let ([left], [right]) = (left.as_slice(), right.as_slice()) else {
            return None;
        };
        let is_money = |name: &str| {
            let slot = rule.slot(name).and_then(|slot| rule.slots.get(slot));
            let kind = slot.map(|slot| &slot.kind);
            matches!(
                kind,
                Some(SlotKind::Quantity {
                    dimension: Dimension::Money,
                    also: None,
                    ..
                })
            )
        };
        let odd = |slot: &str, other: &str| {
            let figure = self.figures().get(other).filter(|_| is_money(slot))?;
            currency(&figure.unit).is_none().then(|| RuleError {
                file: rule.origin.file.clone(),
                line: rule.origin.line,
                cause: format!(
                    "rule `{}`: `{slot}` is money, and the figure `{other}` in `{}`, which begins with no currency's code (EUR)",
                    rule.id, figure.unit
                ),
            })
        };
        odd(left, right).or_else(|| odd(right, left))
    }
}

/// The code of a currency that a unit begins with: "EUR a month".
fn currency(unit: &str) -> Option<&str> {
    let code = unit.split_whitespace().next()?;
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then_some(code)
}
