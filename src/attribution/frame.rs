//! Frames: what follows a cue, by name, and the content that begins there.

use crate::scan::class::Class;
use crate::segmentation::TokenKind;
use crate::tagging::Tag;

use super::candidate::Parts;
use super::circumstance::{behind_document, behind_medium};
use super::content::{clause_end, gerund_cue, quote_from, tells_when, with_later_paragraphs};
use super::hedge::{counts, hedged};
use super::landmarks::Landmark;
use super::lists::LISTS;
use super::view::{Trait, View};
use super::words::{Words, words};
use super::works::is_work;

/// What follows a cue, by name, and where the content begins.
pub(super) fn frame_after(
    view: &View,
    after: usize,
    limit: usize,
) -> Option<(&'static str, usize)> {
    let mut at = after;
    while at < limit
        && view.quote(at).is_none()
        && (view.is_adverb(at)
            // "pleaded not guilty"
            && !view.is(at, Class::PREPOSITION | Class::NEGATION)
            // "said there were none"
            && !(view.one_of(at, words!["there"]) && view.has_no_subject(at + 1))
            && !qualifies_noun(view, at)
            && !counts(view, at)
            || weekday_before(view, at))
    {
        at += 1;
    }
    // "said this year that"
    if view.one_of(at, words!["this", "last"])
        && view.is(at + 1, Class::TIME)
        && view.one_of(at + 2, words!["that"])
    {
        at += 2;
    }
    if let Some(quote) = quote_from(view, at) {
        // "told “Late Hours” on Monday that"
        if is_work(view, quote)
            && let Some(behind) =
                behind_adjuncts(view, at, limit).filter(|(frame, _)| *frame == "that")
        {
            return Some(behind);
        }
        return Some(("quote", view.quote_tokens(quote).start));
    }
    if at < limit && view.one_of(at, words!["that"]) {
        // "disputed that, saying …", "rejected that, but …": what was said stands before; not in "said that, given …, she".
        let next = at + 2;
        let pronoun =
            view.is_comma(at + 1) && (gerund_cue(view, next) || view.is(next, Class::CONJUNCTION));
        return (!pronoun && !is_day(view, at)).then_some(("that", at));
    }
    // "said [at least] thirty were hurt": where the words stand that a preposition of place could be.
    if hedged(view, at).is_some_and(|number| has_verb(view, number, limit)) {
        return Some(("clause", at));
    }
    let medium = || behind_document(view, at, limit).or_else(|| behind_medium(view, at, limit));
    let behind_medium = || medium().map(|clause| (simple_frame(view, clause, limit), clause));
    if let Some((frame, start)) = behind_adjuncts(view, at, limit).or_else(behind_medium) {
        // "rejected [claims that]": nobody is told, the noun is what was rejected.
        let object = frame == "that"
            && after > 0
            && LISTS.rejects.has_word(view.text(after - 1))
            && !view.is(at, Class::PREPOSITION | Class::TIME);
        return Some((frame, if object { at } else { start }));
    }
    if at >= limit || view.kind(at) == Some(TokenKind::Punctuation) {
        return (view.one_of(at, words![":"]) && at + 1 < limit).then_some(("colon", at + 1));
    }
    if tells_when(view, at, limit) {
        return None;
    }
    let frame = simple_frame(view, at, limit);
    Some((frame, at))
}

/// "asked me [that] evening.": when it was said.
fn is_day(view: &View, that: usize) -> bool {
    let ended = that + 2 >= view.len() || view.kind(that + 2) != Some(TokenKind::Word);
    view.is(that + 1, Class::TIME) && ended
}

/// "said [early] evidence pointed", but "said early on Sunday", "said late Monday"
pub(super) fn qualifies_noun(view: &View, at: usize) -> bool {
    view.tag(at) == Tag::Adjective
        || view.one_of(at, words!["early", "late", "long"])
            && (view.tag(at + 1).is_noun() || view.tag(at + 1) == Tag::Gerund)
            && !view.is(at + 1, Class::TIME)
}

/// "said Monday it would": the day belongs to the cue, not to the clause behind it.
fn weekday_before(view: &View, at: usize) -> bool {
    view.is(at, Class::TIME)
        && view.capital(at)
        && (view.one_of(at + 1, words!["that"])
            || view.is(
                at + 1,
                Class::SUBJECT_PRONOUN | Class::DETERMINER | Class::POSSESSIVE,
            )
            || view.capital(at + 1))
}

fn simple_frame(view: &View, at: usize, limit: usize) -> &'static str {
    if view.one_of(at, words!["that"]) {
        return "that";
    }
    if view.one_of(at, words!["to"]) {
        return if view.is(
            at + 1,
            Class::DETERMINER | Class::POSSESSIVE | Class::OBJECT_PRONOUN,
        ) || view.capital(at + 1)
        {
            "to-noun"
        } else {
            "to"
        };
    }
    if view.is(at, Class::WH) || view.one_of(at, words!["if"]) {
        return "wh";
    }
    const PREPOSITIONS: Words = words![
        "about", "of", "for", "on", "with", "against", "as", "by", "in", "at", "into", "over",
        "from", "out",
    ];
    if view.one_of(at, PREPOSITIONS)
        && let Some(name) = view.named(at)
    {
        return name;
    }
    if view.is(at, Class::PREPOSITION) {
        return "preposition";
    }
    if view.is(at, Class::SUBORDINATOR | Class::CONJUNCTION) {
        return "conjunction";
    }
    if has_verb(view, at, limit) {
        return if view.is(at, Class::SUBJECT_PRONOUN) {
            "pronoun-clause"
        } else {
            "clause"
        };
    }
    let quoted = view.any(Landmark::QUOTED, at..limit.min(at + 14));
    match () {
        () if quoted => "noun-quote",
        () if view.is(at, Class::OBJECT_PRONOUN) => "pronoun",
        () if view.has(at, Trait::ING) => "gerund",
        () if view.capital(at) => "name",
        () => "noun",
    }
}

/// A finite verb within reach makes the words after the cue a clause, not an object.
pub(super) fn has_verb(view: &View, at: usize, limit: usize) -> bool {
    let end = limit.min(at + 12);
    for next in view.all(Landmark::LOUD, at..end) {
        if view.quote(next).is_some()
            || view.kind(next) == Some(TokenKind::Punctuation)
                && !view.one_of(next, words!["’", "'", "-", "."])
        {
            return false;
        }
        if view.one_of(next, words!["to", "for", "that", "who", "which", "as"]) {
            return false;
        }
        // "said he’d go"
        let contracted = view.is(next, Class::SUBJECT_PRONOUN);
        if (next > at || contracted)
            && view.is(next, Class::AUXILIARY | Class::MODAL | Class::COMMON_VERB)
            || next > at
                && view.has(next, Trait::PAST | Trait::THIRD)
                && !view.is(next - 1, Class::DETERMINER | Class::POSSESSIVE)
        {
            return !view.has(next, Trait::ING);
        }
    }
    false
}

/// "told reporters on Monday that", "said in a statement: “": the content behind an addressee or an adjunct.
fn behind_adjuncts(view: &View, at: usize, limit: usize) -> Option<(&'static str, usize)> {
    /// How many tokens those have at most.
    const REACH: usize = 16;
    // "said as he left the stage, “": a clause that tells when, up to the mark's comma.
    let clause = view.one_of(at, words!["as", "while", "before", "after"])
        && view.is(at + 1, Class::SUBJECT_PRONOUN);
    // "said after the hearing that": not before its noun is past.
    let occasion = |at: usize| {
        view.one_of(at, words!["before", "after", "since", "until"])
            && (view.is(at + 1, Class::DETERMINER | Class::POSSESSIVE) || view.capital(at + 1))
    };
    // "told staff after the hearing that"
    let heard = Class::HUMAN | Class::ORGANISATION | Class::OBJECT_PRONOUN;
    let meanwhile =
        |next: usize| (next == at || next == at + 1 && view.is(at, heard)) && occasion(next);
    // "said they were glad: “"; but "said pointing at the wall: “"
    let is_said = |colon| !view.has(at, Trait::ING) && has_subject_behind_say(view, at, colon);
    let kinds = Landmark::ADJUNCT | Landmark::QUOTED;
    let end = limit.min(at + REACH);
    let mut stops = view.all(kinds, at..end);
    while let Some(next) = stops.next() {
        if let Some(quote) = view.quote(next) {
            let tokens = view.quote_tokens(quote);
            // "told the show “Late Hours” that"
            if tokens.start == next && is_work(view, quote) {
                stops = view.all(kinds, tokens.end..end);
                continue;
            }
            let led = next > at
                && view.one_of(next - 1, words![",", ":", "that"])
                && !(view.one_of(next - 1, words!["that"]) && is_anothers(view, at, next - 1));
            return (led && tokens.start == next).then_some(("quote", next));
        }
        if next > at
            && !clause
            && view.one_of(next, words!["that"])
            && !is_day(view, next)
            && !is_anothers(view, at, next)
            && !another_tells(view, at, next)
            // "said they needed more and that he": a clause beside another.
            && !view.one_of(
                next - 1,
                words![
                    "of", "in", "on", "at", "from", "to", "than", "with", "so", "like", "by",
                    "for", "and", "but", "or",
                ],
            )
        {
            return Some(("that", next));
        }
        let stops = view.is(next, Class::MODAL | Class::SUBORDINATOR | Class::WH)
            && !view.one_of(next, words!["that"])
            // "said in [May] that"
            && !(view.is(next, Class::MODAL) && view.capital_inside(next))
            && !(clause && next == at || meanwhile(next))
            || view.is(next, Class::AUXILIARY) && view.is_word(next) && !clause
            || next > at
                && (gerund_cue(view, next)
                    // "suggested to the accused that"
                    || view.is(next, Class::STRONG_CUE)
                        && !view.is(next - 1, Class::DETERMINER | Class::POSSESSIVE))
            || view.one_of(next, words![";", "."]) && !view.capital(next + 1);
        if stops {
            return None;
        }
        if view.one_of(next, words![":"]) {
            if is_said(next) {
                return None;
            }
            return quote_from(view, next).map(|quote| ("quote", view.quote_tokens(quote).start));
        }
    }
    quote_from(view, limit)
        .filter(|_| limit > at && view.one_of(limit - 1, words![":"]))
        .filter(|_| !is_said(limit))
        .map(|quote| ("quote", view.quote_tokens(quote).start))
}

/// The clause that token `that` opens is no content of a cue that ends before `at`: a noun or a verb between them has it.
pub(super) fn is_anothers(view: &View, at: usize, that: usize) -> bool {
    let before = that - 1;
    // "called on them to ensure that", "to make sure that"
    let verb = view.quote(before).is_none()
        && !view.capital(before)
        && (view.tag(before) == Tag::Base
            || view.small_verb(before)
            || view.tag(before) == Tag::Adjective && view.tag(before - 1) == Tag::Base);
    verb || is_relative(view, that) || has_subject_behind_say(view, at, that)
}

/// "a bill that would", "savings that “do not exist”", "a fund that they say will help": the clause has a gap where the
/// noun before it belongs.
fn is_relative(view: &View, that: usize) -> bool {
    /// How many tokens the subject of what only says whose opinion it is has at most.
    const SUBJECT: usize = 4;
    let first = that + 1;
    if view.quote(first).is_some() {
        let verb = Class::AUXILIARY | Class::MODAL | Class::BE;
        return (view.has(first + 1, Trait::FINITE) || view.is(first + 1, verb))
            && !view.capital(first + 1)
            && !view.has_subject(first + 1);
    }
    let opinion = || {
        (first + 1..=first + SUBJECT)
            .take_while(|&at| view.quote(at).is_none() && view.is_word(at - 1))
            .find(|&at| view.finite_cue(at))
            .is_some_and(|cue| view.has_no_subject(cue + 1))
    };
    view.has_no_subject(first) || !view.is(first, Class::WH) && opinion()
}

/// "said [tests] showed that", "says [the plan] rests on hopes that": who says something has nobody for an object, so a
/// noun right behind it is the subject of what was said; but "said this week that".
fn has_subject_behind_say(view: &View, at: usize, that: usize) -> bool {
    const SAY: [&str; 3] = ["said", "says", "say"];
    let beside = Class::PREPOSITION | Class::SUBORDINATOR | Class::CONJUNCTION | Class::TIME;
    let verb = || (at..that).any(|verb| view.has(verb, Trait::VERB));
    // Its verb may look like a noun: "the plan rests on hopes that"; but "said the mayor that".
    let named = || {
        view.is(
            at,
            Class::DETERMINER | Class::POSSESSIVE | Class::SUBJECT_PRONOUN,
        ) && view.one_of(that, words!["that"])
            && !view.is(that - 1, Class::HUMAN | Class::ORGANISATION)
            && !view.capital(that - 1)
    };
    view.is_word(at)
        && !view.is(at, beside)
        && !view.is_adverb(at)
        && at
            .checked_sub(1)
            .is_some_and(|cue| SAY.contains(&view.text(cue)))
        && (verb() || named())
        && !(at..that).any(|when| view.is(when, Class::TIME))
}

/// "called it safe, [writing] that …", "accuses it of fraud, [a charge] that it denies": behind a comma another word leads
/// on to token `that`, or a noun has it for its clause.
fn another_tells(view: &View, at: usize, that: usize) -> bool {
    /// How far behind its article the noun's clause begins.
    const NOUN: usize = 4;
    (at..that)
        .filter(|&comma| view.is_comma(comma))
        .any(|comma| {
            let next = comma + 1;
            view.has(next, Trait::GERUND)
                || view.one_of(next, words!["a", "an", "the"])
                    && that <= next + NOUN
                    && view.tag(that - 1).is_noun()
        })
}

pub(super) fn contents_after(view: &View, frame: &str, start: usize) -> Parts {
    if frame == "quote"
        && let Some(quote) = view.quote(start)
    {
        let first = view.quote_tokens(quote);
        let mut contents = with_later_paragraphs(view, quote);
        let end = clause_end(view, first.start);
        if contents.len() == 1 && goes_on(view, quote, first.end) && end > first.end {
            contents[0].end = end;
        }
        return contents;
    }
    let end = clause_end(view, start);
    let mut contents = Parts::new();
    if end > start {
        contents.push(start..end);
        // "said they were grateful: [“It is over. We can sleep.”]": the next sentence begins between marks.
        let limit = view.sentence_tokens(start).end;
        if end + 1 == limit
            && view.one_of(end, words![":"])
            && matches!(frame, "clause" | "pronoun-clause" | "that")
            && let Some(quote) = quote_from(view, limit)
        {
            contents.extend(with_later_paragraphs(view, quote));
        }
    }
    contents
}

/// Whether a clause goes on behind its quoted part: after a comma inside the marks only by "and" or "to".
fn goes_on(view: &View, quote: usize, after: usize) -> bool {
    match view.last_char(quote) {
        Some('.' | '!' | '?') => false,
        Some(',') => view.one_of(after, words!["and", "or", "but", "to"]),
        _ => {
            (!view.is_comma(after)
                || view.one_of(after + 1, words!["and", "or", "but", "to"])
                || view.quote(after + 1).is_some())
                && !tells_how(view, quote, after)
        }
    }
}

/// "said “No way” [under his breath]", "“Turn it down” [at the start]": behind a whole utterance a preposition tells how or
/// when it was said; but "said “No” to the plan", "said “Old Hall” at Dunmore was sold".
pub(super) fn tells_how(view: &View, quote: usize, after: usize) -> bool {
    /// Two words may be all.
    const SHORTEST: usize = 2;
    let tokens = view.quote_tokens(quote);
    let inner = view.quoted[quote].inner.of(&view.document.text);
    let words = tokens.clone().filter(|&at| view.is_word(at)).count();
    let how = view.is(after, Class::PREPOSITION) || view.one_of(after, words!["out"]);
    how && !view.one_of(
        after,
        words!["to", "for", "of", "about", "on", "against", "by", "than"],
    ) && words >= SHORTEST
        && inner.starts_with(char::is_uppercase)
        && view.tally(after..view.sentence_tokens(after).end).verbs == 0
}
