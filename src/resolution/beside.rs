//! What stands beside a name: titles before it, appositions and predicates after it.
//!
//! Holds token ranges only, and refuses clauses: "In Ashby, the mayor said" does
//! not make Ashby a mayor.

use std::ops::Range;

use super::dates;
use super::key;
use super::names::Name;
use super::sets::{self, Standing};
use super::view::View;
use crate::scan::class::Class;
use crate::segmentation::TokenKind;

/// Title and role words before the name: "Oakes campaign manager", "Gov."
#[inline]
pub(super) fn left(view: &View, run: &Range<usize>, from: usize) -> Range<usize> {
    // Before the first token is none.
    let previous = from.wrapping_sub(1);
    let comma = view.byte(previous) == b',';
    if from == run.start && !comma && !view.human(previous) {
        return from..from;
    }
    titles(view, run, from, comma)
}

/// The same where something stands there.
#[inline(never)] // Of few names.
fn titles(view: &View, run: &Range<usize>, from: usize, comma: bool) -> Range<usize> {
    let mut start = from;
    if from == run.start {
        let previous = from - 1;
        if !view.same_sentence(previous, from) {
            return from..from;
        }
        if comma {
            return description(view, previous);
        }
    }
    let stop =
        Class::FUNCTION | Class::DETERMINER | Class::ANY_PRONOUN | Class::ADVERB | Class::CUE_VERB;
    while let Some(previous) = start.checked_sub(1) {
        let word = view.kind(previous) == Some(TokenKind::Word);
        let joined = word && view.same_sentence(previous, from) && run.start - previous < 9;
        // "… employ Mr. Ames": what stands before a capital title qualifies it only as a name or a role.
        let loose = view.capital(start) && start < run.start && !view.capital(previous);
        // Another person's name is not a modifier: "Ann Brandt met engineer Peter Oakes".
        let other = view.own(previous, Class::FIRST_NAME) && !view.own(start, Class::ROLE);
        // "said Friday" goes on with a name's titles: it dates, and qualifies nobody.
        if !joined
            || other
            || dates::is_word(view, previous)
            || (loose || view.own(previous, stop)) && !view.human(previous)
        {
            break;
        }
        start = previous;
    }
    start..run.start
}

/// "The keeper of the light, Ann Lee": the description that ends with the comma at `comma`.
fn description(view: &View, comma: usize) -> Range<usize> {
    let first = view.sentence_start(comma).max(comma.saturating_sub(20));
    if !view.any_human(first..comma) {
        return comma + 1..comma + 1;
    }
    // The description may come late in its clause: "… was urged by the ambassador, Ann Lee".
    let said = Class::AUXILIARY | Class::MODAL | Class::SUBORDINATOR | Class::RELATIVE;
    let mut start = comma;
    while start > first {
        let previous = start - 1;
        if breaks(view, previous)
            || view.own(previous, said)
            || view.verb(previous) && !view.own(previous, Class::ROLE | Class::TITLE)
            || view.own(previous, Class::PREPOSITION) && view.word(previous) == "by"
        {
            break;
        }
        start = previous;
    }
    let role = view.any_human(start..comma);
    let opens = view.own(start, Class::DETERMINER | Class::POSSESSIVE) || view.capital(start);
    match role && opens {
        true => start..comma,
        false => comma + 1..comma + 1,
    }
}

/// No description goes across the token.
fn breaks(view: &View, at: usize) -> bool {
    match view.kind(at) {
        Some(TokenKind::Mark) => true,
        Some(TokenKind::Punctuation) => matches!(view.byte(at), b',' | b';' | b':'),
        _ => false,
    }
}

/// "Ann Lee has been mayor": the role a copula gives, if one follows at `at`.
fn predicate(view: &View, at: usize) -> Option<Range<usize>> {
    let copula = (at..at + 3)
        .take_while(|at| view.own(*at, Class::AUXILIARY))
        .count();
    let mut start = at + copula;
    if copula == 0 || !view.same_sentence(at, start) {
        return None;
    }
    if view.own(start, Class::DETERMINER | Class::ADVERB) {
        start += 1;
    }
    let role = (start..start + 3).find(|at| view.own(*at, Class::ROLE))?;
    (view.same_sentence(start, role)).then_some(start..role + 1)
}

/// The words of an apposition that begins at `at` with a comma, without the comma.
#[inline]
pub(super) fn apposition(view: &View, at: usize) -> Range<usize> {
    match view.own(at, Class::AUXILIARY) || matches!(view.byte(at), b'(' | b',') {
        true => behind(view, at),
        false => at..at,
    }
}

/// The same where it may begin.
#[inline(never)] // Of few names.
fn behind(view: &View, mut at: usize) -> Range<usize> {
    let none = at..at;
    // "(D-Mo.)" stands between.
    if view.byte(at) == b'(' {
        match (at..at + 12).find(|at| view.byte(*at) == b')') {
            Some(close) => at = close + 1,
            None => return none,
        }
    }
    if let Some(predicate) = predicate(view, at) {
        return predicate;
    }
    if view.byte(at) != b',' || !view.same_sentence(at.saturating_sub(1), at + 1) {
        return none;
    }
    let start = at + 1;
    let opens = view.own(
        start,
        Class::DETERMINER | Class::POSSESSIVE | Class::ROLE | Class::TITLE | Class::ADVERB,
    ) || view.phrase(start, Class::ROLE | Class::TITLE | Class::ORGANISATION)
        || view.capital(start)
        || view.own(start + 1, Class::ROLE);
    if !opens {
        return none;
    }
    let mut end = start;
    let mut role = false;
    let limit = view.sentence_end(start).min(start + 30);
    if !view.any_human(start..limit) {
        return none;
    }
    while end < limit {
        let closes = match view.kind(end) {
            Some(TokenKind::Mark) => true,
            Some(TokenKind::Punctuation) => {
                matches!(view.word(end), "," | ";" | ":" | "(" | "." | "–" | "—")
            }
            _ => false,
        };
        if closes {
            break;
        }
        if view.own(end, Class::RELATIVE) && role {
            break;
        }
        // "In Ashby, the mayor said": a clause of its own, no apposition.
        let finite = view.own(end, Class::AUXILIARY | Class::MODAL)
            || view.verb(end) && !view.own(end, Class::ROLE | Class::TITLE);
        if finite && role && !view.word(end).ends_with("ing") {
            return none;
        }
        role |= view.human(end);
        end += 1;
    }
    if role { start..end } else { none }
}

/// A cue verb follows the name, and no article stands before it.
pub(super) fn speaking(view: &View, name: &Name) -> bool {
    let verb = [name.tokens.end, name.tokens.end + 1]
        .into_iter()
        .any(|at| view.verb(at) && view.same_sentence(at, name.tokens.start));
    let before = name.tokens.start.checked_sub(1);
    let the = before.is_some_and(|at| view.own(at, Class::DETERMINER));
    verb && !the && !view.own(name.tokens.end, Class::DETERMINER)
}

/// "(D-Vt.)" or ", R-Ky.," after a name at `at`.
pub(super) fn constituency(view: &View, at: usize) -> Standing {
    let mut standing = Standing::default();
    if !matches!(view.byte(at), b'(' | b',') || !view.is_compound(at + 1) {
        return standing;
    }
    if let Some((party, state)) = view.word(at + 1).split_once('-') {
        let party = sets::entry(key::of_word(party)).standing;
        if party.parties != 0 {
            standing.add(party);
            let state = key::of_word(state.trim_end_matches('.'));
            standing.add(sets::entry(state).standing);
        }
    }
    standing
}
