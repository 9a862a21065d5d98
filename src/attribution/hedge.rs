//! Hedges: words before a number or a subject that say how exact or how many ("at least thirty", "only members").

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::lists::LISTS;
use super::view::{Trait, View};
use super::words::words;

/// No hedge has more words.
const LONGEST: usize = 3;

/// "said [at least 30] were hurt", "says [up to half] could go": the number of the hedge that begins at token `at`.
pub(super) fn hedged(view: &View, at: usize) -> Option<usize> {
    let is_number = |at: usize| {
        view.kind(at) == Some(TokenKind::Number)
            || view.is(at, Class::NUMBER_WORD)
            || view.one_of(at, words!["half"])
    };
    let near = at + 1..=at + LONGEST;
    // "said about one day in May", "around 5 p.m."
    let when = |number: usize| view.is(number + 1, Class::TIME);
    let mut numbers = near.filter(|&number| is_number(number) && !when(number));
    let number = numbers.next()?;
    let hedge = (at..number).map(|at| view.text(at));
    (view.quote(at).is_none() && LISTS.hedge.has(hedge)).then_some(number)
}

/// "said [more] would follow", "urged [both] sides to talk": how many is part of what was said.
pub(super) fn counts(view: &View, at: usize) -> bool {
    view.one_of(
        at,
        words!["both", "more", "most", "less", "nearly", "almost"],
    ) && view.quote(at + 1).is_none()
        && !view.one_of(at + 1, words!["that"])
        && !view.is_comma(at + 1)
        || narrows(view, at)
        || hedged(view, at).is_some()
}

/// "said [only] members could vote", "says [even] the mayor knew": it belongs to the subject behind it; not "said only this".
fn narrows(view: &View, at: usize) -> bool {
    let subject = Class::SUBJECT_PRONOUN | Class::DETERMINER | Class::POSSESSIVE;
    let next = at + 1;
    let leads = view.is(next, subject) || view.tag(next).is_noun();
    leads
        && !view.is(next, Class::TIME)
        && !view.one_of(next, words!["this", "that", "these"])
        // "said only it could", but "said only it"
        && (!view.one_of(next, words!["it"]) || view.has(next + 1, Trait::FINITE))
        && view.quote(next).is_none()
        && !view.capital(at)
        && LISTS.narrows.has_word(view.text(at))
}
