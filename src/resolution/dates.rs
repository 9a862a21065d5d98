//! Dates' words in names: Theresa May, June Smith; which capitals of months and weekdays are a person's.
//!
//! Holds the signs beside the word alone; [`super::parts`] asks. Refused is what a number, "in" or "last" dates.

use super::key::Key;
use super::sets;
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// No surname, whatever begins with a capital: "June Bank", "March Tuesday".
const OTHER: Class = Class::FUNCTION
    .union(Class::HUMAN)
    .union(Class::TIME)
    .union(Class::NUMBER_WORD)
    .union(Class::ORGANISATION)
    .union(Class::PLACE)
    .union(Class::CAPITAL)
    .union(Class::DOCUMENT)
    .union(Class::THING)
    .union(Class::PLAIN);

/// "I", "the": behind "May" that opens a sentence they make a verb of it.
const ASKED: Class = Class::ANY_PRONOUN
    .union(Class::DETERMINER)
    .union(Class::POSSESSIVE);

/// A month or a weekday with a capital.
pub(super) fn is_word(view: &View, at: usize) -> bool {
    view.own(at, Class::TIME) && view.capital(at) && view.entry(at).dates.is_word()
}

/// A number or what stands before it makes a date of it: "May 12", "in May".
pub(super) fn is_dated(view: &View, at: usize) -> bool {
    let begins = |at: usize| view.bytes(at).first().is_some_and(u8::is_ascii_digit);
    let Some(before) = at
        .checked_sub(1)
        .filter(|at| view.same_sentence(*at, at + 1))
    else {
        return begins(at + 1);
    };
    begins(at + 1) || begins(before) || view.entry(before).dates.opens()
}

/// What stands beside it makes a name of it; it is not dated.
pub(super) fn is_named(view: &View, at: usize) -> bool {
    is_surname(view, at) || is_given(view, at)
}

/// "Theresa May", "Mrs May", "Dr. June", "said Asha May’s", "Asha May said"; but "the Mayor May".
fn is_surname(view: &View, at: usize) -> bool {
    let stop = usize::from(at > 0 && view.byte(at - 1) == b'.');
    let Some(before) = at.checked_sub(1 + stop) else {
        return false;
    };
    if !view.same_sentence(before, at) || !view.capital(before) {
        return false;
    }
    let word = view.entry(before);
    if word.courtesy {
        return true;
    }
    if view.owned(before) || view.entry(at).dates.is_weekday() {
        return false;
    }
    view.is(before, Class::FIRST_NAME | Class::TITLE)
        || view.initial(before)
        || stop == 0
            && (view.verb(at + 1) || view.verb(before.wrapping_sub(1)))
            && !view.is(before, OTHER | ASKED)
}

/// "June Smith"
fn is_given(view: &View, at: usize) -> bool {
    let opens = |at: usize| view.entry(at).dates.opens_given();
    let before = at.checked_sub(1);
    view.kind(at + 1) == Some(TokenKind::Word)
        && view.same_sentence(at, at + 1)
        && view.capital(at + 1)
        && !view.is(at + 1, OTHER)
        && view.entry(at).dates.is_given()
        && !before.is_some_and(|before| view.same_sentence(before, at) && opens(before))
}

/// A word that is named so elsewhere is a name here too: "May said", but "may", "May I".
pub(super) fn is_known(view: &View, at: usize, known: &[Key]) -> bool {
    let word = view.key(at);
    known.contains(&word)
        && !is_dated(view, at)
        && !view.own(at + 1, ASKED)
        && (!sets::entry(word).dates.is_weekday() || view.verb(at + 1))
}
