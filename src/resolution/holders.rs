//! Holders: "his manager" is who the article calls so, where it calls one person so.

use std::ops::Range;

use super::key::Key;
use super::nominals::LOOK_BACK;
use super::people::Cast;
use super::pronouns::Timeline;
use super::sets;
use super::view::View;
use crate::scan::class::Class;

/// "his manager", "its chief executive": an office of which its owner has one.
pub(super) fn sole(view: &View, phrase: &Range<usize>) -> bool {
    let mut office = phrase.start + 1..phrase.end;
    phrase.len() > 1
        && view.own(phrase.start, Class::POSSESSIVE)
        && office.all(|at| view.entry(at).sole)
}

/// The one person whom the article calls by such an office.
pub(super) fn only_holder(
    view: &View,
    cast: &Cast,
    timeline: &Timeline,
    noun: Key,
) -> Option<usize> {
    let roles = sets::entry(noun).roles;
    let mut holders = timeline
        .told_of(LOOK_BACK)
        .map(|(_, mention)| mention.entity)
        .filter(|at| {
            let entity = &cast.entities[*at];
            !entity.unnamed && entity.is_described(view, noun) && entity.called(view, noun, roles)
        });
    let holder = holders.next()?;
    holders.all(|other| other == holder).then_some(holder)
}
