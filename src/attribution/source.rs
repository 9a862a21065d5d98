//! Sources: the noun phrase that names the speaker, left or right of its cue.
//!
//! No parse: a phrase is walked word by word from the cue until a word that
//! cannot be part of it. Appositions between commas are stepped over and, where
//! they follow the name, kept.

use std::ops::Range;

use crate::scan::class::Class;
use crate::segmentation::TokenKind;

use super::view::View;

/// The farthest an apposition or relative clause may push a subject from its verb, in tokens.
const APPOSITION: usize = 40;

/// The subject left of a verb group that begins at token `verb`, if one stands there.
pub(super) fn left_of(view: &View, verb: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(verb).start;
    let mut end = skip_adjuncts_left(view, verb, first);
    if end == first {
        return None;
    }
    let close = end;
    // A bracket, and an apposition behind it: "Jim Jordan (R-Ohio), a panel member,".
    for _ in 0..2 {
        if end > first
            && (view.is_comma(end - 1)
                || view.is_dash(end - 1)
                || view.is_punctuation(end - 1, &[")"]))
        {
            end = before_apposition(view, end - 1, first)?;
        }
    }
    let phrase = phrase_ending_at(view, end, first)?;
    // The apposition belongs to the source: "Peter Morgan, a lawyer for the club, said".
    let apposed = end < close && !view.is(phrase.start, Class::ANY_PRONOUN);
    Some(phrase.start..if apposed { close - 1 } else { end })
}

/// "Trump on Monday said", "Clinton, however, said", "Clinton later said": the end of what stands before those.
fn skip_adjuncts_left(view: &View, verb: usize, first: usize) -> usize {
    let mut end = verb;
    loop {
        let before = end;
        while end > first + 1 && (view.is_adverb(end - 1) || view.is(end - 1, Class::REFLEXIVE)) {
            end -= 1;
        }
        // "on Monday", "last week", "Tuesday"
        let mut time = end;
        while time > first + 1
            && (view.is(time - 1, Class::TIME) || view.kind(time - 1) == Some(TokenKind::Number))
        {
            time -= 1;
        }
        if time < end && view.is(end - 1, Class::TIME) {
            end = time;
            if end > first + 1
                && view.one_of(end - 1, &["on", "in", "last", "this", "late", "early"])
            {
                end -= 1;
            }
        }
        // ", however,"
        if end > first + 3
            && view.is_comma(end - 1)
            && view.is_adverb(end - 2)
            && view.is_comma(end - 3)
        {
            end -= 3;
        }
        if end == before {
            return end;
        }
    }
}

/// The end of the phrase that the apposition closing at `close` belongs to.
fn before_apposition(view: &View, close: usize, first: usize) -> Option<usize> {
    let floor = first.max(close.saturating_sub(APPOSITION));
    let opener = |at: usize| {
        if view.is_comma(close) {
            view.is_comma(at)
        } else if view.is_dash(close) {
            view.is_dash(at)
        } else {
            view.is_punctuation(at, &["("])
        }
    };
    let candidates = (floor..close)
        .rev()
        .filter(|&at| opener(at) && view.quote(at).is_none());
    // A list inside the apposition has commas of its own: take the farthest one that a name precedes.
    let mut best = None;
    for at in candidates {
        let names = (at + 1..close).all(|word| view.capital(word));
        if at > first && (ends_subject(view, at - 1) || names && is_noun(view, at - 1)) {
            best = Some(at);
            if !starts_clause(view, at + 1) && !view.capital(at + 1) {
                break;
            }
        }
    }
    best
}

fn ends_subject(view: &View, at: usize) -> bool {
    // "Jim Jordan (R-Ohio), an oversight panel member": what stands before the bracket counts.
    if view.is_punctuation(at, &[")"]) {
        let mut before = (at.saturating_sub(8)..at).rev();
        return before
            .find(|&open| view.is_punctuation(open, &["("]))
            .is_some_and(|open| open > 0 && view.capital(open - 1));
    }
    view.capital(at)
        || view.is(
            at,
            Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT | Class::SUBJECT_PRONOUN,
        )
}

fn starts_clause(view: &View, at: usize) -> bool {
    view.is(at, Class::RELATIVE | Class::PREPOSITION)
}

/// The noun phrase that ends right before token `end`, not reaching before `first`.
pub(super) fn phrase_ending_at(view: &View, end: usize, first: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if last < first || view.quote(last).is_some() {
        return None;
    }
    if view.is(last, Class::SUBJECT_PRONOUN | Class::RELATIVE) && !view.capital_inside(last) {
        return Some(last..end);
    }
    let mut start = end;
    while start > first && view.quote(start - 1).is_none() {
        let left = start - 1;
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
        if !continues_phrase(view, left, start, end, first) {
            break;
        }
        start = left;
    }
    // "of" or "and" cannot begin a phrase.
    while start < end
        && (view.is(start, Class::PREPOSITION | Class::CONJUNCTION)
            || view.kind(start) != Some(TokenKind::Word)
                && view.kind(start) != Some(TokenKind::Number))
    {
        start += 1;
    }
    let named = (start..end).any(|at| view.is_word(at) && !view.is(at, Class::FUNCTION));
    named.then_some(start..end)
}

fn quantifies(view: &View, at: usize) -> bool {
    view.one_of(at, &["all", "most", "some", "both", "many", "of", "half"])
}

/// Whether token `left` belongs to the phrase that so far begins at `start`.
fn continues_phrase(view: &View, left: usize, start: usize, end: usize, first: usize) -> bool {
    match view.kind(left) {
        Some(TokenKind::Clitic) => true,
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => word_continues(view, left, start, end, first),
        Some(TokenKind::Punctuation) => {
            // "Washington, D.C., senator": a comma or stop only between two capitals.
            view.is_punctuation(left, &["&", "-", "/", "’", "."])
                && start < end
                && view.capital(start)
        }
        _ => false,
    }
}

fn word_continues(view: &View, left: usize, start: usize, end: usize, first: usize) -> bool {
    if start < end
        && view.is(left, Class::PREPOSITION)
        && !view.one_of(
            left,
            &[
                "that", "before", "after", "since", "until", "during", "like", "as", "despite",
                "while",
            ],
        )
    {
        // "the head of the agency": only between a noun and its complement.
        return left > first && is_noun(view, left - 1) && !view.is(left - 1, Class::TIME);
    }
    if view.one_of(left, &["and", "or"]) {
        return left > first && start < end && coordinates(view, left, start);
    }
    if view.capital(left)
        && (left > first || !view.is(left, Class::FUNCTION | Class::ADVERB | Class::SUBORDINATOR))
    {
        return !(view.is(left, Class::TIME) && !view.capital(start.min(end - 1)));
    }
    !view.is(left, Class::FUNCTION | Class::ANY_PRONOUN | Class::TIME)
        && !finite_verb(view, left)
        && !(view.is(left, Class::ADVERB) && start == end)
}

fn coordinates(view: &View, and: usize, start: usize) -> bool {
    let (left, right) = (and - 1, start);
    view.capital(left) && view.capital(right) && !view.is(left, Class::TIME)
        || view.is(left, Class::GROUP) && (right..right + 3).any(|at| view.is(at, Class::GROUP))
}

fn is_noun(view: &View, at: usize) -> bool {
    view.is_word(at)
        && (view.capital(at)
            || !view.is(at, Class::FUNCTION | Class::ANY_PRONOUN | Class::ADVERB)
                && !finite_verb(view, at))
        || view.kind(at) == Some(TokenKind::Number)
}

fn finite_verb(view: &View, at: usize) -> bool {
    if view.capital(at) || view.is(at, Class::HUMAN | Class::ORGANISATION | Class::DOCUMENT) {
        return false;
    }
    view.is(at, Class::COMMON_VERB | Class::AUXILIARY | Class::MODAL)
        || view.word(at).verb.is_some_and(|verb| {
            verb.past || verb.gerund || verb.third && !view.is(at, Class::CUE_NOUN)
        })
}

/// The noun phrase that begins at token `start`: `said [Maria Olsen, a nurse]`.
pub(super) fn right_of(view: &View, start: usize, limit: usize) -> Option<Range<usize>> {
    if start >= limit || view.quote(start).is_some() {
        return None;
    }
    if view.is(start, Class::ANY_PRONOUN) && !view.capital_inside(start) {
        return Some(start..start + 1);
    }
    let mut end = start;
    while end < limit && view.quote(end).is_none() {
        let goes_on = match view.kind(end) {
            Some(TokenKind::Clitic | TokenKind::Number) => true,
            Some(TokenKind::Word) => right_word_continues(view, end, start, limit),
            Some(TokenKind::Punctuation) => {
                view.is_punctuation(end, &["&", "-", "/", "’"]) && end > start
                    || view.is_punctuation(end, &["."])
                        && end > start
                        && view.text(end - 1).len() <= 3
                        && view.capital(end + 1)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > start
        && (view.is(
            end - 1,
            Class::PREPOSITION | Class::CONJUNCTION | Class::DETERMINER,
        ) && !view.capital(end - 1))
    {
        end -= 1;
    }
    let named = (start..end).any(|at| {
        view.is_word(at) && !view.is(at, Class::FUNCTION | Class::DETERMINER | Class::POSSESSIVE)
    });
    named.then_some(start..end)
}

fn right_word_continues(view: &View, at: usize, start: usize, limit: usize) -> bool {
    if view.capital(at) {
        return !view.is(at, Class::TIME) || at == start;
    }
    if view.is(at, Class::PREPOSITION) {
        return at > start
            && at + 1 < limit
            && view.one_of(at, &["of", "for", "from", "at", "with", "to", "in", "on"])
            && !view.is(at + 1, Class::TIME)
            && (view.one_of(at, &["of", "for"])
                || !view.capital(at - 1)
                || view.is(at - 1, Class::HUMAN));
    }
    if view.one_of(at, &["and"]) {
        return at > start && view.capital(at - 1) && view.capital(at + 1);
    }
    !view.is(
        at,
        Class::FUNCTION | Class::ANY_PRONOUN | Class::TIME | Class::ADVERB,
    ) && !finite_verb(view, at)
        || at == start && view.is(at, Class::DETERMINER | Class::POSSESSIVE)
}

/// A source right of its cue with the apposition that follows it: ", a nurse at the clinic".
pub(super) fn with_apposition(view: &View, source: Range<usize>, limit: usize) -> Range<usize> {
    let comma = source.end;
    if comma + 1 >= limit || !view.is_comma(comma) || view.quote(comma + 1).is_some() {
        return source;
    }
    let opens = view.is(comma + 1, Class::DETERMINER | Class::POSSESSIVE)
        || view.eq(comma + 1, "who")
        || view.eq(comma + 1, "former")
        || view.is(comma + 1, Class::HUMAN) && !view.capital(comma + 1);
    if !opens {
        return source;
    }
    let end = (comma + 1..limit.min(comma + APPOSITION))
        .find(|&at| {
            view.is_comma(at)
                || view.quote(at).is_some()
                || view.is_punctuation(at, &[".", ";", ":"])
        })
        .unwrap_or(limit.min(comma + APPOSITION));
    // "according to police, the suspect was drunk": a clause of its own is no apposition.
    let clause = !view.eq(comma + 1, "who")
        && (comma + 1..end)
            .take_while(|&at| !view.is(at, Class::RELATIVE))
            .any(|at| view.tag(at).is_finite() && !view.capital(at));
    if clause {
        return source;
    }
    source.start..end
}

/// The subject of the sentence's main clause: the phrase before its first verb.
pub(super) fn main_subject(view: &View, before: usize) -> Option<Range<usize>> {
    let first = view.sentence_tokens(before).start;
    (first + 1..before)
        .filter(|&at| view.quote(at).is_none() && view.is_word(at))
        .find(|&at| {
            let verb = view.is(at, Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB)
                || view.word(at).verb.is_some_and(|v| v.past || v.third);
            verb && !view.capital(at)
                && !view.is(
                    at - 1,
                    Class::DETERMINER | Class::POSSESSIVE | Class::RELATIVE,
                )
        })
        .and_then(|at| left_of(view, at))
        .filter(|subject| !view.is(subject.start, Class::RELATIVE))
}
