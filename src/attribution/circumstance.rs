//! Circumstances: what stands behind a report's cue and is no part of what was said: a day, who is told, the narrator's tail.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::content::tell_when;
use super::frame::has_verb;
use super::lists::LISTS;
use super::narrator::opens_with_adjunct;
use super::silence::says_no_more;
use super::view::{Trait, View};
use super::words::words;

/// "It was, Olsen said [on Monday], a mistake", "The rise, she told [the Ledger], was small": when it was said, or to whom.
pub(super) fn behind_circumstance(view: &View, after: usize, limit: usize) -> usize {
    /// How many tokens say so.
    const LONGEST: usize = 5;
    let comma = (after..limit.min(after + LONGEST + 1)).find(|&at| view.is_comma(at));
    let Some(comma) = comma.filter(|&comma| comma > after) else {
        return after;
    };
    // "he pointed out, …"
    let beside = |at: usize| view.is_adverb(at) || view.one_of(at, words!["out"]);
    let adverbs = || (after..comma).all(|at| beside(at) && view.quote(at).is_none());
    let told = adverbs() || tell_when(view, &[after..comma]) || is_addressee(view, after..comma);
    if told { comma } else { after }
}

/// "The bronze, he explains [without looking up], can hear you": how it was said, between a subject and its verb; where the
/// second half begins, or `after` if there is nothing of the kind.
pub(super) fn behind_manner(view: &View, half: Range<usize>, after: usize, limit: usize) -> usize {
    /// How many tokens say so.
    const LONGEST: usize = 8;
    if !view.one_of(after, words!["with", "without", "in"]) {
        return after;
    }
    let told = |at: usize| view.has(at, Trait::FINITE) || view.is(at, Class::MODAL);
    let quiet = |at: &usize| view.quote(*at).is_none() && !told(*at);
    let mut manner = (after..limit.min(after + LONGEST)).take_while(quiet);
    let comma = manner.find(|&at| view.is_comma(at));
    let parted = |&comma: &usize| parts_verb(view, half.clone(), comma);
    comma.filter(parted).unwrap_or(after)
}

/// "[The bronze], he explains, [can] hear you": a subject stands before a report, and its verb behind the comma there.
pub(super) fn parts_verb(view: &View, mut half: Range<usize>, comma: usize) -> bool {
    let helps = Class::MODAL | Class::AUXILIARY | Class::BE;
    let told = |at: usize| view.has(at, Trait::FINITE) || view.is(at, helps);
    view.is_comma(comma) && told(comma + 1) && !half.any(told)
}

/// "Prices fell, Olsen said, [adding to fears]": behind a whole statement a participle is the narrator's, and so is what
/// is not its verb behind a circumstance: "Prices fell, Olsen said on Friday, [down from a peak]". Half a statement goes on with
/// more than one word, unless its verb or a conjunction leads on.
pub(super) fn tail(view: &View, half: Range<usize>, behind: usize, circumstance: bool) -> bool {
    let end = view.sentence_tokens(behind).end;
    let verbal = |at: usize| view.has(at, Trait::FINITE | Trait::VERB) && !view.has(at, Trait::ING);
    let leads = view.is(half.end - 1, Class::CONJUNCTION | Class::BE);
    let whole =
        half.clone().any(verbal) && !leads && !opens_with_adjunct(view, half.start, half.end);
    let participle = view.has(behind, Trait::ING) && view.tag(behind) != Tag::Preposition;
    let verb = (behind..end).find(|&at| !view.is_adverb(at));
    let verb = verb.is_some_and(|at| view.small_verb(at));
    let one = view.one_of(behind + 1, words![".", "!", "?"]);
    says_no_more(view, behind - 1, end)
        || whole && (participle || circumstance && !verb)
        || one && !leads
}

/// "…, Lind told AFP", "…, Lind told the court yesterday": who was told, and nothing of what.
pub(super) fn is_addressee(view: &View, words: Range<usize>) -> bool {
    /// Longer is what was said.
    const LONGEST: usize = 5;
    let when = words
        .clone()
        .rev()
        .take_while(|&at| view.is(at, Class::TIME));
    let end = words.end - when.count();
    let words =
        words.start..end - usize::from(end < words.end && view.one_of(end - 1, words!["on", "in"]));
    let told = Class::HUMAN | Class::ORGANISATION | Class::OBJECT_PRONOUN;
    // "told the meeting", "told councillors"
    let hears = |at: usize| view.tag(at).is_noun() && !LISTS.told.has_word(view.text(at));
    let names = |at: usize| view.capital(at) || view.is(at, told) || hears(at);
    let tells = |verb: &str| {
        ["told", "tells"]
            .iter()
            .any(|form| verb.eq_ignore_ascii_case(form))
    };
    !words.is_empty()
        && words.len() <= LONGEST
        && tells(view.text(words.start - 1))
        && names(words.end - 1)
        && words
            .clone()
            .all(|at| view.is_word(at) && view.quote(at).is_none())
        && view.tally(words).verbs == 0
}

/// "said in a statement on Monday [it had closed]": a clause without a word that opens it, behind where it was said and when.
pub(super) fn behind_document(view: &View, at: usize, limit: usize) -> Option<usize> {
    /// "in a strongly worded joint statement"
    const NEAR: usize = 7;
    let led = view.one_of(at, words!["in", "on"])
        && view.is(at + 1, Class::DETERMINER | Class::POSSESSIVE)
        && view.is(at.checked_sub(1)?, Class::STRONG_CUE);
    if !led {
        return None;
    }
    let told = Class::DOCUMENT | Class::CUE_NOUN;
    let mut near = (at + 2..limit.min(at + NEAR))
        .take_while(|&at| view.is_word(at) && view.quote(at).is_none());
    let noun = near.find(|&at| {
        view.is(at, told) && (view.is(at + 1, Class::TIME) || !view.tag(at + 1).is_noun())
    })?;
    // "on Monday", "Monday", "last week"
    let when =
        |at: &usize| view.is(*at, Class::TIME) || view.one_of(*at, words!["on", "last", "this"]);
    let mut clause = noun + 1 + (noun + 1..limit).take_while(when).count();
    let subject = Class::SUBJECT_PRONOUN | Class::DETERMINER | Class::POSSESSIVE;
    // "in a letter to the council [she had resigned]"
    if view.one_of(clause, words!["to"]) {
        let mut near = clause + 2..limit.min(clause + NEAR);
        clause = near.find(|&at| {
            view.is(at, Class::SUBJECT_PRONOUN) && !view.is(at, Class::OBJECT_PRONOUN)
        })?;
    }
    let opens = view.is(clause, subject) || view.capital(clause);
    (opens && view.quote(clause).is_none() && has_verb(view, clause, limit)).then_some(clause)
}

/// "said on Sky News [the plan was dead]", "said on Monday [the plan was dead]": a clause behind the medium that carried it,
/// or the day.
pub(super) fn behind_medium(view: &View, at: usize, limit: usize) -> Option<usize> {
    /// "BBC Radio 4 on Sunday"
    const NEAR: usize = 6;
    let led = view.one_of(at, words!["on"]) && view.is(at.checked_sub(1)?, Class::STRONG_CUE);
    if !led || view.quote(at).is_some() {
        return None;
    }
    let names = |at: usize| {
        view.capital(at)
            || view.is(at, Class::TIME)
            || view.kind(at) == Some(TokenKind::Number)
            || LISTS.media.has_word(view.text(at))
    };
    let named = |at: &usize| names(*at) || view.one_of(*at, words!["on"]);
    let count = (at + 1..limit.min(at + NEAR)).take_while(named).count();
    let clause = at + 1 + count;
    let subject = Class::SUBJECT_PRONOUN | Class::DETERMINER | Class::POSSESSIVE;
    let opens = count > 0 && clause < limit && view.is(clause, subject);
    (opens && view.quote(clause).is_none() && has_verb(view, clause, limit)).then_some(clause)
}
