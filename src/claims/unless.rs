//! `unless` of a rule: words beside a match that make it something else, "cut her 9-point lead".

use super::draft::Draft;
use super::pattern::Match;
use super::rule::Rule;
use super::sentence::{Filling, View};

/// Whether a pattern of the rule's `unless` overlaps what it matched and the values it read.
pub(crate) fn excepts(
    rule: &Rule,
    found: &Match,
    draft: &Draft,
    view: &View<'_>,
    failed: &mut Vec<bool>,
) -> bool {
    if rule.unless.is_empty() {
        return false;
    }
    let values = draft.bindings.iter().filter_map(|binding| binding.span);
    let values = values.filter(|value| view.span.contains(*value));
    let claim = values.fold(found.words.clone(), |claim, value| {
        let start = view.words.at_byte(value.start());
        claim.start.min(start)..claim.end.max(view.words.at_byte(value.end()))
    });
    let filling = Filling {
        view,
        slots: &rule.slots,
    };
    let mut exceptions = Vec::new();
    for pattern in &rule.unless {
        pattern.matches(view.words, &filling, failed, &mut exceptions);
    }
    exceptions
        .iter()
        .any(|other| other.span.start < claim.end && claim.start < other.span.end)
}
