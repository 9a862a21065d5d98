//! Governing verbs: whose words a verb group reports that has no subject right before it, as "and says", ", saying".

use std::ops::Range;

use crate::scan::class::Class;

use super::super::addressee;
use super::super::landmarks::Landmark;
use super::super::lists::LISTS;
use super::super::verb_group::{Mode, VerbGroup, finite, stranded, verb_group};
use super::super::view::{Trait, View};
use super::super::words::words;
use super::{behind_adjunct, either_side, left_of, main_subject, phrase_ending_at};

/// The subject of a verb group: left of it, or that of the clause it hangs on.
pub(in crate::attribution) fn of_group(view: &View, group: VerbGroup) -> Option<Range<usize>> {
    let first = view.sentence_tokens(group.start).start;
    // "Citing", "After citing", "While repeatedly citing"
    let fronted = group.mode == Mode::Gerund
        && (first..group.start).all(|at| {
            view.is(
                at,
                Class::PREPOSITION | Class::SUBORDINATOR | Class::CONJUNCTION,
            ) || view.is_adverb(at)
        });
    if fronted && let Some(subject) = behind_adjunct(view, group.head) {
        return Some(subject);
    }
    let left = group.start.checked_sub(1);
    if group.mode == Mode::Gerund
        && left.is_some_and(|left| view.is(left, Class::DOCUMENT) && !view.capital(left))
        && let Some(letter) = received(view, group.start)
    {
        return Some(letter);
    }
    let detached = left.is_some_and(|left| {
        group.mode == Mode::Gerund && addressee::written_to(view, left, first)
            || view.is_comma(left) && matches!(group.mode, Mode::Gerund | Mode::Participle)
            || view.is(
                left,
                Class::CONJUNCTION | Class::PREPOSITION | Class::SUBORDINATOR,
            ) && !stranded(view, left)
            || view.quote(left).is_some()
    });
    if detached {
        return governing(view, group.start);
    }
    left_of(view, group.start).or_else(|| governing(view, group.start))
}

/// "The cut prompted [the union] to say": whom something made speak, before the infinitive's "to".
pub(in crate::attribution) fn caused(view: &View, to: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(to).start;
    let whom = phrase_ending_at(view, to, first)?;
    let verb = whom.start.checked_sub(1).filter(|&verb| verb >= first)?;
    LISTS.causes.has_word(view.text(verb)).then_some(whom)
}

/// "She got [a letter] saying", "He was sent [a message] saying": what was received speaks, and not who received it.
fn received(view: &View, participle: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(participle).start;
    let letter = phrase_ending_at(view, participle, first)?;
    let verb = letter.start.checked_sub(1).filter(|&verb| verb > first)?;
    let sent = view.text(verb) == "sent" && view.is(verb - 1, Class::BE);
    (sent || LISTS.receives.has_word(view.text(verb))).then_some(letter)
}

/// The subject of the verb before `at` in its sentence that this one goes on from: a verb of speaking, else the nearest.
pub(in crate::attribution) fn governing(view: &View, at: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(at).start;
    let mut nearest = None;
    for verb in view.backwards(Landmark::CLAUSE, first + 1..at) {
        // "a test paid for by the makers, and says": a participle; not "answered by pointing".
        let by = verb + 1 + usize::from(view.is(verb + 2, Class::PREPOSITION));
        if view.one_of(by, words!["by"]) && !view.has(by + 1, Trait::ING) {
            continue;
        }
        // "food brought in is allowed": a passive says nothing.
        let past = view.has(verb, Trait::PAST) && !view.is(verb - 1, Class::BE);
        let spoken = view.is(verb, Class::STRONG_CUE) || past;
        if !spoken && nearest.is_some() || !finite(view, verb) {
            continue;
        }
        let start = verb_group(view, verb).map_or(verb, |group| group.start);
        let Some(subject) = either_side(view, start, verb) else {
            continue;
        };
        if spoken {
            return Some(subject);
        }
        nearest = Some(subject);
    }
    nearest.or_else(|| main_subject(view, at))
}
