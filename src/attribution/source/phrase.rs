//! A noun phrase, from its last word back to its first.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::super::landmarks::Landmark;
use super::super::verb_group::is_named;
use super::super::view::{Trait, View};
use super::super::words::words;

/// The noun phrase that ends right before token `end`, not reaching before `first`.
pub(in super::super) fn phrase_ending_at(
    view: &View,
    end: usize,
    first: usize,
) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if last < first || view.quote(last).is_some() {
        return None;
    }
    // "The mayor herself, back from Rome, said"
    if last > first && view.is(last, Class::REFLEXIVE) {
        return phrase_ending_at(view, last, first).map(|phrase| phrase.start..end);
    }
    let pronoun = view.is(last, Class::SUBJECT_PRONOUN | Class::RELATIVE);
    if pronoun && !view.capital_inside(last) || last == first && is_named(view, last) {
        return Some(last..end);
    }
    // "one of them said"
    if last >= first + 2
        && view.is(last, Class::OBJECT_PRONOUN)
        && view.one_of(last - 1, words!["of"])
        && view.is(last - 2, Class::INDEFINITE | Class::NUMBER_WORD)
    {
        return Some(last - 2..end);
    }
    // "a man behind me said"
    if last >= first + 2
        && view.is(last, Class::OBJECT_PRONOUN)
        && view.is(last - 1, Class::PREPOSITION)
        && view.is(last - 2, Class::HUMAN)
        && let Some(person) = phrase_ending_at(view, last - 1, first)
    {
        return Some(person.start..end);
    }
    // "Some chanted", "…, and another wrote"
    let begins = || {
        last == first
            || view.is_comma(last - 1)
            || view.is(last - 1, Class::CONJUNCTION | Class::SUBORDINATOR)
            // "with one saying"
            || view.one_of(last - 1, words!["with"])
    };
    if view.is(last, Class::INDEFINITE) && begins() {
        return Some(last..end);
    }
    // "Almost half said", "More than half said"
    let measured = || view.is_adverb(last - 1) || view.one_of(last - 1, words!["than"]);
    if view.one_of(last, words!["half"]) && (begins() || measured()) {
        return Some(last..end);
    }
    let mut start = end;
    loop {
        // Nouns and adjectives of no further note belong to it.
        start = view
            .last(Landmark::LOUD, first..start)
            .map_or(first, |left| left + 1);
        let Some(left) = start.checked_sub(1).filter(|left| *left >= first) else {
            break;
        };
        if view.quote(left).is_some() {
            break;
        }
        // "figures [such as] Ann Lee"
        if start < end
            && left > first + 1
            && view.one_of(left, words!["as"])
            && is_such(view, left - 1)
        {
            start = left - 1;
            continue;
        }
        if view.is(left, Class::DETERMINER | Class::POSSESSIVE) && view.is_word(left) {
            start = left;
            // "the mission of [the federation]", "most of [the delegates]": the phrase goes on left.
            let complement = left > first
                && (quantifies(view, left - 1)
                    || view.is(left - 1, Class::PREPOSITION)
                        && word_continues(view, left - 1, start, end, first));
            if !complement {
                break;
            }
            continue;
        }
        // "as [one resident] put it", "[no one] at the ministry said"
        if start < end && view.one_of(left, words!["one"]) {
            let whole = left > first
                && view.is(left - 1, Class::DETERMINER)
                && !view.one_of(left - 1, words!["that"]);
            start = left - usize::from(whole);
            break;
        }
        if !continues_phrase(view, left, start, end, first) {
            break;
        }
        start = left;
    }
    // "of", "and" or "then" cannot begin a phrase.
    while start < end
        && (view.is(start, Class::PREPOSITION | Class::CONJUNCTION)
            || view.is(start, Class::ADVERB) && !view.capital(start) && start + 1 < end
            || view.kind(start) != Some(TokenKind::Word)
                && view.kind(start) != Some(TokenKind::Number))
    {
        start += 1;
    }
    // "such a presence that [Sanders] thanked"
    if end - start > 1
        && view.one_of(start, words!["that"])
        && (view.capital(start + 1) || view.is(start + 1, Class::DETERMINER | Class::POSSESSIVE))
    {
        start += 1;
    }
    let article = end - start == 1 && view.one_of(start, words!["a", "an", "the"]);
    let named = !article
        && (start..end).any(|at| {
            view.is_word(at) && !view.is(at, Class::FUNCTION) || view.one_of(at, words!["%"])
        });
    named.then_some(start..end)
}

fn is_such(view: &View, at: usize) -> bool {
    view.text(at).eq_ignore_ascii_case("such")
}

fn quantifies(view: &View, at: usize) -> bool {
    view.one_of(
        at,
        words!["all", "most", "some", "both", "many", "of", "half"],
    )
}

/// Whether token `left` belongs to the phrase that so far begins at `start`.
fn continues_phrase(view: &View, left: usize, start: usize, end: usize, first: usize) -> bool {
    match view.kind(left) {
        Some(TokenKind::Clitic) => true,
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => word_continues(view, left, start, end, first),
        Some(TokenKind::Punctuation) => {
            // "Sydney - Coach Lee": a dash between blanks parts a dateline from what it opens.
            let parted = start < end
                && view.one_of(left, words!["-"])
                && view.token(left).span.end() < view.token(left + 1).span.start();
            // "Washington, D.C., senator": a comma or stop only between two capitals. "Only 9% said"
            let joins = view.one_of(left, words!["&", "-", "/", "’", "."]) && !parted;
            joins && start < end && view.capital(start)
                || start == end && view.one_of(left, words!["%"])
                || start < end && (bracketed(view, left, start) || listed(view, left, start, first))
        }
        _ => false,
    }
}

/// "Ashby Red Cross [(ARC)] spokesman Ann Lee": a body's letters before what somebody is there.
fn bracketed(view: &View, left: usize, start: usize) -> bool {
    let letters = match view.text(left) {
        ")" if view.is(start, Class::HUMAN) && left > 2 => left - 1,
        "(" if left > 0 => left + 1,
        _ => return false,
    };
    is_bracketed(view, letters) && view.capital(letters - 2)
}

/// A body's letters stand between brackets at `at`.
pub(super) fn is_bracketed(view: &View, at: usize) -> bool {
    view.one_of(at - 1, words!["("])
        && view.one_of(at + 1, words![")"])
        && view.text(at).bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "Department of Trade[,] Labour and Industry": between capitals, in the list of what a body is for.
fn listed(view: &View, left: usize, start: usize, first: usize) -> bool {
    /// So many words a part of the list has, at most.
    const PART: usize = 3;
    let capitals = |at: &usize| view.capital(*at);
    let behind = start + (start..start + PART).take_while(capitals).count();
    let goes_on = |at: usize| view.one_of(at, words!["and", ","]);
    if !view.is_comma(left) || behind == start || !goes_on(behind) {
        return false;
    }
    // Back to the "of" or "for" behind the body's head.
    let mut comma = left;
    while comma > first + 1 && left - comma < 4 * PART {
        let words = (first..comma).rev().take(PART).take_while(capitals).count();
        let Some(before) = (comma - words).checked_sub(1).filter(|_| words > 0) else {
            return false;
        };
        if view.one_of(before, words!["of", "for"]) {
            return before > first
                && view.capital(before - 1)
                && view.is(before - 1, Class::BODIES);
        }
        if !view.is_comma(before) {
            return false;
        }
        comma = before;
    }
    false
}

fn word_continues(view: &View, left: usize, start: usize, end: usize, first: usize) -> bool {
    // "Per Lund", "In Lee": a name, except in a headline of capitals.
    let named = view.capital_inside(left) && !view.in_title(left);
    // "economists like Ann Lee"
    let like = view.one_of(left, words!["like"]) && left > first && view.is(left - 1, Class::GROUP);
    if start < end && like && view.capital(start) {
        return true;
    }
    if start < end
        && view.is(left, Class::PREPOSITION)
        && !named
        && !view.one_of(
            left,
            words![
                "that", "before", "after", "since", "until", "during", "like", "as", "despite",
                "while",
            ],
        )
    {
        // "the head of the agency": only between a noun and its complement.
        return left > first
            && !view.one_of(left - 1, words!["according"])
            && (is_noun(view, left - 1)
                || view.one_of(left - 1, words!["one"])
                || reduced(view, left - 1, first))
            && (!view.is(left - 1, Class::TIME) || is_record(view, left - 1));
    }
    let of_those = left > first && view.one_of(left - 1, words!["those"]);
    if (start < end || of_those) && reduced(view, left, first) {
        return true;
    }
    // "researchers [not] involved in the work"
    if start < end && view.is(left, Class::NEGATION) && reduced(view, start, first) {
        return true;
    }
    if view.one_of(left, words!["and", "or"]) {
        return left > first && start < end && coordinates(view, left, start);
    }
    if start < end && view.capital(start) && parts_from_name(view, left, start, first) {
        return false;
    }
    if view.capital(left)
        && (left > first || !view.is(left, Class::FUNCTION | Class::ADVERB | Class::SUBORDINATOR))
    {
        return !(view.is(left, Class::TIME) && !view.capital(start.min(end - 1)))
            || is_record(view, left);
    }
    !view.is(left, Class::FUNCTION | Class::ANY_PRONOUN | Class::TIME)
        && !finite_verb(view, left)
        && !infinitive(view, left, first)
        && !(view.is(left, Class::ADVERB)
            && start == end
            // "a man at the back"
            && !(left > first && view.is(left - 1, Class::DETERMINER)))
}

/// "[Minutes] of the meeting": what was written down of it, and no time.
fn is_record(view: &View, at: usize) -> bool {
    view.text(at) == "Minutes" && view.one_of(at + 1, words!["of"])
}

/// "to fault | Clinton", "to openly fault | Clinton"
fn infinitive(view: &View, at: usize, first: usize) -> bool {
    let mut before = (first..at).rev().skip_while(|&left| view.is_adverb(left));
    view.tag(at) == Tag::Base && before.next().is_some_and(|to| view.tag(to) == Tag::To)
}

/// "in a statement | Holt said", "on Friday | Aas called", "At PMQs | Sir Ed asked": what stands before the name belongs to an
/// adjunct.
fn parts_from_name(view: &View, left: usize, start: usize, first: usize) -> bool {
    let apart = |at: usize| at >= first && view.is(at, Class::PREPOSITION);
    if view.capital(left) {
        let opens = view.is(start, Class::TITLE) && left == first + 1;
        return (view.is(left, Class::TIME) || opens) && left > first && apart(left - 1);
    }
    view.is(left, Class::DOCUMENT | Class::CUE_NOUN | Class::TIME) && !view.is(left, Class::HUMAN)
}

/// "a source [speaking] to Kanal News", "officials [briefed] on the plan": a clause without its "who was".
/// The phrase begins no earlier than token `first`.
pub(super) fn reduced(view: &View, at: usize, first: usize) -> bool {
    // "two thirds of those polled"
    if at > first && view.one_of(at - 1, words!["those"]) && view.has(at, Trait::ED) {
        return true;
    }
    // "researchers not involved in the work"
    let not = usize::from(at > first + 1 && view.is(at - 1, Class::NEGATION));
    let participle = matches!(view.tag(at), Tag::Gerund | Tag::Participle | Tag::Past)
        || not == 1 && view.has(at, Trait::ED);
    if !participle || at <= first {
        return false;
    }
    let noun = at - 1 - not;
    // "a team working in Chile"; but "her campaign sent out a letter"
    let team = view.tag(at) == Tag::Gerund && view.is(noun, Class::ORGANISATION);
    (team || view.is(noun, Class::HUMAN | Class::DOCUMENT))
        && !view.capital_inside(noun)
        && view.is(at + 1, Class::PREPOSITION | Class::TIME)
}

fn coordinates(view: &View, and: usize, start: usize) -> bool {
    let (left, right) = (and - 1, start);
    // "Founder and chief executive Ann Lee"
    let role = |at: usize| view.is(at, Class::ROLE) && !view.capital_inside(at);
    let before = left.checked_sub(1);
    let opens = view.sentence_tokens(left).start == left
        || before.is_some_and(|at| view.is_comma(at) || view.is(at, Class::DETERMINER));
    if role(left) && opens && !view.capital(right) && (right..right + 3).any(role) {
        return true;
    }
    view.capital(left) && view.capital(right) && !view.is(left, Class::TIME)
        || view.is(left, Class::GROUP) && (right..right + 3).any(|at| view.is(at, Class::GROUP))
}

pub(super) fn is_noun(view: &View, at: usize) -> bool {
    view.is_word(at)
        && (view.capital(at)
            || !view.is(at, Class::FUNCTION | Class::ANY_PRONOUN | Class::ADVERB)
                && !finite_verb(view, at))
        || view.kind(at) == Some(TokenKind::Number)
}

/// "“…,” [lead singer Ann Lee] said": a verb's form before a person, where no verb can stand.
pub(super) fn leads(view: &View, at: usize) -> bool {
    let first = at.checked_sub(1).is_none_or(|before| {
        view.quote(before).is_some() || view.is_comma(before) || view.is(before, Class::DETERMINER)
    });
    first && qualifies(view, at)
}

/// "lead author": a verb's form right before a person.
pub(super) fn qualifies(view: &View, at: usize) -> bool {
    view.is(at, Class::COMMON_VERB) && view.is(at + 1, Class::HUMAN)
}

pub(super) fn finite_verb(view: &View, at: usize) -> bool {
    let nominal = matches!(view.tag(at), Tag::Noun | Tag::Plural | Tag::Adjective);
    // "Judge [blocks] ban": of a headline.
    let third = view.has(at, Trait::THIRD)
        && view.in_title(at)
        && at > 0
        && view.is(at - 1, Class::HUMAN)
        && !view.is(at - 1, Class::GROUP)
        && !view.is(at, Class::CUE_NOUN)
        && !view.capital_inside(at);
    if third {
        return true;
    }
    if view.capital(at)
        || nominal
        || view.is(at, Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT)
        || leads(view, at)
    {
        return false;
    }
    view.is(at, Class::COMMON_VERB | Class::AUXILIARY | Class::MODAL)
        || view.word(at).verb.is_some_and(|verb| {
            verb.past || verb.gerund || verb.third && !view.is(at, Class::CUE_NOUN)
        })
}
