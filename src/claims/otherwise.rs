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
