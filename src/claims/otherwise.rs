//! [`Otherwise`]: another reading of a claim's numbers, under which nothing is wrong: its rule says nothing then.

use super::binding::Binding;
use super::formula::Formula;
use super::interval::Interval;
use super::rule::Rule;

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

/// Whether another sum comes out, or numbers are in different units that must be in one.
pub(crate) fn is_otherwise(
    rule: &Rule,
    bindings: &[Binding],
    value_of: &dyn Fn(&str) -> Option<Interval>,
) -> bool {
    let alike = rule.alike.iter();
    let mut units = alike.filter_map(|slot| {
        let mut own = bindings.iter().filter(|binding| binding.slot == *slot);
        own.next().map(|binding| &binding.unit)
    });
    let first = units.next();
    units.any(|unit| Some(unit) != first)
        || rule.otherwise.iter().any(|sum| sum.comes_out(value_of))
}
